"""`limberup packs check`: what it prints where, and with which exit code."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from tests.core.stairs import GOOD, UP, UP_FILE, put, without, write

from limberup.text import clean
from limberup_tui.cli import limberup, main


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LIMBERUP_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("LIMBERUP_SAFE", raising=False)


def invoke(*args: str) -> Result:
    """Run `limberup packs check`."""
    return CliRunner().invoke(limberup, ["packs", "check", *args])


def test_the_command_says_that_nothing_is_wrong(tmp_path: Path) -> None:
    folder = write(tmp_path / "stairs", GOOD)
    for path in (folder, folder / "pack.toml"):
        result = invoke(str(path))
        assert (result.exit_code, result.stderr) == (0, "")
        assert result.stdout.startswith("stairs: 2 exercises, 1 routine")
        assert result.stdout.count("\n") == 1


def test_the_command_tells_every_problem_on_standard_error(tmp_path: Path) -> None:
    files = {**GOOD, UP_FILE: without("stop")(without("feel")(UP))}
    result = invoke(str(write(tmp_path / "stairs", files)))
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.splitlines() == [
        f"limberup: stairs/{UP_FILE}: feel is missing. Add feel = ...",
        f"limberup: stairs/{UP_FILE}: stop is missing. Add stop = ...",
    ]


def test_the_folder_one_is_in_has_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(write(tmp_path / "stairs", {**GOOD, UP_FILE: without("stop")(UP)}))
    for path in (".", "pack.toml"):
        assert invoke(path).stderr == f"limberup: stairs/{UP_FILE}: stop is missing. Add stop = ...\n"


def test_the_command_as_json(tmp_path: Path) -> None:
    good = invoke(str(write(tmp_path / "stairs", GOOD)), "--json")
    assert good.exit_code == 0
    assert json.loads(good.stdout) == {"id": "stairs", "healthy": True, "problems": [], "deprecated": []}
    bad = invoke(str(write(tmp_path / "stairs", {UP_FILE: put('"step-tap"', '"step-tip"')(UP)})), "--json")
    assert (bad.exit_code, bad.stderr) == (1, "")
    assert json.loads(bad.stdout) == {
        "id": "stairs",
        "healthy": False,
        "problems": [
            {
                "file": f"stairs/{UP_FILE}",
                "place": "line 20, easier",
                "what": "there is no exercise 'stairs/step-tip'",
                "remedy": "Did you mean 'stairs/step-tap'?",
            }
        ],
        "deprecated": [],
    }
    broken = invoke(str(write(tmp_path / "stairs", {"pack.toml": "="})), "--json")
    assert broken.exit_code == 1
    told = json.loads(broken.stdout)
    assert (told["id"], told["healthy"], len(told["problems"])) == (None, False, 1)


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (["gone"], "gone: there is no such folder. Name the folder that holds pack.toml"),
        (["empty"], "empty: there is no pack.toml in it. Name the folder that holds pack.toml"),
        (["file"], "file: there is no such folder. Name the folder that holds pack.toml"),
        ([], "missing argument 'PATH'"),
    ],
)
def test_where_there_is_no_pack(
    args: list[str], words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "file").touch()
    monkeypatch.chdir(tmp_path)
    assert main(["packs", "check", *args]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert words in err
    assert err.count("\n") == 1


def test_a_hostile_pack_says_nothing_to_the_terminal(tmp_path: Path) -> None:
    files = {**GOOD, UP_FILE: put('"SHEET", ', '"\\u001b[31mRED", ')(UP)}
    folder = write(tmp_path / "stairs\x1b[2J", files)
    result = invoke(str(folder))
    assert result.exit_code == 1
    assert result.stderr == clean(result.stderr, lines=True)
    assert "[31mRED" in result.stderr
