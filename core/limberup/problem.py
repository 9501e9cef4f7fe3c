"""What is wrong with an input, where, and what to do about it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from limberup.text import clean

__all__ = ["MOST_WORDS", "LimberupError", "Problem", "join_words", "nearest"]


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing wrong with a file: read as a line, it names file, place and remedy."""

    file: str
    """The file as the person would name it."""
    place: str
    """Where in the file: "line 4, step 2, dose", or "" for the file as a whole."""
    what: str
    """What is wrong."""
    remedy: str = ""
    """What to do about it, or ""."""

    def __str__(self) -> str:
        where = f"{self.file}: {self.place}" if self.place else self.file
        # A file's name comes from outside like its text: it must not break the line or move the cursor.
        return clean(f"{where}: {self.what}" + (f". {self.remedy}" if self.remedy else ""))


class LimberupError(Exception):
    """Something a person can put right. Holds at least one `Problem`; its text is one line for each."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems


MOST_WORDS = 300
"""Characters of a list of words that are possible; a longer one helps nobody."""


def join_words(words: Iterable[str], last: str = "and") -> str:
    """Return "a, b and c"."""
    *front, end = list(words) or [""]
    return f"{', '.join(front)} {last} {end}" if front else end


def nearest(word: str, known: Iterable[str]) -> str:
    """Return a remedy that names the known word most like `word`, or the known ones where few, or ""."""
    import difflib

    choices = sorted(known)
    close = difflib.get_close_matches(word, choices, n=1, cutoff=0.6)
    if close:
        return f"Did you mean {close[0]!r}?"
    words = join_words(choices, "or")
    return f"It can be {words}" if 0 < len(choices) <= 12 and len(words) <= MOST_WORDS else ""
