"""The catalog as a list: searched as one types, filtered by pack and kind."""

from __future__ import annotations

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import DataTable, Input, Static

from limberup.catalog import Catalog
from limberup.exercise import Exercise, Kind
from limberup.safety.decision import Verdict
from limberup.safety.fit import Fitted
from limberup.safety.walk import Judge
from limberup_tui.widgets.table import ListTable

__all__ = ["CatalogList", "verdict_mark"]

_MARKS = {Verdict.ALLOW: " ", Verdict.MODIFY: "!", Verdict.EXCLUDE: "x"}


def verdict_mark(verdict: Verdict) -> str:
    """Return the one character that stands for what the rules say of an exercise for the person."""
    return _MARKS[verdict]


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

    def compose(self) -> ComposeResult:
        """Stack search, filters and list."""
        yield Input(placeholder="Search: name, muscle, position", id="search", select_on_focus=False, compact=True)
        yield Static("", markup=False, id="filters")
        yield ListTable(("", "Exercise", "Kind"), (1, None, 15 if self.kinds else 0), show_header=False, id="found")

    def on_mount(self) -> None:
        """Show everything."""
        self._show()

    def fitted(self, exercise: Exercise) -> Fitted:
        """Return what the rules say of an exercise for the person, up for a while."""
        if exercise.id not in self._fitted:
            self._fitted[exercise.id] = self.judge(exercise)
        return self._fitted[exercise.id]

    @property
    def current(self) -> Exercise | None:
        """The exercise the cursor is on."""
        key = self.query_one(ListTable).current
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
        self.query_one(ListTable).set_rows(
            [
                (
                    exercise.id,
                    (verdict_mark(self.fitted(exercise).verdict), exercise.name, exercise.kind.value),
                    "dim" if self.fitted(exercise).verdict is Verdict.EXCLUDE else "",
                )
                for exercise in found
            ],
            to_first=to_first,
        )
        pack_name = next((pack.name for pack in self.catalog.packs if pack.id == self.pack), "all packs")
        kind = self.kind.value if self.kind else "all kinds"
        words = f"{len(found)}: {pack_name}, {kind}" if found else "Nothing found. Esc clears the search."
        self.query_one("#filters", Static).update(words)
        self.post_message(self.Moved(self.current))

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

    @on(DataTable.RowSelected)
    def _chosen(self, event: DataTable.RowSelected) -> None:
        event.stop()
        if self.current:
            self.post_message(self.Picked(self.current))

    @on(DataTable.RowHighlighted)
    def _moved(self, event: DataTable.RowHighlighted) -> None:
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
        self.screen.set_focus(self.query_one(Input))

    def focus_list(self) -> None:
        """Go to the list."""
        self.screen.set_focus(self.query_one(ListTable))
