"""A list of any length: only the rows that are seen are made, so that ten years cost no more than a week.

A DataTable lays out all of its rows before it shows the first: a third of a second for 3,653 of them, and again at
each letter of a search.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from limberup.text import clean
from limberup.texts import ENGLISH, language, tr
from limberup_tui.widgets.columns import fitted

__all__ = ["LongList"]

MEASURED = 60
"""Rows whose texts the width of columns goes by."""


class LongList(ScrollView, can_focus=True, inherit_bindings=False):
    """Rows of one line each, in columns. One column takes the room that the others leave."""

    # Enter is left to the screen, so that the foot of the screen can show what it does there.
    BINDINGS = [
        Binding("up", "move(-1)", tr("One line up"), show=False, id="list.up"),
        Binding("down", "move(1)", tr("One line down"), show=False, id="list.down"),
        Binding("pageup", "page(-1)", tr("Page up"), show=False, id="list.page-up"),
        Binding("pagedown", "page(1)", tr("Page down"), show=False, id="list.page-down"),
        Binding("home", "first", tr("First"), show=False, id="list.first"),
        Binding("end", "last", tr("Last"), show=False, id="list.last"),
    ]
    COMPONENT_CLASSES = {"long-list--cursor", "long-list--header", "long-list--dim"}
    DEFAULT_CSS = """
    LongList {
        height: 1fr;
        min-height: 3;
        overflow-x: hidden;
        scrollbar-size-vertical: 1;
        background: $background;
        & > .long-list--cursor { background: $primary; color: $background; text-style: bold; }
        & > .long-list--header { color: $secondary; text-style: bold; }
        & > .long-list--dim { color: $foreground 70%; }
        &:blur > .long-list--cursor { background: $panel; color: $foreground; }
    }
    """

    cursor: reactive[int] = reactive(0, repaint=False)

    class Chosen(Message):
        """A row was clicked."""

        def __init__(self, key: str) -> None:
            super().__init__()
            self.key = key

    class Moved(Message):
        """The cursor is on another row, or on none."""

        def __init__(self, key: str | None) -> None:
            super().__init__()
            self.key = key

    def __init__(
        self,
        headers: Sequence[str],
        widths: Sequence[int | None],
        *,
        show_header: bool = True,
        id: str | None = None,  # noqa: A002
        classes: str | None = None,
    ) -> None:
        """Make an empty list.

        Args:
            headers: One for each column.
            widths: Cells of each column; None for the one that takes the rest; a column of 0 is left out.
            show_header: Whether the headers are shown, over the first row.
            id: Of the widget.
            classes: Of the widget.
        """
        super().__init__(id=id, classes=classes)
        self.headers = tuple(headers)
        self.widths = tuple(widths)
        self.keys: Sequence[str] = ()
        self._top = int(show_header)
        self._cells: Callable[[str], Sequence[str]] = lambda _: ()
        self._is_dim: Callable[[str], bool] = lambda _: False
        self._places: dict[str, int] = {}
        self._measured: list[Sequence[str]] = []
        """Texts that columns are made wide enough for, where they are not English."""

    def show(
        self,
        keys: Sequence[str],
        cells: Callable[[str], Sequence[str]],
        *,
        to_first: bool = False,
        is_dim: Callable[[str], bool] = lambda _: False,
    ) -> None:
        """Show a row for each key.

        The cursor stays on its key where that is still there, or goes to the first row with `to_first`.

        Args:
            keys: In order.
            cells: Gives the texts of a row by its key; asked for when the row is seen.
            to_first: Whether the cursor goes to the first row.
            is_dim: Tells by its key whether a row is drawn fainter; asked for when the row is seen.
        """
        before = None if to_first else self.current
        at = self.cursor
        self.keys, self._cells, self._is_dim = keys, cells, is_dim
        self._places = {key: number for number, key in enumerate(keys)}
        self._measured = [self.headers, *map(cells, keys[:MEASURED])] if language() != ENGLISH else []
        self._fit()
        wanted = 0 if to_first else self._places.get(before or "", min(at, len(keys) - 1))
        self.set_reactive(LongList.cursor, max(0, wanted))
        self._keep_in_sight()
        self.refresh()
        self.post_message(self.Moved(self.current))

    @property
    def row_count(self) -> int:
        """How many rows there are, seen or not."""
        return len(self.keys)

    @property
    def current(self) -> str | None:
        """The key of the row the cursor is on, or None where there are no rows."""
        return self.keys[self.cursor] if 0 <= self.cursor < len(self.keys) else None

    def select(self, key: str) -> None:
        """Put the cursor on a row."""
        if key in self._places:
            self.cursor = self._places[key]

    def fit_columns(self, widths: Sequence[int | None]) -> None:
        """Give the columns other widths; one of 0 is left out."""
        if tuple(widths) != self.widths:
            self.widths = tuple(widths)
            self.refresh()

    @property
    def _rows_seen(self) -> int:
        return max(1, self.size.height - self._top)

    def _fit(self) -> None:
        # The header is drawn over the first line, so it counts as a row.
        self.virtual_size = Size(max(1, self.size.width), len(self.keys) + self._top)

    def on_resize(self) -> None:
        """Keep the cursor in sight."""
        self._fit()
        self._keep_in_sight()
        self.refresh()

    def _keep_in_sight(self) -> None:
        top = self.scroll_offset.y
        if self.cursor < top:
            self.scroll_to(y=self.cursor, animate=False, immediate=True)
        elif self.cursor >= top + self._rows_seen:
            self.scroll_to(y=self.cursor + 1 - self._rows_seen, animate=False, immediate=True)

    def validate_cursor(self, value: int) -> int:
        """Keep the cursor on a row."""
        return max(0, min(value, len(self.keys) - 1))

    def watch_cursor(self, old: int, new: int) -> None:
        """Draw the two rows that change, and say where the cursor is."""
        if old == new:
            return
        self._keep_in_sight()
        for number in (old, new):
            y = number - self.scroll_offset.y + self._top
            if self._top <= y < self.size.height:
                self.refresh(Region(0, y, self.size.width, 1))
        self.post_message(self.Moved(self.current))

    def render_line(self, y: int) -> Strip:
        """Draw one line: the header, or a row."""
        width = self.size.width
        if y < self._top:
            return self._strip(self.headers, self.get_component_rich_style("long-list--header"), width)
        number = y - self._top + self.scroll_offset.y
        if number >= len(self.keys):
            return Strip.blank(width, self.rich_style)
        dim = "long-list--dim" if self._is_dim(self.keys[number]) else ""
        name = "long-list--cursor" if number == self.cursor else dim
        style = self.get_component_rich_style(name) if name else self.rich_style
        return self._strip(self._cells(self.keys[number]), style, width)

    def _strip(self, cells: Sequence[str], style: Style, width: int) -> Strip:
        widths = fitted(self.widths, self._measured, width)
        shown = [number for number, wanted in enumerate(widths) if wanted is None or wanted > 0]
        fixed = sum(wanted for number in shown if (wanted := widths[number]) is not None)
        rest = max(8, width - fixed - 2 * len(shown))
        parts = []
        for number in shown:
            room = widths[number] or rest
            parts.append(f" {_cut(clean(cells[number]) if number < len(cells) else '', room)} ")
        return Strip([Segment("".join(parts), style)]).adjust_cell_length(width, style)

    # Keys and mouse

    def action_move(self, step: int) -> None:
        """Go to the next row, or the one before."""
        self.cursor += step

    def action_page(self, step: int) -> None:
        """Go on by what is seen at once."""
        self.cursor += step * max(1, self._rows_seen - 1)

    def action_first(self) -> None:
        """Go to the first row."""
        self.cursor = 0

    def action_last(self) -> None:
        """Go to the last row."""
        self.cursor = len(self.keys) - 1

    def on_click(self, event: events.Click) -> None:
        """Go to the row that was clicked; a click on the row the cursor is on opens it."""
        number = event.y - self._top + self.scroll_offset.y
        if event.y < self._top or number >= len(self.keys):
            return
        event.stop()
        if number == self.cursor:
            self.post_message(self.Chosen(self.keys[number]))
        else:
            self.cursor = number


def _cut(text: str, room: int) -> str:
    """Return text in exactly so many cells."""
    from rich.cells import cell_len, set_cell_size

    if cell_len(text) <= room:
        return set_cell_size(text, room)
    return set_cell_size(text, max(0, room - 1)) + "…"
