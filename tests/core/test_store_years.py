"""Years of sessions, as the program's own rules make them: small enough, and read back to the letter."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from benchmarks.years import years

from limberup.history.damage import find_damage
from limberup.history.record_file import dump_record
from limberup.history.store import History
from limberup.person_file import load_person

UNTIL = date(2026, 11, 20)
TEN_YEARS = 3653
MOST = 4_000_000
"""Bytes that ten years of daily sessions may take."""


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a home with a quarter of a year, a session each day."""
    folder = tmp_path_factory.mktemp("years")
    assert years(folder, 0.25, until=UNTIL, every_day=True) == 98
    return folder


def test_ten_years_of_it_are_under_four_megabytes(home: Path) -> None:
    records = History(home / "history").read().records
    sessions = [len(dump_record(record).encode()) for record in records if len(record.entries) == 8]
    assert len(sessions) > 45
    assert TEN_YEARS * sum(sessions) / len(sessions) < MOST


def test_it_is_like_life(home: Path) -> None:
    records = History(home / "history").read().records
    assert find_damage(History(home / "history")) == []
    assert records[0].started.date() == UNTIL
    assert len({record.started.date() for record in records if record.is_session}) > 85
    assert sum(bool(record.goals) for record in records) == 6
    assert sum(record.morning_pain is not None for record in records) > 70
    assert {record.state for record in records} >= {"FULL", "STEADY"}
    assert any(entry.hurts for record in records for entry in record.entries)
    assert load_person(home / "person.toml").screened == UNTIL


def test_the_same_seed_gives_the_same_files(tmp_path: Path) -> None:
    found = []
    for name, seed in (("one", 3), ("two", 3), ("three", 4)):
        years(tmp_path / name, 0.05, until=UNTIL, seed=seed)
        files = (tmp_path / name).rglob("*.toml")
        found.append({path.name: path.read_bytes() for path in files})
    assert found[0] == found[1] != found[2]
