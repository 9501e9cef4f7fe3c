"""The plan over several sessions: what went before makes doses grow or stay, and gives days of rest."""

from __future__ import annotations

import pytest
from tests.core.past import BIRD_DOG, BRIDGE, CAT_COW, FIGURE_4, GLUTE_SET, KNEE_ROLL, Story, doses, line, routine
from tests.core.stories import decided, grown

from limberup.course import FOR_STEP
from limberup.safety.decision import State
from limberup.safety.progress import Change

# Growing


def test_three_good_sessions_make_it_grow() -> None:
    story = Story(routine(BRIDGE, CAT_COW))
    story.good(0, 3, 6)
    plan = story.plan(9)
    assert doses(plan) == {"glute-bridge": "1x10 2s", "cat-cow": "1x8"}
    assert decided(plan, BRIDGE) == ("P3", "progress")
    assert line(plan, BRIDGE).change is Change.PROGRESS


@pytest.mark.parametrize("days", [(), (0,), (0, 3)])
def test_fewer_are_too_few(days: tuple[int, ...]) -> None:
    story = Story(routine(BRIDGE))
    story.good(*days)
    assert doses(story.plan(9)) == {"glute-bridge": "1x8 2s"}


def test_it_grows_again_only_after_three_more() -> None:
    story = Story(routine(BRIDGE))
    story.good(0, 3, 6, 9, 12)
    assert doses(story.plan(15)) == {"glute-bridge": "1x10 2s"}
    story.good(15)
    assert doses(story.plan(18)) == {"glute-bridge": "1x12 2s"}


def test_two_grow_in_a_session_and_the_first_of_the_routine_come_first() -> None:
    story = Story(routine(CAT_COW, KNEE_ROLL, FIGURE_4, BRIDGE))
    story.good(0, 3, 6)
    plan = story.plan(9)
    grown = [found.step for found in plan.lines if found.change is Change.PROGRESS]
    assert grown == [CAT_COW, KNEE_ROLL]
    assert doses(plan)["glute-bridge"] == "1x8 2s"


def test_hard_sessions_grow_nothing() -> None:
    story = Story(routine(BRIDGE))
    for day in (0, 3, 6):
        story.do(day, effort=5)
        story.morning()
    assert doses(story.plan(9)) == {"glute-bridge": "1x8 2s"}


def test_where_the_sides_take_turns_effort_counts_too() -> None:
    story = Story(routine(BIRD_DOG))
    for day in (0, 3, 6):
        story.do(day, effort=7)
        story.morning()
    assert doses(story.plan(9)) == {"bird-dog": "1x5 3s each side"}


def test_a_day_of_more_pain_grows_nothing() -> None:
    story = Story(routine(BRIDGE))
    for day in (0, 3, 6):
        story.do(day, pain=4)
        story.morning(4, 4)
    plan = story.plan(9, pain=4)
    assert plan.gate.state is State.STEADY
    assert doses(plan) == {"glute-bridge": "1x8 2s"}
    assert decided(plan, BRIDGE) == ("P2", "hold")
    assert decided(story.plan(9, pain=3), BRIDGE) == ("P3", "progress")


def test_at_its_target_it_gives_way_to_the_harder_one_and_stays_there() -> None:
    story = Story(routine(GLUTE_SET))
    days = grown(story, GLUTE_SET, BRIDGE)
    assert story.course(days).week >= 3
    # The session that brought it there is a whole day ahead: less would be a clock that was fast.
    plan = story.plan(days - 4)
    assert doses(plan) == {"glute-bridge": "1x8 2s"}
    assert decided(plan, GLUTE_SET) == ("P3", "progress")
    assert plan.marks == ((0, f"{FOR_STEP}{GLUTE_SET}"),)
    assert doses(story.plan(days)) == {"glute-bridge": "1x8 2s"}
    story.good(days, days + 3)
    assert doses(story.plan(days + 6)) == {"glute-bridge": "1x10 2s"}


# Staying


def test_a_morning_that_had_not_settled_holds() -> None:
    story = Story(routine(FIGURE_4))
    story.good(0, 3, 6)
    story.do(9)
    assert decided(story.plan(9), FIGURE_4) == ("P2", "hold")
    story.morning(5)
    plan = story.plan(12)
    assert doses(plan) == {"supine-figure-4": "2x25s each side"}
    assert decided(plan, FIGURE_4) == ("P2", "hold")
    assert [note.rule for note in plan.notes] == ["M3"]


def test_a_morning_that_was_not_told_holds() -> None:
    story = Story(routine(FIGURE_4))
    story.good(0, 3)
    story.do(6)
    plan = story.plan(9)
    assert doses(plan) == {"supine-figure-4": "2x20s each side"}
    assert decided(plan, FIGURE_4) == ("P2", "hold")
    assert [note.rule for note in plan.notes] == ["M1"]


def test_sore_muscles_hold_and_take_nothing() -> None:
    story = Story(routine((BRIDGE, "2x10 2s")))
    story.do(0)
    story.morning(6, sore_only=True)
    plan = story.plan(3)
    assert doses(plan) == {"glute-bridge": "2x10 2s"}
    assert decided(plan, BRIDGE) == ("P2", "hold")


def test_after_a_bad_morning_strength_has_one_set_less() -> None:
    story = Story(routine((BRIDGE, "3x10 2s"), (FIGURE_4, "2x20s")))
    story.do(0)
    story.morning(6)
    plan = story.plan(3)
    assert doses(plan) == {"glute-bridge": "2x10 2s", "supine-figure-4": "2x20s each side"}
    assert line(plan, BRIDGE).change is Change.HOLD


def test_the_set_less_is_not_lost_to_a_session_without_strength() -> None:
    story = Story(routine((BRIDGE, "3x10 2s"), (FIGURE_4, "2x20s")))
    story.do(0)
    story.morning(6)
    plan = story.do(1)
    assert list(doses(plan)) == ["supine-figure-4"]
    story.morning()
    plan = story.do(3)
    assert doses(plan)["glute-bridge"] == "2x10 2s"
    assert decided(plan, BRIDGE) == ("M3", "hold")
    # Once.
    story.morning()
    assert doses(story.plan(6))["glute-bridge"] == "2x10 2s"


# The calendar


@pytest.mark.parametrize(("hours", "rests"), [(24, True), (47, True), (48, False)])
def test_strength_of_the_same_muscles_rests_two_days(hours: float, rests: bool) -> None:
    story = Story(routine(BRIDGE, CAT_COW))
    story.good(0)
    story.routine = routine("glutes/single-leg-bridge", "glutes/clamshell", CAT_COW)
    plan = story.plan(hours / 24)
    assert ("single-leg-bridge" not in doses(plan)) is rests
    assert {"clamshell", "cat-cow"} <= set(doses(plan)), "other muscles need no rest"
    if rests:
        assert decided(plan, "glutes/single-leg-bridge") == ("F", "rest")


def test_after_a_bad_morning_all_strength_rests_two_days() -> None:
    story = Story(routine(BRIDGE, FIGURE_4))
    story.do(0)
    story.morning(6)
    story.routine = routine("core-stability/curl-up", FIGURE_4)
    plan = story.plan(1)
    assert decided(plan, "core-stability/curl-up") == ("M3", "rest")
    assert list(doses(plan)) == ["supine-figure-4"]
    # A session of stretches in between ends the pause no sooner.
    story.do(1)
    assert decided(story.plan(1.5), "core-stability/curl-up") == ("M3", "rest")
    assert "curl-up" in doses(story.plan(2))


def test_four_days_of_strength_a_week_are_enough() -> None:
    story = Story(routine(GLUTE_SET))
    for day in range(4):
        story.routine = routine((GLUTE_SET, "glutes/clamshell")[day % 2])
        story.good(day)
    story.routine = routine("core-stability/wall-side-plank", CAT_COW)
    plan = story.plan(4)
    assert decided(plan, "core-stability/wall-side-plank") == ("F", "rest")
    assert "wall-side-plank" in doses(story.plan(7))


@pytest.mark.parametrize(("first", "days"), [(0, 3), (14, 5), (28, 7)])
def test_stretching_days_of_seven(first: int, days: int) -> None:
    story = Story(routine(CAT_COW))
    for day in range(0, first, 3):
        # Hard enough that nothing grows, and so nothing gives way to what is harder.
        story.do(day, effort=5)
        story.morning()
    story.routine = routine(FIGURE_4, CAT_COW)
    done = 0
    while "supine-figure-4" in doses(story.plan(first + done)) and done < 7:
        story.do(first + done, effort=5)
        story.morning()
        done += 1
    assert done == days
    if days < 7:
        assert decided(story.plan(first + done), FIGURE_4) == ("F", "rest")
        # A second time on the same day uses up no other day, and moving easily is not stretching.
        assert "supine-figure-4" in doses(story.plan(first + done - 0.9))
        assert "cat-cow" in doses(story.plan(first + done))
