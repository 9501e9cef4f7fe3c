"""Putting a backup back: what would happen first, then merging. Nothing is overwritten, nothing gets lost."""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import count
from pathlib import Path

from limberup.files import locked, move_aside, read_plain, write_new, write_whole
from limberup.history.archive import Archive
from limberup.history.backup import place_of
from limberup.history.store import DELETED, REPLACED
from limberup.paths import Home
from limberup.person import Person
from limberup.person_file import load_person, parse_person, save_person
from limberup.problem import LimberupError, Problem
from limberup.texts import tr
from limberup.tomlread import MAX_BYTES, TomlFile

__all__ = ["Item", "State", "lost_flags", "preview", "restore"]

PERSON = "person.toml"
_BIN = f"history/{DELETED}/"


class State(StrEnum):
    """How a file of a backup compares with what is here."""

    NEW = "new"
    SAME = "same"
    DIFFERENT = "different"
    """Another file of that name is here: it stays, unless the backup's is asked for."""
    DELETED = "deleted"
    """The session was deleted here, or in the backup, and is not on the other side."""
    IN_THE_WAY = "in the way"
    """Something that is no plain file stands in its place."""


@dataclass(frozen=True, slots=True)
class Item:
    """One file of a backup."""

    name: str
    state: State
    place: Path
    """Where it belongs here."""

    def is_taken(self, theirs: bool) -> bool:
        """Whether it is written; `theirs` where the backup's is asked for."""
        if self.state is State.DELETED:
            return theirs and not self.name.startswith(_BIN)
        return self.state is State.NEW or (theirs and self.state is State.DIFFERENT)


def preview(home: Home, archive: Archive) -> list[Item]:
    """Return what would become of each file of a backup, in the order of their names. Changes nothing."""
    return [_item(home, name, content) for name, content in sorted(archive.files.items())]


def _item(home: Home, name: str, content: bytes) -> Item:
    place = place_of(home, name)
    if os.path.lexists(place):
        try:
            state = State.SAME if read_plain(place, MAX_BYTES) == content else State.DIFFERENT
        except LimberupError:
            # A damaged file of ours is a plain file too; what is none is left to the person.
            state = State.DIFFERENT if place.is_file() and not place.is_symlink() else State.IN_THE_WAY
    else:
        other = _other_side(home, name, place)
        state = State.DELETED if other and os.path.lexists(other) else State.NEW
    return Item(name, state, place)


def _other_side(home: Home, name: str, place: Path) -> Path | None:
    """Return where a record is if it was deleted on one side alone; None for what is no record."""
    if name.startswith(_BIN):
        id_ = place.name.partition(".")[0]
        return home.history / id_[:4] / f"{id_}.toml"
    if name.startswith("history/") and place.parent.name.isdigit():
        return home.history / DELETED / place.name
    return None


def restore(home: Home, archive: Archive, *, theirs: bool = False) -> list[Path]:
    """Write the files of a backup that are not here; return where files of ours went that gave way to its own.

    Doing it again after it was cut off goes on where it was.

    Args:
        home: The person's folders.
        archive: The backup, checked.
        theirs: Take the backup's file where it differs from the one here, which is kept aside.

    Raises:
        LimberupError: a file can't be written; those before it have been.
    """
    aside: list[Path] = []
    taken = [item for item in preview(home, archive) if item.is_taken(theirs)]
    if any(item.name == PERSON and item.state is State.DIFFERENT for item in taken):
        _check_person(archive.files[PERSON])
    for item in taken:
        content = archive.files[item.name]
        if item.state is not State.DIFFERENT:
            write_new(item.place, content)
        elif item.name == PERSON:
            aside.append(_take_person(home, content))
        else:
            aside.append(_copied(item.place, home.history / REPLACED))
            write_whole(item.place, content)
    return aside


def _copied(path: Path, folder: Path) -> Path:
    """Keep a copy of a file in a folder, and return it; one that is there already is as good.

    A copy and no move: at no moment may there be none in its place.
    """
    try:
        content = read_plain(path, MAX_BYTES)
    except LimberupError:
        # Nothing that was shown, whatever it is: too large, or not to be read.
        return move_aside(path, folder)
    for number in count(1):
        copy = folder / (path.name if number == 1 else f"{path.stem}.{number}{path.suffix}")
        if write_new(copy, content):
            return copy
        with suppress(LimberupError):
            if read_plain(copy, MAX_BYTES) == content:
                return copy
    raise AssertionError("numbers do not end")


def lost_flags(home: Home, archive: Archive) -> tuple[frozenset[str], frozenset[str]]:
    """Return the ids of warning signs and reasons that are open here and not in a backup, and the other way round.

    Where a file can't be read, or is not there, nothing is open in it.
    """
    ours, theirs = _person(home.person), _person_of(archive.files.get(PERSON, b""))
    here = {flag.id for flag in ours.open_flags} if ours else set()
    there = {flag.id for flag in theirs.open_flags} if theirs else set()
    return frozenset(here - there), frozenset(there - here)


def _take_person(home: Home, content: bytes) -> Path:
    """Take the backup's person in place of ours, which is kept aside. A flag that is open on either side stays open."""
    with locked(home.config / ".person.lock"):
        ours = _person(home.person)
        theirs = _check_person(content)
        aside = _copied(home.person, home.history / REPLACED)
        there = {flag.id for flag in theirs.open_flags}
        missing = tuple(flag for flag in ours.open_flags if flag.id not in there) if ours else ()
        if missing:
            save_person(home.person, replace(theirs, flags=(*theirs.flags, *missing)))
        elif ours is None:
            # What was open in a file that can't be read is not known: asking anew finds out.
            save_person(home.person, replace(theirs, screened=None))
        else:
            write_whole(home.person, content)
    return aside


def _person(path: Path) -> Person | None:
    try:
        return load_person(path)
    except LimberupError:
        return None


def _check_person(content: bytes) -> Person:
    theirs = _person_of(content)
    if theirs is None:
        remedy = tr("Nothing was changed; without --theirs the rest can be brought back")
        raise LimberupError(Problem(PERSON, "", tr("can't be read in the backup, so yours stays"), remedy))
    return theirs


def _person_of(content: bytes) -> Person | None:
    """Return the person that a file's content tells of, or None where it can't be read."""
    try:
        return parse_person(TomlFile(PERSON, content.decode("utf-8-sig")))
    except (LimberupError, UnicodeDecodeError):
        return None
