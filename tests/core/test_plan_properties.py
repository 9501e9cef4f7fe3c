"""What has to hold of every plan, whatever the past and the pain: nothing ever makes it less safe."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.core.past import CATALOG, NOW, TODAY, done, session

from limberup.choice import choose
from limberup.course import course_of
from limberup.dose import Dose, format_dose
from limberup.history.record import FORM_LOST, Entry, Hurt, Record
from limberup.history.record_file import dump_record, parse_record
from limberup.person import CheckIn, OpenFlag, Person
from limberup.plan import Plan, locks_of, make_plan, session_gate
from limberup.room import room_restrictions
from limberup.routine import Routine, Step
from limberup.safety.conditions import CONDITIONS
from limberup.safety.decision import State, Verdict
from limberup.safety.doses import main_quantity, step_back
from limberup.safety.fit import fit
from limberup.safety.flags import FLAGS, REASONS
from limberup.safety.progress import MOST_PROGRESS, Change
from limberup.safety.restrict import Restrictions, filter_of
from limberup.simulate_session import led
from limberup.tomlread import TomlFile

NAMES = sorted(exercise.id for exercise in CATALOG.exercises.values())
MARKS = ["eased", "stopped", "made easier", "pain", "cut short", FORM_LOST]
OWN = [routine for routine in CATALOG.routines.values() if not routine.fill]
"""Filling makes a shorter hold of more sets, so what it adds is held to its own test."""

scores = st.integers(0, 10)
conditions = st.frozensets(st.sampled_from(list(CONDITIONS)), max_size=3)
doses = st.sampled_from(["start", "target"])
few = st.lists(st.sampled_from(NAMES), min_size=1, max_size=6, unique=True)
states = st.sampled_from(["FULL", "FULL", "FULL", "STEADY", "RESCUE"])


@st.composite
def entries(draw: st.DrawFn, names: list[str]) -> Entry:
    """Draw how one exercise went."""
    exercise = CATALOG.exercise(draw(st.sampled_from(names)))
    marks = draw(st.lists(st.sampled_from(MARKS), max_size=1))
    return done(exercise.id, str(getattr(exercise, draw(doses))), marks=marks)


@st.composite
def pasts(draw: st.DrawFn) -> tuple[Record, ...]:
    """Draw some sessions of the same few exercises, newest first; the last of them may be weeks ago."""
    names = draw(few)
    days = sorted(draw(st.sets(st.integers(1, 30), max_size=7)))
    return tuple(
        session(
            day,
            *draw(st.lists(entries(names), min_size=1, max_size=4)),
            morning=draw(st.none() | st.integers(0, 6)),
            sore_only=draw(st.booleans()),
            effort=draw(st.sampled_from([2, 4, 5, 8])),
            pain=draw(st.integers(0, 6)),
            state=draw(states),
        )
        for day in days
    )


@st.composite
def routines(draw: st.DrawFn, past: tuple[Record, ...]) -> Routine:
    """Draw a routine: one of a pack, or of what was done before."""
    if draw(st.booleans()) or not past:
        return draw(st.sampled_from(OWN))
    known = sorted({entry.exercise for record in past for entry in record.entries})
    return Routine("Drawn", tuple(Step(id_) for id_ in draw(st.permutations(known))), slug="drawn")


@st.composite
def worlds(draw: st.DrawFn) -> tuple[Routine, Person, tuple[Record, ...]]:
    """Draw somebody with a past and something to do."""
    past = draw(pasts())
    return draw(routines(past)), Person(conditions=draw(conditions)), past


def planned(routine: Routine, person: Person, past: tuple[Record, ...], pain: int = 2, **options: Any) -> Plan:
    """Return the plan of now."""
    check_in = CheckIn(NOW, max(0, pain - 1), pain, options.pop("minutes_up", 300))
    return make_plan(routine, CATALOG, person, check_in, course_of(past, NOW, CATALOG, person), **options)


def no_more(one: Dose, other: Dose) -> bool:
    """Return whether a dose has no more of anything than another that is counted alike."""
    if main_quantity(one) != main_quantity(other):
        return False
    pairs = ((one.sets, other.sets), (one.reps, other.reps), (one.hold, other.hold))
    return all((mine or 0) <= (theirs or 0) for mine, theirs in pairs)


def compare(less: Plan, more: Plan, person: Person, minutes_up: int = 300) -> None:
    """Check that a plan under more pain holds no exercise at a larger dose, and none that the filter excludes."""
    before = {step.exercise.id: step.dose for step in less.steps}
    for step in more.steps:
        assert fit(step.exercise, person.conditions, minutes_up).verdict is not Verdict.EXCLUDE
        if step.exercise.id in before:
            assert no_more(step.dose, before[step.exercise.id]), step.exercise.id


@given(world=worlds(), pain=scores, more=scores)
def test_more_pain_now_gives_no_exercise_a_larger_dose(
    world: tuple[Routine, Person, tuple[Record, ...]], pain: int, more: int
) -> None:
    low, high = sorted((pain, more))
    less, hurting = planned(*world, pain=low), planned(*world, pain=high)
    compare(less, hurting, world[1])
    assert list(State).index(hurting.gate.state) <= list(State).index(less.gate.state)


@given(world=worlds(), rise=st.integers(1, 6))
def test_a_worse_morning_gives_no_exercise_a_larger_dose(
    world: tuple[Routine, Person, tuple[Record, ...]], rise: int
) -> None:
    routine, person, past = world
    if not past or past[0].morning_pain is None:
        return
    worse = replace(past[0], morning_pain=min(10, past[0].morning_pain + rise), sore_only=False)
    compare(planned(routine, person, past), planned(routine, person, (worse, *past[1:])), person)


def test_a_second_bad_morning_gives_no_more_than_the_first_did() -> None:
    # The first took a set from what was done before it; the second steps back, which alone would keep both sets.
    band, walk = "arthritis-gentle/seated-band-abduction", "arthritis-gentle/aerobic-activity"
    often = (session(day, done(band, "1x8 2s"), pain=0) for day in (4, 5, 7, 8))
    past = (
        session(2, done(walk, "1x600s"), morning=0, effort=2, pain=0),
        session(3, done(band, "2x15 3s"), morning=4, effort=2, pain=0),
        *often,
    )
    worse = (replace(past[0], morning_pain=4), *past[1:])
    routine = Routine("Drawn", (Step(walk), Step(band)), slug="drawn")
    for records, dose in ((past, "1x15 3s"), (worse, "1x10 3s")):
        (step,) = [step for step in planned(routine, Person(), records).steps if step.exercise.id == band]
        assert format_dose(step.dose) == dose


@pytest.mark.parametrize(("morning", "dose"), [(2, "2x15 3s"), (4, "1x15 3s"), (5, "1x15 3s"), (6, "1x10 3s")])
def test_a_bad_morning_in_a_bad_week_gives_no_more_than_the_morning_alone(morning: int, dose: str) -> None:
    band = "arthritis-gentle/seated-band-abduction"
    often = (session(day, done(band, "1x8 2s"), morning=None, pain=0) for day in (3, 4, 7, 8))
    before = session(14, done(band, "1x8 2s"), morning=4, pain=0)
    past = (session(2, done(band, "2x15 3s"), morning=morning, effort=2, pain=0), *often, before)
    (step,) = planned(Routine("Drawn", (Step(band),), slug="drawn"), Person(), past).steps
    assert format_dose(step.dose) == dose


@given(world=worlds(), mark=st.sampled_from(["eased", "stopped", "pain"]), at=st.integers(0, 20))
def test_an_exercise_that_hurt_is_not_done_at_a_larger_dose(
    world: tuple[Routine, Person, tuple[Record, ...]], mark: str, at: int
) -> None:
    routine, person, past = world
    if not past:
        return
    newest = past[0]
    index = at % len(newest.entries)
    hurt = replace(newest.entries[index], marks=(*newest.entries[index].marks, mark))
    worse = replace(newest, entries=(*newest.entries[:index], hurt, *newest.entries[index + 1 :]))
    before = {step.exercise.id: step.dose for step in planned(routine, person, past).steps}
    after = {step.exercise.id: step.dose for step in planned(routine, person, (worse, *past[1:])).steps}
    if hurt.exercise in before and hurt.exercise in after and not unsettled(newest):
        assert no_more(after[hurt.exercise], before[hurt.exercise])


def unsettled(record: Record) -> bool:
    """Return whether rule M3 looks at a session: it takes a set from what was not amber, and a third from what was."""
    pain, usual = record.morning_pain, record.morning_usual
    return pain is not None and usual is not None and pain - usual >= 2 and not record.sore_only


@given(world=worlds(), pain=scores)
def test_easier_is_never_more(world: tuple[Routine, Person, tuple[Record, ...]], pain: int) -> None:
    usual = {step.exercise.id: step.dose for step in planned(*world, pain=pain).steps}
    easier = planned(*world, pain=pain, easier=True)
    for step in easier.steps:
        # In a session of ten minutes at most, one more may fit beside what is less.
        assert step.exercise.id in usual or easier.gate.minutes
        assert no_more(step.dose, usual.get(step.exercise.id, step.exercise.start))


@given(world=worlds(), pain=scores)
def test_nothing_takes_two_steps(world: tuple[Routine, Person, tuple[Record, ...]], pain: int) -> None:
    routine, person, past = world
    course = course_of(past, NOW, CATALOG, person)
    stored = {last.exercise: last.dose for last in course.last}
    plan = planned(routine, person, past, pain)
    assert sum(line.change is Change.PROGRESS for line in plan.lines) <= MOST_PROGRESS
    if plan.gate.listed is not None or person.conditions:
        return
    for line in plan.lines:
        if line.planned is None or (known := stored.get(line.planned.exercise.id)) is None:
            continue
        least = step_back(known, line.planned.exercise.start) or known
        if line.change is not Change.RESTART and line.planned.exercise.id == line.step:
            fewer = replace(least, sets=max(1, known.sets - 1))
            assert no_more(least, line.planned.dose) or no_more(fewer, line.planned.dose)


@given(world=worlds(), pain=scores, minutes_up=st.sampled_from([10, 59, 60, 300]))
def test_a_plan_never_holds_what_the_filter_excludes(
    world: tuple[Routine, Person, tuple[Record, ...]], pain: int, minutes_up: int
) -> None:
    routine, person, past = world
    plan = planned(routine, person, past, pain, minutes_up=minutes_up)
    for step in plan.steps:
        fitted = fit(step.exercise, person.conditions, minutes_up)
        assert fitted.verdict is not Verdict.EXCLUDE
        if fitted.verdict is Verdict.MODIFY:
            # Also what a ladder has led to says how it is done for this person.
            assert all(how in step.cue or how.capitalize() in step.cue for how in fitted.how[1:])
            assert fitted.how[0][1:] in step.cue
    for line in plan.lines:
        assert line.planned or line.decision, "what is left out has a reason"


@given(world=worlds(), pain=scores, flag=st.sampled_from([*FLAGS, *REASONS]))
def test_a_flag_never_yields_an_exercise(
    world: tuple[Routine, Person, tuple[Record, ...]], pain: int, flag: str
) -> None:
    routine, person, past = world
    flagged = replace(person, flags=(OpenFlag(flag, TODAY),))
    plan = planned(routine, flagged, past, pain)
    assert plan.gate.blocks
    assert plan.steps == ()
    assert plan.lines == ()
    assert chosen(flagged, past, pain).steps == ()


def chosen(person: Person, past: tuple[Record, ...], pain: int) -> Routine:
    """Return what limberup chooses now."""
    course = course_of(past, NOW, CATALOG, person)
    check_in = CheckIn(NOW, pain, pain, 300)
    judge = filter_of(person.conditions, 300, Restrictions(room_restrictions(person, CATALOG).all))
    state = session_gate(person, check_in, course).state
    locks = locks_of(CATALOG, course)
    return choose(CATALOG, person, course, TODAY, judge, locks, state=state).routine


@given(past=pasts(), kept=conditions, pain=scores)
def test_what_is_chosen_can_be_done(past: tuple[Record, ...], kept: frozenset[str], pain: int) -> None:
    person = Person(conditions=kept)
    routine = chosen(person, past, pain)
    plan = planned(routine, person, past, pain)
    for line in plan.lines:
        # Chosen is nothing that X, the locks, rule F or M3 would leave out; P1 may still take something out.
        assert line.planned or (line.decision and line.decision.rule in ("P1", "X")), line.decision
        if line.decision and line.planned is None and line.decision.rule == "X":
            assert line.decision.outcome == "merged"
    if plan.gate.state in (State.FULL, State.STEADY) and routine.steps:
        assert plan.steps


@given(world=worlds(), pain=scores)
def test_the_same_is_the_same(world: tuple[Routine, Person, tuple[Record, ...]], pain: int) -> None:
    routine, person, past = world
    assert planned(routine, person, past, pain) == planned(routine, person, past, pain)
    assert chosen(person, past, pain) == chosen(person, past, pain)


@given(world=worlds(), pain=st.integers(0, 7), hurting=st.integers(0, 10), sharp=st.booleans(), at=st.integers(0, 9))
def test_the_record_of_a_plan_says_the_same_when_it_is_read_back(
    world: tuple[Routine, Person, tuple[Record, ...]], pain: int, hurting: int, sharp: bool, at: int
) -> None:
    routine, person, past = world
    plan = planned(routine, person, past, pain, easier=bool(at % 2))
    if not plan.steps:
        return
    hurts = {0: (plan.steps[at % len(plan.steps)].exercise.id, Hurt(hurting, sharp))}
    check_in = CheckIn(NOW, max(0, pain - 1), pain, 300)
    record = led(plan, check_in, "20261121T170000Z-00000001", hurts, 4).record
    again = parse_record(TomlFile(f"{record.id}.toml", dump_record(record)))
    assert again == record
    for days in (0.2, 1, 3, 8, 30):
        later = NOW + timedelta(days=days)
        course = course_of((record, *past), later, CATALOG, person)
        assert course_of((again, *past), later, CATALOG, person) == course


@pytest.mark.parametrize("routine", [found for found in CATALOG.routines.values() if found.fill])
@given(past=pasts(), pain=scores)
def test_filling_adds_no_more_than_the_time_of_the_start_doses(
    routine: Routine, past: tuple[Record, ...], pain: int
) -> None:
    def volume(dose: Dose) -> int:
        return dose.sets * (dose.reps or dose.hold or 1)

    full = {step.exercise.id: step.dose for step in planned(routine, Person(), ()).steps}
    plain = replace(routine, fill=False)
    unfilled = {step.exercise.id: step.dose for step in planned(plain, Person(), past, pain).steps}
    for step in planned(routine, Person(), past, pain).steps:
        own = full.get(step.exercise.id, step.dose)
        assert volume(step.dose) <= max(volume(own), volume(unfilled[step.exercise.id]))
