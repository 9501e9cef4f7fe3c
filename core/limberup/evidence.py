"""Which records the rules build on. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta

from limberup.history.record import BY_HAND, Record

__all__ = ["as_it_was", "is_evidence", "really_began"]

AHEAD = timedelta(days=1)
"""A session less than this ahead was begun by a clock that was fast; further ahead it can't be told when it was."""

OWN_ORIGINS = frozenset({"", BY_HAND})
"""Origins of records that the rules build on: led here, or written down by the person."""


def is_evidence(record: Record) -> bool:
    """Return whether the rules build on a record; one that was taken over from another program is there to look at.

    Nobody asked about pain in it, no rule let it happen, and what was counted may not be what ours counts. So no dose,
    ladder, week of the programme or gap follows from it; only its training still asks for its rest (rule F).
    """
    return record.origin in OWN_ORIGINS


def really_began(started: date, records: Iterable[Record]) -> bool:
    """Return whether the programme began on a day, and not only something that was taken over from elsewhere.

    Args:
        started: The day, as the names of all records tell it: they do not tell where one came from.
        records: Those of its first week, and any others.
    """
    found = tuple(records)
    week = timedelta(days=7)
    first_week = (one for one in found if started <= one.started.date() < started + week)
    return all(map(is_evidence, found)) or any(map(is_evidence, first_week))


def as_it_was(record: Record, at: datetime) -> Record:
    """Return a record with its start as far back as it must have been.

    A clock that was fast when a session began, or a flight over the date line, must not hide that it was done.
    """
    started = record.started
    if timedelta() < started - at < AHEAD:
        started = at
    elif started <= at and started.date() > at.date():
        started = started.astimezone(at.tzinfo)
    return record if started is record.started else replace(record, started=started)
