"""A made-up person lived through weeks: the app's rules, the same each time, and read strictly from a file."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.core.past import BREATHING, BRIDGE, CAT_COW, CATALOG, FIGURE_4, GLUTE_SET, NOW, doses, routine

from limberup.course import course_of
from limberup.history.record import Hurt
from limberup.made_up import MOST_WEEKS, Away, Flag, Flare, MadeUp, PlannedHurt
from limberup.person import CheckIn, Person
from limberup.plan import make_plan
from limberup.problem import LimberupError
from limberup.safety.decision import Refer, State, Verdict
from limberup.safety.fit import fit
from limberup.safety.gate import RESCUE_LIST
from limberup.safety.progress import Change
from limberup.safety.restrict import Restriction, Restrictions
from limberup.safety.situation import Settled
from limberup.simulate import FIRST_DAY, Day, Week, simulate
from limberup.simulate_file import read_made_up
from limberup.simulate_session import led

PEOPLE = sorted((Path(__file__).parents[2] / "examples" / "people").glob("*.toml"))


def made(**changes: Any) -> MadeUp:
    """Return somebody with a pain of 2 who always comes."""
    values: dict[str, Any] = {
        "title": "",
        "person": Person(days=3),
        "routine": routine(BRIDGE, CAT_COW, FIGURE_4),
        "pain_start": 2,
        "pain_end": 2,
        "effort": 3,
    }
    return MadeUp(**values | changes)


def days_of(weeks: list[Week]) -> list[Day]:
    """Return all days in order."""
    return [day for week in weeks for day in week.days]


def lived(weeks: int = 2, seed: int = 0, **changes: Any) -> list[Day]:
    """Return the days of somebody's weeks."""
    return days_of(simulate(made(**changes), CATALOG, weeks, seed))


def on_day(days: list[Day], number: int) -> Day:
    """Return one day."""
    return next(day for day in days if day.number == number)


# Days and sessions


@pytest.mark.parametrize(
    ("days", "numbers"),
    [(1, [1]), (2, [1, 4]), (3, [1, 3, 5]), (4, [1, 2, 4, 6]), (5, [1, 2, 3, 5, 6]), (7, [1, 2, 3, 4, 5, 6, 7])],
)
def test_the_days_of_a_week_are_spread(days: int, numbers: list[int]) -> None:
    assert [day.number for day in lived(1, person=Person(days=days))] == numbers


def test_every_planned_day_is_a_session_with_its_record() -> None:
    weeks = simulate(made(), CATALOG, 3)
    assert [(week.number, week.meant, week.sessions) for week in weeks] == [(1, 3, 3), (2, 3, 3), (3, 3, 3)]
    for day in days_of(weeks):
        assert day.record
        assert day.state is State.FULL
        assert day.record.finished
        assert (day.record.pain_before, day.record.effort) == (2, 3)
        assert [entry.exercise for entry in day.record.entries] == [step.exercise.id for step in day.plan.steps]
        assert all(entry.work for entry in day.record.entries)
        assert day.record.seconds == pytest.approx(day.plan.timeline.seconds, abs=2)


def test_it_is_what_the_app_would_plan() -> None:
    days = lived(3)
    records = [day.record for day in days if day.record]
    for place, day in enumerate(days):
        at = day.record.started if day.record else NOW
        past = records[:place][::-1]
        # The morning after was told by then, as it stands in the record.
        course = course_of(past, at, CATALOG, Person(days=3), started=FIRST_DAY.date())
        assert (
            make_plan(made().routine or routine(), CATALOG, Person(days=3), CheckIn(at, 1, 2, 300), course) == day.plan
        )


def test_doses_grow_as_rule_p_has_it() -> None:
    days = lived(3)
    assert [doses(day.plan)["glute-bridge"] for day in days[:4]] == ["1x8 2s", "1x8 2s", "1x8 2s", "1x10 2s"]
    line = on_day(days, 8).plan.lines[0]
    assert (line.change, line.decision and line.decision.rule) == (Change.PROGRESS, "P3")


def test_adherence_is_the_share_that_is_done() -> None:
    done = len(lived(52, adherence=0.5))
    assert 0.4 < done / (3 * 52) < 0.6
    assert lived(4, adherence=0.0) == []


def test_away_is_away() -> None:
    days = lived(3, away=(Away(3, 8),))
    assert [day.number for day in days] == [1, 12, 15, 17, 19]
    assert "F" in [note.rule for note in on_day(days, 12).plan.notes]
    assert [day.number for day in lived(1, away=(Away(3, 2),))] == [1, 5]
    assert [day.number for day in lived(1, away=(Away(4, 1),))] == [1, 3, 5]


# Pain


def test_pain_goes_from_one_to_the_other() -> None:
    days = lived(8, pain_start=5, pain_end=1, weeks_to_change=4)
    assert [on_day(days, number).pain for number in (1, 15, 29, 50)] == [5, 3, 1, 1]


def test_noise_wanders_within_its_bounds() -> None:
    pains = {day.pain for day in lived(30, pain_start=4, pain_end=4, noise=2)}
    assert pains <= {2, 3, 4, 5, 6}
    assert len(pains) > 2


def test_a_flare_is_a_rescue_session_and_the_way_back_up() -> None:
    days = lived(4, flares=(Flare(15, 7, 2),))
    assert on_day(days, 15).state is State.RESCUE
    assert {step.exercise.id for step in on_day(days, 15).plan.steps} <= set(RESCUE_LIST)
    # The morning of the second day hurts as well.
    assert on_day(days, 15).settled is Settled.UNSETTLED
    assert [note.rule for note in on_day(days, 17).plan.notes] == ["M3", "R18"]
    assert "R18" in [note.rule for note in on_day(days, 19).plan.notes]
    assert "R18" not in [note.rule for note in on_day(days, 22).plan.notes]


@pytest.mark.parametrize(("sore", "settled"), [(False, Settled.UNSETTLED), (True, Settled.SORE)])
def test_worse_mornings(sore: bool, settled: Settled) -> None:
    days = lived(2, rise_chance=1.0, rise_by=3, sore_only=sore)
    assert days[0].settled is settled
    assert lived(2, rise_chance=0.0)[0].settled is Settled.SETTLED


@pytest.mark.parametrize(("chance", "rise"), [(0.0, 0), (1.0, 3)])
def test_a_morning_has_the_pain_of_its_day_and_what_the_session_adds(chance: float, rise: int) -> None:
    first = lived(1, pain_start=2, flares=(Flare(2, 5),), rise_chance=chance, rise_by=3)[0].record
    assert first
    assert (first.morning_pain, first.morning_usual) == (5 + rise, 2)
    worst = lived(1, pain_start=2, flares=(Flare(2, 9),), rise_chance=chance, rise_by=3)[0].record
    assert worst
    assert worst.morning_pain == min(10, 9 + rise)


def test_no_pain_is_not_sore() -> None:
    first = lived(1, pain_start=0, pain_end=0, sore_only=True)[0].record
    assert first
    assert (first.morning_pain, first.sore_only) == (0, False)


def test_a_morning_is_told_at_the_next_start_but_not_after_four_days() -> None:
    days = lived(2, person=Person(days=2), away=(Away(8, 1),))
    assert [day.number for day in days] == [1, 4, 11]
    assert [day.settled for day in days] == [Settled.SETTLED, Settled.UNKNOWN, Settled.UNKNOWN]


# During


def test_what_hurts_is_told_once_the_first_time_it_is_done() -> None:
    hurts = (PlannedHurt(2, BRIDGE, Hurt(7, sharp=True)), PlannedHurt(1, GLUTE_SET, Hurt(9)))
    days = lived(2, hurts=hurts)
    day = on_day(days, 3)
    assert [(found.rule, found.outcome) for found in day.told] == [("L3", "STOP_EX")]
    assert day.record
    entry = next(entry for entry in day.record.entries if entry.exercise == BRIDGE)
    assert (entry.hurts, entry.marks) == ((Hurt(7, True),), ("stopped",))
    line = on_day(days, 5).plan.lines[0]
    assert (line.change, line.planned and line.planned.exercise.id) == (Change.REGRESS, GLUTE_SET)
    # The other one comes when its exercise does.
    assert [found.about for found in on_day(days, 5).told] == [GLUTE_SET]
    assert not on_day(days, 8).told


@pytest.mark.parametrize(
    ("hurt", "outcome", "marks"),
    [
        (Hurt(2), "CONTINUE", ()),
        (Hurt(4), "EASE", ("eased",)),
        (Hurt(6), "STOP_EX", ("stopped",)),
        (Hurt(3, leg="down"), "END_SESSION", ("stopped",)),
    ],
)
def test_rules_l_during_a_session(hurt: Hurt, outcome: str, marks: tuple[str, ...]) -> None:
    plan = make_plan(routine(CAT_COW, FIGURE_4), CATALOG, Person(), CheckIn(NOW, 1, 2, 300))
    check_in = CheckIn(NOW, 1, 2, 300)
    whole = led(plan, check_in, "20261121T170000Z-00000001", {}, 4).record
    found = led(plan, check_in, "20261121T170000Z-00000001", {7: (CAT_COW, hurt)}, 4)
    assert [decision.outcome for decision in found.told] == [outcome]
    assert found.hurt == {7}
    first, second = found.record.entries
    assert first.hurts == (hurt,)
    assert first.marks == marks
    assert bool(second.work) is (outcome != "END_SESSION")
    assert found.record.finished is (outcome in ("CONTINUE", "EASE"))
    less = found.record.seconds < whole.seconds
    assert less is (outcome != "CONTINUE")


def test_two_stops_end_a_session() -> None:
    hurts = (PlannedHurt(1, BRIDGE, Hurt(8)), PlannedHurt(1, CAT_COW, Hurt(8)))
    day = lived(1, hurts=hurts)[0]
    assert [found.outcome for found in day.told] == ["STOP_EX", "END_SESSION"]
    assert day.record
    assert not day.record.finished


# Flags


def test_a_flag_blocks_until_somebody_has_looked_at_it() -> None:
    days = lived(3, flags=(Flag(4, "U2", days=8),))
    assert [(day.number, day.state) for day in days if day.number < 13] == [
        (1, State.FULL),
        (3, State.FULL),
        # It is told on the day it comes up, session or not.
        (4, State.URGENT),
        (5, State.URGENT),
        (8, State.URGENT),
        (10, State.URGENT),
        (12, State.FULL),
    ]
    for day in days:
        if day.state.blocks:
            assert day.record is None
            assert day.plan.steps == ()
            assert day.refer is Refer.URGENT


def test_a_week_refers_to_the_highest_of_its_days() -> None:
    weeks = simulate(made(flags=(Flag(10, "U2", days=1),)), CATALOG, 2)
    assert [week.refer for week in weeks] == [Refer.NONE, Refer.URGENT]
    assert [day.refer for day in weeks[1].days] == [Refer.NONE, Refer.URGENT, Refer.NONE]


def test_a_flag_that_nobody_looks_at_stays() -> None:
    assert all(day.state is State.EMERGENCY for day in lived(4, flags=(Flag(1, "E1"),)))


# Choice, conditions, packs


def test_todays_plan_where_no_routine_is_given() -> None:
    person = Person(conditions=frozenset({"hip_oa", "thr_posterior"}), days=4, minutes=10)
    for day in lived(6, routine=None, person=person, pain_start=3, noise=1.5):
        assert 1 <= len(day.plan.steps) <= 5
        assert day.plan.routine.name == "Today's plan"
        for step in day.plan.steps:
            assert fit(step.exercise, person.conditions).verdict is not Verdict.EXCLUDE


def test_what_packs_restrict_is_asked_each_day() -> None:
    asked = []

    def restrict(person: Person, check_in: CheckIn, course: object, state: State) -> Restrictions:
        asked.append(state)
        return Restrictions((Restriction("careful", "no", CAT_COW, Verdict.EXCLUDE, "No."),))

    days = days_of(simulate(made(flags=(Flag(8, "U2"),)), CATALOG, 2, 0, restrict))
    assert asked == [State.FULL] * 3, "where the gate blocks, nobody is asked"
    assert all("cat-cow" not in doses(day.plan) for day in days)


def test_a_day_that_leaves_nothing_to_do_keeps_what_was_told_of_it() -> None:
    def restrict(*_: object) -> Restrictions:
        return Restrictions(
            tuple(Restriction("careful", "no", id_, Verdict.EXCLUDE, "No.") for id_ in CATALOG.exercises)
        )

    days = [day for day in days_of(simulate(made(), CATALOG, 1, 0, restrict)) if day.plan]
    assert len(days) == 3
    assert [day.record for day in days] == [None] * 3
    assert [day.course and (day.course.sessions, day.course.base) for day in days] == [(0, None), (0, 2), (0, 2)]


# Chance


def test_the_same_seed_gives_the_same_weeks() -> None:
    who = made(routine=None, pain_start=4, noise=2, adherence=0.7, rise_chance=0.3)
    assert simulate(who, CATALOG, 4, 7) == simulate(who, CATALOG, 4, 7)
    assert simulate(who, CATALOG, 4, 7) != simulate(who, CATALOG, 4, 8)
    # More weeks change nothing of those before.
    shorter, longer = simulate(who, CATALOG, 3, 7), simulate(who, CATALOG, 6, 7)
    assert [day.pain for day in days_of(longer)][: len(days_of(shorter))] == [day.pain for day in days_of(shorter)]


def test_the_chance_of_the_machine_is_left_alone() -> None:
    random.seed(3)
    state = random.getstate()
    lived(2, noise=1)
    assert random.getstate() == state


def test_the_numbers_are_those_of_every_machine() -> None:
    # Python promises them for a seed that is a whole number.
    pains = [day.pain for day in lived(3, seed=1, pain_start=5, pain_end=5, noise=4)]
    assert pains == [2, 6, 7, 5, 3, 5, 2, 8, 5]


def test_what_the_rules_decide_changes_nothing_in_how_pain_goes() -> None:
    who: dict[str, Any] = {"pain_start": 4, "noise": 2, "adherence": 0.7, "seed": 5}
    calm = lived(6, **who)
    stopped = lived(6, hurts=(PlannedHurt(1, CAT_COW, Hurt(9)),), **who)
    assert [(day.number, day.pain) for day in calm] == [(day.number, day.pain) for day in stopped]


@pytest.mark.parametrize("weeks", [0, -1, MOST_WEEKS + 1])
def test_weeks_have_bounds(weeks: int) -> None:
    with pytest.raises(ValueError, match="weeks must be 1 to 104"):
        simulate(made(), CATALOG, weeks)


def test_two_years_are_lived_through() -> None:
    days = lived(MOST_WEEKS, person=Person(days=2))
    assert len(days) == 2 * MOST_WEEKS
    assert days[-1].course.week == MOST_WEEKS


# The file


FULL = """\
title = "Somebody"
age_band = "60-64"
conditions = ["hip_oa"]
sore_side = "left"
equipment = ["Loop band", "chair or counter"]
cannot = ["prone"]
minutes = 12
days = 4
routine = "steady-core"

[course]
pain_start = 4.5
pain_end = 2
weeks_to_change = 6
noise = 1
adherence = 0.8
effort = 3
morning_rise = { chance = 0.2, by = 3 }
sore_only = true
flares = [{ day = 9, pain = 7, days = 2 }]
away = [{ day = 30, days = 14 }]
hurts = [{ day = 3, exercise = "glute-bridge", pain = 6, sharp = true, leg = "same" }]
flags = [{ day = 20, id = "U1", days = 5 }, { day = 40, id = "pregnancy" }]
"""


@pytest.fixture
def file(tmp_path: Path) -> Callable[[str], Path]:
    """Return what writes a file."""

    def write(text: str) -> Path:
        path = tmp_path / "who.toml"
        path.write_text(text, "utf-8")
        return path

    return write


def test_a_file_with_everything(file: Callable[[str], Path]) -> None:
    found = read_made_up(file(FULL), CATALOG)
    assert found.person == Person(
        conditions=frozenset({"hip_oa"}),
        sore_side="left",
        age_band="60-64",
        equipment=frozenset({"loop band", "chair", "counter"}),
        cannot=frozenset({CATALOG.exercise("core-stability/forearm-plank").position}),
        minutes=12,
        days=4,
    )
    assert found.routine is CATALOG.routine("core-stability/steady-core")
    assert (found.pain_start, found.pain_end, found.weeks_to_change, found.noise) == (4.5, 2, 6, 1)
    assert (found.adherence, found.effort, found.rise_chance, found.rise_by) == (0.8, 3, 0.2, 3)
    assert found.sore_only
    assert found.flares == (Flare(9, 7, 2),)
    assert found.away == (Away(30, 14),)
    assert found.hurts == (PlannedHurt(3, BRIDGE, Hurt(6, True, "same")),)
    assert found.flags == (Flag(20, "U1", 5), Flag(40, "pregnancy"))


def test_the_least_file(file: Callable[[str], Path]) -> None:
    found = read_made_up(file("[course]\npain_start = 3\n"), CATALOG)
    assert found == MadeUp("", Person(), None, 3, 3)


WRONG = [
    ("", "course is missing"),
    ("course = 3\n", "line 1, course: must be a table"),
    ("[course]\n", "pain_start is missing"),
    ("[course]\npain_start = 11\n", "line 2, course, pain_start: must be at most 10"),
    ("[course]\npain_start = nan\n", "course, pain_start"),
    ("[course]\npain_start = -1\n", "line 2, course, pain_start: must be at least 0"),
    ("[course]\npain_start = '3'\n", "line 2, course, pain_start: must be a number, not a text"),
    ("[course]\npain_start = 3\nnoise = 6\n", "line 3, course, noise: must be at most 5"),
    ("[course]\npain_start = 3\nadherence = 80\n", "line 3, course, adherence: must be at most 1"),
    ("[course]\npain_start = 3\nweeks_to_change = 0\n", "line 3, course, weeks_to_change"),
    ("[course]\npain_start = 3\neffort = 4.5\n", "line 3, course, effort: must be a whole number"),
    ("[course]\npain_start = 3\nadherance = 1\n", "Did you mean 'adherence'?"),
    ("[course]\npain_start = 3\nmorning_rise = 2\n", "line 3, course, morning_rise: must be a table"),
    ("[course]\npain_start = 3\nmorning_rise = { by = 2 }\n", "course, morning_rise: chance is missing"),
    (
        "[course]\npain_start = 3\nflares = [{ day = 0, pain = 3 }]\n",
        "line 3, course, flares 1, day: must be at least 1",
    ),
    ("[course]\npain_start = 3\nflares = [{ day = 4 }]\n", "flares 1: pain is missing"),
    ("[course]\npain_start = 3\nflares = [3]\n", "line 3, course, flares 1: must be a table"),
    ("[course]\npain_start = 3\naway = [{ day = 4, until = 9 }]\n", "away 1, until: there is no key 'until'"),
    (
        "[course]\npain_start = 3\n[[course.flags]]\nday = 2\nid = 'E99'\n",
        "line 5, course, flags 1, id: there is no flag",
    ),
    ("[course]\npain_start = 3\nflags = [{ day = 2, id = 'u1' }]\n", "there is no flag 'u1'"),
    (
        "[course]\npain_start = 3\nhurts = [{ day = 2, exercise = 'glute-brige', pain = 3 }]\n",
        "line 3, course, hurts 1, exercise: no exercise 'glute-brige' in any pack in use. Did you mean 'glute-bridge'?",
    ),
    (
        "[course]\npain_start = 3\nhurts = [{ day = 2, exercise = 'cat-cow', pain = 3, leg = 'up down' }]\n",
        "hurts 1, leg",
    ),
    ("days = 8\n[course]\npain_start = 3\n", "line 1, days: must be at most 7"),
    ("cannot = ['flying']\n[course]\npain_start = 3\n", "line 1, cannot 1: 'flying' is not one of its values"),
    ("conditions = ['hip_ao']\n[course]\npain_start = 3\n", "line 1, conditions 1: there is no condition 'hip_ao'"),
    ("age_band = '70'\n[course]\npain_start = 3\n", "line 1, age_band"),
    ("routine = 'stedy-core'\n[course]\npain_start = 3\n", "line 1, routine: no routine 'stedy-core'. Did you mean"),
    ("pain = 3\n[course]\npain_start = 3\n", "line 1, pain: there is no key 'pain'"),
    ("[course\n", "is not TOML"),
]


@pytest.mark.parametrize(("text", "words"), WRONG)
def test_what_is_wrong_is_one_problem_with_its_place(text: str, words: str, file: Callable[[str], Path]) -> None:
    path = file(text)
    with pytest.raises(LimberupError) as caught:
        read_made_up(path, CATALOG)
    assert len(caught.value.problems) == 1
    told = str(caught.value)
    assert told.startswith(f"{path}: ")
    assert words in told


def test_of_several_mistakes_the_first_is_told(file: Callable[[str], Path]) -> None:
    text = "minutes = 1\ndays = 0\n[course]\npain_start = 11\nnoise = 9\n"
    with pytest.raises(LimberupError, match="line 1, minutes"):
        read_made_up(file(text), CATALOG)


@pytest.mark.parametrize("path", PEOPLE, ids=lambda path: path.stem)
def test_the_examples_are_lived_through(path: Path) -> None:
    who = read_made_up(path, CATALOG)
    assert who.title
    days = days_of(simulate(who, CATALOG, 26))
    assert len({day.state for day in days}) > 1
    for day in days:
        assert day.record or day.state.blocks
        for step in day.plan.steps:
            assert fit(step.exercise, who.person.conditions).verdict is not Verdict.EXCLUDE
            assert step.exercise.position not in who.person.cannot
    changes = {line.change for day in days for line in day.plan.lines}
    assert {Change.PROGRESS, Change.HOLD} <= changes


def test_there_are_three_examples() -> None:
    found = {path.stem: read_made_up(path, CATALOG).person.conditions for path in PEOPLE}
    assert found == {"desk-worker": set(), "new-hip": {"hip_oa", "thr_posterior"}, "sciatica": {"leg_pain"}}
    assert BREATHING in CATALOG.exercises
