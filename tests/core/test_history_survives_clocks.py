"""Clocks that are set back, time zones that change and nights with an hour more or less: every day is the right one."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from tests.core.keeper import to_the_letter
from tests.core.past import BRIDGE, CATALOG, FIGURE_4, done

from limberup.course import Course, course_of
from limberup.history.open_sessions import new_id
from limberup.history.record import Record
from limberup.history.store import History

BERLIN, NEW_YORK, AUCKLAND = ZoneInfo("Europe/Berlin"), ZoneInfo("America/New_York"), ZoneInfo("Pacific/Auckland")
KATHMANDU, ADELAIDE = ZoneInfo("Asia/Kathmandu"), ZoneInfo("Australia/Adelaide")
LONGER_NIGHT, SHORTER_NIGHT = date(2026, 10, 25), date(2026, 3, 29)
"""In Berlin: from 03:00 back to 02:00, and from 02:00 on to 03:00."""


def at(zone: ZoneInfo, *moment: int, fold: int = 0) -> datetime:
    """Return a moment of a wall clock somewhere, as the program's own clock tells it: with the offset it has then."""
    wall = datetime(*moment, tzinfo=zone, fold=fold)  # type: ignore[arg-type,misc]
    offset = wall.utcoffset()
    assert offset is not None
    return wall.replace(tzinfo=timezone(offset), fold=0)


def session(started: datetime, minutes: float = 20, **changes: object) -> Record:
    """Return the record of a session."""
    ended = started + timedelta(minutes=minutes)
    made = Record(new_id(started), started, ended, "Evening", entries=(done(BRIDGE), done(FIGURE_4)))
    return replace(made, pain_at_rest=2, pain_moving=2, **changes)  # type: ignore[arg-type]


def kept(folder: Path, *records: Record) -> list[Record]:
    """Keep records, and return what is read, newest first."""
    history = History(folder / "history", folder / "cache")
    for record in records:
        history.save(record)
    read = [*history.read().records]
    cached = [*History(history.folder, folder / "cache").read().records]
    plain, problems = History(history.folder).newest()
    assert problems == []
    assert [to_the_letter(one) for one in read] == [to_the_letter(one) for one in plain]
    assert [to_the_letter(one) for one in cached] == [to_the_letter(one) for one in plain]
    return cached


def course(records: list[Record], now: datetime) -> Course:
    """Return what the rules see of the past."""
    return course_of(records, now, CATALOG)


# How long it took


OVER_THE_NIGHT = {
    "an hour more": (at(BERLIN, 2026, 10, 25, 2, 50), at(BERLIN, 2026, 10, 25, 2, 10, fold=1), 20),
    "an hour less": (at(BERLIN, 2026, 3, 29, 1, 50), at(BERLIN, 2026, 3, 29, 3, 10), 20),
    "half an hour less": (at(ADELAIDE, 2026, 10, 4, 1, 50), at(ADELAIDE, 2026, 10, 4, 3, 10), 20),
    "on a flight": (at(BERLIN, 2026, 11, 21, 12, 0), at(NEW_YORK, 2026, 11, 21, 6, 25), 25),
    "over the date line": (at(AUCKLAND, 2026, 11, 22, 8, 0), at(NEW_YORK, 2026, 11, 21, 14, 30), 30),
    "an offset of three quarters": (at(KATHMANDU, 2026, 11, 21, 8, 0), at(KATHMANDU, 2026, 11, 21, 8, 15), 15),
}


@pytest.mark.parametrize("name", OVER_THE_NIGHT)
def test_a_session_is_as_long_as_it_was(tmp_path: Path, name: str) -> None:
    started, ended, minutes = OVER_THE_NIGHT[name]
    (found,) = kept(tmp_path, replace(session(started), ended=ended))
    assert found.seconds == minutes * 60
    assert (found.started, found.ended) == (started, ended)
    assert (found.started.utcoffset(), found.ended.utcoffset()) == (started.utcoffset(), ended.utcoffset())


@pytest.mark.parametrize(
    ("started", "ended"),
    [
        (datetime(2026, 10, 25, 2, 50, tzinfo=BERLIN), datetime(2026, 10, 25, 2, 10, fold=1, tzinfo=BERLIN)),
        (datetime(2026, 3, 29, 1, 50, tzinfo=BERLIN), datetime(2026, 3, 29, 3, 10, tzinfo=BERLIN)),
    ],
    ids=["an hour more", "an hour less"],
)
def test_it_is_so_before_it_is_written_too(tmp_path: Path, started: datetime, ended: datetime) -> None:
    """Python takes the difference of two moments of one zone from their wall clocks alone."""
    record = replace(session(started.astimezone(UTC)), started=started, ended=ended)
    (found,) = kept(tmp_path, record)
    assert found.seconds == 20 * 60
    assert record.seconds == found.seconds


# Which one it is


def test_ids_of_one_second_differ_and_those_of_a_clock_set_back_too(tmp_path: Path) -> None:
    moment = at(BERLIN, 2026, 10, 25, 2, 30)
    again = at(BERLIN, 2026, 10, 25, 2, 30, fold=1)
    assert again - moment == timedelta(hours=1)
    ids = [new_id(one) for _ in range(500) for one in (moment, again, moment - timedelta(hours=1), moment)]
    assert len(set(ids)) == len(ids)
    assert len({id_[:16] for id_ in ids}) == 3, "the same wall clock twice in a night is not the same moment"


def test_newest_first_wherever_it_was(tmp_path: Path) -> None:
    started = [
        at(AUCKLAND, 2026, 11, 22, 8, 0),  # 21 Nov 19:00 UTC
        at(BERLIN, 2026, 11, 21, 20, 30),  # 19:30
        at(NEW_YORK, 2026, 11, 21, 15, 0),  # 20:00
        at(KATHMANDU, 2026, 11, 22, 2, 0),  # 20:15
        at(BERLIN, 2026, 12, 31, 23, 50),
        at(AUCKLAND, 2027, 1, 1, 12, 0),  # 31 Dec 23:00 UTC
        at(NEW_YORK, 2026, 12, 31, 23, 0),  # 1 Jan 04:00 UTC
    ]
    found = kept(tmp_path, *(session(one) for one in reversed(started)))
    assert [one.started for one in reversed(found)] == started


# What the rules see


def test_nights_with_an_hour_more_or_less_are_one_day() -> None:
    for night in (LONGER_NIGHT, SHORTER_NIGHT):
        days = [night - timedelta(days=1), night, night + timedelta(days=1)]
        records = [session(at(BERLIN, day.year, day.month, day.day, 23, 30)) for day in reversed(days)]
        for more, hour in ((1, 0), (1, 23)):
            now = at(BERLIN, days[-1].year, days[-1].month, days[-1].day + more, hour, 15)
            found = course(records, now)
            assert (found.gap_days, found.strength_days, found.week) == (1, 3, 1)
            assert found.last_done[BRIDGE] == days[-1]
            assert not found.stretched_today


@pytest.mark.parametrize(("night", "hours"), [(LONGER_NIGHT, 47), (SHORTER_NIGHT, 49)])
def test_forty_eight_hours_are_hours_and_not_days(night: date, hours: int) -> None:
    """From noon to noon two days later it is 49 hours in autumn and 47 in spring."""
    before, after = night - timedelta(days=1), night + timedelta(days=1)
    record = session(at(BERLIN, before.year, before.month, before.day, 12, 0))
    turn = datetime(after.year, after.month, after.day, 12 - (48 - hours), 0)
    for minutes, pauses in ((-1, True), (0, False)):
        moment = turn + timedelta(minutes=minutes)
        now = at(BERLIN, moment.year, moment.month, moment.day, moment.hour, moment.minute)
        assert bool(course([record], now).strength) is pauses


@pytest.mark.parametrize("now", [at(BERLIN, 2026, 10, 25, 2, 15), at(BERLIN, 2026, 10, 25, 2, 15, fold=1)])
def test_the_hour_that_comes_twice(now: datetime) -> None:
    first = session(at(BERLIN, 2026, 10, 25, 2, 10))
    second = session(at(BERLIN, 2026, 10, 25, 2, 10, fold=1))
    found = course([second, first], now)
    assert found.sessions == 2, "what lies less than a day ahead was done by a clock that was fast"
    assert found.stretched_today
    assert found.gap_days == 0


def test_who_flies_west_lives_a_day_twice(tmp_path: Path) -> None:
    """Both sessions are of the 21st for the one who did them, and the later is the newest."""
    home, there = session(at(BERLIN, 2026, 11, 21, 9, 0)), session(at(NEW_YORK, 2026, 11, 21, 20, 0))
    found = course(kept(tmp_path, home, there), at(NEW_YORK, 2026, 11, 21, 22, 0))
    assert (found.gap_days, found.strength_days, found.stretched_today) == (0, 0, True)
    tomorrow = course([there, home], at(NEW_YORK, 2026, 11, 22, 8, 0))
    assert (tomorrow.gap_days, tomorrow.strength_days, tomorrow.stretched_today) == (1, 1, False)
    assert tomorrow.last_done[BRIDGE] == date(2026, 11, 21)


def test_who_flies_over_the_date_line(tmp_path: Path) -> None:
    """On the 22nd in Auckland, and after it on the 21st in New York: the second was the last, today, and no gap."""
    first = session(at(AUCKLAND, 2026, 11, 22, 8, 0), morning_pain=8, morning_usual=1)
    second = session(at(NEW_YORK, 2026, 11, 21, 18, 0))
    records = kept(tmp_path, first, second)
    assert [one.id for one in records] == [second.id, first.id]
    found = course(records, at(NEW_YORK, 2026, 11, 21, 21, 0))
    assert found.gap_days == 0
    assert found.stretched_today
    assert found.strengthened_today
    assert len(found.strength) > 0
    assert found.week == 1


def test_a_clock_set_back_hides_no_session_of_today(tmp_path: Path) -> None:
    """At 18:00 by a clock that was an hour fast; put right just after it. The rules must know that it was done."""
    done_ = session(at(BERLIN, 2026, 11, 21, 18, 0), 30)
    before = session(at(BERLIN, 2026, 11, 19, 18, 0))
    found = course(kept(tmp_path, before, done_), at(BERLIN, 2026, 11, 21, 17, 31))
    assert found.sessions == 2
    assert found.stretched_today
    assert found.gap_days == 0


def test_a_clock_that_was_years_ahead_keeps_the_rest_in_order(tmp_path: Path) -> None:
    """One session of 2036 is shown first and named with its date; for the rules it has not been."""
    wrong, right = session(at(BERLIN, 2036, 1, 1, 8, 0)), session(at(BERLIN, 2026, 11, 20, 8, 0))
    records = kept(tmp_path, wrong, right)
    assert [one.id for one in records] == [wrong.id, right.id]
    found = course(records, at(BERLIN, 2026, 11, 21, 8, 0))
    assert (found.sessions, found.gap_days) == (1, 1)
