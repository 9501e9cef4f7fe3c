"""What a process gives up before it lets the code of a pack run. Only ever called in a process made for that."""

from __future__ import annotations

import os
import resource
import signal
import sys
from contextlib import suppress

__all__ = ["limit", "told"]

MEMORY = 512 * 1024 * 1024
"""Bytes of address space."""
FORBIDDEN = ("os.fork", "os.posix_spawn", "os.exec", "os.system", "pty.spawn", "subprocess.", "socket.")
"""What a pack has no use for, as Python's audit events begin. What rules learn of a person stays here."""
CHANGES = {"os.chmod", "os.chown", "os.link", "os.mkdir", "os.remove", "os.rename", "os.rmdir", "os.symlink",
           "os.truncate", "os.utime"}  # fmt: skip
_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


def limit(seconds: int) -> None:
    """Give up, for good, more than so many seconds, much memory, writing files, other programs and the network.

    It keeps a pack from doing harm by mistake. Who means harm and has been installed with pip has had other ways.
    """
    used = resource.getrusage(resource.RUSAGE_SELF)
    spent = int(used.ru_utime + used.ru_stime)
    limits = [
        (resource.RLIMIT_AS, MEMORY),
        # This, and the alarm below, end it where nobody is there any more to kill it.
        (resource.RLIMIT_CPU, spent + seconds + 2),
        (resource.RLIMIT_CORE, 0),
        # It writes no file, and starts no process and no thread: only for the superuser the last one is no limit.
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_NPROC, 0),
    ]
    for what, most in limits:
        # Not every system knows every limit, and none may be raised above what it was.
        with suppress(ValueError, OSError):
            resource.setrlimit(what, (most, most))
    signal.alarm(seconds + 2)
    sys.dont_write_bytecode = True
    sys.addaudithook(_refuse)


def _refuse(event: str, arguments: tuple[object, ...]) -> None:
    if event.startswith(FORBIDDEN):
        raise PermissionError(f"packs start no process and use no network ({event})")
    flags = arguments[2] if event == "open" else 0
    if event in CHANGES or (isinstance(flags, int) and flags & _WRITES and arguments[0] != os.devnull):
        raise PermissionError(f"packs write and change no file ({event})")


def told(error: BaseException) -> str:
    """Return an exception in words. Somebody else's may itself raise where it is asked for its text."""
    try:
        return f"{type(error).__name__}: {str(error)[:200]}".removesuffix(": ")
    except BaseException:  # noqa: BLE001 - whatever it raises, its name has to do
        return type(error).__name__
