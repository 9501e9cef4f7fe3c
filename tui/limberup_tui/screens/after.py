"""After: how it feels now, how hard it was, and a note."""

from __future__ import annotations

from dataclasses import dataclass

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.widgets import Input, Static

from limberup_tui.screens.scales import ScalePage
from limberup_tui.widgets.scale import Scale

__all__ = ["After", "AfterAnswers"]


@dataclass(frozen=True, slots=True)
class AfterAnswers:
    """What was said after a session; None where nothing was."""

    pain: int | None = None
    effort: int | None = None
    note: str = ""


class After(ScalePage[AfterAnswers]):
    """Asks three things, each of which may be left out. Whatever is done here, the session is kept."""

    TITLE_WORDS = "After the session"
    BINDINGS = [
        Binding("enter", "go_on", "Next, then save", id="after.next"),
        Binding("ctrl+s", "keep", "Save now", id="after.save"),
        Binding("escape", "keep", "Save and close", id="after.close"),
    ]
    DEFAULT_CSS = "After Input { margin: 0 1; }"

    def __init__(self, summary: str) -> None:
        super().__init__()
        self.summary = summary

    def content(self) -> ComposeResult:
        """Ask."""
        with VerticalScroll(can_focus=False):
            yield Static(self.summary, markup=False, classes="say gap")
            yield Scale("How much does it hurt now?", "no pain", "worst", id="pain")
            yield Scale("How hard was it?", "no effort", "all I have", id="effort")
            yield Static("A note, if you like:", markup=False, classes="say gap")
            yield Input(max_length=400, id="note")
            yield Static("Every answer may be left out.", markup=False, classes="hint")

    def action_go_on(self) -> None:
        """Go to the next question; after the last one save."""
        self.enter()

    def enter(self) -> None:
        """Go to the next question; after the last one save."""
        if self.at == len(self.scales):
            self.action_keep()
        else:
            self.go_to(self.at + 1)

    def action_keep(self) -> None:
        """Save what has been said."""
        pain = self.query_one("#pain", Scale).value
        effort = self.query_one("#effort", Scale).value
        self.dismiss(AfterAnswers(pain, effort, self.query_one("#note", Input).value.strip()))
