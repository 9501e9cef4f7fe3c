"""Reading a pack's folder into a Pack, with all that is wrong with it."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from limberup.catalog import Pack
from limberup.dose import Dose, DoseError, Each, Measure, parse_dose
from limberup.exercise import TAGS, Exercise, Rung, Side, Source
from limberup.packs.fields import read_fields
from limberup.packs.figure_reader import parse_figure
from limberup.packs.guide_reader import parse_guide
from limberup.packs.hookspecs import API
from limberup.packs.programme_reader import parse_programme
from limberup.packs.shapes import ExerciseFile, PackFile, PackTable, SourceTable
from limberup.problem import LimberupError, Problem, nearest
from limberup.routine import Routine
from limberup.routine_file import parse_routine, slug_problem
from limberup.texts import tr
from limberup.tomlread import TomlFile, read_toml

__all__ = ["parse_exercise", "read_inside", "read_pack"]

MAX_FILES = 2000
"""A folder with more files of one sort than this is not read: no author means it."""

T = TypeVar("T")


def read_pack(folder: Path) -> tuple[Pack | None, list[Problem]]:
    """Read the pack in `folder`.

    Returns:
        The pack without its broken exercises, routines, guides and programmes, or None where pack.toml itself is
        not right or the pack was written for another interface; and every problem found, in order of the files.
    """
    folder = folder.absolute()
    try:
        file = read_inside(folder, folder / "pack.toml", f"{folder.name}/pack.toml")
    except LimberupError as error:
        return None, list(error.problems)
    whole, problems = read_fields(file.data, PackFile, file)
    if whole is None:
        return None, problems
    table, more = read_fields(whole.pack, PackTable, file, "pack")
    problems += more
    if table is None:
        return None, problems
    if table.api != API:
        what = tr("was written for pack interface {api}, and this limberup has {ours}").format(api=table.api, ours=API)
        return None, [*problems, file.problem("pack.api", what, tr("Install a version of the pack that fits"))]
    sources = {}
    for key, raw in whole.sources.items():
        source, more = read_fields(raw, SourceTable, file, f"sources.{key}")
        problems += more
        if source:
            sources[key] = Source(key, source.grade, source.text)
    exercises = _all(folder, "exercises", table.id, parse_exercise, problems)
    own = {exercise.slug for exercise in exercises}
    return Pack(
        id=table.id,
        name=table.name,
        summary=table.summary,
        authors=tuple(table.authors),
        license=table.license,
        api=table.api,
        exercises=exercises,
        routines=tuple(
            _with_own(routine, own) for routine in _all(folder, "routines", table.id, _pack_routine, problems)
        ),
        guides=_all(folder, "guides", table.id, parse_guide, problems),
        programmes=_all(folder, "programmes", table.id, parse_programme, problems),
        references=tuple(table.references),
        sources=sources,
    ), problems


def _all(
    folder: Path,
    part: str,
    pack: str,
    parse: Callable[[TomlFile, str, str], tuple[T | None, list[Problem]]],
    problems: list[Problem],
) -> tuple[T, ...]:
    """Read every file of one folder of a pack; what is wrong is added to `problems`, and what is broken left out."""
    found: list[T] = []
    for file in _files(folder, part, problems):
        one, more = parse(file, pack, Path(file.file).stem)
        problems += more
        if one is not None:
            found.append(one)
    return tuple(found)


def _pack_routine(file: TomlFile, pack: str, slug: str) -> tuple[Routine | None, list[Problem]]:
    return parse_routine(file, slug=slug, pack=pack)


def _with_own(routine: Routine, own: Collection[str]) -> Routine:
    """Return the routine with the pack's own exercises named in full: another pack may have some of the same slug."""
    steps = (replace(step, do=f"{routine.pack}/{step.do}") if step.do in own else step for step in routine.steps)
    return replace(routine, steps=tuple(steps))


def _paths(folder: Path) -> list[Path]:
    try:
        return sorted(path for path in folder.iterdir() if path.suffix == ".toml" and path.name[0] != ".")
    except OSError:
        return []


def _files(folder: Path, part: str, problems: list[Problem]) -> Iterator[TomlFile]:
    paths = _paths(folder / part)
    if len(paths) > MAX_FILES:
        problems.append(
            Problem(
                f"{folder.name}/{part}",
                "",
                tr("has {paths} files, at most {max_files} are read").format(paths=len(paths), max_files=MAX_FILES),
            )
        )
        paths = []
    for path in paths:
        name = f"{folder.name}/{part}/{path.name}"
        try:
            yield read_inside(folder, path, name)
        except LimberupError as error:
            problems += error.problems


def read_inside(folder: Path, path: Path, name: str) -> TomlFile:
    """Read a TOML file of the pack in `folder`; `name` stands for it in messages.

    Raises:
        LimberupError: it is a link out of the pack, can't be read, or is not TOML.
    """
    # os.path.realpath and not Path.resolve, which raises RuntimeError at a link that leads to itself.
    if Path(os.path.realpath(folder)) not in Path(os.path.realpath(path)).parents:
        raise LimberupError(Problem(name, "", tr("is a link out of the pack"), tr("Put the file itself there")))
    return read_toml(path, name)


def _dose(text: str, name: str, file: TomlFile, side: Side, problems: list[Problem]) -> Dose | None:
    try:
        dose = parse_dose(text)
    except DoseError as error:
        problems.append(file.problem(name, str(error)))
        return None
    # A set of an alternating exercise may be counted whole instead of for each side.
    fits = {Each.NONE, Each.SIDE} if side is Side.ALTERNATING else {side.each}
    if dose.measure is Measure.WORK and dose.each not in fits:
        wanted = tr("each {each}").format(each=side.each.value) if side.each else tr("no 'each side'")
        problems.append(
            file.problem(
                name,
                tr("{text!r} does not fit side = {side!r}").format(text=text, side=side.value),
                tr("Write it with {wanted}").format(wanted=wanted),
            )
        )
        return None
    return dose


def parse_exercise(file: TomlFile, pack: str, slug: str) -> tuple[Exercise | None, list[Problem]]:
    """Read one exercise file.

    Returns:
        The exercise, or None where anything about it is wrong, and all problems.
    """
    found, problems = read_fields(file.data, ExerciseFile, file)
    if problem := slug_problem(file.file, slug):
        problems.append(problem)
    if found is None:
        for name in ("start", "target"):
            try:
                parse_dose(str(file.data.get(name, "1x1")))
            except DoseError as error:
                problems.append(file.problem(name, str(error)))
        return None, problems
    start = _dose(found.start, "start", file, found.side, problems)
    target = _dose(found.target, "target", file, found.side, problems)
    for number, tag in enumerate(found.tags, 1):
        if tag.removeprefix("~") not in TAGS:
            problems.append(
                file.problem(f"tags[{number}]", tr("there is no tag {tag!r}").format(tag=tag), nearest(tag, TAGS))
            )
    figure = None
    if found.figure is not None:
        figure, more = parse_figure(found.figure, file)
        problems += more
    if problems or start is None or target is None:
        return None, problems
    own = f"{pack}/"
    return Exercise(
        pack=pack,
        slug=slug,
        name=found.name,
        purpose=found.purpose,
        kind=found.kind,
        position=found.position,
        start_position=found.start_position,
        side=found.side,
        start=start,
        target=target,
        how=tuple(found.how),
        breathing=found.breathing,
        catalogue=found.catalogue,
        aliases=tuple(found.aliases),
        kind_note=found.kind_note,
        ways=found.ways,
        counts=found.counts,
        equipment=tuple(found.equipment),
        equipment_optional=tuple(found.equipment_optional),
        muscles=tuple(found.muscles),
        start_note=found.start_note,
        target_note=found.target_note,
        tempo=found.tempo,
        easier=_rung(found.easier, found.easier_level, own),
        harder=_rung(found.harder, found.harder_level, own),
        tags=frozenset(found.tags),
        cautions=tuple(found.cautions),
        feel=found.feel,
        mistake=found.mistake,
        stop=found.stop,
        shown=found.shown,
        from_week=found.from_week,
        needs_target=_whole(found.needs_target, own) or "",
        seeds=tuple(found.seeds),
        sources=tuple(found.sources),
        source_note=found.source_note,
        drawing=figure,
    ), problems


def _whole(ref: str | None, own: str) -> str | None:
    """Return the canonical id of a reference; a bare slug in a pack means the pack's own."""
    return ref if ref is None or "/" in ref else own + ref


def _rung(ref: str | None, level: str | None, own: str) -> Rung:
    return Rung(_whole(ref, own), level)
