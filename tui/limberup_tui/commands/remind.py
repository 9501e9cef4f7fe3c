"""`limberup remind`: the sessions to come, as lines or as a calendar."""

from __future__ import annotations

import os
import re
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click

from limberup.calendar_words import days_like
from limberup.texts import tr, trn
from limberup_tui.commands import Setting
from limberup_tui.commands.output import complain, print_table, say

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from limberup.handout.reminders import Coming
    from limberup.person import Person

__all__ = ["remind"]


@click.command()
@click.option(
    "--ics", metavar="FILE", type=click.Path(path_type=Path), help=tr("Write a calendar; - is standard output.")
)
@click.option("--days", metavar="DAYS", help=tr("On which days, like {days}.").format(days=days_like()))
@click.option("--at", metavar="TIME", default="18:00", show_default=True, help=tr("At what time of day."))
@click.option("--weeks", metavar="N", type=int, default=8, show_default=True, help=tr("For how many weeks."))
@click.option("--routine", metavar="ROUTINE", help=tr("What to do; else limberup chooses on the day."))
@click.option("--zone", metavar="ZONE", help=tr("Whose clock, like Europe/Berlin; else this machine's."))
@click.option("--force", is_flag=True, help=tr("Replace FILE where it is there already."))
@click.pass_context
def remind(
    ctx: click.Context,
    ics: Path | None,
    days: str | None,
    at: str,
    weeks: int,
    routine: str | None,
    zone: str | None,
    force: bool,
) -> None:
    """List the sessions to come, or write them as a calendar.

    Without --days they are spread over the week, as many as you said on the screen You.
    """
    from limberup.person_file import load_person
    from limberup_tui.clock import Clock

    setting = ctx.ensure_object(Setting)
    person = load_person(setting.home().person)
    if person.open_flags:
        complain([_blocked(person)])
        ctx.exit(1)
    clock = _zone(zone) if zone else None
    moment = Clock().moment().astimezone(clock)
    coming = _planned(setting, person, moment, days, _time(at), weeks, routine)
    if ics is None:
        _print(coming)
        return
    from limberup.handout.calendar import calendar_text
    from limberup_tui.commands.handing import hand_out

    clock = clock or _own_zone()
    hand_out(calendar_text(coming, moment.date(), str(setting.home().data), clock), ics, force=force)
    if str(ics) != "-":
        count = sum(len(kind.dates) for kind in coming)
        of_zone = tr("in {zone}").format(zone=clock.key) if clock else tr("by the clock of whoever looks at it")
        say(
            trn(
                "{ics}: {n} session, {of_zone}. Import it into your calendar.",
                "{ics}: {n} sessions, {of_zone}. Import it into your calendar.",
                count,
            ).format(ics=ics, n=count, of_zone=of_zone)
        )


def _planned(
    setting: Setting, person: Person, moment: datetime, days: str | None, at: time, weeks: int, name: str | None
) -> tuple[Coming, ...]:
    from limberup.handout.reminders import coming_sessions, has_strength, in_a_row, read_days
    from limberup.problem import LimberupError, Problem
    from limberup_tui.routines import find_routine, routine_seconds

    try:
        weekdays = read_days(days) if days is not None else ()
    except ValueError as error:
        raise LimberupError(Problem("--days", "", str(error))) from None
    routine, strong, minutes = None, True, None
    if name is not None:
        catalog = setting.load().catalog
        routine = find_routine(name, setting.home(), catalog)
        strong = has_strength(routine, catalog)
        seconds = routine_seconds(routine, catalog)
        minutes = max(1, round(seconds / 60)) if seconds else None
    # What is over for today is no reminder.
    first = moment.date() + timedelta(days=1 if moment.time() >= at else 0)
    try:
        coming = coming_sessions(
            person, first, weeks, at, weekdays=weekdays, routine=routine, strength=strong, minutes=minutes
        )
    except ValueError as error:
        raise LimberupError(Problem("--weeks", "", str(error))) from None
    if routine and strong:
        wanted = len(weekdays) or person.days
        if weekdays and in_a_row(weekdays):
            words = tr(
                "{routine} has strength work, which needs a day between: limberup leaves it out on the second of two "
                "days in a row"
            )
            complain([words.format(routine=routine.name)])
        elif wanted > len(coming[0].weekdays):
            words = trn(
                "{routine} has strength work, which needs a day between: it is planned on {n} day a week",
                "{routine} has strength work, which needs a day between: it is planned on {n} days a week",
                len(coming[0].weekdays),
            )
            complain([words.format(routine=routine.name, n=len(coming[0].weekdays))])
    return coming


def _print(coming: tuple[Coming, ...]) -> None:
    from limberup.handout.words import day_words

    rows = sorted((day, kind.at, kind) for kind in coming for day in kind.dates)
    print_table(
        (day_words(day), at.strftime("%H:%M"), kind.words, tr("about {minutes} min").format(minutes=kind.minutes))
        for day, at, kind in rows
    )


def _blocked(person: Person) -> str:
    from limberup.problem import join_words

    ids = join_words(flag.id for flag in person.open_flags)
    return tr(
        "no session is planned while something has to be looked at first ({ids}). limberup says what to do"
    ).format(ids=ids)


def _time(text: str) -> time:
    from limberup.problem import LimberupError, Problem

    match = re.fullmatch(r"([01]?\d|2[0-3]):([0-5]\d)", text.strip(), re.ASCII)
    if not match:
        raise LimberupError(
            Problem("--at", "", tr("{text!r} is no time of day").format(text=text[:20]), tr("Write it like 18:00"))
        )
    return time(int(match[1]), int(match[2]))


def _zone(name: str) -> ZoneInfo:
    from zoneinfo import ZoneInfo

    from limberup.problem import LimberupError, Problem

    try:
        return ZoneInfo(name)
    except (LookupError, ValueError, OSError):
        what = tr("there is no time zone {name!r}").format(name=name[:40])
        raise LimberupError(Problem("--zone", "", what, tr("Write it like Europe/Berlin"))) from None


def _own_zone() -> ZoneInfo | None:
    """Return the zone of this machine by its name, or None where it has none that somebody lives by.

    Many a server keeps UTC, whatever the clock on the wall says: then the calendar has no zone.
    """
    from datetime import UTC
    from zoneinfo import ZoneInfo

    name = os.environ.get("TZ", "").removeprefix(":")
    if "TZ" not in os.environ:
        place = Path("/etc/localtime")
        name = str(place.resolve()).rpartition("zoneinfo/")[2] if place.is_symlink() else ""
    try:
        zone = ZoneInfo(name) if name else None
    except (LookupError, ValueError, OSError):
        return None
    return None if zone is None or datetime.now(zone).tzname() == UTC.tzname(None) else zone
