"""What every measurement shares: the programs that are compared, their environment, and runs that take turns."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from benchmarks.homes import Homes
from benchmarks.others import Other
from benchmarks.pty_program import Program

T = TypeVar("T")

__all__ = ["CONTENT", "ESCAPE", "FLOOR_READY", "FRAME", "Bench", "milliseconds", "take_turns"]

ROOT = Path(__file__).parent
FRAME = ("limberup | Today", "Quit")
"""What stands on Today as soon as its frame does: the title, and the last of the keys at its foot."""
CONTENT = (*FRAME, "chosen for you")
"""What stands there when packs and history have been read: the row of today's plan."""
FLOOR_READY = ("line 11", "Change")
"""What stands on the bare app: its last line, and the last of its keys."""
UNUSUAL = (
    "TEXTUAL", "LIMBERUP", "XDG_", "PYTHON", "NO_COLOR", "FORCE_COLOR", "CI", "COLUMNS", "LINES", "ESCDELAY", "LC_",
)  # fmt: skip
"""How the names of variables begin that would make a program another one than it usually is."""
ESCAPE = "\x1b[27u"
"""Escape as a terminal with the kitty protocol sends it: after a lone byte every program waits whether more follows."""


@dataclass
class Bench:
    """One run of the command."""

    homes: Homes
    runs: int = 20
    seconds: float = 10.0
    """How long something is watched that goes on by itself."""
    minutes: float = 2.0
    """How long the session lasts whose drift is measured."""
    others: Sequence[Other] = ()
    ours: tuple[str, ...] = field(default_factory=lambda: _our_command())

    @property
    def few(self) -> int:
        """How often something is measured that takes long, or gives several values each time."""
        return max(2, self.runs // 4)

    def environ(self, home: Path, **more: str) -> dict[str, str]:
        """Return the environment of a usual terminal, whatever this process has, with nothing in it of a real home."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith(UNUSUAL)}
        usual = {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8"}
        return {**kept, **usual, "HOME": str(home), "LIMBERUP_HOME": str(home), **more}

    def limberup(self, home: Path, *arguments: str, limit: float = 60, **more: str) -> Program:
        """Start limberup on a home folder."""
        return Program([*self.ours, *arguments], self.environ(home, **more), limit=limit)

    def floor(self, *arguments: str) -> Program:
        """Start the bare app."""
        return Program([sys.executable, str(ROOT / "floor.py"), *arguments], self.environ(self.homes.fresh()))

    def other(self, other: Other) -> Program:
        """Start a program of others."""
        return Program(other.command, self.environ(self.homes.empty))


def _our_command() -> tuple[str, ...]:
    """Return how limberup is started: its script beside this Python, as somebody who installed it has it."""
    script = Path(sys.executable).with_name("limberup")
    return (str(script),) if script.exists() else (sys.executable, "-m", "limberup_tui")


def milliseconds(program: Program, *wanted: str) -> float:
    """Return how long after its start all that is wanted first stood on a program's screen, and end it."""
    with program:
        return 1000 * program.until(*wanted)


def take_turns(runs: int, programs: Mapping[str, Callable[[], T]]) -> dict[str, list[T]]:
    """Measure each program so many times by turns (A B A B); a turn before that fills the caches and does not count."""
    samples: dict[str, list[T]] = {name: [] for name in programs}
    for number in range(runs + 1):
        for name, measure in programs.items():
            value = measure()
            if number:
                samples[name].append(value)
    return samples
