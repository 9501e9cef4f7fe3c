"""A scale from 0 to 10, set with digits or arrows, readable without colour."""

from __future__ import annotations

import textwrap

from rich.cells import cell_len
from rich.text import Text
from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

__all__ = ["Scale"]

CELLS = 44
"""How wide the numbers stand, each with a gap behind it."""
TIGHT = 34
"""How wide they are without the gaps, where there is no more room."""


class Scale(Widget):
    """A question with an answer 0-10; nothing is chosen to begin with. Its page gives it the keys."""

    DEFAULT_CSS = """
    Scale {
        height: auto;
        padding: 0 1;
        margin-bottom: 1;
        border-left: outer $background;
        &.active { border-left: outer $accent; background: $surface; }
    }
    """

    value: reactive[int | None] = reactive(None)
    active: reactive[bool] = reactive(False)

    class Chosen(Message):
        """The value was set."""

        def __init__(self, scale: Scale, value: int) -> None:
            super().__init__()
            self.scale = scale
            self.value = value

    class Pointed(Message):
        """The mouse was pressed on it."""

        def __init__(self, scale: Scale) -> None:
            super().__init__()
            self.scale = scale

    def __init__(self, question: str, low: str, high: str, *, id: str) -> None:  # noqa: A002
        super().__init__(id=id)
        self.question = question
        self.low = low
        self.high = high

    def watch_active(self, active: bool) -> None:
        """Show which question takes the keys, by a mark as well as by colour."""
        self.set_class(active, "active")

    def render(self) -> Text:
        """Draw the question, the numbers with the chosen one in brackets, and what the ends mean."""
        width = self.content_size.width
        gap = " " * (self._step(width) - 3)
        text = Text("\n".join([*self._question_rows(width), ""]), style="bold", end="", no_wrap=True)
        for number in range(11):
            word = f"[{number}]" if number == self.value else f" {number} "
            text.append(word, style="bold reverse" if number == self.value else "not bold")
            text.append(gap if number < 10 else "\n")
        room = CELLS if gap else TIGHT
        between = " " * max(2, room - cell_len(self.low) - cell_len(self.high) - 4)
        text.append(f"0 {self.low}{between}{self.high} 10", style="not bold")
        return text

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return the rows of the question, and two for the numbers and what their ends mean."""
        return len(self._question_rows(width)) + 2

    def _question_rows(self, width: int) -> list[str]:
        """Return the question with its mark, in as many rows as it takes; what 0 and 10 are is never cut off for it."""
        rows = textwrap.wrap(self.question, max(8, width - 2)) or [""]
        return [f"{'> ' if self.active and not number else '  '}{row}" for number, row in enumerate(rows)]

    @staticmethod
    def _step(width: int) -> int:
        """Return the cells from one number to the next."""
        return 4 if width >= CELLS else 3

    def press(self, key: str, character: str | None) -> bool:
        """Take a key; return whether it meant anything here. A 0 right after a 1 makes ten."""
        if character and character.isascii() and character.isdigit():
            digit = int(character)
            self.choose(10 if digit == 0 and self.value == 1 else digit)
        elif key == "right":
            self.choose(0 if self.value is None else min(10, self.value + 1))
        elif key == "left":
            self.choose(0 if self.value is None else max(0, self.value - 1))
        else:
            return False
        return True

    def on_click(self, event: events.Click) -> None:
        """Choose the number that was clicked."""
        self.post_message(self.Pointed(self))
        # The border and the padding are left of the numbers, and the question is above them.
        step, x = self._step(self.content_size.width), event.x - 2
        if event.y == self.content_size.height - 2 and 0 <= x < 11 * step:
            self.choose(min(10, x // step))

    def choose(self, value: int) -> None:
        """Set the value and say so."""
        self.value = value
        self.post_message(self.Chosen(self, value))
