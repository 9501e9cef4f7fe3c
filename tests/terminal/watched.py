"""Watching what a program asks of the system: sockets, other programs, and files that it writes."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

__all__ = ["Seen", "Watch", "why_no_strace"]

HOOK = """\
import json, os, sys

_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_NAMES = (
    "socket.", "subprocess.", "os.exec", "os.posix_spawn", "os.spawn", "os.startfile", "os.system", "os.fork", "pty.",
    "urllib.", "http.", "ftplib.", "imaplib.", "smtplib.", "poplib.", "telnetlib.", "nntplib.", "webbrowser.",
    "os.mkdir", "os.rename", "os.link", "os.symlink", "os.truncate", "os.chmod", "os.chown", "os.utime", "os.mkfifo",
    "shutil.", "tempfile.", "sqlite3.connect", "mmap.",
)
_line = os.open(os.environ["LIMBERUP_TEST_WATCH"], os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
_main = os.getpid()


def _told(value):
    if isinstance(value, (list, tuple)):
        return [_told(part) for part in value]
    if isinstance(value, bytes):
        return os.fsdecode(value)
    return value if isinstance(value, (int, str, type(None))) else str(value)


def _watch(event, args):
    if event == "open":
        if not (isinstance(args[2], int) and args[2] & _WRITES) and not set(args[1] or "") & set("wax+"):
            return
    elif not event.startswith(_NAMES):
        return
    os.write(_line, (json.dumps([event, _told(args)]) + "\\n").encode())


sys.addaudithook(_watch)
"""

PROGRAMS = ("subprocess.", "os.exec", "os.posix_spawn", "os.spawn", "os.startfile", "os.system", "os.fork", "pty.")
ASKS_NOBODY = {"socket.gethostname"}
"""What stands among the events of sockets and is none."""
WRITES = {"open": 0, "os.mkdir": 0, "os.rename": 1, "os.link": 1, "os.symlink": 1, "os.truncate": 0, "os.chmod": 0}
"""Events of writing, with which of their values is the place."""
TERMINALS = ("/dev/tty", "/dev/pts/", "/dev/null", "/dev/ptmx")


@dataclass(frozen=True)
class Seen:
    """One thing that was asked of the system."""

    event: str
    values: tuple[object, ...]


class Watch:
    """A hook in every Python that is started with its environment, which tells what is asked for."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir()
        self._folder = folder
        self._log, self._trace = folder / "log", folder / "trace"
        (folder / "sitecustomize.py").write_text(HOOK, "utf-8")
        self.temp = folder / "temp"
        self.temp.mkdir()

    @property
    def environ(self) -> dict[str, str]:
        """What the environment has to have."""
        return {
            "PYTHONPATH": os.pathsep.join(filter(None, (str(self._folder), os.environ.get("PYTHONPATH", "")))),
            "PYTHONDONTWRITEBYTECODE": "1",
            "LIMBERUP_TEST_WATCH": str(self._log),
            "TMPDIR": str(self.temp),
        }

    def before(self) -> list[str]:
        """Return the command by which the system itself tells of sockets and programs too."""
        if why_no_strace():
            return []
        kinds = "trace=%network,execve,execveat"
        return ["strace", "-f", "-qq", "-s", "60", "-e", kinds, "-e", "signal=none", "-o", str(self._trace)]

    @property
    def seen(self) -> list[Seen]:
        """What has been asked for so far."""
        lines = self._log.read_text("utf-8").splitlines()
        return [Seen(event, tuple(values)) for event, values in map(json.loads, lines)]

    def sockets(self) -> list[Seen]:
        """Return what was done with sockets, but for a pair that wakes the program itself."""
        return [
            one
            for one in self.seen
            if (one.event.startswith("socket.") and one.event not in ASKS_NOBODY and not _is_own_pair(one))
            or one.event.split(".")[0] in ("urllib", "http", "ftplib", "imaplib", "smtplib", "webbrowser")
        ]

    def programs(self) -> list[Seen]:
        """Return the programs that were started."""
        return [one for one in self.seen if one.event.startswith(PROGRAMS)]

    def written(self, allowed: Iterable[Path]) -> set[str]:
        """Return the places that were written to outside of some folders and the terminal."""
        roots = [str(path) for path in allowed]
        found = set()
        for one in self.seen:
            if one.event in WRITES and isinstance(place := one.values[WRITES[one.event]], str):
                inside = any(place == root or place.startswith(f"{root}/") for root in roots)
                if not inside and not place.startswith(TERMINALS):
                    found.add(f"{one.event} {place}")
        return found

    def traced(self) -> tuple[list[str], list[str]]:
        """Return what the system saw: calls of the network, and programs that were started after the first."""
        calls = self._trace.read_text("utf-8", "replace").splitlines()
        programs = [call for call in calls if re.search(r"\bexecve(at)?\(", call)]
        # A pair that is the program's own at both ends, and asking what kind of thing an open file is.
        own = r"socketpair\(AF_UNIX|get(sock|peer)name\(|getsockopt\("
        network = [call for call in calls if call not in programs and not re.search(own, call)]
        return [call for call in network if _begins_or_fails_not(call)], programs[1:]


def _begins_or_fails_not(call: str) -> bool:
    """Return whether a line tells of a call, and not of a signal, an end or the rest of a call."""
    return re.match(r"(\d+ +)?[a-z0-9_]+\(", call) is not None and not _on_own_pair(call)


def _on_own_pair(call: str) -> bool:
    # A byte to itself: asyncio wakes its loop that way, and reads it off again. On a busy machine another thread comes
    # between such a call and its end, which are two lines then.
    ends = r"(\)| <unfinished \.\.\.>)"
    return re.match(rf"(\d+ +)?(sendto|recvfrom|send|recv)\(\d+, .*, NULL, (NULL|0){ends}", call) is not None


def _is_own_pair(one: Seen) -> bool:
    return one.event == "socket.__new__" and str(one.values[1]) in ("1", "AddressFamily.AF_UNIX")


def why_no_strace() -> str:
    """Return why the system can't be asked itself, or ""."""
    if not shutil.which("strace"):
        return "strace is not installed (apt-get install strace)"
    tried = subprocess.run(["strace", "-qq", "-o", "/dev/null", "true"], capture_output=True, check=False)
    return "" if tried.returncode == 0 else "no process may be traced here"
