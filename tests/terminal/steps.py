"""Ways through the program that several tests take, screen by screen."""

from __future__ import annotations

import re
from functools import partial
from pathlib import Path
from typing import Any

from tests.terminal.terminal import Desk, Terminal

from limberup.history.record import format_entry
from limberup.history.record_file import parse_record
from limberup.tomlread import read_toml

__all__ = [
    "SECOND_REP",
    "SHORT",
    "SLOW",
    "check_in",
    "do_set",
    "open_player",
    "record_of",
    "start_at_once",
    "write_short",
]

SHORT = """\
name = "Short"

[[step]]
do = "glutes/glute-bridge"
dose = "3x2 tempo 1-1 rest 60s"

[[step]]
do = "hip-mobility/supine-figure-4"
dose = "1x60s each side"
"""

SLOW = SHORT.replace("3x2 tempo 1-1", "3x3 2s")
"""The same with sets that last three times as long, for what is to be done in the middle of one."""
SECOND_REP = "rep 2 of "
"""What stands on the screen once a set of two repetitions counts whole where a key ends it."""

PAIN_NOW = re.compile(r"Check-in: pain now|5 of 5: Pain now")
"""The title of the page that asks how much it hurts: on a check-in, and on a first start."""


def write_short(desk: Desk, text: str = SHORT) -> None:
    """Put a short routine into the home."""
    desk.write("routines/short.toml", text)


def _is_other(terminal: Terminal, seen: str) -> bool:
    return terminal.text != seen


def check_in(terminal: Terminal) -> None:
    """Answer the check-in, from the list of red flags to today's plan."""
    terminal.until("Check-in", "None of these")
    while not PAIN_NOW.search(terminal.text):
        # On a small screen a page of the list at a time.
        seen = terminal.text
        terminal.press("n")
        terminal.until(partial(_is_other, terminal, seen))
        terminal.settle(0.1)
    terminal.step("2", "enter", "3")
    terminal.until("[2]", "[3]")
    terminal.press("enter")
    terminal.until("Enter Start")


def open_player(desk: Desk, size: tuple[int, int] = (80, 24), **how: Any) -> Terminal:
    """Start the short routine and go as far as the player; `how` is for `Desk.open`."""
    terminal = desk.open("play", "short", size=size, **how)
    check_in(terminal)
    terminal.press("enter")
    terminal.until("GET READY", "Glute bridge")
    return terminal


def start_at_once(terminal: Terminal) -> None:
    """Wait for no more time to get back into position than it takes to press a key."""
    terminal.until("BACK INTO POSITION")
    terminal.press("enter")
    terminal.until_gone("BACK INTO POSITION")


def do_set(terminal: Terminal, number: int = 1, sets: int = 3) -> None:
    """Begin the set that comes next, and end it by a key once there was time enough to do it."""
    terminal.press("enter")
    terminal.until("MOVE", f"set {number} of {sets}", SECOND_REP)
    terminal.press("enter")


def record_of(path: Path) -> dict[str, Any]:
    """Return what a record's file says, its exercises as lines under "done": whatever form it is written in."""
    record = parse_record(read_toml(path))
    found = {name: getattr(record, name) for name in record.__dataclass_fields__}
    return {**found, "done": [format_entry(entry) for entry in record.entries], "decisions": list(record.decisions)}
