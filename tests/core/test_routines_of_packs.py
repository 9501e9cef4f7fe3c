"""The routines of our packs: those that are wanted, within their time, in order, balanced, and open to everybody."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from limberup.catalog import Catalog
from limberup.exercise import Exercise, Kind, Position, Shown
from limberup.person import CheckIn, Person
from limberup.plan import make_plan
from limberup.routine import Routine
from limberup.routine_plan import Level, fitted_doses, fitted_steps, stretch_share
from limberup.safety.decision import State
from limberup.safety.gate import RESCUE_LIST, RESCUE_MINUTES, REST_DAY_LIST
from limberup.timeline import build_timeline

LEVELS: tuple[Level, Level] = ("start", "target")

FULL_SESSIONS = [
    "core-stability/core-and-glutes",
    "core-stability/gentle-first-week",
    "hip-mobility/hip-day",
    "arthritis-gentle/arthritis-session",
    "desk-worker/desk-worker-day",
]
"""Sessions that stand for themselves: stretch and strength in each (R35)."""

STRETCHING_BLOCKS = ["desk-worker/morning", "spinal-mobility/evening"]
"""Done daily by and by, exercises as R30 and R32 list them: strength has its own days (K9)."""

SHORT_ONES = ["desk-worker/desk-break", "spinal-mobility/bad-day", "spinal-mobility/rescue"]
WARM_UP = "hip-mobility/athlete-warm-up"

WANTED = [*FULL_SESSIONS, *STRETCHING_BLOCKS, *SHORT_ONES, WARM_UP]

OLD_ORDER = {"hip-mobility/easy-hips"}
"""Has a moving stretch after strength. The picture of the player in docs/ is drawn from it as it is."""


def codes(routine: Routine, catalog: Catalog) -> set[str]:
    """Return the catalogue's numbers of what is in a routine."""
    return {catalog.exercise(step.do).catalogue for step in routine.steps}


def seconds(routine: Routine, catalog: Catalog, level: Level) -> float:
    """Return how long a routine takes."""
    return build_timeline(fitted_steps(routine, catalog, level)).seconds


def rank(exercise: Exercise) -> int:
    """Return the place of a kind in the order of R36: breathing, mobility, strength, long holds."""
    if exercise.kind is Kind.BREATHING:
        return 0
    if exercise.kind in (Kind.MOBILITY, Kind.DYNAMIC_STRETCH):
        return 1
    return 2 if exercise.kind.is_strength else 3


def test_each_wanted_routine_is_there_once(catalog: Catalog) -> None:
    assert set(WANTED) <= set(catalog.routines)
    slugs = [routine.slug for routine in catalog.routines.values()]
    assert len(slugs) == len(set(slugs))


@pytest.mark.parametrize("level", LEVELS)
def test_each_routine_fits_its_minutes(catalog: Catalog, level: Level) -> None:
    for routine in catalog.routines.values():
        assert routine.minutes, routine.id
        least, most = routine.minutes
        assert least * 60 <= seconds(routine, catalog, level) <= most * 60, routine.id


@pytest.mark.parametrize(
    ("id_", "minutes", "holds"),
    [
        ("desk-worker/morning", (5, 10), (15, 30)),
        ("desk-worker/desk-break", (2, 3), None),
        ("spinal-mobility/evening", (15, 20), (20, 30)),
    ],
)
def test_the_three_of_the_day_take_and_hold_what_the_rules_say(
    catalog: Catalog, id_: str, minutes: tuple[int, int], holds: tuple[int, int] | None
) -> None:
    routine = catalog.routines[id_]
    assert (routine.minutes, routine.holds) == (minutes, holds)
    for level in LEVELS:
        for exercise, dose in fitted_doses(routine, catalog, level):
            if holds and exercise.kind is Kind.STATIC_STRETCH:
                assert dose.hold
                assert holds[0] <= dose.hold <= holds[1], exercise.id


def test_the_three_of_the_day_are_made_of_what_the_rules_list(catalog: Catalog) -> None:
    assert codes(catalog.routines["desk-worker/morning"], catalog) == {"A44", "A45", "A46", "A16"}
    assert codes(catalog.routines["desk-worker/desk-break"], catalog) == {"A43", "A34", "A47"}
    evening = {"A17", "A22", "A37", "A41", "A38", "A01"}
    assert codes(catalog.routines["spinal-mobility/evening"], catalog) == evening


def test_the_morning_holds_nothing_that_the_first_hour_excludes(catalog: Catalog) -> None:
    # Rule X: "up < 60: FLX, FLXL EXCLUDE, ~FLX MODIFY".
    at = datetime(2026, 11, 21, 7, 0, tzinfo=UTC)
    plan = make_plan(catalog.routines["desk-worker/morning"], catalog, Person(), CheckIn(at, 2, 2, 10))
    assert len(plan.steps) == 4
    assert len(plan.decisions) == 1


def test_static_stretches_are_held_half_a_minute_at_most(catalog: Catalog) -> None:
    # R43.
    for routine in catalog.routines.values():
        for level in LEVELS:
            for exercise, dose in fitted_doses(routine, catalog, level):
                if exercise.kind is Kind.STATIC_STRETCH:
                    assert (dose.hold or 0) <= 30, (routine.id, exercise.id)


def test_breathing_and_mobility_come_before_strength_and_long_holds_last(catalog: Catalog) -> None:
    for routine in catalog.routines.values():
        ranks = [rank(catalog.exercise(step.do)) for step in routine.steps]
        assert (ranks == sorted(ranks)) is (routine.id not in OLD_ORDER), routine.id


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("id_", FULL_SESSIONS)
def test_full_sessions_have_stretch_and_strength_in_balance(catalog: Catalog, id_: str, level: Level) -> None:
    share = stretch_share(fitted_steps(catalog.routines[id_], catalog, level))
    assert share is not None
    assert 0.3 <= share <= 0.7


def test_every_session_of_some_length_has_both_unless_it_is_for_stretching(catalog: Catalog) -> None:
    for routine in catalog.routines.values():
        if routine.id in (*STRETCHING_BLOCKS, *SHORT_ONES, WARM_UP):
            continue
        kinds = {catalog.exercise(step.do).kind for step in routine.steps}
        assert any(kind.is_stretch for kind in kinds), routine.id
        assert any(kind.is_strength for kind in kinds), routine.id


def test_what_is_done_daily_has_no_strength(catalog: Catalog) -> None:
    # K9 and rule F: the same muscles rest 48 hours.
    for id_ in STRETCHING_BLOCKS:
        assert not any(catalog.exercise(step.do).kind.is_strength for step in catalog.routines[id_].steps)


def test_nothing_that_is_hidden_locked_asked_for_or_only_noted(catalog: Catalog) -> None:
    for routine in catalog.routines.values():
        found = [catalog.exercise(step.do) for step in routine.steps]
        assert {exercise.shown for exercise in found} == {Shown.ALWAYS}, routine.id
        assert {exercise.from_week for exercise in found} == {1}, routine.id
        assert not any(exercise.needs_target for exercise in found), routine.id
        assert not all(exercise.kind is Kind.SELF_MASSAGE for exercise in found), routine.id


@pytest.mark.parametrize("id_", ["spinal-mobility/rescue", "spinal-mobility/bad-day"])
def test_the_gentle_ones_hold_to_the_list_at_start_doses_and_never_grow(catalog: Catalog, id_: str) -> None:
    routine = catalog.routines[id_]
    starts = fitted_doses(routine, catalog)
    assert {exercise.id for exercise, _ in starts} <= set(RESCUE_LIST)
    assert all(dose == exercise.start for exercise, dose in starts)
    assert fitted_doses(routine, catalog, "target") == starts
    assert seconds(routine, catalog, "target") <= RESCUE_MINUTES * 60


def test_rescue_is_left_whole_by_the_rules_on_a_day_of_much_pain(catalog: Catalog) -> None:
    at = datetime(2026, 11, 21, 18, 0, tzinfo=UTC)
    routine = catalog.routines["spinal-mobility/rescue"]
    plan = make_plan(routine, catalog, Person(), CheckIn(at, 6, 6, 300))
    assert plan.gate.state is State.RESCUE
    assert [(step.exercise, step.dose) for step in plan.steps] == fitted_doses(routine, catalog)


def test_a_bad_day_takes_two_minutes_and_leaves_something_on_a_rest_day(catalog: Catalog) -> None:
    routine = catalog.routines["spinal-mobility/bad-day"]
    assert 100 <= seconds(routine, catalog, "start") <= 150
    assert {catalog.exercise(step.do).id for step in routine.steps} & set(REST_DAY_LIST)


def test_a_first_week_begins_at_the_start_doses_and_stays_there(catalog: Catalog) -> None:
    starts = fitted_doses(catalog.routines["core-stability/gentle-first-week"], catalog)
    assert all(dose == exercise.start for exercise, dose in starts)
    assert fitted_doses(catalog.routines["core-stability/gentle-first-week"], catalog, "target") == starts


def test_the_arthritis_session_is_seated_and_lying(catalog: Catalog) -> None:
    steps = catalog.routines["arthritis-gentle/arthritis-session"].steps
    positions = {catalog.exercise(step.do).position for step in steps}
    assert positions == {Position.CHAIR, Position.SUPINE}


def test_the_warm_up_of_athletes_only_moves(catalog: Catalog) -> None:
    routine = catalog.routines[WARM_UP]
    assert {"A34", "A32", "A35"} <= codes(routine, catalog)
    kinds = {catalog.exercise(step.do).kind for step in routine.steps}
    assert kinds == {Kind.DYNAMIC_STRETCH, Kind.MOBILITY}


def test_a_desk_worker_needs_no_floor(catalog: Catalog) -> None:
    for slug in ("morning", "desk-break", "desk-worker-day"):
        steps = catalog.routines[f"desk-worker/{slug}"].steps
        assert {catalog.exercise(step.do).position for step in steps} <= {Position.STANDING, Position.CHAIR}, slug


def test_the_plan_asks_for_what_was_shown(catalog: Catalog) -> None:
    at = datetime(2026, 11, 21, 18, 0, tzinfo=UTC)
    for routine in catalog.routines.values():
        plan = make_plan(routine, catalog, Person(), CheckIn(at, 1, 1, 300))
        assert [(step.exercise, step.dose) for step in plan.steps] == fitted_doses(routine, catalog), routine.id


def test_a_condition_still_shortens_what_the_routine_holds_longer(catalog: Catalog) -> None:
    at = datetime(2026, 11, 21, 18, 0, tzinfo=UTC)
    person = Person(conditions=frozenset({"hypermobility"}))
    routine = replace(catalog.routines["spinal-mobility/evening"], holds=(25, 30))
    plan = make_plan(routine, catalog, person, CheckIn(at, 1, 1, 300))
    held = [step.dose.hold for step in plan.steps if step.exercise.kind is Kind.STATIC_STRETCH]
    assert held
    assert set(held) == {20}
