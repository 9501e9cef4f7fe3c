"""How wide the columns of a list are: as they were made for English, and wider where another language needs it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from limberup.texts import ENGLISH, language

__all__ = ["fitted"]

LEAST = 14
"""Cells that are left to the column which takes the rest."""


def fitted(widths: Sequence[int | None], rows: Iterable[Sequence[str]], room: int) -> list[int | None]:
    """Return the widths of columns with those of a set width made wider, by half at most, where their texts need it.

    Args:
        widths: As `ListTable` has them.
        rows: Texts of the header, and of rows.
        room: Cells of the whole list.
    """
    found = list(widths)
    if language() == ENGLISH:
        return found
    from rich.cells import cell_len

    rows = list(rows)
    spare = room - sum(width or 0 for width in widths) - 2 * sum(width is None or width > 0 for width in widths) - LEAST
    # What stands over a column goes before what stands in one: it is there for every row.
    for some in (rows[:1], rows):
        for number, width in enumerate(widths):
            if width:
                need = min(max((cell_len(row[number]) for row in some if number < len(row)), default=0), width * 3 // 2)
                more = max(0, min(need - (found[number] or 0), spare))
                found[number] = (found[number] or 0) + more
                spare -= more
    return found
