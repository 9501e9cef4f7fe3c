"""On which days the sessions to come are."""

from __future__ import annotations

from datetime import date, time, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.core.past import BRIDGE, CAT_COW, CATALOG, FIGURE_4, routine

from limberup.handout.reminders import MOST_WEEKS, coming_sessions, has_strength, in_a_row, read_days, usual_days
from limberup.person import Person

MONDAY = date(2026, 11, 23)
AT = time(18, 0)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("mon,wed,fri", (0, 2, 4)),
        ("FRI, mon", (0, 4)),
        ("Monday thursday", (0, 3)),
        ("sun,sun", (6,)),
        ("thurs", (3,)),
    ],
)
def test_days_are_read(text: str, days: tuple[int, ...]) -> None:
    assert read_days(text) == days


@pytest.mark.parametrize("text", ["", " , ", "foo", "mo", "mon;tue", "montag", "mon,x\x1b[2J"])
def test_other_days_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match="Write them like mon,wed,fri"):
        read_days(text)


@pytest.mark.parametrize("days", range(1, 8))
def test_strength_is_never_two_days_in_a_row(days: int) -> None:
    usual = usual_days(days, strength=True)
    assert not in_a_row(usual)
    assert len(usual) == min(days, 3)
    assert len(usual_days(days, strength=False)) == days


@given(st.integers(1, 7), st.integers(1, 20), st.dates(date(2020, 1, 1), date(2030, 1, 1)))
def test_days_without_a_routine_alternate(days: int, weeks: int, first: date) -> None:
    coming = coming_sessions(Person(days=days), first, weeks, AT)
    assert sum(len(kind.dates) for kind in coming) == days * weeks
    strong = [day for kind in coming if not kind.light for day in kind.dates]
    assert all(after - before >= timedelta(days=2) for before, after in pairwise(strong))
    every = [day for kind in coming for day in kind.dates]
    assert len(set(every)) == len(every)
    assert all(first <= day < first + timedelta(weeks=weeks) for day in every)


def test_a_routine_with_strength_has_three_days_at_most_and_one_of_stretches_as_many_as_are_meant() -> None:
    person = Person(days=6)
    assert has_strength(routine(BRIDGE), CATALOG)
    assert not has_strength(routine(FIGURE_4, CAT_COW), CATALOG)
    for made, weekdays in ((routine(BRIDGE), (0, 2, 4)), (routine(FIGURE_4), (0, 1, 2, 3, 4, 5))):
        (kind,) = coming_sessions(person, MONDAY, 1, AT, routine=made, strength=has_strength(made, CATALOG))
        assert kind.weekdays == weekdays
        assert kind.words == "Made up"


def test_days_that_are_asked_for_are_kept() -> None:
    (kind,) = coming_sessions(Person(), MONDAY, 2, AT, weekdays=(1, 2), routine=routine(BRIDGE), minutes=9)
    assert kind.dates == (date(2026, 11, 24), date(2026, 11, 25), date(2026, 12, 1), date(2026, 12, 2))
    assert (kind.minutes, kind.first.isoformat()) == (9, "2026-11-24T18:00:00")


@pytest.mark.parametrize("weeks", [0, -3, MOST_WEEKS + 1])
def test_too_few_or_too_many_weeks_are_refused(weeks: int) -> None:
    with pytest.raises(ValueError, match="weeks, not"):
        coming_sessions(Person(), MONDAY, weeks, AT)
