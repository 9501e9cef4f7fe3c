"""Questions that stand in front of a screen one after the other, each answered by one key."""

from __future__ import annotations

from typing import TypeVar

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Static

from limberup.texts import tr
from limberup_tui.screens.dialog import LOW

__all__ = ["AskByKey", "number_of"]

T = TypeVar("T")


def number_of(char: str) -> int | None:
    """Return the number 0-10 that a key gives, t for ten; None where it gives none."""
    return 10 if char == "t" else int(char) if char.isascii() and char.isdigit() else None


class AskByKey(ModalScreen[T | None]):
    """Gives the answers together, or None where they were left. Subclasses say what is asked, and take the keys."""

    VERTICAL_BREAKPOINTS = LOW
    LEAVE = ""
    """What Escape does, as it stands below every question."""
    _answered = 0
    """Questions that a slip could be taken back in."""

    def question(self) -> tuple[str, str]:
        """Return what is asked now, and the keys that answer it."""
        raise NotImplementedError

    def take(self, char: str) -> None:
        """Take a key, in lower case: note the answer, and give all of them after the last; else change nothing."""
        raise NotImplementedError

    def take_back(self) -> bool:
        """Take the last answer back; return whether there was one."""
        raise NotImplementedError

    def compose(self) -> ComposeResult:
        """Show one question at a time."""
        with Vertical():
            yield Static("", markup=False, classes="question", id="question")
            yield Static("", markup=False, classes="more", id="keys")
            yield Static("", markup=False, id="ways-out")

    def on_mount(self) -> None:
        """Begin with the first question."""
        self._show()

    def _show(self) -> None:
        question, keys = self.question()
        self.query_one("#question", Static).update(question)
        self.query_one("#keys", Static).update(keys)
        back = tr("Backspace  the question before") if self._answered else ""
        self.query_one("#ways-out", Static).update("\n".join(filter(None, (back, self.LEAVE))))

    def on_key(self, event: events.Key) -> None:
        """Take the answer to the question that stands."""
        if event.key == "escape":
            return
        event.stop()
        before = self.question()
        if event.key in ("backspace", "left"):
            self._answered -= self.take_back()
        else:
            self.take((event.character or "").lower())
            self._answered += self.question() != before
        if self.question() != before:
            self._show()

    def action_leave(self) -> None:
        """Leave them unanswered."""
        self.dismiss(None)
