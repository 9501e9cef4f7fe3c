"""A made-up person in a TOML file, read strictly, for `limberup.simulate`."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar

from msgspec import Meta, Struct

from limberup.catalog import Catalog, UnknownName
from limberup.equipment import single_things
from limberup.exercise import Position
from limberup.history.record import Hurt
from limberup.made_up import MOST_WEEKS, Away, Flag, Flare, MadeUp, PlannedHurt
from limberup.packs.fields import read_fields
from limberup.person import Person
from limberup.problem import LimberupError, Problem, nearest
from limberup.routine import Routine
from limberup.safety.conditions import CONDITIONS
from limberup.safety.flags import FLAGS, REASONS
from limberup.texts import tr
from limberup.tomlread import TomlFile, read_toml

__all__ = [
    "CourseTable",
    "FlagTable",
    "FlareTable",
    "HurtTable",
    "MadeUpFile",
    "RiseTable",
    "SpanTable",
    "read_made_up",
]

LAST_DAY = 7 * MOST_WEEKS
LAST_LINE = 10**9

Day = Annotated[int, Meta(ge=1, le=LAST_DAY)]
Days = Annotated[int, Meta(ge=1, le=LAST_DAY)]
Pain = Annotated[int, Meta(ge=0, le=10)]
Level = Annotated[float, Meta(ge=0, le=10)]
Share = Annotated[float, Meta(ge=0, le=1)]

S = TypeVar("S", bound=Struct)
T = TypeVar("T")


class RiseTable(Struct):
    """`course.morning_rise`: how often a session is followed by a worse morning, and by how much."""

    chance: Share
    by: Annotated[int, Meta(ge=1, le=10)] = 2


class FlareTable(Struct):
    """One of `course.flares`."""

    day: Day
    pain: Pain
    days: Days = 1


class SpanTable(Struct):
    """One of `course.away`."""

    day: Day
    days: Days = 1


class HurtTable(Struct):
    """One of `course.hurts`."""

    day: Day
    exercise: str
    pain: Pain
    sharp: bool = False
    leg: Literal["none", "same", "up", "down"] = "none"


class FlagTable(Struct):
    """One of `course.flags`."""

    day: Day
    id: str
    days: Days | None = None


class CourseTable(Struct):
    """`[course]`: how pain goes, and what the person does."""

    pain_start: Level
    pain_end: Level | None = None
    weeks_to_change: Annotated[float, Meta(gt=0, le=104)] = 8.0
    noise: Annotated[float, Meta(ge=0, le=5)] = 0.0
    adherence: Share = 1.0
    effort: Pain = 4
    morning_rise: dict[str, object] = {}
    sore_only: bool = False
    flares: list[dict[str, object]] = []
    away: list[dict[str, object]] = []
    hurts: list[dict[str, object]] = []
    flags: list[dict[str, object]] = []


class MadeUpFile(Struct):
    """A made-up person's file as a whole."""

    course: dict[str, object]
    title: Annotated[str, Meta(max_length=80)] = ""
    age_band: Literal["under 18", "18-59", "60-64", "65 and over", ""] = ""
    conditions: list[str] = []
    sore_side: Literal["left", "right", ""] = ""
    equipment: Annotated[list[Annotated[str, Meta(min_length=1, max_length=80)]], Meta(max_length=100)] | None = None
    cannot: list[Position] = []
    minutes: Annotated[int, Meta(ge=3, le=90)] = 15
    days: Annotated[int, Meta(ge=1, le=7)] = 3
    routine: str = ""


def read_made_up(path: Path, catalog: Catalog) -> MadeUp:
    """Read a made-up person from a file.

    Raises:
        LimberupError: it can't be read or is not right; one problem, the first in the file, with its place.
    """
    reader = _Reader(read_toml(path), catalog)
    made = reader.made_up()
    if made is None:
        raise LimberupError(min(reader.problems, key=_line))
    return made


def _line(problem: Problem) -> int:
    """Return the line that a problem is in; what is in none comes last."""
    return problem.line or LAST_LINE


class _Reader:
    """Reads one file, and keeps what is wrong with it."""

    def __init__(self, file: TomlFile, catalog: Catalog) -> None:
        self.file = file
        self.catalog = catalog
        self.problems: list[Problem] = []

    def fields(self, table: Mapping[str, Any], shape: type[S], path: str = "") -> S | None:
        """Return a table as `shape`, or None where something must be there and is not."""
        found, problems = read_fields(table, shape, self.file, path)
        self.problems += problems
        return found

    def made_up(self) -> MadeUp | None:
        """Return the person, or None where there is a problem."""
        found = self.fields(self.file.data, MadeUpFile)
        raw = self.file.data.get("course")
        course = self.fields(raw, CourseTable, "course") if isinstance(raw, dict) else None
        rise = RiseTable(0.0)
        if course and course.morning_rise:
            rise = self.fields(course.morning_rise, RiseTable, "course.morning_rise") or rise
        if found is None or course is None:
            return None
        for number, condition in enumerate(found.conditions, 1):
            self._known(f"conditions[{number}]", tr("there is no condition {name!r}"), condition, CONDITIONS)
        routine = self._routine(found.routine)
        numbers = (course.pain_start, course.weeks_to_change, course.noise, course.adherence, rise.chance)
        if not all(map(math.isfinite, (*numbers, course.pain_end or 0.0))):
            self.problems.append(self.file.problem("course", tr("has a number that is none")))
        made = MadeUp(
            title=found.title,
            person=Person(
                conditions=frozenset(found.conditions),
                sore_side=found.sore_side,
                age_band=found.age_band,
                equipment=_things(found.equipment),
                cannot=frozenset(found.cannot),
                minutes=found.minutes,
                days=found.days,
            ),
            routine=routine,
            pain_start=course.pain_start,
            pain_end=course.pain_start if course.pain_end is None else course.pain_end,
            weeks_to_change=course.weeks_to_change,
            noise=course.noise,
            adherence=course.adherence,
            effort=course.effort,
            rise_chance=rise.chance,
            rise_by=rise.by,
            sore_only=course.sore_only,
            flares=self._rows("flares", course.flares, FlareTable, lambda row, _: Flare(row.day, row.pain, row.days)),
            away=self._rows("away", course.away, SpanTable, lambda row, _: Away(row.day, row.days)),
            hurts=self._rows("hurts", course.hurts, HurtTable, self._hurt),
            flags=self._rows("flags", course.flags, FlagTable, self._flag),
        )
        return None if self.problems else made

    def _rows(
        self, key: str, raws: Iterable[dict[str, object]], shape: type[S], make: Callable[[S, str], T]
    ) -> tuple[T, ...]:
        rows = []
        for number, raw in enumerate(raws, 1):
            place = f"course.{key}[{number}]"
            if row := self.fields(raw, shape, place):
                rows.append(make(row, place))
        return tuple(rows)

    def _hurt(self, row: HurtTable, place: str) -> PlannedHurt:
        try:
            id_ = self.catalog.exercise(row.exercise).id
        except UnknownName as error:
            id_ = ""
            self.problems.append(self.file.problem(f"{place}.exercise", str(error)))
        return PlannedHurt(row.day, id_, Hurt(row.pain, row.sharp, row.leg))

    def _flag(self, row: FlagTable, place: str) -> Flag:
        self._known(f"{place}.id", tr("there is no flag {name!r}"), row.id, (*FLAGS, *REASONS))
        return Flag(row.day, row.id, row.days)

    def _known(self, key: str, words: str, name: str, known: Iterable[str]) -> None:
        choices = list(known)
        if name not in choices:
            what = words.format(name=name[:40])
            self.problems.append(self.file.problem(key, what, nearest(name[:80], choices)))

    def _routine(self, name: str) -> Routine | None:
        if not name:
            return None
        try:
            return self.catalog.routine(name)
        except UnknownName as error:
            self.problems.append(self.file.problem("routine", str(error)))
            return None


def _things(names: list[str] | None) -> frozenset[str] | None:
    return None if names is None else frozenset(thing for name in names for thing in single_things(name))
