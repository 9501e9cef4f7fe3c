"""`limberup history` and what is done with it: what is printed, what is asked, and how it ends."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
import time
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from limberup.history.open_sessions import OpenSessions
from limberup.history.record import Record, parse_entry
from limberup.history.store import History
from limberup.person import Person
from limberup.person_file import load_person, save_person
from limberup_tui.cli import limberup, main

TODAY = date(2026, 11, 21)


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Path]:
    """Return an empty home that the program uses, on a machine in Berlin."""
    folder = tmp_path / "home"
    folder.mkdir()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LIMBERUP_HOME", str(folder))
        patch.setenv("LIMBERUP_SAFE", "1")
        patch.setenv("TZ", "Europe/Berlin")
        time.tzset()
        yield folder
    time.tzset()


def history(home: Path) -> History:
    """Return the history of a home."""
    return History(home / "history")


def keep(home: Path, day: int = 1, **changes: Any) -> Record:
    """Save a session of a day of November 2026."""
    started = datetime.fromisoformat(f"2026-11-{day:02}T08:30:00+01:00")
    values: dict[str, Any] = {
        "id": f"202611{day:02}T073000Z-000000{day:02}",
        "started": started,
        "ended": started + timedelta(minutes=12),
        "routine": "After work",
        "pain_at_rest": 2,
        "pain_moving": 4,
        "entries": (parse_entry("glutes/glute-bridge: 10, 8 of 2x10"),),
    }
    record = Record(**values | changes)
    history(home).save(record)
    return history(home).load(record.id)


class Done:
    """What a command printed, and how it ended."""

    def __init__(self, code: int, out: str, err: str) -> None:
        self.code, self.out, self.err = code, out, err


def run(capfd: pytest.CaptureFixture[str], *args: str) -> Done:
    """Run a command of `limberup history` in this process, with nobody to answer."""
    code = main(["history", *args])
    out, err = capfd.readouterr()
    return Done(code, out, err)


def in_terminal(typed: str, *args: str, env: Mapping[str, str] | None = None) -> tuple[int, str]:
    """Run a command in a real terminal with something typed, and return code and what it showed."""
    ours, theirs = pty.openpty()
    os.write(ours, typed.encode())
    command = [sys.executable, "-m", "limberup_tui", "history", *args]
    environ = {**os.environ, **(env or {})}
    with subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, env=environ) as process:
        os.close(theirs)
        shown = b""
        with suppress(OSError):  # Linux tells the end of a terminal this way.
            while part := os.read(ours, 4096):
                shown += part
        code = process.wait(60)
    os.close(ours)
    return code, shown.decode().replace("\r\n", "\n")


CaptureFd = pytest.CaptureFixture[str]


class TestList:
    def test_the_group_is_still_the_list(self, home: Path, capfd: CaptureFd) -> None:
        keep(home)
        assert "00000001  2026-11-01 08:30  After work" in run(capfd).out
        assert json.loads(run(capfd, "--json").out)[0]["id"] == "20261101T073000Z-00000001"

    def test_options_of_the_list_go_with_nothing_else(self, home: Path, capfd: CaptureFd) -> None:
        done = run(capfd, "--json", "check")
        assert (done.code, done.out) == (2, "")
        assert "stand behind 'check', if at all" in done.err
        assert run(capfd, "chekc").code == 2

    def test_nothing_is_written_for_an_empty_list(self, home: Path, capfd: CaptureFd) -> None:
        assert run(capfd).code == 0
        assert not any(home.iterdir())


class TestCheck:
    def test_in_order(self, home: Path, capfd: CaptureFd) -> None:
        assert run(capfd, "check").out == "0 files, nothing wrong.\n"
        keep(home)
        done = run(capfd, "check")
        assert (done.code, done.out, done.err) == (0, "1 file, nothing wrong.\n", "")
        assert json.loads(run(capfd, "check", "--json").out) == []

    def test_a_note_is_nothing_wrong(self, home: Path, capfd: CaptureFd) -> None:
        keep(home, entries=(parse_entry("gone/away: 1 of 1x5"),))
        done = run(capfd, "check")
        assert done.code == 0
        assert "note: " in done.out
        assert "has exercises that no pack has now: gone/away" in done.out

    def test_damage_is_told_and_set_aside(self, home: Path, capfd: CaptureFd) -> None:
        keep(home)
        path = history(home).path(keep(home, 2).id)
        path.write_text("nonsense")
        done = run(capfd, "check")
        assert done.code == 1
        assert done.out.splitlines()[0].startswith(f"damaged: {path}: ")
        assert done.out.splitlines()[-1] == "2 files, one thing to put right."
        (found,) = json.loads(run(capfd, "check", "--json").out)
        assert (found["id"], found["kind"], found["wrong"], found["file"]) == (path.stem, "damaged", True, str(path))
        done = run(capfd, "check", "--set-aside")
        aside = home / "history" / "damaged" / path.name
        assert (done.code, done.out) == (0, f"Set aside: {path} is now {aside}\n1 file, nothing wrong.\n")
        assert aside.read_text() == "nonsense"

    def test_what_is_loose_is_closed(self, home: Path, capfd: CaptureFd) -> None:
        path = history(home).path(keep(home).id)
        path.chmod(0o644)
        done = run(capfd, "check")
        assert (done.code, done.out.split(":")[0]) == (1, "loose")
        assert run(capfd, "check", "--mend").out == f"Put right: {path}\n1 file, nothing wrong.\n"
        assert path.stat().st_mode & 0o777 == 0o600


class TestOne:
    @pytest.mark.parametrize("name", ["last", "00000003", "20261103T073000Z-00000003", "2026-11-03"])
    def test_delete_and_undelete(self, home: Path, capfd: CaptureFd, name: str) -> None:
        for day in (1, 2, 3):
            keep(home, day)
        done = run(capfd, "delete", name)
        assert done.out.startswith("Deleted: 20261103T073000Z-00000003. Take it back with")
        assert [id_[6:8] for id_ in history(home).ids()] == ["02", "01"]
        assert run(capfd, "undelete").out == "Taken back: After work, 2026-11-03 08:30.\n"
        assert len(history(home).ids()) == 3

    def test_undelete_by_name(self, home: Path, capfd: CaptureFd) -> None:
        for day in (1, 2):
            keep(home, day)
            run(capfd, "delete", "last")
        assert run(capfd, "undelete", "00000001").code == 0
        assert [id_[6:8] for id_ in history(home).ids()] == ["01"]

    @pytest.mark.parametrize("command", [["delete"], ["edit", "--effort", "3"], ["undelete"]])
    def test_what_is_not_there(self, home: Path, capfd: CaptureFd, command: list[str]) -> None:
        keep(home)
        for name in ("0000000f", "../../etc/passwd", "2026-01-01"):
            done = run(capfd, *command, name)
            assert (done.code, done.out) == (2, "")
            assert "there is no " in done.err
            assert done.err.count("\n") == 1
        assert len(history(home).ids()) == 1
        assert run(capfd, "undelete").code == 2

    def test_a_day_with_two(self, home: Path, capfd: CaptureFd) -> None:
        keep(home)
        keep(home, id="20261101T170000Z-0000000b")
        done = run(capfd, "delete", "2026-11-01")
        assert "there are 2 sessions '2026-11-01'. Say which: 0000000b or 00000001" in done.err
        assert done.code == 2

    def test_edit(self, home: Path, capfd: CaptureFd) -> None:
        before = keep(home, note="old", origin="by hand")
        done = run(capfd, "edit", "last", "--pain-after", "3", "--effort", "4", "--note", " new ")
        assert (done.code, done.out) == (0, "Changed: After work, 2026-11-01 08:30.\n")
        after = history(home).load(before.id)
        assert (after.pain_after, after.effort, after.note) == (3, 4, "new")
        assert (after.entries, after.origin, after.started) == (before.entries, "by hand", before.started)
        run(capfd, "edit", "last", "--note", "")
        assert history(home).load(before.id).note == ""

    def test_a_morning_has_its_usual_one(self, home: Path, capfd: CaptureFd) -> None:
        keep(home, 1, morning_pain=2, morning_usual=2)
        keep(home, 2)
        run(capfd, "edit", "last", "--morning", "5")
        told = history(home).load("20261102T073000Z-00000002")
        assert (told.morning_pain, told.morning_usual) == (5, 2)
        run(capfd, "edit", "2026-11-02", "--morning", "4", "--usual", "3")
        told = history(home).load("20261102T073000Z-00000002")
        assert (told.morning_pain, told.morning_usual) == (4, 3)

    @pytest.mark.parametrize(
        "options", [[], ["--pain-after", "11"], ["--effort", "-1"], ["--morning", "x"], ["--usual", "2"],
                    ["--note", "x" * 2001]]
    )  # fmt: skip
    def test_what_can_not_be(self, home: Path, capfd: CaptureFd, options: list[str]) -> None:
        before = keep(home)
        done = run(capfd, "edit", "last", *options)
        assert (done.code, done.out) == (2, "")
        assert history(home).load(before.id) == before

    def test_what_a_newer_limberup_wrote_is_not_changed(self, home: Path, capfd: CaptureFd) -> None:
        path = history(home).path(keep(home).id)
        path.write_text(path.read_text().replace("schema = 2", "schema = 3"))
        text = path.read_text()
        done = run(capfd, "edit", "last", "--effort", "3")
        assert (done.code, path.read_text()) == (2, text)
        assert "was written by a newer limberup" in done.err


class TestAdd:
    BRIDGE = ("--done", "glute-bridge: 10, 10 of 2x10")

    def test_a_past_session(self, home: Path, capfd: CaptureFd) -> None:
        options = [
            "--routine",
            "In the park",
            "--pain-before",
            "2",
            "--pain-after",
            "1",
            "--effort",
            "5",
            "--note",
            "Fine",
        ]
        more = ("--done", "spinal-mobility/cat-cow: 8 of 1x8")
        done = run(capfd, "add", "--when", "2026-07-20 18:00", "--minutes", "20", *self.BRIDGE, *more, *options)
        assert done.code == 0
        (record,) = history(home).read().records
        assert done.out == f"Added: In the park, 2026-07-20 18:00, as {record.id[-8:]}.\n"
        assert record.id.startswith("20260720T160000Z-"), "in the summer time of that day"
        assert record.started.isoformat() == "2026-07-20T18:00:00+02:00"
        assert record.seconds == 1200
        assert [entry.exercise for entry in record.entries] == ["glutes/glute-bridge", "spinal-mobility/cat-cow"]
        assert (record.origin, record.state, record.is_session, record.finished) == ("by hand", "", True, True)
        assert (record.pain_before, record.pain_after, record.effort, record.note) == (2, 1, 5, "Fine")

    def test_in_winter_time_and_with_a_zone(self, home: Path, capfd: CaptureFd) -> None:
        for when, offset in (("2026-01-20 18:00", "+01:00"), ("2026-01-20T18:00:00-05:00", "-05:00")):
            run(capfd, "add", "--when", when, "--minutes", "20", *self.BRIDGE)
            assert history(home).read().records[0].started.isoformat()[-6:] == offset

    @pytest.mark.parametrize(
        ("options", "why"),
        [
            (["--when", "2126-11-20 18:00", "--minutes", "9", *BRIDGE], "that is not over yet"),
            (["--when", "yesterday", "--minutes", "9", *BRIDGE], "write the time like"),
            (["--when", "2026-11-20", "--minutes", "9", *BRIDGE], "write the time like"),
            (["--when", "2026-11-20 18:00", "--minutes", "0", *BRIDGE], "--minutes"),
            (["--when", "2026-11-20 18:00", "--minutes", "9"], "say with --done what was done"),
            (["--when", "2026-11-20 18:00", "--minutes", "9", "--done", "glute-brdige: 1 of 1x5"], "glute-bridge"),
            (["--when", "2026-11-20 18:00", "--minutes", "9", "--done", "glute-bridge: ten"], "is not an entry like"),
            (["--when", "2026-11-20 18:00", "--minutes", "9", "--done", ""], "--done"),
            (["--minutes", "9", *BRIDGE], "--when"),
        ],
    )
    def test_what_can_not_be(self, home: Path, capfd: CaptureFd, options: list[str], why: str) -> None:
        done = run(capfd, "add", *options)
        assert (done.code, done.out, done.err.count("\n")) == (2, "", 1)
        assert why in done.err
        assert history(home).ids() == []


class TestBackup:
    def test_there_and_back(self, home: Path, capfd: CaptureFd, tmp_path: Path) -> None:
        keep(home, 1)
        keep(home, 2)
        run(capfd, "delete", "last")
        save_person(home / "person.toml", Person())
        file = tmp_path / "b.zip"
        done = run(capfd, "backup", str(file))
        assert (done.code, done.out) == (0, f"Kept in {file}: 1 record, 1 deleted, 0 routines, 1 other file.\n")
        assert "is there already" in run(capfd, "backup", str(file)).err
        assert run(capfd, "backup", str(file), "--force").code == 0
        (home / "history").rename(home / "old")
        done = run(capfd, "restore", str(file))
        assert done.code == 1
        assert "2 new here" in done.out
        assert "1 the same here" in done.out
        assert done.err == "limberup: nothing was changed. Add --yes to do it\n"
        assert not (home / "history").exists()
        done = run(capfd, "restore", str(file), "--yes")
        assert (done.code, done.out.splitlines()[-1]) == (0, "Brought back: 2 files.")
        assert len(history(home).ids()) == len(history(home).deleted()) == 1
        assert "Nothing to bring back." in run(capfd, "restore", str(file)).out

    def test_what_differs_is_named_and_stays(self, home: Path, capfd: CaptureFd, tmp_path: Path) -> None:
        keep(home)
        run(capfd, "backup", str(tmp_path / "b.zip"))
        keep(home, note="mine")
        done = run(capfd, "restore", str(tmp_path / "b.zip"), "--yes")
        assert "1 different here: yours stay\n    history/2026/20261101T073000Z-00000001.toml" in done.out
        assert history(home).load("20261101T073000Z-00000001").note == "mine"
        done = run(capfd, "restore", str(tmp_path / "b.zip"), "--theirs", "--yes")
        assert f"Yours is kept: {home}/history/replaced/20261101T073000Z-00000001.toml" in done.out
        assert history(home).load("20261101T073000Z-00000001").note == ""

    def test_a_warning_sign_is_spoken_of_and_stays(self, home: Path, capfd: CaptureFd, tmp_path: Path) -> None:
        home.joinpath("history").mkdir()
        save_person(home / "person.toml", Person(minutes=20).with_flags(["E1"], TODAY))
        run(capfd, "backup", str(tmp_path / "b.zip"))
        save_person(home / "person.toml", Person().with_flags(["U7"], TODAY))
        done = run(capfd, "restore", str(tmp_path / "b.zip"))
        assert "The backup has something open that is not open here: E1." in done.out
        done = run(capfd, "restore", str(tmp_path / "b.zip"), "--theirs", "--yes")
        assert "What is open here stays open: U7." in done.out
        assert {flag.id for flag in load_person(home / "person.toml").open_flags} == {"E1", "U7"}

    def test_a_spoiled_one_is_refused_in_one_line(self, home: Path, capfd: CaptureFd, tmp_path: Path) -> None:
        file = tmp_path / "b.zip"
        with zipfile.ZipFile(file, "w") as archive:
            archive.writestr("../../x", "x")
        done = run(capfd, "restore", str(file), "--yes", "--theirs")
        assert (done.code, done.out, done.err.count("\n")) == (2, "", 1)
        assert "Nothing was changed" in done.err
        assert not any(home.iterdir())

    def test_what_can_not_be_in_it_is_told(self, home: Path, capfd: CaptureFd, tmp_path: Path) -> None:
        path = history(home).path(keep(home).id)
        path.with_name("20261102T073000Z-00000002.toml").symlink_to(path)
        done = run(capfd, "backup", str(tmp_path / "b.zip"))
        assert done.code == 1
        assert "is a link" in done.err
        assert done.out.startswith("Kept in ")

    def test_it_asks_where_somebody_is_there(self, home: Path, tmp_path: Path) -> None:
        keep(home)
        assert CliRunner().invoke(limberup, ["history", "backup", str(tmp_path / "b.zip")]).exit_code == 0
        history(home).path("20261101T073000Z-00000001").unlink()
        code, shown = in_terminal("n\n", "restore", str(tmp_path / "b.zip"))
        assert (code, history(home).ids()) == (1, [])
        assert shown.endswith("Bring back 1 file? [y/N]: Nothing was changed.\n")
        code, shown = in_terminal("y\n", "restore", str(tmp_path / "b.zip"))
        assert (code, len(history(home).ids())) == (0, 1)


class TestWipe:
    def test_it_says_what_goes(self, home: Path, capfd: CaptureFd) -> None:
        assert run(capfd, "wipe").out == "There is nothing to remove.\n"
        keep(home, 1)
        keep(home, 2)
        run(capfd)
        save_person(home / "person.toml", Person())
        done = run(capfd, "wipe")
        assert done.code == 1
        assert f"  {home}/history: 2 files\n  {home}/cache/history.msgpack\n" in done.out
        assert "--everything removes them too" in done.out
        assert done.err == "limberup: nothing was removed. Add --yes to remove it\n"
        assert len(history(home).ids()) == 2
        assert run(capfd, "wipe", "--yes").out.endswith("Removed: 3 files.\n")
        assert [path.name for path in home.iterdir()] == ["person.toml"]
        assert run(capfd, "wipe", "--everything", "--yes").code == 0
        assert not any(home.iterdir())

    def test_a_word_has_to_be_typed(self, home: Path) -> None:
        keep(home)
        code, shown = in_terminal("yes\n", "wipe")
        assert (code, len(history(home).ids())) == (1, 1)
        assert shown.endswith("Type wipe to remove it: Nothing was removed.\n")
        code, shown = in_terminal("wipe\n", "wipe")
        assert (code, any(home.iterdir())) == (0, False)

    def test_not_while_a_session_is_led(self, home: Path, capfd: CaptureFd) -> None:
        keep(home)
        sessions = OpenSessions(home / "open")
        sessions._sign.show(sessions.owner)
        done = run(capfd, "wipe", "--yes")
        assert (done.code, done.err) == (1, "limberup: a session is under way in another terminal. End it first\n")
        assert len(history(home).ids()) == 1


def test_no_such_command_in_kiosk_mode(home: Path) -> None:
    result: Result = CliRunner().invoke(limberup, ["--kiosk", "history", "backup", "x.zip"])
    assert result.exit_code == 2
    assert not any(home.iterdir())
