"""Years of made-up history, and how long it takes to read them.

    python -m benchmarks.years FOLDER [--years 10] [--every-day] [--seed 1] [--until 2026-11-20] [--read]

From the root of the project. FOLDER becomes a LIMBERUP_HOME with person.toml and history/: somebody who exercises
once a day, strength and stretching by turns, eight exercises each, planned by the program's own rules from what was
done before, so that doses and exercises go up their ladders. Pain eases over the first months, flares some days a
year, and wanders; mornings are told, activities are scored every two weeks, a check-in now and then leads to no
session, and there are holidays. `--every-day` leaves no day out. The same seed gives the same files.

`--read` measures FOLDER as it is and writes nothing there: bytes, and the milliseconds of reading all of it, first
without a cache and then with one, and of reading what the app reads at its start.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from math import ceil
from pathlib import Path
from random import Random
from zoneinfo import ZoneInfo

from limberup.catalog import Catalog
from limberup.course import GENTLE_STATES, RECENT, course_of, usual_morning
from limberup.history.record import Hurt, Record
from limberup.history.record_file import stamp
from limberup.history.store import History
from limberup.packs.manager import load
from limberup.person import CheckIn, Person
from limberup.person_file import save_person
from limberup.plan import make_plan
from limberup.routine import Routine, Step
from limberup.run import decision_line
from limberup.simulate_session import led

ZONE = ZoneInfo("Europe/Berlin")
GOALS = ("put on my socks", "sit through a film", "carry the shopping", "walk for half an hour")
NOTES = (
    "Felt good.", "A little stiff at first, easier by the end.", "Left hip pinched once, then it was gone.",
    "Tired after work.", "Slept badly.", "Long day at the desk.", "Went well.", "Right side tighter than the left.",
    "Did it before breakfast.", "Sore from the garden.", "Calmer than yesterday.", "Müde, aber gut.",
)  # fmt: skip
ROUTINES = (
    ("Strong day", (
        "core-stability/diaphragmatic-breathing", "spinal-mobility/pelvic-tilt", "core-stability/abdominal-draw-in",
        "core-stability/heel-slide", "glutes/glute-set", "glutes/clamshell", "core-stability/quadruped-leg-slide",
        "hip-mobility/supine-figure-4", "core-stability/incline-plank", "arthritis-gentle/sit-to-stand",
        "hip-mobility/standing-knee-lift", "arthritis-gentle/seated-march", "desk-worker/leg-swing")),
    ("Loose day", (
        "core-stability/diaphragmatic-breathing", "spinal-mobility/supine-knee-roll", "spinal-mobility/rock-back",
        "spinal-mobility/single-knee-to-chest", "hip-mobility/bent-knee-fall-out", "hip-mobility/reclined-butterfly",
        "hip-mobility/standing-hip-flexor-stretch", "desk-worker/chair-figure-4", "desk-worker/shoulder-roll",
        "desk-worker/chair-hamstring-stretch", "desk-worker/seated-spinal-twist", "desk-worker/desk-push-away",
        "desk-worker/neck-stretch", "core-stability/relaxation")),
    ("Legs and middle", (
        "spinal-mobility/cat-cow", "core-stability/incline-plank", "arthritis-gentle/sit-to-stand",
        "core-stability/wall-side-plank", "arthritis-gentle/standing-hip-abduction", "glutes/glute-bridge",
        "hip-mobility/supine-knee-extension-stretch", "spinal-mobility/childs-pose", "core-stability/heel-slide",
        "core-stability/quadruped-leg-slide", "spinal-mobility/supine-knee-roll", "desk-worker/leg-swing")),
    ("Evening", (
        "desk-worker/shoulder-roll", "desk-worker/neck-stretch", "desk-worker/chest-opener",
        "desk-worker/seated-spinal-twist", "desk-worker/chair-hamstring-stretch", "hip-mobility/butterfly",
        "hip-mobility/standing-piriformis-stretch", "core-stability/relaxation", "spinal-mobility/supine-knee-roll",
        "spinal-mobility/double-knee-to-chest", "hip-mobility/standing-hip-flexor-stretch",
        "desk-worker/desk-push-away")),
)  # fmt: skip
EXERCISES = 8
"""What a session has where the rules leave so many: what they leave out is made up for from further down."""
SEASON = 200
"""Days for which somebody keeps to the same pair of routines."""


@dataclass
class Life:
    """Somebody made up, a day at a time."""

    catalog: Catalog
    chance: Random
    every_day: bool
    person: Person = field(default_factory=lambda: Person(days=7, minutes=30, goals=GOALS))
    recent: list[Record] = field(default_factory=list)
    """Newest first, as many as the app reads."""
    early: list[Record] = field(default_factory=list)
    """Of the first week."""
    flare: int = 0
    """Days that are left of one."""
    away: int = 0
    waits: Record | None = None
    """The session whose next morning is still to be told of."""

    def day(self, number: int, on: date) -> Iterator[Record]:
        """Live through a day, the days counted from 0, and yield the records that are whole by its end."""
        drawn = self.chance.random
        pain = self._pain(number, drawn)
        if self.waits:
            yield self._morning(self.waits, pain, drawn())
            self.waits = None
        if number % 14 == 13:
            yield self._keep(self._goals(number, on, drawn))
        if self.away:
            self.away -= 1
            return
        self.away = 0 if self.every_day or drawn() > 0.006 else 4 + int(drawn() * 10)
        comes = drawn()
        at = datetime(on.year, on.month, on.day, 17, int(drawn() * 60), int(drawn() * 60), tzinfo=ZONE)
        at += timedelta(hours=int(drawn() * 4))
        if not self.every_day and comes > 0.9:
            if comes > 0.95:
                yield self._keep(self._told(at, pain))
            return
        self.waits = self._keep(self._session(number, at, pain, drawn))

    def _pain(self, number: int, drawn: Callable[[], float]) -> int:
        if self.flare:
            self.flare -= 1
        elif drawn() < 0.008:
            self.flare = 2 + int(drawn() * 4)
        level = 1.6 + 3.2 * max(0.0, 1 - number / 120) + 0.5 * (2 * drawn() - 1) + (4 if self.flare else 0)
        return min(8, max(0, int(level + drawn())))

    def _session(self, number: int, at: datetime, pain: int, drawn: Callable[[], float]) -> Record:
        pair = 2 * (number // SEASON % (len(ROUTINES) // 2)) + number % 2
        name, steps = ROUTINES[pair]
        check_in = CheckIn(at, max(0, pain - int(drawn() * 3)), pain, 300)
        started = self.early[0].started.date() if self.early else None
        course = course_of(self.recent, at, self.catalog, self.person, started=started, early=self.early)
        chosen, more = list(steps[:EXERCISES]), list(steps[EXERCISES:])
        while True:
            routine = Routine(name, tuple(map(Step, chosen)), slug=name.lower().replace(" ", "-"))
            plan = make_plan(routine, self.catalog, self.person, check_in, course)
            out = [step for step, line in zip(chosen, plan.lines, strict=False) if line.left_out]
            if len(plan.steps) >= EXERCISES or not more or plan.gate.state.value in GENTLE_STATES:
                break
            # Half of what rests or is done in another's place stays in, with the rules' word why.
            gone = out[0] if out and drawn() < 0.5 else ""
            chosen = [*(step for step in chosen if step != gone), more.pop(0)]
        if not plan.steps:
            return self._told(at, pain)
        hurts = {}
        if drawn() < 0.05:
            step = plan.steps[int(drawn() * len(plan.steps))]
            hurts[0] = step.exercise.id, Hurt(min(10, pain + 1 + int(drawn() * 3)), drawn() < 0.1)
        done = led(plan, check_in, self._id(at), hurts, 2 + int(drawn() * 4)).record
        after = max(0, pain + (-1, 0, 0, 1)[int(drawn() * 4)])
        note = NOTES[int(drawn() * len(NOTES))] if drawn() < 0.4 else ""
        return replace(done, pain_after=after, note=note)

    def _told(self, at: datetime, pain: int) -> Record:
        record = Record(self._id(at), at, at + timedelta(seconds=40), "Check-in")
        why = (decision_line(make_plan(Routine("Check-in", ()), self.catalog, self.person,
                                       CheckIn(at, max(0, pain - 1), pain, 300)).gate.decision),)  # fmt: skip
        return replace(record, state=why[0].split()[1].rstrip(":"), pain_at_rest=max(0, pain - 1), pain_moving=pain,
                       decisions=why)  # fmt: skip

    def _goals(self, number: int, on: date, drawn: Callable[[], float]) -> Record:
        at = datetime(on.year, on.month, on.day, 9, int(drawn() * 60), tzinfo=ZONE)
        grown = min(4.0, number / 40)
        scores = tuple((goal, min(10, int(3 + grown + 3 * drawn()))) for goal in GOALS)
        return Record(self._id(at), at, at, "Review", state="", goals=scores)

    def _morning(self, record: Record, pain: int, drawn: float) -> Record:
        told = record
        if drawn < 0.9:
            usual = usual_morning(self.recent)
            told = replace(
                record, morning_pain=pain, morning_usual=pain if usual is None else usual, sore_only=drawn < 0.05
            )
        self.recent = [told if known.id == record.id else known for known in self.recent]
        return told

    def _keep(self, record: Record) -> Record:
        self.recent = [record, *self.recent][:RECENT]
        first = self.early[0].started if self.early else record.started
        if record.started - first < timedelta(days=7):
            self.early.append(record)
        return record

    def _id(self, at: datetime) -> str:
        return f"{stamp(at)}-{int(self.chance.random() * 16**8):08x}"


def years(folder: Path, count: float = 10, *, until: date, every_day: bool = False, seed: int = 1) -> int:
    """Make years of history, and return how many records.

    Args:
        folder: Becomes a LIMBERUP_HOME; what is in it stays.
        count: How many years.
        until: The last day.
        every_day: Whether no day is left out.
        seed: The same one gives the same files.
    """
    life = Life(load(safe=True).catalog, Random(seed), every_day)
    history = History(folder / "history")
    first = until - timedelta(days=ceil(count * 365.25))
    records: dict[str, Record] = {}
    days = (until - first).days
    for number in range(days):
        for record in life.day(number, first + timedelta(days=number + 1)):
            records[record.id] = record
    if life.waits:
        records[life.waits.id] = life.waits
    for record in records.values():
        history.save(record)
    save_person(folder / "person.toml", replace(life.person, acknowledged=first, screened=until, age_band="18-59",
                                                duration="over 12 weeks", assessed=True, country="DE"))  # fmt: skip
    return len(records)


def timed(do: Callable[[], object], times: int = 5) -> list[float]:
    """Return the milliseconds that something takes, each time."""
    took = []
    for _ in range(times):
        begun = time.perf_counter()
        do()
        took.append(1000 * (time.perf_counter() - begun))
    return took


def reading(place: Path, times: int = 5) -> dict[str, list[float]]:
    """Return the milliseconds of reading a folder of records: in all ways that the program does it."""
    with tempfile.TemporaryDirectory() as cache:
        cached = History(place, Path(cache))
        return {
            "no cache": timed(History(place).read, times),
            "first": timed(cached.read, 1),
            "cached": timed(cached.read, times),
            "newest 90": timed(lambda: History(place).newest(RECENT), times),
        }


def measure(folder: Path) -> list[str]:
    """Return lines of how large a history is and how long it takes to read."""
    place = folder / "history"
    files = list(place.glob("*/*.toml"))
    size = sum(path.stat().st_size for path in files)
    return [
        f"files     {len(files):6} of {size / max(1, len(files)):.0f} bytes, {size / 1e6:.2f} MB",
        *(
            f"{name:10}{statistics.median(took):6.0f} ms  ({min(took):.0f}-{max(took):.0f})"
            for name, took in reading(place).items()
        ),
    ]


def main() -> int:
    """Make the files, or measure them."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--years", type=float, default=10)
    parser.add_argument("--every-day", action="store_true")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--until", type=date.fromisoformat, default=date(2026, 11, 20))
    parser.add_argument("--read", action="store_true", help="measure what is there")
    args = parser.parse_args()
    if args.read:
        sys.stdout.write("\n".join(measure(args.folder)) + "\n")
    else:
        made = years(args.folder, args.years, until=args.until, every_day=args.every_day, seed=args.seed)
        sys.stdout.write(f"{made} records in {args.folder}\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
