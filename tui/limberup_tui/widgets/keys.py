"""The keys of the screen, at its foot: as many lines as they need, so that none is cut off.

On a low screen they take two lines at most, and the last ones go: what a screen needs most stands first in its
`BINDINGS`, and `?` shows all.
"""

from __future__ import annotations

from collections.abc import Callable

from rich.text import Text
from textual import events
from textual.binding import Binding
from textual.geometry import Size
from textual.keys import key_to_character
from textual.screen import Screen
from textual.widget import Widget

from limberup.texts import tr

__all__ = ["KEY_NAMES", "KeyBar", "key_name", "key_words"]

KEY_NAMES = {
    "enter": tr("Enter"), "escape": tr("Esc"), "space": tr("Space"), "tab": tr("Tab"), "question_mark": "?",
    "plus": "+", "slash": "/", "left_square_bracket": "[", "right_square_bracket": "]", "delete": tr("Del"),
    "shift+up": tr("Shift+Up"), "shift+down": tr("Shift+Down"), "shift+tab": tr("Shift+Tab"), "pageup": tr("PgUp"),
    "pagedown": tr("PgDn"), "up": tr("Up"), "down": tr("Down"), "left": tr("Left"), "right": tr("Right"),
    "home": tr("Home"), "end": tr("End"), "ctrl+f": tr("Ctrl+F"), "ctrl+p": tr("Ctrl+P"), "ctrl+s": tr("Ctrl+S"),
    "ctrl+q": tr("Ctrl+Q"), "ctrl+c": tr("Ctrl+C"),
}  # fmt: skip
BEFORE = {"ctrl": tr("Ctrl"), "shift": tr("Shift"), "alt": tr("Alt")}
"""Keys that are held while another is pressed."""
LAST = ("back", "leave", "app.leave", "app.help")
"""What stands at the end of the line: the ways out are the same everywhere."""
LOW = 16
"""Rows of a screen below which the keys take no more than `FEW` lines."""
FEW, MOST = 2, 4


def key_name(binding: Binding) -> str:
    """Return the key of a binding as it stands on a keyboard."""
    return binding.key_display or key_words(binding.key)


def key_words(key: str) -> str:
    """Return a key, as Textual names it, as it stands on a keyboard: "Ctrl+G" for "ctrl+g", "." for "full_stop"."""
    if key in KEY_NAMES:
        return KEY_NAMES[key]
    *before, last = key.split("+")
    if before:
        return "+".join(
            [
                *(BEFORE.get(part, part.capitalize()) for part in before),
                key_words(last) if len(last) > 1 else last.upper(),
            ]
        )
    if len(key) > 1 and (char := key_to_character(key)) and char.isprintable():
        return char
    return key.capitalize() if len(key) > 1 else key


class KeyBar(Widget):
    """Keys and what they do; a click on one does it."""

    DEFAULT_CSS = """
    KeyBar { dock: bottom; height: auto; max-height: 4; background: $panel; color: $foreground; padding: 0 1; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._spots: list[tuple[int, int, int, str]] = []
        self._listed: list[tuple[str, str, str]] = []

    def on_mount(self) -> None:
        """Follow the bindings of the screen."""
        self.screen.bindings_updated_signal.subscribe(self, self._follow)
        self._follow(self.screen)

    def _follow(self, screen: Screen[object]) -> None:
        if not self.is_attached or screen is not self.screen:
            return
        # A page of the app; a question that stands in front has no foot.
        words_of: Callable[[str, str], str] = getattr(screen, "words_of", lambda _, words: words)
        seen: dict[str, tuple[str, str, str]] = {}
        for _, binding, enabled, _ in screen.active_bindings.values():
            if binding.show and enabled and binding.description and not binding.system:
                words = words_of(binding.action, binding.description)
                seen.setdefault(binding.action, (key_name(binding), words, binding.action))
        order = list(type(screen).BINDINGS)
        own = [binding.action for binding in order if isinstance(binding, Binding)]
        listed = sorted(
            seen.values(),
            key=lambda row: (
                row[2] in LAST,
                # Enter stands first also where it is the focused line's.
                own.index(row[2]) if row[2] in own else -1 if row[0] == KEY_NAMES["enter"] else len(own),
            ),
        )
        if listed != self._listed:
            self._listed = listed
            self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return how many lines the keys need."""
        return len(self._lines(width)[0]) or 1

    def _lines(self, width: int) -> tuple[list[Text], list[tuple[int, int, int, str]]]:
        most = FEW if self.screen.size.height < LOW else MOST
        listed = list(self._listed)
        lines, spots = self._laid_out(listed, width)
        while len(lines) > most and (less := [row for row in listed if row[2] not in LAST]):
            listed.remove(less[-1])
            lines, spots = self._laid_out(listed, width)
        return lines, spots

    @staticmethod
    def _laid_out(listed: list[tuple[str, str, str]], width: int) -> tuple[list[Text], list[tuple[int, int, int, str]]]:
        lines = [Text(end="")]
        spots = []
        for key, words, action in listed:
            need = len(key) + 1 + len(words)
            if lines[-1].cell_len and lines[-1].cell_len + 2 + need > width:
                lines.append(Text(end=""))
            if lines[-1].cell_len:
                lines[-1].append("  ")
            start = lines[-1].cell_len
            lines[-1].append(key, style="bold underline")
            lines[-1].append(f" {words}")
            spots.append((len(lines) - 1, start, lines[-1].cell_len, action))
        return lines, spots

    def render(self) -> Text:
        """Draw the keys."""
        lines, self._spots = self._lines(self.content_size.width)
        return Text("\n").join(lines)

    async def on_click(self, event: events.Click) -> None:
        """Do what was clicked."""
        for line, start, end, action in self._spots:
            if event.y == line and start <= event.x - 1 < end:
                await self.app.run_action(action, self.screen)
                return
