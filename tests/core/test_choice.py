"""What limberup chooses for a day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.core.past import (
    BREATHING,
    BRIDGE,
    BRIDGE_MARCH,
    CATALOG,
    GLUTE_SET,
    NOW,
    Story,
    back,
    done,
    on,
    past,
    session,
)
from tests.core.past import (
    TODAY as DAY,
)

from limberup.choice import BALANCE, TODAY, Choice, choose
from limberup.course import Course, course_of
from limberup.equipment import has_equipment
from limberup.exercise import Exercise, Kind, Position, Shown
from limberup.history.record import parse_entry
from limberup.ladder import easier_below
from limberup.person import CheckIn, OpenFlag, Person
from limberup.plan import locks_of, make_plan
from limberup.room import room_restrictions
from limberup.routine_plan import stretch_share
from limberup.safety.conditions import CONDITIONS
from limberup.safety.decision import State, Verdict
from limberup.safety.fit import fit
from limberup.safety.flags import FLAGS, REASONS
from limberup.safety.gate import RESCUE_LIST, REST_DAY_LIST
from limberup.safety.restrict import NONE, Restriction, Restrictions, filter_of
from limberup.safety.situation import Last, Morning
from limberup.timeline import PlannedStep, build_timeline

ANYBODY = Person()
WEEK_2 = Course(week=2)


def chosen(
    person: Person = ANYBODY,
    course: Course = WEEK_2,
    day: date = DAY,
    *,
    state: State = State.FULL,
    minutes: int | None = None,
    minutes_up: int = 300,
    more: Restrictions = NONE,
) -> Choice:
    """Return the choice as the app makes it."""
    room = room_restrictions(person, CATALOG)
    judge = filter_of(person.conditions, minutes_up, Restrictions((*room.all, *more.all)))
    locks = locks_of(CATALOG, course)
    return choose(CATALOG, person, course, day, judge, locks, state=state, minutes=minutes)


def exercises(choice: Choice) -> list[Exercise]:
    """Return what is chosen, in order."""
    return [CATALOG.exercise(step.do) for step in choice.routine.steps]


def slugs(choice: Choice) -> list[str]:
    """Return what is chosen by its slugs."""
    return [exercise.slug for exercise in exercises(choice)]


def place(exercise: Exercise) -> int:
    """Return the place of a kind in the order of R36."""
    if exercise.kind is Kind.BREATHING:
        return 0
    if exercise.kind in (Kind.MOBILITY, Kind.DYNAMIC_STRETCH):
        return 1
    return 2 if exercise.kind.is_strength else 3


DAYS = [DAY + timedelta(days=days) for days in range(14)]
PEOPLE = [
    ANYBODY,
    Person(conditions=frozenset({"hip_oa", "thr_posterior"}), equipment=frozenset(), minutes=10),
    Person(conditions=frozenset({"leg_pain"}), minutes=20),
    Person(conditions=frozenset({"no_floor"})),
    Person(cannot=frozenset({Position.ALL_FOURS, Position.SUPINE, Position.PRONE})),
]


@pytest.mark.parametrize("week", [1, 2, 5, 12])
@pytest.mark.parametrize("person", PEOPLE)
def test_three_to_five_with_both_stretch_and_strength_in_balance_and_in_order(person: Person, week: int) -> None:
    for day in DAYS:
        choice = chosen(person, Course(week=week), day)
        found = exercises(choice)
        assert choice.routine.name == TODAY
        assert 3 <= len(found) <= 5
        assert len({exercise.id for exercise in found}) == len(found)
        assert [place(exercise) for exercise in found] == sorted(place(exercise) for exercise in found)
        steps = [PlannedStep(exercise, exercise.start) for exercise in found]
        assert build_timeline(steps).seconds <= 60 * person.minutes
        share = stretch_share(steps)
        assert share is not None
        assert BALANCE[0] <= share <= BALANCE[1]


def test_each_has_its_why() -> None:
    for state in (State.FULL, State.STEADY, State.RESCUE, State.REST_DAY):
        choice = chosen(state=state)
        assert [decision.about for decision in choice.why] == [exercise.id for exercise in exercises(choice)]
        for decision in choice.why:
            assert decision.rule == "R35"
            assert decision.outcome == "chosen"
            assert decision.source
            assert decision.why.endswith(".")


def test_the_same_all_day_and_on_every_machine() -> None:
    assert chosen() == chosen()
    # Chance that looked different on another machine would show here.
    assert slugs(chosen(day=date(2026, 11, 21))) == slugs(chosen(day=date(2026, 11, 21)))
    few = {tuple(slugs(chosen(day=date(2026, 1, 1) + timedelta(days=days)))) for days in range(10)}
    assert len(few) > 1


@pytest.mark.parametrize(("minutes", "most"), [(5, 3), (7, 3), (11, 4), (15, 5), (40, 5)])
def test_the_minutes_there_are(minutes: int, most: int) -> None:
    for day in DAYS:
        found = exercises(chosen(day=day, minutes=minutes))
        assert 3 <= len(found) <= most
        assert build_timeline(PlannedStep(exercise, exercise.start) for exercise in found).seconds <= 60 * minutes


@pytest.mark.parametrize(("minutes", "most"), [(7, 3), (8, 4), (11, 4), (12, 5)])
def test_more_minutes_have_more_exercises(minutes: int, most: int) -> None:
    assert max(len(exercises(chosen(day=day, minutes=minutes))) for day in DAYS) == most


def test_a_few_minutes_have_something_too() -> None:
    for day in DAYS:
        found = exercises(chosen(day=day, minutes=2))
        assert found
        assert build_timeline(PlannedStep(exercise, exercise.start) for exercise in found).seconds <= 150


# Whom it is for


@given(
    conditions=st.frozensets(st.sampled_from(list(CONDITIONS)), max_size=4),
    cannot=st.frozensets(st.sampled_from(list(Position)), max_size=4),
    equipment=st.none() | st.frozensets(st.sampled_from(["loop band", "light band", "foam roller", "strap"])),
    unwanted=st.frozensets(st.sampled_from(sorted(CATALOG.exercises)), max_size=30),
    week=st.integers(1, 12),
    state=st.sampled_from([State.FULL, State.STEADY, State.RESCUE, State.REST_DAY]),
    minutes_up=st.sampled_from([20, 300]),
    days=st.integers(0, 400),
)
def test_conditions_positions_things_and_locks_are_kept_to(
    conditions: frozenset[str],
    cannot: frozenset[Position],
    equipment: frozenset[str] | None,
    unwanted: frozenset[str],
    week: int,
    state: State,
    minutes_up: int,
    days: int,
) -> None:
    person = Person(conditions=conditions, cannot=cannot, equipment=equipment, unwanted=unwanted)
    day = DAY + timedelta(days=days)
    for exercise in exercises(chosen(person, Course(week=week), day, state=state, minutes_up=minutes_up)):
        assert fit(exercise, conditions, minutes_up).verdict is not Verdict.EXCLUDE
        assert exercise.position not in cannot
        assert exercise.id not in unwanted
        assert has_equipment(exercise, equipment)
        assert exercise.shown is Shown.ALWAYS
        assert exercise.from_week <= week
        if state is State.RESCUE:
            assert exercise.id in RESCUE_LIST
        if state is State.REST_DAY:
            assert exercise.id in REST_DAY_LIST


@pytest.mark.parametrize("flag", [*FLAGS, *REASONS])
def test_with_an_open_flag_nothing_is_chosen(flag: str) -> None:
    person = Person(flags=(OpenFlag(flag, DAY),))
    for state in (State.FULL, State.RESCUE):
        assert chosen(person, state=state).routine.steps == ()
    assert chosen(person.with_cleared({flag}, DAY)).routine.steps


@pytest.mark.parametrize("state", [state for state in State if state.blocks])
def test_where_the_gate_blocks_nothing_is_chosen(state: State) -> None:
    assert chosen(state=state) == Choice(replace(chosen().routine, steps=()), ())


def test_what_a_pack_leaves_out_is_not_chosen() -> None:
    for exercise in exercises(chosen()):
        no = Restrictions((Restriction("careful", "no", exercise.id, Verdict.EXCLUDE, "Not for today."),))
        assert exercise.id not in {found.id for found in exercises(chosen(more=no))}


def test_with_arthritis_of_the_hip_seated_and_lying_come_first() -> None:
    person = Person(conditions=frozenset({"hip_oa"}))
    upright = [
        exercise.position in (Position.STANDING, Position.KNEELING)
        for day in DAYS
        for exercise in exercises(chosen(person, day=day))
    ]
    assert sum(upright) < len(upright) / 4


def test_a_first_week_and_a_sore_day_begin_with_breathing() -> None:
    for day in DAYS:
        assert exercises(chosen(course=Course(), day=day))[0].kind is Kind.BREATHING
        assert exercises(chosen(day=day, state=State.STEADY))[0].kind is Kind.BREATHING


# Levels


def rungs_below(exercise: Exercise) -> int:
    """Return how many easier exercises of its kind lie below one."""
    count = 0
    while (id_ := exercise.easier.exercise) and CATALOG.exercise(id_).kind.is_strength == exercise.kind.is_strength:
        exercise, count = CATALOG.exercise(id_), count + 1
    return count


def test_who_is_new_begins_low_on_the_ladders() -> None:
    person = Person(equipment=frozenset({"loop band", "light band", "chair"}))
    for day in DAYS:
        for state, most in ((State.FULL, 1), (State.STEADY, 0)):
            strength = [found for found in exercises(chosen(person, day=day, state=state)) if found.kind.is_strength]
            assert all(rungs_below(exercise) <= most for exercise in strength), slugs(chosen(day=day, state=state))
    assert any(
        exercise.kind.is_strength and rungs_below(exercise) == 1
        for day in DAYS
        for exercise in exercises(chosen(person, day=day))
    )


def test_what_is_harder_is_no_stand_in_for_what_rests() -> None:
    # All the low ones of hips and trunk had their turn yesterday.
    low = [
        done(exercise.id)
        for exercise in CATALOG.exercises.values()
        if exercise.kind.is_strength and rungs_below(exercise) <= 1
    ]
    course = past(session(1, *low), session(9))
    for day in DAYS[:5]:
        for exercise in exercises(chosen(course=replace(course, week=5), day=day)):
            assert not exercise.kind.is_strength


def test_what_is_known_may_be_higher() -> None:
    recent = {exercise.id: on(3) for exercise in CATALOG.exercises.values() if rungs_below(exercise) <= 1}
    course = Course(week=9, last_done=recent)
    known = replace(course, last_done=recent | {BRIDGE_MARCH: on(5)}, last=(Last(BRIDGE_MARCH, run=2),))

    def march(course: Course) -> int:
        return sum("bridge-march" in slugs(chosen(course=course, day=day)) for day in DAYS)

    assert march(course) == 0
    assert march(known) > 0


def test_what_was_too_much_is_left_and_what_is_harder_with_it() -> None:
    course = Course(week=3, last_done={GLUTE_SET: on(3)}, last=(Last(GLUTE_SET, amber=True, regress=True),))
    for day in DAYS:
        found = {exercise.id for exercise in exercises(chosen(course=course, day=day))}
        assert not found & {GLUTE_SET, BRIDGE, BRIDGE_MARCH, "glutes/single-leg-bridge"}


# What rests


def test_strength_that_rests_is_not_chosen() -> None:
    course = past(session(1, done(BRIDGE)), session(3))
    for day in DAYS[:3]:
        for exercise in exercises(chosen(course=course, day=day)):
            assert not exercise.kind.is_strength or "gluteus maximus" not in exercise.muscles


def test_after_a_bad_morning_there_is_no_strength_and_something_all_the_same() -> None:
    course = replace(WEEK_2, strength_until=back(-1))
    for day in DAYS:
        found = exercises(chosen(course=course, day=day))
        assert len(found) >= 3
        assert not any(exercise.kind.is_strength for exercise in found)


def test_when_stretching_days_are_used_up_there_is_none() -> None:
    course = replace(WEEK_2, stretch_days=3)
    for day in DAYS:
        found = exercises(chosen(course=course, day=day))
        assert len(found) >= 3
        assert not any(exercise.kind.is_stretching for exercise in found)
    assert any(
        exercise.kind.is_stretching for exercise in exercises(chosen(course=replace(course, stretched_today=True)))
    )


def test_a_day_on_which_all_rests_still_moves_a_little() -> None:
    course = replace(WEEK_2, stretch_days=3, strength_until=back(-1))
    found = exercises(chosen(course=course))
    assert found
    assert {exercise.kind for exercise in found} <= {Kind.BREATHING, Kind.MOBILITY}


# Variety, and growth all the same


def lived(weeks: int, days: Iterable[int] = (0, 2, 4)) -> tuple[Story, list[list[str]]]:
    """Live through some weeks with today's plan; return the story and what was chosen each time."""
    story = Story(chosen(course=Course()).routine)
    found = []
    for day in (7 * week + weekday for week in range(weeks) for weekday in days):
        course = story.course(day)
        story.routine = chosen(course=course, day=story.at(day).date()).routine
        story.good(day)
        found.append([step.do for step in story.routine.steps])
    return story, found


def test_two_weeks_are_not_always_the_same() -> None:
    _, found = lived(2)
    assert len({tuple(sorted(ids)) for ids in found}) >= 4
    assert 10 <= len({id_ for ids in found for id_ in ids}) <= 20
    for before, after in pairwise(found):
        assert len(set(before) & set(after)) <= 3


def test_doses_grow_over_the_weeks() -> None:
    story, _ = lived(12)
    grown = [last for last in story.course(84).last if last.dose and last.dose != CATALOG.exercise(last.exercise).start]
    assert len(grown) >= 5
    # Some go all the way: what grows stays in the plan while others take turns.
    assert any(last.dose == CATALOG.exercise(last.exercise).target for last in grown) or any(story.course(84).rungs)


@pytest.mark.parametrize("week", range(2, 32, 3))
def test_what_grows_stays_whatever_the_weeks_bring(week: int) -> None:
    grown = CATALOG.exercise("core-stability/wall-side-plank")
    recent = dict.fromkeys(CATALOG.exercises, on(3)) | {grown.id: on(5)}
    course = Course(week=week, last_done=recent, last=(Last(grown.id, replace(grown.start, sets=3)),))
    assert any(grown.slug in slugs(chosen(course=course, day=day)) for day in DAYS[:4])
    # What has come to its target makes room for others.
    done_with = replace(course, last=(Last(grown.id, grown.target),))
    assert not all(grown.slug in slugs(chosen(course=replace(done_with, week=at))) for at in range(2, 60, 3))


def test_two_that_lead_to_the_same_are_not_chosen_together() -> None:
    course = Course(
        week=2, rungs={BRIDGE: GLUTE_SET}, last=(Last(GLUTE_SET, run=2),), last_done={GLUTE_SET: on(3), BRIDGE: on(9)}
    )
    for day in DAYS:
        found = {exercise.id for exercise in exercises(chosen(course=course, day=day))}
        assert not {BRIDGE, GLUTE_SET} <= found


def test_after_two_bad_mornings_what_goes_back_is_counted_once() -> None:
    # Both are at their start dose, and rule M3 takes both to the buttock squeeze.
    last = (Last(BRIDGE), Last("arthritis-gentle/seated-band-abduction"))
    course = Course(
        week=3,
        sessions=5,
        gap_days=3,
        morning=Morning(pain=6, usual=2),
        unsettled_before=True,
        last=last,
        last_done={found.exercise: on(3) for found in last},
    )
    for day in DAYS:
        choice = chosen(course=course, day=day)
        plan = make_plan(choice.routine, CATALOG, ANYBODY, CheckIn(NOW, 1, 2), course)
        assert not any(line.decision and line.decision.outcome == "merged" for line in plan.lines)


# Restricted sessions


def test_a_restricted_session_begins_with_breathing_and_has_five_at_most() -> None:
    found = exercises(chosen(state=State.RESCUE))
    assert len(found) == 5
    assert found[0].id == BREATHING
    assert {exercise.id for exercise in found} <= set(RESCUE_LIST)
    assert [exercise.id for exercise in exercises(chosen(state=State.REST_DAY))] == list(REST_DAY_LIST)


def test_a_restricted_session_takes_what_was_done_longest_ago() -> None:
    recent = {id_: on(1) for id_ in RESCUE_LIST[1:5]}
    rest = {exercise.id for exercise in exercises(chosen(course=replace(WEEK_2, last_done=recent), state=State.RESCUE))}
    assert rest == {BREATHING, *RESCUE_LIST[5:]}


@pytest.mark.parametrize(
    ("ago", "words"),
    [
        (400, "last done 400 days ago."),
        (0, "done today already."),
        (1, "last done yesterday."),
        (5, "last done 5 days ago."),
    ],
)
def test_why_says_when_it_was_done_last(ago: int, words: str) -> None:
    course = replace(WEEK_2, last_done=dict.fromkeys(CATALOG.exercises, on(ago)))
    assert {decision.why.partition(", ")[2] for decision in chosen(course=course).why} == {words}


def test_why_says_what_is_new_but_not_on_a_first_day() -> None:
    # On a first day all is new, and five times "new for you" is five times too much to read.
    once = replace(WEEK_2, last_done={BREATHING: on(1)})
    assert any(decision.why.endswith(", new for you.") for decision in chosen(course=once).why)
    assert not any("new for you" in decision.why for decision in chosen(course=WEEK_2).why)


# What was too hard


def test_what_was_too_hard_is_not_chosen_for_a_week_nor_anything_harder() -> None:
    first = chosen().routine.steps[1].do
    told = session(0.01, done(BREATHING), parse_entry(f"{first}: nothing of 1x6; too hard; swapped"))
    for days, aside in ((0, True), (6, True), (7, False)):
        at = NOW + timedelta(days=days)
        course = course_of([told], at, CATALOG)
        assert (first in course.too_hard) is aside
        choice = chosen(course=course, day=at.date())
        whole = [CATALOG.exercise(step.do) for step in choice.routine.steps]
        if aside:
            assert not any(first in (e.id, *(b.id for b in easier_below(e, CATALOG))) for e in whole)
        assert any(first == decision.about for decision in choice.aside) is aside
    # Once it was done again it is as any other.
    again = session(0, parse_entry(f"{first}: 6 of 1x6"))
    assert not course_of([again, told], NOW, CATALOG).too_hard


def test_why_says_of_what_was_too_much_that_it_is_not_chosen() -> None:
    # The bottom of its ladder, at its start dose: nothing easier could take its place.
    bottom = Last(GLUTE_SET, amber=True, regress=True)
    choice = chosen(course=Course(week=3, last_done={GLUTE_SET: on(3)}, last=(bottom,)))
    assert GLUTE_SET not in {step.do for step in choice.routine.steps}
    (why,) = choice.aside
    assert (why.rule, why.about) == ("P1", GLUTE_SET)
    assert why.why == "Buttock squeeze is not chosen: it was too much the last time."
    # Of one that settled ill for everything's sake nothing of that kind is said.
    unsettled = Course(week=3, last_done={GLUTE_SET: on(3)}, last=(Last(GLUTE_SET),), unsettled_before=True,
                       morning=Morning(pain=8, usual=2))  # fmt: skip
    assert not chosen(course=unsettled).aside
