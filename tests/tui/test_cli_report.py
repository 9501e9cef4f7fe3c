"""`limberup report`: what is printed, what is written where, and exit codes."""

from __future__ import annotations

import json
import os
import stat
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from tests.core.past import BRIDGE, done, session

from limberup.handout.table import COLUMNS
from limberup.history.store import History
from limberup_tui.cli import limberup, main
from limberup_tui.clock import Clock

NOW = datetime(2026, 11, 21, 8, 30, tzinfo=timezone(timedelta(hours=1)))


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the home of somebody with two sessions, on a day that is set."""
    folder = tmp_path / "home"
    monkeypatch.setenv("LIMBERUP_HOME", str(folder))
    monkeypatch.setattr(Clock, "moment", lambda _: NOW)
    monkeypatch.chdir(tmp_path)
    history = History(folder / "history")
    history.save(session(10, done(BRIDGE, "1x8"), note="A secret."))
    history.save(session(2, done(BRIDGE, "2x10"), pain=4))
    (folder / "person.toml").write_text('schema = 1\nage_band = "18-59"\nconditions = ["hip_oa"]\n')
    return folder


def report(*words: str) -> Result:
    """Run the command."""
    return CliRunner().invoke(limberup, ["--safe", "report", *words])


def test_text_is_printed(home: Path) -> None:
    done_ = report()
    assert (done_.exit_code, done_.stderr) == (0, "")
    assert done_.stdout.startswith("Report on 5 Oct 2026 to 21 Nov 2026\n===")
    assert "- Conditions told: hip arthritis\n" in done_.stdout
    assert "Glute bridge, 2 times: first 1 x 8, now 2 x 10." in done_.stdout
    assert "secret" not in done_.stdout


def test_notes_weeks_and_markdown(home: Path) -> None:
    shown = report("--notes", "--weeks", "1", "--markdown").stdout
    assert shown.startswith("# Report on 9 Nov 2026 to 21 Nov 2026\n")
    assert "- 11 Nov 2026: A secret.\n" in shown


def test_json_has_the_keys_of_the_page(home: Path) -> None:
    found = json.loads(report("--json").stdout)
    page = (Path(__file__).parents[2] / "docs" / "handing-over.md").read_text("utf-8")
    part = page.partition("### The report as JSON")[2].partition("\n## ")[0]
    named = [
        name for line in part.splitlines() if line.startswith("| `") for name in line.split("|")[1].split("`")[1::2]
    ]
    assert sorted(named) == sorted(found)
    within = {key for value in found.values() if isinstance(value, list) and value and isinstance(value[0], dict)
              for key in value[0]}  # fmt: skip
    assert all(f"`{key}`" in part for key in within | set(found["pain"]) | set(found["pain"]["moving"]))
    assert (found["today"], found["sessions"], found["pain"]["moving"]["worst"]) == ("2026-11-21", 2, 4)


def test_a_page_is_written_for_its_owner_alone_and_never_over_another(home: Path, tmp_path: Path) -> None:
    os.umask(0)
    try:
        assert report("--html", "r.html").exit_code == 0
    finally:
        os.umask(0o022)
    path = tmp_path / "r.html"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert "hip arthritis" in path.read_text("utf-8")
    path.write_text("mine")
    assert main(["--safe", "report", "--html", "r.html"]) == 2
    assert path.read_text() == "mine"
    assert main(["--safe", "report", "--html", "r.html", "--force"]) == 0
    assert path.read_text("utf-8").startswith("<!DOCTYPE html>")


def test_the_folder_of_a_page_keeps_its_rights(home: Path, tmp_path: Path) -> None:
    folder = tmp_path / "shared"
    folder.mkdir(mode=0o755)
    assert main(["--safe", "report", "--html", "shared/r.html"]) == 0
    assert stat.S_IMODE(folder.stat().st_mode) == 0o755
    assert [path.name for path in folder.iterdir()] == ["r.html"]


@pytest.mark.parametrize("place", ["nowhere/r.html", "home", "link.html", "home/history/x/r.html"])
def test_where_it_cannot_be_written_one_line_says_so(
    place: str, home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "link.html").symlink_to(tmp_path / "target.html")
    assert main(["--safe", "report", "--html", place, "--force"]) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert shown.err.count("\n") == 1
    assert shown.err.startswith("limberup: ")
    assert not (tmp_path / "target.html").exists()


@pytest.mark.parametrize("words", [["--weeks", "0"], ["--weeks", "105"], ["--weeks", "x"], ["--json", "--markdown"],
                                   ["--html", "a.html", "--json"]])  # fmt: skip
def test_wrong_usage_is_one_line(words: list[str], home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--safe", "report", *words]) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_a_damaged_file_is_named_and_left_out(home: Path) -> None:
    path = home / "history" / "2026" / "20261120T083000Z-00000005.toml"
    path.write_text("schema = 1\nstarted = nonsense\n")
    found = report()
    assert found.exit_code == 1
    assert "1 file or folder of the history that can't be read left out." in found.stdout
    assert path.name in found.stderr
    assert "2 sessions on 2 days." in found.stdout


def test_a_damaged_person_is_one_line_and_no_report(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (home / "person.toml").write_text("conditions = [")
    assert main(["--safe", "report"]) == 2
    assert capsys.readouterr().out == ""


def test_nobody_yet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LIMBERUP_HOME", str(tmp_path / "none"))
    found = report()
    assert found.exit_code == 0
    assert "No exercise was done." in found.stdout
    assert {path.name for path in (tmp_path / "none").iterdir()} == {"cache"}, "only what may be deleted at any time"


def test_the_history_is_printed_with_the_columns_of_the_page(home: Path) -> None:
    shown = CliRunner().invoke(limberup, ["history", "--csv"]).stdout
    assert shown.splitlines()[0] == ",".join(COLUMNS)
