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

    def take(self, notice: Notification) -> list[Notification]:
        """Note what is to be shown.

        Returns:
            What stands now with it last, to be shown anew, where it stood there already and was about to go; it alone
            where it did not; nothing where it has only just been told.
        """
        self._standing = [one for one in self._standing if not one.has_expired]
        there = next((one for one in self._standing if _same(one, notice)), None)
        if there is None:
            self._standing.append(notice)
            return [notice]
        if notice.raised_at - there.raised_at < LEAST_NEW:
            return []
        self._standing = [*(one for one in self._standing if one is not there), notice]
        return list(self._standing)

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


def _same(one: Notification, other: Notification) -> bool:
    return (one.message, one.severity) == (other.message, other.severity)
