"""Two machines' worth of writers on one history: one sits at it and one is logged in over SSH. Nothing is lost."""

from __future__ import annotations

import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from tests.core import keeper
from tests.core.keeper import SHARED_ID, made, store, to_the_letter
from tests.ssh.server import RemoteDesk

from limberup.history.record import Record

pytestmark = pytest.mark.ssh

EACH = 250
"""Sessions that each of them writes."""
LONGEST = 60.0
"""Seconds after which they will not come to an end."""


class Writer:
    """A program that writes sessions once it is told to, and tells of each that it has kept."""

    def __init__(self, command: list[str]) -> None:
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        assert self._process.stdout
        assert self._process.stdout.readline() == "ready\n"

    def go(self) -> None:
        """Let it begin."""
        assert self._process.stdin
        self._process.stdin.write("go\n")
        self._process.stdin.flush()

    def kept(self) -> dict[str, bool]:
        """Wait until it has ended, and return the ids of what it kept, with whether it was edited after."""
        said, _ = self._process.communicate(timeout=LONGEST)
        assert self._process.returncode == 0
        words = [line.split() for line in said.splitlines()]
        assert {word for word, _, _ in words} == {"kept"}
        return {id_: edited == "True" for _, id_, edited in words}


def expected(id_: str, who: int, edited: bool) -> Record:
    """Return the record that a writer has written."""
    return keeper.edited(made(id_, who), who) if edited else made(id_, who)


def test_five_hundred_sessions_written_here_and_over_ssh_at_once(desk: RemoteDesk) -> None:
    command = [sys.executable, keeper.__file__, "sessions", str(desk.home)]
    root = Path(__file__).parent.parent.parent
    here = Writer([*command, "1", str(EACH)])
    there = Writer(desk.server.command(f"cd {shlex.quote(str(root))} && exec {shlex.join([*command, '2', str(EACH)])}"))
    for writer in (there, here):
        writer.go()
    by_who = {1: here.kept(), 2: there.kept()}
    wanted = {id_: expected(id_, who, edited) for who, kept in by_who.items() for id_, edited in kept.items()}
    assert len(wanted) == 2 * EACH
    for history in (store(desk.home), type(store(desk.home))(desk.home / "history")):
        reading = history.read()
        assert reading.problems == ()
        wanted[SHARED_ID] = next(one for one in reading.records if one.id == SHARED_ID)
        assert wanted[SHARED_ID] in (made(SHARED_ID, 1), made(SHARED_ID, 2))
        assert [one.id for one in reading.records] == sorted(wanted, reverse=True)
        for one in reading.records:
            assert to_the_letter(one) == to_the_letter(wanted[one.id])
    assert desk.files("history/*/.*") == [], "no half files are left behind"
    stamps = {id_[:16] for id_ in wanted if id_ != SHARED_ID}
    assert len(stamps) == EACH, "both wrote in each of the same seconds"
