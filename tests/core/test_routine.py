"""A routine that is changed: the one before stays as it is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from limberup.dose import parse_dose
from limberup.routine import Routine, Step

ABC = Routine("Three", tuple(map(Step, "abc")), "three")


def order(routine: Routine) -> str:
    """Return the exercises of a routine as one word."""
    return "".join(step.do for step in routine.steps)


def test_an_own_one_is_called_by_its_slug_and_a_pack_s_by_both() -> None:
    assert ABC.id == "three"
    assert Routine("Up", (), "up", "stairs").id == "stairs/up"


def test_a_step_comes_to_the_end_or_before_another() -> None:
    assert order(ABC.with_step(Step("d"))) == "abcd"
    assert order(ABC.with_step(Step("d"), 0)) == "dabc"
    assert order(ABC.with_step(Step("d"), 2)) == "abdc"
    assert order(ABC) == "abc"


@pytest.mark.parametrize(("at", "left"), [(0, "bc"), (1, "ac"), (2, "ab")])
def test_a_step_is_taken_out(at: int, left: str) -> None:
    assert order(ABC.without_step(at)) == left


def test_a_dose_is_of_its_step_alone() -> None:
    dose = parse_dose("2x10")
    changed = ABC.with_dose(1, dose)
    assert [step.dose for step in changed.steps] == [None, dose, None]
    assert changed.with_dose(1, None) == ABC


@pytest.mark.parametrize(
    ("at", "by", "found"),
    [(0, 1, "bac"), (0, 2, "bca"), (2, -1, "acb"), (2, -2, "cab"), (1, 0, "abc"), (0, -1, "abc"), (2, 1, "abc"),
     (3, -1, "abc"), (-1, 1, "abc")],
)  # fmt: skip
def test_a_step_is_moved_and_never_outside(at: int, by: int, found: str) -> None:
    assert order(ABC.moved(at, by)) == found


@given(at=st.integers(-2, 5), by=st.integers(-4, 4))
def test_moved_and_moved_back_is_as_before(at: int, by: int) -> None:
    moved = ABC.moved(at, by)
    assert sorted(order(moved)) == ["a", "b", "c"]
    assert moved == ABC or moved.moved(at + by, -by) == ABC


@given(step=st.text(max_size=3).map(Step), at=st.integers(0, 3))
def test_put_in_and_taken_out_is_as_before(step: Step, at: int) -> None:
    assert ABC.with_step(step, at).without_step(at) == ABC
