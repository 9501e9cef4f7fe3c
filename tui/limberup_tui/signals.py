"""Ending well when the terminal goes or somebody ends the program, and standing still well on Ctrl+Z."""

from __future__ import annotations

import asyncio
import os
import select
import signal
import socket
import threading
import time
from collections.abc import Callable
from contextlib import AbstractContextManager, suppress
from pathlib import Path
from types import FrameType
from typing import Any

try:
    import termios
except ImportError:  # no POSIX terminal here: only the program's own keys end it
    termios = None  # type: ignore[assignment]

__all__ = ["GRACE", "Guard", "has_job_control"]

GRACE = 2.0
"""Seconds from the signal until the process is gone, whatever hangs."""

INPUT, SCREEN = 0, 2
"""The streams that belong to the terminal: keys come from standard input, Textual paints on standard error."""

_ENDINGS = ("SIGHUP", "SIGTERM")

_AS_BEFORE = (
    b"\x1b[m\x1b[?2004l\x1b[?7h\x1b[?2048l\x1b[?1000l\x1b[?1003l\x1b[?1015l\x1b[?1006l\x1b[?1016l"
    b"\x1b[?2026l\x1b[<u\x1b[?1049l\x1b[?25h\x1b[?1004l"
)
"""What Textual sends when it gives a terminal back; for where it can't any more."""


def has_job_control() -> bool:
    """Return whether a shell waits that could continue this process after a stop.

    `ssh -t HOST limberup`, or a window that runs nothing else, has none: who stopped there would be stuck. It is the
    system's own test for an orphaned process group, for the way from this process upwards.
    """
    with suppress(OSError, AttributeError):
        parent, group = os.getppid(), os.getpgrp()
        while parent > 1 and os.getpgid(parent) == group:
            parent = _parent_of(parent)
        return parent > 0 and os.getsid(parent) == os.getsid(0)
    return False


def _parent_of(pid: int) -> int:
    """Return the parent of another process, or 0 where the system does not tell."""
    with suppress(OSError, ValueError, IndexError):
        # The name in parentheses may have blanks and parentheses of its own.
        return int(Path(f"/proc/{pid}/stat").read_text("utf-8", "replace").rpartition(")")[2].split()[1])
    return 0


def _in_foreground() -> bool:
    try:
        return os.tcgetpgrp(INPUT) == os.getpgrp()
    except OSError:
        # No controlling terminal, or none any more: there is nothing to wait for.
        return True


class Guard(AbstractContextManager["Guard"]):
    """Watches over the end of the program, from before its first code for the terminal until its last.

    SIGHUP and SIGTERM: what is under way is saved at once, in the handler, and the app then leaves in order. The event
    loop's own handlers would wait for a loop that may hang on a terminal that is gone; one of the signal module runs
    even then. A thread ends the process after `GRACE` seconds where leaving hangs too, and an alarm stands behind that.

    The thread also watches the terminal itself: a parent may have blocked SIGHUP, or the terminal may not be the
    controlling one, and then nobody is told that it has gone; reading it would spin for ever.
    """

    def __init__(self, save: Callable[[], None], *, stops: bool = True) -> None:
        """Make the guard; it watches from `with` on.

        Args:
            save: Writes the session to disk; must not raise.
            stops: Whether the process may be stopped with Ctrl+Z at all.
        """
        self.ending = False
        """Whether the process was told to end."""
        self._save = save
        self._stops = stops
        self._leave: Callable[[], None] | None = None
        self._rest: Callable[[], AbstractContextManager[None]] | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._before: dict[signal.Signals, Any] = {}
        self._resting = self._continued = False
        self._modes = _modes()
        self._wake: tuple[int, int] | None = None
        self._waker: tuple[socket.socket, socket.socket] | None = None

    def __enter__(self) -> Guard:
        # A parent may have blocked (or ignored) them for itself, and the program would never hear of its end.
        _mask("SIG_UNBLOCK", *_ENDINGS, "SIGALRM", "SIGCONT")
        # Until the driver is there and has its own handler taken away: that one stops also where nobody could go on.
        _mask("SIG_BLOCK", "SIGTSTP")
        for name in _ENDINGS:
            self._handle(name, self._end)
        if termios is not None:
            self._wake = os.pipe()
            threading.Thread(target=self._watch, args=self._wake[:1], name="terminal-guard", daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        if self.ending:
            # Something may still hang on the way out of the interpreter: the thread and the alarm stay.
            return
        if self._waker:
            signal.set_wakeup_fd(-1)
            for end in self._waker:
                end.close()
        for number, handler in self._before.items():
            signal.signal(number, handler)
        _mask("SIG_UNBLOCK", "SIGTSTP")
        if self._wake:
            os.write(self._wake[1], b"done")

    def arm(self, leave: Callable[[], None], rest: Callable[[], AbstractContextManager[None]]) -> None:
        """Say how the app is left and stopped; called in its loop, once its driver is there.

        Args:
            leave: Ends the app; called in the loop.
            rest: Gives the terminal back while it is open; called in the loop.
        """
        self._loop, self._leave, self._rest = asyncio.get_running_loop(), leave, rest
        if termios is not None:
            # The system may hand a signal to any thread, and Python then waits for the main one, which may sleep in
            # its loop for hours: whatever is written here wakes it.
            reader, writer = self._waker = socket.socketpair()
            reader.setblocking(False)
            writer.setblocking(False)
            signal.set_wakeup_fd(writer.fileno(), warn_on_full_buffer=False)
            self._loop.add_reader(reader, reader.recv, 4096)
        # In place of the driver's own: they work within the signal, where a lock may be held that they want, and take
        # a SIGCONT after a plain SIGSTOP for a new start, with a second thread reading keys that never ends.
        self._handle("SIGTSTP", lambda *_: self._soon(self.stop))
        self._handle("SIGCONT", self._go_on)
        _mask("SIG_UNBLOCK", "SIGTSTP")

    def stop(self) -> None:
        """Give the terminal back and stop until somebody continues the process in the foreground (Ctrl+Z).

        Does nothing where nobody could.
        """
        if self._stops and has_job_control():
            self._stand_still(stop=True)

    # Ending

    def _end(self, number: int, frame: FrameType | None) -> None:
        if not self.ending:
            self.ending = True
            if hasattr(signal, "setitimer"):
                signal.signal(signal.SIGALRM, signal.SIG_DFL)
                signal.setitimer(signal.ITIMER_REAL, GRACE + 0.5)
            if self._wake:
                os.write(self._wake[1], b"end")
        self._save()
        if self._leave is None:
            # The app has hardly begun, and can't leave in order yet.
            self._finish()
        else:
            self._soon(self._leave)

    def _watch(self, wake: int) -> None:
        poll = select.poll()
        poll.register(wake, select.POLLIN)
        told = False
        for stream in (INPUT, SCREEN):
            if os.isatty(stream):
                poll.register(stream, 0)  # Hanging up is told unasked.
            else:
                # It went before the watch began; the app is not begun where there was none.
                told = True
        if told:
            signal.pthread_kill(threading.main_thread().ident or 0, signal.SIGHUP)
        while not told:
            for stream, event in poll.poll():
                if stream == wake:
                    if os.read(wake, 8) == b"done":
                        return
                    told = True
                elif event & (select.POLLHUP | select.POLLERR):
                    told = True
                    # To the main thread by name: it may wait for a lock, and must be woken.
                    signal.pthread_kill(threading.main_thread().ident or 0, signal.SIGHUP)
                else:
                    # A system that can't tell of this stream.
                    poll.unregister(stream)
        time.sleep(GRACE)
        self._finish()

    def _finish(self) -> None:
        """End the process here and now, with the terminal as it was where that can be done without waiting for it."""
        if termios is not None and self._modes is not None:
            with suppress(OSError, termios.error):
                # In the background the system would stop the process for touching the terminal.
                signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGTTOU})
                if termios.tcgetattr(INPUT) != self._modes:
                    termios.tcsetattr(INPUT, termios.TCSANOW, self._modes)
                    if select.select([], [SCREEN], [], 0)[1]:
                        os.write(SCREEN, _AS_BEFORE)
        os._exit(1)

    # Standing still

    def _go_on(self, number: int, frame: FrameType | None) -> None:
        self._continued = True
        if not self._resting:
            # Somebody stopped the process without asking it; whoever had the terminal since has changed it.
            self._soon(self._stand_still)

    def _stand_still(self, *, stop: bool = False) -> None:
        if self.ending or self._rest is None:
            return
        self._resting = True
        try:
            with self._rest():
                while stop or not _in_foreground():
                    self._continued = stop = False
                    os.kill(os.getpid(), signal.SIGSTOP)
                    # Continued by fg, by bg or by what ends it: all of them say so, perhaps a moment later.
                    while not (self._continued or self.ending):
                        time.sleep(0.01)
                    # What ends it comes as two signals, and another thread may have taken the one that says so: to
                    # stop again before that is heard would be to stand still for good.
                    time.sleep(0.05)
                    if self.ending:
                        # Saved already, and the terminal is somebody else's: nothing is left to do.
                        os._exit(0)
        finally:
            self._resting = False

    # Help

    def _soon(self, do: Callable[[], None]) -> None:
        if self._loop and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(do)

    def _handle(self, name: str, handler: Callable[[int, FrameType | None], None]) -> None:
        if number := getattr(signal, name, None):
            before = signal.signal(number, handler)
            self._before.setdefault(number, before)


def _mask(how: str, *names: str) -> None:
    """Block or unblock signals, where the system can."""
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(getattr(signal, how), {getattr(signal, name) for name in names})


def _modes() -> list[Any] | None:
    if termios is None:
        return None
    try:
        return termios.tcgetattr(INPUT)
    except (OSError, termios.error):
        return None
