"""What a worked case expects, what the rules decided in the same shapes, and where the two differ."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from limberup.catalog import Catalog
from limberup.dose import LIMITS
from limberup.safety.decision import Refer, State, Verdict
from limberup.safety.judge import Judgement
from limberup.safety.live import Action
from limberup.safety.progress import Change, Next
from limberup.safety.reading import Reader, name_of
from limberup.safety.situation import Settled
from limberup.safety.walk import Planned
from limberup.texts import tr

__all__ = ["JUDGED", "as_json", "compare", "read_expect"]

JUDGED = (
    *("G1", "G2", "G3", "G4", "G5", "G6", "G7", "X", "L1", "L2", "L3", "L4", "L5"),
    *("M1", "M2", "M3", "M4", "T", "F", "P1", "P2", "P3", "P4", "H"),
)
"""Ids of the rules that can judge a case, in the order in which they are applied."""

# Without "decisions": they are told, and not something to expect word for word.
_KEYS = (
    *("state", "refer", "rules", "offered", "plan", "during", "morning", "next"),
    *("strength_after_hours", "rescreen"),
)
_PLAN_KEYS = ("exercise", "verdict", "instead", "instead_verdict", "dropped", "merged")
_NEXT_KEYS = ("exercise", "change", "becomes", "sets", "reps", "hold")


def as_json(judgement: Judgement, catalog: Catalog) -> dict[str, Any]:
    """Return what was decided in the shapes of `[expect]`, every key, and the decisions beside them."""
    offered = judgement.offered
    return {
        "state": judgement.state.value,
        "refer": str(judgement.refer),
        "rules": list(judgement.rules),
        "offered": None if offered is None else [name_of(id_, catalog) for id_ in offered],
        "plan": [_planned(entry, catalog) for entry in judgement.plan],
        "during": [action.value for action in judgement.during],
        "morning": judgement.morning.value,
        "next": [_coming(item, catalog) for item in judgement.next],
        "strength_after_hours": judgement.strength_after_hours,
        "rescreen": judgement.rescreen,
        "decisions": [
            {"rule": made.rule, "outcome": made.outcome, "why": made.why, "source": made.source}
            for made in judgement.decisions
        ],
    }


def _planned(entry: Planned, catalog: Catalog) -> dict[str, Any]:
    shape: dict[str, Any] = {"exercise": name_of(entry.exercise, catalog), "verdict": entry.verdict.value}
    if entry.instead:
        shape["instead"] = name_of(entry.instead.exercise.id, catalog)
        shape["instead_verdict"] = entry.instead.verdict.value
    return {**shape, "dropped": entry.dropped, "merged": entry.merged}


def _coming(item: Next, catalog: Catalog) -> dict[str, Any]:
    shape: dict[str, Any] = {"exercise": name_of(item.exercise, catalog), "change": item.change.value}
    if item.becomes:
        shape["becomes"] = name_of(item.becomes, catalog)
    if item.dose:
        shape["sets"] = item.dose.sets
        shape |= {key: value for key in ("reps", "hold") if (value := getattr(item.dose, key)) is not None}
    return shape


def read_expect(reader: Reader, value: object) -> dict[str, Any]:
    """Return `[expect]` as it is compared: checked, with exercises by the name that `as_json` gives them."""
    table = reader.table("expect", value, _KEYS)
    words: dict[str, Iterable[object]] = {"state": State, "refer": Refer, "morning": Settled}
    for key in (key for key in words if key in table):
        reader.one_of(f"expect.{key}", table[key], words[key])
    lists: dict[str, Iterable[object]] = {"rules": JUDGED, "during": Action}
    for key in (key for key in lists if key in table):
        reader.some_of(f"expect.{key}", table[key], lists[key])
    read = dict(table)
    if "strength_after_hours" in table:
        reader.whole("expect.strength_after_hours", table["strength_after_hours"], 0, 1000)
    if "rescreen" in table:
        reader.truth("expect.rescreen", table["rescreen"])
    if "offered" in table:
        names = enumerate(reader.items("expect.offered", table["offered"]), start=1)
        read["offered"] = [reader.exercise_name(f"expect.offered[{number}]", name) for number, name in names]
    for key, columns in (("plan", _PLAN_KEYS), ("next", _NEXT_KEYS)):
        if key in table:
            items = enumerate(reader.items(f"expect.{key}", table[key]), start=1)
            read[key] = [_entry(reader, f"expect.{key}[{number}]", item, columns) for number, item in items]
    return read


def _entry(reader: Reader, place: str, value: object, columns: tuple[str, ...]) -> dict[str, Any]:
    read = dict(reader.table(place, value, columns))
    if "exercise" not in read:
        reader.fail(f"{place}.exercise", tr("is missing"))
    for key in read:
        at = f"{place}.{key}"
        if key in ("exercise", "instead", "becomes"):
            read[key] = reader.exercise_name(at, read[key])
        elif key in ("verdict", "instead_verdict"):
            reader.one_of(at, read[key], Verdict)
        elif key == "change":
            reader.one_of(at, read[key], Change)
        elif key in ("dropped", "merged"):
            reader.truth(at, read[key])
        else:
            reader.whole(at, read[key], *LIMITS[key])
    return read


def compare(expect: Mapping[str, Any], result: Mapping[str, Any]) -> list[str]:
    """Return what differs, a line each. "Only what is written is checked."

    Args:
        expect: What `read_expect` returned.
        result: What `as_json` returned.
    """
    differences = []
    for key, wanted in expect.items():
        got = result[key]
        if key == "rules":
            missing = [rule for rule in wanted if rule not in got]
            differences += [tr("rules: {rule} did not fire").format(rule=rule) for rule in missing]
        elif key == "offered":
            # "the whole set": an order is not part of it.
            if got is None or set(wanted) != set(got):
                differences.append(
                    tr("offered: expected {wanted}, got {got}").format(
                        wanted=_shown(sorted(wanted)), got=_shown(got and sorted(got))
                    )
                )
        elif key in ("plan", "next"):
            differences += _entries(key, wanted, got)
        elif wanted != got:
            differences.append(
                tr("{key}: expected {wanted}, got {got}").format(key=key, wanted=_shown(wanted), got=_shown(got))
            )
    return differences


def _entries(key: str, wanted: list[dict[str, Any]], got: list[dict[str, Any]]) -> list[str]:
    """Compare the entries that `exercise` names, those of the plan in their order."""
    if not wanted and got:
        return [
            tr("{key}: expected nothing, got {got}").format(key=key, got=_shown([entry["exercise"] for entry in got]))
        ]
    differences = []
    start = 0
    for entry in wanted:
        name = entry["exercise"]
        places = [place for place, found in enumerate(got) if found["exercise"] == name]
        # "the resolved plan in order": a plan may also hold an exercise twice.
        place = next((place for place in places if place >= start), None) if key == "plan" else next(iter(places), None)
        if place is None:
            what = tr("stands earlier than expected") if places else tr("is not there")
            differences.append(f"{key}: {name} {what}")
            continue
        start = place + 1
        differences += [
            tr("{key}, {name}: expected {column} {wanted}, got {got}").format(
                key=key, name=name, column=column, wanted=_shown(value), got=_shown(got[place].get(column))
            )
            for column, value in entry.items()
            if got[place].get(column) != value
        ]
    return differences


def _shown(value: object) -> str:
    if value is None:
        return "none"
    if isinstance(value, list):
        return "[" + ", ".join(map(str, value)) + "]"
    return str(value).lower() if isinstance(value, bool) else str(value)
