"""Holding a pack to all that limberup asks of its own: more than the reader needs to use it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from limberup.catalog import Catalog, Pack
from limberup.dose import Dose, Measure
from limberup.exercise import Exercise, Position, Shown
from limberup.figures.check import figure_problems
from limberup.guide import Guide
from limberup.packs.manager import RULES_FILE, Loaded
from limberup.packs.programme_reader import check_programme
from limberup.packs.reader import read_pack
from limberup.packs.rule_reader import DataRule, read_rules
from limberup.problem import LimberupError, Problem, nearest
from limberup.routine import Routine
from limberup.routine_file import check_routine
from limberup.routine_plan import Level, fitted_steps
from limberup.texts import tr
from limberup.timeline import build_timeline
from limberup.tomlread import TomlFile, read_toml

__all__ = ["STEP_LENGTH", "check_folder", "check_pack"]

STEP_LENGTH = 90
"""A step that is spoken aloud has fewer characters than this."""
_SIGNS = frozenset(" .,;:'\u2019!?-")
_SHORT_FORMS = re.compile(r"\b(?:e\.g|i\.e|etc|vs)\b|\d\s?(?:s|sec|min|cm|kg)\b|\d\s?x\s?\d", re.IGNORECASE)
"""What a voice stumbles over besides signs and brackets: short forms, units and doses."""
_PARTS = ("pack.toml", "rules.toml", "exercises", "routines", "guides", "programmes")

Found = Iterator[tuple[str, str, str]]
"""Problems as key path in the file, what is wrong, and remedy."""


def check_folder(folder: Path, loaded: Loaded) -> tuple[Pack | None, list[Problem]]:
    """Check a pack's folder: what the reader finds, and everything else.

    Args:
        folder: With `pack.toml` in it.
        loaded: The packs in use, which its references may lead to.

    Returns:
        The pack where it can be read at all, and every problem in the order of its files.
    """
    # "." has no name of its own, and the messages begin with it.
    folder = folder.absolute()
    pack, problems = read_pack(folder)
    if pack is None:
        return None, problems
    others = tuple(other for other in loaded.catalog.packs if other.id != pack.id)
    catalog = Catalog((*others, pack), loaded.catalog.sources)
    problems += check_pack(pack, catalog, folder)
    rules, wrong = read_rules(folder, pack.id)
    file = _file(folder, RULES_FILE)
    problems += [*wrong, *(file.problem(*found) for found in _rules(rules, pack, catalog))]
    if not problems and not (pack.exercises or pack.routines or pack.guides or pack.programmes or rules):
        what = tr("the pack is empty: it has no exercises, routines, guides or programmes")
        problems.append(Problem(f"{folder.name}/pack.toml", "", what))
    return pack, sorted((_of_its_own(problem, folder, pack) for problem in problems), key=_rank)


def _of_its_own(problem: Problem, folder: Path, pack: Pack) -> Problem:
    """Return a problem with a better remedy where it only follows from another: an exercise that could not be read."""
    match = re.search(rf"no exercise '{re.escape(pack.id)}/([a-z0-9-]+)'", problem.what)
    if match is None or not (folder / "exercises" / f"{match[1]}.toml").exists():
        return problem
    what = tr("the exercise {pack}/{match} is left out").format(pack=pack.id, match=match[1])
    return replace(problem, what=what, remedy=tr("See what is wrong with its own file"))


def check_pack(pack: Pack, catalog: Catalog, folder: Path) -> list[Problem]:
    """Return what is wrong with a pack that has been read, beside other packs.

    Args:
        pack: What is checked.
        catalog: The pack and all it may refer to.
        folder: Where it was read from: the lines in messages are looked up there.
    """
    file = _file(folder, "pack.toml")
    problems = [file.problem(*found) for found in _references(pack, catalog)]
    for exercise in pack.exercises:
        file = _file(folder, f"exercises/{exercise.slug}.toml")
        problems += (file.problem(*found) for found in _exercise(exercise, pack, catalog))
    for routine in pack.routines:
        file = _file(folder, f"routines/{routine.slug}.toml")
        wrong = check_routine(routine, catalog, file)
        problems += wrong
        if not wrong:
            problems += (file.problem(*found) for found in _minutes(routine, catalog))
    for guide in pack.guides:
        file = _file(folder, f"guides/{guide.slug}.toml")
        problems += (file.problem(*found) for found in _guide(guide, pack, catalog))
    for programme in pack.programmes:
        file = _file(folder, f"programmes/{programme.slug}.toml")
        problems += (file.problem(*found) for found in _keys("sources", programme.sources, pack, catalog))
        problems += check_programme(programme, catalog, file)
    return problems


def _rank(problem: Problem) -> tuple[int, str]:
    inside = problem.file.partition("/")[2]
    part = inside.partition("/")[0]
    return (_PARTS.index(part) if part in _PARTS else len(_PARTS)), inside


def _file(folder: Path, name: str) -> TomlFile:
    shown = f"{folder.name}/{name}"
    try:
        return read_toml(folder / name, shown)
    except LimberupError:
        # It has been read a moment ago; whoever is changing it now gets the message without its line.
        return TomlFile(shown, "")


def _references(pack: Pack, catalog: Catalog) -> Found:
    for number, name in enumerate(pack.references, 1):
        if name not in catalog.exercises:
            what = tr("there is no exercise {name!r} in the packs in use").format(name=name)
            yield f"pack.references[{number}]", what, nearest(name, catalog.exercises)


def _keys(place: str, keys: Iterable[str], pack: Pack, catalog: Catalog) -> Found:
    for number, key in enumerate(keys, 1):
        if key not in pack.sources and key not in catalog.sources:
            yield (
                f"{place}[{number}]",
                tr("nobody knows the source {key!r}").format(key=key),
                tr("Add [sources.{key}] to pack.toml").format(key=key),
            )


def _exercise(exercise: Exercise, pack: Pack, catalog: Catalog) -> Found:
    for place in ("feel", "mistake", "stop", "source_note"):
        if not getattr(exercise, place).strip():
            yield "", tr("{place} is missing").format(place=place), tr("Add {place} = ...").format(place=place)
    for number, step in enumerate(exercise.how, 1):
        if len(step) >= STEP_LENGTH:
            yield (
                f"how[{number}]",
                tr("has {step} characters").format(step=len(step)),
                tr("A spoken step has under {step_length}").format(step_length=STEP_LENGTH),
            )
        if found := _unspeakable(step):
            yield f"how[{number}]", tr("{found!r} can't be spoken").format(found=found), tr("Write it in words")
    if not exercise.sources and not exercise.seeds:
        yield "sources", tr("says nowhere where its doses come from"), tr('Name a source, or sources = ["own"]')
    yield from _keys("sources", exercise.sources, pack, catalog)
    yield from _keys("seeds", exercise.seeds, pack, catalog)
    yield from _ladder(exercise, catalog)
    if _is_less(exercise.target, exercise.start):
        yield (
            "target",
            tr("{target} is less than the start dose {start}").format(target=exercise.target, start=exercise.start),
            "",
        )
    if exercise.figure is None:
        if exercise.shown is not Shown.LOG_ONLY:
            yield "", tr("figure is missing"), tr("Add [figure]")
        return
    for what in figure_problems(exercise.figure, feet=exercise.position is Position.STANDING):
        yield "figure", what, ""


def _rules(rules: Iterable[DataRule], pack: Pack, catalog: Catalog) -> Found:
    for number, rule in enumerate(rules, 1):
        yield from _keys(f"rule[{number}].source", map(str.strip, rule.table.source.split(",")), pack, catalog)
        for name in sorted((rule.exclude | rule.modify) - catalog.exercises.keys()):
            yield (
                f"rule[{number}]",
                tr("there is no exercise {name!r}").format(name=name),
                nearest(name, catalog.exercises),
            )


def _unspeakable(step: str) -> str:
    """Return the first thing in a step that a voice can't say, or ""; letters of every script can be said."""
    for char in step:
        if not (char.isalpha() or char.isdecimal() or char in _SIGNS or unicodedata.category(char)[0] == "M"):
            return char
    found = _SHORT_FORMS.search(step)
    return found[0] if found else ""


def _is_less(target: Dose, start: Dose) -> bool:
    """Return whether a target asks for less than the start dose, and for more in nothing."""
    if target.measure is not Measure.WORK or start.measure is not Measure.WORK:
        return False
    pairs = [(target.sets, start.sets), (target.reps or 0, start.reps or 0), (target.hold or 0, start.hold or 0)]
    return all(aim <= first for aim, first in pairs) and any(aim < first for aim, first in pairs)


def _ladder(exercise: Exercise, catalog: Catalog) -> Found:
    for way in ("easier", "harder"):
        seen = [exercise.id]
        here = exercise
        while name := getattr(here, way).exercise:
            if name == exercise.id:
                yield way, tr("the ladder runs in a circle: {names}").format(names=" > ".join([*seen, name])), ""
            # Each gap and each circle is told where it is, and not by everybody who leads to it.
            if name in seen:
                break
            if name not in catalog.exercises:
                if here is exercise:
                    yield way, tr("there is no exercise {name!r}").format(name=name), nearest(name, catalog.exercises)
                break
            seen.append(name)
            here = catalog.exercises[name]
    if exercise.needs_target and exercise.needs_target not in catalog.exercises:
        name = exercise.needs_target
        yield "needs_target", tr("there is no exercise {name!r}").format(name=name), nearest(name, catalog.exercises)


def _minutes(routine: Routine, catalog: Catalog) -> Found:
    if not routine.minutes:
        return
    least, most = routine.minutes
    levels: tuple[Level, ...] = ("start", "target")
    seconds = {level: build_timeline(fitted_steps(routine, catalog, level)).seconds for level in levels}
    # Where every dose is written down there is one length, and one problem.
    same = seconds["start"] == seconds["target"]
    for level in levels[:1] if same else levels:
        if not least * 60 <= seconds[level] <= most * 60:
            doses = "" if same else tr("at {level} doses ").format(level=level)
            minutes, rest = divmod(round(seconds[level]), 60)
            what = tr("{doses}it takes {minutes}:{rest:02} min, not {least} to {most}").format(
                doses=doses, minutes=minutes, rest=rest, least=least, most=most
            )
            yield "minutes", what, tr("Change the doses or the minutes")


def _guide(guide: Guide, pack: Pack, catalog: Catalog) -> Found:
    if not guide.sources:
        yield "", tr("says nowhere where it comes from"), tr('Name a source, or sources = ["own"]')
    yield from _keys("sources", guide.sources, pack, catalog)
    for number, name in enumerate(guide.related, 1):
        if name not in catalog.exercises:
            yield (
                f"related[{number}]",
                tr("there is no exercise {name!r}").format(name=name),
                nearest(name, catalog.exercises),
            )
