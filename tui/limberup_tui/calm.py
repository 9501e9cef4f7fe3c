"""Calm mode: for a slow line as little as possible is sent, and what has to change does so in steps."""

from __future__ import annotations

import math
import os
from functools import partial
from typing import TYPE_CHECKING

from limberup.texts import tr

if TYPE_CHECKING:
    from limberup_tui.app import LimberupApp
    from limberup_tui.driver import LeanDriver

__all__ = ["SLOW", "WAIT", "Line", "stepped"]

SLOW = 0.3
"""Round trip in seconds from which a line counts as slow: a key is then felt to lag (own judgement)."""
WAIT = 2.0
"""Seconds after which no answer will come."""
TRIES = 2
"""Questions of which the fastest answer counts: a machine that is still starting up answers late too."""

STEP = 10
"""Seconds between two changes of the countdown."""
FINE_STEP = 5
"""The same from `FINE` seconds on."""
FINE = 20
LAST = 3
"""Seconds at the end that are counted one by one."""

SAID = tr("Slow connection, so less moves. Settings change that.")


def stepped(seconds: float) -> int:
    """Return what a countdown shows in calm mode.

    Args:
        seconds: What is left.

    Returns:
        Whole seconds, never less than what is left: tens, fives in the last 20 s, and each of the last 3 s.
    """
    whole = max(0, math.ceil(seconds))
    if whole <= LAST:
        return whole
    step = FINE_STEP if whole <= FINE else STEP
    return -(-whole // step) * step


class Line:
    """Finds out how slow the line to the terminal is, where there is one."""

    def __init__(self, app: LimberupApp) -> None:
        """Make it for an app that has not started yet."""
        self._app = app
        self._said = False
        self._round = 0
        self._trips: list[float] = []
        self._waiting = False
        self.slow = False
        """Whether the line was slow when it was last measured."""

    def measure(self) -> None:
        """Ask a terminal at the other end of an SSH line something, and see how long it takes to answer.

        To be called where nobody is about to leave: an answer that comes after the end of the program would stand
        in the shell.
        """
        driver = self._driver()
        if driver and not self._waiting:
            self._waiting = True
            self._round += 1
            self._trips = []
            driver.ask_round_trip(self._answered)
            self._app.set_timer(WAIT, partial(self._silent, self._round))

    def _driver(self) -> LeanDriver | None:
        if "SSH_CONNECTION" not in os.environ:
            return None
        from limberup_tui.driver import LeanDriver

        driver = self._app._driver
        return driver if isinstance(driver, LeanDriver) else None

    def _answered(self, seconds: float) -> None:
        self._trips.append(seconds)
        driver = self._driver()
        if seconds >= SLOW and len(self._trips) < TRIES and driver:
            driver.ask_round_trip(self._answered)
        else:
            self._waiting = False
            self._judge(min(self._trips) >= SLOW)

    def _silent(self, round_: int) -> None:
        if round_ == self._round and not self._trips:
            self._judge(True)

    def _judge(self, slow: bool) -> None:
        self.slow = slow
        if slow and self._app.settings.calm == "auto" and not self._said:
            self._said = True
            self._app.notify(SAID, timeout=6, markup=False)
