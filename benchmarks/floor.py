"""A bare Textual app, the floor that limberup is measured against: no files, no packs, nothing to decide.

    python benchmarks/floor.py [ROWS]

A screen of text with a footer, as Today is; `s` shows another such screen and Escape goes back. With a number of rows
it is a search line over a list instead, as the builder's catalog is: what is typed leaves the rows that have it in
their name.
"""

from __future__ import annotations

import sys

from textual.app import App, ComposeResult
from textual.screen import Screen
from textual.widgets import Footer, Header, Label

LINES = 12


class Other(Screen[None]):
    """Another screen of text."""

    BINDINGS = [("escape", "app.pop_screen", "Back")]

    def compose(self) -> ComposeResult:
        """Show text over a footer."""
        yield Header()
        for number in range(LINES):
            yield Label(f"other {number} " + "y" * 40)
        yield Footer()


class Floor(App[None]):
    """The least app that has a title, text and keys at its foot."""

    BINDINGS = [("q", "quit", "Quit"), ("s", "other", "Screen"), ("a", "change", "Change")]

    def compose(self) -> ComposeResult:
        """Show text over a footer."""
        yield Header()
        for number in range(LINES):
            yield Label(f"line {number} " + "x" * 40)
        yield Footer()

    def on_mount(self) -> None:
        """Move nothing, as limberup does: an animation would make its answers last longer."""
        self.animation_level = "none"

    def action_change(self) -> None:
        """Change the first line."""
        self.query(Label).first().update("changed")

    def action_other(self) -> None:
        """Show the other screen."""
        self.push_screen(Other())


def search_floor(count: int) -> App[None]:
    """Return an app that searches so many rows; what it needs is only imported where it is asked for."""
    from textual.widgets import DataTable, Input, Static

    names = [f"{first} {second} {number}" for number, (first, second) in enumerate(_words(count))]

    class SearchFloor(App[None]):
        BINDINGS = [("q", "quit", "Quit")]

        def compose(self) -> ComposeResult:
            yield Input(placeholder="Search")
            yield Static("", id="count")
            yield DataTable(cursor_type="row", show_header=False)
            yield Footer()

        def on_mount(self) -> None:
            self.animation_level = "none"
            self.query_one(Input).cursor_blink = False
            self.query_one(DataTable).add_column("name")
            self._show("")

        def on_input_changed(self, event: Input.Changed) -> None:
            self._show(event.value)

        def _show(self, wanted: str) -> None:
            table = self.query_one(DataTable)
            table.clear()
            found = [name for name in names if wanted.lower() in name.lower()]
            table.add_rows([name] for name in found)
            self.query_one("#count", Static).update(f"{len(found)} found")

    return SearchFloor()


def _words(count: int) -> list[tuple[str, str]]:
    first = ("Glute", "Hip", "Knee", "Seated", "Standing", "Supine", "Side", "Wall", "Chair", "Figure")
    second = ("bridge", "stretch", "march", "plank", "slide", "roll", "raise", "twist", "lift", "press", "squeeze")
    return [(first[number % len(first)], second[number % len(second)]) for number in range(count)]


if __name__ == "__main__":
    (search_floor(int(sys.argv[1])) if sys.argv[1:] else Floor()).run()
