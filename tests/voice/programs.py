"""Synthesisers for tests: programs that write down what they are given to say."""

from __future__ import annotations

import os
import subprocess
import textwrap
import threading
import time
from collections.abc import Callable
from pathlib import Path

from limberup_tui.speech import Program, ProgramSpeaker

__all__ = ["DEADLINE", "SPEAKS", "WAITS", "Synthesiser", "alive", "until"]

DEADLINE = 20.0
"""Seconds that a test waits at most for what has to come."""

SPEAKS = "/bin/cat >> $said; /bin/sleep 0.4"
"""Says what it is given, and takes its time."""
WAITS = "/bin/cat >> $said; while [ ! -e $gone ]; do /bin/sleep 0.02; done; /bin/sleep 0.6; echo over >> $said"
"""Goes on until it is told that the sentence is over, and tells when it was."""


class Synthesiser:
    """A program in a folder of its own, and what it was given to say."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.log = folder / "said"
        self.gone = folder / "gone"

    def write(self, script: str, name: str = "espeak-ng") -> Path:
        """Write the program: a shell script; `$said` is the file of what was said."""
        path = self.folder / name
        path.write_text(f"#!/bin/sh\nsaid={self.log}\ngone={self.gone}\n{textwrap.dedent(script)}", "utf-8")
        path.chmod(0o755)
        return path

    def speaker(self, script: str, *, silence: tuple[str, ...] = ()) -> ProgramSpeaker:
        """Write the program and return what speaks with it."""
        path = self.write(script)
        return ProgramSpeaker(Program("espeak-ng", ("--stdin",), silence, str(path)), time.monotonic)

    @property
    def said(self) -> list[str]:
        """What it has been given so far, line by line."""
        return self.log.read_text("utf-8").splitlines() if self.log.exists() else []

    def waits_for(self, *said: str) -> None:
        """Wait until this much has been said."""
        until(lambda: self.said == list(said), lambda: f"said {self.said}")


def until(true: Callable[[], bool], what: Callable[[], str] = lambda: "") -> None:
    """Wait until something is true."""
    end = time.monotonic() + DEADLINE
    while not true():
        assert time.monotonic() < end, what()
        threading.Event().wait(0.01)


def alive(pid: int) -> bool:
    """Whether a process runs; one that waits to be collected does not."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    state = subprocess.run(["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True, check=False).stdout
    return not state.startswith("Z") and bool(state.strip())
