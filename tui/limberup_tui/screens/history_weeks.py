"""The weeks: days with exercise against the goal, and stretching beside strength."""

from __future__ import annotations

from collections.abc import Iterator

from rich.text import Text

from limberup.calendar_words import day_month, day_month_year
from limberup.history.sentences import balance_words, week_words, weekly_dose_words
from limberup.history.statistics import Week, adherence, weekly_dose
from limberup.texts import tr, trn
from limberup_tui.screens.history_view import ChartView
from limberup_tui.widgets.chart import bar, glyphs, theme_styles, wrapped

__all__ = ["WeeksView"]


class WeeksView(ChartView):
    """A line for each week, newest first."""

    NAME = tr("Weeks")

    def draw(self) -> None:
        """Show the weeks of the time that is looked at."""
        today, goal = self.page.limberup.today, self.house.person.days
        first, last = self.span.days(self.past, today)
        weeks = weekly_dose(self.past.days, first, last, goal)
        # Before the first session there is nothing to tell.
        begun = next((number for number, week in enumerate(weeks) if week.sessions or week.goal), len(weeks))
        weeks = weeks[begun:]
        told = week_words(adherence(weeks, goal)) if last == today else ()
        words = [*told[1:], *balance_words(weeks), *weekly_dose_words(weeks)]
        width = self.room[0]
        chart = wrapped(
            tr("Days with exercise and minutes under work, {span_words}").format(span_words=self.span_words),
            width,
            "bold",
        )
        chart += wrapped(" ".join(told[:1]), width)
        chart += [Text("")] if self.size.height >= 16 else []
        self.put([*chart, *self._lines(weeks)], words)

    def _lines(self, weeks: tuple[Week, ...]) -> Iterator[Text]:
        width, _ = self.room
        boxes = max((max(week.days, week.goal) for week in weeks), default=0)
        # Week, days of the goal, boxes, then two columns of minutes with a bar each where there is room.
        room = (width - 12 - 8 - boxes - 2 - 2 * 9) // 2
        wide = room >= 6
        most = max((max(week.stretch, week.strength) for week in weeks), default=0.0)
        styles = theme_styles(self.app)
        small = width < 46
        week_from, days_word, stretch, strength = tr("Week from"), tr("Days"), tr("Stretch"), tr("Strength")
        head = f"{tr('Week'):<8}{days_word:<8}" if small else f"{week_from:<13}{days_word:<8}{'':{boxes + 2}}"
        column = 9 + (room if wide else 0)
        yield Text(f"{head}{stretch:<{column}}{strength}", "bold")
        away = 0
        for week in reversed(weeks):
            if not week.sessions and not week.goal:
                away += 1
                continue
            if away:
                yield from wrapped(_away(away), width)
                away = 0
            monday = day_month(week.monday)
            monday = monday.ljust(8) if small else day_month_year(week.monday).ljust(13)
            line = Text(monday + _days(week).ljust(8), end="")
            if not small:
                line.append(_boxes(week).ljust(boxes + 2), styles[0])
            for minutes, style in ((week.stretch, styles[1]), (week.strength, styles[2])):
                line.append(_minutes(minutes).ljust(8 if wide else 9))
                if wide:
                    line.append(bar(minutes, most, room - 1).ljust(room + 1), style)
            line.rstrip()
            yield line
        if away:
            yield from wrapped(_away(away), width)


def _away(weeks: int) -> str:
    """Return what stands for weeks that don't count: before the first session, and in a long gap."""
    return trn(
        "- {n} week without a session; not counted -", "- {n} weeks without a session; not counted -", weeks
    ).format(n=weeks)


def _minutes(minutes: float) -> str:
    return "-" if not minutes else tr("<1 min") if minutes < 1 else tr("{minutes:.0f} min").format(minutes=minutes)


def _days(week: Week) -> str:
    return (
        tr("{days} of {goal}").format(days=week.days, goal=week.goal)
        if week.goal
        else str(week.days)
        if week.days
        else "-"
    )


def _boxes(week: Week) -> str:
    """Return a full mark for each day with exercise, an empty one for each day that was still meant."""
    full, empty = ("■", "□") if glyphs().points[0] == "●" else ("#", ".")
    return full * week.days + empty * max(0, week.goal - week.days)
