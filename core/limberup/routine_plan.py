"""How much of each step a routine asks for, so that it fits the time it is meant to take. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Literal

from limberup.catalog import Catalog
from limberup.dose import Dose, DoseError, Measure
from limberup.exercise import Exercise, Kind
from limberup.routine import Routine, Step
from limberup.routine_file import step_dose
from limberup.timeline import PlannedStep, build_timeline

__all__ = ["MOST_SETS", "Level", "fitted_doses", "fitted_steps", "shaped", "stretch_share"]

Level = Literal["start", "target"]
"""Which doses a step without one of its own takes: those to begin with, or those to aim for."""

MOST_SETS = 4
"""Most sets that filling makes of an exercise: "2-4 repeats" (C.3, ACSM-60)."""


def fitted_doses(routine: Routine, catalog: Catalog, level: Level = "start") -> list[tuple[Exercise, Dose]]:
    """Return the exercises of a routine with the doses it asks for, before any rule looks at the person.

    A dose that is written is taken as it is written. For a step without one it is the exercise's dose of that
    level; a static stretch is then held within `routine.holds`, and with `routine.fill` breathing, mobility and
    stretches get more sets until the least minutes are reached: strength never does.

    Steps whose exercise no pack in use has are passed over; a dose that can't be is the start dose.
    """
    taken, left_open = [], []
    for step in routine.steps:
        if (exercise := catalog.get(step.do)) is None:
            continue
        left_open.append(step.dose is None)
        taken.append((exercise, _asked(step, exercise, level)))
    return shaped(taken, left_open, routine, fill=routine.fill)


def shaped(
    taken: Sequence[tuple[Exercise, Dose]], left_open: Sequence[bool], routine: Routine, *, fill: bool
) -> list[tuple[Exercise, Dose]]:
    """Return exercises with their doses held and filled as the routine wants.

    Args:
        taken: What is done, in order.
        left_open: Whether the routine leaves the dose of each of them open; what it wrote is never changed.
        routine: For its holds and minutes.
        fill: Whether sets are added until its least minutes are reached.
    """
    held = [
        (exercise, _held(dose, exercise, routine.holds) if free else dose)
        for (exercise, dose), free in zip(taken, left_open, strict=True)
    ]
    if not fill or routine.minutes is None:
        return held
    growing = [at for at, free in enumerate(left_open) if free and _may_repeat(held[at][0])]
    return _filled(held, growing, routine.minutes)


def _asked(step: Step, exercise: Exercise, level: Level) -> Dose:
    if step.dose is None:
        return exercise.start if level == "start" else exercise.target
    try:
        return step_dose(step.dose, exercise)
    except DoseError:
        return exercise.start


def fitted_steps(routine: Routine, catalog: Catalog, level: Level = "start") -> list[PlannedStep]:
    """Return `fitted_doses` as steps of a timeline."""
    return [PlannedStep(exercise, dose) for exercise, dose in fitted_doses(routine, catalog, level)]


def stretch_share(steps: Iterable[PlannedStep]) -> float | None:
    """Return the part of the time that stretching and mobility have beside strength, 0 to 1 (R35).

    Breathing counts for neither; None where there is nothing of both.
    """
    timeline = build_timeline(steps)
    seconds = [(timeline.planned(phase).exercise.kind, phase.seconds) for phase in timeline.phases]
    stretch = sum(length for kind, length in seconds if kind.is_stretch)
    strength = sum(length for kind, length in seconds if kind.is_strength)
    return stretch / (stretch + strength) if stretch + strength else None


def _held(dose: Dose, exercise: Exercise, holds: tuple[int, int] | None) -> Dose:
    """Return the dose of a static stretch held within `holds` (R30, R32); any other as it is."""
    if holds is None or exercise.kind is not Kind.STATIC_STRETCH or dose.reps is not None or dose.hold is None:
        return dose
    return replace(dose, hold=min(max(dose.hold, holds[0]), holds[1]))


def _may_repeat(exercise: Exercise) -> bool:
    return exercise.kind.is_stretch or exercise.kind is Kind.BREATHING


def _filled(
    taken: list[tuple[Exercise, Dose]], free: list[int], minutes: tuple[int, int]
) -> list[tuple[Exercise, Dose]]:
    """Return the doses with one set more at a time, from the first on and round again, until the time is filled."""
    least, most = minutes[0] * 60, minutes[1] * 60
    now = list(taken)
    seconds = _seconds(now)
    grown = True
    while seconds < least and grown:
        grown = False
        for at in free:
            exercise, dose = now[at]
            if seconds >= least or dose.measure is not Measure.WORK or dose.sets >= MOST_SETS:
                continue
            longer = [*now[:at], (exercise, replace(dose, sets=dose.sets + 1)), *now[at + 1 :]]
            if (length := _seconds(longer)) <= most:
                now, seconds, grown = longer, length, True
    return now


def _seconds(taken: list[tuple[Exercise, Dose]]) -> float:
    return build_timeline(PlannedStep(exercise, dose) for exercise, dose in taken).seconds
