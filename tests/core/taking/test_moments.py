"""Days and times as logs have them: read where they can mean one thing only."""

from __future__ import annotations

import time
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from limberup.taking.moments import in_zone, parse_length, parse_moment

HALF_PAST_SIX = datetime(2026, 3, 4, 18, 30)


@pytest.mark.parametrize(
    "text",
    [
        "2026-03-04 18:30:00", "2026-03-04 18:30", "2026-03-04T18:30:00", "2026/3/4 18:30", "2026.03.04, 18:30",
        "2026-03-04 6:30:00\u202fPM", "2026-03-04 6:30 p.m.", "2026-03-04 18:30:00.123",
        "4 Mar 2026, 18:30", "4 March 2026 18:30", "04 mar. 2026, 18:30", "4. März 2026, 18:30", "4 mars 2026, 18:30",
        "4 mrt. 2026, 18:30", "4 de marzo de 2026, 18:30", "4 mar. de 2026, 18:30", "Mar 4, 2026, 6:30 PM",
        "March 4, 2026 at 6:30\u00a0pm",
    ],
)  # fmt: skip
def test_one_moment_in_many_clothes(text: str) -> None:
    assert parse_moment(text) == HALF_PAST_SIX


def test_a_day_alone_is_noon() -> None:
    assert parse_moment("2026-03-04") == datetime(2026, 3, 4, 12)


MONTHS = {
    1: "Jan janv. ene", 2: "Feb févr. fev", 3: "Mar März mrt maa", 4: "Apr avr. abr", 5: "May mai mei maggio",
    6: "Jun juin giu", 7: "Jul juil. lug", 8: "Aug août ago", 9: "Sep sept. set", 10: "Oct Okt out ott", 11: "Nov",
    12: "Dec Dez déc. dic",
}  # fmt: skip


@pytest.mark.parametrize(
    ("name", "month"), [(name, month) for month, names in MONTHS.items() for name in names.split()]
)
def test_months_of_other_languages(name: str, month: int) -> None:
    assert parse_moment(f"5 {name} 2025, 07:00") == datetime(2025, month, 5, 7)


@pytest.mark.parametrize(
    "text",
    ["", "4/5/2026", "4-5-2026", "04.05.2026", "5 foo 2026", "31 Feb 2026", "2026-13-01", "2026-03-04 25:00",
     "2026-03-04 13:00 PM", "0001-01-01", "9999-01-01", "20260304", "yesterday", "2026-03/04", "²026-03-04x"],
)  # fmt: skip
def test_what_is_no_day_or_could_be_two(text: str) -> None:
    assert parse_moment(text) is None


@given(st.text(max_size=40))
def test_any_text_is_a_moment_or_none(text: str) -> None:
    parse_moment(text)
    parse_length(text)


@given(st.datetimes(datetime(1990, 1, 1), datetime(2200, 1, 1)))
def test_every_moment_is_read_back(moment: datetime) -> None:
    whole = moment.replace(microsecond=0)
    assert parse_moment(str(whole)) == whole


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("1h 5m", 3900), ("45m", 2700), ("62m", 3720), ("2h", 7200), ("30s", 30), ("1h5m10s", 3910), ("90", 90),
        ("90.0", 90), ("0:01:30", 90), ("01:30", 90), ("1:00:00", 3600), ("1 hr 5 min", 3900), ("long", None),
        ("", None),
    ],
)  # fmt: skip
def test_how_long_it_took(text: str, seconds: int | None) -> None:
    assert parse_length(text) == seconds


def test_the_machines_own_zone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "Europe/Berlin")
    time.tzset()
    try:
        assert in_zone(HALF_PAST_SIX)[0].utcoffset() == timedelta(hours=1)
        assert in_zone(datetime(2026, 10, 25, 2, 30))[1] == "twice"
        moment, odd = in_zone(datetime(2026, 3, 29, 2, 30))
        assert (moment.isoformat(), odd) == ("2026-03-29T03:30:00+02:00", "never")
    finally:
        monkeypatch.undo()
        time.tzset()


@given(st.datetimes(datetime(1990, 1, 1), datetime(2037, 1, 1)), st.sampled_from(["Europe/Berlin", "America/New_York"]))
def test_only_hours_that_are_no_hours_are_moved(moment: datetime, name: str) -> None:
    found, odd = in_zone(moment, ZoneInfo(name))
    assert (found.replace(tzinfo=None) == moment) is (odd != "never")
