"""The exercises that were done, the most often first; and one of them over time."""

from __future__ import annotations

from datetime import date

from textual.app import ComposeResult
from textual.widgets import Static

from limberup.calendar_words import day_month_year
from limberup.history.record import Record
from limberup.history.statistics import Done, exercises_done
from limberup.texts import tr, trn
from limberup_tui.screens.history_past import Past
from limberup_tui.screens.history_view import View
from limberup_tui.widgets.long_list import LongList

__all__ = ["ExercisesView"]

WIDE, NARROW, SMALL = (None, 15, 7, 13), (None, 0, 7, 13), (None, 0, 7, 0)


class ExercisesView(View):
    """Every exercise that was done in the time that is looked at."""

    NAME = tr("Exercises")
    OFFERS = frozenset({"open", "span", "earlier"})
    DEFAULT_CSS = """
    ExercisesView { & #say { padding: 0 1; height: auto; margin-top: 1; } &.-low #say { margin-top: 0; } }
    """

    def compose(self) -> ComposeResult:
        """Put what it is over the list."""
        yield Static("", markup=False, id="say")
        yield LongList((tr("Exercise"), tr("Kind"), tr("Times"), tr("Last")), WIDE, id="exercises")

    def on_resize(self) -> None:
        """Leave out what there is no room for."""
        width, height = self.screen.size
        self.set_class(height < 18, "-low")
        self.query_one(LongList).fit_columns(WIDE if width >= 70 else NARROW if width >= 54 else SMALL)

    def draw(self) -> None:
        """Show the exercises of the time that is looked at."""
        today = self.page.limberup.today
        first, last = self.span.days(self.past, today)
        found = exercises_done(_within(self.past, first, last), last)
        self._done = {done.exercise: done for done in found}
        words = trn("{n} exercise", "{n} exercises", len(found)).format(n=len(found))
        text = tr("{words} done, {span_words}. Enter shows one over time, with its ladder.").format(
            words=words, span_words=self.span_words
        )
        if not found:
            text = tr("No exercise done, {span_words}. t shows more time.").format(span_words=self.span_words)
        self.query_one("#say", Static).update(text)
        self.query_one(LongList).show(list(self._done), self._cells)

    def _cells(self, id_: str) -> tuple[str, ...]:
        done: Done = self._done[id_]
        exercise = self.house.catalog.get(id_)
        return (
            self.house.catalog.name(id_),
            exercise.kind.words if exercise else tr("not installed"),
            str(done.count),
            day_month_year(done.last),
        )

    def open(self) -> None:
        """Show one exercise over time."""
        from limberup_tui.screens.history_course import CoursePage

        id_ = self.query_one(LongList).current
        if id_:
            self.app.push_screen(CoursePage(id_, self.past, self.span))


def _within(past: Past, first: date, last: date) -> list[Record]:
    return [record for record in past.records if first <= record.started.date() <= last]
