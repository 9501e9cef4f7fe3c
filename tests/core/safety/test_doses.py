"""The arithmetic of doses, on both sides of each floor and ceiling."""

from __future__ import annotations

import pytest

from limberup.catalog import Catalog
from limberup.dose import Dose, parse_dose
from limberup.safety.doses import at_start, at_target, one_set_less, progresses, step_back, step_on


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
    exercise = catalog.exercise(name)
    assert step_on(parse_dose(dose), exercise) == (parse_dose(higher) if higher else None)


def test_what_does_not_progress_is_never_at_target(catalog: Catalog) -> None:
    for name, dose in (("sitting-reset", "once"), ("yoga-session", "log"), ("lateral-squat", "1x30s")):
        exercise = catalog.exercise(name)
        assert not progresses(parse_dose(dose), exercise)
        assert not at_target(parse_dose(dose), exercise)


def test_every_exercise_climbs_to_its_target_and_comes_back(catalog: Catalog) -> None:
    for exercise in catalog.exercises.values():
        dose: Dose | None = exercise.start
        for _ in range(100):
            if dose is None or (higher := step_on(dose, exercise)) is None:
                break
            dose = higher
        assert dose is not None
        assert at_target(dose, exercise) == progresses(exercise.start, exercise)
        for _ in range(100):
            if (lower := step_back(dose, exercise.start)) is None:
                break
            dose = lower
        assert at_start(dose, exercise.start)
        assert dose.sets == exercise.start.sets


def test_one_set_less_keeps_one() -> None:
    assert one_set_less(Dose(3, 8)).sets == 2
    assert one_set_less(Dose(1, 8)).sets == 1
