"""The history folders of two machines, brought together by rsync: nothing is lost, whichever comes first."""

from __future__ import annotations

import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest
from tests.core.keeper import edited, made, to_the_letter

from limberup.history.record import Record
from limberup.history.store import History

pytestmark = pytest.mark.skipif(not shutil.which("rsync"), reason="rsync is not installed (apt-get install rsync)")

BOTH = [f"202511{day:02}T080000Z-0000000b" for day in range(1, 31)]
"""Ids that both machines have."""
ONE = [f"202612{day:02}T080000Z-0000000c" for day in range(1, 31)]
OTHER = [f"202612{day:02}T080000Z-0000000d" for day in range(1, 31)]
"""Ids of the same seconds, each on one machine alone."""
EDITED, EDITED_BY_BOTH, DELETED, DELETED_BY_BOTH = BOTH[:4]
DELETED_AND_EDITED = BOTH[4]
NEW = "20270105T080000Z-0000000e"


@dataclass(frozen=True)
class Machine:
    """A machine with its own home."""

    home: Path

    @property
    def history(self) -> History:
        """Its history, read through its own cache."""
        return History(self.home / "history", self.home / "cache")

    def all(self) -> dict[str, Record]:
        """Return the records, having made sure that all is right with them, with the cache and without it."""
        reading = self.history.read()
        assert reading.problems == ()
        plain, _ = History(self.home / "history").newest()
        assert list(map(to_the_letter, reading.records)) == list(map(to_the_letter, plain))
        return {record.id: record for record in reading.records}

    def files(self) -> dict[str, bytes]:
        """Return the files of its history."""
        root = self.home / "history"
        return {str(path.relative_to(root)): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def sync(from_: Machine, to: Machine, *options: str) -> None:
    """Copy what the one has to the other, as somebody with two machines does each evening."""
    command = ["rsync", "--archive", "--update", *options, f"{from_.home}/history/", f"{to.home}/history/"]
    subprocess.run(command, check=True, capture_output=True)


def age(machine: Machine, id_: str, seconds: int) -> None:
    """Let a file be so much older than it is: rsync looks at whole seconds."""
    path = machine.history.path(id_)
    seen = path.stat()
    os.utime(path, (seen.st_atime, int(seen.st_mtime) - seconds))


@pytest.fixture
def machines(tmp_path: Path) -> tuple[Machine, Machine]:
    """Give two machines that had the same once, and have each gone on alone."""
    one, other = Machine(tmp_path / "one"), Machine(tmp_path / "other")
    for id_ in BOTH:
        one.history.save(made(id_, 1))
        age(one, id_, 1000)
    other.home.mkdir()
    sync(one, other)
    for machine, who, ids in ((one, 1, ONE), (other, 2, OTHER)):
        assert len(machine.all()) == len(BOTH)
        for id_ in ids:
            machine.history.save(made(id_, who))
    return one, other


@pytest.mark.parametrize("first", ["one", "other"])
def test_each_has_all_of_both_in_the_end(machines: tuple[Machine, Machine], first: str) -> None:
    one, other = machines if first == "one" else machines[::-1]
    one.history.save(edited(made(EDITED, 1), 1))
    sync(one, other)
    sync(other, one)
    assert one.files() == other.files()
    wanted = {id_: made(id_, 1) for id_ in [*BOTH, *ONE]} | {id_: made(id_, 2) for id_ in OTHER}
    wanted[EDITED] = edited(wanted[EDITED], 1)
    assert one.all() == other.all() == wanted
    assert [record.id for record in one.history.read().records] == sorted(wanted, reverse=True)


@pytest.mark.parametrize("first", ["one", "other"])
@pytest.mark.parametrize("later", [1, 2])
def test_of_two_edits_of_one_record_a_whole_one_stays_the_later(
    machines: tuple[Machine, Machine], first: str, later: int
) -> None:
    one, other = machines
    for machine, who in ((one, 1), (other, 2)):
        machine.history.save(edited(made(EDITED_BY_BOTH, 1), who))
        if who != later:
            age(machine, EDITED_BY_BOTH, 60)
    pair = machines if first == "one" else machines[::-1]
    sync(*pair)
    sync(*pair[::-1])
    assert one.files() == other.files()
    assert one.all() == other.all()
    assert one.all()[EDITED_BY_BOTH] == edited(made(EDITED_BY_BOTH, 1), later)


@pytest.mark.parametrize("first", ["one", "other"])
def test_what_one_has_deleted_and_the_other_has_not(machines: tuple[Machine, Machine], first: str) -> None:
    """Rsync brings it back. It is shown, once, and can be deleted again and brought back again on either."""
    one, other = machines
    one.history.delete(DELETED)
    for machine in machines:
        machine.history.delete(DELETED_BY_BOTH)
    one.history.delete(DELETED_AND_EDITED)
    other.history.save(edited(made(DELETED_AND_EDITED, 1), 2))
    pair = machines if first == "one" else machines[::-1]
    sync(*pair)
    sync(*pair[::-1])
    assert one.files() == other.files()
    assert one.all() == other.all()
    found = one.all()
    assert len(found) == len(BOTH) + len(ONE) + len(OTHER) - 1
    assert found[DELETED] == made(DELETED, 1)
    assert found[DELETED_AND_EDITED] == edited(made(DELETED_AND_EDITED, 1), 2)
    assert DELETED_BY_BOTH not in found
    for machine in machines:
        gone = {record.id: record for record in machine.history.deleted()}
        assert gone[DELETED_BY_BOTH] == made(DELETED_BY_BOTH, 1)
        machine.history.delete(DELETED_AND_EDITED)
        assert DELETED_AND_EDITED not in machine.all()
        back = machine.history.undelete(DELETED_AND_EDITED)
        assert back == edited(made(DELETED_AND_EDITED, 1), 2), "the one that was shown when it was deleted"
        assert machine.all()[DELETED_AND_EDITED] == back


def test_a_copy_that_was_cut_off_on_the_way_is_no_record(machines: tuple[Machine, Machine]) -> None:
    """What rsync leaves where the line is cut is not looked at, and it goes on from there."""
    one, other = machines
    year = other.home / "history" / "2026"
    whole = one.history.path(ONE[0]).read_bytes()
    (year / f".{ONE[0]}.toml.a1B2c3").write_bytes(whole[: len(whole) // 2])
    (year / ".~tmp~").mkdir()
    (year / ".~tmp~" / f"{ONE[1]}.toml").write_bytes(whole)
    assert set(other.all()) == {*BOTH, *OTHER}
    sync(one, other, "--partial-dir=.rsync-partial", "--delay-updates")
    assert set(other.all()) == {*BOTH, *ONE, *OTHER}


def test_a_copy_with_the_same_name_and_length_and_time_is_read_anew(machines: tuple[Machine, Machine]) -> None:
    """A cache that goes by these alone would go on to show what was there before."""
    one, _ = machines
    path = one.history.path(EDITED)
    seen = path.stat()
    text = path.read_text("utf-8")
    assert one.all()[EDITED] == made(EDITED, 1)
    changed = text.replace("Version 1", "Version 2")
    assert len(changed) == len(text)
    beside = path.with_name("beside")  # As rsync does it: under another name first.
    beside.write_text(changed, "utf-8")
    os.utime(beside, ns=(seen.st_atime_ns, seen.st_mtime_ns))
    beside.replace(path)
    assert one.all()[EDITED].routine == "Version 2"
    assert one.history.read().records == tuple(History(one.history.folder).newest()[0])
