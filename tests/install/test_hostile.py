"""Hostile and careless packs, installed with pip for real: all of them at once, and everything else goes on."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.core.test_packs import OURS
from tests.install.hostile import HOSTILE, build_wheel, package_of
from tests.install.once import made_once
from tests.terminal.terminal import Desk

pytestmark = pytest.mark.install

LIAR = "hostile-liar"
SHOWS = ("hostile-acts", "hostile-escapes", "hostile-bidi", "hostile-hidden", "hostile-stacked")
"""Packs whose words are what is hostile about them."""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Install every one of them into a folder of its own."""
    return made_once(tmp_path_factory, "hostile", _install) / "site"


def _install(folder: Path) -> None:
    wheels = [build_wheel(name, folder) for name in HOSTILE]
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-index", "--no-deps", "--no-compile"]
    done = subprocess.run([*pip, "--target", folder / "site", *wheels], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return one home for all: what was found out about the packs may be kept in its cache."""
    return tmp_path_factory.mktemp("home")


class Program:
    """The program beside the hostile packs."""

    def __init__(self, site: Path, home: Path) -> None:
        self.environ = {**os.environ, "PYTHONPATH": str(site), "LIMBERUP_HOME": str(home)}

    def __call__(self, *words: str) -> tuple[int, str, str]:
        """Run a command; return its exit code, what it said and what it complained of."""
        command = [sys.executable, "-m", "limberup_tui", *words]
        done = subprocess.run(command, env=self.environ, capture_output=True, check=False, cwd="/")
        return done.returncode, done.stdout.decode(), done.stderr.decode()


@pytest.fixture(scope="module")
def program(site: Path, home: Path) -> Program:
    """Return what runs the program."""
    return Program(site, home)


@pytest.fixture(scope="module")
def listed(program: Program, tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    """Return what `limberup packs` tells of all of them. Some let it wait as long as a pack may."""

    def ask(folder: Path) -> None:
        code, said, complaints = program("packs", "--json")
        assert (code, complaints) == (1, "")
        (folder / "packs.json").write_text(said, "utf-8")

    told = made_once(tmp_path_factory, "listed", ask) / "packs.json"
    rows: list[dict[str, Any]] = json.loads(told.read_text("utf-8"))
    return rows


def test_our_own_packs_are_in_use_beside_them(listed: list[dict[str, Any]]) -> None:
    assert len(HOSTILE) >= 40
    assert [row["id"] for row in listed if row["distribution"] == "limberup" and row["healthy"]] == OURS


@pytest.mark.parametrize("name", HOSTILE)
def test_each_is_told_of(listed: list[dict[str, Any]], name: str) -> None:
    hostile = HOSTILE[name]
    found = [row for row in listed if row["distribution"].replace("-", "_") == package_of(name)]
    if name == "liar":
        found = [row for row in listed if row["id"] == LIAR]
    problems = [problem for row in found for problem in row["problems"]]
    assert len(found) >= 1
    assert hostile.told in " ".join(problems)
    assert bool(problems) == bool(hostile.told)
    assert any(row["exercises"] or row["routines"] for row in found) == hostile.used
    # One line each, that can be read.
    assert all(len(problem) < 400 and problem.isprintable() for problem in problems)


@pytest.mark.parametrize("command", ["packs", "exercises", "routines"])
@pytest.mark.parametrize("form", [(), ("--json",)])
def test_no_list_acts_on_the_terminal(program: Program, command: str, form: tuple[str, ...]) -> None:
    code, said, complaints = program(command, *form)
    assert code in (0, 1)
    assert "Traceback" not in complaints
    assert all(char.isprintable() or char == "\n" for char in said + complaints)
    assert "NOISE" not in said + complaints


def test_no_card_acts_on_the_terminal(program: Program) -> None:
    names = [row["id"] for what in ("exercises", "routines") for row in json.loads(program(what, "--json")[1])]
    names = [name for name in names if name.startswith("hostile-")]
    assert len(names) > 20
    for name in names[:: max(1, len(names) // 4)] + [name for name in names if name.startswith(SHOWS)]:
        code, said, complaints = program("show", name)
        # A routine of which an exercise is broken can't be shown, and says so.
        assert code in (0, 2), (name, complaints)
        assert said or complaints.startswith("limberup: "), name
        assert all(char.isprintable() or char == "\n" for char in said + complaints), name


def test_the_safe_way_runs_none_of_them(program: Program) -> None:
    code, said, complaints = program("--safe", "packs", "--json")
    assert (code, complaints) == (0, "")
    assert [row["id"] for row in json.loads(said)] == OURS


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """Give a home of somebody who has answered the questions of the first start."""
    desk = Desk(tmp_path / "home")
    desk.home.mkdir(mode=0o700)
    desk.write("person.toml", f"schema = 1\nacknowledged = 2026-11-01\nscreened = {date.today()}\n")
    try:
        yield desk
    finally:
        desk.close()


@pytest.mark.pty
def test_the_app_shows_them_and_does_nothing_that_they_say(desk: Desk, site: Path) -> None:
    terminal = desk.open(environ={"PYTHONPATH": str(site)})
    # All that can be used are shown first, on one list: each is read, and all of them are taken.
    terminal.until("New packs", seconds=60)
    for _ in range(sum(hostile.used for hostile in HOSTILE.values())):
        terminal.press("enter")
        terminal.until("╭──")
        terminal.press("escape")
        terminal.until_gone("╭──")
        terminal.press("down")
    terminal.press("a")
    terminal.until("u uses them")
    terminal.press("u")
    terminal.until("limberup | Today", "Seated start")
    terminal.press("l")
    terminal.until("Library")
    for word in ("Esc", "quit", "hidden"):
        terminal.press("slash")
        terminal.type(word)
        terminal.press("enter")
    terminal.press("escape")
    terminal.settle()
    for acted in (b"\x1b]0;owned", b"\x1b]52", b"\xe2\x80\xae", b"\x07\x07"):
        assert acted not in terminal.output, acted
    terminal.press("ctrl+q")
    assert terminal.exit_code() == 0
