"""Rubbish in the history folder, as the person meets it: commands that end, and an app that starts."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from tests.core.rubbish import GOOD, litter, litter_round
from tests.core.test_history_survives_rubbish import snapshot
from tests.terminal.terminal import DEADLINE, Desk
from tests.terminal.wound import Wound

pytestmark = pytest.mark.pty

NOBODY = 65534


@pytest.fixture
def littered(desk: Desk) -> tuple[Desk, dict[str, Path], list[Path]]:
    """Give a home with two records and all sorts of rubbish: what is named like a record, and what is not."""
    return desk, litter(desk.home), litter_round(desk.home)


def run(desk: Desk, *arguments: str, before: tuple[str, ...] = ()) -> subprocess.CompletedProcess[bytes]:
    """Run a command to its end; where it hangs, this is where it is found out."""
    done = subprocess.run(
        [*before, sys.executable, "-m", "limberup_tui", *arguments],
        env={**desk.environ, "PYTHONDONTWRITEBYTECODE": "1"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=DEADLINE,
        check=False,
    )
    assert b"Traceback" not in done.stderr
    for line in done.stderr.decode().splitlines():
        assert line.startswith("limberup: "), "a problem is one line"
        assert line.isprintable()
        assert len(line) < 1000
    assert b"\x1b" not in done.stdout + done.stderr
    return done


Littered = tuple[Desk, dict[str, Path], list[Path]]


@pytest.mark.parametrize(
    "arguments", [["history"], ["history", "--json"], ["history", "--csv"], ["report"]], ids=" ".join
)
def test_what_is_right_is_shown_and_the_rest_is_named(littered: Littered, arguments: list[str]) -> None:
    desk, places, _ = littered
    before = snapshot(desk.home / "history")
    done = run(desk, *arguments)
    out, said = done.stdout.decode(), done.stderr.decode()
    assert "666" not in out, "that record lies outside of the folder"
    assert snapshot(desk.home / "history") == before
    if arguments[0] == "history":
        assert done.returncode == 1
        readable = {"unreadable"} if os.geteuid() == 0 else set()
        assert [kind for kind, path in places.items() if path.name not in said and kind not in readable] == []
        assert all(id_ not in said for id_ in GOOD)
        assert out.count("Version 1") >= 2
    if arguments[-1] == "--json":
        assert {one["id"] for one in json.loads(out)} >= set(GOOD)


def test_check_finds_and_explains_every_one(littered: Littered) -> None:
    desk, places, others = littered
    before = snapshot(desk.home / "history")
    done = run(desk, "history", "check")
    said = (done.stdout + done.stderr).decode()
    assert done.returncode == 1
    readable = {"unreadable"} if os.geteuid() == 0 else set()
    assert [kind for kind, path in places.items() if path.name not in said and kind not in readable] == []
    odd = [path.name for path in others if path.name.isprintable() and path.name not in said and not path.is_dir()]
    assert odd == []
    assert snapshot(desk.home / "history") == before
    told = run(desk, "history", "check", "--json")
    assert told.returncode == 1
    assert len(json.loads(told.stdout)) >= len(places) - len(readable)


def test_setting_aside_takes_no_record_and_nothing_from_outside(littered: Littered) -> None:
    desk, places, _ = littered
    content = {path: path.read_bytes() for kind in ("cut", "empty", "JSON") for path in [places[kind]]}
    good = {id_: (desk.home / "history" / "2026" / f"{id_}.toml").read_bytes() for id_ in GOOD}
    for _ in range(2):
        done = run(desk, "history", "check", "--set-aside")
        assert done.returncode in (0, 1)
    for id_, data in good.items():
        assert (desk.home / "history" / "2026" / f"{id_}.toml").read_bytes() == data
    for path, data in content.items():
        assert not path.exists()
        kept = [found.read_bytes() for found in (desk.home / "history" / "damaged").glob(f"*{path.stem}*")]
        assert kept == [data], "set aside as it was"
    assert run(desk, "history").stdout.decode().count("Version 1") >= 2
    # Damaged once more, under the same name: what was set aside before stays.
    places["cut"].write_bytes(b"other damage")
    run(desk, "history", "check", "--set-aside")
    kept = [found.read_bytes() for found in (desk.home / "history" / "damaged").glob(f"*{places['cut'].stem}*")]
    assert sorted(kept) == sorted([b"other damage", content[places["cut"]]])


def test_the_app_starts_and_shows_what_is_right(littered: Littered, clock: Wound) -> None:
    desk, _, _ = littered
    before = snapshot(desk.home / "history", modes=False)
    # On a day on which a look back is due: that depends on how long ago the records are.
    clock.set("2026-11-21T08:30:00+00:00")
    desk.write("person.toml", "schema = 1\nacknowledged = 2026-11-01\nscreened = 2026-11-20\n")
    terminal = desk.open(program=clock.program)
    terminal.until("A look back")
    terminal.press("escape")
    terminal.until("Seated start")
    terminal.press("h")
    terminal.until("History", "Version 1", "limberup history check")
    terminal.press("escape")
    terminal.until("Seated start")
    terminal.press("q")
    assert terminal.exit_code() == 0
    assert snapshot(desk.home / "history", modes=False) == before


@pytest.fixture
def nobody() -> Iterator[tuple[Desk, tuple[str, ...]]]:
    """Give a home of somebody who is not root, and the command to be them."""
    with TemporaryDirectory(prefix="limberup") as folder:
        desk = Desk(Path(folder) / "home")
        desk.home.mkdir()
        if os.geteuid() != 0:
            yield desk, ()
            return
        if not shutil.which("setpriv"):
            pytest.skip("root may read everything, and there is no setpriv to be somebody else")
        Path(folder).chmod(0o755)
        become = ("setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups")
        if subprocess.run(
            [*become, sys.executable, "-c", "import limberup_tui"], check=False, capture_output=True
        ).returncode:
            pytest.skip("nobody but root may run what is tested here")
        yield desk, become


def test_what_may_not_be_read_is_named(nobody: tuple[Desk, tuple[str, ...]]) -> None:
    desk, become = nobody
    places = litter(desk.home)
    locked = desk.home / "history" / "2019"
    locked.mkdir()
    if become:
        for path in [desk.home, *desk.home.rglob("*")]:
            os.chown(path, NOBODY, NOBODY, follow_symlinks=False)
    locked.chmod(0)
    try:
        for arguments in (["history"], ["history", "check"]):
            done = run(desk, *arguments, before=become)
            said = (done.stdout + done.stderr).decode()
            assert done.returncode in (1, 2)
            assert "permission denied" in said
            assert str(locked) in said or places["unreadable"].name in said
        if done.returncode == 1:
            assert places["unreadable"].name in said
            assert "2019" in said
    finally:
        locked.chmod(0o700)
