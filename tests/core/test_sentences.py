"""The statistics in words: right in number, honest where there is little, no promise and no blame."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from tests.core.past import BRIDGE, BRIDGE_MARCH, CATALOG, FIGURE_4, GLUTE_SET, TODAY, done, on, session, told
from tests.core.test_statistics_properties import DOSES, histories

from limberup.dose import parse_dose
from limberup.history.record import Entry, Hurt, Record, Work
from limberup.history.sentences import (
    ahead_words,
    balance_words,
    calendar_words,
    count_words,
    course_words,
    date_words,
    goals_words,
    minutes_words,
    pain_words_over,
    unconfirmed_words,
    week_words,
    weekly_dose_words,
)
from limberup.history.statistics import Week, adherence, days, exercise_course, goals_change, weekly_dose, year

STRETCH, STRENGTH = done(FIGURE_4, "2x30s each side"), done(BRIDGE, "3x10 2s")
"""Two minutes and three."""


def calendar(*records: Record) -> str:
    return " ".join(calendar_words(year(records, CATALOG, TODAY)))


def pain(*records: Record, since: int | None = None) -> str:
    return " ".join(pain_words_over(days(records, CATALOG), None if since is None else on(since), TODAY))


def weeks_of(records: Iterable[Record], since: int = 90, goal: int = 3) -> tuple[Week, ...]:
    return weekly_dose(days(records, CATALOG), TODAY - timedelta(days=since), TODAY, goal)


def dose(*records: Record) -> str:
    return " ".join(weekly_dose_words(weeks_of(records)))


def balance(*records: Record) -> str:
    return " ".join(balance_words(weeks_of(records)))


def week(*ago: float, goal: int = 3) -> list[str]:
    return list(week_words(adherence(weeks_of([session(day) for day in ago], goal=goal), goal)))


def course(*records: Record, of: str = BRIDGE) -> str:
    return " ".join(course_words(exercise_course(records, of, CATALOG, last=TODAY)))


# Small words


def test_small_words() -> None:
    assert (count_words(0, "day"), count_words(1, "day"), count_words(2, "day")) == ("0 days", "1 day", "2 days")
    assert count_words(2, "on day") == "on 2 days"
    assert date_words(date(2026, 3, 9)) == "9 Mar 2026"
    assert [minutes_words(some) for some in (0, 0.2, 0.6, 12.4)] == [
        "0 minutes",
        "under 1 minute",
        "1 minute",
        "12 minutes",
    ]
    assert ahead_words(0) == unconfirmed_words(0) == ()
    assert ahead_words(1)[0].startswith("1 record is dated after today")
    assert ahead_words(2)[0].startswith("2 records are dated after today")
    assert unconfirmed_words(1) == ("1 set that nobody confirmed counts as not done.",)
    assert unconfirmed_words(2) == ("2 sets that nobody confirmed count as not done.",)


# The calendar


@pytest.mark.parametrize(
    ("records", "words"),
    [
        ([], "No session so far: your first one will be the first mark here."),
        ([session(0)], "One session so far, on 21 Nov 2026."),
        ([session(500), session(3)], "One session in the year, on 18 Nov 2026."),
        ([session(500)], "From 17 Nov 2025 to 21 Nov 2026 there is no session."),
        (
            [session(9), session(3)],
            "From 12 Nov 2026 to 21 Nov 2026 you exercised on 2 days of 10. The other days were rest.",
        ),
        (
            [session(9), session(3), session(3.1)],
            "From 12 Nov 2026 to 21 Nov 2026 you exercised on 2 days of 10, in 3 sessions. The other days were rest.",
        ),
        ([session(1), session(0)], "From 20 Nov 2026 to 21 Nov 2026 you exercised on 2 days of 2."),
        (
            [told(1, 3)],
            "No session so far: your first one will be the first mark here. "
            "On 1 day you told how you were, and did no exercises.",
        ),
        (
            [session(0), session(-3)],
            "One session so far, on 21 Nov 2026. "
            "1 record is dated after today and left out here: a clock was wrong, then or now.",
        ),
    ],
)
def test_the_calendar(records: list[Record], words: str) -> None:
    assert calendar(*records) == words


# Pain


def test_little_pain_told_is_no_course() -> None:
    assert pain() == "No pain was told of in this time."
    once = pain(session(0, pain=3, morning=None))
    assert once == (
        "Pain at rest: 0 of 10, told once, on 21 Nov 2026. Pain on moving: 3 of 10, told once, on 21 Nov 2026."
    )
    twice = pain(session(5, pain=3, morning=None), session(0, pain=5, morning=None))
    assert "Pain on moving: between 3 and 5 of 10, told on 2 days: too few to see a course." in twice
    assert "Ostelo" not in twice


def course_of_pain(*pairs: tuple[int, int]) -> str:
    return pain(*(session(day, pain=told, morning=None) for day, told in pairs))


def test_a_change_of_pain_is_named_and_measured_by_the_source() -> None:
    found = course_of_pain((30, 6), (25, 5), (10, 4), (3, 3), (0, 2))
    assert (
        "Pain on moving: 5.5 of 10 on average in the first seven days, 2.5 in the last: 3 points lower; "
        "between 2 and 6 of 10, told on 5 days." in found
    )
    assert (
        "A change of 2 points, or of 30 % of where it began, is often taken as one that matters (Ostelo 2008)." in found
    )
    assert found.endswith("Pain on moving changed by as much as that.")


@pytest.mark.parametrize(
    ("first", "last", "large"),
    [(6, 4, True), (6, 5, False), (3, 2, True), (2, 1, True), (4, 3, False), (1, 0, True), (0, 1, False), (0, 2, True),
     (4, 6, True), (5, 6, False), (10, 8, True)],
)  # fmt: skip
def test_two_points_or_thirty_percent(first: int, last: int, large: bool) -> None:
    found = course_of_pain((30, first), (25, first), (2, last), (0, last))
    assert ("changed by as much as that" in found) == large
    which = "lower" if last < first else "higher"
    size = abs(last - first)
    assert f"{size} point{'' if size == 1 else 's'} {which}" in found


def test_half_a_point_of_little_pain_is_not_made_much_of() -> None:
    found = course_of_pain((30, 1), (25, 1), (2, 1), (0, 0))
    assert "0.5 points lower" in found
    assert "as much as that" not in found


def test_pain_that_stays() -> None:
    found = course_of_pain((30, 3), (20, 3), (10, 3), (0, 3))
    assert "Pain on moving: 3 of 10 each time, told on 4 days." in found
    found = course_of_pain((30, 3), (20, 5), (10, 1), (0, 3))
    assert "Pain on moving: about 3 of 10 in the first seven days and in the last;" in found


def test_pain_of_the_range_alone_and_what_is_still_to_come() -> None:
    found = pain(session(40, pain=9, morning=None), session(1, pain=2, morning=None), session(-2, pain=8), since=7)
    assert "9" not in found.replace("19 Nov", "")
    assert "2 of 10, told once" in found
    assert "8 of 10" not in found
    assert "1 record is dated after today" in found


# How much


def test_how_much_was_done() -> None:
    assert dose() == "No session in this time."
    assert dose(session(1, STRETCH)) == "One session in this time, 2 minutes under work: too few to see a course."
    assert dose(session(1, STRETCH), session(3, STRETCH)).startswith("Two sessions in this time, 4 minutes")


def test_weeks_that_are_over_and_the_one_that_is_not() -> None:
    # Two last week, one in the week before, one in this: today is a Saturday.
    found = dose(session(1, STRETCH), session(8, STRENGTH), session(10, STRENGTH), session(17, STRETCH))
    assert found == (
        "In 4 sessions you had 10 minutes under work: holds and repetitions, without rests and changes of position. "
        "In the 2 weeks that are over it was 4 minutes a week on average, and 6 minutes at most, in the week from "
        "9 Nov 2026. This week so far: 2 minutes."
    )


def test_from_eight_weeks_on_the_first_and_the_last_four() -> None:
    early = [session(7 * number + 1, STRETCH) for number in range(5, 9)]
    late = [session(7 * number + 1, STRENGTH) for number in range(1, 5)]
    assert "In the first four of them it was 2 minutes a week, in the last four 3 minutes." in dose(*early, *late)
    assert "first four" not in dose(*early[:-1], *late)


def test_unconfirmed_sets_are_told_of() -> None:
    unsure = Entry(BRIDGE, parse_dose("2x10"), (Work(reps=10), Work(reps=10, confirmed=False)))
    assert dose(session(1, unsure)).endswith("1 set that nobody confirmed counts as not done.")
    assert course(session(1, unsure)).endswith("1 set that nobody confirmed counts as not done.")


def test_the_balance() -> None:
    assert balance() == "No strength work and no stretching in this time, so there is nothing to weigh."
    both = [session(day, STRETCH, STRENGTH) for day in (1, 5, 9)]
    assert balance(*both) == (
        "6 minutes of stretching and mobility, 9 minutes of strength: 40 % and 60 %. "
        "Where limberup chooses, stretching and mobility have 30 to 70 % of that time, on a day when neither rests."
    )
    assert balance(*both[:2]).endswith("Two sessions in this time: too few to see a balance.")
    assert balance(session(1, STRETCH)).startswith("2 minutes of stretching and mobility, and no strength work.")
    assert balance(session(1, STRENGTH)).startswith("3 minutes of strength work, and no stretching or mobility.")


# The week's goal


def test_the_week() -> None:
    assert week() == ["You mean to exercise on 3 days a week. Your next session begins the count."]
    assert week(12, 2)[0] == "This week you exercised on 1 day so far; you mean to on 3 days. The week isn't over."
    assert week(12)[0] == "This week you exercised on no day yet; you mean to on 3 days. The week isn't over."
    assert week(12, 4, 2, 0)[0] == (
        "This week you exercised on 3 of the 3 days you meant to; the other days are for rest."
    )
    more = week(12, 4, 2, goal=1)[0]
    assert more == "This week you exercised on 2 days, and meant to on 1; the other days are for rest."
    assert week(0) == ["This week you exercised on 1 day. It is a short one: you began in the middle."]
    assert week(1, 0, goal=2)[0].startswith("This week you exercised on 2 of the 2 days")


def test_the_weeks_before() -> None:
    assert week(12, 10, 9)[1] == "The week before: 3 of the 3 days you meant to."
    assert week(12, 10, 9)[2].startswith("That is by the goal you have now, 3 days a week. Gentle sessions count;")
    assert week(19, 17, 15, 12)[1] == (
        "In 1 of the 2 weeks before that count you had the days you meant to: "
        "4 days with a session, where 6 were meant."
    )
    assert week(6)[1] == "The week before: 1 of the 1 day you meant to."


def test_after_a_long_break_nothing_is_behind() -> None:
    assert week(60)[0] == "You mean to exercise on 3 days a week. Your next session begins the count."


# One exercise


def test_an_exercise() -> None:
    assert course() == "Glute bridge: not done yet."
    once = course(session(3, done(BRIDGE, "2x10")))
    assert once == (
        "Glute bridge: once so far, on 18 Nov 2026: 20 repetitions, all that was asked for. "
        "One time is too few to see a course."
    )
    twice = course(session(9, done(BRIDGE, "2x10", sets=1)), session(3, done(BRIDGE, "2x10", more=1)))
    assert twice == (
        "Glute bridge: 2 times, from 12 Nov 2026 to 18 Nov 2026. The first time 10 of the 20 repetitions asked for, "
        "the last time 22 repetitions, 20 asked for. Two times are too few to see a course."
    )
    held = course(session(1, done(FIGURE_4, "2x30s each side")), of=FIGURE_4)
    assert "120 seconds, all that was asked for" in held


def test_what_hurt_and_what_was_done_about_it() -> None:
    records = [
        session(9, done(BRIDGE, hurts=[Hurt(3)], marks=["eased"])),
        session(5, done(BRIDGE, hurts=[Hurt(6, True), Hurt(7, leg="down")], marks=["stopped"])),
        session(1, done(BRIDGE, marks=["made easier"])),
    ]
    assert (
        "It hurt in 2 sessions, last on 16 Nov 2026, at most 7 of 10, sharp and down the leg at least once. "
        "It was made easier in 2 sessions and stopped in 1 session." in course(*records)
    )
    assert "It hurt once, on 12 Nov 2026, at most 3 of 10." in course(records[0], records[2])
    never = course(session(1, replace(done(BRIDGE, hurts=[Hurt(8)], marks=["stopped"]), work=())))
    assert never.startswith("Glute bridge: in 1 session, and not done in any. It hurt once")


def test_the_ladder() -> None:
    up = done(BRIDGE_MARCH, marks=[f"for {BRIDGE}"])
    down = done(GLUTE_SET, marks=[f"for {BRIDGE}"])
    found = course(session(9, done(BRIDGE)), session(5, up), session(3, down))
    assert found.endswith(
        "On 16 Nov 2026 a step harder: Bridge with march in place of Glute bridge. "
        "On 18 Nov 2026 a step easier: Buttock squeeze in place of Bridge with march. "
        "From the same ladder you did Buttock squeeze (1 time) and Bridge with march (1 time)."
    )
    many = [session(20 - number, done(BRIDGE) if number % 2 else up) for number in range(7)]
    assert "Before that it moved 3 times more." in course(*many)


# Activities


def asked(days: float, **scores: int) -> Record:
    return replace(session(days, pain=None, morning=None), entries=(), goals=tuple(scores.items()))


def test_activities() -> None:
    assert goals_words([]) == (
        "No activity has been scored so far. You can name three to five that you want to do better.",
    )
    assert goals_words([asked(1, walk=4)]) == (
        "walk: 4 of 10, on 20 Nov 2026.",
        "Each was scored on one day alone: too few to see a change.",
    )
    found = goals_words([asked(30, walk=2, dress=5), asked(1, walk=5, dress=4)])
    assert found[:3] == (
        "walk: 2 of 10 on 22 Oct 2026, 5 on 20 Nov 2026, 3 points higher.",
        "dress: 5 of 10 on 22 Oct 2026, 4 on 20 Nov 2026, 1 point lower.",
        "On average 3.5 at first and 4.5 now, 1 point higher.",
    )
    assert found[3].startswith("Higher is better. For the scale this follows, 2 points of the average, or 3 of one")
    assert "Stratford 1995" in found[3]
    assert found[4:] == ("By as much as that changed: walk.",)


def test_an_average_that_changed() -> None:
    both = [asked(30, walk=2, dress=5), asked(1, walk=4, dress=7)]
    assert goals_words(both)[-1] == "By as much as that changed: your average."
    assert goals_words(goals_change(both)) == goals_words(both)
    alone = goals_words([asked(30, walk=2), asked(1, walk=4)])
    assert "average" not in alone[0] + alone[-1].split("Stratford")[1]
    assert goals_words([asked(30, walk=2), asked(1, walk=2)])[0].endswith(", the same.")


# All of them


PROMISES = re.compile(
    r"\b(streak|missed|failed|behind|only|should|must|great|well done|keep it up|will (?:help|ease|improve|get)|cure|"
    r"in a row)\b",
    re.I,
)


@given(histories())
def test_whatever_the_history_there_are_whole_sentences_without_promise_or_blame(records: list[Record]) -> None:
    every = days(records, CATALOG)
    weeks = weekly_dose(every, on(100), TODAY)
    said = [
        calendar_words(year(records, CATALOG, TODAY)),
        pain_words_over(every, on(100), TODAY),
        weekly_dose_words(weeks),
        balance_words(weeks),
        week_words(adherence(weeks, 3)),
        goals_words(records),
        *(course_words(exercise_course(records, id_, CATALOG, last=TODAY)) for id_ in DOSES),
    ]
    for sentences in said:
        assert sentences
        for words in sentences:
            assert words[0].isupper() or words[0].isdigit() or words.startswith(("walk", "dress", "swim")), words
            assert words.endswith("."), words
            assert "  " not in words
            assert not PROMISES.search(words), words
            assert not re.search(r"\b1 (?:days|sessions|minutes|records|sets|points|times|weeks)\b", words), words
            assert not re.search(r"\bNone\b|nan|\{|\}|(?<!\w)-\d", words), words
