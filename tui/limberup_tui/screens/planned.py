"""Today's plan before it starts: what is done, what the rules changed, and why."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import Static

from limberup.plan import Plan
from limberup.safety.decision import State
from limberup_tui.screens.base import Page
from limberup_tui.widgets.table import ListTable
from limberup_tui.words import about_minutes, dose_words

__all__ = ["Planned"]

_STATE_WORDS = {
    State.FULL: "Your full session",
    State.STEADY: "Your session, nothing harder than last time",
    State.RESCUE: "A short, gentle session",
    State.REST_DAY: "A rest day: breathing and a short walk",
}


class Planned(Page[bool]):
    """Gives True where the person starts, else False."""

    TITLE_WORDS = "Today's plan"
    BINDINGS = [
        Binding("enter", "start", "Start", id="plan.start", priority=True),
        Binding("escape", "leave", "Not now", id="plan.leave"),
    ]

    def __init__(self, plan: Plan) -> None:
        super().__init__()
        self.plan = plan

    def content(self) -> ComposeResult:
        """Show the state with its reason, then the steps."""
        state = self.plan.gate.state
        minutes = about_minutes(self.plan.timeline.seconds)
        yield Static(f"{_STATE_WORDS[state]}, {minutes}.", markup=False, classes="say gap")
        if state is not State.FULL:
            decision = self.plan.gate.decision
            yield Static(f"{decision.why} (rule {decision.rule})", markup=False, classes="hint")
        yield ListTable(("", "Exercise", "How much"), (1, None, 26), wrap=True, id="steps", classes="gap")
        yield Static("", markup=False, classes="hint", id="marks")

    def on_mount(self) -> None:
        """Fill the list, as wide as there is room."""
        self._fill()
        self.query_one(ListTable).focus()

    def _fill(self) -> None:
        rows = []
        for number, line in enumerate(self.plan.lines):
            why = f"\n{line.decision.why}" if line.decision else ""
            if line.planned is None:
                rows.append((str(number), ("-", line.name + why, "left out"), "dim"))
                continue
            cue = f"\n{line.planned.cue}" if line.planned.cue and line.planned.instead_of else ""
            mark = "!" if line.decision else " "
            dose = dose_words(line.planned.dose, line.planned.exercise)
            rows.append((str(number), (mark, line.name + why + cue, dose), ""))
        self.query_one(ListTable).set_rows(rows)
        if any(line.decision for line in self.plan.lines):
            self.query_one("#marks", Static).update("! done differently or swapped   - left out, for your safety")

    def action_start(self) -> None:
        """Go to the player."""
        self.dismiss(True)

    def action_leave(self) -> None:
        """Leave it."""
        self.dismiss(False)
