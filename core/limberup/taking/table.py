"""A table as a program exported it: whatever sets its cells apart, and however its letters are stored. Pure."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass

from limberup.problem import LimberupError, Problem
from limberup.texts import tr

__all__ = ["MOST", "Table", "column", "read_table"]

MOST = 30_000_000
"""Bytes above which a file is no log: twenty years of daily sessions have a third of that."""
MOST_ROWS = 500_000
LONGEST_CELL = 20_000


@dataclass(frozen=True, slots=True)
class Table:
    """A header, and rows of as many cells."""

    header: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    """Each with the line of the file on which it begins."""
    notes: tuple[str, ...] = ()
    """What was taken in another way than usual."""


def column(name: str) -> str:
    """Return the name of a column for comparing: lower case, single blanks."""
    return " ".join(name.replace("\u00a0", " ").split()).casefold()


def read_table(raw: bytes, name: str) -> Table:
    """Read a table with a header.

    Raises:
        LimberupError: it is none, with the line of what is wrong.
    """
    text, notes = _decoded(raw, name)
    first = next((line for line in text.split("\n", 20)[:20] if line.strip()), "")
    if not first:
        raise LimberupError(Problem(name, "", tr("is empty"), tr("Export it once more")))
    sign = max((";", "\t", ","), key=_unquoted(first).count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=sign, strict=True)
    usual = csv.field_size_limit(LONGEST_CELL)
    header: tuple[str, ...] = ()
    rows: list[tuple[int, tuple[str, ...]]] = []
    line = 1
    try:
        for cells in reader:
            begun, line = line, reader.line_num + 1
            if not any(cell.strip() for cell in cells):
                continue
            if not header:
                header = tuple(map(column, cells))
                continue
            rows.append((begun, _fitted(cells, len(header))))
            if len(rows) > MOST_ROWS:
                raise LimberupError(
                    Problem(
                        name,
                        "",
                        tr("has more than {most_rows} rows").format(most_rows=MOST_ROWS),
                        tr("Is it the right file?"),
                    )
                )
    except csv.Error as error:
        what = tr("is no table: {reason}").format(reason=str(error).split(" (")[0].lower())
        raise LimberupError(
            Problem(name, tr("line {line}").format(line=line), what, tr('Is a quote (") left open there?'))
        ) from None
    finally:
        csv.field_size_limit(usual)
    return Table(header, tuple(rows), tuple(notes))


def _fitted(cells: Sequence[str], width: int) -> tuple[str, ...]:
    """Return cells without blanks around them, as many as the header has."""
    found = [cell.strip() for cell in cells[:width]]
    return (*found, *[""] * (width - len(found)))


def _unquoted(line: str) -> str:
    return re.sub(r'"[^"]*"', "", line)


def _decoded(raw: bytes, name: str) -> tuple[str, list[str]]:
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            return _text(raw.decode("utf-16"), name), []
        except UnicodeDecodeError:
            raise LimberupError(Problem(name, "", tr("is not text"), tr("Export it as CSV"))) from None
    try:
        return _text(raw.decode("utf-8-sig"), name), []
    except UnicodeDecodeError:
        # Spreadsheets on Windows write so; every byte but five is a letter in it.
        try:
            text = raw.decode("cp1252")
        except UnicodeDecodeError:
            raise LimberupError(Problem(name, "", tr("is not text"), tr("Export it as CSV in UTF-8"))) from None
        return _text(text, name), [
            tr("It is not UTF-8, so it was read as Windows text: look whether the letters are right.")
        ]


def _text(text: str, name: str) -> str:
    if found := re.search(r"[\x00-\x08\x0e-\x1f]", text):
        place = tr("line {line}").format(line=text.count(chr(10), 0, found.start()) + 1)
        raise LimberupError(Problem(name, place, tr("is not text: it has control characters"), tr("Export it as CSV")))
    return text.replace("\r\n", "\n").replace("\r", "\n")
