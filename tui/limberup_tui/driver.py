"""A driver of Textual's that sends down the line what has changed, and nothing else."""

from __future__ import annotations

import asyncio
import signal
import time
from collections import deque
from collections.abc import Callable
from types import FrameType
from typing import TYPE_CHECKING, Any

from textual import events, messages
from textual.drivers.linux_driver import LinuxDriver

from limberup_tui.driver_screen import Painter, is_aside

if TYPE_CHECKING:
    from textual.app import App
    from textual.message import Message

__all__ = ["LeanDriver"]

PATIENCE = 0.03
"""Seconds that a frame waits in calm mode for the next ones: Textual draws a new screen two to five times."""
CROWDED = 4
"""Writes that wait for the terminal, above which the next frame waits too: the newest alone is worth sending."""
RETRY = 0.05
"""Seconds until a terminal that was behind is looked at again."""
SETTLE = 0.1
"""Seconds until the screen is drawn anew after a change of size, where Textual does not draw it sooner."""
LARGE = 512
"""Characters above which a change is shown at once, on a terminal that can: it may not arrive in one piece."""

_BELL = "\x07"
_POINTER = "\x1b]22;"
_ASK_PLACE = "\x1b[6n"


class LeanDriver(LinuxDriver):
    """Textual's driver for Linux and macOS, with a model of the screen between it and the terminal.

    Frames are sent as the cells that differ. Whatever else Textual or the app writes goes through as it is. While
    the terminal is behind no frame is sent, so that the event loop does not wait for it; where it has gone, what is
    still written is dropped.
    """

    def __init__(
        self, app: App[Any], *, debug: bool = False, mouse: bool = True, size: tuple[int, int] | None = None
    ) -> None:
        """Make the driver, as Textual does."""
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        self._painter = Painter(*app.size)
        self._running = False
        """Whether the screen is ours to paint on."""
        self._doubtful = False
        """Whether the terminal may show something else than was sent. Set from signal handlers and the input's
        thread, acted upon before the next paint."""
        self._due: asyncio.TimerHandle | None = None
        self._pointer = ""
        self._asked: deque[tuple[float, Callable[[float], None]]] = deque()

    # What Textual calls

    def write(self, data: str) -> None:
        """Take in a frame, or pass on what is none."""
        if is_aside(data):
            # From any thread: none of it touches the model.
            if data.startswith(_POINTER):
                data, self._pointer = ("" if data == self._pointer else data), data
            if data != _BELL or not self._crowded:
                self._send(data)
            return
        width, height = self._drawn_size
        if (width, height) != self._painter.size:
            self._painter.resize(width, height)
        self._send(self._painter.feed(data))

    def flush(self) -> None:
        """Paint the frame that is complete now."""
        if getattr(self._app, "calm", False):
            self._paint_in(PATIENCE)
        else:
            self._paint()

    def start_application_mode(self) -> None:
        """Take the terminal, and paint what was on it before."""
        self._pointer = ""
        super().start_application_mode()  # type: ignore[no-untyped-call]
        self._running = True
        inner = signal.getsignal(signal.SIGWINCH)

        def resized(number: int, frame: FrameType | None) -> None:
            self.repaint()
            if callable(inner):
                inner(number, frame)

        signal.signal(signal.SIGWINCH, resized)
        self.repaint()

    def stop_application_mode(self) -> None:
        """Give the terminal back."""
        self._running = False
        super().stop_application_mode()

    def close(self) -> None:
        """Wait until all is written, where there is somebody to write it."""
        if self._writer_thread is not None and self._writer_thread.is_alive():
            super().close()

    def process_message(self, message: Message) -> None:
        """Take what is for the driver out of what the terminal sends. Called in the input's thread."""
        if isinstance(message, events.CursorPosition):
            if self._asked:
                asked, told = self._asked.popleft()
                self._loop.call_soon_threadsafe(told, time.monotonic() - asked)
            return
        if isinstance(message, events.Resize | messages.InBandWindowResize):
            self._doubtful = True
        super().process_message(message)

    # What the app calls

    def repaint(self) -> None:
        """Send all of the screen anew, soon. Safe in a signal handler and in any thread."""
        self._doubtful = True
        if not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._paint_in, SETTLE)

    def ask_round_trip(self, told: Callable[[float], None]) -> None:
        """Ask the terminal something that every terminal answers.

        Args:
            told: Called in the event loop with the seconds until the answer; never where there is none.
        """
        self._asked.append((time.monotonic(), told))
        self._send(_ASK_PLACE)

    # Painting

    @property
    def _drawn_size(self) -> tuple[int, int]:
        """Columns and rows of the layout that frames are drawn from.

        Not the app's own size: that one is ahead of it from a change of size until the next layout, and on a busy
        machine frames come in between. Where the size has changed back by then, Textual draws nothing anew, so that
        what the painter knows must have stayed.
        """
        size = self._app.screen.outer_size if self._app.screen_stack else None
        # Before its first layout a screen has no size, and draws nothing.
        return (size.width, size.height) if size else self._painter.size

    @property
    def _crowded(self) -> bool:
        return self._writer_thread is not None and self._writer_thread._queue.qsize() >= CROWDED

    def _paint_in(self, seconds: float) -> None:
        if self._due is None:
            self._due = self._loop.call_later(seconds, self._paint)

    def _paint(self) -> None:
        if self._due is not None:
            self._due.cancel()
            self._due = None
        if not self._running:
            return
        if self._crowded:
            self._paint_in(RETRY)
            return
        if self._doubtful:
            self._doubtful = False
            self._painter.forget()
        change = self._painter.paint()
        if self._painter.together and len(change) > LARGE:
            change = f"\x1b[?2026h{change}\x1b[?2026l"
        self._send(change)

    def _send(self, data: str) -> None:
        if data and self._writer_thread is not None and self._writer_thread.is_alive():
            self._writer_thread.write(data)
