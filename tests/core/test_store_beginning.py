"""When the programme began, in a history longer than what is read at the start."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, time, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.past import TODAY, on, session, told

from limberup.course import programme_start
from limberup.history.beginning import beginning
from limberup.history.record import Record
from limberup.history.record_file import stamp
from limberup.history.store import History

KNOWN = 3


def kept(folder: Path, records: Iterable[Record]) -> tuple[History, list[Record]]:
    """Save records, and return the history with its newest ones as the app reads them."""
    history = History(folder)
    for record in records:
        history.save(record)
    return history, history.newest(KNOWN)[0]


def found(folder: Path, records: Iterable[Record]) -> tuple[date | None, list[date]]:
    """Return when the programme began, and the days of its first week."""
    history, known = kept(folder, records)
    first, early = beginning(history, known, TODAY)
    return first, [record.started.date() for record in early]


def test_nothing_to_find_where_all_is_known(tmp_path: Path) -> None:
    assert found(tmp_path, [session(3), session(2), session(1)]) == (None, [])
    assert found(tmp_path / "none", []) == (None, [])


def test_the_first_day_after_the_last_gap(tmp_path: Path) -> None:
    days = [0, 20, 47, 74, 90, 118, 130]
    first, early = found(tmp_path, map(session, days))
    assert first == on(90), "28 days before lies the next session"
    assert early == [on(90)]


def test_the_first_week_is_read_newest_first(tmp_path: Path) -> None:
    first, early = found(tmp_path, map(session, [1, 25, 50, 53, 54, 56, 60]))
    assert (first, early) == (on(60), [on(54), on(56), on(60)])


def test_check_ins_are_no_days_of_the_programme(tmp_path: Path) -> None:
    check_ins = [told(day, 3) for day in (10, 30, 50, 70)]
    records = [session(0), session(2), session(3), session(5), session(90), *check_ins]
    first, early = found(tmp_path, records)
    assert (first, early) == (on(5), [on(5)])


def test_check_ins_of_the_first_week_are_part_of_it(tmp_path: Path) -> None:
    records = [*map(session, [0, 20, 40, 50]), told(46, 3)]
    assert found(tmp_path, records) == (on(50), [on(46), on(50)])


def test_what_was_taken_over_begins_nothing(tmp_path: Path) -> None:
    elsewhere = [replace(session(day), origin="Strong") for day in (40, 45, 60)]
    by_hand = replace(session(28), origin="by hand")
    assert found(tmp_path, [*map(session, [0, 10, 20, 27]), by_hand, *elsewhere])[0] == on(28)


def test_days_are_those_of_the_place_and_not_of_utc(tmp_path: Path) -> None:
    far_east, far_west = (timezone(timedelta(hours=hours)) for hours in (13, -10))
    started = datetime.combine(on(27), time(0, 30), far_east)
    early = replace(session(27), id=f"{stamp(started)}-00000001", started=started, ended=started)
    started = datetime.combine(on(54), time(23, 30), far_west)
    late = replace(session(54), id=f"{stamp(started)}-00000002", started=started, ended=started)
    assert (early.id[:8], late.id[:8]) == (f"{on(28):%Y%m%d}", f"{on(53):%Y%m%d}")
    assert found(tmp_path, [early, late, session(81), session(100)])[0] == on(100)
    assert found(tmp_path / "gap", [early, late, session(82), session(83)])[0] == on(54)


def test_damage_counts_for_nothing(tmp_path: Path) -> None:
    history, known = kept(tmp_path, map(session, [0, 10, 20, 40, 60]))
    history.path(session(40).id).write_text("nonsense")
    assert beginning(history, known, TODAY)[0] == on(20)


def test_a_programme_that_was_given_up_long_ago(tmp_path: Path) -> None:
    assert found(tmp_path, map(session, [40, 41, 42, 43])) == (None, [])


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(0, 200), st.booleans()), min_size=KNOWN + 1, max_size=20, unique_by=lambda one: one[0]
    )
)
def test_it_is_what_all_records_tell(tmp_path_factory: pytest.TempPathFactory, days: list[tuple[int, bool]]) -> None:
    records = [session(day) if real else told(day, 3) for day, real in days]
    real_days = [on(day) for day, real in days if real]
    first, early = found(tmp_path_factory.mktemp("history"), records)
    recent = [day for day in real_days if TODAY - day < timedelta(days=28)]
    if not recent:
        assert (first, early) == (None, [])
        return
    assert first == programme_start(real_days, TODAY)
    known = sorted(on(day) for day, _ in days)[-KNOWN:]
    week = sorted((on(day) for day, _ in days if 0 <= (on(day) - first).days < 7), reverse=True)
    assert early == [day for day in week if day not in known]
