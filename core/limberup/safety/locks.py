"""The locks of the catalogue: which exercises the rules may lead a person to by themselves."""

from __future__ import annotations

from dataclasses import dataclass

from limberup.exercise import Exercise, Shown

__all__ = ["Locks"]


@dataclass(frozen=True, slots=True)
class Locks:
    """What is open to a person."""

    week: int
    """Week of the programme that counts, from 1."""
    chosen: frozenset[str] = frozenset()
    """Ids of what stands in the plan or was done last: "is chosen"."""
    at_target: frozenset[str] = frozenset()
    """Ids of what is done at its target dose."""

    def opens(self, exercise: Exercise) -> bool:
        """Return whether a rule may lead to that exercise.

        Not before its week, nor before the exercise it builds on is at target, whoever chose it; a hidden
        or opt-in one only where the person has chosen it.
        """
        if self.week < exercise.from_week:
            return False
        if exercise.needs_target and exercise.needs_target not in self.at_target:
            return False
        asked_for = exercise.shown in (Shown.HIDDEN, Shown.OPT_IN)
        return not asked_for or exercise.id in self.chosen
