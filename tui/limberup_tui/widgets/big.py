"""Digits large enough to be read from two metres away."""

from __future__ import annotations

from collections.abc import Sequence

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from limberup_tui.terminal import draws_unicode

__all__ = ["PAUSE", "BigNumber", "big_rows", "half_blocks"]

PAUSE = "p"
"""Is drawn as the two bars of a pause."""

# Three columns wide and five rows high, a row a string: strokes, and what lies between them.
_GLYPHS = {
    "0": ("###", "# #", "# #", "# #", "###"),
    "1": ("## ", " # ", " # ", " # ", "###"),
    "2": ("###", "  #", "###", "#  ", "###"),
    "3": ("###", "  #", "###", "  #", "###"),
    "4": ("# #", "# #", "###", "  #", "  #"),
    "5": ("###", "#  ", "###", "  #", "###"),
    "6": ("###", "#  ", "###", "# #", "###"),
    "7": ("###", "  #", "  #", "  #", "  #"),
    "8": ("###", "# #", "###", "# #", "###"),
    "9": ("###", "# #", "###", "  #", "###"),
    PAUSE: ("# #", "# #", "# #", "# #", "# #"),
}
LEAST = 5
"""Rows of the smallest digit that is drawn with whole cells."""
LARGEST = 40
CALM_HIGH = 8
"""Rows of the largest digit in calm mode: twice as high costs four times as much on the line."""
_HALVES = {"##": "█", "# ": "▀", " #": "▄", "  ": " "}


def big_rows(text: str, width: int, height: int, dot: str = "█") -> list[str]:
    """Return `text` (digits and colons) as rows of blocks, as large as the room allows.

    The height decides; where the width is short the digits get narrower before they get lower, down to two thirds.
    In three or four rows they are drawn in halves of cells. Where not even that fits, or half blocks are not to be
    had (`dot` is no block), the text itself is the only row.
    """
    if not text:
        return []
    for high in range(min(height, LARGEST), LEAST - 1, -1):
        # A cell is twice as high as wide, so 1.2 makes a digit three to five; below 0.8 it is hard to read.
        for wide in range(max(5, round(high * 1.2)), max(3, round(high * 0.8)) - 1, -1):
            across, gap = _strokes(wide, high)
            if sum(across if char == ":" else wide for char in text) + gap * (len(text) - 1) <= width:
                return _drawn(text, wide, high, dot)
    if height >= 3 and dot == "█":
        rows = [*_drawn(text, 3, 5, "#"), " " * width]
        if len(rows[0]) <= width:
            return half_blocks(rows)
    return [text[:width].replace(PAUSE, "||")]


def half_blocks(rows: Sequence[str]) -> list[str]:
    """Return an even number of rows of `#` and blanks in half as many rows, each of two halves."""
    pairs = zip(rows[::2], rows[1::2], strict=True)
    return ["".join(_HALVES[upper + lower] for upper, lower in zip(*pair, strict=False)) for pair in pairs]


def _strokes(wide: int, high: int) -> tuple[int, int]:
    """Return how many cells across an upright stroke is, and the gap between two digits."""
    across = max(1, min(wide // 3, round(high / 3.2)))
    return across, max(1, across - across // 3)


def _drawn(text: str, wide: int, high: int, dot: str) -> list[str]:
    """Draw digits of that size, with strokes as thick as suits it."""
    across, gap = _strokes(wide, high)
    down = max(1, min(round(across / 2.2), (high - 2) // 3))
    between = high - 3 * down
    heights = (down, between - between // 2, down, between // 2, down)
    glyphs = [
        _colon(across, down, high, dot)
        if char == ":"
        else [_across(char, line, wide, across, dot) for line, times in enumerate(heights) for _ in range(times)]
        for char in text
    ]
    return [(" " * gap).join(parts) for parts in zip(*glyphs, strict=True)]


def _colon(across: int, down: int, high: int, dot: str) -> list[str]:
    """Draw two points, each as high as a stroke is thick, a third from the top and from the foot."""
    top = max(1, round((high - down) * 0.3))
    lit = {*range(top, top + down), *range(high - top - down, high - top)}
    return [(dot if row in lit else " ") * across for row in range(high)]


def _across(char: str, line: int, wide: int, across: int, dot: str) -> str:
    widths = (across, wide - 2 * across, across)
    if char == "1":
        # Its stem stands in the middle, and is no thicker than another's.
        side = (wide - across) // 2
        widths = (side, across, wide - across - side)
    elif char == PAUSE:
        # Two strokes as thin as a digit's were read as an 11.
        bar = (wide - across) // 2
        widths = (bar, wide - 2 * bar, bar)
    return "".join(
        (dot if cell == "#" else " ") * count for cell, count in zip(_GLYPHS[char][line], widths, strict=True)
    )


class BigNumber(Widget):
    """A number as large as the room allows. Only the rows that change are sent again."""

    DEFAULT_CSS = """
    BigNumber { width: 1fr; height: 1fr; color: $primary; }
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._text = ""
        self._rows: list[str] = []
        self._rows_for = ("", 0, 0)
        self._flashing = False

    @property
    def text(self) -> str:
        """What is shown."""
        return self._text

    @property
    def flashing(self) -> bool:
        """Whether the whole of its room is shown in reverse."""
        return self._flashing

    def show(self, text: str) -> None:
        """Show a text of digits and colons; nothing is drawn where it is shown already."""
        if text == self._text:
            return
        before = self._drawn()
        self._text = text
        after = self._drawn()
        changed = [
            [column for column, (old, new) in enumerate(zip(*pair, strict=True)) if old != new]
            for pair in zip(before, after, strict=True)
        ]
        columns = [column for row in changed for column in row]
        rows = [y for y, row in enumerate(changed) if row]
        if rows:
            left, top = min(columns), rows[0]
            self.refresh(Region(left, top, max(columns) + 1 - left, rows[-1] + 1 - top))

    def flash(self, on: bool) -> None:
        """Begin or end a flash."""
        if on != self._flashing:
            self._flashing = on
            self.refresh()

    def _drawn(self) -> list[str]:
        """Return the whole of the room, a text a line, with the number in the middle."""
        width, height = self.size
        high = min(height, CALM_HIGH) if getattr(self.app, "calm", False) else height
        wanted = (self._text, width, high)
        if wanted != self._rows_for:
            dot = "█" if draws_unicode() else "#"
            self._rows = big_rows(self._text, width, high, dot) if self._text else []
            self._rows_for = wanted
        top = (height - len(self._rows)) // 2
        blank = " " * width
        rows = [row.center(width)[:width] for row in self._rows]
        return ([blank] * top + rows + [blank] * height)[:height]

    def render_line(self, y: int) -> Strip:
        """Draw one line of the room."""
        drawn = self._drawn()
        text = drawn[y] if y < len(drawn) else " " * self.size.width
        return Strip([Segment(text, self.rich_style + Style(bold=True, reverse=self._flashing))], len(text))

    def on_resize(self) -> None:
        """Fit the number to the room."""
        self.refresh()
