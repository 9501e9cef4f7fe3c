"""Rules M, T, F and H, each threshold on both sides."""

from __future__ import annotations

import pytest

from limberup.safety.decision import Refer
from limberup.safety.morning import STRENGTH_PAUSE_HOURS, judge_morning
from limberup.safety.referral import judge_referral
from limberup.safety.schedule import (
    RESCREEN_DAYS,
    STRENGTH_DAYS_A_WEEK,
    STRENGTH_HOURS,
    Step,
    after_gap,
    programme_week,
    rescreen_due,
    stretch_days,
)
from limberup.safety.situation import FieldError, Morning, Review, Settled, Weekly
from limberup.safety.weekly import difference, judge_week


@pytest.mark.parametrize(("morning", "rule", "settled"), [
    (Morning(None, 2, False), "M1", Settled.UNKNOWN),
    (Morning(None, 2, True), "M1", Settled.UNKNOWN),
    (Morning(9, 2, True), "M2", Settled.SORE),
    (Morning(4, 2), "M3", Settled.UNSETTLED),
    (Morning(3, 2), "M4", Settled.SETTLED),
    (Morning(0, 5), "M4", Settled.SETTLED),
])  # fmt: skip
def test_mornings(morning: Morning, rule: str, settled: Settled) -> None:
    for before in (False, True):
        found = judge_morning(morning, before)
        assert (found.decision.rule, found.settled) == (rule, settled)
        unsettled = settled is Settled.UNSETTLED
        assert found.strength_after_hours == (48 if unsettled else 0)
        assert found.all_regress == (unsettled and before)
        assert found.amber_regress == (unsettled and not before)
        assert found.decision.refer is (Refer.ROUTINE if unsettled and before else Refer.NONE)


@pytest.mark.parametrize(("this", "last", "outcome"), [
    (3.9, 3, None),
    (3.3, 2.3, "HOLD"),
    (2.3, 1.36, None),
    (2.3, 1.35, "HOLD"),
    (4.9, 3, "HOLD"),
    (4.96, 3, "REGRESS"),
    (5, 3, "REGRESS"),
    (1, 9, None),
])  # fmt: skip
def test_weeks(this: float, last: float, outcome: str | None) -> None:
    found = judge_week(Weekly(this, last))
    told = found.decision and (found.decision.outcome, found.decision.refer)
    assert told == (outcome and (outcome, Refer.ROUTINE if outcome == "REGRESS" else Refer.NONE))
    assert found.hold == (outcome == "HOLD")
    assert found.all_regress == (outcome == "REGRESS")


def test_the_morning_before_counts_only_where_it_is_told() -> None:
    assert judge_morning(Morning(4, 2)) == judge_morning(Morning(4, 2), unsettled_before=False)


def test_no_weeks_no_trend() -> None:
    assert judge_week(None).decision is None


def test_a_difference_is_rounded_once_and_away_from_hair() -> None:
    assert str(difference(3.3, 2.3)) == "1.0"
    assert str(difference(2.0, 1.05)) == "1.0"
    assert [str(difference(later, 1)) for later in (1.25, 1.24, 0.75, 0.76)] == ["0.3", "0.2", "-0.3", "-0.2"]


@pytest.mark.parametrize(("days", "step", "outcome"), [
    (0, Step.NONE, ""), (6, Step.NONE, ""),
    (7, Step.BACK, "step back"), (13, Step.BACK, "step back"),
    (14, Step.RESTART, "restart"), (27, Step.RESTART, "restart"),
    (28, Step.RESTART, "restart and screen again"), (400, Step.RESTART, "restart and screen again"),
])  # fmt: skip
def test_gaps(days: int, step: Step, outcome: str) -> None:
    found = after_gap(days)
    rescreen = days >= 28
    assert (found.step, found.rescreen) == (step, rescreen)
    made = found.decision
    assert (f"{made.rule} {made.outcome}: {made.source}" if made else "") == (outcome and f"F {outcome}: own")
    assert made is None or f"After {days} days away" in made.why
    assert programme_week(9, days) == (1 if rescreen else 9)


def test_stretching_days() -> None:
    assert [stretch_days(week) for week in range(1, 8)] == [3, 3, 5, 5, 7, 7, 7]


def test_the_written_numbers() -> None:
    assert (STRENGTH_HOURS, STRENGTH_DAYS_A_WEEK, RESCREEN_DAYS, STRENGTH_PAUSE_HOURS) == (48, 4, 14, 48)


def test_screening_is_due() -> None:
    assert not rescreen_due(13)
    assert rescreen_due(14)
    assert rescreen_due(0, something_new=True)
    assert rescreen_due(0, gap_days=28)


@pytest.mark.parametrize(("week", "review", "referred"), [
    (6, Review(0.6, 6, 6, 4, 4), True),
    (5, Review(0.6, 6, 6, 4, 4), False),
    (6, Review(0.59, 6, 6, 4, 4), False),
    (6, Review(1, 6, 4, 4, 4), False),
    (6, Review(1, 8, 6.1, 4, 4), True),
    (6, Review(1, 8, 6, 4, 4), False),
    (6, Review(1, 10, 7.5, 4, 4), False),
    (6, Review(1, 5, 3.5, 4, 4), False),
    (6, Review(1, 5, 3.6, 4, 4), True),
    (6, Review(1, 6, 6, 4, 6), False),
    (6, Review(1, 6, 6, 4, 5.9), True),
    (6, Review(1, 0, 0, 4, 4), True),
    (60, Review(1, 3, 6, 4, 2), True),
    (6, None, False),
])  # fmt: skip
def test_little_gain(week: int, review: Review | None, referred: bool) -> None:
    assert bool(judge_referral(week, review, 0)) is referred


def test_other_reasons_to_see_somebody() -> None:
    assert not judge_referral(1, None, 9, 2)
    assert len(judge_referral(1, None, 10, 3)) == 2
    assert {made.refer for made in judge_referral(1, None, 10, 3)} == {Refer.ROUTINE}
    days, signs = judge_referral(1, None, 12, 10)
    assert (days.why, days.source) == ("Your pain was 6 or more on 12 of 14 days, so have it looked at.", "own")
    assert ("inflamed back" in signs.why, signs.source) == (True, "NG65")
    (little,) = judge_referral(6, Review(1, 6, 6, 4, 4), 0)
    assert ("helps little" in little.why, little.outcome, little.source) == (True, "routine", "OSTELO, PSFS")


def test_means_are_checked() -> None:
    with pytest.raises(FieldError, match="adherence"):
        Review(1.1, 0, 0, 0, 0)
    with pytest.raises(FieldError, match="this"):
        Weekly(float("nan"), 0)
