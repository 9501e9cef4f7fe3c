"""A run: one session with all that belongs in its record, from the first second on."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from limberup.history.record import INSTEAD_OF, Entry, Hurt, Record, Work
from limberup.person import CheckIn
from limberup.safety.decision import Decision
from limberup.session import Session, Status, fastest_rep
from limberup.timeline import PhaseKind, PlannedStep
from limberup.vocabulary import name_given

__all__ = ["Run", "decision_line"]


def decision_line(decision: Decision) -> str:
    """Write a decision as one line of a record."""
    about = f" {decision.about}" if decision.about else ""
    return f"{decision.rule} {decision.outcome}{about}: {decision.why}"


@dataclass(frozen=True, slots=True)
class Run:
    """A session under way, and what is to be remembered of it beside its sets."""

    id: str
    """STAMP-RANDOM, the same in the open file and in the history: nothing is recorded twice."""
    started: datetime
    routine: str
    routine_id: str
    session: Session
    state: str = "FULL"
    check_in: CheckIn | None = None
    decisions: tuple[str, ...] = ()
    hurts: tuple[tuple[int, Hurt], ...] = ()
    """Step index and what the person said, in order."""
    marks: tuple[tuple[int, str], ...] = ()
    """Step index and a word of what happened to it."""
    note: str = ""

    def with_mark(self, step: int, mark: str) -> Run:
        """Return the run with a mark on a step; the same mark stands once."""
        if (step, mark) in self.marks:
            return self
        return replace(self, marks=(*self.marks, (step, mark)))

    def with_decision(self, decision: Decision) -> Run:
        """Return the run with a decision to remember."""
        return replace(self, decisions=(*self.decisions, decision_line(decision)))

    def record(self, ended: datetime) -> Record:
        """Return the record of what has been done so far.

        A step that was never reached is in it too, with nothing done: what was left out is part of the truth.
        """
        session = self.session
        order: list[int] = []
        for phase in session.timeline.phases:
            if phase.step not in order:
                order.append(phase.step)
        for index in range(len(session.timeline.steps)):
            if index not in order:
                order.append(index)
        entries = tuple(self._entry(step) for step in order)
        # Another exercise in a step's place is no cut; a step that nothing was done of is.
        swapped = {step for step, mark in self.marks if mark == "swapped"}
        whole = all(entry.work for step, entry in zip(order, entries, strict=True) if step not in swapped)
        finished = session.status is Status.ENDED and session.skipped <= swapped and whole
        return Record(
            id=self.id,
            started=self.started,
            # A clock that was set back in between must not end it before it began.
            ended=max(ended, self.started + timedelta(seconds=int(self._least_seconds))),
            routine=self.routine,
            routine_id=self.routine_id,
            state=self.state,
            pain_at_rest=self.check_in.rest if self.check_in else None,
            pain_moving=self.check_in.move if self.check_in else None,
            finished=finished,
            note=self.note,
            entries=entries,
            decisions=self.decisions,
        )

    @property
    def called(self) -> str:
        """What its routine is called, to be shown: the names that limberup gives are kept in English."""
        return name_given(self.routine)

    @property
    def not_counted(self) -> list[PlannedStep]:
        """The steps that were gone through to their end with nothing that counts: over too soon, or not done.

        What was skipped, stopped or swapped is not among them: that was said by the person.
        """
        session = self.session
        said = {step for step, mark in self.marks if mark in ("stopped", "swapped")} | session.skipped
        counted = {done.step for done in session.sets.values()}
        over = session.timeline.phases[: session.index + (session.status is Status.ENDED)]
        gone = dict.fromkeys(phase.step for phase in over if phase.kind.is_work)
        return [session.timeline.steps[step] for step in gone if step not in counted | said]

    @property
    def _least_seconds(self) -> float:
        """How long what was done takes at the least."""
        phases = self.session.timeline.phases
        sets = self.session.sets.values()
        return sum(done.reps * fastest_rep(phases[done.index]) if done.reps else done.hold for done in sets)

    def _entry(self, step: int) -> Entry:
        planned = self.session.timeline.steps[step]
        works = []
        for done in sorted(self.session.sets.values(), key=lambda done: (done.set, done.index)):
            if done.step != step:
                continue
            kind = self.session.timeline.phases[done.index].kind
            hold = 0 if done.reps else round(done.hold)
            # An open phase has no seconds of its own: that it was done counts as one.
            reps = 1 if kind is PhaseKind.OPEN and not done.reps else done.reps
            works.append(Work(done.side, reps, 0 if reps else hold, done.confirmed))
        marks = [mark for index, mark in self.marks if index == step]
        if planned.instead_of:
            marks.append(f"{INSTEAD_OF}{planned.instead_of}")
        if step in self.session.skipped and not {"stopped", "swapped"} & set(marks):
            marks.append("skipped" if not works else "cut short")
        hurts = tuple(hurt for index, hurt in self.hurts if index == step)
        return Entry(planned.exercise.id, planned.dose, tuple(works), hurts, tuple(marks))
