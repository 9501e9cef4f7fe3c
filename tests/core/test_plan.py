"""Today's plan: what the rules leave of a routine for one person now."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from limberup.catalog import Catalog
from limberup.dose import parse_dose
from limberup.history.record import Entry, Record, Work
from limberup.packs.manager import load
from limberup.person import CheckIn, OpenFlag, Person
from limberup.plan import locks_of, make_plan, session_gate
from limberup.routine import Routine, Step
from limberup.safety.conditions import CONDITIONS
from limberup.safety.decision import Refer, State, Verdict
from limberup.safety.fit import fit
from limberup.safety.flags import FLAGS, REASONS
from limberup.safety.gate import RESCUE_LIST, REST_DAY_LIST

MOMENT = datetime.fromisoformat("2026-11-21T08:30:00+01:00")
CATALOG: Catalog = load(safe=True).catalog
ROUTINES = sorted(CATALOG.routines)


def checked(rest: int = 1, move: int = 2, minutes_up: int = 300) -> CheckIn:
    return CheckIn(MOMENT, rest, move, minutes_up)


def record(days_ago: int, pain: int, *entries: Entry) -> Record:
    started = MOMENT - timedelta(days=days_ago)
    return Record(
        f"{started:%Y%m%d}T073000Z-0123abcd", started, started + timedelta(minutes=8), "Short",
        pain_at_rest=0, pain_moving=pain, entries=entries,
    )  # fmt: skip


ANYBODY = Person()


def gate_state(person: Person = ANYBODY, check_in: CheckIn | None = None, records: Sequence[Record] = ()) -> State:
    return session_gate(person, check_in or checked(), records).state


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


@pytest.mark.parametrize(("age", "state"), [(17, State.CLEARANCE), (18, State.FULL), (None, State.FULL)])
def test_under_eighteen_needs_a_clearance(age: int | None, state: State) -> None:
    assert gate_state(Person(age=age)) is state
    assert gate_state(Person(age=age).with_cleared({"under_18"}, date(2026, 11, 20))) is State.FULL


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
    calm = [record(days, 2) for days in range(2, 9)]
    used_to_it = [record(days, 3) for days in range(2, 9)]
    assert gate_state(check_in=checked(0, 4), records=calm) is State.RESCUE
    assert gate_state(check_in=checked(0, 4), records=used_to_it) is State.STEADY


def test_severe_pain_two_days_running_is_urgent() -> None:
    assert session_gate(Person(), checked(0, 8), [record(1, 8)]).refer is Refer.URGENT
    assert session_gate(Person(), checked(0, 8), [record(2, 8)]).refer is Refer.ROUTINE


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
    assert [line.name for line in plan.lines] == ["gone/exercise", "Pelvic tilt"]
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


def test_week_and_target_open_the_locks() -> None:
    figure_4 = CATALOG.exercise("hip-mobility/supine-figure-4")
    at_target = Entry(figure_4.id, figure_4.target, (Work("left", 0, 30), Work("right", 0, 30)))
    weeks = [record(days, 2) for days in range(3, 34, 3)]
    pigeon = CATALOG.exercise("hip-mobility/pigeon-pose")
    today = MOMENT.date()
    assert locks_of(CATALOG, weeks, today).week == 5
    assert not locks_of(CATALOG, weeks, today).opens(pigeon)
    assert locks_of(CATALOG, [record(2, 2, at_target), *weeks], today).opens(pigeon)
    # Twenty-eight days away begin again with week 1 (rule F).
    assert locks_of(CATALOG, [record(60, 2), record(90, 2)], today).week == 1


def test_the_sore_side_works_first() -> None:
    routine = Routine("One", (Step("glutes/clamshell"),))
    plan = make_plan(routine, CATALOG, Person(sore_side="right"), checked())
    sides = [phase.side for phase in plan.timeline.phases if phase.kind.is_work]
    assert sides[:2] == ["right", "left"]
