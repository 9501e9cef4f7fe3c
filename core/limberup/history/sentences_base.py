"""How days, counts and minutes are said in the sentences of the statistics."""

from __future__ import annotations

from limberup.calendar_words import day_month_year as date_words
from limberup.counting import count_words
from limberup.texts import tr, trn

__all__ = [
    "ahead_words",
    "count_words",
    "date_words",
    "in_this_time",
    "minutes_words",
    "number_words",
    "unconfirmed_words",
]

_SMALL = (
    tr("No sessions in this time"),
    tr("One session in this time"),
    tr("Two sessions in this time"),
    tr("Three sessions in this time"),
    tr("Four sessions in this time"),
    tr("Five sessions in this time"),
    tr("Six sessions in this time"),
    tr("Seven sessions in this time"),
    tr("Eight sessions in this time"),
    tr("Nine sessions in this time"),
    tr("Ten sessions in this time"),
)


def minutes_words(minutes: float) -> str:
    """Return "under 1 minute", "1 minute" or "12 minutes"."""
    return tr("under 1 minute") if 0 < minutes < 0.5 else count_words(round(minutes), "minute")


def ahead_words(count: int) -> tuple[str, ...]:
    """Return what there is to say of records that are dated after today; nothing where there are none."""
    if not count:
        return ()
    words = trn(
        "{n} record is dated after today and left out here: a clock was wrong, then or now.",
        "{n} records are dated after today and left out here: a clock was wrong, then or now.",
        count,
    )
    return (words.format(n=count),)


def unconfirmed_words(count: int) -> tuple[str, ...]:
    """Return what there is to say of sets that nobody confirmed; nothing where there are none."""
    if not count:
        return ()
    words = trn(
        "{n} set that nobody confirmed counts as not done.",
        "{n} sets that nobody confirmed count as not done.",
        count,
    )
    return (words.format(n=count),)


def in_this_time(sessions: int) -> str:
    """Return "Two sessions in this time", to begin a sentence with."""
    if sessions < len(_SMALL):
        return _SMALL[sessions]
    return trn("{n} session in this time", "{n} sessions in this time", sessions).format(n=sessions)


def number_words(value: float) -> str:
    """Return a number with at most one place: "3", "2.5"."""
    return f"{round(value, 1):g}"
