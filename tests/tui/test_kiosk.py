"""Kiosk mode: what counts of an environment, and what the process refuses; tests/ssh tries it through a server."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from limberup_tui.kiosk import check_name, kept


def test_only_what_is_known_to_be_harmless_is_kept() -> None:
    harmless = {
        "HOME": "/home/ann", "USER": "ann", "TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "de_AT.UTF-8",
        "LC_TIME": "en_GB.UTF-8@euro", "LANGUAGE": "de:en", "TZ": "America/Argentina/Ushuaia", "NO_COLOR": "1",
        "SSH_CONNECTION": "fe80::1%eth0 50123 10.0.0.1 22", "SSH_TTY": "/dev/pts/3", "LIMBERUP_SAFE": "1",
    }  # fmt: skip
    assert kept(harmless) == harmless


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PATH", "/tmp"), ("SHELL", "/bin/sh"), ("LD_PRELOAD", "x.so"), ("LD_LIBRARY_PATH", "/tmp"), ("BASH_ENV", "x"),
        ("PYTHONPATH", "/tmp"), ("PYTHONSTARTUP", "x.py"), ("PYTHONINSPECT", "1"), ("PYTHONBREAKPOINT", "os.system"),
        ("PYTHONWARNINGS", "error::x.y"), ("PYTHONUSERBASE", "/tmp"), ("PYTHONHOME", "/tmp"), ("BROWSER", "sh"),
        ("EDITOR", "vi"), ("VISUAL", "vi"), ("PAGER", "less"), ("LESSOPEN", "|x"), ("MANPAGER", "less"),
        ("TEXTUAL", "devtools"), ("TEXTUAL_DRIVER", "os:system"), ("TEXTUAL_SCREENSHOT", "0"), ("TEXTUAL_LOG", "x"),
        ("TEXTUAL_SCREENSHOT_LOCATION", "/tmp"), ("TEXTUAL_ALLOW_SIGNALS", "1"), ("TEXTUAL_PRESS", "ctrl+z"),
        ("LIMBERUP_HOME", "/tmp"), ("XDG_DATA_HOME", "/tmp"), ("XDG_CONFIG_HOME", "/tmp"), ("XDG_STATE_HOME", "/tmp"),
        ("SSH_ORIGINAL_COMMAND", "sh"), ("SSH_AUTH_SOCK", "/tmp/agent"), ("DISPLAY", ":10"), ("TERMINFO", "/tmp"),
        ("TERMCAP", "/tmp/x"), ("LOCPATH", "/tmp"), ("GCONV_PATH", "/tmp"), ("NLSPATH", "/tmp"), ("TMPDIR", "/etc"),
        ("_LIMBERUP_COMPLETE", "bash_source"), ("TZ", "/etc/shadow"), ("TZ", ":/etc/shadow"), ("TZ", "../etc/shadow"),
        ("LC_ALL", "../../../tmp/evil"), ("LANG", "/tmp/evil"), ("TERM", "../x"), ("LANG", "C\n"), ("TERM", "x" * 81),
    ],
)  # fmt: skip
def test_what_could_name_a_file_or_a_program_is_not(name: str, value: str) -> None:
    assert kept({name: value}) == {}


@pytest.mark.parametrize("name", ["morning-back", "Morning back", "spinal-mobility/morning-back", "After work, 2"])
def test_a_routine_goes_by_its_name(name: str) -> None:
    assert check_name(name) == ""


@pytest.mark.parametrize(
    "name",
    ["x.toml", "/etc/passwd", "./x", "../x", "~/x", "a/../b", "a/b/c", "glutes/", "", "..%2f/x", "Glutes/x", "a b/c"],
)
def test_a_routine_does_not_go_by_a_file(name: str) -> None:
    assert "by its name" in check_name(name)


TRIES = {
    "a shell": "os.system('true')",
    "a program": "subprocess.run(['true'])",
    "a program by fork": "os.fork()",
    "a program by exec": "os.execv('/bin/true', ['true'])",
    "a program by spawn": "os.posix_spawn('/bin/true', ['true'], {})",
    "a program in a terminal": "pty.spawn('true')",
    "the rules of packs, but other words": "subprocess.run([sys.executable, *RULES, 'x'])",
    "another program as the rules": "subprocess.run(['/bin/true', *RULES])",
    "a browser": "webbrowser.GenericBrowser('true').open('file:///etc/passwd')",
    "a line to another machine": "socket.create_connection(('127.0.0.1', 9))",
    "a name of another machine": "socket.getaddrinfo('localhost', 9)",
    "a server": "socket.create_server(('127.0.0.1', 0))",
    "a new file": "open(outside / 'new', 'x')",
    "a new file by its number": "os.open(outside / 'new', os.O_CREAT | os.O_WRONLY)",
    "a file that is there": "open(outside / 'there', 'a')",
    "a file, the long way round": "open(home / '..' / 'outside' / 'there', 'w')",
    "a file by a link": "open(home / 'link' / 'there', 'w')",
    "a file through bytes": "open(os.fsencode(outside / 'there'), 'wb')",
    "moving out": "os.rename(home / 'mine', outside / 'mine')",
    "moving in": "os.rename(outside / 'there', home / 'there')",
    "a hard link": "os.link(outside / 'there', home / 'there')",
    "a link": "os.symlink(outside, home / 'other')",
    "a folder": "os.mkdir(outside / 'folder')",
    "removing": "os.remove(outside / 'there')",
    "removing a folder": "shutil.rmtree(outside)",
    "rights": "os.chmod(outside / 'there', 0o777)",
}

SCRIPT = """
import json, os, pty, shutil, socket, subprocess, sys, webbrowser
from pathlib import Path
from limberup.files import remove, write_whole
from limberup.packs.rules import Facts
from limberup.packs.rules_run import RulesFailed, ask
from limberup.paths import find_home
from limberup.problem import LimberupError
from limberup_tui.kiosk import shut
RULES = ["-P", "-m", "limberup.packs.rules_host"]
home, outside = Path(sys.argv[1]), Path(sys.argv[2])
shut(find_home({"LIMBERUP_HOME": str(home)}))
write_whole(home / "deep" / "deeper" / "file", "text")
remove(home / "deep" / "deeper" / "file")
open(os.devnull, "w").close()
said = {}
try:
    ask("no_such_pack", "no-such", Facts(), {})
except RulesFailed as error:
    said["rules of packs"] = f"{error}, also in kiosk mode"
for name, what in json.loads(sys.argv[3]).items():
    try:
        exec(what)
    except (PermissionError, LimberupError) as error:
        said[name] = str(error)
    except BaseException as error:
        said[name] = f"no: {error!r}"
    else:
        said[name] = "no: it was done"
try:
    write_whole(outside / "export.csv", "text")
except LimberupError as error:
    said["an export"] = str(error)
print(json.dumps(said), file=sys.stdout)
"""


def test_the_process_refuses_what_leads_out(tmp_path: Path) -> None:
    home, outside = tmp_path / "home", tmp_path / "outside"
    for folder in (home, outside):
        folder.mkdir()
    (outside / "there").write_text("theirs", "utf-8")
    (home / "mine").write_text("mine", "utf-8")
    (home / "link").symlink_to(outside)
    command = [sys.executable, "-c", SCRIPT, str(home), str(outside), json.dumps(TRIES)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    said = json.loads(done.stdout or "{}")
    assert done.returncode == 0, done.stderr
    assert {name: what for name, what in said.items() if "in kiosk mode" not in what} == {}
    assert said.keys() == {*TRIES, "an export", "rules of packs"}
    assert "no_such_pack" in said["rules of packs"], "the one program that is left was not asked"
    assert "export.csv: cannot be written" in said["an export"]
    assert {path.name: path.read_text("utf-8") for path in outside.iterdir()} == {"there": "theirs"}
    assert sorted(path.name for path in home.iterdir()) == ["deep", "link", "mine"]


def kiosk(*arguments: str, home: Path, **environ: str) -> subprocess.CompletedProcess[str]:
    """Run kiosk mode without a terminal: it comes as far as asking for one."""
    command = [sys.executable, "-m", "limberup_tui", "--kiosk", *arguments]
    env = {**os.environ, "HOME": str(home), **environ}
    return subprocess.run(command, env=env, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(
    "arguments",
    [["packs"], ["packs", "check", "/etc"], ["show", "glute-bridge", "--svg", "x.svg"], ["history", "--csv"],
     ["rules", "/etc/passwd"], ["exercises"], ["routines"], ["play", "/etc/passwd"], ["play", "./x.toml"]],
)  # fmt: skip
def test_no_command_but_play(tmp_path: Path, arguments: list[str]) -> None:
    done = kiosk(*arguments, home=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("limberup: in kiosk mode ")
    assert done.stderr.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


def test_play_by_name_is_as_ever(tmp_path: Path) -> None:
    assert "needs a terminal" in kiosk("play", "morning-back", home=tmp_path).stderr
    assert "there is no routine 'morning-bakc'" in kiosk("play", "morning-bakc", home=tmp_path).stderr


def test_python_asks_for_nothing_at_the_end(tmp_path: Path) -> None:
    started = tmp_path / "started.py"
    started.write_text(f"open({str(tmp_path / 'there')!r}, 'w')", "utf-8")
    done = kiosk("--version", home=tmp_path, PYTHONINSPECT="1", PYTHONSTARTUP=str(started))
    assert ">>>" not in done.stdout + done.stderr
    assert sorted(path.name for path in tmp_path.iterdir()) == ["started.py"]
