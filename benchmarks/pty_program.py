"""A program in a pseudo-terminal, with the moment of everything that it writes.

A thread of its own takes down what comes and when (seconds on the system's monotonic clock); what stands on the screen
is worked out from that afterwards, so that the working out makes no moment late.
"""

from __future__ import annotations

import fcntl
import os
import pty
import re
import signal
import struct
import subprocess
import sys
import termios
import threading
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from types import TracebackType

import pyte

__all__ = ["Answer", "Program", "Stuck"]

QUIET = 0.03
"""Seconds without output after which there is time to look at the screen."""
LOOK = 0.3
"""Seconds after which it is looked at though the program never falls silent."""
END = 3.0
"""Seconds that a program has to end when it is asked to."""

# What a plain modern terminal answers: some programs wait for it.
REPLIES = (
    (re.compile(rb"\x1b\[\?2026\$p"), b"\x1b[?2026;2$y"),
    (re.compile(rb"\x1b\[\?2048\$p"), b"\x1b[?2048;0$y"),
    (re.compile(rb"\x1b\[6n"), b"\x1b[1;1R"),
    (re.compile(rb"\x1b\[0?c"), b"\x1b[?62;22c"),
    (re.compile(rb"\x1b\]11;\?(?:\x07|\x1b\\)"), b"\x1b]11;rgb:0000/0000/0000\x1b\\"),
)
# What pyte would print as text, and what is not whole yet.
_UNKNOWN = re.compile(rb"\x1b\[[<=>?][\d;]*[ -/]*[@-gi-km-~]|\x1b[P_][^\x1b]*\x1b\\|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)")
_UNFINISHED = re.compile(rb"\x1b(?:\[[0-?]*[ -/]*|[P_\]][^\x07\x1b]*\x1b?)?\Z")


class Stuck(Exception):
    """What was waited for did not come; the screen is its text."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a program did for a key, in seconds from the key on."""

    first: float
    """Its first byte."""
    shown: float
    """The byte with which all that was wanted stood on the screen; as `painted` where nothing was."""
    painted: float
    """The byte from which on the text on the screen was what it is when the program has fallen silent."""
    last: float
    """Its last byte before it fell silent."""
    size: int
    """All its bytes until then."""


class Program:
    """A program that runs in a terminal of its own; a context manager, which ends it."""

    def __init__(
        self, command: Sequence[str], environ: Mapping[str, str], *, size: tuple[int, int] = (80, 24), limit: float = 60
    ) -> None:
        """Start it.

        Args:
            command: The program with its arguments.
            environ: All of its environment.
            size: Columns and rows.
            limit: Seconds after which something that is waited for will not come.
        """
        self._limit = limit
        self._screen = pyte.Screen(*size)
        self._stream = pyte.ByteStream(self._screen)
        self._held = b""
        self._fed = 0
        self._seen: list[tuple[float, str]] = []
        self._chunks: list[tuple[float, bytes]] = []
        self._news = threading.Condition()
        self._ended = False
        self._line, terminal = pty.openpty()
        fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))
        self.begun = time.monotonic()
        self._child = subprocess.Popen(
            list(command), stdin=terminal, stdout=terminal, stderr=terminal, env=dict(environ), preexec_fn=_own_terminal
        )
        os.close(terminal)
        self._listener = threading.Thread(target=self._listen, daemon=True)
        self._listener.start()

    def __enter__(self) -> Program:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def pid(self) -> int:
        """Of the process."""
        return self._child.pid

    @property
    def size(self) -> int:
        """Bytes that it has written."""
        return sum(len(data) for _, data in self._chunks)

    @property
    def text(self) -> str:
        """What stands on the screen, as one line, as far as it has been looked at."""
        return " ".join(" ".join(self.rows).split())

    @property
    def rows(self) -> list[str]:
        """What stands on the screen, row by row, as far as it has been looked at."""
        return list(self._screen.display)

    # What comes out

    def until(self, *wanted: str) -> float:
        """Wait until all the texts stand on the screen at once; return the moment, in seconds from the start on.

        A text is looked for without regard to where lines end.

        Raises:
            Stuck: they never did.
        """
        end = time.monotonic() + self._limit
        while True:
            moment = self._look(wanted)
            if moment is not None:
                return moment - self.begun
            if self._ended or time.monotonic() > end:
                raise Stuck(f"waited for {wanted}, and there was: {self.text}")
            self._wait_for_quiet(QUIET, LOOK)

    def settle(self, quiet: float = 0.3) -> None:
        """Wait until nothing has come for so many seconds.

        Raises:
            Stuck: it never falls silent.
        """
        if not self._wait_for_quiet(quiet, self._limit):
            raise Stuck(f"it never falls silent: {self.text}")
        self._look(())

    def fall_silent(self, quiet: float, patience: float) -> None:
        """Wait until nothing has come for `quiet` seconds, but no longer than `patience` seconds."""
        self._wait_for_quiet(quiet, patience)
        self._look(())

    def during(self, seconds: float) -> int:
        """Return how many bytes come in so many seconds."""
        before, end = self.size, time.monotonic() + seconds
        with self._news:
            while (left := end - time.monotonic()) > 0:
                self._news.wait(left)
        return self.size - before

    # What goes in

    def type(self, keys: str) -> None:
        """Type keys, as the bytes that a terminal sends."""
        os.write(self._line, keys.encode())

    def answer(self, keys: str, *wanted: str, quiet: float = 0.2) -> Answer:
        """Type keys and take down what comes for them, until nothing has come for `quiet` seconds.

        Args:
            keys: What is typed.
            wanted: What has to stand on the screen then.
            quiet: Seconds.

        Raises:
            Stuck: nothing came, or not what is wanted.
        """
        self._look(())
        self._seen.clear()
        count, typed = len(self._chunks), time.monotonic()
        self.type(keys)
        with self._news:
            if not self._news.wait_for(lambda: len(self._chunks) > count or self._ended, self._limit):
                raise Stuck(f"no answer to {keys!r}: {self.text}")
        self._wait_for_quiet(quiet, self._limit)
        self._look(())
        if any(one not in self.text for one in wanted):
            self.until(*wanted)
            self.settle(quiet)
        chunks = self._chunks[count:]
        shown, painted = self._moments(wanted)
        size = sum(len(data) for _, data in chunks)
        return Answer(chunks[0][0] - typed, shown - typed, painted - typed, chunks[-1][0] - typed, size)

    def close(self) -> None:
        """End it."""
        for number in (signal.SIGTERM, signal.SIGKILL):
            with suppress(ProcessLookupError):
                os.killpg(self.pid, number)
            with suppress(subprocess.TimeoutExpired):
                self._child.wait(END)
                break
        # The other end of the line may be open in a process that it has started.
        self._listener.join(END)
        with suppress(OSError):
            os.close(self._line)

    # Inside

    def _moments(self, wanted: Sequence[str]) -> tuple[float, float]:
        """Return when all that is wanted stood on the screen after the last key, and when all that stands there now."""
        last = self._seen[-1][1]
        other = [number for number, (_, text) in enumerate(self._seen) if text != last]
        painted = self._seen[other[-1] + 1 if other else 0][0]
        shown = [moment for moment, text in self._seen if all(one in text for one in wanted)]
        return shown[0] if wanted else painted, painted

    def _listen(self) -> None:
        while True:
            try:
                data = os.read(self._line, 65536)
            except OSError:
                data = b""  # The program has gone, and with it the other end.
            moment = time.monotonic()
            with self._news:
                self._ended = not data
                if data:
                    self._chunks.append((moment, data))
                self._news.notify_all()
            if not data:
                return
            for query, reply in REPLIES:
                if query.search(data):
                    with suppress(OSError):
                        os.write(self._line, reply)

    def _wait_for_quiet(self, quiet: float, most: float) -> bool:
        """Wait until nothing has come for `quiet` seconds, or `most` seconds are over; return whether it is quiet."""
        end = time.monotonic() + most
        with self._news:
            while not self._ended and (now := time.monotonic()) < end:
                count = len(self._chunks)
                if not self._news.wait(min(quiet, end - now)) and len(self._chunks) == count and now + quiet <= end:
                    return True
        return self._ended

    def _look(self, wanted: Sequence[str]) -> float | None:
        """Bring the screen up to date; return the moment from which on all that is wanted stood on it, if it did."""
        if self._fed == 0 and not self._chunks:
            return None
        if wanted and all(one in self.text for one in wanted):
            return self._chunks[self._fed - 1][0]
        for moment, data in self._chunks[self._fed :]:
            self._fed += 1
            data = self._held + data
            self._held = found[0] if (found := _UNFINISHED.search(data)) else b""
            self._stream.feed(_UNKNOWN.sub(b"", data.removesuffix(self._held)))
            text = self.text
            self._seen.append((moment, text))
            if wanted and all(one in text for one in wanted):
                return moment
        return None


def _own_terminal() -> None:
    os.setsid()
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)


# So that the listening thread never waits long for the one that works out what stands on the screen.
sys.setswitchinterval(0.0005)
