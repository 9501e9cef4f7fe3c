"""Rubbish in the history folder: nothing hangs, nothing raises, nothing is changed, and all that is right is shown."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from random import Random

import pytest
from tests.core.keeper import made, to_the_letter
from tests.core.rubbish import GOOD, litter, litter_round, outside

from limberup.history.store import History

UNREADABLE_BY_ROOT = {"unreadable"} if os.geteuid() == 0 else set()
"""What the one who runs the tests may read after all."""


def snapshot(folder: Path, *, modes: bool = True) -> dict[str, object]:
    """Return all that is in a folder, with what can be seen of it without reading what may never end.

    Args:
        folder: Where.
        modes: Whether permissions count.
    """
    found: dict[str, object] = {}
    for path in sorted(folder.rglob("*")):
        seen = path.lstat()
        mode = seen.st_mode if modes else stat.S_IFMT(seen.st_mode)
        found[str(path)] = (mode, seen.st_size, seen.st_mtime_ns, seen.st_ino)
    return found


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Give a home of its own, in a folder of its own."""
    folder = tmp_path / "home"
    folder.mkdir(mode=0o700)
    return folder


@pytest.mark.parametrize("cached", [False, True])
def test_each_is_named_and_the_rest_is_shown(home: Path, cached: bool) -> None:
    places = litter(home)
    before = snapshot(home)
    history = History(home / "history", home / "cache" if cached else None)
    for _ in range(2):
        reading = history.read()
        readable = [to_the_letter(made(GOOD[1], 1)), to_the_letter(made(GOOD[0], 1))]
        assert [to_the_letter(one) for one in reading.records if one.id in GOOD] == readable
        others = {one.id for one in reading.records} - set(GOOD)
        assert others == {places[kind].stem for kind in UNREADABLE_BY_ROOT}
        named = {problem.file for problem in reading.problems}
        assert named == {str(path) for kind, path in places.items() if kind not in UNREADABLE_BY_ROOT}
        for problem in reading.problems:
            line = str(problem)
            assert problem.what
            assert line.isprintable()
            assert len(line) < len(problem.file) + 400
    assert {name: seen for name, seen in snapshot(home).items() if name in before} == before


def test_nothing_beyond_the_folder_is_read(home: Path) -> None:
    litter(home)
    litter_round(home)
    reading = History(home / "history", home / "cache").read()
    assert outside(home).exists()
    assert not [one for one in reading.records if one.routine == "Version 666"]
    assert 666 not in {int(one.routine.removeprefix("Version ")) for one in reading.records}


def test_the_newest_are_found_behind_a_heap_of_damage(home: Path) -> None:
    litter(home)
    litter_round(home)
    records, problems = History(home / "history").newest(1)
    assert [one.id for one in records] == [GOOD[1]]
    assert problems == [] or all(problem.file > GOOD[1] for problem in problems)


def test_what_lies_beside_the_records_is_no_record(home: Path) -> None:
    for id_ in GOOD:
        History(home / "history").save(made(id_, 1))
    outside(home).mkdir()
    (outside(home) / "2026").mkdir()
    litter_round(home)
    before = snapshot(home)
    ids = [one.id for one in History(home / "history", home / "cache").read().records]
    assert ids == sorted(GOOD, reverse=True), "none twice, though a copy lies in the folder of another year"
    assert {name: seen for name, seen in snapshot(home).items() if name in before} == before


@pytest.mark.parametrize("name", ["history", "2026", "deleted"])
@pytest.mark.parametrize("what", ["file", "fifo", "loop", "dangling"])
def test_a_folder_that_is_none(home: Path, name: str, what: str) -> None:
    history = History(home / "history", home / "cache")
    place = home / "history" if name == "history" else home / "history" / name
    place.parent.mkdir(exist_ok=True)
    if what == "file":
        place.write_text("mine", "utf-8")
    elif what == "fifo":
        os.mkfifo(place)
    else:
        place.symlink_to(place.name if what == "loop" else "gone")
    reading = history.read()
    assert reading.records == ()
    assert history.deleted() == []
    assert stat.S_IFMT(place.lstat().st_mode) != stat.S_IFDIR


RUBBISH = {
    "nothing": b"",
    "NUL": b"\0\0",
    "a list": b"[]",
    "another version": b'{"version": 99}',
    "deep": b"[" * 100_000,
    "deep in its own form": b"\x91" * 100_000,
    "anything": Random(1).randbytes(3000),
}


@pytest.mark.parametrize("rubbish", RUBBISH)
def test_a_cache_of_rubbish_is_made_anew(home: Path, rubbish: str) -> None:
    history = History(home / "history", home / "cache")
    for id_ in GOOD:
        history.save(made(id_, 1))
    whole = history.read()
    assert [one.id for one in whole.records] == list(reversed(GOOD))
    for path in [one for one in (home / "cache").rglob("*") if one.is_file()]:
        path.write_bytes(RUBBISH[rubbish])
        assert history.read() == whole
        assert History(home / "history", home / "cache").read() == whole


@pytest.mark.parametrize("kind", ["huge", "fifo", "link", "folder", "cut"])
def test_a_cache_that_is_no_file_of_ours(home: Path, kind: str) -> None:
    history = History(home / "history", home / "cache")
    for id_ in GOOD:
        history.save(made(id_, 1))
    whole = history.read()
    (home / "mine").write_text("mine", "utf-8")
    for path in [one for one in (home / "cache").rglob("*") if one.is_file()]:
        content = path.read_bytes()
        path.unlink()
        if kind == "huge":
            with path.open("wb") as stream:
                stream.truncate(50 * 2**30)
        elif kind == "fifo":
            os.mkfifo(path)
        elif kind == "link":
            path.symlink_to(home / "mine")
        elif kind == "folder":
            path.mkdir()
        else:
            path.write_bytes(content[: len(content) * 2 // 3])
        assert History(home / "history", home / "cache").read() == whole
        assert (home / "mine").read_text("utf-8") == "mine"


def test_a_cache_can_not_bring_a_record_that_was_changed_or_is_gone(home: Path) -> None:
    history = History(home / "history", home / "cache")
    paths = [history.save(made(id_, 1)) for id_ in GOOD]
    assert len(history.read().records) == 2
    seen = paths[0].stat()
    text = paths[0].read_text("utf-8")
    changed = text.replace("Version 1", "Version 7", 1)
    paths[0].write_text(changed, "utf-8")  # As long as before.
    os.utime(paths[0], ns=(seen.st_atime_ns, seen.st_mtime_ns + 1))
    assert [one.routine for one in history.read().records] == ["Version 1", "Version 7"]
    paths[1].unlink()
    assert [one.id for one in history.read().records] == [GOOD[0]]
