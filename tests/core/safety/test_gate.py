"""Rule G: every row, and each threshold on both sides."""

from __future__ import annotations

from typing import Any

import pytest

from limberup.catalog import Catalog
from limberup.safety.decision import Refer, State
from limberup.safety.flags import ADVICE, FLAGS, REASONS
from limberup.safety.gate import RESCUE_LIST, REST_DAY_LIST, gate, uncleared
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
    (Pain(10, 0, 10, 7), SETTLED, "G4", State.REST_DAY, Refer.ROUTINE),
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


@pytest.mark.parametrize(("pain", "asked", "plainly"), [
    (Pain(0, 0), "G5 RESCUE none: RESCUE, own", "G7 FULL none: C.2"),
    (Pain(4, 4), "G5 RESCUE none: RESCUE, own", "G6 STEADY none: C.2"),
    (Pain(7, 7), "G5 RESCUE none: RESCUE, own", "G6 STEADY none: C.2"),
    # What is as strict or stricter stands, with its own reason.
    (Pain(5, 5, 2), "G5 RESCUE none: RESCUE, 001", "G5 RESCUE none: RESCUE, 001"),
    (Pain(8, 8, 8, 7), "G4 REST_DAY routine: BOONSTRA, 001", "G4 REST_DAY routine: BOONSTRA, 001"),
    (Pain(8, 8, 8, 8), "G4 REST_DAY urgent: BOONSTRA, 001", "G4 REST_DAY urgent: BOONSTRA, 001"),
])  # fmt: skip
def test_whoever_asks_for_less_gets_it(pain: Pain, asked: str, plainly: str) -> None:
    for gentle, expected in ((True, asked), (False, plainly)):
        found = gate(Situation(pain=pain, gentle=gentle))
        decision = found.decision
        assert f"{decision.rule} {decision.outcome} {decision.refer}: {decision.source}" == expected
        assert (found.state, found.refer) == (decision.outcome, decision.refer)
    wish = "asked for the gentle session" in gate(Situation(pain=pain, gentle=True)).decision.why
    assert wish is (asked != plainly)


@pytest.mark.parametrize(("changes", "rule"), [
    ({"flags": frozenset({"E3"})}, "G1"),
    ({"flags": frozenset({"U3"})}, "G2"),
    ({"age": 17}, "G3"),
])  # fmt: skip
def test_asking_for_less_opens_nothing(changes: dict[str, Any], rule: str) -> None:
    found = gate(Situation(gentle=True, **changes))
    assert (found.decision.rule, found.listed) == (rule, ())


def test_a_wish_is_yes_or_no() -> None:
    with pytest.raises(FieldError, match="gentle: must be true or false, not 1"):
        Situation(gentle=1)  # type: ignore[arg-type]


@pytest.mark.parametrize(("listed", "numbers"), [
    (RESCUE_LIST, "A01 A33 A36 A37 A41 A48 N09 N22 N23"),
    (REST_DAY_LIST, "A01 A48"),
])  # fmt: skip
def test_the_lists_are_the_written_ones(listed: tuple[str, ...], numbers: str, catalog: Catalog) -> None:
    assert [catalog.exercises[id_].catalogue for id_ in listed] == numbers.split()


def test_the_reasons_are_the_written_ones() -> None:
    assert " ".join(REASONS) == (
        "under_18 recent_surgery vertebral_fracture heart_symptoms very_high_blood_pressure pregnancy recent_injury "
        "active_dvt bone_cancer"
    )
    assert all(REASONS[id_].id == id_ for id_ in REASONS)
    assert all(FLAGS[id_].id == id_ for id_ in FLAGS)


def test_open_reasons_are_told_in_their_order() -> None:
    asked = frozenset({"bone_cancer", "pregnancy"})
    assert uncleared(Situation(age=17, uncleared=asked)) == ["under_18", "pregnancy", "bone_cancer"]
    assert uncleared(Situation(cleared=frozenset({"under_18"}))) == []
    assert gate(Situation(uncleared=asked)).decision.why == (
        "Because of pregnancy and cancer in a bone, ask your doctor or physiotherapist before you start."
    )


@pytest.mark.parametrize("state", State)
def test_where_it_blocks_there_is_advice(state: State) -> None:
    assert state.blocks is (state in ("EMERGENCY", "URGENT", "CLEARANCE"))
    assert (state in ADVICE) is state.blocks


@pytest.mark.parametrize(("pain", "said"), [
    (Pain(8, 9, 9, 7), "Your pain is 9 of 10, so talk to your doctor; today is for breathing and short walks only."),
    (Pain(8, 8, 8, 8), "Your pain is 8 of 10, and was so yesterday, so ring your doctor today; "
     "today is for breathing and short walks only."),
])  # fmt: skip
def test_a_rest_day_says_whom_to_talk_to(pain: Pain, said: str) -> None:
    assert gate(Situation(pain=pain)).decision.why == said


def test_nothing_is_said_to_stand_in_the_way_where_nothing_does() -> None:
    assert gate(Situation()).decision.why == "Nothing stands in the way of a full session."


def test_what_a_state_restricts() -> None:
    assert gate(Situation()).listed is None
    assert gate(Situation()).minutes is None
    assert gate(Situation(pain=Pain(8, 8))).listed == REST_DAY_LIST
    rescue = gate(Situation(pain=Pain(5, 5, 1)))
    assert rescue.listed == RESCUE_LIST
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
