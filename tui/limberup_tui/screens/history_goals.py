"""What the person wants to do better: how well each activity went, over time."""

from __future__ import annotations

import string

from rich.text import Text

from limberup.history.sentences import goals_words
from limberup.history.statistics import goal_series
from limberup.text import clean
from limberup.texts import tr
from limberup_tui.screens.history_past import Span
from limberup_tui.screens.history_view import ChartView
from limberup_tui.widgets.chart import MARGIN, buckets, date_axis, glyphs, legend, scatter, wrapped

__all__ = ["GoalsView"]


class GoalsView(ChartView):
    """Activities scored 0 to 10, a letter each."""

    NAME = tr("Goals")
    span = Span("a year")

    def draw(self) -> None:
        """Draw the time that is looked at."""
        today = self.page.limberup.today
        first, last = self.span.days(self.past, today)
        scored = [record for record in self.past.records if record.goals and record.started.date() <= today]
        series = goal_series(scored)
        width, height = self.room
        newest = [name for name, points in series.items() if any(first <= point.on <= last for point in points)]
        # A column for each activity: letters of one time stand beside each other.
        parts = buckets(first, last, width - MARGIN, min(5, max(1, len(newest))))
        letters = dict(zip(series, string.ascii_uppercase, strict=False))
        heading = wrapped(
            tr("How well it goes, 0 not at all to 10 as well as ever, {span_words}").format(span_words=self.span_words),
            width,
            "bold",
        )
        seen = {
            name: parts.means((point.on, point.value) for point in points if first <= point.on <= last)
            for name, points in series.items()
        }
        seen = {name: means for name, means in seen.items() if means}
        if not seen:
            none = tr("Nothing was scored in this time.") + (tr(" t shows more time.") if series else "")
            self.put([*heading, Text(none)], goals_words(scored))
            return
        places = {name: number % parts.cells for number, name in enumerate(seen)}
        ticks, dates = date_axis(parts)
        drawn = glyphs()
        chart = [
            *heading,
            *legend([(letters.get(name, "?"), clean(name)) for name in seen], width),
            *scatter(seen, parts, max(11 if height >= 12 else 6, height - 8), marks=letters, places=places),
            Text(f"{'':3}{drawn.corner}{ticks}"),
            Text(f"{'':4}{dates}"),
        ]
        several = (
            tr("{several} stands where several are the same.").format(several=drawn.several)
            if len(seen) > parts.cells
            else ""
        )
        mean = "" if parts.size == 1 else tr("Each point is the mean of {time}.").format(time=parts.words)
        note = " ".join(filter(None, (several, mean)))
        self.put([*chart, *wrapped(note, width)], goals_words(scored))
