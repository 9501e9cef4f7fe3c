"""Removing what is kept of the person, so that nothing of it is left behind."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from limberup.history.alive import lives
from limberup.history.cache import NAME as CACHE
from limberup.known import NAME as KNOWN
from limberup.packs.cache import NAME as PACKS
from limberup.packs.hooks_run import CACHE as HOOKS
from limberup.paths import Home
from limberup.problem import LimberupError, Problem, reason_of
from limberup.texts import tr

__all__ = ["Going", "going", "under_way", "wipe"]


@dataclass(frozen=True, slots=True)
class Going:
    """What would go."""

    paths: tuple[Path, ...]
    """Each file and folder, what is in a folder before it."""
    files: tuple[Path, ...]
    """Those that are no folders."""
    links: tuple[tuple[Path, Path], ...]
    """Links to folders, and where they lead: they go, and what is there stays."""


def under_way(home: Home) -> bool:
    """Return whether a program leads a session now: it would write again what is wiped."""
    with suppress(OSError):
        for path in home.open.glob(".*.alive"):
            if lives(home.open, path.name.removeprefix(".").removesuffix(".alive")):
                return True
    return False


def going(home: Home, *, everything: bool = False) -> Going:
    """Return what a wipe removes: the history with what was deleted and damaged, sessions under way, and the cache.

    Args:
        home: The person's folders.
        everything: Also the person, the settings and their own routines.
    """
    found = [
        *_tree(home.history),
        *_tree(home.open),
        *_files(home.cache, (CACHE, HOOKS, KNOWN)),
        *_tree(home.cache / PACKS),
    ]
    if everything:
        names = ("person.toml", "settings.toml", "packs.toml", ".person.lock", ".packs.lock")
        found += [*_tree(home.routines), *_files(home.config, names)]
    tops = (home.history, home.open, home.routines)
    return Going(
        tuple(found),
        tuple(path for path in found if path.is_symlink() or not path.is_dir()),
        tuple((path, path.resolve()) for path in found if path.is_symlink() and path.is_dir() and path not in tops),
    )


def wipe(home: Home, *, everything: bool = False) -> Going:
    """Remove it, and return what went.

    Raises:
        LimberupError: something can't be removed; all else has been.
    """
    found = going(home, everything=everything)
    problems: list[Problem] = []
    for path in found.paths:
        try:
            if path.is_dir() and not path.is_symlink():
                path.rmdir()
            else:
                path.unlink(missing_ok=True)
        except OSError as error:
            reason = reason_of(error)
            problems.append(
                Problem(
                    str(path), "", tr("cannot be removed: {reason}").format(reason=reason), tr("Remove it yourself")
                )
            )
    # A folder of ours that is empty now; one that is the person's own, or holds more, stays.
    for folder in (home.cache, home.state):
        if folder not in (home.data, home.config):
            with suppress(OSError):
                folder.rmdir()
    if problems:
        first, more = problems[0], len(problems) - 1
        what = tr("{first}, nor can {more} more").format(first=first.what, more=more) if more else first.what
        raise LimberupError(Problem(first.file, "", what, first.remedy))
    return found


def _tree(folder: Path) -> Iterator[Path]:
    """Yield all that is in a folder and the folder itself, from the bottom up. Links are not followed.

    But for a folder that is a link itself: what is in it is the person's history all the same.
    """
    try:
        if not stat.S_ISDIR(folder.stat().st_mode):
            return
        with os.scandir(folder) as entries:
            for entry in sorted(entries, key=lambda entry: entry.name):
                path = Path(entry.path)
                yield from _tree(path) if entry.is_dir(follow_symlinks=False) else (path,)
    except OSError:
        if not os.path.lexists(folder):
            return
    yield folder


def _files(folder: Path, names: tuple[str, ...]) -> Iterator[Path]:
    """Yield the files of these names in a folder, with what was left behind of writing them."""
    try:
        with os.scandir(folder) as entries:
            found = sorted(entries, key=lambda entry: entry.name)
    except OSError:
        return
    for entry in found:
        half = entry.name.endswith(".tmp") and any(entry.name.startswith(f".{name}.") for name in names)
        if half or entry.name in names:
            yield Path(entry.path)
