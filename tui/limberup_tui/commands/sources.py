"""What a command reads: a file, or standard input for `-`; never more than it should hold."""

from __future__ import annotations

import sys

from limberup.texts import tr

__all__ = ["read_source", "source_name", "source_text"]


def read_source(file: str, most: int) -> bytes:
    """Return what is in a file, or on standard input where it is `-`.

    Raises:
        LimberupError: it can't be read, is no plain file, or is larger than `most` bytes.
    """
    from pathlib import Path

    from limberup.problem import LimberupError, Problem, reason_of

    name = source_name(file)
    try:
        if file == "-" and sys.stdin is None:
            raise LimberupError(Problem(name, "", tr("is closed")))
        if file == "-":
            raw = sys.stdin.buffer.read(most + 1)
        else:
            path = Path(file).expanduser()
            if not path.is_file():
                what = tr("is a folder, not a file") if path.is_dir() else tr("is not a plain file")
                raise LimberupError(Problem(name, "", what if path.exists() else tr("there is no such file")))
            with path.open("rb") as stream:
                raw = stream.read(most + 1)
    except (OSError, ValueError, RuntimeError) as error:
        reason = reason_of(error)
        raise LimberupError(Problem(name, "", tr("cannot be read: {reason}").format(reason=reason))) from None
    if len(raw) > most:
        size = (
            tr("{most} MB").format(most=most // 1000000)
            if most >= 1_000_000
            else tr("{most} kB").format(most=most // 1000)
        )
        raise LimberupError(
            Problem(name, "", tr("is larger than {size}").format(size=size), tr("Is it the right file?"))
        )
    return raw


def source_name(file: str) -> str:
    """Return what a source is called in messages."""
    return tr("standard input") if file == "-" else file


def source_text(file: str, most: int) -> str:
    """Return the text of a source, which is UTF-8, without a byte-order mark.

    Raises:
        LimberupError: it can't be read, is too large or not UTF-8.
    """
    from limberup.tomlread import decode_text

    return decode_text(read_source(file, most), source_name(file))
