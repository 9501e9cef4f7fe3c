"""The library: every exercise, found by name, muscle or position, and shown as a card."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import Static

from limberup.exercise import Exercise
from limberup.safety.decision import Verdict
from limberup.texts import tr
from limberup_tui.screens.card import Card, turn_offer, words_of_never
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
        Binding("x", "never", tr("Never offer"), id="library.never"),
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
        self._tell(event.exercise)

    def _tell(self, exercise: Exercise | None) -> None:
        text = ""
        if exercise:
            fitted = self.catalog_list.fitted(exercise)
            text = exercise.purpose if fitted.verdict is Verdict.ALLOW else fitted.why
        self.query_one("#about", Static).update(text)
        # The foot says whether x leaves it out or takes that back.
        self.refresh_bindings()

    @on(CatalogList.Picked)
    def _picked(self, event: CatalogList.Picked) -> None:
        self._open(event.exercise)

    def _open(self, exercise: Exercise) -> None:
        self.app.push_screen(Card(exercise), lambda _: self._judge_anew())

    def _judge_anew(self) -> None:
        self.catalog_list.judge_anew(self.house.filter())
        self._tell(self.catalog_list.current)

    def words_of(self, action: str, words: str) -> str:
        """Return what the foot says of a key: what is never offered can be offered again."""
        if action == "never" and self.is_mounted:
            return words_of_never(self.house.person, self.catalog_list.current) or words
        return super().words_of(action, words)

    def action_card(self) -> None:
        """Show the exercise as a card."""
        if exercise := self.catalog_list.current:
            self._open(exercise)

    def action_never(self) -> None:
        """Never offer the exercise any more, or again."""
        if exercise := self.catalog_list.current:
            turn_offer(self, exercise)
            self._judge_anew()
