"""A record as a TOML file that can be read by eye."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Annotated, Any, cast

from msgspec import Meta, Struct

from limberup.history.record import Entry, Record, format_entry, parse_entry
from limberup.packs.fields import read_fields
from limberup.problem import LimberupError
from limberup.text import clean_tree
from limberup.tomlread import TomlFile

__all__ = ["SCHEMA", "dump_record", "parse_record", "stamp", "to_minute_zone"]

SCHEMA = 1

Pain = Annotated[int, Meta(ge=0, le=10)]


class RecordFile(Struct):
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
    goals: dict[str, Pain] = {}
    finished: bool = True
    done: list[str] = []
    decisions: list[str] = []


def dump_record(record: Record) -> str:
    """Write a record as TOML."""
    import tomli_w

    data: dict[str, Any] = {
        "schema": SCHEMA,
        "started": to_minute_zone(record.started),
        "ended": to_minute_zone(record.ended),
        "routine": record.routine,
    }
    if record.routine_id and record.routine_id != record.routine:
        data["routine_id"] = record.routine_id
    data["state"] = record.state
    for name in ("pain_at_rest", "pain_moving", "pain_after", "effort", "morning_pain", "morning_usual"):
        if (value := getattr(record, name)) is not None:
            data[name] = value
    if record.sore_only:
        data["sore_only"] = True
    if record.note:
        data["note"] = record.note
    data["finished"] = record.finished
    data["done"] = [format_entry(entry) for entry in record.entries]
    if record.decisions:
        data["decisions"] = list(record.decisions)
    if record.goals:
        # A table, so it has to come last.
        data["goals"] = dict(record.goals)
    return tomli_w.dumps(cast(dict[str, Any], clean_tree(data)))


def parse_record(file: TomlFile) -> Record:
    """Read a record's file; its id is the file's name.

    Raises:
        LimberupError: with everything that is wrong, or that a newer limberup wrote it.
    """
    schema = file.data.get("schema")
    if isinstance(schema, int) and not isinstance(schema, bool) and schema > SCHEMA:
        what = f"was written by a newer limberup (schema {schema}, this one knows {SCHEMA})"
        raise LimberupError(file.problem("schema", what, "Update limberup to see it"))
    found, problems = read_fields(file.data, RecordFile, file)
    entries: list[Entry] = []
    for number, line in enumerate(found.done if found else [], 1):
        try:
            entries.append(parse_entry(line))
        except ValueError as error:
            problems.append(file.problem(f"done[{number}]", str(error)))
    if found:
        for name in ("started", "ended"):
            if getattr(found, name).tzinfo is None:
                problems.append(file.problem(name, "has no time zone", "Write it like 2026-11-21T08:30:00+01:00"))
    if problems or found is None:
        raise LimberupError(*problems)
    return Record(
        id=Path(file.file).stem,
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
        finished=found.finished,
        entries=tuple(entries),
        decisions=tuple(found.decisions),
    )


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
