"""Worked cases: one person at one moment as a TOML file, read strictly. The only file here that reads one.

Tables in a list are counted from 1 in the place of a problem: `given.last[2].reps` is in the second.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import MISSING, dataclass, fields, replace
from pathlib import Path
from typing import Any, TypeVar

from limberup.catalog import Catalog
from limberup.dose import LIMITS, Dose
from limberup.problem import LimberupError, Problem
from limberup.safety.conditions import CONDITIONS
from limberup.safety.expect import as_json, compare, read_expect
from limberup.safety.flags import FLAGS, REASONS
from limberup.safety.reading import Reader
from limberup.safety.situation import (
    Event,
    Last,
    Leg,
    Morning,
    Pain,
    Review,
    Settled,
    Situation,
    Weekly,
)
from limberup.text import clean
from limberup.texts import tr

__all__ = ["Case", "as_json", "compare", "parse_case", "read_case"]

MOST_BYTES = 1_000_000
"""Longest case that is read: a case is a page or two, and not a device that never ends."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Case:
    """What is given, and what is expected of it, if anything."""

    title: str
    situation: Situation
    expect: Mapping[str, Any] | None
    """What the file's `[expect]` holds, exercises by the name that `as_json` gives them."""


def read_case(path: Path, catalog: Catalog) -> Case:
    """Read a case from its file.

    Raises:
        LimberupError: the file can't be read or is not right; one problem, with its place.
    """
    file = "".join(char if char.isprintable() else "?" for char in str(path))
    try:
        with path.open("rb") as stream:
            raw = stream.read(MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or tr("it has no such name")
        raise LimberupError(Problem(file, "", tr("cannot be read: {reason}").format(reason=reason))) from None
    if len(raw) > MOST_BYTES:
        raise LimberupError(
            Problem(file, "", tr("is longer than a case can be ({most_bytes} bytes)").format(most_bytes=MOST_BYTES))
        )
    try:
        data = tomllib.loads(raw.decode("utf-8"))
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise LimberupError(
            Problem(file, tr("line {line}").format(line=line), tr("is not UTF-8"), tr("Save it as UTF-8 text"))
        ) from None
    # Beside its own error tomllib lets through ValueError (a number too long) and RecursionError (nesting).
    except (ValueError, RecursionError) as error:
        told = str(error) if isinstance(error, tomllib.TOMLDecodeError) else tr("a number or a nesting is too long")
        raise LimberupError(
            Problem(file, "", tr("is not TOML: {told}").format(told=" ".join(ascii(told)[1:-1].split())))
        ) from None
    return parse_case(data, catalog, file)


def parse_case(data: Mapping[str, object], catalog: Catalog, file: str = "case") -> Case:
    """Read a case from parsed TOML; `file` is what problems call it.

    Raises:
        LimberupError: something is not right; one problem, with its place.
    """
    reader = Reader(file, catalog)
    top = reader.table("", dict(data), ("title", "given", "expect"))
    title = clean(reader.text("title", top.get("title", "")))
    situation = _given(reader, top.get("given", {}))
    return Case(title, situation, read_expect(reader, top["expect"]) if "expect" in top else None)


_PLAIN = ("age", "week", "gap_days", "minutes_up", "unsettled_before")
_SETS: dict[str, Iterable[str]] = {"flags": FLAGS, "uncleared": REASONS, "conditions": CONDITIONS}
_TABLES = ("pain", "last_three", "morning", "weekly_morning", "review", "plan", "last", "during")


def _given(reader: Reader, value: object) -> Situation:
    given = reader.table("given", value, (*_PLAIN, *_SETS, *_TABLES))
    # As they stand; Situation itself checks type and range.
    values: dict[str, Any] = {key: given[key] for key in _PLAIN if key in given}
    for key, known in _SETS.items():
        values[key] = frozenset(reader.some_of(f"given.{key}", given.get(key, []), known))
    if "pain" in given:
        # "In a table that is given, `base` left out = now": which is Pain's own default.
        values["pain"] = _flat(reader, "pain", given, Pain)
    if "morning" in given:
        # "`pain` left out of a given table = not answered"
        table = reader.table("given.morning", given["morning"], ("pain", "usual", "sore_only"))
        values["morning"] = reader.build("given.morning", Morning, **{"pain": None, **table})
    if "weekly_morning" in given:
        values["weekly"] = _flat(reader, "weekly_morning", given, Weekly)
    if "review" in given:
        values["review"] = _flat(reader, "review", given, Review)
    if "last_three" in given:
        told = reader.some_of("given.last_three", given["last_three"], [item.lower() for item in Settled])
        values["last_three"] = tuple(Settled(item.upper()) for item in told)
    plan = enumerate(reader.items("given.plan", given.get("plan", [])), start=1)
    values["plan"] = tuple(reader.exercise(f"given.plan[{number}]", name) for number, name in plan)
    values["last"] = _lasts(reader, given.get("last", []))
    events = enumerate(reader.items("given.during", given.get("during", [])), start=1)
    values["during"] = tuple(_event(reader, f"given.during[{number}]", event) for number, event in events)
    return reader.build("given", Situation, **values)


def _flat(reader: Reader, key: str, given: Mapping[str, Any], make: type[T]) -> T:
    """Return a table of plain values as what `make` makes of it. A key without a default must be there."""
    place = f"given.{key}"
    columns = fields(make)  # type: ignore[arg-type]
    table = reader.table(place, given[key], (column.name for column in columns))
    for column in columns:
        if column.default is MISSING and column.name not in table:
            reader.fail(f"{place}.{column.name}", tr("is missing"))
    return reader.build(place, make, **table)


def _lasts(reader: Reader, value: object) -> tuple[Last, ...]:
    found: dict[str, Last] = {}
    for number, item in enumerate(reader.items("given.last", value), start=1):
        place = f"given.last[{number}]"
        last = _last(reader, place, item)
        if last.exercise in found:
            reader.fail(f"{place}.exercise", tr("stands twice: give the last time it was done, once"))
        found[last.exercise] = last
    return tuple(found.values())


_LAST_KEYS = ("exercise", "sets", "reps", "hold", "colour", "met", "effort", "extra", "run", "mark")


def _last(reader: Reader, place: str, value: object) -> Last:
    table = reader.table(place, value, _LAST_KEYS)
    if "exercise" not in table:
        reader.fail(f"{place}.exercise", tr("is missing"))
    id_ = reader.exercise(f"{place}.exercise", table["exercise"])
    counts: dict[str, int] = {
        key: reader.whole(f"{place}.{key}", table[key], *LIMITS[key])
        for key in ("sets", "reps", "hold")
        if key in table
    }
    colour = reader.one_of(f"{place}.colour", table.get("colour", "green"), ("green", "amber"))
    if "mark" in table:
        reader.one_of(f"{place}.mark", table["mark"], ("regress",))
    return reader.build(
        place,
        Last,
        exercise=id_,
        dose=_dose(counts, reader.catalog.exercise(id_).start),
        amber=colour == "amber",
        regress="mark" in table,
        **{key: table[key] for key in ("met", "effort", "extra", "run") if key in table},
    )


def _dose(counts: dict[str, int], start: Dose) -> Dose:
    """Return the stored dose: as written; where neither repetitions nor a hold are, those of the start dose."""
    if "reps" in counts or "hold" in counts:
        # "a dose without sets has one"
        return Dose(counts.get("sets", 1), counts.get("reps"), counts.get("hold"), start.each)
    return replace(start, sets=counts.get("sets", start.sets))


def _event(reader: Reader, place: str, value: object) -> Event:
    table = reader.table(place, value, ("exercise", "pain", "sharp", "leg", "new_flag"))
    if "exercise" not in table:
        reader.fail(f"{place}.exercise", tr("is missing"))
    # There is no default pain: a green one would be made up, unless what was told decides without a score.
    decides = table.get("sharp") is True or table.get("leg") == "down" or "new_flag" in table
    if "pain" not in table and not decides:
        reader.fail(f"{place}.pain", tr("is missing"))
    values: dict[str, Any] = {key: table[key] for key in ("pain", "sharp") if key in table}
    if "leg" in table:
        values["leg"] = Leg(reader.one_of(f"{place}.leg", table["leg"], Leg))
    if "new_flag" in table:
        values["new_flag"] = reader.one_of(f"{place}.new_flag", table["new_flag"], FLAGS)
    id_ = reader.exercise(f"{place}.exercise", table["exercise"])
    return reader.build(place, Event, exercise=id_, **values)
