"""Programs of others that limberup is set beside, where they are installed."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

__all__ = ["Other", "find_others"]

LINES = 2000
"""Of the log that toolong shows: a program for logs needs one."""


@dataclass(frozen=True, slots=True)
class Other:
    """A full-screen program of others, also made with Textual."""

    name: str
    command: tuple[str, ...]
    ready: tuple[str, ...]
    """What stands on its screen when it is painted."""
    version: tuple[str, ...] = ("--version",)
    """Arguments with which it tells its version, or something as small, and ends; none where it has nothing like it."""


KNOWN = {
    "tl": Other("toolong", (), (f"line {LINES}", "Help")),
    "posting": Other("posting", (), ("Collection", "Send", "Quit"), ()),
    "harlequin": Other("harlequin", (), ("Data Catalog", "Query Editor", "Quit")),
}


def find_others(given: Sequence[Path], folder: Path) -> list[Other]:
    """Return the programs that there are, by the names of their scripts.

    Args:
        given: Where scripts are that are not on the search path.
        folder: Where a file may be put that one of them shows.
    """
    found = []
    for name, other in KNOWN.items():
        script = next((str(path) for path in given if path.name in (name, other.name)), None) or shutil.which(name)
        if script:
            found.append(replace(other, command=(script, *_shown(name, folder))))
    return found


def _shown(name: str, folder: Path) -> Iterable[str]:
    if name != "tl":
        return ()
    log = folder / "some.log"
    folder.mkdir(parents=True, exist_ok=True)
    log.write_text("".join(f"2026-11-20 10:00:00 INFO line {number + 1}\n" for number in range(LINES)), "utf-8")
    return (str(log),)
