"""The packs: which were found, where they are from, and every reason why one of them, or a part of it, is left out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from limberup.texts import tr, trn
from limberup_tui.doctor import Check

if TYPE_CHECKING:
    from limberup.packs.manager import Loaded, PackInfo
    from limberup.paths import Home

__all__ = ["packs_part", "read_packs"]


def read_packs(home: Home, *, safe: bool) -> Loaded:
    """Read the packs, asking their hooks anew: what was kept of them would hide what is wrong now."""
    from limberup.packs.manager import load

    return load(safe=safe, folder=home.packs, cache=None, fresh=True)


def packs_part(home: Home, packs: Callable[[], Loaded], *, safe: bool) -> Iterator[Check]:
    """Yield each pack. None of their code runs here: their hooks are asked in processes that end after a while.

    Args:
        home: The person's folders.
        packs: Reads the packs.
        safe: Whether only limberup's own are read.
    """
    from limberup.packs.choices import PackChoices, apply_choices, is_ours, load_choices, unseen
    from limberup.packs.rules import Facts, restrictions_for, switched_off
    from limberup.problem import LimberupError

    if safe:
        yield Check("packs.safe", tr("safe mode"), tr("only the six built-in packs are looked at"))
    try:
        choices = load_choices(home.pack_choices)
    except (LimberupError, OSError):
        # Told where the files are.
        choices = PackChoices()
    loaded = packs()
    new = {info.id for info in unseen(loaded, choices)}
    loaded = apply_choices(loaded, choices)
    loaded = switched_off(loaded, restrictions_for(loaded, Facts()))
    ours = sum(is_ours(info) for info in loaded.infos)
    yield Check("packs.found", tr("found"), tr("{ours} built-in, {others} other").format(
        ours=ours, others=len(loaded.infos) - ours))  # fmt: skip
    for info in loaded.infos:
        yield from _of_pack(info, is_new=info.id in new)


def _of_pack(info: PackInfo, *, is_new: bool) -> Iterator[Check]:
    pack = info.pack or info.unused
    if info.unused:
        state = tr("switched off")
    elif pack is None:
        state = tr("left out")
    else:
        state = tr("new, not used before you have seen it") if is_new else tr("in use")
    words = [info.version or tr("no version"), info.distribution or info.origin, state]
    if pack:
        count = len(pack.exercises)
        words.append(trn("{n} exercise", "{n} exercises", count).format(n=count))
    id_ = f"packs.{info.id}"
    if not info.problems:
        yield Check(id_, info.id, ", ".join(words), info.healthy)
        return
    for number, problem in enumerate(info.problems, 1):
        value = ", ".join(words) if number == 1 else tr("also:")
        yield Check(id_ if number == 1 else f"{id_}.{number}", info.id, value, False, str(problem))
