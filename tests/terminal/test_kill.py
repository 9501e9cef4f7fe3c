"""Whatever ends the program in the middle of a session: nothing that was done is lost, and it really ends."""

from __future__ import annotations

import signal
import tomllib
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from tests.terminal.steps import check_in, do_set, open_player, record_of, start_at_once, write_short
from tests.terminal.terminal import Desk, Terminal

pytestmark = pytest.mark.pty

SAVE_EVERY = 5
"""Longest time in seconds that the place on disk may be behind."""
GONE_WITHIN = 3.0
"""Longest time in seconds that the program may take to end once it is told to."""
BRIDGE, FIGURE_4 = "Glute bridge", "Figure-4 stretch"


def to_first_rest(terminal: Terminal) -> None:
    """Do the first set of the bridge."""
    do_set(terminal)
    terminal.until("REST", "set 2 of 3")


def to_hold(terminal: Terminal) -> None:
    """Do all three sets of the bridge, and begin the hold."""
    to_first_rest(terminal)
    for number in (2, 3):
        do_set(terminal, number)
        terminal.until(f"set {number + 1} of 3" if number < 3 else "GET READY")
    terminal.until(FIGURE_4, "left side")
    terminal.press("enter")
    terminal.until("HOLD", "left side")


def count_down(terminal: Terminal, seconds: int) -> int:
    """Watch the large number until it has gone down by some seconds, and return what it says then."""
    first = terminal.until_number(lambda number: number > 0)
    return terminal.until_number(lambda number: number <= first - seconds)


def open_file(desk: Desk) -> dict[str, Any]:
    (path,) = desk.files("open/*.toml")
    return tomllib.loads(path.read_text("utf-8"))


def record(desk: Desk) -> dict[str, Any]:
    (path,) = desk.files("history/*/*.toml")
    return record_of(path)


def go_on(desk: Desk) -> Terminal:
    """Start again and take up the session that was left open."""
    terminal = desk.open()
    terminal.until("Short was left open today", "Press r to go on")
    terminal.press("r")
    terminal.until("Go on where you stopped")
    terminal.press("g")
    return terminal


def finish(terminal: Terminal) -> None:
    """End here, and leave out what is asked after."""
    terminal.press("q")
    terminal.until("End here, and keep what you did")
    terminal.press("e")
    terminal.until("After the session")
    terminal.press("escape")
    terminal.until("Last session: Short")


def test_a_rest_goes_on_at_the_second_where_it_was_killed(desk: Desk) -> None:
    write_short(desk)
    terminal = open_player(desk)
    to_first_rest(terminal)
    shown = count_down(terminal, 2)
    terminal.kill()
    assert len(open_file(desk)["sets"]) == 1

    again = go_on(desk)
    again.until("REST", "set 2 of 3", BRIDGE)
    number = again.until_number(lambda number: number > 0)
    assert shown - 1 <= number <= shown + SAVE_EVERY + 1
    finish(again)
    assert record(desk)["done"][0] == "glutes/glute-bridge: 2 of 3x2 tempo 1-1 rest 60s; cut short"
    assert desk.files("open/*.toml") == []


def test_a_hold_goes_on_at_the_second_where_it_was_killed(desk: Desk) -> None:
    write_short(desk)
    terminal = open_player(desk)
    to_hold(terminal)
    shown = count_down(terminal, 7)
    terminal.kill()
    assert open_file(desk)["left"] >= shown - 1
    assert open_file(desk)["left"] < 60  # It was saved in the middle of the phase as well as at its start.

    again = go_on(desk)
    start_at_once(again)
    again.until("HOLD", "left side", FIGURE_4)
    number = again.until_number(lambda number: number > 0)
    assert shown - 1 <= number <= shown + SAVE_EVERY + 1
    finish(again)
    assert record(desk)["done"][0] == "glutes/glute-bridge: 2, 2, 2 of 3x2 tempo 1-1 rest 60s"


def test_a_session_killed_before_its_first_set_is_offered_too(desk: Desk) -> None:
    write_short(desk)
    open_player(desk).kill()
    again = go_on(desk)
    again.until("GET READY", BRIDGE)
    again.press("enter")
    again.until("MOVE", "set 1 of 3")


def test_what_was_done_can_be_kept_without_going_on(desk: Desk) -> None:
    write_short(desk)
    terminal = open_player(desk)
    to_hold(terminal)
    terminal.kill()
    again = desk.open()
    again.until("Short was left open today", FIGURE_4)
    again.press("r")
    again.until("Keep what was done, and end it")
    again.press("k")
    again.until("After the session")
    again.step("4")
    again.press("escape")
    again.until("Last session: Short")
    kept = record(desk)
    assert kept["done"][0] == "glutes/glute-bridge: 2, 2, 2 of 3x2 tempo 1-1 rest 60s"
    assert kept["done"][1].startswith("hip-mobility/supine-figure-4: nothing of 1x60s each side")
    assert (kept["finished"], kept["pain_after"]) == (False, 4)
    assert desk.files("open/*.toml") == []
    again.press("q")
    assert again.exit_code() == 0


def test_a_session_can_be_thrown_away_only_by_saying_so_twice(desk: Desk) -> None:
    write_short(desk)
    terminal = open_player(desk)
    to_first_rest(terminal)
    terminal.kill()
    again = desk.open()
    for answer in ("n", "y"):
        again.until("Press r to go on")
        again.press("r")
        again.until("Throw it away")
        again.press("t")
        again.until("Throw away all that was done in it?")
        assert len(desk.files("open/*.toml")) == 1
        again.press(answer)
        again.until_gone("Throw away all")
    again.until("Welcome. Press Enter")
    assert desk.files("open/*.toml") == []
    assert desk.files("history/*/*.toml") == []


def test_killed_in_after_the_session_is_in_the_history_already(desk: Desk) -> None:
    write_short(desk)
    terminal = open_player(desk)
    to_first_rest(terminal)
    terminal.press("q")
    terminal.until("End here, and keep what you did")
    terminal.press("e")
    terminal.until("After the session")
    terminal.kill()
    assert record(desk)["done"][0].startswith("glutes/glute-bridge: 2 of")

    again = desk.open()
    again.until("Press r to answer them")
    again.press("r")
    again.until("After the session")
    again.step("5")
    again.press("escape")
    again.until("Last session: Short")
    assert record(desk)["pain_after"] == 5
    assert desk.files("open/*.toml") == []


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_in_the_session_saves_the_place_and_ends_the_program(desk: Desk, number: signal.Signals) -> None:
    write_short(desk)
    terminal = open_player(desk)
    to_hold(terminal)
    shown = count_down(terminal, 2)
    terminal.send(number)
    assert terminal.exit_code(GONE_WITHIN) == 0
    assert_restored(terminal)
    assert shown - 2 <= open_file(desk)["left"] <= shown
    again = go_on(desk)
    start_at_once(again)
    again.until("HOLD", FIGURE_4)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_in_the_check_in_ends_the_program(desk: Desk, number: signal.Signals) -> None:
    write_short(desk)
    terminal = desk.open("play", "short")
    terminal.until("Check-in", "None of these")
    before = desk.contents()
    terminal.send(number)
    assert terminal.exit_code(GONE_WITHIN) == 0
    assert_restored(terminal)
    assert desk.contents() == before


def test_a_signal_in_front_of_a_question_saves_the_place_too(desk: Desk) -> None:
    write_short(desk)
    terminal = open_player(desk)
    to_first_rest(terminal)
    terminal.press("h")
    terminal.until("1 of 3: How much does it hurt?")
    terminal.send(signal.SIGTERM)
    assert terminal.exit_code(GONE_WITHIN) == 0
    assert len(open_file(desk)["sets"]) == 1
    go_on(desk).until("REST", "set 2 of 3")


def assert_restored(terminal: Terminal) -> None:
    """Make sure that the last word on every mode of the terminal is the one that it had before."""
    for name, on, off in (
        ("alternate screen", b"\x1b[?1049h", b"\x1b[?1049l"),
        ("mouse", b"\x1b[?1000h", b"\x1b[?1000l"),
        ("mouse moves", b"\x1b[?1003h", b"\x1b[?1003l"),
        ("mouse places", b"\x1b[?1006h", b"\x1b[?1006l"),
        ("pasting", b"\x1b[?2004h", b"\x1b[?2004l"),
        ("focus", b"\x1b[?1004h", b"\x1b[?1004l"),
        ("cursor", b"\x1b[?25l", b"\x1b[?25h"),
    ):
        assert on in terminal.output, f"{name} was never touched: nothing is tested here"
        assert terminal.output.rindex(off) > terminal.output.rindex(on), f"{name} is left behind"


@pytest.mark.parametrize(
    "prepare",
    [
        pytest.param(lambda: None, id="as usual"),
        pytest.param(partial(signal.signal, signal.SIGHUP, signal.SIG_IGN), id="SIGHUP ignored"),
    ],
)
@pytest.mark.parametrize("place", ["today", "check-in", "player"])
def test_the_program_ends_when_its_terminal_goes(desk: Desk, prepare: Callable[[], object], place: str) -> None:
    write_short(desk)
    terminal = desk.open(*(() if place == "today" else ("play", "short")), prepare=prepare)
    if place == "player":
        check_in(terminal)
        terminal.press("enter")
        terminal.until("GET READY", BRIDGE)
        to_first_rest(terminal)
    else:
        terminal.until({"today": "Seated start", "check-in": "None of these"}[place])
    terminal.close_window()
    terminal.exit_code(GONE_WITHIN)
    if place == "player":
        assert len(open_file(desk)["sets"]) == 1
        go_on(desk).until("REST", "set 2 of 3")


@pytest.mark.parametrize("key", ["ctrl+c", "ctrl+q"])
def test_leaving_the_player_is_asked_first(desk: Desk, key: str) -> None:
    write_short(desk)
    terminal = open_player(desk)
    terminal.press(key)
    terminal.until("Stop the session?", "Leave now, and go on later")
    terminal.press("k")
    terminal.until_gone("Stop the session?")
    terminal.press(key)
    terminal.until("Stop the session?")
    terminal.press("l")
    terminal.until("Seated start")
    terminal.press(key)
    assert terminal.exit_code() == 0
    assert len(desk.files("open/*.toml")) == 1


@pytest.mark.parametrize("key", ["ctrl+c", "ctrl+q"])
@pytest.mark.parametrize(("answer", "screen"), [("l", "Seated start"), ("e", "After the session")])
def test_asking_twice_to_leave_is_one_question(desk: Desk, key: str, answer: str, screen: str) -> None:
    write_short(desk)
    terminal = open_player(desk)
    to_first_rest(terminal)
    terminal.press(key)
    terminal.until("Stop the session?")
    terminal.press(key)
    terminal.settle()
    assert "Stop the session?" in terminal.words
    terminal.press(answer)
    terminal.until(screen)


def test_a_session_left_for_later_is_offered_at_once(desk: Desk) -> None:
    write_short(desk)
    terminal = open_player(desk)
    to_first_rest(terminal)
    terminal.press("q")
    terminal.until("Stop the session?")
    terminal.press("l")
    terminal.until("Press r to go on")
    terminal.press("r")
    terminal.until("Go on where you stopped")
    terminal.press("g")
    terminal.until("REST", "set 2 of 3")
