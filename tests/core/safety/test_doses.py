"""The arithmetic of doses, on both sides of each floor and ceiling."""

from __future__ import annotations

import pytest
from tests.core.making import exercise

from limberup.catalog import Catalog
from limberup.dose import Dose, parse_dose
from limberup.exercise import Kind
from limberup.safety.doses import (
    at_start,
    at_target,
    halved,
    lower_dose,
    one_set_less,
    progresses,
    step_back,
    step_on,
)


@pytest.mark.parametrize(("dose", "start", "lower"), [
    ("3x12", "1x8", "3x8"),
    ("3x13", "1x8", "3x8"),
    ("2x9", "1x8", "2x8"),
    ("3x20 5s", "1x8 2s", "3x13 5s"),
    ("3x8 5s", "1x8 2s", "2x8 5s"),
    ("1x8 5s", "1x8 2s", None),
    ("1x8", "1x8 2s", None),
    ("1x5", "1x8", None),
    ("3x5", "1x8", "2x5"),
    ("3x30s", "2x10s", "3x20s"),
    ("2x10s", "2x10s", None),
    ("1x30s", "2x10s", "1x20s"),
    ("1x5min", "1x60s", "1x200s"),
    ("1x30s", "1x5 3s", "1x20s"),
    ("1x30s", "1x6", "1x20s"),
    ("1x2s", "1x6", "1x1s"),
    ("1x1s", "1x6", None),
    ("once", "once", None),
    ("log", "log", None),
])  # fmt: skip
def test_a_third_less(dose: str, start: str, lower: str | None) -> None:
    given, begin = parse_dose(dose), parse_dose(start)
    assert step_back(given, begin) == (parse_dose(lower) if lower else None)
    assert at_start(given, begin) is (lower is None)


@pytest.mark.parametrize(("name", "dose", "higher"), [
    ("dead-bug", "1x5", "1x7"),
    ("dead-bug", "1x9", "1x10"),
    ("dead-bug", "1x10", "2x10"),
    ("dead-bug", "3x10", None),
    ("bird-dog", "1x10 3s", "1x10 5s"),
    ("bird-dog", "1x10 1s", "1x10 3s"),
    ("bird-dog", "1x10 4s", "1x10 5s"),
    ("bird-dog", "1x10", "2x10"),
    ("bird-dog", "2x10 10s", None),
    ("bird-dog", "2x12 5s", None),
    ("hip-thrust", "1x12 1s", "2x12 1s"),
    ("pelvic-tilt", "1x15", None),
    ("forearm-plank", "2x10s", "2x15s"),
    ("forearm-plank", "2x28s", "2x30s"),
    ("tfl-ball-release", "1x30s", "1x35s"),
    ("wall-ball-release", "1x60s", None),
    ("diaphragmatic-breathing", "1x60s", "1x2min"),
    ("relaxation", "1x9min", "1x10min"),
    ("movement-break", "1x2min", None),
    ("aerobic-activity", "1x10min", "1x15min"),
    ("aerobic-activity", "1x30min", None),
    ("sitting-reset", "once", None),
    ("yoga-session", "log", None),
    ("lateral-squat", "1x30s", None),
    ("supine-knee-roll", "2x30s", None),
])  # fmt: skip
def test_a_step_on(name: str, dose: str, higher: str | None, catalog: Catalog) -> None:
    assert step_on(parse_dose(dose), catalog.exercise(name)) == (parse_dose(higher) if higher else None)


@pytest.mark.parametrize(("kind", "start", "target", "dose", "higher"), [
    # Whole minutes at start and at target, of something slow, are dosed in minutes.
    (Kind.MOBILITY, "1x60s", "1x5min", "1x60s", "1x2min"),
    (Kind.BREATHING, "1x60s", "1x5min", "1x90s", "1x150s"),
    (Kind.MOBILITY, "1x30s", "1x5min", "1x60s", "1x65s"),
    (Kind.MOBILITY, "1x60s", "1x90s", "1x60s", "1x65s"),
    (Kind.ISOMETRIC, "1x60s", "1x5min", "1x60s", "1x65s"),
    (Kind.MOBILITY, "1x8 60s", "1x2min", "1x60s", "1x65s"),
])  # fmt: skip
def test_a_step_is_a_minute_where_minutes_are_meant(
    kind: Kind, start: str, target: str, dose: str, higher: str
) -> None:
    of = exercise(kind=kind, start=parse_dose(start), target=parse_dose(target))
    assert step_on(parse_dose(dose), of) == parse_dose(higher)


def test_what_does_not_progress_is_never_at_target(catalog: Catalog) -> None:
    for name, dose in (("sitting-reset", "once"), ("yoga-session", "log"), ("lateral-squat", "1x30s")):
        of = catalog.exercise(name)
        assert not progresses(parse_dose(dose), of)
        assert not at_target(parse_dose(dose), of)


@pytest.mark.parametrize(("name", "dose", "full"), [
    ("dead-bug", "1x6", False),
    ("dead-bug", "3x9", False),
    ("dead-bug", "2x10", False),
    ("dead-bug", "3x10", True),
    ("dead-bug", "4x12", True),
    ("bird-dog", "2x10 4s", False),
    ("bird-dog", "2x10 5s", True),
    ("forearm-plank", "3x29s", False),
])  # fmt: skip
def test_a_dose_is_at_target_once_nothing_is_wanting(name: str, dose: str, full: bool, catalog: Catalog) -> None:
    assert at_target(parse_dose(dose), catalog.exercise(name)) is full


def test_every_exercise_climbs_to_its_target_and_comes_back(catalog: Catalog) -> None:
    for each in catalog.exercises.values():
        dose: Dose | None = each.start
        for _ in range(100):
            if dose is None or (higher := step_on(dose, each)) is None:
                break
            dose = higher
        assert dose is not None
        assert at_target(dose, each) == progresses(each.start, each)
        for _ in range(100):
            if (lower := step_back(dose, each.start)) is None:
                break
            dose = lower
        assert at_start(dose, each.start)
        assert dose.sets == each.start.sets


def test_one_set_less_keeps_one() -> None:
    assert one_set_less(Dose(3, 8)).sets == 2
    assert one_set_less(Dose(1, 8)).sets == 1


@pytest.mark.parametrize(("dose", "half"), [
    ("3x12", "3x6"),
    ("3x13 5s each side rest 45s", "3x6 5s each side rest 45s"),
    ("2x2", "2x1"),
    ("2x1 3s", "2x1 3s"),
    ("2x30s", "2x15s"),
    ("2x15s each side", "2x7s each side"),
    ("1x1s", "1x1s"),
    ("once", "once"),
    ("log", "log"),
])  # fmt: skip
def test_half_of_the_main_quantity(dose: str, half: str) -> None:
    assert halved(parse_dose(dose)) == parse_dose(half)


@pytest.mark.parametrize(("one", "other", "lower"), [
    ("3x12", "2x10", "2x10"),
    ("2x8", "3x12", "2x8"),
    ("3x8", "2x12", "2x8"),
    ("3x12 5s", "3x12 2s", "3x12 2s"),
    ("3x12 2s", "3x10 5s", "3x10 2s"),
    ("3x12 2s", "3x10", "3x10 2s"),
    ("3x12", "3x10 2s", "3x10"),
    ("3x30s", "2x20s", "2x20s"),
    ("1x20s", "2x30s", "1x20s"),
    ("3x12 5s each side rest 45s", "2x12 3s rest 10s", "2x12 3s each side rest 45s"),
    # Counted in different things: only the sets can be compared.
    ("3x12 5s", "2x30s", "2x12 5s"),
    ("2x30s", "3x8 2s", "2x30s"),
    ("3x30s", "log", "1x30s"),
    ("once", "2x8", "once"),
    ("log", "once", "log"),
])  # fmt: skip
def test_the_lower_of_two_doses(one: str, other: str, lower: str) -> None:
    assert lower_dose(parse_dose(one), parse_dose(other)) == parse_dose(lower)
