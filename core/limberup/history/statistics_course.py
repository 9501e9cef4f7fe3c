"""The course of one exercise: what was asked and done each time, and where it stood on its ladder. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from limberup.catalog import Catalog
from limberup.course import GENTLE_STATES
from limberup.course_exercises import rung_of, step_named
from limberup.dose import Dose, Each, Measure
from limberup.exercise import Exercise
from limberup.history.record import Entry, Hurt, Record
from limberup.timeline import PlannedStep, step_phases

__all__ = ["Done", "ExerciseCourse", "Move", "Step", "Turn", "exercise_course", "exercises_done", "ladder_of"]


@dataclass(frozen=True, slots=True)
class Done:
    """How often an exercise was done."""

    exercise: str
    """Canonical id."""
    count: int
    """Times it was in a session with at least one set confirmed."""
    last: date


@dataclass(frozen=True, slots=True)
class Turn:
    """One time that an exercise was in a session."""

    on: date
    record: str
    """Id of its record."""
    asked: Dose
    done: float
    """Repetitions of all sets together, or seconds held: as `unit` says. Both sides count.

    Only confirmed sets: one that nobody confirmed counts as not done.
    """
    wanted: float
    """What the dose asked for, counted the same way; 0 where it can't be counted."""
    unit: str
    """"reps" or "seconds"."""
    sets: int = 0
    """Sets done; both sides of a set are one."""
    unconfirmed: int = 0
    hurts: tuple[Hurt, ...] = ()
    marks: tuple[str, ...] = ()
    step: str = ""
    """Id of the step of the routine whose place it took on the ladder, or ""."""
    gentle: bool = False
    """Whether the session was a gentle one: everything at its start dose."""


@dataclass(frozen=True, slots=True)
class Move:
    """A step of a routine that moved along its ladder."""

    on: date
    was: str
    """Canonical id of the exercise before."""
    now: str
    way: str
    """"easier", "harder", or "other" where the catalog has no way from one to the other."""
    was_name: str
    now_name: str


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a ladder, with what was done of it."""

    exercise: str
    """Canonical id."""
    name: str
    count: int = 0
    """Times it was done."""
    first: date | None = None
    last: date | None = None


@dataclass(frozen=True, slots=True)
class ExerciseCourse:
    """One exercise over time."""

    exercise: str
    """Canonical id, as it was asked for."""
    name: str
    turns: tuple[Turn, ...] = ()
    """Oldest first."""
    moves: tuple[Move, ...] = ()
    """Of the steps that it was done for, oldest first."""
    ladder: tuple[Step, ...] = ()
    """From the easiest to the hardest; itself alone where it has no ladder or no pack in use has it."""

    @property
    def unit(self) -> str:
        """What its newest dose is counted in: "reps" or "seconds"."""
        return self.turns[-1].unit if self.turns else "reps"

    @property
    def ids(self) -> tuple[str, ...]:
        """Ids of its ladder."""
        return tuple(step.exercise for step in self.ladder)


def exercises_done(records: Iterable[Record], last: date | None = None) -> tuple[Done, ...]:
    """Return the exercises that were done, the most often first, then the newest.

    Args:
        records: In any order.
        last: Last day that counts, or None for all.
    """
    counts: dict[str, int] = {}
    newest: dict[str, date] = {}
    for record in records:
        on = record.started.date()
        if last is not None and on > last:
            continue
        for entry in record.entries:
            if any(work.confirmed for work in entry.work):
                counts[entry.exercise] = counts.get(entry.exercise, 0) + 1
                if entry.exercise not in newest or newest[entry.exercise] < on:
                    newest[entry.exercise] = on
    found = (Done(id_, count, newest[id_]) for id_, count in counts.items())
    return tuple(sorted(found, key=lambda done: (-done.count, -done.last.toordinal(), done.exercise)))


def ladder_of(exercise: Exercise, catalog: Catalog) -> tuple[Exercise, ...]:
    """Return the exercises of a ladder from the easiest to the hardest, as far as packs in use have them."""
    below = list(_along(exercise, catalog, down=True))
    # What is on the way down can't be on the way up too: a pack that says so has made a ring.
    above = [found for found in _along(exercise, catalog, down=False) if found not in below]
    return (*reversed(below), exercise, *above)


def _along(exercise: Exercise, catalog: Catalog, *, down: bool) -> Iterator[Exercise]:
    seen = {exercise.id}
    now: Exercise | None = exercise
    while now:
        rung = now.easier if down else now.harder
        now = catalog.get(rung.exercise) if rung.exercise else None
        if now is None or now.id in seen:
            return
        seen.add(now.id)
        yield now


def exercise_course(
    records: Iterable[Record], exercise_id: str, catalog: Catalog, first: date | None = None, last: date | None = None
) -> ExerciseCourse:
    """Return how an exercise went over time.

    Args:
        records: In any order.
        exercise_id: Canonical id; one that no pack in use has any more is shown by its slug.
        catalog: For its name, its ladder and how its doses are counted.
        first: First day that is wanted, or None for all.
        last: Last day that is wanted: today, so that days still to come are left out.
    """
    exercise = catalog.exercises.get(exercise_id)
    rungs = ladder_of(exercise, catalog) if exercise else ()
    ladder = {found.id: found.name for found in rungs} or {exercise_id: catalog.name(exercise_id)}
    ordered = sorted(
        (
            record
            for record in records
            if record.entries
            and (first is None or first <= record.started.date())
            and (last is None or record.started.date() <= last)
        ),
        key=lambda record: (record.started, record.id),
    )
    wanted: dict[Dose, float] = {}
    turns: list[Turn] = []
    dates: dict[str, list[date]] = {id_: [] for id_ in ladder}
    for record in ordered:
        for entry in record.entries:
            if entry.exercise in dates and any(work.confirmed for work in entry.work):
                dates[entry.exercise].append(record.started.date())
            if entry.exercise == exercise_id and (entry.work or entry.hurts or entry.marks):
                if entry.asked not in wanted:
                    wanted[entry.asked] = _wanted(entry.asked, exercise)
                turns.append(_turn(record, entry, wanted[entry.asked]))
    steps = (
        Step(id_, name, len(dates[id_]), min(dates[id_], default=None), max(dates[id_], default=None))
        for id_, name in ladder.items()
    )
    return ExerciseCourse(
        exercise_id, ladder[exercise_id], tuple(turns), _moves(ordered, exercise_id, catalog), tuple(steps)
    )


def _unit(asked: Dose) -> str:
    return "seconds" if asked.measure is Measure.WORK and asked.reps is None else "reps"


def _wanted(asked: Dose, exercise: Exercise | None) -> float:
    """Return the repetitions or seconds that a dose asks for in all, both sides counted."""
    if asked.measure is not Measure.WORK:
        return 1.0 if asked.measure is Measure.ONCE else 0.0
    if exercise is None:
        sides = 1 if asked.each is Each.NONE else 2
        return float(asked.sets * (asked.reps if asked.reps is not None else asked.hold or 0) * sides)
    phases = [phase for phase in step_phases(0, PlannedStep(exercise, asked)) if phase.kind.is_work]
    return float(sum(phase.seconds if asked.reps is None else phase.reps for phase in phases))


def _turn(record: Record, entry: Entry, wanted: float) -> Turn:
    unit = _unit(entry.asked)
    done = [work for work in entry.work if work.confirmed]
    sides = [work.side for work in done]
    return Turn(
        record.started.date(),
        record.id,
        entry.asked,
        float(sum(work.reps if unit == "reps" else work.hold for work in done)),
        wanted,
        unit,
        max((sides.count(side) for side in set(sides)), default=0),
        len(entry.work) - len(done),
        entry.hurts,
        entry.marks,
        step_named(entry),
        record.state in GENTLE_STATES,
    )


def _moves(ordered: Sequence[Record], exercise_id: str, catalog: Catalog) -> tuple[Move, ...]:
    """Return the moves along the ladder of the steps that an exercise was done for, oldest first.

    The same reading as rules P1 and P3: gentle sessions move nothing, and what was put in a place for a day alone
    is no rung.
    """
    steps = {exercise_id}
    for record in ordered:
        if record.state not in GENTLE_STATES:
            steps.update(_rung_of(entry) for entry in record.entries if entry.marks and entry.exercise == exercise_id)
    steps.discard("")
    now: dict[str, str] = {}
    found: list[Move] = []
    for record in ordered:
        if record.state in GENTLE_STATES:
            continue
        for entry in record.entries:
            # Most entries by far are of another exercise, without a mark.
            if not entry.marks and entry.exercise not in steps:
                continue
            step = _rung_of(entry)
            if step not in steps:
                continue
            before = now.get(step)
            if before and before != entry.exercise:
                found.append(_move(record.started.date(), before, entry.exercise, catalog))
            now[step] = entry.exercise
    # Two routines may have the same step: it is told once.
    return tuple(dict.fromkeys(found))


def _move(on: date, was: str, now: str, catalog: Catalog) -> Move:
    return Move(on, was, now, _way(was, now, catalog), catalog.name(was), catalog.name(now))


def _rung_of(entry: Entry) -> str:
    """Return the id of the step whose rung an entry is; "" where it is none."""
    return rung_of(entry) if entry.work or entry.hurts else ""


def _way(was: str, now: str, catalog: Catalog) -> str:
    # A harder exercise may have another one below it than the one that led to it: one way along is enough.
    return _on_ladder(was, now, catalog) or {"harder": "easier", "easier": "harder"}.get(
        _on_ladder(now, was, catalog), "other"
    )


def _on_ladder(was: str, now: str, catalog: Catalog) -> str:
    """Return whether `now` is "easier" or "harder" by the ladder of `was`, or "" where it is not on it."""
    exercise = catalog.exercises.get(was)
    ids = [found.id for found in ladder_of(exercise, catalog)] if exercise else []
    if now not in ids:
        return ""
    return "harder" if ids.index(now) > ids.index(was) else "easier"
