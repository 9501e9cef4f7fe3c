"""The plan over several sessions: what went before makes doses grow, stay or go back, each with its reason."""

from __future__ import annotations

import pytest
from tests.core.past import (
    BIRD_DOG,
    BREATHING,
    BRIDGE,
    CAT_COW,
    FIGURE_4,
    GLUTE_SET,
    KNEE_ROLL,
    PLANK,
    SIT_TO_STAND,
    Story,
    doses,
    line,
    routine,
)

from limberup.course import FOR_STEP, USUAL_DOSE
from limberup.dose import parse_dose
from limberup.history.record import Hurt
from limberup.person import Person
from limberup.plan import Plan
from limberup.safety.decision import Refer, State
from limberup.safety.gate import RESCUE_LIST
from limberup.safety.progress import Change

SHARP = Hurt(7, sharp=True)


def decided(plan: Plan, exercise: str) -> tuple[str, str]:
    """Return rule and outcome of the weightiest decision of a step."""
    decision = line(plan, exercise).decision
    assert decision
    return decision.rule, decision.outcome


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


def grown(story: Story, step: str, into: str) -> int:
    """Do good sessions until a step has become that exercise; return the next day."""
    days = 0
    while story.course(days).rungs.get(step) != into:
        story.good(days)
        days += 3
        assert days < 200, "it never came to that"
    return days


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


# Going back


def test_after_a_stop_it_goes_a_third_back() -> None:
    story = Story(routine((BRIDGE, "3x12 2s"), CAT_COW))
    story.do(0, hurts={BRIDGE: SHARP})
    assert "stopped" in story.records[0].entries[0].marks
    story.morning()
    plan = story.do(3)
    assert doses(plan) == {"glute-bridge": "3x8 2s", "cat-cow": "1x6"}
    assert decided(plan, BRIDGE) == ("P1", "regress")
    story.morning()
    # One step, not one each time.
    assert doses(story.plan(6))["glute-bridge"] == "3x8 2s"


def test_two_sessions_of_one_day_take_one_step_back() -> None:
    story = Story(routine((KNEE_ROLL, "1x18"), CAT_COW))
    story.do(0, hurts={KNEE_ROLL: SHARP})
    assert doses(story.do(0.2))["supine-knee-roll"] == "1x12 each side"
    story.morning()
    assert doses(story.plan(3))["supine-knee-roll"] == "1x12 each side"


def test_an_eased_one_holds_and_goes_back_where_the_morning_was_bad() -> None:
    story = Story(routine((FIGURE_4, "2x30s"), CAT_COW))
    story.do(0, hurts={FIGURE_4: Hurt(4)})
    assert story.records[0].entries[0].amber
    story.morning()
    assert decided(story.plan(3), FIGURE_4) == ("P2", "hold")
    story.morning(5)
    plan = story.plan(3)
    assert doses(plan) == {"supine-figure-4": "2x20s each side", "cat-cow": "1x6"}
    # It stands also where sessions without it came in between.
    story.routine = routine(CAT_COW)
    story.good(2)
    story.routine = routine((FIGURE_4, "2x30s"), CAT_COW)
    assert decided(story.plan(5), FIGURE_4) == ("P1", "regress")


def test_two_bad_mornings_in_a_row_take_everything_back_and_refer() -> None:
    story = Story(routine((BRIDGE, "3x12 2s"), (FIGURE_4, "2x30s")))
    story.do(0)
    story.morning(6)
    story.do(3)
    story.morning(6)
    plan = story.plan(6)
    assert doses(plan) == {"glute-bridge": "2x8 2s", "supine-figure-4": "2x20s each side"}
    assert plan.refer is Refer.ROUTINE


def test_at_the_start_dose_it_gives_way_to_the_easier_one_and_comes_back() -> None:
    story = Story(routine(BRIDGE, CAT_COW))
    story.do(0, hurts={BRIDGE: SHARP})
    story.morning()
    plan = story.plan(3)
    assert doses(plan) == {"glute-set": "1x5 5s", "cat-cow": "1x6"}
    assert decided(plan, BRIDGE) == ("P1", "regress")
    story.good(3, 6, 9)
    # Three good ones of the easier: it grows, in the place of the step.
    plan = story.plan(12)
    assert doses(plan)["glute-set"] == "1x7 5s"
    assert story.course(12).rungs == {BRIDGE: GLUTE_SET}
    days = 12
    while "glute-set" in doses(story.plan(days)):
        story.good(days)
        days += 3
        assert days < 200
    assert doses(story.plan(days))["glute-bridge"] == "1x8 2s"
    story.good(days)
    assert BRIDGE not in story.course(days + 3).rungs


def test_with_nothing_easier_it_is_taken_out_and_comes_back_after_four_weeks() -> None:
    story = Story(routine(GLUTE_SET, CAT_COW))
    story.do(0, hurts={GLUTE_SET: SHARP})
    story.morning()
    plan = story.plan(3)
    assert decided(plan, GLUTE_SET) == ("P1", "remove")
    assert list(doses(plan)) == ["cat-cow"]
    story.good(3, 9, 15, 21)
    assert "glute-set" not in doses(story.plan(27))
    assert doses(story.plan(28))["glute-set"] == "1x5 5s"


def test_an_easier_way_in_words_is_said_while_it_is_done() -> None:
    story = Story(routine(SIT_TO_STAND, CAT_COW))
    story.do(0, hurts={SIT_TO_STAND: SHARP})
    story.morning()
    plan = story.plan(3)
    assert doses(plan)["sit-to-stand"] == "1x5"
    assert plan.steps[0].cue.startswith("Use a higher chair")


def test_what_an_easier_one_asks_of_this_person_is_said_from_its_first_day() -> None:
    story = Story(routine(PLANK, CAT_COW), Person(conditions=frozenset({"hypertension"})))
    story.do(0, hurts={PLANK: SHARP})
    story.morning()
    plan = story.plan(3)
    (easier, _) = plan.steps
    assert easier.exercise.slug == "knee-plank"
    assert "10 s" in easier.cue
    assert "X" in [decision.rule for decision in line(plan, PLANK).decisions]
    # And its rung is judged on the days after like any other exercise.
    story.good(3)
    assert "10 s" in story.plan(6).steps[0].cue


def test_what_x_takes_instead_goes_its_own_way_along_its_ladder() -> None:
    # Standing side leg raise stands in for the banded walk that this person has no band for.
    story = Story(routine("glutes/lateral-band-walk", CAT_COW), Person(equipment=frozenset()))
    instead = "arthritis-gentle/standing-hip-abduction"
    assert story.plan(0).steps[0].exercise.id == instead
    story.do(0, hurts={instead: SHARP})
    story.morning()
    assert doses(story.plan(3))["seated-band-abduction"] == "1x8 2s"
    story.good(3, 6, 9)
    assert doses(story.plan(12))["seated-band-abduction"] == "1x10 2s"
    # What it became is judged for itself: it hurts, and goes on down the ladder.
    story.do(12, hurts={"arthritis-gentle/seated-band-abduction": SHARP})
    story.morning()
    assert "seated-band-abduction" in doses(story.do(15))
    story.morning()
    story.do(18, hurts={"arthritis-gentle/seated-band-abduction": SHARP})
    story.morning()
    assert list(doses(story.plan(21))) == ["glute-set", "cat-cow"]
    # The step itself stands as it was for the day on which there is a band.
    story.person = Person(equipment=frozenset({"loop band"}))
    assert story.plan(21).steps[0].exercise.id == "glutes/lateral-band-walk"


def test_two_that_lead_to_the_same_are_done_once_where_it_stands() -> None:
    story = Story(routine(BRIDGE, (GLUTE_SET, "2x6 5s"), CAT_COW))
    story.do(0, hurts={BRIDGE: SHARP})
    story.morning()
    plan = story.plan(3)
    assert doses(plan) == {"glute-set": "2x6 5s", "cat-cow": "1x6"}
    assert decided(plan, BRIDGE) == ("X", "merged")


def test_nothing_leads_to_what_was_itself_too_much() -> None:
    story = Story(routine(BRIDGE, GLUTE_SET, CAT_COW))
    story.do(0, hurts={BRIDGE: SHARP, GLUTE_SET: SHARP})
    story.morning()
    assert list(doses(story.plan(3))) == ["cat-cow"]


# Gaps


@pytest.mark.parametrize(
    ("gap", "dose", "change"),
    [
        (6, "3x12 2s", Change.HOLD),
        (7, "3x8 2s", Change.REGRESS),
        (13, "3x8 2s", Change.REGRESS),
        (14, "1x8 2s", Change.RESTART),
        (27, "1x8 2s", Change.RESTART),
    ],
)
def test_days_away(gap: int, dose: str, change: Change) -> None:
    story = Story(routine(BRIDGE))
    story.routine = routine((BRIDGE, "3x12 2s"))
    story.do(0)
    story.morning()
    plan = story.plan(gap)
    assert doses(plan) == {"glute-bridge": dose}
    assert line(plan, BRIDGE).change is change
    assert ("F" in [note.rule for note in plan.notes]) is (gap >= 7)


def test_after_four_weeks_nothing_is_known_any_more() -> None:
    story = Story(routine(BRIDGE))
    story.good(0, 3, 6, 9)
    assert doses(story.plan(36)) == {"glute-bridge": "1x8 2s"}
    plan = story.plan(37)
    assert story.course(37).week == 1
    assert story.course(37).last == ()
    assert doses(plan) == {"glute-bridge": "1x8 2s"}
    assert [note.outcome for note in plan.notes if note.rule == "F"] == ["restart and screen again"]


def test_a_gap_and_a_mark_are_one_step() -> None:
    story = Story(routine((BRIDGE, "3x18 2s")))
    story.do(0, hurts={BRIDGE: SHARP})
    story.morning()
    assert doses(story.plan(8)) == {"glute-bridge": "3x12 2s"}


# Weeks


def test_a_bad_week_takes_one_step_back_and_not_one_a_session() -> None:
    story = Story(routine((FIGURE_4, "2x30s")))
    for day, morning in ((0, 2), (2, 2), (4, 2), (7, 4), (9, 4), (11, 4)):
        story.do(day)
        story.morning(morning, morning)
    plan = story.do(14)
    assert [note.outcome for note in plan.notes if note.rule == "T"] == ["REGRESS"]
    assert plan.refer is Refer.ROUTINE
    assert doses(plan) == {"supine-figure-4": "2x20s each side"}
    story.morning(4, 4)
    plan = story.plan(16)
    assert doses(plan) == {"supine-figure-4": "2x20s each side"}
    assert decided(plan, FIGURE_4) == ("P2", "hold")


def test_a_rescue_session_does_not_take_the_step_of_a_bad_week() -> None:
    story = Story(routine((KNEE_ROLL, "1x18")))
    for day, morning in ((0, 2), (2, 2), (4, 2), (7, 4), (9, 4), (11, 4)):
        story.do(day)
        story.morning(morning, morning)
    assert doses(story.do(14, gentle=True))["supine-knee-roll"] == "1x6 each side"
    story.morning(4, 4)
    # One step in all, though the way back up asks for one as well.
    assert doses(story.plan(16)) == {"supine-knee-roll": "1x12 each side"}


# Gentle sessions and the way back


def test_a_rescue_session_keeps_what_was_reached_and_steps_back_up() -> None:
    story = Story(routine((FIGURE_4, "2x30s"), (KNEE_ROLL, "1x18")))
    story.good(0, 3, 6)
    plan = story.do(9, pain=6)
    assert plan.gate.state is State.RESCUE
    assert {step.exercise.id for step in plan.steps} <= set(RESCUE_LIST)
    assert doses(plan)["supine-knee-roll"] == "1x6 each side"
    story.morning()

    plan = story.do(10)
    assert doses(plan) == {"supine-figure-4": "2x20s each side", "supine-knee-roll": "1x12 each side"}
    assert [note.rule for note in plan.notes] == ["R18"]
    assert line(plan, FIGURE_4).usual == parse_dose("2x30s each side")
    assert (0, f"{USUAL_DOSE}2x30s each side") in plan.marks
    story.morning()

    plan = story.do(11)
    assert doses(plan) == {"supine-figure-4": "2x30s each side", "supine-knee-roll": "1x18 each side"}
    assert [note.rule for note in plan.notes] == ["R18"]
    story.morning()
    assert story.plan(12).notes == ()


def test_nothing_grows_on_the_way_back_up() -> None:
    story = Story(routine(CAT_COW))
    story.good(0, 3, 6)
    assert doses(story.plan(8)) == {"cat-cow": "1x8"}
    story.do(7, gentle=True)
    story.morning()
    for day in (8, 9):
        plan = story.plan(day)
        assert doses(plan) == {"cat-cow": "1x6"}
        assert line(plan, CAT_COW).change is not Change.PROGRESS
        story.good(day)
    assert doses(story.plan(10)) == {"cat-cow": "1x8"}


def test_after_a_week_away_the_gap_alone_takes_its_step() -> None:
    story = Story(routine((KNEE_ROLL, "1x18")))
    story.good(0)
    story.do(1, gentle=True)
    story.morning()
    plan = story.plan(8)
    assert [note.rule for note in plan.notes] == ["F"]
    assert doses(plan) == {"supine-knee-roll": "1x12 each side"}


def test_a_rung_gives_way_to_what_is_on_the_gentle_list() -> None:
    # The routine's step is on the list, what it has grown into is not.
    story = Story(routine(GLUTE_SET, CAT_COW))
    days = grown(story, GLUTE_SET, BRIDGE)
    plan = story.plan(days, gentle=True)
    assert doses(plan)["glute-set"] == "1x5 5s"
    assert "glute-bridge" in doses(story.plan(days))


def test_what_was_too_much_is_not_for_a_gentle_day_either() -> None:
    story = Story(routine(GLUTE_SET, KNEE_ROLL))
    story.do(0, hurts={GLUTE_SET: SHARP})
    story.morning()
    plan = story.plan(3, gentle=True)
    assert list(doses(plan)) == ["supine-knee-roll"]
    assert decided(plan, GLUTE_SET) == ("P1", "left out")


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


# Own doses


def test_a_written_dose_is_where_it_begins_and_ends() -> None:
    story = Story(routine((BRIDGE, "2x10 2s")))
    assert doses(story.plan(0)) == {"glute-bridge": "2x10 2s"}
    story.good(0, 3, 6, 9)
    assert doses(story.plan(12)) == {"glute-bridge": "2x10 2s"}


def test_a_written_dose_gives_way_to_nothing_harder() -> None:
    story = Story(routine((BRIDGE, "3x12 3s")))
    story.good(*range(0, 36, 3))
    assert doses(story.plan(36)) == {"glute-bridge": "3x12 3s"}
    assert story.course(36).rungs == {}


def test_what_stays_as_it_is_written_takes_no_step_from_others() -> None:
    story = Story(routine((CAT_COW, "1x8"), (KNEE_ROLL, "1x8"), "spinal-mobility/rock-back", BRIDGE))
    story.good(0, 3, 6)
    changes = [found.change for found in story.plan(9).lines]
    assert changes == [Change.HOLD, Change.HOLD, Change.PROGRESS, Change.PROGRESS]


def test_a_written_start_dose_says_nothing_of_where_to_end() -> None:
    story = Story(routine((BRIDGE, "1x8 2s")))
    story.good(0, 3, 6)
    assert doses(story.plan(9)) == {"glute-bridge": "1x10 2s"}


@pytest.mark.parametrize(("gap", "dose"), [(13, "3x8 2s"), (14, "1x8 2s"), (28, "1x8 2s"), (60, "1x8 2s")])
def test_a_written_dose_waits_after_days_away(gap: int, dose: str) -> None:
    story = Story(routine((BRIDGE, "3x12 2s")))
    story.good(0)
    assert doses(story.plan(gap)) == {"glute-bridge": dose}


def test_what_the_rules_took_from_a_written_dose_comes_back_step_by_step() -> None:
    story = Story(routine((BRIDGE, "2x14 2s")))
    story.do(0, hurts={BRIDGE: SHARP})
    story.morning()
    story.good(3)
    assert doses(story.plan(6)) == {"glute-bridge": "2x9 2s"}
    story.good(6, 9)
    assert doses(story.plan(12)) == {"glute-bridge": "2x11 2s"}


def test_more_than_the_target_comes_back_too() -> None:
    story = Story(routine((FIGURE_4, "4x45s")))
    story.do(0, hurts={FIGURE_4: SHARP})
    story.morning()
    story.good(3, 6, 9)
    plan = story.plan(12)
    assert doses(plan) == {"supine-figure-4": "4x35s each side"}


def test_a_dose_that_is_written_lower_counts_at_once() -> None:
    story = Story(routine((BRIDGE, "3x12 2s")))
    story.good(0)
    story.routine = routine((BRIDGE, "1x5 2s"))
    assert doses(story.plan(3)) == {"glute-bridge": "1x5 2s"}


def test_a_dose_that_is_written_higher_does_not_jump() -> None:
    story = Story(routine((BRIDGE, "1x8 2s")))
    story.good(0)
    story.routine = routine((BRIDGE, "3x12 2s"))
    assert doses(story.plan(3)) == {"glute-bridge": "1x8 2s"}
    story.good(3, 6)
    assert doses(story.plan(9)) == {"glute-bridge": "1x10 2s"}


# Less for one day


def test_easier_is_a_step_less_and_keeps_the_stored_dose() -> None:
    story = Story(routine((BRIDGE, "3x12 2s"), FIGURE_4))
    story.good(0)
    plan = story.do(3, easier=True)
    # At the start dose there is no step back, so it is half of it.
    assert doses(plan) == {"glute-bridge": "3x8 2s", "supine-figure-4": "2x10s each side"}
    assert line(plan, BRIDGE).usual == parse_dose("3x12 2s")
    story.morning()
    assert doses(story.plan(6)) == {"glute-bridge": "3x12 2s", "supine-figure-4": "2x20s each side"}


def test_an_easier_day_is_no_step_towards_the_next() -> None:
    story = Story(routine((FIGURE_4, "2x25s")))
    story.good(0, 3)
    story.do(6, easier=True)
    story.morning()
    last = next(last for last in story.course(9).last if last.exercise == FIGURE_4)
    assert (last.met, last.run) == (False, 0)


def test_a_limit_of_a_condition_keeps_the_stored_dose() -> None:
    story = Story(routine((PLANK, "2x30s")))
    story.good(0)
    story.person = Person(conditions=frozenset({"hypertension"}))
    plan = story.do(3)
    assert doses(plan) == {"forearm-plank": "2x10s"}
    assert line(plan, PLANK).usual == parse_dose("2x30s")
    story.morning()
    story.person = Person()
    assert doses(story.plan(6)) == {"forearm-plank": "2x30s"}


def test_what_the_minutes_leave_out_keeps_its_dose() -> None:
    story = Story(routine((BREATHING, "1x60s"), (FIGURE_4, "2x30s")))
    story.good(0)
    plan = story.do(3, minutes=2)
    assert list(doses(plan)) == ["diaphragmatic-breathing"]
    story.morning()
    assert doses(story.plan(6))["supine-figure-4"] == "2x30s each side"
