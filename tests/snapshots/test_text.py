"""The screens as text: what stands where, whatever the colours."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from tests.snapshots.conftest import SameText
from tests.tui.conftest import MOMENT, lived_in, playing

from limberup.dose import parse_dose
from limberup.history.record import Entry, Hurt, Record, Work
from limberup.packs.manager import Loaded
from limberup.timeline import PhaseKind
from limberup_tui.house import House
from limberup_tui.screens.after import After
from limberup_tui.screens.builder import Builder
from limberup_tui.screens.checkin import PainNow
from limberup_tui.screens.history import HistoryPage
from limberup_tui.screens.planned import Planned
from limberup_tui.screens.record import RecordPage
from limberup_tui.screens.ticks import Ticks


def yesterday(house: House) -> None:
    """Keep a session of yesterday."""
    start = MOMENT - timedelta(days=1)
    entries = (
        Entry("sample/bridge", parse_dose("2x5 2s rest 20s"), (Work(reps=5), Work(reps=4)), (Hurt(5),), ("eased",)),
        Entry("sample/figure-4", parse_dose("1x20s each side"), (Work("left", hold=20),), (), ("skipped",)),
    )
    record = Record(
        "20261120T073000Z-0123abcd", start, start + timedelta(minutes=7), "Both", "sample/both", "FULL", 2, 4, 3, 6,
        "Felt good.", False, entries, ("L4 EASE sample/bridge: It hurts more than before.",),
    )  # fmt: skip
    house.history.save(record)


async def test_today(house: House, sample: Loaded, same_text: SameText) -> None:
    yesterday(house)
    async with playing(house, sample) as play:
        same_text(play, "today")


async def test_check_in_and_plan(house: House, sample: Loaded, same_text: SameText) -> None:
    lived_in(house, conditions=frozenset({"no_floor"}))
    async with playing(house, sample) as play:
        await play.press("enter")
        await play.at(Ticks)
        same_text(play, "check-in")
        await play.press("n")
        await play.at(PainNow)
        await play.press("4", "enter")
        same_text(play, "pain-now")
        await play.press("4", "enter")
        await play.at(Planned)
        same_text(play, "plan")


@pytest.mark.parametrize("size", [(40, 12), (60, 20), (80, 24), (120, 40)], ids=lambda size: f"{size[0]}x{size[1]}")
async def test_player(house: House, sample: Loaded, same_text: SameText, size: tuple[int, int]) -> None:
    name = f"player-{size[0]}x{size[1]}"
    async with playing(house, sample, size=size) as play:
        await play.start("sample/both")
        same_text(play, f"{name}-get-ready")
        await play.to_phase(lambda phase: phase.kind is PhaseKind.HOLD)
        await play.go(7)
        same_text(play, f"{name}-hold")


async def test_after(house: House, sample: Loaded, same_text: SameText) -> None:
    async with playing(house, sample) as play:
        await play.start()
        await play.press("enter")
        await play.done()
        await play.press("q")
        await play.answer("e")
        await play.at(After)
        await play.press("3", "enter")
        same_text(play, "after")


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40)], ids=lambda size: f"{size[0]}x{size[1]}")
async def test_builder(house: House, sample: Loaded, same_text: SameText, size: tuple[int, int]) -> None:
    async with playing(house, sample, size=size) as play:
        await play.press("e")
        await play.at(Builder)
        same_text(play, f"builder-{size[0]}x{size[1]}")


async def test_history_and_one_record(house: House, sample: Loaded, same_text: SameText) -> None:
    yesterday(house)
    async with playing(house, sample) as play:
        await play.press("h")
        await play.at(HistoryPage)
        await play.until(lambda: "This week" in play.text)
        same_text(play, "history")
        await play.press("enter")
        await play.at(RecordPage)
        same_text(play, "record")


async def test_views_of_the_history(house: House, sample: Loaded, same_text: SameText) -> None:
    yesterday(house)
    record = house.history.load("20261120T073000Z-0123abcd")
    for number, days in enumerate((2, 3, 5, 6, 8, 10)):
        at = MOMENT - timedelta(days=days)
        told = replace(
            record, id=f"{at:%Y%m%d}T073000Z-{number:08x}", started=at, ended=at + timedelta(minutes=9),
            pain_at_rest=number % 3, pain_moving=number + 1, pain_after=2, morning_pain=number, morning_usual=2,
        )  # fmt: skip
        house.history.save(told)
    async with playing(house, sample) as play:
        await play.press("h")
        page = await play.at(HistoryPage)
        await play.until(lambda: "This week" in play.text)
        for key, name in {"2": "calendar", "3": "pain", "5": "weeks"}.items():
            await play.press(key)
            await play.until(lambda: page.view is not None and len(play.part(page.view)) > 20)
            before: list[str] = []
            # The bar at the side comes a layout later than the words.
            while before != (before := list(play.rows)):
                await play.pilot.pause()
            same_text(play, f"history-{name}")
