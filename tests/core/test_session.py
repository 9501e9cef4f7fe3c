"""The running session, led by a virtual clock: what it tells when, and what each command does."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.core.leading import run_to
from tests.core.making import BREATHING, BRIDGE, DEAD_BUG, PLANK, RESET, ROLLS, STRETCH, begun, plan, planned, told

from limberup.exercise import Exercise
from limberup.session import Session, SetDone, Status, Told
from limberup.timeline import PhaseKind

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
        # Led, a repetition takes 2 + 2 + 2 s, and the number that stands there counts; but moved three times as fast
        # and held as long it takes 3 1/3 s, and sooner it can't be done.
        ("1x5 2s", BRIDGE, 0, None),
        ("1x5 2s", BRIDGE, 3.25, None),
        ("1x5 2s", BRIDGE, 3.375, (1, 2, False)),
        ("1x5 2s", BRIDGE, 16.75, (3, 2, False)),
        ("1x5 2s", BRIDGE, 23.875, (4, 2, False)),
        ("1x5 2s", BRIDGE, 24, (5, 2, True)),
        ("1x5 2s", BRIDGE, 30, (5, 2, True)),
        ("1x6", BRIDGE, 1, None),
        ("1x6", BRIDGE, 7.875, (2, 0, False)),
        ("1x6", BRIDGE, 8, (3, 0, False)),
        ("1x6", BRIDGE, 20, (6, 0, True)),
        # A long hold leaves nothing that could be faster.
        ("1x2 20s", BRIDGE, 42, (1, 20, False)),
        ("1x2 20s", BRIDGE, 42.75, (2, 20, True)),
        # Where the sides take turns, each of theirs is a repetition.
        ("1x2 each side", DEAD_BUG, 1, None),
        ("1x2 each side", DEAD_BUG, 4.125, (2, 0, False)),
        ("1x2 each side", DEAD_BUG, 12, (4, 0, True)),
        ("1x3 each way", ROLLS, 1, None),
        ("1x3 each way", ROLLS, 4, (2, 0, False)),
        ("1x3", BREATHING, 3.25, None),
        ("1x3", BREATHING, 6.75, (1, 0, False)),
        ("1x3", BREATHING, 20, (3, 0, True)),
        ("once", RESET, 1, (0, 0, True)),
    ],
)
def test_done_by_key(dose: str, of: Exercise, at: float, done: tuple[int, float, bool] | None) -> None:
    session, _ = run_to(at_work(dose, of), 0, max(0, at - 0.25))
    session, _ = session.done(at)
    assert session.index == 2
    assert session.skipped == frozenset(), "what was ended early was not left out"
    assert [(one.reps, one.hold, one.complete) for one in session.sets.values()] == ([done] if done else [])


@pytest.mark.parametrize(
    ("dose", "of", "at", "had"),
    [
        ("1x6", BRIDGE, 7.875, False),
        ("1x6", BRIDGE, 8, True),
        ("1x5 2s", BRIDGE, 16.625, False),
        ("1x5 2s", BRIDGE, 16.75, True),
        ("1x30s", PLANK, 29, False),
    ],
)
def test_who_was_faster_than_led_may_say_so_where_there_was_time(dose: str, of: Exercise, at: float, had: bool) -> None:
    session, _ = run_to(at_work(dose, of), 0, max(0, at - 0.25))
    assert session.had_time(at) is had
    ended, _ = session.done(at)
    if had:
        (done,) = ended.whole(1).sets.values()
        assert (done.reps, done.complete) == (session.phase.reps, True)


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
    again, _ = run_to(resting.back(31)[0], 31, 61)
    assert again.sets[1] == SetDone(1, 0, 1, "", 0, 30, True, False), "done again: replaced"
    assert begun(plan((PLANK, "1x9s"))).back(1)[0].index == 0


@pytest.mark.parametrize("command", ["done", "skip", "end"])
@pytest.mark.parametrize(
    ("dose", "of", "first", "again", "kept"),
    [
        ("2x30s rest 10s", PLANK, 30, 10, (0, 30, True)),
        ("2x30s rest 10s", PLANK, 12, 20, (0, 20, False)),
        ("2x5 2s rest 10s", BRIDGE, 30, 1, (5, 2, True)),
        ("2x5 2s rest 10s", BRIDGE, 30, 8, (5, 2, True)),
        ("2x5 2s rest 10s", BRIDGE, 7, 7, (2, 2, False)),
    ],
)
def test_a_set_done_again_in_part_takes_nothing_from_what_was_done(
    command: str, dose: str, of: Exercise, first: float, again: float, kept: tuple[int, float, bool]
) -> None:
    session, _ = run_to(at_work(dose, of), 0, first)
    session, _ = session.done(first)
    session, _ = session.back(first)
    assert session.index == 1
    session, _ = run_to(session, first, first + again)
    session, _ = getattr(session, command)(first + again)
    (done,) = session.sets.values()
    assert (done.reps, done.hold, done.complete, done.confirmed) == (*kept, True)


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
    # Counted as one exercise of the session, wherever `back` leads.
    places = session.timeline.places
    assert (places[0], places[2], max(places.values())) == (1, 1, len(session.timeline.steps) - 1)
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
