"""A made-up person, for trying what the rules would do with somebody over weeks."""

from __future__ import annotations

from dataclasses import dataclass

from limberup.history.record import Hurt
from limberup.person import Person
from limberup.routine import Routine

__all__ = ["MOST_WEEKS", "Away", "Flag", "Flare", "MadeUp", "PlannedHurt"]

MOST_WEEKS = 104
"""Most weeks that can be played."""


@dataclass(frozen=True, slots=True)
class Flare:
    """Days on which pain is at least so much."""

    day: int
    """The first of them, from 1."""
    pain: int
    """0-10."""
    days: int = 1


@dataclass(frozen=True, slots=True)
class Away:
    """Days without any session."""

    day: int
    days: int = 1


@dataclass(frozen=True, slots=True)
class PlannedHurt:
    """Something that hurts the first time an exercise is done on or after a day."""

    day: int
    exercise: str
    """Canonical id."""
    hurt: Hurt


@dataclass(frozen=True, slots=True)
class Flag:
    """A red flag, or a reason to ask first, that comes up on a day."""

    day: int
    id: str
    days: int | None = None
    """Days until a clinician has looked at it; None where nobody does."""


@dataclass(frozen=True, slots=True)
class MadeUp:
    """A made-up person, and what happens to them."""

    title: str
    person: Person
    routine: Routine | None
    """What they do; None for what limberup chooses each day."""
    pain_start: float
    """0-10, on the first day."""
    pain_end: float
    """0-10, once `weeks_to_change` are over."""
    weeks_to_change: float = 8.0
    noise: float = 0.0
    """How far pain wanders from one day to the next, up and down, 0-5."""
    adherence: float = 1.0
    """Share of the days that they do what they meant to, 0-1."""
    effort: int = 4
    """0-10, what they say after each session."""
    rise_chance: float = 0.0
    """Share of the sessions that are followed by a worse morning, 0-1."""
    rise_by: int = 2
    """How much worse, 1-10."""
    sore_only: bool = False
    """Whether a worse morning is sore muscles alone (rule M2)."""
    flares: tuple[Flare, ...] = ()
    away: tuple[Away, ...] = ()
    hurts: tuple[PlannedHurt, ...] = ()
    flags: tuple[Flag, ...] = ()
