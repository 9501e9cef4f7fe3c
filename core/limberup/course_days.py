"""The days of the past with sessions, and how each of them settled: what the course is worked out from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from limberup.history.record import Entry, Record
from limberup.safety.morning import judge_morning
from limberup.safety.schedule import GAP_AFRESH
from limberup.safety.situation import Morning, Settled

__all__ = ["FORGET_DAYS", "GENTLE_STATES", "Day", "Occurrence", "days_of", "occurrences"]

FORGET_DAYS = GAP_AFRESH
"""Days after which an exercise counts as new: it begins at its start dose, and one that was removed may come back.
The same number as rule F's for a whole gap (own)."""

GENTLE_STATES = ("RESCUE", "REST_DAY")
"""States in which an exercise is done at its start dose, so that the dose that is stored stays (P2)."""


@dataclass(frozen=True, slots=True)
class Day:
    """One local day with sessions."""

    on: date
    records: tuple[Record, ...]
    """Newest first."""
    settled: Settled
    again: bool
    """Whether it is the second in a row that did not settle."""
    morning: Morning


Occurrence = tuple[Day, Record, Entry]
"""An exercise as it was begun once: on which day, in which session, and what was done."""


def days_of(sessions: Sequence[Record]) -> list[Day]:
    """Return the days with sessions, newest first, each with how it settled (rule M)."""
    by_day: dict[date, list[Record]] = {}
    for record in sessions:
        by_day.setdefault(record.started.date(), []).append(record)
    days: list[Day] = []
    before = Settled.UNKNOWN
    for on in sorted(by_day):
        told = next((record for record in by_day[on] if record.morning_pain is not None), None)
        morning = Morning(pain=None, usual=0)
        if told:
            morning = Morning(told.morning_pain, told.morning_usual or 0, told.sore_only)
        settled = judge_morning(morning).settled
        again = settled is Settled.UNSETTLED and before is Settled.UNSETTLED
        days.append(Day(on, tuple(by_day[on]), settled, again, morning))
        before = settled
    return days[::-1]


def occurrences(days: Iterable[Day]) -> Iterator[Occurrence]:
    """Yield each exercise that was begun, newest first."""
    for day in days:
        for record in day.records:
            for entry in reversed(record.entries):
                if entry.work or entry.hurts:
                    yield day, record, entry
