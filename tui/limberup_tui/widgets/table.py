"""Tables: lists that cost few bytes on the line, with text from outside shown as plain text."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from itertools import accumulate

from rich.text import Text
from textual import events
from textual.binding import Binding
from textual.widgets import DataTable

from limberup.text import clean
from limberup.texts import tr
from limberup_tui.widgets.columns import fitted

__all__ = ["ListTable", "plain"]

HIDDEN_WIDTH = 40
"""Cells to lay rows out for while there is no room; they are laid out again when there is."""


def plain(text: str, style: str = "") -> Text:
    """Return text as it is: no markup, no control characters, no links."""
    return Text(clean(text), style=style, no_wrap=False, end="")


class ListTable(DataTable[Text], inherit_bindings=False):
    """Rows with a key each. One column takes the room that the others leave, and its text is wrapped."""

    # Enter is left to the screen, so that the foot of the screen can show what it does there.
    BINDINGS = [
        Binding("up", "cursor_up", tr("One line up"), show=False, id="list.up"),
        Binding("down", "cursor_down", tr("One line down"), show=False, id="list.down"),
        Binding("pageup", "page_up", tr("Page up"), show=False, id="list.page-up"),
        Binding("pagedown", "page_down", tr("Page down"), show=False, id="list.page-down"),
        Binding("home", "scroll_top", tr("First"), show=False, id="list.first"),
        Binding("end", "scroll_bottom", tr("Last"), show=False, id="list.last"),
    ]
    DEFAULT_CSS = """
    ListTable {
        height: 1fr;
        scrollbar-size-vertical: 1;
        overflow-x: hidden;
        background: $background;
        & > .datatable--cursor { background: $primary; color: $background; }
        & > .datatable--header { background: $background; color: $secondary; text-style: bold; }
        & > .datatable--hover { background: $panel; }
        & > .datatable--even-row, & > .datatable--odd-row { background: $background; }
        &:focus { background-tint: $foreground 0%; }
        &:blur > .datatable--cursor { background: $panel; color: $foreground; }
    }
    """

    def __init__(
        self,
        headers: Sequence[str],
        widths: Sequence[int | None],
        *,
        show_header: bool = True,
        wrap: bool = False,
        id: str | None = None,  # noqa: A002
        classes: str | None = None,
    ) -> None:
        """Make an empty table.

        Args:
            headers: One for each column.
            widths: Cells of each column; None for the one that takes the rest. A column whose width
                is 0 or less is left out (see `fit_columns`).
            show_header: Whether the headers are shown.
            wrap: Whether a long text takes more lines instead of being cut.
            id: Of the widget.
            classes: Of the widget.
        """
        super().__init__(
            id=id, classes=classes, cursor_type="row", show_header=show_header, cell_padding=1, zebra_stripes=False
        )
        self.headers = list(headers)
        self.widths = list(widths)
        self.wrap = wrap
        self._shown: list[tuple[str, list[str], str]] = []
        self._drawn_width = 0
        self._last_key: str | None = None

    def set_rows(self, rows: Sequence[tuple[str, Sequence[str], str]], *, to_first: bool = False) -> None:
        """Show rows of (key, cells, style).

        The cursor stays on its key where that is still there, or goes to the first row with `to_first`.
        """
        if to_first:
            self.move_cursor(row=0, animate=False)
            self._last_key = None
        if [(k, list(c), s) for k, c, s in rows] == self._shown and self._drawn_width:
            return
        self._shown = [(key, list(cells), style) for key, cells, style in rows]
        self._draw()

    @property
    def current(self) -> str | None:
        """The key of the row the cursor is on, or None where there are no rows."""
        if not 0 <= self.cursor_row < len(self._shown):
            return None
        return self._shown[self.cursor_row][0]

    @property
    def more_below(self) -> bool:
        """Whether there are lines below those that are seen."""
        return self.size.height > 0 and self.virtual_size.height > self.scroll_offset.y + self.size.height

    @property
    def tops(self) -> list[int]:
        """The line that each row begins at, as the list is drawn."""
        head = self.header_height if self.show_header else 0
        return list(accumulate((row.height for row in self.ordered_rows), initial=head))[:-1]

    def fit_columns(self, widths: Sequence[int | None]) -> None:
        """Give the columns other widths; one of 0 is left out."""
        if list(widths) != self.widths:
            self.widths = list(widths)
            self._draw()

    def select(self, key: str) -> None:
        """Put the cursor on a row."""
        for number, (name, _, _) in enumerate(self._shown):
            if name == key:
                self.move_cursor(row=number, animate=False)
                return

    def on_resize(self, event: events.Resize) -> None:
        """Fit the wide column to the room, and keep the cursor seen: what is told of its row may take room away."""
        if self._inner_width() != self._drawn_width:
            self._draw()
        self.call_after_refresh(self._settle)

    def _settle(self) -> None:
        self._drop_bar()
        if self._shown:
            self.move_cursor(row=self.cursor_row, animate=False)

    def _drop_bar(self) -> None:
        """Take a bar away that was needed for a moment only, while the screen found its size; Textual lets it stay."""
        if self.show_vertical_scrollbar and self.virtual_size.height <= self.size.height:
            self.show_vertical_scrollbar = False

    def _inner_width(self) -> int:
        return max(0, self.size.width - 1)

    def _draw(self) -> None:
        # A table that is not on screen has its rows and its cursor all the same.
        width = self._inner_width() or HIDDEN_WIDTH
        self._drawn_width = width
        widths = fitted(self.widths, [self.headers, *(cells for _, cells, _ in self._shown)], width)
        shown = [number for number, wanted in enumerate(widths) if wanted is None or wanted > 0]
        fixed = sum(wanted for number in shown if (wanted := widths[number]) is not None)
        rest = max(8, width - fixed - 2 * len(shown))
        old = self.cursor_row
        scroll = self.scroll_offset.y
        key = self._last_key
        self.clear(columns=True)
        for number in shown:
            self.add_column(plain(self.headers[number]), width=widths[number] or rest)
        for _, cells, style in self._shown:
            texts, height = [], 1
            for number in shown:
                room = widths[number] or rest
                text = clean(cells[number], lines=True)
                if self.wrap:
                    lines = [line for part in text.split("\n") for line in textwrap.wrap(part, room) or [""]]
                    height = max(height, len(lines))
                    text = "\n".join(lines)
                else:
                    text = text.replace("\n", " ")
                    text = text if len(text) <= room else text[: max(1, room - 1)] + "…"
                texts.append(Text(text, style=style, end=""))
            self.add_row(*texts, height=height, key=None)
        names = [name for name, _, _ in self._shown]
        row = names.index(key) if key in names else min(old, len(names) - 1)
        if names:
            self.move_cursor(row=max(0, row), animate=False)
            self.scroll_to(y=scroll, animate=False)

    def watch_cursor_coordinate(self, old: object, new: object) -> None:
        """Remember the key under the cursor, so that it survives a redraw."""
        super().watch_cursor_coordinate(old, new)  # type: ignore[arg-type]
        if self.current is not None:
            self._last_key = self.current
