"""The sessions as a list, newest first: searched as one types, and narrowed down by keys."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from textual import events, on
from textual.app import ComposeResult
from textual.widgets import Input, Static

from limberup.calendar_words import day_month_year, weekday_day_month
from limberup.history.record import Record
from limberup.history.sentences import count_words, date_words
from limberup.texts import tr, trn
from limberup_tui.screens.history_search import Query
from limberup_tui.screens.history_view import View
from limberup_tui.screens.record_words import pain_line
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
        self.query_one("#say", Static).update("\n".join(self._said()))
        self._show()

    def _said(self) -> list[str]:
        if not self.past.records:
            lines = [tr("Nothing here yet. Your first session will be. Esc goes back to Today.")]
        else:
            lines = [self._overview(), tr("Pain is before > after > next morning, 0 to 10.")]
        if problems := self.past.problems:
            more = tr(", and {more} more").format(more=len(problems) - 1) if len(problems) > 1 else ""
            lines.append(
                tr("Not shown: {problem}{more}. limberup history check explains it.").format(
                    problem=problems[0], more=more
                )
            )
        return lines

    def _overview(self) -> str:
        """Return how much there is, and how this week stands."""
        if not self.past.whole:
            return tr("The newest sessions. Reading the others ...")
        sessions = [record for record in self.past.records if record.is_session]
        count = trn("{n:,} session", "{n:,} sessions", len(sessions)).format(n=len(sessions))
        if not sessions:
            return tr("No session yet.")
        today = self.page.limberup.today
        week = today - timedelta(days=today.weekday())
        days = len({record.started.date() for record in sessions if week <= record.started.date() <= today})
        since = tr(" since {date}").format(date=date_words(sessions[-1].started.date())) if len(sessions) > 1 else ""
        return tr("{count}{since}. This week: {days} of the {meant} you mean to.").format(
            count=count, since=since, days=count_words(days, "day"), meant=self.house.person.days
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

    def _cells(self, id_: str) -> tuple[str, ...]:
        record = self.past.by_id[id_]
        today = self.page.limberup.today
        return (
            day_words(record.started, today)
            if self.screen.size.width >= 50
            else _short_day(record.started.date(), today),
            record.called + _after_name(record),
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
        """From the search line, down goes to the list and Escape clears."""
        line = self.query_one(Input)
        if event.key == "escape" and not line.has_focus and not self.query_.is_open:
            # Back from what was found to everything, before back to Today.
            event.stop()
            self._clear()
        elif not line.has_focus:
            return
        elif event.key == "down":
            event.stop()
            self._leave_search()
        elif event.key == "escape":
            event.stop()
            if line.value:
                line.value = ""
            else:
                self._leave_search()

    def _clear(self) -> None:
        self.query_ = Query()
        self.query_one(Input).value = ""
        self._show(to_first=True)
        self._leave_search()

    def _leave_search(self) -> None:
        line = self.query_one(Input)
        line.set_class(bool(line.value), "-open")
        self.take_keys()


def _short_day(day: date, today: date) -> str:
    return weekday_day_month(day) if day.year == today.year else day_month_year(day)


def _after_name(record: Record) -> str:
    if record.newer:
        return tr(" (newer limberup)")
    return "" if record.finished else tr(" (cut short)")
