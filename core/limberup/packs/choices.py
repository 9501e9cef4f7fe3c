"""packs.toml: which packs the person has switched off, and which they have been shown.

A pack of somebody else is used once the person has seen what it brings, and again after it has changed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path
from typing import Annotated

import msgspec
from msgspec import Meta, Struct

from limberup.files import write_whole
from limberup.packs.fields import read_fields
from limberup.packs.manager import HOME_DISTRIBUTION, Loaded, PackInfo
from limberup.problem import LimberupError, Problem, join_words, nearest
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

    def with_off(self, id_: str, off: bool) -> PackChoices:
        """Return the choices with a pack switched off, or on again."""
        return replace(self, off=self.off | {id_} if off else self.off - {id_})

    def with_seen(self, info: PackInfo) -> PackChoices:
        """Return the choices with a pack shown as it is now."""
        return replace(self, seen={**self.seen, info.id: fingerprint(info)})


class ChoicesFile(Struct):
    """packs.toml as a whole."""

    schema: Annotated[int, Meta(ge=1, le=1)] = 1
    off: list[Id] = []
    seen: dict[Id, Annotated[str, Meta(max_length=200)]] = {}


def load_choices(path: Path) -> PackChoices:
    """Read the choices; none where there is no file.

    Raises:
        LimberupError: the file is damaged.
    """
    if not path.exists():
        return PackChoices()
    file = read_toml(path)
    found, problems = read_fields(file.data, ChoicesFile, file)
    if problems or found is None:
        raise LimberupError(*problems)
    return PackChoices(frozenset(found.off), found.seen)


def save_choices(path: Path, choices: PackChoices) -> None:
    """Write the choices.

    Raises:
        LimberupError: they can't be written.
    """
    import tomli_w

    data = {"schema": 1, "off": sorted(choices.off), "seen": dict(sorted(choices.seen.items()))}
    write_whole(path, tomli_w.dumps(data))


def is_ours(info: PackInfo) -> bool:
    """Return whether a pack comes with limberup."""
    return info.distribution == HOME_DISTRIBUTION and info.origin == "installed"


def fingerprint(info: PackInfo) -> str:
    """Return what changes where anything that a pack brings does: its version, and a hash of all it says."""
    pack = info.pack or info.unused
    # Figures are the larger part, and only drawn.
    parts = pack and [[replace(exercise, figure=None) for exercise in pack.exercises], pack.routines, pack.guides]
    # In one order, whatever the hashes of this process: a set has another order in each.
    text = msgspec.json.encode((parts, info.data_rules, bool(info.rules)), order="deterministic")
    digest = sha256(text).hexdigest()[:16]
    return f"{info.version} {digest}".strip()


def unseen(loaded: Loaded, choices: PackChoices) -> list[PackInfo]:
    """Return the packs of others that could be in use, and that the person has not been shown as they are now."""
    others = [info for info in loaded.infos if (info.pack or info.unused) and not is_ours(info)]
    return [info for info in others if info.id not in choices.off and choices.seen.get(info.id) != fingerprint(info)]


def brings(info: PackInfo) -> tuple[str, ...]:
    """Return what a pack brings, a line each, for who is to decide about it."""
    pack = info.pack or info.unused
    if pack is None:
        return ()
    lines = [pack.summary, f"By {join_words(pack.authors)}." if pack.authors else "It does not say whose it is."]
    for word, names in (
        ("exercise", [exercise.name for exercise in pack.exercises]),
        ("routine", [routine.name for routine in pack.routines]),
        ("guide", [guide.question for guide in pack.guides]),
    ):
        if names:
            count = f"1 {word}" if len(names) == 1 else f"{len(names)} {word}s"
            more = ", ..." if len(names) > MOST_NAMES else ""
            lines.append(f"{count}: {', '.join(names[:MOST_NAMES])}{more}")
    if info.rules or info.data_rules:
        lines.append("It has rules of its own, which can only leave exercises out or make them gentler.")
    lines += map(str, info.problems[:MOST_NAMES])
    return tuple(filter(None, lines))


def apply_choices(loaded: Loaded, choices: PackChoices) -> Loaded:
    """Return the packs without those that are switched off: they are kept in the list."""
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
    raise LimberupError(Problem("packs", "", f"there is no pack {name[:80]!r}", nearest(name[:80], ids)))
