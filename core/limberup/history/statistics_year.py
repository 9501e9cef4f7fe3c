"""A year of days, for the calendar. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from limberup.catalog import Catalog
from limberup.history.record import Record
from limberup.history.statistics_days import Day, days, monday

__all__ = ["Cell", "Year", "year"]


@dataclass(frozen=True, slots=True)
class Cell:
    """One day of the calendar."""

    on: date
    state: str
    """"session", "check-in" (something was told, nothing done), "none", or "ahead" (after the last day)."""
    minutes: float = 0.0
    """Minutes of its sessions."""
    ids: tuple[str, ...] = ()
    """Ids of its records, oldest first."""


@dataclass(frozen=True, slots=True)
class Year:
    """53 weeks of days, the last of them the one that `last` is in."""

    weeks: tuple[tuple[Cell, ...], ...]
    """53 weeks, oldest first, each Monday to Sunday."""
    first: date
    last: date
    sessions: int = 0
    began: date | None = None
    """Day of the very first session on record up to `last`, be it before `first`; None where there is none."""
    ahead: int = 0
    """Records of a day after `last`: they are in no cell."""

    @property
    def session_days(self) -> int:
        """Days with a session."""
        return self._count("session")

    @property
    def check_in_days(self) -> int:
        """Days on which something was told and nothing done."""
        return self._count("check-in")

    def _count(self, state: str) -> int:
        return sum(cell.state == state for week in self.weeks for cell in week)


def year(records: Iterable[Record], catalog: Catalog, last: date) -> Year:
    """Return the 53 weeks up to the one of `last`, for the calendar.

    Args:
        records: In any order.
        catalog: For `days`.
        last: Usually today; what is dated after it is counted in `ahead`, and in no cell.
    """
    first = monday(last) - timedelta(weeks=52)
    wanted: list[Record] = []
    began: date | None = None
    later = 0
    for record in records:
        on = record.started.date()
        if on > last:
            later += 1
            continue
        if record.entries and (began is None or on < began):
            began = on
        if on >= first:
            wanted.append(record)
    by_day = {day.on: day for day in days(wanted, catalog)}
    weeks = tuple(
        tuple(_cell(first + timedelta(days=7 * week + day), last, by_day) for day in range(7)) for week in range(53)
    )
    return Year(weeks, first, last, sum(day.sessions for day in by_day.values()), began, later)


def _cell(on: date, last: date, by_day: Mapping[date, Day]) -> Cell:
    if on > last:
        return Cell(on, "ahead")
    day = by_day.get(on)
    if day is None:
        return Cell(on, "none")
    return Cell(on, "session" if day.sessions else "check-in", day.minutes, day.ids)
