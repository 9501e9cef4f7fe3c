"""Killed while it writes, wherever that is: what was kept is there and whole, and nothing half written is read."""

from __future__ import annotations

import os
import random
import select
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from tests.core import keeper
from tests.core.keeper import CATALOG, OPEN_ID, made, open_folder, store, to_the_letter

from limberup.history.open_sessions import OpenSessions
from limberup.history.record import Record

KILLS = 50
"""For each seed."""
LATEST = 0.004
"""Seconds at most, after the last that was told, at which the kill comes."""


class Keeper:
    """The process that keeps records for this test, one after the other."""

    def __init__(self, what: str) -> None:
        self._process = subprocess.Popen(
            [sys.executable, keeper.__file__, what], stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0
        )
        self._held = b""

    def ask(self, *words: object) -> int:
        """Begin a piece of work, and return the number of the process that does it."""
        assert self._process.stdin
        self._process.stdin.write((" ".join(map(str, words)) + "\n").encode())
        return int(self.line().removeprefix("pid "))

    def line(self) -> str:
        """Return the next line that it tells."""
        assert self._process.stdout
        while b"\n" not in self._held:
            data = os.read(self._process.stdout.fileno(), 65536)
            assert data, "the keeper has gone"
            self._held += data
        line, _, self._held = self._held.partition(b"\n")
        return line.decode()

    def rest(self) -> list[str]:
        """Return what it told until it ended, with how it ended as the last line."""
        lines = [self.line()]
        while not lines[-1].startswith("ended"):
            lines.append(self.line())
        return lines

    def listen(self, seconds: float) -> None:
        """Wait so long, or until something more is told."""
        assert self._process.stdout
        if not self._held:
            select.select([self._process.stdout], [], [], seconds)

    def close(self) -> None:
        """Send it home."""
        self._process.communicate()
        assert self._process.returncode == 0


@pytest.fixture(params=["loop"])
def killed(request: pytest.FixtureRequest) -> Iterator[Keeper]:
    """Give a keeper."""
    found = Keeper(request.param)
    try:
        yield found
    finally:
        found.close()


@dataclass
class Kept:
    """What has to be in a folder."""

    folder: Path
    there: dict[str, int] = field(default_factory=dict)
    """Version of each record."""
    gone: dict[str, int] = field(default_factory=dict)
    """Version of each that was deleted, and can be brought back."""
    under_way: int | None = None
    """Version of the session under way."""

    def at(self, folder: Path) -> Kept:
        """Return the same in another folder."""
        return replace(self, folder=folder)

    def after(self, name: str, id_: str, version: int) -> Kept:
        """Return what has to be there once something has been done."""
        there, gone, under_way = dict(self.there), dict(self.gone), self.under_way
        if name in ("save", "finish"):
            there[id_] = version
        if name == "delete":
            gone[id_] = there.pop(id_)
        if name == "undelete":
            there[id_] = gone.pop(id_)
        if name == "checkpoint":
            under_way = version
        if name == "finish":
            under_way = None
        return Kept(self.folder, there, gone, under_way)

    def half(self, name: str, id_: str, version: int) -> list[Kept]:
        """Return all that may be there where it was ended on the way."""
        may = [self, self.after(name, id_, version)]
        if name == "finish":
            # In the history, and still under way, as it was or as it is now.
            kept = self.after("save", id_, version)
            may += [kept, kept.after("checkpoint", id_, version)]
        return may

    @classmethod
    def found(cls, folder: Path) -> Kept:
        """Return what is in a folder, having made sure that each record in it is a whole one."""
        history = store(folder)
        reading = history.read()
        records, problems = type(history)(history.folder).newest()
        assert (list(reading.problems), problems) == ([], [])
        again, whole = [list(map(to_the_letter, found)) for found in (reading.records, records)]
        assert again == whole, "the cache says nothing else than the files"
        left = OpenSessions(open_folder(folder)).left(CATALOG)
        assert [one.problem for one in left if one.problem] == []
        runs = [one.run for one in left if one.run]
        assert len(runs) <= 1
        return cls(
            folder,
            {record.id: version_of(record) for record in records},
            {record.id: version_of(record) for record in history.deleted()},
            int(runs[0].routine.removeprefix("Version ")) if runs else None,
        )


def version_of(record: Record) -> int:
    """Return which version it is, having made sure that it is that one to the letter."""
    version = int(record.routine.removeprefix("Version "))
    assert to_the_letter(record) == to_the_letter(made(record.id, version))
    return version


@pytest.mark.parametrize("seed", range(6))
def test_killed_at_random_moments_of_writing(killed: Keeper, tmp_path: Path, seed: int) -> None:
    """Three hundred kills in all: each process goes on with what the one before it has left behind."""
    drawn = random.Random(seed)
    state, on_the_way = Kept(tmp_path), 0
    for number in range(KILLS):
        pid = killed.ask(tmp_path, seed * KILLS + number + 1)
        lines = [killed.line() for _ in range(drawn.randint(0, 25))]
        killed.listen(drawn.random() * LATEST)
        moment = time.perf_counter() + drawn.random() * LATEST / 4
        while time.perf_counter() < moment:
            pass  # Shorter than anything that sleeps would be.
        os.kill(pid, signal.SIGKILL)
        *more, end = killed.rest()
        assert end == f"ended {-signal.SIGKILL}", (lines[-3:], more[-3:], end)
        lines += more
        begun: tuple[str, str, int] | None = None
        for line in lines:
            told, name, id_, version = line.split()
            begun = (name, id_, int(version)) if told == "begin" else None
            if told == "done":
                state = state.after(name, id_, int(version))
        found = Kept.found(tmp_path)
        assert found in (state.half(*begun) if begun else [state])
        state = found
        on_the_way += begun is not None
    assert on_the_way > KILLS / 3, "else it is hardly ever killed while it writes, and nothing is tested here"
    assert state.there


WORK = ["save", "edit", "delete", "undelete", "checkpoint", "finish", "read"]


def prepared(folder: Path, work: str) -> tuple[Kept, str]:
    """Make a home in which something is to be done; return what is in it, and what it is to be done with."""
    history, open_ = store(folder), OpenSessions(open_folder(folder))
    one, other = "20261231T214000Z-00000001", "20270101T010000Z-00000002"
    history.save(made(other, 1))
    if work in ("edit", "delete", "undelete"):
        history.save(made(one, 1))
    if work == "undelete":
        history.delete(one)
    if work in ("checkpoint", "finish"):
        open_.save(keeper.run_of(1), 1.0, keeper.FIRST)
    return Kept.found(folder), OPEN_ID if work in ("checkpoint", "finish") else one


@pytest.mark.parametrize("killed", ["nth"], indirect=True)
@pytest.mark.parametrize("work", WORK)
def test_killed_at_every_step_of_one_thing(killed: Keeper, tmp_path: Path, work: str) -> None:
    """Not at random: before each call into the system, one after the other."""
    before, id_ = prepared(tmp_path / "0", work)
    if work == "read":
        shutil.rmtree(tmp_path / "0" / "cache", ignore_errors=True)
    name = "save" if work == "edit" else work
    ended, number, seen = "", 0, set()
    while ended != "ended 0":
        number += 1
        folder = Path(shutil.copytree(tmp_path / "0", tmp_path / str(number)))
        killed.ask(folder, name, id_, 1, number)
        *_, ended = killed.rest()
        assert ended in ("ended 0", "ended -9")
        found = Kept.found(folder)
        may = [kept.at(folder) for kept in before.half(name, id_, 2)]
        assert found in may, f"killed at step {number}"
        seen.add(may.index(found))
        # What is left behind is in nobody's way: the same can be done again, or has been done.
        if work in ("save", "edit"):
            store(folder).save(made(id_, 2))
            assert Kept.found(folder) == may[1]
    assert number > 2
    assert found == may[1]
    assert len(seen) >= 2 or work == "read", "it was killed before and after it counted"
