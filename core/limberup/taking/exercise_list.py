"""A list of exercises from free-exercise-db: the ones that are ours become a routine, the others are named. Pure.

https://github.com/yuhonas/free-exercise-db has names, muscles, gear and steps, and nothing that says whom an exercise
would hurt: no position to get into, no load on back or hip. So nothing of it is taken over as an exercise.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from limberup.catalog import Catalog, fold
from limberup.problem import LimberupError, Problem
from limberup.routine import Routine, Step
from limberup.taking.json_text import read_json
from limberup.taking.known_names import FREE_EXERCISE_DB, NEAR
from limberup.text import clean
from limberup.texts import tr

__all__ = ["LeftOut", "Listed", "Listing", "looks_like_json", "read_list"]

MOST_STEPS = 60
NO_TAGS = tr("no safety tags: limberup can't tell whom it would hurt")


@dataclass(frozen=True, slots=True)
class Listed:
    """One exercise as the list has it, made harmless to show."""

    id: str
    name: str
    category: str = ""
    equipment: str = ""
    muscles: tuple[str, ...] = ()
    instructions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LeftOut:
    """One that does not become a step, and why."""

    listed: Listed
    why: str


@dataclass(frozen=True, slots=True)
class Listing:
    """What a list becomes."""

    routine: Routine
    """Its steps are those of ours, each once, in the order of the list and with no dose of their own."""
    left_out: tuple[LeftOut, ...] = ()


def looks_like_json(text: str) -> bool:
    """Return whether a text is JSON, as far as its beginning tells; `[[step]]` is none."""
    return re.match(r'\s*(?:\{|\[\s*(?:[{"\]]|$))', text.removeprefix("\ufeff")) is not None


def read_list(text: str, catalog: Catalog, name: str = tr("the list"), title: str = tr("Taken over")) -> Listing:
    """Read a list of exercises: objects or names, or an object with such a list in `exercises` and perhaps a `name`.

    Args:
        text: JSON.
        catalog: The packs in use.
        name: What the text is called in messages.
        title: What the routine is called where the list has no name.

    Raises:
        LimberupError: it is not JSON, or no such list.
    """
    data = read_json(text, name)
    rows: object = data
    if isinstance(data, dict) and "exercises" in data:
        rows = data["exercises"]
        if isinstance(data.get("name"), str):
            title = clean(data["name"]).strip()[:80] or title
    elif isinstance(data, dict):
        rows = [data]
    if not isinstance(rows, list) or not rows:
        raise LimberupError(_no_list(name, ""))
    found = [_listed(row, name, number) for number, row in enumerate(rows, 1)]
    return _listing(found, catalog, title)


def _no_list(name: str, place: str) -> Problem:
    remedy = tr('It can be names, ["Plank", "Dead Bug"], or objects of free-exercise-db with "id" and "name"')
    return Problem(name, place, tr("is no list of exercises"), remedy)


def _listed(row: object, name: str, number: int) -> Listed:
    if isinstance(row, str) and row.strip():
        return Listed("", clean(row).strip()[:120])
    if not isinstance(row, dict):
        raise LimberupError(_no_list(name, tr("item {number}").format(number=number)))
    id_, called = row.get("id"), row.get("name")
    words = [clean(text).strip()[:120] if isinstance(text, str) else "" for text in (id_, called)]
    if not any(words):
        raise LimberupError(_no_list(name, tr("item {number}").format(number=number)))
    one = {key: clean(row[key])[:60] for key in ("category", "equipment") if isinstance(row.get(key), str)}
    return Listed(
        words[0],
        words[1] or words[0].replace("_", " "),
        one.get("category", ""),
        one.get("equipment", ""),
        (*_texts(row.get("primaryMuscles"), 60), *_texts(row.get("secondaryMuscles"), 60)),
        _texts(row.get("instructions"), 1000),
    )


def _texts(value: object, most: int) -> tuple[str, ...]:
    rows = value if isinstance(value, list) else []
    return tuple(clean(row).strip()[:most] for row in rows[:50] if isinstance(row, str) and row.strip())


def _word(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", " ", fold(text.replace("'", "").replace("_", " "))).strip()


_BY_NAME = {_word(id_): id_ for id_ in (*FREE_EXERCISE_DB, *NEAR)}


def _known(listed: Listed) -> str:
    """Return the id of an exercise in our tables, by its id or its name; "" where they don't have it."""
    return _BY_NAME.get(_word(listed.id)) or _BY_NAME.get(_word(listed.name), "")


def _listing(found: Iterable[Listed], catalog: Catalog, title: str) -> Listing:
    steps: list[Step] = []
    left: list[LeftOut] = []
    for listed in found:
        known = _known(listed)
        ours = catalog.exercises.get(FREE_EXERCISE_DB.get(known, ""))
        near = catalog.exercises.get(NEAR[known][0]) if known in NEAR else None
        if ours and len(steps) < MOST_STEPS:
            if Step(ours.id) in steps:
                left.append(LeftOut(listed, tr("stands in the list twice")))
            else:
                steps.append(Step(ours.id))
        elif near:
            left.append(
                LeftOut(
                    listed,
                    tr("is like {name} ({id}), but {difference}").format(
                        name=near.name, id=near.id, difference=NEAR[known][1]
                    ),
                )
            )
        else:
            left.append(LeftOut(listed, NO_TAGS))
    return Listing(Routine(title, tuple(steps)), tuple(left))
