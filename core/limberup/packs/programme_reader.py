"""Reading one programme file, with all that is wrong with it."""

from __future__ import annotations

from itertools import pairwise

from limberup.catalog import Catalog
from limberup.packs.fields import read_fields
from limberup.packs.programme_shapes import ProgrammeFile, ReviewTable, WeeksTable
from limberup.problem import Problem, nearest
from limberup.programme import Programme, Review, Weeks
from limberup.routine_file import slug_problem
from limberup.safety.schedule import stretch_days
from limberup.texts import tr
from limberup.tomlread import TomlFile

__all__ = ["check_programme", "parse_programme"]


def parse_programme(file: TomlFile, pack: str, slug: str) -> tuple[Programme | None, list[Problem]]:
    """Read a programme file.

    Returns:
        The programme, or None where anything about it is wrong, and all problems. Whether its routines and
        exercises exist is for `check_programme`.
    """
    found, problems = read_fields(file.data, ProgrammeFile, file)
    if problem := slug_problem(file.file, slug):
        problems.append(problem)
    # Where something else is wrong the weeks are looked at all the same: all mistakes are told at once.
    weeks: list[tuple[str, WeeksTable | None]] = []
    for path, raw in _tables(file, "weeks"):
        table, more = read_fields(raw, WeeksTable, file, path)
        problems += more
        if table:
            problems += _week_problems(table, file, path)
        weeks.append((path, table))
    for (path, before), (next_path, after) in pairwise(weeks):
        if before and after:
            problems += _gap_problems(before, path, after, next_path, file)
    reviews: list[Review] = []
    for path, raw in _tables(file, "review"):
        review, more = read_fields(raw, ReviewTable, file, path)
        problems += more
        if review:
            if reviews and review.week <= reviews[-1].week:
                problems.append(
                    file.problem(
                        f"{path}.week",
                        tr("must come after {week}, the one before").format(week=reviews[-1].week),
                    )
                )
            reviews.append(Review(review.week, review.words))
    if problems or found is None:
        return None, problems
    return Programme(
        pack=pack,
        slug=slug,
        name=found.name,
        weeks=tuple(_weeks(table) for _, table in weeks if table),
        reviews=tuple(reviews),
        summary=found.summary,
        sources=tuple(found.sources),
    ), []


def _tables(file: TomlFile, key: str) -> list[tuple[str, dict[str, object]]]:
    rows = file.data.get(key)
    if not isinstance(rows, list):
        return []
    return [(f"{key}[{number}]", row) for number, row in enumerate(rows, 1) if isinstance(row, dict)]


def _week_problems(table: WeeksTable, file: TomlFile, path: str) -> list[Problem]:
    problems = []
    if table.to_week is not None and table.to_week < table.from_week:
        problems.append(
            file.problem(
                f"{path}.to_week",
                tr("must not be before from_week, which is {from_week}").format(from_week=table.from_week),
            )
        )
    for key, (least, most) in (("stretch_days", table.stretch_days), ("strength_days", table.strength_days)):
        if least > most:
            problems.append(file.problem(f"{path}.{key}", tr("the first number must be the smaller one")))
    # A pack can ask for less than rule F allows, never for more.
    allowed = stretch_days(table.from_week)
    if table.stretch_days[1] > allowed:
        what = tr("has more than the {allowed} days of stretching that week {from_week} allows (rule F)").format(
            allowed=allowed, from_week=table.from_week
        )
        problems.append(file.problem(f"{path}.stretch_days", what))
    return problems


def _gap_problems(before: WeeksTable, path: str, after: WeeksTable, next_path: str, file: TomlFile) -> list[Problem]:
    if before.to_week is None:
        remedy = (
            tr("Add to_week = {from_week}").format(from_week=after.from_week - 1)
            if after.from_week > before.from_week
            else tr("Add to_week = ...")
        )
        return [file.problem(path, tr("to_week is missing, and other weeks follow"), remedy)]
    if after.from_week != before.to_week + 1:
        what = tr("must be {wanted}: the weeks before end with {last}").format(
            wanted=before.to_week + 1, last=before.to_week
        )
        return [file.problem(f"{next_path}.from_week", what)]
    return []


def _weeks(table: WeeksTable) -> Weeks:
    return Weeks(
        from_week=table.from_week,
        to_week=table.to_week,
        stretch_days=table.stretch_days,
        strength_days=table.strength_days,
        stretch_routines=tuple(table.stretch_routines),
        strength_routines=tuple(table.strength_routines),
        unlocks=tuple(table.unlocks),
        milestone=table.milestone,
        note=table.note,
    )


def check_programme(programme: Programme, catalog: Catalog, file: TomlFile) -> list[Problem]:
    """Return which routines and exercises of a programme no pack in use has, with lines."""
    problems = []
    for number, weeks in enumerate(programme.weeks, 1):
        for key, ids, known in (
            ("stretch_routines", weeks.stretch_routines, list(catalog.routines)),
            ("strength_routines", weeks.strength_routines, list(catalog.routines)),
            ("unlocks", weeks.unlocks, list(catalog.exercises)),
        ):
            what = tr("there is no exercise {id!r}") if key == "unlocks" else tr("there is no routine {id!r}")
            for place, id_ in enumerate(ids, 1):
                if id_ not in known:
                    path = f"weeks[{number}].{key}[{place}]"
                    problems.append(file.problem(path, what.format(id=id_), nearest(id_, known)))
    return problems
