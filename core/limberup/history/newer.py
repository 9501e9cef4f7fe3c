"""A record that a newer limberup wrote: what of it can be understood here, to be shown and never written again."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any

from limberup.history.record import Entry, Record, parse_entry
from limberup.history.shorthand import expand
from limberup.problem import LimberupError
from limberup.texts import tr
from limberup.tomlread import TomlFile

__all__ = ["parse_newer"]


def parse_newer(file: TomlFile, id_: str) -> Record:
    """Return what can be read of a record with a newer schema. What is not as it is known is passed over.

    Raises:
        LimberupError: not even when it was can be told.
    """
    data = file.data
    started = _moment(data.get("started")) or _stamped(id_)
    if started is None:
        what = tr("was written by a newer limberup (schema {data}) and has no start that can be read here").format(
            data=data["schema"]
        )
        raise LimberupError(file.problem("schema", what, tr("Update limberup to see it")))
    entries = tuple(_entries(_lines(data.get("done"))))
    decisions = data.get("decisions")
    if isinstance(decisions, str):
        decisions = expand(decisions, [entry.exercise for entry in entries])
    return Record(
        id=id_,
        started=started,
        ended=_moment(data.get("ended")) or started,
        routine=_text(data, "routine"),
        routine_id=_text(data, "routine_id") or _text(data, "routine"),
        state=_text(data, "state") if "state" in data else "FULL",
        pain_at_rest=_pain(data.get("pain_at_rest")),
        pain_moving=_pain(data.get("pain_moving")),
        pain_after=_pain(data.get("pain_after")),
        effort=_pain(data.get("effort")),
        morning_pain=_pain(data.get("morning_pain")),
        morning_usual=_pain(data.get("morning_usual")),
        sore_only=data.get("sore_only") is True,
        goals=tuple(_goals(data.get("goals"))),
        note=_text(data, "note"),
        origin=_text(data, "origin"),
        finished=data.get("finished") is not False,
        entries=entries,
        decisions=tuple(_lines(decisions)),
        newer=True,
    )


def _moment(value: object) -> datetime | None:
    return value if isinstance(value, datetime) and value.tzinfo is not None else None


def _stamped(id_: str) -> datetime | None:
    with suppress(ValueError):
        return datetime.strptime(id_[:16], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
    return None


def _text(data: dict[str, Any], name: str) -> str:
    value = data.get(name)
    return value if isinstance(value, str) else ""


def _pain(value: object) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= 10 else None


def _lines(value: object) -> list[str]:
    if isinstance(value, str):
        return [line for line in value.split("\n") if line]
    return [line for line in value if isinstance(line, str)] if isinstance(value, list) else []


def _entries(lines: Iterable[str]) -> Iterable[Entry]:
    for line in lines:
        with suppress(ValueError):
            yield parse_entry(line)


def _goals(value: object) -> Iterable[tuple[str, int]]:
    for goal, score in value.items() if isinstance(value, dict) else ():
        if (found := _pain(score)) is not None:
            yield goal, found
