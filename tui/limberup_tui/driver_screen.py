"""What is to stand on the terminal and what stands there: a frame goes in whole, the cells that differ come out.

Textual draws whole regions, most of them twice. A `Painter` reads what it writes as a terminal would, cell by
cell, and tells with `paint` the fewest bytes that bring the terminal there. It knows the few sequences that
Textual draws with. Before anything else it gives up what it knows, and lets all pass as it is until it knows
again where the cursor is and what the pen is.
"""

from __future__ import annotations

import re
from functools import lru_cache

from rich.cells import split_graphemes

from limberup_tui.driver_pen import PLAIN, Pen, blank_pen, block_pen, change, covers_blank, with_codes

__all__ = ["Painter", "is_aside"]

# What changes no cell, nor where the cursor is or how letters look: the bell, modes of keys and mouse, the shape
# of the pointer, the title, the clipboard, questions to the terminal.
_ASIDE = (
    r"\x07"
    r"|\x1b\[\?(?:1|7|12|25|100[0-7]|101[56]|1034|2004|2031|2048)[hl]"
    r"|\x1b\[[<>=?][\d;]*[ucqn]|\x1b\[\??\d+\$p|\x1b\[[56]n|\x1b\[0?c|\x1b\[\d* q|\x1b\[2[23](?:;\d)*t"
    r"|\x1b\](?:[0124]|9|1[0-2]|22|52|10[4]|11[0-2]|777)(?:;[^\x07\x1b]*)?(?:\x07|\x1b\\)"
)
_TOKENS = re.compile(
    r"(?P<text>[^\x00-\x1f\x7f-\x9f]+)"
    r"|\x1b\[(?P<codes>[\d;]*)m"
    r"|\x1b\[(?P<place>\d*(?:;\d*)?)H"
    # To the start of the next row, where the cursor does not stay: this is how Textual ends its rows.
    r"|(?P<row>\n)(?=\x1b\[\d*(?:;\d*)?H)"
    r"|(?P<together>\x1b\[\?2026[hl])"
    rf"|(?P<aside>{_ASIDE})"
    r"|(?P<other>\x1b\[\?(?:47|1047|1049)[hl])"
    r"|(?P<strange>\x1b\[[0-?]*[ -/]*[@-~]|\x1b[P\]X^_][^\x07\x1b]*(?:\x07|\x1b\\)|.)",
    re.DOTALL,
)
_aside_alone = re.compile(f"(?:{_ASIDE})+").fullmatch

# Characters that every terminal draws in one cell. After any other one it is not relied on where the cursor is.
_SINGLE = frozenset(map(chr, (*range(0x20, 0x7F), *range(0xA0, 0xAD), *range(0xAE, 0x100))))
_SINGLE |= frozenset(map(chr, (*range(0x2500, 0x2600), *range(0x2800, 0x2900))))

BLOCK = "█"

Cell = tuple[str, Pen]
"""A character with all that combines with it, and its pen. The second half of a wide one is an empty text."""
Row = list[Cell | None]
"""None where it is not known what the cell shows."""


def is_aside(data: str) -> bool:
    """Return whether data has no effect on what is shown, so that it may be sent at any time."""
    return _aside_alone(data) is not None


class Painter:
    """A terminal's screen, as it is to be and as it is."""

    def __init__(self, width: int, height: int) -> None:
        """Make a painter for a screen of which nothing is known.

        Args:
            width: Columns.
            height: Rows.
        """
        self.together = False
        """Whether the terminal can be told to show a change at once (synchronized output)."""
        self._place: tuple[int, int] | None = None
        self._pen: Pen | None = PLAIN
        self._lost = False
        self._wide = False
        """Whether there was ever a character that may take two cells: most people's screens have none."""
        self.resize(width, height)

    @property
    def size(self) -> tuple[int, int]:
        """Columns and rows."""
        return self._width, self._height

    def resize(self, width: int, height: int) -> None:
        """Begin again on a screen of another size, of which nothing is known."""
        self._width, self._height = width, height
        self._wanted: list[Row] = [[None] * width for _ in range(height)]
        self.forget()

    def forget(self) -> None:
        """Trust nothing that stands on the terminal: the next `paint` sends all that is wanted."""
        self._shown: list[Row] = [[None] * self._width for _ in range(self._height)]
        self._at: tuple[int, int] | None = None
        self._sent: Pen | None = None

    # Reading

    def feed(self, data: str) -> str:
        """Take in what is to be shown.

        Returns:
            What has to go out at once and as it is, before the next `paint`; mostly nothing.
        """
        out: list[str] = []
        for token in _TOKENS.finditer(data):
            kind, raw = token.lastgroup, token[0]
            if kind == "aside":
                out.append(raw)
            elif kind == "together":
                self.together = True
            elif kind == "other":
                out.append(self._change_screens(raw))
            elif self._lost:
                out.append(raw)
                self._find(token)
            elif not self._take(token):
                out.append(self._lose() + raw)
                self._find(token)
        return "".join(out)

    def _take(self, token: re.Match[str]) -> bool:
        """Take in one token. Returns whether it was understood."""
        match token.lastgroup:
            case "text":
                return self._write(token[0])
            case "codes":
                self._pen = with_codes(self._pen, token["codes"])
                return self._pen is not None
            case "place":
                self._place = self._read_place(token["place"])
                return self._place is not None
            case "row":
                # On the last one all would move up.
                return self._place is not None and self._place[1] < self._height - 1
            case _:
                return False

    def _read_place(self, words: str) -> tuple[int, int] | None:
        row, _, column = words.partition(";")
        x, y = int(column or 1) - 1, int(row or 1) - 1
        return (max(0, x), max(0, y)) if x < self._width and y < self._height else None

    def _write(self, text: str) -> bool:
        if self._place is None or self._pen is None:
            return False
        x, y = self._place
        pen = self._pen
        if _SINGLE.issuperset(text):
            blank = (" ", blank_pen(pen))
            # A byte instead of three, and large digits are made of it.
            block = (" ", filled) if (filled := block_pen(pen)) else (BLOCK, pen)
            cells: Row = [blank if char == " " else block if char == BLOCK else (char, pen) for char in text]
        else:
            self._wide = True
            cells = []
            for start, end, width in split_graphemes(text)[0]:
                if width not in (1, 2):
                    return False
                cells.append((text[start:end], blank_pen(pen) if text[start:end] == " " else pen))
                cells += [("", pen)] * (width - 1)
        if x + len(cells) > self._width:
            return False
        if self._wide:
            _put(self._wanted[y], x, cells, known=True)
        else:
            self._wanted[y][x : x + len(cells)] = cells
        self._place = (x + len(cells), y)
        return True

    def _change_screens(self, raw: str) -> str:
        """Go to the terminal's other screen: nothing is known of it, and the pen must not stay behind on this one."""
        plain = "" if self._sent == PLAIN else "\x1b[m"
        self.forget()
        self._sent = PLAIN
        return plain + raw

    def _lose(self) -> str:
        """Bring the terminal up to date, and let go."""
        out = self.paint() + ("" if self._pen is None else change(self._sent, self._pen))
        self._lost, self._place, self._pen = True, None, None
        self._wanted = [[None] * self._width for _ in range(self._height)]
        self.forget()
        return out

    def _find(self, token: re.Match[str]) -> None:
        """Look for where the cursor and what the pen is, in what has passed as it is."""
        if token.lastgroup == "place":
            self._place = self._read_place(token["place"])
        elif token.lastgroup == "codes":
            self._pen = with_codes(self._pen, token["codes"])
        else:
            self._place = None
            if token.lastgroup == "strange":
                self._pen = None
        if self._place and self._pen is not None:
            self._lost, self._at, self._sent = False, self._place, self._pen

    # Painting

    def paint(self) -> str:
        """Return what brings the terminal from what it shows to what is wanted; empty where nothing differs."""
        if self._lost:
            return ""
        # One ground after the other: a change of colours costs more than a way back.
        todo: dict[str, list[tuple[int, int, Cell]]] = {self._sent.ground if self._sent else "": []}
        for y, (wanted, shown) in enumerate(zip(self._wanted, self._shown, strict=True)):
            if wanted != shown:
                for x, (cell, old) in enumerate(zip(wanted, shown, strict=True)):
                    # The second half of a wide character comes with its first.
                    if cell and cell[0] and cell != old:
                        todo.setdefault(cell[1].ground, []).append((x, y, cell))
        out: list[str] = []
        for places in todo.values():
            for x, y, cell in places:
                self._paint_cell(out, x, y, cell)
        if self._place is not None:
            x, y = self._place
            self._go(out, min(x, self._width - 1), y)
        return "".join(out)

    def _paint_cell(self, out: list[str], x: int, y: int, cell: Cell) -> None:
        wanted, shown = self._wanted[y], self._shown[y]
        if self._at != (x, y):
            self._reach(out, x, y, wanted)
        self._draw(out, cell)
        if self._wide:
            width = 2 if x + 1 < self._width and (half := wanted[x + 1]) and not half[0] else 1
            _put(shown, x, wanted[x : x + width], known=False)
            x += width
        else:
            shown[x] = cell
            x += 1
        self._at = (x, y) if cell[0] in _SINGLE and x < self._width else None

    def _reach(self, out: list[str], x: int, y: int, wanted: Row) -> None:
        """Bring the cursor to a cell: over a short stretch by drawing again what stands there."""
        if self._at and self._at[1] == y and self._at[0] < x and self._sent is not None:
            between = wanted[self._at[0] : x]
            if len(between) <= 8 and all(cell and self._fits(cell) and cell[0] in _SINGLE for cell in between):
                again = "".join(cell[0] for cell in between if cell)
                if len(again.encode()) <= len(self._motion(x, y)):
                    out.append(again)
                    self._at = (x, y)
        self._go(out, x, y)

    def _fits(self, cell: Cell) -> bool:
        """Whether a cell can be drawn with the pen that the terminal has."""
        if self._sent is None:
            return False
        return covers_blank(self._sent, cell[1]) if cell[0] == " " else self._sent == cell[1]

    def _draw(self, out: list[str], cell: Cell) -> None:
        if not self._fits(cell):
            pen = cell[1]
            if cell[0] == " " and self._sent and self._sent.ground != pen.ground:
                # A space shows the ground alone: the letters' colour may stay.
                kept = self._sent._replace(ground=pen.ground)
                pen = kept if covers_blank(kept, pen) else pen
            out.append(change(self._sent, pen))
            self._sent = pen
        out.append(cell[0])

    def _go(self, out: list[str], x: int, y: int) -> None:
        if self._at != (x, y):
            out.append(self._motion(x, y))
            self._at = (x, y)

    def _motion(self, x: int, y: int) -> str:
        """Return the shortest way of the cursor to a cell."""
        if self._at is None:
            return _place(x, y)
        return _motion(x - self._at[0], y - self._at[1], x, y)


def _put(row: Row, x: int, cells: Row, *, known: bool) -> None:
    """Put cells into a row.

    Args:
        row: The row.
        x: Where the first of the cells goes.
        cells: The cells.
        known: Whether what is left of a wide character that loses a half is a space, or whatever the terminal makes
            of it.
    """
    end = x + len(cells)
    # Whether a second half is gone or left over.
    for cut, left in ((x, x - 1), (end, end)):
        if 0 < cut < len(row) and (cell := row[cut]) and not cell[0]:
            row[left] = (" ", blank_pen(cell[1])) if known else None
    row[x:end] = cells


@lru_cache(maxsize=4096)
def _place(x: int, y: int) -> str:
    return f"\x1b[{y + 1 if y else ''}{f';{x + 1}' if x else ''}H"


@lru_cache(maxsize=16384)
def _motion(dx: int, dy: int, x: int, y: int) -> str:
    down = "" if not dy else f"\x1b[{abs(dy) if abs(dy) > 1 else ''}{'B' if dy > 0 else 'A'}"
    across = [f"\x1b[{abs(dx) if abs(dx) > 1 else ''}{'C' if dx > 0 else 'D'}" if dx else ""]
    if -3 <= dx < 0:
        across.append("\b" * -dx)
    if x == 0:
        across.append("\r")
    return min(_place(x, y), *(down + way for way in across), key=len)
