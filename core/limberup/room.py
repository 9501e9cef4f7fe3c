"""The room a person exercises in: what they have, which positions they can get into, and what they never want."""

from __future__ import annotations

from limberup.catalog import Catalog
from limberup.equipment import has_equipment
from limberup.exercise import Exercise
from limberup.person import Person
from limberup.problem import join_words
from limberup.safety.decision import Verdict
from limberup.safety.restrict import Restriction, Restrictions
from limberup.texts import tr
from limberup.vocabulary import thing_names

__all__ = ["room_restrictions"]


def room_restrictions(person: Person, catalog: Catalog) -> Restrictions:
    """Return what the person can't do for want of a thing or a position, or never wants; the filter X leaves it out."""
    return Restrictions(
        tuple(
            Restriction("", "room", exercise.id, Verdict.EXCLUDE, why)
            for exercise in catalog.exercises.values()
            if (why := _missing(person, exercise))
        )
    )


def _missing(person: Person, exercise: Exercise) -> str:
    if exercise.id in person.unwanted:
        return tr("{exercise} is left out: you asked never to be offered it.").format(exercise=exercise.name)
    if exercise.position in person.cannot:
        return tr("{exercise} begins {position}, which you said you can't get into.").format(
            exercise=exercise.name, position=exercise.position.words
        )
    if not has_equipment(exercise, person.equipment):
        return tr("{exercise} needs {equipment}, which you said you don't have.").format(
            exercise=exercise.name, equipment=join_words(thing_names(exercise.equipment))
        )
    return ""
