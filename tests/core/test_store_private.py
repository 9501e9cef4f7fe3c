"""Nobody but the owner can look into what is kept, whatever the umask, and what was loose is closed."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from limberup.history.backup import back_up
from limberup.history.record import Record
from limberup.history.store import History
from limberup.packs.choices import PackChoices, save_choices
from limberup.paths import Home, find_home
from limberup.person import Person
from limberup.person_file import save_person
from limberup.settings import Settings, save_settings

NOW = datetime(2026, 11, 21, 7, 30, tzinfo=UTC)
ID = "20261121T073000Z-0123abcd"


@pytest.fixture(autouse=True)
def _umask() -> Iterator[None]:
    """Let nothing be masked, as the loosest of logins has it."""
    old = os.umask(0)
    yield
    os.umask(old)


def mode(path: Path) -> int:
    """Return the permissions of a path."""
    return stat.S_IMODE(path.lstat().st_mode)


def loose(folder: Path) -> list[str]:
    """Return what others can do anything with."""
    return [
        str(path.relative_to(folder))
        for path in sorted(folder.rglob("*"))
        if not path.is_symlink() and mode(path) & 0o077
    ]


def filled(folder: Path) -> Home:
    """Return a home with something in every place."""
    home = find_home({"LIMBERUP_HOME": str(folder)})
    home.check()
    save_person(home.person, Person())
    save_settings(home.settings, Settings())
    history = History(home.history, home.cache)
    for number in range(3):
        history.save(Record(f"{ID[:-1]}{number}", NOW, NOW, "x"))
    history.delete(f"{ID[:-1]}0")
    history.set_aside(history.path(f"{ID[:-1]}1"))
    history.read()
    back_up(home, home.data / "backup.zip", NOW)
    return home


def test_everything_is_written_closed(tmp_path: Path) -> None:
    filled(tmp_path / "home")
    assert loose(tmp_path) == []


def test_who_may_say_which_packs_are_trusted_is_the_owner_alone(tmp_path: Path) -> None:
    home = find_home({"LIMBERUP_HOME": str(tmp_path)})
    save_choices(home.pack_choices, PackChoices(seen={"stairs": "1.0 abc"}))
    lock = tmp_path / ".packs.lock"
    lock.touch()
    for path in (home.pack_choices, lock):
        path.chmod(0o666)
    assert home.check() == [home.pack_choices, lock]
    assert loose(tmp_path) == []


def test_what_is_loose_is_closed_and_told_once(tmp_path: Path) -> None:
    home = filled(tmp_path)
    (home.routines).mkdir()
    (home.routines / "x.toml").write_text("")
    home.open.mkdir()
    for path in [tmp_path / "history", *(tmp_path / "history").rglob("*"), home.person, home.cache]:
        path.chmod(0o755 if path.is_dir() else 0o644)
    assert set(loose(tmp_path)) > {"history", "history/2026", "history/deleted", "person.toml", "routines", "open"}
    mended = home.check()
    assert home.person in mended
    assert home.history / "2026" in mended
    assert loose(tmp_path) == []
    assert home.check() == []


def test_a_closed_folder_is_not_gone_through_at_the_start(tmp_path: Path) -> None:
    home = filled(tmp_path)
    path = next((home.history / "2026").iterdir())
    path.chmod(0o644)
    assert home.check() == [], "nobody gets at it through the folder"
    assert home.loose(deep=True) == [path]


def test_what_only_the_owner_may_not_do_stays_so(tmp_path: Path) -> None:
    home = filled(tmp_path)
    home.person.chmod(0o444)
    assert home.check() == [home.person]
    assert mode(home.person) == 0o400


def test_the_folder_above_and_other_things_in_it_stay_as_they_are(tmp_path: Path) -> None:
    home = filled(tmp_path)
    (tmp_path / "mine").mkdir(0o755)
    (tmp_path / "mine.txt").write_text("")
    tmp_path.chmod(0o1777)
    assert home.check() == []
    assert mode(tmp_path) == 0o1777
    assert loose(tmp_path) == ["mine", "mine.txt"]


def test_links_are_not_followed(tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir(0o755)
    (other / "2026").mkdir(0o755)
    (other / "mine.txt").write_text("")
    home = find_home({"LIMBERUP_HOME": str(tmp_path / "home")})
    home.check()
    home.history.mkdir(0o755)
    (home.history / "2026").symlink_to(other)
    home.person.symlink_to(other / "mine.txt")
    home.routines.symlink_to("gone")
    assert home.check() == [home.history]
    assert home.loose(deep=True) == []
    assert [mode(path) for path in (other, other / "2026", other / "mine.txt")] == [0o755, 0o755, 0o666]
