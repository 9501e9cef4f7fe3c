"""Questions that stand in front of a screen."""

from __future__ import annotations

from dataclasses import dataclass

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Button, Input, Static

from limberup.texts import tr
from limberup_tui.terminal import border

__all__ = ["BOX", "LOW", "Ask", "AskText", "Option"]

BOX = f"""
    align: center middle;
    & > Vertical {{
        width: 64;
        max-width: 96%;
        height: auto;
        max-height: 94%;
        overflow-y: auto;
        padding: 1 2;
        border: {border()} $primary;
        background: $surface;
        /* A bar takes a column, which makes a line wrap, which makes the bar stay. */
        scrollbar-size: 0 0;
    }}
    & .question {{ text-style: bold; margin-bottom: 1; }}
    & .more {{ margin-bottom: 1; }}
    & .about {{ margin-top: 1; height: 2; }}
    & .wrong {{ color: $error; }}
    &.-low > Vertical {{ width: 100%; max-width: 100%; max-height: 100%; padding: 0 1; }}
    &.-low .question {{ margin-bottom: 0; }}
    &.-low .more {{ margin-bottom: 0; }}
    &.-low .about {{ margin-top: 0; }}
"""
LOW = [(0, "-low"), (16, "-high")]
"""Rows below which a box has no room to spare."""


_NAMES = {"enter": tr("Enter"), "escape": tr("Esc"), "backspace": tr("Backspace")}
"""Keys that write nothing, as they stand on a keyboard."""


@dataclass(frozen=True, slots=True)
class Option:
    """One answer: the key that gives it, and its words."""

    key: str
    words: str
    about: str = ""
    """What is told of it while the cursor is on it."""


class Ask(ModalScreen[str]):
    """A question with a few answers, one key each. Gives the key; Escape gives "" where it is no answer itself."""

    CSS = f"""
    Ask {{ {BOX}
        & Button {{
            width: 100%; min-width: 10; height: auto; margin: 0; border: none; text-align: left;
            content-align: left middle; text-style: none;
            /* The whole row, as in every list: a label alone that is lit looks like a word in the text. */
            &:focus {{ background: $block-cursor-background; color: $block-cursor-foreground; text-style: bold; }}
        }}
    }}
    """
    VERTICAL_BREAKPOINTS = LOW
    BINDINGS = [Binding("escape", "unanswered", tr("Cancel"), show=False, id="dialog.cancel")]
    AUTO_FOCUS = ""

    def __init__(self, question: str, options: list[Option], more: str = "", *, weighs: bool = False) -> None:
        """Make the question.

        Args:
            question: One sentence.
            options: The answers.
            more: What is told after the question, or "".
            weighs: Whether each answer keeps or loses something for good: then the cursor begins on none of them,
                and an Enter typed too much answers nothing.
        """
        super().__init__()
        self.question = question
        self.options = options
        self.more = more
        self.weighs = weighs

    def compose(self) -> ComposeResult:
        """Stack the question and its answers."""
        with Vertical():
            yield Static(self.question, markup=False, classes="question")
            if self.more:
                yield Static(self.more, markup=False, classes="more")
            for number, option in enumerate(self.options):
                key = _NAMES.get(option.key, option.key)
                yield Button(f"{key}  {option.words}", id=f"answer-{number}", compact=True)
            if any(option.about for option in self.options):
                yield Static("", markup=False, classes="about")

    def on_mount(self) -> None:
        """Put the cursor on the first answer, where Enter may give it; the question is seen first."""
        if not self.weighs:
            self.query_one("#answer-0").focus(scroll_visible=False)

    @on(events.Resize)
    def _say_more(self) -> None:
        self.call_after_refresh(self._tell_of_more)

    def _tell_of_more(self) -> None:
        box = self.query_one(Vertical)
        box.border_subtitle = tr("more: arrow down") if box.max_scroll_y else ""

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Tell of the answer that the cursor is on."""
        for line in self.query(".about").results(Static):
            line.update(self._of(event.widget).about)

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Give the answer of the button."""
        event.stop()
        self.dismiss(self._of(event.button).key)

    def _of(self, button: Widget) -> Option:
        return self.options[int((button.id or "answer-0").removeprefix("answer-"))]

    def on_key(self, event: events.Key) -> None:
        """Give the answer of the key; up and down go from one to the next."""
        if event.key in ("down", "up"):
            event.stop()
            box = self.query_one(Vertical)
            first = self.focused is self.query_one("#answer-0")
            if event.key == "up" and first and box.scroll_y:
                # Back to where the question begins.
                box.scroll_home(animate=False)
            else:
                (self.focus_next if event.key == "down" else self.focus_previous)(Button)
            return
        name = event.character if event.character and event.is_printable else event.key
        for option in self.options:
            if option.key == name and name != "enter":
                event.stop()
                self.dismiss(option.key)
                return

    def action_unanswered(self) -> None:
        """Leave the question: whoever asked must then change nothing, or ask again."""
        self.dismiss("escape" if any(option.key == "escape" for option in self.options) else "")


class AskText(ModalScreen[str | None]):
    """A question answered with a line of text. Gives the text, or None where it was left."""

    CSS = f"AskText {{ {BOX} }}"
    VERTICAL_BREAKPOINTS = LOW
    BINDINGS = [Binding("escape", "leave", tr("Cancel"), show=False, id="dialog.cancel")]

    WRONG_AT = "#hint"
    """The line that says what is wrong with an answer."""

    def __init__(self, question: str, text: str = "", hint: str = "") -> None:
        super().__init__()
        self.question = question
        self.text = text
        self.hint = hint

    def compose(self) -> ComposeResult:
        """Put the question over the line."""
        with Vertical():
            yield Static(self.question, markup=False, classes="question")
            yield Input(self.text, max_length=80, id="text")
            yield from self.below()
            yield Static(tr("Enter  keep      Esc  cancel"), markup=False)

    def below(self) -> ComposeResult:
        """Yield what stands under the line."""
        yield Static(self.hint, markup=False, classes="more", id="hint")

    def given(self, text: str) -> str:
        """Return the answer that a text without a problem gives."""
        return text.strip()

    def problem(self, text: str) -> str:
        """Return what is wrong with an answer, or ""."""
        return "" if text.strip() else tr("Type something first, or press Escape.")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Give the answer, or say what is wrong with it."""
        event.stop()
        if wrong := self.problem(event.value):
            line = self.query_one(self.WRONG_AT, Static)
            line.update(wrong)
            line.add_class("wrong")
        else:
            self.dismiss(self.given(event.value))

    def action_leave(self) -> None:
        """Give no answer."""
        self.dismiss(None)
