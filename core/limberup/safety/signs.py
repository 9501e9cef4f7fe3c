"""Signs of an inflamed back: the routine row of C.1, asked after the check-in and counted for rule H.

The wording is ours; what is asked is that of NG65. Both preconditions and three signs are a reason to ask a doctor,
and never block.
"""

from __future__ import annotations

from collections.abc import Collection

from limberup.texts import tr

__all__ = ["PRECONDITIONS", "SIGNS", "count_signs"]

PRECONDITIONS = {
    "before_45": tr("Did it begin before you were 45?"),
    "over_3_months": tr("Has it lasted for more than 3 months?"),
}
"""What has to hold before any sign counts, as questions by id."""

_COUNTED = {
    "night": tr("Does it wake you in the second half of the night?"),
    "buttock": tr("Does it hurt in your buttocks too, on one side or both?"),
    "movement": tr("Does it ease when you move about?"),
    "tablets": tr("Do anti-inflammatory tablets, such as ibuprofen, help within 2 days?"),
    "relative": tr("Does a parent, sibling or child have inflammatory arthritis?"),
    "arthritis": tr("Arthritis with swollen joints, now or in the past?"),
    "tendon": tr("Lasting soreness where a tendon joins bone, such as at the heel?"),
    "psoriasis": tr("Psoriasis, now or in the past?"),
}

SIGNS = {**PRECONDITIONS, **_COUNTED}
"""Every question by its id, in the order in which they are asked: one line of at most 76 characters each."""


def count_signs(ticked: Collection[str]) -> int:
    """Return how many signs count for rule H: 0 unless both preconditions are ticked. Source: NG65."""
    if not set(PRECONDITIONS) <= set(ticked):
        return 0
    return len(set(_COUNTED) & set(ticked))
