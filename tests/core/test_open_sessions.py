"""Sessions under way on disk: what a cut line leaves goes on at the same second."""

from __future__ import annotations

import os
import re
import socket
import stat
import subprocess
import sys
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.core.leading import run_to
from tests.core.making import (
    BREATHING,
    BRIDGE,
    DEAD_BUG,
    ID,
    PLANK,
    RESET,
    ROLLS,
    START,
    STRETCH,
    begun,
    plan,
    planned,
    timelines,
)

from limberup.catalog import Catalog, Pack
from limberup.history.alive import LifeSign, sweep
from limberup.history.open_sessions import Left, OpenSessions, TakenOver, new_id
from limberup.history.record import Hurt
from limberup.person import CheckIn
from limberup.problem import LimberupError
from limberup.run import Run
from limberup.session import Session, Status
from limberup.timeline import PlannedStep, Timeline

CATALOG = Catalog((Pack("test", "Test", exercises=(BRIDGE, BREATHING, DEAD_BUG, PLANK, RESET, ROLLS, STRETCH)),))
LATER = START + timedelta(seconds=30)


def run_of(session: Session | None = None, **changes: object) -> Run:
    """Return a run, of a session in its first hold unless another is given."""
    if session is None:
        session, _ = run_to(begun(plan((STRETCH, "2x30s each side"), (BRIDGE, "1x5"), first_side="right")), 0, 31)
    run = Run(ID, START, "After work", "after-work", session)
    return replace(run, **changes)  # type: ignore[arg-type]


def only(found: list[Left]) -> Left:
    """Return the one session that was left."""
    (left,) = found
    return left


def at_rest(session: Session, now: float) -> Session:
    """Return a session as a file keeps it: paused, with nothing of its clock."""
    status = Status.ENDED if session.status is Status.ENDED else Status.PAUSED
    return replace(session, status=status, left=session.remaining(now), ends=0.0, last=None)


COMMANDS = ["tick", "tick", "tick", "done", "skip", "back", "more", "ease", "pause", "begin", "swap"]


@given(timelines(), st.data())
def test_the_same_session_at_the_same_second(
    tmp_path_factory: pytest.TempPathFactory, timeline: Timeline, data: st.DataObject
) -> None:
    session, now = begun(timeline, 1000.0), 1000.0
    for name in data.draw(st.lists(st.sampled_from(COMMANDS), max_size=25)):
        now += data.draw(st.integers(0, 24)) / 8
        if name == "swap":
            session, _ = session.swap(
                now, PlannedStep(ROLLS, planned(ROLLS, "1x3 each way").dose, "slowly", "test/plank")
            )
        else:
            session, _ = getattr(session, name)(now)
    run = run_of(
        session,
        state="STEADY",
        check_in=data.draw(
            st.none()
            | st.builds(CheckIn, st.just(START), st.integers(0, 10), st.integers(0, 10), st.none() | st.just(40))
        ),
        decisions=("G6 STEADY: Pain is up.",),
        hurts=((0, Hurt(7, True, "down")), (0, Hurt(3))),
        marks=((0, "eased"), (0, "stopped")),
    )
    folder = tmp_path_factory.mktemp("open")
    OpenSessions(folder).save(run, now, LATER, over=session.status is Status.ENDED)
    left = only(OpenSessions(folder).left(CATALOG))
    assert left.problem is None
    assert left.run == replace(run, session=at_rest(session, now))
    assert (left.saved, left.host, left.pid, left.over) == (
        LATER,
        socket.gethostname(),
        os.getpid(),
        session.status is Status.ENDED,
    )
    if left.run.session.status is Status.PAUSED:
        again, _ = left.run.session.begin(5.0)
        assert again.remaining(5.0) == session.remaining(now)
        assert again.index == session.index


@pytest.mark.parametrize("dose", ["20x200 7200s tempo 30-30", "1x7200s", "1x1s", "once", "3x7 tempo 1-3 rest 0s"])
def test_the_longest_and_the_shortest_phase(tmp_path: Path, dose: str) -> None:
    run = run_of(begun(plan((BRIDGE, dose))))
    OpenSessions(tmp_path).save(run, 0, LATER)
    left = only(OpenSessions(tmp_path).left(CATALOG))
    assert left.run
    assert left.run.session.timeline == run.session.timeline


def test_times_of_any_zone(tmp_path: Path) -> None:
    odd = START.astimezone(timezone(timedelta(seconds=3208)))
    OpenSessions(tmp_path).save(run_of(started=odd, check_in=CheckIn(odd, 1, 2)), 31, odd)
    left = only(OpenSessions(tmp_path).left(CATALOG))
    assert left.run
    assert (left.run.started, left.saved) == (START, START)


def test_private_and_whole(tmp_path: Path) -> None:
    old = os.umask(0)
    try:
        OpenSessions(tmp_path / "open").save(run_of(), 31, LATER)
    finally:
        os.umask(old)
    path = tmp_path / "open" / f"{ID}.toml"
    sign, lock, file = sorted(path.parent.iterdir())
    assert re.fullmatch(r"\.[0-9a-f]{16}\.alive", sign.name)
    assert (lock.name, file) == (".lock", path)
    modes = [stat.S_IMODE(one.stat().st_mode) for one in (path.parent, sign, lock, file)]
    assert modes == [0o700, 0o600, 0o600, 0o600]


# Two processes


def test_a_session_belongs_to_who_claimed_it_last(tmp_path: Path) -> None:
    old, new = OpenSessions(tmp_path), OpenSessions(tmp_path)
    run = run_of()
    old.save(run, 31, LATER)
    assert old.left(CATALOG) == [], "one's own session is none that was left"
    with pytest.raises(TakenOver):
        new.save(run, 31, LATER)
    left = only(new.left(CATALOG))
    assert left.run
    new.save(left.run, 0, LATER, claim=True)
    text = new.path(ID).read_text()
    with pytest.raises(TakenOver):
        old.save(run, 40, LATER)
    with pytest.raises(TakenOver):
        old.close(run)
    assert new.path(ID).read_text() == text
    assert only(old.left(CATALOG)).run == left.run
    new.save(left.run, 0, LATER)
    new.close(run)
    assert not new.path(ID).exists()


def test_what_another_has_finished_is_not_written_again(tmp_path: Path) -> None:
    old, new = OpenSessions(tmp_path), OpenSessions(tmp_path)
    old.save(run_of(), 31, LATER)
    new.save(run_of(), 31, LATER, claim=True)
    new.close(run_of())
    with pytest.raises(TakenOver):
        old.save(run_of(), 40, LATER)
    old.close(run_of())
    assert old.left(CATALOG) == new.left(CATALOG) == []


def test_a_closed_session_may_be_written_again_by_who_closed_it(tmp_path: Path) -> None:
    store = OpenSessions(tmp_path)
    store.save(run_of(), 31, LATER)
    store.close(run_of())
    store.save(run_of(), 31, LATER)
    assert only(OpenSessions(tmp_path).left(CATALOG)).run


def test_over_and_discarded(tmp_path: Path) -> None:
    session, _ = run_of().session.end(31)
    OpenSessions(tmp_path).save(run_of(session), 31, LATER, over=True)
    store = OpenSessions(tmp_path)
    left = only(store.left(CATALOG))
    assert left.over
    assert left.run
    assert left.run.session.status is Status.ENDED
    assert left.run.session.begin(3) == (left.run.session, [])
    assert left.run.record(LATER) == run_of(session).record(LATER)
    store.discard(left)
    assert store.left(CATALOG) == []


def test_several_newest_first(tmp_path: Path) -> None:
    made = [new_id(START + timedelta(days=day)) for day in range(4)]
    for id_ in made:
        OpenSessions(tmp_path).save(run_of(id=id_), 31, LATER)
    assert [left.run and left.run.id for left in OpenSessions(tmp_path).left(CATALOG)] == made[::-1]


LEADS = """
import sys
from pathlib import Path
from limberup.history.alive import LifeSign
sign = LifeSign(Path(sys.argv[1]))
sign.show(sys.argv[2])
print("shown", flush=True)
input()
sign.end()
"""


@pytest.mark.parametrize("killed", [True, False])
def test_whether_the_other_process_lives(tmp_path: Path, killed: bool) -> None:
    owner = "0123456789abcdef"
    left = Left(tmp_path / f"{ID}.toml", None, owner=owner)
    assert not left.alive_here
    command = [sys.executable, "-c", LEADS, str(tmp_path), owner]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdin
        assert other.stdout
        other.stdout.readline()
        assert left.alive_here
        assert not replace(left, owner="fedcba9876543210").alive_here
        sweep(tmp_path)
        assert left.alive_here, "the sign of one who lives is not swept away"
        if killed:
            other.kill()
        else:
            other.stdin.write(b"\n")
            other.stdin.close()
        other.wait()
    assert not left.alive_here
    assert len(list(tmp_path.iterdir())) == killed
    sweep(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_who_leads_a_session_lives_until_it_is_over_or_taken(tmp_path: Path) -> None:
    old, new, onlooker = OpenSessions(tmp_path), OpenSessions(tmp_path), OpenSessions(tmp_path)
    old.save(run_of(), 31, LATER)
    left = only(onlooker.left(CATALOG))
    assert left.alive_here
    assert left.run
    new.save(left.run, 0, LATER, claim=True)
    assert left.alive_here, "it has not been told yet that another goes on"
    with pytest.raises(TakenOver):
        old.save(run_of(), 40, LATER)
    assert not left.alive_here
    taken = only(onlooker.left(CATALOG))
    assert taken.alive_here
    new.release(left.run, 0, LATER)
    assert not taken.alive_here
    assert not only(onlooker.left(CATALOG)).alive_here
    assert sorted(path.name for path in tmp_path.iterdir()) == [".lock", f"{ID}.toml"]


def test_a_session_is_read_again_before_it_is_taken(tmp_path: Path) -> None:
    old, new = OpenSessions(tmp_path), OpenSessions(tmp_path)
    run = run_of()
    old.save(run, 31, LATER)
    left = only(new.left(CATALOG))
    later, _ = run_to(run.session, 31, 62)
    old.save(replace(run, session=later), 62, LATER + timedelta(seconds=31))
    again = new.again(left, CATALOG)
    assert again
    assert again.run
    assert again.run.session.sets == later.sets != run.session.sets
    assert again.saved == LATER + timedelta(seconds=31)
    old.close(run)
    assert new.again(left, CATALOG) is None


@pytest.mark.parametrize("owner", ["", "../../../../x", "0123456789ABCDEF", "0123456789abcdef\n"])
def test_an_owner_that_can_be_none_lives_nowhere(tmp_path: Path, owner: str) -> None:
    folder = tmp_path / "open"
    folder.mkdir()
    sign = LifeSign(folder)
    sign.show("0123456789abcdef")
    assert not Left(folder / f"{ID}.toml", None, owner=owner).alive_here


def test_ids() -> None:
    moment = datetime(2026, 1, 1, 0, 30, tzinfo=timezone(timedelta(hours=2)))
    assert re.fullmatch(r"20251231T223000Z-[0-9a-f]{8}", new_id(moment))
    assert len({new_id(moment) for _ in range(50)}) == 50


# Files that are not right


def saved(tmp_path: Path) -> str:
    """Write a session that was left, and return its text."""
    run = run_of(hurts=((0, Hurt(7)),), marks=((0, "eased"),), check_in=CheckIn(START, 1, 2))
    OpenSessions(tmp_path).save(run, 31, LATER)
    return (tmp_path / f"{ID}.toml").read_text()


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("schema = 1", "schema = 2"),
        ("index = 1", "index = 99"),
        ("index = 1", "index = -1"),
        (f'id = "{ID}"', 'id = "../../x"'),
        ("started = 2026-11-21 08:30:00+01:00", "started = 2026-11-21 08:30:00"),
        ("check_in_at = 2026-11-21 08:30:00+01:00", "check_in_at = 2026-11-21 08:30:00"),
        ('state = "FULL"', 'state = "HAPPY"'),
        ('first_side = "right"', 'first_side = "top"'),
        ("pain_at_rest = 1", "pain_at_rest = 11"),
        ('"hold 0 1 30 0 0 30 0 right"', '"hold 0 1 nan 0 0 30 0 right"'),
        ('"hold 0 1 30 0 0 30 0 right"', '"hold 0 1 inf 0 0 30 0 right"'),
        ('"hold 0 1 30 0 0 30 0 right"', '"hold 0 1 0 0 0 30 0 right"'),
        ('"hold 0 1 30 0 0 30 0 right"', '"hold 9 1 30 0 0 30 0 right"'),
        ('"hold 0 1 30 0 0 30 0 right"', '"hold 0 1"'),
        ('"hold 0 1 30 0 0 30 0 right"', '"dance 0 1 30 0 0 30 0 right"'),
        ('"reps 1 1 20 5 2 0 2"', '"reps 1 1 20 5 nan 0 2"'),
        ('"reps 1 1 20 5 2 0 2"', '"reps 1 1 20 5 0 0 0"'),
        ('"reps 1 1 20 5 2 0 2"', '"reps 1 1 20 999999999 2 0 2"'),
        ("sets = []", 'sets = ["-1 5 0 whole sure"]'),
        ("sets = []", 'sets = ["1 5 nan whole sure"]'),
        ("sets = []", 'sets = ["99 5 0 whole sure"]'),
        ("sets = []", 'sets = ["1"]'),
        ("skipped = []", "skipped = [7]"),
        ('"7",', '"700",'),
        ('"eased",', '"eased", "more",'),
        ("added = 0.0", "added = inf"),
        ("added = 0.0", "added = nan"),
        ("added = 0.0", "added = -5"),
        ('"2x30s each side"', '"2x30"" '),
        ('"2x30s each side"', '"as much as you like"'),
        ('"test/stretch"', '"test/gone"'),
        ("pid = ", "pid = 99999999999999999999"),
    ],
)
def test_a_file_that_is_not_right_is_named(tmp_path: Path, was: str, now: str) -> None:
    text = saved(tmp_path)
    assert was in text, text
    (tmp_path / f"{ID}.toml").write_text(text.replace(was, now, 1))
    left = only(OpenSessions(tmp_path).left(CATALOG))
    assert left.run is None
    assert left.problem
    assert left.problem.file == str(tmp_path / f"{ID}.toml")
    assert left.problem.what


def test_rubbish_of_every_sort_is_named(tmp_path: Path) -> None:
    store = OpenSessions(tmp_path)
    for number, raw in enumerate([b"", b"\x00\xff", b"x = 1", b"owner = 3\n", b"[" * 3000]):
        (tmp_path / f"{number}.toml").write_bytes(raw)
    (tmp_path / "folder.toml").mkdir()
    os.mkfifo(tmp_path / "fifo.toml")
    (tmp_path / "loop.toml").symlink_to("loop.toml")
    found = store.left(CATALOG)
    assert len(found) == 8
    assert all(left.run is None and left.problem for left in found)
    (tmp_path / f"{ID}.toml").write_bytes(b"\x00")
    store.save(run_of(), 31, LATER)
    assert b"owner" in store.path(ID).read_bytes(), "a damaged file belongs to nobody"
    (tmp_path / "loop.toml").unlink()
    store.discard(only([left for left in found if left.path.name == "0.toml"]))
    with pytest.raises(LimberupError, match="cannot be removed"):
        store.discard(only([left for left in found if left.path.name == "folder.toml"]))


@given(st.data())
def test_any_damage_gives_a_problem_or_a_session(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    folder = tmp_path_factory.mktemp("open")
    text = saved(folder)
    place = data.draw(st.integers(0, len(text) - 1))
    width = data.draw(st.integers(0, 12))
    junk = data.draw(st.text("0123456789-.\"'[]= nainfx\n", max_size=6))
    (folder / f"{ID}.toml").write_text(text[:place] + junk + text[place + width :])
    left = only(OpenSessions(folder).left(CATALOG))
    assert (left.run is None) == (left.problem is not None)
    if left.run:
        run_to(left.run.session.begin(0)[0], 0, 200)
        left.run.record(LATER)


def test_no_folder_and_no_place(tmp_path: Path) -> None:
    assert OpenSessions(tmp_path / "gone").left(CATALOG) == []
    (tmp_path / "file").touch()
    assert OpenSessions(tmp_path / "file").left(CATALOG) == []
    with pytest.raises(LimberupError, match="is a file, and limberup needs a folder there"):
        OpenSessions(tmp_path / "file").save(run_of(), 31, LATER)
