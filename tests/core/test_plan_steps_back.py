"""The plan after pain, bad mornings and days away: doses go back, each with its reason."""

from __future__ import annotations

import pytest
from tests.core.past import (
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
from tests.core.stories import SHARP, decided

from limberup.history.record import Hurt
from limberup.person import Person
from limberup.safety.decision import Refer
from limberup.safety.progress import Change

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
