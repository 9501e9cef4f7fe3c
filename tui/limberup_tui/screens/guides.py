"""Guides: short answers to common questions, each with its sources and the exercises that go with it."""

from __future__ import annotations

from collections.abc import Iterator

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.widgets import DataTable, Static

from limberup.catalog import Catalog
from limberup.exercise import Exercise
from limberup.guide import Guide
from limberup.text import clean
from limberup.texts import tr
from limberup_tui.screens.base import Page
from limberup_tui.screens.card import Card
from limberup_tui.widgets.table import ListTable

__all__ = ["GuideList", "GuidePage", "source_lines"]

FIRST = frozenset({"warning-signs", "when-to-seek-help"})
"""Topics that stand before all others: who needs them should not have to look for them."""


def source_lines(guide: Guide, catalog: Catalog) -> Iterator[str]:
    """Yield a line for each source, with what it is worth: evidence, common practice or our own judgement."""
    for key in guide.sources:
        source = catalog.source(key, guide.pack)
        if source.grade == "own":
            yield tr("Our own judgement where no source is named.")
        else:
            yield f"{tr('Source') if source.is_evidence else tr('Common practice')}: [{key}] {source.text}"


class GuideList(Page[None]):
    """Every guide of every pack in use, as its question."""

    TITLE_WORDS = tr("Guides")
    BINDINGS = [Binding("enter", "read", tr("Read"), id="guides.read")]

    def content(self) -> ComposeResult:
        """Show the questions."""
        yield ListTable((tr("Question"), tr("From")), (None, 22), wrap=True, id="guides", classes="gap")

    def on_mount(self) -> None:
        """Fill the list."""
        names = {pack.id: pack.name for pack in self.house.catalog.packs}
        guides = sorted(self.house.catalog.guides.values(), key=lambda guide: not FIRST & {*guide.topics})
        table = self.query_one(ListTable)
        table.set_rows([(guide.id, (guide.question, names[guide.pack]), "") for guide in guides])
        table.focus()

    def on_resize(self) -> None:
        """Leave out what there is no room for."""
        self.query_one(ListTable).fit_columns((None, 0 if self.size.width < 76 else 22))

    @on(DataTable.RowSelected)
    def _chosen(self, event: DataTable.RowSelected) -> None:
        event.stop()
        self.action_read()

    def action_read(self) -> None:
        """Show the guide the cursor is on."""
        if guide := self.house.catalog.guides.get(self.query_one(ListTable).current or ""):
            self.app.push_screen(GuidePage(guide))


class GuidePage(Page[None]):
    """One guide."""

    TITLE_WORDS = tr("Guides")
    # The keys are with the exercises; the text is scrolled from there too.
    BINDINGS = [
        Binding("enter", "open", tr("Open exercise"), id="guide.open"),
        Binding("pagedown", "scroll_text(1)", tr("More text"), id="guide.down", priority=True),
        Binding("pageup", "scroll_text(-1)", tr("Text before"), id="guide.up", priority=True, show=False),
    ]
    DEFAULT_CSS = """
    GuidePage {
        & VerticalScroll { height: 1fr; padding: 0 2; margin-top: 1; }
        & VerticalScroll Static { max-width: 84; height: auto; }
        & .answer { margin-bottom: 1; }
        & .source { color: $secondary; }
        & ListTable { height: auto; max-height: 5; }
    }
    """

    def __init__(self, guide: Guide) -> None:
        super().__init__()
        self.guide = guide
        self.related: list[Exercise] = []

    def content(self) -> ComposeResult:
        """Show question, answer and sources over the exercises that are in use."""
        catalog = self.house.catalog
        self.related = [found for name in self.guide.related if (found := catalog.get(name))]
        with VerticalScroll(can_focus=not self.related):
            yield Static(Text(clean(self.guide.question), style="bold"), markup=False, classes="answer")
            for paragraph in self.guide.paragraphs:
                yield Static(clean(paragraph), markup=False, classes="answer")
            for line in source_lines(self.guide, catalog):
                yield Static(clean(line), markup=False, classes="source")
        if self.related:
            yield ListTable((tr("Exercises that go with it"),), (None,), id="related")

    def on_mount(self) -> None:
        """Give the keys to the exercises, or to the text where there are none."""
        if self.related:
            table = self.query_one(ListTable)
            table.set_rows([(exercise.id, (exercise.name,), "") for exercise in self.related])
            table.focus()
        else:
            self.query_one(VerticalScroll).focus()

    def on_resize(self) -> None:
        """Offer to scroll only where there is more than the screen shows."""
        self.call_after_refresh(self.refresh_bindings)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only what there is."""
        if action == "open":
            return bool(self.related)
        if action == "scroll_text":
            return bool(self.query(VerticalScroll)) and self.query_one(VerticalScroll).max_scroll_y > 0
        return True

    @on(DataTable.RowSelected)
    def _chosen(self, event: DataTable.RowSelected) -> None:
        event.stop()
        self.action_open()

    def action_open(self) -> None:
        """Show the exercise the cursor is on as a card."""
        key = self.query_one(ListTable).current
        if exercise := self.house.catalog.exercises.get(key or ""):
            self.app.push_screen(Card(exercise))

    def action_scroll_text(self, direction: int) -> None:
        """Scroll the text by most of what is seen of it."""
        text = self.query_one(VerticalScroll)
        text.scroll_relative(y=direction * max(1, text.size.height - 2), animate=False)
