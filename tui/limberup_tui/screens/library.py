"""The library: every exercise, found by name, muscle or position, and shown as a card."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import Input, Static

from limberup.safety.decision import Verdict
from limberup.texts import tr
from limberup_tui.screens.base import Page
from limberup_tui.screens.card import Card
from limberup_tui.widgets.catalog import CatalogList

__all__ = ["Library"]


class Library(Page[None]):
    """Every exercise of every pack in use."""

    TITLE_WORDS = tr("Library")
    BINDINGS = [
        Binding("slash", "search", tr("Search"), id="library.search", priority=True),
        Binding("enter", "card", tr("Card"), id="library.card"),
        Binding("f", "filter_pack", tr("Filter pack"), id="library.pack"),
        Binding("k", "filter_kind", tr("Filter kind"), id="library.kind"),
        Binding("g", "app.show('guides')", tr("Guides"), id="library.guides"),
    ]
    DEFAULT_CSS = "Library #about { height: 2; }"

    def content(self) -> ComposeResult:
        """Show the list over what the cursor is on."""
        catalog = self.house.catalog
        yield CatalogList(catalog, self.house.filter(), list(catalog.exercises.values()))
        yield Static("", markup=False, classes="hint", id="about")

    def on_mount(self) -> None:
        """Begin in the list."""
        self.query_one(CatalogList).focus_list()

    @on(CatalogList.Moved)
    def _moved(self, event: CatalogList.Moved) -> None:
        text = ""
        if event.exercise:
            fitted = self.query_one(CatalogList).fitted(event.exercise)
            text = event.exercise.purpose if fitted.verdict is Verdict.ALLOW else fitted.why
        self.query_one("#about", Static).update(text)

    @on(CatalogList.Picked)
    def _picked(self, event: CatalogList.Picked) -> None:
        self.app.push_screen(Card(event.exercise))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """In the search line a stroke is a letter like any other."""
        return not isinstance(self.focused, Input) if action == "search" else True

    def action_card(self) -> None:
        """Show the exercise as a card."""
        if exercise := self.query_one(CatalogList).current:
            self.app.push_screen(Card(exercise))

    def action_search(self) -> None:
        """Go to the search line."""
        self.query_one(CatalogList).focus_search()

    def action_filter_pack(self) -> None:
        """Show the next pack alone."""
        self.query_one(CatalogList).next_pack()

    def action_filter_kind(self) -> None:
        """Show the next kind alone."""
        self.query_one(CatalogList).next_kind()
