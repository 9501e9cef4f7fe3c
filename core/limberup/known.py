"""Which of the person's files were read whole, so that the next start need not read them before it shows anything.

Derived: it may be deleted at any time, and then they are read first again.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from limberup.files import read_plain, write_whole
from limberup.problem import LimberupError

__all__ = ["NAME", "is_known", "note_known"]

NAME = "known"
"""The file, in the folder for caches."""
MOST = 10_000


def is_known(cache: Path, files: Sequence[Path]) -> bool:
    """Return whether files are as they were when they were read last without a fault. What is not there has none."""
    state = _state(files)
    if state is not None and not state.strip("-"):
        return True
    with suppress(LimberupError):
        return state is not None and read_plain(cache / NAME, MOST) == state.encode()
    return False


def note_known(cache: Path, files: Sequence[Path]) -> None:
    """Note that files were read without a fault. Where that can't be written it is left."""
    state = _state(files)
    if state is not None and state.strip("-") and not is_known(cache, files):
        with suppress(LimberupError):
            write_whole(cache / NAME, state)


def _state(files: Sequence[Path]) -> str | None:
    """Return what changes where one of the files does, "-" for one that is not there; None where that can't be told."""
    words = []
    for file in files:
        try:
            found = file.stat()
        except FileNotFoundError:
            words.append("-")
        except (OSError, ValueError):
            return None
        else:
            words.append(f"{found.st_size} {found.st_mtime_ns} {found.st_ctime_ns} {found.st_ino} {found.st_mode}")
    return "-".join(words)
