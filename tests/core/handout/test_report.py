"""The report: its numbers, what comes first, and that nothing of the person's words can break it."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.core.making import free_text, records
from tests.core.past import BIRD_DOG, BREATHING, BRIDGE, CATALOG, FIGURE_4, TODAY, back, done, on, session, told

from limberup.handout.report import MOST_WEEKS, Report, make_report
from limberup.handout.report_html import report_html
from limberup.handout.report_text import report_text
from limberup.history.record import Entry, Hurt, Record, Work
from limberup.person import OpenFlag, Person
from limberup.problem import Problem

PERSON = Person(acknowledged=on(60), age_band="60-64", conditions=frozenset({"hip_oa"}), days=3, country="DE")


def report(*some: Record, person: Person = PERSON, weeks: int = 6, **options: object) -> Report:
    """Return the report of some records."""
    return make_report(some, CATALOG, person, TODAY, weeks=weeks, **options)  # type: ignore[arg-type]


def part(text: str, title: str) -> str:
    """Return what stands under a heading of the text."""
    found = re.search(rf"^{re.escape(title)}\n-+\n(.*?)(?=\n[^\n]+\n---|\Z)", text, re.M | re.S)
    assert found, title
    return " ".join(found[1].split())


def test_the_period_is_whole_weeks_and_this_one() -> None:
    found = report(session(44), session(48), session(3), weeks=6)
    assert (found.first, found.today) == (date(2026, 10, 5), TODAY)
    assert found.first.weekday() == 0
    assert (found.sessions, found.session_days) == (2, 2)
    assert report(session(48), weeks=7).sessions == 1


def test_sessions_are_told_against_the_days_that_were_meant() -> None:
    # From Monday 2 November: three days in the first week, one in the second; the third is not over.
    found = report(*(session(days) for days in (19, 17, 15, 10, 1)))
    assert [week.days for week in found.weeks[-3:]] == [3, 1, 1]
    words = part(report_text(found), "Sessions")
    assert "5 sessions on 5 days." in words
    assert "In 2 whole weeks exercise on 4 days; 6 were meant, by the goal of now: 3 days a week." in words


def test_pain_is_told_at_first_now_median_and_worst() -> None:
    some = [session(40, pain=6, morning=5, usual=5), session(38, pain=8), session(20, pain=4), session(2, pain=3)]
    found = report(*some).pain("moving")
    assert found
    assert (found.start, found.now, found.median, found.most, found.count) == (7, 3, 5, 8, 4)
    assert "| on moving, before |        7 |   3 |      5 |     8 |         4 |" in report_text(report(*some))
    assert "pain on moving went from 7 to 3, which is lower" in report_html(report(*some))


def test_doses_then_and_now_leave_gentle_days_aside_and_name_moves() -> None:
    some = [
        session(1, done(BRIDGE, "1x5"), state="RESCUE"),
        session(3, done(BRIDGE, "3x10 2s"), done(BREATHING)),
        session(12, done("core-stability/quadruped-leg-slide", marks=[f"for {BIRD_DOG}"])),
        session(20, done(BRIDGE, "2x8 2s"), done(BIRD_DOG)),
    ]
    found = report(*some)
    course = next(course for course in found.courses if course.exercise == BRIDGE)
    assert (str(course.first), course.first_on, str(course.last), course.last_on) == (
        "2x8 2s", on(20), "3x10 2s", on(3),
    )  # fmt: skip
    words = part(report_text(found), "Exercises")
    assert "Glute bridge, 3 times: first 2 x 8 held 2 s, now 3 x 10 held 2 s." in words
    assert "A step easier on 9 Nov 2026: All-fours single-leg slide in place of Bird-dog." in words


def test_records_that_could_be_read_in_part_alone_are_counted() -> None:
    words = "2 records from a newer limberup could be read in part alone."
    newer = [replace(session(days), newer=True) for days in (2, 5)]
    assert words in " ".join(report_text(report(*newer, session(7))).split())
    assert "newer limberup" not in report_text(report(session(2)))


def test_what_hurt_is_told_with_its_day() -> None:
    entry = done(FIGURE_4, hurts=[Hurt(6, True, "down"), Hurt(2)])
    found = report(session(5, entry))
    assert part(report_text(found), "What hurt") == (
        "- 16 Nov 2026, Figure-4 stretch: 6 of 10, sharp, moving down the leg. "
        "- 16 Nov 2026, Figure-4 stretch: 2 of 10."
    )


def test_rules_that_eased_stopped_and_referred_are_told_and_others_not() -> None:
    stop = f"L3 STOP_EX {BRIDGE}: Sharp pain is more than this exercise should bring."
    ease = f"L4 EASE {FIGURE_4}: It hurts more than before."
    some = [
        session(2, decisions=("G7 FULL: Nothing stands in the way.", stop, f"P4 hold {BRIDGE}: stays as it is.")),
        session(4, decisions=("H routine: Your pain was 6 or more on 11 of 14 days.", ease)),
        session(4.1, decisions=("H routine: Your pain was 6 or more on 11 of 14 days.",)),
        session(5, decisions=("H routine: Your pain was 6 or more on 10 of 14 days.",)),
    ]
    found = report(*some)
    assert [(one.rule, one.did, one.on_days, one.last) for one in found.acted] == [
        ("H", "referred", 2, on(4)),
        ("L3", "stopped", 1, on(2)),
        ("L4", "eased", 1, on(4)),
    ]
    words = part(report_text(found), "What the rules did")
    assert 'Rule H (Have it looked at) referred on 2 days, last on 17 Nov 2026: "Your pain was 6 or more on 11' in words
    assert "Rule L3 (Too much pain) stopped once on 19 Nov 2026 (Glute bridge):" in words
    assert "G7" not in words
    assert "P4" not in words


@pytest.mark.parametrize(("what", "eased"), [("regress", True), ("remove", True), ("left out", True), ("hold", False)])
def test_an_exercise_that_stays_as_it_is_was_not_eased(what: str, eased: bool) -> None:
    found = report(session(2, decisions=(f"P1 {what} {BRIDGE}: What comes of it.",)))
    assert [(one.rule, one.did) for one in found.acted] == ([("P1", "eased")] if eased else [])


def test_a_second_unsettled_morning_counts_as_referred() -> None:
    why = "Your morning pain was well above usual"
    some = [
        session(2, decisions=(f"M3 UNSETTLED: {why} for the second time running, and somebody should have a look.",)),
        session(4, decisions=(f"M3 UNSETTLED: {why}, so leave 48 hours before the next strength work.",)),
    ]
    assert [(one.rule, one.did) for one in report(*some).acted] == [("M3", "referred"), ("M3", "eased")]


def test_what_has_to_be_looked_at_comes_first() -> None:
    bad = [told(days, 7) for days in range(1, 12)]
    flagged = replace(PERSON, flags=(OpenFlag("U1", on(30), on(20)), OpenFlag("U7", on(4))))
    found = report(session(1), *bad, person=flagged)
    assert [flag.id for flag in found.flags] == ["U7", "U1"]
    assert found.referrals == ("Your pain was 6 or more on 11 of 14 days, so have it looked at.",)
    text = report_text(found)
    first = part(text, "To be looked at")
    assert text.index("To be looked at") < text.index("limberup wrote this")
    assert first.startswith("- Rule H: Your pain was 6 or more on 11 of 14 days")
    assert "Open (U7): New or worse numbness, tingling or weakness in one leg, told on 17 Nov 2026." in first
    assert "U1" not in first
    assert "Cleared (U1)" in part(text, "Who")
    page = report_html(found)
    assert page.index("To be looked at") < page.index("limberup wrote this")


def test_nothing_to_be_looked_at_has_no_heading() -> None:
    assert "To be looked at" not in report_text(report(session(1)))
    assert "To be looked at" not in report_html(report(session(1)))


def test_an_age_that_blocks_has_no_day_of_the_year_one() -> None:
    words = report_text(report(person=Person(age_band="under 18")))
    assert "Open (under_18): An age under 18. Sessions are blocked" in words


def test_nobody_is_named_and_notes_are_told_only_when_asked_for() -> None:
    noted = replace(session(2), note="My name is Anna.")
    assert "Anna" not in report_text(report(noted)) + report_html(report(noted))
    asked = report(noted, notes=True)
    assert "19 Nov 2026: My name is Anna." in part(report_text(asked), "Notes")
    assert "My name is Anna." in report_html(asked)


def test_activities_are_told_from_the_first_score_on() -> None:
    some = [
        replace(told(2, 1), goals=(("put on my socks", 7),)),
        replace(told(30, 1), goals=(("put on my socks", 4),)),
        replace(told(90, 1), goals=(("put on my socks", 3),)),
    ]
    words = report_text(report(*some))
    assert "put on my socks: 3 of 10 on 23 Aug 2026, 7 of 10 on 19 Nov 2026." in words
    assert "the least change that can be told from chance" in " ".join(words.split())
    assert 'aria-labelledby="chart3"' in report_html(report(*some))


def test_what_is_not_certain_is_said() -> None:
    entry = replace(done(BRIDGE), work=(Work("", 10), Work("", 10, confirmed=False)))
    some = [
        session(2, entry, finished=False),
        session(3, pain=None),
        session(4, origin="Strong"),
        session(-3),
    ]
    problems = [Problem("20261101T083000Z-00000001.toml", "line 2", "is no TOML"), Problem("b.toml", "", "is a folder")]
    caveats = part(report_text(report(*some, problems=problems)), "What to know of the numbers")
    for words in (
        "1 set that no key confirmed counts as not done.",
        "1 session of 3 ended before the end of the routine.",
        "Before 1 session no pain was told.",
        "1 record came from elsewhere (Strong).",
        "1 record dated after today left out: a clock was wrong.",
        "2 files or folders of the history that can't be read left out.",
    ):
        assert words in caveats


@pytest.mark.parametrize("weeks", [0, -1, MOST_WEEKS + 1])
def test_too_few_or_too_many_weeks_are_refused(weeks: int) -> None:
    with pytest.raises(ValueError, match="weeks, not"):
        report(weeks=weeks)


def test_nobody_at_all_has_a_report() -> None:
    found = report(person=Person())
    assert "No exercise was done." in report_text(found)
    assert "<svg" not in report_html(found)


def test_the_order_of_the_records_does_not_matter() -> None:
    some = [session(days, done(BRIDGE), pain=days % 5) for days in (1, 3, 8, 20)]
    assert report(*some) == report(*reversed(some))


def test_the_newest_lines_of_a_long_list_are_shown_and_the_rest_counted() -> None:
    some = [session(days, done(BRIDGE, hurts=[Hurt(3)])) for days in range(1, 30)]
    words = part(report_text(report(*some)), "What hurt")
    assert words.count("Glute bridge") == 12
    assert words.endswith("... and 17 more")
    assert "20 Nov 2026" in words


def test_lines_of_text_fit_eighty_columns() -> None:
    noted = replace(session(2), note="word " * 60)
    lines = report_text(report(noted, notes=True)).splitlines()
    assert max(map(len, lines)) < 80


@pytest.mark.parametrize(
    ("note", "shown"),
    [
        ("# not a heading", r"\# not a heading"),
        ("[a](https://b.example)", r"\[a\](https://b.example)"),
        ("<script>x</script>", r"\<script\>x\</script\>"),
        ("*a* _b_ `c`", r"\*a\* \_b\_ \`c\`"),
    ],
)
def test_words_of_the_person_mean_nothing_as_markdown(note: str, shown: str) -> None:
    text = report_text(report(replace(session(2), note=note), notes=True), markdown=True)
    assert f"- 19 Nov 2026: {shown}\n" in text


def test_an_activity_can_begin_no_list_in_markdown() -> None:
    for activity, shown in (("1. walk", r"1\. walk"), ("- sit", r"\- sit"), ("    code", "code")):
        text = report_text(report(replace(told(2, 1), goals=((activity, 4),))), markdown=True)
        assert f"\n- {shown}: 4 of 10" in text


@given(free_text, free_text)
def test_no_word_of_the_person_ends_up_as_html(note: str, activity: str) -> None:
    nasty = f"</li><script>{note}</script>\"'&<b>"
    record = replace(session(2), note=nasty, goals=((f"<i>{activity}", 3),))
    page = report_html(report(record, notes=True))
    body = page.partition("<body>")[2]
    assert "<script" not in body
    assert "<b>" not in body
    assert "<i>" not in body


def of_a_session(entry: Entry) -> Entry:
    """Return an exercise with sets no longer than one would do: 200 repetitions or seconds at most."""
    works = (replace(work, reps=min(work.reps, 200), hold=min(work.hold, 200)) for work in entry.work)
    return replace(entry, work=tuple(works))


@given(st.lists(records, max_size=5))
def test_whatever_is_in_the_history_there_is_a_report(some: list[Record]) -> None:
    moved = [
        replace(
            record,
            id=f"20261121T073000Z-{number:08x}",
            started=back(number * 3),
            ended=back(number * 3 - 0.01),
            entries=tuple(map(of_a_session, record.entries)),
        )
        for number, record in enumerate(some)
    ]
    found = report(*moved, notes=True)
    for text in (report_text(found), report_text(found, markdown=True), report_html(found)):
        assert text.endswith("\n")
        assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]", text)


def test_two_years_are_drawn_by_weeks() -> None:
    some = [session(days, pain=days % 7) for days in range(1, 700)]
    page = report_html(report(*some, weeks=104))
    assert "The chart shows the means of weeks." in page
    assert page.count('class="mark') < 500


def test_a_line_is_broken_where_nobody_told_anything() -> None:
    some = [session(days) for days in (1, 2, 3, 20, 21, 22)]
    page = report_html(report(*some))
    lines = re.findall(r'<polyline class="line s1" points="([^"]+)"', page)
    assert [len(points.split()) for points in lines] == [3, 3]


def test_each_chart_has_its_sentence() -> None:
    some = [session(days, done(BRIDGE)) for days in (1, 3, 8, 15, 20)]
    page = report_html(report(*some))
    named = re.findall(r'<svg [^>]*role="img" aria-labelledby="(\w+)"', page)
    assert named == ["chart1", "chart2"]
    for name in named:
        caption = re.search(rf'<figcaption id="{name}">([^<]+)</figcaption>', page)
        assert caption
        assert caption[1].endswith(".")


def test_today_can_be_any_day_of_the_week() -> None:
    for days in range(7):
        today = TODAY + timedelta(days=days)
        assert make_report([], CATALOG, PERSON, today, weeks=1).first.weekday() == 0
