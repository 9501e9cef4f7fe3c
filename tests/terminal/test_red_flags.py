"""A red flag that is ticked stands in the way of every session: through the app, by name, and after a restart."""

from __future__ import annotations

import tomllib

import pytest
from tests.terminal.steps import open_player, write_short
from tests.terminal.terminal import Desk, Terminal

from limberup.safety.flags import ADVICE, FLAGS

pytestmark = pytest.mark.pty

EMERGENCIES = [id_ for id_ in FLAGS if id_.startswith("E")]
GOING = "GET READY"
"""What the player says first."""


def tick(terminal: Terminal, id_: str) -> None:
    """Say yes to one flag of the list, by keys."""
    terminal.until("Check-in", "None of these")
    terminal.press(*["down"] * list(FLAGS).index(id_), "space")
    terminal.until("1 ticked", "[x]")
    terminal.press("c")
    terminal.until("You ticked this. Is that right?", "- " + " ".join(FLAGS[id_].question.rstrip("?").split()[:4]))
    terminal.press("y")


def read_advice(terminal: Terminal, id_: str) -> None:
    """Read what to do; there is no way on from it."""
    advice = ADVICE[FLAGS[id_].tier]
    terminal.until("No exercises for now", advice.title, *advice.first)
    terminal.press("enter", "g", "s", "p", "r")
    terminal.settle()
    assert advice.title in terminal.words


def leave(terminal: Terminal) -> None:
    """Go back to Today, and out."""
    terminal.press("escape")
    terminal.until("You said something that should be looked at first")
    terminal.press("q")
    assert terminal.exit_code() == 0
    assert not terminal.ever_showed(GOING)


def flags_on_disk(desk: Desk) -> list[str]:
    return [flag["id"] for flag in tomllib.loads((desk.home / "person.toml").read_text("utf-8"))["flag"]]


@pytest.mark.parametrize("id_", [*EMERGENCIES, "U1", "U10"])
def test_a_flag_ticked_in_the_app_blocks_there_and_ever_after(desk: Desk, id_: str) -> None:
    write_short(desk)
    terminal = desk.open()
    terminal.until("Short", "Seated start")
    terminal.press("enter")
    tick(terminal, id_)
    read_advice(terminal, id_)
    assert flags_on_disk(desk) == [id_]
    terminal.press("escape")
    terminal.until("You said something that should be looked at first")
    terminal.press("enter")
    read_advice(terminal, id_)
    leave(terminal)

    by_name = desk.open("play", "short")
    read_advice(by_name, id_)
    leave(by_name)

    again = desk.open()
    again.until("You said something that should be looked at first", "Short")
    again.press("enter")
    read_advice(again, id_)
    leave(again)
    assert desk.files("history/*/*") == []
    assert desk.files("open/*.toml") == []


@pytest.mark.parametrize("id_", ["E1", "U7"])
def test_a_flag_ticked_on_the_way_from_the_command_line_blocks_too(desk: Desk, id_: str) -> None:
    write_short(desk)
    terminal = desk.open("play", "short")
    tick(terminal, id_)
    read_advice(terminal, id_)
    leave(terminal)
    assert flags_on_disk(desk) == [id_]


def test_a_tick_is_asked_again_and_can_be_taken_back(desk: Desk) -> None:
    write_short(desk)
    terminal = desk.open("play", "short")
    terminal.until("Check-in", "None of these")
    terminal.press("space")
    terminal.until("1 ticked")
    terminal.press("c")
    terminal.until("You ticked this. Is that right?")
    terminal.press("b")
    terminal.until("[x]", "1 ticked")
    terminal.press("space")
    terminal.until_gone("1 ticked")
    terminal.press("c")
    terminal.until("Nothing is ticked. Press n")
    terminal.press("n")
    terminal.until("Check-in: pain now")
    assert "flag" not in (desk.home / "person.toml").read_text("utf-8")


def test_a_session_that_was_cut_off_is_not_gone_on_with_while_a_flag_is_open(desk: Desk) -> None:
    write_short(desk)
    open_player(desk).kill()
    ticking = desk.open("play", "short")
    tick(ticking, "E2")
    read_advice(ticking, "E2")
    leave(ticking)

    resumed = desk.open("play", "--resume")
    read_advice(resumed, "E2")
    resumed.press("escape")
    resumed.until("Press r to go on")
    resumed.press("r")
    resumed.until("Go on where you stopped")
    resumed.press("g")
    read_advice(resumed, "E2")
    leave(resumed)


def test_exercises_come_back_once_somebody_qualified_has_agreed(desk: Desk) -> None:
    write_short(desk)
    person = (desk.home / "person.toml").read_text("utf-8")
    desk.write("person.toml", f'{person}\n[[flag]]\nid = "E4"\nsince = 2026-11-02\n')
    terminal = desk.open("play", "short")
    terminal.until(ADVICE[FLAGS["E4"].tier].title)
    terminal.press("c")
    terminal.until("looked at this, and agreed")
    terminal.press("n")
    terminal.until_gone("looked at this, and agreed")
    read_advice(terminal, "E4")
    terminal.press("c")
    terminal.until("looked at this, and agreed")
    terminal.press("y")
    terminal.until("Welcome. Press Enter")
    terminal.press("enter")
    terminal.until("Check-in", "None of these")
    (flag,) = tomllib.loads((desk.home / "person.toml").read_text("utf-8"))["flag"]
    assert flag["id"] == "E4"
    assert flag["cleared"] > flag["since"]
