"""Changing a file at random: in its letters, or in the values that it holds."""

from __future__ import annotations

import random
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

import tomli_w
from tests.fuzz.samples import NASTY, ODD, WEIGHTS, sources

__all__ = ["Mutant", "changed", "mutant"]


@dataclass(frozen=True, slots=True)
class Mutant:
    """A file that was changed at random."""

    seed: int
    """Makes the same file again."""
    kind: str
    """One of `WEIGHTS`."""
    text: str

    @property
    def slug(self) -> str:
        """What its file is called: no other has that name."""
        return f"m{self.seed}"


@cache
def _sources() -> dict[str, list[str]]:
    return sources()


def mutant(seed: int) -> Mutant:
    """Return the file of that seed."""
    rng = random.Random(seed)
    kind = rng.choices(list(WEIGHTS), list(WEIGHTS.values()))[0]
    return Mutant(seed, kind, changed(rng.choice(_sources()[kind]), rng))


def changed(text: str, rng: random.Random) -> str:
    """Return a file with one to four things changed: in its letters, or in the values that it holds."""
    for _ in range(rng.choice((1, 1, 1, 2, 4))):
        text = _letters(text, rng) if rng.random() < 0.3 else _values(text, rng)
    return text


def _letters(text: str, rng: random.Random) -> str:
    at, to = sorted((rng.randrange(len(text) + 1), rng.randrange(len(text) + 1)))
    to = min(to, at + rng.choice((1, 3, 20, 200)))
    match rng.randrange(6):
        case 0:
            return text[:at] + text[to:]
        case 1:
            return text[:to] + text[at:]
        case 2:
            return text[:at] + rng.choice(NASTY) + text[to:]
        case 3:
            return text[:at]
        case 4:
            return (
                text[:at]
                + chr(rng.choice((0, 7, 27, 34, 39, 92, 133, 155, 8238, 65279, 91, 93, 123, 125, 61)))
                + text[at:]
            )
        case _:
            lines = text.splitlines(keepends=True)
            rng.shuffle(lines)
            return "".join(lines)


def _values(text: str, rng: random.Random) -> str:
    """Change a value of a file that can be read; one that can't be is changed in its letters."""
    try:
        data = tomllib.loads(text)
        places = list(_places(data))
        if not places:
            return text
        where, key = rng.choice(places)
        old = where[key]
        match rng.randrange(9):
            case 0:
                where[key] = rng.choice(ODD)
            case 1 | 5 | 6 | 7 | 8 if isinstance(old, str):
                # Mostly this: the file stays whole, and what it says is shown.
                place = rng.randrange(len(old) + 1)
                where[key] = old[:place] + _escaped(rng.choice(NASTY)) + old[place:]
            case 2 if isinstance(where, dict):
                where[_escaped(rng.choice(NASTY))[:200] or "x"] = old
            case 3:
                del where[key]
            case _ if isinstance(old, int) and not isinstance(old, bool):
                where[key] = rng.choice((0, -1, old * 1000, old + 1))
            case _:
                where[key] = [old] * rng.choice((0, 2, 50)) if isinstance(old, list | dict) else f"{old}{old}"
        return tomli_w.dumps(data)
    except (ValueError, TypeError, RecursionError, KeyError):
        return _letters(text, rng)


def _places(value: object) -> Iterator[tuple[Any, Any]]:
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in pairs:
        yield value, key
        yield from _places(inner)


def _escaped(text: str) -> str:
    return text.encode("latin-1", "ignore").decode("unicode_escape") if "\\" in text else text
