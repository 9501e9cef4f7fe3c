"""What holds for every history: nothing is lost or counted twice, and no order, zone or future changes anything."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.making import hurts, pains, zones
from tests.core.past import BREATHING, BRIDGE, BRIDGE_MARCH, CATALOG, FIGURE_4, GLUTE_SET, HEEL_SLIDE, PLANK, TODAY

from limberup.dose import parse_dose
from limberup.history.record import Entry, Record, Work
from limberup.history.statistics import (
    adherence,
    days,
    exercise_course,
    exercises_done,
    goal_series,
    goals_change,
    monday,
    pain_series,
    weekly_dose,
    year,
)

DOSES = {
    BRIDGE: "3x10 2s",
    BRIDGE_MARCH: "2x8 each side",
    GLUTE_SET: "2x5 5s",
    FIGURE_4: "2x30s each side",
    PLANK: "2x20s",
    HEEL_SLIDE: "1x8 each side",
    BREATHING: "1x60s",
    "gone/wall-press": "2x10",
}
works = st.builds(
    Work, st.sampled_from(["", "left", "right"]), st.integers(0, 30), st.integers(0, 90), st.booleans()
).map(lambda work: replace(work, hold=0) if work.reps else work)


@st.composite
def entries(draw: st.DrawFn) -> Entry:
    """Draw an exercise with work that may have little to do with its dose."""
    id_ = draw(st.sampled_from(sorted(DOSES)))
    marks = draw(st.lists(st.sampled_from(["eased", "skipped", f"for {BRIDGE}", f"instead of {PLANK}"]), max_size=2))
    done = tuple(draw(st.lists(works, max_size=4)))
    return Entry(id_, parse_dose(DOSES[id_]), done, tuple(draw(st.lists(hurts, max_size=1))), tuple(marks))


few = settings(max_examples=25)
"""A history takes far longer to draw than to count, and each has a dozen records in which something could be lost."""


@st.composite
def histories(draw: st.DrawFn) -> list[Record]:
    """Draw the records of somebody who may travel, in any order, some of them dated after today."""
    count = draw(st.integers(0, 12))
    found = []
    for number in range(count):
        started = datetime(2026, 11, 26, tzinfo=draw(zones)) - timedelta(minutes=draw(st.integers(0, 150 * 1440)))
        found.append(
            Record(
                id=f"{started:%Y%m%dT%H%M%SZ}-{number:08x}",
                started=started,
                ended=started + timedelta(seconds=draw(st.integers(-60, 5000))),
                routine="Made up",
                state=draw(st.sampled_from(["FULL", "STEADY", "RESCUE"])),
                pain_at_rest=draw(st.none() | pains),
                pain_moving=draw(st.none() | pains),
                pain_after=draw(st.none() | pains),
                morning_pain=draw(st.none() | pains),
                entries=tuple(draw(st.lists(entries(), max_size=3))),
                goals=tuple(draw(st.dictionaries(st.sampled_from(["walk", "dress", "swim"]), pains)).items()),
            )
        )
    return found


def shuffled(records: Sequence[Record], seed: int) -> list[Record]:
    other = list(records)
    random.Random(seed).shuffle(other)
    return other


def everything(records: Sequence[Record]) -> tuple[object, ...]:
    """Return all the statistics of a history."""
    every = days(records, CATALOG)
    weeks = weekly_dose(every, TODAY - timedelta(days=120), TODAY)
    return (
        every,
        year(records, CATALOG, TODAY),
        pain_series(every, None, TODAY),
        weeks,
        adherence(weeks, 3),
        *(exercise_course(records, id_, CATALOG, last=TODAY) for id_ in DOSES),
        exercises_done(records, TODAY),
        goal_series(records),
        goals_change(records),
    )


@few
@given(histories(), st.integers(0, 99))
def test_the_order_of_the_records_does_not_matter(records: list[Record], seed: int) -> None:
    assert everything(records) == everything(shuffled(records, seed))


@few
@given(histories())
def test_the_days_together_are_the_records_together(records: list[Record]) -> None:
    every = days(records, CATALOG)
    alone = [day for record in records for day in days([record], CATALOG)]
    assert sum(day.sessions for day in every) == sum(record.is_session for record in records)
    assert sum(day.minutes for day in every) == pytest.approx(
        sum(record.seconds for record in records if record.is_session) / 60
    )
    for name in ("dose", "stretch", "strength"):
        assert sum(getattr(day, name) for day in every) == pytest.approx(sum(getattr(day, name) for day in alone))
    assert sum(day.sets for day in every) == sum(day.sets for day in alone)
    assert sum(day.unconfirmed for day in every) == sum(record.unconfirmed for record in records)
    assert sorted(id_ for day in every for id_ in day.ids) == sorted(record.id for record in records)
    assert frozenset().union(*(day.kind for day in every)) == frozenset().union(*(day.kind for day in alone))


@few
@given(histories())
def test_days_stand_once_and_oldest_first(records: list[Record]) -> None:
    found = [day.on for day in days(records, CATALOG)]
    assert found == sorted(set(found))
    assert set(found) == {record.started.date() for record in records}


@few
@given(histories())
def test_no_day_is_longer_under_work_than_its_parts_and_no_part_is_negative(records: list[Record]) -> None:
    for day in days(records, CATALOG):
        assert day.dose >= -1e-9 + day.stretch + day.strength >= -1e-9
        assert day.sets >= 0
        assert bool(day.kind) == bool(day.sets)


@few
@given(histories(), st.integers(-23 * 60, 23 * 60))
def test_the_clock_on_the_wall_decides_and_not_the_zone(records: list[Record], minutes: int) -> None:
    elsewhere = timezone(timedelta(minutes=minutes))
    moved = [
        replace(record, started=record.started.replace(tzinfo=elsewhere), ended=record.ended.replace(tzinfo=elsewhere))
        for record in records
    ]
    # The order within a day may be another one, and with it the order of its ids.
    here = [replace(day, ids=tuple(sorted(day.ids))) for day in days(records, CATALOG)]
    there = [replace(day, ids=tuple(sorted(day.ids))) for day in days(moved, CATALOG)]
    for one, other in zip(here, there, strict=True):
        assert (one.on, one.sessions, one.sets, one.kind) == (other.on, other.sessions, other.sets, other.kind)
        assert one.dose == pytest.approx(other.dose)
        assert (one.rest, one.moving, one.after, one.morning) == (other.rest, other.moving, other.after, other.morning)


@few
@given(histories())
def test_the_weeks_together_are_the_days_together(records: list[Record]) -> None:
    every = days(records, CATALOG)
    first = min((day.on for day in every), default=TODAY)
    past = [day for day in every if day.on <= TODAY]
    weeks = weekly_dose(every, min(first, TODAY), TODAY)
    assert weeks[-1].monday == monday(TODAY)
    assert {later.monday - week.monday for week, later in pairwise(weeks)} <= {timedelta(weeks=1)}
    for name in ("sessions", "sets", "unconfirmed"):
        assert sum(getattr(week, name) for week in weeks) == sum(getattr(day, name) for day in past)
    for name in ("minutes", "dose", "stretch", "strength"):
        assert sum(getattr(week, name) for week in weeks) == pytest.approx(sum(getattr(day, name) for day in past))
    assert sum(week.days for week in weeks) == sum(day.sessions > 0 for day in past)


@few
@given(histories(), st.integers(1, 7))
def test_no_week_asks_for_more_than_the_goal_and_none_before_the_first_session(
    records: list[Record], goal: int
) -> None:
    every = days(records, CATALOG)
    trained = [day.on for day in every if day.sessions and day.on <= TODAY]
    weeks = weekly_dose(every, TODAY - timedelta(days=200), TODAY, goal)
    found = adherence(weeks, goal)
    for week in weeks:
        assert 0 <= week.goal <= goal
        assert week.goal or not week.days
        if not trained or week.monday + timedelta(days=6) < min(trained):
            assert week.goal == 0
    assert found.now not in found.weeks
    assert found.reached <= len(found.weeks)


@few
@given(histories())
def test_what_is_still_to_come_changes_nothing_but_its_count(records: list[Record]) -> None:
    past = [record for record in records if record.started.date() <= TODAY]
    assert replace(year(records, CATALOG, TODAY), ahead=0) == year(past, CATALOG, TODAY)
    assert year(records, CATALOG, TODAY).ahead == len(records) - len(past)
    every, before = days(records, CATALOG), days(past, CATALOG)
    first = date(2026, 1, 1)
    assert weekly_dose(every, first, TODAY) == weekly_dose(before, first, TODAY)
    assert pain_series(every, first, TODAY) == pain_series(before, first, TODAY)
    for id_ in DOSES:
        assert exercise_course(records, id_, CATALOG, last=TODAY) == exercise_course(past, id_, CATALOG, last=TODAY)
    assert exercises_done(records, TODAY) == exercises_done(past, TODAY)


@few
@given(histories())
def test_every_pain_is_0_to_10_and_stands_in_order(records: list[Record]) -> None:
    for points in pain_series(days(records, CATALOG)).values():
        assert all(0 <= point.value <= 10 for point in points)
        assert [point.on for point in points] == sorted({point.on for point in points})


@few
@given(histories())
def test_the_counts_of_exercises_are_the_counts_of_their_ladders(records: list[Record]) -> None:
    for done in exercises_done(records, TODAY):
        course = exercise_course(records, done.exercise, CATALOG, last=TODAY)
        (step,) = (step for step in course.ladder if step.exercise == done.exercise)
        assert (step.count, step.last) == (done.count, done.last)
        assert sum(bool(turn.sets) for turn in course.turns) == done.count


@few
@given(histories())
def test_moves_follow_on_each_other(records: list[Record]) -> None:
    for id_ in DOSES:
        for move in exercise_course(records, id_, CATALOG).moves:
            assert move.was != move.now
            assert move.way in ("easier", "harder", "other")
