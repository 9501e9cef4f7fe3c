"""Today: what there is to do, how it went last time, and one key to start.

The first screen that is drawn: what it only needs once packs and history have been read is imported then.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import DataTable, Static

from limberup.problem import LimberupError
from limberup.texts import tr
from limberup_tui.screens.base import Page
from limberup_tui.widgets.table import ListTable

if TYPE_CHECKING:
    from limberup.choice import Choice
    from limberup.history.open_sessions import Left
    from limberup.routine import Routine
    from limberup_tui.house import Contents

__all__ = ["Today"]


NARROW = 56
"""Cells in a line below which names and times alone have room."""


class Today(Page[None]):
    """The first screen."""

    TITLE_WORDS = tr("Today")
    BINDINGS = [
        Binding("enter", "start", tr("Start"), id="today.start"),
        Binding("r", "go_on", tr("Go on"), id="today.resume"),
        Binding("f", "flare", tr("Gentle session"), id="today.flare"),
        Binding("w", "why", tr("Why"), id="today.why"),
        Binding("b", "build", tr("New routine"), id="today.build"),
        Binding("e", "edit", tr("Edit"), id="today.edit"),
        Binding("h", "app.show('history')", tr("History"), id="today.history"),
        Binding("l", "app.show('library')", tr("Library"), id="today.library"),
        Binding("g", "app.show('guides')", tr("Guides"), id="today.guides"),
        Binding("p", "app.show('packs')", tr("Packs"), id="today.packs"),
        Binding("y", "app.show('you')", tr("You"), id="today.you"),
        Binding("s", "app.show('settings')", tr("Settings"), id="today.settings"),
        Binding("n", "new", tr("Health has changed"), id="today.new"),
        Binding("t", "take", tr("Take a routine over"), show=False, id="today.take"),
        Binding("q", "app.leave", tr("Quit"), id="today.quit"),
        Binding("escape", "nothing", show=False),
    ]
    VERTICAL_BREAKPOINTS = [(0, "-low"), (16, "-high")]
    DEFAULT_CSS = """
    Today {
        & #left { color: $accent; text-style: bold; }
        & ListTable { margin-top: 1; }
        & #about { height: auto; max-height: 4; min-height: 2; }
        /* The list is what the screen is for. */
        &.-low #about { max-height: 1; min-height: 1; }
        &.-low #state { margin-top: 0; }
        &.-low ListTable { margin-top: 0; }
    }
    """

    _placed = False
    _contents: Contents | None = None
    """What is shown; new ones are made whenever something of them changes."""
    _rest: tuple[object, ...] = ()
    _choice: Choice | None = None

    def content(self) -> ComposeResult:
        """Show the state of things over the routines."""
        yield Static(tr("Reading your packs and history ..."), markup=False, classes="say gap", id="state")
        yield Static("", markup=False, classes="say", id="left")
        yield ListTable((tr("Routine"), tr("Time"), tr("From")), (None, 13, 22), id="routines")
        yield Static("", markup=False, classes="hint", id="about")

    def on_mount(self) -> None:
        """Give the keys to the list."""
        self.query_one("#left").display = False
        self.query_one(ListTable).focus()
        if self.limberup.ready:
            self.show_contents()

    def on_resize(self) -> None:
        """Leave out where a routine is from, where its name has no room beside that."""
        self.query_one(ListTable).fit_columns((None, 13, 22 if self.size.width >= NARROW else 0))

    def on_screen_resume(self, event: events.ScreenResume) -> None:
        """Show what may have changed meanwhile."""
        if self.limberup.ready and (self._contents is not self.house.contents or self._rest != self._rests_on()):
            self.show_contents()

    def _rests_on(self) -> tuple[object, ...]:
        """Return what else than the contents is behind what is shown here."""
        return self.house.person, self.house.settings, self.house.restrictions, self.limberup.today

    def show_contents(self) -> None:
        """Show what has been read."""
        from limberup_tui.screens.today_words import TODAY_ROW, left_words, rows, state_words
        from limberup_tui.steps import left_more_words

        self.query_one("#state", Static).update(state_words(self.house))
        left = self._left()
        line = self.query_one("#left", Static)
        line.display = left is not None
        if left is not None:
            words = left_words(left, self.limberup.today, recorded=self.house.is_recorded(left))
            line.update(f"{words} {left_more_words(self.house)}".strip())
        table = self.query_one(ListTable)
        self._choice = self.house.choice()
        table.set_rows(rows(self.house, self._choice))
        if saved := self.limberup.last_routine:
            self.limberup.last_routine = ""
            table.select(saved)
        elif not self._placed:
            table.select(TODAY_ROW)
        self._placed = True
        self._contents, self._rest = self.house.contents, self._rests_on()
        self._about()
        self.refresh_bindings()

    def _left(self) -> Left | None:
        return self.house.left_to_go_on if self.limberup.ready else None

    def _current(self) -> Routine | None:
        key = self.query_one(ListTable).current
        return next((routine for routine in self.house.routines if routine.id == key), None)

    def _about(self) -> None:
        from limberup_tui.screens.today_words import about_choice, about_routine

        routine = self._current()
        if routine:
            words = about_routine(self.house, routine)
        elif self._choice:
            words = about_choice(self.house, self._choice)
        else:
            return
        self.query_one("#about", Static).update(words)

    @on(DataTable.RowHighlighted)
    def _moved(self) -> None:
        if self.limberup.ready:
            self._about()

    @on(DataTable.RowSelected)
    def _chosen(self, event: DataTable.RowSelected) -> None:
        event.stop()
        self.action_start()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to go on only where there is something to go on with."""
        return self._left() is not None if action == "go_on" else True

    def words_of(self, action: str, words: str) -> str:
        """Return what the foot says of a key: a session of which only the questions after it are left is not led on."""
        left = self._left() if action == "go_on" else None
        return tr("Finish it") if left and left.over else words

    def action_nothing(self) -> None:
        """Stay: this is the first screen."""

    def action_start(self) -> None:
        """Start the routine the cursor is on; where that one was left open, ask whether to go on with it instead."""
        self.limberup.when_ready(self._start, leads=True)

    def _start(self) -> None:
        left, routine = self._left(), self._current()
        # What is chosen for a day has no id, nor has the session of it.
        wanted = routine.id if routine else ""
        blocked = self.house.person.open_flags
        if left and left.run and not (left.over or blocked) and left.run.routine_id == wanted:
            self._ask_left(tr("Begin it again from the start"))
        else:
            self.limberup.play(routine)

    def action_flare(self) -> None:
        """Start the gentle session of a bad day."""
        self.limberup.when_ready(lambda: self.limberup.play(gentle=True), leads=True)

    def action_new(self) -> None:
        """Go through the questions again, because something is new."""
        self.limberup.when_ready(self.limberup.something_new, leads=True)

    def action_why(self) -> None:
        """Say why today's plan is as it is."""
        from limberup_tui.screens.why import Why

        if self._choice:
            self.app.push_screen(Why(self._choice.why))

    def action_go_on(self) -> None:
        """Ask what to do with a session that was left open."""
        left = self._left()
        if left is None:
            return
        if left.over:
            self.limberup.keep_done(left)
            return
        self._ask_left()

    def _ask_left(self, anew: str = "") -> None:
        from limberup_tui.screens.dialog import Ask, Option

        left = self._left()
        assert left is not None
        words = tr("Take it over here, and go on") if left.alive_here else tr("Go on where you stopped")
        options = [
            Option("g", words),
            Option("k", tr("Keep what was done, and end it")),
            *([Option("b", anew)] if anew else []),
            Option("t", tr("Throw it away")),
            Option("escape", tr("Not now")),
        ]
        self.app.push_screen(Ask(tr("Go on with the session that was left open?"), options), self._left_answer)

    def _left_answer(self, answer: str | None) -> None:
        from limberup_tui.screens.dialog import Ask, Option

        left = self._left()
        if left is None:
            return
        if answer == "g":
            self.limberup.go_on_with(left)
        elif answer == "k":
            self.limberup.keep_done(left)
        elif answer == "b":
            self.limberup.play(self._current())
        elif answer == "t":
            options = [Option("y", tr("Yes, throw it away")), Option("n", tr("No, keep it"))]
            self.app.push_screen(Ask(tr("Throw away all that was done in it?"), options, weighs=True), self._throw)

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

        self.limberup.when_ready(lambda: self.app.push_screen(Builder()))

    def action_take(self) -> None:
        """Take over a routine that somebody gave."""
        from limberup_tui.screens.take import Take

        self.limberup.when_ready(lambda: self.app.push_screen(Take()))

    def action_edit(self) -> None:
        """Change the routine the cursor is on; a pack's is changed as a copy of one's own."""
        from limberup_tui.screens.builder import Builder

        routine = self._current() if self.limberup.ready else None
        if routine is None and self._choice:
            routine = replace(self._choice.routine, name=tr("My plan"))
        if routine:
            self.app.push_screen(Builder(routine))
