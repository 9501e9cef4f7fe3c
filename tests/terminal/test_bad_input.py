"""What can't work is refused before the screen is touched: one line, exit code 2, and nothing changed."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import pytest
from tests.terminal.steps import write_short
from tests.terminal.terminal import Desk, Terminal

pytestmark = pytest.mark.pty


def assert_refused(terminal: Terminal, *words: str, problems: int = 1) -> None:
    """Make sure that it ends with a line for each problem, without any code for the terminal."""
    assert terminal.exit_code() == 2
    assert b"\x1b" not in terminal.output
    text = terminal.output.decode()
    lines = text.splitlines()
    assert 1 <= len(lines) <= problems, text
    assert all(line.startswith("limberup: ") for line in lines), text
    assert "Traceback" not in text
    for word in words:
        assert word in text


BROKEN = {
    "routines/torn.toml": 'name = "Torn"\n\n[[step]]\ndo = "glutes/glute-bri',
    "routines/unknown.toml": 'name = "Unknown"\n\n[[step]]\ndo = "glutes/glute-brigde"\ndose = "1x8"\n',
    "routines/dose.toml": 'name = "Dose"\n\n[[step]]\ndo = "glutes/glute-bridge"\ndose = "lots"\n',
    "routines/empty.toml": "",
}


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("torn", ["torn.toml", "unterminated string"]),
        ("unknown", ["unknown.toml", "4", "glute-brigde", "glutes/glute-bridge"]),
        ("dose", ["dose.toml", "5", "'lots' is not a dose"]),
        ("empty", ["empty.toml", "name is missing", "step is missing"]),
        ("not-there", ["there is no routine 'not-there'"]),
    ],
)
def test_a_routine_that_can_not_be_played(desk: Desk, name: str, words: list[str]) -> None:
    for path, text in BROKEN.items():
        desk.write(path, text)
    before = desk.contents()
    assert_refused(desk.open("play", name), *words, problems=2 if name == "empty" else 1)
    assert desk.contents() == before


def test_a_broken_routine_does_not_keep_the_app_from_starting(desk: Desk) -> None:
    for path, text in BROKEN.items():
        desk.write(path, text)
    write_short(desk)
    before = desk.contents()
    terminal = desk.open()
    terminal.until("Seated start", "Short", ".toml")
    terminal.press("q")
    assert terminal.exit_code() == 0
    assert desk.contents() == before


@pytest.mark.parametrize("arguments", [[], ["play", "short"], ["play", "--resume"]])
@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("person.toml", 'schema = 1\n[[flag]]\nid = "E', ["person.toml", "unterminated string"]),
        ("person.toml", 'schema = 1\nconditions = ["hip_artritis"]\n', ["person.toml", "hip_artritis"]),
        ("person.toml", "schema = 99\n", ["person.toml", "schema"]),
        ("settings.toml", "theme = dark\n", ["settings.toml", "line 1"]),
        ("settings.toml", 'schema = 1\nbell = "loud"\n', ["settings.toml", "bell"]),
    ],
)
def test_a_damaged_file_of_the_person(desk: Desk, arguments: list[str], name: str, text: str, words: list[str]) -> None:
    write_short(desk)
    desk.write(name, text)
    before = desk.contents()
    assert_refused(desk.open(*arguments), *words)
    assert desk.contents() == before


def test_a_home_that_is_a_file(new_desk: Desk) -> None:
    new_desk.home.write_text("mine", "utf-8")
    assert_refused(new_desk.open(), str(new_desk.home), "is a file, and limberup needs a folder there")
    assert new_desk.home.read_text("utf-8") == "mine"


def test_a_home_below_a_file(new_desk: Desk) -> None:
    new_desk.home.write_text("mine", "utf-8")
    assert_refused(new_desk.open(environ={"LIMBERUP_HOME": f"{new_desk.home}/deeper"}), "deeper", "LIMBERUP_HOME")
    assert new_desk.home.read_text("utf-8") == "mine"


@contextmanager
def unwritable(folder: Path) -> Iterator[list[str]]:
    """Make a folder unwritable, and give the command to start the program with; skip where that is impossible."""
    if os.geteuid() != 0:
        folder.chmod(0o500)
        yield []
        folder.chmod(0o700)
        return
    # Root may write anywhere, but not on a read-only file system, in a mount namespace of its own.
    mount = f'mount -t tmpfs -o ro,mode=700 none "{folder}" && exec "$@"'
    command = ["unshare", "--mount", "--propagation", "private", "sh", "-c", mount, "sh"]
    if not shutil.which("unshare") or subprocess.run([*command, "true"], capture_output=True, check=False).returncode:
        pytest.skip("root, and no read-only file system can be mounted")
    yield command


def test_a_home_that_can_not_be_written(new_desk: Desk) -> None:
    new_desk.home.mkdir(mode=0o700)
    with unwritable(new_desk.home) as before:
        assert_refused(new_desk.open(before=before), str(new_desk.home), "cannot be written to", "LIMBERUP_HOME")
    assert new_desk.contents() == {}
    assert stat.S_IMODE(new_desk.home.stat().st_mode) == 0o700


def no_input() -> None:
    """Point standard input of the new process at nothing."""
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)


@pytest.mark.parametrize("arguments", [[], ["play", "short"], ["play", "--resume"], ["play", "short", "--plain"]])
@pytest.mark.parametrize("prepare", [no_input, partial(os.close, 0)], ids=["nothing", "closed"])
def test_nobody_to_answer(desk: Desk, arguments: list[str], prepare: Callable[[], object]) -> None:
    write_short(desk)
    before = desk.contents()
    terminal = desk.open(*arguments, prepare=prepare)
    assert_refused(terminal, "needs a terminal: standard input is not one")
    assert desk.contents() == before
