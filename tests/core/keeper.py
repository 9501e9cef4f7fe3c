"""Somebody who keeps records, in a process of their own that a test may kill at any moment.

    keeper.py loop                        does things for each line "FOLDER SEED" on standard input, until it is killed
    keeper.py nth                         does one for each "FOLDER NAME ID VERSION N", and ends at its Nth system call
    keeper.py house                       does one for each "FOLDER NAME N" to all of a history, and ends likewise
    keeper.py sessions FOLDER WHO COUNT   writes so many sessions, reading now and then

What was begun and what was done is told in lines on standard output, each written at once.
"""

from __future__ import annotations

import os
import random
import signal
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from io import IOBase
from pathlib import Path
from types import FrameType

from limberup.catalog import Catalog, Pack
from limberup.dose import parse_dose
from limberup.exercise import Exercise, Kind, Position, Side
from limberup.history.archive import open_archive
from limberup.history.backup import back_up
from limberup.history.damage import find_damage, set_aside
from limberup.history.open_sessions import OpenSessions, new_id
from limberup.history.record import Entry, Hurt, Record, Work
from limberup.history.restore import restore
from limberup.history.store import History
from limberup.history.wipe import wipe
from limberup.paths import Home, find_home
from limberup.run import Run
from limberup.session import Session
from limberup.timeline import PlannedStep, build_timeline

__all__ = [
    "CATALOG",
    "FIRST",
    "OPEN_ID",
    "SHARED_ID",
    "edited",
    "made",
    "open_folder",
    "run_of",
    "store",
    "to_the_letter",
]

FIRST = datetime(2026, 12, 31, 22, 40, tzinfo=timezone(timedelta(hours=1)))
"""When the first session begins: others follow beyond the turn of the year, in UTC as well as here."""
MOST = 8
"""Records at most, those in the bin too: more would only take longer."""
OPEN_ID = "20261231T120000Z-0000abcd"
"""The session under way."""
SHARED_ID = "20261231T120000Z-0000beef"
"""A record that two write at once."""

BRIDGE = Exercise(
    pack="test",
    slug="bridge",
    name="Bridge",
    purpose="For tests.",
    kind=Kind.STRENGTH,
    position=Position.SUPINE,
    start_position="On your back",
    side=Side.BILATERAL,
    start=parse_dose("1x5"),
    target=parse_dose("2x10"),
    how=("One.", "Two.", "Three."),
    breathing="Calmly.",
)
CATALOG = Catalog((Pack("test", "Test", exercises=(BRIDGE,)),))


def made(id_: str, version: int) -> Record:
    """Return the record of that id in one of its versions: all that can stand in one, and different in each."""
    started = datetime.strptime(id_[:16], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC).astimezone(FIRST.tzinfo)
    drawn = random.Random(f"{id_} {version}")
    entries = tuple(
        Entry(
            f"test/exercise-{number}",
            parse_dose("3x10 2s rest 45s"),
            tuple(Work(side, drawn.randint(1, 12)) for side in ("left", "right") for _ in range(3)),
            (Hurt(drawn.randint(1, 10), sharp=True),) if drawn.random() < 0.2 else (),
            ("eased",) if drawn.random() < 0.2 else (),
        )
        for number in range(drawn.randint(1, 3))
    )
    return Record(
        id=id_,
        started=started,
        ended=started + timedelta(minutes=drawn.randint(3, 60)),
        routine=f"Version {version}",
        routine_id="after-work",
        state=drawn.choice(["FULL", "STEADY", "RESCUE"]),
        pain_at_rest=drawn.randint(0, 10),
        pain_moving=drawn.randint(0, 10),
        pain_after=drawn.randint(0, 10),
        effort=drawn.randint(0, 10),
        note="é - ½ \N{SNOWMAN} " * drawn.choice([0, 1, 2, 500]) + f"version {version}",
        finished=drawn.random() < 0.8,
        entries=entries,
        decisions=tuple(f"G7 FULL: line {number} of version {version}." for number in range(drawn.randint(0, 3))),
        morning_pain=drawn.randint(0, 10),
        morning_usual=drawn.randint(0, 10),
        goals=(("put on my socks", drawn.randint(0, 10)),) if drawn.random() < 0.3 else (),
    )


def edited(record: Record, who: int) -> Record:
    """Return the record as somebody has changed it."""
    return replace(record, note=f"edited by {who}", pain_after=who)


def to_the_letter(record: Record) -> tuple[Record, str, str]:
    """Return a record with all that makes two of them the same: for Python, two moments are the same in any zone."""
    return record, record.started.isoformat(), record.ended.isoformat()


def run_of(version: int) -> Run:
    """Return the session under way in one of its versions."""
    session, _ = Session.of(build_timeline([PlannedStep(BRIDGE, parse_dose("2x10"))])).begin(0.0)
    return Run(OPEN_ID, FIRST, f"Version {version}", "after-work", session)


def store(folder: Path) -> History:
    """Return the history in a folder, with its cache beside it."""
    return History(folder / "history", folder / "cache")


def open_folder(folder: Path) -> Path:
    """Return where the session under way is."""
    return folder / "open"


def tell(*words: object) -> None:
    """Tell the test, at once."""
    os.write(1, (" ".join(map(str, words)) + "\n").encode())


class Keeper:
    """Does one thing after the other, as a seed has it."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.history = store(folder)
        self.open = OpenSessions(open_folder(folder))
        self.random = random.Random(seed)
        self.version = seed * 1000

    def do(self, name: str, id_: str) -> None:
        """Do one thing."""
        self.version += 1
        tell("begin", name, id_, self.version)
        if name == "save":
            self.history.save(made(id_, self.version))
        elif name == "delete":
            self.history.delete(id_)
        elif name == "undelete":
            self.history.undelete(id_)
        elif name == "checkpoint":
            self.open.save(run_of(self.version), 1.0, FIRST, claim=True)
        elif name == "finish":
            # As the app does it: in the history first, and then no more under way.
            self.history.save(made(OPEN_ID, self.version))
            self.open.save(run_of(self.version), 1.0, FIRST, claim=True)
            self.open.close(run_of(self.version))
        elif name == "read":
            self.history.read()
        tell("done", name, id_, self.version)

    def anything(self) -> None:
        """Do anything that can be done now."""
        there = self.history.ids()
        gone = [record.id for record in self.history.deleted()]
        under_way = self.open.path(OPEN_ID).exists()
        can: list[tuple[str, str]] = [("read", "-"), ("checkpoint", OPEN_ID)]
        can += [("save", id_) for id_ in there[:4]]
        if len(there) + len(gone) < MOST:
            begun = FIRST + timedelta(minutes=self.random.randint(0, 200))
            can += [("save", new_id(begun))] * 4
        if len(there) > 2:
            can += [("delete", self.random.choice(there))] * 3
        if gone:
            can += [("undelete", self.random.choice(gone))] * 3
        if under_way and OPEN_ID not in gone:
            can.append(("finish", OPEN_ID))
        self.do(*self.random.choice(can))


def die_at(number: int) -> Callable[[FrameType, str, object], None]:
    """Return what ends the process in front of its Nth call of the system: of files, folders and locks."""
    left = number

    def profile(_: FrameType, event: str, called: object) -> None:
        nonlocal left
        asks = getattr(called, "__module__", "") in ("posix", "_io", "fcntl")
        if event == "c_call" and (asks or isinstance(getattr(called, "__self__", None), IOBase)):
            left -= 1
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)

    return profile


def serve(work: Callable[[list[str]], None]) -> None:
    """Do each piece of work that is asked for in a process of its own, and tell when that has ended."""
    for line in sys.stdin:
        pid = os.fork()
        if pid == 0:
            tell("pid", os.getpid())
            work(line.split())
            os._exit(0)
        tell("ended", os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))


def for_ever(words: list[str]) -> None:
    """Do things until somebody kills this process."""
    keeper = Keeper(Path(words[0]), int(words[1]))
    while True:
        keeper.anything()


def keep_house(home: Home, name: str) -> None:
    """Do one of the things that are done to all of a history."""
    history = History(home.history, home.cache)
    if name == "backup":
        back_up(home, home.data / "backup.zip", FIRST, force=True)
    elif name == "restore":
        restore(home, open_archive(home.data / "theirs.zip"), theirs=True)
    elif name == "set-aside":
        set_aside(history, find_damage(history))
    elif name == "wipe":
        wipe(home)


def house_until_nth(words: list[str]) -> None:
    """Do one of these, and end at the Nth call on the way, or when it is done."""
    folder, name, number = words
    home = find_home({"LIMBERUP_HOME": folder})
    sys.setprofile(die_at(int(number)))
    keep_house(home, name)
    sys.setprofile(None)


def until_nth(words: list[str]) -> None:
    """Do one thing, and end at the Nth call on the way, or when it is done."""
    folder, name, id_, version, number = words
    keeper = Keeper(Path(folder), 0)
    keeper.version = int(version)
    if name == "undelete":
        keeper.history.deleted()  # What is imported on the way is nothing to be killed in.
    sys.setprofile(die_at(int(number)))
    keeper.do(name, id_)
    sys.setprofile(None)


def sessions(folder: Path, who: int, count: int) -> None:
    """Write sessions that begin in the same seconds as somebody else's, and read now and then."""
    history = store(folder)
    tell("ready")
    sys.stdin.readline()
    for number in range(count):
        id_ = new_id(FIRST + timedelta(minutes=number))
        history.save(made(id_, who))
        if number % 50 == 0:
            history.read()
        if number % 10 == 3:
            # Edited, as After does it.
            history.save(edited(made(id_, who), who))
        if number % 10 == 6:
            # The same one as the other: whoever is the last, it has to be a whole one.
            history.save(made(SHARED_ID, who))
        tell("kept", id_, number % 10 == 3)


if __name__ == "__main__":
    what, *rest = sys.argv[1:]
    if what == "loop":
        serve(for_ever)
    elif what == "nth":
        serve(until_nth)
    elif what == "house":
        serve(house_until_nth)
    else:
        sessions(Path(rest[0]), int(rest[1]), int(rest[2]))
