"""The program inside tmux and GNU screen: Escape counts at once, and colours are the program's own."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from tempfile import TemporaryDirectory

import pytest
from tests.terminal.steps import check_in, write_short
from tests.terminal.terminal import Desk, Terminal

pytestmark = pytest.mark.pty

STARTS = {
    "tmux": ["tmux", "-f", "/dev/null", "-S", "{room}/socket", "new-session"],
    "screen": ["env", "SCREENDIR={room}", "screen", "-c", "/dev/null", "-U", "-S", "limberup"],
}
ENDS = {
    "tmux": ["tmux", "-S", "{room}/socket", "kill-server"],
    "screen": ["env", "SCREENDIR={room}", "screen", "-S", "limberup", "-X", "quit"],
}


@contextmanager
def inside(name: str, desk: Desk) -> Iterator[Terminal]:
    """Start the player in it."""
    if not shutil.which(name):
        pytest.skip(f"{name} is not installed")
    write_short(desk)
    # The path of a socket has little room.
    with TemporaryDirectory(prefix="room") as room:
        start, end = ([word.format(room=room) for word in words[name]] for words in (STARTS, ENDS))
        terminal = desk.open("play", "short", program=[*start, sys.executable, "-m", "limberup_tui"])
        try:
            check_in(terminal)
            terminal.press("enter")
            terminal.until("GET READY", "Glute bridge")
            yield terminal
        finally:
            subprocess.run(end, env=desk.environ, check=False, capture_output=True)


@pytest.mark.parametrize("name", STARTS)
def test_a_lone_escape_counts_without_another_key(desk: Desk, name: str) -> None:
    with inside(name, desk) as terminal:
        for key, words in (("o", "How it leads"), ("h", "1 of 3")):
            terminal.press(key)
            terminal.until(words)
            terminal.press("escape")
            terminal.until_gone(words)
            terminal.until("GET READY")


@pytest.mark.parametrize("name", STARTS)
def test_the_number_stands_out_from_its_ground(desk: Desk, name: str) -> None:
    """COLORTERM is that of the terminal around it."""
    with inside(name, desk) as terminal:
        terminal.press("enter")
        terminal.until("MOVE")
        assert terminal.until_number(lambda number: number in (1, 2, 3)) >= 1
        ground = {terminal.colours(column, 10)[1] for column in range(2)}
        assert len(ground) == 1
        assert ground <= {"default", "000000", "121212", "14181b", "1c1c1c"}, "dark, as it was wanted"
