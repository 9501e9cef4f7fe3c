"""Packs that the person has not been shown as they are now: in words, and what is chosen about them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path

from limberup.counting import count_words
from limberup.packs.choices import PackChoices
from limberup.packs.manager import PackInfo
from limberup.texts import tr, trn
from limberup_tui.house import House

__all__ = ["FEW", "brings_words", "new_name", "new_words", "origin_words", "short_origin", "take_packs"]

FEW = 1
"""So many new packs are asked about one by one; more of them on one list."""


def new_name(info: PackInfo, *, changed: bool) -> str:
    """Return a pack's name and version, and whether it is new or has changed."""
    pack = info.unused or info.pack
    name = f"{pack.name if pack else info.id} {info.version}".strip()
    return tr("{name} (changed)").format(name=name) if changed else name


def new_words(info: PackInfo, *, changed: bool) -> str:
    """Return that a pack is new, or has changed, as it stands over what it brings."""
    name = new_name(info, changed=False)
    return tr("Changed: the pack {name}").format(name=name) if changed else tr("New: the pack {name}").format(name=name)


def origin_words(info: PackInfo) -> str:
    """Return where a pack comes from, in full."""
    if info.distribution:
        return tr("installed with {distribution}").format(distribution=info.distribution)
    return tr("a folder: {folder}").format(folder=info.origin)


def short_origin(info: PackInfo) -> str:
    """Return where a pack comes from, in a word: what was installed, or the name of the folder."""
    return info.distribution or tr("folder {name}").format(name=Path(info.origin).name)


def brings_words(info: PackInfo) -> str:
    """Return how many things a pack brings: "6 exercises, 1 routine, rules"."""
    pack = info.unused or info.pack
    if pack is None:
        return ""
    counts = (("exercise", pack.exercises), ("routine", pack.routines), ("guide", pack.guides))
    words = [count_words(len(things), thing) for thing, things in counts if things]
    if info.rules or info.data_rules:
        words.append(tr("rules"))
    if found := len(info.problems):
        words.append(trn("{n} problem", "{n} problems", found).format(n=found))
    return ", ".join(words) or tr("nothing yet")


def take_packs(house: House, infos: Sequence[PackInfo], used: Collection[str]) -> None:
    """Note that packs have been shown; those of `used` are used, the others switched off.

    Raises:
        LimberupError: that can't be written; it counts until limberup is left.
    """

    def change(choices: PackChoices) -> PackChoices:
        for info in infos:
            choices = choices.with_seen(info).with_off(info.id, info.id not in used)
        return choices

    house.choose_packs(change)
