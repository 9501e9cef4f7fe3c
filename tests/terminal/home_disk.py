"""Homes on disks that are full or may not be written to, from the start or from the middle of a session on."""

from __future__ import annotations

import errno
import os
import resource
import shutil
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Protocol

import pytest
from tests.terminal.terminal import Desk, Terminal

__all__ = ["DISKS", "Disk", "LimitedDisk", "ReadOnlyDisk", "SmallDisk", "may_mount", "read_only"]

IN_A_NAMESPACE = ["unshare", "--mount", "--propagation", "private", "sh", "-c"]


def may_mount() -> bool:
    """Return whether this user may mount file systems, in a namespace of their own."""
    if not shutil.which("unshare"):
        return False
    command = [*IN_A_NAMESPACE, "mount -t tmpfs -o size=64k none /mnt"]
    return not subprocess.run(command, capture_output=True, check=False).returncode


class Disk(Protocol):
    """What a home lies on."""

    reason: str
    """What the program says of it once it takes nothing more."""

    def before(self, desk: Desk) -> list[str]:
        """Return the command in front of the program's own, by which the home comes to lie on this disk."""

    def home(self, desk: Desk, terminal: Terminal) -> Path:
        """Return where the home can be seen from here."""

    def take_nothing(self, desk: Desk, terminal: Terminal) -> None:
        """Take nothing more."""

    def take_again(self, desk: Desk, terminal: Terminal) -> None:
        """Take something again."""


class SmallDisk:
    """A file system of a few kilobytes, which runs full."""

    reason = os.strerror(errno.ENOSPC).lower()

    def before(self, desk: Desk) -> list[str]:
        """Mount it over the home, with a copy of what was in it."""
        if not may_mount():
            pytest.skip("no file system may be mounted here")
        home, seed = desk.home, desk.home.with_name("seed")
        shutil.copytree(home, seed)
        mount = f'mount -t tmpfs -o size=400k,mode=700 none "{home}" && cp -a "{seed}/." "{home}" && exec "$@"'
        return [*IN_A_NAMESPACE, mount, "sh"]

    def home(self, desk: Desk, terminal: Terminal) -> Path:
        """Look at it with the eyes of the program."""
        return Path(f"/proc/{terminal.pid}/root{desk.home}")

    def take_nothing(self, desk: Desk, terminal: Terminal) -> None:
        """Fill it to its last byte."""
        with (self.home(desk, terminal) / "ballast").open("wb", buffering=0) as stream, suppress(OSError):
            while True:
                stream.write(b"\0" * 4096)

    def take_again(self, desk: Desk, terminal: Terminal) -> None:
        """Make room."""
        (self.home(desk, terminal) / "ballast").unlink()


class LimitedDisk:
    """A disk of which the program may have no more: any user may be told so, at any time."""

    reason = os.strerror(errno.EFBIG).lower()

    def before(self, desk: Desk) -> list[str]:
        """Do nothing."""
        return []

    def home(self, desk: Desk, terminal: Terminal) -> Path:
        """Return the home."""
        return desk.home

    def take_nothing(self, desk: Desk, terminal: Terminal) -> None:
        """Let it write no byte into any file."""
        hard = resource.prlimit(terminal.pid, resource.RLIMIT_FSIZE)[1]
        resource.prlimit(terminal.pid, resource.RLIMIT_FSIZE, (0, hard))

    def take_again(self, desk: Desk, terminal: Terminal) -> None:
        """Let it write again."""
        hard = resource.prlimit(terminal.pid, resource.RLIMIT_FSIZE)[1]
        resource.prlimit(terminal.pid, resource.RLIMIT_FSIZE, (hard, hard))


class ReadOnlyDisk(SmallDisk):
    """A file system that the machine makes read-only, as it does after errors of the disk."""

    reason = os.strerror(errno.EROFS).lower()

    def take_nothing(self, desk: Desk, terminal: Terminal) -> None:
        """Make it read-only: by one more mount on top, since what is written to can't be made so."""
        home = desk.home
        self._inside(terminal, f'mount --bind "{home}" "{home}" && mount -o remount,bind,ro "{home}"')

    def take_again(self, desk: Desk, terminal: Terminal) -> None:
        """Make it as it was."""
        self._inside(terminal, f'umount "{desk.home}"')

    def _inside(self, terminal: Terminal, command: str) -> None:
        subprocess.run(["nsenter", "--target", str(terminal.pid), "--mount", "sh", "-c", command], check=True)


DISKS: dict[str, type[Disk]] = {"full": SmallDisk, "limited": LimitedDisk, "read-only": ReadOnlyDisk}


def no_room() -> None:
    """Let this process write no byte into any file from now on."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, resource.getrlimit(resource.RLIMIT_FSIZE)[1]))


@contextmanager
def read_only(home: Path) -> Iterator[list[str]]:
    """Make a home read-only, and give the command to start a program with."""
    if may_mount():
        mount = f'mount --bind "{home}" "{home}" && mount -o remount,bind,ro "{home}" && exec "$@"'
        yield [*IN_A_NAMESPACE, mount, "sh"]
        return
    if os.geteuid() == 0:
        pytest.skip("root, and no file system may be mounted here")
    folders = [home, *(path for path in home.rglob("*") if path.is_dir())]
    for folder in reversed(folders):
        folder.chmod(0o500)
    yield []
    for folder in folders:
        folder.chmod(0o700)
