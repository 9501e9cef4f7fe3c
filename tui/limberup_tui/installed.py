"""Which packs are there, told from names and folders alone: nothing of a pack is run, and hardly anything is read.

For what must work however broken a pack is (removing it, switching it off), and for what has to be fast (completion).
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from importlib.metadata import distributions
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from limberup.text import clean

if TYPE_CHECKING:
    from limberup.paths import Home

__all__ = ["Installed", "exercise_ids", "find_installed", "ids_in", "installed_packs"]

GROUP = "limberup.packs"
_MOST = 20_000
"""Bytes of pack.toml that are looked at for its id and name."""


@dataclass(frozen=True, slots=True)
class Installed:
    """A pack as far as it can be told from outside."""

    id: str
    """From its pack.toml, or the name of its entry point where that is not found."""
    name: str
    """The same as the id where there is none."""
    distribution: str
    """What installed it, or "" for a folder."""
    folder: Path | None

    @property
    def is_ours(self) -> bool:
        """Whether it comes with limberup."""
        return self.distribution == "limberup"


def installed_packs(home: Home) -> list[Installed]:
    """Return the packs that are installed, and those that stand in the packs folder, by id."""
    found = [*_by_entry_point(), *_folders(home.packs)]
    return sorted(found, key=lambda one: (one.id, one.distribution))


def find_installed(home: Home, name: str, *, missing_ok: bool = False) -> Installed | None:
    """Return the pack of that id, or the only one of that distribution.

    Args:
        home: The person's folders.
        name: Its id, or that of what installed it.
        missing_ok: Whether None is returned where there is none.

    Raises:
        LimberupError: there is none.
    """
    from limberup.problem import LimberupError, Problem, nearest
    from limberup.texts import tr

    packs = installed_packs(home)
    same = [one for one in packs if one.id == name] or [
        one for one in packs if _plain(one.distribution) == _plain(name)
    ]
    if same and name:
        return same[0]
    if missing_ok:
        return None
    what = tr("there is no pack {name!r}").format(name=name[:80])
    raise LimberupError(Problem("packs", "", what, nearest(name[:80], {one.id for one in packs})))


def ids_in(pack: Installed, kind: str) -> Iterator[str]:
    """Yield the ids of what a pack has of a kind, by the names of its files.

    Args:
        pack: The pack; one that tells its folder by a hook has none here.
        kind: "exercises", "routines" or "guides".
    """
    with suppress(OSError):
        for path in (pack.folder / kind).glob("*.toml") if pack.folder else ():
            yield f"{pack.id}/{path.stem}"


def exercise_ids(home: Home) -> frozenset[str]:
    """Return the ids of all exercises; none at all where a pack can't be looked into without running it."""
    packs = installed_packs(home)
    if any(pack.folder is None for pack in packs):
        return frozenset()
    return frozenset(id_ for pack in packs for id_ in ids_in(pack, "exercises"))


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _by_entry_point() -> Iterator[Installed]:
    seen = set()
    for distribution in distributions():
        try:
            entries = [entry for entry in distribution.entry_points if entry.group == GROUP]
            name = clean(distribution.metadata["Name"] or "") if entries else ""
        except Exception:  # noqa: BLE001 - whatever is wrong with its files, it can't be told for a pack
            continue
        for entry in entries:
            if (_plain(name), entry.name, entry.value) not in seen:
                seen.add((_plain(name), entry.name, entry.value))
                folder = _folder_of(entry.value)
                yield Installed(*_head(folder, entry.name), name, folder)


def _folder_of(value: str) -> Path | None:
    """Return the folder of a package that is itself a pack; others tell theirs by a hook, which is not asked here."""
    top, *rest = value.partition(":")[0].strip().split(".")
    try:
        # Only of the top: to find what is in a package Python would import that.
        spec = find_spec(top)
    except Exception:  # noqa: BLE001 - an import hook of somebody else may raise anything
        return None
    for place in (spec.submodule_search_locations or ()) if spec else ():
        folder = Path(place).joinpath(*rest)
        if (folder / "pack.toml").is_file():
            return folder
    return None


def _folders(packs: Path) -> Iterator[Installed]:
    with suppress(OSError):
        for place in sorted(packs.iterdir()):
            if os.path.lexists(place / "pack.toml"):
                yield Installed(*_head(place, place.name), "", place)


def _head(folder: Path | None, fallback: str) -> tuple[str, str]:
    """Return id and name as pack.toml has them."""
    import tomllib

    head: object = None
    if folder:
        # Whatever is wrong in it, `limberup packs` says: here it is only to be found.
        with suppress(OSError, ValueError, RecursionError), (folder / "pack.toml").open("rb") as stream:
            head = tomllib.loads(stream.read(_MOST).decode("utf-8-sig")).get("pack")
    found = head if isinstance(head, dict) else {}
    id_ = clean(str(found.get("id") or fallback))[:80]
    return id_, clean(str(found.get("name") or id_))[:80]
