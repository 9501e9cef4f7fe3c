"""An OpenSSH server of the tests' own, the line to it, and desks at its far end."""

from __future__ import annotations

import getpass
import grp
import os
import shlex
import shutil
import socket
import subprocess
import sys
import time
import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from tests.terminal.steps import record_of
from tests.terminal.terminal import DEADLINE, Desk, Terminal

__all__ = ["RemoteDesk", "Server", "find_sshd", "here", "wait_for", "why_no_terminals"]

_CONFIG = """\
ListenAddress {address}
Port {port}
HostKey {folder}/host
AuthorizedKeysFile {folder}/host.pub {folder}/key.pub
PidFile none
StrictModes no
UsePAM no
PasswordAuthentication no
KbdInteractiveAuthentication no
PermitRootLogin prohibit-password
PrintLastLog no
PrintMotd no
UseDNS no
Subsystem sftp internal-sftp
"""
_CLIENT = (
    "BatchMode=yes",
    "CheckHostIP=no",
    "ConnectTimeout=10",
    "IdentitiesOnly=yes",
    "LogLevel=ERROR",
    "StrictHostKeyChecking=no",
    "UserKnownHostsFile=/dev/null",
)


def find_sshd() -> str | None:
    """Return where the server is: often in a folder that is in root's search path alone."""
    return shutil.which("sshd", path=f"{os.environ.get('PATH', os.defpath)}:/usr/local/sbin:/usr/sbin:/sbin")


def why_no_terminals() -> str:
    """Return why a server of this user's own can give nobody a terminal, or "": it must belong to the group tty."""
    ours, theirs = os.openpty()
    try:
        group = grp.getgrnam("tty").gr_gid
        if os.geteuid() == 0 or os.fstat(theirs).st_gid == group:
            return ""
    except KeyError:
        return ""
    finally:
        os.close(ours)
        os.close(theirs)
    return "no root, and terminals here do not belong to the group tty (devpts is mounted without gid=5)"


def wait_for(what: Callable[[], object], seconds: float = DEADLINE) -> None:
    """Wait until something is so that nothing tells of: a file another process writes, the end of one."""
    end = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < end, "it never came to be so"
        time.sleep(0.02)


def here(*arguments: str, environ: Mapping[str, str] | None = None) -> str:
    """Return the shell command that starts the program on the machine that one has logged in to."""
    setting = [f"{name}={value}" for name, value in {"LANG": "C.UTF-8", **(environ or {})}.items()]
    return shlex.join(["exec", "env", *setting, sys.executable, "-m", "limberup_tui", *arguments])


class Server:
    """A server on a free port, which lets in the user that the tests run as, with one key."""

    def __init__(
        self,
        folder: Path,
        *,
        options: Iterable[str] = (),
        address: str = "127.0.0.1",
        before: Sequence[str] = (),
    ) -> None:
        """Start it, and wait until it answers.

        Args:
            folder: For its keys, its settings and its log.
            options: Lines for its settings, before the usual ones: the first of a kind counts.
            address: Where it listens.
            before: A command in front of the server's own.
        """
        sshd = find_sshd()
        assert sshd
        if os.geteuid() == 0:
            # The package's service makes it, which does not run here.
            Path("/run/sshd").mkdir(mode=0o755, exist_ok=True)
        self.folder, self.address, self.before = folder, address, tuple(before)
        for name in ("host", "key"):
            command = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(folder / name)]
            subprocess.run(command, check=True)
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port: int = free.getsockname()[1]
        config = _CONFIG.format(address=address, port=self.port, folder=folder)
        (folder / "config").write_text("".join(f"{option}\n" for option in options) + config, "utf-8")
        command = [*self.before, sshd, "-D", "-f", str(folder / "config"), "-E", str(folder / "log")]
        self._process = subprocess.Popen(command, stdin=subprocess.DEVNULL)
        wait_for(self._answers)

    def _answers(self) -> bool:
        said = subprocess.run(self.command("true"), capture_output=True, check=False)
        assert self._process.poll() is None, f"the server ended: {(self.folder / 'log').read_text()}"
        return b"refused" not in said.stderr

    def command(
        self, remote: str | None = None, *options: str, via: Sequence[str] | None = None, port: int | None = None
    ) -> list[str]:
        """Return the command that logs in.

        Args:
            remote: What to run there; None for what the server gives.
            options: For the client.
            via: A command in front of the client's own, where it is not that of the server.
            port: Where that is not the server's.
        """
        settings = [part for setting in _CLIENT for part in ("-o", setting)]
        place = [*settings, "-p", str(port or self.port), "-i", str(self.folder / "key"), "-l", getpass.getuser()]
        front = [*(self.before if via is None else via), "ssh", "-F", "/dev/null"]
        return [*front, *place, *options, self.address, *([] if remote is None else [remote])]

    def run(
        self, remote: str | None = None, *options: str, environ: Mapping[str, str] | None = None, text: str = ""
    ) -> subprocess.CompletedProcess[str]:
        """Run something there without a terminal, and return what it said."""
        command = self.command(remote, *options)
        environ = {**os.environ, **(environ or {})}
        return subprocess.run(
            command, env=environ, input=text, capture_output=True, text=True, check=False, timeout=DEADLINE
        )

    def stop(self) -> None:
        """End it; who is logged in stays so."""
        self._process.terminate()
        self._process.wait()


class RemoteDesk(Desk):
    """A home folder on the machine that one logs in to, and terminals that are logged in there."""

    def __init__(self, home: Path, server: Server) -> None:
        super().__init__(home)
        self.server = server

    def log_in(
        self,
        remote: str | None,
        *options: str,
        size: tuple[int, int] = (80, 24),
        environ: Mapping[str, str] | None = None,
        via: Sequence[str] | None = None,
        port: int | None = None,
    ) -> Terminal:
        """Open a terminal that runs something over there."""
        command = self.server.command(remote, "-tt", *options, via=via, port=port)
        terminal = Terminal(command, {**self.environ, **(environ or {})}, size=size)
        self._terminals.append(terminal)
        return terminal

    def open(
        self,
        *arguments: str,
        size: tuple[int, int] = (80, 24),
        environ: Mapping[str, str] | None = None,
        prepare: Callable[[], object] = lambda: None,
        before: Iterable[str] = (),
        program: Iterable[str] = (),
    ) -> Terminal:
        """Start the program over there in a new terminal."""
        return self.log_in(here(*arguments, environ={"LIMBERUP_HOME": str(self.home), **(environ or {})}), size=size)

    def open_file(self) -> dict[str, Any]:
        """Return the session that is under way, as it is on disk."""
        (path,) = self.files("open/*.toml")
        return tomllib.loads(path.read_text("utf-8"))

    def record(self) -> dict[str, Any]:
        """Return the one session that was kept."""
        (path,) = self.files("history/*/*.toml")
        return record_of(path)

    def pid(self) -> int:
        """Return the number of the process that leads the session: it runs on this machine."""
        return int(self.open_file()["pid"])


def wait_until_gone(pid: int) -> None:
    """Wait until a process has ended."""
    wait_for(lambda: not lives(pid))


def lives(pid: int) -> bool:
    """Return whether a process is there; one that has ended and was not yet asked for is not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
