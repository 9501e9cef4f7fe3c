"""Packs: what is installed, from where, and what is wrong with it."""

from __future__ import annotations

from functools import partial

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.widgets import DataTable, Static

from limberup.packs.choices import brings
from limberup.packs.manager import PackInfo
from limberup.problem import join_words
from limberup.texts import tr, trn
from limberup_tui.new_packs import origin_words
from limberup_tui.screens.base import Page
from limberup_tui.widgets.table import ListTable

__all__ = ["Packs"]


class Packs(Page[None]):
    """Every pack that was found."""

    TITLE_WORDS = tr("Packs")
    BINDINGS = [Binding("space", "switch", tr("On, off"), id="packs.switch")]
    DEFAULT_CSS = "Packs { & ListTable { height: 1fr; } & VerticalScroll { height: 1fr; border-top: solid $panel; } }"

    def content(self) -> ComposeResult:
        """Show the list over the pack the cursor is on."""
        yield ListTable(
            (tr("Pack"), tr("Version"), tr("Exercises"), tr("State")), (None, 9, 9, 12), id="packs", classes="gap"
        )
        with VerticalScroll(can_focus=False):
            yield Static("", markup=False, classes="say", id="about")

    def on_mount(self) -> None:
        """Fill the list."""
        self._show()
        self.query_one(ListTable).focus()
        if not self.infos:
            self.query_one("#about", Static).update(
                tr("No packs were found. Install limberup again to get its own six.")
            )

    def _show(self) -> None:
        found = self.house.contents.loaded.infos if self.house.contents else ()
        # By number: two packs may have the same id, and then one of them is left out.
        self.infos = {str(number): info for number, info in enumerate(found)}
        self.query_one(ListTable).set_rows(
            [
                (
                    number,
                    (
                        info.name,
                        info.version or "-",
                        str(len(info.pack.exercises)) if info.pack else "-",
                        self._state(info),
                    ),
                    "" if info.healthy else "bold",
                )
                for number, info in self.infos.items()
            ]
        )

    def _state(self, info: PackInfo) -> str:
        if info.pack:
            return tr("in use") if info.healthy else tr("in part")
        return (
            tr("off") if info.id in self.house.pack_choices.off else tr("not seen") if info.unused else tr("left out")
        )

    def action_switch(self) -> None:
        """Switch the pack under the cursor off, or on again."""
        info = self.infos.get(self.query_one(ListTable).current or "")
        if info is None:
            return
        off = info.pack is not None
        if not off and info.unused is None:
            self.notify(tr("This pack is left out for what is wrong with it."), markup=False)
            return
        # Whoever switches it on has it before them.
        self.limberup.keep(partial(self.house.take_pack, info, off=off))
        self.limberup.contents_changed()
        self._show()
        self._moved()

    @on(DataTable.RowHighlighted)
    def _moved(self) -> None:
        info = self.infos.get(self.query_one(ListTable).current or "")
        if info:
            self.query_one("#about", Static).update("\n".join(self._lines(info)))

    def _lines(self, info: PackInfo) -> list[str]:
        lines = [f"{info.id}, {origin_words(info)}"]
        off = info.id in self.house.pack_choices.off
        if info.pack is None and (off or info.unused):
            seen = tr("It is not used before you have seen it. Space switches it on.")
            lines += [tr("It is switched off. Space switches it on.") if off else seen, *brings(info, every=True)]
        if info.pack:
            authors = join_words(info.pack.authors) or tr("nobody named")
            lines += [
                info.pack.summary,
                tr("By {authors}. {license}").format(authors=authors, license=info.pack.license),
            ]
            own, others, routines = map(len, (info.pack.exercises, info.pack.references, info.pack.routines))
            count = trn("{n} routine", "{n} routines", routines).format(n=routines)
            lines.append(
                tr("{own} exercises of its own, {others} of other packs, {count}.").format(
                    own=own, others=others, count=count
                )
            )
        lines += [str(problem) for problem in info.problems] or [tr("Nothing is wrong with it.")] * bool(info.pack)
        return [line for line in lines if line]
