"""What gets a person out of trouble runs no code of other people's packs, however broken those are."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.core.test_packs import Site, make_pack
from tests.tui.program import record, run

HOOK = """
from limberup.packs import hookimpl, pack_from_package

@hookimpl
def limberup_packs():
    return [pack_from_package(__package__)]
"""
WATCH = """
import os, sys

def watch(event, arguments):
    asked = event == "subprocess.Popen" and any("_host" in str(word) for word in arguments[1])
    if asked or (event == "import" and "limberup_pack_stairs" in arguments[0]):
        os.close(os.open(os.environ["MARK"], os.O_WRONLY | os.O_CREAT))

sys.addaudithook(watch)
"""
"""Leaves a mark where a pack is asked, or imported in the program itself: a pack can write none."""


@pytest.fixture
def mark(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Install a pack, and something that leaves a mark where it is run; return where."""
    Site(tmp_path / "site").install("limberup-pack-stairs", HOOK, "stairs")
    (tmp_path / "site" / "sitecustomize.py").write_text(WATCH)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path / "site"))
    monkeypatch.setenv("LIMBERUP_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("MARK", str(tmp_path / "mark"))
    record(tmp_path / "home")
    return tmp_path / "mark"


def test_the_mark_is_left_where_packs_are_asked(mark: Path) -> None:
    assert run("packs").returncode == 0
    assert mark.exists()


@pytest.mark.parametrize(
    "words",
    [
        "--version",
        "--help",
        "--safe exercises",
        "--safe doctor",
        "--safe packs doctor",
        "history",
        "history check",
        "history check --mend --set-aside",
        "history backup {}/copy.zip",
        "history wipe --yes",
        "packs off stairs",
        "packs off limberup-pack-stairs",
        "settings",
        "settings set bell off",
        "completion bash",
    ],
)
def test_no_pack_is_run(mark: Path, tmp_path: Path, words: str) -> None:
    done = run(*words.format(tmp_path).split())
    assert done.returncode == 0, done.stdout + done.stderr
    assert not mark.exists()


def test_restoring_runs_no_pack(mark: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.zip"
    assert run("history", "backup", str(copy)).returncode == 0
    assert run("history", "wipe", "--yes").returncode == 0
    done = run("history", "restore", str(copy), "--yes")
    assert done.returncode == 0, done.stdout + done.stderr
    assert list((tmp_path / "home" / "history").rglob("*.toml"))
    assert not mark.exists()


def test_removing_asks_pip_and_not_the_pack(mark: Path, tmp_path: Path) -> None:
    code = (
        "import sys; from limberup_tui import installing; from limberup_tui.cli import main;"
        "installing.find_environment = lambda: installing.Environment('virtual', '/bin/echo');"
        "sys.exit(main(['packs', 'remove', 'stairs', '--yes']))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, env=os.environ)
    assert done.returncode == 0, done.stderr
    assert "-m pip uninstall --yes limberup-pack-stairs" in done.stdout
    assert not mark.exists()


def test_completing_runs_no_pack_and_knows_its_ids(mark: Path) -> None:
    asked = {"_LIMBERUP_COMPLETE": "bash_complete", "COMP_WORDS": "limberup show stairs/", "COMP_CWORD": "2"}
    done = run(env=asked)
    assert "plain,stairs/step-up" in done.stdout
    assert not mark.exists()


def test_a_pack_that_was_switched_off_without_being_run_is_off(mark: Path) -> None:
    run("packs", "off", "stairs")
    assert run("show", "stairs/step-up").returncode == 2
    assert run("packs", "on", "stairs").returncode == 0
    assert run("show", "stairs/step-up").returncode == 0


def test_the_history_is_checked_against_what_packs_have_by_the_names_of_files(mark: Path, tmp_path: Path) -> None:
    from limberup.dose import parse_dose
    from limberup.history.record import Entry

    entries = tuple(Entry(id_, parse_dose("1x5"), (), (), ()) for id_ in ("stairs/step-up", "gone/away"))
    record(tmp_path / "home", 2, entries=entries)
    out = run("history", "check").stdout
    assert "has exercises that no pack has now: gone/away" in out
    assert "step-up" not in out


def test_a_pack_that_tells_its_id_by_a_hook_alone_is_switched_off_by_that_id(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    elsewhere = make_pack(tmp_path / "data" / "stairs")
    hook = (
        "from pathlib import Path\nfrom limberup.packs import PackFolder, hookimpl\n"
        f"@hookimpl\ndef limberup_packs():\n    return [PackFolder(Path({str(elsewhere)!r}))]\n"
    )
    site = Site(tmp_path / "site")
    site.folder.mkdir()
    site.install("limberup-pack-hidden", hook)
    monkeypatch.setenv("PYTHONPATH", str(site.folder))
    monkeypatch.setenv("LIMBERUP_HOME", str(tmp_path / "home"))
    assert "stairs" in run("packs").stdout
    assert run("packs", "off", "limberup-pack-hidden").returncode == 0
    assert 'off = [\n    "stairs",\n]' in (tmp_path / "home" / "packs.toml").read_text()
    assert run("packs", "on", "stairs").returncode == 0
    assert run("packs", "off", "stairs").returncode == 0
