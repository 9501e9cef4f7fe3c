"""What a screen with the catalog in it has: search, filters, and an Escape that takes the search back first."""

from __future__ import annotations

from textual import on
from textual.widgets import Input

from limberup_tui.screens.base import Page
from limberup_tui.widgets.catalog import CatalogList

__all__ = ["SearchingPage"]


class SearchingPage(Page[None]):
    """A page that holds a `CatalogList`; subclasses bind the keys, and say what else is on it."""

    @property
    def catalog_list(self) -> CatalogList:
        """The list that is searched."""
        return self.query_one(CatalogList)

    @property
    def in_catalog(self) -> bool:
        """Whether the keys are the catalog's now."""
        return True

    def leave(self) -> None:
        """Leave the screen."""
        super().action_back()

    @on(CatalogList.Searched)
    def _searched(self) -> None:
        # The foot says what Escape does.
        self.refresh_bindings()

    def words_of(self, action: str, words: str) -> str:
        """Return what the foot says of a key: Escape leaves only where nothing is searched for."""
        return (self.in_catalog and self.catalog_list.words_of_escape) or words if action == "back" else words

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """In the search line a stroke is a letter like any other."""
        return not isinstance(self.focused, Input) if action == "search" else True

    def action_back(self) -> None:
        """Show the whole catalog again where something is searched for; else leave."""
        if not (self.in_catalog and self.catalog_list.take_escape()):
            self.leave()

    def action_search(self) -> None:
        """Go to the search line."""
        self.catalog_list.focus_search()

    def action_filter_pack(self) -> None:
        """Show the next pack alone."""
        self.catalog_list.next_pack()

    def action_filter_kind(self) -> None:
        """Show the next kind alone."""
        self.catalog_list.next_kind()
