"""Having the app itself show changed files: many to a start, each on the screens where a person would meet it."""

from __future__ import annotations

import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tests.fuzz.change import Mutant
from tests.fuzz.reading import PACK
from tests.fuzz.samples import sources
from tests.fuzz.walk import Walk, record_id
from tests.tui.conftest import ACKNOWLEDGED, FakeClock, lived_in, with_packs_seen

from limberup.paths import find_home
from limberup_tui.app import LimberupApp
from limberup_tui.house import House
from limberup_tui.start import Start

__all__ = ["BATCH", "Shown", "show"]

BATCH = 400
"""Files to a start of the app."""
WIDTHS = (60, 80, 100, 120)
PACKS = 6
"""Packs that the broken files of a batch are divided among."""
PARTS = {"exercise": "exercises", "routine": "routines", "guide": "guides", "programme": "programmes"}


@dataclass
class Shown:
    """What came of it."""

    placed: Counter[str] = field(default_factory=Counter)
    """Files by kind."""
    shown: Counter[str] = field(default_factory=Counter)
    """Those whose own words, or what is wrong with them, were seen on a screen; by kind."""
    looks: Counter[str] = field(default_factory=Counter)
    """Screens that were looked at, by name."""
    wrong: list[str] = field(default_factory=list)
    slowest: dict[str, float] = field(default_factory=dict)
    """Most processor seconds from one look to the next, by screen."""
    missed: list[str] = field(default_factory=list)
    """Files of which nothing was seen."""


async def show(mutants: Sequence[Mutant], shown: Shown, *, again: bool = False) -> None:
    """Show files on the screens of one start; where that breaks off, find the file that does it."""
    try:
        walk = await _walked(mutants)
    except Exception as error:  # noqa: BLE001 - whatever it is, it is what we look for
        if len(mutants) == 1:
            what = " ".join(f"{type(error).__name__}: {error}".split())
            shown.wrong.append(f"seed {mutants[0].seed}, {mutants[0].kind}: screens: {what[:300]}")
            shown.placed[mutants[0].kind] += 1
            return
        half = len(mutants) // 2
        before = len(shown.wrong)
        for part in (mutants[:half], mutants[half:]):
            await show(part, shown, again=True)
        if len(shown.wrong) == before and not again:
            shown.wrong.append(f"seed {mutants[0].seed} and {len(mutants) - 1} more together: {error!r}"[:300])
        return
    shown.looks += walk.looks
    shown.wrong += walk.wrong
    for name, seconds in walk.slowest.items():
        shown.slowest[name] = max(shown.slowest.get(name, 0.0), seconds)
    for one in mutants:
        shown.placed[one.kind] += 1
        shown.shown[one.kind] += one.seed in walk.seen
        if one.seed not in walk.seen:
            shown.missed.append(f"{one.kind} {one.seed}")


async def _walked(mutants: Sequence[Mutant]) -> Walk:
    with tempfile.TemporaryDirectory() as folder:
        house = House(find_home({"LIMBERUP_HOME": folder}), FakeClock())
        _place(house, mutants)
        lived_in(house, acknowledged=ACKNOWLEDGED)
        begun = time.process_time()
        loaded = with_packs_seen(house)
        app = LimberupApp(house, Start(loaded=loaded))
        width = WIDTHS[mutants[0].seed // BATCH % len(WIDTHS)]
        async with app.run_test(size=(width, 40), notifications=True) as pilot:
            walk = Walk(app, pilot, {one.seed: one for one in mutants}, width)
            walk.spent("start", time.process_time() - begun)
            await walk.everywhere()
        return walk


def _place(house: House, mutants: Sequence[Mutant]) -> None:
    """Put each file where a person would have it: in a pack, among the own routines, in the history."""
    good = next(text for text in sources()["exercise"] if "Glute bridge" in text)
    for number in range(PACKS):
        _write(house.home.packs / f"fuzz-{number}" / "pack.toml", PACK.replace('"fuzz"', f'"fuzz-{number}"'))
    for number, one in enumerate(mutants):
        if one.kind in PARTS and (one.kind != "routine" or one.seed % 2):
            place = house.home.packs / f"fuzz-{number % PACKS}" / PARTS[one.kind] / f"{one.slug}.toml"
        elif one.kind == "routine":
            place = house.home.routines / f"{one.slug}.toml"
        elif one.kind == "record":
            place = house.history.path(record_id(one))
        else:
            pack = house.home.packs / one.slug
            place = pack / f"{one.kind}.toml"
            _write(pack / "pack.toml", PACK.replace('"fuzz"', f'"{one.slug}"'))
            _write(pack / "exercises" / "good.toml", good)
        _write(place, one.text)


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8", errors="replace")
