"""Plans as timed phases."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.core.making import (
    BREATHING,
    BRIDGE,
    DEAD_BUG,
    PLANK,
    RESET,
    ROLLS,
    STRETCH,
    doses,
    exercise,
    plan,
    planned,
    short_steps,
    timelines,
)

from limberup.catalog import Catalog
from limberup.dose import Dose, Measure, parse_dose
from limberup.exercise import Exercise, Position, Side
from limberup.timeline import (
    Phase,
    PhaseKind,
    PlannedStep,
    Timeline,
    build_timeline,
    halved,
    reading_seconds,
    ready_seconds,
    switch_seconds,
)


def shape(timeline: Timeline) -> list[tuple[str, str, float]]:
    """Return kind, side and seconds of each phase."""
    return [(phase.kind.value, phase.side, phase.seconds) for phase in timeline.phases]


def test_a_hold_on_two_sides() -> None:
    timeline = plan((STRETCH, "2x30s each side rest 10s"), first_side="right")
    assert shape(timeline) == [
        ("ready", "right", 20),
        ("hold", "right", 30),
        ("switch", "left", 8),
        ("hold", "left", 30),
        ("rest", "right", 10),
        ("hold", "right", 30),
        ("switch", "left", 8),
        ("hold", "left", 30),
    ]
    assert [phase.set for phase in timeline.phases] == [1, 1, 1, 1, 2, 2, 2, 2]
    assert timeline.seconds == 166


@pytest.mark.parametrize(
    ("of", "dose", "phases"),
    [
        (BRIDGE, "2x5 2s", [("reps", "", 30), ("rest", "", 45), ("reps", "", 30)]),
        (BRIDGE, "2x5 rest 0s", [("reps", "", 20), ("reps", "", 20)]),
        (BRIDGE, "1x5 tempo 3-1", [("reps", "", 20)]),
        (PLANK, "2x10s", [("hold", "", 10), ("rest", "", 30), ("hold", "", 10)]),
        (DEAD_BUG, "1x5 each side", [("reps", "", 40)]),
        (DEAD_BUG, "1x5", [("reps", "", 24)]),
        (DEAD_BUG, "1x6", [("reps", "", 24)]),
        (BREATHING, "1x1min", [("breathe", "", 60)]),
        (RESET, "once", [("open", "", 60)]),
        (RESET, "log", [("open", "", 60)]),
        (STRETCH, "once", [("open", "", 60)]),
        (ROLLS, "1x5 each way", [("reps", "back", 20), ("switch", "forth", 4), ("reps", "forth", 20)]),
    ],
)
def test_each_sort_of_step(of: Exercise, dose: str, phases: list[tuple[str, str, float]]) -> None:
    assert shape(plan((of, dose)))[1:] == phases


def test_repetitions_by_the_second() -> None:
    phase = plan((BRIDGE, "1x3 2s tempo 2-4")).phases[1]
    assert (phase.reps, phase.rep_seconds, phase.seconds) == (3, 8, 24)
    assert [phase.rep_at(t) for t in (-1, 0, 7.9, 8, 16, 23.9, 24, 99)] == [1, 1, 1, 2, 3, 3, 3, 3]
    assert [phase.finished_reps(t) for t in (0, 7.9, 8, 15.9, 24, 99)] == [0, 0, 1, 1, 3, 3]
    assert plan((PLANK, "1x10s")).phases[1].rep_at(3) == 0
    assert plan((PLANK, "1x10s")).phases[1].finished_reps(3) == 0


def test_alternating_takes_turns() -> None:
    phase = plan((DEAD_BUG, "1x2 each side")).phases[1]
    assert (phase.reps, phase.turns, phase.side) == (4, True, "")
    times = (-1, 0, 3.9, 4, 8, 12, 99)
    assert [phase.turn_at(t) for t in times] == ["left"] * 3 + ["right", "left", "right", "right"]
    assert [phase.turn_at(t, "right") for t in times] == ["right"] * 3 + ["left", "right", "left", "left"]
    assert plan((BRIDGE, "1x2")).phases[1].turn_at(4) == ""


def per_side(timeline: Timeline) -> dict[tuple[int, str], float]:
    """Return the seconds of work of each step by side."""
    found: dict[tuple[int, str], float] = {}
    for phase in timeline.phases:
        if phase.kind.is_work and phase.side:
            found[phase.step, phase.side] = found.get((phase.step, phase.side), 0) + phase.seconds
    return found


@given(st.lists(st.tuples(st.sampled_from([STRETCH, ROLLS]), doses()), min_size=1, max_size=5), st.booleans())
def test_both_sides_get_equal_seconds_and_the_sore_one_comes_first(
    steps: list[tuple[Exercise, Dose]], right: bool
) -> None:
    first = "right" if right else "left"
    timeline = build_timeline([PlannedStep(of, dose) for of, dose in steps], first)
    seconds = per_side(timeline)
    for index, step in enumerate(timeline.steps):
        if step.dose.measure is not Measure.WORK:
            continue
        names = ("left", "right") if step.exercise.side is Side.PER_SIDE else step.exercise.ways
        assert seconds[index, names[0]] == seconds[index, names[1]] > 0
        sides = [phase.side for phase in timeline.phases if phase.step == index and phase.kind.is_work]
        assert sides[::2] == [first if step.exercise.side is Side.PER_SIDE else "back"] * step.dose.sets


@given(timelines())
def test_how_phases_follow_each_other(timeline: Timeline) -> None:
    assert timeline.seconds == sum(phase.seconds for phase in timeline.phases)
    assert all(phase.seconds > 0 for phase in timeline.phases)
    assert timeline.phases[0].kind is PhaseKind.READY
    assert timeline.phases[-1].kind.is_work
    for before, after in pairwise(timeline.phases):
        assert after.step in (before.step, before.step + 1)
        assert (after.step > before.step) == (after.kind is PhaseKind.READY)
        assert before.set <= after.set or after.kind is PhaseKind.READY
        if before.kind in (PhaseKind.REST, PhaseKind.SWITCH, PhaseKind.READY):
            assert after.kind.is_work
            assert (after.set, after.side) == (before.set, before.side)
    for index, step in enumerate(timeline.steps):
        kinds = [phase.kind for phase in timeline.phases if phase.step == index]
        rest = step.exercise.rest_seconds(step.dose)
        assert kinds.count(PhaseKind.REST) == (step.dose.sets - 1 if rest else 0)


@given(doses())
def test_the_time_of_one_set_is_what_the_dose_says(dose: Dose) -> None:
    timeline = build_timeline([PlannedStep(BRIDGE, dose)])
    work = [phase for phase in timeline.phases if phase.kind.is_work]
    for phase in work:
        if phase.reps:
            out, back = dose.tempo or BRIDGE.tempo
            assert phase.seconds == (dose.reps or 0) * (out + back + (dose.hold or 0))
        elif phase.kind is PhaseKind.HOLD:
            assert phase.seconds == phase.hold == dose.hold
    assert len(work) == dose.sets


@given(st.sampled_from(Position), st.sampled_from(Position), st.booleans())
def test_getting_ready_takes_time(before: Position, after: Position, equipment: bool) -> None:
    seconds = ready_seconds(before, after, equipment)
    assert 8 <= seconds <= 30
    assert seconds >= ready_seconds(after, after, equipment)
    assert ready_seconds(before, after, True) == ready_seconds(before, after) + 5


def test_the_further_the_way_the_longer() -> None:
    up_down = ready_seconds(Position.STANDING, Position.SUPINE)
    assert (
        up_down
        == ready_seconds(Position.SUPINE, Position.STANDING)
        > ready_seconds(Position.SUPINE, Position.ALL_FOURS)
    )
    assert ready_seconds(Position.SUPINE, Position.PRONE) < ready_seconds(Position.SUPINE, Position.ALL_FOURS)
    assert ready_seconds(None, Position.SUPINE) > ready_seconds(None, Position.STANDING)
    assert switch_seconds(exercise(position=Position.SIDE_LYING)) > switch_seconds(exercise())


# Exercises with four words to read, and with ten.
_FEW = exercise("few", how=("One two three four.",))
_MANY = exercise("many", how=("One two three four.", "Five six seven eight.", "Nine ten."), position=Position.STANDING)


@pytest.mark.parametrize(
    ("steps", "known", "longer"),
    [
        ([_FEW], ["test/few"], [0]),
        ([_FEW], [], [1]),
        ([_FEW], ["test/many", "few"], [1]),
        # Ten words take a little more than three seconds, and a phase has whole seconds.
        ([_MANY], [], [3]),
        ([_FEW, _MANY], [], [1, 3]),
        ([_FEW, _MANY], ["test/few"], [0, 3]),
        ([_FEW, _MANY], ["test/few", "test/many"], [0, 0]),
        # Steps that were read once today are known.
        ([_FEW, _MANY, _FEW, _MANY], [], [1, 3, 0, 0]),
        ([_FEW, _FEW], ["test/few"], [0, 0]),
        ([], [], []),
    ],
)
def test_the_steps_of_a_new_exercise_are_read_while_getting_ready(
    steps: list[Exercise], known: list[str], longer: list[int]
) -> None:
    before = plan(*((step, "2x5 rest 10s") for step in steps))
    after = before.with_time_to_read(known)
    ready = [i for i, phase in enumerate(before.phases) if phase.kind is PhaseKind.READY]
    assert [after.phases[i].seconds - before.phases[i].seconds for i in ready] == longer
    # Nothing else changes: no other phase, and of these only how long they last.
    back = [
        replace(phase, seconds=before.phases[i].seconds) if i in ready else phase
        for i, phase in enumerate(after.phases)
    ]
    assert replace(after, phases=tuple(back)) == before


def test_looking_ahead() -> None:
    timeline = plan((BRIDGE, "2x5"), (PLANK, "1x10s"))
    assert [phase.kind.value for phase in timeline.phases] == ["ready", "reps", "rest", "reps", "ready", "hold"]
    assert [timeline.next_step_at(i) for i in range(6)] == [4, 4, 4, 4, None, None]
    ahead = [timeline.work_after(i) for i in range(7)]
    assert [phase and phase.step for phase in ahead] == [0, 0, 0, 0, 1, 1, None]
    assert timeline.planned(timeline.phases[5]).exercise is PLANK


def test_what_comes_in_which_order_and_in_how_many_sets() -> None:
    timeline = plan((BRIDGE, "2x5"), (STRETCH, "3x10s each side"), (PLANK, "1x10s"))
    assert timeline.order == (0, 1, 2)
    assert [timeline.sets_of(step) for step in timeline.order] == [2, 3, 1]
    fewer = timeline.without_later_sets(1)
    assert fewer.sets_of(0) == 1
    # Another exercise stands where the one that it is done instead of stood.
    other = timeline.with_step_instead(0, planned(RESET, "4x5"))
    assert other.order == (0, 3, 1, 2)
    assert other.sets_of(3) == 4
    back, _ = timeline.with_phases_before(0, [i for i, phase in enumerate(timeline.phases) if phase.step == 2])
    assert back.order == (2, 0, 1)
    assert build_timeline([]).order == ()
    with pytest.raises(ValueError, match="empty"):
        build_timeline([]).sets_of(0)


@pytest.mark.parametrize(
    ("of", "dose", "seconds", "reps"),
    [
        (BRIDGE, "1x5", 8, 2),
        (BRIDGE, "1x1", 4, 1),
        (DEAD_BUG, "1x8 each side", 32, 8),
        (DEAD_BUG, "1x5 each side", 16, 4),
        (DEAD_BUG, "1x1 each side", 8, 2),
        (DEAD_BUG, "1x1", 8, 2),
        (PLANK, "1x30s", 15, 0),
        (PLANK, "1x1s", 1, 0),
        (BREATHING, "1x9s", 4, 0),
    ],
)
def test_half(of: Exercise, dose: str, seconds: float, reps: int) -> None:
    phase = halved(plan((of, dose)).phases[1])
    assert (phase.seconds, phase.reps) == (seconds, reps)
    assert phase.kind is not PhaseKind.HOLD or phase.hold == phase.seconds


@given(timelines(), st.data())
def test_easing_halves_what_is_left_of_the_step_alone(timeline: Timeline, data: st.DataObject) -> None:
    index = data.draw(st.integers(0, len(timeline.phases) - 1))
    eased = timeline.with_eased_rest(index)
    for i, (before, after) in enumerate(zip(timeline.phases, eased.phases, strict=True)):
        later = i > index and before.step == timeline.phases[index].step and before.kind.is_work
        assert after == (halved(before) if later else before)
    fewer = timeline.without_later_sets(index)
    here = timeline.phases[index]
    assert fewer.phases[: index + 1] == timeline.phases[: index + 1]
    left = [phase for phase in fewer.phases[index + 1 :] if phase.step == here.step]
    assert all(phase.set == here.set for phase in left)
    assert not (left and here.kind is PhaseKind.REST)
    assert [p for p in fewer.phases if p.step != here.step] == [p for p in timeline.phases if p.step != here.step]


@given(timelines(), short_steps(), st.data())
def test_another_exercise_instead(timeline: Timeline, step: PlannedStep, data: st.DataObject) -> None:
    index = data.draw(st.integers(0, len(timeline.phases) - 1))
    other = timeline.with_step_instead(index, step)
    here = timeline.phases[index].step
    new = len(timeline.steps)
    assert other.steps == (*timeline.steps, step)
    assert other.phases[: index + 1] == timeline.phases[: index + 1]
    own = [phase for phase in other.phases if phase.step == new]
    assert own[0] == Phase(
        PhaseKind.READY,
        new,
        ready_seconds(timeline.steps[here].exercise.position, step.exercise.position),
        1,
        own[0].side,
    )
    after = other.phases[index + 1 + len(own) :]
    assert [p.step for p in after] == [p.step for p in timeline.phases[index + 1 :] if p.step != here]
    if after:
        assert after[0].seconds == ready_seconds(step.exercise.position, other.planned(after[0]).exercise.position)


def test_an_exercise_instead_leaves_the_time_to_read_the_one_after_it() -> None:
    timeline = plan((BRIDGE, "1x5"), (PLANK, "1x10s")).with_time_to_read([])
    reading = reading_seconds(PLANK)
    assert reading > 0
    other = timeline.with_step_instead(1, planned(RESET, "1x5"))
    after = next(phase for phase in other.phases if phase.step == 1)
    assert after.seconds == ready_seconds(RESET.position, PLANK.position) + reading
    # And once more, in the place of what was swapped in.
    twice = other.with_step_instead(3, planned(BRIDGE, "1x5"))
    after = next(phase for phase in twice.phases if phase.step == 1)
    assert after.seconds == ready_seconds(BRIDGE.position, PLANK.position) + reading


def test_nothing_to_do() -> None:
    assert build_timeline([]).phases == ()
    assert build_timeline([]).seconds == 0


def test_every_exercise_of_ours_makes_a_timeline(catalog: Catalog) -> None:
    for one in catalog.exercises.values():
        for dose in (one.start, one.target):
            timeline = build_timeline([PlannedStep(one, dose)])
            assert 0 < timeline.seconds < 3000, one.id
            seconds = set(per_side(timeline).values())
            assert len(seconds) <= 1, one.id


def test_a_planned_step_reads_well() -> None:
    assert planned(BRIDGE, "3x10") == PlannedStep(BRIDGE, parse_dose("3x10"))
