"""The running session and time: nothing drifts, nothing is skipped, and a gap or a pause takes nothing away."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from tests.core.leading import starts, ticks, timed
from tests.core.making import PLANK, begun, plan, told

from limberup.session import GAP, Event, Session, SetDone, Status, Told
from limberup.timeline import PhaseKind, Timeline


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
