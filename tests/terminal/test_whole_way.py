"""From the first start to a session in the history, with the keyboard alone."""

from __future__ import annotations

import os
import re
import stat
import tomllib
from functools import partial
from pathlib import Path

import pytest
from tests.terminal.steps import SECOND_REP, check_in, do_set, record_of
from tests.terminal.terminal import DEADLINE, Desk, Terminal

from limberup_tui.theme import OWN_THEMES

pytestmark = pytest.mark.pty

STEPS = [
    ("Bent-knee fall-out", "1x1 each side tempo 1-2", "fall-out"),
    ("Glute bridge", "1x2 1s tempo 1-3", "bridging"),
    ("Figure-4 stretch", "1x3s each side", "thread the needle"),
    ("Supine knee roll", "1x1 each side tempo 1-2", "lower trunk"),
    ("Buttock squeeze", "2x2 tempo 1-1 rest 30s", "gluteal set"),
]
"""What is put together: name, dose, and words that find this exercise alone. Repetitions count whole by the second."""
TO_READ = 30.0
"""Seconds that are enough to get ready for any of them in the same position, and to read its steps before."""


def build(terminal: Terminal) -> None:
    """Look around first; put the routine together, give its steps their doses and save it."""
    terminal.until("Look around first")
    terminal.press("s")
    terminal.until("Seated start")
    terminal.press("b")
    terminal.until("Search: name, muscle")
    for number, (name, _, search) in enumerate(STEPS, 1):
        terminal.press("/")
        terminal.until("Ctrl+S Save")
        if number > 1:
            terminal.press("ctrl+u")
            terminal.until("Search: name, muscle")
        terminal.type(search)
        terminal.until(name, re.compile(r"\b1 exercise: all packs, all kinds"))
        terminal.press("enter")
        terminal.until("Enter Add")
        terminal.press("enter")
        terminal.until(re.compile(rf"Added {name}|\b{number} exercises?, "))
    terminal.press("tab", *["up"] * (len(STEPS) - 1))
    terminal.until("5 exercises, ", "x Remove")
    for name, dose, _ in STEPS:
        terminal.press("enter")
        terminal.until(f"How much of {name}?")
        terminal.type(dose)  # What was in the line is selected, so this takes its place.
        terminal.press("enter")
        terminal.until_gone("How much of")
        terminal.until_gone("means")
        terminal.press("down")
    terminal.press("s")
    terminal.until("Name this routine")
    terminal.type("Evening")
    terminal.press("enter")
    terminal.until("Saved: Evening")


def first_questions(terminal: Terminal) -> None:
    """Read what limberup is not, and answer what is asked once."""
    terminal.until("Welcome", "I have read this")
    terminal.press("enter")
    terminal.until("Ask somebody first?", "Under 18?")
    terminal.press("n")
    terminal.until("Your conditions")
    terminal.press("n")


def more_questions(terminal: Terminal) -> None:
    """Answer what is asked once, after the first session."""
    terminal.until("A little more about you?")
    terminal.press("enter")
    terminal.until("You and your room", "Sore side", "not said, so nothing is left out")
    terminal.press("c")
    terminal.until("What you want to do better")
    terminal.press("s")


def play(terminal: Terminal) -> None:
    """Do the session: one get-ready and both holds run out by themselves, everything else ends by a key."""
    terminal.until("GET READY", "exercise 1 of 5", "Bent-knee fall-out")
    terminal.press("enter")
    terminal.until("MOVE", SECOND_REP)
    terminal.press("enter")
    terminal.until("GET READY", "exercise 2 of 5", "Glute bridge")
    terminal.until("MOVE", "exercise 2 of 5", SECOND_REP, seconds=DEADLINE + TO_READ)
    terminal.press("enter")
    terminal.until("GET READY", "exercise 3 of 5", "left side")
    terminal.press("enter")
    terminal.until("HOLD", "left side")
    terminal.until("CHANGE SIDES", "right side")
    terminal.press("enter")
    terminal.until("HOLD", "right side")
    terminal.until("GET READY", "exercise 4 of 5", "Supine knee roll")
    terminal.press("enter")
    terminal.until("MOVE", SECOND_REP)
    terminal.press("enter")
    terminal.until("GET READY", "exercise 5 of 5", "Buttock squeeze")
    do_set(terminal, 1, 2)
    terminal.until("REST", "set 2 of 2")
    terminal.press("enter")
    terminal.until("MOVE", "set 2 of 2", "This is the last exercise.", SECOND_REP)
    terminal.press("enter")


def after(terminal: Terminal) -> None:
    """Answer what is asked at the end."""
    terminal.until("After the session", "Evening: 5 exercises")
    terminal.step("1", "enter", "4", "enter")
    terminal.until("[1]", "[4]")
    terminal.type("eased = at the end [b]")
    terminal.until("eased = at the end [b]")
    terminal.press("enter")
    more_questions(terminal)
    terminal.until("Last session: Evening, today")


@pytest.mark.parametrize(
    ("size", "theme", "umask"),
    [
        pytest.param((80, 24), "", 0o022, id="80x24"),
        pytest.param((60, 20), "limberup-light", 0, id="60x20 light"),
        pytest.param((120, 40), "limberup-contrast", 0, id="120x40 contrast"),
    ],
)
def test_from_the_first_start_to_the_history(new_desk: Desk, size: tuple[int, int], theme: str, umask: int) -> None:
    if theme:
        new_desk.home.mkdir(mode=0o700)
        new_desk.write("settings.toml", f'schema = 1\ntheme = "{theme}"\nbell = true\n')
    terminal = new_desk.open(size=size, prepare=partial(os.umask, umask))
    build(terminal)
    terminal.press("p")
    first_questions(terminal)
    check_in(terminal)
    terminal.until(*(name for name, _, _ in STEPS))
    assert ground(terminal) == wanted_ground(theme or "limberup-dark")
    terminal.press("enter")
    play(terminal)
    after(terminal)
    terminal.press("h")
    terminal.until("History", re.compile(r"today \d\d:\d\d +Evening .*\b3 > 1\b"))
    terminal.press("enter")
    terminal.until("4 of 10", "eased = at the end [b]")
    terminal.press("escape")
    terminal.until("Routine")
    terminal.press("escape")
    terminal.until("Last session")
    terminal.press("q")
    assert terminal.exit_code() == 0

    (record,) = new_desk.files("history/*/*.toml")
    check_record(record)
    assert new_desk.files("open/*.toml") == []
    check_private(new_desk.home)


def ground(terminal: Terminal) -> str:
    """Return the colour that an empty place of the screen has: the first line under the title is one everywhere."""
    return terminal.colours(0, 1)[1]


def wanted_ground(name: str) -> str:
    """Return the ground of one of the program's own themes, as a terminal is sent it."""
    theme = next(theme for theme in OWN_THEMES if theme.name == name)
    assert theme.background
    return theme.background.removeprefix("#")


def check_record(path: Path) -> None:
    """Hold a record against what was done and said."""
    record = record_of(path)
    assert path.parent.name == path.name[:4]
    assert (record["routine"], record["routine_id"]) == ("Evening", "evening")
    assert (record["state"], record["finished"]) == ("FULL", True)
    assert (record["pain_at_rest"], record["pain_moving"], record["pain_after"]) == (2, 3, 1)
    assert (record["effort"], record["note"]) == (4, "eased = at the end [b]")
    assert record["started"].tzinfo
    assert record["started"] < record["ended"]
    assert record["done"] == [
        "hip-mobility/bent-knee-fall-out: 2 of 1x1 each side tempo 1-2",
        "glutes/glute-bridge: 2 of 1x2 1s tempo 1-3",
        "hip-mobility/supine-figure-4: left 3s, right 3s of 1x3s each side",
        "spinal-mobility/supine-knee-roll: 2 of 1x1 each side tempo 1-2",
        "glutes/glute-set: 2, 2 of 2x2 tempo 1-1 rest 30s",
    ]


def check_private(home: Path) -> None:
    """Make sure that nobody else can look at what is kept."""
    modes = {path: stat.S_IMODE(path.stat().st_mode) for path in (home, *home.rglob("*"))}
    open_ones = {str(path): oct(mode) for path, mode in modes.items() if mode != (0o700 if path.is_dir() else 0o600)}
    assert open_ones == {}


def test_the_routine_that_was_built_is_a_file_one_could_have_typed(new_desk: Desk) -> None:
    terminal = new_desk.open()
    build(terminal)
    terminal.press("escape")
    terminal.until("Evening", "your own")
    terminal.press("q")
    assert terminal.exit_code() == 0
    (path,) = new_desk.files("routines/*")
    routine = tomllib.loads(path.read_text("utf-8"))
    assert path.name == "evening.toml"
    assert routine["name"] == "Evening"
    assert [step["dose"] for step in routine["step"]] == [dose for _, dose, _ in STEPS]
    assert routine["step"][0]["do"] == "hip-mobility/bent-knee-fall-out"
    step = '\n[[step]]\ndo = "hip-mobility/bent-knee-fall-out"\ndose = "1x1 each side tempo 1-2"\n'
    assert step in path.read_text("utf-8")
