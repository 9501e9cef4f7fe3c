"""How well the activities go that the person wants to do better: 0 not at all, 10 as well as ever. Pure.

After the Patient-Specific Functional Scale (Stratford 1995), in our own words.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from statistics import fmean

from limberup.history.record import Record
from limberup.history.statistics_pain import Point

__all__ = ["MEAN_CHANGE", "SINGLE_CHANGE", "GoalChange", "GoalsChange", "goal_series", "goals_change"]

MEAN_CHANGE, SINGLE_CHANGE = 2, 3
"""Points by which the mean, or one activity, has to change before it is likely to be more than chance (PSFS)."""


@dataclass(frozen=True, slots=True)
class GoalChange:
    """One activity from its first score to its last; both are the same point where there is one alone."""

    activity: str
    first: Point
    last: Point

    @property
    def change(self) -> float:
        """Points; positive where it goes better."""
        return self.last.value - self.first.value

    @property
    def detectable(self) -> bool:
        """Whether the change is as large as what can be told from chance in one activity."""
        return abs(self.change) >= SINGLE_CHANGE


@dataclass(frozen=True, slots=True)
class GoalsChange:
    """The activities that were asked about the last time, and their mean."""

    activities: tuple[GoalChange, ...] = ()

    @property
    def compared(self) -> tuple[GoalChange, ...]:
        """Those with scores of at least two days."""
        return tuple(one for one in self.activities if one.first.on < one.last.on)

    @property
    def means(self) -> tuple[float, float] | None:
        """Mean of the first and of the last scores of the same activities; None where none has two."""
        if not self.compared:
            return None
        return fmean(one.first.value for one in self.compared), fmean(one.last.value for one in self.compared)

    @property
    def detectable(self) -> bool:
        """Whether the change of the mean is as large as what can be told from chance."""
        return self.means is not None and round(abs(self.means[1] - self.means[0]), 6) >= MEAN_CHANGE


def goal_series(records: Iterable[Record]) -> dict[str, tuple[Point, ...]]:
    """Return the scores of each activity over time, oldest first; where one was scored twice in a day, the later.

    The activities stand in the order in which they were asked about the last time, older ones after them.
    """
    order: dict[str, None] = {}
    found: dict[str, dict[str, Point]] = {}
    for record in sorted(records, key=lambda record: (record.started, record.id), reverse=True):
        for activity, score in record.goals:
            order.setdefault(activity)
            on = record.started.date()
            # The newest comes first: an older one of the same day is passed over.
            found.setdefault(activity, {}).setdefault(on.isoformat(), Point(on, float(score)))
    return {activity: tuple(sorted(found[activity].values(), key=lambda point: point.on)) for activity in order}


def goals_change(records: Iterable[Record]) -> GoalsChange:
    """Return how the activities of the last asking have changed since each was first scored."""
    every = [record for record in records if record.goals]
    if not every:
        return GoalsChange()
    newest = max(every, key=lambda record: (record.started, record.id))
    series = goal_series(every)
    return GoalsChange(tuple(GoalChange(name, series[name][0], series[name][-1]) for name, _ in newest.goals))
