"""All rules together: what each decision carries, and which of several that apply counts."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from tests.core.making import exercise

from limberup.catalog import Catalog, Pack
from limberup.dose import Dose
from limberup.exercise import Kind, Rung
from limberup.safety.case import read_case
from limberup.safety.decision import Refer
from limberup.safety.judge import Judgement, judge
from limberup.safety.progress import Change
from limberup.safety.rules import RULES, source_keys
from limberup.safety.situation import Event, Last, Leg, Morning, Pain, Review, Settled, Situation, Weekly

CASES = sorted((Path(__file__).parent / "cases").glob("*.toml"))

# rule | outcomes | sources, as the columns of the written rules have them.
WRITTEN = """
G1 | EMERGENCY                                     | C.1, 000
G2 | URGENT                                        | C.1, 000
G3 | CLEARANCE                                     | 001, 002, 003, BP1, BP2
G4 | REST_DAY                                      | BOONSTRA, 001
G5 | RESCUE                                        | RESCUE, 001
G6 | STEADY                                        | C.2
G7 | FULL                                          | C.2
L1 | END_SESSION                                   | C.1
L2 | END_SESSION                                   | CENTRAL
L3 | STOP_EX END_SESSION                           | 000, 004, C.2
L4 | EASE                                          | C.2, 001
L5 | CONTINUE                                      | C.2
M1 | UNKNOWN                                       | own
M2 | SORE                                          | DOMS
M3 | UNSETTLED                                     | OSTELO, C.2
M4 | SETTLED                                       | C.2
T  | REGRESS HOLD                                  | C.2
P1 | regress remove hold                           | 001, RUH
P2 | hold                                          | C.2
P3 | progress hold                                 | TWO, 000, 003
P4 | hold                                          | own
"""
ROWS = {
    rule: (outcomes.split(), sources)
    for line in WRITTEN.strip().splitlines()
    for rule, outcomes, sources in [[part.strip() for part in line.split("|")]]
}


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_every_decision_carries_the_sources_of_its_row(path: Path, catalog: Catalog) -> None:
    found = judge(read_case(path, catalog).situation, catalog)
    for made in found.decisions:
        if made.rule in ROWS:
            outcomes, sources = ROWS[made.rule]
            assert made.outcome in outcomes
            assert made.source == sources, made.rule
        # What is about one exercise names it, what is about the day names none.
        assert (made.about in catalog.exercises) is (made.rule[0] in "XLP" or (made.rule == "F" and bool(made.about)))


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_what_is_told_of_a_rule_names_the_sources_of_its_decisions(path: Path, catalog: Catalog) -> None:
    for made in judge(read_case(path, catalog).situation, catalog).decisions:
        # Rule X has the sources of its table beside those of the rule.
        if made.rule != "X":
            told = source_keys(made.rule, ", ".join(RULES[made.rule].sources))
            assert set(source_keys(made.rule, made.source)) <= set(told)


def test_the_cases_reach_every_rule(catalog: Catalog) -> None:
    reached = {rule for path in CASES for rule in judge(read_case(path, catalog).situation, catalog).rules}
    assert reached >= {*ROWS, "X", "F", "H"}


def made(*slugs: str, **changes: Any) -> Catalog:
    return Catalog((Pack("test", "Test", exercises=tuple(exercise(slug, **changes) for slug in slugs)),))


def only(found: Judgement) -> tuple[str, str, int]:
    """Return rule, change and sets of the one exercise there is."""
    (item,) = found.next
    assert item.dose
    return item.decisions[-1].rule, item.change.value, item.dose.sets


UNSETTLED = Morning(5, 2)


@pytest.mark.parametrize(("last", "given", "expected"), [
    # M3 marks what was amber in the session that the morning was after, and nothing else.
    ({"amber": True}, {"morning": UNSETTLED}, ("P1", "regress", 2)),
    ({"amber": True, "before": True}, {"morning": UNSETTLED}, ("P2", "hold", 2)),
    ({"amber": True}, {}, ("P2", "hold", 3)),
    # Without such an exercise each strength item has a set less.
    ({}, {"morning": UNSETTLED}, ("P2", "hold", 2)),
    ({"before": True}, {"morning": UNSETTLED}, ("P2", "hold", 2)),
    ({"regress": True}, {"morning": UNSETTLED}, ("P1", "regress", 2)),
    # The second in a row marks everything, whenever it was done.
    ({"before": True}, {"morning": UNSETTLED, "unsettled_before": True}, ("P1", "regress", 2)),
    ({"before": True, "weighed": True}, {"morning": UNSETTLED, "unsettled_before": True}, ("P1", "regress", 2)),
    ({}, {"unsettled_before": True}, ("P4", "hold", 3)),
    # T marks everything once a week; what was done since is held.
    ({}, {"weekly": Weekly(5, 3)}, ("P1", "regress", 2)),
    ({"weighed": True}, {"weekly": Weekly(5, 3)}, ("P2", "hold", 3)),
    ({"weighed": True, "regress": True}, {"weekly": Weekly(5, 3)}, ("P1", "regress", 2)),
    ({"weighed": True, "run": 3, "effort": 1}, {"weekly": Weekly(5, 3)}, ("P2", "hold", 3)),
    ({"run": 3, "effort": 1}, {"weekly": Weekly(4, 3)}, ("P2", "hold", 3)),
    ({"weighed": True}, {}, ("P4", "hold", 3)),
    ({"before": True}, {}, ("P4", "hold", 3)),
])  # fmt: skip
def test_marks_of_the_morning_and_of_the_week(
    last: dict[str, Any], given: dict[str, Any], expected: tuple[str, str, int]
) -> None:
    catalog = made("a", start=Dose(1, 5), target=Dose(3, 10))
    # At the start dose's repetitions a step back is one set less.
    situation = Situation(last=(Last("test/a", Dose(3, 5), **last),), **given)
    assert only(judge(situation, catalog)) == expected


@pytest.mark.parametrize(("pain", "given", "expected"), [
    (3, {}, "P4 hold"),
    (4, {}, "P2 hold"),
    (4, {"morning": UNSETTLED}, "P1 regress"),
    (3, {"weekly": Weekly(5, 3)}, "P1 regress"),
    (8, {}, "P1 regress"),
])  # fmt: skip
def test_what_was_done_for_the_first_time_counts_like_all_else(pain: int, given: dict[str, Any], expected: str) -> None:
    catalog = Catalog((Pack("test", "Test", exercises=(exercise("a", easier=Rung(level="Less.")),)),))
    situation = Situation(during=(Event("test/a", pain),), **given)
    (item,) = judge(situation, catalog).next
    assert f"{item.decisions[-1].rule} {item.change}" == expected
    assert (item.dose, item.becomes) == (Dose(1, 5), "")
    assert item.cue == ("Less." if item.change is Change.REGRESS else "")


@pytest.mark.parametrize(("marks", "sets"), [
    (({"amber": True}, {}), (2, 3)),
    (({"regress": True}, {}), (2, 3)),
    (({"amber": True, "before": True}, {}), (2, 2)),
    (({"regress": True, "before": True}, {}), (2, 2)),
    (({}, {}), (2, 2)),
])  # fmt: skip
def test_a_set_less_only_where_nothing_else_goes_back(marks: tuple[dict[str, Any], ...], sets: tuple[int, ...]) -> None:
    catalog = made("a", "b", start=Dose(1, 5), target=Dose(3, 10))
    last = tuple(Last(f"test/{slug}", Dose(3, 5), **mark) for slug, mark in zip("ab", marks, strict=True))
    found = judge(Situation(last=last, morning=UNSETTLED), catalog)
    assert tuple(item.dose.sets for item in found.next if item.dose) == sets


@pytest.mark.parametrize("kind", Kind)
def test_a_set_less_is_for_strength_and_hard_holds(kind: Kind) -> None:
    catalog = made("a", kind=kind, start=Dose(1, 5), target=Dose(3, 10))
    found = judge(Situation(last=(Last("test/a", Dose(3, 5)),), morning=UNSETTLED), catalog)
    assert only(found) == ("P2", "hold", 2 if kind in (Kind.STRENGTH, Kind.ISOMETRIC) else 3)


@pytest.mark.parametrize("field", ["amber", "met", "regress", "before", "weighed"])
def test_a_mark_is_yes_or_no(field: str) -> None:
    with pytest.raises(ValueError, match=f"{field}: must be true or false, not 1"):
        Last("test/a", **{field: 1})  # type: ignore[arg-type]


@pytest.mark.parametrize(("last_three", "changed"), [
    ((), Change.PROGRESS),
    ((Settled.SETTLED,), Change.PROGRESS),
    ((Settled.UNSETTLED, Settled.SORE, Settled.SETTLED), Change.PROGRESS),
    ((Settled.SETTLED, Settled.SETTLED, Settled.UNKNOWN), Change.HOLD),
    ((Settled.UNSETTLED,), Change.HOLD),
])  # fmt: skip
def test_the_newest_session_has_to_be_settled_too(last_three: tuple[Settled, ...], changed: Change) -> None:
    situation = Situation(last=(Last("test/a", run=3, effort=4),), last_three=last_three)
    assert judge(situation, made("a")).next[0].change is changed


@pytest.mark.parametrize(("last", "changed"), [
    ({"run": 3, "effort": 4}, Change.PROGRESS),
    ({"run": 2, "effort": 4}, Change.HOLD),
    ({"run": 3, "effort": 5}, Change.HOLD),
    ({"run": 3, "effort": 5, "extra": 1}, Change.HOLD),
    ({"run": 3, "effort": 10, "extra": 2}, Change.PROGRESS),
    ({"run": 3, "effort": 0, "met": False}, Change.HOLD),
    ({"run": 3, "effort": 0, "amber": True}, Change.HOLD),
])  # fmt: skip
def test_three_good_sessions_and_two_easy_ones(last: dict[str, Any], changed: Change) -> None:
    assert judge(Situation(last=(Last("test/a", **last),)), made("a")).next[0].change is changed


@pytest.mark.parametrize(("week", "gap", "becomes"), [
    (2, 2, ""),
    (3, 2, "test/b"),
    (9, 6, "test/b"),
])  # fmt: skip
def test_the_harder_exercise_comes_from_week_3_on(week: int, gap: int, becomes: str) -> None:
    catalog = Catalog((Pack("test", "Test", exercises=(exercise("a", harder=Rung("test/b")), exercise("b"))),))
    situation = Situation(week=week, gap_days=gap, last=(Last("test/a", Dose(2, 10), run=3, effort=1),))
    (item,) = judge(situation, catalog).next
    assert item.becomes == becomes
    assert item.decisions[-1].rule == "P3"
    assert (item.change, item.dose) == ((Change.PROGRESS, Dose(1, 5)) if becomes else (Change.HOLD, Dose(2, 10)))


def rules(found: Judgement, letters: str) -> list[str]:
    return [f"{made.rule} {made.outcome}" for made in found.decisions if made.rule[0] in letters]


def test_decisions_stand_in_the_order_of_the_rules() -> None:
    situation = Situation(
        week=6,
        gap_days=7,
        conditions=frozenset({"no_floor"}),
        pain=Pain(3, 3, days_at_6_or_more=10),
        weekly=Weekly(6, 3),
        review=Review(1, 5, 5, 5, 5),
        inflammatory_signs=3,
        plan=("test/a",),
        last=(Last("test/b", Dose(2, 9)),),
        during=(Event("test/b", 4), Event("test/b", 0, leg=Leg.DOWN)),
    )
    found = judge(situation, made("a", "b", tags=frozenset({"FLR"})))
    assert rules(found, "GXLMTFPH") == [
        "G7 FULL",
        "X exclude, dropped",
        "L4 EASE",
        "L2 END_SESSION",
        "M4 SETTLED",
        "T REGRESS",
        "F step back",
        "F regress",
        "H routine",
        "H routine",
        "H routine",
    ]
    assert [made.source for made in found.decisions if made.rule == "H"] == ["OSTELO, PSFS", "own", "NG65"]
    assert found.refer is Refer.ROUTINE


def test_a_block_during_the_session_is_told_in_its_place() -> None:
    situation = Situation(
        during=(Event("test/a", 3), Event("test/a", 3, new_flag="U7"), Event("test/a", 3, new_flag="E1"))
    )
    found = judge(situation, made("a"))
    assert rules(found, "GLMTFPH") == [
        "G7 FULL", "L5 CONTINUE", "L1 END_SESSION", "G2 URGENT", "G1 EMERGENCY", "M4 SETTLED",
    ]  # fmt: skip
    assert [action.value for action in found.during] == ["CONTINUE", "END_SESSION"]


def test_nothing_of_the_session_is_judged_where_it_starts_blocked() -> None:
    found = judge(Situation(age=17, during=(Event("test/a", 9), Event("test/a", 3, new_flag="U2"))), made("a"))
    assert rules(found, "GLMTFPH") == ["G3 CLEARANCE", "G2 URGENT", "M4 SETTLED"]
    assert (found.during, found.state) == ((), "URGENT")


def test_nothing_of_the_plan_is_judged_where_it_is_blocked() -> None:
    situation = Situation(age=17, conditions=frozenset({"no_floor"}), plan=("test/a",), last=(Last("test/a"),))
    found = judge(situation, made("a", tags=frozenset({"FLR"})))
    assert rules(found, "GXLMTFPH") == ["G3 CLEARANCE", "M4 SETTLED"]
    assert (found.offered, found.plan, found.next) == ((), (), ())


def test_without_decisions_nobody_is_referred() -> None:
    found = replace(judge(Situation(), made("a")), decisions=())
    assert (found.refer, found.rules) == (Refer.NONE, ())
