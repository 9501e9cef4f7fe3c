"""What the views of History have in common."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical, VerticalScroll
from textual.message import Message
from textual.widgets import Static

from limberup.text import clean
from limberup.texts import tr
from limberup_tui.screens.history_past import Past, Span

if TYPE_CHECKING:
    from limberup_tui.house import House
    from limberup_tui.screens.history import HistoryPage

__all__ = ["ChartScroll", "ChartView", "View", "ViewBar"]


class View(Vertical):
    """One way to look at the past. Its page has the keys, and asks it which of them do something here."""

    NAME = ""
    OFFERS: frozenset[str] = frozenset()
    """Actions of the page that do something here."""
    DEFAULT_CSS = "View { height: 1fr; }"

    past = Past()
    span = Span("3 months")
    """How much time is looked at; views that show it say what they begin with."""

    @property
    def page(self) -> HistoryPage:
        """The screen it stands on."""
        from limberup_tui.screens.history import HistoryPage

        assert isinstance(self.screen, HistoryPage)
        return self.screen

    @property
    def house(self) -> House:
        """What all screens share."""
        return self.page.house

    @property
    def span_words(self) -> str:
        """How much time is looked at, in words."""
        return self.span.words(self.past, self.page.limberup.today)

    def turn_span(self) -> None:
        """Look at more time, or at the least again."""
        self.span = self.span.turned()
        self.draw()

    def move_span(self, step: int) -> None:
        """Look at the time before (1), or after (-1)."""
        self.span = self.span.moved(step, self.past, self.page.limberup.today)
        self.draw()

    def show(self, past: Past) -> None:
        """Show what was read."""
        self.past = past
        self.draw()

    def draw(self) -> None:
        """Show what is to be seen now: of what was read, in the room there is."""

    @property
    def words_of_escape(self) -> str:
        """What Escape does in this view before it leaves, "" for nothing."""
        return ""

    def take_escape(self) -> bool:
        """Do what Escape does in this view, and return whether that was anything."""
        return False

    def take_keys(self) -> None:
        """Give the keys to what can be moved through."""
        for widget in self.query("*"):
            if widget.can_focus and widget.display:
                self.screen.set_focus(widget)
                return

    def open(self) -> None:
        """Do what Enter does."""


class ChartScroll(VerticalScroll, inherit_bindings=False):
    """Scrolls up and down; left and right are left to the screen."""

    BINDINGS = [
        Binding("up", "scroll_up", tr("One line up"), show=False, id="list.up"),
        Binding("down", "scroll_down", tr("One line down"), show=False, id="list.down"),
        Binding("pageup", "page_up", tr("Page up"), show=False, id="list.page-up"),
        Binding("pagedown", "page_down", tr("Page down"), show=False, id="list.page-down"),
        Binding("home", "scroll_home", tr("First"), show=False, id="list.first"),
        Binding("end", "scroll_end", tr("Last"), show=False, id="list.last"),
    ]
    DEFAULT_CSS = """
    ChartScroll {
        height: 1fr;
        padding: 0 2 0 1;
        scrollbar-size-vertical: 1;
        & Static { height: auto; width: 1fr; }
        & .chart { text-wrap: nowrap; text-overflow: clip; }
        & .sentence { margin-top: 1; max-width: 92; }
    }
    """


class ChartView(View):
    """A chart over its sentences in words; what does not fit is scrolled to."""

    OFFERS = frozenset({"span", "earlier"})

    def compose(self) -> ComposeResult:
        """Put the chart over its words."""
        with ChartScroll():
            yield Static("", markup=False, classes="chart", id="chart")
            yield Static("", markup=False, classes="sentence", id="words")

    def show(self, past: Past) -> None:
        """Show what was read, once it is known how much room there is."""
        self.past = past
        self.on_resize()

    def on_resize(self) -> None:
        """Draw it for the room there is."""
        if self.size.width:
            self.draw()

    @property
    def room(self) -> tuple[int, int]:
        """Cells there are for a chart: width and height, without the words under it."""
        width, height = self.size
        return max(20, width - 4), max(6, height)

    def put(self, chart: Iterable[Text], words: Iterable[str]) -> None:
        """Show a chart with its words."""
        self.query_one("#chart", Static).update(Text("\n").join(chart))
        self.query_one("#words", Static).update(clean("\n".join(words), lines=True))


class ViewBar(Static):
    """The views by name, the one in front in brackets; a click on another shows it."""

    DEFAULT_CSS = "ViewBar { height: 1; padding: 0 1; color: $secondary; }"

    class Picked(Message):
        """A view was clicked."""

        def __init__(self, number: int) -> None:
            super().__init__()
            self.number = number

    def __init__(self, names: Iterable[str]) -> None:
        super().__init__("", markup=False, id="views")
        self.names = tuple(names)
        self.at = 0
        self._spots: list[tuple[int, int]] = []

    def point(self, at: int) -> None:
        """Show which view is in front."""
        self.at = at
        self._draw()

    def on_resize(self) -> None:
        """Leave out the names there is no room for."""
        self._draw()

    def _draw(self) -> None:
        # A blank between two names, a bracket on each side of the one in front.
        whole = sum(len(name) + 3 for name in self.names) + 1
        room = self.size.width
        wide, wider = room >= whole, room >= whole + 2 * len(self.names)
        text = Text(end="")
        self._spots = []
        for number, name in enumerate(self.names):
            here = number == self.at
            words = f"{number + 1} {name}" if wide or here else str(number + 1)
            if wider and number:
                text.append("]" if number == self.at + 1 else " ")
            text.append("[" if here else "]" if number == self.at + 1 and not wider else " ")
            start = text.cell_len
            text.append(words, style="bold reverse" if here else "")
            self._spots.append((start, text.cell_len))
        text.append("]" if self.at == len(self.names) - 1 else "")
        # Digits alone tell nobody what they are for.
        more = tr("  Tab: next view")
        if not wide and text.cell_len + len(more) <= room:
            text.append(more)
        self.update(text)

    def on_click(self, event: events.Click) -> None:
        """Show the view that was clicked."""
        for number, (start, end) in enumerate(self._spots):
            if start <= event.x - 1 < end:
                self.post_message(self.Picked(number))
