"""A look back at the weeks so far, and how well the activities go that the person wants to do better."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.widgets import Static

from limberup.texts import tr
from limberup_tui.screens.scales import ScalePage
from limberup_tui.widgets.scale import Scale

__all__ = ["Activities", "LookBack"]


class LookBack(ScalePage[dict[str, int] | None]):
    """Gives the scores 0-10 by activity, none where none were asked or given; None where it was left for later."""

    TITLE_WORDS = tr("A look back")
    BINDINGS = [
        Binding("enter", "go_on", tr("Continue"), id="review.continue"),
        Binding("escape", "later", tr("Another time"), id="review.later"),
    ]

    def __init__(self, lines: Sequence[str]) -> None:
        """Make the screen.

        Args:
            lines: What there is to say, a sentence each.
        """
        super().__init__()
        self.lines = lines

    def content(self) -> ComposeResult:
        """Say how it went, then ask."""
        goals = self.house.person.goals
        with VerticalScroll(can_focus=False):
            for line in self.lines:
                yield Static(line, markup=False, classes="say")
            if goals:
                yield Static(tr("How well can you do these now?"), markup=False, classes="say gap")
            for number, goal in enumerate(goals):
                yield Scale(goal, tr("not at all"), tr("as well as ever"), id=f"goal-{number}")

    def action_go_on(self) -> None:
        """Go to the question that is open, or finish."""
        self.enter()

    def enter(self) -> None:
        """Go to the next question; after the last one finish."""
        if self.at + 1 < len(self.scales):
            self.go_to(self.at + 1)
            return
        goals = self.house.person.goals
        scores = {goal: scale.value for goal, scale in zip(goals, self.scales, strict=True)}
        self.dismiss({goal: score for goal, score in scores.items() if score is not None})

    def action_later(self) -> None:
        """Leave it for another start."""
        self.dismiss(None)


class Activities(LookBack):
    """The same question alone, in between: gives what a look back gives."""

    TITLE_WORDS = tr("What you want to do better")
