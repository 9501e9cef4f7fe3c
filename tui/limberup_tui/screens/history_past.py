"""What History shows: all records with what is worked out from them, read in the background."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property

from limberup.catalog import Catalog, fold
from limberup.history.record import Record
from limberup.history.sentences import date_words
from limberup.history.statistics import Day, days
from limberup.history.store import Reading
from limberup.problem import Problem
from limberup.texts import tr
from limberup_tui.screens.record_words import is_cut_short

__all__ = ["SPANS", "Past", "Span", "read_past"]

SPANS = {"4 weeks": 28, "3 months": 91, "a year": 364, "all": 0}
"""How much time a view can show, in days; 0 is all there is."""
_LAST = {"4 weeks": tr("the last 4 weeks"), "3 months": tr("the last 3 months"), "a year": tr("the last year")}


@dataclass(frozen=True)
class Past:
    """All that was done, newest first, and what is worked out from it."""

    records: tuple[Record, ...] = ()
    problems: tuple[Problem, ...] = ()
    days: tuple[Day, ...] = ()
    """Days with anything, oldest first."""
    whole: bool = True
    """Whether this is all there is, and not only the newest while the rest is read."""
    texts: Mapping[str, str] = field(default_factory=dict)
    """What is searched of each record, by its id: routine, names of exercises and note."""

    @cached_property
    def by_id(self) -> dict[str, Record]:
        """The records by their ids."""
        return {record.id: record for record in self.records}

    @cached_property
    def by_day(self) -> dict[date, list[Record]]:
        """The records of each local day, the earliest first."""
        found: dict[date, list[Record]] = {}
        for record in reversed(self.records):
            found.setdefault(record.started.date(), []).append(record)
        return found

    def first(self, today: date) -> date:
        """Return the first day there is anything of, or today."""
        return min((day.on for day in self.days), default=today)


@dataclass(frozen=True)
class Span:
    """A stretch of time that is looked at: how long, and how far back."""

    name: str = "4 weeks"
    back: int = 0
    """How many times its length it lies before the newest."""

    def turned(self) -> Span:
        """Return the next longer one, up to today."""
        names = list(SPANS)
        return Span(names[(names.index(self.name) + 1) % len(names)])

    def days(self, past: Past, today: date) -> tuple[date, date]:
        """Return its first and last day."""
        length = SPANS[self.name]
        if not length:
            return min(past.first(today), today - timedelta(days=27)), today
        last = today - timedelta(days=length * self.back)
        return last - timedelta(days=length - 1), last

    def words(self, past: Past, today: date) -> str:
        """Return it in words, to follow what it is of."""
        first, last = self.days(past, today)
        if self.name == "all":
            return tr("all since {date}").format(date=date_words(first))
        if not self.back:
            return _LAST[self.name]
        return tr("{date} to {until}").format(date=date_words(first), until=date_words(last))

    def moved(self, step: int, past: Past, today: date) -> Span:
        """Return one that lies earlier (1) or later (-1), as far as there is anything."""
        if not SPANS[self.name]:
            return self
        moved = Span(self.name, max(0, self.back + step))
        return moved if step < 0 or moved.days(past, today)[1] >= past.first(today) else self


def read_past(reading: Reading, catalog: Catalog, *, whole: bool = True) -> Past:
    """Return what History shows, from what was read. Safe to call in a thread."""
    records = reading.records
    return Past(records, reading.problems, days(records, catalog), whole, _texts(records, catalog))


def _texts(records: Iterable[Record], catalog: Catalog) -> dict[str, str]:
    # The same few names stand in thousands of records: each is folded once.
    names: dict[str, str] = {}

    def name(id_: str) -> str:
        if id_ not in names:
            names[id_] = fold(f"{catalog.name(id_)} {id_}")
        return names[id_]

    routines: dict[str, str] = {}

    def routine(text: str) -> str:
        if text not in routines:
            routines[text] = fold(text)
        return routines[text]

    def parts(record: Record) -> Sequence[str]:
        return (
            routine(record.called),
            # A check-in with nothing done after it is listed with the routine it was for.
            "" if record.is_session else routine(record.routine_id.replace("-", " ")),
            *(name(entry.exercise) for entry in record.entries),
            fold(record.note) if record.note else "",
            routine(record.origin),
            tr("in part") if is_cut_short(record) else "",
        )

    return {record.id: " ".join(parts(record)) for record in records}
