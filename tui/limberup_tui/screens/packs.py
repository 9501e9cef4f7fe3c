"""Packs: what is installed, from where, and what is wrong with it."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import DataTable, Static

from limberup.packs.manager import PackInfo
from limberup.problem import join_words
from limberup_tui.screens.base import Page
from limberup_tui.widgets.table import ListTable

__all__ = ["Packs"]


class Packs(Page[None]):
    """Every pack that was found."""

    TITLE_WORDS = "Packs"
    DEFAULT_CSS = "Packs { & ListTable { height: 1fr; } & VerticalScroll { height: 1fr; border-top: solid $panel; } }"

    def content(self) -> ComposeResult:
        """Show the list over the pack the cursor is on."""
        yield ListTable(("Pack", "Version", "Exercises", "State"), (None, 9, 9, 12), id="packs", classes="gap")
        with VerticalScroll(can_focus=False):
            yield Static("", markup=False, classes="say", id="about")

    def on_mount(self) -> None:
        """Fill the list."""
        self.infos = {info.id: info for info in self.house.contents.loaded.infos} if self.house.contents else {}
        self.query_one(ListTable).set_rows(
            [
                (
                    info.id,
                    (
                        info.name,
                        info.version or "-",
                        str(len(info.pack.exercises)) if info.pack else "-",
                        "in use" if info.healthy else "in part" if info.pack else "left out",
                    ),
                    "" if info.healthy else "bold",
                )
                for info in self.infos.values()
            ]
        )
        self.query_one(ListTable).focus()
        if not self.infos:
            self.query_one("#about", Static).update("No packs were found. Install limberup again to get its own six.")

    @on(DataTable.RowHighlighted)
    def _moved(self) -> None:
        info = self.infos.get(self.query_one(ListTable).current or "")
        if info:
            self.query_one("#about", Static).update("\n".join(self._lines(info)))

    def _lines(self, info: PackInfo) -> list[str]:
        source = f"installed with {info.distribution}" if info.distribution else f"a folder: {info.origin}"
        lines = [f"{info.id}, {source}"]
        if info.pack:
            authors = join_words(info.pack.authors) or "nobody named"
            lines += [info.pack.summary, f"By {authors}. {info.pack.license}"]
            own, others, routines = map(len, (info.pack.exercises, info.pack.references, info.pack.routines))
            count = "1 routine" if routines == 1 else f"{routines} routines"
            lines.append(f"{own} exercises of its own, {others} of other packs, {count}.")
        lines += [str(problem) for problem in info.problems] or ["Nothing is wrong with it."]
        return [line for line in lines if line]
