"""The weeks of a history: how much was done in each, and on how many of the days that were meant. Pure.

Weeks run from Monday to Sunday. Rest days belong to a week, so only days with a session are counted against the
goal, and there is no counting of days in a row.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from limberup.history.statistics_days import Day, monday
from limberup.safety.schedule import GAP_AFRESH

__all__ = ["Adherence", "Week", "adherence", "weekly_dose"]


@dataclass(frozen=True, slots=True)
class Week:
    """One week, Monday to Sunday."""

    monday: date
    sessions: int = 0
    days: int = 0
    """Days with a session, gentle ones too."""
    goal: int = 0
    """Days that were meant: the goal of now, and no more than the days of the week that count.

    0 where none do: before the first session, and in a gap of 28 days or more.
    """
    minutes: float = 0.0
    """Minutes from the start to the end of the sessions."""
    dose: float = 0.0
    """Minutes under work (see `Day.dose`): the sets nobody confirmed are left out."""
    stretch: float = 0.0
    """Minutes of `dose` that were stretching or mobility."""
    strength: float = 0.0
    """Minutes of `dose` that were strength."""
    sets: int = 0
    unconfirmed: int = 0
    """Sets nobody confirmed."""
    under_way: bool = False
    """Whether it is the week of today, which is not over: nothing in it is missed yet."""

    @property
    def counts(self) -> bool:
        """Whether it is held against the goal."""
        return self.goal > 0 and not self.under_way

    @property
    def reached(self) -> bool:
        """Whether there were as many days as were meant."""
        return self.goal > 0 and self.days >= self.goal


@dataclass(frozen=True, slots=True)
class Adherence:
    """How the weeks went by the goal of now."""

    goal: int
    """Days a week that are meant now."""
    weeks: tuple[Week, ...] = ()
    """The weeks that are over and count, oldest first."""
    now: Week | None = None
    """The week that is under way; None where it is out of range."""

    @property
    def reached(self) -> int:
        """Weeks with as many days as were meant."""
        return sum(week.reached for week in self.weeks)

    @property
    def days(self) -> int:
        """Days with a session in them."""
        return sum(week.days for week in self.weeks)

    @property
    def meant(self) -> int:
        """Days that were meant in them."""
        return sum(week.goal for week in self.weeks)


def weekly_dose(
    days: Iterable[Day], first: date, last: date, goal: int = 3, *, today: date | None = None
) -> tuple[Week, ...]:
    """Return the weeks from the one of `first` to the one of `last`, oldest first, empty ones too.

    Args:
        days: What `days` returned, all of them: what came before decides which weeks count.
        first: Its whole week is in it.
        last: Its whole week is in it, as far as that has come.
        goal: Days a week that the person means to exercise now.
        today: The day it is, where that is not `last`. Nothing after it counts, and its week is not over, be it a
            Sunday.
    """
    now = last if today is None else today
    past = sorted((day for day in days if day.on <= now), key=lambda day: day.on)
    spans = _spans([day.on for day in past if day.sessions], now)
    by_week: dict[date, list[Day]] = {}
    for day in past:
        by_week.setdefault(monday(day.on), []).append(day)
    start, end = monday(first), monday(last)
    mondays = [start + timedelta(weeks=week) for week in range((end - start).days // 7 + 1)]
    return tuple(_week(on, by_week.get(on, []), min(goal, _counting(on, spans)), on == monday(now)) for on in mondays)


def _week(on: date, days: Sequence[Day], goal: int, under_way: bool) -> Week:
    return Week(
        on,
        sum(day.sessions for day in days),
        sum(day.sessions > 0 for day in days),
        goal,
        sum(day.minutes for day in days),
        sum(day.dose for day in days),
        sum(day.stretch for day in days),
        sum(day.strength for day in days),
        sum(day.sets for day in days),
        sum(day.unconfirmed for day in days),
        under_way,
    )


def _spans(trained: Sequence[date], last: date) -> list[tuple[date, date]]:
    """Return the first and last days of the times between gaps of 28 days; the newest may still go on.

    Args:
        trained: Days with a session, oldest first.
        last: The day it is.
    """
    spans: list[tuple[date, date]] = []
    for day in trained:
        if spans and (day - spans[-1][1]).days < GAP_AFRESH:
            spans[-1] = (spans[-1][0], day)
        else:
            spans.append((day, day))
    if spans and (last - spans[-1][1]).days < GAP_AFRESH:
        # To the end of the week: the days that are left in it are for exercise as well as any.
        spans[-1] = (spans[-1][0], monday(last) + timedelta(days=6))
    return spans


def _counting(on: date, spans: Iterable[tuple[date, date]]) -> int:
    """Return how many days of the week from `on` lie within the spans."""
    end = on + timedelta(days=6)
    return sum(max(0, (min(end, until) - max(on, since)).days + 1) for since, until in spans)


def adherence(weeks: Iterable[Week], goal: int) -> Adherence:
    """Return how the weeks went by the goal; a week that is under way is never called missed.

    Args:
        weeks: What `weekly_dose` returned for the same goal.
        goal: Days a week that the person means to exercise now.
    """
    every = tuple(weeks)
    counted = tuple(week for week in every if week.counts)
    return Adherence(goal, counted, next((week for week in every if week.under_way), None))
