"""How times, doses, phases and dates are said on screen."""

from __future__ import annotations

from datetime import date, datetime

from limberup.dose import Dose, Measure
from limberup.exercise import Exercise
from limberup.timeline import Phase, PhaseKind

__all__ = ["about_minutes", "clock_words", "day_words", "dose_words", "pain_words", "phase_words", "side_words"]


def clock_words(seconds: float) -> str:
    """Return `7:05`, or `45` under a minute."""
    whole = max(0, round(seconds))
    return f"{whole // 60}:{whole % 60:02}" if whole >= 60 else str(whole)


def about_minutes(seconds: float) -> str:
    """Return "about 7 min", or "under 1 min"."""
    return f"about {max(1, round(seconds / 60))} min" if seconds >= 45 else "under 1 min"


def dose_words(dose: Dose, exercise: Exercise | None = None) -> str:
    """Return a dose as one reads it: "2 sets of 10, held 2 s, each side"."""
    if dose.measure is Measure.ONCE:
        return "once"
    if dose.measure is Measure.LOG:
        return "only noted"
    if dose.reps is None:
        seconds = dose.hold or 0
        amount = f"{seconds // 60} min" if seconds >= 60 and seconds % 60 == 0 else f"{seconds} s"
    else:
        unit = f" {exercise.counts}" if exercise and exercise.counts != "reps" else ""
        amount = f"{dose.reps}{unit}" + (f", held {dose.hold} s" if dose.hold else "")
    times = amount if dose.sets == 1 and dose.reps is None else f"{dose.sets} x {amount}"
    if dose.sets == 1 and dose.reps is not None:
        times = f"{amount.replace(',', ' times,', 1) if ',' in amount else amount + ' times'}"
        if exercise and exercise.counts != "reps":
            times = amount
    return times + (f", each {dose.each.value}" if dose.each else "")


def side_words(side: str) -> str:
    """Return "left side", or a way's name as it is."""
    return f"{side} side" if side in ("left", "right") else side


def phase_words(phase: Phase) -> str:
    """Return what is to be done in a phase, as a heading."""
    return {
        PhaseKind.READY: "Get ready",
        PhaseKind.HOLD: "Hold",
        PhaseKind.REPS: "Move",
        PhaseKind.BREATHE: "Breathe",
        PhaseKind.OPEN: "In your own time",
        PhaseKind.SWITCH: "Change sides" if phase.side in ("left", "right") else "Change direction",
        PhaseKind.REST: "Rest",
    }[phase.kind]


_PAIN = ("none", "very mild", "mild", "mild", "moderate", "moderate", "strong", "strong", "severe", "severe", "worst")


def pain_words(pain: int | None) -> str:
    """Return a pain 0-10 with its word, or a dash."""
    return "-" if pain is None else f"{pain} ({_PAIN[pain]})"


def day_words(moment: datetime, today: date) -> str:
    """Return "today 08:30", "yesterday 08:30", "Mon 16 Nov 08:30", with the year where it is another."""
    day = moment.date()
    time = moment.strftime("%H:%M")
    if day == today:
        return f"today {time}"
    if (today - day).days == 1:
        return f"yesterday {time}"
    year = f" {day.year}" if day.year != today.year else ""
    months = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
    days = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
    return f"{days[day.weekday()]} {day.day} {months[day.month - 1]}{year} {time}"
