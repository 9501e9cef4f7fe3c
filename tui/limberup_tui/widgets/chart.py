"""Charts out of characters: points on a scale over time, and bars. Plain text, told apart by shape, not by colour.

Pure: values in, lines out. What a terminal lacks is left out of the set of glyphs (see `glyphs`).
"""

from __future__ import annotations

import textwrap
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import fmean

from rich.cells import cell_len
from rich.text import Text
from textual.app import App

from limberup.calendar_words import MONTHS_SHORT, day_month
from limberup.texts import tr
from limberup_tui.terminal import draws_braille, draws_unicode

__all__ = ["MARGIN", "Buckets", "Glyphs", "bar", "bars", "buckets", "date_axis", "glyphs", "legend", "overlay",
           "scatter", "theme_styles", "wrapped"]  # fmt: skip

MARGIN = 4
"""Cells on the left for the numbers of a scale."""

_PARTS = {1: tr("a day"), 7: tr("a week"), 28: tr("4 weeks"), 91: tr("3 months"), 364: tr("a year")}


@dataclass(frozen=True, slots=True)
class Glyphs:
    """The characters that charts are drawn with."""

    points: str
    """One for each series."""
    several: str
    """Where several series have the same value."""
    levels: str
    """From an empty cell to a full one."""
    up: str
    """Joins two points of one time."""
    grid: str
    left: str
    corner: str
    base: str
    tick: str
    along: str
    """Of a bar along a line: it leaves a gap to the line above."""
    ask: str
    """What was asked for, over a bar."""


_RICH = Glyphs("●○▲×", "◆", " ▁▂▃▄▅▆▇█", "│", "·", "┤", "└", "─", "┴", "▆", "╌")
_FEW = Glyphs("*o^x", "#", " ▄█", "│", ".", "┤", "└", "─", "┴", "▄", "─")
_ASCII = Glyphs("*o^x", "#", " .:#", "|", ".", "|", "+", "-", "+", "#", "=")


def glyphs() -> Glyphs:
    """Return what the terminal's font is likely to have."""
    return _RICH if draws_braille() else _FEW if draws_unicode() else _ASCII


@dataclass(frozen=True, slots=True)
class Buckets:
    """A stretch of time in equal parts, a column or more of the chart each."""

    first: date
    size: int
    """Days of each part."""
    count: int
    cells: int
    """Columns of each part."""

    def at(self, on: date) -> int | None:
        """Return the part a day falls in, or None outside."""
        number = (on - self.first).days // self.size
        return number if 0 <= number < self.count else None

    def starts(self) -> Iterator[date]:
        """Yield the first day of each part."""
        return (self.first + timedelta(days=self.size * number) for number in range(self.count))

    @property
    def width(self) -> int:
        """Columns of the whole chart, without its margin."""
        return self.count * self.cells

    @property
    def words(self) -> str:
        """What a part is called."""
        return _PARTS.get(self.size) or tr("ten years")

    def means(self, points: Iterable[tuple[date, float]]) -> dict[int, float]:
        """Return the mean of each part that has anything."""
        return {number: fmean(values) for number, values in self._sorted(points).items()}

    def sums(self, points: Iterable[tuple[date, float]]) -> dict[int, float]:
        """Return the sum of each part that has anything."""
        return {number: sum(values) for number, values in self._sorted(points).items()}

    def _sorted(self, points: Iterable[tuple[date, float]]) -> dict[int, list[float]]:
        found: dict[int, list[float]] = {}
        for on, value in points:
            if (number := self.at(on)) is not None:
                found.setdefault(number, []).append(value)
        return found


def buckets(first: date, last: date, columns: int, least: int = 1) -> Buckets:
    """Return the parts that fit: days, weeks, four weeks or more, each as wide as there is room for, up to 4.

    Args:
        first: First day.
        last: Last day.
        columns: Room there is.
        least: Columns that each part needs.
    """
    size = 1
    for size in (1, 7, 28, 91, 364, 3640, 36400):
        # Weeks begin on Mondays.
        start = first - timedelta(days=first.weekday()) if size > 1 else first
        count = (last - start).days // size + 1
        if count * least <= columns:
            break
    return Buckets(start, size, count, max(1, min(max(4, least), columns // count)))


def date_axis(parts: Buckets) -> tuple[str, str]:
    """Return the ticks and the dates under a chart, as wide as it is, without its margin.

    The dates stand under the part that they begin in: days, then months, then years, as far as there is room.
    """
    drawn = glyphs()
    ticks = [drawn.base] * parts.width
    labels = [" "] * parts.width
    free = 0
    for number, text in enumerate(_labels(parts)):
        place = number * parts.cells
        if text and place >= free and place + len(text) <= parts.width:
            ticks[place] = drawn.tick
            labels[place : place + len(text)] = text
            free = place + len(text) + 1
    return "".join(ticks), "".join(labels).rstrip()


def _labels(parts: Buckets) -> Iterator[str]:
    """Yield the date for each part, "" where none begins."""
    before: date | None = None
    for on in parts.starts():
        if parts.size == 1:
            yield day_month(on) if before is None or on.weekday() == 0 else ""
        elif parts.size == 7:
            new = before is None or on.month != before.month
            year = f" {on.year}" if before is None or on.year != before.year else ""
            yield f"{MONTHS_SHORT[on.month - 1]}{year}" if new else ""
        elif parts.size == 28:
            new = before is None or (on.month - 1) // 3 != (before.month - 1) // 3
            year = f" {on.year}" if before is None or on.year != before.year else ""
            yield f"{MONTHS_SHORT[on.month - 1]}{year}" if new else ""
        else:
            yield str(on.year) if before is None or on.year != before.year else ""
        before = on


def scatter(
    series: Mapping[str, Mapping[int, float]],
    parts: Buckets,
    height: int,
    *,
    top: float = 10,
    places: Mapping[str, int] | None = None,
    marks: Mapping[str, str] | None = None,
    styles: Mapping[str, str] | None = None,
    joined: Collection[str] = (),
) -> list[Text]:
    """Return points on a scale from 0 to `top`, with their numbers on the left.

    Args:
        series: Values by part, for each name.
        parts: The time along the bottom.
        height: Lines there are: the scale has one for each unit, or for each two, or for each five.
        top: Highest value.
        places: Column within its part for a series, where there is room; 0 for the others.
        marks: Character of each series; `Glyphs.points` in order for the others.
        styles: Colour of each series; a mark says which it is, too.
        joined: Series whose points of one time are joined, where they stand over each other.
    """
    drawn = glyphs()
    step = next((step for step in (0.5, 1, 2, 5) if round(top / step) + 1 <= height), 5)
    rows = round(top / step) + 1
    cells = [[(" ", "")] * parts.width for _ in range(rows)]
    for y in (0, rows // 2, rows - 1):
        cells[y] = [(drawn.grid if x % 2 == 0 else " ", "dim") for x in range(parts.width)]
    taken: dict[tuple[int, int], dict[str, str]] = {}
    spans: dict[int, list[int]] = {}
    for number, (name, values) in enumerate(series.items()):
        char = (marks or {}).get(name) or drawn.points[number % len(drawn.points)]
        offset = min((places or {}).get(name, 0), parts.cells - 1)
        for part, value in values.items():
            x, y = part * parts.cells + offset, rows - 1 - round(min(max(value, 0), top) / step)
            taken.setdefault((x, y), {})[char] = (styles or {}).get(name, "")
            if name in joined:
                spans.setdefault(x, []).append(y)
    for x, ys in spans.items():
        for y in range(min(ys), max(ys)):
            cells[y][x] = (drawn.up, "dim")
    for (x, y), chars in taken.items():
        char, style = next(iter(chars.items())) if len(chars) == 1 else (drawn.several, "")
        cells[y][x] = (char, f"bold {style}".strip())
    lines = []
    for y, row in enumerate(cells):
        value = (rows - 1 - y) * step
        whole = value % 1 == 0
        line = Text(f"{int(value):>2} {drawn.left}" if whole else f"{'':3}{drawn.up}", end="")
        for char, style in row:
            line.append(char, style)
        line.rstrip()
        lines.append(line)
    return lines


def bars(
    values: Mapping[int, float], parts: Buckets, height: int, *, top: float | None = None, style: str = ""
) -> list[Text]:
    """Return upright bars, one for each part, as high as its value; `top` fills the height."""
    drawn = glyphs()
    most = top or max(values.values(), default=0) or 1
    full = len(drawn.levels) - 1
    lines = []
    for y in range(height - 1, -1, -1):
        label = f"{most:>3.0f}" if y == height - 1 else f"{'':3}"
        line = Text(f"{label}{drawn.left if y == height - 1 else drawn.up}", end="")
        for part in range(parts.count):
            value = values.get(part, 0.0)
            # Something was done: that is seen, however little it is.
            level = max(1 if value > 0 and y == 0 else 0, round(value / most * height * full) - y * full)
            char = drawn.levels[max(0, min(full, level))]
            wide = max(1, parts.cells - 1)
            line.append(char * wide + " " * (parts.cells - wide), style)
        line.rstrip()
        lines.append(line)
    return lines


def overlay(lines: Sequence[Text], values: Mapping[int, float], parts: Buckets, top: float, char: str) -> list[Text]:
    """Return bars with a mark at another value of their parts, where nothing stands there yet."""
    drawn = [line.copy() for line in lines]
    for part, value in values.items():
        y = len(drawn) - 1 - min(len(drawn) - 1, max(0, round(value / top * len(drawn) + 0.5) - 1))
        x = MARGIN + part * parts.cells
        for cell in range(x, x + max(1, parts.cells - 1)):
            plain = drawn[y].plain.ljust(cell + 1)
            if plain[cell] == " ":
                drawn[y].plain = plain[:cell] + char + plain[cell + 1 :]
    return drawn


def bar(value: float, most: float, width: int) -> str:
    """Return a bar along a line, as long as its value; something is always seen of a value above 0."""
    full = glyphs().along
    length = round(value / most * width) if most > 0 else 0
    return full * max(1 if value > 0 else 0, min(width, length))


def legend(pairs: Sequence[tuple[str, str]], width: int, styles: Sequence[str] = ()) -> list[Text]:
    """Return what the symbols mean, in as many lines as it needs."""
    lines = [Text(end="")]
    for number, (char, words) in enumerate(pairs):
        if lines[-1].cell_len and lines[-1].cell_len + cell_len(words) + 5 > width:
            lines.append(Text(end=""))
        if lines[-1].cell_len:
            lines[-1].append("   ")
        lines[-1].append(char, f"bold {styles[number]}" if number < len(styles) else "bold")
        lines[-1].append(f" {words}")
    return lines


def theme_styles(app: App[object]) -> tuple[str, ...]:
    """Return a colour for each of four series, from the theme. Each series has a symbol of its own besides."""
    theme = app.current_theme
    wanted = (theme.foreground, theme.secondary, theme.accent, theme.primary)
    # Themes of the terminal's own colours have names that stand for no colour in a text.
    return tuple(colour if colour and colour.startswith("#") else "" for colour in wanted)


def wrapped(text: str, width: int, style: str = "") -> list[Text]:
    """Return a text in lines that fit."""
    return [Text(line, style) for line in textwrap.wrap(text, max(8, width))]
