"""One record in full: how it was, what was done, what the rules decided, each row with what is behind it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import DataTable, Static

from limberup.calendar_words import weekday_day_month_year
from limberup.catalog import Catalog
from limberup.counting import capitalised
from limberup.history.record import BY_HAND, Record
from limberup.problem import LimberupError
from limberup.safety.decision import Decision
from limberup.text import clean
from limberup.texts import tr, trn
from limberup_tui.screens.base import Page
from limberup_tui.screens.record_words import (
    STATES,
    called_words,
    decisions_of,
    entry_lines,
    morning_words,
    record_kind,
)
from limberup_tui.widgets.table import ListTable
from limberup_tui.words import about_minutes, pain_words

__all__ = ["Left", "RecordPage", "RecordRow", "record_rows"]

WIDE, NARROW = 22, 12


@dataclass(frozen=True, slots=True)
class RecordRow:
    """One row; `key` says what Enter does: "edit NAME", "exercise ID", "why NUMBER", or nothing where it is "-N"."""

    key: str
    label: str
    text: str = ""
    heading: bool = False


def record_rows(record: Record, catalog: Catalog) -> Iterator[RecordRow]:
    """Yield a record in full."""
    yield from _about(record)
    if record.entries:
        yield RecordRow("-done", tr("\nWhat you did"), heading=True)
    for number, entry in enumerate(record.entries):
        text = "\n".join(entry_lines(entry, catalog))
        yield RecordRow(f"exercise {number} {entry.exercise}", catalog.name(entry.exercise), text)
    if record.decisions:
        yield RecordRow("-why", tr("\nThe rules decided"), heading=True)
    for number, decision in enumerate(decisions_of(record.decisions)):
        about = catalog.name(decision.about) if decision.about else tr("The session")
        yield RecordRow(f"why {number}", about, decision.why)


def _about(record: Record) -> Iterator[RecordRow]:
    started = record.started
    when = f"{weekday_day_month_year(started)}, {started:%H:%M}"
    if record.is_session:
        when += tr(" to {ended:%H:%M} ({minutes})").format(ended=record.ended, minutes=about_minutes(record.seconds))
    yield RecordRow("-when", capitalised(record_kind(record)), when)
    if record.newer:
        yield RecordRow(
            "-newer", tr("Read only"), tr("A newer limberup wrote this: it is shown as far as it can be read.")
        )
    if record.origin:
        yield RecordRow(
            "-origin", tr("Comes from"), tr("put in by hand") if record.origin == BY_HAND else record.origin
        )
    if record.state in STATES:
        yield RecordRow("-state", tr("The rules allowed"), STATES[record.state])
    if record.pain_before is not None:
        before = tr("{rest} at rest, {moving} on moving").format(
            rest=pain_words(record.pain_at_rest), moving=pain_words(record.pain_moving)
        )
        yield RecordRow("-before", tr("Pain before"), before)
    if record.is_session:
        yield RecordRow(
            "edit pain_after",
            tr("Pain after"),
            tr("not told") if record.pain_after is None else pain_words(record.pain_after),
        )
        yield RecordRow("edit morning_pain", tr("Next morning"), morning_words(record))
        effort = tr("not told") if record.effort is None else tr("{effort} of 10").format(effort=record.effort)
        yield RecordRow("edit effort", tr("Effort"), effort)
    for number, (goal, score) in enumerate(record.goals):
        yield RecordRow(f"-goal{number}", goal, tr("{score} of 10").format(score=score))
    if record.is_session or record.note or not record.newer:
        yield RecordRow("edit note", tr("Note"), record.note or tr("none"))
    if count := record.unconfirmed:
        text = trn(
            "{n} set ended by itself, and nobody has said yet whether it was done.",
            "{n} sets ended by themselves, and nobody has said yet whether they were done.",
            count,
        )
        yield RecordRow("edit unconfirmed", tr("Not confirmed"), text.format(n=count))


@dataclass(frozen=True, slots=True)
class Left:
    """How a record was left."""

    record: Record
    """The one that was shown last."""
    changed: bool = False
    """Whether anything was written."""
    deleted: bool = False


class RecordPage(Page[Left]):
    """One record among others; gives how it was left."""

    TITLE_WORDS = tr("History: one record")
    BINDINGS = [
        Binding("enter", "open", tr("Open"), id="record.open"),
        Binding("w", "why", tr("Why"), id="record.why"),
        Binding("e", "edit", tr("Edit"), id="record.edit"),
        Binding("x,delete", "delete", tr("Delete"), id="record.delete"),
        Binding("left,p", "other(1)", tr("Earlier"), id="record.earlier"),
        Binding("right,n", "other(-1)", tr("Later"), id="record.later"),
    ]

    def __init__(self, id_: str, ids: Sequence[str]) -> None:
        """Make the page.

        Args:
            id_: The record that is shown first.
            ids: What can be gone to from it, the newest first.
        """
        super().__init__()
        self.id_ = id_
        # Those of a day stand in its order, everything else the newest first.
        self.ids = sorted(ids, reverse=True)
        self.record: Record | None = None
        self.rows: list[RecordRow] = []
        self._row = 0
        self._changed = False

    def content(self) -> ComposeResult:
        """Show the record's name over its rows."""
        yield Static("", markup=False, classes="say gap", id="name")
        yield ListTable(("", ""), (WIDE, None), show_header=False, wrap=True, id="record", classes="gap")

    def on_mount(self) -> None:
        """Read it anew: another terminal may have added to it."""
        self.query_one(ListTable).focus()
        self.show(self.id_)

    def on_resize(self) -> None:
        """Give the words what room there is."""
        narrow = self.size.width < 60
        self.query_one(ListTable).fit_columns((NARROW if narrow else WIDE, None))
        self.query_one(ListTable).set_class(self.size.height >= 16, "gap")

    def show(self, id_: str) -> None:
        """Show a record, as its file is now."""
        try:
            self.record = self.house.history.load(id_)
        except LimberupError as error:
            self.say_problem(error)
            if self.record is None:
                self.dismiss(None)
            return
        changed, self.id_ = self.id_ != id_, id_
        record = self.record
        at = self.ids.index(id_) + 1 if id_ in self.ids else 0
        every = len(self.ids)
        self.retitle(self.TITLE_WORDS if every == 1 else tr("History: {at:,} of {n:,}").format(at=at, n=every))
        self.query_one("#name", Static).update(clean(called_words(record, self.house.routines)))
        self.query_one("#name", Static).styles.text_style = "bold"
        self.rows = list(record_rows(record, self.house.catalog))
        self.query_one(ListTable).set_rows(
            [(row.key, (row.label, row.text), "bold" if row.heading else "") for row in self.rows], to_first=changed
        )
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only what can be done here."""
        record = self.record
        if action == "other":
            step = parameters[0] if parameters else 0
            return isinstance(step, int) and self._other(step) is not None
        if action == "open":
            return self._opens
        if action == "why":
            return record is not None and bool(record.decisions)
        if action == "edit":
            return record is not None and not record.newer
        return True

    @property
    def _opens(self) -> bool:
        """Whether something is behind the row under the cursor."""
        kind = (self.query_one(ListTable).current or "").partition(" ")[0]
        return kind in ("exercise", "why") or (kind == "edit" and self.record is not None and not self.record.newer)

    def _other(self, step: int) -> str | None:
        at = self.ids.index(self.id_) + step if self.id_ in self.ids else -1
        return self.ids[at] if 0 <= at < len(self.ids) else None

    def action_other(self, step: int) -> None:
        """Show the record before (1), or the one after (-1)."""
        if id_ := self._other(step):
            self.show(id_)

    @on(DataTable.RowHighlighted)
    def _moved(self, event: DataTable.RowHighlighted) -> None:
        """Pass over headings."""
        event.stop()
        table = self.query_one(ListTable)
        row, before = table.cursor_row, self._row
        if 0 <= row < len(self.rows) and self.rows[row].heading:
            table.move_cursor(row=row + 1 if row >= before else row - 1, animate=False)
            return
        self._row = row
        self.refresh_bindings()

    @on(DataTable.RowSelected)
    def _chosen(self, event: DataTable.RowSelected) -> None:
        event.stop()
        self.action_open()

    def action_open(self) -> None:
        """Show what is behind the row under the cursor."""
        kind, _, what = (self.query_one(ListTable).current or "").partition(" ")
        if kind == "edit":
            self._edit(what)
        elif kind == "exercise":
            self._card(what.partition(" ")[2])
        elif kind == "why":
            self._why(self._decisions()[int(what) : int(what) + 1])

    def _decisions(self) -> list[Decision]:
        return list(decisions_of(self.record.decisions)) if self.record else []

    def action_why(self) -> None:
        """Show the rule behind the decision under the cursor, or behind all of them."""
        kind, _, what = (self.query_one(ListTable).current or "").partition(" ")
        every = self._decisions()
        self._why(every[int(what) : int(what) + 1] if kind == "why" else every)

    def _why(self, decisions: list[Decision]) -> None:
        from limberup_tui.screens.why import Why

        self.app.push_screen(Why(decisions))

    def _card(self, id_: str) -> None:
        from limberup_tui.screens.card import Card

        if exercise := self.house.catalog.get(id_):
            self.app.push_screen(Card(exercise))
        else:
            self.notify(tr("No pack that is installed has this exercise."), markup=False)

    def action_edit(self) -> None:
        """Change what was told of it."""
        kind, _, what = (self.query_one(ListTable).current or "").partition(" ")
        self._edit(what if kind == "edit" else "")

    def _edit(self, name: str) -> None:
        from limberup_tui.screens.record_form import RecordForm

        if self.record and not self.record.newer:
            self.app.push_screen(RecordForm(self.record, at=name), self._edited)

    def _edited(self, record: Record | None) -> None:
        if record:
            self._changed = True
            self.show(record.id)

    def action_delete(self) -> None:
        """Delete the record; the list can take it back."""
        if self.record is None:
            return
        try:
            self.house.history.delete(self.record.id)
        except LimberupError as error:
            self.say_problem(error)
            return
        self.dismiss(Left(self.record, changed=True, deleted=True))

    def action_back(self) -> None:
        """Go back to where the record was chosen."""
        self.dismiss(Left(self.record, self._changed) if self.record else None)
