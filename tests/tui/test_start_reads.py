"""What is read of a long history before Today can tell what to do."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from tests.core.past import CATALOG, NOW, done, session, told

from limberup.course import RECENT
from limberup.history.store import History
from limberup.packs.manager import Loaded
from limberup.paths import find_home
from limberup_tui.clock import Clock
from limberup_tui.house import House

_seen: list[list[str]] = []


def _listen(event: str, arguments: tuple[object, ...]) -> None:
    if _seen and event == "open" and isinstance(arguments[0], str | bytes | os.PathLike):
        _seen[-1].append(os.fsdecode(arguments[0]))


sys.addaudithook(_listen)


@contextmanager
def opened() -> Iterator[list[str]]:
    """Give a list of what is opened meanwhile."""
    found: list[str] = []
    _seen.append(found)
    try:
        yield found
    finally:
        _seen.remove(found)


class Stopped(Clock):
    """A clock that stands."""

    def moment(self) -> datetime:
        """Return the moment the past is told from."""
        return NOW


def house(home: Path, days: range) -> House:
    """Return the house of somebody with a session on each of these days ago."""
    history = History(home / "history")
    for day in days:
        history.save(session(day, done("glutes/glute-bridge")))
    return House(find_home({"LIMBERUP_HOME": str(home)}), Stopped())


def test_a_year_costs_little_more_than_what_today_shows(tmp_path: Path) -> None:
    found = house(tmp_path, range(1, 400))
    with opened() as files:
        contents = found.read_contents(Loaded(CATALOG, ()))
    read = [name for name in files if "/history/" in name and name.endswith(".toml")]
    assert len(contents.records) == RECENT
    assert len(read) < RECENT + 400 // 27 + 20
    assert not any("cache" in name for name in files)
    assert contents.started == session(399).started.date()
    assert len(contents.early) == 7


def test_a_check_in_begins_no_programme(tmp_path: Path) -> None:
    found = house(tmp_path, range(1, 120))
    found.history.save(told(140, 3))
    contents = found.read_contents(Loaded(CATALOG, ()))
    assert contents.started == session(119).started.date()


def test_the_morning_of_what_a_newer_limberup_wrote_is_not_asked(tmp_path: Path) -> None:
    found = house(tmp_path, range(0))
    path = found.history.save(session(1, done("glutes/glute-bridge"), morning=None))
    found.contents = found.read_contents(Loaded(CATALOG, ()))
    assert [one.id for one in found.morning_due] == [path.stem]
    path.write_text(path.read_text().replace("schema = 2", "schema = 3"))
    found.contents = found.read_contents(Loaded(CATALOG, ()))
    assert len(found.records) == 1
    assert not found.morning_due
