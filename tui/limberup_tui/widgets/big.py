"""Digits large enough to be read from two metres away."""

from __future__ import annotations

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from limberup_tui.terminal import draws_unicode

__all__ = ["BigNumber", "big_rows"]

# Three dots wide and five high, a row a string.
_DIGITS = {
    "0": ("###", "# #", "# #", "# #", "###"),
    "1": (" # ", "## ", " # ", " # ", "###"),
    "2": ("###", "  #", "###", "#  ", "###"),
    "3": ("###", "  #", "###", "  #", "###"),
    "4": ("# #", "# #", "###", "  #", "  #"),
    "5": ("###", "#  ", "###", "  #", "###"),
    "6": ("###", "#  ", "###", "# #", "###"),
    "7": ("###", "  #", "  #", "  #", "  #"),
    "8": ("###", "# #", "###", "# #", "###"),
    "9": ("###", "# #", "###", "  #", "###"),
    ":": (" ", "#", " ", "#", " "),
}


def big_rows(text: str, width: int, height: int, dot: str = "█") -> list[str]:
    """Return `text` (digits and colons) as rows of blocks, as large as the room allows.

    A dot of a digit is twice as many cells wide as high, which looks square. Where not even one row a dot
    fits, the text itself is the only row.
    """
    dots = sum(len(_DIGITS[char][0]) for char in text) + max(0, len(text) - 1)
    if not text or height < 5 or width < dots:
        return [text[:width]]
    scale = min(height // 5, 8)
    while scale > 0 and dots * max(1, 2 * scale) > width:
        scale -= 1
    if scale == 0:
        across, scale = 1, 1
    else:
        across = 2 * scale
    rows = []
    for line in range(5):
        row = (" " * across).join(
            "".join((dot if cell == "#" else " ") * across for cell in _DIGITS[char][line]) for char in text
        )
        rows += [row] * scale
    return rows


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

    @property
    def text(self) -> str:
        """What is shown."""
        return self._text

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

    def _drawn(self) -> list[str]:
        """Return the whole of the room, a text a line, with the number in the middle."""
        width, height = self.size
        wanted = (self._text, width, height)
        if wanted != self._rows_for:
            dot = "█" if draws_unicode() else "#"
            self._rows = big_rows(self._text, width, height, dot) if self._text else []
            self._rows_for = wanted
        top = (height - len(self._rows)) // 2
        blank = " " * width
        rows = [row.center(width)[:width] for row in self._rows]
        return ([blank] * top + rows + [blank] * height)[:height]

    def render_line(self, y: int) -> Strip:
        """Draw one line of the room."""
        drawn = self._drawn()
        text = drawn[y] if y < len(drawn) else " " * self.size.width
        return Strip([Segment(text, self.rich_style + Style(bold=True))], len(text))

    def on_resize(self) -> None:
        """Fit the number to the room."""
        self.refresh()
