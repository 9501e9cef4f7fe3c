"""Today's plan: a routine as it is right for this person now, and why.

The rules themselves are applied in `safety.judge`; here their decisions become the lines of a session.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from limberup.catalog import Catalog
from limberup.course import FOR_STEP, USUAL_DOSE, Course
from limberup.dose import format_dose
from limberup.exercise import Exercise, Shown
from limberup.person import CheckIn, Person
from limberup.plan_day import away_today, steps_back_up
from limberup.plan_line import Known, LineMaker, PlanLine, at_written, locks_of, rung_of
from limberup.room import room_restrictions
from limberup.routine import Routine, Step
from limberup.safety.decision import Decision, Refer
from limberup.safety.flags import FLAGS
from limberup.safety.gate import Gate, gate
from limberup.safety.judge import Judgement, judge
from limberup.safety.restrict import NONE, Restrictions, filter_of
from limberup.safety.signs import count_signs
from limberup.safety.situation import Pain, Settled, Situation
from limberup.texts import tr
from limberup.timeline import PlannedStep, Timeline, build_timeline

__all__ = ["Plan", "PlanLine", "is_offered", "locks_of", "make_plan", "session_gate", "situation_of"]


@dataclass(frozen=True, slots=True)
class Plan:
    """A routine resolved for this person today."""

    routine: Routine
    gate: Gate
    lines: tuple[PlanLine, ...]
    sore_side: str = ""
    notes: tuple[Decision, ...] = ()
    """What was decided about the whole session beside the gate: M, T, F, H and R18, in that order."""

    @property
    def steps(self) -> tuple[PlannedStep, ...]:
        """What is to be done, in order; nothing where the rules block."""
        return tuple(line.planned for line in self.lines if line.planned)

    @property
    def decisions(self) -> tuple[Decision, ...]:
        """What was decided, in order: the gate first."""
        return (self.gate.decision, *self.notes, *(found for line in self.lines for found in line.decisions))

    @property
    def refer(self) -> Refer:
        """Whom to see: the highest of all referrals."""
        return max(decision.refer for decision in self.decisions)

    @property
    def marks(self) -> tuple[tuple[int, str], ...]:
        """What the record has to keep of the lines: index of the step, and a mark (see `course`)."""
        found: list[tuple[int, str]] = []
        done = [line for line in self.lines if line.planned]
        for index, line in enumerate(done):
            assert line.planned
            if line.step and line.step != line.planned.exercise.id and not line.planned.instead_of:
                found.append((index, f"{FOR_STEP}{line.step}"))
            if line.usual:
                found.append((index, f"{USUAL_DOSE}{format_dose(line.usual)}"))
        return tuple(found)

    @property
    def timeline(self) -> Timeline:
        """The plan as phases, the sore side first."""
        return build_timeline(self.steps, self.sore_side or "left")


def situation_of(person: Person, check_in: CheckIn, course: Course, plan: Iterable[str] = ()) -> Situation:
    """Return all that the rules look at.

    Args:
        person: Their open flags count, whatever the check-in says.
        check_in: Pain now.
        course: What the past tells.
        plan: Canonical ids of what is planned.
    """
    return Situation(
        age=person.age if person.age is not None else 45,
        week=course.week,
        gap_days=course.gap_days,
        # Check-in asks about the first hour only when it may matter; left open it counts as over.
        minutes_up=300 if check_in.minutes_up is None else check_in.minutes_up,
        gentle=check_in.gentle,
        flags=frozenset(flag.id for flag in person.open_flags if flag.id in FLAGS),
        uncleared=frozenset(flag.id for flag in person.open_flags if flag.id not in FLAGS),
        cleared=person.cleared - FLAGS.keys(),
        conditions=person.conditions,
        pain=Pain(check_in.rest, check_in.move, course.base, course.previous_day, course.days_at_6_or_more),
        last_three=course.last_three,
        morning=course.morning,
        unsettled_before=course.unsettled_before,
        weekly=course.weekly,
        review=course.review,
        inflammatory_signs=count_signs(person.signs),
        plan=tuple(plan),
        last=course.last,
    )


def session_gate(person: Person, check_in: CheckIn, course: Course) -> Gate:
    """Return what rule G allows now."""
    return gate(situation_of(person, check_in, replace(course, last=())))


def make_plan(
    routine: Routine,
    catalog: Catalog,
    person: Person,
    check_in: CheckIn,
    course: Course | None = None,
    restrictions: Restrictions = NONE,
    *,
    easier: bool = False,
) -> Plan:
    """Return the plan of a session: `routine` with what the rules leave out or change.

    Where the state restricts what may be done (a rescue session or a rest day) and nothing of the routine is
    on its list, the list itself is the plan. Where the rules block, there are no lines at all.

    Args:
        routine: What is wanted.
        catalog: The exercises that packs have.
        person: Their flags, conditions, positions and equipment count.
        check_in: How they are now.
        course: What the past tells; None for somebody who has done nothing yet.
        restrictions: What packs' own rules add.
        easier: Whether the person wants less today: every dose one step back, and none is stored.
    """
    course = course or Course()
    # An exercise of a pack that is gone has nothing to say of today.
    course = replace(course, last=tuple(last for last in course.last if catalog.get(last.exercise)))
    allowed = session_gate(person, check_in, course)
    if allowed.blocks:
        return Plan(routine, allowed, ())
    steps = list(routine.steps)
    if allowed.listed is not None and not any(
        (found := catalog.get(step.do)) and found.id in allowed.listed for step in steps
    ):
        steps += [Step(id_) for id_ in allowed.listed if id_ in catalog.exercises]
        routine = replace(routine, steps=tuple(steps))
    known = [
        Known(step, found, rung_of(found, course, catalog, allowed.listed))
        for step in steps
        if (found := catalog.get(step.do))
    ]
    there = at_written(known, course)
    course = replace(
        course, last=tuple(replace(last, run=0) if last.exercise in there else last for last in course.last)
    )
    situation = situation_of(person, check_in, course, [item.now.id for item in known])
    restricted = Restrictions((*room_restrictions(person, catalog).all, *restrictions.all))
    judgement = judge(situation, catalog, restricted)
    resolved = list(zip(known, judgement.plan, strict=True))
    judge_one = filter_of(situation.conditions, situation.minutes_up, restricted)
    maker = LineMaker(catalog, person, course, judgement, judge_one, resolved, easier=easier)
    waiting = iter(resolved)
    lines = [maker.line(*next(waiting)) if catalog.get(step.do) else _unknown(step, catalog) for step in steps]
    lines = maker.filled(routine, lines)
    plan = Plan(routine, allowed, tuple(lines), person.sore_side, tuple(_notes(judgement, course, check_in)))
    plan = replace(plan, lines=away_today(plan.lines, course, allowed.state))
    minutes = min(filter(None, (allowed.minutes, check_in.minutes)), default=None)
    return _within(plan, minutes) if minutes is not None else plan


def _unknown(step: Step, catalog: Catalog) -> PlanLine:
    why = tr("{name} is skipped: no pack in use has {id}.").format(name=catalog.name(step.do), id=step.do)
    return PlanLine(catalog.name(step.do), None, (Decision("X", "skipped", why, "own", about=step.do),))


def _notes(judgement: Judgement, course: Course, check_in: CheckIn) -> Iterable[Decision]:
    """Yield what was decided about the session as a whole, in the order of the rules."""
    for decision in judgement.decisions:
        letter = decision.rule[0]
        if letter == "M":
            # A first session had no morning yet, and a second one on the same day is still before it.
            if course.sessions and course.gap_days and judgement.morning is not Settled.SETTLED:
                yield decision
        elif letter in "TH" or (letter == "F" and not decision.about):
            yield decision
    if back_up := steps_back_up(course, judgement.state):
        yield back_up.decision


def _within(plan: Plan, minutes: int) -> Plan:
    """Return the plan with what no longer fits left out; at least one step stays."""
    lines: list[PlanLine] = []
    kept: list[PlannedStep] = []
    rule, source = ("G5", "RESCUE") if plan.gate.minutes == minutes else ("room", "own")
    for line in plan.lines:
        if line.planned is None:
            lines.append(line)
            continue
        if kept and build_timeline([*kept, line.planned]).seconds > minutes * 60:
            why = tr("{line} is left out: a gentle session has at most {minutes} minutes.").format(
                line=line.name, minutes=minutes
            )
            if rule == "room":
                why = tr("{line} is left out today: you have {minutes} minutes.").format(
                    line=line.name, minutes=minutes
                )
            decision = Decision(rule, "left out", why, source, line.planned.exercise.id)
            lines.append(replace(line, planned=None, decisions=(decision,)))
            continue
        kept.append(line.planned)
        lines.append(line)
    return replace(plan, lines=tuple(lines))


def is_offered(exercise: Exercise) -> bool:
    """Return whether an exercise can be put into a session at all."""
    return exercise.shown is not Shown.LOG_ONLY
