"""Doses and hurts as one reads them on paper."""

from __future__ import annotations

from datetime import date

from limberup.dose import Dose, Measure
from limberup.exercise import Exercise
from limberup.history.record import Hurt
from limberup.history.sentences import count_words, date_words
from limberup.safety.flags import FLAGS, REASONS

__all__ = ["WEEKDAYS", "day_words", "dose_short", "dose_words", "flag_words", "hurt_words", "leg_words", "short_day"]

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def day_words(day: date) -> str:
    """Return "Sat 21 Nov 2026"."""
    return f"{WEEKDAYS[day.weekday()]} {date_words(day)}"


def short_day(day: date) -> str:
    """Return "21 Nov"."""
    return date_words(day).rpartition(" ")[0]


def _time(seconds: int) -> str:
    if seconds >= 60 and seconds % 60 == 0:
        return count_words(seconds // 60, "minute")
    return count_words(seconds, "second")


def dose_words(dose: Dose, exercise: Exercise | None = None, *, rest: bool = False) -> str:
    """Return a dose in words: "2 sets of 10, each held 2 seconds, on each side".

    Args:
        dose: Any.
        exercise: For what its repetitions are called, and its rests.
        rest: Whether the seconds between sets are told too, where there are several.
    """
    if dose.measure is not Measure.WORK:
        return "once" if dose.measure is Measure.ONCE else "as you do it; it is only noted"
    if dose.reps is None:
        amount = _time(dose.hold or 0)
        words = f"hold {amount}" if dose.sets == 1 else f"{dose.sets} times, hold {amount}"
    else:
        unit = exercise.counts if exercise and exercise.counts != "reps" else ""
        amount = f"{dose.reps} {unit}".strip()
        once = amount if unit else count_words(dose.reps, "time")
        words = once if dose.sets == 1 else f"{dose.sets} sets of {amount}"
        if dose.hold:
            words += f", each held {_time(dose.hold)}"
    if dose.each:
        words += f", on each {dose.each.value}" if dose.each.value == "side" else ", each way"
    if dose.tempo:
        words += f", {dose.tempo[0]} seconds out and {dose.tempo[1]} back"
    if rest and dose.sets > 1:
        seconds = exercise.rest_seconds(dose) if exercise else dose.rest
        words += f"; rest {_time(seconds)} between" if seconds else ""
    return words


def dose_short(dose: Dose) -> str:
    """Return a dose for a clinician: "3 x 10 held 2 s each side"."""
    if dose.measure is not Measure.WORK:
        return dose.measure.value
    amount = f"{dose.reps}" if dose.reps is not None else f"{dose.hold} s"
    held = f" held {dose.hold} s" if dose.reps is not None and dose.hold else ""
    return f"{dose.sets} x {amount}{held}" + (f" each {dose.each.value}" if dose.each else "")


_LEG = {"same": "down the leg as before", "up": "in the leg, moving up", "down": "moving down the leg"}


def leg_words(leg: str) -> str:
    """Return whether a pain went down the leg, "" where it did not."""
    return _LEG.get(leg, "")


def hurt_words(hurt: Hurt) -> str:
    """Return "5 of 10, sharp, moving down the leg"."""
    return ", ".join(filter(None, (f"{hurt.pain} of 10", "sharp" if hurt.sharp else "", leg_words(hurt.leg))))


def flag_words(id_: str) -> str:
    """Return what a warning sign, or a reason to ask a clinician first, is about: "Fever, feeling ill, ..."."""
    if id_ in FLAGS:
        return FLAGS[id_].question.removesuffix("?")
    words = REASONS[id_].words
    return words[:1].upper() + words[1:]
