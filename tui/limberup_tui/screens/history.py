"""History: what was done, in six views, each a key away."""

from __future__ import annotations

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.widgets import Input, Static
from textual.worker import Worker, WorkerState

from limberup.history.record import Record
from limberup.history.store import Reading
from limberup.problem import LimberupError
from limberup.texts import tr
from limberup_tui.screens.base import Page
from limberup_tui.screens.history_calendar import CalendarView
from limberup_tui.screens.history_exercises import ExercisesView
from limberup_tui.screens.history_goals import GoalsView
from limberup_tui.screens.history_pain import PainView
from limberup_tui.screens.history_past import Past, read_past
from limberup_tui.screens.history_sessions import SessionsView
from limberup_tui.screens.history_view import View, ViewBar
from limberup_tui.screens.history_weeks import WeeksView
from limberup_tui.screens.record import Left, RecordPage
from limberup_tui.screens.record_words import called_words
from limberup_tui.widgets.long_list import LongList
from limberup_tui.words import day_words

__all__ = ["VIEWS", "HistoryPage"]

VIEWS: tuple[type[View], ...] = (SessionsView, CalendarView, PainView, ExercisesView, WeeksView, GoalsView)


class HistoryPage(Page[None]):
    """All that was done. A view is made when it is first looked at, and nothing changes by itself."""

    TITLE_WORDS = tr("History")
    BINDINGS = [
        Binding("enter", "open", tr("Open"), id="history.open"),
        Binding("slash", "search", tr("Search"), id="history.search"),
        Binding("f", "filter('kind')", tr("Filter"), id="history.filter"),
        Binding("p", "filter('pain')", tr("Filter pain"), id="history.pain"),
        Binding("s", "filter('state')", tr("Filter full/gentle"), id="history.state"),
        Binding("o", "one", tr("One alone"), id="history.one"),
        Binding("t", "span", tr("Time"), id="history.span"),
        Binding("left", "earlier(1)", tr("Earlier"), id="history.earlier"),
        Binding("right", "earlier(-1)", tr("Later"), id="history.later"),
        Binding("a", "add", tr("Add"), id="history.add"),
        Binding("u", "undo", tr("Undo deletion"), id="history.undo"),
        Binding("tab", "turn(1)", tr("Next view"), priority=True, id="history.next"),
        Binding("1", "view(0)", tr("Sessions"), show=False, id="history.sessions"),
        Binding("2", "view(1)", tr("Calendar"), show=False, id="history.calendar"),
        Binding("3", "view(2)", tr("Pain"), show=False, id="history.course"),
        Binding("4", "view(3)", tr("Exercises"), show=False, id="history.exercises"),
        Binding("5", "view(4)", tr("Weeks"), show=False, id="history.weeks"),
        Binding("6", "view(5)", tr("Goals"), show=False, id="history.goals"),
        Binding("shift+tab", "turn(-1)", tr("View before"), show=False, priority=True, id="history.before"),
    ]
    DEFAULT_CSS = "HistoryPage { & #view { height: 1fr; } }"

    def __init__(self) -> None:
        super().__init__()
        self.past: Past | None = None
        self.at = 0
        self.deleted: list[Record] = []
        """What was deleted on this screen, the last one last."""
        self._wanted = ""
        """Id of the record that the cursor is to go to once it is read."""

    def content(self) -> ComposeResult:
        """Show the names of the views over the one in front."""
        yield ViewBar(view.NAME for view in VIEWS)
        with Vertical(id="view"):
            yield Static(tr("Reading ..."), markup=False, classes="say gap", id="reading")

    async def on_mount(self) -> None:
        """Show the newest, which are known, and read the whole history in the background."""
        self.query_one(ViewBar).point(0)
        # Reading takes the processor to itself for a while: the newest stand there first.
        self.call_after_refresh(self.read)
        if newest := self.house.records:
            self.past = read_past(Reading(newest), self.house.catalog, whole=False)
            await self._show(take_keys=True)

    @work(thread=True, exclusive=True, group="history", exit_on_error=False, description="read all of history")
    def read(self) -> Past:
        """Read all records."""
        return read_past(self.house.history.read(), self.house.catalog)

    async def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """Show what was read."""
        if event.worker.group != "history":
            return
        if event.state is WorkerState.ERROR and event.worker.error:
            raise event.worker.error
        if event.state is WorkerState.SUCCESS and event.worker.result is not None:
            waited = self.past is None or (not self.past.whole and self.at != 0)
            self.past = event.worker.result
            await self._show(take_keys=waited)

    @property
    def view(self) -> View | None:
        """The view in front, once there is something to show."""
        return next((view for view in self.query(View) if type(view) is VIEWS[self.at]), None)

    async def _show(self, *, take_keys: bool) -> None:
        """Show the view in front with what was read."""
        if self.past is None:
            return
        # Every view but the list would tell of the newest as if that were all.
        waits = not self.past.whole and self.at != 0
        self.query_one("#reading").display = waits
        if waits:
            for other in self.query(View):
                other.display = False
            return
        view = self.view
        if view is None:
            view = VIEWS[self.at]()
            await self.query_one("#view").mount(view)
        for other in self.query(View):
            other.display = other is view
        if view.past is not self.past:
            view.show(self.past)
        else:
            view.draw()
        if self._wanted and isinstance(view, SessionsView):
            view.select(self._wanted)
            self._wanted = ""
        if take_keys:
            view.take_keys()
        self.refresh_bindings()

    # Views

    async def action_view(self, number: int) -> None:
        """Show a view."""
        self.at = number
        self.query_one(ViewBar).point(number)
        self.retitle(self.TITLE_WORDS)
        await self._show(take_keys=True)

    async def action_turn(self, step: int) -> None:
        """Show the next view, or the one before."""
        await self.action_view((self.at + step) % len(VIEWS))

    @on(ViewBar.Picked)
    async def _picked(self, event: ViewBar.Picked) -> None:
        await self.action_view(event.number)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what does something in the view in front; in a line of text a stroke is a letter like any other."""
        if action in ("open", "search", "filter", "one", "span", "earlier"):
            view = self.view
            return view is not None and bool(view.display) and action in view.OFFERS and not self._typing
        if action == "undo":
            return bool(self.deleted) and not self._typing
        if action == "add":
            return self.past is not None and not self._typing
        return True

    def words_of(self, action: str, words: str) -> str:
        """Return what the foot says of a key: Escape leaves only where nothing is searched for or filtered."""
        view = self.view if action == "back" else None
        return (view.words_of_escape if view and view.display else "") or words

    def action_back(self) -> None:
        """Show the whole list again where it is narrowed down; else leave."""
        view = self.view
        if not (view and view.display and view.take_escape()):
            super().action_back()

    @property
    def _typing(self) -> bool:
        return isinstance(self.focused, Input)

    def action_open(self) -> None:
        """Open what the cursor is on."""
        if self.view:
            self.view.open()

    @on(LongList.Chosen)
    def _clicked(self, event: LongList.Chosen) -> None:
        event.stop()
        self.action_open()

    def action_search(self) -> None:
        """Go to the search line."""
        if isinstance(self.view, SessionsView):
            self.view.search()

    def action_filter(self, what: str) -> None:
        """Narrow the list down."""
        if isinstance(self.view, SessionsView):
            self.view.narrow(what)

    def action_one(self) -> None:
        """Show one series of the chart alone."""
        if isinstance(self.view, PainView):
            self.view.next_one()

    def action_span(self) -> None:
        """Look at more time, or at the last weeks again."""
        if self.view:
            self.view.turn_span()

    def action_earlier(self, step: int) -> None:
        """Look at the time before (1), or after (-1)."""
        if self.view:
            self.view.move_span(step)

    # Records

    def open_record(self, id_: str, ids: list[str]) -> None:
        """Show one record in full, with its neighbours a key away."""
        self.app.push_screen(RecordPage(id_, ids), self._after_record)

    def _after_record(self, left: Left | None) -> None:
        if left is None:
            return
        if left.deleted:
            self.deleted.append(left.record)
            self.notify(
                tr("Deleted: {called}. u takes it back.").format(called=self._called(left.record)),
                timeout=12,
                markup=False,
            )
        if isinstance(self.view, SessionsView):
            self.view.select(left.record.id)
        if left.changed:
            self._read_again()

    def _called(self, record: Record) -> str:
        return f"{called_words(record, self.house.routines)}, {day_words(record.started, self.limberup.today)}"

    def _read_again(self) -> None:
        self.limberup.refresh_contents()
        self.read()

    def action_add(self) -> None:
        """Add a session that was done elsewhere, or before limberup was here."""
        from limberup_tui.screens.record_form import RecordForm

        day = self.view.day if isinstance(self.view, CalendarView) else None
        self.app.push_screen(RecordForm(day=day), self._added)

    def _added(self, record: Record | None) -> None:
        if record:
            self._wanted = record.id
            self.notify(tr("Added: {called}.").format(called=self._called(record)), markup=False)
            self._read_again()

    def action_undo(self) -> None:
        """Take back the record that was deleted last."""
        if not self.deleted:
            return
        try:
            record = self.house.history.undelete(self.deleted[-1].id)
        except LimberupError as error:
            self.say_problem(error)
            return
        self.deleted.pop()
        self._wanted = record.id
        self.app.clear_notifications()
        self.notify(tr("Taken back: {called}.").format(called=self._called(record)), markup=False)
        self._read_again()
