"""What a person tells limberup stays with them: no network, no other program, no file outside of their own folder."""

from __future__ import annotations

import os
import shlex
import socket
import stat
import subprocess
import sys
import textwrap
from functools import partial
from pathlib import Path

import pytest
from tests.terminal.steps import check_in, do_set, write_short
from tests.terminal.terminal import DEADLINE, Desk, Terminal
from tests.terminal.watched import Watch, why_no_strace

pytestmark = pytest.mark.pty


@pytest.fixture
def watch(tmp_path: Path) -> Watch:
    """Give somebody who watches."""
    return Watch(tmp_path / "watch")


def modes(home: Path) -> dict[str, str]:
    """Return the permissions of what is in a home that are not the ones they should be."""
    found = {}
    for path in [home, *home.rglob("*")]:
        seen = path.lstat()
        wanted = 0o700 if stat.S_ISDIR(seen.st_mode) else 0o600
        if stat.S_IMODE(seen.st_mode) != wanted:
            found[str(path.relative_to(home))] = oct(stat.S_IMODE(seen.st_mode))
    return found


def whole_session(terminal: Terminal) -> None:
    """Go from the start through a session that is cut short to the history, and quit."""
    check_in(terminal)
    terminal.press("enter")
    terminal.until("GET READY", "Glute bridge")
    do_set(terminal)
    terminal.until("REST", "set 2 of 3")
    terminal.press("h")
    terminal.until("1 of 3: How much does it hurt?")
    terminal.press("escape")
    terminal.until_gone("How much does it hurt?")
    terminal.press("q")
    terminal.until("End here, and keep what you did")
    terminal.press("e")
    terminal.until("After the session")
    terminal.step("3")
    terminal.press("escape")
    terminal.until("Last session")
    terminal.press("h")
    terminal.until("History", "(in part)")
    terminal.press("enter")
    terminal.until("History: one", "Glute bridge")
    terminal.settle(0.2)
    terminal.press("escape", "escape")
    terminal.until("Last session")
    terminal.press("q")
    assert terminal.exit_code() == 0


def assert_private(watch: Watch, home: Path) -> None:
    """Make sure that nothing left the person's folder."""
    assert watch.sockets() == []
    assert watch.programs() == []
    assert watch.written([home]) == set()
    assert list(watch.temp.iterdir()) == []


def test_a_whole_session_leaves_no_trace_elsewhere(desk: Desk, watch: Watch) -> None:
    """Under a umask that masks nothing, too."""
    write_short(desk)
    terminal = desk.open("play", "short", before=watch.before(), environ=watch.environ, prepare=partial(os.umask, 0))
    whole_session(terminal)
    assert [one for one in watch.seen if one.event == "open"], "the watch is awake"
    assert any("history" in str(one.values) for one in watch.seen)
    assert_private(watch, desk.home)
    assert modes(desk.home) == {}
    if reason := why_no_strace():
        pytest.skip(f"the system itself was not asked: {reason}")
    assert watch.traced() == ([], [])


COMMANDS = """
    --version
    --help
    exercises
    exercises --json
    routines
    show glutes/glute-bridge
    show short
    packs
    packs --json
    history
    history --json
    history --csv
    history check
    history check --json
    history backup {home}/backup.zip
    history restore {home}/backup.zip --yes
    history delete {id}
    history undelete {id}
    history edit {id} --note new
    history add --when "2026-11-20 18:00" --minutes 20 --done "glutes/glute-bridge: 10, 10 of 2x10"
    report
    report --markdown
    report --notes
    report --html {home}/report.html
    remind
    remind --ics {home}/dates.ics
    routine check {home}/routines/short.toml
    routine format {home}/routines/short.toml
    routine export short --toml {home}/exported.toml
    routine export short --html {home}/exported.html
    routine import {home}/routines/short.toml --as other --yes
    routine new mine
    history import {home}/strong.csv --yes
    history wipe --yes
"""
STRONG = """\
Date,Workout Name,Duration,Exercise Name,Set Order,Weight,Reps,Distance,Seconds,Notes,Workout Notes,RPE
2026-01-05 18:00:00,"Evening",20m,"Glute Bridge",1,0,10,0,0,"","",
"""
ONE_BY_ONE = """\
import json, sys
from limberup_tui.cli import main
for arguments in json.load(sys.stdin):
    sys.audit("limberup.test", *arguments)
    sys.stderr.write(f"\\x01{' '.join(arguments)}\\n")
    code = main(arguments)
    sys.stderr.write(f"\\x02{code}\\n")
"""


def known(words: list[str]) -> bool:
    """Return whether a command is one of the program's, so that no test of what is none passes for that reason."""
    import click

    from limberup_tui.cli import limberup

    command: click.Command | None = limberup
    context = click.Context(limberup)
    for word in words:
        if word.startswith("-") or not isinstance(command, click.Group):
            return True
        command = command.get_command(context, word)
        if command is None:
            return False
    return True


def test_no_command_reaches_beyond_the_home(desk: Desk, watch: Watch) -> None:
    import json

    from tests.core.keeper import made

    from limberup.history.store import History

    write_short(desk)
    desk.write("strong.csv", STRONG)
    id_ = "20261101T080000Z-00000001"
    History(desk.home / "history").save(made(id_, 1))
    lines = COMMANDS.format(home=desk.home, id=id_).strip().splitlines()
    listed = [shlex.split(line) for line in lines]
    missing = [" ".join(words) for words in listed if not known(words)]
    done = subprocess.run(
        [*watch.before(), sys.executable, "-c", ONE_BY_ONE],
        env={**desk.environ, **watch.environ},
        input=json.dumps(listed),
        capture_output=True,
        text=True,
        timeout=4 * DEADLINE,
        check=False,
        umask=0,
    )
    assert "Traceback" not in done.stderr
    told = done.stderr.split("\x01")[1:]
    codes = {words.partition("\n")[0]: int(words.rpartition("\x02")[2]) for words in told}
    assert len(codes) == len(listed)
    assert {words: code for words, code in codes.items() if code} == {}, (done.stderr, missing)
    assert_private(watch, desk.home)
    assert modes(desk.home) == {}
    if not why_no_strace():
        assert watch.traced() == ([], [])


def test_the_watch_sees_what_it_is_there_for(tmp_path: Path, watch: Watch) -> None:
    """Else its silence would mean nothing."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        code = f"""
            import os, socket, subprocess, tempfile
            socket.create_connection(("127.0.0.1", {port})).close()
            subprocess.run(["true"])
            open({str(tmp_path / "elsewhere")!r}, "w").close()
            os.mkdir({str(tmp_path / "folder")!r})
        """
        subprocess.run(
            [*watch.before(), sys.executable, "-c", textwrap.dedent(code)],
            env={**os.environ, **watch.environ},
            check=True,
        )
    assert {one.event for one in watch.sockets()} >= {"socket.connect"}
    assert watch.programs()
    assert watch.written([tmp_path / "home"]) >= {f"open {tmp_path}/elsewhere", f"os.mkdir {tmp_path}/folder"}
    if not why_no_strace():
        network, programs = watch.traced()
        assert any("connect(" in call and str(port) in call for call in network)
        assert any('"true"' in call for call in programs)


def loosen(home: Path) -> None:
    """Let everybody look into everything, as a careless copy does."""
    for path in [home, *home.rglob("*")]:
        path.chmod(0o777 if path.is_dir() else 0o666)


def test_loose_folders_and_files_are_mended_at_the_start(desk: Desk) -> None:
    from tests.core.keeper import made

    from limberup.history.store import History

    write_short(desk)
    history = History(desk.home / "history", desk.home / "cache")
    for id_ in ("20201101T080000Z-00000001", "20201102T080000Z-00000002"):
        history.save(made(id_, 1))
    history.delete("20201101T080000Z-00000001")
    history.read()
    loosen(desk.home)
    for words in (True, False):
        terminal = desk.open(prepare=partial(os.umask, 0))
        terminal.until("Seated start")
        terminal.press("q")
        assert terminal.exit_code() == 0
        assert terminal.ever_showed("Now only you can") is words, "it is said, once"
    assert {name for name in modes(desk.home) if name != "."} == set()


def test_what_is_nobodys_own_is_left_as_it_is(tmp_path: Path) -> None:
    """A home in a folder that others share: what is not limberup's in it keeps its permissions."""
    shared = tmp_path / "shared"
    shared.mkdir()
    desk = Desk(shared)
    try:
        desk.write("person.toml", "schema = 1\nacknowledged = 2026-11-01\n")
        write_short(desk)
        (shared / "others").mkdir()
        (shared / "others" / "file").write_text("theirs", "utf-8")
        target = tmp_path / "target"
        target.write_text("mine", "utf-8")
        (shared / "history").mkdir()
        (shared / "history" / "link").symlink_to(target)
        for path in (shared, shared / "others", shared / "others" / "file", target):
            path.chmod(0o777 if path.is_dir() else 0o666)
        terminal = desk.open()
        terminal.until("Seated start")
        terminal.press("q")
        assert terminal.exit_code() == 0
        found = modes(shared)
        assert (found.get("others"), found.get("others/file")) == ("0o777", "0o666")
        assert stat.S_IMODE(target.stat().st_mode) == 0o666
        assert stat.S_IMODE(shared.stat().st_mode) == 0o777, "it is not limberup's"
    finally:
        desk.close()
