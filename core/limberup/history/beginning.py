"""When the programme began, found in a long history by reading a few of its files."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from limberup.evidence import is_evidence
from limberup.history.record import Record
from limberup.history.store import History
from limberup.problem import LimberupError
from limberup.safety.schedule import GAP_AFRESH

__all__ = ["beginning"]

WEEK = timedelta(days=7)
MOST_EARLY = 28
"""Records of the first week that are read at most."""


def beginning(history: History, known: Sequence[Record], today: date) -> tuple[date | None, tuple[Record, ...]]:
    """Return the first day of the programme, and the records of its first week that are not among the known ones.

    What was read already is the newest of the history. Where the programme began among it, that is not told here.

    Args:
        history: All records.
        known: Its newest records, which are not read again.
        today: The day it is.

    Returns:
        The first day, or None where `known` are all records or no session counts.
    """
    ids = history.ids()[::-1]
    if len(ids) <= len(known):
        return None, ()
    past = _Past(history, ids, {record.id: record for record in known})
    first = past.first(today)
    if first is None:
        return None, ()
    week = (record for record in past.between(first, first + WEEK) if first <= record.started.date() < first + WEEK)
    there = {record.id for record in known}
    return first, tuple([record for record in week if record.id not in there][:MOST_EARLY][::-1])


class _Past:
    """Records by their names, read where they have to be."""

    def __init__(self, history: History, ids: Sequence[str], known: dict[str, Record]) -> None:
        """Take the ids of all records, oldest first, and what has been read of them."""
        self.history = history
        self.ids = ids
        self.read: dict[str, Record | None] = dict(known)

    def first(self, today: date) -> date | None:
        """Return the day of the first session after the last gap, or None where there is none.

        From a session it goes to the oldest one that is less than a gap away, and from there on: one file a month
        is read, or a few more where check-ins, which are no sessions, lie in between.
        """
        first, found = today, False
        while True:
            # Names are in UTC: only where none leads further is the day before asked too.
            day = self._back(first, 0) or self._back(first, 1)
            if day is None:
                return first if found or first in self._days(first, 1) else None
            first, found = day, True

    def _back(self, first: date, more: int) -> date | None:
        """Return the earliest day with a session that is less than a gap before another, or None."""
        return next((day for day in self._days(first, more) if 0 < (first - day).days < GAP_AFRESH), None)

    def _days(self, first: date, more: int) -> Iterator[date]:
        records = self.between(_before(first, GAP_AFRESH - 1), first, more=more)
        return (record.started.date() for record in records if _counts(record))

    def between(self, first: date, last: date, *, more: int = 1) -> Iterator[Record]:
        """Yield the records from one day to another, oldest first, with so many days before and one behind.

        Names are in UTC, and may be a day off.
        """
        start = bisect_left(self.ids, _before(first, more).isoformat().replace("-", ""))
        end = _before(last, -2).isoformat().replace("-", "")
        for id_ in self.ids[start:]:
            if id_ >= end:
                return
            if record := self._load(id_):
                yield record

    def _load(self, id_: str) -> Record | None:
        if id_ not in self.read:
            try:
                self.read[id_] = self.history.load(id_)
            except LimberupError:
                self.read[id_] = None  # It is told of where all of history is shown, and counts for nothing.
        return self.read[id_]


def _counts(record: Record) -> bool:
    return record.is_session and is_evidence(record)


def _before(day: date, days: int) -> date:
    """Return the day so many days before another, or the end of all days."""
    return date.fromordinal(min(max(day.toordinal() - days, 1), date.max.toordinal()))
