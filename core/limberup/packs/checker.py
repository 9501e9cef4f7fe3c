"""Holding a pack to all that limberup asks of its own: more than the reader needs to use it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from limberup.catalog import Catalog, Pack
from limberup.dose import DoseError, Measure
from limberup.exercise import Exercise, Position, Shown
from limberup.figures.check import figure_problems
from limberup.packs.manager import Loaded
from limberup.packs.reader import read_pack
from limberup.problem import Problem, nearest
from limberup.routine import Routine
from limberup.routine_file import step_dose
from limberup.timeline import PlannedStep, build_timeline

__all__ = ["check_folder", "check_pack"]

STEP_LENGTH = 90
_UNSPEAKABLE = re.compile(r"[^A-Za-zÀ-ɏ0-9 .,;:'!?-]|\b(?:e\.g|i\.e|etc|vs)\b|\d\s?(?:s|sec|min|cm|kg)\b")
"""What a voice stumbles over: signs, brackets, short forms and units."""


def check_folder(folder: Path, loaded: Loaded) -> tuple[Pack | None, list[Problem]]:
    """Check a pack's folder: what the reader finds, and everything else.

    Args:
        folder: With `pack.toml` in it.
        loaded: The packs in use, which its references may lead to.

    Returns:
        The pack where it can be read at all, and every problem in the order of its files.
    """
    pack, problems = read_pack(folder)
    if pack is None:
        return None, problems
    others = tuple(other for other in loaded.catalog.packs if other.id != pack.id)
    catalog = Catalog((*others, pack), loaded.catalog.sources)
    return pack, [*problems, *check_pack(pack, catalog, folder.name)]


def check_pack(pack: Pack, catalog: Catalog, folder: str) -> list[Problem]:
    """Return what is wrong with a pack that has been read, beside other packs.

    Args:
        pack: What is checked.
        catalog: The pack and all it may refer to.
        folder: Its folder's name, for the messages.
    """
    problems: list[Problem] = []
    for exercise in pack.exercises:
        file = f"{folder}/exercises/{exercise.slug}.toml"
        problems += (Problem(file, place, what, remedy) for place, what, remedy in _exercise(exercise, pack, catalog))
    for routine in pack.routines:
        file = f"{folder}/routines/{routine.slug}.toml"
        problems += (Problem(file, place, what, remedy) for place, what, remedy in _routine(routine, catalog))
    for name in pack.references:
        if name not in catalog.exercises:
            what = f"there is no exercise {name!r} in the packs in use"
            problems.append(Problem(f"{folder}/pack.toml", "references", what, nearest(name, catalog.exercises)))
    if not pack.exercises and not pack.routines:
        problems.append(Problem(f"{folder}/pack.toml", "", "the pack has neither exercises nor routines"))
    return problems


def _exercise(exercise: Exercise, pack: Pack, catalog: Catalog) -> Iterator[tuple[str, str, str]]:
    for place in ("feel", "mistake", "stop", "source_note"):
        if not getattr(exercise, place):
            yield place, f"{place} is missing", f"Add {place} = ..."
    for number, step in enumerate(exercise.how, 1):
        if len(step) >= STEP_LENGTH:
            yield f"how {number}", f"has {len(step)} characters", f"A spoken step has under {STEP_LENGTH}"
        if found := _UNSPEAKABLE.search(step):
            yield f"how {number}", f"{found[0]!r} can't be spoken", "Write it in words"
    if not exercise.sources and not exercise.seeds:
        yield "sources", "says nowhere where its doses come from", 'Name a source, or sources = ["own"]'
    for key in (*exercise.sources, *exercise.seeds):
        if key not in pack.sources and key not in catalog.sources:
            yield "sources", f"nobody knows the source {key!r}", f"Add [sources.{key}] to pack.toml"
    yield from _ladder(exercise, catalog)
    if exercise.start.measure is Measure.WORK and exercise.target.measure is Measure.WORK:
        start, target = exercise.start, exercise.target
        if (start.sets, start.reps or 0) > (target.sets, target.reps or 0) and (start.hold or 0) >= (target.hold or 0):
            yield "target", f"{target} is less than the start dose {start}", ""
    if exercise.figure is None:
        if exercise.shown is not Shown.LOG_ONLY:
            yield "figure", "there is no figure", "Add [figure]"
        return
    for what in figure_problems(exercise.figure, feet=exercise.position is Position.STANDING):
        yield "figure", what, ""


def _ladder(exercise: Exercise, catalog: Catalog) -> Iterator[tuple[str, str, str]]:
    for way in ("easier", "harder"):
        seen = [exercise.id]
        here: Exercise | None = exercise
        while here and (name := getattr(here, way).exercise):
            if name not in catalog.exercises:
                # Each gap is told once, where it is.
                if here is exercise:
                    yield way, f"there is no exercise {name!r}", nearest(name, catalog.exercises)
                break
            if name in seen:
                yield way, f"the ladder runs in a circle: {' > '.join([*seen, name])}", ""
                break
            seen.append(name)
            here = catalog.exercises[name]
    if exercise.needs_target and exercise.needs_target not in catalog.exercises:
        yield "needs_target", f"there is no exercise {exercise.needs_target!r}", ""


def _routine(routine: Routine, catalog: Catalog) -> Iterator[tuple[str, str, str]]:
    planned = []
    for number, step in enumerate(routine.steps, 1):
        exercise = catalog.get(step.do)
        if exercise is None:
            yield f"step {number}, do", f"there is no exercise {step.do!r}", nearest(step.do, catalog.exercises)
            continue
        try:
            planned.append(PlannedStep(exercise, step_dose(step.dose, exercise)))
        except DoseError as error:
            yield f"step {number}, dose", str(error), ""
    if routine.minutes and planned:
        seconds = build_timeline(planned).seconds
        least, most = routine.minutes
        if not least * 60 <= seconds <= most * 60:
            yield (
                "minutes",
                f"it takes {seconds / 60:.1f} min, not {least} to {most}",
                "Change the doses or the minutes",
            )
