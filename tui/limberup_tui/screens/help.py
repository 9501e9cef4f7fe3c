"""Every key of the screen underneath, from its bindings."""

from __future__ import annotations

from collections.abc import Callable

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.screen import ModalScreen, Screen
from textual.widgets import Static

from limberup.texts import tr
from limberup_tui.terminal import border
from limberup_tui.widgets.keys import key_words

__all__ = ["Help"]

_UNSAID = (
    "app.focus_next",
    "app.focus_previous",
    "screen.copy_text",
    "app.leave",
    "app.command_palette",
    "command_palette",
    # Nothing is ever wider than the screen.
    "scroll_left",
    "scroll_right",
)


class Help(ModalScreen[None]):
    """A list of keys."""

    BINDINGS = [Binding("escape,question_mark,q,enter", "dismiss(None)", tr("Close"), show=False, id="help.close")]
    CSS = f"""
    Help {{
        align: center middle;
        & VerticalScroll {{
            width: 60; max-width: 96%; height: auto; max-height: 94%;
            padding: 1 2; border: {border()} $primary; background: $surface;
        }}
        & .question {{ text-style: bold; }}
    }}
    """

    def __init__(self, under: Screen[object]) -> None:
        super().__init__()
        self.under = under

    def compose(self) -> ComposeResult:
        """List the keys of the screen, of what is focused on it, and of the app."""
        found: dict[str, dict[str, None]] = {}
        bindings = [active.binding for active in self.under.active_bindings.values()]
        # As the foot has it now.
        words_of: Callable[[str, str], str] = getattr(self.under, "words_of", lambda _, words: words)
        for binding in sorted(bindings, key=lambda binding: not binding.show):
            if binding.description and not binding.system and binding.action not in _UNSAID:
                keys = (key.strip() for key in binding.key.split(","))
                words = words_of(binding.action, binding.description)
                found.setdefault(words, {}).update((key_words(key), None) for key in keys)
        palette = [key for key, active in self.under.active_bindings.items() if active.binding.id == "app.palette"]
        found[tr("Every command, by name: the palette")] = {key_words(key): None for key in palette}
        lines = {words: ", ".join(keys) for words, keys in found.items()}
        width = max(map(len, lines.values()), default=0)
        text = "\n".join(f"{keys:<{width}}   {words}" for words, keys in lines.items())
        with VerticalScroll():
            yield Static(tr("Keys here"), markup=False, classes="question")
            yield Static("", markup=False)
            yield Static(text, markup=False)
            yield Static("", markup=False)
            yield Static(tr("Esc  close"), markup=False)
