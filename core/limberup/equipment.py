"""Equipment: the single things that exercises need, and whether somebody has them."""

from __future__ import annotations

import re

from limberup.catalog import Catalog
from limberup.exercise import Exercise, Shown
from limberup.text import clean

__all__ = ["EVERYDAY", "equipment_words", "has_equipment", "single_things"]

EVERYDAY = frozenset({"chair", "counter", "cushion", "pillow", "socks", "table", "towel", "wall"})
"""What nobody is asked about, since there is one wherever people live; `has_equipment` takes it as there (own)."""

_OR = re.compile(r"\s*(?:,|/|\bor\b)\s*", re.IGNORECASE)


def single_things(text: str) -> tuple[str, ...]:
    """Return the things that a text names, lower case: any of "chair, counter or wall" will do."""
    return tuple(dict.fromkeys(" ".join(clean(part).split()).lower() for part in _OR.split(text) if part.strip()))


def equipment_words(catalog: Catalog) -> tuple[str, ...]:
    """Return what the exercises need and not everybody has, in alphabetical order.

    What is only nice to have is not asked about, nor what is needed for something that is done elsewhere.
    """
    needed = {
        thing
        for exercise in catalog.exercises.values()
        if exercise.shown is not Shown.LOG_ONLY
        for text in exercise.equipment
        for thing in single_things(text)
    }
    return tuple(sorted(needed - EVERYDAY))


def has_equipment(exercise: Exercise, equipment: frozenset[str] | None) -> bool:
    """Return whether all that an exercise needs is there; "chair or counter" is met by either.

    Args:
        exercise: What is nice to have for it does not count.
        equipment: What the person has, lower case, beside `EVERYDAY`; None where they have not said.
    """
    if equipment is None:
        return True
    there = equipment | EVERYDAY
    return all(not things or not there.isdisjoint(things) for things in map(single_things, exercise.equipment))
