"""How high an exercise stands: the easier ones below it on its ladder."""

from __future__ import annotations

from limberup.catalog import Catalog
from limberup.exercise import Exercise

__all__ = ["easier_below", "is_harder"]


def easier_below(exercise: Exercise, catalog: Catalog) -> list[Exercise]:
    """Return the easier exercises of the same sort on the way down a ladder, the nearest first."""
    below = [exercise]
    while (id_ := below[-1].easier.exercise) and (easier := catalog.get(id_)):
        if easier in below or easier.kind.is_strength != exercise.kind.is_strength:
            break
        below.append(easier)
    return below[1:]


def is_harder(other: Exercise, exercise: Exercise, catalog: Catalog) -> bool:
    """Return whether another exercise stands higher on its ladder than this one on its own (own judgement)."""
    if other.id == exercise.easier.exercise:
        # Also where it is of another sort, with a ladder of its own.
        return False
    below = easier_below(other, catalog)
    return exercise in below or len(below) > len(easier_below(exercise, catalog))
