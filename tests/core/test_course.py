"""What past sessions tell the rules about today."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from tests.core.past import (
    BIRD_DOG,
    BREATHING,
    BRIDGE,
    BRIDGE_MARCH,
    CAT_COW,
    FIGURE_4,
    GLUTE_SET,
    HEEL_SLIDE,
    KNEE_ROLL,
    NOW,
    TODAY,
    back,
    done,
    on,
    past,
    session,
    told,
)

from limberup.course import Course, programme_start, usual_morning
from limberup.dose import parse_dose
from limberup.history.record import FORM_LOST, Hurt, Record
from limberup.person import Person
from limberup.safety.situation import Last, Settled

U, S, N = Settled.UNSETTLED, Settled.SETTLED, Settled.UNKNOWN


def last_of(course: Course, exercise: str) -> Last:
    """Return how one exercise went the last time."""
    return next(last for last in course.last if last.exercise == exercise)


def test_who_has_done_nothing_yet() -> None:
    course = past()
    assert course == Course(base=None)
    assert (course.week, course.gap_days, course.last_three, course.last, course.sessions) == (1, 0, (), (), 0)
    assert course.morning.pain is None


def test_what_lies_ahead_is_not_looked_at() -> None:
    assert past(session(-1), session(-30)) == past()


# Weeks and gaps


@pytest.mark.parametrize(
    ("days", "week", "gap"),
    [
        ((0,), 1, 0),
        ((6,), 1, 6),
        ((7,), 2, 7),
        ((13, 7), 2, 7),
        ((14, 7), 3, 7),
        ((27,), 4, 27),
        # 28 days away begin again with week 1.
        ((28,), 1, 28),
        ((29, 60), 1, 29),
        # A gap of 28 days further back begins the programme after it.
        ((5, 33), 1, 5),
        ((5, 32), 5, 5),
        ((2, 12, 40, 45), 2, 2),
    ],
)
def test_week_and_gap(days: tuple[int, ...], week: int, gap: int) -> None:
    course = past(*(session(ago) for ago in days))
    assert (course.week, course.gap_days) == (week, gap)


def test_a_check_in_is_no_session() -> None:
    course = past(told(1, 3), session(9))
    assert (course.gap_days, course.week, course.sessions) == (9, 2, 1)


def test_the_start_of_the_programme_may_be_before_the_records() -> None:
    assert past(session(3), started=on(70)).week == 11
    assert programme_start([on(3), on(20)], TODAY) == on(20)
    assert programme_start([on(3), on(31)], TODAY) == on(3)
    assert programme_start([on(28)], TODAY) == TODAY
    assert programme_start([], TODAY) == TODAY


def test_days_are_local() -> None:
    # Half past midnight here is yesterday evening in UTC.
    early = NOW.replace(hour=0, minute=30)
    assert past(replace(session(0), started=early, ended=early)).gap_days == 0


# Pain


@pytest.mark.parametrize(
    ("pains", "base"),
    [
        ((), None),
        ((4,), 4),
        ((4, 5), 4.5),
        ((1, 9, 2), 2),
        # The last seven alone: the eighth, ninth and tenth are zeros.
        ((5, 5, 5, 5, 1, 1, 1, 0, 0, 0), 5),
    ],
)
def test_base_is_the_median_of_the_last_seven(pains: tuple[int, ...], base: float | None) -> None:
    assert past(*(told(ago + 1, pain) for ago, pain in enumerate(pains))).base == base


def test_a_pain_that_was_not_told_counts_for_nothing() -> None:
    assert past(session(1, pain=None), session(2, pain=6)).base == 6


def test_the_worst_of_yesterday() -> None:
    course = past(told(0, 9), told(1, 8), told(1.2, 5), told(2, 10))
    assert course.previous_day == 8
    assert past(told(2, 10)).previous_day == 0


@pytest.mark.parametrize(
    ("records", "days"),
    [
        ([told(0, 6)], 1),
        ([told(13, 6)], 1),
        ([told(14, 6)], 0),
        ([told(3, 5)], 0),
        # Twice on one day is one day.
        ([told(3, 6), told(3.2, 8), told(4, 7)], 2),
    ],
)
def test_days_at_6_or_more(records: list[Record], days: int) -> None:
    assert past(*records).days_at_6_or_more == days


# Mornings


@pytest.mark.parametrize(
    ("morning", "usual", "sore", "settled"),
    [
        (None, 2, False, N),
        (2, 2, False, S),
        (3, 2, False, S),
        (4, 2, False, U),
        (4, 2, True, Settled.SORE),
    ],
)
def test_how_a_session_settled(morning: int | None, usual: int, sore: bool, settled: Settled) -> None:
    course = past(session(1, morning=morning, usual=usual, sore_only=sore))
    assert course.last_three == (settled,)
    assert (course.morning.pain, course.morning.sore_only) == (morning, sore)


def test_the_last_three_days_newest_last() -> None:
    course = past(session(1, morning=None), session(3, morning=5), session(5), session(7, morning=5))
    assert course.last_three == (S, U, N)


def test_two_sessions_of_a_day_share_its_morning() -> None:
    course = past(session(1.3, morning=5), session(1, morning=None), session(3))
    assert course.last_three == (S, U)
    assert course.morning.pain == 5


def test_a_session_of_today_has_had_no_morning_yet() -> None:
    course = past(session(0.2, morning=None), session(2))
    assert course.last_three == (S, N)
    assert course.morning.pain is None


@pytest.mark.parametrize(("before", "again"), [(5, True), (2, False), (None, False)])
def test_unsettled_before(before: int | None, again: bool) -> None:
    assert past(session(1, morning=5), session(3, morning=before)).unsettled_before is again


@pytest.mark.parametrize(
    ("mornings", "usual"),
    [
        ([], None),
        ([(None, None)], None),
        # What was said to be usual counts as one until there are seven.
        ([(6, 2)], 4),
        ([(3, 2), (6, 2)], 3),
        ([(4, 3), (5, 3), (6, 3)], 4),
        ([(1, 9)] * 7, 1),
        ([(5, 0)] * 7 + [(0, 0)] * 9, 5),
    ],
)
def test_the_usual_morning(mornings: list[tuple[int | None, int | None]], usual: int | None) -> None:
    records = [session(ago, morning=pain, usual=usual_ or 0) for ago, (pain, usual_) in enumerate(mornings, 1)]
    assert usual_morning(records) == usual


# Weeks of mornings


def weeks(this: list[int], last: list[int], into: int = 0) -> Course:
    """Return a course of two whole weeks of mornings, seen `into` days after their end."""
    mornings = [*last, *([None] * (7 - len(last))), *this]
    records = [session(into + 14 - ago, morning=pain) for ago, pain in enumerate(mornings) if pain is not None]
    # Whatever the mornings, the programme began two weeks ago.
    return past(*records, session(into + 14, morning=last[0] if last else None), started=on(14 + into))


def test_the_means_of_the_last_two_whole_weeks() -> None:
    for into in (0, 3, 6):
        weekly = weeks([4, 5], [2, 2, 3], into).weekly
        assert weekly is not None
        assert weekly.this == 4.5
        assert weekly.last == pytest.approx(7 / 3)


def test_a_week_without_a_morning_has_no_mean() -> None:
    assert weeks([], [2, 2]).weekly is None
    assert weeks([4], []).weekly is None
    assert past(session(2), session(4)).weekly is None


def test_a_morning_belongs_to_the_day_it_dawned_on() -> None:
    # The session of the last day of a week has its morning in the next one.
    records = (session(14, morning=2), session(8, morning=6), session(5, morning=4))
    weekly = past(*records, started=on(14)).weekly
    assert weekly is not None
    assert (weekly.this, weekly.last) == (5.0, 2.0)


def test_mornings_of_three_weeks_ago_are_no_longer_weighed() -> None:
    old = [session(ago, morning=9) for ago in (16, 20, 21)]
    weekly = past(*old, session(13, morning=2), session(10, morning=3), session(6, morning=4), started=on(21)).weekly
    # Today the fourth week begins: the mornings of days 12 and 9 are in the second, that of day 5 in the third.
    assert weekly is not None
    assert (weekly.this, weekly.last) == (4.0, 2.5)


@pytest.mark.parametrize(
    ("ago", "state", "weighed"),
    [(0.1, "FULL", True), (2, "FULL", True), (3, "FULL", False), (2, "STEADY", True), (2, "RESCUE", False)],
)
def test_an_exercise_is_weighed_once_it_was_done_this_week(ago: float, state: str, weighed: bool) -> None:
    course = past(session(ago, done(BRIDGE), state=state), session(9, done(BRIDGE)), started=on(16))
    assert last_of(course, BRIDGE).weighed is weighed


# How each exercise went


def test_the_newest_time_counts_and_the_newest_comes_first() -> None:
    course = past(
        session(2, done(BRIDGE, "2x10 2s"), done(CAT_COW)), session(4, done(BRIDGE, "1x8 2s"), done(FIGURE_4))
    )
    assert [last.exercise for last in course.last] == [CAT_COW, BRIDGE, FIGURE_4]
    assert last_of(course, BRIDGE).dose == parse_dose("2x10 2s")


def test_after_28_days_an_exercise_is_new() -> None:
    course = past(session(2), session(27, done(BRIDGE)), session(28, done(CAT_COW)))
    assert {last.exercise for last in course.last} == {BREATHING, BRIDGE}
    assert course.last_done == {BREATHING: on(2), BRIDGE: on(27), CAT_COW: on(28)}


def test_what_was_never_begun_says_nothing() -> None:
    skipped = replace(done(BRIDGE), work=(), marks=("skipped",))
    assert past(session(1, skipped)).last == ()


MET: list[tuple[dict[str, Any], bool]] = [
    ({}, True),
    ({"more": 2}, True),
    ({"more": -1}, False),
    ({"sets": 1}, False),
    ({"marks": ["eased"]}, False),
    ({"marks": ["made easier"]}, False),
    ({"marks": ["cut short"]}, False),
    ({"marks": ["stopped"]}, False),
    ({"marks": ["swapped"]}, False),
    ({"marks": ["pain"]}, False),
    ({"marks": [FORM_LOST]}, False),
    ({"marks": ["usual dose 2x12 2s"]}, False),
    ({"marks": ["usual dose 1x8 2s"]}, True),
    ({"marks": ["usual dose nonsense"]}, True),
    ({"marks": ["for glutes/glute-set"]}, True),
    ({"marks": ["instead of glutes/glute-set"]}, True),
]


@pytest.mark.parametrize(("how", "met"), MET)
def test_met(how: dict[str, Any], met: bool) -> None:
    assert last_of(past(session(1, done(BRIDGE, "2x10 2s", **how))), BRIDGE).met is met


@pytest.mark.parametrize(("more", "met"), [(0, True), (5, True), (-1, False)])
def test_a_hold_is_met_by_its_seconds(more: int, met: bool) -> None:
    assert last_of(past(session(1, done(FIGURE_4, "2x30s each side", more=more))), FIGURE_4).met is met


@pytest.mark.parametrize(
    ("exercise", "kept", "met"),
    [
        (FIGURE_4, ("left", "right"), True),
        (FIGURE_4, ("left",), False),
        (FIGURE_4, ("right",), False),
        ("desk-worker/shoulder-roll", ("back", "forward"), True),
    ],
)
def test_both_sides_are_needed(exercise: str, kept: tuple[str, ...], met: bool) -> None:
    entry = done(exercise)
    sides = {work.side for work in entry.work}
    assert len(sides) == 2
    wanted = sides if met else set(kept)
    entry = replace(entry, work=tuple(work for work in entry.work if work.side in wanted))
    assert last_of(past(session(1, entry)), exercise).met is met


def test_one_of_two_ways_is_not_all() -> None:
    entry = done("desk-worker/shoulder-roll")
    first = entry.work[0].side
    assert first not in ("left", "right")
    entry = replace(entry, work=tuple(work for work in entry.work if work.side == first))
    assert last_of(past(session(1, entry)), entry.exercise).met is False


def test_where_the_sides_take_turns_half_is_not_all() -> None:
    entry = done(BIRD_DOG, "1x6 3s each side")
    assert [work.reps for work in entry.work] == [12]
    assert last_of(past(session(1, entry)), BIRD_DOG).met
    half = replace(entry, work=(replace(entry.work[0], reps=6),))
    assert not last_of(past(session(1, half)), BIRD_DOG).met


@pytest.mark.parametrize(
    ("newest", "before", "effort"),
    [(3, 4, 4), (4, 3, 4), (None, 2, 5), (2, None, 5), (8, 1, 8)],
)
def test_effort_is_the_harder_of_the_last_two(newest: int | None, before: int | None, effort: int) -> None:
    course = past(
        session(1, done(BRIDGE), effort=newest),
        session(3, done(BRIDGE), effort=before),
        session(5, done(BRIDGE), effort=9),
    )
    assert last_of(course, BRIDGE).effort == effort


@pytest.mark.parametrize(
    ("newest", "before", "extra"), [(3, 2, 2), (2, 4, 2), (0, 5, 0), (2, None, 0), (900, 900, 200)]
)
def test_extra_is_the_fewer_of_the_last_two(newest: int, before: int | None, extra: int) -> None:
    records = [session(1, done(BRIDGE, more=newest))]
    if before is not None:
        records.append(session(3, done(BRIDGE, more=before)))
    assert last_of(past(*records), BRIDGE).extra == extra


def test_repetitions_of_both_sides_are_no_extra() -> None:
    # A record of an exercise whose sides take turns has the repetitions of both.
    course = past(session(1, done(BIRD_DOG)), session(3, done(BIRD_DOG)))
    assert last_of(course, BIRD_DOG).extra == 0
    course = past(session(1, done(BIRD_DOG, more=2)), session(3, done(BIRD_DOG, more=3)))
    assert last_of(course, BIRD_DOG).extra == 2


RUNS: list[tuple[list[Record], int]] = [
    ([session(ago, done(BRIDGE)) for ago in (1, 3, 5, 7)], 4),
    ([session(ago, done(BRIDGE)) for ago in (1, 3)] + [session(5, done(BRIDGE), morning=None)], 2),
    ([session(1, done(BRIDGE), morning=None)] + [session(ago, done(BRIDGE)) for ago in (3, 5)], 0),
    ([session(1, done(BRIDGE), sore_only=True, morning=5), session(3, done(BRIDGE))], 0),
    ([session(1, done(BRIDGE)), session(3, done(BRIDGE, "1x6 2s")), session(5, done(BRIDGE))], 1),
    ([session(1, done(BRIDGE)), session(3, done(BRIDGE, marks=["eased"])), session(5, done(BRIDGE))], 1),
    ([session(1, done(BRIDGE)), session(3, done(BRIDGE, marks=[FORM_LOST])), session(5, done(BRIDGE))], 1),
    # A gentle session is no time of its own, and breaks nothing.
    ([session(1, done(BRIDGE)), session(3, done(BRIDGE), state="RESCUE"), session(5, done(BRIDGE))], 2),
    # Two of one day are one.
    ([session(1, done(BRIDGE)), session(1.3, done(BRIDGE)), session(3, done(BRIDGE))], 2),
    # A session without it in between breaks nothing.
    ([session(1, done(BRIDGE)), session(2), session(3, done(BRIDGE))], 2),
]


@pytest.mark.parametrize(("records", "run"), RUNS)
def test_run(records: list[Record], run: int) -> None:
    assert last_of(past(*records), BRIDGE).run == run


AMBER: list[tuple[list[Record], bool, bool]] = [
    # records, amber, regress
    ([session(1, done(BRIDGE))], False, False),
    ([session(1, done(BRIDGE, marks=["eased"]))], True, False),
    ([session(1, done(BRIDGE, marks=["stopped"]))], True, True),
    ([session(1, done(BRIDGE, marks=["pain"]))], True, False),
    ([session(1, done(BRIDGE, marks=["tired"]))], False, False),
    # Once it has been done again the step back is taken.
    ([session(1, done(BRIDGE)), session(3, done(BRIDGE, marks=["stopped"]))], False, False),
    # A gentle session doesn't take it, and adds its own.
    ([session(1, done(BRIDGE), state="RESCUE"), session(3, done(BRIDGE, marks=["stopped"]))], True, True),
    ([session(1, done(BRIDGE, marks=["stopped"]), state="RESCUE"), session(3, done(BRIDGE))], True, True),
    # On one day: the second session took the step back.
    ([session(1, done(BRIDGE)), session(1.3, done(BRIDGE, marks=["stopped"]))], True, False),
    ([session(1.3, done(BRIDGE)), session(1, done(BRIDGE, marks=["stopped"]))], True, True),
    # Its own morning had not settled, whatever came since.
    ([session(1), session(3, done(BRIDGE, marks=["eased"]), morning=5)], True, True),
    ([session(1), session(3, done(BRIDGE, marks=["pain"]), morning=5)], True, True),
    ([session(1), session(3, done(BRIDGE), morning=5)], False, False),
    # Two mornings in a row that had not settled send everything back, also what was not done then.
    ([session(1), session(3, morning=5), session(5, morning=5), session(7, done(BRIDGE))], False, True),
    ([session(1), session(3, morning=5), session(5, morning=2), session(7, done(BRIDGE))], False, False),
    ([session(1), session(3, done(BRIDGE), morning=5), session(5, morning=5)], False, True),
    ([session(1, done(BRIDGE)), session(3, morning=5), session(5, morning=5)], False, False),
]


@pytest.mark.parametrize(("records", "amber", "regress"), AMBER)
def test_marks_that_stand(records: list[Record], amber: bool, regress: bool) -> None:
    last = last_of(past(*records), BRIDGE)
    assert (last.amber, last.regress) == (amber, regress)


@pytest.mark.parametrize(("ago", "before"), [(1, False), (3, True)])
def test_before_says_that_the_last_session_was_without_it(ago: int, before: bool) -> None:
    assert last_of(past(session(1), session(ago, done(BRIDGE))), BRIDGE).before is before


@pytest.mark.parametrize(
    ("entry", "stored"),
    [
        (done(BRIDGE, "2x10 2s"), "2x10 2s"),
        (done(BRIDGE, "1x8 2s", marks=["usual dose 3x12 2s"]), "3x12 2s"),
        (done(BRIDGE, "1x8 2s", marks=["usual dose 3 x many"]), "1x8 2s"),
    ],
)
def test_the_dose_that_is_stored(entry: Any, stored: str) -> None:
    assert last_of(past(session(1, entry)), BRIDGE).dose == parse_dose(stored)


def test_gentle_sessions_change_no_stored_dose() -> None:
    gentle = session(1, done(BRIDGE), state="RESCUE")
    course = past(gentle, session(3, done(BRIDGE, "2x12 2s")))
    assert last_of(course, BRIDGE).dose == parse_dose("2x12 2s")
    assert last_of(past(gentle), BRIDGE).dose is None


# Ladders


def test_what_a_step_has_become() -> None:
    march = done(BRIDGE_MARCH, marks=[f"for {BRIDGE}"])
    assert past(session(1, march), session(3, done(BRIDGE))).rungs == {BRIDGE: BRIDGE_MARCH}
    # The newest word counts: it is back at what the routine has.
    assert past(session(1, done(BRIDGE)), session(3, march)).rungs == {}
    lower = done(GLUTE_SET, marks=[f"for {BRIDGE}"])
    assert past(session(1, lower), session(3, march)).rungs == {BRIDGE: GLUTE_SET}


@pytest.mark.parametrize(
    "record",
    [
        session(28, done(BRIDGE_MARCH, marks=[f"for {BRIDGE}"])),
        session(1, done(GLUTE_SET, marks=[f"instead of {BRIDGE}"])),
        session(1, done(GLUTE_SET, marks=[f"for {BRIDGE}"]), state="RESCUE"),
    ],
)
def test_what_is_no_rung(record: Record) -> None:
    assert past(record, session(2)).rungs == {}


# Rests


@pytest.mark.parametrize(
    ("hours", "rests"),
    [(0.5, True), (24, True), (47.6, True), (47.99, True), (48, False), (72, False)],
)
def test_strength_pauses_48_hours_from_start_to_start(hours: float, rests: bool) -> None:
    course = past(session(hours / 24, done(BRIDGE), minutes=20))
    assert ("gluteus maximus" in course.strength) is rests
    if rests:
        assert course.strength["gluteus maximus"] == back(hours / 24)


def test_the_newest_strength_of_a_muscle_counts() -> None:
    course = past(session(1, done(BRIDGE)), session(1.5, done(GLUTE_SET)), session(0.5, done("glutes/clamshell")))
    assert course.strength["gluteus maximus"] == back(1)
    assert course.strength["gluteus medius"] == back(0.5)


def test_only_strength_that_was_done_pauses() -> None:
    skipped = replace(done(BRIDGE), work=())
    assert past(session(1, done(CAT_COW), done(FIGURE_4), skipped)).strength == {}


@pytest.mark.parametrize(
    ("records", "until"),
    [
        ([session(1, morning=5)], back(-1)),
        ([session(1, morning=2)], None),
        ([session(1, morning=5, sore_only=True)], None),
        ([session(2, morning=5)], None),
        ([session(1.9, morning=5)], back(-0.1)),
        # A session of stretches since then makes it no shorter.
        ([session(1.5, morning=5), session(0.5, done(CAT_COW), morning=None)], back(-0.5)),
    ],
)
def test_until_when_there_is_no_strength_at_all(records: list[Record], until: datetime | None) -> None:
    assert past(*records).strength_until == until


def test_days_of_the_last_six_and_of_today() -> None:
    stretch, strength = done(FIGURE_4), done(BRIDGE)
    course = past(
        session(1, stretch, strength),
        session(1.2, stretch),
        session(6, stretch),
        session(7, stretch, strength),
        session(2, strength, state="RESCUE"),
        session(3, done(CAT_COW)),
    )
    assert (course.stretch_days, course.strength_days) == (2, 1)
    assert (course.stretched_today, course.strengthened_today) == (False, False)
    course = past(session(0.1, stretch), session(2, strength))
    assert (course.stretched_today, course.strengthened_today) == (True, False)
    assert (course.stretch_days, course.strength_days) == (0, 1)


@pytest.mark.parametrize(
    ("records", "since"),
    [
        ([session(1)], None),
        ([session(1, state="RESCUE")], 0),
        ([session(1, state="REST_DAY")], 0),
        ([session(1), session(3, state="RESCUE")], 1),
        ([session(1, state="STEADY"), session(3, state="RESCUE")], 1),
        ([session(1), session(3), session(5, state="RESCUE")], 2),
        ([session(1, state="REST_DAY"), session(3, state="RESCUE")], 0),
        # On one day, the ordinary one after the gentle one.
        ([session(1), session(1.3, state="RESCUE")], 1),
        ([session(1.3), session(1, state="RESCUE")], 0),
        ([session(7, state="RESCUE")], 0),
        ([session(8, state="RESCUE")], None),
    ],
)
def test_days_since_a_gentle_session(records: list[Record], since: int | None) -> None:
    assert past(*records).since_rescue == since


def test_a_set_less_waits_for_what_the_next_session_was_without() -> None:
    hard = session(3, done(BRIDGE), done(FIGURE_4), morning=5)
    # The next session has it: the rules themselves take the set.
    assert past(hard).fewer_sets == frozenset()
    assert past(hard, session(1)).fewer_sets == {BRIDGE}
    # It has been done since; it was amber, which is a whole step; the second in a row, which is one for all.
    assert past(hard, session(1, done(BRIDGE))).fewer_sets == frozenset()
    amber = session(3, done(BRIDGE), done(CAT_COW, marks=["eased"]), morning=5)
    assert past(amber, session(1)).fewer_sets == frozenset()
    assert past(hard, session(1), session(5, morning=5)).fewer_sets == frozenset()
    assert past(session(3, done(BRIDGE)), session(1)).fewer_sets == frozenset()


# Review


def reviewed(person: Person | None = None, **changes: Any) -> Course:
    """Return a course of seven weeks with two sessions in each."""
    days = [ago for week in range(7) for ago in (48 - 7 * week, 46 - 7 * week)]
    records = [session(ago, pain=5 if ago > 41 else 3) for ago in days]
    goals = [
        replace(told(40, 3), goals=(("walk", 3), ("sit", 5)), pain_moving=None),
        replace(told(1, 3), goals=(("walk", 6), ("sit", 6)), pain_moving=None),
    ]
    return past(*records, *goals, person=person or Person(days=2), **changes)


def test_a_review_from_week_6() -> None:
    course = reviewed()
    assert course.week == 7
    review = course.review
    assert review is not None
    assert (review.pain_start, review.pain_now) == (5, 3)
    assert (review.function_start, review.function_now) == (4, 6)
    assert review.adherence == 1
    assert reviewed(at=NOW - timedelta(days=14)).week == 5
    assert reviewed(at=NOW - timedelta(days=14)).review is None


def test_adherence_is_the_share_of_the_days_that_were_meant() -> None:
    review = reviewed(Person(days=5)).review
    assert review is not None
    assert review.adherence == pytest.approx(14 / (5 * 48 / 7))


def test_the_pain_now_is_that_of_the_last_seven_days() -> None:
    rest = [session(ago, pain=5) for ago in (50, 40, 30, 20)]
    for ago, there in ((0.1, True), (6, True), (7, False)):
        assert (past(*rest, session(ago, pain=1)).review is not None) is there


def test_adherence_is_not_lost_with_old_records() -> None:
    # The app reads the newest records, and those of the first week: nothing is known of the time between.
    recent = [session(ago, pain=3) for ago in range(1, 40, 3)]
    first = [session(ago, pain=6) for ago in (299, 297)]
    review = past(*recent, started=on(300), early=first, person=Person(days=2)).review
    assert review is not None
    assert (review.adherence, review.pain_start, review.pain_now) == (1, 6, 3)


def test_without_pain_at_both_ends_there_is_no_review() -> None:
    assert past(*(session(ago, pain=3 if ago > 30 else None) for ago in (48, 40, 20, 3))).review is None


def test_a_hurt_alone_is_a_time_that_it_was_done() -> None:
    entry = replace(done(HEEL_SLIDE), work=(), hurts=(Hurt(7, True),), marks=("stopped",))
    last = last_of(past(session(1, entry, done(KNEE_ROLL))), HEEL_SLIDE)
    assert (last.met, last.amber, last.regress, last.run) == (False, True, True, 0)
