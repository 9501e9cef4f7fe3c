"""How far a figure has moved at each moment of a phase."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.core.making import timelines

from limberup.timeline import Phase, PhaseKind, Timeline

REPS = Phase(PhaseKind.REPS, 0, 20, reps=2, out=2, hold=4, back=4)


@pytest.mark.parametrize(
    ("elapsed", "share"),
    [(0, 0), (1, 0.5), (2, 1), (4, 1), (6, 1), (7, 0.75), (9, 0.25), (10, 0), (11, 0.5), (19, 0.25)],
)
def test_a_repetition_goes_out_is_held_and_comes_back(elapsed: float, share: float) -> None:
    assert REPS.share_at(elapsed) == share


def test_a_repetition_without_a_way_back_stays_where_it_came_to() -> None:
    phase = Phase(PhaseKind.REPS, 0, 6, reps=2, out=1, hold=2)
    assert [phase.share_at(elapsed) for elapsed in (0, 0.5, 1, 2.5, 3)] == [0, 0.5, 1, 1, 0]


def test_a_breath_moves_like_a_repetition() -> None:
    phase = Phase(PhaseKind.BREATHE, 0, 60, out=4, back=6)
    assert [phase.share_at(elapsed) for elapsed in (0, 2, 4, 7, 10)] == [0, 0.5, 1, 0.5, 0]


def test_getting_ready_shows_the_way_into_position_again_and_again() -> None:
    phase = Phase(PhaseKind.READY, 0, 20)
    assert [phase.share_at(elapsed) for elapsed in (0, 1, 2, 3.9, 4, 5)] == [0, 0.5, 1, 1, 0, 0.5]


@pytest.mark.parametrize(
    ("kind", "share"), [(PhaseKind.HOLD, 1), (PhaseKind.REST, 0), (PhaseKind.SWITCH, 0), (PhaseKind.OPEN, 0)]
)
def test_what_stands_still_stands_at_its_end_or_at_its_start(kind: PhaseKind, share: float) -> None:
    assert {Phase(kind, 0, 30).share_at(elapsed) for elapsed in (0, 7, 29)} == {share}


@given(timelines(), st.integers(0, 400).map(lambda eighths: eighths / 8))
def test_it_never_goes_beyond_its_ends(timeline: Timeline, elapsed: float) -> None:
    for phase in timeline.phases:
        assert 0 <= phase.share_at(elapsed) <= 1
