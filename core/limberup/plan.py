"""Today's plan: a routine as it is right for this person now, and why."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from statistics import median

from limberup.catalog import Catalog
from limberup.dose import Dose
from limberup.exercise import Exercise, Kind, Shown
from limberup.history.record import Record
from limberup.person import CheckIn, Person
from limberup.routine import Routine, Step
from limberup.routine_plan import fitted_doses
from limberup.safety.decision import Decision, State, Verdict
from limberup.safety.fit import fit
from limberup.safety.flags import FLAGS
from limberup.safety.gate import Gate, gate
from limberup.safety.locks import Locks
from limberup.safety.situation import Pain, Settled, Situation
from limberup.safety.walk import resolve
from limberup.timeline import PlannedStep, Timeline, build_timeline

__all__ = ["Plan", "PlanLine", "is_offered", "locks_of", "make_plan", "session_gate"]

HOLD_LIMITS = {"hypertension": 10, "hypermobility": 20}
"""Most seconds of a hold that a condition allows where it modifies an exercise (table A.2: VALSALVA-B, EDS-P)."""


@dataclass(frozen=True, slots=True)
class PlanLine:
    """One step of the routine, and what became of it."""

    name: str
    """The exercise's name, or what the file calls it where no pack has it."""
    planned: PlannedStep | None
    """What is done, or None where it is left out."""
    decision: Decision | None = None
    """Why it is changed or left out; None where nothing is."""


@dataclass(frozen=True, slots=True)
class Plan:
    """A routine resolved for this person today."""

    routine: Routine
    gate: Gate
    lines: tuple[PlanLine, ...]
    sore_side: str = ""

    @property
    def steps(self) -> tuple[PlannedStep, ...]:
        """What is to be done, in order; nothing where the rules block."""
        return tuple(line.planned for line in self.lines if line.planned)

    @property
    def decisions(self) -> tuple[Decision, ...]:
        """What was decided, in order: the gate first."""
        return (self.gate.decision, *(line.decision for line in self.lines if line.decision))

    @property
    def timeline(self) -> Timeline:
        """The plan as phases, the sore side first."""
        return build_timeline(self.steps, self.sore_side or "left")


def _by_day(records: Iterable[Record]) -> dict[date, list[int]]:
    """Return the pains that were logged before sessions, by local day, newest record first."""
    days: dict[date, list[int]] = {}
    for record in records:
        if record.pain_at_rest is not None and record.pain_moving is not None:
            days.setdefault(record.started.date(), []).append(max(record.pain_at_rest, record.pain_moving))
    return days


def session_gate(person: Person, check_in: CheckIn, records: Sequence[Record]) -> Gate:
    """Return what rule G allows now.

    Args:
        person: Their open flags count, whatever the check-in says.
        check_in: Pain now.
        records: Past sessions, newest first; the last two weeks are enough.
    """
    flags = frozenset(flag.id for flag in person.open_flags if flag.id in FLAGS)
    reasons = frozenset(flag.id for flag in person.open_flags if flag.id not in FLAGS)
    today = check_in.at.date()
    days = _by_day(records)
    logged = [pain for pains in days.values() for pain in pains][:7]
    recent = {day: pains for day, pains in days.items() if today - day < timedelta(days=14) and day <= today}
    pain = Pain(
        rest=check_in.rest,
        move=check_in.move,
        base=median(logged) if logged else None,
        previous_day=max(days.get(today - timedelta(days=1), [0])),
        days_at_6_or_more=min(14, sum(max(pains) >= 6 for pains in recent.values())),
    )
    # The next morning is not asked yet, so no session counts as settled: the stricter reading.
    unknown = (Settled.UNKNOWN,) * 3
    return gate(
        Situation(
            age=person.age if person.age is not None else 45,
            flags=flags,
            uncleared=reasons,
            cleared=person.cleared - FLAGS.keys(),
            conditions=person.conditions,
            pain=pain,
            last_three=unknown,
        )
    )


def locks_of(catalog: Catalog, records: Sequence[Record], today: date, chosen: frozenset[str] = frozenset()) -> Locks:
    """Return which exercises are open to the person.

    The week counts from the first session after the last gap of 28 days or more (rule F); an exercise is at its
    target where the last session that had it asked for the target dose and all of it was done.
    """
    first = today
    for record in records:
        day = record.started.date()
        if first - day >= timedelta(days=28):
            break
        first = min(first, day)
    latest: dict[str, bool] = {}
    for record in records:
        for entry in record.entries:
            exercise = catalog.get(entry.exercise)
            if exercise and exercise.id not in latest and entry.work:
                latest[exercise.id] = entry.asked == exercise.target and not entry.marks
    at_target = frozenset(id_ for id_, reached in latest.items() if reached)
    return Locks(1 + (today - first).days // 7, chosen, at_target)


def _locked(exercise: Exercise, catalog: Catalog) -> Decision:
    needs = catalog.get(exercise.needs_target) if exercise.needs_target else None
    until = f"week {exercise.from_week}" if exercise.from_week > 1 else ""
    after = f"{needs.name} is at its target" if needs else ""
    why = f"{exercise.name} is kept for later: it opens from {' and once '.join(filter(None, (until, after)))}."
    return Decision("P", "locked", why, "own", about=exercise.id)


def make_plan(
    routine: Routine, catalog: Catalog, person: Person, check_in: CheckIn, records: Sequence[Record] = ()
) -> Plan:
    """Return the plan of a session: `routine` with what the rules leave out or change.

    Where the state restricts what may be done (a rescue session or a rest day) and nothing of the routine is
    on its list, the list itself is the plan. Where the rules block, there are no lines at all.
    """
    allowed = session_gate(person, check_in, records)
    if allowed.blocks:
        return Plan(routine, allowed, ())
    # Check-in asks about the first hour only when it may matter; left open it counts as over.
    minutes_up = 300 if check_in.minutes_up is None else check_in.minutes_up
    steps = list(routine.steps)
    if allowed.listed is not None and not any(
        (found := catalog.get(step.do)) and found.id in allowed.listed for step in steps
    ):
        steps += [Step(id_) for id_ in allowed.listed if id_ in catalog.exercises]
    known = [(step, catalog.get(step.do)) for step in steps]
    locks = locks_of(catalog, records, check_in.at.date(), frozenset(found.id for _, found in known if found))
    resolved = iter(
        resolve(
            [found.id for _, found in known if found],
            allowed.listed,
            allowed.state,
            lambda exercise: fit(exercise, person.conditions, minutes_up),
            locks,
            catalog,
        )
    )
    wanted = iter(fitted_doses(replace(routine, steps=tuple(steps)), catalog))
    lines: list[PlanLine] = []
    for step, exercise in known:
        if exercise is None:
            why = f"No pack in use has {step.do}, so it is skipped."
            lines.append(PlanLine(step.do, None, Decision("X", "skipped", why, "own", about=step.do)))
            continue
        entry, (_, asked) = next(resolved), next(wanted)
        if not locks.opens(exercise):
            lines.append(PlanLine(exercise.name, None, _locked(exercise, catalog)))
            continue
        if entry.done is None:
            lines.append(PlanLine(exercise.name, None, entry.decision))
            continue
        taken = catalog.exercise(entry.done)
        dose = _dose(asked if taken.id == exercise.id else taken.start, taken, allowed.state, person)
        instead = exercise.id if taken.id != exercise.id else ""
        modified = entry.verdict is not Verdict.ALLOW
        cue = "; ".join(entry.how)
        planned = PlannedStep(taken, dose, cue[:1].upper() + cue[1:], instead)
        lines.append(PlanLine(taken.name, planned, entry.decision if modified else None))
    plan = Plan(routine, allowed, tuple(lines), person.sore_side)
    return _within(plan, allowed.minutes) if allowed.minutes is not None else plan


def _dose(asked: Dose, taken: Exercise, state: State, person: Person) -> Dose:
    """Return today's dose: the start dose where pain asks for it, else what is asked, held no longer than is right."""
    dose = taken.start if state in (State.RESCUE, State.REST_DAY) else asked
    limits = [HOLD_LIMITS[id_] for id_ in person.conditions if id_ in HOLD_LIMITS and _holds_hard(taken, id_)]
    if limits and dose.hold is not None and dose.hold > min(limits):
        dose = replace(dose, hold=min(limits))
    return dose


def _holds_hard(exercise: Exercise, condition: str) -> bool:
    if condition == "hypermobility":
        return exercise.kind is Kind.STATIC_STRETCH
    return bool({"ISO", "~ISO"} & exercise.tags)


def _within(plan: Plan, minutes: int) -> Plan:
    """Return the plan cut after the last step that still fits; at least one stays."""
    lines: list[PlanLine] = []
    kept: list[PlannedStep] = []
    for line in plan.lines:
        if line.planned is None:
            lines.append(line)
            continue
        if kept and build_timeline([*kept, line.planned]).seconds > minutes * 60:
            why = f"{line.name} is left out: a gentle session has at most {minutes} minutes."
            lines.append(PlanLine(line.name, None, Decision("G5", "left out", why, "RESCUE", line.planned.exercise.id)))
            continue
        kept.append(line.planned)
        lines.append(line)
    return replace(plan, lines=tuple(lines))


def is_offered(exercise: Exercise) -> bool:
    """Return whether an exercise can be put into a session at all."""
    return exercise.shown is not Shown.LOG_ONLY
