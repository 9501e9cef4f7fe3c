"""One exercise over time: how much was asked and done, where it hurt, and its ladder."""

from __future__ import annotations

from collections.abc import Iterator

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import Static

from limberup.calendar_words import day_month_year
from limberup.counting import count_words
from limberup.history.sentences import course_words
from limberup.history.statistics import ExerciseCourse, exercise_course
from limberup.text import clean
from limberup.texts import tr
from limberup_tui.screens.base import Page
from limberup_tui.screens.history_past import Past, Span
from limberup_tui.screens.history_view import ChartScroll
from limberup_tui.widgets.chart import MARGIN, bars, buckets, date_axis, glyphs, legend, overlay, theme_styles, wrapped

__all__ = ["CoursePage"]


class CoursePage(Page[None]):
    """Bars for what was done, with a mark where more was asked and where it hurt."""

    BINDINGS = [
        Binding("t", "span", tr("Time"), id="course.span"),
        Binding("left", "earlier(1)", tr("Earlier"), id="course.earlier"),
        Binding("right", "earlier(-1)", tr("Later"), id="course.later"),
        Binding("i", "card", tr("Card"), id="course.card"),
    ]
    DEFAULT_CSS = """
    CoursePage {
        & ChartScroll { margin-top: 1; }
    }
    """

    def __init__(self, exercise: str, past: Past, span: Span) -> None:
        super().__init__()
        self.exercise = exercise
        self.past = past
        self.span = span

    def content(self) -> ComposeResult:
        """Put the chart over the ladder and the words."""
        with ChartScroll():
            yield Static("", markup=False, classes="chart", id="chart")
            yield Static("", markup=False, classes="sentence", id="ladder")
            yield Static("", markup=False, classes="sentence", id="words")

    def on_mount(self) -> None:
        """Let the arrows scroll."""
        self.query_one(ChartScroll).focus()

    def on_resize(self) -> None:
        """Draw it for the room there is."""
        self.draw()

    def draw(self) -> None:
        """Draw the time that is looked at."""
        today = self.limberup.today
        first, last = self.span.days(self.past, today)
        course = exercise_course(self.past.records, self.exercise, self.house.catalog, first, last)
        self.retitle(tr("History: {exercise}").format(exercise=clean(course.name)))
        self.query_one("#chart", Static).update(Text("\n").join(self._chart(course)))
        self.query_one("#ladder", Static).update(clean("\n".join(_ladder(course)), lines=True))
        self.query_one("#words", Static).update(clean("\n".join(course_words(course)), lines=True))

    def _chart(self, course: ExerciseCourse) -> Iterator[Text]:
        first, last = self.span.days(self.past, self.limberup.today)
        unit = tr("Repetitions") if course.unit == "reps" else tr("Seconds held")
        span = self.span.words(self.past, self.limberup.today)
        width, height = max(20, self.size.width - 4), self.size.height
        yield from wrapped(tr("{unit} in a session, {span}").format(unit=unit, span=span), width, "bold")
        turns = [turn for turn in course.turns if turn.unit == course.unit]
        if not turns:
            yield from wrapped(tr("Not done in this time. t shows more time."), width)
            return
        parts = buckets(first, last, width - MARGIN)
        done = parts.means((turn.on, turn.done) for turn in turns)
        asked = parts.means((turn.on, turn.wanted) for turn in turns)
        hurts = parts.sums((turn.on, 1.0) for turn in turns if turn.hurts or {"eased", "stopped"} & {*turn.marks})
        top = max([*done.values(), *asked.values(), 1.0])
        drawn = glyphs()
        tall = max(4, min(10, height - 16))
        named = [(drawn.levels[-1], tr("done")), (drawn.ask, tr("asked for, where that was more"))]
        if hurts:
            named.append(("!", tr("it hurt, or was eased or stopped")))
        yield from legend(named, width)
        lines = bars(done, parts, tall, top=top, style=theme_styles(self.app)[1])
        missing = {part: value for part, value in asked.items() if value > done.get(part, 0.0) + 0.5}
        yield from overlay(lines, missing, parts, top, drawn.ask)
        ticks, dates = date_axis(parts)
        yield Text(f"{'':3}{drawn.corner}{ticks}")
        if hurts:
            row = [" "] * parts.width
            for part in hurts:
                row[part * parts.cells] = "!"
            yield Text(f"{'':4}{''.join(row).rstrip()}", "bold")
        yield Text(f"{'':4}{dates}")
        if parts.size > 1:
            yield from wrapped(
                tr("Each bar is what a session of {time} had on average.").format(time=parts.words), width
            )

    def action_span(self) -> None:
        """Look at more time, or at the last weeks again."""
        self.span = self.span.turned()
        self.draw()

    def action_earlier(self, step: int) -> None:
        """Look at the time before (1), or after (-1)."""
        self.span = self.span.moved(step, self.past, self.limberup.today)
        self.draw()

    def action_card(self) -> None:
        """Show the exercise as a card."""
        from limberup_tui.screens.card import Card

        if exercise := self.house.catalog.get(self.exercise):
            self.app.push_screen(Card(exercise))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer the card only where a pack has the exercise."""
        return self.house.catalog.get(self.exercise) is not None if action == "card" else True


def _ladder(course: ExerciseCourse) -> Iterator[str]:
    """Yield the ladder from the easiest to the hardest, with how often each was done."""
    if len(course.ladder) < 2:
        return
    yield tr("Its ladder, from the easiest to the hardest:")
    for number, step in enumerate(course.ladder, 1):
        here = ">" if step.exercise == course.exercise else " "
        when = tr("not done in this time")
        if step.count and step.first and step.last:
            times = tr("once") if step.count == 1 else count_words(step.count, "time")
            span = day_month_year(step.first)
            if step.last != step.first:
                span = tr("{date} to {until}").format(date=span, until=day_month_year(step.last))
            when = f"{times}, {span}"
        yield f"{here} {number}. {step.name}: {when}"
