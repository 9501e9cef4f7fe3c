"""New packs: what others have put here since the last start, all on one list, before anything of it is used."""

from __future__ import annotations

from collections.abc import Sequence

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import DataTable, Static

from limberup.packs.choices import brings
from limberup.packs.manager import PackInfo
from limberup.texts import tr
from limberup_tui.new_packs import brings_words, new_name, origin_words, short_origin
from limberup_tui.screens.base import Page
from limberup_tui.screens.dialog import Ask, Option
from limberup_tui.widgets.table import ListTable

__all__ = ["NewPacks"]

WIDE = 76
"""Columns from which it is told in a row of its own where a pack comes from."""


class NewPacks(Page[frozenset[str] | None]):
    """Gives the ids of the packs that are to be used, the others being left off; None where it was left open.

    None is ticked to begin with: an Enter or two typed in a hurry must not put anybody's exercises into the plan. For
    who trusts whoever put them there it is two keys for all of them.
    """

    TITLE_WORDS = tr("New packs")
    BINDINGS = [
        Binding("space", "tick", tr("Tick"), id="new-packs.tick"),
        Binding("enter", "read", tr("What it brings"), id="new-packs.read"),
        Binding("a", "every", tr("Tick all, or none"), id="new-packs.all"),
        Binding("u", "use", tr("Use what is ticked"), id="new-packs.use"),
        Binding("o", "off", tr("Leave all off"), id="new-packs.off"),
        Binding("escape", "back", tr("Not now"), id="new-packs.back"),
    ]
    DEFAULT_CSS = "NewPacks { & #about { height: 3; } & ListTable { margin-top: 1; } }"

    def __init__(self, infos: Sequence[PackInfo], seen: frozenset[str]) -> None:
        """Make the list.

        Args:
            infos: The packs that the person has not been shown as they are now.
            seen: Ids of those that they have been shown as they were before.
        """
        super().__init__()
        self.infos = {info.id: info for info in infos}
        self.seen = seen
        self.ticked: set[str] = set()

    def content(self) -> ComposeResult:
        """Say what is asked, over the list and what the cursor is on."""
        words = tr("Others made these. What you tick is used; the rest is left off, and Packs switches it on later.")
        yield Static(words, markup=False, classes="say")
        yield ListTable(("", tr("Pack"), tr("From"), tr("Brings")), (3, None, 0, 0), wrap=True, id="packs")
        yield Static("", markup=False, classes="say", id="about")
        yield Static("", markup=False, classes="hint", id="count")

    def on_mount(self) -> None:
        """Fill the list."""
        self._show()
        self.query_one(ListTable).focus()

    def on_resize(self) -> None:
        """Give the words what room there is; where there is little, the line below the list says where it is from."""
        width = self.size.width
        self.query_one(ListTable).fit_columns(
            (3, None, min(40, (width - 16) // 3) if width >= WIDE else 0, min(40, (width - 10) // 3))
        )

    def _show(self) -> None:
        self.query_one(ListTable).set_rows(
            [
                (
                    id_,
                    (
                        "[x]" if id_ in self.ticked else "[ ]",
                        new_name(info, changed=id_ in self.seen),
                        short_origin(info),
                        brings_words(info),
                    ),
                    "bold" if id_ in self.ticked else "",
                )
                for id_, info in self.infos.items()
            ]
        )
        ticked, count = len(self.ticked), len(self.infos)
        words = tr("{ticked} of {count} ticked. u uses them.") if ticked else tr("None of {count} is ticked.")
        self.query_one("#count", Static).update(words.format(ticked=ticked, count=count))

    @property
    def _info(self) -> PackInfo | None:
        return self.infos.get(self.query_one(ListTable).current or "")

    @on(DataTable.RowHighlighted)
    def _moved(self, event: DataTable.RowHighlighted) -> None:
        event.stop()
        if info := self._info:
            pack = info.unused or info.pack
            wrong = map(str, info.problems[:1])
            lines = (origin_words(info), *wrong, pack.summary if pack else "")
            self.query_one("#about", Static).update("\n".join(filter(None, lines)))

    @on(DataTable.RowSelected)
    def _clicked(self, event: DataTable.RowSelected) -> None:
        event.stop()
        self.action_tick()

    def action_tick(self) -> None:
        """Tick the pack under the cursor, or take the tick away."""
        if info := self._info:
            self.ticked ^= {info.id}
            self._show()

    def action_every(self) -> None:
        """Tick all of them, or none where all are."""
        self.ticked = set() if len(self.ticked) == len(self.infos) else set(self.infos)
        self._show()

    def action_read(self) -> None:
        """Show all that the pack under the cursor brings; it can be ticked there too."""
        info = self._info
        if info is None:
            return
        ticked = info.id in self.ticked
        options = [
            Option("enter", tr("Back to the list")),
            Option("t", tr("Take its tick away") if ticked else tr("Tick it")),
        ]
        more = "\n".join((origin_words(info), *brings(info, every=True)))
        self.app.push_screen(Ask(new_name(info, changed=info.id in self.seen), options, more), self._was_read)

    def _was_read(self, answer: str | None) -> None:
        if answer == "t":
            self.action_tick()

    def action_use(self) -> None:
        """Use what is ticked, and leave the rest off."""
        if not self.ticked:
            self.refuse(tr("Nothing is ticked: Space ticks a pack, o leaves all of them off."))
            return
        self.dismiss(frozenset(self.ticked))

    def action_off(self) -> None:
        """Leave all of them off, unless something is ticked: what is ticked is never passed over."""
        if self.ticked:
            self.refuse(tr("Something is ticked. Press u to use it, or take the tick away first."))
            return
        self.dismiss(frozenset())
