"""The programs whose logs are read, each known by the columns of its header. Pure.

Columns as they stood in public code that reads such exports, November 2026: Strong (three forms), Hevy, FitNotes
(Android, and FitNotes 2). None of them tells a time zone, a pain, or on which side a set was done.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from limberup.taking.moments import parse_length, parse_moment
from limberup.texts import tr

__all__ = ["PROGRAMS", "Cells", "Program", "Row", "program_of"]

Cells = Mapping[str, str]
"""The cells of a row by the names of their columns, as `table.column` has them."""


@dataclass(frozen=True, slots=True)
class Row:
    """One set, as far as it matters here."""

    started: datetime
    """On the clock there."""
    workout: str
    exercise: str
    reps: int = 0
    seconds: int = 0
    load: str = ""
    """A weight with its unit, as the log has it; "" for none."""
    length: int = 0
    """Seconds that the whole session took, or 0 where not told."""
    note: str = ""
    """What was noted of the whole session."""


@dataclass(frozen=True, slots=True)
class Program:
    """A program whose logs are known."""

    name: str
    has: frozenset[str]
    """Columns that a header must have to be its own."""
    read: Callable[[Cells], Row | str | None]
    """Returns a set; None where the row is none, such as a rest; or what can't be read in it."""
    notes: tuple[str, ...] = ()
    """What its logs do not tell, a sentence each."""


def program_of(header: tuple[str, ...]) -> Program | None:
    """Return the program that writes such a header, or None."""
    return next((program for program in PROGRAMS if program.has <= set(header)), None)


def _number(text: str) -> float | None:
    """Return a number written with a point or a comma, 0 where there is none, None where it is something else."""
    plain = text.strip().replace(",", ".")
    if not plain:
        return 0.0
    return float(plain) if re.fullmatch(r"\d{1,7}(?:\.\d+)?", plain) else None


def _whole(text: str) -> int | None:
    number = _number(text)
    return None if number is None else round(number)


def _load(cells: Cells, unit: str = "") -> str:
    """Return the weight of a set with its unit."""
    for name, text in cells.items():
        weighs = re.fullmatch(r"weight(?:[ _]?\(?(?P<unit>kgs?|lbs?)\)?)?", name)
        if weighs and (number := _number(text)):
            told = weighs["unit"] or unit or tr("of a unit that is not told")
            return f"{number:g} {told.removesuffix('s')}"
    return ""


def _set(
    cells: Cells, when: str, workout: str, exercise: str, seconds: int | None, *, length: int = 0, note: str = ""
) -> Row | str | None:
    moment = parse_moment(when)
    if moment is None:
        return tr("{when!r} is no day that can be read").format(when=when[:40]) if when else tr("has no day")
    reps = _whole(cells.get("reps", ""))
    if reps is None or seconds is None:
        return tr("has a number that can't be read")
    if not exercise:
        return tr("names no exercise")
    if not reps and not seconds:
        return None
    load = _load(cells, cells.get("weight unit", ""))
    return Row(moment, workout, exercise, min(reps, 9999), min(seconds, 7200), load, length, note)


def _strong(cells: Cells) -> Row | str | None:
    if not re.fullmatch(r"[\dWDF]*", cells["set order"]):
        return None  # "Rest Timer", "Note"
    names = ("duration", "workout duration", "duration (sec)")
    length = next((parse_length(cells[name]) or 0 for name in names if cells.get(name)), 0)
    when, workout, exercise = cells["date"], cells["workout name"], cells["exercise name"]
    seconds = _whole(cells.get("seconds", ""))
    return _set(cells, when, workout, exercise, seconds, length=length, note=cells.get("workout notes", ""))


def _hevy(cells: Cells) -> Row | str | None:
    seconds = _whole(cells.get("duration_seconds", ""))
    begun, ended = parse_moment(cells["start_time"]), parse_moment(cells.get("end_time", ""))
    length = max(ended - begun, timedelta()) if begun and ended else timedelta()
    when, workout, exercise = cells["start_time"], cells["title"], cells["exercise_title"]
    took = round(length.total_seconds())
    return _set(cells, when, workout, exercise, seconds, length=took, note=cells.get("description", ""))


def _fitnotes(cells: Cells) -> Row | str | None:
    told = cells.get("time", "")
    return _set(cells, cells["date"], "", cells["exercise"], parse_length(told) if told else 0)


PROGRAMS = (
    Program("Strong", frozenset({"date", "workout name", "exercise name", "set order"}), _strong),
    Program("Hevy", frozenset({"title", "start_time", "exercise_title"}), _hevy),
    Program(
        "FitNotes",
        frozenset({"date", "exercise", "category"}),
        _fitnotes,
        (tr("FitNotes keeps no time of day and no end: each day is one session, at noon, of no length."),),
    ),
)
