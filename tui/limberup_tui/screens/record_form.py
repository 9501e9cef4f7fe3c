"""Changing what was told of a session, and adding one that limberup did not lead."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import Input

from limberup.calendar_words import DAYS
from limberup.history.record import Record
from limberup.history.record_file import PAINS
from limberup.problem import LimberupError
from limberup.texts import tr
from limberup_tui.screens.dialog import BOX, Ask, AskText, Option
from limberup_tui.screens.form import FormPage, Row
from limberup_tui.screens.pick import Pick
from limberup_tui.screens.record_draft import Draft, begun, draft_of
from limberup_tui.screens.ticks import Ticks
from limberup_tui.steps import LONGEST_NOTE
from limberup_tui.widgets.table import ListTable
from limberup_tui.words import pain_words

__all__ = ["AskNote", "RecordForm"]

LABELS = {
    "day": tr("Day"),
    "time": tr("Time"),
    "routine": tr("Routine"),
    "done": tr("What you did"),
    "minutes": tr("Minutes"),
    "pain_at_rest": tr("Pain before, at rest"),
    "pain_moving": tr("Pain before, moving"),
    "pain_after": tr("Pain after"),
    "effort": tr("Effort"),
    "morning_pain": tr("Next morning"),
    "morning_usual": tr("A usual morning"),
    "sore_only": tr("Only sore muscles"),
    "note": tr("Note"),
    "unconfirmed": tr("Not confirmed"),
}
HINTS = {
    "day": tr("Left and Right change it by a day; Enter types it."),
    "time": tr("When it began. Left and Right change it by a quarter of an hour; Enter types it."),
    "routine": tr("Enter shows the routines."),
    "done": tr("Enter takes out what you left out."),
    "minutes": tr("How long it took. Left and Right, or type it."),
    "effort": tr("0 no effort, 10 all you have. Type it, or Left and Right; - takes it away."),
    "morning_usual": tr("The pain of a usual morning at that time, 0 to 10: the rules compare with it."),
    "sore_only": tr("Whether that morning had sore muscles and no more."),
    "note": tr("Enter writes it."),
    "unconfirmed": tr("Whether the sets that ran out with no key pressed were done."),
}
PAIN_HINT = tr("0 none, 10 the worst. Type it, or Left and Right; - takes it away.")


class AskNote(AskText):
    """A longer text, which may be empty."""

    CSS = f"AskNote {{ {BOX} }}"

    def on_mount(self) -> None:
        """Give it as much room as After does."""
        self.query_one(Input).max_length = LONGEST_NOTE

    def problem(self, text: str) -> str:
        """Return what is wrong with it: nothing ever is."""
        return ""


class RecordForm(FormPage[Record]):
    """Gives the record as it was kept, or None where nothing was."""

    BINDINGS = [Binding("s,ctrl+s", "keep", tr("Save"), id="record_form.save")]

    def __init__(self, record: Record | None = None, *, day: date | None = None, at: str = "") -> None:
        """Make the form.

        Args:
            record: What is changed, or None for a session to be added.
            day: The day of a session to be added.
            at: Name of the row to begin with.
        """
        super().__init__()
        self.record = record
        self.adds = record is None
        self.TITLE_WORDS = tr("History: add a session") if self.adds else tr("History: change a record")
        self.INTRO = (
            tr("A session that limberup did not lead. It counts like any other.")
            if self.adds
            else tr("Change what you told. s saves, Esc leaves it as it was.")
        )
        self._day = day
        self._begin_at = at
        self.draft = Draft()
        self._first = self.draft

    def content(self) -> ComposeResult:
        """Begin with what is known."""
        moment = self.house.clock.moment()
        if self.record:
            self.draft = draft_of(self.record)
        else:
            self.draft = begun(self._day, moment, self.house.routines, self.house.catalog, self.house.records)
        self._first = self.draft
        yield from super().content()

    def on_mount(self) -> None:
        """Put the cursor on the row that was meant."""
        super().on_mount()
        if self._begin_at:
            self.query_one(ListTable).select(self._begin_at)

    def rows(self) -> Sequence[Row]:
        """Return the rows as things are now."""
        names = [name for name in LABELS if self.draft.has(name, adds=self.adds)]
        return [Row(name, LABELS[name], self._value(name), HINTS.get(name, PAIN_HINT)) for name in names]

    def _value(self, name: str) -> str:
        draft = self.draft
        if name in PAINS:
            value = getattr(draft, name)
            return (
                tr("not told")
                if value is None
                else tr("{value} of 10").format(value=value)
                if name == "effort"
                else pain_words(value)
            )
        return f"{draft.day}, {DAYS[draft.day.weekday()]}" if name == "day" else draft.shown(name)

    def change(self, key: str, step: int) -> None:
        """Change a row: a number goes up or down, a text is asked for."""
        draft = self.draft
        if key in PAINS:
            value = getattr(draft, key)
            new = (0 if step >= 0 else None) if value is None else value + (step or 1)
            self.draft = draft.with_pain(key, None if new is None or new < 0 else min(10, new), self._usual)
        elif step or key in ("sore_only", "unconfirmed"):
            self.draft = draft.turned(key, step or 1)
        else:
            self._ask(key)

    @property
    def _usual(self) -> int | None:
        return self.house.usual_morning

    def _ask(self, key: str) -> None:
        draft = self.draft
        if key == "note":
            self.app.push_screen(AskNote(tr("A note"), draft.note), self._noted)
        elif key == "routine":
            items = {routine.id: routine.name for routine in self.house.routines}
            chosen = draft.routine.id if draft.routine else ""
            self.app.push_screen(Pick(tr("Which routine?"), tr("What you did."), items, chosen), self._picked)
        elif key == "done":
            items = {str(number): entry_name for number, entry_name in enumerate(draft.names)}
            ticked = map(str, draft.done)
            self.app.push_screen(
                Ticks(tr("What you did"), tr("Untick what you left out."), items, ticked), self._ticked
            )
        else:
            asked = {
                "day": tr("Which day? Such as 2026-11-20"),
                "time": tr("When? Such as 18:30"),
                "minutes": tr("How many minutes?"),
            }
            self.app.push_screen(AskText(asked[key], draft.shown(key)), lambda text: self._typed(key, text))

    def _show(self, draft: Draft) -> None:
        self.draft = draft
        self.show_rows()

    def _noted(self, text: str | None) -> None:
        if text is not None:
            self._show(self.draft.changed(note=text))

    def _picked(self, id_: str | None) -> None:
        routine = next((routine for routine in self.house.routines if routine.id == id_), None)
        if routine:
            self._show(self.draft.with_routine(routine, self.house.catalog))

    def _ticked(self, ticked: frozenset[str] | None) -> None:
        if ticked is not None:
            self._show(self.draft.changed(done=tuple(sorted(map(int, ticked)))))

    def _typed(self, key: str, text: str | None) -> None:
        if text is None:
            return
        try:
            self._show(self.draft.typed(key, text))
        except ValueError as error:
            self.notify(str(error), severity="warning", markup=False)

    def on_key(self, event: events.Key) -> None:
        """Take a number for the row under the cursor; a 0 right after a 1 makes ten."""
        key = self.query_one(ListTable).current or ""
        char = event.character or ""
        if key in PAINS and char and (char in "-" or (char.isascii() and char.isdigit())):
            event.stop()
            ten = char == "0" and getattr(self.draft, key) == 1
            self._show(self.draft.with_pain(key, None if char == "-" else 10 if ten else int(char), self._usual))
        elif key == "minutes" and char.isascii() and char.isdigit():
            event.stop()
            self._ask(key)

    # Keeping it

    def action_keep(self) -> None:
        """Save what was said."""
        moment = self.house.clock.moment()
        try:
            # As its file is now: another terminal may have added to it.
            record = self.draft.record(self.house.history.load(self.record.id) if self.record else None, moment)
            self.house.history.save(record)
        except ValueError as error:
            self.notify(str(error), severity="warning", timeout=8, markup=False)
        except LimberupError as error:
            self.say_problem(error)
        else:
            self.dismiss(record)

    def action_back(self) -> None:
        """Leave; what was changed is not lost unasked."""
        if self.draft == self._first:
            self.dismiss(None)
            return
        options = [Option("y", tr("Yes, save")), Option("n", tr("No, leave it as it was"))]
        self.app.push_screen(Ask(tr("Save what you changed?"), options), self._leaving)

    def _leaving(self, answer: str | None) -> None:
        if answer == "y":
            self.action_keep()
        elif answer == "n":
            self.dismiss(None)
