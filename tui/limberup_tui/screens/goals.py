"""What a person wants to do better, in their own words, and how well it goes: 0 not at all, 10 as well as ever.

After the Patient-Specific Functional Scale (Stratford 1995), in our own words.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import DataTable, Static

from limberup.person import MOST_GOALS
from limberup.text import clean
from limberup.texts import tr
from limberup_tui.asked import GOAL_EXAMPLES, GOALS_WANTED
from limberup_tui.screens.base import Page
from limberup_tui.screens.dialog import BOX, LOW, AskText
from limberup_tui.widgets.scale import Scale
from limberup_tui.widgets.table import ListTable

__all__ = ["AskScore", "Goals"]

WRITE, SCORE = tr("What do you want to do better?"), tr("How well can you do it now?")


class AskScore(ModalScreen[int | None]):
    """How well one activity goes. Gives 0-10, or None where it was left."""

    CSS = f"AskScore {{ {BOX} }}"
    VERTICAL_BREAKPOINTS = LOW
    BINDINGS = [Binding("escape", "leave", tr("Cancel"), show=False, id="dialog.cancel")]

    def __init__(self, activity: str, score: int | None = None) -> None:
        super().__init__()
        self.activity = activity
        self.score = score

    def compose(self) -> ComposeResult:
        """Put the activity over the scale."""
        with Vertical():
            yield Static(self.activity, markup=False, classes="question")
            yield Scale(SCORE, tr("not at all"), tr("as well as ever"), id="score")
            yield Static(tr("Type 0 to 10 and press Enter. Esc cancels."), markup=False, id="hint")

    def on_mount(self) -> None:
        """Begin with the score that stands."""
        scale = self.query_one(Scale)
        scale.value = self.score
        scale.active = True

    def on_key(self, event: events.Key) -> None:
        """Take a digit, an arrow or Enter."""
        scale = self.query_one(Scale)
        if event.key == "enter":
            event.stop()
            if scale.value is None:
                hint = self.query_one("#hint", Static)
                hint.update(tr("Choose a number first: 0 is not at all, 10 as well as ever."))
                hint.add_class("wrong")
            else:
                self.dismiss(scale.value)
        elif scale.press(event.key, event.character):
            event.stop()

    def action_leave(self) -> None:
        """Give no score."""
        self.dismiss(None)


class Goals(Page[dict[str, int] | None]):
    """Gives each activity with its score, in order; None where the screen was left or skipped."""

    TITLE_WORDS = tr("What you want to do better")
    BINDINGS = [
        Binding("enter", "answer", tr("Write, score 0-10"), id="goals.answer"),
        Binding("w", "reword", tr("Reword"), id="goals.reword"),
        Binding("x,delete", "remove", tr("Remove"), id="goals.remove"),
        Binding("c", "go_on", tr("Continue"), id="goals.continue"),
        Binding("s", "skip", tr("Skip"), id="goals.skip"),
    ]

    def __init__(
        self,
        activities: Iterable[str] = (),
        scores: Mapping[str, int] | None = None,
        *,
        most: int = MOST_GOALS,
    ) -> None:
        """Make the list.

        Args:
            activities: Those that are followed up already.
            scores: What each was given, where that still stands; the others have to be scored.
            most: Most activities.
        """
        super().__init__()
        self.activities = list(activities)
        self.scores = dict(scores or {})
        self.most = max(most, len(self.activities))
        self.skipped = False

    def content(self) -> ComposeResult:
        """Say what it is for over the list."""
        yield Static(
            tr("{goals_wanted} s skips it.").format(goals_wanted=GOALS_WANTED),
            markup=False,
            classes="say",
        )
        yield ListTable(("", "", ""), (2, None, 14), show_header=False, wrap=True, id="goals", classes="gap")
        yield Static(GOAL_EXAMPLES, markup=False, classes="hint", id="about")

    def on_mount(self) -> None:
        """Fill the list."""
        self._show()
        self.query_one(ListTable).focus()

    def _show(self) -> None:
        rows: list[tuple[str, tuple[str, str, str], str]] = []
        for number in range(self.most):
            activity = self.activities[number] if number < len(self.activities) else ""
            score = self.scores.get(activity)
            told = (
                ""
                if not activity
                else tr("no score yet")
                if score is None
                else tr("{score} of 10 now").format(score=score)
            )
            if activity or number == len(self.activities):
                rows.append((str(number), (f"{number + 1}.", activity or tr("Enter: write one"), told), ""))
        self.query_one(ListTable).set_rows(rows)
        self.refresh_bindings()

    @property
    def _current(self) -> str | None:
        """The activity the cursor is on; None on the row for a new one."""
        number = int(self.query_one(ListTable).current or 0)
        return self.activities[number] if number < len(self.activities) else None

    @on(DataTable.RowSelected)
    def _chosen(self, event: DataTable.RowSelected) -> None:
        event.stop()
        self.action_answer()

    @work(exclusive=True, group="goals")
    async def action_answer(self) -> None:
        """Score the activity under the cursor, or write a new one."""
        activity = self._current or await self._written(None)
        if activity:
            score = await self.app.push_screen_wait(AskScore(activity, self.scores.get(activity)))
            if score is not None:
                self.scores[activity] = score
            self._show()

    @work(exclusive=True, group="goals")
    async def action_reword(self) -> None:
        """Change the words of the activity under the cursor; its score stays."""
        await self._written(self._current)

    async def _written(self, old: str | None) -> str | None:
        text = await self.app.push_screen_wait(AskText(WRITE, old or "", GOAL_EXAMPLES))
        new = " ".join(clean(text or "").split())
        if not new or new == old:
            return None
        if new in self.activities:
            self.refuse(tr("That is in the list already."))
            return None
        if old is None:
            self.activities.append(new)
        else:
            self.activities[self.activities.index(old)] = new
            if old in self.scores:
                self.scores[new] = self.scores.pop(old)
        self._show()
        self.query_one(ListTable).select(str(self.activities.index(new)))
        return new

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to change only what is there."""
        return bool(self.activities) if action in ("reword", "remove") else True

    def action_remove(self) -> None:
        """Take the activity under the cursor out."""
        if (activity := self._current) is not None:
            self.activities.remove(activity)
            self.scores.pop(activity, None)
            self._show()

    def action_go_on(self) -> None:
        """Go on; every activity has to have a score."""
        for number, activity in enumerate(self.activities):
            if activity not in self.scores:
                self.query_one(ListTable).select(str(number))
                self.refuse(tr("This one has no score yet: press Enter, and give it 0 to 10."))
                return
        self.dismiss({activity: self.scores[activity] for activity in self.activities})

    def action_skip(self) -> None:
        """Go on without an answer."""
        self.skipped = True
        self.dismiss(None)
