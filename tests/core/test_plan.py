"""Today's plan: what the rules leave of a routine for one person now."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.core.past import (
    BREATHING,
    BRIDGE,
    CATALOG,
    FIGURE_4,
    NOW,
    done,
    doses,
    past,
    routine,
    session,
    told,
)

from limberup.course import Course
from limberup.dose import parse_dose
from limberup.exercise import Position, Shown
from limberup.person import CheckIn, OpenFlag, Person
from limberup.plan import is_offered, locks_of, make_plan, session_gate
from limberup.room import room_restrictions
from limberup.routine import Routine, Step
from limberup.safety.conditions import CONDITIONS
from limberup.safety.decision import Refer, State, Verdict
from limberup.safety.fit import fit
from limberup.safety.flags import FLAGS, REASONS
from limberup.safety.gate import RESCUE_LIST, REST_DAY_LIST
from limberup.safety.locks import Locks
from limberup.safety.restrict import Restriction, Restrictions, filter_of
from limberup.safety.situation import Last, Morning, Review, Weekly
from limberup.swap import alternatives

ROUTINES = sorted(CATALOG.routines)


def checked(rest: int = 1, move: int = 2, minutes_up: int = 300, minutes: int | None = None) -> CheckIn:
    return CheckIn(NOW, rest, move, minutes_up, minutes)


ANYBODY = Person()
NOTHING = Course()


def gate_state(person: Person = ANYBODY, check_in: CheckIn | None = None, course: Course = NOTHING) -> State:
    return session_gate(person, check_in or checked(), course).state


@pytest.mark.parametrize("flag", [*FLAGS, *REASONS])
@pytest.mark.parametrize("name", ["core-stability/steady-core", "spinal-mobility/rescue", "spinal-mobility/bad-day"])
def test_an_open_flag_or_reason_leaves_nothing(flag: str, name: str) -> None:
    person = Person(flags=(OpenFlag(flag, date(2026, 11, 20)),))
    plan = make_plan(CATALOG.routine(name), CATALOG, person, checked())
    assert plan.gate.blocks
    assert not plan.steps
    assert not plan.lines


@pytest.mark.parametrize("flag", [*FLAGS, *REASONS])
def test_one_that_a_clinician_has_looked_at_no_longer_blocks(flag: str) -> None:
    person = Person(flags=(OpenFlag(flag, date(2026, 11, 1), date(2026, 11, 10)),))
    assert gate_state(person) is State.FULL


@pytest.mark.parametrize(("band", "state"), [("under 18", State.CLEARANCE), ("18-59", State.FULL), ("", State.FULL)])
def test_under_eighteen_needs_a_clearance(band: str, state: State) -> None:
    person = Person(acknowledged=date(2026, 11, 1), age_band=band)
    assert gate_state(person) is state
    assert gate_state(person.with_cleared({"under_18"}, date(2026, 11, 20))) is State.FULL


@pytest.mark.parametrize(
    ("rest", "move", "state"),
    [
        (0, 0, State.FULL),
        (3, 3, State.FULL),
        (0, 4, State.STEADY),
        (5, 0, State.STEADY),
        (6, 0, State.RESCUE),
        (0, 7, State.RESCUE),
        (8, 0, State.REST_DAY),
        (0, 10, State.REST_DAY),
    ],
)
def test_the_higher_of_both_pains_decides(rest: int, move: int, state: State) -> None:
    assert gate_state(check_in=checked(rest, move)) is state


def test_a_flare_is_two_above_what_is_usual() -> None:
    calm = past(*(told(days, 2) for days in range(2, 9)))
    used_to_it = past(*(told(days, 3) for days in range(2, 9)))
    assert gate_state(check_in=checked(0, 4), course=calm) is State.RESCUE
    assert gate_state(check_in=checked(0, 4), course=used_to_it) is State.STEADY


def test_six_is_a_session_where_the_last_three_settled() -> None:
    settled = past(*(session(days, pain=6) for days in (1, 3, 5)))
    assert gate_state(check_in=checked(0, 6), course=settled) is State.STEADY
    open_ = past(session(1, pain=6, morning=None), *(session(days, pain=6) for days in (3, 5)))
    assert gate_state(check_in=checked(0, 6), course=open_) is State.RESCUE


def test_severe_pain_two_days_running_is_urgent() -> None:
    assert session_gate(ANYBODY, checked(0, 8), past(told(1, 8))).refer is Refer.URGENT
    assert session_gate(ANYBODY, checked(0, 8), past(told(2, 8))).refer is Refer.ROUTINE


def test_the_gentle_session_that_was_asked_for() -> None:
    asked = replace(checked(), gentle=True)
    assert gate_state(check_in=asked) is State.RESCUE
    assert gate_state(check_in=replace(asked, move=8)) is State.REST_DAY


def test_a_rescue_session_has_nothing_but_its_list_at_start_doses_and_ten_minutes() -> None:
    for name in ROUTINES:
        plan = make_plan(CATALOG.routine(name), CATALOG, Person(), checked(6, 6))
        assert plan.steps
        assert {step.exercise.id for step in plan.steps} <= set(RESCUE_LIST)
        assert all(step.dose == step.exercise.start for step in plan.steps)
        assert plan.timeline.seconds <= 600


def test_a_rest_day_is_breathing_and_a_short_walk() -> None:
    for name in ROUTINES:
        plan = make_plan(CATALOG.routine(name), CATALOG, Person(), checked(8, 8))
        assert {step.exercise.id for step in plan.steps} <= set(REST_DAY_LIST)
        assert plan.steps


@given(
    name=st.sampled_from(ROUTINES),
    conditions=st.frozensets(st.sampled_from(list(CONDITIONS)), max_size=4),
    rest=st.integers(0, 10),
    move=st.integers(0, 10),
    minutes_up=st.sampled_from([10, 59, 60, 300]),
)
def test_a_plan_never_holds_what_the_filter_excludes(
    name: str, conditions: frozenset[str], rest: int, move: int, minutes_up: int
) -> None:
    plan = make_plan(CATALOG.routine(name), CATALOG, Person(conditions=conditions), checked(rest, move, minutes_up))
    for step in plan.steps:
        assert fit(step.exercise, conditions, minutes_up).verdict is not Verdict.EXCLUDE
    for line in plan.lines:
        assert line.planned or line.decision, "what is left out has a reason"
    done = [step.exercise.id for step in plan.steps]
    swapped = [step.exercise.id for step in plan.steps if step.instead_of]
    assert all(done.count(id_) == 1 for id_ in swapped), "what is swapped in is done once"


@given(conditions=st.frozensets(st.sampled_from(list(CONDITIONS)), max_size=3), more=st.sampled_from(list(CONDITIONS)))
def test_one_more_condition_never_adds_an_exercise_of_the_routine(conditions: frozenset[str], more: str) -> None:
    routine = CATALOG.routine("hip-mobility/hip-day")
    asked = {CATALOG.exercise(step.do).id for step in routine.steps}

    def kept(ids: frozenset[str]) -> set[str]:
        plan = make_plan(routine, CATALOG, Person(conditions=ids), checked())
        return {step.exercise.id for step in plan.steps} & asked

    assert kept(conditions | {more}) <= kept(conditions)


def test_high_blood_pressure_shortens_hard_holds_and_no_others() -> None:
    steps = (
        Step("core-stability/forearm-plank", parse_dose("3x30s")),
        Step("hip-mobility/butterfly", parse_dose("2x30s")),
    )
    plan = make_plan(Routine("Two", steps), CATALOG, Person(conditions=frozenset({"hypertension"})), checked())
    assert [str(step.dose) for step in plan.steps] == ["3x10s", "2x30s"]
    assert "10 s" in plan.steps[0].cue


def test_very_mobile_joints_shorten_static_stretches() -> None:
    steps = (Step("hip-mobility/butterfly", parse_dose("2x30s")),)
    plan = make_plan(Routine("One", steps), CATALOG, Person(conditions=frozenset({"hypermobility"})), checked())
    assert [str(step.dose) for step in plan.steps] == ["2x20s"]


def test_a_step_whose_pack_is_gone_is_skipped_with_a_word() -> None:
    routine = Routine("Old", (Step("gone/exercise"), Step("spinal-mobility/pelvic-tilt")))
    plan = make_plan(routine, CATALOG, Person(), checked())
    assert [line.name for line in plan.lines] == ["Exercise", "Pelvic tilt"]
    assert len(plan.steps) == 1
    assert plan.lines[0].decision
    assert "gone/exercise" in plan.lines[0].decision.why


def test_what_is_locked_is_kept_for_later() -> None:
    routine = Routine("Deep", (Step("hip-mobility/pigeon-pose"), Step("hip-mobility/long-sitting-hamstring-stretch")))
    plan = make_plan(routine, CATALOG, Person(), checked())
    assert plan.steps == ()
    why = [line.decision.why for line in plan.lines if line.decision]
    assert "week 5" in why[0]
    assert "week 3" in why[1]


def test_what_waits_for_another_exercise_alone_says_so() -> None:
    pigeon = "hip-mobility/pigeon-pose"
    packs = tuple(
        replace(pack, exercises=tuple(replace(one, from_week=1) if one.id == pigeon else one for one in pack.exercises))
        for pack in CATALOG.packs
    )
    (line,) = make_plan(Routine("Deep", (Step(pigeon),)), replace(CATALOG, packs=packs), Person(), checked()).lines
    assert line.decision
    assert line.decision.why == "Pigeon pose is kept for later: it opens once Figure-4 stretch is at its target."


def test_week_and_target_open_the_locks() -> None:
    pigeon = CATALOG.exercise("hip-mobility/pigeon-pose")
    weeks = [session(days) for days in range(3, 34, 3)]
    target = str(CATALOG.exercise(FIGURE_4).target)
    course = past(*weeks)
    assert locks_of(CATALOG, course).week == 5
    assert not locks_of(CATALOG, course).opens(pigeon)
    assert locks_of(CATALOG, past(session(2, done(FIGURE_4, target)), *weeks)).opens(pigeon)
    # It is the stored dose that counts: one that was put aside for the day is still at target.
    easy = done(FIGURE_4, marks=[f"usual dose {target}"])
    assert locks_of(CATALOG, past(session(2, easy), *weeks)).opens(pigeon)
    # Twenty-eight days away begin again with week 1 (rule F).
    assert locks_of(CATALOG, past(session(28), session(60))).week == 1


def test_the_locks_open_to_what_was_chosen() -> None:
    sit_up = CATALOG.exercise("core-stability/bent-knee-sit-up")
    assert not locks_of(CATALOG, NOTHING).opens(sit_up)
    assert locks_of(CATALOG, NOTHING, frozenset({sit_up.id})).opens(sit_up)


def test_the_sore_side_works_first() -> None:
    routine = Routine("One", (Step("glutes/clamshell"),))
    plan = make_plan(routine, CATALOG, Person(sore_side="right"), checked())
    sides = [phase.side for phase in plan.timeline.phases if phase.kind.is_work]
    assert sides[:2] == ["right", "left"]


def test_a_step_may_stand_twice() -> None:
    plan = make_plan(routine(BREATHING, BRIDGE, BREATHING), CATALOG, ANYBODY, checked())
    assert [step.exercise.id for step in plan.steps] == [BREATHING, BRIDGE, BREATHING]


def test_room_and_things_leave_out_or_swap_with_the_reason() -> None:
    person = Person(equipment=frozenset(), cannot=frozenset({Position.SIDE_LYING, Position.SUPINE}))
    plan = make_plan(routine("clamshell", "lateral-band-walk", "pelvic-tilt"), CATALOG, person, checked())
    done_instead = [step.exercise.slug for step in plan.steps]
    assert done_instead == ["seated-band-abduction", "standing-hip-abduction", "seated-cat-cow"]
    why = [line.decision.why for line in plan.lines if line.decision]
    assert "lying on your side, which you said you can't get into" in why[0]
    assert "needs loop band, which you said you don't have" in why[1]
    assert "lying on your back" in why[2]
    # Who has not said what they have is not left without.
    plan = make_plan(routine("lateral-band-walk"), CATALOG, ANYBODY, checked())
    assert [step.exercise.slug for step in plan.steps] == ["lateral-band-walk"]


def test_what_is_never_wanted_is_left_out_of_every_routine_and_of_swaps() -> None:
    person = Person(unwanted=frozenset({FIGURE_4, "a-pack-that-went/rocking"}))
    plan = make_plan(routine(BRIDGE, FIGURE_4), CATALOG, person, checked())
    assert FIGURE_4 not in {step.exercise.id for step in plan.steps}
    assert plan.lines[1].decision
    assert plan.lines[1].decision.why.startswith("Figure-4 stretch is left out: you asked never to be offered it.")
    judge = filter_of(frozenset(), 300, room_restrictions(person, CATALOG))
    piriformis = CATALOG.exercise("hip-mobility/standing-piriformis-stretch")
    found = alternatives(piriformis, judge, Locks(12), CATALOG)
    assert found
    assert FIGURE_4 not in {fitted.exercise.id for fitted in found}


def test_what_packs_restrict_is_left_out_with_their_word() -> None:
    no = Restrictions((Restriction("careful", "no-bridge", BRIDGE, Verdict.EXCLUDE, "Bridges are not for today."),))
    plan = make_plan(routine(BRIDGE, BREATHING), CATALOG, ANYBODY, checked(), restrictions=no)
    assert BRIDGE not in {step.exercise.id for step in plan.steps}
    assert plan.lines[0].decision
    assert "careful" in plan.lines[0].decision.why


@pytest.mark.parametrize(("minutes", "left"), [(None, 3), (30, 3), (3, 2), (1, 1)])
def test_the_minutes_there_are_limit_the_session(minutes: int | None, left: int) -> None:
    plan = make_plan(
        routine((BREATHING, "1x60s"), (BRIDGE, "1x8 2s"), (FIGURE_4, "2x30s")),
        CATALOG,
        ANYBODY,
        checked(minutes=minutes),
    )
    assert len(plan.steps) == left
    if minutes and left > 1:
        assert plan.timeline.seconds <= 60 * minutes
    for line in plan.lines[left:]:
        assert line.decision
        assert f"you have {minutes} minutes" in line.decision.why


@pytest.mark.parametrize(
    ("minutes", "rule", "words"),
    [
        (None, "G5", "a gentle session has at most 10 minutes"),
        (30, "G5", "a gentle session has at most 10 minutes"),
        (4, "room", "you have 4 minutes"),
    ],
)
def test_a_gentle_day_tells_whose_minutes_are_too_few(minutes: int | None, rule: str, words: str) -> None:
    plan = make_plan(routine(*RESCUE_LIST), CATALOG, ANYBODY, checked(move=7, minutes=minutes))
    assert plan.gate.state is State.RESCUE
    out = [line.decision for line in plan.lines if line.decision and line.decision.outcome == "left out"]
    assert out
    assert {decision.rule for decision in out} == {rule}
    assert all(words in decision.why for decision in out)


@pytest.mark.parametrize("shown", Shown)
def test_all_but_what_is_done_elsewhere_is_offered(shown: Shown) -> None:
    assert is_offered(replace(CATALOG.exercise(BRIDGE), shown=shown)) is (shown is not Shown.LOG_ONLY)


def test_a_blocked_day_has_no_lines_and_a_referral() -> None:
    plan = make_plan(routine(BRIDGE), CATALOG, Person(flags=(OpenFlag("E1", date(2026, 11, 20)),)), checked())
    assert (plan.steps, plan.lines, plan.refer) == ((), (), Refer.EMERGENCY)


def test_what_was_decided_of_the_whole_session_is_told() -> None:
    course = Course(
        week=7,
        sessions=9,
        gap_days=8,
        morning=Morning(pain=6, usual=2),
        unsettled_before=True,
        weekly=Weekly(this=5, last=3),
        review=Review(adherence=0.9, pain_start=4, pain_now=4, function_start=5, function_now=5),
    )
    plan = make_plan(routine(BRIDGE), CATALOG, ANYBODY, checked(), course)
    assert [note.rule for note in plan.notes] == ["M3", "T", "F", "H"]
    assert plan.refer is Refer.ROUTINE
    assert plan.decisions[0] is plan.gate.decision


def test_a_first_session_and_a_second_of_the_day_have_no_morning_to_tell_of() -> None:
    assert make_plan(routine(BRIDGE), CATALOG, ANYBODY, checked()).notes == ()
    assert make_plan(routine(BRIDGE), CATALOG, ANYBODY, checked(), past(session(0.2, morning=None))).notes == ()


def test_an_exercise_of_a_pack_that_is_gone_has_nothing_to_say() -> None:
    plan = make_plan(routine(BRIDGE), CATALOG, ANYBODY, checked(), Course(last=(Last("gone/exercise", regress=True),)))
    assert doses(plan) == {"glute-bridge": "1x8 2s"}


def test_what_filling_adds_depends_on_no_dose_but_its_own() -> None:
    evening = CATALOG.routine("spinal-mobility/evening")
    ids = [CATALOG.exercise(step.do).id for step in evening.steps]
    before = doses(make_plan(evening, CATALOG, ANYBODY, checked()))
    assert before["supine-figure-4"] == "3x20s each side"
    # One that goes a step back leaves time, and the others don't take it.
    marked = tuple(Last(id_, regress=id_ == BREATHING) for id_ in ids)
    after = doses(make_plan(evening, CATALOG, ANYBODY, checked(), Course(last=marked)))
    assert after == before | {"diaphragmatic-breathing": "1x60s"}
    # A longer hold needs fewer sets for the same time.
    grown = Course(last=(Last(FIGURE_4, parse_dose("2x30s each side")),))
    assert doses(make_plan(evening, CATALOG, ANYBODY, checked(), grown))["supine-figure-4"] == "2x30s each side"
    # Nothing is filled on a day that is to be easier, nor on one that is not full.
    for plan in (
        make_plan(evening, CATALOG, ANYBODY, checked(), easier=True),
        make_plan(evening, CATALOG, ANYBODY, checked(4, 4)),
    ):
        assert all(line.planned is None or line.planned.dose.sets <= 2 for line in plan.lines)


@pytest.mark.parametrize("name", ["spinal-mobility/evening", "desk-worker/morning"])
@pytest.mark.parametrize("level", ["start", "target"])
def test_a_filled_routine_keeps_to_its_time(name: str, level: str) -> None:
    wanted = CATALOG.routine(name)
    exercises = [CATALOG.exercise(step.do) for step in wanted.steps]
    course = Course(last=tuple(Last(exercise.id, getattr(exercise, level)) for exercise in exercises))
    plan = make_plan(wanted, CATALOG, ANYBODY, checked(), course)
    assert wanted.minutes
    assert wanted.minutes[0] * 60 <= plan.timeline.seconds <= wanted.minutes[1] * 60


def test_a_written_dose_is_not_held_nor_filled() -> None:
    steps = (Step(FIGURE_4, parse_dose("1x10s")), Step("hip-mobility/butterfly"), Step(BREATHING))
    plan = make_plan(Routine("Held", steps, minutes=(10, 12), holds=(25, 30), fill=True), CATALOG, ANYBODY, checked())
    assert doses(plan) == {
        "supine-figure-4": "1x10s each side",
        "butterfly": "4x25s",
        "diaphragmatic-breathing": "4x60s",
    }


def test_holds_are_kept_to_without_filling_and_stay_stored_as_they_were() -> None:
    plan = make_plan(routine("butterfly", BRIDGE, holds=(25, 30)), CATALOG, ANYBODY, checked())
    assert doses(plan) == {"butterfly": "2x25s", "glute-bridge": "1x8 2s"}
    assert [line.usual for line in plan.lines] == [parse_dose("2x20s"), None]
    assert [line.left_out for line in plan.lines] == [False, False]


def test_a_dose_that_can_not_be_is_the_stored_or_the_start_dose() -> None:
    wrong = routine((BRIDGE, "3x10 each side"))
    assert doses(make_plan(wrong, CATALOG, ANYBODY, checked())) == {"glute-bridge": "1x8 2s"}
    course = Course(last=(Last(BRIDGE, parse_dose("2x10 2s")),))
    assert doses(make_plan(wrong, CATALOG, ANYBODY, checked(), course)) == {"glute-bridge": "2x10 2s"}


def test_what_of_a_routine_is_on_the_list_is_all_of_a_gentle_session() -> None:
    plan = make_plan(routine(BRIDGE, "pelvic-tilt"), CATALOG, ANYBODY, checked(6, 6))
    assert doses(plan) == {"pelvic-tilt": "1x8"}
    # Where nothing is, the list takes its place.
    plan = make_plan(routine(BRIDGE), CATALOG, ANYBODY, checked(6, 6))
    assert {step.exercise.id for step in plan.steps} <= set(RESCUE_LIST)
    assert len(plan.steps) > 3


def test_how_long_they_have_been_up_counts_where_it_was_asked() -> None:
    deep = next(
        exercise for exercise in CATALOG.exercises.values() if "FLX" in exercise.tags and exercise.from_week == 1
    )
    bend = routine(deep.id, "cat-cow")
    assert deep.slug in doses(make_plan(bend, CATALOG, ANYBODY, checked(minutes_up=60)))
    assert deep.slug not in doses(make_plan(bend, CATALOG, ANYBODY, checked(minutes_up=59)))
    # Where it was not asked, the first hour counts as over.
    assert deep.slug in doses(make_plan(bend, CATALOG, ANYBODY, CheckIn(NOW, 1, 2)))
