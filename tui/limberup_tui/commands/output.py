"""Printing: plain text that is harmless, fits the terminal and survives one that has ASCII alone."""

from __future__ import annotations

import json
import shutil
import sys
import textwrap
import unicodedata
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import IO

import click

from limberup.problem import LimberupError, Problem
from limberup.text import clean, clean_tree, to_ascii
from limberup.texts import tr

__all__ = ["can_show", "complain", "plain", "print_json", "print_paragraph", "print_table", "say", "say_closed",
           "sure", "unwrap", "width"]  # fmt: skip

LEAST_WIDTH = 30
"""Narrower than this, wrapping makes text worse and not better."""
CARD_WIDTH = 100
"""Lines longer than this are hard to read."""


def can_show(text: str, stream: IO[str] | None = None) -> bool:
    """Return whether a stream, standard output by default, has the characters of a text."""
    # click would switch an ASCII stream to UTF-8 by itself; whoever asked for ASCII has a reason.
    try:
        text.encode(getattr(stream or sys.stdout, "encoding", None) or "utf-8")
    except UnicodeEncodeError:
        return False
    return True


def plain(text: str, *, lines: bool = False, err: bool = False) -> str:
    """Return text as it can be printed: harmless, and in ASCII where the stream has nothing else."""
    text = clean(text, lines=lines)
    return text if can_show(text, sys.stderr if err else sys.stdout) else to_ascii(text)


def say(text: str = "") -> None:
    """Print text to standard output; it may have several lines."""
    click.echo(plain(text, lines=True))


def complain(problems: Iterable[Problem | str]) -> None:
    """Print problems to standard error, one line each."""
    for problem in problems:
        click.echo(plain(f"limberup: {problem}", err=True), err=True)


def say_closed(paths: Sequence[Path]) -> None:
    """Say on standard error what others could look into until now.

    It is said before the screen comes, and so can be read when that is left.
    """
    if paths:
        more = tr(" and {more} more").format(more=len(paths) - 1) if len(paths) > 1 else ""
        complain(
            [
                tr("others on this machine could look into {path}{more}. Now only you can").format(
                    path=paths[0], more=more
                )
            ]
        )


def unwrap(error: LimberupError) -> Sequence[Problem | str]:
    """Return the problems of an error."""
    return error.problems or (str(error) or tr("something went wrong"),)


def print_json(value: object) -> None:
    """Print a value of lists, dicts and plain values as JSON, keys in the order they have."""
    value = clean_tree(value)
    text = json.dumps(value, ensure_ascii=False, indent=2)
    click.echo(text if can_show(text, sys.stdout) else json.dumps(value, indent=2))


def sure(
    question: str,
    *,
    yes: bool,
    asks: bool = True,
    refused: str = tr("Nothing was kept."),
    unasked: str = tr("nothing was kept. Add --yes to keep it"),
) -> bool:
    """Ask whether to go on, where somebody is there to answer; say what to add where nobody is.

    Args:
        question: What is asked.
        yes: Whether it has been answered on the command line.
        asks: Whether standard input is free for an answer.
        refused: What is said where the answer is no.
        unasked: The complaint where nobody can be asked.
    """
    if yes:
        return True
    if not asks or sys.stdin is None or not sys.stdin.isatty():
        complain([unasked])
        return False
    if click.confirm(question, default=False):
        return True
    say(refused)
    return False


def width() -> int | None:
    """Return the columns of the terminal, or None where standard output is none and lines stay whole."""
    if sys.stdout is None or not sys.stdout.isatty():
        return None
    return max(LEAST_WIDTH, shutil.get_terminal_size().columns)


def _columns(text: str) -> int:
    """Return how many columns text takes."""
    return sum(
        0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text
    )


def print_table(rows: Iterable[Sequence[str]], header: Sequence[str] = ()) -> None:
    """Print rows in aligned columns: one line each, the last column wrapped where a terminal is too narrow."""
    table = [[plain(cell) for cell in row] for row in ([header, *rows] if header else rows)]
    if not table:
        return
    widths = [max(map(_columns, column)) for column in zip(*table, strict=True)]
    lead = sum(widths[:-1]) + 2 * (len(widths) - 1)
    room = width()
    for row in table:
        front = "".join(
            f"{cell}{' ' * (wide - _columns(cell))}  " for cell, wide in zip(row[:-1], widths, strict=False)
        )
        if room and lead < room // 2:
            line = textwrap.fill(row[-1], room, initial_indent=front, subsequent_indent=" " * lead) or front
        elif room:
            # No room left for a last column: the row goes on below, indented.
            line = textwrap.fill(front + row[-1], room, subsequent_indent="    ", replace_whitespace=False)
        else:
            line = front + row[-1]
        click.echo(line.rstrip())


def print_paragraph(text: str, first: str = "", then: str | None = None) -> None:
    """Print text wrapped to the terminal, after `first`; the lines below are indented by `then`, or as far."""
    room = min(width() or 80, CARD_WIDTH)
    below = " " * len(first) if then is None else then
    words = plain(text)
    line = textwrap.fill(words, room, initial_indent=first, subsequent_indent=below, break_on_hyphens=False)
    click.echo(line or first.rstrip())
