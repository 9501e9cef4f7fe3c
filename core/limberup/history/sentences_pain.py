"""How pain went, in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from limberup.history.sentences_base import ahead_words, date_words, number_words
from limberup.history.statistics_days import Day
from limberup.history.statistics_pain import SERIES, Point, Spread, pain_series, spread
from limberup.problem import join_words

__all__ = ["PAIN_NAMES", "pain_words_over"]

PAIN_NAMES = {
    "rest": "Pain at rest",
    "moving": "Pain on moving",
    "after": "Pain after sessions",
    "morning": "Pain the next morning",
}
"""What the series of pain are called."""

IMPORTANT_POINTS, IMPORTANT_SHARE = 2, 0.3
"""A change of pain that is often taken as one that matters: 2 points of 10, or 30 % of the start (OSTELO)."""


def pain_words_over(days: Iterable[Day], first: date | None, last: date) -> tuple[str, ...]:
    """Return how pain went from `first` (None: the beginning) to `last` (today), a sentence for each series."""
    every = tuple(days)
    series = pain_series(every, first, last)
    lines = [words for name in SERIES if (words := _pain(PAIN_NAMES[name], series[name]))]
    if not lines:
        lines = ["No pain was told of in this time."]
    else:
        lines += _weighed({name: found for name, points in series.items() if (found := spread(points))})
    return (*lines, *ahead_words(sum(len(day.ids) for day in every if day.on > last)))


def _weighed(series: Mapping[str, Spread]) -> Iterable[str]:
    """Yield what the source says of changes, and which of the series have one of that size."""
    courses = {name: found for name, found in series.items() if found.enough}
    if not courses:
        return
    yield (
        f"A change of {IMPORTANT_POINTS} points, or of {round(100 * IMPORTANT_SHARE)} % of where it began, is often "
        "taken as one that matters (Ostelo 2008). What it comes from, a chart can't tell."
    )
    large = [PAIN_NAMES[name] for name, found in courses.items() if _matters(found)]
    if large:
        names = join_words([large[0], *(name[:1].lower() + name[1:] for name in large[1:])])
        yield f"{names} changed by as much as that."


def _matters(found: Spread) -> bool:
    # The share alone would make much of half a point where pain is low: less than a point is left unsaid (own).
    size = round(abs(found.change), 6)
    return size >= IMPORTANT_POINTS or (size >= max(1, round(IMPORTANT_SHARE * found.start, 6)) and found.start > 0)


def _pain(name: str, points: Sequence[Point]) -> str:
    found = spread(points)
    if found is None:
        return ""
    if found.count == 1:
        return f"{name}: {number_words(found.now)} of 10, told once, on {date_words(found.last)}."
    span = f"between {number_words(found.least)} and {number_words(found.most)} of 10"
    if found.least == found.most:
        span = f"{number_words(found.most)} of 10 each time"
    if not found.enough:
        return f"{name}: {span}, told on {found.count} days: too few to see a course."
    if found.least == found.most:
        return f"{name}: {span}, told on {found.count} days."
    return f"{name}: {_change(found)}; {span}, told on {found.count} days."


def _change(found: Spread) -> str:
    start, now = number_words(found.start), number_words(found.now)
    if start == now:
        return f"about {now} of 10 in the first seven days and in the last"
    size = number_words(abs(float(now) - float(start)))
    which = "lower" if found.now < found.start else "higher"
    points = "point" if size == "1" else "points"
    return f"{start} of 10 on average in the first seven days, {now} in the last: {size} {points} {which}"
