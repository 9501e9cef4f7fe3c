"""Where files live."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from limberup.paths import Home, find_home, make_folder, make_private
from limberup.problem import LimberupError


def test_everything_under_one_folder(tmp_path: Path) -> None:
    home = find_home({"LIMBERUP_HOME": str(tmp_path / "here")})
    assert home == Home(tmp_path / "here", tmp_path / "here", tmp_path / "here", tmp_path / "here" / "cache")
    assert [home.person, home.settings, home.routines, home.history, home.packs, home.open] == [
        tmp_path / "here" / name for name in ("person.toml", "settings.toml", "routines", "history", "packs", "open")
    ]
    assert not (tmp_path / "here").exists(), "nothing is made before something is written"


def test_a_relative_folder_and_one_of_the_user(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path / "me"))
    assert find_home({"LIMBERUP_HOME": "x"}).data == tmp_path / "x"
    assert find_home({"LIMBERUP_HOME": "~/x"}).data == tmp_path / "me" / "x"
    assert find_home({"LIMBERUP_HOME": "~no-such-user/x"}).data == tmp_path / "~no-such-user" / "x"


@pytest.mark.skipif(os.name != "posix" or os.uname().sysname == "Darwin", reason="XDG folders")
def test_the_folders_of_the_system(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DATA", "CONFIG", "STATE", "CACHE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name))
    for environ in ({}, {"LIMBERUP_HOME": ""}):
        home = find_home(environ)
        folders = [home.data, home.config, home.state, home.cache]
        assert folders == [tmp_path / name / "limberup" for name in ("DATA", "CONFIG", "STATE", "CACHE")]


def test_checking_makes_private_folders(tmp_path: Path) -> None:
    old = os.umask(0)
    try:
        home = find_home({"LIMBERUP_HOME": str(tmp_path / "a" / "b")})
        home.check()
    finally:
        os.umask(old)
    assert [stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "a", tmp_path / "a" / "b")] == [0o700, 0o700]
    (tmp_path / "a" / "b").chmod(0o755)
    home.check()
    assert stat.S_IMODE((tmp_path / "a" / "b").stat().st_mode) == 0o755, "a folder of the person's own stays as it is"


@pytest.mark.parametrize(
    ("place", "what"),
    [
        ("file", "is a file, and limberup needs a folder there"),
        ("file/below/it", "cannot be made: not a directory"),
        ("gone", "cannot be made: file exists"),
        ("loop/x", "cannot be made: "),
        ("n" * 300, "cannot be made: file name too long"),
    ],
)
def test_a_place_that_can_hold_nothing_is_told(tmp_path: Path, place: str, what: str) -> None:
    (tmp_path / "file").touch()
    (tmp_path / "gone").symlink_to("nowhere")
    (tmp_path / "loop").symlink_to("loop")
    home = find_home({"LIMBERUP_HOME": str(tmp_path / place)})
    with pytest.raises(LimberupError) as caught:
        home.check()
    (problem,) = caught.value.problems
    assert problem.what.startswith(what)
    assert "set LIMBERUP_HOME" in problem.remedy


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_cannot_be_written_to(tmp_path: Path) -> None:
    (tmp_path / "x").mkdir(0o500)
    with pytest.raises(LimberupError, match="cannot be written to"):
        find_home({"LIMBERUP_HOME": str(tmp_path / "x")}).check()


def test_packs_that_others_could_change_are_closed(tmp_path: Path) -> None:
    home = find_home({"LIMBERUP_HOME": str(tmp_path)})
    home.packs.mkdir(mode=0o700)
    (home.packs / "theirs").mkdir(mode=0o755)
    assert home.loose(deep=True) == []
    home.packs.chmod(0o777)
    assert home.check() == [home.packs]
    assert [stat.S_IMODE(path.stat().st_mode) for path in (home.packs, home.packs / "theirs")] == [0o700, 0o755]


def test_where_the_cache_lies_among_the_rest_nothing_more_is_closed(tmp_path: Path) -> None:
    (tmp_path / "notes").mkdir(mode=0o755)
    (tmp_path / "notes").chmod(0o755)
    assert Home(tmp_path, tmp_path, tmp_path, tmp_path).loose(deep=True) == []


def test_what_a_link_leads_to_is_not_closed(tmp_path: Path) -> None:
    (tmp_path / "theirs").write_text("")
    (tmp_path / "theirs").chmod(0o644)
    (tmp_path / "link").symlink_to("theirs")
    assert make_private([tmp_path / "link", tmp_path / "gone", tmp_path / "theirs"]) == [tmp_path / "theirs"]
    (tmp_path / "theirs").chmod(0o644)
    assert make_private([tmp_path / "link"]) == []
    assert stat.S_IMODE((tmp_path / "theirs").stat().st_mode) == 0o644


def test_a_folder_that_is_there_is_enough(tmp_path: Path) -> None:
    make_folder(tmp_path)
    (tmp_path / "link").symlink_to(tmp_path)
    make_folder(tmp_path / "link" / "x")
    assert (tmp_path / "x").is_dir()
