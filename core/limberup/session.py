"""The running session: a state machine fed with "now" and commands. It reads no clock.

`now` is seconds of a clock that never goes back and goes on while the machine sleeps; only
differences count. Each method returns the session after it and the events that happened, in order.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from limberup.timeline import Phase, PhaseKind, PlannedStep, Timeline, halved

__all__ = ["FASTEST", "GAP", "Event", "Session", "SetDone", "Status", "Told", "fastest_rep"]

GAP = 3.0
"""A longer time than this between two looks at the clock means that nobody was being led: the machine
slept or the program was stopped. Seconds."""
FASTEST = 3
"""How many times faster than they are led repetitions can be moved; how long each is held stays (own judgement)."""
LEAST_HOLD = 3
"""Seconds: less than this of a hold that was cut short is not worth a line in the record."""


class Status(StrEnum):
    """Whether time counts."""

    RUNNING = "running"
    PAUSED = "paused"
    ENDED = "ended"


class Told(StrEnum):
    """What an event tells."""

    PHASE = "phase"
    """A phase began."""
    HALFWAY = "halfway"
    LAST_SECONDS = "last seconds"
    """Three, two or one second left; once for each."""
    SET_DONE = "set done"
    PAUSED = "paused"
    RESUMED = "resumed"
    GAP = "gap"
    """The clock stood still or the machine slept: paused where it was, nothing skipped."""
    FINISHED = "finished"
    """The last phase is over."""
    ENDED = "ended"
    """Ended before the last phase was over."""


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened at a moment of the session."""

    told: Told
    at: float
    """`now` at which it was due."""
    index: int
    """Index of the phase it is about."""
    value: float = 0
    """Seconds left for LAST_SECONDS, length of the gap for GAP, else 0."""


@dataclass(frozen=True, slots=True)
class SetDone:
    """One set, or one side of it, as it was done."""

    index: int
    """Index of its phase in the timeline."""
    step: int
    set: int
    side: str
    reps: int
    """Repetitions done; 0 for a hold."""
    hold: float
    """Seconds held: in each repetition, or in all."""
    complete: bool = True
    """Whether all that was asked was done."""
    confirmed: bool = True
    """Whether a key, then or later, shows that somebody was there; a timer alone shows nothing."""


@dataclass(frozen=True, slots=True)
class Session:
    """A timeline being done. Immutable: every command gives a new one."""

    timeline: Timeline
    index: int = 0
    """Index of the phase under way."""
    status: Status = Status.PAUSED
    ends: float = 0.0
    """While running: `now` at which the phase ends."""
    left: float = 0.0
    """While paused: seconds left of the phase."""
    last: float | None = None
    """`now` at the last look."""
    added: float = 0.0
    """Seconds of "more time" in this phase."""
    sets: Mapping[int, SetDone] = field(default_factory=dict)
    """What has been done, by index of its phase."""
    skipped: frozenset[int] = frozenset()
    """Steps that were left before their end."""
    waits: bool = False
    """Whether each exercise begins at a key, not when the time to get ready is over."""
    own_pace: bool = False
    """Whether repetitions are done at the person's own pace, and a key ends the set."""

    @classmethod
    def of(cls, timeline: Timeline) -> Session:
        """Return a session at the start of a timeline, not yet begun.

        Raises:
            ValueError: the timeline has no phases.
        """
        if not timeline.phases:
            raise ValueError("a session needs at least one phase")
        return cls(timeline, left=timeline.phases[0].seconds)

    @property
    def phase(self) -> Phase:
        """The phase under way, or the last one."""
        return self.timeline.phases[self.index]

    @property
    def planned(self) -> PlannedStep:
        """The step under way."""
        return self.timeline.planned(self.phase)

    @property
    def is_open(self) -> bool:
        """Whether a key alone ends the phase under way; its seconds then are what it is expected to take."""
        kind = self.phase.kind
        return (
            kind is PhaseKind.OPEN
            or (self.waits and kind is PhaseKind.READY)
            or (self.own_pace and kind is PhaseKind.REPS)
        )

    def remaining(self, now: float) -> float:
        """Return the seconds left of the phase, never below 0."""
        return max(0.0, self._left(now))

    def elapsed(self, now: float) -> float:
        """Return the seconds that the phase has lasted; one that is open may last longer than expected."""
        left = self._left(now) if self.is_open else self.remaining(now)
        return max(0.0, self.phase.seconds + self.added - left)

    def _left(self, now: float) -> float:
        return self.ends - now if self.status is Status.RUNNING else self.left

    def remaining_all(self, now: float) -> float:
        """Return the seconds left of the whole session."""
        if self.status is Status.ENDED:
            return 0.0
        later = sum(phase.seconds for phase in self.timeline.phases[self.index + 1 :])
        return self.remaining(now) + later

    @property
    def unconfirmed(self) -> list[SetDone]:
        """The sets that a timer ended with no key since."""
        return [done for done in self.sets.values() if not done.confirmed]

    # Time

    def tick(self, now: float) -> tuple[Session, list[Event]]:
        """Look at the clock: end what is over, in order, each at the moment it was due."""
        session, gap = self._looked(now)
        if gap or session.status is not Status.RUNNING:
            return session, gap
        before = now if self.last is None else self.last
        events: list[Event] = []
        while session.status is Status.RUNNING:
            events += session._cues(before, now)
            if session.is_open or session.ends > now:
                break
            due = session.ends
            session, more = session._finish_phase(due, by_key=False)
            events += more
            before = due
        return session, events

    def _looked(self, now: float) -> tuple[Session, list[Event]]:
        """Note the look at the clock; where it comes too late, pause at the last one."""
        last = now if self.last is None else max(self.last, now)
        if self.status is Status.RUNNING and self.last is not None and not -GAP <= now - self.last <= GAP:
            # Nobody was led meanwhile: go back to what was last on screen. A clock that jumped back is a gap too.
            left = max(0.0, self.ends - self.last)
            stopped = replace(self, status=Status.PAUSED, left=left, last=now)
            return stopped, [Event(Told.GAP, now, self.index, abs(now - self.last))]
        return replace(self, last=last), []

    def _cues(self, before: float, now: float) -> list[Event]:
        phase = self.phase
        if self.is_open:
            return []
        events = []
        total = phase.seconds + self.added
        if phase.kind in (PhaseKind.HOLD, PhaseKind.BREATHE) and total >= 20:
            at = self.ends - total / 2
            if before < at <= now:
                events.append(Event(Told.HALFWAY, at, self.index))
        for seconds in (3, 2, 1):
            at = self.ends - seconds
            if total > seconds + 1 and before < at <= min(now, self.ends):
                events.append(Event(Told.LAST_SECONDS, at, self.index, seconds))
        return events

    def _finish_phase(self, at: float, *, by_key: bool) -> tuple[Session, list[Event]]:
        session, events = self, list[Event]()
        if self.phase.kind.is_work:
            session, events = self._with_set(at, complete=True, by_key=by_key)
        return session._enter(self.index + 1, at, events)

    def _enter(self, index: int, at: float, events: list[Event]) -> tuple[Session, list[Event]]:
        if index >= len(self.timeline.phases):
            ended = replace(self, status=Status.ENDED, left=0.0, added=0.0)
            return ended, [*events, Event(Told.FINISHED, at, self.index)]
        seconds = self.timeline.phases[index].seconds
        entered = replace(self, index=index, ends=at + seconds, left=seconds, added=0.0)
        return entered, [*events, Event(Told.PHASE, at, index)]

    def _with_set(self, at: float, *, complete: bool, by_key: bool) -> tuple[Session, list[Event]]:
        phase = self.phase
        elapsed = self.elapsed(at)
        reps, hold = phase.reps, phase.hold
        if phase.kind is PhaseKind.OPEN:
            hold, whole = 0.0, complete
        elif phase.reps:
            # What counts as done raises the dose: nobody has done more of a set than there was time for.
            fit = min(phase.reps, int(elapsed / fastest_rep(phase) + 1e-6))
            if self.is_open:
                # Nobody counted in a set at one's own pace: of one that was left nothing can be said.
                reps = fit if complete else 0
            else:
                # Led, it is the number that stands there; a key that says done may also mean enough.
                counted = phase.finished_reps(elapsed)
                reps = max(counted, min(phase.rep_at(elapsed), fit)) if complete else counted
            whole = complete and reps == phase.reps
            hold = hold if reps else 0.0
        else:
            # Whole seconds that were really held: a hair less than 30 s by the arithmetic of the clock is 30.
            hold = float(int(elapsed + 1e-6))
            whole = complete and hold >= int(phase.seconds)
        before = self.sets.get(self.index)
        worse = before is not None and (before.reps, before.hold) > (reps, hold)
        if not whole and (worse or (reps == 0 and hold < LEAST_HOLD)):
            return self, []
        done = SetDone(self.index, phase.step, phase.set, phase.side, reps, hold, whole, by_key)
        return replace(self, sets={**self.sets, self.index: done}), [Event(Told.SET_DONE, at, self.index)]

    def had_time(self, now: float) -> bool:
        """Return whether all repetitions of the set under way can have been done by now, faster than they are led."""
        reps = self.phase.reps
        return bool(reps) and int(self.elapsed(now) / fastest_rep(self.phase) + 1e-6) >= reps

    def whole(self, index: int) -> Session:
        """Return the session with a set that was ended early kept as whole: the person says that all of it was done."""
        done = self.sets[index]
        done = replace(done, reps=self.timeline.phases[index].reps, complete=True)
        return replace(self, sets={**self.sets, index: done})

    # Commands

    def begin(self, now: float) -> tuple[Session, list[Event]]:
        """Start, or go on after a pause."""
        if self.status is not Status.PAUSED:
            return self, []
        first = self.last is None
        running = replace(self, status=Status.RUNNING, ends=now + self.left, last=now)
        told = Told.PHASE if first and self.index == 0 else Told.RESUMED
        return running, [Event(told, now, self.index)]

    def pause(self, now: float) -> tuple[Session, list[Event]]:
        """Stop the clock."""
        session, events = self.tick(now)
        if session.status is not Status.RUNNING:
            return session, events
        left = session._left(now) if session.is_open else session.remaining(now)
        stopped = replace(session, status=Status.PAUSED, left=left)
        return stopped, [*events, Event(Told.PAUSED, now, session.index)]

    def led(self, now: float, *, waits: bool, own_pace: bool) -> tuple[Session, list[Event]]:
        """Change how the person is led, from this phase on.

        A phase that was open and gets its clock back begins again: what it was expected to take may be over.
        """
        # One that was not begun has seen no clock yet, and is not to see it now.
        session, events = self.tick(now) if self.last is not None else (self, [])
        changed = replace(session, waits=waits, own_pace=own_pace)
        if session.is_open and not changed.is_open and changed.status is not Status.ENDED:
            seconds = changed.phase.seconds
            changed = replace(changed, ends=now + seconds, left=seconds, added=0.0)
        return changed, events

    def seen(self) -> Session:
        """Note that somebody is there: what the timer ended since the last key is confirmed."""
        if not self.unconfirmed:
            return self
        return replace(self, sets={i: replace(done, confirmed=True) for i, done in self.sets.items()})

    def done(self, now: float) -> tuple[Session, list[Event]]:
        """End the phase under way as done: a set early, or a rest or get-ready before its time.

        A key that comes just after the phase ended by itself is about that phase, and skips nothing more.
        """

        def finish(session: Session) -> tuple[Session, list[Event]]:
            if session.index != self.index:
                return session, []
            return session._finish_phase(now, by_key=True)

        return self._command(now, finish)

    def skip(self, now: float) -> tuple[Session, list[Event]]:
        """Leave what remains of this exercise. What was done of the set under way is kept.

        A key that comes just after the exercise ended by itself leaves out nothing of the next.
        """

        def leave(session: Session) -> tuple[Session, list[Event]]:
            events: list[Event] = []
            step = session.phase.step
            if step != self.phase.step:
                return session, events
            if session.phase.kind.is_work:
                session, events = session._with_set(now, complete=False, by_key=True)
            session = replace(session, skipped=session.skipped | {step})
            target = session.timeline.next_step_at(session.index)
            return session._enter(len(session.timeline.phases) if target is None else target, now, events)

        return self._command(now, leave)

    def back(self, now: float) -> tuple[Session, list[Event]]:
        """Go to the start of this phase, or in its first three seconds to the phase of work or ready before.

        A set that is done again to its end replaces what it was; of one that is cut short the better one stays.
        """

        def return_(session: Session) -> tuple[Session, list[Event]]:
            index = session.index
            if session.elapsed(now) <= 3 and index > 0:
                index -= 1
                while index > 0 and not (
                    session.timeline.phases[index].kind.is_work
                    or session.timeline.phases[index].kind is PhaseKind.READY
                ):
                    index -= 1
            step = session.timeline.phases[index].step
            session = replace(session, skipped=session.skipped - {step})
            return session._enter(index, now, [])

        return self._command(now, return_)

    def more(self, now: float, seconds: float = 15.0) -> tuple[Session, list[Event]]:
        """Give more time in this phase; repetitions can't be stretched, so only other phases get it."""

        def stretch(session: Session) -> tuple[Session, list[Event]]:
            if session.is_open or session.phase.kind is PhaseKind.REPS:
                return session, []
            added = replace(session, added=session.added + seconds)
            if session.status is Status.RUNNING:
                return replace(added, ends=session.ends + seconds), []
            return replace(added, left=session.left + seconds), []

        return self._command(now, stretch)

    def end(self, now: float) -> tuple[Session, list[Event]]:
        """End the session here. What was done of the set under way is kept."""

        def stop(session: Session) -> tuple[Session, list[Event]]:
            events: list[Event] = []
            if session.phase.kind.is_work:
                session, events = session._with_set(now, complete=False, by_key=True)
            left = {phase.step for phase in session.timeline.phases[session.index :]}
            ended = replace(session, status=Status.ENDED, left=0.0, skipped=session.skipped | left)
            return ended, [*events, Event(Told.ENDED, now, session.index)]

        return self._command(now, stop)

    def ease(self, now: float, *, last_set: bool = False) -> tuple[Session, list[Event]]:
        """Halve what is left of this exercise (rule L4); with `last_set` leave out the sets after this one."""

        def lighten(session: Session) -> tuple[Session, list[Event]]:
            if last_set:
                session = session._with_later_sets_before()
                before = session.timeline
                return session._on(before, before.without_later_sets(session.index)), []
            timeline = session.timeline.with_eased_rest(session.index)
            if not session.phase.kind.is_work:
                return replace(session, timeline=timeline), []
            return session._halve_phase(timeline, now)

        return self._command(now, lighten)

    def _with_later_sets_before(self) -> Session:
        """Move the sets of this step that are done, but lie ahead after going back, to where they are not led again."""
        step = self.phase.step
        ahead = [i for i in self.sets if i > self.index and self.timeline.phases[i].step == step]
        if not ahead:
            return self
        timeline, places = self.timeline.with_phases_before(self.index, ahead)
        sets = {places[i]: replace(done, index=places[i]) for i, done in self.sets.items()}
        return replace(self, timeline=timeline, index=places[self.index], sets=sets)

    def _on(self, before: Timeline, after: Timeline) -> Session:
        """Return the session on a timeline whose phases of this step changed from here on; later steps keep theirs.

        The phases of the other steps stand at the end of both, so their sets move by the difference in length.
        """
        moved = len(after.phases) - len(before.phases)

        def place(i: int) -> int:
            return i + moved if i > self.index else i

        sets = {place(i): replace(done, index=place(i)) for i, done in self.sets.items()}
        return replace(self, timeline=after, sets=sets)

    def _halve_phase(self, timeline: Timeline, now: float) -> tuple[Session, list[Event]]:
        """Halve the phase under way too; where half is already over, finish it, unless a key alone ends it."""
        if self.phase.kind is PhaseKind.OPEN:
            return replace(self, timeline=timeline), []
        elapsed = self.elapsed(now)
        phase = halved(self.phase)
        if phase.seconds <= elapsed and not self.is_open:
            eased, events = replace(self, timeline=timeline)._with_set(now, complete=False, by_key=True)
            return eased._enter(self.index + 1, now, events)
        phases = (*timeline.phases[: self.index], phase, *timeline.phases[self.index + 1 :])
        left = phase.seconds - elapsed
        eased = replace(self, timeline=replace(timeline, phases=phases), added=0.0)
        return replace(eased, left=left, ends=now + left), []

    def swap(self, now: float, planned: PlannedStep, *, is_new: bool = False) -> tuple[Session, list[Event]]:
        """Leave this exercise and do `planned` in its place, next; with time to read what `is_new`."""

        def change(session: Session) -> tuple[Session, list[Event]]:
            events: list[Event] = []
            session = session._with_later_sets_before()
            step = session.phase.step
            if session.phase.kind.is_work:
                session, events = session._with_set(now, complete=False, by_key=True)
            before = session.timeline
            timeline = before.with_step_instead(session.index, planned, is_new=is_new)
            session = replace(session._on(before, timeline), skipped=session.skipped | {step})
            return session._enter(session.index + 1, now, events)

        return self._command(now, change)

    def confirm(self, indexes: Iterable[int], there: bool) -> Session:
        """Settle unconfirmed sets: keep those that the person says were done, drop the others."""
        chosen = set(indexes)
        sets = {
            i: replace(done, confirmed=True) if i in chosen else done
            for i, done in self.sets.items()
            if there or i not in chosen
        }
        return replace(self, sets=sets)

    def _command(self, now: float, do: Callable[[Session], tuple[Session, list[Event]]]) -> tuple[Session, list[Event]]:
        """Bring the session up to `now`, note that somebody is there, and do it unless it has ended.

        A command that comes after a gap acts on what was last on screen.
        """
        session, events = self.tick(now)
        session = session.seen()
        if session.status is Status.ENDED:
            return session, events
        session, more = do(session)
        return session, [*events, *more]


def fastest_rep(phase: Phase) -> float:
    """Return the least seconds that one repetition of a phase can have taken."""
    return phase.hold + (phase.out + phase.back) / FASTEST
