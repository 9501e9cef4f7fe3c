"""Keys that arrive together, as they do over a slow line, mean the same as keys one by one."""

from __future__ import annotations

import pytest
from tests.terminal.steps import do_set, open_player, record_of, write_short
from tests.terminal.terminal import Desk

pytestmark = pytest.mark.pty


def test_both_pains_in_one_packet(desk: Desk) -> None:
    write_short(desk)
    terminal = desk.open("play", "short")
    terminal.until("Check-in", "None of these")
    terminal.press("n")
    terminal.until("Check-in: pain now")
    terminal.settle()
    terminal.press("2", "enter", "3", "enter")
    terminal.until("Short, today")


def test_a_note_with_its_enter_in_one_packet(desk: Desk) -> None:
    write_short(desk)
    terminal = open_player(desk)
    do_set(terminal)
    terminal.until("REST")
    terminal.press("q")
    terminal.until("End here, and keep what you did")
    terminal.press("e")
    terminal.until("After the session")
    terminal.step("down", "down")
    terminal.press("fine", "enter")
    terminal.until("Last session: Short")
    (record,) = desk.files("history/*/*.toml")
    assert record_of(record)["note"] == "fine"


def test_a_search_in_one_packet(desk: Desk) -> None:
    terminal = desk.open()
    terminal.until("Seated start")
    terminal.press("b")
    terminal.until("Search: name, muscle")
    terminal.settle()
    terminal.press("/", "bridging")
    terminal.until("1 exercise: all packs", "Glute bridge")
