"""What is wrong in a history folder is found, explained and put right, and nothing gets lost over it."""

from __future__ import annotations

import os
import stat
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from limberup.history.damage import WRITING, Finding, Kind, find_damage, mend, set_aside
from limberup.history.record import Record, parse_entry
from limberup.history.record_file import SCHEMA, dump_record
from limberup.history.store import DAMAGED, History
from limberup.paths import find_home
from limberup.problem import LimberupError

IDS = [f"202611{day:02}T073000Z-000000{day:02}" for day in range(1, 21)]


def record(id_: str = IDS[0], **changes: object) -> Record:
    """Return a record of a session that began when its id says."""
    started = datetime.strptime(id_[:16], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
    made = Record(id_, started, started + timedelta(minutes=9), "After work", "after-work")
    return replace(made, **changes)  # type: ignore[arg-type]


def told(found: list[Finding]) -> set[tuple[str, str, str]]:
    """Return what was found: the file's name, the kind, and what is wrong."""
    return {(one.path.name, one.kind.value, one.problem.what) for one in found}


def everything(folder: Path) -> dict[str, bytes]:
    """Return all plain files below a folder."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and not path.is_symlink()
    }


def test_a_history_in_order(tmp_path: Path) -> None:
    history = History(tmp_path)
    history.save(record())
    history.save(record(IDS[1]))
    history.delete(IDS[1])
    assert find_damage(history) == []
    assert find_damage(History(tmp_path / "none")) == []


@pytest.fixture
def littered(tmp_path: Path) -> History:
    """Return a history with one good record among all that can be wrong."""
    history = History(tmp_path / "history")
    text = history.save(record(IDS[0], entries=(parse_entry("a/b: 1 of 1x5"),))).read_text()
    year = history.path(IDS[0]).parent
    bad = [year / f"{id_}.toml" for id_ in IDS[1:12]]
    bad[0].write_text("")
    bad[1].write_bytes(bytes(range(256)))
    os.mkfifo(bad[2])
    bad[3].symlink_to("/dev/zero")
    bad[4].mkdir()
    (bad[4] / "inside").write_text("mine")
    with bad[5].open("wb") as stream:
        stream.truncate(1_000_001)
    bad[6].write_text(text.replace("end = true\n", ""))
    bad[7].write_text(text.replace("2026-11-01T07:39:00", "2026-11-01T07:29:00"))
    bad[8].write_text(text.replace(f"schema = {SCHEMA}", f"schema = {SCHEMA + 1}"))
    bad[9].write_text(text)
    (year / f".{IDS[0]}.toml.0123abcd.tmp").write_text("half")
    (year / "notes.txt").write_text("mine")
    (year / f"{IDS[0]}.sync-conflict-20261121-083000-ABCDEFG.toml").write_text(text)
    (tmp_path / "history" / "2025").mkdir()
    (tmp_path / "history" / "2025" / f"{IDS[12]}.toml").write_text(dump_record(record(IDS[12], note="elsewhere")))
    (tmp_path / "history" / "2024").symlink_to(tmp_path)
    (tmp_path / "history" / "deleted").mkdir()
    (tmp_path / "history" / "deleted" / f"{IDS[13]}.toml").write_text("nonsense")
    return history


def test_all_that_is_wrong_is_found_and_explained(littered: History) -> None:
    before = everything(littered.folder)
    found = find_damage(littered, known=("c/d",))
    unknown = "has exercises that no pack has now: a/b"
    ended = "ended (2026-11-01T07:29:00+00:00) before it started (2026-11-01T07:30:00+00:00)"
    newer = "was written by a newer limberup: it is shown as far as it can be read here, and never changed"
    half = "is left behind by a write that something cut off; what stood in its place before is unchanged"
    copy = "is a second copy that a program for keeping folders alike has made, so it is not read"
    nonsense = "end of document: is not TOML: expected '=' after a key in a key/value pair"
    assert told(found) == {
        (f"{IDS[0]}.toml", "note", unknown),
        (f"{IDS[1]}.toml", "damaged", "is empty"),
        (f"{IDS[2]}.toml", "damaged", "line 2: is not UTF-8 text"),
        (f"{IDS[3]}.toml", "damaged", "is not a plain file"),
        (f"{IDS[4]}.toml", "damaged", "is a link, and links are not followed here"),
        (f"{IDS[5]}.toml", "damaged", "is a folder, not a file"),
        (f"{IDS[6]}.toml", "damaged", "is larger than 1000 kB"),
        (f"{IDS[7]}.toml", "damaged", "is cut off: its last line, end = true, is missing"),
        (f"{IDS[8]}.toml", "note", unknown),
        (f"{IDS[8]}.toml", "doubtful", ended),
        (f"{IDS[9]}.toml", "note", unknown),
        (f"{IDS[9]}.toml", "note", newer),
        (f"{IDS[10]}.toml", "note", unknown),
        (f"{IDS[10]}.toml", "twice", f"says the same as {IDS[0]}.toml, so the session counts twice"),
        (f".{IDS[0]}.toml.0123abcd.tmp", "left behind", half),
        ("notes.txt", "stray", "has a name that no record has, so it is not read"),
        (f"{IDS[0]}.sync-conflict-20261121-083000-ABCDEFG.toml", "stray", copy),
        (f"{IDS[12]}.toml", "misplaced", "stands in the folder of 2025, so it is not shown"),
        ("2024", "stray", "is a link, and links are not followed here"),
        (f"{IDS[13]}.toml", "damaged", nonsense),
    }
    assert all(one.problem.remedy for one in found)
    assert {one.kind for one in found if not one.wrong} == {Kind.NOTE}
    assert everything(littered.folder) == before, "looking changes nothing"


def test_setting_aside_loses_nothing(littered: History) -> None:
    before = everything(littered.folder)
    moved = set_aside(littered, find_damage(littered))
    assert len(moved) == 9
    assert all(now.parent == littered.folder / DAMAGED and os.path.lexists(now) for _, now in moved)
    assert not any(os.path.lexists(was) for was, _ in moved)
    assert sorted(everything(littered.folder).values()) == sorted(before.values())
    left = find_damage(littered)
    assert {one.kind for one in left} == {Kind.DOUBTFUL, Kind.NOTE, Kind.TWICE, Kind.STRAY, Kind.MISPLACED}
    assert littered.read().problems == ()
    assert set_aside(littered, left) == []


def test_mending_moves_a_record_to_its_year(littered: History) -> None:
    assert IDS[12] not in littered.ids()
    assert mend(littered, find_damage(littered)) == [littered.folder / "2025" / f"{IDS[12]}.toml"]
    assert littered.load(IDS[12]).note == "elsewhere"
    assert Kind.MISPLACED not in {one.kind for one in find_damage(littered)}


def test_mending_overwrites_nothing(tmp_path: Path) -> None:
    history = History(tmp_path)
    history.save(record(note="here"))
    (tmp_path / "2025").mkdir()
    other = tmp_path / "2025" / f"{IDS[0]}.toml"
    other.write_text(dump_record(record(note="there")))
    assert mend(history, find_damage(history)) == []
    assert history.load(IDS[0]).note == "here"
    assert other.exists()


def test_a_session_that_was_over_at_once_is_no_damage(tmp_path: Path) -> None:
    history = History(tmp_path)
    started = record().started
    history.save(record(ended=started))
    assert find_damage(history) == []
    history.path(IDS[0]).unlink()
    history.save(record(ended=started - timedelta(seconds=1)))
    assert [found.kind for found in find_damage(history)] == [Kind.DOUBTFUL]


def test_what_is_none_of_ours_among_the_deleted_is_told_and_stays(tmp_path: Path) -> None:
    history = History(tmp_path)
    for id_ in IDS[:2]:
        history.save(record(id_))
        history.delete(id_)
    (tmp_path / "deleted" / "notes.txt").write_text("mine")
    (found,) = find_damage(history)
    assert (found.path.name, found.kind) == ("notes.txt", Kind.STRAY)
    assert [deleted.id for deleted in history.deleted()] == [IDS[1], IDS[0]]
    assert set_aside(history, [found]) == []
    assert (tmp_path / "deleted" / "notes.txt").read_text() == "mine"


def test_what_is_being_written_is_no_damage(tmp_path: Path) -> None:
    history = History(tmp_path / "history")
    (tmp_path / "history").mkdir()
    (tmp_path / "open").mkdir()
    for folder in ("history", "open"):
        half = tmp_path / folder / ".x.toml.0123abcd.tmp"
        half.write_text("half")
        os.utime(half, (1000, 1000))
    beside = (tmp_path / "open",)
    assert find_damage(history, beside=beside, now=1000 + WRITING) == []
    found = find_damage(history, beside=beside, now=1001 + WRITING)
    assert [(one.kind, one.path.parent.name) for one in found] == [("left behind", "history"), ("left behind", "open")]


def test_what_others_can_look_into_is_closed(tmp_path: Path) -> None:
    home = find_home({"LIMBERUP_HOME": str(tmp_path)})
    history = History(home.history)
    path = history.save(record())
    path.chmod(0o644)
    path.parent.chmod(0o770)
    found = find_damage(history, loose=home.loose(deep=True))
    assert [(one.kind, one.path) for one in found] == [("loose", path.parent), ("loose", path)]
    assert mend(history, found) == [path.parent, path]
    assert [stat.S_IMODE(one.stat().st_mode) for one in (path.parent, path)] == [0o700, 0o600]
    assert find_damage(history, loose=home.loose(deep=True)) == []


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=200) | st.text(max_size=200).map(lambda text: f"schema = {SCHEMA}\n{text}".encode()))
def test_any_content_is_read_or_found(tmp_path_factory: pytest.TempPathFactory, raw: bytes) -> None:
    history = History(tmp_path_factory.mktemp("history"))
    path = history.path(IDS[0])
    path.parent.mkdir()
    path.write_bytes(raw)
    try:
        history.load(IDS[0])
    except LimberupError:
        (found,) = find_damage(history)
        assert found.kind is Kind.DAMAGED
        ((_, now),) = set_aside(history, [found])
        assert now.read_bytes() == raw
