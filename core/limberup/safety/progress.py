"""Rule P, the dose of the next session, exercise by exercise, and rule F where it takes P's place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from limberup.catalog import Catalog
from limberup.dose import Dose
from limberup.exercise import Exercise
from limberup.safety import doses
from limberup.safety.decision import Decision, State, Verdict
from limberup.safety.locks import Locks
from limberup.safety.schedule import Step
from limberup.safety.situation import Settled
from limberup.safety.walk import Judge
from limberup.texts import tr

__all__ = ["MOST_PROGRESS", "Change", "Context", "Next", "Went", "next_doses"]

MOST_PROGRESS = 2
"""Most steps of PROGRESS in a session."""


class Change(StrEnum):
    """What becomes of an exercise in the next session."""

    PROGRESS = "progress"
    HOLD = "hold"
    REGRESS = "regress"
    RESTART = "restart"
    REMOVE = "remove"


@dataclass(frozen=True, slots=True)
class Went:
    """How an exercise went the last time, with what this session and the morning added."""

    exercise: Exercise
    dose: Dose
    amber: bool = False
    met: bool = True
    effort: int = 5
    extra: int = 0
    run: int = 0
    regress: bool = False
    before: bool = False
    """Whether the last session was without it."""
    weighed: bool = False
    """Whether this week's step back was taken already."""


@dataclass(frozen=True, slots=True)
class Next:
    """The decision about one exercise."""

    exercise: str
    """Canonical id of what was done."""
    change: Change
    dose: Dose | None
    """The dose of the next session; None where the exercise is removed."""
    decisions: tuple[Decision, ...]
    becomes: str = ""
    """Canonical id of the exercise that takes its place, or ""."""
    cue: str = ""
    """Words for an easier way of the same exercise, or ""."""


@dataclass(frozen=True, slots=True)
class Context:
    """What every exercise is judged with."""

    state: State
    settled: Settled
    """How the last session had settled (rule M)."""
    hold_all: bool
    """Whether rule T holds everything."""
    one_set_less: bool
    """Whether rule M3 takes a set from each strength and isometric exercise."""
    gap: Step
    """What rule F does in place of rule P."""
    judge: Judge
    locks: Locks
    catalog: Catalog
    standing: frozenset[str] = frozenset()
    """Ids of what the plan already holds."""


def next_doses(records: Sequence[Went], order: Sequence[str], context: Context) -> tuple[Next, ...]:
    """Return the decision about each record, in the order of `records`.

    `order` are ids in plan order: progress is given out along it; who is not in it comes after.
    """
    places = {id_: place for place, id_ in reversed(list(enumerate(order)))}
    decided: dict[str, Next] = {}
    progressed = 0
    for record in sorted(records, key=lambda record: places.get(record.exercise.id, len(places) + len(order))):
        found = _decide(record, context, progressed)
        progressed += found.change is Change.PROGRESS
        decided[record.exercise.id] = found
    return tuple(_merged(decided[record.exercise.id], decided, context) for record in records)


def _merged(item: Next, decided: dict[str, Next], context: Context) -> Next:
    """Give an exercise that the plan already holds "the dose it has there"."""
    twin = decided.get(item.becomes)
    # A twin that goes elsewhere itself leaves the plan, so there is no dose of it to take: the start dose.
    if twin is None or item.becomes not in context.standing or twin.becomes or twin.dose is None:
        return item
    return replace(item, dose=twin.dose)


def _decide(record: Went, context: Context, progressed: int) -> Next:
    # "F comes before P and takes its place [...] One step in all, however many rules ask for it."
    if context.gap is Step.RESTART:
        why = tr("After the gap {exercise} begins at its first dose again.").format(exercise=record.exercise.name)
        return _next(record, Change.RESTART, record.exercise.start, "F", why, "own")
    if context.gap is Step.BACK:
        back = doses.step_back(record.dose, record.exercise.start)
        if back is None:
            why = tr("After the gap {exercise} stays at its first dose.").format(exercise=record.exercise.name)
            return _next(record, Change.HOLD, record.dose, "F", why, "own")
        why = tr("After the gap {exercise} goes one step back.").format(exercise=record.exercise.name)
        return _next(record, Change.REGRESS, back, "F", why, "own")
    if record.regress:
        return _regress(record, context)
    if reason := _held(record, context):
        dose = record.dose
        if context.one_set_less and record.exercise.kind.is_strength:
            dose = doses.one_set_less(dose)
            reason = tr("the last session had not settled, so it has one set less (at least one)")
        why = tr("{exercise} gets no harder: {reason}.").format(exercise=record.exercise.name, reason=reason)
        return _next(record, Change.HOLD, dose, "P2", why, "C.2")
    return _progress(record, context, progressed)


def _next(record: Went, change: Change, dose: Dose | None, rule: str, why: str, source: str) -> Next:
    decision = Decision(rule, change.value, why, source, about=record.exercise.id)
    return Next(record.exercise.id, change, dose, (decision,))


def _regress(record: Went, context: Context) -> Next:
    """P1: a third less; at the start dose the easier exercise, or none. Sources: 001, RUH."""
    exercise, source = record.exercise, "001, RUH"
    if back := doses.step_back(record.dose, exercise.start):
        return _next(
            record,
            Change.REGRESS,
            back,
            "P1",
            tr("{exercise} goes one step back.").format(exercise=exercise.name),
            source,
        )
    rung = exercise.easier
    easier = context.catalog.get(rung.exercise) if rung.exercise else None
    if easier:
        return _reach(record, easier, context, Change.REGRESS)
    # "A REGRESS whose `easier` is words, not an id: the start dose of the same exercise with those words".
    if rung.level is not None:
        why = tr("{exercise} is done in an easier way, at its first dose.").format(exercise=exercise.name)
        found = _next(record, Change.REGRESS, exercise.start, "P1", why, source)
        return replace(found, cue=rung.level)
    why = tr("{exercise} is taken out: there is no easier way of it.").format(exercise=exercise.name)
    return _next(record, Change.REMOVE, None, "P1", why, source)


def _reach(record: Went, reached: Exercise, context: Context, change: Change) -> Next:
    """Go to another exercise, at its start dose, where X and the locks let it; else HOLD."""
    rule, source = ("P1", "001, RUH") if change is Change.REGRESS else ("P3", "TWO, 000, 003")
    name = record.exercise.name
    fitted = context.judge(reached)
    if fitted.verdict is Verdict.EXCLUDE:
        why = tr("{name} stays as it is: {reached} would come next and is not right for you now.").format(
            name=name, reached=reached.name
        )
        found = _next(record, Change.HOLD, record.dose, rule, why, source)
        return replace(found, decisions=(fitted.decision, *found.decisions))
    if not context.locks.opens(reached):
        why = tr("{name} stays as it is: {reached} would come next and is not open yet.").format(
            name=name, reached=reached.name
        )
        return _next(record, Change.HOLD, record.dose, rule, why, source)
    why = tr("{name} gives way to {reached}.").format(name=name, reached=reached.name)
    return replace(_next(record, change, reached.start, rule, why, source), becomes=reached.id)


_NOT_SETTLED = {
    Settled.UNKNOWN: tr("it is not known yet how you are the morning after your last session"),
    Settled.SORE: tr("your muscles were sore on the morning after your last session"),
    Settled.UNSETTLED: tr("the last session had not settled by the morning after"),
}
"""Why nothing gets harder after a session of which it is not known that it did no harm (P2, M1 to M3)."""


def _held(record: Went, context: Context) -> str:
    """P2: return why nothing may change upwards, as words to follow "gets no harder:", or ""."""
    if context.state is not State.FULL:
        return (
            tr("with the pain of today nothing does")
            if context.state is State.STEADY
            else tr("this session is a gentle one")
        )
    if record.amber:
        return tr("it hurt more than before the last time")
    if context.settled is not Settled.SETTLED:
        return _NOT_SETTLED[context.settled]
    if context.hold_all:
        return tr("your mornings hurt more than last week")
    return ""


def _progress(record: Went, context: Context, progressed: int) -> Next:
    """P3 and P4. Sources: TWO, 000, 003; own."""
    exercise, source = record.exercise, "TWO, 000, 003"
    # "An exercise that was not met [...] last time has no run, whatever was counted before."
    ready = record.met and not record.amber and record.run >= 3 and (record.effort <= 4 or record.extra >= 2)
    # "An exercise that X excludes for the person now never progresses."
    fitted = context.judge(exercise)
    if not ready or progressed >= MOST_PROGRESS or fitted.verdict is Verdict.EXCLUDE:
        why = tr("{exercise} stays as it is.").format(exercise=exercise.name)
        if ready:
            cause = (
                tr("two others got harder already")
                if progressed >= MOST_PROGRESS
                else tr("it is not right for you now")
            )
            why = tr("{exercise} stays as it is: {cause}.").format(exercise=exercise.name, cause=cause)
        return _next(record, Change.HOLD, record.dose, "P4", why, "own")
    if on := doses.step_on(record.dose, exercise):
        why = tr("{exercise} went well three times running, so it gets a little more.").format(exercise=exercise.name)
        return _next(record, Change.PROGRESS, on, "P3", why, source)
    if not doses.progresses(record.dose, exercise):
        why = tr("{exercise} stays as it is: it is not something to do more and more of.").format(
            exercise=exercise.name
        )
        return _next(record, Change.HOLD, record.dose, "P4", why, "own")
    # "P3 goes to the id named in it, where there is one, else HOLD."
    harder = context.catalog.get(exercise.harder.exercise) if exercise.harder.exercise else None
    if context.locks.week >= 3 and harder:
        return _reach(record, harder, context, Change.PROGRESS)
    why = tr("{exercise} is at its full dose and stays there.").format(exercise=exercise.name)
    return _next(record, Change.HOLD, record.dose, "P3", why, source)
