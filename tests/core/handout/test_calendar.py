"""The calendar, read back by a reader of our own and by dateutil: neither knows icalendar."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from dateutil.rrule import rrulestr
from dateutil.tz import tzical
from hypothesis import example, given
from tests.core.making import free_text
from tests.core.past import BRIDGE, routine

from limberup.handout.calendar import calendar_text
from limberup.handout.reminders import Coming, coming_sessions
from limberup.person import Person
from limberup.routine import Routine

TODAY = date(2026, 11, 21)
ZONES = ["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "America/Santiago", "Asia/Kolkata", "Pacific/Apia"]
"""Clocks that change in spring and autumn, by an hour and by half an hour, north and south, and not at all."""


@dataclass
class Read:
    """A component as RFC 5545 writes it: properties by name with their parameters, and what is within."""

    name: str
    lines: dict[str, tuple[str, str]]
    within: list[Read]

    def value(self, name: str) -> str:
        """Return a property as it is written."""
        return self.lines[name][1]

    def text(self, name: str) -> str:
        """Return a property that is a text."""
        return re.sub(r"\\(.)", lambda found: "\n" if found[1] in "nN" else found[1], self.value(name))

    def all(self, name: str) -> list[Read]:
        """Return the components of that name within."""
        return [part for part in self.within if part.name == name]


def read(text: str) -> Read:
    """Read a calendar, and make sure of its lines."""
    assert text.endswith("\r\n")
    physical = text.removesuffix("\r\n").split("\r\n")
    assert all("\n" not in line and "\r" not in line for line in physical)
    assert all(len(line.encode()) <= 75 for line in physical)
    stack = [Read("", {}, [])]
    for line in re.sub(r"\r\n[ \t]", "", text).removesuffix("\r\n").split("\r\n"):
        head, value = line.split(":", 1)
        name, _, parameters = head.partition(";")
        if name == "BEGIN":
            stack.append(Read(value, {}, []))
        elif name == "END":
            done = stack.pop()
            assert done.name == value
            stack[-1].within.append(done)
        else:
            assert name not in stack[-1].lines, f"{name} stands twice"
            stack[-1].lines[name] = (parameters, value)
    (root,) = stack[0].within
    assert root.name == "VCALENDAR"
    return root


def starts(event: Read) -> list[datetime]:
    """Return when an event is, by the clock on the wall, as dateutil understands it."""
    first = datetime.strptime(event.value("DTSTART"), "%Y%m%dT%H%M%S")
    if "RRULE" not in event.lines:
        return [first]
    return list(rrulestr(event.value("RRULE"), dtstart=first))


def made(today: date = TODAY, weeks: int = 30, at: time = time(18, 0), **options: object) -> tuple[Coming, ...]:
    """Return sessions to come."""
    return coming_sessions(Person(days=3), today, weeks, at, **options)  # type: ignore[arg-type]


def written(coming: tuple[Coming, ...], zone: str | None = "Europe/Berlin", owner: str = "/home/a") -> str:
    """Return their calendar."""
    return calendar_text(coming, TODAY, owner, ZoneInfo(zone) if zone else None)


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("at", [time(18, 0), time(2, 30), time(0, 0)])
def test_the_clock_on_the_wall_is_kept_across_both_changes(zone: str, at: time) -> None:
    # 70 weeks from November: the clocks change three times in each zone that changes them.
    coming = made(weeks=70, at=at)
    calendar = read(written(coming, zone))
    (event,) = calendar.all("VEVENT")
    found = starts(event)
    assert [moment.date() for moment in found] == list(coming[0].dates)
    assert {moment.time() for moment in found} == {at}
    assert event.lines["DTSTART"][0] == event.lines["DTEND"][0] == f"TZID={zone}"


@pytest.mark.parametrize("zone", ZONES)
def test_the_time_zone_in_the_file_is_the_zone(zone: str) -> None:
    text = written(made(weeks=70), zone)
    part = text[text.index("BEGIN:VTIMEZONE") : text.index("END:VTIMEZONE")] + "END:VTIMEZONE\r\n"
    found = tzical(io.StringIO(part.replace("\r\n", "\n"))).get()
    real = ZoneInfo(zone)
    # Every half hour of both years, so that each change is met from both sides; an hour that is left out or comes
    # twice can be read either way.
    moment = datetime(2026, 1, 2)
    while moment < datetime(2028, 1, 1):
        offsets = {moment.replace(tzinfo=real, fold=fold).utcoffset() for fold in (0, 1)}
        assert moment.replace(tzinfo=found).utcoffset() in offsets, moment
        moment += timedelta(minutes=30)


def test_a_change_begins_by_the_clock_before_it() -> None:
    (zone,) = read(written(made(weeks=70))).all("VTIMEZONE")
    summer, winter = (zone.all(name)[-1].value("DTSTART") for name in ("DAYLIGHT", "STANDARD"))
    # 02:00 winter time becomes 03:00, and 03:00 summer time becomes 02:00.
    assert (summer, winter) == ("20280326T020000", "20281029T030000")


def test_an_event_has_an_alarm_and_an_end() -> None:
    (event,) = read(written(made(routine=routine(BRIDGE), minutes=25))).all("VEVENT")
    (alarm,) = event.all("VALARM")
    assert (alarm.value("ACTION"), alarm.value("TRIGGER")) == ("DISPLAY", "-PT15M")
    assert alarm.text("DESCRIPTION") == "Made up in 15 minutes"
    assert (event.value("DTSTART")[-6:], event.value("DTEND")[-6:]) == ("180000", "182500")
    assert event.text("SUMMARY") == "limberup: Made up"
    assert event.value("CLASS") == "PRIVATE"


def test_a_single_session_is_no_series() -> None:
    (event,) = read(written(made(weeks=1, weekdays=(2,)))).all("VEVENT")
    assert "RRULE" not in event.lines
    assert starts(event) == [datetime(2026, 11, 25, 18, 0)]


def test_the_same_plan_is_the_same_file() -> None:
    assert written(made()) == written(made())


def test_a_later_file_replaces_the_series_and_an_earlier_one_does_not() -> None:
    before = read(written(made())).all("VEVENT")[0]
    later = date(2026, 12, 24)
    text = calendar_text(made(later, at=time(7, 15), weekdays=(1, 5)), later, "/home/a", ZoneInfo("Europe/Berlin"))
    after = read(text).all("VEVENT")[0]
    assert before.value("UID") == after.value("UID")
    assert int(before.value("SEQUENCE")) < int(after.value("SEQUENCE"))
    assert before.value("DTSTAMP") < after.value("DTSTAMP")


def test_people_routines_and_kinds_of_day_have_ids_of_their_own() -> None:
    many = coming_sessions(Person(days=5), TODAY, 4, time(18, 0))
    ids = [event.value("UID") for owner in ("/home/a", "/home/b") for event in read(written(many, owner=owner)).within
           if event.name == "VEVENT"]  # fmt: skip
    ids += [event.value("UID") for event in read(written(made(routine=routine(BRIDGE, slug="own")))).all("VEVENT")]
    assert len(ids) == 5
    assert len(set(ids)) == 5
    assert not any("home" in id_ for id_ in ids)


@given(free_text, free_text)
@example("\\N", "\\n")
@example("a\\", ";")
def test_any_name_is_read_back_whole_and_harmless(name: str, more: str) -> None:
    nasty = f"{name};,\\ {more}\r\nATTENDEE:mailto:x@example.org"
    coming = made(routine=Routine(nasty, (), slug="own"))
    (event,) = read(written(coming)).all("VEVENT")
    assert set(event.lines) <= {
        "SUMMARY", "DTSTART", "DTEND", "DTSTAMP", "UID", "SEQUENCE", "RRULE", "CLASS", "DESCRIPTION", "TRANSP",
    }  # fmt: skip
    shown = event.text("SUMMARY")
    assert "ATTENDEE:mailto:x@example.org" in shown
    assert not re.search(r"[\x00-\x1f\x7f-\x9f]", shown)


def test_without_a_zone_the_time_is_that_of_whoever_looks() -> None:
    calendar = read(written(made(), None))
    (event,) = calendar.all("VEVENT")
    assert not calendar.all("VTIMEZONE")
    assert event.lines["DTSTART"] == ("", "20261123T180000")


def test_in_utc_no_zone_is_named() -> None:
    calendar = read(written(made(), "UTC"))
    assert not calendar.all("VTIMEZONE")
    assert calendar.all("VEVENT")[0].lines["DTSTART"] == ("", "20261123T180000Z")


def test_what_a_calendar_must_have_is_there() -> None:
    calendar = read(written(made()))
    assert calendar.value("VERSION") == "2.0"
    assert calendar.value("PRODID")
    (event,) = calendar.all("VEVENT")
    assert event.value("DTSTAMP") == datetime.combine(TODAY, time(), UTC).strftime("%Y%m%dT%H%M%SZ")
