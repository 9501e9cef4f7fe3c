"""`limberup rules CASE.toml [--json]`, its two ways of telling and its three exit codes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from limberup.packs.manager import load
from limberup_tui.commands.rules import rules

CASES = Path(__file__).parent / "cases"

pytestmark = pytest.mark.skipif(not load().catalog.exercises, reason="no pack is installed")


def run(*args: str, **env: str) -> subprocess.CompletedProcess[str]:
    """Run the whole command line: it is the one that turns errors into lines."""
    command = [sys.executable, "-m", "limberup_tui", "rules", *args]
    return subprocess.run(command, capture_output=True, encoding="utf-8", check=False, env={**os.environ, **env})


def test_a_case_that_holds_as_text() -> None:
    found = CliRunner().invoke(rules, [str(CASES / "case04.toml")])
    assert found.exit_code == 0
    assert found.stderr == ""
    for part in (
        "State     FULL",
        "Referral  none",
        "Child's pose: ",
        "X   exclude, instead rock-back",
        "Source: ",
    ):
        assert part in found.stdout
    assert "CENTRAL (common practice)" in found.stdout


@pytest.mark.parametrize("name", ["case06", "own10", "own14", "own17", "own13", "own21"])
def test_every_sort_of_case_can_be_told(name: str) -> None:
    found = CliRunner().invoke(rules, [str(CASES / f"{name}.toml")])
    assert (found.exit_code, found.stderr) == (0, "")
    assert all(line.isprintable() for line in found.stdout.splitlines())


def test_json() -> None:
    found = CliRunner().invoke(rules, [str(CASES / "case08.toml"), "--json"])
    assert found.exit_code == 0
    result = json.loads(found.stdout)
    assert result["state"] == "RESCUE"
    assert result["decisions"][0]["rule"] == "G5"


def test_differences_exit_with_1_and_json_is_told_all_the_same(tmp_path: Path) -> None:
    case = tmp_path / "c.toml"
    case.write_text("[expect]\nstate = 'STEADY'\nrefer = 'urgent'\n", "utf-8")
    found = CliRunner().invoke(rules, [str(case), "--json"])
    assert found.exit_code == 1
    assert json.loads(found.stdout)["state"] == "FULL"
    assert found.stderr == (
        f"limberup: {case}: state: expected STEADY, got FULL\nlimberup: {case}: refer: expected urgent, got none\n"
    )


@pytest.mark.parametrize("text", ["[given]\nage = 200\n", "[", "[given]\nflags = ['E99']\n"])
def test_an_unreadable_case_exits_with_2_and_one_line(text: str, tmp_path: Path) -> None:
    case = tmp_path / "c.toml"
    case.write_text(text, "utf-8")
    found = run(str(case), "--json")
    assert found.returncode == 2
    assert found.stdout == ""
    assert len(found.stderr.splitlines()) == 1
    assert found.stderr.startswith(f"limberup: {case}: ")


def test_a_missing_case() -> None:
    found = run("no-such-case.toml")
    assert (found.returncode, found.stdout) == (2, "")
    assert found.stderr == "limberup: no-such-case.toml: cannot be read: No such file or directory\n"


def test_a_title_cannot_drive_the_terminal(tmp_path: Path) -> None:
    case = tmp_path / "c.toml"
    case.write_text('title = "\\u001b[2J\\u0007"\n', "utf-8")
    found = CliRunner().invoke(rules, [str(case)])
    assert found.exit_code == 0
    assert "\x1b" not in found.stdout
    assert "\x07" not in found.stdout


@pytest.mark.parametrize("more", [(), ("--json",)])
def test_a_terminal_of_ascii_gets_nothing_else(more: tuple[str, ...], tmp_path: Path) -> None:
    case = tmp_path / "c.toml"
    case.write_text("[expect]\nstate = 'FULL'\nrefer = 'urgent'\n", "utf-8")
    found = run(str(case), *more, LANGUAGE="de", PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert found.returncode == 1
    assert found.stdout.isascii()
    assert found.stderr.isascii()
    in_full = run(str(case), *more, LANGUAGE="de", PYTHONIOENCODING="utf-8").stdout
    assert not in_full.isascii()
    if more:
        assert json.loads(found.stdout) == json.loads(in_full)


def test_importing_the_command_imports_nothing_heavy() -> None:
    code = (
        "import sys, limberup_tui.commands.rules\n"
        "print([name for name in ('textual', 'limberup.safety', 'limberup.packs.manager') if name in sys.modules])"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"
