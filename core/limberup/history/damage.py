"""What is wrong in a history folder: found, explained, and put right where that loses nothing."""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC
from enum import StrEnum
from math import inf
from pathlib import Path

from limberup.files import move_new
from limberup.history.record import Record
from limberup.history.store import DAMAGED, DELETED, REPLACED, History, is_record_name, read_record
from limberup.paths import make_private
from limberup.problem import LimberupError, Problem
from limberup.texts import tr

__all__ = ["Finding", "Kind", "find_damage", "mend", "set_aside"]


class Kind(StrEnum):
    """What sort of thing is wrong."""

    DAMAGED = "damaged"
    """The file of a record that can't be read."""
    LEFT_BEHIND = "left behind"
    """A file that was being written when something cut it off."""
    MISPLACED = "misplaced"
    """A record in the folder of another year: it is not shown."""
    STRAY = "stray"
    """Something that is none of limberup's."""
    TWICE = "twice"
    """A record that says the same as another."""
    DOUBTFUL = "doubtful"
    """A record that can't be quite right."""
    LOOSE = "loose"
    """Something that others can look into or change."""
    NOTE = "note"
    """Nothing wrong, but worth knowing."""


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One thing that was found."""

    path: Path
    kind: Kind
    problem: Problem

    @property
    def wrong(self) -> bool:
        """Whether something should be done about it."""
        return self.kind is not Kind.NOTE


WRITING = 60
"""Seconds within which a file that is being written may still become whole."""

_TEMPORARY = re.compile(r"\..*\.tmp", re.DOTALL)
_YEAR = re.compile(r"\d{4}", re.ASCII)
_KNOWN = {DELETED, DAMAGED, REPLACED}


def find_damage(
    history: History,
    known: Collection[str] = (),
    loose: Iterable[Path] = (),
    *,
    beside: Iterable[Path] = (),
    now: float = inf,
) -> list[Finding]:
    """Return what is wrong with a history folder, in the order of paths. Changes nothing.

    Args:
        history: The history. Its cache is not asked: each file is read.
        known: Ids of the exercises that packs have; without any, none is missed.
        loose: What others can look into, as `Home.loose` tells it.
        beside: Other folders of ours; in them only what was left behind is looked for.
        now: Seconds since 1970. What another program may be writing just then is not told of.
    """
    found = [*_loose(loose)]
    for folder in dict.fromkeys(beside):
        found += (_of_stray(entry) for entry in _listed(folder) if _TEMPORARY.fullmatch(entry.name))
    whole: dict[bytes, Path] = {}
    for entry in _listed(history.folder):
        path = Path(entry.path)
        if _YEAR.fullmatch(entry.name) and entry.is_dir(follow_symlinks=False):
            if not os.access(path, os.R_OK | os.X_OK):
                found.append(_unreadable(path))
            for inner in sorted(_listed(path), key=lambda inner: inner.name):
                found += _of_entry(inner, path.name, known, whole)
        elif entry.name == DELETED and entry.is_dir(follow_symlinks=False):
            found += _of_deleted(path)
        elif entry.name in _KNOWN and entry.is_dir(follow_symlinks=False):
            continue
        else:
            found.append(_of_stray(entry))
    return sorted(one for one in found if one.kind is not Kind.LEFT_BEHIND or _is_old(one.path, now))


def _is_old(path: Path, now: float) -> bool:
    try:
        return now - path.lstat().st_mtime > WRITING
    except OSError:
        return False


def set_aside(history: History, found: Iterable[Finding]) -> list[tuple[Path, Path]]:
    """Move what is damaged or was left behind to the damaged files, and return where each was and is.

    Raises:
        LimberupError: one can't be moved; those before it have been.
    """
    kinds = (Kind.DAMAGED, Kind.LEFT_BEHIND)
    return [(one.path, history.set_aside(one.path)) for one in found if one.kind in kinds]


def mend(history: History, found: Iterable[Finding]) -> list[Path]:
    """Close to others what is loose, and move records to the folder of their year; return what was put right.

    Raises:
        LimberupError: a record can't be moved.
    """
    found = list(found)
    mended = make_private(one.path for one in found if one.kind is Kind.LOOSE)
    for one in found:
        if one.kind is Kind.MISPLACED and move_new(one.path, history.path(one.path.stem)):
            mended.append(one.path)
    return mended


def _loose(paths: Iterable[Path]) -> Iterator[Finding]:
    for path in paths:
        what = tr("can be looked into or changed by others on this machine")
        yield Finding(path, Kind.LOOSE, Problem(str(path), "", what, tr("limberup history check --mend closes it")))


def _unreadable(folder: Path) -> Finding:
    what = tr("can't be read, so none of its records are shown")
    return Finding(
        folder, Kind.DOUBTFUL, Problem(str(folder), "", what, tr("Make it readable for yourself: chmod 700"))
    )


def _listed(folder: Path) -> list[os.DirEntry[str]]:
    with suppress(OSError), os.scandir(folder) as entries:
        return list(entries)
    return []


def _of_entry(
    entry: os.DirEntry[str], year: str, known: Collection[str], whole: dict[bytes, Path]
) -> Iterator[Finding]:
    path = Path(entry.path)
    if not is_record_name(entry.name):
        yield _of_stray(entry)
        return
    try:
        record = read_record(path)
    except LimberupError as error:
        yield _damaged(path, error)
        return
    if not entry.name.startswith(year):
        what, remedy = (
            tr("stands in the folder of {year}, so it is not shown").format(year=year),
            tr("limberup history check --mend moves it"),
        )
        yield Finding(path, Kind.MISPLACED, Problem(str(path), "", what, remedy))
    yield from _of_record(path, record, known)
    with suppress(OSError):
        same = whole.setdefault(path.read_bytes(), path)
        if same is not path:
            what = tr("says the same as {same}, so the session counts twice").format(same=same.name)
            remedy = tr("Delete one of them: limberup history delete {stem}").format(stem=path.stem)
            yield Finding(path, Kind.TWICE, Problem(str(path), "", what, remedy))


def _of_record(path: Path, record: Record, known: Collection[str]) -> Iterator[Finding]:
    if record.newer:
        what = tr("was written by a newer limberup: it is shown as far as it can be read here, and never changed")
        yield Finding(path, Kind.NOTE, Problem(str(path), "", what, tr("Update limberup to see all of it")))
    if record.ended.astimezone(UTC) < record.started.astimezone(UTC):
        what = tr("ended ({ended}) before it started ({started})").format(
            ended=record.ended.isoformat(), started=record.started.isoformat()
        )
        remedy = tr("Was the clock set back? Put ended right in the file")
        yield Finding(path, Kind.DOUBTFUL, Problem(str(path), "", what, remedy))
    missing = {entry.exercise for entry in record.entries} - set(known) if known else set()
    if missing:
        what = tr("has exercises that no pack has now: {missing}").format(missing=", ".join(sorted(missing)))
        yield Finding(path, Kind.NOTE, Problem(str(path), "", what, tr("Nothing is lost; their pack shows them again")))


def _of_deleted(folder: Path) -> Iterator[Finding]:
    for entry in _listed(folder):
        path = Path(entry.path)
        if not is_record_name(entry.name, deleted=True):
            yield _of_stray(entry)
            continue
        try:
            read_record(path)
        except LimberupError as error:
            yield _damaged(path, error)


def _damaged(path: Path, error: LimberupError) -> Finding:
    first = error.problems[0]
    more = len(error.problems) - 1
    what = f"{first.place}: {first.what}" if first.place else first.what
    what += tr(", and {more} more").format(more=more) if more else ""
    remedy = (f"{first.remedy}. " if first.remedy else "") + tr(
        "limberup history check --set-aside moves it out of the way"
    )
    return Finding(path, Kind.DAMAGED, Problem(str(path), "", what, remedy))


def _of_stray(entry: os.DirEntry[str]) -> Finding:
    path = Path(entry.path)
    if _TEMPORARY.fullmatch(entry.name):
        what = tr("is left behind by a write that something cut off; what stood in its place before is unchanged")
        remedy = tr("limberup history check --set-aside moves it out of the way")
        return Finding(path, Kind.LEFT_BEHIND, Problem(str(path), "", what, remedy))
    words = tr("has a name that no record has, so it is not read")
    if "sync-conflict" in entry.name or "conflicted copy" in entry.name:
        words = tr("is a second copy that a program for keeping folders alike has made, so it is not read")
    elif entry.is_symlink():
        words = tr("is a link, and links are not followed here")
    return Finding(path, Kind.STRAY, Problem(str(path), "", words, tr("Move it somewhere else, or delete it")))
