"""What was read of the history, kept so that it need not be read again. Derived: it may be deleted at any time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from hashlib import blake2b
from os import stat_result
from pathlib import Path
from typing import TypeVar

import msgspec

from limberup.files import read_plain, write_whole
from limberup.history.record import Entry, Record
from limberup.history.record_file import SCHEMA
from limberup.problem import LimberupError

__all__ = ["Cached", "Key", "RecordCache", "key_of"]

FORM = 1
"""How the cache is written, together with the schema of the files; any other is passed over."""
NAME = "history.msgpack"
MOST = 64_000_000
"""Bytes of the largest cache that is looked at: some forty times what ten years make."""
_SUM = 16

Key = tuple[int, int, int]
"""What tells that a file is still the one that was read: its size, when it was last changed, and which one it is."""


def key_of(found: stat_result) -> Key:
    """Return the key of a file as the system describes it."""
    # The inode too: two writes of one size may fall into the same tick of the file system's clock.
    return found.st_size, found.st_mtime_ns, found.st_ino


@dataclass(frozen=True, slots=True)
class Cached:
    """One record and the file it was read from."""

    key: Key
    record: Record


class _Row(msgspec.Struct, array_like=True, frozen=True):
    """One record, with its exercises and decisions as places in lists: most of them stand in many records."""

    key: Key
    id: str
    started: str
    """As text, since msgpack's own times forget the time zone."""
    ended: str
    routine: str
    routine_id: str
    state: str
    numbers: tuple[int | None, int | None, int | None, int | None, int | None, int | None]
    flags: tuple[bool, bool, bool]
    note: str
    origin: str
    goals: tuple[tuple[str, int], ...]
    entries: tuple[int, ...]
    decisions: tuple[int, ...]


class _File(msgspec.Struct, array_like=True, frozen=True):
    form: tuple[int, int]
    folder: str
    """The history that it is of."""
    entries: list[Entry]
    decisions: list[str]
    rows: list[_Row]


class RecordCache:
    """The cache of one history."""

    def __init__(self, folder: Path, history: Path) -> None:
        """Take a folder for caches and the folder of the history."""
        self.path = folder / NAME
        self.history = str(history)

    def read(self) -> dict[str, Cached]:
        """Return what was kept, by id; nothing where there is no cache, or it is damaged, foreign or another form."""
        with suppress(LimberupError, msgspec.MsgspecError, ValueError, IndexError, RecursionError):
            raw = read_plain(self.path, MOST)
            if blake2b(raw[_SUM:], digest_size=_SUM).digest() != raw[:_SUM]:
                return {}
            found = msgspec.msgpack.decode(raw[_SUM:], type=_File)
            if found.form == (FORM, SCHEMA) and found.folder == self.history:
                return {row.id: Cached(row.key, _record(row, found)) for row in found.rows}
        return {}

    def write(self, records: Mapping[str, Cached]) -> None:
        """Keep records, by id. Where that can't be, it is left: they can always be read again."""
        entries: dict[Entry, int] = {}
        decisions: dict[str, int] = {}
        rows = [_row(cached, entries, decisions) for cached in records.values()]
        file = _File((FORM, SCHEMA), self.history, list(entries), list(decisions), rows)
        raw = msgspec.msgpack.encode(file)
        if len(raw) + _SUM <= MOST:
            with suppress(LimberupError):
                write_whole(self.path, blake2b(raw, digest_size=_SUM).digest() + raw)


T = TypeVar("T")


def _places(found: dict[T, int], values: Iterable[T]) -> tuple[int, ...]:
    """Return where values stand in what was found so far, taking in what is new."""
    return tuple(found.setdefault(value, len(found)) for value in values)


def _row(cached: Cached, entries: dict[Entry, int], decisions: dict[str, int]) -> _Row:
    record = cached.record
    return _Row(
        cached.key,
        record.id,
        record.started.isoformat(),
        record.ended.isoformat(),
        record.routine,
        record.routine_id,
        record.state,
        (
            record.pain_at_rest,
            record.pain_moving,
            record.pain_after,
            record.effort,
            record.morning_pain,
            record.morning_usual,
        ),
        (record.finished, record.sore_only, record.newer),
        record.note,
        record.origin,
        record.goals,
        _places(entries, record.entries),
        _places(decisions, record.decisions),
    )


def _record(row: _Row, file: _File) -> Record:
    rest, moving, after, effort, morning, usual = row.numbers
    finished, sore_only, newer = row.flags
    return Record(
        id=row.id,
        started=datetime.fromisoformat(row.started),
        ended=datetime.fromisoformat(row.ended),
        routine=row.routine,
        routine_id=row.routine_id,
        state=row.state,
        pain_at_rest=rest,
        pain_moving=moving,
        pain_after=after,
        effort=effort,
        note=row.note,
        finished=finished,
        entries=tuple([file.entries[place] for place in row.entries]),
        decisions=tuple([file.decisions[place] for place in row.decisions]),
        morning_pain=morning,
        morning_usual=usual,
        sore_only=sore_only,
        goals=row.goals,
        origin=row.origin,
        newer=newer,
    )
