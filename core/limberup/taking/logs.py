"""The log of another program, made into records to look at. Pure: what is there already is told to it.

They are no evidence for the rules (see `course.course_of`): nobody asked about pain, and what another program counted
as a set may not be what ours asks for. No number is invented: what the log does not tell stays open.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta, tzinfo
from itertools import groupby

from limberup.catalog import Catalog
from limberup.dose import LIMITS, Dose
from limberup.exercise import Exercise
from limberup.goals import GOALS
from limberup.history.record import CHECK_IN, Entry, Record, Work
from limberup.history.record_file import is_id, stamp
from limberup.problem import LimberupError, Problem, join_words
from limberup.review import REVIEW
from limberup.taking.known_names import logged_exercise
from limberup.taking.moments import in_zone
from limberup.taking.programs import PROGRAMS, Program, Row, program_of
from limberup.taking.table import Table
from limberup.text import clean
from limberup.texts import tr, trn

__all__ = ["Brought", "Known", "read_log"]

DAY = 24 * 3600
LONGEST_NOTE = 1000
OUR_NAMES = frozenset({GOALS, REVIEW, CHECK_IN})
"""Names that tell records apart which are no sessions."""


@dataclass(frozen=True, slots=True)
class Brought:
    """What a log brings."""

    program: str
    records: tuple[Record, ...] = ()
    """Those that are new, oldest first."""
    again: int = 0
    """Sessions that are there already."""
    deleted: int = 0
    """Sessions that were taken over once and then deleted."""
    mapped: tuple[tuple[str, str, int], ...] = ()
    """Each name in the log with the id of ours and the number of its sets, the most frequent first."""
    unknown: tuple[tuple[str, int], ...] = ()
    """Each name that is none of ours, with the number of its sets, the most frequent first."""
    empty: int = 0
    """Sessions with nothing of ours in them."""
    problems: tuple[Problem, ...] = ()
    """Rows that can't be read."""
    notes: tuple[str, ...] = ()
    """What was taken how, a sentence each."""


def read_log(
    table: Table,
    catalog: Catalog,
    now: datetime,
    name: str,
    *,
    there: Iterable[str] = (),
    deleted: Iterable[str] = (),
    zone: tzinfo | None = None,
) -> Brought:
    """Read a log.

    Args:
        table: As it was exported.
        catalog: The packs in use.
        now: The moment it is: what lies after it was not done.
        name: What the file is called in messages.
        there: Ids of the records that there are.
        deleted: Ids of the records that the person has deleted.
        zone: The zone whose clock the log tells, or None for the machine's.

    Raises:
        LimberupError: it is the log of no program that is known.
    """
    program = program_of(table.header)
    if program is None:
        raise LimberupError(_unknown_table(table, name))
    rows, problems = _rows(table, program, name)
    notes = [*table.notes, *program.notes]
    sessions: list[Record] = []
    mapped: Counter[tuple[str, str]] = Counter()
    unknown: Counter[str] = Counter()
    odd: Counter[str] = Counter()
    empty = 0
    ours: dict[str, Exercise | None] = {}
    for (begun, workout), group in _sessions(rows):
        for row in group:
            if row.exercise not in ours:
                ours[row.exercise] = logged_exercise(row.exercise, catalog)
        sets = [(row, ours[row.exercise]) for row in group]
        mapped.update((row.exercise, one.id) for row, one in sets if one)
        unknown.update(row.exercise for row, one in sets if not one)
        started, strange = in_zone(begun, zone)
        if started > now:
            odd["later"] += 1
        elif not any(one for _, one in sets):
            empty += 1
        else:
            odd[strange] += 1
            sessions.append(_record(program.name, begun, started, workout, sets))
    notes += _odd_words(odd)
    before, gone = Known(there), Known(deleted)
    new = [record for record in sessions if record.id not in before]
    kept = [record for record in new if record.id not in gone]
    return Brought(
        program.name,
        tuple(sorted(kept, key=lambda record: record.started)),
        again=len(sessions) - len(new),
        deleted=len(new) - len(kept),
        mapped=tuple((name, id_, count) for (name, id_), count in mapped.most_common()),
        unknown=tuple(unknown.most_common()),
        empty=empty,
        problems=tuple(problems),
        notes=tuple(notes),
    )


class Known:
    """Ids of records. One is in it also where it was taken over in another time zone.

    An id of no real moment, as a file named by hand may have one, is that of no session of a log: it is passed over.
    """

    def __init__(self, ids: Iterable[str]) -> None:
        self._moments: dict[str, list[datetime]] = {}
        for id_ in filter(is_id, ids):
            self._moments.setdefault(id_[17:], []).append(_moment(id_))

    def __contains__(self, id_: object) -> bool:
        if not isinstance(id_, str) or not is_id(id_):
            return False
        # Two zones are a day and two hours apart at most.
        return any(abs(other - _moment(id_)) <= timedelta(hours=26) for other in self._moments.get(id_[17:], ()))


def _moment(id_: str) -> datetime:
    return datetime.strptime(id_[:16], "%Y%m%dT%H%M%SZ")


def _unknown_table(table: Table, name: str) -> Problem:
    if {"session", "started", "routine"} <= set(table.header):
        what = tr("is a table of limberup's own, which has not all that a session is")
        return Problem(name, "", what, tr("Take what limberup history --json prints"))
    known = join_words(one.name for one in PROGRAMS)
    columns = ", ".join(clean(column)[:30] for column in table.header[:6])
    return Problem(
        name,
        tr("line 1"),
        tr("is no log that limberup knows, with the columns {columns}").format(columns=columns),
        tr("It knows {known}").format(known=known),
    )


def _rows(table: Table, program: Program, name: str) -> tuple[list[Row], list[Problem]]:
    rows, problems = [], []
    for line, cells in table.rows:
        found = program.read(dict(zip(table.header, cells, strict=True)))
        if isinstance(found, str):
            problems.append(Problem(name, tr("line {line}").format(line=line), found, tr("It was left out")))
        elif found:
            rows.append(replace(found, exercise=_line(found.exercise, 80), workout=_line(found.workout, 80)))
    return rows, problems


def _line(text: str, most: int) -> str:
    return " ".join(clean(text).split())[:most]


def _sessions(rows: Sequence[Row]) -> Iterator[tuple[tuple[datetime, str], list[Row]]]:
    """Yield the rows of each session; a file need not have them together."""

    def key(row: Row) -> tuple[datetime, str]:
        return row.started, row.workout

    # Sorting keeps the order of the sets in a session.
    for found, group in groupby(sorted(rows, key=key), key=key):
        yield found, list(group)


def _record(
    program: str, begun: datetime, started: datetime, workout: str, sets: Sequence[tuple[Row, Exercise | None]]
) -> Record:
    # What tells one session from another must not change with our tables or with the time zone of the machine.
    digest = hashlib.sha256(f"{program}\n{begun.isoformat()}\n{workout}".encode()).hexdigest()[:8]
    length = min(max((row.length for row, _ in sets), default=0), DAY)
    by_id: dict[str, list[Row]] = {}
    for row, exercise in sets:
        if exercise:
            by_id.setdefault(exercise.id, []).append(row)
    note = next((row.note for row, _ in sets if row.note), "")
    # A session must not pass for a look back: that would keep the next one from coming.
    called = f"{workout} ({program})" if workout in OUR_NAMES else workout or program
    return Record(
        id=f"{stamp(started)}-{digest}",
        started=started,
        ended=started + timedelta(seconds=length),
        routine=called,
        routine_id=called,
        state="",
        note=clean(note, lines=True).strip()[:LONGEST_NOTE],
        entries=tuple(_entry(id_, rows) for id_, rows in by_id.items()),
        origin=program,
    )


def _entry(id_: str, rows: Sequence[Row]) -> Entry:
    works = tuple(Work(reps=row.reps) if row.reps else Work(hold=row.seconds) for row in rows)
    sets = min(len(works), LIMITS["sets"][1])
    # Nothing is known of what was planned: what was done stands for it.
    if reps := max(work.reps for work in works):
        asked = Dose(sets, min(reps, LIMITS["reps"][1]))
    else:
        asked = Dose(sets, hold=min(max(work.hold for work in works), LIMITS["hold"][1]))
    loads = list(dict.fromkeys(row.load for row in rows if row.load))
    return Entry(id_, asked, works, marks=(f"with {loads[-1]}",) if loads else ())


def _odd_words(odd: Counter[str]) -> Iterator[str]:
    if n := odd["twice"]:
        yield trn(
            "{n} session began in an hour that came twice, when the clocks went back: taken as the first.",
            "{n} sessions began in an hour that came twice, when the clocks went back: taken as the first.",
            n,
        ).format(n=n)
    if n := odd["never"]:
        yield trn(
            "{n} session began in an hour that did not come, when the clocks went on: taken as an hour later.",
            "{n} sessions began in an hour that did not come, when the clocks went on: taken as an hour later.",
            n,
        ).format(n=n)
    if n := odd["later"]:
        yield trn(
            "{n} session left out: by your clock it has not been yet.",
            "{n} sessions left out: by your clock they have not been yet.",
            n,
        ).format(n=n)
