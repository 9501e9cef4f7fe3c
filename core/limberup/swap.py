"""Another exercise for the same purpose: what can be done in the place of one that is not liked or not possible."""

from __future__ import annotations

from collections.abc import Collection
from enum import StrEnum

from limberup.catalog import Catalog, fold
from limberup.exercise import Exercise, Kind, Shown
from limberup.ladder import is_harder
from limberup.muscles import find_muscle
from limberup.safety.decision import Verdict
from limberup.safety.fit import Fitted
from limberup.safety.locks import Locks
from limberup.safety.walk import Judge

__all__ = ["Group", "alternatives", "group_of"]


class Group(StrEnum):
    """What an exercise is for, as widely as one can stand in for another."""

    STRENGTH = "strength"
    STRETCH = "stretch"
    """Stretches of either sort, and mobility."""
    BREATHING = "breathing"
    MASSAGE = "massage"


def group_of(exercise: Exercise) -> Group:
    """Return what an exercise is for."""
    if exercise.kind.is_strength:
        return Group.STRENGTH
    if exercise.kind.is_stretch:
        return Group.STRETCH
    return Group.BREATHING if exercise.kind is Kind.BREATHING else Group.MASSAGE


def alternatives(
    exercise: Exercise,
    judge: Judge,
    locks: Locks,
    catalog: Catalog,
    taken: Collection[str] = (),
    *,
    harder: bool = True,
) -> tuple[Fitted, ...]:
    """Return the exercises that serve the same purpose as `exercise` and are right for the person, the nearest first.

    The same purpose is the same group of kinds and at least one muscle in common. What is no harder comes first; then
    more muscles in common, fewer others, the same kind, the same start position, and the catalog's order.

    Args:
        exercise: What is to be replaced.
        judge: Rule X for the person now.
        locks: What is open to them.
        catalog: Where to look.
        taken: Ids that stand in the session already.
        harder: Whether there may be harder ones among them.
    """
    muscles = _muscles(exercise)
    found: list[tuple[tuple[bool, int, int, bool, bool], Fitted]] = []
    for other in catalog.exercises.values():
        shared = muscles & _muscles(other)
        if other.id == exercise.id or other.id in taken or not shared or group_of(other) is not group_of(exercise):
            continue
        if other.shown is Shown.LOG_ONLY or not locks.opens(other):
            continue
        fitted = judge(other)
        if fitted.verdict is not Verdict.EXCLUDE:
            higher = is_harder(other, exercise, catalog)
            if higher and not harder:
                continue
            apart = len(muscles ^ _muscles(other))
            place = (
                higher,
                -len(shared),
                apart,
                other.kind is not exercise.kind,
                other.position is not exercise.position,
            )
            found.append((place, fitted))
    return tuple(fitted for _, fitted in sorted(found, key=lambda pair: pair[0]))


def _muscles(exercise: Exercise) -> frozenset[str]:
    """Return the muscles of an exercise, one name each whatever its pack calls them."""
    return frozenset(muscle.name if (muscle := find_muscle(name)) else fold(name) for name in exercise.muscles)
