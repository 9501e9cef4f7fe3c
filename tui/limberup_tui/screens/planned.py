"""Today's plan before it starts: what is done, what the rules changed, and why. It can be made less here."""

from __future__ import annotations

from collections.abc import Callable

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import DataTable, Static

from limberup.plan import Plan, PlanLine
from limberup.routine import Routine
from limberup.safety.decision import Decision, State
from limberup.safety.progress import Change
from limberup.safety.walk import Judge
from limberup.text import clean
from limberup.texts import tr
from limberup_tui.asked import REFER_WORDS
from limberup_tui.asked_midway import other_words
from limberup_tui.plan_draft import PlanDraft
from limberup_tui.screens.base import Page
from limberup_tui.screens.dialog import Ask, Option
from limberup_tui.screens.why import Why
from limberup_tui.steps import conditions_unchanged, conditions_words, things_words
from limberup_tui.widgets.table import ListTable
from limberup_tui.words import about_minutes, dose_words, placed

__all__ = ["Planned"]

_MARKS = {Change.PROGRESS: "+", Change.REGRESS: "v", Change.RESTART: "v"}
_LEGEND = (
    ("+", tr("a little more")),
    ("v", tr("a step back")),
    ("=", tr("no more than last time")),
    ("!", tr("done differently")),
    ("-", tr("left out")),
)


class Planned(Page[Plan | None]):
    """Gives the plan as the person starts it, or None where they don't."""

    TITLE_WORDS = tr("Today's plan")
    BINDINGS = [
        Binding("enter", "start", tr("Start"), id="plan.start", priority=True),
        Binding("w", "why", tr("Why"), id="plan.why"),
        Binding("e", "easier", tr("Take it easier"), id="plan.easier"),
        Binding("s", "swap", tr("Swap"), id="plan.swap"),
        Binding("x", "leave_out", tr("Leave out"), id="plan.leave-out"),
        Binding("u", "undo", tr("Undo"), id="plan.undo"),
        Binding("escape", "leave", tr("Not now"), id="plan.leave"),
    ]
    DEFAULT_CSS = "Planned #note { height: auto; max-height: 4; }"

    def __init__(
        self,
        plan: Plan,
        remake: Callable[[Routine, bool], Plan],
        judge: Judge,
        chosen: tuple[Decision, ...] = (),
        *,
        name: str = "",
    ) -> None:
        """Make the screen.

        Args:
            plan: What was made of the routine.
            remake: Makes the plan of another routine, easier or not, for the same check-in.
            judge: The filter X for this person now.
            chosen: Why each exercise was chosen, where limberup chose.
            name: What the routine is called, where the person chose.
        """
        super().__init__()
        if name:
            self.TITLE_WORDS = tr("{routine}, today").format(routine=clean(name))
        self.draft = PlanDraft(self.house, plan, remake, judge, chosen)
        self._unsaid = () if self.house.records else chosen
        """What is left to Why: on a first start five lines are read sooner than ten."""

    @property
    def plan(self) -> Plan:
        """The plan as it is now."""
        return self.draft.plan

    def content(self) -> ComposeResult:
        """Show the state with its reason, then the steps."""
        yield Static("", markup=False, classes="say gap", id="state")
        yield Static("", markup=False, classes="hint", id="note")
        yield ListTable(("", "", ""), (1, None, 26), show_header=False, wrap=True, id="steps", classes="gap")
        yield Static("", markup=False, classes="hint", id="marks")

    def on_mount(self) -> None:
        """Fill the list, as wide as there is room."""
        self._show()
        table = self.query_one(ListTable)
        table.focus()
        self.watch(table, "scroll_y", self._say_marks, init=False)

    def on_resize(self) -> None:
        """Say whether there is more below."""
        self.call_after_refresh(self._say_marks)

    def _show(self) -> None:
        plan = self.plan
        state = plan.gate.state
        minutes = about_minutes(self.house.timeline(plan).seconds) if plan.steps else tr("nothing left")
        self.query_one("#state", Static).update(f"{self.draft.heading}, {minutes}.")
        said = [] if state is State.FULL else [plan.gate.decision]
        said += plan.notes
        words = [decision.why for decision in said]
        words += [REFER_WORDS[plan.refer]] if plan.refer > plan.gate.refer else []
        if conditions := conditions_words(self.house, plan):
            words.append(conditions)
        if things := things_words(plan):
            words.append(things)
        note = self.query_one("#note", Static)
        note.update("\n".join(words))
        note.display = bool(words)
        rows = [
            (str(number), self._cells(line), "dim" if line.left_out else "") for number, line in enumerate(plan.lines)
        ]
        self.query_one(ListTable).set_rows(rows)
        self._say_marks()
        self.refresh_bindings()

    def _say_marks(self) -> None:
        used = {self._mark(line) for line in self.plan.lines}
        legend = [" ".join(mark) for mark in _LEGEND if mark[0] in used]
        more = [tr("More below: arrows or Page Down.")] if self.query_one(ListTable).more_below else []
        self.query_one("#marks", Static).update("   ".join([*more, *legend]))

    def _mark(self, line: PlanLine) -> str:
        if line.left_out:
            return "-"
        if line.decisions and line.change in _MARKS:
            return _MARKS[line.change]
        if any(decision.rule == "X" for decision in line.decisions):
            return "!"
        return "=" if line.decisions else " "

    def _cells(self, line: PlanLine) -> tuple[str, str, str]:
        why = [decision.why for decision in line.decisions]
        if line.planned is None:
            return "-", "\n".join([line.name, *why]), tr("left out")
        ordinary = self.plan.gate.listed is None
        if ordinary and not why and (chosen := self.draft.choices.get(line.step)) and chosen not in self._unsaid:
            why = [chosen.why]
        if line.planned.cue and (line.planned.instead_of or line.change is Change.REGRESS):
            why.append(line.planned.cue)
        exercise = line.planned.exercise
        return self._mark(line), "\n".join([placed(line.name, exercise), *why]), dose_words(line.planned.dose, exercise)

    @property
    def _current(self) -> int | None:
        key = self.query_one(ListTable).current
        return None if key is None else int(key)

    @on(DataTable.RowSelected)
    def _chosen_row(self, event: DataTable.RowSelected) -> None:
        # A click on a line chooses it; Enter starts.
        event.stop()

    def action_start(self) -> None:
        """Go to the player."""
        if self.plan.steps:
            self.dismiss(self.plan)
        else:
            self.refuse(tr("Nothing is left to do. Press Escape to choose another."))

    def action_why(self) -> None:
        """Show every decision with its rule."""
        self.app.push_screen(
            Why((*self.plan.decisions, *conditions_unchanged(self.house, self.plan), *self.draft.choices.values()))
        )

    def action_easier(self) -> None:
        """Ask for a step less of everything, or take that back."""
        self.draft.ease()
        self._show()

    def action_leave_out(self) -> None:
        """Leave out today what the cursor is on."""
        at = self._current
        if at is None or at >= len(self.plan.routine.steps):
            return
        if self.draft.is_last(at):
            self.refuse(tr("It is the last one. Press Escape to do nothing today."))
            return
        already = self.plan.lines[at].left_out
        told = self.draft.leave_out(at)
        self.notify(told if already else tr("{told} For good: x in the Library.").format(told=told), markup=False)
        self._show()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to take back only what was done."""
        return action != "undo" or self.draft.can_undo

    def action_undo(self) -> None:
        """Take back what was last left out or swapped here."""
        # What it said is no longer so.
        self.app.clear_notifications()
        self.draft.undo()
        self._show()

    @work(exclusive=True, group="plan-swap")
    async def action_swap(self) -> None:
        """Choose another exercise of the same purpose for what the cursor is on."""
        at = self._current
        if at is None or at >= len(self.plan.routine.steps):
            return
        exercise, found = self.draft.swaps(at)
        if exercise is None:
            return
        if not found:
            self.refuse(tr("No other of its sort for the same muscles is right for you today."))
            return
        options = [
            Option(str(number), other_words(other, exercise, self.house.catalog), other.exercise.purpose)
            for number, other in enumerate(found, 1)
        ]
        options.append(Option("escape", tr("Keep {exercise}").format(exercise=exercise.name)))
        answer = await self.app.push_screen_wait(
            Ask(tr("What instead of {exercise}?").format(exercise=exercise.name), options)
        )
        if answer.isdigit():
            self.draft.swap(at, found[int(answer) - 1].exercise.id)
            self._show()

    def action_leave(self) -> None:
        """Leave it."""
        self.dismiss(None)
