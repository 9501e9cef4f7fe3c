"""Pain over time, as series of points. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import fmean, median

from limberup.history.statistics_days import Day

__all__ = ["SERIES", "Point", "Spread", "pain_series", "spread"]

SERIES = ("rest", "moving", "after", "morning")
"""Keys of `pain_series`."""


@dataclass(frozen=True, slots=True)
class Point:
    """One value of a series."""

    on: date
    value: float


@dataclass(frozen=True, slots=True)
class Spread:
    """What a series of values says as a whole."""

    count: int
    """Values in it."""
    first: date
    last: date
    start: float
    """Mean of the values of its first seven days."""
    now: float
    """Mean of the values of its last seven days."""
    median: float
    least: float
    most: float

    @property
    def change(self) -> float:
        """How far `now` is above `start`; negative where it is lower."""
        return self.now - self.start

    @property
    def weeks(self) -> int:
        """Whole weeks from the first value to the last."""
        return (self.last - self.first).days // 7

    @property
    def enough(self) -> bool:
        """Whether start and now are different weeks with something in between to call a course (own)."""
        return self.count >= 4 and self.weeks >= 2


def pain_series(
    days: Iterable[Day], first: date | None = None, last: date | None = None
) -> dict[str, tuple[Point, ...]]:
    """Return pain over time, oldest first, by the keys of `SERIES`; values 0-10, one a day at most.

    A morning stands on the day it dawned on: the one after its session.

    Args:
        days: What `days` returned.
        first: First day that is wanted, or None for all.
        last: Last day that is wanted: today, so that days still to come are left out.
    """
    found: dict[str, list[Point]] = {name: [] for name in SERIES}
    for day in days:
        for name, value in zip(SERIES, (day.rest, day.moving, day.after, day.morning), strict=True):
            if value is None:
                continue
            on = day.on + timedelta(days=1) if name == "morning" else day.on
            if (first is None or first <= on) and (last is None or on <= last):
                found[name].append(Point(on, float(value)))
    return {name: tuple(sorted(points, key=lambda point: point.on)) for name, points in found.items()}


def spread(points: Sequence[Point]) -> Spread | None:
    """Return what a series says as a whole, or None for an empty one. The points in any order."""
    if not points:
        return None
    first, last = min(point.on for point in points), max(point.on for point in points)
    week = timedelta(days=7)
    values = [point.value for point in points]
    return Spread(
        len(values),
        first,
        last,
        fmean(point.value for point in points if point.on < first + week),
        fmean(point.value for point in points if point.on > last - week),
        median(values),
        min(values),
        max(values),
    )
