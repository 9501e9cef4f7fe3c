"""The sessions as a list, newest first: searched as one types, and narrowed down by keys."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from textual import events, on
from textual.app import ComposeResult
from textual.widgets import Input, Static

from limberup.calendar_words import day_month_year, weekday_day_month
from limberup.goals import GOALS
from limberup.history.record import Record
from limberup.history.sentences import count_words, date_words
from limberup.review import REVIEW
from limberup.text import clean
from limberup.texts import tr, trn
from limberup_tui.screens.history_search import Query
from limberup_tui.screens.history_view import View
from limberup_tui.screens.record_words import called_words, is_cut_short, pain_line
from limberup_tui.widgets.long_list import LongList
from limberup_tui.words import day_words, minutes_short

__all__ = ["SessionsView"]

WIDE, NARROW, SMALL = (21, None, 7, 12, 6), (16, None, 0, 11, 0), (12, None, 0, 0, 0)


class SessionsView(View):
    """All sessions, check-ins and looks back."""

    NAME = tr("Sessions")
    OFFERS = frozenset({"open", "search", "filter"})
    DEFAULT_CSS = """
    SessionsView {
        & #say { padding: 0 1; height: auto; margin-top: 1; }
        & Input { margin: 0 1; display: none; }
        & Input.-open { display: block; }
        & #found { height: 1; padding: 0 1; color: $secondary; }
        &.-low #say { margin-top: 0; max-height: 1; }
        &.-low.-left #say { max-height: 2; }
    }
    """
    query_ = Query()

    def compose(self) -> ComposeResult:
        """Stack what there is to say, the search line and the list."""
        yield Static("", markup=False, id="say")
        yield Input(placeholder=tr("Search: routine, exercise, note"), id="search", select_on_focus=False, compact=True)
        yield Static("", markup=False, id="found")
        yield LongList((tr("When"), tr("Routine"), tr("Time"), tr("Pain"), tr("Effort")), WIDE, id="sessions")

    def on_resize(self) -> None:
        """Leave out what there is no room for."""
        width, height = self.screen.size
        self.set_class(height < 18, "-low")
        self.query_one(LongList).fit_columns(WIDE if width >= 76 else NARROW if width >= 50 else SMALL)

    def draw(self) -> None:
        """Show the list."""
        self.set_class(bool(self._left_words()), "-left")
        self.query_one("#say", Static).update(clean("\n".join(self._said()), lines=True))
        self._show()

    def _said(self) -> list[str]:
        if not self.past.records:
            lines = [tr("Nothing here yet. Your first session will be. Esc goes back to Today.")]
        else:
            lines = [self._overview(), tr("Pain is before > after > next morning, 0 to 10.")]
        if left := self._left_words():
            lines.insert(0, left)
        if problems := self.past.problems:
            more = tr(", and {more} more").format(more=len(problems) - 1) if len(problems) > 1 else ""
            lines.append(
                tr("Not shown: {problem}{more}. limberup history check explains it.").format(
                    problem=problems[0], more=more
                )
            )
        return lines

    def _left_words(self) -> str:
        """Return that a session was left open, "" where none was: nobody is to fear that it is lost."""
        left = self.page.house.left_to_go_on
        if left is None or left.run is None or left.run.id in self.past.by_id:
            return ""
        if left.over:
            words = tr("{routine} is not in your history yet: r on Today finishes it.")
        else:
            words = tr("{routine} is not finished yet: r on Today goes on with it.")
        return words.format(routine=left.run.called)

    def _overview(self) -> str:
        """Return how much there is, and how this week stands."""
        if not self.past.whole:
            return tr("The newest sessions. Reading the others ...")
        sessions = [record for record in self.past.records if record.is_session]
        others = _others_words([record for record in self.past.records if not record.is_session])
        if not sessions:
            return tr("No session yet.") + (f" {others}." if others else "")
        count = trn("{n:,} session", "{n:,} sessions", len(sessions)).format(n=len(sessions))
        today = self.page.limberup.today
        week = today - timedelta(days=today.weekday())
        done = {record.started.date() for record in sessions if record.has_work}
        days = sum(week <= day <= today for day in done)
        since = tr(" since {date}").format(date=date_words(sessions[-1].started.date())) if len(sessions) > 1 else ""
        count += since + (f", {others}" if others else "")
        return tr("{count}. This week: {days} of {meant} planned.").format(
            count=count, days=count_words(days, "day"), meant=self.house.person.days
        )

    def _show(self, *, to_first: bool = False) -> None:
        ids = self.query_.find(self.past)
        self.query_one(LongList).show(ids, self._cells, to_first=to_first)
        found = self.query_one("#found", Static)
        words = (
            tr("{n:,} found: {query}").format(n=len(ids), query=self.query_)
            if ids
            else tr("Nothing found: {query}").format(query=self.query_)
        )
        found.display = not self.query_.is_open
        found.update(words)
        # The foot says what Escape does.
        self.page.refresh_bindings()

    def _cells(self, id_: str) -> tuple[str, ...]:
        record = self.past.by_id[id_]
        today = self.page.limberup.today
        return (
            day_words(record.started, today)
            if self.screen.size.width >= 50
            else _short_day(record.started.date(), today),
            called_words(record, self.house.routines, short=True) + _after_name(record),
            minutes_short(record.seconds) if record.is_session else "-",
            pain_line(record),
            "-" if record.effort is None else str(record.effort),
        )

    def take_keys(self) -> None:
        """Begin in the list."""
        self.screen.set_focus(self.query_one(LongList))

    def open(self) -> None:
        """Show the record under the cursor."""
        table = self.query_one(LongList)
        if table.current:
            self.page.open_record(table.current, list(table.keys))

    def select(self, id_: str) -> None:
        """Put the cursor on a record: the one that was looked at last."""
        self.query_one(LongList).select(id_)

    # Search

    def search(self) -> None:
        """Go to the search line."""
        line = self.query_one(Input)
        line.add_class("-open")
        # Widget.focus() waits for the next turn; keys typed at once would go to the list.
        self.screen.set_focus(line)
        self.page.refresh_bindings()

    def narrow(self, what: str) -> None:
        """Show the next kind, the next pain or the next state alone."""
        step = {"kind": Query.next_kind, "pain": Query.next_pain, "state": Query.next_state}[what]
        self.query_ = step(self.query_)
        self._show(to_first=True)

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self.query_ = replace(self.query_, words=event.value)
        self._show(to_first=True)

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        event.stop()
        self._leave_search()

    def on_key(self, event: events.Key) -> None:
        """From the search line, down goes to the list."""
        if event.key == "down" and self._in_search:
            event.stop()
            self._leave_search()

    @property
    def _in_search(self) -> bool:
        return self.screen.focused is self.query_one(Input)

    @property
    def words_of_escape(self) -> str:
        """What Escape does: back from what was found to everything, before back to Today."""
        if self._in_search:
            return tr("Clear search") if self.query_.words else tr("To the list")
        if self.query_.is_open:
            return ""
        only_words = self.query_ == Query(words=self.query_.words)
        return tr("Clear search") if only_words else tr("Clear filter")

    def take_escape(self) -> bool:
        """Clear the search line, leave it, or show everything again."""
        if not self.words_of_escape:
            return False
        if not self._in_search:
            self._clear()
        elif self.query_.words:
            self.query_one(Input).value = ""
        else:
            self._leave_search()
        return True

    def _clear(self) -> None:
        self.query_ = Query()
        self.query_one(Input).value = ""
        self._show(to_first=True)
        self._leave_search()

    def _leave_search(self) -> None:
        line = self.query_one(Input)
        line.set_class(bool(line.value), "-open")
        self.take_keys()
        self.page.refresh_bindings()


def _short_day(day: date, today: date) -> str:
    return weekday_day_month(day) if day.year == today.year else day_month_year(day)


def _after_name(record: Record) -> str:
    if record.newer:
        return tr(" (newer limberup)")
    return tr(" (in part)") if is_cut_short(record) else ""


def _others_words(records: list[Record]) -> str:
    """Return how many of what else, each of which has a row of its own, stand in the list besides sessions."""
    looks = sum(record.routine == REVIEW for record in records)
    parts = []
    if checks := sum(record.routine not in (REVIEW, GOALS) for record in records):
        parts.append(trn("{n:,} check-in", "{n:,} check-ins", checks).format(n=checks))
    if looks:
        parts.append(trn("{n:,} look back", "{n:,} looks back", looks).format(n=looks))
    if goals := sum(record.routine == GOALS for record in records):
        parts.append(trn("{n:,} entry of goals", "{n:,} entries of goals", goals).format(n=goals))
    return ", ".join(parts)
