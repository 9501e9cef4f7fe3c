"""How the person is led: by the clock or by keys, for each person."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.core.making import BREATHING, BRIDGE, PLANK, RESET, STRETCH, begun, plan, timelines, told

from limberup.session import Session, SetDone, Status, Told
from limberup.timeline import PhaseKind, Timeline


def run_to(session: Session, now: float, until: float) -> Session:
    """Look at the clock every two seconds until it is `until`."""
    while now < until:
        now = min(until, now + 2)
        session, _ = session.tick(now)
    return session


def led(timeline: Timeline, *, waits: bool = False, own_pace: bool = False) -> Session:
    """Return a session that has just begun."""
    return replace(begun(timeline), waits=waits, own_pace=own_pace)


def test_each_exercise_waits_for_a_key() -> None:
    session = run_to(led(plan((PLANK, "1x5s"), (STRETCH, "1x5s each side")), waits=True), 0, 300)
    assert (session.phase.kind, session.index, session.status) == (PhaseKind.READY, 0, Status.RUNNING)
    assert (session.remaining(300), session.elapsed(300)) == (0, 300)
    assert session.more(300)[0].remaining(300) == 0, "there is no end to put off"
    session, events = session.done(300)
    assert told(events) == [("phase", 300, 1)]
    session = run_to(session, 300, 400)
    assert (session.phase.kind, session.phase.step) == (PhaseKind.READY, 1)
    session = run_to(session.done(400)[0], 400, 440)
    assert session.status is Status.ENDED, "what is within an exercise goes by the clock"
    assert [done.side for done in session.sets.values()] == ["", "left", "right"]


@given(timelines(), st.booleans(), st.booleans())
def test_open_phases_end_by_key_alone_and_all_others_by_the_clock(
    timeline: Timeline, waits: bool, own_pace: bool
) -> None:
    session, now = led(timeline, waits=waits, own_pace=own_pace), 0.0
    seen = []
    while session.status is Status.RUNNING:
        open_ = session.is_open
        wanted = {PhaseKind.OPEN} | ({PhaseKind.READY} if waits else set()) | ({PhaseKind.REPS} if own_pace else set())
        assert open_ == (session.phase.kind in wanted)
        seen.append(session.index)
        index, seconds = session.index, session.remaining(now)
        later = run_to(session, now, now + seconds + 20) if open_ else session
        now += seconds + 20 if open_ else 0
        if open_:
            assert later.index == index
            session, _ = later.done(now)
            continue
        while session.index == index and session.status is Status.RUNNING:
            now += 0.5
            session, _ = session.tick(now)
    assert seen == list(range(len(timeline.phases)))
    work = [i for i, phase in enumerate(timeline.phases) if phase.kind.is_work]
    assert sorted(session.sets) == work
    by_key = [i for i in work if timeline.phases[i].kind is PhaseKind.OPEN or session.sets[i].reps]
    assert all(session.sets[i].complete for i in work)
    if own_pace:
        assert all(session.sets[i].confirmed for i in by_key if timeline.phases[i].kind is not PhaseKind.BREATHE)


def test_repetitions_at_ones_own_pace() -> None:
    session = led(plan((BRIDGE, "2x8 5s rest 10s"), (PLANK, "1x5s")), own_pace=True).done(0)[0]
    session = run_to(session, 0, 200)
    assert session.phase.kind is PhaseKind.REPS
    for command in ("skip", "end"):
        left, _ = getattr(session, command)(200)
        assert not left.sets, "nobody counted, so nothing is said of a set that was left"
    eased, _ = session.ease(200)
    assert (eased.index, eased.phase.reps, eased.is_open) == (1, 4, True), "half as many, and still no clock"
    done, _ = eased.done(210)
    assert done.sets[1] == SetDone(1, 0, 1, "", 4, 5, True, True)


@pytest.mark.parametrize(
    ("seconds", "done"),
    [(0, None), (2, None), (4, (1, False)), (16, (4, False)), (17, (5, True)), (30, (5, True)), (300, (5, True))],
)
def test_at_ones_own_pace_too_a_set_takes_its_time(seconds: float, done: tuple[int, bool] | None) -> None:
    session = run_to(led(plan((BRIDGE, "1x5 2s"), (PLANK, "1x5s")), own_pace=True).done(0)[0], 0, seconds)
    session, _ = session.done(seconds)
    assert session.index == 2
    assert [(one.reps, one.complete) for one in session.sets.values()] == ([done] if done else [])


def test_time_in_a_pause_is_no_time_for_repetitions() -> None:
    session = run_to(led(plan((BRIDGE, "1x5 2s"), (PLANK, "1x5s")), own_pace=True).done(0)[0], 0, 4)
    session = run_to(session.pause(4)[0], 4, 100)
    session, _ = run_to(session.begin(100)[0], 100, 103).done(103)
    assert [one.reps for one in session.sets.values()] == [2], "4 + 3 seconds"


def test_easing_a_set_at_ones_own_pace_makes_no_time() -> None:
    session = run_to(led(plan((BRIDGE, "1x8 2s"), (PLANK, "1x5s")), own_pace=True).done(0)[0], 0, 7)
    session, _ = session.ease(7)
    assert session.phase.reps == 4
    assert [one.reps for one in session.done(8)[0].sets.values()] == [2]
    assert [one.reps for one in run_to(session, 7, 14).done(14)[0].sets.values()] == [4]


def test_a_set_that_had_no_whole_repetition_is_no_hold() -> None:
    session, _ = run_to(led(plan((BRIDGE, "1x8 5s"))).done(0)[0], 0, 7).skip(7)
    assert session.sets == {}


def test_breaths_are_counted_where_the_dose_counts_them() -> None:
    session = run_to(led(plan((BREATHING, "1x4 2s tempo 3-5"))).done(0)[0], 0, 25)
    assert session.phase.kind is PhaseKind.BREATHE
    assert session.phase.seconds == 40
    left, _ = session.skip(25)
    assert [(done.reps, done.complete) for done in left.sets.values()] == [(2, False)]


def test_going_over_to_the_clock_begins_the_phase_again() -> None:
    waiting = run_to(led(plan((PLANK, "1x5s")), waits=True), 0, 90)
    session, events = waiting.led(90, waits=False, own_pace=False)
    assert events == []
    assert (session.index, session.remaining(90)) == (0, 20), "not over at once, though its time is past"
    reps = run_to(led(plan((BRIDGE, "1x5")), own_pace=True).done(0)[0], 0, 90)
    session, _ = reps.led(90, waits=False, own_pace=False)
    assert (session.index, session.remaining(90), session.phase.rep_at(session.elapsed(90))) == (1, 20, 1)
    paused, _ = waiting.pause(90)
    session, _ = paused.led(500, waits=False, own_pace=False)
    assert (session.status, session.remaining(999)) == (Status.PAUSED, 20)


def test_going_over_to_keys_changes_nothing_of_what_the_clock_leads() -> None:
    session = run_to(led(plan((PLANK, "1x30s"))).done(0)[0], 0, 10)
    changed, _ = session.led(10, waits=True, own_pace=True)
    assert (changed.remaining(10), changed.elapsed(10)) == (20, 10)
    ended = run_to(led(plan((PLANK, "1x5s"))), 0, 40)
    assert ended.led(40, waits=True, own_pace=True)[0].status is Status.ENDED


@pytest.mark.parametrize("waits", [True, False])
def test_a_pause_in_an_open_phase_keeps_its_time(waits: bool) -> None:
    session = led(plan((RESET, "once")), waits=waits)
    session = run_to(session.done(0)[0], 0, 100)
    paused, _ = session.pause(100)
    assert paused.elapsed(900) == 100
    again, _ = paused.begin(900)
    assert again.elapsed(910) == 110
    slept, events = again.tick(5000)
    assert [event.told for event in events] == [Told.GAP]
    assert (slept.index, slept.status) == (1, Status.PAUSED), "also where no clock leads, nothing is skipped"


def test_how_one_is_led_can_be_said_before_the_beginning() -> None:
    session, events = Session.of(plan((PLANK, "1x5s"))).led(50, waits=True, own_pace=False)
    assert events == []
    assert told(session.begin(90)[1]) == [("phase", 90, 0)]
    assert session.begin(90)[0].is_open
