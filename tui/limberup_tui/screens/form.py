"""A form: rows with a value each, changed where they stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import DataTable, Static

from limberup.texts import tr
from limberup_tui.fields import Choice
from limberup_tui.screens.base import Page
from limberup_tui.widgets.table import ListTable

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

__all__ = ["FormPage", "Row", "choice_rows"]

T = TypeVar("T")

LABELS = 20
"""Cells for the names of the rows."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a form; without a key it is a heading, which the cursor passes over."""

    key: str
    label: str
    value: str = ""
    hint: str = ""
    loud: bool = False
    does: str = ""
    """What Enter does in it, where that is not to change a value."""


def choice_rows(choices: Sequence[Choice], thing: DataclassInstance) -> list[Row]:
    """Return a row for each choice, with the value that stands."""
    return [Row(choice.name, choice.label, f"< {choice.shown(thing)} >", choice.hint) for choice in choices]


class FormPage(Page[T]):
    """A list of rows; subclasses say which, and what a key does to one."""

    INTRO = ""
    BINDINGS = [
        Binding("enter,space", "change(0)", tr("Change"), id="form.change"),
        Binding("right", "change(1)", tr("Next value"), show=False, id="form.next"),
        Binding("left", "change(-1)", tr("Value before"), show=False, id="form.before"),
    ]
    DEFAULT_CSS = "FormPage { & #about { min-height: 2; } }"

    _rows: tuple[Row, ...] = ()
    _at = 0
    _does = ""

    def content(self) -> ComposeResult:
        """Put the list between what it is and what the row under the cursor is for."""
        yield Static(self.INTRO, markup=False, classes="say")
        yield ListTable(("", ""), (LABELS, None), show_header=False, wrap=True, id="form", classes="gap")
        yield Static("", markup=False, classes="hint", id="about")

    def on_mount(self) -> None:
        """Fill the list."""
        self.show_rows()
        self.query_one(ListTable).focus()

    def rows(self) -> Sequence[Row]:
        """Return the rows as things are now."""
        return ()

    def change(self, key: str, step: int) -> None:
        """Change the row of that key: 1 to the next value, -1 to the one before, 0 as Enter."""

    def show_rows(self) -> None:
        """Show the rows as things are now."""
        self._rows = tuple(self.rows())
        indent = "  " if any(not row.key for row in self._rows) else ""
        self.query_one(ListTable).set_rows(
            [
                (row.key, (f"{indent}{row.label}", row.value), "bold" if row.loud else "")
                if row.key
                else (f"#{number}", (row.label, ""), "bold")
                for number, row in enumerate(self._rows)
            ]
        )
        self._say()

    def _show_unfolded(self, key: str, count: int) -> None:
        """Scroll so that as many of the rows that have come behind a row are seen as there is room for."""
        table = self.query_one(ListTable)
        heights = [row.height for row in table.ordered_rows]
        at = next(number for number, row in enumerate(self._rows) if row.key == key)
        if sum(heights[: at + 1 + count]) > table.scroll_offset.y + table.size.height:
            self.call_after_refresh(table.scroll_to, y=sum(heights[:at]), animate=False)

    def _say(self) -> None:
        key = self.query_one(ListTable).current
        row = next((row for row in self._rows if row.key == key), None)
        self.query_one("#about", Static).update(row.hint if row else "")
        does = row.does if row else ""
        if does != self._does:
            self._does = does
            self.refresh_bindings()

    def words_of(self, action: str, words: str) -> str:
        """Say of Enter what it does in the row under the cursor."""
        return self._does or words if action == "change(0)" else words

    def action_change(self, step: int) -> None:
        """Change the row under the cursor."""
        key = self.query_one(ListTable).current
        if key and not key.startswith("#"):
            before = len(self._rows)
            self.change(key, step)
            self.show_rows()
            if len(self._rows) > before:
                self._show_unfolded(key, len(self._rows) - before)

    @on(DataTable.RowHighlighted)
    def _moved(self) -> None:
        table = self.query_one(ListTable)
        row = table.cursor_row
        if table.current and table.current.startswith("#"):
            # Upwards from the first row there is no other way than back.
            table.move_cursor(row=row + 1 if row > self._at or row == 0 else row - 1, animate=False)
            return
        self._at = row
        self._say()

    @on(DataTable.RowSelected)
    def _chosen(self, event: DataTable.RowSelected) -> None:
        event.stop()
        self.action_change(0)
