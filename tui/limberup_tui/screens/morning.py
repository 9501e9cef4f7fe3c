"""How the morning after the last session was: a number and a yes or no, two keys at the next start."""

from __future__ import annotations

from dataclasses import dataclass

from textual.binding import Binding

from limberup.texts import tr
from limberup_tui.screens.by_key import AskByKey, number_of
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


class AskMorning(AskByKey[MorningAnswer]):
    """Gives the answer, or None where it was left for later: until it is told the session counts as unknown."""

    CSS = f"AskMorning {{ {BOX} }}"
    BINDINGS = [Binding("escape", "leave", tr("Not now"), show=False, id="dialog.cancel")]
    LEAVE = tr("Esc  not now")

    def __init__(self, when: str, usual: int | None) -> None:
        """Make the questions.

        Args:
            when: Which session it was, to follow "after your session".
            usual: The usual morning pain 0-10, or None to ask for it too.
        """
        super().__init__()
        self.when = when
        self.usual = usual
        self.asks_usual = usual is None
        self.pain: int | None = None

    def question(self) -> tuple[str, str]:
        """Return the first question that is not answered."""
        keys = tr("0 to 9, or t for ten. 0 is no pain, 10 the worst.")
        if self.pain is None:
            return tr("The morning after your session {when}: how much did it hurt?").format(when=self.when), keys
        if self.usual is None:
            return tr("And on a usual morning?"), keys + tr(" Asked this once.")
        return tr("Was it only sore muscles, felt when you moved?"), tr("y  yes, only that\nn  no, or not sure")

    def take(self, char: str) -> None:
        """Take the pain, what is usual where that is not known, and whether it was soreness alone."""
        if self.pain is None:
            self.pain = number_of(char)
        elif self.usual is None:
            self.usual = number_of(char)
        elif char in ("y", "n"):
            self.dismiss(MorningAnswer(self.pain, self.usual, char == "y"))
            return
        if self.pain == 0 and self.usual is not None:
            # Nothing hurt, so there was nothing to be sore.
            self.dismiss(MorningAnswer(0, self.usual, sore_only=False))

    def take_back(self) -> bool:
        """Take back what is usual where it was asked here, or else the pain."""
        given = self.pain is not None
        if self.usual is not None and self.asks_usual:
            self.usual = None
        else:
            self.pain = None
        return given
