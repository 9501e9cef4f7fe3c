"""The library: every exercise, found by name, muscle or position, and shown as a card."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import Static

from limberup.safety.decision import Verdict
from limberup.texts import tr
from limberup_tui.screens.card import Card
from limberup_tui.screens.searching import SearchingPage
from limberup_tui.widgets.catalog import CatalogList

__all__ = ["Library"]


class Library(SearchingPage):
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

    def action_card(self) -> None:
        """Show the exercise as a card."""
        if exercise := self.query_one(CatalogList).current:
            self.app.push_screen(Card(exercise))
