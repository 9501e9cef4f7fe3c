"""Routine files: reading them with the line of each mistake, and writing them so that they read well."""

from __future__ import annotations

import re

from limberup.catalog import Catalog, UnknownName
from limberup.dose import Dose, DoseError, Each, Measure, format_dose, parse_dose
from limberup.exercise import Exercise
from limberup.packs.fields import newer, read_fields
from limberup.packs.shapes import RoutineFile, StepTable
from limberup.problem import LimberupError, Problem
from limberup.routine import Routine, Step
from limberup.texts import tr
from limberup.tomlread import TomlFile

__all__ = [
    "HEAD_KEYS",
    "STEP_KEYS",
    "check_routine",
    "format_routine",
    "parse_routine",
    "quoted",
    "slug_for",
    "slug_problem",
    "step_dose",
    "update_routine_text",
]

HEAD_KEYS = ("name", "summary", "given_by", "given", "minutes", "holds", "fill", "schema")
"""The keys at the top of a routine file, in the order in which they are written."""
STEP_KEYS = ("do", "dose", "note")
"""The keys of a step, in the order in which they are written."""
SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def slug_problem(file: str, slug: str) -> Problem | None:
    """Return what is wrong with a file's name as a slug, or None."""
    if SLUG.fullmatch(slug) and len(slug) <= 60:
        return None
    return Problem(file, "", tr("its name may hold only a-z, 0-9 and single hyphens"), tr("Rename it"))


def slug_for(name: str) -> str:
    """Return a file name for a routine's name: lower case, hyphens, at most 60 characters; "routine" at worst."""
    from limberup.catalog import fold

    return re.sub(r"[^a-z0-9]+", "-", fold(name)).strip("-")[:60].strip("-") or "routine"


def parse_routine(file: TomlFile, slug: str, pack: str = "") -> tuple[Routine | None, list[Problem]]:
    """Read a routine file.

    Returns:
        The routine, or None where anything about it is wrong, and all problems. Whether its exercises
        exist is for `check_routine`.
    """
    found, problems = read_fields(file.data, RoutineFile, file)
    steps: list[Step] = []
    # Where something else is wrong the steps are looked at all the same: all mistakes are told at once.
    rows = file.data.get("step")
    for number, raw in enumerate(rows if isinstance(rows, list) else [], 1):
        if not isinstance(raw, dict):
            continue
        path = f"step[{number}]"
        table, more = read_fields(raw, StepTable, file, path)
        problems += more
        if table is None:
            continue
        dose = None
        if table.dose is not None:
            try:
                dose = parse_dose(table.dose)
            except DoseError as error:
                problems.append(file.problem(f"{path}.dose", str(error)))
        steps.append(Step(table.do, dose, table.note))
    if found and found.minutes and found.minutes[0] > found.minutes[1]:
        problems.append(file.problem("minutes", tr("the first number must be the smaller one")))
    if found and found.holds and found.holds[0] > found.holds[1]:
        problems.append(file.problem("holds", tr("the first number must be the smaller one")))
    if found and found.fill and not found.minutes:
        problems.append(file.problem("fill", tr("has no minutes to fill"), tr("Add minutes = [least, most]")))
    if found and found.schema > 1:
        problems.append(newer(file))
    if problems or found is None:
        return None, problems
    return Routine(
        found.name,
        tuple(steps),
        slug,
        pack,
        found.summary,
        found.minutes,
        found.holds,
        found.fill,
        found.given_by,
        found.given,
    ), []


def step_dose(dose: Dose | None, exercise: Exercise) -> Dose:
    """Return the dose of a step with what the exercise says about sides; None takes the start dose.

    Raises:
        DoseError: the dose is counted for sides or ways that the exercise does not have.
    """
    from dataclasses import replace

    if dose is None:
        return exercise.start
    own = exercise.start.each
    if dose.measure is not Measure.WORK or dose.each is own:
        return dose
    if dose.each is Each.NONE or (own is Each.NONE and exercise.side.each is dose.each):
        return replace(dose, each=own) if dose.each is Each.NONE else dose
    name, each = exercise.name, dose.each.value
    if own is Each.SIDE:
        raise DoseError(
            tr("{exercise} works each side, so 'each {each}' can't stand there").format(exercise=name, each=each)
        )
    if own is Each.WAY:
        raise DoseError(
            tr("{exercise} works each way, so 'each {each}' can't stand there").format(exercise=name, each=each)
        )
    raise DoseError(
        tr("{exercise} works both sides at once, so 'each {each}' can't stand there").format(exercise=name, each=each)
    )


def check_routine(routine: Routine, catalog: Catalog, file: TomlFile) -> list[Problem]:
    """Return what is wrong with a routine's exercises and doses, with lines."""
    problems = []
    for number, step in enumerate(routine.steps, 1):
        try:
            step_dose(step.dose, catalog.exercise(step.do))
        except UnknownName as error:
            problems.append(file.problem(f"step[{number}].do", str(error)))
        except DoseError as error:
            problems.append(file.problem(f"step[{number}].dose", str(error)))
    return problems


def quoted(text: str) -> str:
    """Return a text as TOML writes it, on one line."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + re.sub(r"[\x00-\x1f\x7f]", lambda char: f"\\u{ord(char[0]):04x}", escaped) + '"'


def format_routine(routine: Routine) -> str:
    """Write a routine as a file that is short enough to type on a phone; `parse_routine` reads it back."""
    lines = [f"name = {quoted(routine.name)}"]
    if routine.summary:
        lines.append(f"summary = {quoted(routine.summary)}")
    if routine.given_by:
        lines.append(f"given_by = {quoted(routine.given_by)}")
    if routine.given:
        lines.append(f"given = {routine.given.isoformat()}")
    if routine.minutes:
        lines.append(f"minutes = [{routine.minutes[0]}, {routine.minutes[1]}]")
    if routine.holds:
        lines.append(f"holds = [{routine.holds[0]}, {routine.holds[1]}]")
    if routine.fill:
        lines.append("fill = true")
    for step in routine.steps:
        lines += ["", "[[step]]", f"do = {quoted(step.do)}"]
        if step.dose is not None:
            lines.append(f"dose = {quoted(format_dose(step.dose))}")
        if step.note:
            lines.append(f"note = {quoted(step.note)}")
    return "\n".join(lines) + "\n"


def update_routine_text(old: str, routine: Routine) -> str:
    """Write a routine over the text it was read from, with the comments that people put there.

    A step that stands in the old text keeps its lines; where that does not give the same routine, the text is
    written anew.
    """
    parts = re.split(r"(?m)^(?=[ \t]*\[\[[ \t]*step[ \t]*\]\])", old.replace("\r\n", "\n"))
    new_parts = re.split(r"(?m)^(?=\[\[step\]\])", format_routine(routine))
    if "#" not in old or len(new_parts) != len(routine.steps) + 1:
        return format_routine(routine)
    head = parts[0]
    for key in HEAD_KEYS[:-1]:
        line = re.search(rf"(?m)^{key} = .*$", new_parts[0])
        head = _with_line(head, key, line[0] if line else None)
    pool = list(parts[1:])
    text = head.rstrip("\n") + "\n"
    for step, fresh in zip(routine.steps, new_parts[1:], strict=True):
        wanted = re.compile(rf"(?m)^[ \t]*do[ \t]*=[ \t]*[\"']{re.escape(step.do)}[\"']")
        block = next((part for part in pool if wanted.search(part)), None)
        if block is None:
            text += "\n" + fresh.strip("\n") + "\n"
            continue
        pool.remove(block)
        for key in ("dose", "note"):
            line = re.search(rf"(?m)^{key} = .*$", fresh)
            block = _with_line(block, key, line[0] if line else None)
        text += "\n" + block.strip("\n") + "\n"
    try:
        again, problems = parse_routine(TomlFile("", text), routine.slug, routine.pack)
    except LimberupError:
        return format_routine(routine)
    return text if not problems and again == routine else format_routine(routine)


def _with_line(block: str, key: str, line: str | None) -> str:
    """Return a block of TOML with one key's line put in, changed or taken out; a comment behind it stays."""
    pattern = re.compile(rf"(?m)^[ \t]*{key}[ \t]*=[^\n#]*?(?P<comment>[ \t]*#[^\n]*)?$\n?")
    found = pattern.search(block)
    if found is None:
        return block if line is None else block.rstrip("\n") + f"\n{line}\n"
    new = "" if line is None else f"{line}{found['comment'] or ''}\n"
    return block[: found.start()] + new + block[found.end() :]
