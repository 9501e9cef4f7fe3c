"""Rules X and P over a whole plan: what each entry says, and in which order what is given out."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from tests.core.making import exercise

from limberup.catalog import Catalog, Pack
from limberup.dose import Dose
from limberup.exercise import Exercise, Rung, Shown
from limberup.safety.judge import Judgement, judge
from limberup.safety.progress import Change
from limberup.safety.situation import Event, Last, Morning, Pain, Settled, Situation, Weekly

FLOOR = frozenset({"FLR"})
NO_FLOOR = frozenset({"no_floor"})
RESCUE = Pain(6, 6, base=2)
REST = Pain(8, 8)
UNSETTLED = Morning(5, 2)
UNKNOWN = Morning(None)


def made(*exercises: Exercise) -> Catalog:
    packs = {each.pack: [one for one in exercises if one.pack == each.pack] for each in exercises}
    return Catalog(tuple(Pack(pack, pack, exercises=tuple(own)) for pack, own in packs.items()))


def filtered(found: Judgement) -> list[str]:
    return [f"{each.about}: {each.outcome} ({each.source})" for each in found.decisions if each.rule == "X"]


def test_what_the_filter_did_is_told_entry_by_entry() -> None:
    catalog = made(
        exercise("a", tags=FLOOR, easier=Rung("test/b")),
        exercise("b", tags=frozenset({"~ISO"})),
        exercise("c", tags=FLOOR, easier=Rung("test/b")),
        exercise("d", tags=FLOOR),
        exercise("e"),
        exercise("f", tags=frozenset({"~ISO"})),
    )
    both = NO_FLOOR | {"hypertension"}
    found = judge(Situation(conditions=both, plan=tuple(f"test/{slug}" for slug in "acdef")), catalog)
    how = ("hold for 10 s at most and count aloud",)
    assert [(entry.done, entry.merged, entry.dropped, entry.how) for entry in found.plan] == [
        ("test/b", False, False, how),
        (None, True, False, how),
        (None, False, True, ()),
        ("test/e", False, False, ()),
        ("test/f", False, False, how),
    ]
    assert filtered(found) == [
        "test/a: exclude, instead b (own)",
        "test/c: exclude, instead b (merged) (own)",
        "test/d: exclude, dropped (own)",
        "test/f: modify (VALSALVA-B, WALLSQ)",
    ]


@pytest.mark.parametrize(("pain", "day", "source"), [
    (RESCUE, "a rescue session", "RESCUE, 001"),
    (REST, "a rest day", "BOONSTRA, 001"),
])  # fmt: skip
def test_what_is_off_the_list_says_so(pain: Pain, day: str, source: str) -> None:
    found = judge(Situation(pain=pain, plan=("test/bridge",)), made(exercise("bridge")))
    (entry,) = found.plan
    assert (entry.done, entry.dropped, entry.verdict) == (None, True, "exclude")
    assert entry.decision.why == f"Bridge is left out today: it is not on the short list of {day}."
    assert filtered(found) == [f"test/bridge: exclude, dropped ({source})"]


def test_from_a_list_there_is_no_walk_and_each_is_told_once() -> None:
    catalog = made(
        exercise("glute-set", pack="glutes", tags=FLOOR, easier=Rung("desk-worker/movement-break")),
        exercise("movement-break", pack="desk-worker", tags=frozenset({"~BAL"})),
    )
    situation = Situation(pain=RESCUE, conditions=NO_FLOOR | {"fall_risk"}, plan=("glutes/glute-set",))
    found = judge(situation, catalog)
    assert [(entry.dropped, entry.instead) for entry in found.plan] == [(True, None)]
    assert found.offered == ("desk-worker/movement-break",)
    assert filtered(found) == [
        "desk-worker/movement-break: modify (OC-TFTF)",
        "glutes/glute-set: exclude, dropped (own)",
    ]
    unplanned = judge(Situation(pain=RESCUE, conditions=NO_FLOOR), catalog)
    assert filtered(unplanned) == ["glutes/glute-set: exclude (own)"]


def ready(*slugs: str) -> tuple[Last, ...]:
    return tuple(Last(f"test/{slug}", run=3, effort=3) for slug in slugs)


def steps(found: Judgement) -> str:
    """Return the slugs of what progresses."""
    return "".join(item.exercise[-1] for item in found.next if item.change is Change.PROGRESS)


@pytest.mark.parametrize(("plan", "stepped"), [
    ("", "ab"),
    ("cba", "bc"),
    ("bca", "bc"),
    ("c", "ac"),
    ("xc", "ac"),
    ("cbacc", "bc"),
])  # fmt: skip
def test_steps_are_given_out_in_the_order_of_the_plan(plan: str, stepped: str) -> None:
    catalog = made(*(exercise(slug) for slug in "abcx"))
    found = judge(Situation(plan=tuple(f"test/{slug}" for slug in plan), last=ready("a", "b", "c")), catalog)
    assert steps(found) == stepped
    assert [item.exercise for item in found.next] == ["test/a", "test/b", "test/c"]


def test_what_is_done_in_place_of_another_stands_in_its_place() -> None:
    catalog = made(exercise("x", tags=FLOOR, easier=Rung("test/c")), *(exercise(slug) for slug in "abc"))
    plan = ("test/x", "test/a", "test/b")
    assert steps(judge(Situation(conditions=NO_FLOOR, plan=plan, last=ready("a", "b", "c")), catalog)) == "ac"


@pytest.mark.parametrize(("plan", "dose"), [
    ((), Dose(2, 9)),
    (("test/b",), Dose(2, 9)),
    # Where the plan is without it, it is new to the plan: the start dose.
    (("test/a",), Dose(1, 5)),
])  # fmt: skip
def test_the_dose_it_has_in_the_plan(plan: tuple[str, ...], dose: Dose) -> None:
    catalog = made(exercise("a", easier=Rung("test/b")), exercise("b"))
    last = (Last("test/a", regress=True), Last("test/b", Dose(2, 9)))
    first, _ = judge(Situation(plan=plan, last=last), catalog).next
    assert (first.becomes, first.dose) == ("test/b", dose)


@pytest.mark.parametrize("twin", [(), (Last("test/b", Dose(1, 5), regress=True),)])
def test_a_twin_without_a_dose_gives_none(twin: tuple[Last, ...]) -> None:
    # It stands in the plan and was never done, or is taken out itself.
    catalog = made(exercise("a", easier=Rung("test/b")), exercise("b", start=Dose(1, 5)))
    situation = Situation(plan=("test/a", "test/b"), last=(Last("test/a", regress=True), *twin))
    first, *others = judge(situation, catalog).next
    assert (first.becomes, first.dose) == ("test/b", Dose(1, 5))
    assert [(item.change, item.dose) for item in others] == [(Change.REMOVE, None) for _ in twin]


def test_from_a_list_nothing_is_walked_to_and_so_it_is_not_in_the_plan() -> None:
    walked = exercise("x", tags=FLOOR, easier=Rung("test/b"))
    catalog = made(walked, exercise("a", easier=Rung("test/b")), exercise("b"))
    last = (Last("test/a", regress=True), Last("test/b", Dose(2, 9)))
    for pain, dose in ((RESCUE, Dose(1, 5)), (Pain(4, 4), Dose(2, 9))):
        first, _ = judge(Situation(pain=pain, conditions=NO_FLOOR, plan=("test/x",), last=last), catalog).next
        assert (first.becomes, first.dose) == ("test/b", dose)


def test_what_the_first_hour_leaves_out_does_not_progress_in_it() -> None:
    catalog = made(exercise("a", tags=frozenset({"FLX"})))
    for minutes, change in ((59, Change.HOLD), (60, Change.PROGRESS)):
        (item,) = judge(Situation(minutes_up=minutes, last=ready("a")), catalog).next
        assert item.change is change


def test_what_the_first_hour_leaves_out_takes_no_step_from_another() -> None:
    catalog = made(exercise("a", tags=frozenset({"FLX"})), exercise("b"), exercise("c"))
    for minutes, stepped in ((59, "bc"), (60, "ab")):
        assert steps(judge(Situation(minutes_up=minutes, last=ready("a", "b", "c")), catalog)) == stepped


def test_in_a_rescue_session_any_more_pain_is_too_much() -> None:
    during = (Event("test/a", 6), Event("test/a", 7))
    for pain, actions in ((RESCUE, ["CONTINUE", "STOP_EX"]), (Pain(6, 6), ["CONTINUE", "STOP_EX"])):
        assert judge(Situation(pain=pain, during=during), made(exercise("a"))).during == tuple(actions)
    mild = Pain(4, 4, base=2)
    assert judge(Situation(pain=mild, during=(Event("test/a", 5),)), made(exercise("a"))).during == ("STOP_EX",)
    assert judge(Situation(pain=Pain(4, 4), during=(Event("test/a", 5),)), made(exercise("a"))).during == ("EASE",)


def test_bare_slugs_are_the_same_exercises_everywhere() -> None:
    catalog = made(
        exercise("a", easier=Rung("test/b")),
        exercise("b", shown=Shown.OPT_IN),
        exercise("x", tags=FLOOR, easier=Rung("test/y")),
        exercise("y", shown=Shown.OPT_IN),
        exercise("z", tags=FLOOR, easier=Rung("test/b")),
    )

    def given(pack: str) -> Judgement:
        situation = Situation(
            conditions=NO_FLOOR,
            plan=tuple(f"{pack}{slug}" for slug in "xzy"),
            last=(Last(f"{pack}a"), Last(f"{pack}b", Dose(2, 9))),
            during=(Event(f"{pack}a", 8),),
        )
        return judge(situation, catalog)

    found = given("")
    assert found == given("test/")
    assert [entry.instead and entry.instead.exercise.slug for entry in found.plan] == ["y", "b", None]
    assert found.next[0].becomes == "test/b"


@pytest.mark.parametrize(("last", "given", "rule", "why"), [
    ({}, {"pain": Pain(4, 4)}, "P2", "gets no harder: with the pain of today nothing does."),
    ({"amber": True}, {}, "P2", "gets no harder: it hurt more than before the last time."),
    ({}, {"last_three": ()}, "P4", "stays as it is."),
    ({}, {"weekly": Weekly(4, 3)}, "P2", "gets no harder: your mornings hurt more than last week."),
    ({"run": 3, "effort": 3}, {"conditions": NO_FLOOR}, "P4", "stays as it is: it is not right for you now."),
    ({"run": 3, "effort": 3}, {}, "P3", "went well three times running, so it gets a little more."),
    ({"dose": Dose(2, 10), "run": 3, "effort": 3}, {}, "P3", "is at its full dose and stays there."),
    ({"dose": Dose(2, None, 30), "run": 3, "effort": 3}, {}, "P4",
     "stays as it is: it is not something to do more and more of."),
    ({"dose": Dose(2, 9), "regress": True}, {}, "P1", "goes one step back."),
    ({"regress": True}, {}, "P1", "is taken out: there is no easier way of it."),
    ({}, {"gap_days": 7}, "F", "stays at its first dose."),
    ({"dose": Dose(2, 9)}, {"gap_days": 7}, "F", "goes one step back."),
    ({"dose": Dose(2, 9)}, {"gap_days": 14}, "F", "begins at its first dose again."),
])  # fmt: skip
def test_each_decision_about_a_dose_says_why(last: dict[str, Any], given: dict[str, Any], rule: str, why: str) -> None:
    (item,) = judge(Situation(last=(Last("test/bridge", **last),), **given), made(exercise("bridge", tags=FLOOR))).next
    (decision,) = item.decisions
    assert decision.rule == rule
    assert decision.why.removeprefix("After the gap ") == f"Bridge {why}"
    assert decision.outcome == item.change
    kept = item.change is Change.HOLD
    assert not kept or item.dose == last.get("dose", Dose(1, 5))


@pytest.mark.parametrize(("rung", "changes", "why"), [
    ({"easier": Rung("test/b")}, {}, "A gives way to B."),
    ({"easier": Rung("test/b")}, {"tags": FLOOR}, "A stays as it is: B would come next and is not right for you now."),
    ({"easier": Rung("test/b")}, {"from_week": 9}, "A stays as it is: B would come next and is not open yet."),
    ({"easier": Rung(level="Less.")}, {}, "A is done in an easier way, at its first dose."),
])  # fmt: skip
def test_each_decision_about_a_rung_says_why(rung: dict[str, Any], changes: dict[str, Any], why: str) -> None:
    catalog = made(exercise("a", **rung), exercise("b", **changes))
    (item,) = judge(Situation(conditions=NO_FLOOR, last=(Last("test/a", regress=True),)), catalog).next
    assert item.decisions[-1].why == why


def test_the_third_that_is_ready_is_told_why_it_waits() -> None:
    found = judge(Situation(last=ready("a", "b", "c")), made(*(exercise(slug) for slug in "abc")))
    assert found.next[2].decisions[0].why == "C stays as it is: two others got harder already."


def test_one_set_less_is_told() -> None:
    found = judge(Situation(last=(Last("test/a", Dose(3, 5)),), morning=UNSETTLED), made(exercise("a")))
    assert found.next[0].decisions[0].why == (
        "A gets no harder: the last session had not settled, so it has one set less (at least one)."
    )


@pytest.mark.parametrize(
    ("morning", "last_three", "why"),
    [
        (UNKNOWN, (), "it is not known yet how you are the morning after your last session"),
        (replace(UNSETTLED, sore_only=True), (), "your muscles were sore on the morning after your last session"),
        # Where the two differ, the stricter counts.
        (Morning(2, 2), (Settled.SORE,), "your muscles were sore on the morning after your last session"),
        (Morning(2, 2), (Settled.UNSETTLED,), "the last session had not settled by the morning after"),
        (UNKNOWN, (Settled.UNSETTLED,), "the last session had not settled by the morning after"),
    ],
)
def test_why_a_session_that_had_not_settled_lets_nothing_get_harder(
    morning: Morning, last_three: tuple[Settled, ...], why: str
) -> None:
    situation = Situation(last=(Last("test/a"),), morning=morning, last_three=last_three)
    found = judge(situation, made(exercise("a")))
    assert found.next[0].decisions[0].why == f"A gets no harder: {why}."
