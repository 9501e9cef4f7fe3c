"""A figure in braille, or in ASCII where the terminal has none; only the rows that change are sent again."""

from __future__ import annotations

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from limberup.figures.braille import draw
from limberup.figures.figure import Figure
from limberup_tui.terminal import dots_in_ascii, draws_braille

__all__ = ["FigureView"]

LEAST = 3
"""Rows below which a figure is a few dots, and nothing is drawn."""
LOW = 4
"""Rows that the figure needs for itself alone."""


class FigureView(Widget):
    """Draws a figure as large as its room allows."""

    DEFAULT_CSS = """
    FigureView { width: 1fr; height: 1fr; color: $foreground; }
    """

    def __init__(self, figure: Figure | None = None, share: float = 0.0, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._what: tuple[Figure | None, float, bool, bool, bool] = (figure, share, False, False, False)
        self._drawn: list[str] = []
        self._drawn_for: object = None

    def show(
        self,
        figure: Figure | None,
        share: float,
        *,
        mirrored: bool = False,
        taking_turns: bool = False,
        coming_back: bool = False,
    ) -> None:
        """Show a figure at a moment of its movement.

        Args:
            figure: What is drawn, or None for nothing.
            share: 0 start of the movement, 1 its end.
            mirrored: The other side.
            taking_turns: The other side within a set.
            coming_back: The way back of the movement.
        """
        # A figure moves in twelve steps: more would not be seen, and each costs bytes on a line.
        wanted = (figure, round(share * 12) / 12, mirrored, taking_turns, coming_back)
        if wanted == self._what:
            return
        before = self._rows()
        self._what = wanted
        after = self._rows()
        changed = [y for y, pair in enumerate(zip(before, after, strict=True)) if pair[0] != pair[1]]
        if changed:
            self.refresh(Region(0, changed[0], self.size.width, changed[-1] + 1 - changed[0]))

    def _rows(self) -> list[str]:
        width, height = self.size
        key = (*self._what, width, height)
        if key != self._drawn_for:
            figure, share, mirrored, turns, back = self._what
            rows = [" " * width] * height
            if figure is not None and width >= 2 and height >= LEAST:
                # A lying person is taken for a standing one unless it is said; a low box has no row for it.
                said = figure.seen if height > LOW and len(figure.seen) <= width else ""
                low = height - bool(said)
                rows = draw(figure, share, width, low, mirrored=mirrored, taking_turns=turns, coming_back=back)
                rows += [said.center(width)] * bool(said)
            self._drawn = rows if draws_braille() else [dots_in_ascii(row) for row in rows]
            self._drawn_for = key
        return self._drawn

    def render_line(self, y: int) -> Strip:
        """Draw one row."""
        rows = self._rows()
        text = rows[y] if y < len(rows) else " " * self.size.width
        return Strip([Segment(text, self.rich_style + Style())], self.size.width)

    def on_resize(self) -> None:
        """Fit the figure to the room."""
        self.refresh()
