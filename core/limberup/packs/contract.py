"""What limberup asks of a pack that is installed, for the tests of its author: `limberup.testing` draws on this."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import lru_cache
from importlib.metadata import entry_points
from pathlib import Path

from limberup.catalog import Pack
from limberup.packs.checker import check_folder
from limberup.packs.hooks_run import Entry, ask_hooks
from limberup.packs.manager import GROUP, RULES_FILE, Loaded, PackInfo, load
from limberup.packs.rules import Facts, restrictions_for
from limberup.problem import LimberupError, Problem
from limberup.safety.conditions import CONDITIONS
from limberup.safety.decision import State, Verdict
from limberup.safety.fit import fit, strictest
from limberup.safety.restrict import Restrictions, tighten
from limberup.text import clean_tree
from limberup.tomlread import read_text

__all__ = ["PERSONS", "Held", "everything", "find_pack", "hidden_problems", "rule_problems"]

PARTS = ("exercises", "routines", "guides", "programmes")
PERSONS = (
    Facts(),
    Facts(age=18, week=520),
    Facts(age=90, minutes_up=1, week=1),
    Facts(state=State.REST_DAY, rest=5, move=6, sore_side="left"),
    Facts(state=State.RESCUE, rest=4, move=7, sore_side="right", minutes_up=30),
    Facts(state=State.STEADY, move=4, week=4),
    Facts(conditions=frozenset(CONDITIONS), age=70, rest=3, move=3, minutes_up=45, week=3),
    *(Facts(conditions=frozenset({id_})) for id_ in CONDITIONS),
)
"""Whom a pack's rules are asked about: somebody with nothing unusual, extremes, and each condition by itself."""


@dataclass(frozen=True)
class Held:
    """A pack as its author's tests hold it."""

    package: str
    folders: tuple[Path, ...] = ()
    """Where its packs are; none where the hook did not tell."""
    problem: str = ""
    """Why the hook gives nothing."""

    def files(self) -> list[Path]:
        """Return every file that limberup reads, pack.toml first."""
        return [file for folder in self.folders for file in _files(folder)]

    def name(self, file: Path) -> str:
        """Return a file's name as it stands in messages: with that of the pack's folder."""
        folder = next(folder.absolute() for folder in self.folders if file.is_relative_to(folder.absolute()))
        return str(file.relative_to(folder.parent))

    def check(self) -> dict[Path, list[Problem]]:
        """Return what `limberup packs check` finds, by file; what belongs to none of them stands at pack.toml."""
        found: dict[Path, list[Problem]] = {file: [] for file in self.files()}
        for folder in self.folders:
            for problem in _checked(folder)[1]:
                file = folder.absolute() / problem.file.partition("/")[2]
                found[file if file in found else folder.absolute() / "pack.toml"].append(problem)
        return found

    def infos(self) -> list[PackInfo]:
        """Return its packs as limberup finds them at its start."""
        ids = {pack.id for folder in self.folders if (pack := _checked(folder)[0])}
        return [info for info in everything().infos if info.origin == "installed" and info.id in ids]


def _files(folder: Path) -> Iterator[Path]:
    folder = folder.absolute()
    yield folder / "pack.toml"
    if (folder / RULES_FILE).exists():
        yield folder / RULES_FILE
    for part in PARTS:
        yield from sorted(path for path in (folder / part).glob("*.toml") if not path.name.startswith("."))


@lru_cache(maxsize=64)
def _checked(folder: Path) -> tuple[Pack | None, list[Problem]]:
    return check_folder(folder, everything())


@lru_cache(maxsize=1)
def everything() -> Loaded:
    """Return all packs that are installed, read once; not those in somebody's own folder."""
    return load(fresh=True)


@lru_cache(maxsize=8)
def find_pack(package: str) -> Held:
    """Ask the hook of an installed package for its packs, in a process of its own, as limberup does it."""
    for point in entry_points(group=GROUP):
        if point.value.partition(":")[0].strip() == package:
            (said,) = ask_hooks([Entry(point.name, point.value)], fresh=True)
            if said.error:
                return Held(package, problem=f"{package}: {said.error}")
            return Held(package, tuple(map(Path, said.folders)))
    remedy = f"Add it to pyproject.toml under [project.entry-points.{GROUP!r}], and run: python -m pip install -e ."
    return Held(package, problem=f"{package}: no installed distribution names it for {GROUP}. {remedy}")


def hidden_problems(file: Path, name: str) -> Iterator[Problem]:
    """Yield the texts of a file with characters in them that limberup takes out: control, hidden, reordering."""
    try:
        data = tomllib.loads(read_text(file, name))
    except (LimberupError, tomllib.TOMLDecodeError, ValueError, RecursionError):
        # What can't be read is told where the file itself is checked.
        return
    for place, text in _texts(data):
        shown = clean_tree(text)
        for char in text:
            if char not in str(shown):
                what = f"has the character U+{ord(char):04X}, which is not shown"
                yield Problem(name, place, what, "Take it out")
                break


def _texts(value: object, place: str = "") -> Iterator[tuple[str, str]]:
    """Yield every text of a value as TOML gives it, keys too, with where it is."""
    if isinstance(value, str):
        yield place, value
    elif isinstance(value, list):
        for number, item in enumerate(value, 1):
            yield from _texts(item, f"{place} {number}".strip())
    elif isinstance(value, dict):
        for key, item in value.items():
            yield place, key
            yield from _texts(item, f"{place}, {key}" if place else key)


def rule_problems(held: Held) -> list[str]:
    """Return where the rules of a pack fail, loosen anything, or change their mind.

    Takes some seconds where the rules are a program: each of `PERSONS` is asked about, and one of them twice.
    """
    own = [info for info in held.infos() if info.rules or info.data_rules]
    if not own:
        return []
    loaded = Loaded(everything().catalog, tuple(own))
    answers = [restrictions_for(loaded, PERSONS[0])]
    # Where they fail already for the first, or hang, the others would only take their seconds each.
    if not answers[0].problems:
        with ThreadPoolExecutor(4) as pool:
            answers += pool.map(lambda facts: restrictions_for(loaded, facts), PERSONS[1:])
    problems = [str(problem) for answer in answers for problem in answer.problems]
    for facts, answer in zip(PERSONS, answers, strict=False):
        problems += _loosened(facts, answer.restrictions, loaded)
    return list(dict.fromkeys(problems)) or _changed(loaded, answers[0].restrictions)


def _loosened(facts: Facts, restrictions: Restrictions, loaded: Loaded) -> Iterator[str]:
    # The types let no rule allow anything. That is shown here once more, with what comes out in the end.
    for exercise in loaded.catalog.exercises.values():
        before = fit(exercise, facts.conditions, facts.minutes_up)
        after = tighten(before, restrictions.of(exercise.id))
        loosened = strictest([before.verdict, after.verdict]) is not after.verdict
        if loosened or (before.verdict is Verdict.MODIFY is after.verdict and not set(before.how) <= set(after.how)):
            yield f"{exercise.id}: the rules loosen {before.verdict.value} to {after.verdict.value}"


def _changed(loaded: Loaded, before: Restrictions) -> list[str]:
    # The answer about the first is no longer kept: so many others were asked about since.
    again = restrictions_for(loaded, PERSONS[0]).restrictions
    return [] if again == before else ["the rules say something else when they are asked again about the same person"]
