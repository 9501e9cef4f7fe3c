"""Nothing goes down the line while nothing changes: no blinking, no clock, no drawing again of what stands there."""

from __future__ import annotations

import pytest
from tests.terminal.steps import do_set, open_player, write_short
from tests.terminal.terminal import Desk, Terminal

pytestmark = pytest.mark.pty

WATCHED = 3.0
"""Seconds for which the line is listened to; what blinks or ticks does so more often."""


def assert_quiet(terminal: Terminal) -> None:
    """Wait until the screen stands, and then for a byte that must not come."""
    terminal.settle()
    assert terminal.read(WATCHED) == b"", terminal.text


def test_today_and_what_is_opened_from_it(desk: Desk) -> None:
    terminal = desk.open()
    terminal.until("Seated start")
    assert_quiet(terminal)
    terminal.press("ctrl+p")
    terminal.until("Search for commands", "Whether the terminal's bell rings")
    assert_quiet(terminal)


def test_the_search_line_of_the_builder(desk: Desk) -> None:
    terminal = desk.open()
    terminal.until("Seated start")
    terminal.press("b")
    terminal.until("Search: name, muscle")
    terminal.step("/")
    terminal.type("bridge")
    terminal.until("Hip thrust", "bridge")
    assert_quiet(terminal)


def test_the_check_in(desk: Desk) -> None:
    write_short(desk)
    terminal = desk.open("play", "short")
    terminal.until("Check-in", "None of these")
    assert_quiet(terminal)
    terminal.press("n")
    terminal.until("Check-in: pain now")
    assert_quiet(terminal)


def test_the_paused_player(desk: Desk) -> None:
    write_short(desk)
    terminal = open_player(desk)
    terminal.press("space")
    terminal.until("PAUSED")
    assert_quiet(terminal)
    terminal.press("h")
    terminal.until("1 of 3: How much does it hurt?")
    assert_quiet(terminal)


def test_the_note_line_after_a_session(desk: Desk) -> None:
    write_short(desk)
    terminal = open_player(desk)
    do_set(terminal)
    terminal.until("REST")
    terminal.press("q")
    terminal.until("End here, and keep what you did")
    terminal.press("e")
    terminal.until("After the session")
    terminal.step("down", "down")
    terminal.type("fine")
    terminal.until("fine")
    assert_quiet(terminal)


def test_a_rest_sends_less_than_a_screenful_for_each_second(desk: Desk) -> None:
    """A second that passes changes the number, and the number alone is sent."""
    write_short(desk)
    terminal = open_player(desk)
    do_set(terminal)
    terminal.until("REST")
    first = terminal.until_number(lambda number: number < 58)
    before = len(terminal.output)
    last = terminal.until_number(lambda number: number <= first - 3)
    assert len(terminal.output) - before < (first - last) * 80 * 24
