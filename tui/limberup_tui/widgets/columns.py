"""How wide the columns of a list are: as they were made for English, and as another language needs them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from limberup.texts import ENGLISH, language

__all__ = ["fitted"]

LEAST = 16
"""Cells that are left to the column which takes the rest: a name may be cut there before a word is elsewhere."""


def fitted(widths: Sequence[int | None], rows: Iterable[Sequence[str]], room: int) -> list[int | None]:
    """Return the widths of columns, those of a set width as wide as their texts need.

    What stands over a column has all of its room; what stands in one makes it wider by half at most. Either only as
    long as the column which takes the rest keeps enough.

    Args:
        widths: As `ListTable` has them.
        rows: Texts of the header, and of rows where there are any.
        room: Cells of the whole list.
    """
    rows = list(rows)
    if language() == ENGLISH or not rows:
        return list(widths)
    from rich.cells import cell_len

    def need(number: int, some: Sequence[Sequence[str]]) -> int:
        return max((cell_len(row[number]) for row in some if number < len(row)), default=0)

    set_ = {number: width for number, width in enumerate(widths) if width}
    found = {number: min(width, need(number, rows)) for number, width in set_.items()}
    shown = sum(width is None or width > 0 for width in widths)
    # What stands over a column goes before what stands in one: it is there for every row.
    for some, is_head in ((rows[:1], True), (rows, False)):
        for number, width in set_.items():
            most = room if is_head else width * 3 // 2
            spare = room - sum(found.values()) - 2 * shown - LEAST
            found[number] += max(0, min(min(need(number, some), most) - found[number], spare))
    return [found.get(number, width) for number, width in enumerate(widths)]
