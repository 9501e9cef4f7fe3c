"""What a run leaves in its record."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st
from tests.core.leading import run_to
from tests.core.making import BRIDGE, ID, PLANK, RESET, ROLLS, START, STRETCH, begun, plan, planned, timelines

from limberup.history.record import Hurt, Work, format_entry, parse_entry
from limberup.history.record_file import dump_record, parse_record
from limberup.person import CheckIn
from limberup.run import Run, decision_line
from limberup.safety.decision import Decision
from limberup.session import Session, Status
from limberup.timeline import PlannedStep, build_timeline
from limberup.tomlread import TomlFile

END = START + timedelta(minutes=5)


def run_of(session: Session) -> Run:
    """Return a run of a session."""
    return Run(ID, START, "After work", "after-work", session)


def lines(run: Run) -> list[str]:
    """Return the entries of a run's record as lines."""
    return [format_entry(entry) for entry in run.record(END).entries]


def test_a_session_to_its_end() -> None:
    session, _ = run_to(begun(plan((STRETCH, "1x9s each side"), (BRIDGE, "2x5"), (ROLLS, "1x3 each way"))), 0, 300)
    run = run_of(session)
    assert lines(run) == [
        "test/stretch: left 9s?, right 9s? of 1x9s each side",
        "test/bridge: 5?, 5? of 2x5",
        "test/rolls: back 3?, forth 3? of 1x3 each way",
    ]
    record = run.record(END)
    assert (record.id, record.started, record.ended, record.finished) == (ID, START, END, True)
    assert (record.routine, record.routine_id, record.state) == ("After work", "after-work", "FULL")
    assert record.with_unconfirmed(False).entries[0].work == ()


def test_what_was_left_out_is_part_of_the_truth() -> None:
    session, _ = run_to(begun(plan((PLANK, "2x20s"), (BRIDGE, "2x5"), (RESET, "once"))), 0, 30)
    session, _ = session.skip(30)
    session, _ = session.done(31)
    session, _ = session.end(32)
    assert lines(run_of(session)) == [
        "test/plank: 10s of 2x20s; cut short",
        "test/bridge: nothing of 2x5; skipped",
        "test/reset: nothing of once; skipped",
    ]
    assert not run_of(session).record(END).finished


def test_a_clock_set_back_leaves_the_time_that_was_needed() -> None:
    session, _ = run_to(begun(plan((PLANK, "1x20s"), (BRIDGE, "1x6 2s"))), 0, 300)
    record = run_of(session).record(START - timedelta(hours=1))
    assert (record.started, record.seconds) == (START, 20 + 6 * (2 + 4 / 3))
    session, _ = begun(plan((BRIDGE, "1x6"))).done(1)
    session, _ = session.done(1.5)
    assert run_of(session).record(START - timedelta(hours=1)).seconds == 0, "nothing was done in half a second"


def test_a_session_in_its_last_phase_is_not_over() -> None:
    session, _ = begun(plan((RESET, "once"))).done(1)
    assert not run_of(session).record(END).finished
    done, _ = session.done(2)
    assert run_of(done).record(END).finished
    assert lines(run_of(done)) == ["test/reset: 1 of once"]


def test_another_exercise_stands_in_its_place() -> None:
    session = begun(plan((PLANK, "1x20s"), (BRIDGE, "1x5")))
    step = PlannedStep(STRETCH, planned(STRETCH, "1x9s each side").dose, instead_of="test/plank")
    session, _ = session.swap(1, step)
    session, _ = run_to(session, 1, 120)
    run = run_of(session).with_mark(0, "swapped").with_mark(0, "swapped")
    assert lines(run) == [
        "test/plank: nothing of 1x20s; swapped",
        "test/stretch: left 9s?, right 9s? of 1x9s each side; instead of test/plank",
        "test/bridge: 5? of 1x5",
    ]


def test_pain_and_decisions() -> None:
    session, _ = begun(plan((PLANK, "1x20s"))).done(1)
    decision = Decision("L3", "STOP_EX", "That is enough.", "own", about="test/plank")
    run = run_of(session.end(2)[0]).with_mark(0, "stopped").with_decision(decision)
    run = Run(**{**{name: getattr(run, name) for name in Run.__slots__},
                 "hurts": ((0, Hurt(7, True)),), "check_in": CheckIn(START, 2, 4, 30)})  # fmt: skip
    record = run.record(END)
    assert lines(run) == ["test/plank: nothing of 1x20s; hurt 7 sharp; stopped"]
    assert (record.pain_at_rest, record.pain_moving, record.entries[0].amber) == (2, 4, True)
    assert record.decisions == (decision_line(decision),) == ("L3 STOP_EX test/plank: That is enough.",)


@given(timelines(), st.data())
def test_every_session_leaves_a_record_that_can_be_read(timeline: object, data: st.DataObject) -> None:
    session, now = begun(timeline), 0.0  # type: ignore[arg-type]
    for name in data.draw(
        st.lists(st.sampled_from(["tick", "done", "skip", "back", "more", "ease", "pause", "begin"]), max_size=25)
    ):
        now += data.draw(st.integers(0, 24)) / 8
        session, _ = getattr(session, name)(now)
    over = START + timedelta(seconds=now)
    assert run_of(session).record(over).ended == over, "it says no more than there was time for"
    record = run_of(session).record(END)
    assert parse_record(TomlFile(f"{ID}.toml", dump_record(record))) == record
    assert [entry.exercise for entry in record.entries] == [step.exercise.id for step in session.timeline.steps]
    assert sum(len(entry.work) for entry in record.entries) == len(session.sets)
    assert record.unconfirmed == len(session.unconfirmed)
    if record.finished:
        assert session.status is Status.ENDED
    for entry in record.entries:
        assert parse_entry(format_entry(entry)) == entry


def test_a_long_plan_is_told_in_its_order() -> None:
    timeline = build_timeline([planned(PLANK, "1x5s")] * 3)
    assert [entry.work for entry in run_of(begun(timeline)).record(END).entries] == [()] * 3
    assert run_of(run_to(begun(timeline), 0, 70)[0]).record(END).entries[2].work == (Work("", 0, 5, False),)
