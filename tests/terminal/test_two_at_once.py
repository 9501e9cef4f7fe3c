"""Two terminals on one home: a session belongs to one of them, and is recorded once."""

from __future__ import annotations

import pytest
from tests.terminal.steps import do_set, open_player, record_of, write_short
from tests.terminal.terminal import Desk, Terminal

pytestmark = pytest.mark.pty

GOES_ON_ELSEWHERE = "This session goes on in another"
"""The first line of what the first terminal says."""


def begin(desk: Desk) -> Terminal:
    """Do one set, and rest."""
    write_short(desk)
    terminal = open_player(desk)
    do_set(terminal)
    terminal.until("REST", "set 2 of 3")
    return terminal


def take_over(desk: Desk) -> Terminal:
    """Go on in a second terminal with what still runs in the first."""
    terminal = desk.open("--safe")
    terminal.until("It still runs in another terminal. Press r to go on.")
    terminal.press("r")
    terminal.until("Take it over here, and go on")
    terminal.press("g")
    terminal.until("REST", "set 2 of 3", "Glute bridge")
    return terminal


def finish(terminal: Terminal) -> None:
    """Do one set more, end there and tell how it feels."""
    do_set(terminal, 2)
    terminal.until("REST", "set 3 of 3")
    terminal.press("q")
    terminal.until("End here, and keep what you did")
    terminal.press("e")
    terminal.until("After the session")
    terminal.step("3")
    terminal.press("escape")
    terminal.until("Last session: Short")


def check_one_record(desk: Desk, first: Terminal) -> None:
    """Make sure that there is one record, with the sets of both terminals, and that the first shows just it."""
    (path,) = desk.files("history/*/*.toml")
    record = record_of(path)
    assert record["done"][0] == "glutes/glute-bridge: 2, 2 of 3x2 tempo 1-1 rest 60s; cut short"
    assert record["pain_after"] == 3
    assert desk.files("open/*.toml") == []
    first.press("h")
    first.until("History", "1 session.")


def test_the_first_says_so_and_stops_once_the_second_has_taken_over(desk: Desk) -> None:
    first = begin(desk)
    second = take_over(desk)
    first.until(GOES_ON_ELSEWHERE, "Seated start")
    assert desk.files("history/*/*") == []
    finish(second)
    check_one_record(desk, first)


def test_a_first_that_sleeps_meanwhile_finds_the_session_finished(desk: Desk) -> None:
    first = begin(desk)
    first.press("space")
    first.until("PAUSED")
    second = take_over(desk)
    finish(second)
    first.press("space")
    first.until(GOES_ON_ELSEWHERE, "Seated start")
    check_one_record(desk, first)


def test_a_first_that_is_asked_to_end_records_nothing(desk: Desk) -> None:
    first = begin(desk)
    first.press("q")
    first.until("End here, and keep what you did")
    second = take_over(desk)
    first.press("e")
    first.until(GOES_ON_ELSEWHERE, "Seated start")
    assert desk.files("history/*/*") == []
    finish(second)
    check_one_record(desk, first)


def test_a_first_in_after_can_not_write_over_what_the_second_kept(desk: Desk) -> None:
    first = begin(desk)
    do_set(first, 2)
    first.until("REST", "set 3 of 3")
    first.press("q")
    first.until("End here, and keep what you did")
    first.press("e")
    first.until("After the session")

    second = desk.open()
    second.until("Press r to answer them")
    second.press("r")
    second.until("After the session")
    second.step("3")
    second.press("escape")
    second.until("Last session: Short")

    first.step("9")
    first.press("escape")
    first.until("This session was finished in")
    check_one_record(desk, first)


def test_two_sessions_at_once_are_two_records(desk: Desk) -> None:
    terminals = [begin(desk), begin(desk)]
    for terminal in terminals:
        terminal.press("q")
        terminal.until("End here, and keep what you did")
        terminal.press("e")
        terminal.until("After the session")
    for terminal in terminals:
        terminal.press("escape")
        terminal.until("Last session: Short")
    assert len(desk.files("history/*/*.toml")) == 2
    assert desk.files("open/*.toml") == []
