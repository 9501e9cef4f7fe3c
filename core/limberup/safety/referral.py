"""Rule H: when to see somebody although nothing blocks."""

from __future__ import annotations

from decimal import Decimal

from limberup.safety.decision import Decision, Refer
from limberup.safety.situation import Review
from limberup.safety.weekly import difference
from limberup.texts import tr

__all__ = ["judge_referral"]


def judge_referral(
    week: int, review: Review | None, days_at_6_or_more: int, inflammatory_signs: int = 0
) -> list[Decision]:
    """Return the reasons for a routine referral.

    Args:
        week: Week of the programme that counts (see `schedule.programme_week`).
        review: How things have gone since the start, or None where nobody has asked yet.
        days_at_6_or_more: Days of the last fourteen with a pain of 6 or more.
        inflammatory_signs: Signs of the routine row of C.1 that were ticked.

    Sources: OSTELO and PSFS for the gains, NG65 for the signs; the count of days is own.
    """
    found = []
    if review is not None and week >= 6 and review.adherence >= 0.6 and _little_gain(review):
        why = tr("You have kept at it and it helps little so far, so ask a physiotherapist or doctor what else would.")
        found.append(Decision("H", "routine", why, "OSTELO, PSFS", refer=Refer.ROUTINE))
    if days_at_6_or_more >= 10:
        why = tr("Your pain was 6 or more on {days_at_6_or_more} of 14 days, so have it looked at.").format(
            days_at_6_or_more=days_at_6_or_more
        )
        found.append(Decision("H", "routine", why, "own", refer=Refer.ROUTINE))
    if inflammatory_signs >= 3:
        why = tr("Several of your answers fit an inflamed back, so ask your doctor about it.")
        found.append(Decision("H", "routine", why, "NG65", refer=Refer.ROUTINE))
    return found


def _little_gain(review: Review) -> bool:
    pain = difference(review.pain_start, review.pain_now)
    function = difference(review.function_now, review.function_start)
    # "< 30 %" of the pain at the start; who started without pain has gained nothing in it.
    start = Decimal(repr(review.pain_start))
    small_share = start == 0 or pain / start < Decimal("0.3")
    return pain < 2 and small_share and function < 2
