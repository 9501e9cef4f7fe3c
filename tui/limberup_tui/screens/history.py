"""History: the sessions that were done, and one of them in full."""

from __future__ import annotations

from collections.abc import Iterator

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.widgets import DataTable, Static
from textual.worker import Worker, WorkerState

from limberup.catalog import Catalog
from limberup.dose import format_dose
from limberup.history.record import Entry, Record
from limberup.problem import LimberupError, Problem
from limberup_tui.screens.base import Page
from limberup_tui.screens.dialog import Ask, Option
from limberup_tui.widgets.table import ListTable
from limberup_tui.words import about_minutes, day_words, pain_words

__all__ = ["HistoryList", "RecordPage", "record_lines"]


def _pain(record: Record) -> str:
    told = (record.pain_before, record.pain_after, record.morning_pain)
    return " > ".join("-" if pain is None else str(pain) for pain in told)


class HistoryList(Page[None]):
    """All sessions, newest first."""

    TITLE_WORDS = "History"
    BINDINGS = [Binding("enter", "open", "Open", id="history.open")]

    def content(self) -> ComposeResult:
        """Show the list."""
        yield Static("Reading ...", markup=False, classes="say gap", id="say")
        yield ListTable(
            ("When", "Routine", "Time", "Pain", "Effort"), (21, None, 8, 11, 6), id="sessions", classes="gap"
        )

    def on_mount(self) -> None:
        """Read the whole history in the background."""
        self.records: dict[str, Record] = {}
        table = self.query_one(ListTable)
        table.focus()
        self.read()

    def on_resize(self) -> None:
        """Leave out what there is no room for."""
        narrow = self.size.width < 76
        self.query_one(ListTable).fit_columns((16, None, 0, 11, 0) if narrow else (21, None, 8, 11, 6))

    @work(thread=True, exclusive=True, group="history", exit_on_error=False)
    def read(self) -> tuple[list[Record], list[Problem]]:
        """Read all records."""
        return self.house.history.newest()

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """Show what was read."""
        if event.worker.group != "history":
            return
        if event.state is WorkerState.ERROR and event.worker.error:
            raise event.worker.error
        if event.state is not WorkerState.SUCCESS or event.worker.result is None:
            return
        records, problems = event.worker.result
        self.records = {record.id: record for record in records}
        today = self.limberup.today
        self.query_one(ListTable).set_rows(
            [
                (
                    record.id,
                    (
                        day_words(record.started.astimezone(), today),
                        record.routine + ("" if record.finished else " (cut short)"),
                        about_minutes(record.seconds).removeprefix("about ") if record.is_session else "-",
                        _pain(record),
                        "-" if record.effort is None else str(record.effort),
                    ),
                    "",
                )
                for record in records
            ]
        )
        sessions = sum(record.is_session for record in records)
        count = "1 session" if sessions == 1 else f"{sessions} sessions"
        words = (
            f"{count}. Pain is before > after > next morning, 0 to 10."
            if records
            else ("Nothing here yet. Your first session will be. Esc goes back to Today.")
        )
        if problems:
            words += f"\nNot shown: {problems[0]}" + (f" (and {len(problems) - 1} more)" if len(problems) > 1 else "")
        self.query_one("#say", Static).update(words)

    @on(DataTable.RowSelected)
    def _chosen(self, event: DataTable.RowSelected) -> None:
        event.stop()
        self.action_open()

    def action_open(self) -> None:
        """Show one session in full."""
        if record := self.records.get(self.query_one(ListTable).current or ""):
            self.app.push_screen(RecordPage(record), self._after_record)

    def _after_record(self, changed: bool | None) -> None:
        if changed:
            self.read()


def record_lines(record: Record, catalog: Catalog) -> Iterator[tuple[str, str]]:
    """Yield a record in full: style ("" or "bold") and line."""
    started = record.started
    yield "bold", record.routine
    yield (
        "",
        f"{started:%d.%m.%Y %H:%M} to {record.ended:%H:%M}, {about_minutes(record.seconds)}"
        + ("" if record.finished else ", cut short"),
    )
    yield "", ""
    yield "", f"Pain before, at rest:  {pain_words(record.pain_at_rest)}"
    yield "", f"Pain before, moving:   {pain_words(record.pain_moving)}"
    if record.is_session:
        yield "", f"Pain after:            {pain_words(record.pain_after)}"
        yield "", f"Next morning:          {_morning(record)}"
        yield "", f"Effort:                {'-' if record.effort is None else f'{record.effort} of 10'}"
    for goal, score in record.goals:
        yield "", f"{goal}: {score} of 10"
    if record.note:
        yield "", f"Note: {record.note}"
    if record.is_session:
        yield "", ""
        yield "bold", "Done"
    for entry in record.entries:
        yield "", f"{_name(entry, catalog)}: {_work(entry)} of {format_dose(entry.asked)}"
        notes = [*map(str, entry.hurts), *entry.marks]
        if notes:
            yield "", f"    {', '.join(notes)}"
    if record.decisions:
        yield "", ""
        yield "bold", "What the rules decided, and why"
        for line in record.decisions:
            yield "", f"- {line}"


def _morning(record: Record) -> str:
    if record.morning_pain is None:
        return "not told"
    usual = "" if record.morning_usual is None else f", usual {record.morning_usual}"
    return pain_words(record.morning_pain) + usual + (", only sore muscles" if record.sore_only else "")


def _name(entry: Entry, catalog: Catalog) -> str:
    found = catalog.get(entry.exercise)
    return found.name if found else entry.exercise.split("/")[-1].replace("-", " ").capitalize()


def _work(entry: Entry) -> str:
    return ", ".join(map(str, entry.work)) or "nothing"


class RecordPage(Page[bool]):
    """One session in full; gives True where it was deleted."""

    TITLE_WORDS = "History: one session"
    BINDINGS = [Binding("x,delete", "delete", "Delete", id="record.delete")]
    DEFAULT_CSS = "RecordPage { & VerticalScroll { padding: 1 2; } & .bold { text-style: bold; color: $secondary; } }"

    def __init__(self, record: Record) -> None:
        super().__init__()
        self.record = record

    def content(self) -> ComposeResult:
        """Show all of it."""
        with VerticalScroll():
            for style, line in record_lines(self.record, self.house.catalog):
                yield Static(line, markup=False, classes=style or None)

    def action_delete(self) -> None:
        """Delete the session, after asking."""
        options = [Option("y", "Yes, delete it"), Option("n", "No, keep it")]
        self.app.push_screen(Ask("Delete this session for good?", options), self._deleted)

    def _deleted(self, answer: str | None) -> None:
        if answer != "y":
            return
        try:
            self.house.history.delete(self.record.id)
        except LimberupError as error:
            self.say_problem(error)
            return
        self.limberup.refresh_contents()
        self.dismiss(True)
