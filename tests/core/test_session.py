"""The running session, led by a virtual clock.

Times are whole eighths of a second, so that all sums are exact and "no drift" can mean equal.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from tests.core.making import (
    BREATHING,
    BRIDGE,
    DEAD_BUG,
    PLANK,
    RESET,
    STRETCH,
    begun,
    plan,
    planned,
    short_steps,
    timelines,
    told,
)

from limberup.exercise import Exercise
from limberup.session import GAP, LEAST_HOLD, Event, Session, SetDone, Status, Told
from limberup.timeline import PhaseKind, PlannedStep, Timeline

ticks = st.integers(0, 24).map(lambda eighths: eighths / 8)
starts = st.integers(-800, 800_000_000).map(lambda eighths: eighths / 8)
timed = timelines().filter(lambda made: all(phase.kind is not PhaseKind.OPEN for phase in made.phases))

Step = tuple[Session, list[Event]]


def run_to(session: Session, now: float, until: float, step: float = 0.5) -> tuple[Session, list[Event]]:
    """Look at the clock again and again until it is `until`."""
    events: list[Event] = []
    while now < until:
        now = min(until, now + step)
        session, more = session.tick(now)
        events += more
    return session, events


# Golden traces


def test_a_hold_on_two_sides() -> None:
    session, events = Session.of(plan((STRETCH, "1x24s each side"), first_side="right")).begin(100)
    session, more = run_to(session, 100, 180, 2.5)
    assert told(events + more) == [
        ("phase", 100, 0),
        ("last seconds", 117, 0),
        ("last seconds", 118, 0),
        ("last seconds", 119, 0),
        ("phase", 120, 1),
        ("halfway", 132, 1),
        ("last seconds", 141, 1),
        ("last seconds", 142, 1),
        ("last seconds", 143, 1),
        ("set done", 144, 1),
        ("phase", 144, 2),
        ("last seconds", 149, 2),
        ("last seconds", 150, 2),
        ("last seconds", 151, 2),
        ("phase", 152, 3),
        ("halfway", 164, 3),
        ("last seconds", 173, 3),
        ("last seconds", 174, 3),
        ("last seconds", 175, 3),
        ("set done", 176, 3),
        ("finished", 176, 3),
    ]
    assert [event.value for event in more[:3]] == [3, 2, 1]
    assert session.sets == {
        1: SetDone(1, 0, 1, "right", 0, 24, True, False),
        3: SetDone(3, 0, 1, "left", 0, 24, True, False),
    }


def test_repetitions_that_are_held() -> None:
    session = begun(plan((BRIDGE, "1x3 2s")))
    session, events = run_to(session, 0, 45)
    assert told(events)[3:] == [
        ("phase", 20, 1),
        ("last seconds", 35, 1),
        ("last seconds", 36, 1),
        ("last seconds", 37, 1),
        ("set done", 38, 1),
        ("finished", 38, 1),
    ]
    assert session.sets[1] == SetDone(1, 0, 1, "", 3, 2, True, False)


def test_alternating_repetitions() -> None:
    session = begun(plan((DEAD_BUG, "1x2 each side")))
    session, events = run_to(session, 0, 45)
    assert told(events)[3:] == [
        ("phase", 20, 1),
        ("last seconds", 33, 1),
        ("last seconds", 34, 1),
        ("last seconds", 35, 1),
        ("set done", 36, 1),
        ("finished", 36, 1),
    ]
    assert session.sets[1].reps == 4


def test_a_breathing_minute() -> None:
    _, events = run_to(begun(plan((BREATHING, "1x1min"))), 0, 90, 1.25)
    assert told(events)[3:] == [
        ("phase", 20, 1),
        ("halfway", 50, 1),
        ("last seconds", 77, 1),
        ("last seconds", 78, 1),
        ("last seconds", 79, 1),
        ("set done", 80, 1),
        ("finished", 80, 1),
    ]


def test_an_open_phase_ends_by_key_alone() -> None:
    session, events = run_to(begun(plan((RESET, "once"))), 0, 500)
    assert told(events)[3:] == [("phase", 10, 1)]
    session, events = session.done(500.5)
    assert told(events) == [("set done", 500.5, 1), ("finished", 500.5, 1)]
    assert session.sets[1] == SetDone(1, 0, 1, "", 0, 0, True, True)


def test_rests_between_sets() -> None:
    session = begun(plan((PLANK, "2x3s rest 7s"), (RESET, "log")))
    _, events = run_to(session, 0, 60)
    assert told(events)[3:] == [
        ("phase", 20, 1),
        ("last seconds", 22, 1),
        ("set done", 23, 1),
        ("phase", 23, 2),
        ("last seconds", 27, 2),
        ("last seconds", 28, 2),
        ("last seconds", 29, 2),
        ("phase", 30, 3),
        ("last seconds", 32, 3),
        ("set done", 33, 3),
        ("phase", 33, 4),
        ("last seconds", 55, 4),
        ("last seconds", 56, 4),
        ("last seconds", 57, 4),
        ("phase", 58, 5),
    ]


# Time


@given(timed, st.lists(ticks.filter(bool), min_size=1, max_size=30), starts)
def test_no_phase_is_skipped_and_nothing_drifts(timeline: Timeline, gaps: list[float], start: float) -> None:
    session, events = Session.of(timeline).begin(start)
    now, turn = start, 0
    while session.status is Status.RUNNING:
        now += gaps[turn % len(gaps)]
        turn += 1
        session, more = session.tick(now)
        events += more
    due = start
    entered = [event for event in events if event.told is Told.PHASE]
    assert [event.index for event in entered] == list(range(len(timeline.phases)))
    for event, phase in zip(entered, timeline.phases, strict=True):
        assert event.at == due
        due += phase.seconds
    assert (events[-1].told, events[-1].at) == (Told.FINISHED, start + timeline.seconds)
    assert [event.at for event in events] == sorted(event.at for event in events)
    work = [i for i, phase in enumerate(timeline.phases) if phase.kind.is_work]
    assert [event.index for event in events if event.told is Told.SET_DONE] == work == sorted(session.sets)
    for index in work:
        done, phase = session.sets[index], timeline.phases[index]
        assert done == SetDone(index, phase.step, phase.set, phase.side, phase.reps, done.hold, True, False)
        assert done.hold == (phase.hold if phase.reps else phase.seconds)


@given(timed, st.lists(ticks.filter(bool), min_size=1, max_size=30))
def test_each_cue_comes_once_and_in_its_second(timeline: Timeline, gaps: list[float]) -> None:
    session, events = Session.of(timeline).begin(0)
    now, turn = 0.0, 0
    while session.status is Status.RUNNING:
        now += gaps[turn % len(gaps)]
        turn += 1
        session, more = session.tick(now)
        events += more
    end = 0.0
    for index, phase in enumerate(timeline.phases):
        end += phase.seconds
        cues = [(event.told, event.value, event.at) for event in events if event.index == index]
        counted = [cue for cue in cues if cue[0] is Told.LAST_SECONDS]
        assert counted == [(Told.LAST_SECONDS, s, end - s) for s in (3, 2, 1) if phase.seconds > s + 1]
        half = [(Told.HALFWAY, 0, end - phase.seconds / 2)]
        wanted = phase.kind in (PhaseKind.HOLD, PhaseKind.BREATHE) and phase.seconds >= 20
        assert [cue for cue in cues if cue[0] is Told.HALFWAY] == (half if wanted else [])


@given(timed, st.data())
def test_a_gap_pauses_where_it_was_and_skips_nothing(timeline: Timeline, data: st.DataObject) -> None:
    session, now = begun(timeline), 0.0
    for step in data.draw(st.lists(ticks, max_size=20)):
        now += step
        session, _ = session.tick(now)
    if session.status is not Status.RUNNING:
        return
    jump = data.draw(st.integers(25, 10**9).map(lambda eighths: eighths / 8))
    there = now + (jump if data.draw(st.booleans()) else -jump)
    stopped, events = session.tick(there)
    assert events == [Event(Told.GAP, there, session.index, jump)]
    assert stopped.status is Status.PAUSED
    assert (stopped.index, stopped.sets) == (session.index, session.sets)
    assert stopped.remaining(there) == session.remaining(now)
    again, events = stopped.begin(there + 50)
    assert told(events) == [("resumed", there + 50, session.index)]
    assert again.remaining(there + 50) == session.remaining(now)
    assert again.tick(there + 51)[1] == [] or again.remaining(there + 50) <= 61


@given(timed, st.lists(st.tuples(ticks, st.integers(0, 10**6)), max_size=40))
def test_a_pause_keeps_the_seconds_that_are_left(timeline: Timeline, parts: list[tuple[float, int]]) -> None:
    session, now, led = begun(timeline), 0.0, 0.0
    for running, stopped in parts:
        if session.status is Status.ENDED:
            break
        session, _ = session.tick(now + running)
        if session.status is Status.ENDED:
            break
        now, led = now + running, led + running
        session, events = session.pause(now)
        assert told(events)[-1:] == [("paused", now, session.index)]
        assert session.tick(now + stopped)[1] == [], "nothing happens in a pause, however long"
        assert session.remaining_all(now + stopped) == timeline.seconds - led
        now += stopped
        session, _ = session.begin(now)
        assert session.remaining_all(now) == timeline.seconds - led


def test_exactly_three_seconds_are_no_gap() -> None:
    session = begun(plan((PLANK, "1x10s")))
    assert session.tick(GAP)[0].status is Status.RUNNING
    assert session.tick(GAP + 0.125)[0].status is Status.PAUSED
    assert session.tick(-GAP)[0].status is Status.RUNNING
    assert session.tick(-GAP - 0.125)[0].status is Status.PAUSED


def test_a_clock_that_steps_back_a_little_takes_no_time_away() -> None:
    session, _ = begun(plan((PLANK, "1x10s"))).tick(2)
    back, events = session.tick(1)
    assert events == []
    assert back.tick(4)[0].remaining(4) == 16


# Commands


def at_work(dose: str = "1x30s", of: Exercise | None = None, now: float = 0.0) -> Session:
    """Return a session in its first phase of work, at second `now`."""
    session, _ = begun(plan((of or PLANK, dose), (BRIDGE, "1x5")), now).done(now)
    assert session.phase.kind.is_work
    return session


@pytest.mark.parametrize(
    ("dose", "of", "at", "done"),
    [
        ("1x30s", PLANK, 0, None),
        ("1x30s", PLANK, 2.875, None),
        ("1x30s", PLANK, 3, (0, 3)),
        ("1x30s", PLANK, 29.875, (0, 29)),
        ("1x5 2s", BRIDGE, 5.875, None),
        ("1x5 2s", BRIDGE, 6, (1, 2)),
        ("1x5 2s", BRIDGE, 29.875, (4, 2)),
        ("2x5 each side", DEAD_BUG, 8.5, (2, 0)),
        ("1x1min", BREATHING, 40.5, (0, 40)),
        ("once", RESET, 40, None),
    ],
)
@pytest.mark.parametrize("command", ["skip", "end", "swap"])
def test_what_was_done_of_a_set_is_kept_and_no_more(
    command: str, dose: str, of: Exercise, at: float, done: tuple[int, float] | None
) -> None:
    session, _ = run_to(at_work(dose, of), 0, at, 1.5)
    left, _ = session.swap(at, planned(PLANK, "1x5s")) if command == "swap" else getattr(session, command)(at)
    wanted = [] if done is None else [SetDone(1, 0, 1, "", *done, False, True)]
    assert list(left.sets.values()) == wanted
    assert left.skipped == ({0} if command != "end" else {0, 1})


@pytest.mark.parametrize(
    ("dose", "of", "at", "done"),
    [
        ("1x30s", PLANK, 12.5, (0, 12, False)),
        ("1x30s", PLANK, 1, None),
        ("1x2s", PLANK, 2, (0, 2, True)),
        ("1x5 2s", BRIDGE, 1, (5, 2, True)),
        ("once", RESET, 1, (0, 0, True)),
    ],
)
def test_done_by_key(dose: str, of: Exercise, at: float, done: tuple[int, float, bool] | None) -> None:
    session, _ = run_to(at_work(dose, of), 0, max(0, at - 0.25))
    session, _ = session.done(at)
    assert session.index == 2
    assert session.skipped == frozenset()
    assert [(one.reps, one.hold, one.complete) for one in session.sets.values()] == ([done] if done else [])


@pytest.mark.parametrize("late", [0, 0.125, 2])
def test_a_key_that_comes_just_too_late_skips_nothing_more(late: float) -> None:
    session, _ = run_to(at_work("2x30s rest 10s"), 0, 29)
    resting, events = session.done(30 + late)
    assert told(events) == told(session.tick(30 + late)[1])
    assert (resting.index, resting.unconfirmed) == (2, [])
    session, _ = run_to(at_work("1x30s"), 0, 29)
    following, _ = session.skip(30 + late)
    assert (following.index, following.phase.step, following.skipped) == (2, 1, frozenset())


def test_a_set_is_unconfirmed_until_somebody_is_seen() -> None:
    session, _ = run_to(at_work("3x4s rest 5s"), 0, 14)
    assert [(done.set, done.confirmed) for done in session.sets.values()] == [(1, False), (2, False)]
    assert [done.set for done in session.unconfirmed] == [1, 2]
    session, _ = session.more(14)
    assert session.unconfirmed == []
    session, _ = run_to(session, 14, 38)
    assert [done.set for done in session.unconfirmed] == [3]
    assert session.seen().unconfirmed == []
    assert session.confirm([5], True).sets[5].confirmed
    assert 5 not in session.confirm([5], False).sets
    assert session.confirm([], False) == session


def test_going_back() -> None:
    session = at_work("2x30s rest 10s")
    session, _ = session.tick(2)
    again, events = session.back(3)
    assert (again.index, told(events)) == (0, [("phase", 3, 0)]), "in its first three seconds: to the one before"
    session, _ = run_to(session, 2, 4)
    again, events = session.back(4)
    assert (again.index, again.remaining(4)) == (1, 30), "later: to its own start"
    resting, _ = run_to(session, 4, 31)
    assert (resting.index, resting.sets[1].hold) == (2, 30)
    again, _ = resting.back(31)
    assert again.index == 1
    again, _ = again.done(33.5 + 10)
    assert again.sets[1].hold == 30, "a gap: what was on screen was the start of the set, and nothing was held"
    again, _ = run_to(resting.back(31)[0], 31, 41)
    again, _ = again.done(41)
    assert again.sets[1] == SetDone(1, 0, 1, "", 0, 10, False, True), "done again: replaced"
    assert begun(plan((PLANK, "1x9s"))).back(1)[0].index == 0


def test_going_back_takes_a_skip_back() -> None:
    session, _ = at_work().skip(1)
    assert (session.index, session.skipped) == (2, frozenset({0}))
    session, _ = session.back(2)
    assert (session.index, session.skipped) == (1, frozenset())


def test_more_time() -> None:
    session, _ = at_work("1x30s").more(0)
    assert session.remaining(0) == 45
    session, events = run_to(session, 0, 46)
    assert [event.at for event in events if event.told is Told.SET_DONE] == [45]
    assert session.sets[1].hold == 45
    paused, _ = at_work("1x30s").pause(2)
    assert paused.more(2)[0].remaining(900) == 43
    for dose, of in (("1x5", BRIDGE), ("once", RESET)):
        assert at_work(dose, of).more(0)[0].remaining(0) == at_work(dose, of).remaining(0)


def test_easing() -> None:
    session = at_work("2x30s rest 10s")
    eased, _ = session.ease(0)
    assert [phase.seconds for phase in eased.timeline.phases[1:4]] == [15, 10, 15]
    assert eased.remaining(0) == 15
    later, _ = run_to(session, 0, 20)
    eased, events = later.ease(20)
    assert told(events) == [("set done", 20, 1), ("phase", 20, 2)], "half is over: finished with what was held"
    assert (eased.sets[1].hold, eased.sets[1].complete) == (20, False)
    assert [phase.seconds for phase in eased.timeline.phases[1:4]] == [30, 10, 15]
    last, _ = session.ease(0, last_set=True)
    assert [phase.kind.value for phase in last.timeline.phases] == ["ready", "hold", "ready", "reps"]
    resting, _ = session.done(5)[0].ease(5, last_set=True)
    assert [phase.kind.value for phase in resting.timeline.phases] == ["ready", "hold", "rest", "ready", "reps"]
    assert at_work("once", RESET).ease(0)[0] == replace(at_work("once", RESET), last=0), "nothing to halve"
    paused, _ = session.pause(2)
    eased, _ = paused.ease(800)
    assert (eased.status, eased.remaining(900)) == (Status.PAUSED, 13)


def test_another_exercise_instead() -> None:
    session, _ = run_to(at_work("2x30s"), 0, 10)
    session, events = session.swap(10, planned(STRETCH, "1x9s each side"))
    assert told(events) == [("set done", 10, 1), ("phase", 10, 2)]
    assert (session.planned.exercise, session.phase.kind) == (STRETCH, PhaseKind.READY)
    session, _ = run_to(session, 10, 100)
    assert session.status is Status.ENDED
    assert [(done.step, done.hold or done.reps) for done in session.sets.values()] == [(0, 10), (2, 9), (2, 9), (1, 5)]


def test_after_going_back_twice_what_was_done_keeps_its_place() -> None:
    session = begun(plan((PLANK, "3x10s rest 5s"), (BRIDGE, "1x5"), first_side="left"))
    session, _ = session.done(0)
    session, _ = run_to(session, 0, 26)
    for now in (26, 27, 28):
        session, _ = session.back(now)
    assert session.index == 0
    assert sorted(session.sets) == [1, 3]
    for changed in (session.swap(28, planned(STRETCH, "1x9s each side"))[0], session.ease(28, last_set=True)[0]):
        phases = changed.timeline.phases
        for index, done in changed.sets.items():
            assert index == done.index
            assert (phases[index].step, phases[index].set) == (done.step, done.set)
        assert sorted(done.set for done in changed.sets.values()) == [1, 2]


def test_going_back_to_an_exercise_before_keeps_what_was_done_of_the_next() -> None:
    session, _ = run_to(begun(plan((PLANK, "3x5s rest 4s"), (BRIDGE, "1x2"), (RESET, "once"))), 0, 62)
    assert session.planned.exercise is RESET
    assert len(session.sets) == 4
    for _ in range(5):
        session, _ = session.back(62)
    assert session.planned.exercise is PLANK
    for changed in (session.swap(62, planned(STRETCH, "1x9s each side"))[0], session.ease(62, last_set=True)[0]):
        phases = changed.timeline.phases
        assert len(phases) != len(session.timeline.phases)
        assert sorted((phases[i].step, phases[i].set) for i in changed.sets) == [(0, 1), (0, 2), (0, 3), (1, 1)]
        assert all((i, phases[i].step) == (done.index, done.step) for i, done in changed.sets.items())


def test_a_session_needs_something_to_do() -> None:
    with pytest.raises(ValueError, match="at least one phase"):
        Session.of(plan())


def test_begun_twice_is_begun_once() -> None:
    session, events = Session.of(plan((PLANK, "1x9s"))).begin(5)
    assert told(events) == [("phase", 5, 0)]
    assert session.begin(6) == (session, [])


def test_a_session_that_was_left_goes_on_where_it_was() -> None:
    session = replace(at_work("1x30s"), status=Status.PAUSED, left=12.5, last=None)
    again, events = session.begin(1000)
    assert told(events) == [("resumed", 1000, 1)]
    _, events = run_to(again, 1000, 1013)
    assert ("set done", 1012.5, 1) in told(events)


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
            assert done.complete or done.reps * phase.rep_seconds <= elapsed

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
