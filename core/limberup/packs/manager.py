"""Finding the packs: installed ones by entry point, and folders that somebody put in place."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from importlib.metadata import distributions
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from limberup.catalog import Catalog, Pack
from limberup.packs.cache import PackCache, ReadPack, digest_of
from limberup.packs.hooks_run import Entry, Said, ask_hooks
from limberup.problem import Problem, nearest
from limberup.sources import own_sources
from limberup.text import clean
from limberup.texts import language, tr

if TYPE_CHECKING:
    from limberup.packs.rule_reader import DataRule

__all__ = ["GROUP", "RULES_FILE", "Loaded", "PackInfo", "load"]

GROUP = "limberup.packs"
RULES_FILE = "rules.toml"
"""Where a pack may have safety rules as data."""
HOME_DISTRIBUTION = "limberup"
OUR_PACKS = ("arthritis-gentle", "core-stability", "desk-worker", "glutes", "hip-mobility", "spinal-mobility")
"""Names of the entry points of our own packs: the only ones in safe mode, and the only ones that are read without
asking their hook."""
MAX_NAME = 80
"""Characters of an entry point's name that are shown."""


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
    digest: str = ""
    """A hash of all that the pack says, "" where it could not be read."""
    unused: Pack | None = None
    """The pack where it is whole and the person has switched it off, or has not yet seen what it brings."""

    @property
    def healthy(self) -> bool:
        """Whether it is in use with nothing left out, or could be and is switched off."""
        return (self.pack or self.unused) is not None and not self.problems


@dataclass(frozen=True)
class Loaded:
    """All packs that were found, and the catalog of those in use."""

    catalog: Catalog
    infos: tuple[PackInfo, ...]


def load(*, safe: bool = False, folder: Path | None = None, cache: Path | None = None, fresh: bool = False) -> Loaded:
    """Find and read all packs. A bad one is left out with its reason; the others work.

    No code of a pack runs here: the hooks of other people's packs are asked in a process of their own.

    Args:
        safe: Only limberup's own packs, whatever else is installed.
        folder: Where packs may stand as plain folders, or None.
        cache: Where it may be kept what was read and which folders the hooks named, or None.
        fresh: Whether to ask the hooks again also where that is noted.
    """
    infos: list[PackInfo] = []
    taken: set[str] = set()
    kept = PackCache(cache)
    for found in _found(safe, folder, kept, fresh):
        if found.pack and found.id in taken:
            what = tr("another pack with the id {found!r} is in use").format(found=found.id)
            found = _without(found, Problem(found.distribution or found.origin, "", what, tr("Remove one of the two")))
        elif found.pack:
            taken.add(found.id)
        infos.append(found)
    if not safe:
        kept.tidy()
    infos.sort(key=lambda info: info.id)
    catalog = Catalog(tuple(info.pack for info in infos if info.pack), own_sources(), frozenset(OUR_PACKS))
    return Loaded(catalog, tuple(_with_ladder_problems(info, catalog) for info in infos))


def _without(info: PackInfo, problem: Problem) -> PackInfo:
    return replace(info, pack=None, problems=(*info.problems, problem))


def _found(safe: bool, folder: Path | None, kept: PackCache, fresh: bool) -> Iterator[PackInfo]:
    # Our own come first, so that nobody else's pack takes the id of one of them.
    own: list[Entry] = []
    others: list[Entry] = []
    for found in sorted(_entries(), key=lambda found: (found.distribution, found.name, found.value)):
        (own if _is_ours(found) else others).append(found)
    for entry in own:
        yield from _installed(entry, Said(_own_folders(entry)), kept)
    if safe:
        return
    for entry in others:
        if entry.distribution == HOME_DISTRIBUTION:
            # Its code is not run: who lies about its name may lie about more.
            yield from _installed(entry, Said(error=tr("it says that it is a part of limberup, and is not")), kept)
    others = [entry for entry in others if entry.distribution != HOME_DISTRIBUTION]
    for entry, said in zip(others, ask_hooks(others, kept.folder, fresh=fresh), strict=True):
        yield from _installed(entry, said, kept)
    for place in _folders(folder) if folder else []:
        yield _read(place, "", "", str(place), place.name, kept)


def _is_ours(entry: Entry) -> bool:
    """Return whether an entry is that of one of our own packs: another distribution may call itself what it likes."""
    ours = entry.name in OUR_PACKS and entry.value == f"limberup_{entry.name.replace('-', '_')}"
    return ours and entry.distribution == HOME_DISTRIBUTION


def _own_folders(entry: Entry) -> list[str]:
    # What its hook would say, without importing it: a package that is itself a pack (see `pack_from_package`).
    spec = find_spec(entry.value)
    return list(spec.submodule_search_locations or ()) if spec else []


def _entries() -> Iterator[Entry]:
    """Yield the entry point of each installed pack.

    One at a time, and not by `importlib.metadata.entry_points`: a single damaged distribution makes that raise.
    """
    seen: set[tuple[str, str, str]] = set()
    for distribution in distributions():
        try:
            entries = [entry for entry in distribution.entry_points if entry.group == GROUP]
        except Exception:  # noqa: BLE001 - whatever is wrong with its files, it can't be told for a pack
            continue
        if not entries:
            continue
        name = version = ""
        with suppress(Exception):  # damaged metadata may raise anything, and without a name it is still a pack
            name, version = clean(distribution.metadata["Name"] or ""), clean(distribution.version or "")
        # Of two with the same name, the first on the path is the one that Python imports.
        key = re.sub(r"[-_.]+", "-", name).lower()
        for entry in entries:
            if (key, entry.name, entry.value) not in seen:
                seen.add((key, entry.name, entry.value))
                yield Entry(entry.name, entry.value, name, version)


def _folders(folder: Path) -> list[Path]:
    try:
        places = sorted(folder.iterdir())
    except OSError:
        return []
    return [place for place in places if os.path.lexists(place / "pack.toml")]


def _installed(entry: Entry, said: Said, kept: PackCache) -> Iterator[PackInfo]:
    if said.error or not said.folders:
        what = clean(tr("cannot be used: {reason}").format(reason=said.error or tr("it is not there"))[:200])
        remedy = tr("Update or remove {distribution}").format(distribution=entry.distribution or entry.name)
        name = clean(entry.name)[:MAX_NAME]
        problem = Problem(entry.distribution or name, tr("entry point {name}").format(name=name), what, remedy)
        yield PackInfo(name, name, entry.version, entry.distribution, "installed", None, (problem,))
        return
    for folder in said.folders:
        info = _read(Path(folder), entry.distribution, entry.version, "installed", clean(entry.name)[:MAX_NAME], kept)
        yield replace(info, rules=entry.value if said.rules else "")


def _read(path: Path, distribution: str, version: str, origin: str, fallback: str, kept: PackCache) -> PackInfo:
    read = kept.get(path)
    if read is None:
        state = kept.state(path)
        read = _read_anew(path)
        kept.put(path, state, read)
    return PackInfo(
        read.id or fallback,
        read.name or fallback,
        version,
        distribution,
        origin,
        read.pack,
        read.problems,
        data_rules=read.rules,
        digest=read.digest,
    )


def _read_anew(path: Path) -> ReadPack:
    from limberup.packs.reader import read_pack

    pack, problems = read_pack(path)
    if pack is None:
        return ReadPack(problems=tuple(problems))
    id_, name = pack.id, pack.name
    rules: tuple[DataRule, ...] = ()
    if os.path.lexists(path / RULES_FILE):
        from limberup.packs.rule_reader import read_rules

        rules, wrong = read_rules(path, pack.id)
        # An author who restricts something means it: without the rule nobody gets the exercises either.
        pack, problems = None if wrong else pack, [*problems, *wrong]
    digest = digest_of(pack, rules) if pack else ""
    if pack and os.path.lexists(path / "locale"):
        from limberup.packs import translations

        # The hash is that of the English and of every translation: in each language it is the same pack.
        digest = f"{digest}{translations.words_digest(path)}"
        if words := translations.read_words(path, language()):
            pack, rules = translations.in_language(path, pack, words), translations.rules_in_language(rules, words)
            name = pack.name
    return ReadPack(id_, name, pack, tuple(problems), rules, digest)


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
                what = tr("there is no exercise {ref!r}").format(ref=ref)
                problems.append(Problem(file, key, what, nearest(ref, catalog.exercises)))
    return replace(info, problems=tuple(problems))
