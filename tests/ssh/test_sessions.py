"""A session over a real SSH line, and what is left of it wherever the line is cut."""

from __future__ import annotations

import operator
import os
import re
import shlex
import shutil
import signal
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from tests.ssh.server import RemoteDesk, here, wait_until_gone
from tests.terminal.steps import SECOND_REP, check_in, do_set, start_at_once, write_short
from tests.terminal.terminal import Terminal

pytestmark = pytest.mark.ssh

ROUTINE = """\
name = "Short"

[[step]]
do = "glutes/glute-bridge"
dose = "2x2 tempo 2-2 rest 40s"

[[step]]
do = "hip-mobility/supine-figure-4"
dose = "1x30s each side"

[[step]]
do = "core-stability/diaphragmatic-breathing"
dose = "1x60s"
"""
BRIDGE, FIGURE_4, BREATHING = "Glute bridge", "Figure-4 stretch", "Belly breathing"


def begin(desk: RemoteDesk) -> Terminal:
    """Log in, start the routine and go as far as the player."""
    write_short(desk, ROUTINE)
    terminal = desk.open("play", "short")
    check_in(terminal)
    terminal.press("enter")
    terminal.until("GET READY", BRIDGE)
    return terminal


def after(terminal: Terminal) -> None:
    """Leave out what is asked at the end."""
    terminal.until("After the session")
    terminal.press("escape")
    terminal.until("Last session: Short")


def test_a_whole_session(desk: RemoteDesk) -> None:
    terminal = begin(desk)
    do_set(terminal, 1, 2)
    terminal.until("REST", "set 2 of 2")
    do_set(terminal, 2, 2)
    terminal.until("GET READY", FIGURE_4)
    for side in ("left", "right"):
        terminal.press("enter")
        terminal.until("HOLD", f"{side} side")
        terminal.until(lambda: terminal.number() in (25, 26, 27))
        terminal.press("enter")
        terminal.until("CHANGE SIDES" if side == "left" else "GET READY")
    terminal.until(BREATHING)
    terminal.press("enter")
    terminal.until("BREATHE")
    terminal.press("enter")
    after(terminal)
    terminal.press("q")
    assert terminal.exit_code() == 0
    bridge, figure_4, breathing = desk.record()["done"]
    assert bridge == "glutes/glute-bridge: 2, 2 of 2x2 tempo 2-2 rest 40s"
    assert re.fullmatch(r"hip-mobility/supine-figure-4: left [345]s, right [345]s of 1x30s each side.*", figure_4)
    assert breathing.startswith("core-stability/diaphragmatic-breathing: ")
    assert desk.files("open/*.toml") == []
    assert all(lines.endswith("l") for lines in last_words(terminal)), "the terminal is as it was"


def last_words(terminal: Terminal) -> list[str]:
    """Return the last that was sent for each mode of the terminal, but for the cursor and wrapping lines."""
    found = re.findall(rb"\x1b\[\?(\d+)([hl])", bytes(terminal.output))
    return [f"{mode.decode()}{last.decode()}" for mode, last in dict(found).items() if mode not in (b"25", b"7")]


# Ways to lose a line


def kill_the_client(desk: RemoteDesk, terminal: Terminal) -> None:
    """End the client as a machine that is switched off does."""
    terminal.kill()


def close_the_window(desk: RemoteDesk, terminal: Terminal) -> None:
    """Close the window that the client runs in."""
    terminal.close_window()


def kill_the_server(desk: RemoteDesk, terminal: Terminal) -> None:
    """End the server's process that holds the other end of the line."""
    stat = Path(f"/proc/{desk.pid()}/stat").read_text("utf-8")
    os.kill(int(stat.rpartition(")")[2].split()[1]), signal.SIGKILL)
    terminal.exit_code()


def kill_the_program(desk: RemoteDesk, terminal: Terminal) -> None:
    """End the program with no chance to save anything."""
    os.kill(desk.pid(), signal.SIGKILL)
    terminal.exit_code()


def type_the_escape(desk: RemoteDesk, terminal: Terminal) -> None:
    """Hang up by the client's own keys."""
    terminal.type("\r~.")
    terminal.exit_code()


@dataclass(frozen=True)
class Place:
    """A place in the session where the line is cut."""

    go: str
    """The keys that lead there from the place before."""
    seen: tuple[str, ...]
    """What is on the screen there."""
    cut: Callable[[RemoteDesk, Terminal], None]
    again: tuple[str, ...]
    """What is on the screen after going on."""
    second: int = 60
    """The number that is waited for before the line is cut, or a smaller one."""


HURTS = "1 of 3: How much does it hurt?"
PLACES = [
    Place("", ("GET READY", BRIDGE), kill_the_client, ("GET READY", BRIDGE)),
    Place("\r", ("MOVE", "set 1 of 2", SECOND_REP), close_the_window, ("MOVE", "set 1 of 2", SECOND_REP)),
    Place("\r", ("REST", "set 2 of 2"), kill_the_program, ("REST", "set 2 of 2")),
    Place("\r", ("MOVE", "set 2 of 2", SECOND_REP), kill_the_server, ("MOVE", "set 2 of 2", SECOND_REP)),
    Place("\r", ("GET READY", FIGURE_4), type_the_escape, ("GET READY", FIGURE_4)),
    Place("\r", ("HOLD", "left side"), kill_the_client, ("HOLD", "left side"), second=26),
    Place(" ", ("PAUSED", "left side"), kill_the_program, ("HOLD", "left side")),
    Place("\r", ("CHANGE SIDES",), close_the_window, ("right side",)),
    Place("\r", ("HOLD", "right side"), kill_the_client, ("HOLD", "right side"), second=26),
    Place("h", (HURTS,), kill_the_program, ("HOLD", "right side")),
    Place("\r", ("GET READY", BREATHING), kill_the_server, ("GET READY", BREATHING)),
    Place("\r", ("BREATHE",), type_the_escape, ("BREATHE",)),
    Place("q", ("Stop the session?",), kill_the_client, ("BREATHE",)),
]


def test_the_line_is_cut_at_thirteen_places_of_one_session(desk: RemoteDesk) -> None:
    terminal = begin(desk)
    for number, place in enumerate(PLACES):
        terminal.type(place.go)
        terminal.until(*place.seen)
        if place.second < 60:
            terminal.until_number(partial(operator.ge, place.second))
        pid = desk.pid()
        place.cut(desk, terminal)
        wait_until_gone(pid)
        left = desk.open_file()
        terminal = desk.open("play", "--resume")
        if place.again[0] in ("MOVE", "HOLD", "BREATHE"):
            start_at_once(terminal)
        terminal.until(*place.again)
        now = desk.open_file()
        assert now["pid"] != pid
        assert now["index"] == left["index"], f"place {number}"
        assert left["left"] - 3 <= now["left"] <= left["left"], f"place {number}"
    terminal.press("q")
    terminal.until("End here, and keep what you did")
    terminal.press("e")
    terminal.until("After the session")
    kill_the_program(desk, terminal)
    terminal = desk.open("play", "--resume")
    after(terminal)
    bridge, figure_4, breathing = desk.record()["done"]
    assert bridge == "glutes/glute-bridge: 2, 2 of 2x2 tempo 2-2 rest 40s"
    assert re.fullmatch(r"hip-mobility/supine-figure-4: left [4-9]s, right [4-9]s of 1x30s each side", figure_4)
    assert breathing.startswith("core-stability/diaphragmatic-breathing: ")
    assert desk.files("open/*.toml") == []


@pytest.mark.parametrize("cut", [close_the_window, type_the_escape])
def test_the_second_on_the_screen_is_the_second_it_goes_on_at(
    desk: RemoteDesk, cut: Callable[[RemoteDesk, Terminal], None]
) -> None:
    terminal = begin(desk)
    do_set(terminal, 1, 2)
    terminal.until("REST")
    shown = terminal.until_number(lambda number: number <= 37)
    pid = desk.pid()
    cut(desk, terminal)
    wait_until_gone(pid)
    assert shown - 3 <= desk.open_file()["left"] <= shown
    again = desk.open("play", "--resume")
    again.until("REST", "set 2 of 2")
    number = again.until_number(lambda number: number > 0)
    assert shown - 4 <= number <= shown


@pytest.mark.parametrize("place", ["check-in", "pain now", "plan"])
def test_before_the_first_phase_there_is_nothing_to_go_on_with(desk: RemoteDesk, place: str) -> None:
    write_short(desk, ROUTINE)
    terminal = desk.open("play", "short")
    terminal.until("Check-in", "None of these")
    if place != "check-in":
        terminal.press("n")
        terminal.until("Check-in: pain now")
    if place == "plan":
        terminal.step("2", "enter", "3", "enter")
        terminal.until(", today")
    terminal.kill()
    assert desk.files("open/*.toml") == []
    again = desk.open("play", "short")
    again.until("Check-in", "None of these")


MULTIPLEXERS = {
    "tmux": (["tmux", "-f", "/dev/null", "-S", "{room}/socket", "new-session", "-s", "limberup"],
             ["tmux", "-S", "{room}/socket", "attach"],
             ["tmux", "-S", "{room}/socket", "kill-server"]),
    "screen": (["env", "SCREENDIR={room}", "screen", "-c", "/dev/null", "-U", "-S", "limberup"],
               ["env", "SCREENDIR={room}", "screen", "-U", "-d", "-r", "limberup"],
               ["env", "SCREENDIR={room}", "screen", "-S", "limberup", "-X", "quit"]),
}  # fmt: skip
"""How to start a program in it, how to come back to it, and how to end it."""


@pytest.mark.parametrize("name", MULTIPLEXERS)
def test_a_session_lives_on_in_a_terminal_over_there(desk: RemoteDesk, name: str) -> None:
    if not shutil.which(name):
        pytest.skip(f"{name} is not installed")
    # The path of a socket has little room.
    with TemporaryDirectory(prefix="room") as room:
        start, back, end = ([word.format(room=room) for word in command] for command in MULTIPLEXERS[name])
        write_short(desk, ROUTINE)
        program = here("play", "short", environ={"LIMBERUP_HOME": str(desk.home)})
        inside = [shlex.join([*start, program])] if name == "tmux" else [shlex.join([*start, "sh", "-c", program])]
        terminal = desk.log_in(*inside)
        try:
            check_in(terminal)
            terminal.press("enter")
            terminal.until("GET READY", BRIDGE)
            do_set(terminal, 1, 2)
            terminal.until("REST", "set 2 of 2")
            pid = desk.pid()
            terminal.kill()

            again = desk.log_in(shlex.join(back), size=(100, 30))
            again.until("REST", "set 2 of 2", BRIDGE)
            assert desk.pid() == pid
            again.press("enter")
            again.until("MOVE", "set 2 of 2")
        finally:
            desk.server.run(shlex.join(end))
        wait_until_gone(pid)
    last = desk.open("play", "--resume")
    start_at_once(last)
    last.until("MOVE", "set 2 of 2")
