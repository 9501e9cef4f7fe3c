"""One line of a plan: what becomes of one step of a routine when the rules have decided."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date

from limberup.catalog import Catalog
from limberup.counting import capitalised
from limberup.course import Course
from limberup.dose import Dose, DoseError, format_dose
from limberup.exercise import Exercise
from limberup.person import Person
from limberup.plan_day import capped, steps_back_up
from limberup.routine import Routine, Step
from limberup.routine_file import step_dose
from limberup.routine_plan import shaped
from limberup.safety import doses
from limberup.safety.decision import Decision, State, Verdict
from limberup.safety.judge import Judgement
from limberup.safety.locks import Locks
from limberup.safety.morning import judge_morning
from limberup.safety.progress import Change, Next
from limberup.safety.schedule import GAP_RESTART, programme_week
from limberup.safety.walk import Judge, Planned
from limberup.texts import tr
from limberup.timeline import PlannedStep

__all__ = ["Known", "LineMaker", "PlanLine", "at_written", "locks_of", "rung_of"]


@dataclass(frozen=True, slots=True)
class PlanLine:
    """One step of the routine, and what became of it."""

    name: str
    """The exercise's name, or what the file calls it where no pack has it."""
    planned: PlannedStep | None
    """What is done, or None where it is left out."""
    decisions: tuple[Decision, ...] = ()
    """Why it is as it is, the weightiest first; none where it is as the routine has it."""
    step: str = ""
    """Id of the exercise that the routine has in this place, or ""."""
    usual: Dose | None = None
    """The dose that stays stored, where another is asked for today."""
    change: Change | None = None
    """What rules P and F made of its dose, or None where it had none yet."""

    @property
    def decision(self) -> Decision | None:
        """The weightiest reason, or None where nothing was decided."""
        return self.decisions[0] if self.decisions else None

    @property
    def left_out(self) -> bool:
        """Whether it is not done today."""
        return self.planned is None


@dataclass(frozen=True, slots=True)
class Known:
    """A step whose exercise is in a pack in use."""

    step: Step
    exercise: Exercise
    """What the routine has."""
    now: Exercise
    """What it has become along its ladder."""


def rung_of(exercise: Exercise, course: Course, catalog: Catalog, listed: Sequence[str] | None) -> Exercise:
    """Return what is now done in place of an exercise of a routine (rules P1 and P3).

    Where the state has a list, an exercise that is on it gives way to none that is not: what is easier is on it too.
    """
    now = catalog.get(course.rungs.get(exercise.id, "")) or exercise
    return exercise if listed is not None and now.id not in listed else now


def locks_of(catalog: Catalog, course: Course, chosen: frozenset[str] = frozenset()) -> Locks:
    """Return which exercises are open to the person.

    An exercise is at its target where that dose is the one that is stored.
    """
    known = [(exercise, last.dose) for last in course.last if (exercise := catalog.get(last.exercise))]
    at_target = frozenset(exercise.id for exercise, dose in known if doses.at_target(dose or exercise.start, exercise))
    return Locks(programme_week(course.week, course.gap_days), chosen, at_target)


def at_written(known: Iterable[Known], course: Course) -> frozenset[str]:
    """Return the ids of the exercises that are at the dose which their routine has written for them.

    They don't grow, so they must not take one of the two steps of PROGRESS that a session has.
    """
    stored = {last.exercise: last.dose for last in course.last}
    found = set()
    for item in known:
        dose = stored.get(item.exercise.id)
        if item.step.dose is None or dose is None or item.now.id != item.exercise.id:
            continue
        with suppress(DoseError):
            written = step_dose(item.step.dose, item.exercise)
            if written != item.exercise.start and doses.lower_dose(written, dose) == written:
                found.add(item.exercise.id)
    return frozenset(found)


class LineMaker:
    """Makes the lines of one plan, in order."""

    def __init__(
        self,
        catalog: Catalog,
        person: Person,
        course: Course,
        judgement: Judgement,
        judge: Judge,
        resolved: Iterable[tuple[Known, Planned]],
        *,
        easier: bool,
    ) -> None:
        """Take what the rules decided.

        Args:
            catalog: Where ladders lead.
            person: For the limits of holds.
            course: What the past tells.
            judgement: What the rules decided.
            judge: The filter X, for what a ladder leads to.
            resolved: Every step of the plan, as `line` will be asked for it.
            easier: Whether the person wants less today.
        """
        self.catalog = catalog
        self.person = person
        self.course = course
        self.judgement = judgement
        self.judge = judge
        self.easier = easier
        self.gentle = judgement.state in (State.RESCUE, State.REST_DAY)
        self.back_up = steps_back_up(course, judgement.state)
        self.last = {item.exercise: item for item in course.last}
        self.unsettled = judge_morning(course.morning, course.unsettled_before).amber_regress
        self.coming = {item.exercise: self._limited(item) for item in judgement.next}
        steps = list(resolved)
        self.base = [(item, entry.done) for item, entry in steps if entry.done]
        # What is done as a step of its own, so that nothing that leads there takes its place.
        self.standing = {
            item.exercise.id
            for item, entry in steps
            if entry.done == item.exercise.id and not self._leaves(item.exercise.id)
        }
        self.taken: set[str] = set()

    def _limited(self, item: Next) -> Next:
        """Return what rule P decided about a dose, with what the days before take from it (M3, R18)."""
        exercise = self.catalog.exercise(item.exercise)
        stored = self.last[item.exercise].dose or exercise.start
        if self.back_up and item.change is Change.PROGRESS:
            why = tr("{exercise} gets no harder: you are on your way back up after a gentle session.").format(
                exercise=exercise.name
            )
            return _held(item, stored, Decision("R18", Change.HOLD.value, why, "001, RUH", about=exercise.id))
        fewer = doses.one_set_less(stored)
        earlier = item.exercise in self.course.fewer_sets
        if (earlier or self._took_a_set(exercise)) and fewer != stored:
            why = tr("{exercise} has one set less: the last time had not settled by the morning after.").format(
                exercise=exercise.name
            )
            less = Decision("M3", Change.HOLD.value, why, "OSTELO, C.2", about=exercise.id)
            if item.change is Change.HOLD and earlier:
                return _held(item, fewer, less)
            if item.change is Change.REGRESS and item.dose and not item.becomes:
                # A step back may keep every set: what is worse gives no more than a set less does (own judgement).
                return replace(item, dose=doses.lower_dose(item.dose, fewer), decisions=(*item.decisions, less))
        return item

    def _took_a_set(self, exercise: Exercise) -> bool:
        """Return whether this morning alone takes a set from an exercise (rule M3)."""
        last = self.last[exercise.id]
        return self.unsettled and exercise.kind.is_strength and not (last.amber or last.before)

    def _leaves(self, exercise: str) -> bool:
        """Return whether rule P takes an exercise out of the plan, or puts another in its place."""
        coming = self.coming.get(exercise)
        return not self.gentle and coming is not None and (coming.change is Change.REMOVE or bool(coming.becomes))

    def line(self, item: Known, entry: Planned) -> PlanLine:
        """Return what becomes of one step."""
        locks = locks_of(self.catalog, self.course, frozenset({item.exercise.id, item.now.id}))
        if not locks.opens(item.now):
            return PlanLine(item.now.name, None, (_locked(item.now, self.catalog),), item.exercise.id)
        if entry.done is None:
            return PlanLine(item.now.name, None, (entry.decision,), item.exercise.id)
        decisions = [entry.decision] if entry.verdict is not Verdict.ALLOW else []
        by_filter = entry.done != item.now.id
        taken, coming = self._followed(entry.done) if by_filter else (item.now, self.coming.get(item.now.id))
        cue = "; ".join(entry.how)
        if taken.id != entry.done:
            cue = self._told(taken, decisions)
        if self.gentle:
            if coming and self._was_too_much(coming):
                return PlanLine(taken.name, None, (_too_much(taken),), item.exercise.id)
            coming = None
        if coming:
            if coming.change is Change.REMOVE:
                return PlanLine(taken.name, None, coming.decisions, item.exercise.id, change=coming.change)
            if coming.becomes:
                taken = self.catalog.exercise(coming.becomes)
                further = self.coming.get(taken.id)
                if further and further.change is Change.REMOVE:
                    # It would be done in the place of what was too much, and was too much itself.
                    return PlanLine(taken.name, None, further.decisions, item.exercise.id, change=further.change)
                cue = self._told(taken, decisions)
            cue = "; ".join(filter(None, (cue, coming.cue)))
        own = taken.id == item.exercise.id
        if not own and taken.id in self.taken | self.standing:
            why = tr("{exercise} leads to {taken} today, which is done once.").format(
                exercise=item.exercise.name, taken=taken.name
            )
            merged = Decision("X", "merged", why, "own", about=taken.id)
            return PlanLine(item.exercise.name, None, (merged,), item.exercise.id)
        self.taken.add(taken.id)
        dose, stored = self._doses(item, taken, coming)
        if coming and not _idle(coming, dose):
            decisions = [*coming.decisions, *decisions]
        if not decisions and (reach := self._still_to_reach(item, taken, stored)):
            decisions = [reach]
        planned = PlannedStep(taken, dose, capitalised(cue), instead_of=item.now.id if by_filter else "")
        return PlanLine(
            taken.name,
            planned,
            tuple(decisions),
            item.exercise.id,
            usual=stored if stored != dose else None,
            change=coming.change if coming else None,
        )

    def _still_to_reach(self, item: Known, taken: Exercise, stored: Dose) -> Decision | None:
        """Return why a dose is less than the one that the routine has written, where nothing else says so."""
        if self.gentle or item.step.dose is None or taken.id != item.exercise.id or taken.id not in self.coming:
            return None
        with suppress(DoseError):
            written = step_dose(item.step.dose, taken)
            if written != taken.start and doses.lower_dose(written, stored) != written:
                why = tr("{exercise} comes to {dose} step by step.").format(
                    exercise=taken.name, dose=format_dose(written)
                )
                return Decision("P4", Change.HOLD.value, why, "own", about=taken.id)
        return None

    def _followed(self, start: str) -> tuple[Exercise, Next | None]:
        """Return what an exercise that X took has become since along its own ladder, and what rule P says of that.

        No rung is kept for it: X may leave the step alone tomorrow.
        """
        seen = {start}
        done = self.course.last_done
        coming = self.coming.get(start)
        while coming and coming.becomes in self.coming and coming.becomes not in seen:
            if done.get(coming.becomes, date.min) < done.get(coming.exercise, date.min):
                break
            seen.add(coming.becomes)
            coming = self.coming[coming.becomes]
        return self.catalog.exercise(coming.exercise if coming else start), coming

    def _told(self, taken: Exercise, decisions: list[Decision]) -> str:
        """Return how an exercise that a ladder led to is done differently for this person; note why."""
        fitted = self.judge(taken)
        if fitted.verdict is Verdict.MODIFY:
            decisions.append(fitted.decision)
        return "; ".join(fitted.how)

    def _was_too_much(self, coming: Next) -> bool:
        """Return whether an exercise hurt so much the last time that even its start dose is not for a gentle day."""
        last = self.last[coming.exercise]
        return last.regress and last.amber and (coming.change is Change.REMOVE or bool(coming.becomes))

    def _doses(self, item: Known, taken: Exercise, coming: Next | None) -> tuple[Dose, Dose]:
        """Return today's dose, and the one that is stored."""
        if self.gentle:
            start = doses.halved(taken.start) if self.easier else taken.start
            return capped(start, taken, self.person.conditions), taken.start
        stored = coming.dose if coming and coming.dose else taken.start
        if taken.id == item.exercise.id and item.step.dose is not None:
            stored = self._written(item.step.dose, taken, coming)
        # "One step in all, however many rules ask for it": unless it is the person who asks.
        stepped = coming is not None and coming.change in (Change.REGRESS, Change.RESTART)
        less = self.easier or (self.back_up is not None and self.back_up.less and not stepped)
        dose = stored
        if less:
            # At the start dose there is no step back: who asks for less has half, as rule L4 halves.
            floor = doses.halved(stored) if self.easier else stored
            dose = doses.step_back(stored, taken.start) or floor
        return capped(dose, taken, self.person.conditions), stored

    def _written(self, wanted: Dose, exercise: Exercise, coming: Next | None) -> Dose:
        """Return the dose of a step that has one of its own.

        It is what the person or somebody who helps them wants, so it counts as the dose to reach; what the rules
        took back from it comes again step by step, as a progress of rule P. Where it is the dose that everybody
        begins with it says nothing of where to end, and grows as rule P lets it.
        """
        try:
            written = step_dose(wanted, exercise)
        except DoseError:
            return coming.dose if coming and coming.dose else exercise.start
        if coming is None or coming.dose is None:
            # After a gap of two weeks everything begins anew (rule F); so does what was not done for four.
            away = self.course.gap_days >= GAP_RESTART or exercise.id in self.course.last_done
            return doses.lower_dose(written, exercise.start) if away else written
        if written == exercise.start:
            return coming.dose
        ready = coming.change is Change.HOLD and coming.decisions[0].rule == "P3"
        further = doses.step_on(coming.dose, replace(exercise, target=written)) if ready else None
        return doses.lower_dose(written, further or coming.dose)

    def filled(self, routine: Routine, lines: Sequence[PlanLine]) -> list[PlanLine]:
        """Return the lines with holds within the routine's, and filled to its time where it asks for that.

        Not on a day on which everything is to be less. How much filling adds is reckoned from the start doses of
        all that X leaves, so that no exercise gets more because another one hurt and has less.
        """
        less = self.gentle or self.easier or self.back_up is not None
        if less or (routine.holds is None and not routine.fill):
            return list(lines)
        filled: dict[str, Dose] = {}
        if routine.fill and self.judgement.state is State.FULL:
            exercises = [
                (self.catalog.exercise(done), self._open(routine, item.exercise.id)) for item, done in self.base
            ]
            starts = [(exercise, exercise.start) for exercise, _ in exercises]
            filled = {
                exercise.id: dose
                for exercise, dose in shaped(starts, [open_ for _, open_ in exercises], routine, fill=True)
            }
        return [self._refilled(line, routine, filled) for line in lines]

    def _open(self, routine: Routine, exercise: str) -> bool:
        """Return whether the routine leaves the dose of an exercise to the program."""
        own = [step for step in routine.steps if (found := self.catalog.get(step.do)) and found.id == exercise]
        return all(step.dose is None for step in own)

    def _refilled(self, line: PlanLine, routine: Routine, filled: dict[str, Dose]) -> PlanLine:
        # What went a step back today stays there.
        if line.planned is None or line.change is Change.REGRESS or not self._open(routine, line.step):
            return line
        exercise, dose = line.planned.exercise, line.planned.dose
        ((_, fitted),) = shaped([(exercise, dose)], [True], routine, fill=False)
        if (base := filled.get(exercise.id)) and doses.progresses(fitted, exercise):
            # A longer hold needs fewer sets to fill the same time.
            sets = base.sets * (base.reps or base.hold or 0) // (fitted.reps or fitted.hold or 1)
            fitted = replace(fitted, sets=max(fitted.sets, sets))
        fitted = capped(fitted, exercise, self.person.conditions)
        stored = line.usual or dose
        return replace(line, planned=replace(line.planned, dose=fitted), usual=stored if stored != fitted else None)


def _held(item: Next, dose: Dose, decision: Decision) -> Next:
    return replace(item, change=Change.HOLD, dose=dose, decisions=(decision,), becomes="")


def _idle(coming: Next, dose: Dose) -> bool:
    """Return whether a decision about a dose changed nothing that has to be told: it holds, or a limit undoes it."""
    return coming.decisions[0].rule == "P4" or (
        coming.change is Change.PROGRESS and not coming.becomes and dose != coming.dose
    )


def _too_much(exercise: Exercise) -> Decision:
    why = tr("{exercise} is left out: it was too much the last time, and today is a gentle day.").format(
        exercise=exercise.name
    )
    return Decision("P1", "left out", why, "001, RUH", about=exercise.id)


def _locked(exercise: Exercise, catalog: Catalog) -> Decision:
    needs = catalog.get(exercise.needs_target) if exercise.needs_target else None
    if needs and exercise.from_week > 1:
        words = tr("{exercise} is kept for later: it opens from week {week} and once {needs} is at its target.")
    elif needs:
        words = tr("{exercise} is kept for later: it opens once {needs} is at its target.")
    else:
        words = tr("{exercise} is kept for later: it opens from week {week}.")
    why = words.format(exercise=exercise.name, week=exercise.from_week, needs=needs.name if needs else "")
    return Decision("P", "locked", why, "own", about=exercise.id)
