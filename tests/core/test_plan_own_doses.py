"""Doses that a routine says itself, over several sessions."""

from __future__ import annotations

import pytest
from tests.core.past import BREATHING, BRIDGE, CAT_COW, FIGURE_4, KNEE_ROLL, PLANK, Story, doses, line, routine
from tests.core.stories import SHARP

from limberup.dose import parse_dose
from limberup.person import Person
from limberup.safety.progress import Change

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
