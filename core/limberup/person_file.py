"""person.toml: reading and writing what is known of the person."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal

from msgspec import Meta, Struct

from limberup.exercise import Position
from limberup.files import write_whole
from limberup.packs.fields import read_fields
from limberup.person import AGE_BANDS, MOST_GOALS, OpenFlag, Person
from limberup.problem import LimberupError, Problem, nearest
from limberup.safety.conditions import CONDITIONS
from limberup.safety.flags import FLAGS, REASONS
from limberup.safety.signs import SIGNS
from limberup.text import clean
from limberup.texts import tr
from limberup.tomlread import TomlFile, read_toml

__all__ = ["MOST_LETTERS", "load_person", "parse_person", "save_person"]

MOST_LETTERS = 80
"""Longest name of an activity or a thing, in characters: one line of the screen."""


Words = Annotated[str, Meta(min_length=1, max_length=MOST_LETTERS)]
ExerciseId = Annotated[str, Meta(pattern=r"^[a-z0-9-]+/[a-z0-9-]+\Z", max_length=121)]
Age = Annotated[int, Meta(ge=0, le=120)]


class FlagTable(Struct):
    """One `[[flag]]`."""

    id: str
    since: date
    cleared: date | None = None


class PersonFile(Struct):
    """person.toml as a whole."""

    schema: Annotated[int, Meta(ge=1, le=1)] = 1
    acknowledged: date | None = None
    age_band: Literal["under 18", "18-59", "60-64", "65 and over", ""] = ""
    sore_side: Literal["left", "right", ""] = ""
    conditions: list[str] = []
    equipment: Annotated[list[Words], Meta(max_length=100)] | None = None
    cannot: list[Position] = []
    unwanted: Annotated[list[ExerciseId], Meta(max_length=10_000)] = []
    minutes: Annotated[int, Meta(ge=3, le=90)] = 15
    days: Annotated[int, Meta(ge=1, le=7)] = 3
    goals: Annotated[list[Words], Meta(max_length=MOST_GOALS)] = []
    country: Annotated[str, Meta(pattern="^([A-Z]{2})?$")] = ""
    duration: Literal["under 6 weeks", "6 to 12 weeks", "over 12 weeks", ""] = ""
    assessed: bool | None = None
    signs: list[str] = []
    screened: date | None = None
    flags: Annotated[int, Meta(ge=0, le=10_000)] = 0
    """How many `[[flag]]` there are at the least: they stand last, and a file that was cut off may lack some."""
    flag: list[dict[str, object]] = []
    age: Age | None = None
    """In years, as it stood here before there were bands; it is read, and written as its band."""


def load_person(path: Path) -> Person:
    """Read the person's file; a person of whom nothing is known where there is none.

    Raises:
        LimberupError: it is damaged. It is never read in part: a flag or a condition that got lost could hurt.
    """
    try:
        path.lstat()
    except FileNotFoundError:
        return Person()
    except OSError:
        pass  # Something is there that can't be looked at: reading it says what.
    return parse_person(read_toml(path))


def parse_person(file: TomlFile) -> Person:
    """Read the person's file.

    Raises:
        LimberupError: it is damaged.
    """
    found, problems = read_fields(file.data, PersonFile, file)
    flags = []
    for number, raw in enumerate(found.flag if found else [], 1):
        table, more = read_fields(raw, FlagTable, file, f"flag[{number}]")
        problems += more
        if table is None:
            continue
        if table.id not in FLAGS and table.id not in REASONS:
            remedy = nearest(table.id, (*FLAGS, *REASONS))
            problems.append(
                file.problem(f"flag[{number}].id", tr("there is no flag {id!r}").format(id=table.id), remedy)
            )
        flags.append(OpenFlag(table.id, table.since, table.cleared))
    if found is not None and len(found.flag) < found.flags:
        what = tr("says that {told} flags stand below, and there are {found}").format(
            told=found.flags, found=len(found.flag)
        )
        problems.append(
            file.problem("flags", what, tr("Was the file cut off? Take it from a backup, or put them back"))
        )
    if found is not None:
        problems += _unknown(file, "conditions", tr("there is no condition {name!r}"), found.conditions, CONDITIONS)
        problems += _unknown(file, "signs", tr("there is no sign {name!r}"), found.signs, SIGNS)
        for name in ("equipment", "goals"):
            for number, words in enumerate(getattr(found, name) or [], 1):
                if not clean(words).strip():
                    problems.append(
                        file.problem(f"{name}[{number}]", tr("is empty"), tr("Take it out or name something"))
                    )
    if problems or found is None:
        raise LimberupError(*problems)
    return Person(
        acknowledged=found.acknowledged,
        flags=tuple(flags),
        conditions=frozenset(found.conditions),
        sore_side=found.sore_side,
        age_band=found.age_band or _band(found.age),
        equipment=_things(found.equipment),
        cannot=frozenset(found.cannot),
        unwanted=frozenset(found.unwanted),
        minutes=found.minutes,
        days=found.days,
        # Scores are kept by the activity's words, so each stands once.
        goals=tuple(dict.fromkeys(clean(goal).strip() for goal in found.goals)),
        country=found.country,
        duration=found.duration,
        assessed=found.assessed,
        signs=frozenset(found.signs),
        screened=found.screened,
    )


def _unknown(file: TomlFile, key: str, what: str, names: list[str], known: Collection[str]) -> list[Problem]:
    return [
        file.problem(
            f"{key}[{number}]",
            what.format(name=name[:40]),
            nearest(name, known),
        )
        for number, name in enumerate(names, 1)
        if name not in known
    ]


def _things(names: list[str] | None) -> frozenset[str] | None:
    return None if names is None else frozenset(" ".join(clean(name).split()).lower() for name in names)


def _band(years: int | None) -> str:
    """Return the band that somebody of that age is in, or ""."""
    if years is None:
        return ""
    return max((least, band) for band, least in AGE_BANDS.items() if years >= least or least < 18)[1]


def save_person(path: Path, person: Person) -> None:
    """Write the person's file.

    Raises:
        LimberupError: it can't be written.
    """
    import tomli_w

    data: dict[str, Any] = {"schema": 1}
    if person.flags:
        data["flags"] = len(person.flags)
    if person.acknowledged:
        data["acknowledged"] = person.acknowledged
    if person.age_band:
        data["age_band"] = person.age_band
    if person.sore_side:
        data["sore_side"] = person.sore_side
    data["conditions"] = sorted(person.conditions)
    if person.equipment is not None:
        data["equipment"] = sorted(person.equipment)
    if person.cannot:
        data["cannot"] = sorted(position.value for position in person.cannot)
    if person.unwanted:
        data["unwanted"] = sorted(person.unwanted)
    data |= {"minutes": person.minutes, "days": person.days}
    if person.goals:
        data["goals"] = list(person.goals)
    for name in ("country", "duration", "assessed", "screened"):
        if (value := getattr(person, name)) not in ("", None):
            data[name] = value
    if person.signs:
        data["signs"] = sorted(person.signs)
    flags: list[dict[str, Any]] = []
    for flag in person.flags:
        row: dict[str, Any] = {"id": flag.id, "since": flag.since}
        if flag.cleared:
            row["cleared"] = flag.cleared
        flags.append(row)
    if flags:
        data["flag"] = flags
    write_whole(path, tomli_w.dumps(data))
