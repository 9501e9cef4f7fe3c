"""Whether the process that leads a session still lives: it holds a lock for as long as it does."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from weakref import finalize

from limberup.paths import make_folder

try:
    import fcntl
except ImportError:  # a system without such locks
    fcntl = None  # type: ignore[assignment]

__all__ = ["LifeSign", "lives", "sweep"]

_OWNER = re.compile(r"[0-9a-f]{16}")


def _path(folder: Path, owner: str) -> Path:
    return folder / f".{owner}.alive"


class LifeSign:
    """A lock that the system gives back when the process ends, however it ends.

    The number of a process would be none: it may be another one's by now, or mean another machine or container.
    """

    def __init__(self, folder: Path) -> None:
        """Make the sign.

        Args:
            folder: Where the sessions under way are.
        """
        self._folder = folder
        self._path: Path | None = None
        self._let_go: Callable[[], object] = lambda: None

    def show(self, owner: str) -> None:
        """Show that the owner lives, from now on. Where a lock can't be had there is no sign, and nothing else fails.

        Args:
            owner: Sixteen hexadecimal digits.
        """
        if self._path is not None or fcntl is None:
            return
        make_folder(self._folder)
        path = _path(self._folder, owner)
        with suppress(OSError):
            handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
            self._path, self._let_go = path, finalize(self, os.close, handle)
            # Nobody else knows the owner yet: this never waits.
            fcntl.flock(handle, fcntl.LOCK_EX)

    def end(self) -> None:
        """Take the sign away."""
        if self._path is not None:
            with suppress(OSError):
                self._path.unlink(missing_ok=True)
            self._let_go()
            self._path = None


def lives(folder: Path, owner: str) -> bool:
    """Return whether the process that goes by that name still lives, as far as can be told from here."""
    # What stands in a file can't lead out of the folder.
    if fcntl is None or not _OWNER.fullmatch(owner):
        return False
    try:
        handle = os.open(_path(folder, owner), os.O_RDONLY)
    except OSError:
        return False
    try:
        # Shared: two that ask at the same time are no sign of life to each other.
        fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except OSError:
        return False
    finally:
        os.close(handle)
    return False


def sweep(folder: Path) -> None:
    """Remove the signs of processes that have ended without taking theirs away."""
    with suppress(OSError):
        for path in folder.glob(".*.alive"):
            owner = path.name.removeprefix(".").removesuffix(".alive")
            if _OWNER.fullmatch(owner) and fcntl is not None and not lives(folder, owner):
                path.unlink(missing_ok=True)
