"""What the system knows of a running program and of all that it has started. Linux."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

__all__ = ["cpu_seconds", "peak", "resident", "tree"]

MEGA = 1e6


def tree(root: int) -> list[int]:
    """Return the ids of a process and of all processes below it."""
    parents: dict[int, int] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            with suppress(OSError):
                parents[int(entry.name)] = int(_stat(int(entry.name))[1])
    found = [root]
    for pid in found:
        found += [child for child, parent in parents.items() if parent == pid]
    return found


def cpu_seconds(root: int) -> float:
    """Return the CPU time that a process and all below it have used so far."""
    ticks = 0
    for pid in tree(root):
        with suppress(OSError):
            ticks += sum(int(value) for value in _stat(pid)[11:13])
    return ticks / os.sysconf("SC_CLK_TCK")


def resident(root: int) -> float:
    """Return the memory that a process and all below it hold now: resident set, in MB (10^6 bytes)."""
    pages = 0
    for pid in tree(root):
        with suppress(OSError):
            pages += int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / MEGA


def peak(pid: int) -> float:
    """Return the most that one process has held so far: resident set, in MB (10^6 bytes)."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) * 1024 / MEGA for line in lines if line.startswith("VmHWM:"))


def _stat(pid: int) -> list[str]:
    """Return the fields of /proc/PID/stat from the third (state) on: the name before may have blanks in it."""
    return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
