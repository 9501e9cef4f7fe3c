"""Among what fits, limberup chooses what suits best and has not just been too much."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from tests.core.past import BRIDGE, CATALOG, GLUTE_SET, NOW, TODAY, on
from tests.core.test_choice import ANYBODY, DAYS, WEEK_2, chosen, exercises, slugs

from limberup.choice import Choice
from limberup.course import Course
from limberup.person import CheckIn
from limberup.plan import make_plan
from limberup.safety.decision import Verdict
from limberup.safety.restrict import Restriction, Restrictions
from limberup.safety.situation import Last, Weekly
from limberup.timeline import PlannedStep, build_timeline

WORSE = Weekly(this=5.0, last=2.0)
"""A week whose mornings hurt so much more that rule T takes everything a step back."""
WEEKS = range(2, 60, 3)


def found_in(course: Course) -> list[Choice]:
    """Return what is chosen in many weeks, so that everything has its turn."""
    return [chosen(course=replace(course, week=week), day=day) for week in WEEKS for day in DAYS[:2]]


def ids(course: Course) -> set[str]:
    """Return all that is chosen in these weeks."""
    return {exercise.id for choice in found_in(course) for exercise in exercises(choice)}


def test_in_a_bad_week_what_was_at_its_least_is_left_out() -> None:
    course = Course(week=3, weekly=WORSE, last_done={GLUTE_SET: on(3)}, last=(Last(GLUTE_SET),))
    assert not ids(course) & {GLUTE_SET, BRIDGE}


def test_a_week_takes_one_step_back_and_no_second() -> None:
    course = Course(week=3, weekly=WORSE, last_done={GLUTE_SET: on(3)}, last=(Last(GLUTE_SET, weighed=True),))
    assert ids(course) & {GLUTE_SET, BRIDGE}


def test_what_has_to_be_changed_gives_way_to_what_suits_as_it_is() -> None:
    strength = {exercise.id for day in DAYS for exercise in exercises(chosen(day=day)) if exercise.kind.is_strength}
    assert strength
    for id_ in strength:
        change = Restriction("careful", "less", id_, Verdict.MODIFY, "Not all the way.", "only half way")
        found = {exercise.id for day in DAYS for exercise in exercises(chosen(day=day, more=Restrictions((change,))))}
        assert id_ not in found


@pytest.mark.parametrize(("regress", "stays"), [(False, True), (True, False)])
def test_what_has_grown_stays_until_it_was_too_much(regress: bool, stays: bool) -> None:
    grown = CATALOG.exercise("core-stability/wall-side-plank")
    recent = dict.fromkeys(CATALOG.exercises, on(3)) | {grown.id: on(5)}
    last = Last(grown.id, replace(grown.start, sets=3), amber=regress, regress=regress)
    courses = [Course(week=week, last_done=recent, last=(last,)) for week in WEEKS]
    found = [any(grown.slug in slugs(chosen(course=course, day=day)) for day in DAYS[:4]) for course in courses]
    assert all(found) is stays


def test_what_was_too_much_may_be_chosen_where_an_easier_one_takes_its_place() -> None:
    recent = dict.fromkeys(CATALOG.exercises, on(3)) | {BRIDGE: on(5)}
    course = Course(week=3, gap_days=3, sessions=5, last_done=recent, last=(Last(BRIDGE, regress=True),))
    found = [choice for choice in found_in(course) if BRIDGE in {exercise.id for exercise in exercises(choice)}]
    assert found
    for choice in found:
        plan = make_plan(choice.routine, CATALOG, ANYBODY, CheckIn(NOW, 1, 2), course)
        (line,) = (line for line in plan.lines if line.step == BRIDGE)
        assert line.planned
        assert line.planned.exercise.id == GLUTE_SET


def test_where_nothing_fits_it_is_the_shortest_there_is() -> None:
    def seconds(minutes: int, days: int) -> float:
        found = exercises(chosen(day=TODAY + timedelta(days=days), minutes=minutes))
        assert found
        return build_timeline(PlannedStep(exercise, exercise.start) for exercise in found).seconds

    for days in range(5):
        assert 60 < seconds(1, days) <= min(seconds(minutes, days) for minutes in (3, 5, 10))


def test_where_all_is_left_out_there_is_nothing_to_choose() -> None:
    none = Restrictions(
        tuple(Restriction("careful", "no", id_, Verdict.EXCLUDE, "Not for today.") for id_ in CATALOG.exercises)
    )
    assert chosen(more=none).routine.steps == ()
    assert chosen(course=replace(WEEK_2, week=1), more=none).why == ()
