"""Taking a routine over that somebody gave: paste it, see what the rules make of it, keep it."""

from __future__ import annotations

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.message import Message
from textual.widgets import DataTable, Static, TextArea

from limberup.problem import LimberupError
from limberup.routine import Routine
from limberup.taking.mend import mended
from limberup.taking.routine import Sent
from limberup.text import clean
from limberup.texts import tr, trn
from limberup_tui.given import chosen_name, keep_given, pasted, preview
from limberup_tui.screens.base import Page
from limberup_tui.screens.dialog import AskText
from limberup_tui.screens.why import Why
from limberup_tui.widgets.table import ListTable
from limberup_tui.words import about_minutes

__all__ = ["AskWho", "PasteArea", "Take", "TakePreview"]

PROBLEMS = 3
"""Most mistakes that are told at once: the first ones explain the others as often as not."""


class PasteArea(TextArea):
    """Text to paste into. What is no text, or far too much, never comes in."""

    class Pasted(Message):
        """Something was pasted, and is there now."""

    class Refused(Message):
        """Something was pasted that can't be taken."""

        def __init__(self, error: LimberupError) -> None:
            super().__init__()
            self.error = error

    async def _on_paste(self, event: events.Paste) -> None:
        """Put what is pasted in as it was typed: a mail's signs taken out, nothing that a terminal would obey."""
        event.prevent_default()
        event.stop()
        try:
            text = clean(mended(event.text).text, lines=True).strip("\n")
        except LimberupError as error:
            self.post_message(self.Refused(error))
            return
        if result := self._replace_via_keyboard(text, *self.selection):
            self.move_cursor(result.end_location)
        self.post_message(self.Pasted())


class Take(Page[None]):
    """Text from somebody, and what is wrong with it."""

    TITLE_WORDS = tr("A routine from somebody")
    AUTO_FOCUS = "PasteArea"
    BINDINGS = [
        Binding("ctrl+s", "look", tr("Look at it"), id="take.look", priority=True),
        Binding("ctrl+n", "empty", tr("Empty it"), id="take.empty", priority=True),
    ]
    DEFAULT_CSS = """
    Take {
        & PasteArea {
            height: 1fr; border: none; padding: 0 1; background: $surface; scrollbar-size-vertical: 1;
            &:focus { border: none; background: $panel; }
            & .text-area--gutter { color: $secondary; }
        }
        & #found { height: auto; min-height: 2; max-height: 7; }
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self._sent: Sent | None = None

    def content(self) -> ComposeResult:
        """Put the text over what is found in it."""
        yield Static(
            tr("Paste the routine that somebody gave you, out of a mail or a chat."), markup=False, classes="hint gap"
        )
        area = PasteArea(highlight_cursor_line=False, show_line_numbers=True)
        # A blinking cursor would send something all the time.
        area.cursor_blink = False
        yield area
        yield Static("", markup=False, classes="hint", id="found")

    def on_mount(self) -> None:
        """Say what comes next."""
        self._check()

    @on(TextArea.Changed)
    def _changed(self) -> None:
        self._check()

    @on(PasteArea.Pasted)
    def _pasted(self) -> None:
        self._check()
        if self._sent:
            self.action_look()

    @on(PasteArea.Refused)
    def _refused(self, event: PasteArea.Refused) -> None:
        self._tell(str(event.error.problems[0]), wrong=True)

    def _check(self) -> None:
        """Read what is there, and say what is wrong with it."""
        text = self.query_one(PasteArea).text
        self._sent = None
        if not text.strip():
            self._tell(tr("Nothing here yet."))
            return
        try:
            self._sent = pasted(text, self.house)
        except LimberupError as error:
            lines = [_short(str(problem)) for problem in error.problems[:PROBLEMS]]
            if len(error.problems) > PROBLEMS:
                lines.append(tr("And {problems} more.").format(problems=len(error.problems) - PROBLEMS))
            self._tell("\n".join(lines), wrong=True)
            return
        routine = self._sent.routine
        steps = trn("{n} step", "{n} steps", len(routine.steps)).format(n=len(routine.steps))
        self._tell(
            tr("{routine}, {steps}: nothing is wrong with it. Ctrl+S shows what it would be for you.").format(
                routine=routine.name, steps=steps
            )
        )

    def _tell(self, words: str, *, wrong: bool = False) -> None:
        found = self.query_one("#found", Static)
        found.set_class(wrong, "wrong")
        found.update(words)

    def action_look(self) -> None:
        """Show what the rules make of it."""
        if self._sent is None:
            self.notify(tr("Put right what stands below first, or paste the routine."), timeout=4, markup=False)
        else:
            self.app.push_screen(TakePreview(self._sent), self._seen)

    def _seen(self, kept: Routine | None) -> None:
        if kept:
            self.dismiss(None)

    def action_empty(self) -> None:
        """Begin anew."""
        self.query_one(PasteArea).clear()


def _short(text: str) -> str:
    """Return a problem without the name that everything pasted has."""
    return text.removeprefix(f"{tr('what was pasted')}: ")[:300]


class AskWho(AskText):
    """Who gave a routine; it may be left open."""

    CSS = AskText.CSS.replace("AskText", "AskWho")

    def problem(self, text: str) -> str:
        """Take any answer."""
        return ""


class TakePreview(Page[Routine | None]):
    """What the rules make of a routine, step by step. Gives the routine where it was kept."""

    TITLE_WORDS = tr("A routine from somebody")
    BINDINGS = [
        Binding("enter", "keep", tr("Keep it"), id="given.keep", priority=True),
        Binding("g", "who", tr("Who gave it"), id="given.who"),
        Binding("n", "rename", tr("Name"), id="given.name"),
        Binding("w", "why", tr("Why"), id="given.why"),
    ]
    DEFAULT_CSS = "TakePreview #notes { height: auto; max-height: 4; }"

    def __init__(self, sent: Sent) -> None:
        super().__init__()
        self.sent = sent
        self.by = sent.routine.given_by
        self.wanted = ""

    def content(self) -> ComposeResult:
        """Show what it is, then the steps with their reasons."""
        yield Static("", markup=False, classes="say gap", id="about")
        yield Static("", markup=False, classes="hint", id="notes")
        yield ListTable(("", tr("Exercise"), tr("How much")), (1, None, 26), wrap=True, id="steps", classes="gap")
        yield Static("", markup=False, classes="hint", id="marks")

    def on_mount(self) -> None:
        """Fill the list."""
        self.preview = preview(self.house, self.sent.routine)
        self._show()
        self.query_one(ListTable).focus()

    def _show(self) -> None:
        found, routine = self.preview, self.sent.routine
        title = self.wanted or routine.name
        self.retitle(tr("{routine}, from {who}").format(routine=title, who=self.by) if self.by else title)
        about = [found.state]
        if found.plan.steps:
            about[0] = f"{found.state.removesuffix(':')}, {about_minutes(found.plan.timeline.seconds)}."
        self.query_one("#about", Static).update(" ".join((*about, f"{found.summary}.")))
        words = [*filter(None, (self._name_words(), routine.summary)), *self.sent.notes]
        notes = self.query_one("#notes", Static)
        notes.update("\n".join(words))
        notes.display = bool(words)
        rows = [
            (str(number), (line.mark or " ", "\n".join((line.name, *line.more)), line.dose), "dim" * (line.mark == "-"))
            for number, line in enumerate(found.lines)
        ]
        self.query_one(ListTable).set_rows(rows)
        marks = {line.mark for line in found.lines}
        legend = [words for mark, words in (("!", tr("! done differently")), ("-", tr("- left out"))) if mark in marks]
        self.query_one("#marks", Static).update("   ".join(legend))

    def _name_words(self) -> str:
        """Return what has to be said of the name, or "" where it stays as it was sent."""
        try:
            name, _ = chosen_name(self.house, self.sent, self.by, self.wanted)
        except LimberupError as error:
            return str(error.problems[0])
        wanted = self.wanted or self.sent.routine.name
        return (
            ""
            if name == wanted
            else tr("You have one called {wanted}: this one will be {name}.").format(wanted=wanted, name=name)
        )

    @on(DataTable.RowSelected)
    def _chosen(self, event: DataTable.RowSelected) -> None:
        # A click on a step chooses it; Enter keeps.
        event.stop()

    def action_why(self) -> None:
        """Show every decision with its rule."""
        self.app.push_screen(Why(self.preview.plan.decisions))

    @work(exclusive=True, group="take-question")
    async def action_who(self) -> None:
        """Say who gave it."""
        await self._ask_who()

    async def _ask_who(self) -> bool:
        hint = tr("It stands beside the routine. Enter alone leaves it open.")
        who = await self.app.push_screen_wait(AskWho(tr("Who gave it to you?"), self.by, hint))
        if who is None:
            return False
        self.by = clean(who).strip()
        self._show()
        return True

    @work(exclusive=True, group="take-question")
    async def action_rename(self) -> None:
        """Keep it under another name."""
        name = await self.app.push_screen_wait(AskText(tr("What is this routine called?"), self.sent.routine.name))
        if name:
            self.wanted = clean(name).strip()
            self._show()

    @work(exclusive=True, group="take-question")
    async def action_keep(self) -> None:
        """Keep it, once it is told or left open who gave it."""
        if not self.by and not await self._ask_who():
            return
        try:
            name, slug = chosen_name(self.house, self.sent, self.by, self.wanted)
            kept = keep_given(self.house, self.sent, name, slug, self.by)
        except LimberupError as error:
            self.say_problem(error)
            return
        self.limberup.last_routine = kept.id
        self.limberup.refresh_contents()
        other = "" if name in (self.wanted, self.sent.routine.name) else tr(", since there is one of its name")
        self.notify(tr("Kept as {name}{other}.").format(name=name, other=other), timeout=5, markup=False)
        self.dismiss(kept)
