"""What `limberup history --json` printed, read back into records. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from limberup.dose import DoseError, parse_dose
from limberup.history.record import Entry, Hurt, Record, Work, format_entry, parse_entry
from limberup.history.record_file import dump_record, is_id, parse_record
from limberup.problem import LimberupError, Problem
from limberup.taking.json_text import read_json
from limberup.texts import tr
from limberup.tomlread import TomlFile

__all__ = ["ELSEWHERE", "read_own_json"]

ELSEWHERE = "elsewhere"
"""Origin of sessions that no rule of ours allowed, where the export does not say whence they came."""


def read_own_json(text: str, name: str) -> tuple[list[Record], list[Problem]]:
    """Read records back.

    Returns:
        The records, oldest first, and what is wrong with those that can't be read.

    Raises:
        LimberupError: it is no such list.
    """
    data = read_json(text, name)
    rows = data if isinstance(data, list) else []
    if not rows or not all(isinstance(row, dict) and "started" in row for row in rows):
        what = tr("is no list of sessions")
        raise LimberupError(Problem(name, "", what, tr("Take what limberup history --json prints, or a log as CSV")))
    records: list[Record] = []
    problems: list[Problem] = []
    for number, row in enumerate(rows, 1):
        try:
            records.append(_record(row, name, tr("session {number}").format(number=number)))
        except LimberupError as error:
            problems += error.problems
    return sorted(records, key=lambda record: record.id), problems


def _record(row: Mapping[str, Any], name: str, place: str) -> Record:
    id_ = row.get("id")
    if not isinstance(id_, str) or not is_id(id_):
        raise LimberupError(Problem(name, place, tr("has no id like 20261121T073000Z-0123abcd"), tr("It was left out")))
    if row.get("newer"):
        what = tr("was written by a newer limberup")
        raise LimberupError(Problem(name, f"{place} ({id_})", what, tr("Take it over with that one")))
    try:
        rest = {key: value for key, value in row.items() if key not in ("id", "exercises", "started", "ended")}
        found = Record(
            **{
                **rest,
                "id": id_,
                "started": datetime.fromisoformat(row["started"]),
                "ended": datetime.fromisoformat(row["ended"]),
                "goals": tuple(dict(rest.get("goals", {})).items()),
                "decisions": tuple(rest.get("decisions", ())),
                "entries": tuple(_entry(entry) for entry in row.get("exercises", ())),
            }
        )
        if not found.state and found.entries and not found.origin:
            # Each session led here has a state: one without was taken over once, and must not become evidence now.
            found = replace(found, origin=ELSEWHERE)
        # The reader of our files knows all limits, so that nothing can come this way that a file could not hold.
        return parse_record(TomlFile(f"{id_}.toml", dump_record(found)))
    except LimberupError as error:
        what = error.problems[0].what
    except (TypeError, ValueError, KeyError, AttributeError, DoseError):
        what = tr("has not what a session has, or something else")
    raise LimberupError(Problem(name, f"{place} ({id_})", what, tr("It was left out")))


def _entry(row: Mapping[str, Any]) -> Entry:
    work = tuple(Work(part["side"], part["reps"], part["hold"], part["confirmed"]) for part in row["work"])
    hurts = tuple(Hurt(part["pain"], part["sharp"], part["leg"]) for part in row["hurts"])
    entry = Entry(row["id"], parse_dose(row["dose"]), work, hurts, tuple(row["marks"]))
    return parse_entry(format_entry(entry))
