"""A record in plain words: what was done, what happened to each exercise, and what the rules decided."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from limberup.catalog import Catalog
from limberup.counting import capitalised
from limberup.course import FOR_STEP, USUAL_DOSE
from limberup.dose import Dose, DoseError, Each, Measure, parse_dose
from limberup.exercise import Exercise, Side
from limberup.goals import GOALS
from limberup.history.record import FORM_LOST, INSTEAD_OF, Entry, Hurt, Record, Work
from limberup.review import REVIEW
from limberup.routine import Routine
from limberup.safety.decision import Decision
from limberup.safety.rules import RULES
from limberup.texts import tr
from limberup_tui.asked import SKIP_REASONS
from limberup_tui.words import dose_words, pain_words, side_name

__all__ = [
    "STATES",
    "called_words",
    "decisions_of",
    "entry_lines",
    "hurt_words",
    "is_cut_short",
    "mark_words",
    "morning_words",
    "pain_line",
    "record_kind",
    "work_as_asked",
    "work_words",
]

STATES = {
    "FULL": tr("full session"),
    "STEADY": tr("nothing harder than before"),
    "RESCUE": tr("short and gentle"),
    "REST_DAY": tr("rest day"),
    "CLEARANCE": tr("asked to see somebody first"),
    "URGENT": tr("sent to a doctor"),
    "EMERGENCY": tr("sent to get help"),
}
"""What the rules allowed that day, by state."""

NOT_REACHED = "not reached"
"""Stands for a mark that no file has: of an exercise of which nothing was done when the session ended."""
_MARKS = {
    "eased": tr("eased because it hurt"),
    "stopped": tr("stopped because of pain"),
    "made easier": tr("made easier, as you asked"),
    "swapped": tr("swapped for another, as you asked"),
    "skipped": tr("left out"),
    "cut short": tr("cut short"),
    "pain": tr("because it hurt"),
    "tired": tr("too tired"),
    "no time": tr("no time"),
    "equipment": tr("what it needs was not there"),
    "left out": tr("for a reason of your own"),
    "too hard": tr("too hard that day"),
    "by choice": tr("by your choice"),
    FORM_LOST: tr("good form was lost"),
    NOT_REACHED: tr("not done before the session ended"),
}
_LEG = {
    "same": tr("down the leg as always"),
    "up": tr("down the leg, less far than before"),
    "down": tr("down the leg, further than before"),
}
_DECISION = re.compile(
    r"(?P<rule>\S+)(?: (?P<outcome>(?:(?! [a-z0-9-]+/[a-z0-9-]+:)[^:])*))?(?: (?P<about>[a-z0-9-]+/[a-z0-9-]+))?"
    r": (?P<why>.*)",
    re.DOTALL,
)


def called_words(record: Record, routines: Iterable[Routine], *, short: bool = False) -> str:
    """Return what a record is called; of a check-in with nothing done after it also which routine it was for.

    Args:
        record: Any.
        routines: Those there are now: a check-in keeps the id of its routine alone.
        short: Whether there is little room, and other columns say that nothing was done.
    """
    if not record.is_session and record.routine_id != record.routine:
        name = next((routine.name for routine in routines if routine.id == record.routine_id), "")
        if name:
            words = tr("Check-in for {routine}") if short else tr("Check-in for {routine}, nothing done")
            return words.format(routine=name)
    return record.called


def is_cut_short(record: Record) -> bool:
    """Return whether a session was ended before its end; of what is no session there is nothing to cut."""
    return record.is_session and not record.finished


def record_kind(record: Record) -> str:
    """Return what a record is, in a word or two."""
    if not record.is_session:
        return {REVIEW: tr("look back"), GOALS: tr("goals")}.get(record.routine, tr("check-in"))
    return tr("session, in part") if is_cut_short(record) else tr("session")


def pain_line(record: Record) -> str:
    """Return the pains of a record in short: `4 > 3 > -`, before, after and next morning."""
    told = (record.pain_before, record.pain_after, record.morning_pain)
    return " > ".join("-" if pain is None else str(pain) for pain in told)


def morning_words(record: Record) -> str:
    """Return how the morning after was."""
    if record.morning_pain is None:
        return tr("not told")
    usual = "" if record.morning_usual is None else tr(", where {pain} was usual").format(pain=record.morning_usual)
    return pain_words(record.morning_pain) + usual + (tr("; only sore muscles") if record.sore_only else "")


def work_words(work: Work, *, both: bool = False) -> str:
    """Return one set: `left 20 s`, `10`, with a word where nobody has said that it was done.

    Args:
        work: The set.
        both: Whether its repetitions are those of both sides, which the dose counts apart.
    """
    amount = str(work.reps) if work.reps else tr("{seconds} s").format(seconds=work.hold)
    if both and work.reps:
        each, odd = divmod(work.reps, 2)
        words = tr("{reps} in all, left and right") if odd else tr("{reps} each side")
        amount = words.format(reps=work.reps if odd else each)
    return f"{side_name(work.side)} {amount}".strip() + ("" if work.confirmed else tr(" (not confirmed)"))


def hurt_words(hurt: Hurt) -> str:
    """Return one time that it hurt."""
    words = tr("it hurt, {pain} of 10, sharp") if hurt.sharp else tr("it hurt, {pain} of 10")
    return words.format(pain=hurt.pain) + (f", {_LEG[hurt.leg]}" if hurt.leg in _LEG else "")


def mark_words(mark: str, catalog: Catalog) -> str:
    """Return a mark of an exercise in plain words; one that a newer limberup wrote as it is."""
    if mark.startswith(INSTEAD_OF):
        return tr("in place of {exercise}, for that day").format(exercise=catalog.name(mark.removeprefix(INSTEAD_OF)))
    if mark.startswith(FOR_STEP):
        return tr("does duty for {exercise}").format(exercise=catalog.name(mark.removeprefix(FOR_STEP)))
    if mark.startswith(USUAL_DOSE):
        text = mark.removeprefix(USUAL_DOSE)
        try:
            return tr("your usual dose is {dose}").format(dose=dose_words(parse_dose(text)))
        except DoseError:
            return tr("your usual dose is {dose}").format(dose=text)
    return _MARKS.get(mark, mark)


def work_as_asked(exercise: Exercise, dose: Dose) -> tuple[Work, ...]:
    """Return the sets of a dose as a session leaves them that did all of it."""
    if dose.measure is not Measure.WORK:
        return (Work(reps=1),)
    sides = {Side.PER_SIDE: ("left", "right"), Side.EACH_WAY: exercise.ways}.get(exercise.side, ("",))
    both = 2 if exercise.side is Side.ALTERNATING and dose.each is Each.SIDE else 1
    reps = (dose.reps or 0) * both
    hold = 0 if dose.reps is not None else dose.hold or 0
    return tuple(Work(side, reps, hold) for _ in range(dose.sets) for side in sides)


def _is_not_reached(entry: Entry) -> bool:
    """Return whether the session ended before an exercise was done: whoever leaves one out gives a reason."""
    reasons = {reason for _, reason in SKIP_REASONS.values()}
    return not entry.work and not {"stopped", *reasons} & set(entry.marks)


def entry_lines(entry: Entry, catalog: Catalog) -> list[str]:
    """Return what was done of one exercise, and what happened to it, a text a line."""
    exercise = catalog.get(entry.exercise)
    planned = dose_words(entry.asked, exercise)
    if entry.work and exercise and sorted(entry.work, key=str) == sorted(work_as_asked(exercise, entry.asked), key=str):
        lines = [tr("As planned: {planned}").format(planned=planned)]
    else:
        both = bool(exercise and exercise.side is Side.ALTERNATING and entry.asked.each is Each.SIDE)
        done = ", ".join(work_words(work, both=both) for work in entry.work) or tr("nothing")
        lines = [tr("Done: {done}. Planned: {planned}").format(done=done, planned=planned)]
    # That it hurt is said by the hurt itself; and of what was left out for it nothing was eased.
    said = {"pain"} if entry.hurts else set()
    if "pain" in entry.marks and not entry.work:
        said.add("eased")
    kept = [mark for mark in entry.marks if mark not in said]
    marks = [NOT_REACHED if mark == "skipped" and _is_not_reached(entry) else mark for mark in kept]
    notes = [*map(hurt_words, entry.hurts), *(mark_words(mark, catalog) for mark in marks)]
    if notes:
        text = "; ".join(notes)
        lines.append(capitalised(text))
    return lines


def decisions_of(lines: Iterable[str]) -> Iterator[Decision]:
    """Yield the decisions that a record keeps, each with the sources of its rule."""
    for line in lines:
        match = _DECISION.fullmatch(line)
        if match is None:
            yield Decision("", "", line, "")
            continue
        rule = RULES.get(match["rule"])
        sources = ", ".join(rule.sources) if rule else ""
        yield Decision(match["rule"], match["outcome"] or "", match["why"], sources, match["about"] or "")
