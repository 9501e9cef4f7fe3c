"""What packs' rules may do to rule X and rule P, whatever they say: take away, and nothing else."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.core.making import exercise
from tests.core.safety.test_properties import lenient, names, open_situations, packs

from limberup.catalog import Catalog, Pack
from limberup.dose import Dose
from limberup.exercise import Rung
from limberup.safety.conditions import CONDITIONS
from limberup.safety.decision import Decision, State, Verdict
from limberup.safety.fit import fit
from limberup.safety.gate import RESCUE_LIST
from limberup.safety.judge import Judgement, judge
from limberup.safety.progress import Change, Next, Went
from limberup.safety.restrict import NONE, Restriction, Restrictions, filter_of, restrict_doses, tighten
from limberup.safety.situation import Event, Last, Pain, Situation

ALLOW, MODIFY, EXCLUDE = ORDER = (Verdict.ALLOW, Verdict.MODIFY, Verdict.EXCLUDE)
BRIDGE = "glutes/glute-bridge"


def out(id_: str, pack: str = "stairs") -> Restriction:
    return Restriction(pack, "no", id_, EXCLUDE, "It is not for you now.")


def changed(id_: str, how: str = "go slowly", pack: str = "stairs") -> Restriction:
    return Restriction(pack, "slow", id_, MODIFY, "It is new to you.", how)


words = st.text(min_size=1, max_size=8)
restriction_lists = st.lists(
    st.builds(lambda id_, pack, how: changed(id_, how, pack), names, words, words)
    | st.builds(lambda id_, pack: out(id_, pack), names, words),
    max_size=40,
)
conditions = st.frozensets(st.sampled_from(sorted(CONDITIONS)), max_size=3)


def left_out(restrictions: Restrictions) -> set[str]:
    return {restriction.exercise for restriction in restrictions.all if restriction.verdict is EXCLUDE}


# What holds whatever is said


@lenient
@given(names, conditions, st.sampled_from([30, 300]), restriction_lists)
def test_a_verdict_is_never_looser(name: str, ticked: frozenset[str], up: int, said: list[Restriction]) -> None:
    restrictions = Restrictions(tuple(said))
    here = packs().exercises[name]
    before, after = fit(here, ticked, up), filter_of(ticked, up, restrictions)(here)
    verdicts = [before.verdict, *(one.verdict for one in said if one.exercise == name)]
    assert after.verdict is max(verdicts, key=ORDER.index)
    # Nothing that rule X asks for is lost, and its word comes first.
    if after.verdict is MODIFY:
        assert after.how[: len(before.how)] == before.how
    if after.verdict is before.verdict:
        assert after.why.startswith(before.why)
        assert after.source.startswith(before.source)
    if not restrictions.of(name):
        assert after == before


@lenient
@given(open_situations, restriction_lists)
def test_a_plan_never_holds_what_a_pack_leaves_out(situation: Situation, said: list[Restriction]) -> None:
    restrictions = Restrictions(tuple(said))
    found = judge(situation, packs(), restrictions)
    done = {entry.done for entry in found.plan if entry.done}
    instead = {entry.instead.exercise.id for entry in found.plan if entry.instead}
    reached = {item.becomes for item in found.next if item.becomes}
    assert not left_out(restrictions) & {*done, *instead, *reached, *(found.offered or ())}


@lenient
@given(open_situations, restriction_lists)
def test_a_restriction_adds_nothing_to_what_is_offered(situation: Situation, said: list[Restriction]) -> None:
    without, found = judge(situation, packs()), judge(situation, packs(), Restrictions(tuple(said)))
    if without.offered is None:
        assert found.offered is None
    else:
        assert set(found.offered or ()) <= set(without.offered)
    for before, after in zip(without.plan, found.plan, strict=True):
        if after.done and after.done != before.done:
            # What is done in its place is easier, and right for the person by rule X alone.
            assert after.done in easier_than(after.exercise)
            assert fit(packs().exercises[after.done], situation.conditions, situation.minutes_up).verdict is not EXCLUDE


def easier_than(id_: str) -> list[str]:
    found = [id_]
    while (easier := packs().exercises[found[-1]].easier.exercise) and easier not in found:
        found.append(easier)
    return found[1:]


@lenient
@given(open_situations, restriction_lists)
def test_a_restriction_never_gives_more_of_anything(situation: Situation, said: list[Restriction]) -> None:
    restrictions = Restrictions(tuple(said))
    without, found = judge(situation, packs()), judge(situation, packs(), restrictions)
    stored = {last.exercise: last.dose for last in situation.last}
    for before, after in zip(without.next, found.next, strict=True):
        if after == before:
            continue
        assert {after.exercise, before.becomes} & left_out(restrictions)
        assert not after.becomes
        if before.change is Change.PROGRESS:
            dose = stored.get(after.exercise) or packs().exercises[after.exercise].start
            assert (after.change, after.dose) == (Change.HOLD, dose)
        else:
            assert (before.change, after.change, after.dose) == (Change.REGRESS, Change.REMOVE, None)


@lenient
@given(open_situations, restriction_lists)
def test_a_restriction_changes_nothing_else(situation: Situation, said: list[Restriction]) -> None:
    def rest(found: Judgement) -> Judgement:
        return replace(found, decisions=(), offered=(), plan=(), next=())

    without, found = judge(situation, packs()), judge(situation, packs(), Restrictions(tuple(said)))
    assert rest(found) == rest(without)
    assert found.refer == without.refer
    assert set(found.rules) <= {*without.rules, "X", "P1", "P3", "P4"}


@lenient
@given(open_situations, restriction_lists)
def test_the_order_in_which_packs_speak_does_not_count(situation: Situation, said: list[Restriction]) -> None:
    one, other = Restrictions(tuple(said)), Restrictions(tuple(reversed(said)))
    assert judge(situation, packs(), one) == judge(situation, packs(), other)


@pytest.mark.parametrize("verdict", ["allow", Verdict.ALLOW, "exclude!", None, 1])
def test_nothing_but_a_restriction_is_one(verdict: Verdict) -> None:
    with pytest.raises(ValueError, match="can't give"):
        Restriction("stairs", "no", BRIDGE, verdict, "Why not.")


@pytest.mark.parametrize(("verdict", "why", "how"), [(EXCLUDE, "", ""), (MODIFY, "So.", ""), (EXCLUDE, "So.", "so")])
def test_a_restriction_says_why_and_how(verdict: Verdict, why: str, how: str) -> None:
    with pytest.raises(ValueError, match=r"^a restriction says why, and how where"):
        Restriction("stairs", "no", BRIDGE, verdict, why, how)


# In words


def test_whoever_leaves_something_out_is_named() -> None:
    found = tighten(fit(packs().exercises[BRIDGE]), [out(BRIDGE, "a"), out(BRIDGE, "b"), changed(BRIDGE)])
    assert found.decision.why == (
        "Glute bridge is left out. The pack a says: It is not for you now. The pack b says: It is not for you now."
    )
    assert (found.decision.rule, found.decision.outcome) == ("X", "exclude")
    assert (found.how, found.source) == ((), "own (a/no), own (b/no)")


def test_whoever_changes_something_is_named_beside_rule_x() -> None:
    stretch = packs().exercises["hip-mobility/supine-figure-4"]
    core = fit(stretch, ("hypermobility",))
    assert core.verdict is MODIFY
    restriction = replace(changed(stretch.id), source="NG65, own")
    found = tighten(core, [restriction])
    assert found.how == (*core.how, "go slowly (says stairs)")
    assert found.why == f"{core.why} The pack stairs says: It is new to you."
    assert found.source == f"{core.source}, NG65 (stairs/slow), own (stairs/slow)"
    alone = tighten(fit(stretch), [restriction])
    assert alone.why == (
        f"{stretch.name} is done differently: go slowly (says stairs). The pack stairs says: It is new to you."
    )
    assert alone.source == "NG65 (stairs/slow), own (stairs/slow)"
    both = tighten(fit(stretch), [restriction, changed(stretch.id, "rest", "b")])
    assert both.how == ("go slowly (says stairs)", "rest (says b)")
    assert both.source == "NG65 (stairs/slow), own (stairs/slow), own (b/slow)"


def test_what_rule_x_leaves_out_keeps_its_reason() -> None:
    core = fit(packs().exercises[BRIDGE], ("no_floor",))
    assert tighten(core, [out(BRIDGE), changed(BRIDGE)]) == core
    assert tighten(fit(packs().exercises[BRIDGE]), []) == fit(packs().exercises[BRIDGE])


def test_what_the_person_told_is_nobody_elses_word() -> None:
    own = Restriction("", "room", BRIDGE, EXCLUDE, "Glute bridge needs a mat, which you said you don't have.")
    found = tighten(fit(packs().exercises[BRIDGE]), [own])
    assert (found.why, found.source) == (own.why, "own")
    both = filter_of((), 300, Restrictions((out(BRIDGE), own)))(packs().exercises[BRIDGE])
    assert both.why == f"{own.why} The pack stairs says: It is not for you now."
    assert both.source == "own, own (stairs/no)"
    softer = Restriction("", "room", BRIDGE, MODIFY, "You have no mat.", "lie on the bed")
    assert tighten(fit(packs().exercises[BRIDGE]), [softer]).how == ("lie on the bed",)


def test_packs_are_heard_in_one_order() -> None:
    said = (changed(BRIDGE, pack="b"), changed(BRIDGE, pack="a"), changed(BRIDGE, "rest", "a"))
    for order in (said, said[::-1]):
        found = filter_of((), 300, Restrictions(order))(packs().exercises[BRIDGE])
        assert found.how == ("go slowly (says a)", "rest (says a)", "go slowly (says b)")


# In a session


def item(found: Judgement, id_: str) -> Next:
    return next(coming for coming in found.next if coming.exercise == id_)


def told(decision: Decision) -> tuple[str, str, str, str]:
    return decision.rule, decision.outcome, decision.source, decision.about


def test_each_record_has_its_decision() -> None:
    record = Went(exercise("a"), Dose(1, 5))
    with pytest.raises(ValueError, match="zip"):
        restrict_doses((), [record], filter_of(), ladder())


def test_what_a_pack_leaves_out_is_walked_from_and_off_every_list() -> None:
    easier = packs().exercises[BRIDGE].easier.exercise
    assert easier
    (entry,) = judge(Situation(plan=(BRIDGE,)), packs(), Restrictions((out(BRIDGE),))).plan
    assert entry.done == easier
    (entry,) = judge(Situation(plan=(BRIDGE,)), packs(), Restrictions((out(BRIDGE), out(easier)))).plan
    assert entry.done != easier
    rescue = judge(Situation(pain=Pain(6, 6, base=2)), packs(), Restrictions((out(RESCUE_LIST[1]),)))
    assert rescue.state is State.RESCUE
    assert rescue.offered == tuple(id_ for id_ in RESCUE_LIST if id_ != RESCUE_LIST[1])
    assert RESCUE_LIST[1] in [made.about for made in rescue.decisions]


def test_a_step_denied_to_one_is_not_free_for_another() -> None:
    three = ("glutes/clamshell", BRIDGE, "core-stability/dead-bug")
    situation = Situation(plan=three, last=tuple(Last(id_, run=3, effort=3) for id_ in three))
    steps = [coming.change for coming in judge(situation, packs()).next]
    assert steps == [Change.PROGRESS, Change.PROGRESS, Change.HOLD]
    found = judge(situation, packs(), Restrictions((out(three[0]),)))
    assert [coming.change for coming in found.next] == [Change.HOLD, Change.PROGRESS, Change.HOLD]
    (decision,) = item(found, three[0]).decisions
    assert told(decision) == ("P4", "hold", "own", three[0])
    assert decision.why == "Clamshell stays as it is: it is not right for you now."


def test_what_is_done_in_place_of_another_comes_no_sooner_for_that() -> None:
    steps = (exercise("x", easier=Rung("test/c")), *map(exercise, "abc"))
    catalog = Catalog((Pack("test", "Test", exercises=steps),))
    last = tuple(Last(f"test/{slug}", run=3, effort=3) for slug in "abc")
    situation = Situation(plan=("test/x", "test/a", "test/b"), last=last)
    found = judge(situation, catalog, Restrictions((out("test/x"),)))
    assert [entry.done for entry in found.plan] == ["test/c", "test/a", "test/b"]
    assert [coming.change for coming in found.next] == [Change.PROGRESS, Change.PROGRESS, Change.HOLD]
    assert found.next == judge(situation, catalog).next


def ladder() -> Catalog:
    steps = [exercise(slug) for slug in "abc"]
    for low, high in pairwise(range(3)):
        steps[low] = replace(steps[low], harder=Rung(steps[high].id))
        steps[high] = replace(steps[high], easier=Rung(steps[low].id))
    return Catalog((Pack("test", "Test", exercises=tuple(steps)),))


def test_what_was_too_much_is_not_held_because_a_pack_leaves_out_the_easier_one() -> None:
    situation = Situation(plan=("test/b",), last=(Last("test/b"),), during=(Event("test/b", 8),))
    assert judge(situation, ladder()).next[0].becomes == "test/a"
    coming = judge(situation, ladder(), Restrictions((out("test/a"),))).next[0]
    assert (coming.change, coming.dose, coming.becomes) == (Change.REMOVE, None, "")
    assert [told(decision) for decision in coming.decisions] == [
        ("X", "exclude", "own (stairs/no)", "test/a"),
        ("P1", "remove", "own", "test/b"),
    ]
    assert coming.decisions[1].why == "B is taken out: A would take its place and is not right for you now."


def test_what_would_come_next_is_not_reached_where_a_pack_leaves_it_out() -> None:
    situation = Situation(week=5, plan=("test/b",), last=(Last("test/b", Dose(2, 10), run=3, effort=3),))
    assert judge(situation, ladder()).next[0].becomes == "test/c"
    coming = judge(situation, ladder(), Restrictions((out("test/c"),))).next[0]
    assert (coming.change, coming.dose, coming.becomes) == (Change.HOLD, Dose(2, 10), "")
    assert [told(decision) for decision in coming.decisions] == [
        ("X", "exclude", "own (stairs/no)", "test/c"),
        ("P3", "hold", "own", "test/b"),
    ]
    assert coming.decisions[1].why == "B stays as it is: C would come next and is not right for you now."
    softer = judge(situation, ladder(), Restrictions((changed("test/c"),))).next[0]
    assert softer.becomes == "test/c"


def test_without_restrictions_nothing_is_different() -> None:
    assert not NONE
    assert Restrictions((out(BRIDGE),))
    assert NONE.of(BRIDGE) == ()
    assert hash(Restrictions((out(BRIDGE),))) == hash(Restrictions((out(BRIDGE),)))
    judge_one = filter_of(iter(("no_floor",)))
    assert [judge_one(packs().exercises[BRIDGE]).verdict for _ in range(2)] == [EXCLUDE, EXCLUDE]
    with pytest.raises(KeyError):
        filter_of(("gone",))(packs().exercises[BRIDGE])
