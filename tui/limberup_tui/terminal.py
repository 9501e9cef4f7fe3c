"""What the terminal can show, and what stands in for what it cannot."""

from __future__ import annotations

import codecs
import os
import sys
import unicodedata
from functools import cache

from limberup.text import to_ascii

__all__ = [
    "FEW_GLYPHS",
    "border",
    "dots_in_ascii",
    "draws_braille",
    "draws_unicode",
    "in_ascii",
    "in_gnu_screen",
    "make_legible",
    "suit_gnu_screen",
]

FEW_GLYPHS = frozenset({"linux", "vt100", "vt102", "vt220", "cons25"})
"""Terminals whose fonts have blocks and straight lines, and neither braille nor round corners."""


def draws_unicode() -> bool:
    """Return whether blocks and dots reach the terminal: the screens are painted on standard error."""
    return "utf" in (getattr(sys.__stderr__, "encoding", None) or "utf-8").lower()


def draws_braille() -> bool:
    """Return whether the terminal's font is likely to have braille."""
    return draws_unicode() and os.environ.get("TERM", "") not in FEW_GLYPHS


def border() -> str:
    """Return the kind of border, as a style sheet names it, whose characters the terminal has."""
    if draws_braille():
        return "round"
    return "solid" if draws_unicode() else "ascii"


# What a braille cell may look like, for each character: its rows of dots from the top, left then right.
_SHAPES = {
    ".": ("00 00 00 10", "00 00 00 01", "00 00 10 00", "00 00 01 00", "00 00 10 10", "00 00 01 01"),
    "'": ("10 00 00 00", "01 00 00 00", "10 10 00 00", "01 01 00 00", "00 10 00 00", "00 01 00 00"),
    ",": ("00 00 01 10", "00 01 01 10"),
    "`": ("10 01 00 00", "10 10 01 00"),
    '"': ("11 00 00 00", "11 11 00 00", "11 10 00 00", "11 01 00 00"),
    "-": ("00 11 00 00", "00 00 11 00", "00 11 11 00", "00 01 10 00", "00 10 01 00"),
    "_": ("00 00 00 11", "00 00 11 11", "00 00 01 11", "00 00 10 11"),
    "=": ("11 00 11 00", "00 11 00 11", "11 00 00 11", "11 11 00 11", "11 00 11 11"),
    ":": ("00 10 00 10", "00 01 00 01", "10 00 10 00", "01 00 01 00", "10 00 00 10", "01 00 00 01"),
    "|": ("10 10 10 10", "01 01 01 01", "10 10 10 00", "00 10 10 10", "01 01 01 00", "00 01 01 01"),
    "/": ("01 01 10 10", "01 11 11 10", "01 11 10 10", "01 01 11 10"),
    "\\": ("10 10 01 01", "10 11 11 01", "10 11 01 01", "10 10 11 01"),
    "+": ("10 11 10 10", "01 11 01 01", "10 10 11 10"),
    "#": ("11 11 11 11", "11 11 11 00", "00 11 11 11", "11 11 11 10", "11 11 11 01", "01 11 11 11", "10 11 11 11"),
}
_BRAILLE = 0x2800
_DOTS = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))


@cache
def _shapes() -> list[tuple[str, int]]:
    """Return each character with the bits of each cell of dots that it looks like."""
    return [
        (char, sum(bit for row, pair in zip(rows.split(), _DOTS, strict=True)
                   for dot, bit in zip(row, pair, strict=True) if dot == "1"))
        for char, variants in _SHAPES.items() for rows in variants
    ]  # fmt: skip


@cache
def _dots_char(char: str) -> str:
    code = ord(char) - _BRAILLE
    if not 0 < code < 256:
        return char
    return min(_shapes(), key=lambda shape: (shape[1] ^ code).bit_count())[0]


def dots_in_ascii(row: str) -> str:
    """Return a row of braille in the characters that look most like its dots."""
    return "".join(map(_dots_char, row))


_LOOKS = dict(zip("▀▔█▐▕•●○▲▼▶◀■□✔✕✗❯❮→←", '""#||**o^v><#o+xx><><', strict=True))


def _look(char: str) -> str:
    """Return what looks most like a character, in ASCII and as wide."""
    if (found := _LOOKS.get(char)) or char < "\x80":
        return found or char
    if "\u2800" <= char <= "\u28ff":
        return _dots_char(char) if char != "\u2800" else " "
    if "─" <= char <= "╿":
        return "-" if char in "─━╌╍┄┅┈┉═╴╶╸╺╼╾" else "|" if char in "│┃╎╏┆┇┊┋║╵╷╹╻╽╿" else "+"
    if "▁" <= char <= "▟":
        return "_" if char <= "▇" else "|" if "▉" <= char <= "▏" else ":" if "░" <= char <= "▓" else "#"
    cells = 2 if unicodedata.east_asian_width(char) in "WF" else 0 if unicodedata.combining(char) else 1
    return to_ascii(char)[:cells].ljust(cells, "?" if not char.isspace() else " ") if cells else ""


def in_ascii(text: str) -> str:
    """Return text in ASCII that takes exactly as many cells, so that what stands beside it stays in its place."""
    return "".join(map(_look, text))


def _stand_in(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return in_ascii(error.object[error.start : error.end]), error.end


def make_legible() -> None:
    """Let every character that the terminal's encoding lacks be painted as one that looks like it.

    Python would write `\\u256d` instead: six cells where the screen has room for one.
    """
    codecs.register_error("limberup.ascii", _stand_in)
    stream = sys.__stderr__
    if stream is not None and not draws_unicode() and hasattr(stream, "reconfigure"):
        stream.reconfigure(errors="limberup.ascii")


def in_gnu_screen() -> bool:
    """Return whether the terminal is GNU screen, which has faults of its own; tmux may call itself screen too."""
    return os.environ.get("TERM", "").startswith("screen") and "TMUX" not in os.environ


def suit_gnu_screen() -> bool:
    """Keep from GNU screen what it gets wrong; to be called before the app is made.

    It takes the codes of true colours for those of other colours, and of dim letters; COLORTERM speaks of the terminal
    around it. And while the mouse is asked for, it keeps a lone Escape back until the next key
    (mawww/kakoune#4376, neovim/neovim#14051).

    Returns:
        Whether the mouse may be asked for.
    """
    if not in_gnu_screen():
        return True
    os.environ.pop("COLORTERM", None)
    return False
