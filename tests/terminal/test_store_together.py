"""One record, changed in two places: neither takes away what the other has written."""

from __future__ import annotations

import subprocess
import sys

import pytest
from tests.terminal.steps import do_set, open_player, write_short
from tests.terminal.terminal import DEADLINE, Desk, Terminal

from limberup.history.store import History

pytestmark = pytest.mark.pty


def in_after(desk: Desk) -> tuple[Terminal, History, str]:
    """Do one set, and go as far as After; return the history, and the id of the session, which is in it already."""
    write_short(desk)
    terminal = open_player(desk)
    do_set(terminal)
    terminal.until("REST", "set 2 of 3")
    terminal.press("q")
    terminal.until("End here, and keep what you did")
    terminal.press("e")
    terminal.until("After the session")
    history = History(desk.home / "history")
    (id_,) = history.ids()
    return terminal, history, id_


def edit(desk: Desk, *words: str) -> None:
    """Change a record by a command."""
    command = [sys.executable, "-m", "limberup_tui", "history", "edit", *words]
    subprocess.run(command, env=desk.environ, check=True, capture_output=True, timeout=DEADLINE)


def test_what_is_written_elsewhere_while_after_is_open_stays(desk: Desk) -> None:
    terminal, history, id_ = in_after(desk)
    edit(desk, id_, "--note", "written elsewhere", "--morning", "7")
    terminal.step("4")
    terminal.press("escape")
    terminal.until("Last session: Short")
    record = history.load(id_)
    assert record.pain_after == 4
    assert (record.note, record.morning_pain) == ("written elsewhere", 7)


def test_a_session_that_is_deleted_meanwhile_is_somewhere(desk: Desk) -> None:
    terminal, history, id_ = in_after(desk)
    history.delete(id_)
    terminal.step("4")
    terminal.press("escape")
    terminal.until("Today's plan", "Short")
    terminal.settle()
    there, gone = history.ids(), [record.id for record in history.deleted()]
    assert sorted({*there, *gone}) == [id_], "somewhere it is"
