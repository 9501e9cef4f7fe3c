"""Pain over time, with the exercise of the same time under it."""

from __future__ import annotations

from rich.text import Text

from limberup.history.sentences import pain_words_over, weekly_dose_words
from limberup.history.statistics import pain_series, weekly_dose
from limberup.texts import tr
from limberup_tui.screens.history_past import Span
from limberup_tui.screens.history_view import ChartView
from limberup_tui.widgets.chart import (
    MARGIN,
    Buckets,
    bars,
    buckets,
    date_axis,
    glyphs,
    legend,
    scatter,
    theme_styles,
    wrapped,
)

__all__ = ["PainView"]

NAMES = {"moving": tr("on moving"), "rest": tr("at rest"), "after": tr("after"), "morning": tr("next morning")}
"""Series in the order of their symbols, with their names."""
PLACES = {"after": 1, "morning": 2}
"""Column of a series within its time, where that has as many."""


class PainView(ChartView):
    """Pain at rest, on moving, after and on the next morning, over the minutes of exercise."""

    NAME = tr("Pain")
    OFFERS = ChartView.OFFERS | {"one"}
    span = Span("4 weeks")
    one = ""
    """The series that is shown alone, or "" for all."""

    def next_one(self) -> None:
        """Show the next series alone, or all of them again."""
        names = ["", *NAMES]
        self.one = names[(names.index(self.one) + 1) % len(names)]
        self.draw()

    def draw(self) -> None:
        """Draw the time that is looked at."""
        today = self.page.limberup.today
        first, last = self.span.days(self.past, today)
        width, height = self.room
        parts = buckets(first, last, width - MARGIN)
        # The newest view tells of days that are dated after today, too.
        days = [day for day in self.past.days if first <= day.on and (day.on <= last or last == today)]
        words = [
            *pain_words_over(self.past.days if last == today else days, first, last),
            *weekly_dose_words(weekly_dose(self.past.days, first, last)),
        ]
        heading = wrapped(tr("Pain 0 to 10, {span_words}").format(span_words=self.span_words), width, "bold")
        if not days:
            self.put([*heading, *wrapped(tr("Nothing was noted in this time. t shows more time."), width)], words)
            return
        series = pain_series(days, first, last)
        shown = [name for name in NAMES if series[name] and self.one in ("", name)]
        means = {name: parts.means((point.on, point.value) for point in series[name]) for name in shown}
        minutes = parts.sums((day.on, day.dose) for day in days)
        drawn = glyphs()
        marks = dict(zip(NAMES, drawn.points, strict=True))
        styles = dict(zip(NAMES, theme_styles(self.app), strict=False))
        none = tr("{pain}: not told").format(pain=NAMES[self.one]) if self.one else tr("no pain was told")
        named = [(marks[name], NAMES[name]) for name in shown] or [("-", none)]
        if len(named) > 1:
            named.append((drawn.several, tr("several the same")))
        ticks, dates = date_axis(parts)
        top = legend(named, width, [styles.get(name, "") for name in shown])
        low = 2 if height < 24 else 4
        # All of the chart is seen at once where there is room for a scale in steps of 1; its words are scrolled to.
        tall = max(6, height - low - 4 - len(top) - len(heading))
        chart = [
            *heading,
            *top,
            *scatter(
                means,
                parts,
                tall,
                places=PLACES if not self.one else {},
                marks=marks,
                styles=styles,
                joined=("rest", "moving"),
            ),
            Text(f"{'':3}{drawn.corner}{ticks}"),
            Text(f"{'':4}{dates}"),
            Text(_under(parts, bool(minutes))),
            *(bars(minutes, parts, low, style=styles["rest"]) if minutes else ()),
        ]
        self.put(chart, words)


def _under(parts: Buckets, done: bool) -> str:
    mean = "" if parts.size == 1 else tr(" (each pain is the mean of {time})").format(time=parts.words)
    return (
        tr("Minutes under work in {time}{mean}").format(time=parts.words, mean=mean)
        if done
        else tr("No exercise in this time{mean}").format(mean=mean)
    )
