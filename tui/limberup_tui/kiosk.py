"""Kiosk mode: for those who log in to be led through their exercises, and must get nowhere else.

Whoever hosts limberup writes the command line; whoever logs in may bring an environment, keys and words. So nothing of
the environment counts but what is listed here, and from then on the process itself refuses other programs, the network,
and changes outside the person's own folders. docs/ssh.md lists the ways out that were thought of; tests/ssh tries them.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from limberup.texts import language, tr

if TYPE_CHECKING:
    from limberup.paths import Home

__all__ = ["COMMANDS", "check_name", "isolate", "kept", "shut"]

COMMANDS = ("play",)
"""What may stand behind `--kiosk`, beside nothing at all."""

_WORD = re.compile(r"[\w.@+:-]{0,80}", re.ASCII)
_ZONE = re.compile(r"[A-Za-z][\w+-]*(/[\w+-]+){0,2}", re.ASCII)
_ADDRESS = re.compile(r"[\w.:%/ -]{0,200}", re.ASCII)
_ANY = re.compile(r".*", re.DOTALL)
_KEPT = {
    "HOME": _ANY, "USER": _ANY, "LOGNAME": _ANY,  # sshd sets them itself, whatever a client brings
    "TERM": _WORD, "COLORTERM": _WORD, "NO_COLOR": _WORD, "LANG": _WORD, "LANGUAGE": _WORD, "TZ": _ZONE,
    "SSH_CONNECTION": _ADDRESS, "SSH_TTY": _ADDRESS, "LIMBERUP_SAFE": _WORD,
}  # fmt: skip


def kept(environ: Mapping[str, str]) -> dict[str, str]:
    """Return what of an environment counts in kiosk mode.

    A list of what is kept, and none of what is not: many programs and libraries have variables that name a file, a
    folder or a program, and there will be more of them. LIMBERUP_HOME is such a one.
    """
    found = {}
    for name, value in environ.items():
        shape = _WORD if name.startswith("LC_") else _KEPT.get(name)
        if shape and shape.fullmatch(value):
            found[name] = value
    return found


def isolate() -> None:
    """Go on with nothing of the environment but what is kept, before anything that would look at more is imported.

    Python has looked already, and may for instance have been told to open its prompt at the end. So where it was not
    started in isolation, it is started again.
    """
    environ = kept(os.environ)
    if not sys.flags.isolated:
        command = [sys.executable, "-I", "-m", "limberup_tui", *sys.argv[1:]]
        os.execve(command[0], command, environ)
    os.environ.clear()
    os.environ.update(environ)


def check_name(name: str) -> str:
    """Return what is wrong with the name of a routine, or "": one that could be that of a file is refused."""
    folder, _, slug = name.rpartition("/")
    if name.endswith(".toml") or not slug or not re.fullmatch(r"[a-z0-9-]*", folder):
        return tr("in kiosk mode a routine goes by its name, and not by a file")
    return ""


def shut(home: Home) -> None:
    """Refuse, from now on and for good, other programs, the network, and changes outside the person's folders.

    Args:
        home: The person's folders.
    """
    os.umask(0o077)
    sys.dont_write_bytecode = True
    own = [folder.resolve() for folder in (home.data, home.config, home.state, home.cache)]

    def is_own(path: object) -> bool:
        if not isinstance(path, str | bytes):
            return True  # A file that is open already.
        place = Path(os.fsdecode(path)).resolve()
        return str(place) in _DEVICES or any(place.is_relative_to(folder) for folder in own)

    def leads_to_own(path: object) -> bool:
        return is_own(path) or (
            isinstance(path, str) and any(folder.is_relative_to(Path(path).resolve()) for folder in own)
        )

    def refuse(event: str, arguments: tuple[object, ...]) -> None:
        if event in _OUT:
            if event != "subprocess.Popen" or not _asks_packs(arguments):
                raise PermissionError(1, f"{event} is shut in kiosk mode")
        elif event == "open":
            path, _, flags = arguments
            if isinstance(flags, int) and flags & _WRITES and not is_own(path):
                raise PermissionError(1, "outside your own folders in kiosk mode", path)
        elif event == "os.mkdir":
            if not leads_to_own(arguments[0]):
                raise PermissionError(1, "outside your own folders in kiosk mode", arguments[0])
        elif event in _CHANGES:
            for path in arguments[: _CHANGES[event]]:
                if not is_own(path):
                    raise PermissionError(1, "outside your own folders in kiosk mode", path)

    sys.addaudithook(refuse)


_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_DEVICES = ("/dev/null", "/dev/tty")
_OUT = {
    "os.exec", "os.fork", "os.forkpty", "os.posix_spawn", "os.spawn", "os.startfile", "os.system", "pty.spawn",
    "subprocess.Popen", "webbrowser.open", "cpython.run_interactivehook", "cpython.run_stdin",
    "socket.connect", "socket.bind", "socket.sendto", "socket.sendmsg", "socket.getaddrinfo", "syslog.openlog",
}  # fmt: skip
"""Audit events of other programs, a prompt of Python's, and the network; see Python's table of audit events."""
_CHANGES = {
    "os.chmod": 1, "os.chown": 1, "os.link": 2, "os.remove": 1, "os.rename": 2, "os.rmdir": 1, "os.symlink": 2,
    "os.truncate": 1, "os.utime": 1, "shutil.copyfile": 2, "shutil.move": 2, "shutil.rmtree": 1,
}  # fmt: skip
"""Audit events of changes, and how many of their arguments are paths."""


def _asks_packs(arguments: Iterable[object]) -> bool:
    """Whether a program to be started is one of those that ask installed packs: nobody can tell them what to do."""
    program, command, *_ = arguments
    hosts = (["-P", "-m", f"limberup.packs.{name}", language()] for name in ("rules_host", "hooks_host"))
    return program == sys.executable and isinstance(command, list) and command[1:] in hosts
