"""Exercises, routines and guides as JSON has them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

    from limberup.catalog import Catalog
    from limberup.exercise import Exercise, Rung
    from limberup.guide import Guide
    from limberup.problem import Problem
    from limberup.routine import Routine

__all__ = ["broken_json", "exercise_json", "guide_json", "routine_json"]


def exercise_json(exercise: Exercise, catalog: Catalog) -> dict[str, Any]:
    """Return an exercise as JSON has it."""
    return {
        "id": exercise.id,
        "slug": exercise.slug,
        "pack": exercise.pack,
        "name": exercise.name,
        "aliases": list(exercise.aliases),
        "purpose": exercise.purpose,
        "kind": exercise.kind.value,
        "position": exercise.position.value,
        "start_position": exercise.start_position,
        "side": exercise.side.value,
        "equipment": list(exercise.equipment),
        "equipment_optional": list(exercise.equipment_optional),
        "muscles": list(exercise.muscles),
        "start": str(exercise.start),
        "target": str(exercise.target),
        "start_note": exercise.start_note,
        "target_note": exercise.target_note,
        "easier": _rung_json(exercise.easier),
        "harder": _rung_json(exercise.harder),
        "tags": sorted(exercise.tags),
        "cautions": list(exercise.cautions),
        "how": list(exercise.how),
        "feel": exercise.feel,
        "mistake": exercise.mistake,
        "stop": exercise.stop,
        "breathing": exercise.breathing,
        "shown": exercise.shown.value,
        "from_week": exercise.from_week,
        "needs_target": exercise.needs_target,
        "sources": _sources_json(exercise.sources, exercise.pack, catalog),
        "catalogue": exercise.catalogue,
    }


def routine_json(routine: Routine, catalog: Catalog, problems: Iterable[Problem] = ()) -> dict[str, Any]:
    """Return a routine as JSON has it; its exercises by canonical ids where they are known."""
    from limberup_tui.routines import doses_of, routine_seconds

    steps = []
    for step, dose in zip(routine.steps, doses_of(routine, catalog), strict=True):
        exercise = catalog.get(step.do)
        steps.append({"do": exercise.id if exercise else step.do, "dose": str(dose or ""), "note": step.note})
    seconds = routine_seconds(routine, catalog)
    return {
        "id": routine.id,
        "own": not routine.pack,
        "name": routine.name,
        "summary": routine.summary,
        "given_by": routine.given_by,
        "given": routine.given.isoformat() if routine.given else None,
        "seconds": None if seconds is None else round(seconds),
        "steps": steps,
        "problems": [str(problem) for problem in problems],
    }


def broken_json(slug: str, name: str, problems: Iterable[Problem]) -> dict[str, Any]:
    """Return as JSON has it a routine of one's own whose file can't be read."""
    return {
        "id": slug,
        "own": True,
        "name": name,
        "summary": "",
        "given_by": "",
        "given": None,
        "seconds": None,
        "steps": [],
        "problems": [str(problem) for problem in problems],
    }


def guide_json(guide: Guide, catalog: Catalog) -> dict[str, Any]:
    """Return a guide as JSON has it."""
    return {
        "id": guide.id,
        "slug": guide.slug,
        "pack": guide.pack,
        "question": guide.question,
        "text": guide.text,
        "topics": list(guide.topics),
        "rules": list(guide.rules),
        "related": list(guide.related),
        "sources": _sources_json(guide.sources, guide.pack, catalog),
    }


def _sources_json(keys: Iterable[str], pack: str, catalog: Catalog) -> list[dict[str, str]]:
    found = (catalog.source(key, pack) for key in keys)
    return [{"key": source.key, "grade": source.grade, "text": source.text} for source in found]


def _rung_json(rung: Rung) -> dict[str, str | None]:
    return {"exercise": rung.exercise, "level": rung.level}
