"""Ending well when the terminal goes or somebody ends the program."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Callable
from types import FrameType

__all__ = ["GRACE", "install"]

GRACE = 2
"""Seconds from the signal until the process is gone, whatever hangs."""


def install(save: Callable[[], None], leave: Callable[[], None]) -> None:
    """Handle SIGHUP and SIGTERM: save at once, leave in order, and be gone after two seconds at the latest.

    The event loop's own handlers would wait for a loop that may hang on a terminal that is gone; a handler
    of the signal module runs even then, and the alarm ends the process where leaving hangs too. A SIGHUP
    that a parent ignored (nohup) is handled all the same: without its terminal the program must not stay.

    Args:
        save: Writes the session to disk; must not raise.
        leave: Ends the app; called in the loop.
    """
    loop = asyncio.get_running_loop()

    def handle(number: int, frame: FrameType | None) -> None:
        if hasattr(signal, "alarm"):
            signal.signal(signal.SIGALRM, signal.SIG_DFL)
            signal.alarm(GRACE)
        save()
        if not loop.is_closed():
            loop.call_soon_threadsafe(leave)

    for name in ("SIGHUP", "SIGTERM"):
        if number := getattr(signal, name, None):
            signal.signal(number, handle)
