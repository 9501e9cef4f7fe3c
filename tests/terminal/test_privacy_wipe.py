"""Whoever wipes their history finds nothing of it again, in any file; and what is not theirs is not touched."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
from dataclasses import replace
from pathlib import Path

import pytest
from tests.core.keeper import made
from tests.core.rubbish import litter_round, outside
from tests.terminal.steps import open_player, write_short
from tests.terminal.terminal import DEADLINE, Desk

from limberup.history.store import History

pytestmark = pytest.mark.pty

MARK = "Wortlaut-4711-Zaubernuss"
"""Stands in every note: what is looked for afterwards."""


def holding(*folders: Path, mark: str = MARK) -> list[str]:
    """Return the files in which the mark stands, in their names or in what is in them."""
    found = []
    for folder in folders:
        for path in folder.rglob("*"):
            name = mark in str(path.relative_to(folder))
            if name or (path.is_file() and not path.is_symlink() and mark.encode() in path.read_bytes()):
                found.append(str(path))
    return found


@pytest.fixture
def full(desk: Desk) -> Desk:
    """Give a home with all that a history leaves behind: records, the bin, damage, half files, the cache."""
    write_short(desk)
    history = History(desk.home / "history", desk.home / "cache")
    ids = [f"201{year}0101T080000Z-0000000{year}" for year in range(7)]
    for id_ in ids:
        history.save(replace(made(id_, 1), note=f"{MARK} {id_}", entries=()))
    history.delete(ids[0])
    history.read()
    year = desk.home / "history" / "2016"
    whole = history.path(ids[6]).read_text("utf-8")
    desk.write(f"history/damaged/{ids[1]}.toml", whole[:-20])
    desk.write(f"history/2016/.{ids[6]}.toml.0a0b0c0d.tmp", whole[:-30])
    desk.write("history/2016/20160303T080000Z-0000dead.toml", "broken = [" + MARK)
    assert len(holding(desk.home)) >= len(ids) + 4
    assert year.is_dir()
    return desk


def wipe(desk: Desk, *arguments: str, temp: Path | None = None, answer: str = "") -> subprocess.CompletedProcess[str]:
    """Run the command."""
    return subprocess.run(
        [sys.executable, "-m", "limberup_tui", "history", "wipe", *arguments],
        env={**desk.environ, **({"TMPDIR": str(temp)} if temp else {})},
        input=answer,
        capture_output=True,
        text=True,
        timeout=DEADLINE,
        check=False,
    )


def test_nothing_is_left_behind(full: Desk, tmp_path: Path) -> None:
    temp = tmp_path / "temp"
    temp.mkdir()
    kept = {name: (full.home / name).read_bytes() for name in ("person.toml", "routines/short.toml")}
    done = wipe(full, "--yes", temp=temp)
    assert done.returncode == 0, done.stderr
    assert holding(full.home, temp) == []
    assert {name: (full.home / name).read_bytes() for name in kept} == kept
    left = list((full.home / "history").rglob("*")) if (full.home / "history").exists() else []
    assert left == [], "no empty folders, and no lists of names"
    assert list(temp.iterdir()) == []
    assert History(full.home / "history", full.home / "cache").read().records == ()


def test_nothing_at_all_is_left_where_everything_goes(full: Desk) -> None:
    full.write("settings.toml", "schema = 1\n")
    done = wipe(full, "--everything", "--yes")
    assert done.returncode == 0, done.stderr
    assert [path for path in full.home.rglob("*") if path.is_file()] == []


@pytest.mark.parametrize("answer", ["", "\n", "n\n", "no\n", "y\n", "yes\n", "history\nno"])
def test_nothing_goes_without_the_word(full: Desk, answer: str) -> None:
    """Also not by a stray y, or where there is nobody to answer."""
    before = full.contents()
    done = wipe(full, answer=answer)
    assert done.returncode != 0
    assert "Traceback" not in done.stderr
    assert {name: data for name, data in full.contents().items() if not name.startswith("cache")} == {
        name: data for name, data in before.items() if not name.startswith("cache")
    }


def test_a_session_that_was_cut_off_goes_too(full: Desk) -> None:
    terminal = open_player(full)
    terminal.press("enter")
    terminal.until("MOVE", "set 1 of 3")
    terminal.kill()
    (open_,) = full.files("open/*.toml")
    id_ = tomllib.loads(open_.read_text("utf-8"))["id"]
    assert holding(full.home, mark=id_)
    assert wipe(full, "--yes").returncode == 0
    assert holding(full.home, mark=id_) == []
    assert full.files("open/*.toml") == []


def test_what_links_lead_to_stays(full: Desk, tmp_path: Path) -> None:
    other = outside(full.home) / "2026"
    other.mkdir(parents=True)
    theirs = other / "20260101T080000Z-0000beef.toml"
    theirs.write_text("theirs", "utf-8")
    for id_ in ("20261101T080000Z-00000001", "20261120T080000Z-00000002"):
        History(full.home / "history").save(made(id_, 1))
    litter_round(full.home)
    mine = tmp_path / "mine"
    mine.write_text("mine", "utf-8")
    (full.home / "history" / "2026" / "20260404T080000Z-0000cafe.toml").symlink_to(mine)
    (full.home / "cache" / "linked").symlink_to(other)
    done = wipe(full, "--yes")
    assert "Traceback" not in done.stderr
    assert (theirs.read_text("utf-8"), mine.read_text("utf-8")) == ("theirs", "mine")
    assert holding(full.home) == []


@pytest.mark.parametrize("name", ["history", "cache", "history/2016"])
def test_a_folder_that_is_a_link_itself(full: Desk, tmp_path: Path, name: str) -> None:
    """Some keep their history elsewhere, by a link: what is in it goes, and the rest of that place stays."""
    place = tmp_path / "elsewhere"
    place.mkdir()
    (full.home / name).rename(place / "there")
    (place / "other").write_text("mine", "utf-8")
    (full.home / name).symlink_to(place / "there")
    done = wipe(full, "--yes")
    assert "Traceback" not in done.stderr
    assert (place / "other").read_text("utf-8") == "mine"
    left = holding(full.home, place)
    assert left == [] or (done.returncode != 0 and done.stderr), "what is left is told of"


def test_what_can_not_be_removed_is_told(full: Desk) -> None:
    if os.geteuid() == 0:
        pytest.skip("root may remove everything")
    year = full.home / "history" / "2015"
    year.chmod(0o500)
    try:
        done = wipe(full, "--yes")
        assert done.returncode == 2
        assert "2015" in done.stderr
        assert [name for name in holding(full.home) if "2015" not in name] == []
    finally:
        year.chmod(0o700)
