"""Sessions to come as a calendar file (RFC 5545). Importing icalendar takes time, so only who writes one does it."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from icalendar import Alarm, Calendar, Event, Timezone, TimezoneDaylight, TimezoneStandard

from limberup.handout.reminders import DAY_NAMES, Coming
from limberup.text import clean
from limberup.texts import tr

__all__ = ["calendar_text"]

_SPACE = uuid.UUID("5a1c3c53-6b2c-5d0e-9a54-2f6f0b8d7a11")
"""Ours alone, so that no other program's names give the same ids."""

_EPOCH = date(2026, 1, 1)
ALARM = timedelta(minutes=-15)
"""When it rings, beside the start."""


def calendar_text(coming: Iterable[Coming], today: date, owner: str, zone: ZoneInfo | None) -> str:
    """Return a calendar with an event for each kind of session, repeated week by week.

    The same kind of session of the same owner always has the same id, so that importing a newer file replaces what
    stood there; a later day makes it the newer version. The time is kept by the clock on the wall when clocks change.

    Args:
        coming: What is planned.
        today: The day that it is made on.
        owner: Tells calendars of several people apart; only a hash of it is written.
        zone: Whose clock; None for that of whoever looks at it.
    """
    planned = list(coming)
    calendar = Calendar()
    calendar.add("prodid", "-//limberup//limberup//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", "limberup")
    events = [_event(kind, today, owner, zone) for kind in planned]
    if zone is not None and any("TZID" in event["dtstart"].params for event in events):
        first = min(kind.dates[0] for kind in planned)
        last = max(kind.dates[-1] for kind in planned)
        calendar.add_component(_timezone(zone, first, last))
    for event in events:
        calendar.add_component(event)
    return str(calendar.to_ical().decode())


def _event(kind: Coming, today: date, owner: str, zone: ZoneInfo | None) -> Event:
    event = Event()
    start = kind.first.replace(tzinfo=zone)
    key = "\n".join((owner, kind.routine_id, "light" if kind.light else ""))
    event.add("uid", f"{uuid.uuid5(_SPACE, key)}@limberup")
    event.add("dtstamp", datetime(today.year, today.month, today.day, tzinfo=UTC))
    # Of two versions with the same id a calendar takes the one with the higher number.
    event.add("sequence", max(0, (today - _EPOCH).days))
    event.add("dtstart", start)
    event.add("dtend", start + timedelta(minutes=kind.minutes))
    if len(kind.dates) > 1:
        days = [DAY_NAMES[day][:2].upper() for day in kind.weekdays]
        event.add("rrule", {"freq": "weekly", "byday": days, "count": len(kind.dates)})
    event.add("summary", _text(f"limberup: {kind.words}"))
    event.add("description", "\n".join(map(_text, _description(kind))))
    event.add("class", "PRIVATE")
    event.add("transp", "OPAQUE")
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add(
        "description",
        _text(tr("{what} in {minutes} minutes").format(what=kind.words, minutes=-int(ALARM / timedelta(minutes=1)))),
    )
    alarm.add("trigger", ALARM)
    event.add_component(alarm)
    return event


def _text(text: str) -> str:
    """Return one line of text, harmless; icalendar would make a line break of a backslash before an N."""
    return clean(text).replace("\\N", "/N")


def _description(kind: Coming) -> list[str]:
    start = f"limberup play {kind.routine_id}" if kind.routine_id else "limberup"
    lines = [tr("About {minutes} minutes. Start it with: {start}").format(minutes=kind.minutes, start=start)]
    if kind.light:
        lines.append(tr("A day for stretching and moving: strength work has a day between."))
    lines.append(tr("It asks how you are first. Leaving a day out is fine."))
    return lines


def _timezone(zone: ZoneInfo, first: date, last: date) -> Timezone:
    """Return how the clocks of a zone change from the year of `first` to that of `last`, each change by itself.

    icalendar can make one too, but has a change to summer time begin an hour late: it writes the hour after the change
    where the standard wants the one before.
    """
    begin, end = datetime(first.year, 1, 1, tzinfo=UTC), datetime(last.year + 1, 1, 1, tzinfo=UTC)
    part = Timezone()
    part.add("tzid", zone.key)
    before = begin.astimezone(zone).utcoffset() or timedelta()
    part.add_component(_observance(begin, before, zone))
    for moment in _changes(begin, end, zone):
        part.add_component(_observance(moment, before, zone))
        before = moment.astimezone(zone).utcoffset() or timedelta()
    return part


def _observance(moment: datetime, before: timedelta, zone: ZoneInfo) -> TimezoneStandard | TimezoneDaylight:
    local = moment.astimezone(zone)
    part = TimezoneDaylight() if local.dst() else TimezoneStandard()
    part.add("dtstart", (moment + before).replace(tzinfo=None))
    part.add("tzoffsetfrom", before)
    part.add("tzoffsetto", local.utcoffset() or timedelta())
    part.add("tzname", local.tzname() or zone.key)
    return part


def _changes(begin: datetime, end: datetime, zone: ZoneInfo) -> Iterator[datetime]:
    """Yield each moment, in UTC and to the minute, from which another offset or name holds."""

    def state(moment: datetime) -> tuple[object, ...]:
        local = moment.astimezone(zone)
        return local.utcoffset(), local.dst(), local.tzname()

    day = begin
    while day < end:
        after = day + timedelta(days=1)
        if state(day) != state(after):
            low, high = 0, 24 * 60
            while high - low > 1:
                middle = (low + high) // 2
                if state(day + timedelta(minutes=middle)) == state(day):
                    low = middle
                else:
                    high = middle
            yield day + timedelta(minutes=high)
        day = after
