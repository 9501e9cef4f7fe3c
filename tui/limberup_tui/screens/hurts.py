""" "It hurts": three questions, three keys."""

from __future__ import annotations

from enum import Enum

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Static

from limberup.history.record import Hurt
from limberup.texts import tr
from limberup_tui.screens.dialog import BOX, LOW

__all__ = ["AskHurt", "Worry"]

_QUESTIONS = (
    (tr("How much does it hurt?"), tr("0 to 9, or t for ten\nw  a new sign that worries me: numb, weak, chest pain")),
    (tr("Is it sharp?"), tr("y  yes      n  no")),
    (
        tr("Does it go down the leg?"),
        tr("n  no\ns  yes, as it always does\nu  yes, but less far than before\nd  yes, further down than before"),
    ),
)


class Worry(Enum):
    """What is no matter of how much it hurts."""

    NEW_SIGN = tr("new sign")


class AskHurt(ModalScreen[Hurt | Worry | None]):
    """Gives what hurts, `Worry.NEW_SIGN` for a sign that is no pain, or None where it was left."""

    CSS = f"AskHurt {{ {BOX} }}"
    VERTICAL_BREAKPOINTS = LOW
    BINDINGS = [Binding("escape", "leave", tr("It does not hurt"), show=False, id="dialog.cancel")]

    def __init__(self) -> None:
        super().__init__()
        self.pain: int | None = None
        self.sharp: bool | None = None

    def compose(self) -> ComposeResult:
        """Show one question at a time."""
        with Vertical():
            yield Static("", markup=False, classes="question", id="question")
            yield Static("", markup=False, classes="more", id="keys")
            yield Static(tr("Esc  it does not hurt, go on"), markup=False)

    def on_mount(self) -> None:
        """Begin with the first question."""
        self._show()

    def _show(self) -> None:
        number = (self.pain is not None) + (self.sharp is not None)
        question, keys = _QUESTIONS[number]
        self.query_one("#question", Static).update(
            tr("{number} of 3: {question}").format(number=number + 1, question=question)
        )
        self.query_one("#keys", Static).update(keys)

    def on_key(self, event: events.Key) -> None:
        """Take the answer to the question that stands."""
        char = (event.character or "").lower()
        if event.key == "escape":
            return
        event.stop()
        if self.pain is None:
            if char == "w":
                self.dismiss(Worry.NEW_SIGN)
                return
            if char == "t" or (char.isascii() and char.isdigit()):
                self.pain = 10 if char == "t" else int(char)
        elif self.sharp is None:
            if char in ("y", "n"):
                self.sharp = char == "y"
        elif char in ("n", "s", "u", "d"):
            leg = {"n": "none", "s": "same", "u": "up", "d": "down"}[char]
            self.dismiss(Hurt(self.pain, self.sharp, leg))
            return
        self._show()

    def action_leave(self) -> None:
        """Go on as before."""
        self.dismiss(None)
