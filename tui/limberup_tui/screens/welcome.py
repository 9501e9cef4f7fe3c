"""The first start: what limberup is and is not, read once."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.widgets import Static

from limberup.texts import tr
from limberup_tui.asked import WELCOME
from limberup_tui.screens.base import Page

__all__ = ["Welcome"]


class Welcome(Page[bool | None]):
    """Read once; gives True when it has been, None where it was left or skipped."""

    TITLE_WORDS = tr("What limberup is not")
    BINDINGS = [
        Binding("enter", "read", tr("I have read this: go on"), id="welcome.read"),
        Binding("s", "skip", tr("Look around first"), id="welcome.skip"),
    ]
    DEFAULT_CSS = """
    Welcome { & VerticalScroll { padding: 0 2; } & VerticalScroll Static { max-width: 76; margin-top: 1; } }
    """

    def __init__(self, title: str = "") -> None:
        """Make the screen.

        Args:
            title: Of the first start; "" where it is read again.
        """
        super().__init__()
        self.first = bool(title)
        self.skipped = False
        if title:
            self.TITLE_WORDS = title

    def content(self) -> ComposeResult:
        """Show the text."""
        with VerticalScroll():
            yield Static(WELCOME, markup=False)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to skip only the first time."""
        return self.first if action == "skip" else True

    def action_read(self) -> None:
        """Note that it has been read."""
        self.dismiss(True)

    def action_skip(self) -> None:
        """Leave it for another time."""
        self.skipped = True
        self.dismiss(None)
