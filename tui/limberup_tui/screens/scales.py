"""A page of questions with a scale each. The page takes the keys itself, so that keys typed fast stay in order.

Were each scale a field of its own, an Enter and the digit behind it, sent in one packet, would reach the same
field: a pain would stand in the wrong question.
"""

from __future__ import annotations

from typing import TypeVar

from textual import events, on
from textual.widgets import Input

from limberup_tui.screens.base import Page
from limberup_tui.widgets.scale import Scale

__all__ = ["ScalePage"]

T = TypeVar("T")


class ScalePage(Page[T]):
    """Scales under each other, one of them active, and perhaps a line of text at the end."""

    AUTO_FOCUS = ""
    at = 0
    """Number of the question that takes the keys; the line of text comes after the scales."""

    @property
    def scales(self) -> list[Scale]:
        """The scales, from the top."""
        return list(self.query(Scale))

    @property
    def note(self) -> Input | None:
        """The line of text, where there is one."""
        return next(iter(self.query(Input)), None)

    def on_mount(self) -> None:
        """Begin with the first question."""
        self.go_to(0)

    def go_to(self, number: int) -> None:
        """Let a question take the keys."""
        count = len(self.scales) + (self.note is not None)
        self.at = max(0, min(number, count - 1))
        for index, scale in enumerate(self.scales):
            scale.active = index == self.at
        on_note = self.at == len(self.scales)
        self.set_focus(self.note if on_note else None)
        if not on_note:
            self.scales[self.at].scroll_visible(animate=False)

    def enter(self) -> None:
        """Do what Enter does: the page says what."""

    def on_key(self, event: events.Key) -> None:
        """Give the key to the question it is meant for."""
        moves = {"down": 1, "tab": 1, "up": -1, "shift+tab": -1}
        if event.key in moves:
            self.go_to(self.at + moves[event.key])
        elif event.key == "enter":
            self.enter()
        elif self.at < len(self.scales):
            if not self.scales[self.at].press(event.key, event.character):
                return
        elif event.character and event.is_printable and self.note and not self.note.has_focus:
            # Typed before the line of text had the keys.
            self.note.insert_text_at_cursor(event.character)
        else:
            return
        event.stop()
        event.prevent_default()

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        event.stop()
        self.enter()

    @on(Scale.Pointed)
    def _pointed(self, event: Scale.Pointed) -> None:
        event.stop()
        self.go_to(self.scales.index(event.scale))
