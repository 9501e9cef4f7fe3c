"""The catalog: all packs together, with one way to name and find what they bring."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import NoReturn, TypeVar

from limberup.exercise import Exercise, Source
from limberup.guide import Guide
from limberup.problem import join_words, nearest
from limberup.programme import Programme
from limberup.routine import Routine
from limberup.texts import tr

__all__ = ["Catalog", "Pack", "UnknownName", "fold"]


class UnknownName(LookupError):
    """A name that no pack has, or that several have; its text is one sentence with a remedy."""


_UNKNOWN = {
    "exercise": (
        tr("several packs have an exercise {name!r}. Write {ids}"),
        tr("no exercise {name!r} in any pack in use"),
    ),
    "routine": (tr("several packs have a routine {name!r}. Write {ids}"), tr("no routine {name!r}")),
    "guide": (tr("several packs have a guide {name!r}. Write {ids}"), tr("no guide {name!r} in any pack in use")),
}
"""What is said where several packs have something of a name, and where none has."""


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


Named = TypeVar("Named", Exercise, Routine, Guide)
"""What has an id, a slug and a pack."""

MOST_NAMED = 8
"""How many ids are told of, where a slug could mean several."""


def _by_slug(all_: Iterable[Named]) -> dict[str, list[Named]]:
    found: dict[str, list[Named]] = {}
    for one in all_:
        found.setdefault(one.slug, []).append(one)
    return found


def fold(text: str) -> str:
    """Return text for comparing: without case, accents, hyphens and surplus blanks."""
    plain = unicodedata.normalize("NFKD", text.casefold().replace("-", " "))
    return " ".join("".join(char for char in plain if not unicodedata.combining(char)).split())


@dataclass(frozen=True)
class Catalog:
    """All packs that are in use, in the order of their ids.

    Exercises, routines and guides have canonical ids `pack/slug`. A bare slug works where only one pack has it, or
    only one of limberup's own: no pack that comes later takes away what a routine meant.
    """

    packs: tuple[Pack, ...] = ()
    sources: Mapping[str, Source] = field(default_factory=dict)
    """The program's own sources; a pack's own come on top for that pack alone."""
    ours: frozenset[str] = frozenset()
    """Ids of limberup's own packs."""
    former: Mapping[str, str] = field(default_factory=dict)
    """Names of exercises that were there once, by their ids."""

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
        return _by_slug(self.exercises.values())

    @cached_property
    def _searchable(self) -> dict[str, tuple[str, str, str]]:
        """The name of every exercise, all its names, and what else is searched, by its canonical id."""

        def texts(exercise: Exercise) -> tuple[str, str, str]:
            name = fold(exercise.name)
            names = f"{name} {fold(' '.join((exercise.slug, *exercise.aliases)))}"
            about = (
                exercise.purpose,
                exercise.kind,
                exercise.pack,
                exercise.position.words,
                *exercise.muscles,
            )
            return name, names, fold(" ".join(about))

        return {id_: texts(exercise) for id_, exercise in self.exercises.items()}

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and self.get(name) is not None

    def get(self, name: str) -> Exercise | None:
        """Return the exercise of that id or unambiguous slug, or None."""
        return self.exercises.get(name) or self._meant(self._by_slug.get(name, []))

    def name(self, id_: str) -> str:
        """Return the name of an exercise on screen.

        Where no pack in use has it any more it is the one it had or, where nobody kept that, its slug in words.
        """
        if found := self.get(id_):
            return found.name
        return self.former.get(id_) or id_.split("/")[-1].replace("-", " ").capitalize()[:80]

    def exercise(self, name: str) -> Exercise:
        """Return the exercise of that id or unambiguous slug.

        Raises:
            UnknownName: no pack has it, or several have.
        """
        return self.get(name) or self._unknown("exercise", name, self.exercises)

    def routine(self, name: str) -> Routine:
        """Return the packs' routine of that id or unambiguous slug.

        Raises:
            UnknownName: no pack has it, or several have.
        """
        found = self.routines.get(name) or self._meant(_by_slug(self.routines.values()).get(name, []))
        return found or self._unknown("routine", name, self.routines)

    def guide(self, name: str) -> Guide:
        """Return the guide of that id or unambiguous slug.

        Raises:
            UnknownName: no pack has it, or several have.
        """
        found = self.guides.get(name) or self._meant(_by_slug(self.guides.values()).get(name, []))
        return found or self._unknown("guide", name, self.guides)

    def _meant(self, same: list[Named]) -> Named | None:
        """Return what a bare slug stands for, of all that have it."""
        if len(same) > 1:
            same = [one for one in same if one.pack in self.ours]
        return same[0] if len(same) == 1 else None

    def _unknown(self, kind: str, name: str, known: Mapping[str, Named]) -> NoReturn:
        several, none = _UNKNOWN[kind]
        by_slug = _by_slug(known.values())
        if same := by_slug.get(name):
            ids = join_words([one.id for one in same][:MOST_NAMED], "or")
            raise UnknownName(several.format(name=name[:80], ids=ids))
        remedy = nearest(name[:80], known if "/" in name else by_slug)
        raise UnknownName(none.format(name=name[:80]) + (f". {remedy}" if remedy else ""))

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
        """Return the exercises that have every word of `text`, the likeliest to be meant first.

        Names, aliases, purpose, kind, pack, position and muscles are searched; case and accents don't count. The
        order is: what is called just that, what has a name that begins with it, what has every word in its name,
        what has them in its aliases too, and the rest; within each it is the order they came in.
        """
        words = fold(text).split()
        wanted = " ".join(words)
        called: list[Exercise] = []
        begins: list[Exercise] = []
        in_name: list[Exercise] = []
        in_alias: list[Exercise] = []
        about: list[Exercise] = []
        for exercise in self.exercises.values() if among is None else among:
            name, names, rest = self._searchable[exercise.id]
            if all(word in names for word in words):
                if name.startswith(wanted):
                    (called if name == wanted else begins).append(exercise)
                else:
                    (in_name if all(word in name for word in words) else in_alias).append(exercise)
            elif all(word in names or word in rest for word in words):
                about.append(exercise)
        return called + begins + in_name + in_alias + about
