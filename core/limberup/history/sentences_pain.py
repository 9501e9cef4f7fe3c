"""How pain went, in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from limberup.history.sentences_base import ahead_words, date_words, number_words
from limberup.history.statistics_days import Day
from limberup.history.statistics_pain import SERIES, Point, Spread, pain_series, spread
from limberup.problem import join_words
from limberup.texts import tr, trn

__all__ = ["PAIN_INSIDE", "PAIN_NAMES", "pain_words_over"]

PAIN_NAMES = {
    "rest": tr("Pain at rest"),
    "moving": tr("Pain on moving"),
    "after": tr("Pain after sessions"),
    "morning": tr("Pain the next morning"),
}
"""What the series of pain are called, to begin a sentence with."""
PAIN_INSIDE = {
    "rest": tr("pain at rest"),
    "moving": tr("pain on moving"),
    "after": tr("pain after sessions"),
    "morning": tr("pain the next morning"),
}
"""What they are called within a sentence."""

IMPORTANT_POINTS, IMPORTANT_SHARE = 2, 0.3
"""A change of pain that is often taken as one that matters: 2 points of 10, or 30 % of the start (OSTELO)."""


def pain_words_over(days: Iterable[Day], first: date | None, last: date) -> tuple[str, ...]:
    """Return how pain went from `first` (None: the beginning) to `last` (today), a sentence for each series."""
    every = tuple(days)
    series = pain_series(every, first, last)
    lines = [words for name in SERIES if (words := _pain(PAIN_NAMES[name], series[name]))]
    if not lines:
        lines = [tr("No pain was told of in this time.")]
    else:
        lines += _weighed({name: found for name, points in series.items() if (found := spread(points))})
    return (*lines, *ahead_words(sum(len(day.ids) for day in every if day.on > last)))


def _weighed(series: Mapping[str, Spread]) -> Iterable[str]:
    """Yield what the source says of changes, and which of the series have one of that size."""
    courses = {name: found for name, found in series.items() if found.enough}
    if not courses:
        return
    yield (
        tr(
            "A change of {points} points, or of {share} % of where it began, is often "
            "taken as one that matters (Ostelo 2008). What it comes from, a chart can't tell."
        ).format(points=IMPORTANT_POINTS, share=round(100 * IMPORTANT_SHARE))
    )
    large = [name for name, found in courses.items() if _matters(found)]
    if large:
        names = join_words([PAIN_NAMES[large[0]], *(PAIN_INSIDE[name] for name in large[1:])])
        yield tr("{names} changed by as much as that.").format(names=names)


def _matters(found: Spread) -> bool:
    # The share alone would make much of half a point where pain is low: less than a point is left unsaid (own).
    size = round(abs(found.change), 6)
    return size >= IMPORTANT_POINTS or (size >= max(1, round(IMPORTANT_SHARE * found.start, 6)) and found.start > 0)


def _pain(name: str, points: Sequence[Point]) -> str:
    found = spread(points)
    if found is None:
        return ""
    if found.count == 1:
        return tr("{name}: {number} of 10, told once, on {date}.").format(
            name=name, number=number_words(found.now), date=date_words(found.last)
        )
    span = tr("between {least} and {most} of 10").format(least=number_words(found.least), most=number_words(found.most))
    if found.least == found.most:
        span = tr("{number} of 10 each time").format(number=number_words(found.most))
    if not found.enough:
        return tr("{name}: {span}, told on {count} days: too few to see a course.").format(
            name=name, span=span, count=found.count
        )
    if found.least == found.most:
        return tr("{name}: {span}, told on {count} days.").format(name=name, span=span, count=found.count)
    return tr("{name}: {change}; {span}, told on {count} days.").format(
        name=name, change=_change(found), span=span, count=found.count
    )


def _change(found: Spread) -> str:
    start, now = number_words(found.start), number_words(found.now)
    if start == now:
        return tr("about {now} of 10 in the first seven days and in the last").format(now=now)
    size = number_words(abs(float(now) - float(start)))
    count = 1 if size == "1" else 2
    lower = trn("{size} point lower", "{size} points lower", count)
    higher = trn("{size} point higher", "{size} points higher", count)
    return tr("{start} of 10 on average in the first seven days, {now} in the last: {change}").format(
        start=start, now=now, change=(lower if found.now < found.start else higher).format(size=size)
    )
