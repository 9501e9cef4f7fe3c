"""person.toml: reading and writing what is known of the person."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal

from msgspec import Meta, Struct

from limberup.files import write_whole
from limberup.packs.fields import read_fields
from limberup.person import OpenFlag, Person
from limberup.problem import LimberupError, nearest
from limberup.safety.conditions import CONDITIONS
from limberup.safety.flags import FLAGS, REASONS
from limberup.tomlread import read_toml

__all__ = ["load_person", "save_person"]


class FlagTable(Struct):
    """One `[[flag]]`."""

    id: str
    since: date
    cleared: date | None = None


class PersonFile(Struct):
    """person.toml as a whole."""

    schema: Annotated[int, Meta(ge=1, le=1)] = 1
    acknowledged: date | None = None
    age: Annotated[int, Meta(ge=0, le=120)] | None = None
    sore_side: Literal["left", "right", ""] = ""
    conditions: list[str] = []
    flag: list[dict[str, object]] = []


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
    file = read_toml(path)
    found, problems = read_fields(file.data, PersonFile, file)
    flags = []
    for number, raw in enumerate(found.flag if found else [], 1):
        table, more = read_fields(raw, FlagTable, file, f"flag[{number}]")
        problems += more
        if table is None:
            continue
        if table.id not in FLAGS and table.id not in REASONS:
            remedy = nearest(table.id, (*FLAGS, *REASONS))
            problems.append(file.problem(f"flag[{number}].id", f"there is no flag {table.id!r}", remedy))
        flags.append(OpenFlag(table.id, table.since, table.cleared))
    for number, name in enumerate(found.conditions if found else [], 1):
        if name not in CONDITIONS:
            what = f"there is no condition {name!r}"
            problems.append(file.problem(f"conditions[{number}]", what, nearest(name, CONDITIONS)))
    if problems or found is None:
        raise LimberupError(*problems)
    return Person(found.acknowledged, tuple(flags), frozenset(found.conditions), found.sore_side, found.age)


def save_person(path: Path, person: Person) -> None:
    """Write the person's file.

    Raises:
        LimberupError: it can't be written.
    """
    import tomli_w

    data: dict[str, Any] = {"schema": 1}
    if person.acknowledged:
        data["acknowledged"] = person.acknowledged
    if person.age is not None:
        data["age"] = person.age
    if person.sore_side:
        data["sore_side"] = person.sore_side
    data["conditions"] = sorted(person.conditions)
    flags: list[dict[str, Any]] = []
    for flag in person.flags:
        row: dict[str, Any] = {"id": flag.id, "since": flag.since}
        if flag.cleared:
            row["cleared"] = flag.cleared
        flags.append(row)
    if flags:
        data["flag"] = flags
    write_whole(path, tomli_w.dumps(data))
