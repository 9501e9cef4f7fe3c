"""The breath in time with a movement, out of an exercise's own sentence about breathing."""

from __future__ import annotations

import re
from dataclasses import dataclass

__all__ = ["Breath", "breath_of"]

_OTHER = {"in": "breathe out", "out": "breathe in"}
# "breathe out as you lift", "in as it comes back", "out on the way up": the movement goes with the breath.
_WITH = re.compile(
    r"(?:\bbreathe|,|\band)\s+(?P<way>in|out)\s+(?P<when>(?:as|on|each time|to)\b[^,.;]*?)"
    r"(?=[,.;]|\s+and\s+(?:breathe\s+)?(?:in|out)\b|$)",
    re.I,
)
# What comes before the movement itself: the breath of the movement is then the one that is named second.
_BEFORE = re.compile(r"\b(?:grow tall|lean forward)\b", re.I)


@dataclass(frozen=True, slots=True)
class Breath:
    """How to breathe in a repetition, in clauses that begin in lower case."""

    out: str = ""
    """On the way out, such as "breathe out as you lift"; "" where the sentence ties no breath to the movement."""
    back: str = ""
    """On the way back."""

    def __bool__(self) -> bool:
        return bool(self.out)


def breath_of(breathing: str) -> Breath:
    """Read how to breathe in a repetition: what is named first goes with the way out, what is named second back.

    Of a sentence in English, and so are the clauses: they follow what they were read from.

    Where the sentence names one way alone ("breathe out as you lift, then keep breathing"), the way back has the
    other one. Where it ties no breath to the movement ("breathe easily"), nothing is read out of it.
    """
    named = [(match["way"].lower(), match["when"]) for match in _WITH.finditer(breathing)]
    if len(named) == 2 and _BEFORE.search(named[0][1]):
        named = named[1:]
    if not named or len(named) > 2 or (len(named) == 2 and named[0][0] == named[1][0]):
        return Breath()
    clauses = [f"breathe {way} {when}" for way, when in named]
    return Breath(clauses[0], clauses[1] if len(clauses) == 2 else _OTHER[named[0][0]])
