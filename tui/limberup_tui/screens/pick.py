"""A list to choose one thing from; a letter goes to the next that begins with it."""

from __future__ import annotations

from collections.abc import Mapping

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import DataTable, Static

from limberup.catalog import fold
from limberup.help_numbers import countries
from limberup.texts import tr
from limberup_tui.screens.base import Page
from limberup_tui.widgets.table import ListTable

__all__ = ["Pick", "country_list"]


class Pick(Page[str | None]):
    """Gives the id of what was chosen, or None where the list was left."""

    BINDINGS = [Binding("enter", "choose", tr("Choose"), id="pick.choose")]

    def __init__(self, title: str, intro: str, items: Mapping[str, str], chosen: str = "") -> None:
        """Make the list.

        Args:
            title: Of the screen.
            intro: What is asked.
            items: Text by id, in order.
            chosen: Id that the cursor begins on.
        """
        super().__init__()
        self.TITLE_WORDS = title
        self.intro = intro
        self.items = items
        self.chosen = chosen

    def content(self) -> ComposeResult:
        """Put the question over the list."""
        yield Static(self.intro, markup=False, classes="say")
        yield ListTable(("",), (None,), show_header=False, id="items", classes="gap")

    def on_mount(self) -> None:
        """Fill the list."""
        table = self.query_one(ListTable)
        table.set_rows([(id_, (text,), "") for id_, text in self.items.items()])
        table.select(self.chosen)
        table.focus()

    def on_key(self, event: events.Key) -> None:
        """Go to the next row that begins with that letter."""
        if not event.character or not event.character.isalpha():
            return
        table, ids = self.query_one(ListTable), list(self.items)
        after = table.cursor_row + 1
        for id_ in ids[after:] + ids[:after]:
            if fold(self.items[id_]).startswith(fold(event.character)):
                table.select(id_)
                event.stop()
                return

    @on(DataTable.RowSelected)
    def _clicked(self, event: DataTable.RowSelected) -> None:
        event.stop()
        self.action_choose()

    def action_choose(self) -> None:
        """Give what the cursor is on."""
        self.dismiss(self.query_one(ListTable).current)


def country_list(chosen: str) -> Pick:
    """Return the list of countries whose numbers are known, and one row for all others."""
    intro = tr("Where you are: for the numbers that limberup shows when you need help. A letter goes to its countries.")
    known = countries()
    items = {"": tr("not said, or not in this list"), **known}
    if chosen and chosen not in known:
        items[chosen] = chosen
    return Pick(tr("Your country"), intro, items, chosen)
