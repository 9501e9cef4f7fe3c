"""The first start: what limberup is and is not, read once."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.widgets import Static

from limberup_tui.screens.base import Page

__all__ = ["Welcome"]

TEXT = """\
limberup leads you through exercises for a sore lower back and hips.

Before each session it asks how you are. Your answers decide what it offers, \
so please answer as things are today. "Not sure" counts as yes.

What it is not
It does not examine you, it makes no diagnosis, and it is no medical device. \
Its rules come from published sources and from our own judgement, and no clinician \
has reviewed them yet. Talk to a doctor or physiotherapist before you begin a new programme, \
and whenever something worries you.

While you exercise
Feeling a stretch or effort is fine. Pain is a signal: press h at any moment, say how much it hurts, \
and limberup tells you whether to ease, to stop the exercise or to stop for today.

Everything you enter stays in files on this machine.
"""


class Welcome(Page[bool]):
    """Read once; gives True when it has been."""

    TITLE_WORDS = "Welcome"
    BINDINGS = [
        Binding("enter", "read", "I have read this", id="welcome.read"),
        Binding("escape", "leave", "Not now", id="welcome.leave"),
    ]
    DEFAULT_CSS = "Welcome VerticalScroll { padding: 1 2; } Welcome VerticalScroll Static { max-width: 76; }"

    def content(self) -> ComposeResult:
        """Show the text."""
        with VerticalScroll():
            yield Static(TEXT, markup=False)

    def action_read(self) -> None:
        """Note that it has been read."""
        self.dismiss(True)

    def action_leave(self) -> None:
        """Leave it for another time."""
        self.dismiss(False)
