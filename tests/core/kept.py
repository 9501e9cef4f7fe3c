"""A home with something of everything that limberup keeps."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from limberup.history.record import Record
from limberup.history.store import History
from limberup.paths import Home
from limberup.person import Person
from limberup.person_file import save_person

NOW = datetime(2026, 11, 21, 7, 30, tzinfo=UTC)
IDS = [f"202611{day:02}T073000Z-000000{day:02}" for day in range(1, 9)]
TODAY = date(2026, 11, 21)


def home_in(folder: Path) -> Home:
    """Return a home with its folders in four places."""
    return Home(folder / "data", folder / "config", folder / "state", folder / "cache")


def record(id_: str, **changes: object) -> Record:
    """Return a record of a session that began when its id says."""
    started = datetime.strptime(id_[:16], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
    made = Record(id_, started, started + timedelta(minutes=9), "After work", "after-work")
    return replace(made, **changes)  # type: ignore[arg-type]


def filled(folder: Path) -> Home:
    """Return a home with two sessions, a deleted one, a damaged one, a person and a routine."""
    home = home_in(folder)
    home.check()
    history = History(home.history, home.cache)
    for id_ in IDS[:4]:
        history.save(record(id_, note=id_))
    history.delete(IDS[2])
    history.path(IDS[3]).write_text("nonsense")
    history.set_aside(history.path(IDS[3]))
    save_person(home.person, Person(screened=TODAY))
    home.settings.write_text("schema = 1\n")
    home.routines.mkdir()
    (home.routines / "after-work.toml").write_text("name = 'x'  # mine\n")
    return home


def files(home: Home) -> dict[str, bytes]:
    """Return all files of a home but the cache."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for folder in (home.data, home.config, home.state)
        for path in folder.rglob("*")
        if path.is_file()
    }
