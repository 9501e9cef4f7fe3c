"""Killed while a backup is made or taken back, damage set aside or all wiped: nothing is lost, and it can go on."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from tests.core.keeper import FIRST, keep_house, made
from tests.core.test_history_survives_kill import Keeper

from limberup.history.archive import open_archive
from limberup.history.backup import back_up
from limberup.history.store import History
from limberup.paths import Home, find_home

SAME, DIFFERENT, OURS, THEIRS = (f"2026110{day}T080000Z-0000000{day}" for day in range(1, 5))
MARK = "Wortlaut-4712"


def home_in(folder: Path) -> Home:
    """Return the home in a folder."""
    return find_home({"LIMBERUP_HOME": str(folder)})


def shown(home: Home) -> dict[str, str]:
    """Return the records that are shown, by id, with which version each is."""
    return {record.id: record.routine for record in History(home.history).newest()[0]}


def everything(home: Home) -> str:
    """Return all that stands anywhere in the history."""
    return "\n".join(path.read_text("utf-8") for path in sorted(home.history.rglob("*.toml")))


def prepare(folder: Path) -> None:
    """Make a home with a backup of another one, damage, and an older backup of its own."""
    other, home = home_in(folder / "other"), home_in(folder)
    for id_, version in ((SAME, 1), (DIFFERENT, 2), (THEIRS, 1)):
        History(other.history).save(replace(made(id_, version), note=MARK))
    back_up(other, folder / "theirs.zip", FIRST)
    shutil.rmtree(other.data)
    for id_ in (SAME, DIFFERENT, OURS):
        note = f"{MARK} ours" if id_ == DIFFERENT else MARK
        History(home.history).save(replace(made(id_, 1), note=note))
    back_up(home, folder / "backup.zip", FIRST)


def add_damage(folder: Path) -> None:
    """Put damaged files beside the records, one with the name of one that was set aside before."""
    home = home_in(folder)
    year = home.history / "2026"
    for name, text in ((f"{THEIRS}.toml", f"cut = '{MARK} one"), ("20261109T080000Z-00000009.toml", f"'{MARK} two")):
        (year / name).write_text(text, "utf-8")
    (home.history / "damaged").mkdir(mode=0o700)
    (home.history / "damaged" / f"{THEIRS}.toml").write_text(f"{MARK} before", "utf-8")


def backed_up(home: Home, *, done: bool) -> None:
    """Make sure that the backup is a whole one, the old or the new."""
    assert len([name for name in open_archive(home.data / "backup.zip").files if "history" in name]) == 3
    assert set(shown(home)) == {SAME, DIFFERENT, OURS}


def restored(home: Home, *, done: bool) -> None:
    """Make sure that each record is shown, in our version or theirs, and that ours is kept."""
    found = shown(home)
    assert {SAME, DIFFERENT, OURS} <= set(found)
    assert found[DIFFERENT] in ("Version 1", "Version 2")
    assert (found[SAME], found[OURS]) == ("Version 1", "Version 1")
    assert "ours" in everything(home), "also where theirs has taken its place"
    if done:
        assert (found[DIFFERENT], found[THEIRS]) == ("Version 2", "Version 1")


def was_set_aside(home: Home, *, done: bool) -> None:
    """Make sure that all that was damaged is still somewhere, and the records where they were."""
    for words in ("one", "two", "before"):
        assert f"{MARK} {words}" in everything(home)
    assert set(shown(home)) == {SAME, DIFFERENT, OURS}
    if done:
        assert not (home.history / "2026" / f"{THEIRS}.toml").exists()


def wiped(home: Home, *, done: bool) -> None:
    """Make sure that nothing is left, once it is done."""
    if done:
        assert not [path for path in home.data.rglob("*") if path.is_file() and path.suffix != ".zip"]


WORK: dict[str, Callable[..., None]] = {
    "backup": backed_up,
    "restore": restored,
    "set-aside": was_set_aside,
    "wipe": wiped,
}


@pytest.fixture
def killed() -> Iterator[Keeper]:
    """Give a keeper."""
    found = Keeper("house")
    try:
        yield found
    finally:
        found.close()


@pytest.mark.parametrize("work", WORK)
def test_killed_at_every_step(killed: Keeper, tmp_path: Path, work: str) -> None:
    check = WORK[work]
    prepare(tmp_path / "0")
    if work in ("set-aside", "wipe"):
        add_damage(tmp_path / "0")
    ended, number = "", 0
    while ended != "ended 0":
        number += 1
        folder = tmp_path / str(number)
        shutil.copytree(tmp_path / "0", folder)
        killed.ask(folder, work, number)
        ended = killed.rest()[-1]
        assert ended in ("ended 0", "ended -9")
        home = home_in(folder)
        check(home, done=ended == "ended 0")
        # Done again, it comes to its end.
        keep_house(home, work)
        check(home, done=True)
        shutil.rmtree(folder)
    assert number > 5
