"""Charts as SVG for a page of HTML: drawn by our own code, in the colours of the page, told apart by shape and name."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from limberup.handout.page import escape
from limberup.handout.words import short_day
from limberup.history.statistics import Point, Week, monday
from limberup.texts import tr

__all__ = ["STYLE", "Line", "bar_chart", "line_chart", "weekly_means"]

WIDTH, PLOT = 640, 128
"""Of the whole picture, and the height of what lies between the lowest and the highest value, in its own units."""
LEFT, RIGHT, HEAD, BOTTOM = 34, 12, 20, 26
MOST_POINTS = 70
"""Days beyond which a line of days can't be read, and weeks are drawn instead."""

STYLE = """\
.chart svg { width: 100%; height: auto; display: block; }
.chart text { font: 11px system-ui, sans-serif; fill: var(--ink); }
.chart .axis { stroke: var(--soft); stroke-width: 1; }
.chart .rule { stroke: var(--line); stroke-width: 1; }
.chart .bar { fill: var(--far); stroke: var(--near); }
.chart .bar2 { fill: var(--near); stroke: var(--near); }
.chart .bar.now { stroke-dasharray: 4 3; fill-opacity: .5; }
.chart .line { fill: none; stroke-width: 1.8; stroke-linejoin: round; }
.chart .mark { stroke-width: 1.6; fill: var(--paper); }
.chart .s0 { stroke: var(--c0); } .chart .s1 { stroke: var(--c1); } .chart .s2 { stroke: var(--c2); }
.chart .s3 { stroke: var(--c3); } .chart .s4 { stroke: var(--c4); }
.chart .s0.mark { fill: var(--c0); }
.chart .line.s1 { stroke-dasharray: 7 3; } .chart .line.s2 { stroke-dasharray: 2 3; }
.chart .line.s3 { stroke-dasharray: 9 3 2 3; } .chart .line.s4 { stroke-dasharray: 4 4; }
@media screen { .chart svg { min-width: 32rem; } }
.chart figcaption { font-size: .9rem; color: var(--soft); }
:root { --c0: #1d5c48; --c1: #b3541e; --c2: #3d4f9f; --c3: #7a2f6b; --c4: #55524a; }
@media screen and (prefers-color-scheme: dark) {
  :root { --c0: #8fd3b8; --c1: #f0a36c; --c2: #a5b4ff; --c3: #e5a0d5; --c4: #cfcbbf; }
}
"""
"""CSS that the charts need beside that of every page."""


@dataclass(frozen=True, slots=True)
class Line:
    """One series of a line chart."""

    name: str
    points: tuple[Point, ...]
    gap: int = 8
    """Days between two values from which no line joins them: nobody knows what was in between."""


def weekly_means(points: Iterable[Point]) -> tuple[Point, ...]:
    """Return the mean of each week that has a value, on the week's Thursday."""
    found: dict[date, list[float]] = {}
    for point in points:
        found.setdefault(monday(point.on), []).append(point.value)
    return tuple(Point(on + timedelta(days=3), sum(values) / len(values)) for on, values in sorted(found.items()))


def line_chart(number: int, lines: Sequence[Line], first: date, last: date, label: str, sentence: str) -> str:
    """Return values 0-10 over time as a figure of HTML, each series with its own shape of mark and of line.

    Args:
        number: Tells the figures of a page apart.
        lines: Five at most; one without points is named as such.
        first: Left edge.
        last: Right edge.
        label: What is on the upright axis.
        sentence: What the chart shows, in words: its caption, and its name for those who can't see it.
    """
    top, legend = _legend([line.name for line in lines])
    across = _days_scale(first, last)
    plot = _Plot(top, 10)
    parts = [*legend, *plot.frame(label, 2), *_dates(first, last, across, plot)]
    for at, line in enumerate(lines):
        inside = [point for point in line.points if first <= point.on <= last]
        # Beside each other where several have the same value on a day.
        aside = 3 * (at - (len(lines) - 1) / 2)
        places = [(point.on, across(point.on) + aside, plot.up(point.value)) for point in inside]
        for run in _runs(places, line.gap):
            path = " ".join(f"{x:.1f},{y:.1f}" for x, y in run)
            parts.append(f'<polyline class="line s{at}" points="{path}"/>')
        parts += [_mark(at, x, y) for _, x, y in places]
    return _figure(number, parts, sentence, plot)


def _runs(places: Iterable[tuple[date, float, float]], gap: int) -> Iterator[list[tuple[float, float]]]:
    """Yield the stretches of a line that nothing is missing in."""
    run: list[tuple[float, float]] = []
    before: date | None = None
    for on, x, y in places:
        if before and (on - before).days >= gap:
            if len(run) > 1:
                yield run
            run = []
        run.append((x, y))
        before = on
    if len(run) > 1:
        yield run


def bar_chart(number: int, weeks: Sequence[Week], label: str, sentence: str) -> str:
    """Return the minutes under work of each week as a figure of HTML; strength is the darker foot of a bar.

    Args:
        number: Tells the figures of a page apart.
        weeks: Oldest first, at least one.
        label: What is on the upright axis.
        sentence: What the chart shows, in words.
    """
    most = max((week.dose for week in weeks), default=0.0)
    step = _step(most)
    plot = _Plot(HEAD, step * max(1, math.ceil(most / step)))
    parts = [*_bar_legend(any(week.under_way for week in weeks)), *plot.frame(label, step)]
    room = (WIDTH - LEFT - RIGHT) / len(weeks)
    wide = room * 0.7
    every = math.ceil(48 / room)
    for index, week in enumerate(weeks):
        x = LEFT + room * index + (room - wide) / 2
        if week.dose:
            parts.append(plot.bar("bar now" if week.under_way else "bar", x, wide, week.dose))
        if week.strength:
            parts.append(plot.bar("bar2", x, wide, week.strength))
        if room >= 26:
            parts.append(_text(x + wide / 2, plot.up(week.dose) - 3, str(round(week.dose))))
        if index % every == 0:
            parts.append(_text(x + wide / 2, plot.height - 8, short_day(week.monday)))
    return _figure(number, parts, sentence, plot)


@dataclass(frozen=True, slots=True)
class _Plot:
    """Where values are drawn."""

    head: float
    """What lies above: label and legend."""
    most: float
    """The highest value."""

    @property
    def bottom(self) -> float:
        return self.head + PLOT

    @property
    def height(self) -> float:
        return self.bottom + BOTTOM

    def up(self, value: float) -> float:
        return self.bottom - value / self.most * (PLOT - 14)

    def bar(self, kind: str, x: float, wide: float, value: float) -> str:
        y = self.up(value)
        size = f'width="{wide:.1f}" height="{self.bottom - y:.1f}"'
        return f'<rect class="{kind}" x="{x:.1f}" y="{y:.1f}" {size}/>'

    def frame(self, label: str, step: float) -> Iterator[str]:
        """Yield the lines across with their numbers, and what they are numbers of."""
        for number in range(round(self.most / step) + 1):
            y = self.up(number * step)
            kind = "axis" if number == 0 else "rule"
            yield f'<line class="{kind}" x1="{LEFT}" y1="{y:.1f}" x2="{WIDTH - RIGHT}" y2="{y:.1f}"/>'
            yield _text(LEFT - 6, y + 4, f"{number * step:g}", "end")
        yield _text(4, 14, label, "start")


def _text(x: float, y: float, words: str, anchor: str = "middle") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{escape(words)}</text>'


def _figure(number: int, parts: Iterable[str], sentence: str, plot: _Plot) -> str:
    body = "\n".join(parts)
    box = f'viewBox="0 0 {WIDTH} {plot.height:g}"'
    return (
        f'<figure class="chart"><div class="scroll"><svg {box} role="img" aria-labelledby="chart{number}">'
        f'\n{body}\n</svg></div>\n<figcaption id="chart{number}">{escape(sentence)}</figcaption></figure>'
    )


def _days_scale(first: date, last: date) -> Callable[[date], float]:
    span = max(1, (last - first).days)
    return lambda on: LEFT + 6 + (on - first).days / span * (WIDTH - LEFT - RIGHT - 12)


def _step(most: float) -> float:
    """Return the distance of the lines across: about four of them, at 1, 2 or 5 times a power of ten."""
    rough = max(most, 1) / 4
    power = 10.0 ** math.floor(math.log10(rough))
    return float(next(power * times for times in (1, 2, 5, 10) if power * times >= rough))


def _dates(first: date, last: date, across: Callable[[date], float], plot: _Plot) -> Iterator[str]:
    """Yield dates under the line: Mondays where there are few, else every so many weeks."""
    span = (last - first).days
    every = 7 * max(1, math.ceil(span / 7 / (6 if span > 365 else 9)))
    day = monday(first)
    while day <= last:
        # A date at the very edge would be cut off.
        if first <= day and across(day) <= WIDTH - 30:
            x, y = across(day), plot.bottom
            year = f" {day.year}" if span > 365 else ""
            yield f'<line class="axis" x1="{x:.1f}" y1="{y:g}" x2="{x:.1f}" y2="{y + 4:g}"/>'
            yield _text(x, plot.height - 8, f"{short_day(day)}{year}")
        day += timedelta(days=every)


def _mark(at: int, x: float, y: float) -> str:
    """Return a mark: circle, square, triangle, diamond or cross."""
    match at:
        case 0:
            return f'<circle class="mark s0" cx="{x:.1f}" cy="{y:.1f}" r="3.4"/>'
        case 1:
            return f'<rect class="mark s1" x="{x - 3:.1f}" y="{y - 3:.1f}" width="6" height="6"/>'
        case 2:
            return f'<path class="mark s2" d="M{x:.1f} {y - 4.4:.1f} l4.4 7.4 h-8.8 z"/>'
        case 3:
            return f'<path class="mark s3" d="M{x:.1f} {y - 4.6:.1f} l4.6 4.6 l-4.6 4.6 l-4.6 -4.6 z"/>'
        case _:
            return f'<path class="mark s4" d="M{x - 3.4:.1f} {y - 3.4:.1f} l6.8 6.8 m0 -6.8 l-6.8 6.8"/>'


def _legend(names: Iterable[str]) -> tuple[float, list[str]]:
    """Return how much room label and legend take, and each mark with its name, in as many rows as they need."""
    parts = []
    x, y = 120.0, 10.0
    for at, name in enumerate(names):
        short = name if len(name) <= 40 else f"{name[:39]}\u2026"
        length = 54 + 7 * len(short)
        if x + length > WIDTH and x > 120:
            x, y = 120.0, y + 17
        parts.append(f'<line class="line s{at}" x1="{x:g}" y1="{y:g}" x2="{x + 28:g}" y2="{y:g}"/>')
        parts.append(_mark(at, x + 14, y))
        parts.append(_text(x + 33, y + 4, short, "start"))
        x += length
    return y + HEAD - 10, parts


def _bar_legend(now: bool) -> Iterator[str]:
    shown = [
        ("bar", tr("stretching, mobility, breathing")),
        ("bar2", tr("strength")),
        *([("bar now", tr("this week"))] * now),
    ]
    x = 160.0
    for kind, words in shown:
        yield f'<rect class="{kind}" x="{x:g}" y="5" width="12" height="10"/>'
        yield _text(x + 17, 14, words, "start")
        x += 36 + 7 * len(words)


def dense(series: Mapping[str, Sequence[Point]], first: date, last: date) -> bool:
    """Return whether days are too many to be drawn one by one."""
    return (last - first).days > MOST_POINTS and max(map(len, series.values()), default=0) > MOST_POINTS // 2
