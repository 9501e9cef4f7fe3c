"""Rule F, the schedule: how often what may be done, and what a gap since the last session means."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from limberup.safety.decision import Decision
from limberup.texts import tr

__all__ = [
    "GAP_AFRESH",
    "GAP_BACK",
    "GAP_RESTART",
    "RESCREEN_DAYS",
    "STRENGTH_DAYS_A_WEEK",
    "STRENGTH_HOURS",
    "Gap",
    "Step",
    "after_gap",
    "programme_week",
    "rescreen_due",
    "stretch_days",
]

STRENGTH_HOURS = 48
"""Least hours between two strength sessions of the same muscles (003, ACSM-res)."""
STRENGTH_DAYS_A_WEEK = 4
"""Most days with strength work in a week (003, ACSM-res)."""
RESCREEN_DAYS = 14
"""Days after which the red flags are asked in full again (own)."""

GAP_BACK = 7
"""Days since the last session from which on every dose goes one step back (own)."""
GAP_RESTART = 14
"""Days since the last session from which on everything begins at its first dose (own)."""
GAP_AFRESH = 28
"""Days since the last session from which on the programme begins anew, with the questions and week 1 (own)."""


class Step(Enum):
    """What a gap does to every dose, in place of rule P."""

    NONE = "none"
    BACK = "back"
    """One step back; at the start dose: hold."""
    RESTART = "restart"
    """The start dose, whatever is marked."""


@dataclass(frozen=True, slots=True)
class Gap:
    """What the days since the last session mean."""

    step: Step = Step.NONE
    rescreen: bool = False
    decision: Decision | None = None


def after_gap(days: int) -> Gap:
    """Return what a gap of `days` days asks for, from `GAP_BACK`, `GAP_RESTART` and `GAP_AFRESH` on."""
    if days >= GAP_AFRESH:
        why = tr("After {days} days away you start afresh: the questions again, week 1, and the first doses.").format(
            days=days
        )
        return Gap(Step.RESTART, True, Decision("F", "restart and screen again", why, "own"))
    if days >= GAP_RESTART:
        why = tr("After {days} days away everything begins at its first dose again.").format(days=days)
        return Gap(Step.RESTART, False, Decision("F", "restart", why, "own"))
    if days >= GAP_BACK:
        why = tr("After {days} days away everything goes one step back.").format(days=days)
        return Gap(Step.BACK, False, Decision("F", "step back", why, "own"))
    return Gap()


def programme_week(week: int, gap_days: int) -> int:
    """Return the week that every rule counts with: from `GAP_AFRESH` days away on it is week 1."""
    return 1 if gap_days >= GAP_AFRESH else week


def stretch_days(week: int) -> int:
    """Return the most days with stretching in that week of the programme (001)."""
    return 3 if week <= 2 else 5 if week <= 4 else 7


def rescreen_due(days_since_screening: int, gap_days: int = 0, something_new: bool = False) -> bool:
    """Return whether the red flags have to be asked in full again."""
    return something_new or days_since_screening >= RESCREEN_DAYS or after_gap(gap_days).rescreen
