"""A clock that is set back, a time zone that changes, and a night with an hour more or less, all in mid-session."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from tests.terminal.steps import do_set, open_player, write_short
from tests.terminal.terminal import Desk, Terminal
from tests.terminal.wound import Wound

from limberup.history.record import Record
from limberup.history.store import History

pytestmark = pytest.mark.pty

BERLIN = {"TZ": "Europe/Berlin"}


def person(desk: Desk, day: str) -> None:
    """Let the person have been asked on that day."""
    write_short(desk)
    desk.write("person.toml", f"schema = 1\nacknowledged = {day}\nscreened = {day}\n")


def first_set(terminal: Terminal) -> None:
    """Do one set."""
    do_set(terminal)
    terminal.until("REST", "set 2 of 3")


def end(terminal: Terminal) -> None:
    """End the session and quit."""
    terminal.press("q")
    terminal.until("End here, and keep what you did")
    terminal.press("e")
    terminal.until("After the session")
    terminal.press("escape")
    terminal.until("Last session: Short")
    terminal.press("q")
    assert terminal.exit_code() == 0


def only(desk: Desk) -> Record:
    """Return the one record there is."""
    (record,), problems = History(desk.home / "history").newest()
    assert problems == []
    return record


NIGHTS = {
    "an hour more": ("2026-10-25T02:40:00+02:00", "2026-10-25T02:05:00+01:00", 25),
    "an hour less": ("2026-03-29T01:50:00+01:00", "2026-03-29T03:15:00+02:00", 25),
}


@pytest.mark.parametrize("night", NIGHTS)
def test_the_clocks_change_in_mid_session(desk: Desk, clock: Wound, night: str) -> None:
    started, ended, minutes = NIGHTS[night]
    person(desk, started[:10])
    clock.set(started)
    terminal = open_player(desk, program=clock.program, environ=BERLIN)
    first_set(terminal)
    clock.set(ended)
    end(terminal)
    record = only(desk)
    assert record.started.isoformat()[-6:] == started[-6:]
    assert record.ended.isoformat()[-6:] == ended[-6:]
    assert record.id.startswith(f"{datetime.fromisoformat(started).astimezone(None):%Y}")
    assert abs(record.seconds - minutes * 60) < 60


@pytest.mark.parametrize("back", [timedelta(hours=1), timedelta(days=3)])
def test_a_clock_set_back_in_mid_session(desk: Desk, clock: Wound, back: timedelta) -> None:
    """It takes as long as it took, whatever the clock on the wall says; and it ends no sooner than it began."""
    started = datetime.fromisoformat("2026-11-21T18:00:00+01:00")
    person(desk, "2026-11-20")
    clock.set(started.isoformat())
    terminal = open_player(desk, program=clock.program, environ=BERLIN)
    first_set(terminal)
    clock.set((started - back).isoformat())
    end(terminal)
    record = only(desk)
    assert record.ended >= record.started
    assert 1 <= record.seconds < 60, "as long as the session's own clock says"
    # And what is done next stands in its place.
    again = desk.open(program=clock.program, environ=BERLIN)
    again.until("Last session: Short")


def test_a_session_goes_on_in_another_time_zone(desk: Desk, clock: Wound) -> None:
    """Cut off in Berlin, gone on with in New York on the same evening."""
    person(desk, "2026-11-20")
    clock.set("2026-11-21T18:00:00+01:00")
    terminal = open_player(desk, program=clock.program, environ=BERLIN)
    first_set(terminal)
    terminal.kill()
    clock.set("2026-11-21T12:20:00-05:00")
    there = {"TZ": "America/New_York"}
    again = desk.open(program=clock.program, environ=there)
    again.until("Short was left open today", "Press r to go on")
    again.press("r")
    again.until("Go on where you stopped")
    again.press("g")
    again.until("REST", "set 2 of 3")
    end(again)
    record = only(desk)
    assert record.started.isoformat() == "2026-11-21T18:00:00+01:00" or record.started.utcoffset() == timedelta(hours=1)
    assert record.ended.utcoffset() == timedelta(hours=-5)
    assert 19 * 60 <= record.seconds <= 21 * 60


def test_a_clock_set_back_while_it_was_cut_off(desk: Desk, clock: Wound) -> None:
    """The file of the session says that it was saved tomorrow: it can be gone on with all the same."""
    person(desk, "2026-11-20")
    clock.set("2026-11-22T18:00:00+01:00")
    terminal = open_player(desk, program=clock.program, environ=BERLIN)
    first_set(terminal)
    terminal.kill()
    clock.set("2026-11-21T18:10:00+01:00")
    again = desk.open(program=clock.program, environ=BERLIN)
    again.until("Short was left open", "Press r to go on")
    again.press("r")
    again.until("Go on where you stopped")
    again.press("g")
    asked: list[Callable[[], object]] = [lambda: "set 2 of 3" in again.words or "Check-in" in again.words]
    again.until(*asked)
    again.kill()
