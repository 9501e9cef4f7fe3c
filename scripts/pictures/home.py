"""A made-up person's files for the pictures, and a clock that stands where it is put."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from limberup.catalog import Catalog
from limberup.goals import GOALS
from limberup.history.record import Record
from limberup.history.record_file import stamp
from limberup.paths import find_home
from limberup.person import Person
from limberup.person_file import save_person
from limberup.review import REVIEW
from limberup.simulate import FIRST_DAY, simulate
from limberup.simulate_file import read_made_up
from limberup_tui.clock import Clock
from limberup_tui.house import House

__all__ = ["StillClock", "house_in"]

NOW = datetime(2026, 11, 21, 8, 30, tzinfo=UTC)
START = 1000.0
MADE_UP = Path(__file__).parents[2] / "examples" / "people" / "desk-worker.toml"
WEEKS = 10
BEGAN = datetime(2026, 9, 14, 18, 0, tzinfo=UTC)
"""A Monday, as in the simulator: its weeks are moved here."""
HOPES = ("put on my socks", "sit through a film", "lift the laundry basket")
ASKED = {22: (REVIEW, (4, 3, 4)), 36: (REVIEW, (5, 4, 4)), 50: (REVIEW, (6, 5, 6)), 64: (GOALS, (7, 5, 6))}
"""Days of the programme on which they said how well these go, and why they were asked."""


class StillClock(Clock):
    """A clock that stands where it is put."""

    value = START

    def now(self) -> float:
        """Return the seconds it is put to."""
        return self.value

    def moment(self) -> datetime:
        """Return so long after a morning."""
        return NOW + timedelta(seconds=self.value - START)


def house_in(folder: Path, clock: Clock, catalog: Catalog, *, lived: bool) -> House:
    """Write somebody's files into a folder, and return their house.

    Args:
        folder: Which takes all files.
        clock: By which the house goes.
        catalog: The exercises there are.
        lived: Whether they have exercised for some weeks; else they begin today.
    """
    home = find_home({"LIMBERUP_HOME": str(folder)})
    person = Person(acknowledged=date(2026, 9, 1), screened=date(2026, 11, 20))
    if lived:
        person = replace(person, age_band="18-59", minutes=15, days=3, goals=HOPES, country="GB")
    save_person(home.person, person)
    house = House(home, clock, safe=True)
    house.read_small()
    for record in _past(catalog) if lived else ():
        house.history.save(record)
    return house


def _past(catalog: Catalog) -> list[Record]:
    """Return the weeks that a made-up person would have had, and what they were asked between."""
    weeks = simulate(read_made_up(MADE_UP, catalog), catalog, WEEKS)
    lived = [_moved(day.record) for week in weeks for day in week.days if day.record]
    last = max(lived, key=lambda record: record.started)
    past = [record if record is not last else replace(last, morning_pain=1, morning_usual=1) for record in lived]
    for day, (name, scores) in ASKED.items():
        at = BEGAN + timedelta(days=day, hours=1)
        goals = tuple(zip(HOPES, scores, strict=True))
        past.append(Record(f"{stamp(at)}-{day:08x}", at, at, name, state="", goals=goals))
    return past


def _moved(record: Record) -> Record:
    """Return a record of the simulator's weeks at its time in these."""
    by = BEGAN - FIRST_DAY
    started = record.started + by
    id_ = f"{stamp(started)}-{record.id.partition('-')[2]}"
    return replace(record, id=id_, started=started, ended=record.ended + by)
