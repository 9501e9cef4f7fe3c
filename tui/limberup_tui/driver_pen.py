"""Colours and attributes of a terminal cell, and the fewest bytes from one to the next."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

__all__ = ["PLAIN", "Pen", "blank_pen", "block_pen", "change", "covers_blank", "with_codes"]


class Pen(NamedTuple):
    """What SGR (select graphic rendition) has set."""

    letters: str = ""
    """Codes of the foreground, such as `31` or `38;5;115`; empty for the terminal's own."""
    ground: str = ""
    """Codes of the background, likewise."""
    attributes: frozenset[int] = frozenset()
    """Codes that switch something on, such as 1 for bold."""


PLAIN = Pen()

# What switches an attribute off. One that is not here is switched off by a reset.
_OFF = {1: 22, 2: 22, 3: 23, 4: 24, 5: 25, 7: 27, 8: 28, 9: 29}
_ON = frozenset({*_OFF, 6, 21, 51, 52, 53})
# On these a space looks as it does without: all else draws something, or swaps the colours.
_UNSEEN_ON_BLANK = frozenset({1, 2, 3, 8})
# On these a full block fills its cell with one colour as it does without.
_UNSEEN_ON_BLOCK = frozenset({1, 3})


@lru_cache(maxsize=4096)
def with_codes(pen: Pen | None, codes: str) -> Pen | None:
    """Return the pen after an SGR sequence.

    Args:
        pen: The pen before it; None where it is not known.
        codes: The sequence's parameters, such as `1;38;5;115`.

    Returns:
        The pen, or None where it is not known: without a reset before it, or for codes that are not understood.
    """
    rest = [int(code or 0) for code in reversed(codes.split(";"))]
    while rest:
        code = rest.pop()
        if code == 0:
            pen = PLAIN
        elif pen is None:
            return None
        elif code in _ON:
            pen = pen._replace(attributes=pen.attributes | {code})
        elif code in _OFF.values():
            gone = {on for on, off in _OFF.items() if off == code}
            gone |= {24: {21}, 25: {6}}.get(code, set())
            pen = pen._replace(attributes=pen.attributes - gone)
        elif 30 <= code <= 37 or 90 <= code <= 97:
            pen = pen._replace(letters=str(code))
        elif 40 <= code <= 47 or 100 <= code <= 107:
            pen = pen._replace(ground=str(code))
        elif code in (38, 48):
            length = {5: 2, 2: 4}.get(rest[-1] if rest else 0, 0)
            if not length or len(rest) < length:
                return None
            words = ";".join(str(part) for part in (code, *(rest.pop() for _ in range(length))))
            pen = pen._replace(letters=words) if code == 38 else pen._replace(ground=words)
        elif code == 39:
            pen = pen._replace(letters="")
        elif code == 49:
            pen = pen._replace(ground="")
        else:
            return None
    return pen


@lru_cache(maxsize=1024)
def blank_pen(pen: Pen) -> Pen:
    """Return the pen that all spaces share that look as one of `pen`: what a space does not show is left out."""
    seen = pen.attributes - _UNSEEN_ON_BLANK
    return pen if seen else Pen("", pen.ground)


@lru_cache(maxsize=1024)
def block_pen(pen: Pen) -> Pen | None:
    """Return the pen of a space that looks as a full block of `pen`, or None where there is none.

    Only for colours that are the same in front and behind: bold makes some others brighter, in front alone.
    """
    kind, _, rest = pen.letters.partition(";")
    mode, _, colour = rest.partition(";")
    if kind != "38" or not pen.attributes <= _UNSEEN_ON_BLOCK or (mode == "5" and int(colour) < 16):
        return None
    return Pen("", f"48;{rest}")


@lru_cache(maxsize=4096)
def covers_blank(pen: Pen, blank: Pen) -> bool:
    """Return whether a space of `pen` looks as one of `blank` (which `blank_pen` has returned)."""
    return blank_pen(pen) == blank


@lru_cache(maxsize=4096)
def change(old: Pen | None, new: Pen) -> str:
    """Return the shortest sequence that makes `new` of `old` (None: whatever it was); empty where nothing changes."""
    if old == new:
        return ""
    on = [str(code) for code in sorted(new.attributes)]
    whole = ["0", *on, *filter(None, (new.letters, new.ground))]
    ways = ["" if len(whole) == 1 else ";".join(whole)]
    gone = old.attributes - new.attributes if old is not None else frozenset()
    if old is not None and (not gone or old.attributes | new.attributes <= _OFF.keys()):
        off = {_OFF[code] for code in gone}
        # 22 ends both bold and dim: what shall stay is switched on again.
        kept = {code for code in new.attributes if _OFF.get(code) in off} | (new.attributes - old.attributes)
        parts = [str(code) for code in (*sorted(off), *sorted(kept))]
        if old.letters != new.letters:
            parts.append(new.letters or "39")
        if old.ground != new.ground:
            parts.append(new.ground or "49")
        ways.append(";".join(parts))
    return f"\x1b[{min(ways, key=len)}m"
