"""Finding routines: the person's own, the packs' and a file that somebody names."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from limberup.catalog import Catalog, fold
from limberup.dose import Dose, DoseError
from limberup.exercise import Exercise
from limberup.paths import Home
from limberup.problem import LimberupError, Problem, join_words, nearest, reason_of
from limberup.routine import Routine
from limberup.routine_file import check_routine, parse_routine, slug_for, slug_problem, step_dose
from limberup.routine_plan import fitted_doses, fitted_steps
from limberup.texts import tr
from limberup.timeline import build_timeline
from limberup.tomlread import TomlFile, read_toml

__all__ = [
    "OwnFile",
    "UnknownRoutine",
    "doses_of",
    "find_routine",
    "from_words",
    "own_files",
    "own_routines",
    "routine_names",
    "routine_problems",
    "routine_seconds",
    "whose_words",
]


class UnknownRoutine(LimberupError):
    """No routine goes by that name."""


@dataclass
class OwnFile:
    """A file of the own routines folder, as far as it can be read."""

    slug: str
    routine: Routine | None = None
    file: TomlFile | None = None
    problems: list[Problem] = field(default_factory=list)

    @property
    def name(self) -> str:
        """The routine's name, also where the rest of the file is broken; else its slug."""
        name = self.file.data.get("name") if self.file else None
        return name if isinstance(name, str) else self.slug

    def is_called(self, name: str) -> bool:
        """Whether it goes by that name: slug, file name, or name on screen whatever the case."""
        return name in (self.slug, f"{self.slug}.toml") or fold(name) == fold(self.name)


def own_files(home: Home) -> tuple[list[OwnFile], list[Problem]]:
    """Read the own routines folder, in order of file names; a broken file stays in with its problems.

    Returns:
        The files, and what is wrong with the folder itself.
    """
    try:
        paths = sorted(path for path in home.routines.iterdir() if path.suffix == ".toml" and path.name[0] != ".")
    except FileNotFoundError:
        return [], []
    except OSError as error:
        return [], [
            Problem(
                str(home.routines),
                "",
                tr("cannot be read: {reason}").format(reason=reason_of(error)),
            )
        ]
    return [_own_file(path) for path in paths], []


def _own_file(path: Path) -> OwnFile:
    own = OwnFile(path.stem)
    if problem := slug_problem(str(path), path.stem):
        own.problems.append(problem)
    try:
        own.file = read_toml(path)
    except LimberupError as error:
        own.problems += error.problems
        return own
    routine, problems = parse_routine(own.file, path.stem)
    own.problems += problems
    own.routine = None if own.problems else routine
    return own


def own_routines(home: Home) -> tuple[list[Routine], list[Problem]]:
    """Return the routines of the own folder, and what is wrong with files that hold none.

    Whether their exercises exist is for `routine_problems`: it takes a catalog.
    """
    own, problems = own_files(home)
    routines = [found.routine for found in own if found.routine]
    return routines, [*problems, *(problem for found in own for problem in found.problems)]


def routine_problems(routine: Routine, catalog: Catalog, file: TomlFile | None = None) -> list[Problem]:
    """Return what is wrong with the exercises and doses of a routine, with lines where its file is given."""
    return check_routine(routine, catalog, file or TomlFile(routine.id, ""))


def doses_of(routine: Routine, catalog: Catalog) -> list[Dose | None]:
    """Return the dose of each step as it will be done, with its sides; as it is written where that can't be."""
    fitted = iter(fitted_doses(routine, catalog))
    doses: list[Dose | None] = []
    for step in routine.steps:
        exercise = catalog.get(step.do)
        dose = next(fitted)[1] if exercise else step.dose
        doses.append(step.dose if exercise and not _suits(step.dose, exercise) else dose)
    return doses


def _suits(dose: Dose | None, exercise: Exercise) -> bool:
    try:
        step_dose(dose, exercise)
    except DoseError:
        return False
    return True


def from_words(routine: Routine) -> str:
    """Return "from Anna", "given 2026-11-21" where nobody is named, or "" where nobody gave it."""
    if routine.pack:
        return ""
    if routine.given_by:
        return tr("from {given_by}").format(given_by=routine.given_by)
    return tr("given {given}").format(given=routine.given.isoformat()) if routine.given else ""


def whose_words(routine: Routine, catalog: Catalog) -> str:
    """Return where a routine is from: the name of its pack, who gave it, or that it is their own."""
    pack = next((pack.name for pack in catalog.packs if pack.id == routine.pack), tr("your own"))
    return from_words(routine) or pack


def routine_seconds(routine: Routine, catalog: Catalog) -> float | None:
    """Return how long a routine takes, or None where a step of it can't be done with the packs in use."""
    for step in routine.steps:
        exercise = catalog.get(step.do)
        if exercise is None or not _suits(step.dose, exercise):
            return None
    return build_timeline(fitted_steps(routine, catalog)).seconds


def routine_names(name: str, own: Iterable[OwnFile], catalog: Catalog) -> set[str]:
    """Return the names of routines that may have been meant by `name`: with their packs where it has one."""
    slugs = {routine.slug for routine in catalog.routines.values()}
    return {*(found.slug for found in own), *(catalog.routines if "/" in name else slugs)}


def find_routine(name: str, home: Home, catalog: Catalog) -> Routine:
    """Return the routine that a person means, with everything about it checked.

    Args:
        name: A path to a .toml file, an own routine (its file's name or its name on screen), `pack/slug`,
            or the slug or name of a pack's routine. What comes first in this list wins.
        home: Where the own routines are.
        catalog: The packs in use.

    Raises:
        LimberupError: there is none, several go by that name, or it has mistakes; with a remedy, or with
            all mistakes and their lines.
    """
    if name.endswith(".toml") and (path := Path(name)).exists():
        return _from_file(path, catalog)
    own, problems = own_files(home)
    found = [one for one in own if one.slug == name] or [one for one in own if one.is_called(name)]
    if len(found) > 1:
        raise _several(name, (one.slug for one in found))
    if found:
        return _checked(found[0], catalog)
    if routine := _from_packs(name, catalog):
        if wrong := routine_problems(routine, catalog):
            raise LimberupError(*wrong)
        return routine
    if "/" in name and (path := Path(name)).exists():
        return _from_file(path, catalog)
    if name.endswith(".toml") or name.startswith(("/", "./", "../", "~")):
        raise LimberupError(Problem(name, "", tr("there is no such file"), tr("See limberup routines")))
    remedy = nearest(name, routine_names(name, own, catalog)) or tr("See limberup routines")
    # A folder of routines that can't be read may be why it is not found.
    raise UnknownRoutine(
        *problems, Problem("routines", "", tr("there is no routine {name!r}").format(name=name[:80]), remedy)
    )


def _from_file(path: Path, catalog: Catalog) -> Routine:
    file = read_toml(path)
    routine, problems = parse_routine(file, slug_for(path.stem))
    return _checked(OwnFile(path.stem, routine, file, problems), catalog)


def _checked(own: OwnFile, catalog: Catalog) -> Routine:
    problems = list(own.problems)
    if own.routine:
        problems += routine_problems(own.routine, catalog, own.file)
    if problems or own.routine is None:
        raise LimberupError(*problems)
    return own.routine


def _from_packs(name: str, catalog: Catalog) -> Routine | None:
    if found := catalog.routines.get(name):
        return found
    same = [routine for routine in catalog.routines.values() if routine.slug == name]
    same = same or [routine for routine in catalog.routines.values() if fold(routine.name) == fold(name)]
    if len(same) > 1:
        raise _several(name, (routine.id for routine in same))
    return same[0] if same else None


def _several(name: str, ids: Iterable[str]) -> LimberupError:
    remedy = tr("Write {ids}").format(ids=join_words(ids, "or"))
    return LimberupError(Problem("routines", "", tr("several are called {name!r}").format(name=name[:80]), remedy))
