""" "It hurts": three questions, three keys."""

from __future__ import annotations

from enum import Enum

from textual.binding import Binding

from limberup.history.record import Hurt
from limberup.texts import tr
from limberup_tui.asked_midway import LEGS
from limberup_tui.screens.by_key import AskByKey, number_of
from limberup_tui.screens.dialog import BOX

__all__ = ["AskHurt", "Worry"]

_QUESTIONS = (
    (tr("How much does it hurt?"), tr("0 to 9, or t for ten\nw  a new sign that worries me: numb, weak, chest pain")),
    (tr("Is it sharp?"), tr("y  yes      n  no")),
    (
        tr("Does it go down the leg, past the buttock?"),
        "\n".join(f"{key}  {words}" for key, (words, _) in LEGS.items()),
    ),
)


class Worry(Enum):
    """What is no matter of how much it hurts."""

    NEW_SIGN = tr("new sign")


class AskHurt(AskByKey[Hurt | Worry]):
    """Gives what hurts, `Worry.NEW_SIGN` for a sign that is no pain, or None where it was left."""

    CSS = f"AskHurt {{ {BOX} }}"
    BINDINGS = [Binding("escape", "leave", tr("It does not hurt"), show=False, id="dialog.cancel")]
    LEAVE = tr("Esc  it does not hurt, go on")

    def __init__(self) -> None:
        super().__init__()
        self.pain: int | None = None
        self.sharp: bool | None = None

    def question(self) -> tuple[str, str]:
        """Return the first question that is not answered, with its number."""
        at = (self.pain is not None) + (self.sharp is not None)
        question, keys = _QUESTIONS[at]
        # A slip is seen in time where the answer stands there.
        told = "" if self.pain is None else tr("You said {pain}. ").format(pain=self.pain)
        return told + tr("{number} of 3: {question}").format(number=at + 1, question=question), keys

    def take(self, char: str) -> None:
        """Take how much, whether it is sharp, and where it goes."""
        if self.pain is None:
            if char == "w":
                self.dismiss(Worry.NEW_SIGN)
            else:
                self.pain = number_of(char)
        elif self.sharp is None:
            if char in ("y", "n"):
                self.sharp = char == "y"
        elif char in LEGS:
            self.dismiss(Hurt(self.pain, self.sharp, LEGS[char][1]))

    def take_back(self) -> bool:
        """Take back whether it is sharp, or else how much it hurts."""
        given = self.pain is not None
        if self.sharp is not None:
            self.sharp = None
        else:
            self.pain = None
        return given
