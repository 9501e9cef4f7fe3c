"""The program as a person or another program runs it, in a home of its own."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from limberup.dose import parse_dose
from limberup.history.record import Entry, Hurt, Record, Work
from limberup.history.store import History
from limberup_tui.cli import limberup

ROUTINE = """\
# typed on a phone
name = "After work"
summary = "Short."

[[step]]
do = "spinal-mobility/cat-cow"
dose = "1x8"

[[step]]
do = "supine-figure-4"
dose = "2x30s"
note = "slowly"
"""

FAKE_APP = """
import sys, types
app = types.ModuleType("limberup_tui.running")
def run(home, start):
    print("RUN", start.safe, start.loaded is not None, start.routine and start.routine.name, start.resume)
    return 7
app.run = run
sys.modules["limberup_tui.running"] = app
from limberup_tui.cli import main
sys.exit(main(sys.argv[1:]))
"""


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return an empty home that the program uses, whatever the machine has."""
    folder = tmp_path / "home"
    folder.mkdir()
    monkeypatch.setenv("LIMBERUP_HOME", str(folder))
    monkeypatch.delenv("LIMBERUP_SAFE", raising=False)
    monkeypatch.delenv("COLUMNS", raising=False)
    return folder


def run(*args: str, env: Mapping[str, str] | None = None, **options: Any) -> subprocess.CompletedProcess[str]:
    """Run the program as a program, with no terminal."""
    command = [sys.executable, "-m", "limberup_tui", *args]
    options = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE} | options
    environ = {**os.environ, **(env or {})}
    return subprocess.run(command, env=environ, encoding="utf-8", timeout=60, check=False, **options)


def run_in_terminal(*args: str, env: Mapping[str, str] | None = None) -> tuple[int, str]:
    """Run the program in a real terminal, with an app in place of the real one; return code and what it showed."""
    ours, theirs = pty.openpty()
    environ = {**os.environ, "TERM": "xterm-256color", **(env or {})}
    command = [sys.executable, "-c", FAKE_APP, *args]
    with subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, env=environ) as process:
        os.close(theirs)
        shown = b""
        try:
            while part := os.read(ours, 4096):
                shown += part
        except OSError:
            pass  # Linux tells the end of a terminal this way.
        code = process.wait(60)
    os.close(ours)
    return code, shown.decode().replace("\r\n", "\n")


def say_json(*args: str) -> Any:
    """Run a command in this process and return its JSON; it must succeed."""
    result = CliRunner().invoke(limberup, [*args, "--json"])
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def own(home: Path, text: str = ROUTINE, name: str = "after-work.toml") -> Path:
    """Put a routine into the own folder."""
    path = home / "routines" / name
    path.parent.mkdir(0o700, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def record(home: Path, number: int = 1, **changes: Any) -> Record:
    """Save a session of the day `number`."""
    started = datetime(2026, 11, number, 8, 30, tzinfo=UTC)
    entry = Entry("glutes/glute-bridge", parse_dose("2x10 2s"), (Work("", 10), Work("", 8, 0, False)),
                  (Hurt(5, True, "down"),), ("eased",))  # fmt: skip
    values: dict[str, Any] = {
        "id": f"{started:%Y%m%dT%H%M%SZ}-0000000{number}",
        "started": started,
        "ended": started + timedelta(minutes=12),
        "routine": "After work",
        "routine_id": "after-work",
        "pain_at_rest": 2,
        "pain_moving": 4,
        "pain_after": 3,
        "effort": 6,
        "entries": (entry,),
        "decisions": ("G8 FULL: nothing speaks against it",),
    }
    made = Record(**values | changes)
    History(home / "history").save(made)
    return made


def one_line(result: subprocess.CompletedProcess[str]) -> str:
    """Return the single line of an error: exit code 2, nothing on standard output."""
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr.startswith("limberup: ")
    assert result.stderr.count("\n") == 1
    return result.stderr.strip()
