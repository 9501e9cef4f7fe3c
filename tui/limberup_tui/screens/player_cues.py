"""Telling a cue: the bell's strokes, the flash of the number, and the terminal's title."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from textual.timer import Timer

from limberup.text import clean, to_ascii
from limberup_tui.cues import Cue
from limberup_tui.terminal import FEW_GLYPHS, draws_unicode
from limberup_tui.widgets.big import BigNumber

if TYPE_CHECKING:
    from limberup_tui.app import LimberupApp

__all__ = ["FLASH", "Teller"]

FLASH = 0.3
"""Seconds that the number is shown in reverse."""
_KEEP_TITLE, _OLD_TITLE = "\x1b[22;2t", "\x1b[23;2t"


class Teller:
    """Tells cues in an app, as the person's settings say."""

    def __init__(self, app: LimberupApp, number: BigNumber) -> None:
        """Make one for the player's number, which flashes."""
        self._app = app
        self._number = number
        self._strokes: list[Timer] = []
        self._title = ""

    def tell(self, cue: Cue) -> None:
        """Ring and flash a cue. Strokes of the one before that have not rung yet are left out."""
        settings = self._app.house.settings
        if cue.bell and settings.bell and not settings.quiet:
            self._ring(cue.bell)
        if cue.flash and settings.flash and not self._app.calm:
            self._number.flash(True)
            self._app.set_timer(FLASH, lambda: self._number.flash(False))

    def _ring(self, strokes: tuple[float, ...]) -> None:
        for timer in self._strokes:
            timer.stop()
        if strokes[0] == 0:
            self._app.bell()
        # The app's own timers: the last pattern is still to be heard when the player has gone.
        self._strokes = [self._app.set_timer(after, self._app.bell) for after in strokes if after > 0]

    def title(self, words: str) -> None:
        """Set the terminal's title, where it is another one; "" gives back the one from before."""
        if words == self._title or os.environ.get("TERM", "") in FEW_GLYPHS or self._app.is_headless:
            return
        first, self._title = not self._title, words
        shown = clean(words or "limberup")
        shown = shown if draws_unicode() else to_ascii(shown)
        title = f"\x1b]2;{shown}\x07"
        self._write((_KEEP_TITLE if first else "") + title + ("" if words else _OLD_TITLE))

    def _write(self, codes: str) -> None:
        # Textual has no way of its own to set a title.
        driver = self._app._driver
        if driver is not None:
            driver.write(codes)
