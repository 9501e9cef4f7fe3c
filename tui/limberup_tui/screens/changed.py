"""Screening again: what is noted, and whether any of it has changed. One key where nothing has."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.widgets import Static

from limberup.texts import tr
from limberup_tui.asked import WHEN_ASKED_AGAIN, noted_lines
from limberup_tui.screens.base import Page

__all__ = ["Changed"]


class Changed(Page[bool | None]):
    """Gives whether something has changed, or None where it was left."""

    TITLE_WORDS = tr("Has anything changed?")
    BINDINGS = [
        Binding("n", "nothing", tr("Nothing new"), id="changed.nothing"),
        Binding("c", "something", tr("Something has changed"), id="changed.something"),
        Binding("escape", "back", tr("Not now"), id="back"),
    ]
    DEFAULT_CSS = """
    Changed {
        & VerticalScroll { padding: 1 2; }
        & VerticalScroll Static { max-width: 76; }
        & .about { color: $secondary; text-style: bold; }
        & .told { margin-bottom: 1; }
    }
    """

    def content(self) -> ComposeResult:
        """Show what is noted."""
        person = self.house.person
        since = tr(" on {screened:%d.%m.%Y}").format(screened=person.screened) if person.screened else ""
        with VerticalScroll():
            yield Static(
                tr("This is what you said{since}. Has any of it changed?").format(since=since),
                markup=False,
                classes="told",
            )
            for about, told in noted_lines(person):
                yield Static(about, markup=False, classes="about")
                yield Static(told, markup=False, classes="told")
            yield Static(WHEN_ASKED_AGAIN, markup=False)

    def action_nothing(self) -> None:
        """Say that nothing is new."""
        self.dismiss(False)

    def action_something(self) -> None:
        """Go through the questions."""
        self.dismiss(True)
