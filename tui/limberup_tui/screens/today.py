"""Today: what there is to do, how it went last time, and one key to start."""

from __future__ import annotations

from dataclasses import replace

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import DataTable, Static

from limberup.choice import TODAY, Choice
from limberup.history.open_sessions import Left
from limberup.history.record import Record
from limberup.problem import LimberupError
from limberup.routine import Routine
from limberup.routine_plan import fitted_steps
from limberup.safety.morning import judge_morning
from limberup.timeline import build_timeline
from limberup_tui.routines import from_words
from limberup_tui.screens.base import Page
from limberup_tui.screens.dialog import Ask, Option
from limberup_tui.widgets.table import ListTable
from limberup_tui.words import about_minutes, day_words, pain_words

__all__ = ["Today"]

TODAY_ROW = ""
"""Key of the row of what limberup chooses for today: no routine has this id."""


class Today(Page[None]):
    """The first screen."""

    TITLE_WORDS = "Today"
    BINDINGS = [
        Binding("enter", "start", "Start", id="today.start"),
        Binding("r", "go_on", "Go on", id="today.resume"),
        Binding("f", "flare", "Flare: gentle session", id="today.flare"),
        Binding("w", "why", "Why", id="today.why"),
        Binding("b", "build", "Build", id="today.build"),
        Binding("e", "edit", "Edit", id="today.edit"),
        Binding("h", "app.show('history')", "History", id="today.history"),
        Binding("l", "app.show('library')", "Library", id="today.library"),
        Binding("g", "app.show('guides')", "Guides", id="today.guides"),
        Binding("p", "app.show('packs')", "Packs", id="today.packs"),
        Binding("y", "app.show('you')", "You", id="today.you"),
        Binding("n", "new", "Something new", id="today.new"),
        Binding("t", "take", "Paste", id="today.take"),
        Binding("q", "app.leave", "Quit", id="today.quit"),
        Binding("escape", "nothing", show=False),
    ]
    DEFAULT_CSS = """
    Today {
        & #left { color: $accent; text-style: bold; }
        & ListTable { margin-top: 1; }
        & #about { height: auto; max-height: 3; min-height: 2; }
    }
    """

    _placed = False
    _choice: Choice | None = None

    def content(self) -> ComposeResult:
        """Show the state of things over the routines."""
        yield Static("Reading your packs and history ...", markup=False, classes="say gap", id="state")
        yield Static("", markup=False, classes="say", id="left")
        yield ListTable(("Routine", "Time", "From"), (None, 13, 22), id="routines")
        yield Static("", markup=False, classes="hint", id="about")

    def on_mount(self) -> None:
        """Give the keys to the list."""
        self.query_one("#left").display = False
        self.query_one(ListTable).focus()
        if self.house.contents:
            self.show_contents()

    def on_screen_resume(self) -> None:
        """Show what may have changed meanwhile."""
        if self.house.contents:
            self.show_contents()

    def show_contents(self) -> None:
        """Show what has been read."""
        self.query_one("#state", Static).update(self._state())
        left = self._left()
        line = self.query_one("#left", Static)
        line.display = left is not None
        if left is not None:
            line.update(self._left_words(left))
        table = self.query_one(ListTable)
        self._choice = self.house.choice()
        rows = [self._row(routine) for routine in self.house.routines]
        if self._choice.routine.steps:
            minutes = self._minutes(self._choice.routine)
            rows.insert(0, (TODAY_ROW, (TODAY, minutes, "chosen for you"), "bold"))
        table.set_rows(rows)
        if saved := self.limberup.last_routine:
            self.limberup.last_routine = ""
            table.select(saved)
        elif not self._placed:
            table.select(TODAY_ROW)
        self._placed = True
        self._about()
        self.refresh_bindings()

    def _state(self) -> str:
        house = self.house
        if house.person.open_flags:
            return "You said something that should be looked at first. Press Enter to read what to do."
        contents = house.contents
        problems = contents.problems if contents else ()
        warning = f"\n{problems[0]}" if problems else ""
        if contents and any(not info.healthy for info in contents.loaded.infos):
            warning += "\nSomething is wrong with a pack: p shows it."
        if not house.records:
            return "Welcome. Press Enter for today's plan: a few questions come first." + warning
        lines = [self._week_words()]
        last = next((record for record in house.records if record.is_session), None)
        if last:
            lines.insert(0, f"Last session: {self._last_words(last)}.{self._morning_words()}")
        return "\n".join(lines) + warning

    def _week_words(self) -> str:
        house = self.house
        course = house.course()
        today = self.limberup.today
        done = {record.started.date() for record in house.records if record.is_session}
        week = sum(0 <= (today - day).days < 7 for day in done)
        days = "day" if week == 1 else "days"
        return f"Week {course.week}: {week} {days} of exercise in the last 7. Your aim is {house.person.days}."

    def _morning_words(self) -> str:
        """Return how the last session settled, as rule M has it."""
        course = self.house.course()
        if course.morning.pain is None:
            return ""
        return " " + judge_morning(course.morning, course.unsettled_before).decision.why

    def _last_words(self, last: Record) -> str:
        moment = last.started.astimezone()
        pain = ""
        if (before := last.pain_before) is not None:
            pain = f", pain {pain_words(before)}"
            if last.pain_after is not None:
                pain += f" before, {pain_words(last.pain_after)} after"
        return f"{last.routine}, {day_words(moment, self.limberup.today)}{pain}"

    def _left(self) -> Left | None:
        return next((found for found in self.limberup.left_open if found.run), None)

    def _left_words(self, left: Left) -> str:
        assert left.run is not None
        assert left.saved is not None
        when = day_words(left.saved.astimezone(), self.limberup.today)
        if left.over:
            return f"{left.run.routine}, {when}, is not in your history yet. Press r to finish it."
        name = left.run.session.planned.exercise.name
        where = "It still runs in another terminal. " if left.alive_here else ""
        return f"{left.run.routine} was cut off {when}, at {name}. {where}Press r to go on."

    def _row(self, routine: Routine) -> tuple[str, tuple[str, str, str], str]:
        pack = next((pack.name for pack in self.house.catalog.packs if pack.id == routine.pack), "your own")
        pack = from_words(routine) or pack
        return routine.id, (routine.name, self._minutes(routine), pack), ""

    def _minutes(self, routine: Routine) -> str:
        steps = fitted_steps(routine, self.house.catalog)
        return about_minutes(build_timeline(steps).seconds) if steps else "-"

    def _current(self) -> Routine | None:
        key = self.query_one(ListTable).current
        return next((routine for routine in self.house.routines if routine.id == key), None)

    def _about(self) -> None:
        routine = self._current()
        if routine is None:
            if self._choice:
                names = [self.house.catalog.exercise(step.do).name for step in self._choice.routine.steps]
                text = "Chosen from what is right for you today. w says why."
                self.query_one("#about", Static).update(f"{text}\n{', '.join(names)}")
            return
        names = []
        for step in routine.steps:
            exercise = self.house.catalog.get(step.do)
            names.append(exercise.name if exercise else f"{self.house.catalog.name(step.do)} (not installed)")
        text = routine.summary or ""
        self.query_one("#about", Static).update(f"{text}\n{', '.join(names)}".strip())

    @on(DataTable.RowHighlighted)
    def _moved(self) -> None:
        self._about()

    @on(DataTable.RowSelected)
    def _chosen(self, event: DataTable.RowSelected) -> None:
        event.stop()
        self.action_start()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to go on only where there is something to go on with."""
        return self._left() is not None if action == "go_on" else True

    def action_nothing(self) -> None:
        """Stay: this is the first screen."""

    def action_start(self) -> None:
        """Start the routine the cursor is on."""
        if self.house.contents is not None:
            self.limberup.play(self._current())

    def action_flare(self) -> None:
        """Start the gentle session of a bad day."""
        if self.house.contents is not None:
            self.limberup.play(gentle=True)

    def action_new(self) -> None:
        """Go through the questions again, because something is new."""
        if self.house.contents is not None:
            self.limberup.something_new()

    def action_why(self) -> None:
        """Say why today's plan is as it is."""
        from limberup_tui.screens.why import Why

        if self._choice:
            self.app.push_screen(Why(self._choice.why))

    def action_go_on(self) -> None:
        """Ask what to do with a session that was cut off."""
        left = self._left()
        if left is None:
            return
        if left.over:
            self.limberup.keep_done(left)
            return
        words = "Take it over here, and go on" if left.alive_here else "Go on at the same second"
        options = [
            Option("g", words),
            Option("k", "Keep what was done, and end it"),
            Option("t", "Throw it away"),
            Option("escape", "Not now"),
        ]
        self.app.push_screen(Ask("Go on with the session that was cut off?", options), self._left_answer)

    def _left_answer(self, answer: str | None) -> None:
        left = self._left()
        if left is None:
            return
        if answer == "g":
            self.limberup.go_on_with(left)
        elif answer == "k":
            self.limberup.keep_done(left)
        elif answer == "t":
            options = [Option("y", "Yes, throw it away"), Option("n", "No, keep it")]
            self.app.push_screen(Ask("Throw away all that was done in it?", options, weighs=True), self._throw)

    def _throw(self, answer: str | None) -> None:
        left = self._left()
        if answer == "y" and left is not None:
            try:
                self.house.open.discard(left)
            except LimberupError as error:
                self.say_problem(error)
            self.limberup.refresh_contents()

    def action_build(self) -> None:
        """Put a new routine together."""
        from limberup_tui.screens.builder import Builder

        self.app.push_screen(Builder())

    def action_take(self) -> None:
        """Take over a routine that somebody gave."""
        from limberup_tui.screens.take import Take

        if self.house.contents is not None:
            self.app.push_screen(Take())

    def action_edit(self) -> None:
        """Change the routine the cursor is on; a pack's is changed as a copy of one's own."""
        from limberup_tui.screens.builder import Builder

        routine = self._current()
        if routine is None and self._choice:
            routine = replace(self._choice.routine, name="My plan")
        if routine:
            self.app.push_screen(Builder(routine))
