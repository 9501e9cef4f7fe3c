"""Days, months and dates in words: the one place where they are written out for a person."""

from __future__ import annotations

from datetime import date

from limberup.texts import tr, trc

__all__ = [
    "DAYS",
    "DAYS_SHORT",
    "MONTHS",
    "MONTHS_SHORT",
    "day_month",
    "day_month_year",
    "days_like",
    "long_date",
    "long_weekday_date",
    "long_weekday_day",
    "weekday_day_month",
    "weekday_day_month_year",
]

MONTHS = (
    tr("January"), tr("February"), tr("March"), tr("April"), tr("May"), tr("June"),
    tr("July"), tr("August"), tr("September"), tr("October"), tr("November"), tr("December"),
)  # fmt: skip
MONTHS_SHORT = (
    trc("short", "Jan"), trc("short", "Feb"), trc("short", "Mar"), trc("short", "Apr"), trc("short", "May"),
    trc("short", "Jun"), trc("short", "Jul"), trc("short", "Aug"), trc("short", "Sep"), trc("short", "Oct"),
    trc("short", "Nov"), trc("short", "Dec"),
)  # fmt: skip
DAYS = (
    tr("Monday"), tr("Tuesday"), tr("Wednesday"), tr("Thursday"), tr("Friday"), tr("Saturday"), tr("Sunday"),
)  # fmt: skip
DAYS_SHORT = (
    trc("short", "Mon"), trc("short", "Tue"), trc("short", "Wed"), trc("short", "Thu"), trc("short", "Fri"),
    trc("short", "Sat"), trc("short", "Sun"),
)  # fmt: skip


def days_like() -> str:
    """Return some days as they can be typed: "mon,wed,fri"."""
    return ",".join(DAYS_SHORT[day].lower().rstrip(".") for day in (0, 2, 4))


def day_month(day: date) -> str:
    """Return "21 Nov"."""
    return trc("date", "{day} {month}").format(day=day.day, month=MONTHS_SHORT[day.month - 1])


def day_month_year(day: date) -> str:
    """Return "21 Nov 2026"."""
    return trc("date", "{day} {month} {year}").format(day=day.day, month=MONTHS_SHORT[day.month - 1], year=day.year)


def weekday_day_month(day: date) -> str:
    """Return "Sat 21 Nov"."""
    return trc("date", "{weekday} {date}").format(weekday=DAYS_SHORT[day.weekday()], date=day_month(day))


def weekday_day_month_year(day: date) -> str:
    """Return "Sat 21 Nov 2026"."""
    return trc("date", "{weekday} {date}").format(weekday=DAYS_SHORT[day.weekday()], date=day_month_year(day))


def long_date(day: date) -> str:
    """Return "21 November 2026"."""
    return trc("long date", "{day} {month} {year}").format(day=day.day, month=MONTHS[day.month - 1], year=day.year)


def long_weekday_date(day: date) -> str:
    """Return "Saturday 21 November 2026"."""
    return trc("long date", "{weekday} {date}").format(weekday=DAYS[day.weekday()], date=long_date(day))


def long_weekday_day(day: date) -> str:
    """Return "Saturday 21 November"."""
    words = trc("long date", "{day} {month}").format(day=day.day, month=MONTHS[day.month - 1])
    return trc("long date", "{weekday} {date}").format(weekday=DAYS[day.weekday()], date=words)
