"""How days, counts and minutes are said in the sentences of the statistics."""

from __future__ import annotations

from datetime import date

__all__ = [
    "ahead_words",
    "count_words",
    "date_words",
    "in_this_time",
    "minutes_words",
    "number_words",
    "unconfirmed_words",
]

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_SMALL = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten")


def date_words(day: date) -> str:
    """Return "21 Nov 2026"."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def count_words(count: int, one: str, many: str = "") -> str:
    """Return "1 day" or "2 days"."""
    return f"{count} {one}" if count == 1 else f"{count} {many or one + 's'}"


def minutes_words(minutes: float) -> str:
    """Return "under 1 minute", "1 minute" or "12 minutes"."""
    return "under 1 minute" if 0 < minutes < 0.5 else count_words(round(minutes), "minute")


def ahead_words(count: int) -> tuple[str, ...]:
    """Return what there is to say of records that are dated after today; nothing where there are none."""
    if not count:
        return ()
    many = "1 record is" if count == 1 else f"{count} records are"
    return (f"{many} dated after today and left out here: a clock was wrong, then or now.",)


def unconfirmed_words(count: int) -> tuple[str, ...]:
    """Return what there is to say of sets that nobody confirmed; nothing where there are none."""
    if not count:
        return ()
    many = "1 set that nobody confirmed counts" if count == 1 else f"{count} sets that nobody confirmed count"
    return (f"{many} as not done.",)


def in_this_time(count: int, one: str) -> str:
    """Return "Two sessions in this time", to begin a sentence with."""
    number = _SMALL[count] if count < len(_SMALL) else str(count)
    return f"{number} {one if count == 1 else one + 's'} in this time"


def number_words(value: float) -> str:
    """Return a number with at most one place: "3", "2.5"."""
    return f"{round(value, 1):g}"
