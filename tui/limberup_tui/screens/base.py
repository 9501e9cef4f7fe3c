"""What every full screen has: a title line, the keys at the foot, and a way back."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from textual import events
from textual.app import ComposeResult
from textual.await_complete import AwaitComplete
from textual.binding import Binding
from textual.screen import Screen
from textual.widgets import Static

from limberup.problem import LimberupError
from limberup.texts import tr
from limberup_tui.notices import REFUSAL
from limberup_tui.widgets.keys import KeyBar

if TYPE_CHECKING:
    from limberup_tui.app import LimberupApp
    from limberup_tui.house import House

__all__ = ["Page"]

T = TypeVar("T")


class Page(Screen[T]):
    """A full screen of the app."""

    TITLE_WORDS = ""
    _has_been_shown = False
    BINDINGS = [
        Binding("escape", "back", tr("Back"), id="back"),
        Binding("question_mark", "app.help", tr("Help"), key_display="?", id="help"),
    ]
    DEFAULT_CSS = """
    Page {
        layers: base;
        & > .title {
            height: auto; max-height: 2; padding: 0 1; background: $panel; color: $foreground; text-style: bold;
        }
        & .hint { color: $secondary; padding: 0 1; height: auto; }
        & .say { padding: 0 1; height: auto; }
        & .gap { margin-top: 1; }
        & .wrong { color: $error; }
        & Input { background: $surface; &:focus { background: $panel; } }
    }
    """

    @property
    def limberup(self) -> LimberupApp:
        """The app, by its own type."""
        from limberup_tui.app import LimberupApp

        app = self.app
        assert isinstance(app, LimberupApp)
        return app

    @property
    def house(self) -> House:
        """What all screens share."""
        return self.limberup.house

    def on_screen_resume(self, event: events.ScreenResume) -> None:
        """Keep the styles that what was composed a moment ago has: Textual would work all of them out once more."""
        if not self._has_been_shown:
            event.refresh_styles = False
        self._has_been_shown = True

    def compose(self) -> ComposeResult:
        """Frame the screen's own content."""
        yield Static(
            tr("limberup  |  {title_words}").format(title_words=self.TITLE_WORDS),
            markup=False,
            classes="title",
            id="page-title",
        )
        yield from self.content()
        yield KeyBar()

    def content(self) -> ComposeResult:
        """Yield what stands between title and foot."""
        yield from ()

    def retitle(self, words: str) -> None:
        """Change what the title line says after the program's name."""
        self.query_one("#page-title", Static).update(tr("limberup  |  {words}").format(words=words))

    def action_back(self) -> None:
        """Leave the screen without a result."""
        self.dismiss(None)

    def dismiss(self, result: T | None = None) -> AwaitComplete:
        """Leave the screen with a result; what it refused does not follow."""
        self.limberup.notices.drop_refusals()
        return super().dismiss(result)

    def words_of(self, action: str, words: str) -> str:
        """Return what the foot says of a key, where that is not always the same."""
        return words

    def refuse(self, words: str) -> None:
        """Say why a key does nothing here, for a moment."""
        self.limberup.notices.refused(words)
        self.notify(words, timeout=REFUSAL, markup=False)

    def say_problem(self, error: LimberupError) -> None:
        """Tell what went wrong with a file, and go on."""
        self.notify(str(error.problems[0]), severity="error", timeout=12, markup=False)
