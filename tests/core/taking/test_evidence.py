"""What was taken over makes no rule more daring: the plan is that of somebody without it, or rests more."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.core.past import BIRD_DOG, BRIDGE, CAT_COW, CATALOG, FIGURE_4, NOW, PLANK, TODAY, done, session

from limberup.course import course_of
from limberup.dose import Dose
from limberup.history.record import Record
from limberup.person import CheckIn, Person
from limberup.plan import make_plan
from limberup.routine import Routine, Step


def taken_over(days: float, *ids: str, dose: str = "3x15") -> Record:
    """Return a session that another program logged: much done, nothing told of how it was."""
    entries = [done(id_, dose) for id_ in ids]
    record = session(days, *entries, morning=None, pain=None)
    return replace(record, origin="Strong", state="", effort=None)


MANY = [taken_over(days, BRIDGE, PLANK if days % 2 else BIRD_DOG) for days in range(3, 90, 3)]


def doses(*past: Record) -> list[tuple[str, Dose | None]]:
    """Return what a routine of strength becomes today."""
    routine = Routine("x", tuple(Step(id_) for id_ in (BRIDGE, PLANK, BIRD_DOG, CAT_COW)))
    newest_first = sorted(past, key=lambda record: record.started, reverse=True)
    plan = make_plan(routine, CATALOG, Person(), CheckIn(NOW, 0, 0), course_of(newest_first, NOW, CATALOG))
    return [(line.step, line.planned.dose if line.planned else None) for line in plan.lines]


def test_a_log_full_of_bridges_raises_no_dose_and_opens_nothing() -> None:
    assert doses(*MANY) == doses()
    course = course_of(MANY, NOW, CATALOG)
    assert (course.week, course.sessions, course.gap_days, course.last, dict(course.last_done)) == (1, 0, 0, (), {})
    assert dict(course.rungs) == {}


def test_the_same_done_here_would_have_counted() -> None:
    # So that the test above can fail: with the same sessions led here the doses are others.
    assert doses(*(replace(record, origin="", state="FULL") for record in MANY)) != doses()


@pytest.mark.parametrize("origin", ["", "by hand"])
def test_what_the_person_did_here_or_wrote_down_counts(origin: str) -> None:
    assert course_of([replace(session(3, done(BRIDGE)), origin=origin)], NOW, CATALOG).sessions == 1


@pytest.mark.parametrize("origin", ["Strong", "Hevy", "FitNotes", "elsewhere", "something new"])
def test_every_other_origin_does_not(origin: str) -> None:
    assert course_of([replace(session(3, done(BRIDGE)), origin=origin)], NOW, CATALOG).sessions == 0


def test_a_gap_stays_a_gap() -> None:
    own = session(20, done(BRIDGE))
    assert course_of([*MANY[:3], own], NOW, CATALOG).gap_days == 20


def test_strength_elsewhere_still_asks_for_its_rest() -> None:
    yesterday = taken_over(1, BRIDGE)
    assert course_of([yesterday], NOW, CATALOG).strength
    assert dict(doses(yesterday))[BRIDGE] is None
    stretched = [taken_over(days, FIGURE_4) for days in (1, 2, 3)]
    assert course_of(stretched, NOW, CATALOG).stretch_days == 3


def test_the_programme_begins_with_what_was_done_here() -> None:
    own = [session(days, done(BRIDGE)) for days in (2, 4, 6)]
    began_elsewhere = TODAY - timedelta(days=100)
    early = [taken_over(100, BRIDGE), taken_over(97, BRIDGE)]
    course = course_of([*own, *MANY], NOW, CATALOG, started=began_elsewhere, early=early)
    assert (course.week, course.started) == (1, TODAY - timedelta(days=6))
    # Where it did begin here, it began then.
    first = session(100, done(BRIDGE))
    assert course_of([*own, *MANY], NOW, CATALOG, started=began_elsewhere, early=[first, *early]).week == 15


@given(st.lists(st.tuples(st.floats(0.1, 60), st.sampled_from([BRIDGE, PLANK, BIRD_DOG, CAT_COW])), max_size=12))
def test_with_a_log_there_is_never_more_than_without(log: list[tuple[float, str]]) -> None:
    own = [session(days, done(BRIDGE), done(CAT_COW)) for days in (3, 5, 8, 11)]
    with_log = doses(*own, *(taken_over(days, id_) for days, id_ in log))
    for (step, dose), (same, without) in zip(with_log, doses(*own), strict=True):
        assert step == same
        assert dose in (None, without)
