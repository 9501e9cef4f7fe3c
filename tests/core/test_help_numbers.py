"""Whom to ring: numbers of the country where they are known, words where not."""

from __future__ import annotations

import re

import pytest

from limberup.help_numbers import HelpNumbers, advice_lines, countries, help_for
from limberup.safety.decision import State
from limberup.safety.flags import ADVICE

BLOCKING = [state for state in State if state.blocks]
IN_THE_UNION = (
    *("AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU"),
    *("IE", "IT", "LT", "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK"),
)


def test_there_are_thirty_countries_and_more_by_name() -> None:
    found = countries()
    assert len(found) >= 30
    assert list(found.values()) == sorted(found.values())
    assert found["NZ"] == "New Zealand"


@pytest.mark.parametrize("code", countries())
def test_the_numbers_of_a_country_can_be_dialled(code: str) -> None:
    numbers = help_for(code)
    assert re.fullmatch(r"[A-Z]{2}", code)
    assert numbers.country == countries()[code]
    assert re.fullmatch(r"\d{3,5}( \(mobile\) or \d{3,5})?", numbers.emergency)
    assert bool(numbers.urgent) is bool(numbers.urgent_name)
    assert re.fullmatch(r"#?[\d ]*", numbers.urgent)
    # An advice line is no place for an emergency.
    assert numbers.urgent != numbers.emergency


@pytest.mark.parametrize("code", IN_THE_UNION)
def test_one_number_serves_the_european_union(code: str) -> None:
    assert help_for(code).emergency == "112"


@pytest.mark.parametrize(
    ("code", "emergency", "urgent"),
    [
        ("GB", "999", "111"),
        ("NZ", "111", "0800 611 116"),
        ("AU", "000", "1800 022 222"),
        ("US", "911", ""),
        ("CA", "911", "811"),
        ("NO", "113", "116117"),
        ("DE", "112", "116117"),
        ("AT", "112", "1450"),
        ("SE", "112", "1177"),
        ("CH", "144", ""),
    ],
)
def test_numbers_that_are_easily_mixed_up(code: str, emergency: str, urgent: str) -> None:
    numbers = help_for(code)
    assert (numbers.emergency, numbers.urgent) == (emergency, urgent)


def test_case_does_not_count() -> None:
    assert help_for("gb") == help_for("GB")


@pytest.mark.parametrize("code", ["", "XX", "Germany", "../GB"])
def test_words_stand_where_a_country_is_not_known(code: str) -> None:
    assert help_for(code) == HelpNumbers()
    assert help_for(code).emergency == "your local emergency number"
    for state in BLOCKING:
        assert advice_lines(state, code) == ADVICE[state]


@pytest.mark.parametrize("code", countries())
def test_an_emergency_begins_with_the_number_to_call(code: str) -> None:
    advice = advice_lines(State.EMERGENCY, code)
    assert advice.first[0].startswith(f"Call {help_for(code).emergency} now")
    assert "your local emergency number" not in " ".join((*advice.first, *advice.why))


def test_what_is_urgent_has_the_advice_line_and_the_number_for_when_it_gets_worse() -> None:
    first = advice_lines(State.URGENT, "DE").first
    assert "an out-of-hours service (116117, Ärztlicher Bereitschaftsdienst) today" in first[0]
    assert first[1].endswith("call 112.")
    assert advice_lines(State.URGENT, "FR").first[0] == ADVICE[State.URGENT].first[0]


def test_whom_to_see_is_called_what_they_are_called_there() -> None:
    assert advice_lines(State.CLEARANCE, "US").title == "Please ask your doctor or physical therapist first"
    assert advice_lines(State.CLEARANCE, "IE").title == "Please ask your doctor or physiotherapist first"


@pytest.mark.parametrize("code", ["", *countries()])
@pytest.mark.parametrize("state", BLOCKING)
def test_the_country_changes_numbers_and_names_alone(state: State, code: str) -> None:
    plain, told = ADVICE[state], advice_lines(state, code)
    assert (len(told.first), len(told.why)) == (len(plain.first), len(plain.why))
    assert told.why == plain.why
    assert all(line.endswith(".") and line.isprintable() for line in told.first)


@pytest.mark.parametrize("state", [state for state in State if not state.blocks])
def test_there_is_no_advice_where_nothing_blocks(state: State) -> None:
    with pytest.raises(KeyError):
        advice_lines(state, "GB")
