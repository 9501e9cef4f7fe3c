"""A terminal that has gone, stands still or is somebody else's for a while; and a program that crashes."""

from __future__ import annotations

import ctypes
import os
import shlex
import signal
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from tests.terminal.steps import check_in, open_player, start_at_once, write_short
from tests.terminal.terminal import DEADLINE, Desk, Terminal
from tests.terminal.test_kill import BRIDGE, GONE_WITHIN, assert_restored, go_on, open_file, to_first_rest

pytestmark = pytest.mark.pty


def state(pid: int) -> str:
    """Return what the system says of a process: R, S, T for stopped; "" for one that has gone."""
    try:
        return Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(")")[2].split()[0].replace("Z", "")
    except OSError:
        return ""


def wait_until(what: Callable[[], object], seconds: float = DEADLINE) -> None:
    """Wait for what nothing tells of."""
    end = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < end, "it never came to be so"
        time.sleep(0.01)


needs_proc = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="needs /proc, to look at a process")

# Gone


BLOCKED = partial(signal.pthread_sigmask, signal.SIG_BLOCK, [signal.SIGHUP, signal.SIGTERM, signal.SIGALRM])
IGNORED = partial(signal.signal, signal.SIGHUP, signal.SIG_IGN)


@pytest.mark.parametrize(
    "prepare",
    [
        pytest.param(lambda: None, id="as usual"),
        pytest.param(IGNORED, id="SIGHUP ignored"),
        pytest.param(BLOCKED, id="signals blocked"),
    ],
)
def test_the_window_is_closed_while_the_figure_moves(desk: Desk, prepare: Callable[[], object]) -> None:
    write_short(desk)
    terminal = open_player(desk, prepare=prepare)
    terminal.press("enter")
    terminal.until("MOVE", "set 1 of 3")
    terminal.close_window()
    terminal.exit_code(GONE_WITHIN)
    again = go_on(desk)
    start_at_once(again)
    again.until("MOVE", "set 1 of 3")


@needs_proc
def test_the_window_is_closed_where_it_is_nobody_s_own(desk: Desk) -> None:
    """A terminal that is not the controlling one hangs up without any signal."""
    write_short(desk)
    terminal = open_player(desk, before=["setsid", "--wait"])
    to_first_rest(terminal)
    pid = int(open_file(desk)["pid"])
    assert pid != terminal.pid
    terminal.close_window()
    wait_until(lambda: not state(pid), GONE_WITHIN)
    go_on(desk).until("REST", "set 2 of 3")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_signals_that_a_parent_had_blocked(desk: Desk, number: signal.Signals) -> None:
    write_short(desk)
    terminal = open_player(desk, prepare=BLOCKED)
    to_first_rest(terminal)
    terminal.send(number)
    assert terminal.exit_code(GONE_WITHIN) == 0
    assert_restored(terminal)
    assert len(open_file(desk)["sets"]) == 1


# Not reading


def stall(desk: Desk) -> Terminal:
    """Open the player in a terminal that then reads no more, until no more goes into it."""
    terminal = open_player(desk)
    to_first_rest(terminal)
    terminal.press("space")
    terminal.until("PAUSED")
    for number in range(120):
        # A new size makes all of the screen be sent again.
        terminal.resize(80 - number % 2, 24)
        time.sleep(0.02)
    return terminal


@needs_proc
@pytest.mark.parametrize("how", ["close the window", "SIGTERM", "SIGHUP"])
def test_the_terminal_has_stopped_reading(desk: Desk, how: str) -> None:
    write_short(desk)
    terminal = stall(desk)
    if how == "close the window":
        terminal.close_window()
    else:
        terminal.send(signal.Signals[how])
    wait_until(lambda: not state(terminal.pid), GONE_WITHIN)
    assert len(open_file(desk)["sets"]) == 1
    if terminal.is_open:
        terminal.exit_code()


def test_a_terminal_that_reads_again_is_whole_again(desk: Desk) -> None:
    write_short(desk)
    terminal = stall(desk)
    terminal.resize(80, 24)
    terminal.settle()
    terminal.press("space")
    terminal.until("REST", "set 2 of 3", BRIDGE)


# Given back


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
@pytest.mark.parametrize("at", ["today", "player"])
def test_the_line_itself_is_as_it_was(desk: Desk, number: signal.Signals, at: str) -> None:
    write_short(desk)
    terminal = desk.open(before=["sh", "-c", 'trap : TERM HUP; "$@"; echo ended $?; read -r _', "sh"])
    before = terminal.modes
    terminal.until("Short")
    assert terminal.modes != before
    pid = children(terminal.pid)[0]
    os.kill(pid, number)
    terminal.until("ended 0")
    assert terminal.modes == before
    assert_restored(terminal)


def children(pid: int) -> list[int]:
    """Return the children of a process."""
    return [int(word) for word in Path(f"/proc/{pid}/task/{pid}/children").read_text("utf-8").split()]


CRASH = """
import sys
from limberup_tui.app import LimberupApp
from limberup_tui.cli import main
def crash(self):
    raise ZeroDivisionError("on purpose")
LimberupApp.action_help = crash
sys.exit(main(sys.argv[1:]))
"""


def test_a_crash_is_no_success_and_loses_nothing(desk: Desk) -> None:
    write_short(desk)
    terminal = open_player(desk, before=[sys.executable, "-c", CRASH], program=())
    to_first_rest(terminal)
    terminal.press("?")
    assert terminal.exit_code() == 1
    assert terminal.ever_showed("on purpose")
    assert_restored(terminal)
    assert len(open_file(desk)["sets"]) == 1
    go_on(desk).until("REST", "set 2 of 3")


@needs_proc
def test_a_signal_that_another_thread_takes_is_heard(desk: Desk) -> None:
    # On Today nothing moves that would wake the main thread by chance.
    terminal = desk.open()
    terminal.until("limberup | Today", "Seated start")
    terminal.settle()
    others = [int(path.name) for path in Path(f"/proc/{terminal.pid}/task").iterdir() if path.name != str(terminal.pid)]
    assert others
    # The system gives a process's signal to whichever thread it likes; Python runs its handler in the main one alone.
    assert ctypes.CDLL(None).tgkill(terminal.pid, others[0], signal.SIGTERM) == 0
    terminal.exit_code()
    assert_restored(terminal)


# Ctrl+Z


def shell(desk: Desk) -> Terminal:
    """Open a shell with job control, and the player in it."""
    write_short(desk)
    terminal = desk.open(
        before=["bash", "--norc", "--noprofile", "--noediting", "-i"], program=(), environ={"PS1": "here> "}
    )
    terminal.until("here>")
    terminal.type(f"{shlex.join([sys.executable, '-m', 'limberup_tui', 'play', 'short'])}\r")
    return terminal


@needs_proc
def test_after_ctrl_z_and_fg_the_screen_is_whole_and_nothing_was_skipped(desk: Desk) -> None:
    terminal = shell(desk)
    check_in(terminal)
    terminal.press("enter")
    terminal.until("GET READY", BRIDGE)
    to_first_rest(terminal)
    pid = int(open_file(desk)["pid"])
    terminal.type("\x1a")
    terminal.until("Stopped", "here>")
    assert state(pid) == "T"
    assert_restored(terminal)
    left = open_file(desk)["left"]
    terminal.type("fg\r")
    terminal.until("PAUSED: Rest", "set 2 of 3", BRIDGE, "Press space to go on.", "Space", "Help")
    terminal.settle()
    whole = terminal.text
    assert "here>" not in whole
    assert "Stopped" not in whole
    terminal.resize(79, 24)
    terminal.settle()
    terminal.resize(80, 24)
    terminal.until(lambda: terminal.text == whole)
    assert open_file(desk)["left"] == left
    terminal.press("space")
    terminal.until_gone("PAUSED")
    terminal.press("q")
    terminal.until("End here, and keep what you did")
    terminal.press("l")
    terminal.until("Press r to go on.")
    terminal.press("q")
    terminal.until("here>")
    assert not state(pid)


@needs_proc
@pytest.mark.parametrize("how", ["kill %1", "exit; exit", "bg; sleep 0.3; kill %1"])
def test_a_program_that_stands_still_can_be_ended(desk: Desk, how: str) -> None:
    write_short(desk)
    terminal = shell(desk)
    terminal.until("Check-in", "None of these")
    (pid,) = children(terminal.pid)
    terminal.type("\x1a")
    terminal.until("Stopped", "here>")
    terminal.type(f"{how}\r")
    wait_until(lambda: not state(pid))


@needs_proc
def test_ctrl_z_where_there_is_no_shell_says_so(desk: Desk) -> None:
    write_short(desk)
    terminal = open_player(desk)
    to_first_rest(terminal)
    terminal.type("\x1a")
    terminal.until("There is no shell here to go to.", "REST")
    assert state(terminal.pid) != "T"
    terminal.send(signal.SIGTSTP)
    terminal.until_number(lambda number: number < 59)


@needs_proc
def test_a_program_that_was_stopped_unasked_is_whole_again_and_can_be_left(desk: Desk) -> None:
    write_short(desk)
    terminal = open_player(desk)
    to_first_rest(terminal)
    terminal.send(signal.SIGSTOP)
    wait_until(lambda: state(terminal.pid) == "T")
    terminal.send(signal.SIGCONT)
    terminal.until("PAUSED: Rest", "set 2 of 3", BRIDGE)
    terminal.press("q")
    terminal.until("Leave now, and go on later")
    terminal.press("l")
    terminal.until("Press r to go on.")
    terminal.press("q")
    assert terminal.exit_code() == 0
