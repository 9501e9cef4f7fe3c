"""The person: flags that stay open, clearances, age by band, and when to ask again."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from tests.core.making import START

from limberup.person import AGE_BANDS, CheckIn, OpenFlag, Person, rescreen_due

TODAY = START.date()


def test_flags_stay_open_until_somebody_looked() -> None:
    first, later = date(2026, 11, 1), date(2026, 11, 9)
    person = Person().with_flags(["U7", "U1"], first).with_flags(["U7"], later)
    assert [(flag.id, flag.since) for flag in person.open_flags] == [("U7", first), ("U1", first)]
    cleared = person.with_cleared(["U7", "U9"], later)
    assert [flag.id for flag in cleared.open_flags] == ["U1"]
    again = cleared.with_flags(["U7"], later)
    assert [(flag.id, flag.since, flag.cleared) for flag in again.flags] == [
        ("U7", first, later),
        ("U1", first, None),
        ("U7", later, None),
    ]


@pytest.mark.parametrize(("band", "age"), [("", None), *AGE_BANDS.items()])
def test_a_band_counts_as_its_youngest(band: str, age: int | None) -> None:
    person = Person(age_band=band)
    assert person.age == age
    assert [flag.id for flag in person.open_flags] == (["under_18"] if age == 17 else [])


def test_a_clearance_for_the_age_holds_until_it_is_taken_back() -> None:
    young = Person(age_band="under 18", acknowledged=TODAY)
    agreed = young.with_cleared(["under_18"], TODAY)
    assert agreed.open_flags == ()
    assert agreed.clearances == {"under_18": TODAY}
    again = agreed.with_flags(["under_18"], TODAY)
    assert [flag.id for flag in again.open_flags] == ["under_18"]
    assert again.clearances == {}


def test_clearances_are_told_newest_first_and_without_what_is_open_again() -> None:
    days = [TODAY - timedelta(days=number) for number in range(3)]
    person = Person(
        flags=(
            OpenFlag("pregnancy", days[2], days[2]),
            OpenFlag("recent_injury", days[2], days[0]),
            OpenFlag("U1", days[2], days[1]),
            OpenFlag("U1", days[0]),
            OpenFlag("pregnancy", days[2], days[1]),
        )
    )
    assert list(person.clearances.items()) == [("recent_injury", days[0]), ("pregnancy", days[1])]
    assert person.cleared == {"recent_injury", "pregnancy"}


@pytest.mark.parametrize(
    ("days", "gap_days", "due"),
    [
        (None, 0, True),
        (0, 0, False),
        (13, 0, False),
        (14, 0, True),
        (-1, 0, True),
        (5, 27, False),
        (5, 28, True),
        (5, 32, True),
        (5, 33, False),
        (0, 28, False),
        (14, 60, True),
    ],
)
def test_screening_again(days: int | None, gap_days: int, due: bool) -> None:
    screened = None if days is None else TODAY - timedelta(days=days)
    assert rescreen_due(Person(screened=screened), TODAY, gap_days) is due


@pytest.mark.parametrize(("rest", "move"), [(-1, 0), (11, 0), (0, 11), (True, 0), (2.0, 3), ("2", 3)])
def test_pain_is_a_whole_number(rest: object, move: object) -> None:
    with pytest.raises(ValueError, match="must be a whole number 0 to 10"):
        CheckIn(START, rest, move)  # type: ignore[arg-type]


def test_the_higher_pain_counts() -> None:
    assert [CheckIn(datetime.now(START.tzinfo), rest, move).now for rest, move in ((2, 5), (5, 2), (0, 0))] == [5, 5, 0]
