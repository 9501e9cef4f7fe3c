"""The calendar of a year: which days had exercise, which a check-in, and what was on the day under the cursor."""

from __future__ import annotations

from datetime import date, timedelta

from textual import on
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Static

from limberup.calendar_words import long_date, long_weekday_date, weekday_day_month
from limberup.history.record import Record
from limberup.history.sentences import calendar_words
from limberup.history.statistics import Year, year
from limberup.text import clean
from limberup.texts import tr
from limberup_tui.screens.history_past import Past
from limberup_tui.screens.history_view import View
from limberup_tui.screens.record_words import called_words, pain_line, record_kind
from limberup_tui.widgets.calendar import YearCalendar, calendar_marks
from limberup_tui.words import minutes_short

__all__ = ["CalendarView"]


class CalendarView(View):
    """A year at a glance."""

    NAME = tr("Calendar")
    OFFERS = frozenset({"open"})
    DEFAULT_CSS = """
    CalendarView {
        & YearCalendar { margin-top: 1; }
        & .words { height: auto; padding: 0 1; max-width: 92; }
        & #day { text-style: bold; margin-top: 1; min-height: 1; }
        & #legend { color: $secondary; }
        & VerticalScroll { height: 1fr; scrollbar-size-vertical: 1; }
        & #sentence { margin-top: 1; }
        &.-low YearCalendar { margin-top: 0; }
        &.-low #day { margin-top: 0; }
    }
    """
    _year: Year | None = None

    def compose(self) -> ComposeResult:
        """Put the year over the day under the cursor and the year in words."""
        yield YearCalendar(self.page.limberup.today)
        with VerticalScroll(can_focus=False):
            yield Static("", markup=False, classes="words", id="day")
            yield Static("", markup=False, classes="words", id="legend")
            yield Static("", markup=False, classes="words", id="sentence")

    @property
    def day(self) -> date:
        """The day under the cursor."""
        return self.query_one(YearCalendar).day

    def on_resize(self) -> None:
        """Leave no empty lines where there are few."""
        self.set_class(self.screen.size.height < 20, "-low")

    def show(self, past: Past) -> None:
        """Show the year of the cursor."""
        self.past = past
        self._turn(self._year.last if self._year else self.page.limberup.today)

    def draw(self) -> None:
        """Say what was on the day under the cursor."""
        lines = self._day_words()
        self.query_one("#day", Static).update("\n".join([self._day_name(), *lines]))
        # Where there is no room under the calendar, the title says what was on the day.
        short = f"{weekday_day_month(self.day)}: {'; '.join(lines)}"
        self.page.retitle(short if self.screen.size.height < 16 else self.page.TITLE_WORDS)
        marks = calendar_marks()
        words = tr(
            "{session} exercise   {checkin} check-in alone   {none} nothing noted   today underlined\nArrows "
            "go by day and week, PgUp and PgDn by year."
        ).format(session=marks["session"], checkin=marks["check-in"], none=marks["none"])
        self.query_one("#legend", Static).update(words)

    def _turn(self, last: date) -> None:
        """Show the year that ends on a day."""
        today = self.page.limberup.today
        first = last - timedelta(days=372)
        # Only what is needed: to work all of ten years out anew would be felt at the key that turns the year.
        began = next((record for record in reversed(self.past.records) if record.is_session), None)
        until = date.max if last == today else last
        records = [
            record
            for record in self.past.records
            if record.started.date() <= until and (record is began or first <= record.started.date())
        ]
        self._year = year(records, self.house.catalog, last)
        self.query_one(YearCalendar).show(self._year, self.past.first(today))
        self.query_one("#sentence", Static).update("\n".join(calendar_words(self._year)))
        self.draw()

    @on(YearCalendar.Turned)
    def _turned(self, event: YearCalendar.Turned) -> None:
        event.stop()
        self._turn(event.last)

    @on(YearCalendar.Moved)
    def _moved(self, event: YearCalendar.Moved) -> None:
        event.stop()
        self.draw()

    @on(YearCalendar.Opened)
    def _opened(self, event: YearCalendar.Opened) -> None:
        event.stop()
        self.open()

    def _records(self) -> list[Record]:
        return self.past.by_day.get(self.day, [])

    def _day_name(self) -> str:
        today = tr(", today") if self.day == self.page.limberup.today else ""
        return long_weekday_date(self.day) + today

    def _day_words(self) -> list[str]:
        lines = []
        for record in self._records():
            called = called_words(record, self.house.routines)
            told = [f"{record.started:%H:%M} {called}"]
            if record.is_session:
                told.append(minutes_short(record.seconds))
            elif called == record.called and record_kind(record).lower() != called.lower():
                told.append(record_kind(record))
            if any(pain is not None for pain in (record.pain_before, record.pain_after, record.morning_pain)):
                told.append(tr("pain {pains}").format(pains=pain_line(record)))
            lines.append(", ".join(told))
        return list(map(clean, lines)) or [tr("Nothing noted.")]

    def open(self) -> None:
        """Show the records of the day under the cursor: the first one, with the others a key away."""
        ids = [record.id for record in self._records()]
        if ids:
            self.page.open_record(ids[0], ids)
        else:
            self.page.notify(
                tr("Nothing was noted on {day}. a adds a session.").format(day=long_date(self.day)), markup=False
            )
