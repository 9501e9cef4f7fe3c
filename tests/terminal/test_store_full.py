"""A disk that is full, or may not be written to: it is said in a line, and nothing that was there is lost."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from dataclasses import replace
from pathlib import Path

import pytest
from tests.core.keeper import made
from tests.terminal.home_disk import DISKS, no_room, read_only
from tests.terminal.steps import do_set, open_player, write_short
from tests.terminal.terminal import DEADLINE, Desk, Terminal

from limberup.history.record import Record
from limberup.history.store import History

pytestmark = pytest.mark.pty

PAST = ("20201101T080000Z-00000001", "20201118T080000Z-00000002")
"""Check-ins of long ago: the program asks about nothing that they tell."""


@pytest.fixture
def lived_in(desk: Desk) -> Desk:
    """Give a home with a short routine and two records."""
    write_short(desk)
    for id_ in PAST:
        History(desk.home / "history").save(replace(made(id_, 1), entries=()))
    return desk


def files(home: Path) -> dict[str, bytes]:
    """Return all files of a home but its cache, the session under way, and what the test itself put there."""
    return {
        str(path.relative_to(home)): path.read_bytes()
        for path in sorted(home.rglob("*"))
        if path.is_file() and not {"cache", "open", "ballast"} & set(path.relative_to(home).parts)
    }


def unboxed(terminal: Terminal) -> str:
    """Return the words in the box on the screen, wherever it wraps them."""
    return " ".join(" ".join(re.findall("│(.*?)│", terminal.text)).split())


def new_records(home: Path) -> list[Record]:
    """Return the sessions that are there beside those of the past."""
    history = History(home / "history")
    return [history.load(path.stem) for path in home.glob("history/2*/*.toml") if path.stem not in PAST]


def run(desk: Desk, *arguments: str, before: tuple[str, ...] = (), full: bool = False) -> tuple[int, str, str]:
    """Run a command to its end, and return its code and what it said: out, and to complain."""
    done = subprocess.run(
        [*before, sys.executable, "-m", "limberup_tui", *arguments],
        env=desk.environ,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=DEADLINE,
        check=False,
        preexec_fn=no_room if full else None,
    )
    assert "Traceback" not in done.stderr
    return done.returncode, done.stdout, done.stderr


@pytest.mark.parametrize("kind", DISKS)
def test_a_session_ends_on_a_disk_that_takes_nothing(lived_in: Desk, kind: str) -> None:
    disk = DISKS[kind]()
    before = files(lived_in.home)
    terminal = open_player(lived_in, before=disk.before(lived_in))
    home = disk.home(lived_in, terminal)
    assert files(home) == before
    do_set(terminal)
    terminal.until("REST", "set 2 of 3")
    (open_,) = home.glob("open/*.toml")
    saved = open_.read_bytes()

    disk.take_nothing(lived_in, terminal)
    do_set(terminal, 2)
    terminal.until("REST", "set 3 of 3")
    terminal.press("q")
    terminal.until("End here, and keep what you did")
    terminal.press("e")
    terminal.until("Your session could not be kept yet.", lambda: disk.reason in unboxed(terminal), "Try again")
    terminal.press("r")
    terminal.settle()
    terminal.until("Your session could not be kept yet.", lambda: disk.reason in unboxed(terminal))
    assert files(home) == before, "nothing half written, and all that was there"
    assert len(tomllib.loads(open_.read_text("utf-8"))["sets"]) == 1
    assert open_.read_bytes() == saved, "what had been saved before is still to be gone on with"

    disk.take_again(lived_in, terminal)
    terminal.press("r")
    terminal.until("After the session")
    terminal.step("4")
    terminal.press("escape")
    terminal.until("Last session: Short")
    (record,) = new_records(home)
    assert [str(work) for work in record.entries[0].work] == ["2", "2"]
    assert record.pain_after == 4
    after = files(home)
    assert {name: after[name] for name in before} == before
    assert list(home.glob("open/*.toml")) == []
    terminal.press("q")
    assert terminal.exit_code() == 0


def test_a_full_disk_keeps_nobody_from_looking(lived_in: Desk) -> None:
    """What is only derived can't be written either: that is no trouble of the person's."""
    before = files(lived_in.home)
    terminal = lived_in.open(prepare=no_room)
    terminal.until("Seated start")
    terminal.press("h")
    terminal.until("History", "Version 1")
    assert "cannot be" not in terminal.words
    terminal.press("escape")
    terminal.until("Seated start")
    terminal.press("q")
    assert terminal.exit_code() == 0
    assert "cannot be" not in terminal.words
    assert files(lived_in.home) == before


READING = [["history"], ["history", "--json"], ["history", "--csv"], ["history", "check"], ["report"], ["remind"]]


@pytest.mark.parametrize("arguments", READING, ids=" ".join)
def test_commands_that_read_do_so_on_a_full_disk_and_on_one_that_is_read_only(
    lived_in: Desk, arguments: list[str]
) -> None:
    usual = run(lived_in, *arguments)
    before = files(lived_in.home)
    assert usual[0] == 0, usual
    assert run(lived_in, *arguments, full=True) == usual
    with read_only(lived_in.home) as front:
        assert run(lived_in, *arguments, before=tuple(front)) == usual
    assert files(lived_in.home) == before


WRITING = [
    ["history", "delete", PAST[0]],
    ["history", "edit", PAST[0], "--note", "new"],
    ["history", "add", "--when", "2026-11-20 18:00", "--minutes", "20", "--done", "glutes/glute-bridge: 10 of 1x10"],
    ["history", "backup", "{home}/backup.zip"],
    ["history", "wipe", "--yes"],
    ["remind", "--ics", "{home}/dates.ics"],
    ["report", "--html", "{home}/report.html"],
]


@pytest.mark.parametrize("arguments", WRITING, ids=lambda words: " ".join(words[:2]))
def test_commands_that_write_say_in_a_line_that_they_can_not(lived_in: Desk, arguments: list[str]) -> None:
    words = [word.format(home=lived_in.home) for word in arguments]
    before = files(lived_in.home)
    with read_only(lived_in.home) as front:
        code, _, said = run(lived_in, *words, before=tuple(front))
    assert (code, len(said.splitlines())) == (2, 1), said
    assert said.startswith("limberup: ")
    assert "read-only" in said or "cannot be" in said
    assert files(lived_in.home) == before
    if words[1] in ("delete", "wipe"):
        return  # They need no room.
    code, _, said = run(lived_in, *words, full=True)
    assert (code, len(said.splitlines())) == (2, 1), said
    assert said.startswith("limberup: ")
    assert files(lived_in.home) == before, "nothing half written is left behind"


def test_a_backup_that_can_not_be_taken_back_takes_nothing_away(lived_in: Desk) -> None:
    history = History(lived_in.home / "history")
    file = str(lived_in.home / "backup.zip")
    assert run(lived_in, "history", "backup", file)[0] == 0
    for id_ in PAST:
        history.save(replace(history.load(id_), note="changed since"))
    before = files(lived_in.home)
    code, _, said = run(lived_in, "history", "restore", file, "--theirs", "--yes", full=True)
    assert (code, len(said.splitlines())) == (2, 1), said
    assert {name: data for name, data in files(lived_in.home).items() if name in before} == before
    assert [one.note for one in history.newest()[0]] == ["changed since"] * 2


@pytest.mark.parametrize("arguments", [[], ["play", "short"], ["--plain"]], ids=["app", "play", "plain"])
def test_the_app_does_not_start_where_nothing_could_be_kept(lived_in: Desk, arguments: list[str]) -> None:
    before = files(lived_in.home)
    with read_only(lived_in.home) as front:
        terminal = lived_in.open(*arguments, before=front)
        assert terminal.exit_code() == 2
    (line,) = terminal.output.decode().splitlines()
    assert line.startswith("limberup: ")
    assert "cannot be written to" in line
    assert files(lived_in.home) == before
