"""Noticing that somebody has saved a file, by looking at times and sizes: nothing to install, on every file system."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

__all__ = ["EVERY", "Watch", "changes", "state_of"]

EVERY = 0.5
"""Seconds between two looks."""
MOST_FILES = 10_000
"""More are no pack: somebody named a folder that holds everything."""

State = dict[Path, tuple[int, int]]
"""Each TOML file with the time it was changed, in ns, and its size in bytes."""


def state_of(folder: Path) -> State:
    """Return how the TOML files of a folder are now. What can't be seen is left out."""
    found: State = {}
    try:
        for file in folder.rglob("*.toml"):
            if len(found) >= MOST_FILES:
                break
            stat = _stat(file)
            if stat:
                found[file] = stat
    except OSError:
        # A folder went away while it was looked through; the next look tells.
        return found
    return found


def _stat(file: Path) -> tuple[int, int] | None:
    try:
        stat = file.stat()
    except OSError:
        return None
    return stat.st_mtime_ns, stat.st_size


class Watch:
    """Looks again and again at the TOML files of a folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._before = state_of(folder)

    def look(self) -> frozenset[Path]:
        """Return the files that came, went or changed since the last look."""
        now, before = state_of(self._folder), self._before
        self._before = now
        return frozenset(file for file in before.keys() | now.keys() if before.get(file) != now.get(file))


def changes(folder: Path, wait: Callable[[], None] = lambda: time.sleep(EVERY)) -> Iterator[frozenset[Path]]:
    """Yield nothing at once, and from then on, each time files changed, which; it has no end.

    Args:
        folder: Whose files.
        wait: Lets time pass between two looks.
    """
    watch = Watch(folder)
    yield frozenset()
    while True:
        wait()
        if changed := watch.look():
            yield changed
