"""Check-in, second part: how much it hurts now. The red flags come first, as a list to tick."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.widgets import Static

from limberup.person import CheckIn
from limberup.texts import tr
from limberup_tui.screens.scales import ScalePage
from limberup_tui.widgets.scale import Scale
from limberup_tui.words import time_words

__all__ = ["PainNow"]

TIMES = (None, 5, 10, 15, 20, 30)
"""Minutes to choose from; None for as long as it takes."""


class PainNow(ScalePage[CheckIn | None]):
    """Asks for the pain at rest and on moving; gives the check-in, or None where it was left."""

    TITLE_WORDS = tr("Check-in: pain now")
    BINDINGS = [
        Binding("enter", "go_on", tr("Continue"), id="checkin.continue"),
        Binding("m", "morning", tr("Just out of bed: yes/no"), id="checkin.morning"),
        Binding("t", "time", tr("Time you have"), id="checkin.time"),
    ]

    def __init__(self, usual: int | None = None, title: str = "") -> None:
        """Make the page.

        Args:
            usual: Minutes that the session takes where no others are chosen; None for as many as it needs.
            title: Of the screen, where it is not the usual one.
        """
        super().__init__()
        if title:
            self.TITLE_WORDS = title
        self.usual = usual
        self.just_up = False
        self.minutes: int | None = None

    def content(self) -> ComposeResult:
        """Show the two scales."""
        with VerticalScroll(can_focus=False):
            yield Static(tr("Type 0 to 10, then Enter."), markup=False, classes="say")
            yield Scale(tr("Pain at rest?"), tr("no pain"), tr("worst"), id="rest")
            yield Scale(tr("Pain when you move?"), tr("no pain"), tr("worst"), id="move")
            yield Static("", markup=False, classes="say gap", id="up")
            yield Static("", markup=False, classes="say", id="time")
            yield Static("", markup=False, classes="hint gap", id="say")

    def go_to(self, number: int) -> None:
        """Let a question take the keys, and say where they lead from it."""
        super().go_to(number)
        self._say()

    def _say(self) -> None:
        answer, other = (tr("yes"), tr("no")) if self.just_up else (tr("no"), tr("yes"))
        self.query_one("#up", Static).update(
            tr("Out of bed under an hour? {answer}   (m: {other})").format(answer=answer, other=other)
        )
        time = time_words(self.minutes, self.usual)
        self.query_one("#time", Static).update(tr("Time: {time}   (t)").format(time=time))
        rest, move = self.query_one("#rest", Scale).value, self.query_one("#move", Scale).value
        ready = rest is not None and move is not None
        say = self.query_one("#say", Static)
        words = [tr("Enter: continue.")] if ready else []
        words += [tr("Up: the question before.")] if self.at else []
        say.update(" ".join(words))
        say.remove_class("wrong")

    @on(Scale.Chosen)
    def _chosen(self) -> None:
        self._say()

    def action_morning(self) -> None:
        """Say whether the back has just got out of bed: it is not rounded far in the first hour."""
        self.just_up = not self.just_up
        self._say()

    def action_time(self) -> None:
        """Say how much time there is: the next of a few."""
        at = TIMES.index(self.minutes)
        self.minutes = TIMES[(at + 1) % len(TIMES)]
        self._say()

    def action_go_on(self) -> None:
        """Go to the question that is open, or finish."""
        self.enter()

    def enter(self) -> None:
        """Go to the question that is open, or finish."""
        for number, scale in enumerate(self.scales):
            if scale.value is None:
                stays = self.at == number
                self.go_to(number)
                if stays:
                    say = self.query_one("#say", Static)
                    say.update(tr("Choose a number first: 0 is no pain, 10 the worst."))
                    say.add_class("wrong")
                return
        rest, move = (self.query_one(f"#{name}", Scale).value for name in ("rest", "move"))
        assert rest is not None
        assert move is not None
        self.dismiss(CheckIn(self.house.clock.moment(), rest, move, 30 if self.just_up else 300, self.minutes))
