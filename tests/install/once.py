"""What is dear to make and only read is made once for all workers that the tests are spread over."""

from __future__ import annotations

import fcntl
from collections.abc import Callable
from pathlib import Path

import pytest

__all__ = ["made_once"]


def made_once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], object]) -> Path:
    """Return a folder that the first worker fills; the others wait for it.

    Where making it fails, the next one tries in a folder of its own, so that each test tells the same mistake.
    """
    own = factory.getbasetemp()
    # Each worker has a folder for itself within the folder of the whole run.
    shared = own.parent if own.name.startswith("popen-") else own
    with (shared / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        done = shared / f"{name}.made"
        if not done.exists():
            folder = factory.mktemp(name)
            make(folder)
            done.write_text(str(folder), "utf-8")
        return Path(done.read_text("utf-8"))
