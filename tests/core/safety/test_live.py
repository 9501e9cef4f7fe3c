"""Rule L: every row in its order, and what is remembered from event to event."""

from __future__ import annotations

import pytest

from limberup.safety.decision import State
from limberup.safety.live import Action, LiveState
from limberup.safety.situation import Event, FieldError, Leg

A, B, C = "p/a", "p/b", "p/c"


def run(state: LiveState, *events: Event) -> tuple[LiveState, list[str]]:
    outcomes = []
    for event in events:
        state, decision = state.after(event)
        outcomes.append(f"{decision.rule} {decision.outcome}")
    return state, outcomes


@pytest.mark.parametrize(("state", "now", "pain", "expected"), [
    (State.FULL, 3, 3, "L5 CONTINUE"),
    (State.FULL, 3, 4, "L4 EASE"),
    (State.FULL, 3, 5, "L4 EASE"),
    (State.FULL, 3, 6, "L3 STOP_EX"),
    (State.FULL, 0, 3, "L5 CONTINUE"),
    (State.STEADY, 4, 4, "L5 CONTINUE"),
    (State.STEADY, 4, 5, "L4 EASE"),
    (State.STEADY, 7, 7, "L5 CONTINUE"),
    (State.STEADY, 7, 8, "L3 STOP_EX"),
    (State.RESCUE, 4, 4, "L5 CONTINUE"),
    (State.RESCUE, 4, 5, "L3 STOP_EX"),
    (State.REST_DAY, 8, 8, "L5 CONTINUE"),
    (State.REST_DAY, 8, 9, "L3 STOP_EX"),
])  # fmt: skip
def test_pain(state: State, now: int, pain: int, expected: str) -> None:
    assert run(LiveState(state, now), Event(A, pain))[1] == [expected]


def test_sharp_pain_stops_whatever_its_score() -> None:
    live, told = run(LiveState(State.FULL, 3), Event(A, 0, sharp=True))
    assert told == ["L3 STOP_EX"]
    assert live.regress == live.amber == {A}
    assert (live.stops, live.ended, live.ask) == (1, False, "")


@pytest.mark.parametrize(("event", "said"), [
    (Event(A, 0, sharp=True), "Sharp pain is more than this exercise should bring, so leave it for today."),
    (Event(A, 7), "A pain of 7 is more than this exercise should bring, so leave it for today."),
])  # fmt: skip
def test_a_stop_says_what_was_told(event: Event, said: str) -> None:
    live, decision = LiveState(State.FULL, 3).after(event)
    assert (decision.why, decision.about, decision.source) == (said, A, "000, 004, C.2")
    _, again = live.after(event)
    assert again.why == f"{said.split(' is ')[0]}, after another exercise had to stop already: enough for today."


def test_the_second_stop_ends_the_session_also_for_the_same_exercise() -> None:
    live, told = run(LiveState(State.FULL, 0), Event(A, 7), Event(A, 7), Event(B, 9))
    assert told == ["L3 STOP_EX", "L3 END_SESSION", "L END_SESSION"]
    assert live.ended
    assert live.regress == {A}, "what comes after the end is not judged"


def test_pain_down_the_leg_ends_and_asks() -> None:
    live, told = run(LiveState(State.FULL, 0), Event(A, 0, leg=Leg.DOWN))
    assert told == ["L2 END_SESSION"]
    assert (live.ask, live.regress, live.amber) == ("U7", frozenset({A}), frozenset())
    live, _ = run(live, Event(A, 0, new_flag="U7"))
    assert (live.ask, live.flags) == ("", frozenset({"U7"}))


def test_a_flag_told_with_it_needs_no_question_but_another_flag_does() -> None:
    live, told = run(LiveState(State.FULL, 0), Event(A, 0, leg=Leg.DOWN, new_flag="U7"))
    assert (told, live.ask, live.flags) == (["L2 END_SESSION"], "", frozenset({"U7"}))
    live, told = run(LiveState(State.FULL, 0), Event(A, 0, leg=Leg.DOWN, new_flag="E4"))
    assert (told, live.ask, live.flags) == (["L2 END_SESSION"], "U7", frozenset({"E4"}))


def test_a_new_flag_comes_before_pain() -> None:
    live, told = run(LiveState(State.FULL, 0), Event(A, 9, sharp=True, new_flag="E7"))
    assert told == ["L1 END_SESSION"]
    assert live.regress == frozenset()
    assert live.flags == {"E7"}


@pytest.mark.parametrize("leg", [Leg.NONE, Leg.SAME, Leg.UP])
def test_other_leg_pain_does_not_end(leg: Leg) -> None:
    assert run(LiveState(State.FULL, 0), Event(A, 0, leg=leg))[1] == ["L5 CONTINUE"]


def test_a_second_ease_leaves_out_the_sets_that_remain() -> None:
    live, told = run(LiveState(State.FULL, 0), Event(A, 4), Event(B, 4))
    assert told == ["L4 EASE", "L4 EASE"]
    assert live.last_set == frozenset()
    live, told = run(live, Event(A, 5), Event(C, 3))
    assert told == ["L4 EASE", "L5 CONTINUE"]
    assert live.last_set == {A}
    assert live.amber == {A, B}
    assert not live.ended


def test_after_the_end_a_flag_is_still_taken_up() -> None:
    live, told = run(LiveState(State.FULL, 0), Event(A, 0, leg=Leg.DOWN), Event(A, 0, new_flag="E1"))
    assert told[1] == "L END_SESSION"
    assert live.flags == {"E1"}
    _, decision = live.after(Event(B, 9))
    assert (decision.source, decision.about) == ("own", B)
    assert "nothing more is judged" in decision.why


def test_actions_are_those_of_the_rules() -> None:
    assert set(Action) == {"CONTINUE", "EASE", "STOP_EX", "END_SESSION"}


@pytest.mark.parametrize("bad", [{"pain": True}, {"pain": 11}, {"sharp": 1}, {"new_flag": "X1"}])
def test_an_event_is_checked(bad: dict[str, object]) -> None:
    with pytest.raises(FieldError) as caught:
        Event(A, **bad)  # type: ignore[arg-type]
    assert [caught.value.place] == list(bad)
    assert str(caught.value) == f"{caught.value.place}: {caught.value.what}"


def test_an_unknown_flag_is_named() -> None:
    with pytest.raises(FieldError, match=r"^new_flag: no such red flag: 'X1'$"):
        Event(A, new_flag="X1")
