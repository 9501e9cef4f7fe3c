"""Writing files so that they are whole or not there at all."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path

from limberup.paths import make_folder
from limberup.problem import LimberupError, Problem, reason_of
from limberup.texts import tr

__all__ = ["is_there", "locked", "move_aside", "move_new", "read_plain", "remove", "write_new", "write_whole"]


def _problem(path: Path, what: str, error: OSError | ValueError) -> LimberupError:
    reason = reason_of(error)
    return LimberupError(Problem(str(path), "", f"{what}: {reason}", tr("What was there before is unchanged")))


def is_there(path: Path) -> bool:
    """Return whether there is something at a path.

    Raises:
        LimberupError: that can't be told, since its folder is closed.
    """
    try:
        return path.exists()
    except OSError as error:
        raise _unreadable(path, error) from None


def _write_beside(path: Path, text: str | bytes) -> Path:
    import secrets  # Only what writes needs it, and it takes longer to import than the rest of this.

    make_folder(path.parent)
    beside = path.with_name(f".{path.name}.{secrets.token_hex(4)}.tmp")
    try:
        handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            with open(handle, "wb") as stream:  # noqa: PTH123
                stream.write(text.encode("utf-8") if isinstance(text, str) else text)
                stream.flush()
                os.fsync(stream.fileno())
        except BaseException:  # whatever it was, nothing half written stays
            beside.unlink(missing_ok=True)
            raise
    except (OSError, ValueError) as error:
        raise _problem(path, tr("cannot be written"), error) from None
    return beside


def _sync_folder(folder: Path) -> None:
    # Some file systems refuse to sync a folder; the file itself is safe by then.
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def write_whole(path: Path, text: str | bytes) -> None:
    """Replace a file, text as UTF-8: written beside it, synced to disk, renamed. Readable by its owner alone.

    Raises:
        LimberupError: it can't be written; the old file is as it was.
    """
    beside = _write_beside(path, text)
    try:
        beside.replace(path)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise _problem(path, tr("cannot be written"), error) from None
    _sync_folder(path.parent)


def write_new(path: Path, text: str | bytes) -> bool:
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


def move_new(path: Path, to: Path) -> bool:
    """Move a file, folder or link to where nothing may be yet; return False, and change nothing, where something is.

    Raises:
        LimberupError: it can't be moved, or is not there.
    """
    make_folder(to.parent)
    try:
        # One step, so that whoever is killed in it leaves it in one place and not in two or none. It would replace what
        # stands there: between the look and the step nobody else puts anything there but a copy of the same.
        if os.path.lexists(to):
            return False
        path.rename(to)
    except OSError as error:
        raise _problem(path, tr("cannot be moved"), error) from None
    for folder in {path.parent, to.parent}:
        _sync_folder(folder)
    return True


def move_aside(path: Path, folder: Path, name: str = "") -> Path:
    """Move a file, folder or link into a folder, under its name or, where that is taken, with a number; return where.

    Raises:
        LimberupError: it can't be moved, or is not there.
    """
    name = name or path.name
    stem, dot, ending = name.partition(".")
    for number in count(1):
        to = folder / (name if number == 1 else f"{stem}.{number}{dot}{ending}")
        if move_new(path, to):
            return to
    raise AssertionError("numbers do not end")


def read_plain(path: Path, most: int) -> bytes:
    """Return what a plain file holds. Links are not followed, and nothing is waited for.

    Args:
        path: The file.
        most: How many bytes it may have.

    Raises:
        LimberupError: it can't be read, is no plain file or too large.
    """
    try:
        # Not blocking, as a pipe in its place would wait for whoever writes to it.
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
    except FileNotFoundError:
        raise LimberupError(Problem(str(path), "", tr("there is no such file"))) from None
    except (OSError, ValueError) as error:
        if isinstance(error, OSError) and path.is_symlink():
            raise LimberupError(Problem(str(path), "", *_LINK)) from None
        raise _unreadable(path, error) from None
    try:
        found = os.fstat(handle)
        if not stat.S_ISREG(found.st_mode):
            what = tr("is a folder, not a file") if stat.S_ISDIR(found.st_mode) else tr("is not a plain file")
            raise LimberupError(Problem(str(path), "", what, _MOVE))
        if found.st_size > most:
            raise LimberupError(Problem(str(path), "", tr("is larger than {most} kB").format(most=most // 1000), _MOVE))
        parts = []
        while part := os.read(handle, min(most + 1, 1 << 16)):
            parts.append(part)
            if sum(map(len, parts)) > most:
                raise LimberupError(
                    Problem(str(path), "", tr("is larger than {most} kB").format(most=most // 1000), _MOVE)
                )
        return b"".join(parts)
    except OSError as error:
        raise _unreadable(path, error) from None
    finally:
        os.close(handle)


_MOVE = tr("It is none of limberup's: move it somewhere else")
_LINK = tr("is a link, and links are not followed here"), tr("Put the file itself there")


def _unreadable(path: Path, error: OSError | ValueError) -> LimberupError:
    reason = reason_of(error)
    remedy = tr("Make it readable for yourself") if isinstance(error, PermissionError) else ""
    return LimberupError(Problem(str(path), "", tr("cannot be read: {reason}").format(reason=reason), remedy))


def remove(path: Path) -> None:
    """Remove a file, where it is there.

    Raises:
        LimberupError: it can't be removed.
    """
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise _problem(path, tr("cannot be removed"), error) from None


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
        raise _problem(path, tr("cannot be written"), error) from None
    try:
        with suppress(OSError):
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)
