"""A record as a TOML file that can be read by eye."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Annotated, Any, Literal

from msgspec import Meta, Struct, ValidationError, convert

from limberup.history.record import Entry, Record, format_entry, parse_entry
from limberup.history.shorthand import expand, shorten
from limberup.packs.fields import read_fields
from limberup.problem import LimberupError, Problem
from limberup.text import clean
from limberup.texts import tr
from limberup.tomlread import TomlFile

__all__ = [
    "ID_PATTERN",
    "PAINS",
    "SCHEMA",
    "cut_off",
    "dump_record",
    "is_id",
    "looks_cut_off",
    "parse_record",
    "stamp",
    "to_minute_zone",
]

SCHEMA = 2
"""How files are written. 1 had lists of lines, and no last line by which a file that was cut off is known."""

ID_PATTERN = r"\d{8}T\d{6}Z-[0-9a-f]{8}"
"""The id of a session: when it began (see `stamp`), and what tells it from others of that second."""
_ID = re.compile(ID_PATTERN, re.ASCII)

Pain = Annotated[int, Meta(ge=0, le=10)]
PAINS = ("pain_at_rest", "pain_moving", "pain_after", "effort", "morning_pain", "morning_usual")
"""Fields of a record with a number 0-10, or None where it was not told."""


class RecordFile(Struct, forbid_unknown_fields=True):
    """A record's file as a whole."""

    schema: Annotated[int, Meta(ge=1)]
    started: datetime
    ended: datetime
    routine: str
    routine_id: str = ""
    state: str = "FULL"
    pain_at_rest: Pain | None = None
    pain_moving: Pain | None = None
    pain_after: Pain | None = None
    effort: Pain | None = None
    morning_pain: Pain | None = None
    morning_usual: Pain | None = None
    sore_only: bool = False
    note: str = ""
    origin: str = ""
    goals: dict[str, Pain] = {}
    finished: bool = True
    done: str | list[str] = []
    decisions: str | list[str] = []
    end: Literal[True] | None = None


def is_id(text: str) -> bool:
    """Return whether a text is the id of a session: of the form of `ID_PATTERN`, and of a moment that there is."""
    if not _ID.fullmatch(text):
        return False
    try:
        datetime.strptime(text[:16], "%Y%m%dT%H%M%SZ")
    except ValueError:
        return False
    return True


def dump_record(record: Record) -> str:
    """Write a record as TOML."""
    lines = [
        f"schema = {SCHEMA}",
        f"started = {to_minute_zone(record.started).isoformat()}",
        f"ended = {to_minute_zone(record.ended).isoformat()}",
        f"routine = {_quoted(record.routine)}",
    ]
    if record.routine_id and record.routine_id != record.routine:
        lines.append(f"routine_id = {_quoted(record.routine_id)}")
    if record.state != "FULL":
        lines.append(f"state = {_quoted(record.state)}")
    lines += [f"{name} = {value}" for name in PAINS if (value := getattr(record, name)) is not None]
    if record.sore_only:
        lines.append("sore_only = true")
    for name in ("note", "origin"):
        if value := getattr(record, name):
            lines.append(f"{name} = {_quoted(value)}")
    if not record.finished:
        lines.append("finished = false")
    if record.goals:
        goals = ", ".join(f"{_quoted(clean(goal))} = {score}" for goal, score in record.goals)
        lines.append(f"goals = {{ {goals} }}")
    lines += _block("done", [clean(format_entry(entry, short=True), lines=True) for entry in record.entries])
    decisions = [clean(line, lines=True) for line in record.decisions]
    short = shorten(decisions, [entry.exercise for entry in record.entries])
    lines += _block("decisions", decisions if short is None else short.split("\n"), as_list=short is None)
    return "\n".join([*lines, "end = true", ""])


def _quoted(text: str) -> str:
    # JSON's escapes are a part of TOML's, once control characters are gone.
    return json.dumps(clean(text, lines=True), ensure_ascii=False)


def _block(name: str, lines: Sequence[str], *, as_list: bool = False) -> list[str]:
    """Return lines as a text between triple quotes, which escapes nothing; as a list where that can't hold them."""
    text = "\n".join(lines)
    if not text and not as_list:
        return []
    if as_list or "'''" in text or any("\n" in line or not line for line in lines):
        return [f"{name} = [", *(f"    {_quoted(line)}," for line in lines), "]"]
    return [f"{name} = '''", text, "'''"]


def _is_newer(data: dict[str, Any]) -> bool:
    """Return whether a file's data say that a newer limberup wrote it."""
    schema = data.get("schema")
    return isinstance(schema, int) and not isinstance(schema, bool) and schema > SCHEMA


def parse_record(file: TomlFile, id_: str = "") -> Record:
    """Read a record's file. What a newer limberup wrote is read as far as it goes.

    Args:
        file: The file.
        id_: The record's id; the file's name unless told otherwise.

    Raises:
        LimberupError: with everything that is wrong.
    """
    if _is_newer(file.data):
        from limberup.history.newer import parse_newer

        return parse_newer(file, id_ or Path(file.file).stem)
    if file.data.get("schema") == SCHEMA and "end" not in file.data:
        raise LimberupError(cut_off(file.file))
    found, problems = _fields(file)
    entries: list[Entry] = []
    for number, line in enumerate(_lines(found.done) if found else [], 1):
        try:
            entries.append(parse_entry(line))
        except ValueError as error:
            problems.append(file.problem(f"done[{number}]", str(error)))
    if found:
        for name in ("started", "ended"):
            if getattr(found, name).tzinfo is None:
                problems.append(
                    file.problem(name, tr("has no time zone"), tr("Write it like 2026-11-21T08:30:00+01:00"))
                )
    if problems or found is None:
        raise LimberupError(*problems)
    decisions = found.decisions
    if isinstance(decisions, str):
        decisions = expand(decisions, [entry.exercise for entry in entries])
    return Record(
        id=id_ or Path(file.file).stem,
        started=found.started,
        ended=found.ended,
        routine=found.routine,
        routine_id=found.routine_id or found.routine,
        state=found.state,
        pain_at_rest=found.pain_at_rest,
        pain_moving=found.pain_moving,
        pain_after=found.pain_after,
        effort=found.effort,
        morning_pain=found.morning_pain,
        morning_usual=found.morning_usual,
        sore_only=found.sore_only,
        goals=tuple(found.goals.items()),
        note=found.note,
        origin=found.origin,
        finished=found.finished,
        entries=tuple(entries),
        decisions=tuple(decisions),
    )


def _fields(file: TomlFile) -> tuple[RecordFile | None, list[Problem]]:
    try:
        # In one go, which is what nearly every file allows; what is wrong, and where, takes ten times longer.
        return convert(file.data, RecordFile), []
    except (ValidationError, RecursionError):
        return read_fields(file.data, RecordFile, file)


def cut_off(file: str) -> Problem:
    """Return what is said of a file that has a beginning and no end."""
    remedy = tr("Take it from a backup, or add the line if nothing else is missing")
    return Problem(file, "", tr("is cut off: its last line, end = true, is missing"), remedy)


def looks_cut_off(text: str) -> bool:
    """Return whether a text begins like a record as it is written here, and does not end like one."""
    return text.startswith(f"schema = {SCHEMA}\n") and not text.rstrip().endswith("\nend = true")


def _lines(text: str | Sequence[str]) -> Sequence[str]:
    return [line for line in text.split("\n") if line] if isinstance(text, str) else text


def to_minute_zone(moment: datetime) -> datetime:
    """Return a moment in whole seconds, at an offset in whole minutes: TOML can write no other.

    One without a zone is taken as the machine's own time.
    """
    offset = moment.utcoffset()
    if offset is None:
        return to_minute_zone(moment.astimezone())
    whole = moment.replace(microsecond=0)
    if offset % timedelta(minutes=1):
        return whole.astimezone(timezone(timedelta(minutes=round(offset / timedelta(minutes=1)))))
    return whole


def stamp(moment: datetime) -> str:
    """Return a moment as it stands in file names: `20261121T073000Z`, in UTC."""
    return moment.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
