"""What of a text does something instead of being shown, and how long anything may take."""

from __future__ import annotations

import signal
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from html.parser import HTMLParser
from types import FrameType

__all__ = ["SECONDS", "TooLong", "acting", "acts", "limit"]

SECONDS = 2
"""Longest that one file may take."""
ACTING = ("Cc", "Cf", "Cs", "Zl", "Zp")
"""Categories of what is no sign: control characters, marks of direction and other hidden ones, halves, separators."""


class TooLong(Exception):
    """A file took longer than `SECONDS`."""


class _Tags(HTMLParser):
    """What a page holds that could act."""

    def __init__(self) -> None:
        super().__init__()
        self.acts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag or an attribute that acts or leads out."""
        if tag in ("script", "iframe", "object", "embed", "form", "base", "a", "img"):
            self.acts.append(tag)
        self.acts += [
            name for name, value in attrs if name.startswith("on") or name in ("href", "src") or "://" in (value or "")
        ]


@contextmanager
def limit(seconds: float) -> Iterator[None]:
    def late(number: int, frame: FrameType | None) -> None:
        raise TooLong(f"longer than {seconds} s")

    before = signal.signal(signal.SIGALRM, late)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def acts(name: str, shown: str) -> str:
    """Return what of a text could do something to whoever looks at it, or ""."""
    lines = shown.replace("\r\n", "\n") if name == "ics" else shown
    if odd := acting(lines):
        return f"lets {odd!r} through"
    if name == "problem" and (len(shown) > 1200 or "\n" in shown):
        return f"is a problem of {len(shown)} characters"
    if name in ("html", "svg"):
        tags = _Tags()
        tags.feed(shown)
        if tags.acts and name == "html":
            return f"a page that acts: {tags.acts[:3]}"
    if name == "ics" and any(len(line.encode()) > 75 for line in shown.split("\r\n")):
        return "a line of a calendar that is not folded"
    return ""


def acting(text: str) -> str:
    """Return a character that does something instead of being shown, or ""."""
    return next((char for char in text if unicodedata.category(char) in ACTING and char != "\n"), "")
