"""How wide the columns of a list are: as they were made for English, and as another language needs them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from limberup.texts import ENGLISH, language

__all__ = ["fitted"]

LEAST = 16
"""Cells that are left to the column which takes the rest: a name may be cut there before a word is elsewhere."""


def fitted(widths: Sequence[int | None], rows: Iterable[Sequence[str]], room: int) -> list[int | None]:
    """Return the widths of columns, those of a set width as wide as their texts need: by half wider at most.

    Args:
        widths: As `ListTable` has them.
        rows: Texts of the header, and of rows.
        room: Cells of the whole list.
    """
    rows = list(rows)
    if language() == ENGLISH or len(rows) < 2:
        return list(widths)
    from rich.cells import cell_len

    def need(number: int, width: int, some: Sequence[Sequence[str]]) -> int:
        return min(max((cell_len(row[number]) for row in some if number < len(row)), default=0), width * 3 // 2)

    set_ = {number: width for number, width in enumerate(widths) if width}
    found = {number: min(width, need(number, width, rows)) for number, width in set_.items()}
    shown = sum(width is None or width > 0 for width in widths)
    # What stands over a column goes before what stands in one: it is there for every row.
    for some in (rows[:1], rows):
        for number, width in set_.items():
            spare = room - sum(found.values()) - 2 * shown - LEAST
            found[number] += max(0, min(need(number, width, some) - found[number], spare))
    return [found.get(number, width) for number, width in enumerate(widths)]
