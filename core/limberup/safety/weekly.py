"""Rule T, the trend: has the mean morning pain risen from week to week?"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from limberup.safety.decision import Decision, Refer
from limberup.safety.situation import Weekly
from limberup.texts import tr

__all__ = ["Trend", "difference", "judge_week"]


@dataclass(frozen=True, slots=True)
class Trend:
    """What the weeks' means tell."""

    hold: bool = False
    """Whether nothing progresses."""
    all_regress: bool = False
    """Whether every exercise goes one step back."""
    decision: Decision | None = None
    """None where there is nothing to say."""


def difference(later: float, earlier: float) -> Decimal:
    """Return `later` less `earlier`, "rounded to 0.1"; decimal, so that 3.3 less 2.3 is 1 and not a hair less."""
    exact = Decimal(repr(later)) - Decimal(repr(earlier))
    return exact.quantize(Decimal("0.1"), ROUND_HALF_UP)


def judge_week(weekly: Weekly | None) -> Trend:
    """Return what the change of the weekly mean morning pain asks for. Source: C.2."""
    if weekly is None:
        return Trend()
    rise = difference(weekly.this, weekly.last)
    if rise >= 2:
        why = tr(
            "Your mornings hurt {rise} more than last week, so everything goes a step back; have it looked at."
        ).format(rise=rise)
        return Trend(all_regress=True, decision=Decision("T", "REGRESS", why, "C.2", refer=Refer.ROUTINE))
    if rise >= 1:
        why = tr("Your mornings hurt {rise} more than last week, so nothing gets harder for now.").format(rise=rise)
        return Trend(hold=True, decision=Decision("T", "HOLD", why, "C.2"))
    return Trend()
