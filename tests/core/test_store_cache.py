"""The cache of the history: never believed where it could be wrong, and never in the way."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.core.making import ID, records

from limberup.history import cache as caches
from limberup.history.record import Record
from limberup.history.store import History, Reading

OTHER = "20261122T073000Z-0123abcd"


def store(folder: Path) -> History:
    """Return a history with a cache beside it."""
    return History(folder / "history", folder / "cache")


def record(id_: str = ID, **changes: object) -> Record:
    """Return a record of a session that began when its id says."""
    started = datetime.strptime(id_[:16], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
    made = Record(id_, started, started + timedelta(minutes=9), "After work", "after-work")
    return replace(made, **changes)  # type: ignore[arg-type]


def fresh(history: History) -> Reading:
    """Read a history without its cache."""
    return History(history.folder).read()


@given(st.lists(records, min_size=1, max_size=3))
def test_what_comes_from_the_cache_is_what_was_read(
    tmp_path_factory: pytest.TempPathFactory, made: list[Record]
) -> None:
    history = store(tmp_path_factory.mktemp("home"))
    for number, one in enumerate(made):
        history.save(replace(one, id=f"{ID[:-1]}{number}"))
    first = history.read()
    assert (history.folder.parent / "cache" / caches.NAME).exists()
    again = history.read()
    assert again == first == fresh(history)
    assert [one.started.utcoffset() for one in again.records] == [one.started.utcoffset() for one in first.records]


def test_a_file_that_is_in_the_cache_is_not_read_again(tmp_path: Path) -> None:
    history = store(tmp_path)
    path = history.save(record())
    history.read()
    found, size = path.stat(), path.stat().st_size
    with path.open("r+b") as stream:
        stream.write(b"x" * size)
    os.utime(path, ns=(found.st_atime_ns, found.st_mtime_ns))
    assert history.read().records == (record(),), "as nothing tells that it has changed"
    os.utime(path, ns=(found.st_atime_ns, found.st_mtime_ns + 1))
    assert history.read().records == ()


def test_what_changes_is_seen(tmp_path: Path) -> None:
    history = store(tmp_path)
    history.save(record(effort=3))
    history.save(record(OTHER))
    assert len(history.read().records) == 2
    history.save(record(effort=4))  # of the same size, and maybe within one tick of the clock
    assert history.read().records == (record(OTHER), record(effort=4))
    history.delete(OTHER)
    assert history.read() == fresh(history) == Reading((record(effort=4),))
    history.undelete(OTHER)
    history.path(ID).write_text("nonsense")
    reading = history.read()
    assert reading == fresh(history)
    assert (len(reading.records), len(reading.problems)) == (1, 1)
    assert history.read() == reading, "a damaged file is told of each time"


def test_two_writes_within_one_tick_of_the_clock_are_told_apart(tmp_path: Path) -> None:
    history = store(tmp_path)
    for effort in (3, 4):
        os.utime(history.save(record(effort=effort)), ns=(10**18, 10**18))
        assert history.read() == Reading((record(effort=effort),))


def test_what_was_deleted_stays_in_no_cache(tmp_path: Path) -> None:
    history = store(tmp_path)
    history.save(record(note="not to be found again"))
    history.save(record(OTHER))
    history.read()
    path = tmp_path / "cache" / caches.NAME
    assert b"not to be found again" in path.read_bytes()
    history.delete(ID)
    history.read()
    assert b"not to be found again" not in path.read_bytes()


def truncated(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-1])


def bent(path: Path) -> None:
    raw = bytearray(path.read_bytes())
    raw[len(raw) // 2] ^= 1
    path.write_bytes(raw)


def huge(path: Path) -> None:
    with path.open("r+b") as stream:
        stream.truncate(caches.MOST + 1)


def foreign(path: Path) -> None:
    other = store(path.parents[2] / "other")
    other.save(record(note="somebody else's"))
    other.read()
    path.write_bytes((other.folder.parent / "cache" / caches.NAME).read_bytes())


def link(path: Path) -> None:
    path.rename(path.with_name("elsewhere"))
    path.symlink_to("elsewhere")


def fifo(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


@pytest.mark.parametrize(
    "spoil", [truncated, bent, huge, foreign, link, fifo, lambda path: path.write_bytes(b""), Path.unlink,
              lambda path: path.write_bytes(os.urandom(5000)), lambda path: path.write_bytes(b"cos\nsystem\n")]
)  # fmt: skip
def test_a_cache_that_is_none_is_passed_over_and_written_anew(tmp_path: Path, spoil: Callable[[Path], object]) -> None:
    history = store(tmp_path / "home")
    history.save(record())
    history.read()
    path = tmp_path / "home" / "cache" / caches.NAME
    good = path.read_bytes()
    spoil(path)
    assert history.read() == Reading((record(),))
    assert not path.is_symlink()
    assert path.read_bytes() == good


@given(st.integers(0, 10_000), st.integers(1, 255))
def test_one_wrong_byte_anywhere_is_noticed(tmp_path_factory: pytest.TempPathFactory, place: int, bits: int) -> None:
    home = tmp_path_factory.mktemp("home")
    history = store(home)
    history.save(record(effort=3, note="é"))
    history.read()
    path = home / "cache" / caches.NAME
    raw = bytearray(path.read_bytes())
    raw[place % len(raw)] ^= bits
    path.write_bytes(raw)
    assert history.read() == Reading((record(effort=3, note="é"),))


def test_a_cache_of_another_form_is_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    history = store(tmp_path)
    path = history.save(record())
    with monkeypatch.context() as older:
        older.setattr(caches, "FORM", caches.FORM - 1)
        history.read()
    found = path.stat()
    path.write_bytes(b"x" * found.st_size)
    os.utime(path, ns=(found.st_atime_ns, found.st_mtime_ns))
    assert history.read().records == (), "the file itself was read"


def test_only_the_owner_may_look(tmp_path: Path) -> None:
    old = os.umask(0)
    try:
        history = store(tmp_path)
        history.save(record())
        history.read()
    finally:
        os.umask(old)
    path = tmp_path / "cache" / caches.NAME
    assert [stat.S_IMODE(one.stat().st_mode) for one in (path.parent, path)] == [0o700, 0o600]


def test_a_cache_that_cannot_be_kept_is_no_harm(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("in the way")
    history = store(tmp_path)
    history.save(record())
    assert history.read() == Reading((record(),))
    assert (tmp_path / "cache").read_text() == "in the way"


def test_reading_what_is_empty_writes_nothing(tmp_path: Path) -> None:
    assert store(tmp_path).read() == Reading()
    assert not any(tmp_path.iterdir())
