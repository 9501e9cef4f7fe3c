"""What is told over the title line for a while: each thing once, and a refusal no longer than what it is about."""

from __future__ import annotations

from textual.notifications import Notification

__all__ = ["REFUSAL", "Notices"]

REFUSAL = 3.0
"""Seconds that the word stands which says why a key did nothing."""


class Notices:
    """Remembers what stands."""

    def __init__(self) -> None:
        self._standing: list[Notification] = []
        self._refusals: set[str] = set()

    def take(self, notice: Notification) -> bool:
        """Note what is to be shown; return whether it is, and does not stand there already."""
        self._standing = [one for one in self._standing if not one.has_expired]
        if any((one.message, one.severity) == (notice.message, notice.severity) for one in self._standing):
            return False
        self._standing.append(notice)
        return True

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
