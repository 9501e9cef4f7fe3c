"""The catalog as a list: searched as one types, filtered by pack and kind."""

from __future__ import annotations

from collections.abc import Collection

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Input, Static

from limberup.catalog import Catalog
from limberup.exercise import Exercise, Kind
from limberup.safety.decision import Verdict
from limberup.safety.fit import Fitted
from limberup.safety.walk import Judge
from limberup.texts import tr
from limberup_tui.widgets.long_list import LongList

__all__ = ["CatalogList", "verdict_mark"]

_MARKS = {Verdict.ALLOW: " ", Verdict.MODIFY: "!", Verdict.EXCLUDE: "x"}


def verdict_mark(verdict: Verdict) -> str:
    """Return the one character that stands for what the rules say of an exercise for the person."""
    return _MARKS[verdict]


class SearchLine(Input):
    """A line of text over a list; the foot says how to get to the list."""

    BINDINGS = [Binding("enter", "focused.submit", tr("To the list"), id="search.list")]


class CatalogList(Vertical):
    """Search line, filters and the exercises they leave."""

    DEFAULT_CSS = """
    CatalogList {
        & Input { margin: 0 1; }
        & #filters { height: 1; padding: 0 1; color: $secondary; }
    }
    """

    class Picked(Message):
        """An exercise was chosen with Enter or a click."""

        def __init__(self, exercise: Exercise) -> None:
            super().__init__()
            self.exercise = exercise

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

    def compose(self) -> ComposeResult:
        """Stack search, filters and list."""
        yield SearchLine(
            placeholder=tr("Search: name, muscle, position"), id="search", select_on_focus=False, compact=True
        )
        yield Static("", markup=False, id="filters")
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
        return self._fitted[exercise.id]

    def show_taken(self, ids: Collection[str], told: str) -> None:
        """Mark what is taken already, with what is told of it beside the filters, or ""."""
        if (ids, told) != (self._taken, self._told):
            self._taken, self._told = ids, told
            self._show()

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
        # The rules are asked about what is seen: about all of ten thousand exercises it would take a second.
        self.query_one(LongList).show(
            [exercise.id for exercise in found], self._cells, to_first=to_first, is_dim=self._is_excluded
        )
        pack_name = next((pack.name for pack in self.catalog.packs if pack.id == self.pack), tr("all packs"))
        kind = self.kind.words if self.kind else tr("all kinds")
        words = (
            f"{len(found)}: {pack_name}, {kind}{self._told}" if found else tr("Nothing found. Esc clears the search.")
        )
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

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        event.stop()
        self.focus_list()

    def on_key(self, event: events.Key) -> None:
        """From the search line, down goes to the list and Escape clears."""
        search = self.query_one(Input)
        if not search.has_focus:
            return
        if event.key == "down":
            self.focus_list()
            event.stop()
        elif event.key == "escape":
            event.stop()
            if search.value:
                search.value = ""
            else:
                self.focus_list()

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
