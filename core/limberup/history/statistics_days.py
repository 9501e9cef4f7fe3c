"""The days of a history: what was done and felt on each. Pure.

A day is the local day of a record by the record's own offset from UTC: a session at ten in the evening stays on its
evening, wherever the machine is today. Nothing depends on the order in which the records are given.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from limberup.catalog import Catalog
from limberup.course import GENTLE_STATES
from limberup.dose import Dose, Measure
from limberup.exercise import Exercise, Kind
from limberup.history.record import Entry, Record
from limberup.timeline import BREATH

__all__ = ["GROUPS", "Day", "ahead", "days", "monday", "rep_seconds"]

GROUPS = {
    Kind.BREATHING: "breathing",
    Kind.ISOMETRIC: "strength",
    Kind.STRENGTH: "strength",
    Kind.MOBILITY: "mobility",
    Kind.STATIC_STRETCH: "stretch",
    Kind.DYNAMIC_STRETCH: "stretch",
    Kind.SELF_MASSAGE: "self-massage",
}
"""What a kind of exercise counts as in `Day.kind`; an exercise that no pack in use has is "other"."""

OPEN_SECONDS = 60
"""Seconds that a thing done once in a break counts for: as long as the timeline expects of it."""

_TEMPO = (2, 2)
"""Seconds out and back of a repetition of an exercise that no pack in use has (own)."""


@dataclass(frozen=True, slots=True)
class Day:
    """One local day with at least one record."""

    on: date
    sessions: int = 0
    """Sessions that began on it; check-ins and looks back are none."""
    rest: int | None = None
    """Pain at rest before, 0-10, the worst of the day; None where it was not told."""
    moving: int | None = None
    """Pain on moving before, 0-10, the worst of the day."""
    after: int | None = None
    """Pain after a session, 0-10, the worst of the day."""
    morning: int | None = None
    """Pain of the NEXT morning, 0-10, as it was told of the sessions of this day."""
    minutes: float = 0.0
    """Minutes from the start to the end of its sessions, rests and pauses included."""
    dose: float = 0.0
    """Minutes under work: holds, and repetitions times the seconds of one; no rests, no changes of side or position.

    Only sets that are confirmed count: one that a timer ended with nobody there counts as not done.
    """
    kind: frozenset[str] = frozenset()
    """What its sets were for: words of `GROUPS`, and "other"."""
    stretch: float = 0.0
    """Minutes of `dose` that were stretching or mobility, as the balance of a session counts them (R35)."""
    strength: float = 0.0
    """Minutes of `dose` that were strength."""
    sets: int = 0
    """Sets done; both sides of a set are one."""
    unconfirmed: int = 0
    """Sets, or sides of sets, that nobody confirmed and that are therefore in no other number."""
    gentle: bool = False
    """Whether one of its sessions was a gentle one (RESCUE or REST_DAY)."""
    ids: tuple[str, ...] = ()
    """Ids of its records, oldest first."""


def monday(day: date) -> date:
    """Return the Monday of a day's week."""
    return day - timedelta(days=day.weekday())


def ahead(records: Iterable[Record], today: date) -> int:
    """Return how many records are of a day still to come: the clock was wrong then, or is now."""
    return sum(record.started.date() > today for record in records)


def days(records: Iterable[Record], catalog: Catalog) -> tuple[Day, ...]:
    """Return the days on which anything was recorded, oldest first, those still to come included.

    Args:
        records: In any order.
        catalog: For the kinds and tempos of the exercises; what no pack in use has counts as "other".
    """
    by_day: dict[date, list[Record]] = {}
    for record in records:
        by_day.setdefault(record.started.date(), []).append(record)
    known: dict[str, tuple[str, Exercise | None]] = {}
    return tuple(_day(on, by_day[on], catalog, known) for on in sorted(by_day))


def _day(on: date, records: list[Record], catalog: Catalog, known: dict[str, tuple[str, Exercise | None]]) -> Day:
    if len(records) > 1:
        records.sort(key=lambda record: (record.started, record.id))
    work: dict[str, float] = {}
    sessions, minutes, sets, unconfirmed, gentle = 0, 0.0, 0, 0, False
    for record in records:
        if not record.entries:
            continue
        sessions += 1
        minutes += record.seconds / 60
        gentle = gentle or record.state in GENTLE_STATES
        for entry in record.entries:
            if not entry.work:
                continue
            if (of := known.get(entry.exercise)) is None:
                exercise = catalog.get(entry.exercise)
                of = known[entry.exercise] = (GROUPS[exercise.kind] if exercise else "other", exercise)
            group, exercise = of
            seconds, done, missing = _worked(entry, exercise)
            unconfirmed += missing
            if done:
                sets += done
                work[group] = work.get(group, 0.0) + seconds / 60
    return Day(
        on,
        sessions,
        *_pains(records),
        minutes,
        sum(work.values()),
        frozenset(work),
        work.get("stretch", 0.0) + work.get("mobility", 0.0),
        work.get("strength", 0.0),
        sets,
        unconfirmed,
        gentle,
        tuple(record.id for record in records),
    )


def _pains(records: Sequence[Record]) -> tuple[int | None, int | None, int | None, int | None]:
    """Return the worst pains of a day: at rest, on moving, after, and of the next morning."""
    if len(records) == 1:
        one = records[0]
        return one.pain_at_rest, one.pain_moving, one.pain_after, one.morning_pain
    return (
        _worst(record.pain_at_rest for record in records),
        _worst(record.pain_moving for record in records),
        _worst(record.pain_after for record in records),
        _worst(record.morning_pain for record in records),
    )


def _worst(pains: Iterable[int | None]) -> int | None:
    return max((pain for pain in pains if pain is not None), default=None)


def _worked(entry: Entry, exercise: Exercise | None) -> tuple[float, int, int]:
    """Return the seconds under work of an exercise, its sets, and the sets that nobody confirmed."""
    works = [work for work in entry.work if work.confirmed]
    missing = len(entry.work) - len(works)
    if not works:
        return 0, 0, missing
    rep = rep_seconds(entry.asked, exercise)
    sides = [work.side for work in works]
    return (
        sum([work.reps * rep if work.reps else work.hold for work in works]),
        # Both sides of a set are one.
        max([sides.count(side) for side in set(sides)]),
        missing,
    )


def rep_seconds(asked: Dose, exercise: Exercise | None) -> float:
    """Return the seconds of one repetition at a dose: its way out, its hold and its way back."""
    if asked.measure is not Measure.WORK:
        return OPEN_SECONDS if asked.measure is Measure.ONCE else 0
    out: float
    back: float
    if exercise is not None and exercise.kind is Kind.BREATHING:
        out, back = asked.tempo or (BREATH[0], BREATH[2])
    else:
        out, back = asked.tempo or (exercise.tempo if exercise else _TEMPO)
    return out + (asked.hold or 0) + back
