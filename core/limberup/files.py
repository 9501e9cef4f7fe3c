"""Writing files so that they are whole or not there at all."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from limberup.paths import make_folder
from limberup.problem import LimberupError, Problem

__all__ = ["locked", "remove", "write_new", "write_whole"]


def _problem(path: Path, what: str, error: OSError | ValueError) -> LimberupError:
    reason = (getattr(error, "strerror", None) or str(error)).lower()
    return LimberupError(Problem(str(path), "", f"{what}: {reason}", "What was there before is unchanged"))


def _write_beside(path: Path, text: str) -> Path:
    make_folder(path.parent)
    beside = path.with_name(f".{path.name}.{secrets.token_hex(4)}.tmp")
    try:
        handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            with open(handle, "w", encoding="utf-8", newline="\n") as stream:  # noqa: PTH123
                stream.write(text)
                stream.flush()
                os.fsync(stream.fileno())
        except BaseException:  # whatever it was, nothing half written stays
            beside.unlink(missing_ok=True)
            raise
    except (OSError, ValueError) as error:
        raise _problem(path, "cannot be written", error) from None
    return beside


def _sync_folder(folder: Path) -> None:
    # Some file systems refuse to sync a folder; the file itself is safe by then.
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def write_whole(path: Path, text: str) -> None:
    """Replace a file: written beside it, synced to disk, renamed. Readable by its owner alone.

    Raises:
        LimberupError: it can't be written; the old file is as it was.
    """
    beside = _write_beside(path, text)
    try:
        beside.replace(path)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise _problem(path, "cannot be written", error) from None
    _sync_folder(path.parent)


def write_new(path: Path, text: str) -> bool:
    """Write a file that must not be there yet; return False, and change nothing, where it is.

    Raises:
        LimberupError: it can't be written.
    """
    beside = _write_beside(path, text)
    try:
        os.link(beside, path)
    except FileExistsError:
        return False
    except OSError:
        # No hard links here (some network and phone file systems): the small race is accepted.
        if path.exists():
            return False
        write_whole(path, text)
    finally:
        beside.unlink(missing_ok=True)
    _sync_folder(path.parent)
    return True


def remove(path: Path) -> None:
    """Remove a file, where it is there.

    Raises:
        LimberupError: it can't be removed.
    """
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise _problem(path, "cannot be removed", error) from None


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold a lock file while something is read and written that two programs may be after.

    Where the system has no such locks (or the file system), there is only the order of things.
    """
    make_folder(path.parent)
    try:
        import fcntl
    except ImportError:
        yield
        return
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT, 0o600)
    except OSError as error:
        raise _problem(path, "cannot be written", error) from None
    try:
        with suppress(OSError):
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)
