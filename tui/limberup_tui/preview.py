"""A small app for those who write a pack: figure and card of one exercise, drawn anew when its file is saved."""

from __future__ import annotations

from rich.text import Text
from textual.app import App, ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, VerticalScroll
from textual.screen import Screen
from textual.widgets import Static

from limberup.exercise import Exercise, Side
from limberup.safety.restrict import filter_of
from limberup.settings import THEMES
from limberup.text import clean
from limberup.texts import tr
from limberup_tui.previewed import Previewed
from limberup_tui.screens.card import card_parts, part_text
from limberup_tui.terminal import make_legible
from limberup_tui.theme import OWN_THEMES
from limberup_tui.watch import EVERY, Watch
from limberup_tui.widgets.figure import FigureView
from limberup_tui.widgets.keys import KeyBar

__all__ = ["PreviewApp", "PreviewScreen"]

STEPS_A_SECOND = 6
STEPS = 12
"""Steps of the movement one way; the third picture goes back and forth."""


class PreviewScreen(Screen[None]):
    """Start, end and movement of the figure, what is wrong, and the card."""

    BINDINGS = [
        Binding("n", "step(1)", tr("Next exercise"), id="next"),
        Binding("p", "step(-1)", tr("The one before"), id="previous"),
        Binding("m", "mirror", tr("Other side"), id="mirror"),
        Binding("space", "move", tr("Move or stay still"), id="move"),
        Binding("q,escape,ctrl+c", "app.quit", tr("Leave"), key_display="q", id="leave"),
    ]
    DEFAULT_CSS = """
    PreviewScreen {
        & .title { height: 1; padding: 0 1; background: $panel; text-style: bold; }
        & #figures { height: 11; padding: 0 1; }
        & #wrong { height: auto; max-height: 8; padding: 0 1; color: $error; &.well { color: $success; } }
        & VerticalScroll { padding: 0 1; }
        & #card { height: auto; }
    }
    """

    def __init__(self, previewed: Previewed) -> None:
        super().__init__()
        self.previewed = previewed
        self._watch = Watch(previewed.folder)
        self._mirrored = False
        self._moves = True
        self._tick = 0

    def compose(self) -> ComposeResult:
        """Set figures, problems and card under each other."""
        yield Static("", markup=False, classes="title")
        with Horizontal(id="figures"):
            for name in ("start", "end", "moving"):
                yield FigureView(id=name)
        yield Static("", markup=False, id="wrong")
        with VerticalScroll():
            yield Static("", markup=False, id="card")
        yield KeyBar()

    def on_mount(self) -> None:
        """Begin to look at the files."""
        self.set_interval(EVERY, self.look)
        self.set_interval(1 / STEPS_A_SECOND, self._go_on)
        self.redraw()

    def look(self) -> None:
        """Draw anew where a file was saved."""
        if changed := self._watch.look():
            self.previewed.follow(changed)
            self.redraw()

    def _go_on(self) -> None:
        if self._moves:
            self._tick = (self._tick + 1) % (2 * STEPS)
            self._show("moving", 1 - abs(1 - self._tick / STEPS))

    def _show(self, name: str, share: float) -> None:
        exercise = self.previewed.exercise
        turns = exercise is not None and exercise.side is Side.ALTERNATING
        self.query_one(f"#{name}", FigureView).show(
            exercise.figure if exercise else None,
            share,
            mirrored=self._mirrored and not turns,
            taking_turns=self._mirrored and turns,
        )

    def redraw(self) -> None:
        """Show what the files say now."""
        found = self.previewed
        name = found.exercise.name if found.exercise else found.slug or tr("no exercise yet")
        self.query_one(".title", Static).update(clean(tr("limberup  |  Preview: {name}").format(name=name)))
        self.query_one("#figures").display = bool(found.exercise and found.exercise.figure)
        # The name of the file that one has open says nothing, and takes a line of every problem.
        own = f"{found.folder.name}/exercises/{found.slug}.toml: "
        lines = [str(problem).removeprefix(own) for problem in found.problems]
        if found.problems and found.exercise:
            lines.append(tr("Shown as it was when it could last be read.") if self._is_old() else "")
        if found.elsewhere:
            lines.append(
                tr("Elsewhere in the pack: {elsewhere} more. limberup packs check names them.").format(
                    elsewhere=found.elsewhere
                )
            )
        self.query_one("#wrong", Static).update(Text("\n".join(filter(None, lines)) or tr("Nothing is wrong with it.")))
        self.query_one("#wrong", Static).set_class(not lines, "well")
        for view, share in (("start", 0.0), ("end", 1.0)):
            self._show(view, share)
        self._show("moving", 1 - abs(1 - self._tick / STEPS))
        self.query_one("#card", Static).update(self._card(found.exercise) if found.exercise else Text())

    def _is_old(self) -> bool:
        return self.previewed.exercise not in self.previewed.catalog.exercises.values()

    def _card(self, exercise: Exercise) -> Text:
        width = min(84, self.app.size.width - 4)
        card = Text()
        for heading, words in card_parts(exercise, self.previewed.catalog, filter_of()):
            if words and heading:
                card.append_text(part_text(heading, words, width)).append("\n")
            elif words:
                card.append(f"{clean(words)}\n\n", style="bold")
        return card

    def on_resize(self) -> None:
        """Wrap the card to the new width."""
        self.redraw()

    def action_step(self, by: int) -> None:
        """Go to another exercise of the pack."""
        self.previewed.step(by)
        self.redraw()

    def action_mirror(self) -> None:
        """Show the other side, or this one again."""
        self._mirrored = not self._mirrored
        self.redraw()

    def action_move(self) -> None:
        """Let the third picture stay as it is, or go on."""
        self._moves = not self._moves


class PreviewApp(App[None]):
    """The preview, full screen."""

    TITLE = "limberup"
    ENABLE_COMMAND_PALETTE = False

    def __init__(self, previewed: Previewed, theme: str = "") -> None:
        super().__init__()
        self._previewed = previewed
        self.animation_level = "none"
        for own in OWN_THEMES:
            self.register_theme(own)
        self.theme = theme if theme in self.available_themes else THEMES[0]

    def on_mount(self) -> None:
        """Open the one screen."""
        make_legible()
        self.push_screen(PreviewScreen(self._previewed))
