"""Doses and hurts as one reads them on paper."""

from __future__ import annotations

from limberup.calendar_words import DAYS_SHORT as WEEKDAYS
from limberup.calendar_words import day_month as short_day
from limberup.calendar_words import weekday_day_month_year as day_words
from limberup.counting import capitalised
from limberup.dose import Dose, Each, Measure
from limberup.exercise import Exercise
from limberup.history.record import Hurt
from limberup.history.sentences import count_words
from limberup.safety.flags import FLAGS, REASONS
from limberup.texts import tr, trn

__all__ = ["WEEKDAYS", "day_words", "dose_in_full", "dose_short", "flag_words", "hurt_words", "leg_words", "short_day"]


def _time(seconds: int) -> str:
    if seconds >= 60 and seconds % 60 == 0:
        return count_words(seconds // 60, "minute")
    return count_words(seconds, "second")


def dose_in_full(dose: Dose, exercise: Exercise | None = None, *, rest: bool = False) -> str:
    """Return a dose in words: "2 sets of 10, each held 2 seconds, on each side".

    Args:
        dose: Any.
        exercise: For what its repetitions are called, and its rests.
        rest: Whether the seconds between sets are told too, where there are several.
    """
    if dose.measure is not Measure.WORK:
        return tr("once") if dose.measure is Measure.ONCE else tr("as you do it; it is only noted")
    if dose.reps is None:
        amount = _time(dose.hold or 0)
        words = trn("hold {amount}", "{n} times, hold {amount}", dose.sets).format(amount=amount, n=dose.sets)
    else:
        counted = exercise.amount(dose.reps) if exercise and exercise.counts != "reps" else ""
        amount = counted or str(dose.reps)
        once = counted or count_words(dose.reps, "time")
        words = once if dose.sets == 1 else tr("{sets} sets of {amount}").format(sets=dose.sets, amount=amount)
        if dose.hold:
            words += tr(", each held {time}").format(time=_time(dose.hold))
    if dose.each:
        words += tr(", on each side") if dose.each is Each.SIDE else tr(", each way")
    if dose.tempo:
        words += tr(", {out} seconds out and {back} back").format(out=dose.tempo[0], back=dose.tempo[1])
    if rest and dose.sets > 1:
        seconds = exercise.rest_seconds(dose) if exercise else dose.rest
        words += tr("; rest {time} between").format(time=_time(seconds)) if seconds else ""
    return words


def dose_short(dose: Dose) -> str:
    """Return a dose for a clinician: "3 x 10 held 2 s each side"."""
    if dose.measure is not Measure.WORK:
        return {Measure.ONCE: tr("once"), Measure.LOG: tr("log")}[dose.measure]
    amount = f"{dose.reps}" if dose.reps is not None else tr("{seconds} s").format(seconds=dose.hold)
    held = tr(" held {hold} s").format(hold=dose.hold) if dose.reps is not None and dose.hold else ""
    return tr("{sets} x {amount}").format(sets=dose.sets, amount=amount) + held + _EACH[dose.each]


_EACH = {Each.NONE: "", Each.SIDE: tr(" each side"), Each.WAY: tr(" each way")}
_LEG = {"same": tr("down the leg as before"), "up": tr("in the leg, moving up"), "down": tr("moving down the leg")}


def leg_words(leg: str) -> str:
    """Return whether a pain went down the leg, "" where it did not."""
    return _LEG.get(leg, "")


def hurt_words(hurt: Hurt) -> str:
    """Return "5 of 10, sharp, moving down the leg"."""
    return ", ".join(
        filter(
            None, (tr("{pain} of 10").format(pain=hurt.pain), tr("sharp") if hurt.sharp else "", leg_words(hurt.leg))
        )
    )


def flag_words(id_: str) -> str:
    """Return what a warning sign, or a reason to ask a clinician first, is about: "Fever, feeling ill, ..."."""
    if id_ in FLAGS:
        return FLAGS[id_].question.removesuffix("?")
    words = REASONS[id_].words
    return capitalised(words)
