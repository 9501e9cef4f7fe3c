"""How each exercise went so far: its dose, how it was met, and where on its ladder somebody is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from limberup.catalog import Catalog
from limberup.course_days import FORGET_DAYS, GENTLE_STATES, Day, Occurrence, occurrences
from limberup.dose import Dose, DoseError, Each, parse_dose
from limberup.history.record import FORM_LOST, INSTEAD_OF, Entry, Record, Work
from limberup.safety.doses import lower_dose
from limberup.safety.situation import MOST_EXTRA, Last, Settled

__all__ = [
    "FOR_STEP",
    "USUAL_DOSE",
    "fewer_sets",
    "is_whole",
    "last_done",
    "last_times",
    "rung_of",
    "rungs",
    "step_named",
]

FOR_STEP = "for "
"""Begins a mark that names the step of the routine whose place an exercise took on the ladder (rules P1 and P3)."""

USUAL_DOSE = "usual dose "
"""Begins a mark that gives the stored dose, where another was asked for that day alone."""

_DOSE_FAILED = frozenset({"skipped", "cut short", "stopped", "eased", "made easier", FORM_LOST, "swapped", "pain"})
"""Marks of an entry whose dose does not count as met (R21 for the form)."""


def last_done(days: Iterable[Day]) -> dict[str, date]:
    """Return the day on which each exercise was last done, by id."""
    done: dict[str, date] = {}
    for day, _, entry in occurrences(days):
        done.setdefault(entry.exercise, day.on)
    return done


def last_times(days: Sequence[Day], today: date, week_begun: date) -> Iterator[Last]:
    """Yield how each exercise went the last time, with the marks that stand."""
    recent = [day for day in days if (today - day.on).days < FORGET_DAYS]
    found: dict[str, list[Occurrence]] = {}
    for occurrence in occurrences(recent):
        found.setdefault(occurrence[2].exercise, []).append(occurrence)
    for exercise, times in found.items():
        yield _last_time(exercise, times, recent, week_begun)


def _last_time(exercise: str, times: list[Occurrence], days: Sequence[Day], week_begun: date) -> Last:
    ordinary = [time for time in times if time[1].state not in GENTLE_STATES]
    # Since its dose was last asked for, gentle sessions may have added marks: they count, their doses don't.
    since = ordinary[0][0].on if ordinary else times[-1][0].on
    marked = [time for time in times if time[0].on >= since]
    # Where a session of the same day came after a stop, the step back has been taken in it.
    asked = ordinary[0][1].started if ordinary else times[-1][1].started
    stopped = any("stopped" in entry.marks for _, record, entry in marked if record.started >= asked)
    amber = any(_was_amber(entry) for _, _, entry in marked)
    own_mornings = [day for day, _, entry in marked if _was_amber(entry) and day.settled is Settled.UNSETTLED]
    # A second morning in a row that did not settle sends everything back, also what was not done that day.
    everything = any(day.again and day.on >= since for day in days)
    newest = marked[0][0].on
    dose = _stored(ordinary[0][2]) if ordinary else None
    two = _by_day(ordinary)[:2]
    return Last(
        exercise,
        dose=dose,
        amber=amber,
        met=bool(ordinary) and _met(ordinary[0][2]),
        effort=max((_effort(time[1]) for time in two), default=5),
        extra=min(MOST_EXTRA, *(_extra(time[2]) for time in two)) if len(two) == 2 else 0,
        run=_run_length(ordinary, dose),
        regress=stopped or bool(own_mornings) or everything,
        before=newest < days[0].on,
        # A gentle session takes no step back.
        weighed=bool(ordinary) and since >= week_begun,
    )


def _was_amber(entry: Entry) -> bool:
    """Return whether an exercise hurt too much: rules L eased or stopped it, or the person left it for pain."""
    return entry.amber or "pain" in entry.marks


def _by_day(times: Iterable[Occurrence]) -> list[Occurrence]:
    """Return one time a day, the newest of each."""
    seen: dict[date, Occurrence] = {}
    for time in times:
        seen.setdefault(time[0].on, time)
    return list(seen.values())


def _stored(entry: Entry) -> Dose:
    """Return the dose that is stored: what was asked, or what was put aside for the day."""
    for mark in entry.marks:
        if mark.startswith(USUAL_DOSE):
            try:
                return parse_dose(mark.removeprefix(USUAL_DOSE))
            except DoseError:
                continue  # Somebody wrote in the file by hand: what was asked is known for sure.
    return entry.asked


def _met(entry: Entry) -> bool:
    """Return whether all that was asked was done, in good form as far as is known."""
    if _DOSE_FAILED & set(entry.marks) or lower_dose(entry.asked, _stored(entry)) != _stored(entry):
        return False
    return is_whole(entry)


def is_whole(entry: Entry) -> bool:
    """Return whether all that was asked was done: each set of each side, in repetitions or seconds of a hold."""
    asked = entry.asked
    least = asked.reps if asked.reps is not None else asked.hold or 0
    sides = {work.side for work in entry.work}
    for side in sides:
        works = [work for work in entry.work if work.side == side]
        if len(works) < asked.sets or any(_amount(work, asked) < least for work in works):
            return False
    # Both sides or both ways, or all at once.
    return sides == {""} or len(sides) == 2


def _amount(work: Work, asked: Dose) -> int:
    """Return how much was done in what the dose counts in: seconds of a hold say nothing of repetitions asked for."""
    return _reps(work, asked) if asked.reps is not None else work.hold


def _reps(work: Work, asked: Dose) -> int:
    """Return the repetitions as the dose counts them: where the sides take turns, a record has those of both."""
    return work.reps // 2 if asked.each is Each.SIDE and not work.side else work.reps


def _effort(record: Record) -> int:
    # Where it was not said it can't have been easy enough to count: the default of the rules.
    return 5 if record.effort is None else record.effort


def _extra(entry: Entry) -> int:
    """Return the repetitions above what was asked in the last set; the fewer of the two sides."""
    if entry.asked.reps is None or not entry.work:
        return 0
    latest = {work.side: _reps(work, entry.asked) for work in entry.work}
    return max(0, min(latest.values()) - entry.asked.reps)


def _run_length(times: Sequence[Occurrence], dose: Dose | None) -> int:
    """Return how many days in a row, newest first, this dose was met, green and settled."""
    count = 0
    for day, record, entry in _by_day(times):
        same = _stored(entry) == dose and record.state not in GENTLE_STATES
        if not same or _was_amber(entry) or not _met(entry) or day.settled is not Settled.SETTLED:
            break
        count += 1
    return count


def step_named(entry: Entry) -> str:
    """Return the id of the step that an entry says it stands for, or ""."""
    return next((mark.removeprefix(FOR_STEP) for mark in entry.marks if mark.startswith(FOR_STEP)), "")


def rung_of(entry: Entry) -> str:
    """Return the id of the step whose rung an exercise that was begun is; "" where it is none."""
    step = step_named(entry)
    if not step and any(mark.startswith(INSTEAD_OF) for mark in entry.marks):
        return ""  # What X or the person put in its place for a day is no rung.
    return step or entry.exercise


def rungs(days: Sequence[Day], today: date) -> dict[str, str]:
    """Return what each step has become along its ladder, the newest word first."""
    rungs: dict[str, str] = {}
    for day, record, entry in occurrences(days):
        if (today - day.on).days >= FORGET_DAYS:
            break
        if record.state in GENTLE_STATES:
            continue
        if step := rung_of(entry):
            rungs.setdefault(step, entry.exercise)
    return {step: now for step, now in rungs.items() if step != now}


def fewer_sets(days: Sequence[Day], today: date, catalog: Catalog) -> Iterator[str]:
    """Yield what rule M3 takes a set from, where the session after that morning was one without it."""
    seen: set[str] = set()
    for day in days:
        if (today - day.on).days >= FORGET_DAYS:
            return
        untouched = not any(_was_amber(entry) for record in day.records for entry in record.entries)
        takes = day.settled is Settled.UNSETTLED and not day.again and untouched
        for record in day.records:
            if record.state in GENTLE_STATES:
                continue
            done = {entry.exercise for entry in record.entries if entry.work or entry.hurts} - seen
            seen |= done
            # After the last day with a session the rules themselves take it.
            if takes and day is not days[0]:
                yield from (id_ for id_ in done if (found := catalog.get(id_)) and found.kind.is_strength)
