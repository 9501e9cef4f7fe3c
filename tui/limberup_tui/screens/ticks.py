"""A list of things to tick, with one key where none applies."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import DataTable, Static

from limberup.texts import tr
from limberup_tui.screens.base import Page
from limberup_tui.widgets.table import ListTable

__all__ = ["Ticks"]

_END = ""
"""Key of the last row, which ends the list: no item has this id."""


class Ticks(Page[frozenset[str] | None]):
    """Gives the ids that were ticked, or None where the screen was left.

    Enter never takes a tick away, and never says "none" but on the row that says so: what blocks a session must not
    be passed over by a key too much. Nor is "none" said of lines that have not been on the screen.
    """

    BINDINGS = [
        Binding("n", "none", tr("None of these"), id="ticks.none"),
        Binding("space", "tick", tr("Tick"), id="ticks.tick"),
        Binding("c,enter", "go_on", tr("Continue"), id="ticks.continue"),
        Binding("s", "skip", tr("Look around first"), id="ticks.skip"),
    ]

    def __init__(
        self,
        title: str,
        intro: str,
        items: Mapping[str, str],
        ticked: Iterable[str] = (),
        *,
        skippable: bool = False,
    ) -> None:
        """Make the list.

        Args:
            title: Of the screen.
            intro: What is asked.
            items: Text by id, in order.
            ticked: Ids that are ticked to begin with.
            skippable: Whether it may be left for another time, which `skipped` then says.
        """
        super().__init__()
        self.TITLE_WORDS = title
        self.intro = intro
        self.items = items
        self.ticked = set(ticked)
        self.skippable = skippable
        self.skipped = False
        self._turned = False
        """Whether the key for "none" has turned to lines that had not been seen."""
        self._seen = 0
        """Lines of the list that have been on the screen, from the first."""

    def content(self) -> ComposeResult:
        """Put the question over the list."""
        yield Static(self.intro, markup=False, classes="say")
        yield ListTable(("", ""), (3, None), show_header=False, wrap=True, id="items")
        yield Static("", markup=False, classes="hint", id="count")

    def on_mount(self) -> None:
        """Fill the list."""
        self._show()
        table = self.query_one(ListTable)
        table.focus()
        self.watch(table, "scroll_y", self._say_more, init=False)

    def _show(self) -> None:
        rows = [
            (id_, ("[x]" if id_ in self.ticked else "[ ]", text), "bold" if id_ in self.ticked else "")
            for id_, text in self.items.items()
        ]
        count = len(self.ticked)
        end = tr("Continue with what is ticked: press c.") if count else tr("None: press n.")
        self.query_one(ListTable).set_rows([*rows, (_END, ("", end), "bold")])
        self._say_more()

    def _say_more(self) -> None:
        table = self.query_one(ListTable)
        if table.size.height and table.scroll_offset.y <= self._seen:
            self._seen = max(self._seen, table.scroll_offset.y + table.size.height)
        count = tr("{ticked} ticked.").format(ticked=len(self.ticked)) if self.ticked else ""
        if self._turned and not count:
            # No longer than the line before it: the list is not to lose one that has just come.
            self._say(tr("Not seen yet: n again if none applies."))
        else:
            # The row after them, which only says how to go on, is no more.
            last = table.tops[-1] if table.tops else 0
            more = table.more_below and table.scroll_offset.y + table.size.height < last
            self._say(count, more=more)

    def _say(self, words: str, *, more: bool = False, wrong: bool = False) -> None:
        below = tr("More below: arrows or Page Down.") if more else ""
        hint = self.query_one("#count", Static)
        hint.update("  ".join(filter(None, (words, below))))
        hint.set_class(wrong, "wrong")

    def on_resize(self) -> None:
        """Say whether there is more below."""
        self.call_after_refresh(self._show)

    @on(DataTable.RowSelected)
    def _chosen(self, event: DataTable.RowSelected) -> None:
        event.stop()
        self.action_tick()

    @on(DataTable.RowHighlighted)
    def _moved(self, event: DataTable.RowHighlighted) -> None:
        event.stop()
        self._say_more()

    def action_tick(self) -> None:
        """Tick what the cursor is on, or take the tick away; on the last row, end the list."""
        id_ = self.query_one(ListTable).current
        if id_ == _END:
            self.dismiss(frozenset(self.ticked))
        elif id_ is not None:
            self.ticked ^= {id_}
            self._show()

    def action_none(self) -> None:
        """Say that none applies; what is ticked is never passed over."""
        if self.ticked:
            self._say(tr("Something is ticked. Press c to continue with it, or take the tick away."), wrong=True)
            return
        if not self._page_unseen():
            self.dismiss(frozenset())

    def _page_unseen(self) -> bool:
        """Turn to the lines that have not been on the screen; return whether there are any."""
        table = self.query_one(ListTable)
        # The last row only says how to go on.
        if self._seen >= table.tops[-1]:
            return False
        self._turned, seen = True, self._seen
        row, top = max((row, top) for row, top in enumerate(table.tops) if top <= seen)
        table.move_cursor(row=row, scroll=False)
        # What was seen in part is shown whole, but where it is higher than the list.
        table.scroll_to(y=top if seen - top < table.size.height else seen, animate=False, force=True)
        return True

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to skip only where that is allowed."""
        return self.skippable if action == "skip" else True

    def action_skip(self) -> None:
        """Leave it for another time."""
        self.skipped = True
        self.dismiss(None)

    def action_go_on(self) -> None:
        """Go on with what is ticked; with nothing ticked only where the cursor is on the row that says so."""
        if not self.ticked and self.query_one(ListTable).current != _END:
            self._say(tr("Nothing is ticked. Press n if none of these applies, else Space to tick."), wrong=True)
            return
        self.dismiss(frozenset(self.ticked))
