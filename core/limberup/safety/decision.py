"""What a rule decided, and why: the one type that every rule returns."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum, StrEnum

__all__ = ["Decision", "Refer", "State", "Verdict"]


class State(StrEnum):
    """What a session may be, from the strictest to the freest."""

    EMERGENCY = "EMERGENCY"
    URGENT = "URGENT"
    CLEARANCE = "CLEARANCE"
    REST_DAY = "REST_DAY"
    RESCUE = "RESCUE"
    STEADY = "STEADY"
    FULL = "FULL"

    @property
    def blocks(self) -> bool:
        """Whether nothing at all may be done."""
        return self in (State.EMERGENCY, State.URGENT, State.CLEARANCE)


class Refer(IntEnum):
    """Whom to see, the more pressing the higher."""

    NONE = 0
    ROUTINE = 1
    URGENT = 2
    EMERGENCY = 3

    def __str__(self) -> str:
        return self.name.lower()


class Verdict(StrEnum):
    """What the filter says of an exercise for a person."""

    ALLOW = "allow"
    MODIFY = "modify"
    EXCLUDE = "exclude"


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision of one rule."""

    rule: str
    """Id of the rule, such as "G6" or "X"."""
    outcome: str
    """What it decided: a state, a verdict, a change of dose."""
    why: str
    """One plain sentence for the person."""
    source: str
    """Keys of its sources, or "own"."""
    about: str = ""
    """Id of the exercise it is about, or "" where it is about the whole session."""
    refer: Refer = Refer.NONE
