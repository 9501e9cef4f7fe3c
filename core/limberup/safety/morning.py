"""Rule M, the next morning: had the last session settled, and what follows from it."""

from __future__ import annotations

from dataclasses import dataclass

from limberup.safety.decision import Decision, Refer
from limberup.safety.situation import Morning, Settled
from limberup.texts import tr

__all__ = ["STRENGTH_PAUSE_HOURS", "MorningResult", "judge_morning"]

STRENGTH_PAUSE_HOURS = 48
"""Hours before the next strength work after a session that did not settle."""


@dataclass(frozen=True, slots=True)
class MorningResult:
    """What a morning tells of the session before it."""

    settled: Settled
    decision: Decision
    all_regress: bool = False
    """Whether every exercise goes one step back: the second UNSETTLED in a row."""
    amber_regress: bool = False
    """Whether the amber exercises go one step back."""
    strength_after_hours: int = 0
    """Hours before the next strength work, 48 or 0. Stands also where the gate blocks."""


SECOND_TIME = tr(
    "Your morning pain was well above usual for the second time running, so everything goes a step back, strength work "
    "waits 48 hours, and a physiotherapist or doctor should have a look."
)
"""Why somebody is to be seen: the one reason of rule M3 of which a record says no more than these words."""


def judge_morning(morning: Morning, unsettled_before: bool = False) -> MorningResult:
    """Return how the last session settled. First match wins; sources: DOMS, OSTELO, C.2."""
    if morning.pain is None:
        why = tr("You did not say how the morning was, so nothing gets harder this time.")
        return MorningResult(Settled.UNKNOWN, Decision("M1", Settled.UNKNOWN.value, why, "own"))
    if morning.sore_only:
        why = tr("Muscle soreness after exercise is common and is no flare, so nothing goes back.")
        return MorningResult(Settled.SORE, Decision("M2", Settled.SORE.value, why, "DOMS"))
    if morning.pain - morning.usual < 2:
        why = tr("By the morning your pain was about as usual.")
        return MorningResult(Settled.SETTLED, Decision("M4", Settled.SETTLED.value, why, "C.2"))
    why = tr("Your morning pain was well above usual, so leave 48 hours before the next strength work.")
    refer = Refer.NONE
    if unsettled_before:
        why = SECOND_TIME
        refer = Refer.ROUTINE
    return MorningResult(
        Settled.UNSETTLED,
        Decision("M3", Settled.UNSETTLED.value, why, "OSTELO, C.2", refer=refer),
        all_regress=unsettled_before,
        amber_regress=not unsettled_before,
        strength_after_hours=STRENGTH_PAUSE_HOURS,
    )
