"""A line that goes silent: the program at its far end is told nothing, and ticks on with nobody there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.ssh.conftest import PERSON, SETTINGS
from tests.ssh.line import Line, NamespaceLine, RelayLine, can_make_namespaces
from tests.ssh.server import RemoteDesk, here, lives, wait_for, wait_until_gone
from tests.terminal.steps import check_in, do_set, write_short
from tests.terminal.terminal import Terminal

pytestmark = pytest.mark.ssh

ROUTINE = """\
name = "Short"

[[step]]
do = "glutes/glute-bridge"
dose = "2x2 tempo 2-2 rest 40s"

[[step]]
do = "hip-mobility/supine-figure-4"
dose = "1x5s each side"

[[step]]
do = "core-stability/diaphragmatic-breathing"
dose = "1x120s"
"""


UNSEEN = "It ended by itself"


@pytest.fixture
def line(request: pytest.FixtureRequest, needs_ssh: None, tmp_path: Path) -> Iterator[Line]:
    """Give a line that can go silent: of the sort that is asked for, or else the best that there can be here."""
    kind = getattr(request, "param", NamespaceLine if can_make_namespaces() else RelayLine)
    room = tmp_path / "sshd"
    room.mkdir()
    made: Line = kind(room)
    try:
        yield made
    finally:
        made.close()


@pytest.fixture
def desk(line: Line, tmp_path: Path) -> Iterator[RemoteDesk]:
    """Give a home at the far end of the line."""
    desk = RemoteDesk(tmp_path / "home", line.server)
    desk.home.mkdir(mode=0o700)
    desk.write("person.toml", PERSON)
    desk.write("settings.toml", SETTINGS)
    try:
        yield desk
    finally:
        desk.close()


def begin(desk: RemoteDesk, line: Line) -> Terminal:
    """Log in over the line, go as far as the first of two short holds, and let the line go silent there."""
    write_short(desk, ROUTINE)
    program = here("play", "short", environ={"LIMBERUP_HOME": str(desk.home)})
    terminal = desk.log_in(program, **line.command())  # type: ignore[arg-type]
    check_in(terminal)
    terminal.press("enter")
    terminal.until("GET READY", "Glute bridge")
    do_set(terminal, 1, 2)
    terminal.until("REST", "set 2 of 2")
    do_set(terminal, 2, 2)
    terminal.until("GET READY", "Figure-4 stretch")
    terminal.press("enter")
    terminal.until("HOLD", "left side")
    line.go_silent()
    return terminal


def unsure(desk: RemoteDesk) -> list[Any]:
    """Return the sets that ran with no key since."""
    return [one for one in desk.open_file()["sets"] if one.endswith("unsure")]


def finish(terminal: Terminal) -> None:
    """End the session, and leave out what is asked after it."""
    terminal.press("q")
    terminal.until("End here, and keep what you did")
    terminal.press("e")
    terminal.until("After the session")
    terminal.press("escape")
    terminal.until("Last session: Short")


@pytest.mark.parametrize(
    ("answer", "place", "figure_4"),
    [
        pytest.param("y", "CHANGE SIDES", "left 5s of 1x5s each side", id="I did them"),
        pytest.param("b", "GET READY", "nothing of 1x5s each side", id="go back"),
    ],
)
def test_another_login_takes_the_session_over(
    desk: RemoteDesk, line: Line, answer: str, place: str, figure_4: str
) -> None:
    first = begin(desk, line)
    old = desk.pid()
    # A hold runs out before nobody.
    wait_for(lambda: len(unsure(desk)) == 1)
    second = desk.open()
    second.until("It still runs in another terminal. Press r to go on.")
    second.press("r")
    second.until("Take it over here, and go on")
    second.press("g")
    second.until(UNSEEN)
    assert lives(old)
    assert desk.pid() != old, "the old one leads it no further while this is asked"
    second.press(answer)
    second.until(place, "Figure-4 stretch")
    finish(second)
    done = desk.record()["done"]
    assert done[0] == "glutes/glute-bridge: 2, 2 of 2x2 tempo 2-2 rest 40s"
    assert done[1].startswith(f"hip-mobility/supine-figure-4: {figure_4}")
    # The old one has found out meanwhile, has written nothing more, and waits for a terminal that may come back.
    wait_for(lambda: desk.files("open/.*.alive") == [])
    assert lives(old)
    assert desk.files("open/*.toml") == []
    assert len(desk.files("history/*/*.toml")) == 1
    first.kill()


@pytest.mark.parametrize("line", [RelayLine], indirect=True)
def test_after_asks_about_sets_that_ran_before_nobody(desk: RemoteDesk, line: Line) -> None:
    first = begin(desk, line)
    second = desk.open()
    second.until("Press r to go on.")
    second.press("r")
    second.until("Keep what was done, and end it")
    # What the old one did since the new one looked counts too.
    wait_for(lambda: len(unsure(desk)) == 1)
    second.press("k")
    second.until(UNSEEN)
    second.press("n")
    second.until("After the session")
    second.press("escape")
    second.until("Last session: Short")
    assert "hip-mobility/supine-figure-4: nothing of 1x5s each side; skipped" in desk.record()["done"]
    first.kill()


def test_the_program_ends_where_the_line_is_known_to_be_gone(desk: RemoteDesk, line: Line) -> None:
    first = begin(desk, line)
    old = desk.pid()
    wait_for(lambda: len(unsure(desk)) == 1)
    first.kill()
    line.close()
    wait_until_gone(old)
    assert len(desk.open_file()["sets"]) >= 3
