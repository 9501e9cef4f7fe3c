"""Gentle sessions, and the way back up from them."""

from __future__ import annotations

from tests.core.past import BRIDGE, CAT_COW, FIGURE_4, GLUTE_SET, KNEE_ROLL, Story, doses, line, routine
from tests.core.stories import SHARP, decided, grown

from limberup.course import USUAL_DOSE
from limberup.dose import parse_dose
from limberup.safety.decision import State
from limberup.safety.gate import RESCUE_LIST
from limberup.safety.progress import Change


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
