"""A routine pasted in a real terminal, as it comes out of a mail: between the marks of a paste, or as keys."""

from __future__ import annotations

import tomllib

import pytest
from tests.terminal.terminal import Desk, Terminal

pytestmark = pytest.mark.pty

MAIL = (
    "Hi,\r\n\r\n> name = \u201cAfter the garden\u201d\r\n>\r\n> [[step]]\r\n> do = \u201ccat-cow\u201d\r\n"
    "> dose = \u201c1x8\u201d\r\n>\u00a0note = \u201cDon\u2019t arch\u201d\r\n\r\nBest, Anna\r\n"
)
HOSTILE = "name = 'x'\x1b]0;owned\x07\x1b[2J\n"


def opened(desk: Desk, size: tuple[int, int] = (80, 24)) -> Terminal:
    """Go to where a routine can be pasted."""
    terminal = desk.open(size=size)
    terminal.until("chosen for you")
    terminal.press("t")
    terminal.until("Nothing here yet.")
    return terminal


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40)])
def test_out_of_a_mail(desk: Desk, size: tuple[int, int]) -> None:
    terminal = opened(desk, size)
    terminal.type(f"\x1b[200~{MAIL}\x1b[201~")
    terminal.until("As it would be today", "Cat-cow", "Don\u2019t arch")
    terminal.press("enter")
    terminal.until("Who gave it to you?")
    terminal.press("Anna", "enter")
    terminal.until("from Anna")
    (path,) = desk.files("routines/*.toml")
    data = tomllib.loads(path.read_text("utf-8"))
    assert (data["name"], data["given_by"]) == ("After the garden", "Anna")
    assert data["step"] == [{"do": "cat-cow", "dose": "1x8", "note": "Don\u2019t arch"}]


def test_nothing_that_a_terminal_would_obey_comes_back_out(desk: Desk) -> None:
    terminal = opened(desk)
    before = len(terminal.output)
    terminal.type(f"\x1b[200~{HOSTILE}\x1b[201~")
    # Textual makes harmless keys of codes within a paste; what is left is no routine.
    terminal.until("line 1")
    terminal.settle()
    assert b"\x1b]0;" not in terminal.output[before:]
    assert b"\x1b[2J" not in terminal.output[before:]
    assert b"\x07" not in terminal.output[before:]
    assert desk.files("routines/*") == []


def test_where_a_terminal_marks_no_paste_it_is_typed(desk: Desk) -> None:
    terminal = opened(desk)
    terminal.type('name = "Walk"\r[[step]]\rdo = "cat-cow"\r')
    terminal.until("Walk, 1 step: nothing is wrong with it.")
    terminal.press("\x13")
    terminal.until("As it would be today")
