"""A year as weeks and days, a character each, with a cursor that goes from day to day."""

from __future__ import annotations

from datetime import date, timedelta

from rich.text import Text
from textual import events
from textual.binding import Binding
from textual.message import Message
from textual.widget import Widget

from limberup.calendar_words import DAYS_SHORT, MONTHS_SHORT
from limberup.history.statistics import Year, monday
from limberup.texts import tr
from limberup_tui.terminal import draws_braille
from limberup_tui.widgets.chart import theme_styles

__all__ = ["YearCalendar", "calendar_marks"]

DAYS = tuple("" if number % 2 else day for number, day in enumerate(DAYS_SHORT))
MARGIN = 4


def calendar_marks() -> dict[str, str]:
    """Return the character of each kind of day; today and the day under the cursor are marked besides."""
    session, check_in, none = "■○·" if draws_braille() else "#o."
    return {"session": session, "check-in": check_in, "none": none, "ahead": " "}


class YearCalendar(Widget, can_focus=True):
    """The weeks beside each other, Monday on top. As many as there is room for, the newest at the right."""

    BINDINGS = [
        Binding("up", "go(-1)", tr("Day before"), show=False, id="calendar.day-before"),
        Binding("down", "go(1)", tr("Next day"), show=False, id="calendar.next-day"),
        Binding("left", "go(-7)", tr("Week before"), show=False, id="calendar.week-before"),
        Binding("right", "go(7)", tr("Next week"), show=False, id="calendar.next-week"),
        Binding("pageup", "year(-1)", tr("Year before"), show=False, id="calendar.year-before"),
        Binding("pagedown", "year(1)", tr("Next year"), show=False, id="calendar.next-year"),
        Binding("home", "newest", tr("Today"), show=False, id="calendar.today"),
    ]
    DEFAULT_CSS = "YearCalendar { height: 8; padding: 0 1; }"

    class Moved(Message):
        """The cursor is on another day."""

        def __init__(self, day: date) -> None:
            super().__init__()
            self.day = day

    class Turned(Message):
        """Another year is wanted: the one that ends on that day."""

        def __init__(self, last: date) -> None:
            super().__init__()
            self.last = last

    class Opened(Message):
        """The day under the cursor was clicked."""

    def __init__(self, today: date) -> None:
        super().__init__()
        self.today = today
        self.day = today
        self.least = today
        """First day the cursor goes to."""
        self._year: Year | None = None

    def show(self, year: Year, least: date) -> None:
        """Show a year; the cursor goes back to the day `least`."""
        self._year, self.least = year, min(least, year.first)
        self.refresh()

    @property
    def _cells(self) -> int:
        """Columns of a week."""
        return 2 if self.content_size.width >= MARGIN + 53 * 2 else 1

    def _weeks(self) -> range:
        """Return the numbers of the weeks that are seen: those around the cursor, where not all fit."""
        if self._year is None:
            return range(0)
        count = len(self._year.weeks)
        seen = max(4, min(count, (self.content_size.width - MARGIN) // self._cells))
        at = (monday(self.day) - self._year.first).days // 7
        end = count if at >= count - seen else max(seen, at + 1)
        return range(end - seen, end)

    def render(self) -> Text:
        """Draw the months, then a line for each day of the week."""
        year, marks, weeks = self._year, calendar_marks(), self._weeks()
        colour = theme_styles(self.app)[3]
        if year is None:
            return Text("")
        lines = [self._months(weeks)]
        for day in range(7):
            line = Text(f"{DAYS[day]:<{MARGIN}}", "dim", end="")
            for week in weeks:
                cell = year.weeks[week][day]
                style = f"bold {colour}".strip() if cell.state == "session" else "dim" if cell.state == "none" else ""
                char = marks[cell.state]
                if cell.on == self.today:
                    # Today is underlined, and bold besides: seen without colour.
                    style = f"{style} underline bold".strip()
                if cell.on == self.day:
                    style = "bold reverse"
                line.append(char, style)
                line.append(" " * (self._cells - 1))
            lines.append(line)
        return Text("\n").join(lines)

    def _months(self, weeks: range) -> Text:
        row = [" "] * (len(weeks) * self._cells + 4)
        free, before = 0, 0
        for place, week in enumerate(weeks):
            assert self._year
            first = self._year.weeks[week][0].on
            x = place * self._cells
            if first.month != before and x >= free:
                text = MONTHS_SHORT[first.month - 1]
                row[x : x + len(text)] = text
                free, before = x + len(text) + 1, first.month
        return Text(f"{'':{MARGIN}}{''.join(row).rstrip()}"[: self.content_size.width], "dim", end="")

    # Keys and mouse

    def go_to(self, day: date) -> None:
        """Put the cursor on a day, and turn to its year where that is another; never after today."""
        day = max(self.least, min(day, self.today))
        if day == self.day or self._year is None:
            return
        self.day = day
        if day < self._year.first:
            self.post_message(self.Turned(day))
        elif day > self._year.last:
            self.post_message(self.Turned(min(self.today, day + timedelta(days=363))))
        self.refresh()
        self.post_message(self.Moved(day))

    def action_go(self, days: int) -> None:
        """Go so many days on."""
        self.go_to(_moved(self.day, days))

    def action_year(self, step: int) -> None:
        """Go a year on, to the same day of the week."""
        self.go_to(_moved(self.day, 364 * step))

    def action_newest(self) -> None:
        """Go to today."""
        self.go_to(self.today)

    def on_click(self, event: events.Click) -> None:
        """Go to the day that was clicked; a click on the day the cursor is on opens it."""
        weeks = self._weeks()
        x, y = event.x - 1 - MARGIN, event.y - 1
        if self._year is None or x < 0 or not 0 <= y < 7 or x // self._cells >= len(weeks):
            return
        event.stop()
        day = self._year.weeks[weeks[x // self._cells]][y].on
        if day == self.day:
            self.post_message(self.Opened())
        else:
            self.go_to(day)


def _moved(day: date, by: int) -> date:
    """Return a day so many days on, within what there is of days."""
    return date.fromordinal(max(date.min.toordinal() + 800, min(date.max.toordinal() - 800, day.toordinal() + by)))
