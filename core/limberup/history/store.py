"""The history folder: one file a session, so that two writers never share one."""

from __future__ import annotations

import os
import re
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from limberup.files import move_aside, move_new, read_plain, write_whole
from limberup.history.cache import Cached, RecordCache, key_of
from limberup.history.record import Record
from limberup.history.record_file import ID_PATTERN, cut_off, dump_record, looks_cut_off, parse_record
from limberup.problem import LimberupError, Problem
from limberup.texts import tr
from limberup.tomlread import MAX_BYTES, TomlFile, decode_text

__all__ = ["DAMAGED", "DELETED", "REPLACED", "History", "Reading", "is_record_name", "read_record"]

_NAME = re.compile(rf"(?P<id>{ID_PATTERN})\.toml", re.ASCII)
_DELETED_NAME = re.compile(rf"(?P<id>{ID_PATTERN})(?:\.(?P<number>\d{{1,6}}))?\.toml", re.ASCII)
_YEAR = re.compile(r"\d{4}", re.ASCII)

DELETED = "deleted"
"""Folder of the records that the person has deleted, in the history folder."""
DAMAGED = "damaged"
"""Folder of the files that were set aside because they can't be read, in the history folder."""
REPLACED = "replaced"
"""Folder of what a backup's files were taken in place of, in the history folder."""


def is_record_name(name: str, *, deleted: bool = False) -> bool:
    """Return whether a file's name is that of a record, or of a deleted one."""
    return bool((_DELETED_NAME if deleted else _NAME).fullmatch(name))


@dataclass(frozen=True, slots=True)
class Reading:
    """All that is in a history folder."""

    records: tuple[Record, ...] = ()
    """Newest first."""
    problems: tuple[Problem, ...] = ()
    """What is wrong with files that can't be shown."""


class History:
    """The records in a folder. Reading never changes anything there; a damaged file is named and passed over."""

    def __init__(self, folder: Path, cache: Path | None = None) -> None:
        """Take a folder.

        Args:
            folder: Where the records are; it need not be there yet.
            cache: A folder for what is derived from them; anything in it may be deleted at any time.
        """
        self.folder = folder
        self.cache = RecordCache(cache, folder) if cache else None

    def path(self, id_: str) -> Path:
        """Return where the record of that id stands: history/YEAR/ID.toml."""
        return self.folder / id_[:4] / f"{id_}.toml"

    # Writing

    def save(self, record: Record) -> Path:
        """Write a record; one of the same id is replaced. A damaged file in its place is set aside.

        Raises:
            LimberupError: it can't be written, or a newer limberup wrote it.
        """
        path = self._known(record.id)
        newer = record.newer
        if os.path.lexists(path):
            try:
                newer = newer or read_record(path).newer
            except LimberupError:
                self.set_aside(path)
        if newer:
            what = tr("was written by a newer limberup, so this one does not change it")
            raise LimberupError(Problem(str(path), "", what, tr("Update limberup first")))
        write_whole(path, dump_record(record))
        return path

    def delete(self, id_: str) -> None:
        """Move a record to the deleted ones; nothing happens where there is none.

        Raises:
            LimberupError: it can't be moved.
        """
        path = self._known(id_)
        if not os.path.lexists(path):
            return
        place = move_aside(path, self.folder / DELETED)
        # When it was deleted: the order in which a deletion is undone.
        with suppress(OSError, NotImplementedError):
            os.utime(place, follow_symlinks=False)

    def undelete(self, id_: str) -> Record:
        """Take a record back from the deleted ones; the newest deleted one, where there are several of that id.

        Raises:
            LimberupError: there is none of that id, it is damaged, or another stands in its place.
        """
        path = self._known(id_)
        places = [place for place in self._deleted() if place.name.startswith(f"{id_}.")]
        if not places:
            raise LimberupError(
                Problem(
                    "history", "", tr("there is no deleted session {id}").format(id=id_), tr("See limberup history")
                )
            )
        record = read_record(places[0], id_)
        if not move_new(places[0], path):
            remedy = tr("Delete that one first, and take this one back then")
            raise LimberupError(Problem(str(path), "", tr("stands where the deleted session would go"), remedy))
        return record

    def set_aside(self, path: Path) -> Path:
        """Move a file that can't be read to the damaged ones, as it is; return where it is now.

        Raises:
            LimberupError: it can't be moved.
        """
        return move_aside(path, self.folder / DAMAGED)

    # Reading

    def deleted(self) -> list[Record]:
        """Return the deleted records that can be read, the newest deleted first."""
        found = []
        for place in self._deleted():
            with suppress(LimberupError):
                found.append(read_record(place, place.name.partition(".")[0]))
        return found

    def ids(self) -> list[str]:
        """Return the ids of all records, newest first. Reads names, no file."""
        return [entry.name.removesuffix(".toml") for entry in self._files()]

    def load(self, id_: str) -> Record:
        """Read one record.

        Raises:
            LimberupError: there is none of that id, or its file is damaged.
        """
        return read_record(self._known(id_))

    def newest(self, count: int | None = None) -> tuple[list[Record], list[Problem]]:
        """Return the newest records, newest first, and what is wrong with files that can't be shown.

        Args:
            count: How many records at most, or None for all.
        """
        if count is None:
            reading = self.read()
            return list(reading.records), list(reading.problems)
        records: list[Record] = []
        problems: list[Problem] = []
        for entry in self._files():
            if len(records) >= count:
                break
            try:
                records.append(read_record(Path(entry.path)))
            except LimberupError as error:
                problems += error.problems
        return records, problems

    def read(self) -> Reading:
        """Return everything, newest first; what is in the cache, and has not changed since, is not read again."""
        known = self.cache.read() if self.cache else {}
        found: dict[str, Cached] = {}
        problems: list[Problem] = []
        same = True
        for entry in self._files(problems):
            id_ = entry.name.removesuffix(".toml")
            try:
                key = key_of(entry.stat(follow_symlinks=False))
                cached = known.get(id_)
                if cached is None or cached.key != key:
                    cached, same = Cached(key, read_record(Path(entry.path))), False
                found[id_] = cached
            except LimberupError as error:
                problems += error.problems
            except OSError:
                continue  # Gone since the folder was listed.
        if self.cache and (not same or found.keys() != known.keys()):
            self.cache.write(found)
        return Reading(tuple(cached.record for cached in found.values()), tuple(problems))

    def _files(self, problems: list[Problem] | None = None) -> list[_Entry]:
        """Return what has the name of a record in the folder of its year, newest first. Follows no links.

        Args:
            problems: Takes in which folders can't be listed.
        """
        found: list[_Entry] = []
        for year in _listed(self.folder, problems):
            if _YEAR.fullmatch(year.name) and year.is_dir(follow_symlinks=False):
                found += (
                    entry
                    for entry in _listed(year.path, problems)
                    if entry.name.startswith(year.name) and _NAME.fullmatch(entry.name)
                )
        return sorted(found, key=lambda entry: entry.name, reverse=True)

    def _deleted(self) -> list[Path]:
        """Return the files of deleted records, the newest deleted first."""
        found = []
        for entry in _listed(self.folder / DELETED):
            if match := _DELETED_NAME.fullmatch(entry.name):
                with suppress(OSError):
                    when = entry.stat(follow_symlinks=False).st_mtime_ns
                    found.append((when, match["id"], int(match["number"] or 1), Path(entry.path)))
        return [path for *_, path in sorted(found, reverse=True)]

    def _known(self, id_: str) -> Path:
        """Return the path of an id that can be one; any other could lead out of the folder."""
        if not _NAME.fullmatch(f"{id_}.toml"):
            raise LimberupError(
                Problem("history", "", tr("there is no session {id!r}").format(id=id_[:80]), tr("See limberup history"))
            )
        return self.path(id_)


_Entry: TypeAlias = "os.DirEntry[str]"


def _listed(folder: str | Path, problems: list[Problem] | None = None) -> list[_Entry]:
    """Return what is in a folder; nothing where there is none, or it can't be listed."""
    try:
        with os.scandir(folder) as entries:
            return list(entries)
    except PermissionError:
        if problems is not None:
            problems.append(
                Problem(str(folder), "", tr("cannot be read"), tr("Make it readable for yourself: chmod 700"))
            )
    except OSError:
        pass  # No folder, or one that has just gone.
    return []


def _read_toml(path: Path) -> TomlFile:
    raw = read_plain(path, MAX_BYTES)
    if not raw.strip(b"\0 \t\r\n"):
        # What some file systems leave of a file when the power goes.
        raise LimberupError(Problem(str(path), "", tr("is empty"), tr("Take it from a backup, or delete it")))
    text = decode_text(raw, str(path))
    try:
        return TomlFile(str(path), text)
    except LimberupError:
        if looks_cut_off(text):
            raise LimberupError(cut_off(str(path))) from None
        raise


def read_record(path: Path, id_: str = "") -> Record:
    """Read the file of one record.

    Args:
        path: The file.
        id_: The record's id, where it is not the file's name.

    Raises:
        LimberupError: it can't be read; the file is as it was.
    """
    return parse_record(_read_toml(path), id_)
