"""Rule G: every row, and each threshold on both sides."""

from __future__ import annotations

import pytest

from limberup.safety.decision import Refer, State
from limberup.safety.flags import ADVICE, FLAGS, REASONS
from limberup.safety.gate import REST_DAY_LIST, gate
from limberup.safety.situation import FieldError, Pain, Settled, Situation

SETTLED = (Settled.SETTLED,) * 3
NOT_YET = (Settled.SETTLED, Settled.UNKNOWN, Settled.SETTLED)


@pytest.mark.parametrize("id_", FLAGS)
def test_each_flag_blocks(id_: str) -> None:
    found = gate(Situation(flags=frozenset({id_})))
    emergency = id_.startswith("E")
    assert found.state is (State.EMERGENCY if emergency else State.URGENT)
    assert found.refer is (Refer.EMERGENCY if emergency else Refer.URGENT)
    assert found.decision.rule == ("G1" if emergency else "G2")
    assert found.blocks
    assert found.listed == ()


def test_an_emergency_comes_before_everything() -> None:
    found = gate(Situation(flags=frozenset({"U1", "E9"}), uncleared=frozenset(REASONS), pain=Pain(10, 10)))
    assert found.decision.rule == "G1"


@pytest.mark.parametrize("id_", REASONS)
def test_each_reason_asks_for_a_clearance(id_: str) -> None:
    found = gate(Situation(uncleared=frozenset({id_}), pain=Pain(10, 10)))
    assert found.state is State.CLEARANCE
    assert found.refer is Refer.ROUTINE
    assert REASONS[id_].words in found.decision.why


@pytest.mark.parametrize(("age", "cleared", "state"), [
    (17, frozenset[str](), State.CLEARANCE),
    (18, frozenset[str](), State.FULL),
    (17, frozenset({"under_18"}), State.FULL),
])  # fmt: skip
def test_age_itself_is_a_reason(age: int, cleared: frozenset[str], state: State) -> None:
    assert gate(Situation(age=age, cleared=cleared)).state is state


def test_clearing_does_not_take_back_a_tick() -> None:
    both = frozenset({"pregnancy"})
    assert gate(Situation(uncleared=both, cleared=both)).state is State.CLEARANCE


@pytest.mark.parametrize(("pain", "last_three", "rule", "state", "refer"), [
    (Pain(0, 8, 8, 7), SETTLED, "G4", State.REST_DAY, Refer.ROUTINE),
    (Pain(8, 0, 8, 8), SETTLED, "G4", State.REST_DAY, Refer.URGENT),
    (Pain(7, 7, 7, 10), SETTLED, "G6", State.STEADY, Refer.NONE),
    (Pain(7, 7, 7), NOT_YET, "G5", State.RESCUE, Refer.NONE),
    (Pain(6, 0, 6), NOT_YET, "G5", State.RESCUE, Refer.NONE),
    (Pain(5, 0, 5), NOT_YET, "G6", State.STEADY, Refer.NONE),
    (Pain(6, 0, 6), SETTLED[:2], "G5", State.RESCUE, Refer.NONE),
    (Pain(4, 0, 2), SETTLED, "G5", State.RESCUE, Refer.NONE),
    (Pain(4, 0, 2.5), SETTLED, "G6", State.STEADY, Refer.NONE),
    (Pain(3, 3, 0), SETTLED, "G7", State.FULL, Refer.NONE),
    (Pain(4, 0), SETTLED, "G6", State.STEADY, Refer.NONE),
    (Pain(3, 0), NOT_YET, "G7", State.FULL, Refer.NONE),
])  # fmt: skip
def test_pain(pain: Pain, last_three: tuple[Settled, ...], rule: str, state: State, refer: Refer) -> None:
    found = gate(Situation(pain=pain, last_three=last_three))
    assert (found.decision.rule, found.state, found.refer) == (rule, state, refer)


def test_what_a_state_restricts() -> None:
    assert gate(Situation()).listed is None
    assert gate(Situation()).minutes is None
    assert gate(Situation(pain=Pain(8, 8))).listed == REST_DAY_LIST
    rescue = gate(Situation(pain=Pain(5, 5, 1)))
    assert len(rescue.listed or ()) == 9
    assert rescue.minutes == 10


def test_the_questions_fit_their_line() -> None:
    assert list(FLAGS) == [*(f"E{n}" for n in range(1, 10)), *(f"U{n}" for n in range(1, 11))]
    for question in [flag.question for flag in FLAGS.values()] + [why.question for why in REASONS.values()]:
        assert len(question) <= 76, question
        assert question.endswith("?")
        assert question.isascii()
    for state, advice in ADVICE.items():
        assert state.blocks
        assert advice.first
        assert advice.why


@pytest.mark.parametrize("value", [True, -1, 11, 3.0, "3", None])
def test_pain_is_a_whole_number(value: object) -> None:
    with pytest.raises(FieldError, match="rest: must be a whole number from 0 to 10"):
        Pain(rest=value)  # type: ignore[arg-type]


@pytest.mark.parametrize("value", [True, -0.5, 10.5, 3.25, float("nan"), float("inf"), "3"])
def test_only_the_base_may_be_a_half(value: object) -> None:
    assert Pain(base=3.5).usual == 3.5
    with pytest.raises(FieldError, match="base"):
        Pain(base=value)  # type: ignore[arg-type]
