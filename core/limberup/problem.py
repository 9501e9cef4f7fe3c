"""What is wrong with an input, where, and what to do about it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from limberup.text import clean
from limberup.texts import tr

__all__ = ["MOST_WORDS", "LimberupError", "Problem", "join_words", "nearest", "reason_of"]


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

    @property
    def line(self) -> int | None:
        """The line of the file, from 1, where its place begins with one."""
        words, _, end = tr("line {line}").partition("{line}")
        found = re.match(rf"{re.escape(words)}(\d+){re.escape(end)}", self.place)
        return int(found[1]) if found else None

    def __str__(self) -> str:
        where = f"{self.file}: {self.place}" if self.place else self.file
        # A file's name comes from outside like its text: it must not break the line or move the cursor.
        return clean(f"{where}: {self.what}" + (f". {self.remedy}" if self.remedy else ""))


class LimberupError(Exception):
    """Something a person can put right. Holds at least one `Problem`; its text is one line for each."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems


def reason_of(error: Exception) -> str:
    """Return why the system refused something, as it stands behind a colon: what it says, in small letters."""
    return (getattr(error, "strerror", None) or str(error)).lower()


MOST_WORDS = 300
"""Characters of a list of words that are possible; a longer one helps nobody."""


def join_words(words: Iterable[str], last: Literal["and", "or"] = "and") -> str:
    """Return "a, b and c", or "a, b or c"."""
    *front, end = list(words) or [""]
    if not front:
        return end
    joined = tr("{words} and {last}") if last == "and" else tr("{words} or {last}")
    return joined.format(words=", ".join(front), last=end)


def nearest(word: str, known: Iterable[str]) -> str:
    """Return a remedy that names the known word most like `word`, or the known ones where few, or ""."""
    import difflib

    choices = sorted(known)
    close = difflib.get_close_matches(word, choices, n=1, cutoff=0.6)
    if close:
        return tr("Did you mean {close!r}?").format(close=close[0])
    words = join_words(choices, "or")
    return tr("It can be {words}").format(words=words) if 0 < len(choices) <= 12 and len(words) <= MOST_WORDS else ""
