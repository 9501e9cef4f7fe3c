"""What a person reads where the rules let nothing start: what to do first, then why."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.widgets import Static

from limberup.help_numbers import advice_lines
from limberup.safety.flags import FLAGS, REASONS
from limberup.texts import tr
from limberup_tui.asked import blocking_state
from limberup_tui.screens.base import Page
from limberup_tui.screens.dialog import Ask, Option

__all__ = ["Blocked"]


class Blocked(Page[None]):
    """Nothing can be started from here; the only ways on are out, and saying that a clinician has agreed."""

    TITLE_WORDS = tr("No exercises for now")
    BINDINGS = [
        Binding("escape", "back", tr("Back to Today"), id="back"),
        Binding("c", "cleared", tr("A clinician has agreed"), id="blocked.cleared"),
    ]
    DEFAULT_CSS = """
    Blocked {
        & VerticalScroll { padding: 1 2; }
        & VerticalScroll Static { max-width: 76; }
        & .advice { text-style: bold; color: $warning; margin-bottom: 1; }
        & .first { margin-bottom: 1; }
        & .part { color: $secondary; text-style: bold; margin-top: 1; }
    }
    """

    def __init__(self) -> None:
        super().__init__()
        if not self.house.person.open_flags:
            self.TITLE_WORDS = tr("Warning signs")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to note an agreement only where there is something to agree to."""
        return action != "cleared" or bool(self.house.person.open_flags)

    def content(self) -> ComposeResult:
        """Say what to do first, then why, then what it rests on."""
        open_ids = frozenset(flag.id for flag in self.house.person.open_flags)
        state = blocking_state(open_ids)
        with VerticalScroll():
            if state is None:
                yield Static(tr("None is open, so nothing stands in the way. Press Escape."), markup=False)
                return
            advice = advice_lines(state, self.house.person.country)
            yield Static(advice.title, markup=False, classes="advice")
            for number, sentence in enumerate(advice.first, 1):
                yield Static(f"{number}. {sentence}", markup=False, classes="first")
            yield Static(tr("Why"), markup=False, classes="part")
            yield Static(" ".join(advice.why), markup=False)
            yield Static(tr("You ticked"), markup=False, classes="part")
            for flag in self.house.person.open_flags:
                words = FLAGS[flag.id].question if flag.id in FLAGS else REASONS[flag.id].question
                since = tr(" (since {since:%d.%m.%Y})").format(since=flag.since) if flag.since.year > 1 else ""
                yield Static(f"- {words}{since}", markup=False)
            yield Static(
                tr("This stays until somebody qualified has looked at it and agreed to exercise. Then press c."),
                markup=False,
                classes="part",
            )

    def action_cleared(self) -> None:
        """Ask whether a clinician really has agreed, and note the day."""
        question = tr("Has a doctor or physiotherapist looked at this, and agreed that you may exercise?")
        options = [Option("y", tr("Yes, they have agreed")), Option("n", tr("No, or not yet"))]
        self.app.push_screen(Ask(question, options, tr("This is noted with today's date."), weighs=True), self._cleared)

    def _cleared(self, answer: str | None) -> None:
        if answer == "y":
            self.limberup.clear_flags()
            self.dismiss(None)
