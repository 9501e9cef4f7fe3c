"""What is told over the title line for a while: each thing once, and a refusal no longer than what it is about."""

from __future__ import annotations

from textual.notifications import Notification

__all__ = ["REFUSAL", "Notices"]

REFUSAL = 3.0
"""Seconds that the word stands which says why a key did nothing."""
LEAST_NEW = 1.0
"""Seconds after which what is told again gets its time anew: a key held down tells it thirty times a second."""


class Notices:
    """Remembers what stands."""

    def __init__(self) -> None:
        self._standing: list[Notification] = []
        self._refusals: set[str] = set()

    def take(self, notice: Notification) -> tuple[bool, Notification | None]:
        """Note what is to be shown.

        Returns:
            Whether it is, which it is not where it has only just been told; and what it takes the place of, where the
            same stood there already.
        """
        self._standing = [one for one in self._standing if not one.has_expired]
        same = (notice.message, notice.severity)
        there = next((one for one in self._standing if (one.message, one.severity) == same), None)
        if there and notice.raised_at - there.raised_at < LEAST_NEW:
            return False, None
        self._standing = [*(one for one in self._standing if one is not there), notice]
        return True, there

    def forget(self) -> None:
        """Note that nothing is shown any more, so that what was told can be told again."""
        self._standing.clear()
        self._refusals.clear()

    def refused(self, words: str) -> None:
        """Note that words say why a key did nothing, so that they mean nothing on another screen."""
        self._refusals.add(words)

    def drop_refusals(self) -> None:
        """Let no refusal be shown on the next screen."""
        for one in self._standing:
            if one.message in self._refusals:
                # What has had its time is shown by no screen.
                one.timeout = 0
        self._refusals.clear()
