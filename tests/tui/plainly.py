"""A conversation in the plain mode: lines that come when they are due, on a clock that moves while they are awaited."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tests.tui.conftest import FakeClock

from limberup.history.record import Record
from limberup.packs.manager import Loaded
from limberup.routine import Routine
from limberup_tui.house import House
from limberup_tui.plain.front import Front
from limberup_tui.plain.leaving import EndOfInput, Leaving
from limberup_tui.plain.run import lead
from limberup_tui.plain.talk import Talk
from limberup_tui.start import Start

__all__ = ["CHECKED", "DONE", "SKIPPED", "Script", "Step", "Until", "at_work", "converse", "converse_with", "records"]

CHECKED = ("n", "2", "2", "")
"""The lines of a check-in: no red flag, a pain of 2 twice, and no more to say."""
SKIPPED = ("", "", "", "")
"""Nothing to say in After: pain, effort, form, note."""
MOST = 3000
"""Looks at the clock after which what is awaited will not come."""


@dataclass(frozen=True)
class Until:
    """Let time pass until words have been written since the last line."""

    words: str


Step = str | float | Until | Leaving

DONE: tuple[Step, ...] = (25.0, "")
"""Time enough for a set of the bridge of the short routine, and Enter before its time is over."""


class Script:
    """Lines in their order; a number lets so many seconds pass, an exception ends the conversation there."""

    def __init__(self, clock: FakeClock, *steps: Step) -> None:
        self.written = ""
        self.bells = 0
        self._clock = clock
        self._steps = list(steps)
        self._since = ""
        """What was written since the last line."""
        self._looks = 0

    def read(self, seconds: float | None) -> str | None:
        """Return the line that is due, or None after so many seconds without one."""
        while self._steps:
            step = self._steps[0]
            match step:
                case str():
                    self._take()
                    self.written += f"> {step}\n"
                    self._since = ""
                    return step
                case Until() if step.words in self._since:
                    self._take()
                case Until():
                    self._looks += 1
                    assert seconds is not None, f"waits for {step.words!r}, and is asked something:\n{self._since}"
                    assert self._looks < MOST, f"{step.words!r} never came:\n{self._since}"
                    self._clock.go(seconds)
                    return None
                case Leaving():
                    self._take()
                    raise step
                case int() | float():
                    if seconds is not None and step > seconds:
                        self._steps[0] = step - seconds
                        self._clock.go(seconds)
                        return None
                    self._take()
                    self._clock.go(step)
        raise EndOfInput

    def _take(self) -> None:
        self._steps.pop(0)
        self._looks = 0

    def write(self, text: str) -> None:
        """Keep what is written, where it is lines of plain text or a bell."""
        if text == "\a":
            self.bells += 1
            return
        assert re.fullmatch(r"(?:[^\x00-\x1f\x7f-\x9f]+\n)+", text), f"no plain lines: {text!r}"
        assert "  " not in text, f"aligned by blanks: {text!r}"
        self.written += text
        self._since += text

    def wait(self, seconds: float) -> None:
        """Let time pass."""
        self._clock.go(seconds)

    @property
    def lines(self) -> list[str]:
        """All that was written and typed, a line each; what was typed with "> " before it."""
        return self.written.splitlines()

    def after(self, words: str) -> list[str]:
        """Return the lines after the first one that has these words."""
        at = next(number for number, line in enumerate(self.lines) if words in line)
        return self.lines[at + 1 :]


def routine_called(house: House, loaded: Loaded, name: str) -> Routine:
    """Return one of the routines by its id."""
    return next(routine for routine in house.read_contents(loaded).own if routine.id == name)


def converse(
    house: House,
    loaded: Loaded,
    *steps: Step,
    routine: str = "short",
    resume: bool = False,
    today: bool = False,
    calm: bool = False,
) -> tuple[int, Script]:
    """Have a conversation; return the exit code, and what was written.

    Args:
        house: With person and settings read.
        loaded: The packs.
        steps: What is typed, and when.
        routine: The routine that is asked for.
        resume: Ask for the session that was left open in place of it.
        today: Ask for Today in place of it.
        calm: Ask for calm mode.
    """
    assert isinstance(house.clock, FakeClock)
    script = Script(house.clock, *steps)
    wanted = None if resume or today else routine_called(house, loaded, routine)
    start = Start(loaded=loaded, routine=wanted, resume=resume)
    return lead(Front(house, Talk(script), calm), start), script


def converse_with(kind: type[Script], house: House, loaded: Loaded, *steps: Step) -> tuple[int, Script]:
    """Have a conversation about the short routine over lines of another kind."""
    assert isinstance(house.clock, FakeClock)
    script = kind(house.clock, *steps)
    start = Start(loaded=loaded, routine=routine_called(house, loaded, "short"))
    return lead(Front(house, Talk(script)), start), script


def at_work(house: House, loaded: Loaded, *steps: Step) -> tuple[int, Script]:
    """Start the short routine, go to the first set of the bridge, and go on with these steps."""
    return converse(house, loaded, *CHECKED, "", 1.0, "", 1.0, *steps)


def records(house: House) -> list[Record]:
    """Return what the history holds, newest first."""
    found, problems = house.history.newest()
    assert not problems
    return found
