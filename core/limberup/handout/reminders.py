"""The sessions to come: on which days, at what time. Pure; today is passed in."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from limberup.calendar_words import DAYS, DAYS_SHORT, days_like
from limberup.catalog import Catalog
from limberup.person import Person
from limberup.routine import Routine
from limberup.texts import tr

__all__ = ["DAY_NAMES", "MOST_WEEKS", "Coming", "coming_sessions", "has_strength", "read_days", "usual_days"]

DAY_NAMES = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
"""Days of the week as they are written in any language, Monday first."""

_WHOLE = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

MOST_WEEKS = 104
"""Most weeks that a calendar is made for: beyond, nobody knows when the clocks change."""

_SPREAD = {1: (0,), 2: (0, 3), 3: (0, 2, 4), 4: (0, 2, 4, 5), 5: (0, 1, 2, 4, 5), 6: (0, 1, 2, 3, 4, 5),
           7: (0, 1, 2, 3, 4, 5, 6)}  # fmt: skip
_STRENGTH = (0, 2, 4)
"""Monday, Wednesday, Friday: three days is all that a week has with two days between each and the next (48 hours)."""


@dataclass(frozen=True, slots=True)
class Coming:
    """One kind of session, on the same days of each week."""

    name: str
    """What it is called: the routine's name, or ""."""
    routine_id: str
    """The routine's id, or "" where limberup is to choose on the day."""
    weekdays: tuple[int, ...]
    """0 Monday to 6 Sunday, in order."""
    at: time
    """The time of day, by the clock on the wall."""
    dates: tuple[date, ...]
    """Every day of it, in order; at least one."""
    minutes: int
    """How long it may take."""
    light: bool = False
    """Whether it is for the days between those with strength work: stretching and moving alone."""

    @property
    def words(self) -> str:
        """What it is, in a few words."""
        if self.name:
            return self.name
        return tr("Stretching and moving") if self.light else tr("Exercises")

    @property
    def first(self) -> datetime:
        """The first of them, without a zone: the clock on the wall."""
        return datetime.combine(self.dates[0], self.at)


def read_days(text: str) -> tuple[int, ...]:
    """Read days such as `mon,wed,fri` or `Monday Thursday`; 0 is Monday. The language's own days are read too.

    Raises:
        ValueError: one is no day of the week; the message names it and says what would be right.
    """
    found = set()
    for word in text.replace(",", " ").split():
        if (number := _day_number(word)) is None:
            raise ValueError(
                tr("{word!r} is no day of the week. Write them like {days}").format(word=word[:20], days=days_like())
            )
        found.add(number)
    if not found:
        raise ValueError(tr("there is no day in it. Write them like {days}").format(days=days_like()))
    return tuple(sorted(found))


def _day_number(word: str) -> int | None:
    """Return the day that a word names, or None: English first, so that what is in a script means the same anywhere."""
    short = word.casefold()
    own = [day.casefold() for day in DAYS]
    beginning = [
        [number for number, name in enumerate(whole) if len(short) >= 3 and name.startswith(short)]
        for whole in (_WHOLE, own)
    ]
    written = [number for number, name in enumerate(DAYS_SHORT) if name.casefold().rstrip(".") == short.rstrip(".")]
    return next((found[0] for found in (beginning[0], written, beginning[1]) if len(found) == 1), None)


def usual_days(days: int, *, strength: bool) -> tuple[int, ...]:
    """Return on which days of the week sessions are, where nobody says it: spread out.

    Args:
        days: How many a week, 1-7.
        strength: Whether every one of them has strength work: then there are three at most, never two in a row.
    """
    return _SPREAD[min(days, len(_STRENGTH)) if strength else days]


def has_strength(routine: Routine, catalog: Catalog) -> bool:
    """Return whether a step of a routine is strength work, as far as the packs in use know."""
    found = (catalog.get(step.do) for step in routine.steps)
    return any(exercise.kind.is_strength for exercise in found if exercise)


def in_a_row(weekdays: Collection[int]) -> bool:
    """Return whether two of the days follow each other, Sunday and Monday too."""
    return any((day + 1) % 7 in weekdays for day in weekdays)


def coming_sessions(
    person: Person,
    first: date,
    weeks: int,
    at: time,
    *,
    weekdays: tuple[int, ...] = (),
    routine: Routine | None = None,
    strength: bool = True,
    minutes: int | None = None,
) -> tuple[Coming, ...]:
    """Return what is planned: one kind of session, or two where some days are for stretching alone.

    Args:
        person: How many days a week, and how long a session may take.
        first: The first day that counts.
        weeks: How many, 1 to `MOST_WEEKS`.
        at: The time of day.
        weekdays: The days wanted, or () for a usual spread.
        routine: What to do; None leaves it to limberup on the day.
        strength: Whether the routine has strength work.
        minutes: How long the routine takes, where that is known.

    Raises:
        ValueError: too few or too many weeks.
    """
    if not 1 <= weeks <= MOST_WEEKS:
        raise ValueError(
            tr("it can be for 1 to {most_weeks} weeks, not {weeks}").format(most_weeks=MOST_WEEKS, weeks=weeks)
        )
    length = minutes or person.minutes
    chosen = weekdays or usual_days(person.days, strength=routine is not None and strength)
    if routine is not None:
        kinds = [(chosen, False)]
    else:
        strong = _apart(chosen)
        kinds = [(strong, False), (tuple(day for day in chosen if day not in strong), True)]
    name, id_ = (routine.name, routine.id) if routine else ("", "")
    return tuple(
        Coming(name, id_, days, at, dates, length, light)
        for days, light in kinds
        if days and (dates := tuple(_dates(days, first, weeks)))
    )


def _apart(weekdays: Iterable[int]) -> tuple[int, ...]:
    """Return those of the days that leave a day between each and the next, taken in order."""
    taken: list[int] = []
    for day in weekdays:
        if not in_a_row([*taken, day]):
            taken.append(day)
    return tuple(taken)


def _dates(weekdays: Collection[int], first: date, weeks: int) -> Iterable[date]:
    for number in range(7 * weeks):
        day = first + timedelta(days=number)
        if day.weekday() in weekdays:
            yield day
