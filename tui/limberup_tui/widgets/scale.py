"""A scale from 0 to 10, set with digits or arrows, readable without colour."""

from __future__ import annotations

from rich.text import Text
from textual import events
from textual.binding import Binding
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

__all__ = ["Scale"]


class Scale(Widget, can_focus=True):
    """A question with an answer 0-10; nothing is chosen to begin with."""

    DEFAULT_CSS = """
    Scale {
        height: 4;
        padding: 0 1;
        border-left: outer $background;
        &:focus { border-left: outer $accent; background: $surface; }
    }
    """

    BINDINGS = [
        Binding("left", "step(-1)", "Less", show=False),
        Binding("right", "step(1)", "More", show=False),
    ]

    value: reactive[int | None] = reactive(None)

    class Chosen(Message):
        """The value was set."""

        def __init__(self, scale: Scale, value: int) -> None:
            super().__init__()
            self.scale = scale
            self.value = value

        @property
        def control(self) -> Scale:
            """The scale."""
            return self.scale

    def __init__(self, question: str, low: str, high: str, *, id: str) -> None:  # noqa: A002
        super().__init__(id=id)
        self.question = question
        self.low = low
        self.high = high

    def render(self) -> Text:
        """Draw the question, the numbers with the chosen one in brackets, and what the ends mean."""
        text = Text(self.question + "\n", style="bold", end="")
        for number in range(11):
            word = f"[{number}]" if number == self.value else f" {number} "
            text.append(word, style="bold reverse" if number == self.value else "")
            text.append(" " if number < 10 else "\n")
        room = 44
        gap = max(2, room - len(self.low) - len(self.high) - 4)
        text.append(f"0 {self.low}{' ' * gap}{self.high} 10", style="dim")
        return text

    def action_step(self, by: int) -> None:
        """Choose the next number up or down."""
        self.choose(min(10, max(0, (self.value if self.value is not None else (-1 if by > 0 else 1)) + by)))

    def on_key(self, event: events.Key) -> None:
        """Choose by digit; a 0 right after a 1 makes ten."""
        if event.character and event.character.isascii() and event.character.isdigit():
            digit = int(event.character)
            self.choose(10 if digit == 0 and self.value == 1 else digit)
            event.stop()

    def on_click(self, event: events.Click) -> None:
        """Choose the number that was clicked."""
        if event.y == 1 and 0 <= event.x - 2 < 44:
            self.choose(min(10, (event.x - 2) // 4))

    def choose(self, value: int) -> None:
        """Set the value and say so."""
        self.value = value
        self.post_message(self.Chosen(self, value))
