"""A session that nobody does: led by its own clock to the end, with what hurts told as in the player."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta

from limberup.history.record import Hurt, Record
from limberup.person import CheckIn
from limberup.plan import Plan
from limberup.run import Run, decision_line
from limberup.safety.decision import Decision
from limberup.safety.live import Action, LiveState
from limberup.safety.situation import Event, Leg
from limberup.session import GAP, Session, Status

__all__ = ["Led", "led"]

LOOK = GAP / 2
"""Seconds between two looks at the clock: after longer ones a session takes it that nobody was led."""


@dataclass(frozen=True, slots=True)
class Led:
    """A session that is over."""

    record: Record
    told: tuple[Decision, ...]
    """What rules L said, in order."""
    hurt: frozenset[int]
    """Keys of the hurts that were told."""


def led(plan: Plan, check_in: CheckIn, id_: str, hurts: Mapping[int, tuple[str, Hurt]], effort: int) -> Led:
    """Lead through a plan and return what is remembered of it.

    Args:
        plan: Something to do.
        check_in: When it began, and how it hurt before.
        id_: The record's.
        hurts: Exercise and what hurts, by a key of one's own: told in the middle of the first set of that exercise.
        effort: 0-10, what is said afterwards.
    """
    run = Run(
        id=id_,
        started=check_in.at,
        routine=plan.routine.name,
        routine_id=plan.routine.id,
        session=Session.of(plan.timeline),
        state=plan.gate.state.value,
        check_in=check_in,
        decisions=tuple(decision_line(decision) for decision in plan.decisions),
        marks=plan.marks,
    )
    leader = _Leader(run, LiveState(plan.gate.state, check_in.now), dict(hurts))
    leader.lead()
    record = leader.run.record(check_in.at + timedelta(seconds=round(leader.now)))
    record = replace(record, pain_after=check_in.now, effort=effort)
    return Led(record, tuple(leader.told), frozenset(hurts) - frozenset(leader.waiting))


@dataclass
class _Leader:
    """Does what the player does, with nobody at the keys."""

    run: Run
    live: LiveState
    waiting: dict[int, tuple[str, Hurt]]
    now: float = 0.0
    """Seconds since the start."""
    told: list[Decision] = field(default_factory=list)

    @property
    def session(self) -> Session:
        return self.run.session

    def lead(self) -> None:
        """Go from phase to phase to the end."""
        self._take(self.session.begin(self.now))
        while self.session.status is not Status.ENDED:
            index = self.session.index
            exercise = self.session.planned.exercise.id
            here = [key for key, (id_, _) in self.waiting.items() if id_ == exercise]
            if self.session.phase.kind.is_work and here:
                self._wait(self.session.phase.seconds / 2)
                _, hurt = self.waiting.pop(here[0])
                self._hurts(hurt)
                continue
            self._wait(self.session.remaining(self.now))
            if self.session.index == index and self.session.status is Status.RUNNING:
                # What a key alone ends, or a hair less than nothing is left of it.
                self._take(self.session.done(self.now))
        self.run = replace(self.run, session=self.session.seen())

    def _take(self, answer: tuple[Session, Iterable[object]]) -> None:
        self.run = replace(self.run, session=answer[0])

    def _wait(self, seconds: float) -> None:
        """Look at the clock again and again until so many seconds are over."""
        until = self.now + seconds
        while self.now < until:
            self.now = min(self.now + LOOK, until)
            self._take(self.session.tick(self.now))

    def _hurts(self, hurt: Hurt) -> None:
        """Tell that it hurts, and do what rules L say, as the conductor of the app does."""
        step, exercise = self.session.phase.step, self.session.planned.exercise.id
        self.live, decision = self.live.after(Event(exercise, hurt.pain, hurt.sharp, Leg(hurt.leg)))
        self.told.append(decision)
        self.run = replace(self.run, hurts=(*self.run.hurts, (step, hurt))).with_decision(decision)
        match Action(decision.outcome):
            case Action.EASE:
                self.run = self.run.with_mark(step, "eased")
                self._take(self.session.ease(self.now, last_set=exercise in self.live.last_set))
            case Action.STOP_EX:
                self.run = self.run.with_mark(step, "stopped")
                self._take(self.session.skip(self.now))
            case Action.END_SESSION:
                self.run = self.run.with_mark(step, "stopped")
                self._take(self.session.end(self.now))
            case Action.CONTINUE:
                pass
