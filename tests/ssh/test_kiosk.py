"""Kiosk mode behind `ForceCommand`, as docs/ssh.md has it: every way out that was thought of is tried."""

from __future__ import annotations

import getpass
import os
import re
import shlex
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.ssh.conftest import PERSON, SETTINGS
from tests.ssh.server import RemoteDesk, Server, find_sshd, lives, wait_for
from tests.terminal.steps import check_in, do_set, write_short
from tests.terminal.terminal import DEADLINE, Terminal

pytestmark = pytest.mark.ssh

TODAY = "Seated start"
"""A routine that Today lists."""
DOCS = Path(__file__).parents[2] / "docs" / "ssh.md"


def settings(home: Path) -> list[str]:
    """Return the settings that docs/ssh.md gives, for who runs the tests, and as open otherwise as can be."""
    found = re.search(r"^ *Match Group limberup\n(?P<lines>(?: +\w.*\n)+)", DOCS.read_text("utf-8"), re.MULTILINE)
    assert found
    lines = found["lines"]
    assert "/opt/limberup/bin/limberup --kiosk" in lines
    # Like a script's, and unlike `-m` alone: the folder one is in counts for nothing.
    program = shlex.join(["env", f"HOME={home}", sys.executable, "-P", "-m", "limberup_tui"])
    lines = lines.replace("/opt/limberup/bin/limberup", f"cd {home} && exec {program}")
    # What `Match` would keep for a group counts here for all; the first line of a kind counts.
    return ["AcceptEnv *", "PermitUserEnvironment yes", "PermitTTY yes", *map(str.strip, lines.splitlines())]


@pytest.fixture
def desk(needs_ssh: None, tmp_path: Path) -> Iterator[RemoteDesk]:
    """Give an account in kiosk mode; its `home` is where limberup keeps its files."""
    room = tmp_path / "sshd"
    room.mkdir()
    account = tmp_path / "account"
    account.mkdir()
    server = Server(room, options=settings(account))
    desk = RemoteDesk(account, server)
    desk.write(".config/limberup/person.toml", PERSON)
    desk.write(".config/limberup/settings.toml", SETTINGS)
    try:
        yield desk
    finally:
        desk.close()
        server.stop()


def program(desk: RemoteDesk) -> int:
    """Return the number of the program's process, once it is there."""
    found: list[int] = []

    def look() -> list[int]:
        for path in Path("/proc").glob("[0-9]*"):
            try:
                words = (path / "cmdline").read_bytes().split(b"\0")
                about = (path / "environ").read_bytes().split(b"\0")
            except OSError:
                continue
            if words[1:2] == [b"-I"] and f"HOME={desk.home}".encode() in about:
                found.append(int(path.name))
        return found

    wait_for(look)
    return found[0]


def outside(desk: RemoteDesk) -> list[str]:
    """Return what is in the account and no file of limberup's."""
    own = (".config/limberup", ".local/share/limberup", ".local/state/limberup", ".cache/limberup")
    files = (str(path.relative_to(desk.home)) for path in desk.home.rglob("*") if path.is_file())
    return [name for name in files if not name.startswith(own)]


def leave(terminal: Terminal) -> None:
    """Quit, and make sure that the line is closed with it, and that nothing else has been said."""
    terminal.until(TODAY)
    terminal.press("q")
    assert terminal.exit_code() == 0
    assert ">>>" not in terminal.text
    assert "$" not in terminal.text


def test_a_session_as_ever_and_then_the_line_is_closed(desk: RemoteDesk) -> None:
    write_short_at(desk)
    terminal = desk.log_in(None)
    terminal.until("Short")
    terminal.press("ctrl+p")
    terminal.until("Search for commands")
    terminal.type("Start: Short")
    terminal.until_gone("Start: Easy hips")
    terminal.press("enter")
    check_in(terminal)
    terminal.press("enter")
    terminal.until("GET READY")
    do_set(terminal)
    terminal.until("REST")
    terminal.kill()
    again = desk.log_in(None)
    again.until("was left open today")
    again.press("r")
    again.until("Go on where you stopped")
    again.press("g")
    again.until("REST")
    again.press("q")
    again.until("End here, and keep what you did")
    again.press("e")
    again.until("After the session")
    again.press("escape")
    again.until("Last session: Short")
    again.press("q")
    assert again.exit_code() == 0
    (record,) = desk.files(".local/share/limberup/history/*/*.toml")
    assert "glutes/glute-bridge: 2 of" in record.read_text("utf-8")
    assert outside(desk) == []


def write_short_at(desk: RemoteDesk) -> None:
    """Put the short routine into the account."""
    write_short(RemoteDesk(desk.home / ".local/share/limberup", desk.server))


# Commands and subsystems


def test_a_command_of_one_s_own_does_nothing(desk: RemoteDesk) -> None:
    for words in ("sh", "id", "; id", "$(id)", "'", "env", "--help", "packs check /etc", f"id > {desk.home}/out"):
        done = desk.server.run(f" {words}")
        assert (done.returncode, done.stdout) == (2, "")
        assert done.stderr == "limberup: needs a terminal: standard input is not one\n"
    # With words to read, lines of text are shown to whoever has no terminal.
    done = desk.server.run("sh", text="id\n!id\n;id\n$(id)\n/etc/passwd\n~\nq\n")
    assert "What do you want to do?" in done.stdout
    assert not re.search(r"uid=|root:|sh: ", done.stdout + done.stderr)
    assert outside(desk) == []


def test_a_command_of_one_s_own_in_a_terminal_is_limberup(desk: RemoteDesk) -> None:
    terminal = desk.log_in(f"id > {desk.home}/out; sh -i")
    leave(terminal)
    assert outside(desk) == []


def test_a_second_session_on_the_same_line_is_limberup_too(desk: RemoteDesk) -> None:
    control = ("-o", f"ControlPath={desk.server.folder}/c")
    first = desk.log_in(None, "-M", *control)
    first.until(TODAY)
    done = desk.server.run("id", *control)
    assert "uid=" not in done.stdout
    assert "limberup: needs a terminal" in done.stderr
    leave(first)


@pytest.mark.parametrize("client", ["sftp", "scp", "scp -O"])
def test_no_file_goes_either_way(desk: RemoteDesk, client: str, tmp_path: Path) -> None:
    name, *more = client.split()
    mine = tmp_path / "mine"
    mine.write_text("mine", "utf-8")
    place = ["-F", "/dev/null", "-P", str(desk.server.port), "-i", str(desk.server.folder / "key")]
    place += [word for word in desk.server.command() if "=" in word for word in ("-o", word)]
    host = f"{getpass.getuser()}@{desk.server.address}"
    tries = [["-b", "-", host]]
    if name == "scp":
        tries = [[f"{host}:/etc/passwd", "got"], [str(mine), f"{host}:{desk.home}/put"]]
    for words in tries:
        text = f"get /etc/passwd {tmp_path}/got\nput {mine} {desk.home}/put\n"
        done = subprocess.run(
            [name, *more, *place, *words], input=text, capture_output=True, text=True, check=False, cwd=tmp_path,
            timeout=DEADLINE,
        )  # fmt: skip
        assert done.returncode != 0
    assert not (tmp_path / "got").exists()
    assert outside(desk) == []


# Forwarding


def test_no_port_is_forwarded_from_here(desk: RemoteDesk) -> None:
    done = desk.server.run(None, "-W", f"127.0.0.1:{desk.server.port}")
    assert done.returncode == 255
    assert "forwarding failed" in done.stderr


def test_no_port_is_forwarded_from_there(desk: RemoteDesk) -> None:
    for what in (f"0:127.0.0.1:{desk.server.port}", f"{desk.home}/socket:127.0.0.1:{desk.server.port}"):
        done = desk.server.run(None, "-N", "-R", what, "-o", "ExitOnForwardFailure=yes")
        assert done.returncode == 255
        assert "forwarding failed" in done.stderr


def test_a_local_port_leads_nowhere(desk: RemoteDesk, tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with socket.socket(socket.AF_UNIX) as there:
        there.bind(str(tmp_path / "there"))
        there.listen()
        for target in (f"127.0.0.1:{desk.server.port}", str(tmp_path / "there")):
            terminal = desk.log_in(None, "-L", f"{port}:{target}")
            terminal.until(TODAY)
            with socket.create_connection(("127.0.0.1", port), timeout=DEADLINE) as line:
                # The server would say its name at once, the socket would wait.
                assert line.recv(100) == b""
            leave(terminal)


def test_neither_agent_nor_display_nor_network_comes_along(desk: RemoteDesk) -> None:
    agent = subprocess.run(["ssh-agent", "-s"], capture_output=True, text=True, check=True).stdout
    variables = dict(re.findall(r"(SSH_\w+)=([^;]+);", agent))
    try:
        environ = {**variables, "DISPLAY": "127.0.0.1:9"}
        terminal = desk.log_in(None, "-A", "-X", "-o", "ForwardX11Timeout=0", environ=environ)
        terminal.until(TODAY)
        opened = [str(path.readlink()) for path in Path(f"/proc/{program(desk)}/fd").iterdir()]
        assert environment(desk).keys().isdisjoint({"SSH_AUTH_SOCK", "DISPLAY", "XAUTHORITY"})
        assert [place for place in opened if "agent" in place or "X11" in place] == []
        leave(terminal)
    finally:
        os.kill(int(variables["SSH_AGENT_PID"]), signal.SIGTERM)
    done = desk.server.run(None, "-w", "any", "-N", "-o", "ExitOnForwardFailure=yes")
    assert done.returncode == 255


def test_the_settings_are_those_of_the_page(desk: RemoteDesk) -> None:
    sshd = find_sshd()
    assert sshd
    command = [sshd, "-T", "-f", str(desk.server.folder / "config")]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()
    for line in ("disableforwarding yes", "permittunnel no", "permituserrc no", "authenticationmethods publickey"):
        assert line in told


# The environment


def environment(desk: RemoteDesk) -> dict[str, str]:
    """Return the environment that the program runs in."""
    text = Path(f"/proc/{program(desk)}/environ").read_bytes().decode()
    return dict(line.split("=", 1) for line in text.split("\0") if line)


def bring(**environ: str) -> list[str]:
    """Return the options that send an environment along, whatever the client's own is."""
    return [part for name, value in environ.items() for part in ("-o", f"SetEnv={name}={value}")]


@pytest.fixture
def evil(tmp_path: Path) -> Path:
    """Give a folder full of code that leaves a mark when it is run."""
    folder = tmp_path / "evil"
    folder.mkdir()
    mark = f"open({str(folder / 'mark')!r}, 'w').close()\n"
    for name in ("evil", "startup", "usercustomize", "limberup_evil"):
        (folder / f"{name}.py").write_text(f"{mark}class Driver: pass\n", "utf-8")
    return folder


BROUGHT: dict[str, dict[str, str]] = {
    "Python": {
        "PYTHONINSPECT": "1", "PYTHONSTARTUP": "{evil}/startup.py", "PYTHONBREAKPOINT": "evil.mark",
        "PYTHONWARNINGS": "error::evil.Driver", "PYTHONUSERBASE": "{evil}", "PYTHONPYCACHEPREFIX": "{evil}",
    },
    "Textual": {
        "TEXTUAL_DRIVER": "evil:Driver", "TEXTUAL": "debug,devtools", "TEXTUAL_LOG": "{evil}/mark",
        "TEXTUAL_SCREENSHOT": "0", "TEXTUAL_SCREENSHOT_LOCATION": "{evil}", "TEXTUAL_ALLOW_SIGNALS": "1",
        "TEXTUAL_PRESS": "q",
    },
    "folders": {
        "HOME": "{evil}", "LIMBERUP_HOME": "{evil}", "XDG_DATA_HOME": "{evil}", "XDG_STATE_HOME": "{evil}",
        "XDG_CONFIG_HOME": "{evil}", "TMPDIR": "{evil}", "TERMINFO": "{evil}",
    },
    "programs": {
        "EDITOR": "sh", "VISUAL": "sh", "PAGER": "sh", "BROWSER": "sh", "SHELL": "sh", "LESSOPEN": "|sh",
        "_LIMBERUP_COMPLETE": "bash_source", "_PYTHON__M_LIMBERUP_TUI_COMPLETE": "bash_source",
    },
    "words": {"TZ": "/etc/shadow", "LC_ALL": "../../etc/shadow", "LANGUAGE": "../x", "TERMCAP": "{evil}/mark"},
}  # fmt: skip


@pytest.mark.parametrize("environ", BROUGHT.values(), ids=BROUGHT)
def test_what_a_client_brings_along_counts_for_nothing(desk: RemoteDesk, evil: Path, environ: dict[str, str]) -> None:
    before = sorted(evil.iterdir())
    terminal = desk.log_in(None, *bring(**{name: value.format(evil=evil) for name, value in environ.items()}))
    terminal.until(TODAY)
    about = environment(desk)
    assert about.keys() & environ.keys() <= {"HOME"}
    assert about["HOME"] == str(desk.home)
    assert about.keys() <= {
        "HOME", "USER", "LOGNAME", "TERM", "COLORTERM", "LANG", "LC_CTYPE", "SSH_CONNECTION", "SSH_TTY",
    }  # fmt: skip
    leave(terminal)
    assert sorted(evil.iterdir()) == before
    assert outside(desk) == []


def test_code_in_one_s_own_folders_is_not_run(desk: RemoteDesk, evil: Path) -> None:
    code = (evil / "evil.py").read_text("utf-8")
    version = f"python{sys.version_info.major}.{sys.version_info.minor}"
    desk.write(f".local/lib/{version}/site-packages/usercustomize.py", code)
    desk.write("limberup_tui/__init__.py", code)
    desk.write(".local/share/limberup/packs/evil/__init__.py", code)
    desk.write(
        ".local/share/limberup/packs/evil/pack.toml", '[pack]\nid = "evil"\nname = "Evil"\nlicense = "MIT"\napi = 1\n'
    )
    terminal = desk.log_in(None)
    terminal.until("New: the pack Evil")
    terminal.press("u")
    leave(terminal)
    assert not (evil / "mark").exists()


def test_a_crash_ends_the_line(needs_ssh: None, tmp_path: Path) -> None:
    room = tmp_path / "sshd"
    room.mkdir()
    crash = shlex.join(["env", f"HOME={tmp_path}", sys.executable, "-I", "-c", CRASH, "--kiosk"]).replace("\n", ";")
    options = [f"ForceCommand {crash}" if line.startswith("ForceCommand") else line for line in settings(tmp_path)]
    desk = RemoteDesk(tmp_path, Server(room, options=options))
    try:
        terminal = desk.log_in(None)
        terminal.until("Look around first")
        terminal.press("?")
        assert terminal.exit_code() == 1
        assert terminal.ever_showed("on purpose")
        assert ">>>" not in terminal.text
    finally:
        desk.close()
        desk.server.stop()


CRASH = """\
import sys
from limberup_tui.app import LimberupApp
from limberup_tui.cli import main
LimberupApp.action_help = lambda self: int("on purpose")
sys.exit(main(sys.argv[1:]))"""


# Keys


def test_no_key_leads_to_a_shell(desk: RemoteDesk) -> None:
    terminal = desk.log_in(None)
    terminal.until(TODAY)
    pid = program(desk)
    for key in ("\x1a", "\x1c", "\x1d", "\x04", "\x00", "\x0f", "\x1b[26;5~"):
        terminal.type(key)
        terminal.settle(0.2)
        assert lives(pid)
        assert Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(")")[2].split()[0] != "T"
        assert TODAY in terminal.words
    leave(terminal)


@pytest.mark.parametrize("key", ["\x1a", "\x1c", "\x03"])
def test_no_key_leads_to_a_shell_while_it_starts(desk: RemoteDesk, key: str) -> None:
    terminal = desk.log_in(None)
    # Pressed again and again, from before the program has the terminal until it has it or is gone.
    end = time.monotonic() + DEADLINE
    while terminal.is_open and TODAY not in terminal.words:
        assert time.monotonic() < end
        terminal.type(key)
        terminal.read(0.01)
    if terminal.is_open:
        terminal.settle()
        terminal.press("q")
    terminal.exit_code()
    assert not re.search(r"^\S*[$#>] ?$", terminal.text, re.MULTILINE)
    assert outside(desk) == []


def test_the_command_palette_offers_nothing_else(desk: RemoteDesk) -> None:
    terminal = desk.log_in(None)
    terminal.until(TODAY)
    for words in ("screenshot", "shell", "install", "devtools"):
        terminal.press("ctrl+p")
        terminal.until("Search for commands")
        terminal.type(words)
        terminal.until("No command is called that.")
        terminal.press("escape")
        terminal.until_gone("No command is called that.")
    leave(terminal)


def test_nothing_that_a_terminal_would_act_on_is_sent(desk: RemoteDesk) -> None:
    write_short_at(desk)
    (short,) = desk.files(".local/share/limberup/routines/short.toml")
    evil = (
        r"\u001b]8;;file:///etc/passwd\u0007Short\u001b]8;;\u0007\u001b]52;c;aWQ=\u0007\u009b5n [@click=app.bell]x[/]"
    )
    short.write_text(short.read_text("utf-8").replace('"Short"', f'"{evil}"'), "utf-8")
    terminal = desk.log_in(None)
    terminal.until("]8;;file:///etc")
    leave(terminal)
    for code in (b"\x1b]8;", b"\x1b]52;", b"\xc2\x9b", b"\x9b5n", b"\x1b[5n"):
        assert code not in terminal.output


# What is left to the command line that the host writes


@pytest.mark.parametrize("words", ["packs", "show glute-bridge --svg x.svg", "history --csv", "play /etc/passwd"])
def test_the_host_s_own_command_line_goes_no_further(needs_ssh: None, tmp_path: Path, words: str) -> None:
    room = tmp_path / "sshd"
    room.mkdir()
    options = [line.replace("--kiosk", f"--kiosk {words}") for line in settings(tmp_path)]
    server = Server(room, options=options)
    try:
        done = server.run(None)
    finally:
        server.stop()
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("limberup: in kiosk mode ")


def test_one_routine_and_no_more(needs_ssh: None, tmp_path: Path) -> None:
    room = tmp_path / "sshd"
    room.mkdir()
    account = tmp_path / "account"
    account.mkdir()
    options = [line.replace("--kiosk", "--kiosk play gentle-first-week") for line in settings(account)]
    desk = RemoteDesk(account, Server(room, options=options))
    desk.write(".config/limberup/person.toml", PERSON)
    desk.write(".config/limberup/settings.toml", SETTINGS)
    try:
        desk.log_in(None).until("Check-in", "None of these")
    finally:
        desk.close()
        desk.server.stop()
