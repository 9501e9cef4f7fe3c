"""The signs of an inflamed back: how they are asked, and when they count."""

from __future__ import annotations

from itertools import combinations

import pytest

from limberup.safety.decision import Refer
from limberup.safety.flags import FLAGS, REASONS
from limberup.safety.referral import judge_referral
from limberup.safety.signs import PRECONDITIONS, SIGNS, count_signs
from limberup.safety.situation import FieldError, Situation

COUNTED = [id_ for id_ in SIGNS if id_ not in PRECONDITIONS]


def test_each_question_is_one_plain_line() -> None:
    assert list(SIGNS)[:2] == list(PRECONDITIONS) == ["before_45", "over_3_months"]
    assert len(COUNTED) == 8
    assert len(set(SIGNS.values())) == len(SIGNS)
    for question in SIGNS.values():
        assert len(question) <= 76, question
        assert question.endswith("?")
        assert question.isascii()


def test_no_id_is_that_of_a_red_flag_or_a_reason() -> None:
    assert not SIGNS.keys() & (FLAGS.keys() | REASONS.keys())


@pytest.mark.parametrize("held", [(), ("before_45",), ("over_3_months",)])
def test_without_both_preconditions_no_sign_counts(held: tuple[str, ...]) -> None:
    assert count_signs([*held, *COUNTED]) == 0


@pytest.mark.parametrize("number", range(len(COUNTED) + 1))
def test_with_both_each_sign_counts_once(number: int) -> None:
    for some in combinations(COUNTED, number):
        assert count_signs({*PRECONDITIONS, *some}) == number
    assert count_signs([*PRECONDITIONS, *COUNTED[:number], *COUNTED[:number]]) == number


def test_what_is_no_sign_counts_nothing() -> None:
    assert count_signs([*PRECONDITIONS, "E1", "", "nights"]) == 0


def test_three_are_a_reason_to_see_somebody_and_all_of_them_fit_a_situation() -> None:
    def refers(ticked: list[str]) -> bool:
        given = Situation(inflammatory_signs=count_signs(ticked))
        found = judge_referral(given.week, None, 0, given.inflammatory_signs)
        return [decision.refer for decision in found] == [Refer.ROUTINE]

    assert not refers([*PRECONDITIONS, *COUNTED[:2]])
    assert refers([*PRECONDITIONS, *COUNTED[:3]])
    assert refers(list(SIGNS))
    assert not refers(COUNTED)


@pytest.mark.parametrize("number", [-1, 11, True, 3.0])
def test_a_number_of_signs_that_cannot_be_is_refused(number: object) -> None:
    assert [Situation(inflammatory_signs=fits).inflammatory_signs for fits in (0, 10)] == [0, 10]
    with pytest.raises(FieldError, match="inflammatory_signs: must be a whole number from 0 to 10, not"):
        Situation(inflammatory_signs=number)  # type: ignore[arg-type]
