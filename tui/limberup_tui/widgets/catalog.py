"""The catalog as a list: searched as one types, filtered by pack and kind."""

from __future__ import annotations

from collections.abc import Collection

from rich.cells import cell_len
from rich.text import Text
from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.geometry import Size
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input, Static

from limberup.catalog import Catalog
from limberup.exercise import Exercise, Kind
from limberup.safety.decision import Verdict
from limberup.safety.fit import Fitted
from limberup.safety.walk import Judge
from limberup.texts import tr, trn
from limberup_tui.widgets.long_list import LongList

__all__ = ["CatalogList", "verdict_mark"]

_MARKS = {Verdict.ALLOW: " ", Verdict.MODIFY: "!", Verdict.EXCLUDE: "x"}


AHEAD = 20
"""Most exercises of which the rules are asked before they are drawn."""
AROUND = 9
"""Rows that a screen has around the list: only as many exercises as are seen are asked for, for the key to the marks
tells of none that is not there."""


def verdict_mark(verdict: Verdict) -> str:
    """Return the one character that stands for what the rules say of an exercise for the person."""
    return _MARKS[verdict]


class SearchLine(Input):
    """A line of text over a list; the foot says how to get to the list."""

    BINDINGS = [Binding("enter", "focused.submit", tr("To the list"), id="search.list")]


class Legend(Widget):
    """What the marks in a list stand for: a line where there is room, else as many as it takes, none of them cut."""

    DEFAULT_CSS = "Legend { height: auto; padding: 0 1; color: $secondary; }"
    GAP = "  "

    def __init__(self) -> None:
        super().__init__()
        self.display = False
        self._marks: tuple[str, ...] = ()

    def show(self, *marks: str) -> None:
        """Show marks, each with its words; nothing, and in no room, where there are none."""
        if marks != self._marks:
            self._marks = marks
            self.display = bool(marks)
            self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return how many lines the marks need."""
        return len(self._lines(width))

    def render(self) -> Text:
        """Draw the marks."""
        return Text("\n".join(self._lines(self.content_size.width)))

    def _lines(self, width: int) -> list[str]:
        lines: list[str] = []
        for mark in self._marks:
            # Words stay with their mark: it is between two of them that a line may end.
            if lines and cell_len(lines[-1] + self.GAP + mark) <= width:
                lines[-1] += self.GAP + mark
            else:
                lines.append(mark)
        return lines


class CatalogList(Vertical):
    """Search line, filters and the exercises they leave."""

    DEFAULT_CSS = """
    CatalogList {
        /* A margin would be taken from the list's width too. */
        & Input { padding: 0 1 !important; }
        & #filters { height: 1; padding: 0 1; color: $secondary; }
    }
    """

    class Picked(Message):
        """An exercise was chosen with Enter or a click."""

        def __init__(self, exercise: Exercise) -> None:
            super().__init__()
            self.exercise = exercise

    class Searched(Message):
        """What is searched for has changed."""

    class Moved(Message):
        """The cursor is on another exercise, or on none."""

        def __init__(self, exercise: Exercise | None) -> None:
            super().__init__()
            self.exercise = exercise

    def __init__(self, catalog: Catalog, judge: Judge, exercises: list[Exercise], *, kinds: bool = True) -> None:
        """Make the list.

        Args:
            catalog: All packs.
            judge: What the rules say of an exercise for the person.
            exercises: What can be found at all.
            kinds: Whether there is room for the column of kinds.
        """
        super().__init__()
        self.catalog = catalog
        self.judge = judge
        self.exercises = exercises
        self.kinds = kinds
        self.packs = ["", *(pack.id for pack in catalog.packs)]
        self.pack = ""
        self.kind: Kind | None = None
        self._fitted: dict[str, Fitted] = {}
        self._taken: Collection[str] = frozenset()
        self._told = ""
        self._judged = False
        """Whether the rules had something to say of an exercise that was seen."""

    def compose(self) -> ComposeResult:
        """Stack search, filters and list."""
        yield SearchLine(
            placeholder=tr("/ Search: name, muscle, position"), id="search", select_on_focus=False, compact=True
        )
        yield Static("", markup=False, id="filters")
        yield Legend()
        yield LongList(
            ("", tr("Exercise"), tr("Kind")),
            (1 if self.kinds else 2, None, 15 if self.kinds else 0),
            show_header=False,
            id="found",
        )

    def on_mount(self) -> None:
        """Show everything."""
        self._show()

    def fitted(self, exercise: Exercise) -> Fitted:
        """Return what the rules say of an exercise for the person, up for a while."""
        if exercise.id not in self._fitted:
            self._fitted[exercise.id] = self.judge(exercise)
            if not self._judged and self._fitted[exercise.id].verdict is not Verdict.ALLOW:
                self._judged = True
                # Not now: a line of the list may be being drawn.
                self.call_later(self._show_legend)
        return self._fitted[exercise.id]

    def judge_anew(self, judge: Judge) -> None:
        """Ask the rules again, the person having changed."""
        self.judge = judge
        self._fitted.clear()
        self._show()

    def show_taken(self, ids: Collection[str], told: str) -> None:
        """Mark what is taken already, with what is told of it beside the filters, or ""."""
        if (ids, told) != (self._taken, self._told):
            self._taken, self._told = ids, told
            self._show()
            self._show_legend()

    def _show_legend(self) -> None:
        # Both of what the rules say, as soon as there is one: the list is not to move again at the next.
        judged = (tr("! done differently"), tr("x not for you")) if self._judged else ()
        taken = (tr("+ in your routine"),) if self._taken else ()
        marks = (*judged, *taken)
        self.query_one(Legend).show(*((tr("Marks:"), *marks) if marks else ()))

    @property
    def current(self) -> Exercise | None:
        """The exercise the cursor is on."""
        key = self.query_one(LongList).current
        return self.catalog.exercises.get(key) if key else None

    def _show(self, *, to_first: bool = False) -> None:
        pool = self.exercises
        if self.pack:
            pack = next(pack for pack in self.catalog.packs if pack.id == self.pack)
            listed = {exercise.id for exercise in self.catalog.listed(pack)}
            pool = [exercise for exercise in pool if exercise.id in listed]
        if self.kind:
            pool = [exercise for exercise in pool if exercise.kind is self.kind]
        found = self.catalog.search(self.query_one(Input).value, pool)
        # The rules are asked about what is seen: about all of ten thousand exercises it would take a second. The first
        # of them are asked before they are drawn, so that the key to the marks is there with them.
        for exercise in found[: min(AHEAD, max(1, self.app.size.height - AROUND))]:
            self.fitted(exercise)
        self.query_one(LongList).show(
            [exercise.id for exercise in found], self._cells, to_first=to_first, is_dim=self._is_excluded
        )
        pack_name = next((pack.name for pack in self.catalog.packs if pack.id == self.pack), tr("all packs"))
        kind = self.kind.words if self.kind else tr("all kinds")
        count, every = len(found), len(self.catalog.exercises)
        if not found:
            words = tr("Nothing found. Esc clears the search.")
        elif self.pack or self.kind:
            # A pack's name needs the room of the word.
            words = f"{count}: {pack_name}, {kind}{self._told}"
        elif self.query_one(Input).value or count == every:
            counted = trn("{n} exercise", "{n} exercises", count).format(n=count)
            words = f"{counted}: {pack_name}, {kind}{self._told}"
        else:
            # What is not for routines, or not open yet, is not listed here; the library has all.
            counted = trn("{n} exercise for routines", "{n} exercises for routines", count).format(n=count)
            words = f"{counted}{self._told}"
        self.query_one("#filters", Static).update(words)

    def _cells(self, id_: str) -> tuple[str, str, str]:
        exercise = self.catalog.exercises[id_]
        mark = verdict_mark(self.fitted(exercise).verdict) + ("+" if id_ in self._taken else "")
        return mark, exercise.name, exercise.kind.words

    def _is_excluded(self, id_: str) -> bool:
        return self.fitted(self.catalog.exercises[id_]).verdict is Verdict.EXCLUDE

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self._show(to_first=True)
        self.post_message(self.Searched())

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        event.stop()
        self.focus_list()

    def on_key(self, event: events.Key) -> None:
        """From the search line, down goes to the list."""
        if event.key == "down" and self.query_one(Input).has_focus:
            self.focus_list()
            event.stop()

    def take_escape(self) -> bool:
        """Clear the search, or go from its empty line to the list; return whether there was either to do."""
        search = self.query_one(Input)
        if search.value:
            search.value = ""
        elif search.has_focus:
            self.focus_list()
        else:
            return False
        return True

    @property
    def words_of_escape(self) -> str:
        """What Escape does here, "" where the list has nothing to do with it."""
        if not self.is_mounted:
            return ""
        search = self.query_one(Input)
        return tr("Clear search") if search.value else tr("To the list") if search.has_focus else ""

    @on(LongList.Chosen)
    def _chosen(self, event: LongList.Chosen) -> None:
        event.stop()
        if self.current:
            self.post_message(self.Picked(self.current))

    @on(LongList.Moved)
    def _moved(self, event: LongList.Moved) -> None:
        event.stop()
        self.post_message(self.Moved(self.current))

    def next_pack(self) -> None:
        """Show the next pack's exercises, or all."""
        self.pack = self.packs[(self.packs.index(self.pack) + 1) % len(self.packs)]
        self._show()

    def next_kind(self) -> None:
        """Show the next kind's exercises, or all."""
        kinds: list[Kind | None] = [None, *Kind]
        self.kind = kinds[(kinds.index(self.kind) + 1) % len(kinds)]
        self._show()

    def focus_search(self) -> None:
        """Go to the search line."""
        # Widget.focus() waits for the next turn; keys typed at once would go to the list.
        search = self.query_one(Input)
        self.screen.set_focus(search)
        # What is typed next takes the place of the last search; an arrow goes on with it.
        search.select_all()

    def focus_list(self) -> None:
        """Go to the list."""
        self.screen.set_focus(self.query_one(LongList))
