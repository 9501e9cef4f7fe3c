"""The running session under any keys at any time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from tests.core.leading import starts, ticks
from tests.core.making import short_steps, timelines

from limberup.session import FASTEST, GAP, LEAST_HOLD, Event, Session, SetDone, Status, Told
from limberup.timeline import PhaseKind, PlannedStep, Timeline

Step = tuple[Session, list[Event]]


class Player(RuleBasedStateMachine):
    """Any keys at any time, beside a count of the seconds in which somebody was really led."""

    def __init__(self) -> None:
        super().__init__()
        self.now = 0.0
        self.mark = 0.0
        self.running = False
        self.led = 0.0
        self.entered = 0.0
        self.cues: list[tuple[Told, float]] = []
        self.by_timer: set[int] = set()

    @initialize(timeline=timelines(), start=starts)
    def start(self, timeline: Timeline, start: float) -> None:
        self.now = self.mark = start
        self.session = Session.of(timeline)
        assert self.session.begin(start) == self.session.begin(start)
        self.take(self.session.begin(start), start)

    def take(self, given: Step, now: float) -> None:
        """Go along with what was told, and check that it was true."""
        before, (self.session, events) = self.session, given
        self.now = now
        if before.status is Status.ENDED:
            assert events == []
            assert self.session.status is Status.ENDED
            assert self.session.timeline is before.timeline
            assert {i: replace(done, confirmed=True) for i, done in before.sets.items()} == {
                i: replace(done, confirmed=True) for i, done in self.session.sets.items()
            }
        last = min([event.at for event in events] + [now])
        for event in events:
            assert last <= event.at <= now
            last = event.at
            if event.told is Told.GAP:
                assert not -GAP <= now - self.mark <= GAP
                self.running = False
            self.lead(event.at)
            if event.told is Told.PHASE:
                self.entered = self.led
                self.cues = []
                self.running = self.running or before.last is None
            elif event.told in (Told.HALFWAY, Told.LAST_SECONDS):
                cue = (event.told, event.value)
                assert cue not in self.cues
                self.cues.append(cue)
            elif event.told is Told.RESUMED:
                self.running = True
            elif event.told in (Told.PAUSED, Told.FINISHED, Told.ENDED):
                self.running = False
            elif event.told is Told.SET_DONE:
                self.check_set(self.session.sets[event.index])
        self.lead(now)

    def lead(self, now: float) -> None:
        if self.running:
            self.led += max(0.0, now - self.mark)
        self.mark = now if not self.running else max(self.mark, now)

    def check_set(self, done: SetDone) -> None:
        phase, elapsed = self.session.timeline.phases[done.index], self.led - self.entered
        if not phase.reps:
            assert done.reps == 0
            assert done.hold <= elapsed
            assert phase.kind is PhaseKind.OPEN or done.hold >= min(LEAST_HOLD, phase.seconds)
        else:
            assert 0 < done.reps <= phase.reps
            fastest = phase.hold + (phase.out + phase.back) / FASTEST
            assert done.reps * fastest <= elapsed + 1e-4, "no key makes more of a set than there was time for"
            assert not done.complete or done.reps == phase.reps

    @rule(step=ticks)
    def tick(self, step: float) -> None:
        self.take(self.session.tick(self.now + step), self.now + step)

    @rule(jump=st.integers(25, 10**6), forward=st.booleans())
    def gap(self, jump: int, forward: bool) -> None:
        now = self.now + (jump / 8 if forward else -jump / 8)
        was, running = self.session, self.session.status is Status.RUNNING
        self.take(self.session.tick(now), now)
        assert self.session.index == was.index
        assert self.session.sets == was.sets
        assert self.session.status is (Status.PAUSED if running else was.status)

    @rule(step=ticks)
    def pause(self, step: float) -> None:
        self.take(self.session.pause(self.now + step), self.now + step)
        assert self.session.status is not Status.RUNNING

    @rule()
    def begin(self) -> None:
        self.take(self.session.begin(self.now), self.now)
        assert self.session.status is not Status.PAUSED

    def command(self, do: Callable[[Session, float], Step], step: float) -> None:
        now = self.now + step
        was = self.session
        self.take(do(self.session, now), now)
        assert self.session.unconfirmed == []
        if was.status is Status.PAUSED:
            assert self.session.status is not Status.RUNNING, "no key but one starts the clock"

    @rule(step=ticks)
    def done(self, step: float) -> None:
        self.command(Session.done, step)

    @rule(step=ticks)
    def skip(self, step: float) -> None:
        self.command(Session.skip, step)

    @rule(step=ticks)
    def back(self, step: float) -> None:
        self.command(Session.back, step)

    @rule(step=ticks)
    def more(self, step: float) -> None:
        self.cues = []
        self.command(Session.more, step)
        self.cues = []

    @rule(step=ticks, last_set=st.booleans())
    def ease(self, step: float, last_set: bool) -> None:
        self.cues = []
        self.command(lambda session, now: session.ease(now, last_set=last_set), step)
        self.cues = []

    @rule(step=ticks, planned=short_steps())
    def swap(self, step: float, planned: PlannedStep) -> None:
        self.command(lambda session, now: session.swap(now, planned), step)

    @precondition(lambda self: self.session.index > 1)
    @rule(step=ticks)
    def end(self, step: float) -> None:
        self.command(Session.end, step)
        assert self.session.status is Status.ENDED

    @invariant()
    def everything_has_its_place(self) -> None:
        session = self.session
        assert 0 <= session.index < len(session.timeline.phases)
        for index, done in session.sets.items():
            phase = session.timeline.phases[index]
            assert (done.index, done.step, done.set, done.side) == (index, phase.step, phase.set, phase.side)
            assert phase.kind.is_work
        assert all(0 <= step < len(session.timeline.steps) for step in session.skipped)
        assert {phase.step for phase in session.timeline.phases} <= set(range(len(session.timeline.steps)))

    @invariant()
    def the_clock_is_the_seconds_that_were_led(self) -> None:
        session = self.session
        assert session.remaining(self.now) >= 0
        if session.status is Status.ENDED:
            assert session.remaining_all(self.now) == 0
        elif session.phase.kind is not PhaseKind.OPEN:
            assert session.elapsed(self.now) == self.led - self.entered
            assert session.remaining(self.now) == session.phase.seconds + session.added - session.elapsed(self.now)


Player.TestCase.settings = settings(max_examples=120, stateful_step_count=40, deadline=None, database=None)
TestPlayer = Player.TestCase
