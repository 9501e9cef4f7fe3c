"""`limberup history import`: a log is looked at, then kept, and twice adds nothing."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.core.taking.test_logs import FITNOTES, HEVY, STRONG
from tests.tui.program import home, run

__all__ = ["home"]

BERLIN = {"TZ": "Europe/Berlin"}


def bring(text: str, *options: str) -> tuple[int, str, str]:
    """Import what comes on standard input; return the exit code and what was printed, with single blanks."""
    done = run("history", "import", "-", *options, stdin=None, input=text, env=BERLIN)
    return done.returncode, " ".join(done.stdout.split()), done.stderr


def sessions(home: Path) -> list[dict[str, object]]:
    """Return the history as the program prints it."""
    found = json.loads(run("history", "--json").stdout)
    assert isinstance(found, list)
    return found


def test_it_is_looked_at_and_kept_only_when_told(home: Path) -> None:
    code, said, wrong = bring(STRONG)
    assert code == 1
    assert "A log of Strong: 1 session new, of 2026-03-04." in said
    assert "Glute Bridge glutes/glute-bridge 2" in said
    assert "Left out, with the number of their sets: Squat (Barbell) (1), Bench Press (Barbell) (1)." in said
    assert "no dose follows from them" in said
    assert wrong == "limberup: nothing was kept. Add --yes to keep it\n"
    assert not list(home.glob("history/*/*"))
    code, said, wrong = bring(STRONG, "--yes")
    assert (code, wrong) == (0, "")
    assert said.endswith("Kept 1 session.")
    (path,) = home.glob("history/2026/*.toml")
    assert 'origin = "Strong"' in path.read_text("utf-8")
    assert path.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("text", [STRONG, HEVY, FITNOTES])
def test_twice_adds_nothing(home: Path, text: str) -> None:
    assert bring(text, "--yes")[0] == 0
    before = {path: path.read_bytes() for path in home.glob("history/*/*")}
    code, said, _ = bring(text, "--yes")
    assert code == 0
    assert "there already." in said
    assert said.endswith("Nothing new to take over.")
    assert {path: path.read_bytes() for path in home.glob("history/*/*")} == before


def test_our_own_export_comes_back(home: Path, tmp_path: Path) -> None:
    assert bring(HEVY, "--yes")[0] == 0
    exported = run("history", "--json").stdout
    there = sessions(home)
    file = tmp_path / "own.json"
    file.write_text(exported, "utf-8")
    elsewhere = {"LIMBERUP_HOME": str(tmp_path / "other")}
    done = run("history", "import", str(file), "--yes", env=elsewhere)
    assert done.returncode == 0, done.stderr
    assert json.loads(run("history", "--json", env=elsewhere).stdout)[0]["exercises"] == there[0]["exercises"]
    again = run("history", "import", str(file), "--yes", env=elsewhere)
    assert "Nothing new to take over." in again.stdout


def test_rows_that_cannot_be_read_are_named(home: Path) -> None:
    code, said, wrong = bring(FITNOTES + "someday,Plank,Abs,,,3,,,,\n", "--yes")
    assert code == 1
    assert said.endswith("Kept 2 sessions.")
    assert wrong == "limberup: standard input: line 5: 'someday' is no day that can be read. It was left out\n"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "is empty"),
        ("a,b\n1,2\n", "is no log that limberup knows"),
        ("[1, 2]", "is no list of sessions"),
        ("[" * 90_000, "is nested too deeply"),
        ("Date,Exercise,Category\x00", "is not text"),
        ("session,started,routine\n", "Take what limberup history --json prints"),
    ],
)
def test_what_is_no_log_is_one_clear_line(home: Path, text: str, words: str) -> None:
    code, said, wrong = bring(text, "--yes")
    assert (code, said) == (2, "")
    assert len(wrong.splitlines()) == 1
    assert words in wrong


def test_a_file_that_is_not_there(home: Path, tmp_path: Path) -> None:
    done = run("history", "import", str(tmp_path / "gone.csv"))
    assert done.returncode == 2
    assert "there is no such file" in done.stderr
