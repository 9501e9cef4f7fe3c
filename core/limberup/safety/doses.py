"""The arithmetic of doses: one step back, one step on, at the start, at the target. No rule decides here."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from limberup.dose import Dose, Measure
from limberup.exercise import Exercise, Kind

__all__ = ["at_start", "at_target", "halved", "lower_dose", "one_set_less", "progresses", "step_back", "step_on"]

Quantity = Literal["reps", "hold"]

_LONG_STEPS = {"arthritis-gentle/aerobic-activity": 300}
"""Seconds of a step where it is not 5 s or 1 min ("5 min for A54")."""


def main_quantity(dose: Dose) -> Quantity | None:
    """Return what a dose is mainly counted in: its repetitions where it has any, else its hold."""
    if dose.measure is not Measure.WORK:
        return None
    return "reps" if dose.reps is not None else "hold"


def progresses(dose: Dose, exercise: Exercise) -> bool:
    """Return whether a dose can grow at all.

    What is done once in a break or only noted does not. Nor does an own level that is counted in something
    else than the target (a long hold where the target counts repetitions): there is nothing to grow to.
    """
    quantity = main_quantity(dose)
    return quantity is not None and quantity == main_quantity(exercise.target)


def _step(dose: Dose, exercise: Exercise) -> int:
    """Return repetitions, or seconds of a step on in the main quantity."""
    if dose.reps is not None:
        return 2
    start, target = exercise.start, exercise.target
    # "1 min" is for what the catalogue doses in minutes: breathing and moving about, in whole minutes at
    # start and at target. A plank of a minute is held in seconds all the same.
    slow = exercise.kind in (Kind.BREATHING, Kind.MOBILITY)
    minutes = slow and all(part.reps is None and (part.hold or 1) % 60 == 0 for part in (start, target))
    return _LONG_STEPS.get(exercise.id, 60 if minutes else 5)


def step_back(dose: Dose, start: Dose) -> Dose | None:
    """Return the dose a third lower, or None where it already is the start dose.

    The main quantity times 2/3, rounded down and never below the start dose's. Where it already is the
    start dose's, one set is taken instead. Sources: 001, RUH.
    """
    quantity = main_quantity(dose)
    if quantity is None:
        return None
    amount = getattr(dose, quantity)
    # An own level may be counted in what the start dose has none of; then there is no floor but 1.
    floor = getattr(start, quantity) or 1
    if amount > floor:
        return replace(dose, **{quantity: max(amount * 2 // 3, floor)})
    return replace(dose, sets=dose.sets - 1) if dose.sets > start.sets else None


def at_start(dose: Dose, start: Dose) -> bool:
    """Return whether there is no step back from a dose but an easier exercise."""
    return step_back(dose, start) is None


def step_on(dose: Dose, exercise: Exercise) -> Dose | None:
    """Return the dose one step on, or None where it is at target or does not progress.

    2 repetitions or 5 s (1 min, or 5 min of aerobic exercise) up to the target's; then 2 s of hold, where
    the stored dose has both, up to the target's; then one set. Sources: TWO, 000, 003.
    """
    if not progresses(dose, exercise):
        return None
    target = exercise.target
    quantity = main_quantity(dose)
    assert quantity is not None
    amount, most = getattr(dose, quantity), getattr(target, quantity)
    if amount < most:
        return replace(dose, **{quantity: min(amount + _step(dose, exercise), most)})
    if dose.reps is not None and dose.hold is not None and target.hold is not None and dose.hold < target.hold:
        return replace(dose, hold=min(dose.hold + 2, target.hold))
    return replace(dose, sets=dose.sets + 1) if dose.sets < target.sets else None


def at_target(dose: Dose, exercise: Exercise) -> bool:
    """Return whether a dose has all that the target asks for."""
    return progresses(dose, exercise) and step_on(dose, exercise) is None


def one_set_less(dose: Dose) -> Dose:
    """Return the dose with one set less, at least one."""
    return replace(dose, sets=max(1, dose.sets - 1))


def halved(dose: Dose) -> Dose:
    """Return half of the main quantity, rounded down, at least 1; other doses as they are. Sources: C.2, 001."""
    quantity = main_quantity(dose)
    return dose if quantity is None else replace(dose, **{quantity: max(1, getattr(dose, quantity) // 2)})


def lower_dose(one: Dose, other: Dose) -> Dose:
    """Return `one` with no more of anything than `other` has: the fewer sets and repetitions, the shorter hold.

    Doses that are counted in different things can't be compared: then `one` stays, with the fewer sets.
    """
    if main_quantity(one) is None or main_quantity(one) != main_quantity(other):
        return one if main_quantity(one) is None else replace(one, sets=min(one.sets, other.sets))
    reps = one.reps if one.reps is None or other.reps is None else min(one.reps, other.reps)
    hold = one.hold if one.hold is None or other.hold is None else min(one.hold, other.hold)
    return replace(one, sets=min(one.sets, other.sets), reps=reps, hold=hold)
