"""What a history says in numbers: the days, the year and the pain, worked out by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from tests.core.past import BREATHING, BRIDGE, CAT_COW, CATALOG, FIGURE_4, PLANK, TODAY, done, on, session, told

from limberup.catalog import Catalog
from limberup.dose import Dose, Measure, parse_dose
from limberup.history.record import Entry, Record, Work
from limberup.history.statistics import (
    GROUPS,
    Cell,
    Day,
    Point,
    ahead,
    days,
    monday,
    pain_series,
    spread,
    year,
)
from limberup.history.statistics_days import rep_seconds


def one(*records: Record) -> Day:
    (day,) = days(records, CATALOG)
    return day


# Days


def test_a_day_has_what_its_sessions_had() -> None:
    day = one(session(3, done(BRIDGE, "3x10 2s"), done(FIGURE_4, "2x30s each side"), minutes=14, pain_after=4))
    assert (day.on, day.sessions, day.minutes) == (on(3), 1, 14)
    assert (day.rest, day.moving, day.after, day.morning) == (0, 2, 4, 2)
    assert day.kind == {"strength", "stretch"}
    # 3 x 10 of 2 s up, 2 s held and 2 s down; 2 x 30 s on each of two sides.
    assert (day.strength, day.stretch, day.dose) == (3, 2, 5)
    assert (day.sets, day.unconfirmed, day.gentle) == (5, 0, False)


def test_two_sessions_of_a_day_are_one_day_with_the_worst_pains() -> None:
    early = session(3.2, done(BRIDGE, "1x10"), pain=5, pain_after=2, morning=3, minutes=5)
    late = session(3, done(CAT_COW, "1x6"), pain=1, pain_after=6, morning=None, minutes=7)
    check_in = told(3.1, 7)
    day = one(late, check_in, early)
    assert (day.sessions, day.minutes, day.sets) == (2, 12, 2)
    assert (day.rest, day.moving, day.after, day.morning) == (0, 7, 6, 3)
    assert day.ids == (early.id, check_in.id, late.id)


def test_a_check_in_alone_is_a_day_without_a_session() -> None:
    day = one(told(2, 6))
    assert (day.sessions, day.minutes, day.dose, day.kind, day.moving) == (0, 0, 0, frozenset(), 6)


def test_sets_that_nobody_confirmed_count_as_not_done() -> None:
    dose = parse_dose("3x10 2s")
    works = (Work(reps=10), Work(reps=10, confirmed=False), Work(reps=10, confirmed=False))
    day = one(session(1, Entry(BRIDGE, dose, works), Entry(CAT_COW, dose, works[1:])))
    assert (day.dose, day.sets, day.unconfirmed) == (1, 1, 4)
    assert day.kind == {"strength"}


def test_both_sides_of_a_set_are_one_set() -> None:
    dose = parse_dose("2x30s each side")
    works = (Work("left", hold=30), Work("right", hold=30), Work("left", hold=30))
    day = one(session(1, Entry(FIGURE_4, dose, works)))
    assert (day.sets, day.dose) == (2, 1.5)


def test_what_was_skipped_is_no_kind_of_exercise_done() -> None:
    day = one(session(1, done(BRIDGE), replace(done(FIGURE_4, marks=["skipped"]), work=())))
    assert day.kind == {"strength"}


def test_an_exercise_that_no_pack_has_any_more_counts_as_other() -> None:
    entry = Entry("gone/wall-press", parse_dose("2x10 1s"), (Work(reps=10), Work(reps=10)))
    day = one(session(1, entry))
    # 20 times 2 s out, 1 s held and 2 s back.
    assert day.kind == {"other"}
    assert (day.sets, day.stretch, day.strength) == (2, 0, 0)
    assert day.dose == pytest.approx(100 / 60)


def test_a_gentle_session_makes_a_gentle_day() -> None:
    assert one(session(1, done(BREATHING), state="RESCUE")).gentle
    assert one(session(1, done(BREATHING), state="REST_DAY")).gentle
    assert not one(session(1, done(BREATHING), state="STEADY")).gentle


@pytest.mark.parametrize(
    ("exercise", "dose", "seconds"),
    [
        (BRIDGE, "1x10", 4),
        (BRIDGE, "1x10 5s", 9),
        (BRIDGE, "1x10 5s tempo 3-4", 12),
        (BREATHING, "1x6", 10),
        (BREATHING, "1x6 tempo 3-5", 8),
        ("", "1x10 1s", 5),
    ],
)
def test_the_seconds_of_a_repetition(exercise: str, dose: str, seconds: int) -> None:
    assert rep_seconds(parse_dose(dose), CATALOG.get(exercise)) == seconds


def test_what_is_done_once_counts_a_minute_and_what_is_noted_none() -> None:
    assert rep_seconds(Dose(measure=Measure.ONCE), None) == 60
    assert rep_seconds(Dose(measure=Measure.LOG), None) == 0


def test_every_kind_counts_as_something() -> None:
    assert {GROUPS[exercise.kind] for exercise in CATALOG.exercises.values()} >= {"strength", "stretch", "mobility"}
    assert one(session(1, done(PLANK))).kind == {"strength"}
    assert one(session(1, done(CAT_COW))).kind == {"mobility"}


def test_days_are_local_by_each_records_own_offset() -> None:
    base = session(0, done(BRIDGE))
    west, east = timezone(timedelta(hours=-10)), timezone(timedelta(hours=13))
    late = replace(
        base, started=datetime(2026, 3, 7, 23, 50, tzinfo=west), ended=datetime(2026, 3, 8, 0, 5, tzinfo=west)
    )
    early = replace(
        base, started=datetime(2026, 3, 9, 0, 10, tzinfo=east), ended=datetime(2026, 3, 9, 0, 20, tzinfo=east)
    )
    # In UTC both are of the day between.
    assert late.started.astimezone(UTC).date() == date(2026, 3, 8)
    assert early.started.astimezone(UTC).date() == date(2026, 3, 8)
    assert [day.on for day in days([early, late], CATALOG)] == [date(2026, 3, 7), date(2026, 3, 9)]


def test_nothing_is_no_day() -> None:
    assert days([], CATALOG) == ()
    assert days([session(1)], Catalog())[0].kind == {"other"}


def test_what_is_dated_after_today_is_counted() -> None:
    assert ahead([session(-1), session(0), session(-400), session(3)], TODAY) == 2


# Pain


def test_series_of_pain_and_the_morning_on_its_own_day() -> None:
    found = pain_series(days([session(2, pain=4, pain_after=3, morning=5), told(1, 6)], CATALOG))
    assert found["rest"] == (Point(on(2), 0), Point(on(1), 0))
    assert found["moving"] == (Point(on(2), 4), Point(on(1), 6))
    assert found["after"] == (Point(on(2), 3),)
    assert found["morning"] == (Point(on(1), 5),)


def test_series_begin_and_end_where_they_are_told_to() -> None:
    records = [session(days, pain=3, morning=1) for days in (10, 5, 4, -2)]
    found = pain_series(days(records, CATALOG), on(4), TODAY)
    assert found["moving"] == (Point(on(4), 3),)
    # The morning of a session before the first day dawned on the first day.
    assert found["morning"] == (Point(on(4), 1), Point(on(3), 1))


def test_the_same_keys_where_nothing_was_told() -> None:
    assert pain_series([]) == {"rest": (), "moving": (), "after": (), "morning": ()}


def test_spread_has_the_first_seven_days_and_the_last() -> None:
    points = [Point(on(day), value) for day, value in ((30, 6), (24, 4), (23, 9), (7, 1), (6, 3), (0, 2))]
    found = spread(points)
    assert found is not None
    assert (found.count, found.first, found.last) == (6, on(30), TODAY)
    assert (found.start, found.now, found.change) == (5, 2.5, -2.5)
    assert (found.median, found.least, found.most) == (3.5, 1, 9)
    assert found.enough
    assert spread(points[::-1]) == found


@pytest.mark.parametrize(("at", "enough"), [((14, 9, 3, 0), True), ((13, 9, 3, 0), False), ((30, 0, 1), False)])
def test_a_course_takes_four_values_and_two_weeks(at: tuple[int, ...], enough: bool) -> None:
    found = spread([Point(on(day), 3) for day in at])
    assert found is not None
    assert found.enough == enough


def test_no_points_have_no_spread() -> None:
    assert spread([]) is None


# The year


def cells(*records: Record, last: date = TODAY) -> dict[date, Cell]:
    return {cell.on: cell for week in year(records, CATALOG, last).weeks for cell in week}


def test_a_year_is_53_weeks_from_monday_to_sunday() -> None:
    found = year([], CATALOG, TODAY)
    assert len(found.weeks) == 53
    assert {len(week) for week in found.weeks} == {7}
    assert all(week[0].on.weekday() == 0 for week in found.weeks)
    assert TODAY in [cell.on for cell in found.weeks[-1]]
    assert (found.first, found.last, found.began) == (found.weeks[0][0].on, TODAY, None)


def test_cells_tell_sessions_check_ins_nothing_and_what_is_still_to_come() -> None:
    # 21 November 2026 is a Saturday.
    trained, checked = session(3, minutes=12), told(2, 4)
    found = cells(trained, checked, session(-1))
    assert found[on(3)] == Cell(on(3), "session", 12, (trained.id,))
    assert found[on(2)] == Cell(on(2), "check-in", 0, (checked.id,))
    assert found[TODAY] == Cell(TODAY, "none")
    assert found[on(-1)] == Cell(on(-1), "ahead")


def test_what_the_year_counts() -> None:
    records = [session(500), session(3), session(3.1), session(9), told(2, 1), session(-1), told(-5, 2)]
    found = year(records, CATALOG, TODAY)
    assert (found.sessions, found.session_days, found.check_in_days) == (3, 2, 1)
    assert (found.began, found.ahead) == (on(500), 2)


def test_monday() -> None:
    assert monday(date(2026, 11, 21)) == monday(date(2026, 11, 16)) == date(2026, 11, 16)
    assert monday(date(2026, 11, 22)) == date(2026, 11, 16)
