"""Which files were read without a fault, so that they need not be read before the first picture."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from limberup.known import NAME, is_known, note_known


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    """Return a file that is there and one that is not."""
    there = tmp_path / "person.toml"
    there.write_text("flags = 0\n")
    return there, tmp_path / "packs.toml"


def test_a_file_is_known_once_it_was_noted(files: tuple[Path, Path], tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    assert not is_known(cache, files)
    note_known(cache, files)
    assert is_known(cache, files)


def test_what_is_not_there_has_no_fault_and_nothing_is_noted_of_it(tmp_path: Path) -> None:
    nowhere = (tmp_path / "person.toml", tmp_path / "packs.toml")
    assert is_known(tmp_path / "cache", nowhere)
    note_known(tmp_path / "cache", nowhere)
    assert not (tmp_path / "cache").exists()


def test_each_change_makes_it_unknown(files: tuple[Path, Path], tmp_path: Path) -> None:
    cache, (there, other) = tmp_path / "cache", files
    note_known(cache, files)
    before = there.stat()
    there.write_text("flags = 1\n")
    os.utime(there, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert not is_known(cache, files), "also with its size and time as they were"
    note_known(cache, files)
    other.write_text("")
    assert not is_known(cache, files)
    note_known(cache, files)
    there.unlink()
    assert not is_known(cache, files)


@pytest.mark.parametrize("damage", [b"", b"\xff\x00", b"-"])
def test_a_damaged_note_makes_it_unknown(damage: bytes, files: tuple[Path, Path], tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    note_known(cache, files)
    (cache / NAME).write_bytes(damage)
    assert not is_known(cache, files)


def test_where_nothing_can_be_noted_it_stays_unknown(files: tuple[Path, Path], tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file in the place of the folder")
    note_known(tmp_path / "cache", files)
    assert not is_known(tmp_path / "cache", files)
