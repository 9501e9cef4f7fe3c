"""Ctrl+C, SIGTERM and SIGHUP, told where the conversation waits and nowhere else.

A signal that breaks into the middle of writing a file could leave it half done; one that is only noted would be
noticed when the next line comes, which may be never.
"""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from types import FrameType
from typing import Any

from limberup_tui.plain.leaving import Ended, Interrupted, Leaving

__all__ = ["GRACE", "Watch"]

GRACE = 2.5
"""Seconds from SIGTERM or SIGHUP until the process is gone, whatever hangs."""

_ENDINGS = ("SIGTERM", "SIGHUP")


class Watch(AbstractContextManager["Watch"]):
    """Notes the signals from `with` on, and raises them in the next or present `waiting`."""

    def __init__(self) -> None:
        self._came: Leaving | None = None
        self._waiting = False
        self._before: dict[signal.Signals, Any] = {}

    def __enter__(self) -> Watch:
        for name in ("SIGINT", *_ENDINGS):
            if number := getattr(signal, name, None):
                # A parent may have blocked or ignored them for itself.
                if hasattr(signal, "pthread_sigmask"):
                    signal.pthread_sigmask(signal.SIG_UNBLOCK, {number})
                self._before[number] = signal.signal(number, self._note)
        return self

    def __exit__(self, *_: object) -> None:
        for number, handler in self._before.items():
            signal.signal(number, handler)

    @contextmanager
    def waiting(self) -> Iterator[None]:
        """Wait within: a signal that came before, or comes now, is raised.

        Raises:
            Interrupted: Ctrl+C was pressed.
            Ended: the process was told to end.
        """
        self._waiting = True
        try:
            self._raise()
            yield
        finally:
            self._waiting = False

    def _note(self, number: int, frame: FrameType | None) -> None:
        if number != signal.SIGINT:
            self._came = Ended()
            if hasattr(signal, "setitimer"):
                # What waits for a disk that hangs would never hear of it.
                signal.signal(signal.SIGALRM, signal.SIG_DFL)
                signal.setitimer(signal.ITIMER_REAL, GRACE)
        elif self._came is None:
            self._came = Interrupted()
        if self._waiting:
            self._raise()

    def _raise(self) -> None:
        if self._came is not None:
            came, self._came = self._came, None
            self._waiting = False
            raise came
