"""The catalog: all packs together, with one way to name and find what they bring."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from limberup.exercise import Exercise, Source
from limberup.guide import Guide
from limberup.problem import join_words, nearest
from limberup.programme import Programme
from limberup.routine import Routine

__all__ = ["Catalog", "Pack", "UnknownName", "fold"]


class UnknownName(LookupError):
    """A name that no pack has, or that several have; its text is one sentence with a remedy."""


@dataclass(frozen=True, slots=True)
class Pack:
    """Exercises and routines from one author, as read from the pack's files."""

    id: str
    name: str
    summary: str = ""
    authors: tuple[str, ...] = ()
    license: str = ""
    api: int = 1
    exercises: tuple[Exercise, ...] = ()
    routines: tuple[Routine, ...] = ()
    guides: tuple[Guide, ...] = ()
    programmes: tuple[Programme, ...] = ()
    references: tuple[str, ...] = ()
    """Ids of other packs' exercises that this pack lists without owning them."""
    sources: Mapping[str, Source] = field(default_factory=dict)


def fold(text: str) -> str:
    """Return text for comparing: without case, accents, hyphens and surplus blanks."""
    plain = unicodedata.normalize("NFKD", text.casefold().replace("-", " "))
    return " ".join("".join(char for char in plain if not unicodedata.combining(char)).split())


@dataclass(frozen=True)
class Catalog:
    """All packs that are in use, in the order of their ids.

    Exercises and routines have canonical ids `pack/slug`; a bare slug works where only one pack has it.
    """

    packs: tuple[Pack, ...] = ()
    sources: Mapping[str, Source] = field(default_factory=dict)
    """The program's own sources; a pack's own come on top for that pack alone."""

    @cached_property
    def exercises(self) -> dict[str, Exercise]:
        """Every exercise by its canonical id, packs in order."""
        return {exercise.id: exercise for pack in self.packs for exercise in pack.exercises}

    @cached_property
    def routines(self) -> dict[str, Routine]:
        """Every routine of the packs by its canonical id."""
        return {routine.id: routine for pack in self.packs for routine in pack.routines}

    @cached_property
    def guides(self) -> dict[str, Guide]:
        """Every guide by its canonical id, packs in order."""
        return {guide.id: guide for pack in self.packs for guide in pack.guides}

    @cached_property
    def programmes(self) -> dict[str, Programme]:
        """Every programme by its canonical id, packs in order."""
        return {programme.id: programme for pack in self.packs for programme in pack.programmes}

    @cached_property
    def _by_slug(self) -> dict[str, list[Exercise]]:
        found: dict[str, list[Exercise]] = {}
        for exercise in self.exercises.values():
            found.setdefault(exercise.slug, []).append(exercise)
        return found

    @cached_property
    def _searchable(self) -> dict[str, tuple[str, str]]:
        def both(exercise: Exercise) -> tuple[str, str]:
            names = fold(" ".join((exercise.name, exercise.slug, *exercise.aliases)))
            about = (
                exercise.purpose,
                exercise.kind,
                exercise.pack,
                exercise.position.words,
                *exercise.muscles,
            )
            return names, fold(" ".join(about))

        return {id_: both(exercise) for id_, exercise in self.exercises.items()}

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and self.get(name) is not None

    def get(self, name: str) -> Exercise | None:
        """Return the exercise of that id or unambiguous slug, or None."""
        if exercise := self.exercises.get(name):
            return exercise
        same = self._by_slug.get(name, [])
        return same[0] if len(same) == 1 else None

    def exercise(self, name: str) -> Exercise:
        """Return the exercise of that id or unambiguous slug.

        Raises:
            UnknownName: no pack has it, or several have.
        """
        if found := self.get(name):
            return found
        if same := self._by_slug.get(name):
            ids = join_words((exercise.id for exercise in same), "or")
            raise UnknownName(f"several packs have an exercise {name!r}. Write {ids}")
        remedy = nearest(name, self.exercises if "/" in name else self._by_slug)
        raise UnknownName(f"no exercise {name[:80]!r} in any pack in use" + (f". {remedy}" if remedy else ""))

    def routine(self, name: str) -> Routine:
        """Return the packs' routine of that id or unambiguous slug.

        Raises:
            UnknownName: no pack has it, or several have.
        """
        if found := self.routines.get(name):
            return found
        same = [routine for routine in self.routines.values() if routine.slug == name]
        if len(same) == 1:
            return same[0]
        if same:
            ids = join_words((routine.id for routine in same), "or")
            raise UnknownName(f"several packs have a routine {name!r}. Write {ids}")
        remedy = nearest(name, {routine.slug for routine in self.routines.values()})
        raise UnknownName(f"no routine {name[:80]!r}" + (f". {remedy}" if remedy else ""))

    def guide(self, name: str) -> Guide:
        """Return the guide of that id or unambiguous slug.

        Raises:
            UnknownName: no pack has it, or several have.
        """
        if found := self.guides.get(name):
            return found
        same = [guide for guide in self.guides.values() if guide.slug == name]
        if len(same) == 1:
            return same[0]
        if same:
            ids = join_words((guide.id for guide in same), "or")
            raise UnknownName(f"several packs have a guide {name!r}. Write {ids}")
        remedy = nearest(name, self.guides if "/" in name else {guide.slug for guide in self.guides.values()})
        raise UnknownName(f"no guide {name[:80]!r} in any pack in use" + (f". {remedy}" if remedy else ""))

    def listed(self, pack: Pack) -> list[Exercise]:
        """Return the exercises that a pack lists: its own, then those of others that are in use."""
        others = (self.get(name) for name in pack.references)
        return [*pack.exercises, *(exercise for exercise in others if exercise)]

    def source(self, key: str, pack: str = "") -> Source:
        """Return the source of that key; one that nobody resolves is shown by its key, never as evidence."""
        for own in self.packs:
            if own.id == pack and key in own.sources:
                return own.sources[key]
        return self.sources.get(key) or Source(key, "M", key)

    def search(self, text: str, among: Iterable[Exercise] | None = None) -> list[Exercise]:
        """Return the exercises that have every word of `text`: those with it in a name first.

        Names, aliases, purpose, kind, pack, position and muscles are searched; case and accents don't count.
        """
        words = fold(text).split()
        by_name, about = [], []
        for exercise in self.exercises.values() if among is None else among:
            names, rest = self._searchable[exercise.id]
            if all(word in names for word in words):
                by_name.append(exercise)
            elif all(word in names or word in rest for word in words):
                about.append(exercise)
        return by_name + about
