"""What a file of a session under way may say at the most, and who of several may let go of what."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from tests.core.making import ID, START
from tests.core.test_open_sessions import CATALOG, LATER, only, run_of, saved

from limberup.history.alive import lives
from limberup.history.open_sessions import OpenSessions, new_id

REPS = '"reps 1 1 20 5 2 0 2"'
HOLD = '"hold 0 1 30 0 0 30 0 right"'
SETS = "sets = []"


@pytest.mark.parametrize(
    ("was", "now", "good"),
    [
        (REPS, '"reps 1 1 1600 400 2 0 2"', True),
        (REPS, '"reps 1 1 1604 401 2 0 2"', False),
        (REPS, '"reps 1 20 20 5 2 0 2"', True),
        (REPS, '"reps 1 21 20 5 2 0 2"', False),
        (REPS, '"reps 1 0 20 5 2 0 2"', False),
        (HOLD, '"hold 0 1 4000000 0 0 30 0 right"', True),
        (HOLD, '"hold 0 1 4000001 0 0 30 0 right"', False),
        (HOLD, '"hold 0 1 30 0 0 4000001 0 right"', False),
        (HOLD, '"hold 0 1 30 0 0 -1 0 right"', False),
        (SETS, 'sets = ["1 400 0 whole sure"]', True),
        (SETS, 'sets = ["1 401 0 whole sure"]', False),
        (SETS, 'sets = ["1 -1 0 whole sure"]', False),
        (SETS, 'sets = ["1 0 -1 part sure"]', False),
        ('"7",', '"10",', True),
        ('"7",', '"11",', False),
        ('"7",', '"-1",', False),
        ("added = 0.0", "added = 4000000.0", True),
        ("added = 0.0", "added = 4000001.0", False),
    ],
)
def test_the_most_and_the_least_that_can_be(tmp_path: Path, was: str, now: str, good: bool) -> None:
    text = saved(tmp_path)
    assert was in text, text
    (tmp_path / f"{ID}.toml").write_text(text.replace(was, now, 1))
    left = only(OpenSessions(tmp_path).left(CATALOG))
    assert (left.run is not None, left.problem is None) == (good, good)


@pytest.mark.parametrize("left", [-5.0, 1e9])
def test_no_more_is_left_of_a_phase_than_it_has(tmp_path: Path, left: float) -> None:
    text = saved(tmp_path)
    lines = [f"left = {left}" if line.startswith("left = ") else line for line in text.split("\n")]
    (tmp_path / f"{ID}.toml").write_text("\n".join(lines))
    found = only(OpenSessions(tmp_path).left(CATALOG))
    assert found.run
    session = found.run.session
    assert session.left == (0 if left < 0 else session.timeline.phases[session.index].seconds)


def test_a_file_under_the_name_of_another_session_is_none(tmp_path: Path) -> None:
    saved(tmp_path)
    (tmp_path / f"{ID}.toml").rename(tmp_path / f"{new_id(LATER)}.toml")
    left = only(OpenSessions(tmp_path).left(CATALOG))
    assert left.run is None
    assert left.problem
    assert left.problem.what == "is not the one in the file's name"


@pytest.mark.parametrize(
    "id_", ["20261399T000000Z-00000000", "\u0662\u0660\u0662\u0666\u0661\u0661\u0662\u0661T073000Z-0123abcd"]
)
def test_a_file_under_a_name_that_is_no_moment_is_none(tmp_path: Path, id_: str) -> None:
    text = saved(tmp_path)
    (tmp_path / f"{ID}.toml").unlink()
    (tmp_path / f"{id_}.toml").write_text(text.replace(ID, id_), "utf-8")
    left = only(OpenSessions(tmp_path).left(CATALOG))
    assert left.run is None
    assert left.problem


def test_who_leads_two_lives_until_the_second_is_over(tmp_path: Path) -> None:
    leads, onlooker = OpenSessions(tmp_path), OpenSessions(tmp_path)
    first, second = run_of(), run_of(id=new_id(START + timedelta(days=1)))
    leads.save(first, 31, LATER)
    leads.save(second, 31, LATER)
    leads.close(first)
    left = only(onlooker.left(CATALOG))
    assert left.alive_here
    leads.close(second)
    assert not left.alive_here


def test_who_asks_is_no_sign_of_life_to_another_who_asks(tmp_path: Path) -> None:
    fcntl = pytest.importorskip("fcntl")
    owner = "0123456789abcdef"
    with (tmp_path / f".{owner}.alive").open("w") as asks:
        fcntl.flock(asks, fcntl.LOCK_SH)
        assert not lives(tmp_path, owner)
        fcntl.flock(asks, fcntl.LOCK_EX)
        assert lives(tmp_path, owner)


def test_what_is_not_to_be_kept_is_dropped(tmp_path: Path) -> None:
    store = OpenSessions(tmp_path)
    store.save(run_of(), 31, LATER)
    store.drop(run_of())
    assert not store.path(ID).exists()
    assert OpenSessions(tmp_path).left(CATALOG) == []


def test_what_another_goes_on_with_is_not_dropped(tmp_path: Path) -> None:
    old, new = OpenSessions(tmp_path), OpenSessions(tmp_path)
    old.save(run_of(), 31, LATER)
    left = only(new.left(CATALOG))
    assert left.run
    new.save(replace(left.run, marks=((0, "eased"),)), 0, LATER, claim=True)
    old.drop(run_of())
    found = only(old.left(CATALOG))
    assert found.run
    assert found.run.marks == ((0, "eased"),)
