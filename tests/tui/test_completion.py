"""Completion: what a shell offers for what has been typed so far, in the shells that are here."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from tests.core.test_packs import make_pack
from tests.tui.program import home, own, record, run, say_json

from limberup_tui.cli import COMMANDS
from limberup_tui.commands.completion import SHELLS

__all__ = ["home"]


def offered(*words: str) -> list[str]:
    """Return what is offered for the last of the words that stand after `limberup`."""
    typed = " ".join(("limberup", *(word or "''" for word in words)))
    asked = {"_LIMBERUP_COMPLETE": "bash_complete", "COMP_WORDS": typed, "COMP_CWORD": str(len(words))}
    done = run(env=asked)
    assert done.stderr == ""
    return [line.partition(",")[2] for line in done.stdout.splitlines()]


@pytest.mark.parametrize("shell", SHELLS)
def test_each_script_is_understood_by_its_shell(home: Path, shell: str, tmp_path: Path) -> None:
    script = tmp_path / "script"
    script.write_text(run("completion", shell).stdout)
    assert "_LIMBERUP_COMPLETE" in script.read_text()
    if program := shutil.which(shell):
        subprocess.run([program, "-n", str(script)], check=True)


def test_another_shell_is_refused_with_those_there_are(home: Path) -> None:
    done = run("completion", "tcsh")
    assert done.returncode == 2
    assert all(shell in done.stderr for shell in SHELLS)


def test_commands_and_options(home: Path) -> None:
    assert offered("") == list(COMMANDS)
    assert offered("do") == ["doctor"]
    assert "--safe" in offered("--")
    assert offered("packs", "doc") == ["doctor"]
    assert offered("exercises", "--pa") == ["--pack"]


def test_ids(home: Path) -> None:
    own(home)
    make_pack(home / "packs" / "stairs")
    assert offered("show", "glutes/gl") == ["glutes/glute-bridge", "glutes/glute-set"]
    assert offered("show", "step") == ["stairs/step-up"]
    assert offered("play", "af") == ["after-work"]
    assert offered("routine", "export", "af") == ["after-work"]
    assert "hip-mobility/easy-hips" in offered("play", "")
    assert offered("exercises", "--pack", "st") == ["stairs"]
    assert offered("packs", "remove", "") == ["stairs"]
    assert "glutes" in offered("packs", "off", "")


def test_settings(home: Path) -> None:
    assert offered("settings", "set", "be") == ["bell"]
    assert offered("settings", "set", "theme", "limberup-l") == ["limberup-light"]
    assert offered("settings", "set", "bell", "") == ["false", "true"]
    assert offered("settings", "set", "keys.today.lib") == ["keys.today.library"]
    for begun in ("k", "ke", "keys", "keys."):
        actions = offered("settings", "set", begun)
        assert "keys.today.library" in actions
        assert all(action.startswith("keys.") for action in actions)
        assert "keys." not in actions
    assert "theme" in offered("settings", "set", "")


@pytest.mark.parametrize("command", ["check", "format"])
def test_files_and_own_routines(home: Path, command: str) -> None:
    own(home)
    assert offered("routine", command, "") == ["", "after-work"]
    assert offered("routine", command, "af") == ["af", "after-work"]
    assert offered("routine", command, "./af") == ["./af"]


def test_sessions(home: Path) -> None:
    assert "last" not in offered("history", "delete", "")
    record(home, 1)
    record(home, 2)
    rows = [row["id"].rpartition("-")[2] for row in say_json("history")]
    assert len(rows) == 2
    for command in ("delete", "edit"):
        assert offered("history", command, "") == ["last", *rows]
    assert offered("history", "delete", rows[1]) == [rows[1]]
    assert run("history", "delete", rows[1]).returncode == 0
    assert offered("history", "delete", "") == ["last", rows[0]]
    assert offered("history", "undelete", "") == ["last", rows[1]]


def test_broken_packs_and_files_stop_nothing(home: Path) -> None:
    (home / "packs.toml").write_text("off = 3\n")
    (home / "settings.toml").write_text("bell = 3\n")
    broken = home / "packs" / "broken"
    broken.mkdir(parents=True)
    (broken / "pack.toml").write_bytes(b"\xff\x00[[[")
    assert "broken" in offered("packs", "remove", "")
    assert "glutes/glute-bridge" in offered("show", "glute")


PRESSED = """
set -e
source <(limberup completion bash)
complete -p limberup > /dev/null
COMP_WORDS=(limberup show glutes/gl); COMP_CWORD=2
_limberup_completion limberup
printf '%s\\n' "${COMPREPLY[@]}"
"""


@pytest.mark.skipif(shutil.which("bash") is None, reason="there is no bash")
def test_a_real_bash_completes_an_id(home: Path, tmp_path: Path) -> None:
    program = tmp_path / "bin" / "limberup"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m limberup_tui "$@"\n')
    program.chmod(0o755)
    environ = {**os.environ, "PATH": f"{program.parent}{os.pathsep}{os.environ['PATH']}"}
    done = subprocess.run(["bash", "-c", PRESSED], env=environ, capture_output=True, text=True, check=False)
    assert done.stdout.split() == ["glutes/glute-bridge", "glutes/glute-set"], done.stderr
