"""What can be seen of a screen's cells, and the frames that a program drew beside the bytes that it sent."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

import pyte
from pyte.screens import Char

from limberup_tui.driver import LeanDriver

__all__ = ["FRAMES", "Frames", "TellingDriver", "seen", "seen_cells"]

FRAMES = "FRAMES_FILE"
"""Environment variable that names the file in which a `TellingDriver` keeps what it was given."""


def seen(char: Char) -> Char:
    """Return a cell as the eye has it: no letters' colour on a space, and no full block that a ground could be."""
    if char.underscore or char.reverse or char.strikethrough:
        return char
    if char.data == "█" and re.fullmatch("[0-9a-f]{6}", char.fg):
        return Char(" ", bg=char.fg)
    return char if char.data != " " else Char(" ", bg=char.bg)


def seen_cells(screen: pyte.Screen) -> list[list[Char]]:
    """Return all cells of a screen as the eye has them, row by row."""
    return [[seen(screen.buffer[y][x]) for x in range(screen.columns)] for y in range(screen.lines)]


class TellingDriver(LeanDriver):
    """The program's driver, which also writes down what it was given before it does anything with it.

    Named in TEXTUAL_DRIVER of a program that runs in a terminal of the tests.
    """

    def write(self, data: str) -> None:
        """Write down, and go on."""
        line = json.dumps([*self._app.size, data]) + "\n"
        with Path(os.environ[FRAMES]).open("a", encoding="utf-8") as file:
            file.write(line)
        super().write(data)


class Frames:
    """A screen on which what a `TellingDriver` was given stands as it is: what the terminal has to show."""

    _queries = re.compile(r"\x1b\[[<=>?][\d;]*[ -/]*[@-gi-km-~]")

    def __init__(self, path: Path, size: tuple[int, int]) -> None:
        """Make the screen.

        Args:
            path: The driver's file; it need not be there yet.
            size: Columns and rows.
        """
        self._path = path
        self._read = 0
        self._rest = b""
        self.screen = pyte.Screen(*size)
        self._stream = pyte.Stream(self.screen)

    @property
    def size(self) -> int:
        """Bytes that were given so far."""
        return self._read

    @property
    def cells(self) -> list[list[Char]]:
        """All cells, after what was given so far."""
        if self._path.exists():
            with self._path.open("rb") as file:
                file.seek(self._read)
                data = file.read()
            self._read += len(data)
            *lines, self._rest = (self._rest + data).split(b"\n")
            for line in lines:
                width, height, text = json.loads(line)
                if (width, height) != (self.screen.columns, self.screen.lines):
                    self.screen.resize(height, width)
                self._stream.feed(self._queries.sub("", text))
        return seen_cells(self.screen)
