"""The history folder: one file a session, so that two writers never share one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from limberup.files import remove, write_whole
from limberup.history.record import Record
from limberup.history.record_file import dump_record, parse_record
from limberup.problem import LimberupError, Problem
from limberup.tomlread import read_toml

__all__ = ["History"]

_NAME = re.compile(r"\d{8}T\d{6}Z-[0-9a-f]{8}\.toml")


class History:
    """The records in a folder. Reading never changes anything; a damaged file is named and passed over."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path(self, id_: str) -> Path:
        """Return where the record of that id stands: history/YEAR/ID.toml."""
        return self.folder / id_[:4] / f"{id_}.toml"

    def save(self, record: Record) -> Path:
        """Write a record; one of the same id is replaced.

        Raises:
            LimberupError: it can't be written.
        """
        path = self._known(record.id)
        write_whole(path, dump_record(record))
        return path

    def delete(self, id_: str) -> None:
        """Remove a record.

        Raises:
            LimberupError: it can't be removed.
        """
        remove(self._known(id_))

    def ids(self) -> list[str]:
        """Return the ids of all records, newest first. Reads names, no file."""
        try:
            years = [place for place in self.folder.iterdir() if re.fullmatch(r"\d{4}", place.name)]
        except OSError:
            return []
        names: list[str] = []
        for year in years:
            try:
                names += [path.name for path in year.iterdir() if _NAME.fullmatch(path.name)]
            except OSError:
                continue
        return [name.removesuffix(".toml") for name in sorted(names, reverse=True)]

    def load(self, id_: str) -> Record:
        """Read one record.

        Raises:
            LimberupError: there is none of that id, or its file is damaged.
        """
        return parse_record(read_toml(self._known(id_)))

    def _known(self, id_: str) -> Path:
        """Return the path of an id that can be one; any other could lead out of the folder."""
        if not _NAME.fullmatch(f"{id_}.toml"):
            raise LimberupError(Problem("history", "", f"there is no session {id_[:80]!r}", "See limberup history"))
        return self.path(id_)

    def newest(self, count: int | None = None) -> tuple[list[Record], list[Problem]]:
        """Return the newest records, newest first, and what is wrong with files that can't be shown.

        Args:
            count: How many records at most, or None for all.
        """
        records: list[Record] = []
        problems: list[Problem] = []
        for found in self._read():
            if isinstance(found, Record):
                records.append(found)
                if count is not None and len(records) >= count:
                    break
            else:
                problems += found
        return records, problems

    def _read(self) -> Iterator[Record | tuple[Problem, ...]]:
        for id_ in self.ids():
            try:
                yield self.load(id_)
            except LimberupError as error:
                yield error.problems
