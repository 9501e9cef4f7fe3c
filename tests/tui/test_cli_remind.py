"""`limberup remind`: lines, a calendar, and what is said where there is nothing to plan."""

from __future__ import annotations

import re
import stat
import subprocess
import sys
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from limberup_tui.cli import limberup, main
from limberup_tui.clock import Clock

NOW = datetime(2026, 11, 23, 8, 30, tzinfo=timezone(timedelta(hours=1)))
"""A Monday."""


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the home of somebody who means to exercise on three days a week."""
    folder = tmp_path / "home"
    folder.mkdir()
    (folder / "person.toml").write_text("schema = 1\ndays = 3\nminutes = 20\n")
    monkeypatch.setenv("LIMBERUP_HOME", str(folder))
    monkeypatch.setattr(Clock, "moment", lambda _: NOW)
    monkeypatch.chdir(tmp_path)
    return folder


def remind(*words: str) -> Result:
    """Run the command."""
    return CliRunner().invoke(limberup, ["--safe", "remind", *words])


def test_lines_are_printed_from_today_on(home: Path) -> None:
    found = remind("--weeks", "1")
    assert (found.exit_code, found.stderr) == (0, "")
    assert found.stdout.splitlines() == [
        "Mon 23 Nov 2026  18:00  Exercises  about 20 min",
        "Wed 25 Nov 2026  18:00  Exercises  about 20 min",
        "Fri 27 Nov 2026  18:00  Exercises  about 20 min",
    ]


def test_what_is_over_for_today_begins_tomorrow(home: Path) -> None:
    first = remind("--weeks", "1", "--at", "7:30", "--days", "mon,tue").stdout.splitlines()[0]
    assert first.startswith("Tue 24 Nov 2026  07:30")


def test_days_between_strength_are_for_stretching(home: Path) -> None:
    (home / "person.toml").write_text("schema = 1\ndays = 5\n")
    kinds = [re.split(r"  +", line)[2] for line in remind("--weeks", "1").stdout.splitlines()]
    assert kinds == ["Exercises", "Stretching and moving", "Exercises", "Exercises", "Stretching and moving"]


def test_a_routine_with_strength_is_planned_on_three_days_and_it_is_said(home: Path) -> None:
    (home / "person.toml").write_text("schema = 1\ndays = 6\n")
    found = remind("--weeks", "1", "--routine", "strong-hips")
    assert len(found.stdout.splitlines()) == 3
    assert found.stderr.count("\n") == 1
    assert "planned on 3 days a week" in found.stderr
    asked = remind("--weeks", "1", "--routine", "strong-hips", "--days", "sun,mon")
    assert len(asked.stdout.splitlines()) == 2
    assert "needs a day between" in asked.stderr


def test_a_calendar_is_written_for_its_owner_alone_and_never_over_another(home: Path, tmp_path: Path) -> None:
    found = remind("--ics", "l.ics", "--zone", "Europe/Berlin")
    path = tmp_path / "l.ics"
    assert found.stdout == "l.ics: 24 sessions, in Europe/Berlin. Import it into your calendar.\n"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    before = path.read_bytes()
    assert b"\r\nDTSTART;TZID=Europe/Berlin:20261123T180000\r\n" in before
    assert main(["--safe", "remind", "--ics", "l.ics"]) == 2
    assert path.read_bytes() == before
    assert main(["--safe", "remind", "--ics", "l.ics", "--days", "tue", "--zone", "Europe/Berlin", "--force"]) == 0
    after = path.read_bytes()
    uid = before[before.index(b"UID:") :].split(b"\r\n")[0]
    assert uid in after
    assert b"BYDAY=TU" in after


def test_the_calendar_can_be_printed_as_it_would_be_written(home: Path, tmp_path: Path) -> None:
    words = ["--weeks", "2", "--zone", "America/New_York"]
    printed = remind("--ics", "-", *words).stdout_bytes
    assert remind("--ics", "l.ics", *words).exit_code == 0
    assert printed == (tmp_path / "l.ics").read_bytes()


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("Europe/Vienna", b"DTSTART;TZID=Europe/Vienna:20261123T180000"),
        (":Asia/Tokyo", b"DTSTART;TZID=Asia/Tokyo:20261123T180000"),
        ("UTC", b"DTSTART:20261123T180000\r"),
        ("CET-1", b"DTSTART:20261123T180000\r"),
        ("", b"DTSTART:20261123T180000\r"),
    ],
)
def test_the_zone_is_that_of_the_machine(name: str, line: bytes, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", name)
    monkeypatch.setattr(Clock, "moment", lambda _: datetime(2026, 11, 22, 12, 0, tzinfo=timezone(timedelta(hours=1))))
    assert line in remind("--ics", "-").stdout_bytes


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--days", "foo"], "--days: 'foo' is no day of the week. Write them like mon,wed,fri"),
        (["--days", ""], "--days: there is no day in it"),
        (["--at", "25:00"], "--at: '25:00' is no time of day. Write it like 18:00"),
        (["--at", "١٨:٠٠"], "--at: "),
        (["--weeks", "0"], "--weeks: it can be for 1 to 104 weeks, not 0"),
        (["--zone", "Europe/Berlim"], "--zone: there is no time zone 'Europe/Berlim'"),
        (["--zone", "../../etc/passwd"], "--zone: there is no time zone"),
        (["--zone", "/etc/localtime"], "--zone: there is no time zone"),
        (["--routine", "nix"], "routines: there is no routine 'nix'"),
        (["--ics", "none/l.ics"], "there is no such folder"),
        (["--ics", "home"], "home: is no plain file"),
    ],
)
def test_wrong_usage_is_one_line(words: list[str], said: str, home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--safe", "remind", *words]) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert shown.err.count("\n") == 1
    assert said in shown.err


def test_nothing_is_planned_while_a_warning_sign_is_open(home: Path, tmp_path: Path) -> None:
    (home / "person.toml").write_text('schema = 1\n[[flag]]\nid = "U1"\nsince = 2026-11-10\n')
    found = remind("--ics", "l.ics")
    assert (found.exit_code, found.stdout) == (1, "")
    assert "no session is planned while something has to be looked at first (U1)" in found.stderr
    assert not (tmp_path / "l.ics").exists()


def test_icalendar_is_loaded_for_a_calendar_alone(home: Path) -> None:
    code = (
        "import sys; from limberup_tui.cli import main; main(sys.argv[1:]); "
        "print('icalendar' in sys.modules, 'textual' in sys.modules)"
    )

    def loaded(*words: str) -> str:
        run = subprocess.run(
            [sys.executable, "-c", code, *words], capture_output=True, text=True, check=True, timeout=60
        )
        return run.stdout.splitlines()[-1]

    assert loaded("remind") == "False False"
    assert loaded("remind", "--ics", "l.ics") == "True False"
    assert loaded("report") == "False False"
