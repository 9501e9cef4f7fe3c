"""What past sessions leave to rest, and for how long."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta, timezone

import pytest
from tests.core.past import BRIDGE, CAT_COW, CATALOG, FIGURE_4, GLUTE_SET, NOW, back, done, past, session

from limberup.history.record import Record
from limberup.plan_day import rests_today
from limberup.safety.decision import State


@pytest.mark.parametrize(
    ("hours", "rests"),
    [(0.5, True), (24, True), (47.6, True), (47.99, True), (48, False), (72, False)],
)
def test_strength_pauses_48_hours_from_start_to_start(hours: float, rests: bool) -> None:
    course = past(session(hours / 24, done(BRIDGE), minutes=20))
    assert ("gluteus maximus" in course.strength) is rests
    if rests:
        assert course.strength["gluteus maximus"] == back(hours / 24)


def test_the_newest_strength_of_a_muscle_counts() -> None:
    course = past(session(1, done(BRIDGE)), session(1.5, done(GLUTE_SET)), session(0.5, done("glutes/clamshell")))
    assert course.strength["gluteus maximus"] == back(1)
    assert course.strength["gluteus medius"] == back(0.5)


def test_only_strength_that_was_done_pauses() -> None:
    skipped = replace(done(BRIDGE), work=())
    assert past(session(1, done(CAT_COW), done(FIGURE_4), skipped)).strength == {}


@pytest.mark.parametrize(
    ("records", "until"),
    [
        ([session(1, morning=5)], back(-1)),
        ([session(1, morning=2)], None),
        ([session(1, morning=5, sore_only=True)], None),
        ([session(2, morning=5)], None),
        ([session(1.9, morning=5)], back(-0.1)),
        # A session of stretches since then makes it no shorter.
        ([session(1.5, morning=5), session(0.5, done(CAT_COW), morning=None)], back(-0.5)),
    ],
)
def test_until_when_there_is_no_strength_at_all(records: list[Record], until: datetime | None) -> None:
    assert past(*records).strength_until == until


def test_the_end_of_the_rest_is_told_on_the_clock_of_today() -> None:
    # The clocks went on by an hour since: 48 hours after six in the evening it is seven.
    course = past(session(1.5, morning=5), at=NOW.astimezone(timezone(timedelta(hours=2))))
    assert course.strength_until == back(-0.5)
    rest = rests_today(CATALOG.exercise(BRIDGE), course, State.FULL)
    assert rest
    assert "rests until Sunday 07:00" in rest.why


def test_days_of_the_last_six_and_of_today() -> None:
    stretch, strength = done(FIGURE_4), done(BRIDGE)
    course = past(
        session(1, stretch, strength),
        session(1.2, stretch),
        session(6, stretch),
        session(7, stretch, strength),
        session(2, strength, state="RESCUE"),
        session(3, done(CAT_COW)),
    )
    assert (course.stretch_days, course.strength_days) == (2, 1)
    assert (course.stretched_today, course.strengthened_today) == (False, False)
    course = past(session(0.1, stretch), session(2, strength))
    assert (course.stretched_today, course.strengthened_today) == (True, False)
    assert (course.stretch_days, course.strength_days) == (0, 1)


@pytest.mark.parametrize(
    ("records", "since"),
    [
        ([session(1)], None),
        ([session(1, state="RESCUE")], 0),
        ([session(1, state="REST_DAY")], 0),
        ([session(1), session(3, state="RESCUE")], 1),
        ([session(1, state="STEADY"), session(3, state="RESCUE")], 1),
        ([session(1), session(3), session(5, state="RESCUE")], 2),
        ([session(1, state="REST_DAY"), session(3, state="RESCUE")], 0),
        # On one day, the ordinary one after the gentle one.
        ([session(1), session(1.3, state="RESCUE")], 1),
        ([session(1.3), session(1, state="RESCUE")], 0),
        # Today counts for nothing: a second session is still of the first day back.
        ([session(0.1), session(1, state="RESCUE")], 0),
        ([session(0.1), session(0.2, state="RESCUE")], 0),
        ([session(0.1), session(2), session(3, state="RESCUE")], 1),
        ([session(7, state="RESCUE")], 0),
        ([session(8, state="RESCUE")], None),
    ],
)
def test_days_since_a_gentle_session(records: list[Record], since: int | None) -> None:
    assert past(*records).since_rescue == since


def test_a_set_less_waits_for_what_the_next_session_was_without() -> None:
    hard = session(3, done(BRIDGE), done(FIGURE_4), morning=5)
    # The next session has it: the rules themselves take the set.
    assert past(hard).fewer_sets == frozenset()
    assert past(hard, session(1)).fewer_sets == {BRIDGE}
    # It has been done since; it was amber, which is a whole step; the second in a row, which is one for all.
    assert past(hard, session(1, done(BRIDGE))).fewer_sets == frozenset()
    amber = session(3, done(BRIDGE), done(CAT_COW, marks=["eased"]), morning=5)
    assert past(amber, session(1)).fewer_sets == frozenset()
    assert past(hard, session(1), session(5, morning=5)).fewer_sets == frozenset()
    assert past(session(3, done(BRIDGE)), session(1)).fewer_sets == frozenset()
