"""Writing a file that is handed to somebody: whole or not at all, never over another one unasked."""

from __future__ import annotations

from pathlib import Path

import click

from limberup.texts import tr

__all__ = ["hand_out"]


def hand_out(text: str, file: Path, *, force: bool = False, remedy: str = tr("Name a new one")) -> None:
    """Write text to a file that only its owner can read, or to standard output where the file is `-`.

    Args:
        text: What to write.
        file: Where.
        force: Whether a file that is there is replaced.
        remedy: What to do where there is something else than a plain file.

    Raises:
        LimberupError: it is there already and `force` is not set, is no plain file, or can't be written.
    """
    from limberup.files import write_new, write_whole
    from limberup.problem import LimberupError, Problem

    if str(file) == "-":
        # As it would stand in a file, ends of lines and all: it has been made harmless by whoever wrote it.
        click.echo(text.encode(), nl=False)
        return
    path = file.absolute()
    if path.is_symlink() or (path.exists() and not path.is_file()):
        raise LimberupError(Problem(str(file), "", tr("is no plain file"), remedy))
    if not path.parent.is_dir():
        raise LimberupError(Problem(str(path.parent), "", tr("there is no such folder"), tr("Make it first")))
    if force:
        write_whole(path, text)
    elif not write_new(path, text):
        raise LimberupError(
            Problem(str(file), "", tr("is there already"), tr("Name another, or add --force to replace it"))
        )
