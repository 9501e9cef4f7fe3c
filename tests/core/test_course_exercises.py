"""What past sessions tell about each exercise: how it went, what stands against it, and what it has become."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from tests.core.past import (
    BIRD_DOG,
    BREATHING,
    BRIDGE,
    BRIDGE_MARCH,
    CAT_COW,
    FIGURE_4,
    GLUTE_SET,
    HEEL_SLIDE,
    KNEE_ROLL,
    PLANK,
    done,
    on,
    past,
    session,
)

from limberup.course import Course
from limberup.dose import parse_dose
from limberup.history.record import FORM_LOST, Hurt, Record, parse_entry
from limberup.safety.situation import Last


def last_of(course: Course, exercise: str) -> Last:
    """Return how one exercise went the last time."""
    return next(last for last in course.last if last.exercise == exercise)


@pytest.mark.parametrize(
    ("ago", "state", "weighed"),
    [(0.1, "FULL", True), (2, "FULL", True), (3, "FULL", False), (2, "STEADY", True), (2, "RESCUE", False)],
)
def test_an_exercise_is_weighed_once_it_was_done_this_week(ago: float, state: str, weighed: bool) -> None:
    course = past(session(ago, done(BRIDGE), state=state), session(9, done(BRIDGE)), started=on(16))
    assert last_of(course, BRIDGE).weighed is weighed


# How each exercise went


def test_the_newest_time_counts_and_the_newest_comes_first() -> None:
    course = past(
        session(2, done(BRIDGE, "2x10 2s"), done(CAT_COW)), session(4, done(BRIDGE, "1x8 2s"), done(FIGURE_4))
    )
    assert [last.exercise for last in course.last] == [CAT_COW, BRIDGE, FIGURE_4]
    assert last_of(course, BRIDGE).dose == parse_dose("2x10 2s")


def test_after_28_days_an_exercise_is_new() -> None:
    course = past(session(2), session(27, done(BRIDGE)), session(28, done(CAT_COW)))
    assert {last.exercise for last in course.last} == {BREATHING, BRIDGE}
    assert course.last_done == {BREATHING: on(2), BRIDGE: on(27), CAT_COW: on(28)}


def test_what_was_never_begun_says_nothing() -> None:
    skipped = replace(done(BRIDGE), work=(), marks=("skipped",))
    assert past(session(1, skipped)).last == ()


MET: list[tuple[dict[str, Any], bool]] = [
    ({}, True),
    ({"more": 2}, True),
    ({"more": -1}, False),
    ({"sets": 1}, False),
    ({"marks": ["eased"]}, False),
    ({"marks": ["made easier"]}, False),
    ({"marks": ["cut short"]}, False),
    ({"marks": ["stopped"]}, False),
    ({"marks": ["swapped"]}, False),
    ({"marks": ["pain"]}, False),
    ({"marks": [FORM_LOST]}, False),
    ({"marks": ["usual dose 2x12 2s"]}, False),
    ({"marks": ["usual dose 1x8 2s"]}, True),
    ({"marks": ["usual dose nonsense"]}, True),
    ({"marks": ["for glutes/glute-set"]}, True),
    ({"marks": ["instead of glutes/glute-set"]}, True),
]


@pytest.mark.parametrize(("how", "met"), MET)
def test_met(how: dict[str, Any], met: bool) -> None:
    assert last_of(past(session(1, done(BRIDGE, "2x10 2s", **how))), BRIDGE).met is met


@pytest.mark.parametrize(("more", "met"), [(0, True), (5, True), (-1, False)])
def test_a_hold_is_met_by_its_seconds(more: int, met: bool) -> None:
    assert last_of(past(session(1, done(FIGURE_4, "2x30s each side", more=more))), FIGURE_4).met is met


@pytest.mark.parametrize(
    ("line", "met"),
    [
        (f"{BRIDGE}: 10 of 1x10", True),
        (f"{BRIDGE}: 30s of 1x10", False),
        (f"{PLANK}: 10s of 1x10s", True),
        (f"{PLANK}: 10 of 1x10s", False),
        ("desk-worker/movement-break: 1 of once", True),
        ("desk-worker/movement-break: 300s of once", True),
    ],
)
def test_seconds_are_no_repetitions(line: str, met: bool) -> None:
    entry = parse_entry(line)
    assert last_of(past(session(1, entry)), entry.exercise).met is met


@pytest.mark.parametrize(
    ("exercise", "kept", "met"),
    [
        (FIGURE_4, ("left", "right"), True),
        (FIGURE_4, ("left",), False),
        (FIGURE_4, ("right",), False),
        ("desk-worker/shoulder-roll", ("back", "forward"), True),
    ],
)
def test_both_sides_are_needed(exercise: str, kept: tuple[str, ...], met: bool) -> None:
    entry = done(exercise)
    sides = {work.side for work in entry.work}
    assert len(sides) == 2
    wanted = sides if met else set(kept)
    entry = replace(entry, work=tuple(work for work in entry.work if work.side in wanted))
    assert last_of(past(session(1, entry)), exercise).met is met


def test_one_of_two_ways_is_not_all() -> None:
    entry = done("desk-worker/shoulder-roll")
    first = entry.work[0].side
    assert first not in ("left", "right")
    entry = replace(entry, work=tuple(work for work in entry.work if work.side == first))
    assert last_of(past(session(1, entry)), entry.exercise).met is False


def test_where_the_sides_take_turns_half_is_not_all() -> None:
    entry = done(BIRD_DOG, "1x6 3s each side")
    assert [work.reps for work in entry.work] == [12]
    assert last_of(past(session(1, entry)), BIRD_DOG).met
    half = replace(entry, work=(replace(entry.work[0], reps=6),))
    assert not last_of(past(session(1, half)), BIRD_DOG).met


@pytest.mark.parametrize(
    ("newest", "before", "effort"),
    [(3, 4, 4), (4, 3, 4), (None, 2, 5), (2, None, 5), (8, 1, 8)],
)
def test_effort_is_the_harder_of_the_last_two(newest: int | None, before: int | None, effort: int) -> None:
    course = past(
        session(1, done(BRIDGE), effort=newest),
        session(3, done(BRIDGE), effort=before),
        session(5, done(BRIDGE), effort=9),
    )
    assert last_of(course, BRIDGE).effort == effort


@pytest.mark.parametrize(
    ("newest", "before", "extra"), [(3, 2, 2), (2, 4, 2), (0, 5, 0), (2, None, 0), (900, 900, 200)]
)
def test_extra_is_the_fewer_of_the_last_two(newest: int, before: int | None, extra: int) -> None:
    records = [session(1, done(BRIDGE, more=newest))]
    if before is not None:
        records.append(session(3, done(BRIDGE, more=before)))
    assert last_of(past(*records), BRIDGE).extra == extra


def test_repetitions_of_both_sides_are_no_extra() -> None:
    # A record of an exercise whose sides take turns has the repetitions of both.
    course = past(session(1, done(BIRD_DOG)), session(3, done(BIRD_DOG)))
    assert last_of(course, BIRD_DOG).extra == 0
    course = past(session(1, done(BIRD_DOG, more=2)), session(3, done(BIRD_DOG, more=3)))
    assert last_of(course, BIRD_DOG).extra == 2


def test_extra_is_that_of_the_weaker_side() -> None:
    clams = done("glutes/clamshell", "2x8 each side")
    assert {work.side for work in clams.work} == {"left", "right"}
    more = {"left": 11, "right": 9}
    uneven = replace(clams, work=tuple(replace(work, reps=more[work.side]) for work in clams.work))
    assert last_of(past(session(1, uneven), session(3, uneven)), clams.exercise).extra == 1


RUNS: list[tuple[list[Record], int]] = [
    ([session(ago, done(BRIDGE)) for ago in (1, 3, 5, 7)], 4),
    ([session(ago, done(BRIDGE)) for ago in (1, 3)] + [session(5, done(BRIDGE), morning=None)], 2),
    ([session(1, done(BRIDGE), morning=None)] + [session(ago, done(BRIDGE)) for ago in (3, 5)], 0),
    ([session(1, done(BRIDGE), sore_only=True, morning=5), session(3, done(BRIDGE))], 0),
    ([session(1, done(BRIDGE)), session(3, done(BRIDGE, "1x6 2s")), session(5, done(BRIDGE))], 1),
    ([session(1, done(BRIDGE)), session(3, done(BRIDGE, marks=["eased"])), session(5, done(BRIDGE))], 1),
    ([session(1, done(BRIDGE)), session(3, done(BRIDGE, marks=[FORM_LOST])), session(5, done(BRIDGE))], 1),
    # A gentle session is no time of its own, and breaks nothing.
    ([session(1, done(BRIDGE)), session(3, done(BRIDGE), state="RESCUE"), session(5, done(BRIDGE))], 2),
    # Two of one day are one.
    ([session(1, done(BRIDGE)), session(1.3, done(BRIDGE)), session(3, done(BRIDGE))], 2),
    # A session without it in between breaks nothing.
    ([session(1, done(BRIDGE)), session(2), session(3, done(BRIDGE))], 2),
]


@pytest.mark.parametrize(("records", "run"), RUNS)
def test_run(records: list[Record], run: int) -> None:
    assert last_of(past(*records), BRIDGE).run == run


AMBER: list[tuple[list[Record], bool, bool]] = [
    # records, amber, regress
    ([session(1, done(BRIDGE))], False, False),
    ([session(1, done(BRIDGE, marks=["eased"]))], True, False),
    ([session(1, done(BRIDGE, marks=["stopped"]))], True, True),
    ([session(1, done(BRIDGE, marks=["pain"]))], True, False),
    ([session(1, done(BRIDGE, marks=["tired"]))], False, False),
    # Once it has been done again the step back is taken.
    ([session(1, done(BRIDGE)), session(3, done(BRIDGE, marks=["stopped"]))], False, False),
    # A gentle session doesn't take it, and adds its own.
    ([session(1, done(BRIDGE), state="RESCUE"), session(3, done(BRIDGE, marks=["stopped"]))], True, True),
    ([session(1, done(BRIDGE, marks=["stopped"]), state="RESCUE"), session(3, done(BRIDGE))], True, True),
    # On one day: the second session took the step back.
    ([session(1, done(BRIDGE)), session(1.3, done(BRIDGE, marks=["stopped"]))], True, False),
    ([session(1.3, done(BRIDGE)), session(1, done(BRIDGE, marks=["stopped"]))], True, True),
    # Its own morning had not settled, whatever came since.
    ([session(1), session(3, done(BRIDGE, marks=["eased"]), morning=5)], True, True),
    ([session(1), session(3, done(BRIDGE, marks=["pain"]), morning=5)], True, True),
    ([session(1), session(3, done(BRIDGE), morning=5)], False, False),
    # Two mornings in a row that had not settled send everything back, also what was not done then.
    ([session(1), session(3, morning=5), session(5, morning=5), session(7, done(BRIDGE))], False, True),
    ([session(1), session(3, morning=5), session(5, morning=2), session(7, done(BRIDGE))], False, False),
    ([session(1), session(3, done(BRIDGE), morning=5), session(5, morning=5)], False, True),
    ([session(1, done(BRIDGE)), session(3, morning=5), session(5, morning=5)], False, False),
]


@pytest.mark.parametrize(("records", "amber", "regress"), AMBER)
def test_marks_that_stand(records: list[Record], amber: bool, regress: bool) -> None:
    last = last_of(past(*records), BRIDGE)
    assert (last.amber, last.regress) == (amber, regress)


@pytest.mark.parametrize(("ago", "before"), [(1, False), (3, True)])
def test_before_says_that_the_last_session_was_without_it(ago: int, before: bool) -> None:
    assert last_of(past(session(1), session(ago, done(BRIDGE))), BRIDGE).before is before


@pytest.mark.parametrize(
    ("entry", "stored"),
    [
        (done(BRIDGE, "2x10 2s"), "2x10 2s"),
        (done(BRIDGE, "1x8 2s", marks=["usual dose 3x12 2s"]), "3x12 2s"),
        (done(BRIDGE, "1x8 2s", marks=["usual dose 3 x many"]), "1x8 2s"),
    ],
)
def test_the_dose_that_is_stored(entry: Any, stored: str) -> None:
    assert last_of(past(session(1, entry)), BRIDGE).dose == parse_dose(stored)


def test_gentle_sessions_change_no_stored_dose() -> None:
    gentle = session(1, done(BRIDGE), state="RESCUE")
    course = past(gentle, session(3, done(BRIDGE, "2x12 2s")))
    assert last_of(course, BRIDGE).dose == parse_dose("2x12 2s")
    assert last_of(past(gentle), BRIDGE).dose is None


# Ladders


def test_what_a_step_has_become() -> None:
    march = done(BRIDGE_MARCH, marks=[f"for {BRIDGE}"])
    assert past(session(1, march), session(3, done(BRIDGE))).rungs == {BRIDGE: BRIDGE_MARCH}
    # The newest word counts: it is back at what the routine has.
    assert past(session(1, done(BRIDGE)), session(3, march)).rungs == {}
    lower = done(GLUTE_SET, marks=[f"for {BRIDGE}"])
    assert past(session(1, lower), session(3, march)).rungs == {BRIDGE: GLUTE_SET}


@pytest.mark.parametrize(
    "record",
    [
        session(28, done(BRIDGE_MARCH, marks=[f"for {BRIDGE}"])),
        session(1, done(GLUTE_SET, marks=[f"instead of {BRIDGE}"])),
        session(1, done(GLUTE_SET, marks=[f"for {BRIDGE}"]), state="RESCUE"),
    ],
)
def test_what_is_no_rung(record: Record) -> None:
    assert past(record, session(2)).rungs == {}


def test_a_hurt_alone_is_a_time_that_it_was_done() -> None:
    entry = replace(done(HEEL_SLIDE), work=(), hurts=(Hurt(7, True),), marks=("stopped",))
    last = last_of(past(session(1, entry, done(KNEE_ROLL))), HEEL_SLIDE)
    assert (last.met, last.amber, last.regress, last.run) == (False, True, True, 0)
