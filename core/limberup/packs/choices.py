"""packs.toml: which packs the person has switched off, and which they have been shown.

A pack of somebody else is used once the person has seen what it brings, and again after it has changed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Annotated

from msgspec import Meta, Struct

from limberup.counting import count_words
from limberup.files import is_there, write_whole
from limberup.packs.fields import read_fields
from limberup.packs.manager import HOME_DISTRIBUTION, Loaded, PackInfo
from limberup.problem import LimberupError, Problem, join_words, nearest
from limberup.texts import tr
from limberup.tomlread import read_toml

__all__ = [
    "PackChoices",
    "apply_choices",
    "brings",
    "find_pack",
    "fingerprint",
    "is_ours",
    "load_choices",
    "save_choices",
    "unseen",
    "without",
]

MOST_KEPT = 500
"""Names of exercises that are kept at most."""
MOST_NAMES = 6
"""How many of a pack's things are told by name."""

Id = Annotated[str, Meta(min_length=1, max_length=80)]


@dataclass(frozen=True, slots=True)
class PackChoices:
    """What the person has chosen about packs."""

    off: frozenset[str] = frozenset()
    """Ids of packs that are switched off."""
    seen: Mapping[str, str] = field(default_factory=dict)
    """Fingerprint of each pack at the time its contents were shown, by its id."""
    names: Mapping[str, str] = field(default_factory=dict)
    """Names of exercises that are called so still when their pack is gone, by their ids."""

    def with_off(self, id_: str, off: bool) -> PackChoices:
        """Return the choices with a pack switched off, or on again."""
        return replace(self, off=self.off | {id_} if off else self.off - {id_})

    def with_seen(self, info: PackInfo) -> PackChoices:
        """Return the choices with a pack shown as it is now."""
        return replace(self, seen={**self.seen, info.id: fingerprint(info)})

    def with_names(self, names: Mapping[str, str]) -> PackChoices:
        """Return the choices with more names of exercises; the oldest go where they become too many."""
        kept = {id_: name for id_, name in self.names.items() if id_ not in names} | dict(names)
        return replace(self, names=dict(list(kept.items())[-MOST_KEPT:]))


class ChoicesFile(Struct):
    """packs.toml as a whole."""

    schema: Annotated[int, Meta(ge=1, le=1)] = 1
    off: list[Id] = []
    seen: dict[Id, Annotated[str, Meta(max_length=200)]] = {}
    names: dict[Annotated[str, Meta(max_length=200)], Annotated[str, Meta(max_length=200)]] = {}


def load_choices(path: Path) -> PackChoices:
    """Read the choices; none where there is no file.

    Raises:
        LimberupError: the file is damaged.
    """
    if not is_there(path):
        return PackChoices()
    file = read_toml(path)
    found, problems = read_fields(file.data, ChoicesFile, file, spare=True)
    if problems or found is None:
        raise LimberupError(*problems)
    return PackChoices(frozenset(found.off), found.seen, found.names)


def save_choices(path: Path, choices: PackChoices) -> None:
    """Write the choices.

    Raises:
        LimberupError: they can't be written.
    """
    import tomli_w

    data = {"schema": 1, "off": sorted(choices.off), "seen": dict(sorted(choices.seen.items()))}
    if choices.names:
        data["names"] = dict(choices.names)
    write_whole(path, tomli_w.dumps(data))


def is_ours(info: PackInfo) -> bool:
    """Return whether a pack comes with limberup."""
    return info.distribution == HOME_DISTRIBUTION and info.origin == "installed"


def fingerprint(info: PackInfo) -> str:
    """Return what changes where anything that a pack brings does: its version, and a hash of all it says."""
    return " ".join(filter(None, (info.version, info.digest, "rules" if info.rules else "")))


def unseen(loaded: Loaded, choices: PackChoices) -> list[PackInfo]:
    """Return the packs of others that could be in use, and that the person has not been shown as they are now."""
    others = [info for info in loaded.infos if (info.pack or info.unused) and not is_ours(info)]
    return [info for info in others if info.id not in choices.off and choices.seen.get(info.id) != fingerprint(info)]


def brings(info: PackInfo, *, every: bool = False) -> tuple[str, ...]:
    """Return what a pack brings, a line each, for who is to decide about it; with `every` thing by its name."""
    pack = info.pack or info.unused
    if pack is None:
        return ()
    lines = [
        pack.summary,
        tr("By {authors}.").format(authors=join_words(pack.authors))
        if pack.authors
        else tr("It does not say whose it is."),
    ]
    for thing, names in (
        ("exercise", [exercise.name for exercise in pack.exercises]),
        ("routine", [routine.name for routine in pack.routines]),
        ("programme", [programme.name for programme in pack.programmes]),
        ("guide", [guide.question for guide in pack.guides]),
    ):
        if names:
            most = len(names) if every else MOST_NAMES
            more = ", ..." if len(names) > most else ""
            lines.append(f"{count_words(len(names), thing)}: {', '.join(names[:most])}{more}")
    if info.rules or info.data_rules:
        lines.append(tr("It has rules of its own, which can only leave exercises out or make them gentler."))
    lines += map(str, info.problems[:MOST_NAMES])
    return tuple(filter(None, lines))


def apply_choices(loaded: Loaded, choices: PackChoices) -> Loaded:
    """Return the packs without those that are switched off: they are kept in the list.

    The catalog knows the names that exercises had then.
    """
    loaded = replace(loaded, catalog=replace(loaded.catalog, former=choices.names))
    off = [info for info in loaded.infos if info.pack and info.id in choices.off]
    return without(loaded, off) if off else loaded


def without(loaded: Loaded, out: list[PackInfo]) -> Loaded:
    """Return the packs with some of those in use switched off."""
    gone = {info.id for info in out}
    packs = tuple(pack for pack in loaded.catalog.packs if pack.id not in gone)
    infos = tuple(
        replace(info, pack=None, unused=info.pack) if info.pack and info.id in gone else info for info in loaded.infos
    )
    return replace(loaded, catalog=replace(loaded.catalog, packs=packs), infos=infos)


def find_pack(loaded: Loaded, name: str) -> PackInfo:
    """Return the pack of that id, or the only one of that distribution.

    Raises:
        LimberupError: there is none.
    """
    same = [info for info in loaded.infos if info.id == name] or [
        info for info in loaded.infos if info.distribution == name
    ]
    if same:
        return same[0]
    ids = [info.id for info in loaded.infos]
    raise LimberupError(
        Problem("packs", "", tr("there is no pack {name!r}").format(name=name[:80]), nearest(name[:80], ids))
    )
