"""The history folder."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.core.making import ID, START, entries

from limberup.history.record import Record
from limberup.history.store import History
from limberup.problem import LimberupError


def record(id_: str = ID, **changes: object) -> Record:
    """Return a record of a session that began when its id says."""
    started = datetime.strptime(id_[:16], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
    made = Record(id_, started, started + timedelta(minutes=9), "After work", "after-work")
    return replace(made, **changes)  # type: ignore[arg-type]


def test_one_file_a_session(tmp_path: Path) -> None:
    history = History(tmp_path / "history")
    path = history.save(record())
    assert path == tmp_path / "history" / "2026" / f"{ID}.toml"
    assert history.load(ID) == record()
    history.save(record(note="later"))
    assert history.newest() == ([record(note="later")], [])
    history.delete(ID)
    history.delete(ID)
    assert history.newest() == ([], [])
    with pytest.raises(LimberupError, match="there is no such file"):
        history.load(ID)


ids = st.lists(
    st.builds(
        lambda moment, random: f"{moment:%Y%m%dT%H%M%SZ}-{random:08x}",
        st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1)),
        st.integers(0, 2**32 - 1),
    ),
    min_size=1,
    max_size=6,
    unique=True,
)


@given(ids, st.lists(entries, max_size=2).map(tuple), st.integers(1, 6))
def test_newest_first(
    tmp_path_factory: pytest.TempPathFactory, made: list[str], done: tuple[object, ...], count: int
) -> None:
    history = History(tmp_path_factory.mktemp("history"))
    for id_ in made:
        history.save(record(id_, entries=done))
    newest = sorted(made, reverse=True)
    assert history.ids() == newest
    assert [one.id for one in history.newest(count)[0]] == newest[:count]
    assert history.newest()[0] == [record(id_, entries=done) for id_ in newest]


def test_files_that_cannot_be_read_are_named_and_passed_over(tmp_path: Path) -> None:
    history = History(tmp_path)
    first, last = "20260101T000000Z-00000000", "20261231T000000Z-ffffffff"
    history.save(record(first))
    path = history.save(record(last))
    text = path.read_text()
    year = tmp_path / "2026"
    bad = {f"2026060{number}T000000Z-0000000{number}": number for number in range(8)}
    places = [year / f"{id_}.toml" for id_ in bad]
    places[0].write_text("")
    places[1].write_bytes(bytes(range(256)))
    os.mkfifo(places[2])
    places[3].symlink_to(places[3].name)
    places[4].mkdir()
    places[5].symlink_to("gone.toml")
    places[6].write_text(text[: len(text) // 3])
    places[7].write_text(text.replace("end = true", ""))
    records, problems = history.newest()
    assert [one.id for one in records] == [last, first]
    assert [(Path(problem.file), problem.what) for problem in problems] == [
        (places[7], "is cut off: its last line, end = true, is missing"),
        (places[6], "is cut off: its last line, end = true, is missing"),
        (places[5], "is a link, and links are not followed here"),
        (places[4], "is a folder, not a file"),
        (places[3], "is a link, and links are not followed here"),
        (places[2], "is not a plain file"),
        (places[1], "is not UTF-8 text"),
        (places[0], "is empty"),
    ]
    assert {Path(problem.file) for problem in problems} == set(places)
    assert path.read_text() == text, "reading changes nothing"


def test_other_things_in_the_folder_are_left_alone(tmp_path: Path) -> None:
    history = History(tmp_path)
    history.save(record())
    (tmp_path / "2026" / f".{ID}.toml.0a0b0c0d.tmp").write_text("half")
    (tmp_path / "2026" / "notes.txt").write_text("mine")
    (tmp_path / "2026" / f"{ID}.toml~").write_text("old")
    (tmp_path / "notes").mkdir()
    (tmp_path / "2025").write_text("a file")
    (tmp_path / "2024").symlink_to("2024")
    assert history.ids() == [ID]
    assert history.newest() == ([record()], [])


def test_no_folder_is_an_empty_history(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for folder in (tmp_path / "gone", tmp_path / "file"):
        assert History(folder).ids() == []
        assert History(folder).newest(3) == ([], [])
    assert not (tmp_path / "gone").exists()


@pytest.mark.parametrize(
    "id_", ["", "x", "../../etc/passwd", f"../{ID}", ID.upper(), f"{ID}\n", f"{ID}.toml", "2026/x"]
)
def test_an_id_that_can_be_none_leads_nowhere(tmp_path: Path, id_: str) -> None:
    history = History(tmp_path / "history")
    (tmp_path / f"{ID}.toml").write_text("kept")
    for use in (history.load, history.delete, lambda id_: history.save(replace(record(), id=id_))):
        with pytest.raises(LimberupError, match="there is no session"):
            use(id_)
    assert [path.name for path in tmp_path.iterdir()] == [f"{ID}.toml"]


def test_a_history_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "2026").write_text("in the way")
    with pytest.raises(LimberupError, match="is a file, and limberup needs a folder there"):
        History(tmp_path).save(record())


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_is_named(tmp_path: Path) -> None:
    History(tmp_path).save(record()).chmod(0)
    _, problems = History(tmp_path).newest()
    assert [problem.what for problem in problems] == ["cannot be read: permission denied"]


def test_two_that_write_share_no_file(tmp_path: Path) -> None:
    one, two = History(tmp_path), History(tmp_path)
    one.save(record("20261121T073000Z-00000001"))
    two.save(record("20261121T073000Z-00000002"))
    assert one.ids() == two.ids() == ["20261121T073000Z-00000002", "20261121T073000Z-00000001"]
    assert START.tzinfo is not None
