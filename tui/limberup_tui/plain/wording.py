"""Times, days and pains as they are heard: whole words, no signs and no shortened names."""

from __future__ import annotations

from datetime import date, datetime

__all__ = ["date_words", "day_words", "minutes_words", "pain_words", "seconds_words"]

_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
           "November", "December")  # fmt: skip
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def seconds_words(seconds: float) -> str:
    """Return "45 seconds", "1 minute", "2 minutes 30 seconds"."""
    minutes, rest = divmod(max(0, round(seconds)), 60)
    parts = [_count(minutes, "minute")] if minutes else []
    if rest or not minutes:
        parts.append(_count(rest, "second"))
    return " ".join(parts)


def minutes_words(seconds: float) -> str:
    """Return "about 7 minutes", or "under 1 minute"."""
    return f"about {_count(max(1, round(seconds / 60)), 'minute')}" if seconds >= 45 else "under 1 minute"


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}" + ("" if number == 1 else "s")


def date_words(day: date) -> str:
    """Return "21 November 2026"."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def day_words(moment: datetime, today: date) -> str:
    """Return "today at 08:30", "yesterday at 08:30", "on Monday 16 November at 08:30", with a year that is another."""
    day = moment.date()
    time = moment.strftime("%H:%M")
    if (today - day).days in (0, 1):
        return f"{'yesterday' if day < today else 'today'} at {time}"
    words = date_words(day)
    if day.year == today.year:
        words = words.removesuffix(f" {day.year}")
    return f"on {_DAYS[day.weekday()]} {words} at {time}"


def pain_words(pain: int) -> str:
    """Return a pain as "3 of 10"."""
    return f"{pain} of 10"
