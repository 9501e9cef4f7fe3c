"""The person: what limberup has to know to keep them safe, and how they like it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, datetime

__all__ = ["CheckIn", "OpenFlag", "Person"]

UNDER_18 = "under_18"
"""The reason for a clearance that follows from the age."""


@dataclass(frozen=True, slots=True)
class OpenFlag:
    """A red flag that was answered with yes or not sure."""

    id: str
    """E1-E9 or U1-U10, or the reason that needs clearance."""
    since: date
    cleared: date | None = None
    """The day on which the person said that a clinician had looked at it and agreed to exercise."""


@dataclass(frozen=True, slots=True)
class Person:
    """What is known of the person. Everything but the flags may be left unsaid."""

    acknowledged: date | None = None
    """When they read what limberup is not."""
    flags: tuple[OpenFlag, ...] = ()
    conditions: frozenset[str] = frozenset()
    """Ids of the condition table."""
    sore_side: str = ""
    """"left", "right" or ""."""
    age: int | None = None
    """Years, 0-120."""

    @property
    def open_flags(self) -> tuple[OpenFlag, ...]:
        """The flags that no clinician has looked at yet: a flag stays open until then.

        An age under 18 is one by itself (rule G3), from the day the program was first read about.
        """
        found = tuple(flag for flag in self.flags if flag.cleared is None)
        if self.age is None or self.age >= 18 or any(flag.id == UNDER_18 for flag in self.flags):
            return found
        return (*found, OpenFlag(UNDER_18, self.acknowledged or date.min))

    @property
    def cleared(self) -> frozenset[str]:
        """Ids of what a clinician has looked at, and that is not open again."""
        still = {flag.id for flag in self.open_flags}
        return frozenset(flag.id for flag in self.flags if flag.cleared is not None) - still

    def with_flags(self, ids: Collection[str], on: date) -> Person:
        """Return the person with these flags open; one that is open already keeps its day."""
        known = {flag.id for flag in self.open_flags}
        new = tuple(OpenFlag(id_, on) for id_ in ids if id_ not in known)
        return replace(self, flags=self.flags + new)

    def with_cleared(self, ids: Collection[str], on: date) -> Person:
        """Return the person with these flags looked at by a clinician on that day."""
        flags = (replace(flag, cleared=on) if flag.id in ids and flag.cleared is None else flag for flag in self.flags)
        told = {flag.id for flag in self.flags}
        # The age is no flag in the file until somebody has agreed to it.
        by_age = (replace(flag, cleared=on) for flag in self.open_flags if flag.id in ids and flag.id not in told)
        return replace(self, flags=(*flags, *by_age))


@dataclass(frozen=True, slots=True)
class CheckIn:
    """How the person is right before a session.

    Raises:
        ValueError: a pain is no whole number 0-10.
    """

    at: datetime
    """When, with its time zone."""
    rest: int
    """Pain at rest, 0-10."""
    move: int
    """Pain on moving, 0-10."""
    minutes_up: int | None = None
    """Minutes since getting up, or None where not asked."""

    def __post_init__(self) -> None:
        for name in ("rest", "move"):
            value = getattr(self, name)
            if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= 10:
                raise ValueError(f"{name} must be a whole number 0 to 10, not {value!r}")

    @property
    def now(self) -> int:
        """The pain that counts: the higher of the two."""
        return max(self.rest, self.move)
