"""What the rules of packs restrict: in the plan on the screen, for as long as the pack is in use, at every moment."""

from __future__ import annotations

import asyncio

import pytest
from tests.core.test_packs import make_pack
from tests.tui.conftest import playing, with_packs_seen, write_routine

from limberup.packs.manager import Loaded
from limberup_tui import flow
from limberup_tui.house import House
from limberup_tui.screens.library import Library
from limberup_tui.screens.planned import Planned
from limberup_tui.screens.ticks import Ticks

RULES = """\
[[rule]]
id = "no-bridge"
why = "Bridges wait."
source = "own"
exclude = ["glutes/glute-bridge"]
"""
BRIDGE = "glutes/glute-bridge"


async def test_a_file_of_rules_restricts_the_plan_until_its_pack_is_switched_off(house: House) -> None:
    make_pack(house.home.packs / "stairs", rules=RULES)
    loaded = with_packs_seen(house)
    write_routine(house)
    async with playing(house, loaded) as play:
        await play.press("enter")
        await play.check_in(2, 2)
        planned = await play.at(Planned)
        assert BRIDGE not in [step.exercise.id for step in planned.plan.steps]
        assert "stairs says: Bridges wait." in play.text
        await play.press("escape")
        house.choose_packs(lambda choices: choices.with_off("stairs", True))
        # Also before the rules are asked again.
        assert house.filter()(house.catalog.exercise(BRIDGE)).verdict.value == "allow"
        await play.press("enter")
        await play.check_in(2, 2)
        planned = await play.at(Planned)
        assert BRIDGE in [step.exercise.id for step in planned.plan.steps]


async def test_a_key_pressed_while_something_is_found_out_at_a_start_is_not_lost(
    short: House, loaded: Loaded, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked, answered = asyncio.Event(), asyncio.Event()

    async def slow(_: object) -> None:
        # As while the rules of packs are asked: no box stands in front.
        asked.set()
        await answered.wait()

    monkeypatch.setattr(flow, "opening", slow)
    async with playing(short, loaded) as play:
        await play.until(asked.is_set)
        await play.press("enter")
        assert not isinstance(play.app.screen, Ticks)
        # What leads through nothing waits for nothing.
        await play.press("l")
        await play.at(Library)
        await play.press("escape")
        answered.set()
        await play.at(Ticks)
