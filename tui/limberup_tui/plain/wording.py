"""Times, days and pains as they are heard: whole words, no signs and no shortened names."""

from __future__ import annotations

from datetime import date, datetime

from limberup.calendar_words import long_date as date_words
from limberup.calendar_words import long_weekday_date, long_weekday_day
from limberup.counting import count_words
from limberup.texts import tr

__all__ = ["date_words", "day_words", "minutes_words", "pain_words", "seconds_words"]


def seconds_words(seconds: float) -> str:
    """Return "45 seconds", "1 minute", "2 minutes 30 seconds"."""
    minutes, rest = divmod(max(0, round(seconds)), 60)
    parts = [count_words(minutes, "minute")] if minutes else []
    if rest or not minutes:
        parts.append(count_words(rest, "second"))
    return " ".join(parts)


def minutes_words(seconds: float) -> str:
    """Return "about 7 minutes", or "under 1 minute"."""
    return (
        tr("about {minutes}").format(minutes=count_words(max(1, round(seconds / 60)), "minute"))
        if seconds >= 45
        else tr("under 1 minute")
    )


def day_words(moment: datetime, today: date) -> str:
    """Return "today at 08:30", "yesterday at 08:30", "on Monday 16 November at 08:30", with a year that is another."""
    day = moment.date()
    time = moment.strftime("%H:%M")
    if (today - day).days in (0, 1):
        return tr("yesterday at {time}").format(time=time) if day < today else tr("today at {time}").format(time=time)
    words = long_weekday_day(day) if day.year == today.year else long_weekday_date(day)
    return tr("on {date} at {time}").format(date=words, time=time)


def pain_words(pain: int) -> str:
    """Return a pain as "3 of 10"."""
    return tr("{pain} of 10").format(pain=pain)
