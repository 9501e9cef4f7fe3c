"""How the morning after the last session was: a number and a yes or no, two keys at the next start."""

from __future__ import annotations

from dataclasses import dataclass

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Static

from limberup.texts import tr
from limberup_tui.screens.dialog import BOX

__all__ = ["AskMorning", "MorningAnswer"]


@dataclass(frozen=True, slots=True)
class MorningAnswer:
    """What was told of a morning."""

    pain: int
    """0-10."""
    usual: int
    """0-10."""
    sore_only: bool


class AskMorning(ModalScreen[MorningAnswer | None]):
    """Gives the answer, or None where it was left for later."""

    CSS = f"AskMorning {{ {BOX} }}"
    BINDINGS = [Binding("escape", "leave", tr("Not now"), show=False, id="dialog.cancel")]

    def __init__(self, when: str, usual: int | None) -> None:
        """Make the questions.

        Args:
            when: Which session it was, to follow "after your session".
            usual: The usual morning pain 0-10, or None to ask for it too.
        """
        super().__init__()
        self.when = when
        self.usual = usual
        self.pain: int | None = None

    def compose(self) -> ComposeResult:
        """Show one question at a time."""
        with Vertical():
            yield Static("", markup=False, classes="question", id="question")
            yield Static("", markup=False, classes="more", id="keys")
            yield Static(tr("Esc  not now"), markup=False)

    def on_mount(self) -> None:
        """Begin with the pain."""
        self._show()

    def _show(self) -> None:
        keys = tr("0 to 9, or t for ten. 0 is no pain, 10 the worst.")
        if self.pain is None:
            question = tr("The morning after your session {when}: how much did it hurt?").format(when=self.when)
        elif self.usual is None:
            question, keys = tr("And on a usual morning?"), keys + tr(" Asked this once.")
        else:
            question = tr("Was it only sore muscles, felt when you moved?")
            keys = tr("y  yes, only that\nn  no, or not sure")
        self.query_one("#question", Static).update(question)
        self.query_one("#keys", Static).update(keys)

    def on_key(self, event: events.Key) -> None:
        """Take the answer to the question that stands."""
        if event.key == "escape":
            return
        event.stop()
        char = (event.character or "").lower()
        number = 10 if char == "t" else int(char) if char.isascii() and char.isdigit() else None
        if self.pain is None or self.usual is None:
            if number is None:
                return
            if self.pain is None:
                self.pain = number
            else:
                self.usual = number
        elif char in ("y", "n"):
            self.dismiss(MorningAnswer(self.pain, self.usual, char == "y"))
            return
        if self.pain == 0 and self.usual is not None:
            # Nothing hurt, so there was nothing to be sore.
            self.dismiss(MorningAnswer(0, self.usual, sore_only=False))
            return
        self._show()

    def action_leave(self) -> None:
        """Leave it for later; until it is told the session counts as unknown."""
        self.dismiss(None)
