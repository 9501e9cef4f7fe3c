"""Finding the packs: installed ones by entry point, and folders that somebody put in place."""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from importlib.metadata import EntryPoint, distributions
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from limberup.catalog import Catalog, Pack
from limberup.exercise import Source
from limberup.packs.hookspecs import PackFolder
from limberup.problem import Problem, nearest
from limberup.text import clean

if TYPE_CHECKING:
    import pluggy

    from limberup.packs.rule_reader import DataRule

__all__ = ["GROUP", "RULES_FILE", "Loaded", "PackInfo", "load"]

GROUP = "limberup.packs"
RULES_FILE = "rules.toml"
"""Where a pack may have safety rules as data."""
HOME_DISTRIBUTION = "limberup"
"""The distribution whose packs are the only ones in safe mode."""


@dataclass(frozen=True, slots=True)
class PackInfo:
    """A pack that was found, whether it is in use, and what is wrong with it."""

    id: str
    name: str
    version: str
    distribution: str
    """The distribution that installed it, or "" for a folder."""
    origin: str
    """"installed" or the folder."""
    pack: Pack | None = None
    problems: tuple[Problem, ...] = ()
    rules: str = ""
    """Value of the entry point whose hook `limberup_rules` is to be asked, or "" where it has none."""
    data_rules: tuple[DataRule, ...] = ()
    """Its rules that are data."""

    @property
    def healthy(self) -> bool:
        """Whether it is in use with nothing left out."""
        return self.pack is not None and not self.problems


@dataclass(frozen=True)
class Loaded:
    """All packs that were found, and the catalog of those in use."""

    catalog: Catalog
    infos: tuple[PackInfo, ...]


def load(*, safe: bool = False, folder: Path | None = None) -> Loaded:
    """Find and read all packs. A bad one is left out with its reason; the others work.

    Args:
        safe: Only limberup's own packs, whatever else is installed.
        folder: Where packs may stand as plain folders, or None.
    """
    infos: list[PackInfo] = []
    taken: set[str] = set()
    for found in _found(safe, folder):
        if found.pack and found.id in taken:
            what = f"another pack with the id {found.id!r} is in use"
            found = _without(found, Problem(found.distribution or found.origin, "", what, "Remove one of the two"))
        elif found.pack:
            taken.add(found.id)
        infos.append(found)
    infos.sort(key=lambda info: info.id)
    catalog = Catalog(tuple(info.pack for info in infos if info.pack), _own_sources())
    return Loaded(catalog, tuple(_with_ladder_problems(info, catalog) for info in infos))


def _own_sources() -> dict[str, Source]:
    text = (files("limberup") / "data" / "sources.toml").read_text("utf-8")
    return {key: Source(key, row["grade"], row["text"]) for key, row in tomllib.loads(text).items()}


def _without(info: PackInfo, problem: Problem) -> PackInfo:
    return replace(info, pack=None, problems=(*info.problems, problem))


def _found(safe: bool, folder: Path | None) -> Iterator[PackInfo]:
    # Our own come first, so that nobody else's pack takes the id of one of them.
    for distribution, version, entry in sorted(
        _entries(), key=lambda found: (found[0] != HOME_DISTRIBUTION, found[2].name, found[2].value)
    ):
        if not safe or distribution == HOME_DISTRIBUTION:
            yield from _installed(entry, distribution, version)
    if folder and not safe:
        for place in _folders(folder):
            yield _read(place, "", "", str(place), place.name)


def _entries() -> Iterator[tuple[str, str, EntryPoint]]:
    """Yield distribution, version and entry point of each installed pack.

    One at a time, and not by `importlib.metadata.entry_points`: a single damaged distribution makes that raise.
    """
    seen: set[str] = set()
    for distribution in distributions():
        try:
            entries = [entry for entry in distribution.entry_points if entry.group == GROUP]
        except Exception:  # noqa: BLE001 - whatever is wrong with its files, it can't be told for a pack
            continue
        name = version = ""
        with suppress(Exception):
            name, version = distribution.metadata["Name"] or "", distribution.version or ""
        # Of two with the same name, the first on the path is the one that Python imports.
        key = re.sub(r"[-_.]+", "-", name).lower()
        if entries and key not in seen:
            seen.update(filter(None, [key]))
            yield from ((name, version, entry) for entry in entries)


def _folders(folder: Path) -> list[Path]:
    try:
        places = sorted(folder.iterdir())
    except OSError:
        return []
    return [place for place in places if os.path.lexists(place / "pack.toml")]


def _installed(entry: EntryPoint, distribution: str, version: str) -> Iterator[PackInfo]:
    try:
        folders, rules = _call(entry)
    # A pack is somebody else's code: whatever it raises, even an exit, is its problem and not ours.
    except (Exception, SystemExit) as error:  # noqa: BLE001
        reason = clean(f"cannot be used: {type(error).__name__}: {error}"[:200])
        remedy = f"Update or remove {distribution or entry.name}"
        problem = Problem(distribution or entry.name, f"entry point {entry.name}", reason, remedy)
        yield PackInfo(entry.name, entry.name, version, distribution, "installed", None, (problem,))
        return
    for found in folders:
        info = _read(found.path, distribution, version, "installed", entry.name)
        yield replace(info, rules=entry.value if rules else "")


def _call(entry: EntryPoint) -> tuple[list[PackFolder], bool]:
    """Import one entry point and ask its hook, in a plugin manager of its own: no pack sees another.

    Returns:
        The folders of its packs, and whether it has rules, which are not asked for here.
    """
    import pluggy

    from limberup.packs import hookspecs

    manager: pluggy.PluginManager = pluggy.PluginManager("limberup")
    manager.add_hookspecs(hookspecs)
    manager.register(entry.load(), name=entry.name)
    manager.check_pending()
    folders = [found for result in manager.hook.limberup_packs() for found in result]
    for found in folders:
        if not isinstance(found, PackFolder) or not isinstance(found.path, Path):
            raise TypeError(f"limberup_packs gave {type(found).__name__} instead of pack_from_package(...)")
    if not folders:
        raise ValueError("its hook limberup_packs is missing or gave no pack")
    return folders, bool(manager.hook.limberup_rules.get_hookimpls())


def _read(path: Path, distribution: str, version: str, origin: str, fallback: str) -> PackInfo:
    from limberup.packs.reader import read_pack

    pack, problems = read_pack(path)
    id_, name = (pack.id, pack.name) if pack else (fallback, fallback)
    info = PackInfo(id_, name, version, distribution, origin, pack, tuple(problems))
    if pack is None or not os.path.lexists(path / RULES_FILE):
        return info
    from limberup.packs.rule_reader import read_rules

    rules, wrong = read_rules(path, pack.id)
    # An author who restricts something means it: without the rule nobody gets the exercises either.
    return replace(info, pack=None if wrong else pack, problems=(*problems, *wrong), data_rules=rules)


def _with_ladder_problems(info: PackInfo, catalog: Catalog) -> PackInfo:
    """Return the info with what is wrong between packs: only known once all of them have been read."""
    if info.pack is None:
        return info
    problems = list(info.problems)
    for exercise in info.pack.exercises:
        file = f"{info.id}/exercises/{exercise.slug}.toml"
        for key, ref in (("easier", exercise.easier.exercise), ("harder", exercise.harder.exercise),
                         ("needs_target", exercise.needs_target)):  # fmt: skip
            # A rung in a pack that is not installed is no mistake: the ladder just ends there.
            if ref and ref not in catalog.exercises and ref.split("/")[0] in (pack.id for pack in catalog.packs):
                what = f"there is no exercise {ref!r}"
                problems.append(Problem(file, key, what, nearest(ref, catalog.exercises)))
    return replace(info, problems=tuple(problems))
