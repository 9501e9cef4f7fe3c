"""Lines in, lines out: waiting for them with a deadline, and what can end the conversation from outside."""

from __future__ import annotations

import os
import select
import time
from codecs import getincrementaldecoder
from typing import Protocol

from limberup_tui.plain.leaving import EndOfInput, Gone
from limberup_tui.plain.signals import Watch

__all__ = ["Lines", "Streams"]

LONGEST = 4096
"""Characters after which a line counts as one, whether it ends there or not."""


class Lines(Protocol):
    """Where lines come from and go to."""

    def read(self, seconds: float | None) -> str | None:
        """Return the next line without its end, or None where none came within so many seconds.

        Raises:
            Leaving: there is none to wait for.
        """

    def write(self, text: str) -> None:
        """Write text, now.

        Raises:
            Leaving: it can't be written.
        """

    def wait(self, seconds: float) -> None:
        """Let so many seconds pass; lines that come meanwhile are read later.

        Raises:
            Leaving: there is nothing to wait for.
        """


class Streams:
    """Standard input and output, as the system has them: Python's own buffers would keep lines back."""

    def __init__(self, watch: Watch, *, input_: int = 0, output: int = 1, encoding: str = "utf-8") -> None:
        """Read and write file descriptors.

        Args:
            watch: What may end the waiting.
            input_: Is read a line at a time.
            output: Is written to.
            encoding: Of both; what can't be read or written becomes a question mark.
        """
        self._watch = watch
        self._input, self._output, self._encoding = input_, output, encoding
        self._decoder = getincrementaldecoder(encoding)("replace")
        self._held = ""
        self._ended = False

    @property
    def is_empty(self) -> bool:
        """Whether the input is at its end already, so that nobody can answer anything."""
        if not self._held and not self._ended and self._ready(0.0):
            self._fetch()
        return self._ended and not self._held

    def read(self, seconds: float | None) -> str | None:
        """Return the next line without its end, or None where none came within so many seconds.

        Raises:
            EndOfInput: there will be none.
        """
        end = None if seconds is None else time.monotonic() + seconds
        while (line := self._next()) is None:
            if self._ended:
                raise EndOfInput
            left = None if end is None else max(0.0, end - time.monotonic())
            if not self._ready(left):
                return None
            self._fetch()
        return line

    def write(self, text: str) -> None:
        """Write text, now.

        Raises:
            Gone: nobody reads it any more.
        """
        left = text.encode(self._encoding, "replace")
        while left:
            try:
                with self._watch.waiting():
                    left = left[os.write(self._output, left) :]
            except BlockingIOError:
                with self._watch.waiting():
                    select.select([], [self._output], [])
            except OSError:
                raise Gone from None

    def wait(self, seconds: float) -> None:
        """Let so many seconds pass; lines that come meanwhile are read later."""
        with self._watch.waiting():
            time.sleep(seconds)

    def _next(self) -> str | None:
        """Take the next line out of what has come; the last one may have no end."""
        line, end, rest = self._held.partition("\n")
        if not end and not (self._held and self._ended) and len(self._held) < LONGEST:
            return None
        self._held = rest
        return line.removesuffix("\r")

    def _ready(self, seconds: float | None) -> bool:
        with self._watch.waiting():
            return bool(select.select([self._input], [], [], seconds)[0])

    def _fetch(self) -> None:
        try:
            data = os.read(self._input, LONGEST)
        except BlockingIOError:
            return
        except OSError:
            data = b""  # The terminal has gone.
        self._held += self._decoder.decode(data, final=not data)
        self._ended = not data
