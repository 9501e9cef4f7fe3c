"""Deleting, taking back, setting aside, and what a newer limberup wrote."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from tests.core.past import BIRD_DOG, BRIDGE

from limberup.history.record import Record, format_entry, parse_entry
from limberup.history.record_file import SCHEMA, dump_record
from limberup.history.store import DAMAGED, DELETED, History
from limberup.problem import LimberupError

IDS = [f"2026112{day}T073000Z-0000000{day}" for day in range(1, 5)]


def record(id_: str = IDS[0], **changes: object) -> Record:
    """Return a record of a session that began when its id says."""
    started = datetime.strptime(id_[:16], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
    made = Record(id_, started, started + timedelta(minutes=9), "After work", "after-work")
    return replace(made, **changes)  # type: ignore[arg-type]


def names(folder: Path) -> list[str]:
    """Return what is in a folder."""
    return sorted(path.name for path in folder.iterdir())


def spoil_with(make: Callable[[Path], object]) -> Callable[[Path], None]:
    """Return what puts something else in the place of a file."""

    def spoil(path: Path) -> None:
        path.unlink()
        make(path)

    return spoil


def older(path: Path, seconds: float) -> None:
    """Let a file be older than it is."""
    found = path.stat()
    os.utime(path, ns=(found.st_atime_ns, found.st_mtime_ns - int(seconds * 1e9)))


class TestDeleting:
    def test_to_and_fro(self, tmp_path: Path) -> None:
        history = History(tmp_path)
        text = history.save(record()).read_text()
        history.delete(IDS[0])
        assert (history.ids(), history.deleted()) == ([], [record()])
        assert (tmp_path / DELETED / f"{IDS[0]}.toml").read_text() == text
        with pytest.raises(LimberupError, match="there is no such file"):
            history.load(IDS[0])
        assert history.undelete(IDS[0]) == record()
        assert (history.ids(), history.deleted()) == ([IDS[0]], [])
        assert history.path(IDS[0]).read_text() == text

    def test_the_newest_deleted_comes_first(self, tmp_path: Path) -> None:
        history = History(tmp_path)
        for seconds, id_ in enumerate((IDS[1], IDS[2], IDS[0])):
            history.save(record(id_))
            history.delete(id_)
            older(tmp_path / DELETED / f"{id_}.toml", 10 * (3 - seconds))
        assert [one.id for one in history.deleted()] == [IDS[0], IDS[2], IDS[1]]

    def test_one_that_was_deleted_twice_is_kept_twice(self, tmp_path: Path) -> None:
        history = History(tmp_path)
        for effort in (3, 4):
            history.save(record(effort=effort))
            history.delete(IDS[0])
            older(tmp_path / DELETED / f"{IDS[0]}.toml", 10)
        assert [one.effort for one in history.deleted()] == [4, 3]
        assert {one.id for one in history.deleted()} == {IDS[0]}
        assert history.undelete(IDS[0]).effort == 4
        history.save(record(effort=5))
        with pytest.raises(LimberupError, match="stands where the deleted session would go"):
            history.undelete(IDS[0])
        assert history.load(IDS[0]).effort == 5
        assert [one.effort for one in history.deleted()] == [3]

    def test_what_is_not_there(self, tmp_path: Path) -> None:
        history = History(tmp_path / "history")
        history.delete(IDS[0])
        assert not (tmp_path / "history").exists()
        with pytest.raises(LimberupError, match="there is no deleted session"):
            history.undelete(IDS[0])
        for use in (history.delete, history.undelete):
            with pytest.raises(LimberupError, match="there is no session"):
                use("../../x")

    def test_a_damaged_one_can_be_deleted_and_is_never_lost(self, tmp_path: Path) -> None:
        history = History(tmp_path)
        history.save(record()).write_text("nonsense")
        history.delete(IDS[0])
        assert history.newest() == ([], [])
        assert history.deleted() == []
        with pytest.raises(LimberupError, match="is not TOML"):
            history.undelete(IDS[0])
        assert (tmp_path / DELETED / f"{IDS[0]}.toml").read_text() == "nonsense"

    def test_a_link_goes_and_what_it_leads_to_stays(self, tmp_path: Path) -> None:
        (tmp_path / "other").write_text("mine")
        history = History(tmp_path / "history")
        path = history.path(IDS[0])
        path.parent.mkdir(parents=True)
        path.symlink_to(tmp_path / "other")
        history.delete(IDS[0])
        assert not os.path.lexists(path)
        assert (tmp_path / "other").read_text() == "mine"


class TestDamage:
    @pytest.mark.parametrize(
        "spoil",
        [
            spoil_with(lambda path: path.write_text("nonsense")),
            spoil_with(lambda path: path.symlink_to("/dev/zero")),
            spoil_with(os.mkfifo),
            spoil_with(Path.mkdir),
        ],
    )
    def test_saving_over_it_sets_it_aside(self, tmp_path: Path, spoil: Callable[[Path], object]) -> None:
        history = History(tmp_path)
        path = history.save(record())
        spoil(path)
        kind = path.lstat().st_mode
        history.save(record(note="new"))
        assert history.load(IDS[0]) == record(note="new")
        assert (tmp_path / DAMAGED / path.name).lstat().st_mode == kind

    def test_nothing_that_was_set_aside_is_overwritten(self, tmp_path: Path) -> None:
        history = History(tmp_path)
        for text in ("one", "two", "three"):
            path = history.save(record())
            path.write_text(text)
            history.set_aside(path)
        assert {path.name: path.read_text() for path in (tmp_path / DAMAGED).iterdir()} == {
            f"{IDS[0]}.toml": "one",
            f"{IDS[0]}.2.toml": "two",
            f"{IDS[0]}.3.toml": "three",
        }


NEWER = f"""\
schema = {SCHEMA + 1}
started = 2026-11-21T08:30:00+01:00
ended = 2026-11-21T08:42:00+01:00
routine = "After work"
pain_at_rest = 3
pain_moving = 11
effort = "much"
mood = 4
done = '''
glutes/glute-bridge: 10 x2 of 2x10; hurt 5; eased
glutes/clamshell: 10 in the new way
core-stability/bird-dog: left, right of 1x8 each side
'''
decisions = '''
P3 hold 1, 2: Bridge; Bird-dog ... stays.
'''
goals = {{ "put on my socks" = 7, "walk" = "well" }}
"""


class TestNewer:
    def test_it_is_shown_as_far_as_it_can_be_read(self, tmp_path: Path) -> None:
        history = History(tmp_path, tmp_path / "cache")
        path = history.path(IDS[0])
        path.parent.mkdir()
        path.write_text(NEWER)
        for _ in range(2):
            reading = history.read()
            (found,) = reading.records
            assert (reading.problems, found.newer, found.id) == ((), True, IDS[0])
            assert found.started.isoformat() == "2026-11-21T08:30:00+01:00"
            assert (found.pain_at_rest, found.pain_moving, found.effort, found.goals) == (
                3,
                None,
                None,
                (("put on my socks", 7),),
            )
            assert [entry.exercise for entry in found.entries] == [BRIDGE, BIRD_DOG]
            assert format_entry(found.entries[0]) == "glutes/glute-bridge: 10, 10 of 2x10; hurt 5; eased"
            assert found.decisions == (f"P3 hold {BRIDGE}: Bridge stays.", f"P3 hold {BIRD_DOG}: Bird-dog stays.")
            assert found.is_session, "so that the rules see it"

    def test_it_is_never_written(self, tmp_path: Path) -> None:
        history = History(tmp_path)
        path = history.path(IDS[0])
        path.parent.mkdir()
        path.write_text(NEWER)
        for made in (history.load(IDS[0]), record(), replace(history.load(IDS[0]), newer=False)):
            with pytest.raises(LimberupError, match=r"written by a newer limberup.*Update limberup"):
                history.save(made)
        assert path.read_text() == NEWER
        path.unlink()
        with pytest.raises(LimberupError, match="written by a newer limberup"):
            history.save(replace(record(), newer=True))
        assert not path.exists()

    def test_it_can_be_deleted_and_taken_back_as_it_is(self, tmp_path: Path) -> None:
        history = History(tmp_path)
        path = history.path(IDS[0])
        path.parent.mkdir()
        path.write_text(NEWER)
        history.delete(IDS[0])
        assert [one.newer for one in history.deleted()] == [True]
        history.undelete(IDS[0])
        assert path.read_text() == NEWER

    @pytest.mark.parametrize(
        "text", ["schema = 99", 'schema = 99\nstarted = "soon"\ndone = 3\ndecisions = [1]\ngoals = 1']
    )
    def test_the_name_tells_when_where_nothing_else_does(self, tmp_path: Path, text: str) -> None:
        history = History(tmp_path)
        path = history.path(IDS[0])
        path.parent.mkdir()
        path.write_text(text)
        found = history.load(IDS[0])
        assert found.started == found.ended == datetime(2026, 11, 21, 7, 30, tzinfo=UTC)
        assert (found.entries, found.decisions, found.goals, found.newer) == ((), (), (), True)

    def test_a_number_of_any_size(self, tmp_path: Path) -> None:
        history = History(tmp_path)
        text = dump_record(record())
        path = history.path(IDS[0])
        path.parent.mkdir()
        path.write_text(text.replace(f"schema = {SCHEMA}", f"schema = {2**63 - 1}"))
        assert history.load(IDS[0]) == replace(record(), newer=True)
        path.write_text(text.replace(f"schema = {SCHEMA}", "schema = true"))
        with pytest.raises(LimberupError, match="must be a whole number"):
            history.load(IDS[0])


def test_where_a_session_came_from_is_kept(tmp_path: Path) -> None:
    history = History(tmp_path)
    entry = parse_entry("glutes/glute-bridge: 10 of 1x10")
    path = history.save(record(origin="by hand", entries=(entry,)))
    assert 'origin = "by hand"\n' in path.read_text()
    assert history.load(IDS[0]).origin == "by hand"
