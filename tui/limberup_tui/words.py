"""How times, doses, phases, dates and decisions are said."""

from __future__ import annotations

from datetime import date, datetime

from limberup.calendar_words import weekday_day_month, weekday_day_month_year
from limberup.catalog import Catalog
from limberup.counting import count_words, within
from limberup.dose import Dose, Each, Measure
from limberup.exercise import Exercise, Side
from limberup.person import Person
from limberup.safety.decision import Decision
from limberup.texts import tr
from limberup.timeline import Phase, PhaseKind
from limberup.vocabulary import way_name

__all__ = [
    "about_minutes",
    "clock_words",
    "day_words",
    "decision_words",
    "dose_words",
    "minutes_short",
    "offer_words",
    "pain_words",
    "part_words",
    "phase_words",
    "placed",
    "set_words",
    "side_name",
    "side_words",
    "time_words",
    "turn_words",
]


def clock_words(seconds: float) -> str:
    """Return `7:05`, or `45` under a minute."""
    whole = max(0, round(seconds))
    return f"{whole // 60}:{whole % 60:02}" if whole >= 60 else str(whole)


def about_minutes(seconds: float) -> str:
    """Return "about 7 min", or "under 1 min"."""
    return tr("about {minutes} min").format(minutes=max(1, round(seconds / 60))) if seconds >= 45 else tr("under 1 min")


def minutes_short(seconds: float) -> str:
    """Return "7 min", or "< 1 min", for a column."""
    minutes = max(1, round(seconds / 60))
    return tr("{minutes} min").format(minutes=minutes) if seconds >= 45 else "< 1 min"


def time_words(minutes: int | None, usual: int | None) -> str:
    """Return how much time there is: the minutes that were chosen, or else the usual ones, or else all it needs."""
    most = usual if minutes is None else minutes
    # Who read "15 minutes" asked why the plan has eight.
    return tr("as long as it takes") if most is None else tr("up to {minutes} minutes").format(minutes=most)


def dose_words(dose: Dose, exercise: Exercise | None = None) -> str:
    """Return a dose as one reads it: "2 sets of 10, held 2 s, each side"."""
    if dose.measure is Measure.ONCE:
        return tr("once")
    if dose.measure is Measure.LOG:
        return tr("only noted")
    if dose.reps is None:
        seconds = dose.hold or 0
        amount = (
            tr("{minutes} min").format(minutes=seconds // 60)
            if seconds >= 60 and seconds % 60 == 0
            else tr("{seconds} s").format(seconds=seconds)
        )
    else:
        counted = exercise.amount(dose.reps) if exercise and exercise.counts != "reps" else ""
        held = tr(", held {hold} s").format(hold=dose.hold) if dose.hold else ""
        if dose.sets == 1:
            amount = (counted or count_words(dose.reps, "time")) + held
        else:
            amount = (counted or str(dose.reps)) + held
    times = amount if dose.sets == 1 else tr("{sets} x {amount}").format(sets=dose.sets, amount=amount)
    return times + {Each.SIDE: tr(", each side"), Each.WAY: tr(", each way"), Each.NONE: ""}[dose.each]


def placed(name: str, exercise: Exercise) -> str:
    """Return an exercise's name with the position it begins in, which the name alone does not tell everybody."""
    return f"{name}, {exercise.position.brief}"


def turn_words(exercise: Exercise) -> str:
    """Return what "this side" in the steps of an exercise means where each side has its turn, else ""."""
    if exercise.side is not Side.PER_SIDE:
        return ""
    return tr("One side, then the other. In the steps, this side is the one whose turn it is.")


def side_words(side: str) -> str:
    """Return "left side", or a way's name as its pack has it."""
    return {"left": tr("left side"), "right": tr("right side")}.get(side) or way_name(side)


def set_words(phase: Phase, sets: int) -> str:
    """Return "set 2 of 3", or "" where there is one set."""
    return tr("set {set} of {sets}").format(set=phase.set, sets=sets) if sets > 1 else ""


def part_words(phase: Phase, sets: int) -> str:
    """Return which part of its exercise a phase is, such as "set 2 of 3, left side"; "" where it is all of it."""
    return ", ".join(filter(None, (set_words(phase, sets), side_words(phase.side))))


def side_name(side: str) -> str:
    """Return "left", or a way's name as its pack has it."""
    return {"left": tr("left"), "right": tr("right")}.get(side) or way_name(side)


def phase_words(phase: Phase) -> str:
    """Return what is to be done in a phase, as a heading."""
    return {
        PhaseKind.READY: tr("Get ready"),
        PhaseKind.HOLD: tr("Hold"),
        PhaseKind.REPS: tr("Move"),
        PhaseKind.BREATHE: tr("Breathe"),
        PhaseKind.OPEN: tr("In your own time"),
        PhaseKind.SWITCH: tr("Change sides") if phase.side in ("left", "right") else tr("Change direction"),
        PhaseKind.REST: tr("Rest"),
    }[phase.kind]


_PAIN = (
    tr("none"), tr("very mild"), tr("mild"), tr("mild"), tr("moderate"), tr("moderate"), tr("strong"), tr("strong"),
    tr("severe"), tr("severe"), tr("worst"),
)  # fmt: skip


def pain_words(pain: int | None) -> str:
    """Return a pain 0-10 with its word, or a dash."""
    return "-" if pain is None else f"{pain} ({_PAIN[pain]})"


def day_words(moment: datetime, today: date) -> str:
    """Return "today 08:30", "yesterday 08:30", "Mon 16 Nov 08:30", with the year where it is another."""
    day = moment.date()
    time = moment.strftime("%H:%M")
    if day == today:
        return tr("today {time}").format(time=time)
    if (today - day).days == 1:
        return tr("yesterday {time}").format(time=time)
    return f"{weekday_day_month(day) if day.year == today.year else weekday_day_month_year(day)} {time}"


def offer_words(exercise: Exercise, person: Person) -> str:
    """Return what to say once somebody has asked never to be offered an exercise, or took that back."""
    if exercise.id in person.unwanted:
        words = tr("{exercise} is never offered any more; the same again takes that back.")
    else:
        words = tr("{exercise} is offered again.")
    return words.format(exercise=exercise.name)


def decision_words(decision: Decision, catalog: Catalog) -> str:
    """Return why something was decided, after the name of the exercise it is about where the reason names none."""
    exercise = catalog.get(decision.about) if decision.about else None
    if exercise is None or exercise.name in decision.why:
        return decision.why
    return f"{exercise.name}: {within(decision.why)}"
