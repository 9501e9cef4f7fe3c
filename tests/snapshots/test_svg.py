"""Today and the player in the program's three themes, colours and all."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from tests.tui.conftest import FakeClock, Playing, WatchedApp
from textual.pilot import Pilot

from limberup.packs.manager import Loaded
from limberup.settings import THEMES, Settings
from limberup.timeline import PhaseKind
from limberup_tui.house import House
from limberup_tui.widgets.big import BigNumber

SnapCompare = Callable[..., bool]


async def begun(pilot: Pilot[None]) -> Playing:
    """Wait until packs and history are read."""
    app = pilot.app
    assert isinstance(app, WatchedApp)
    assert isinstance(app.house.clock, FakeClock)
    play = Playing(app, pilot, app.house.clock)
    await play.until(lambda: app.house.contents is not None)
    await pilot.pause()
    return play


async def in_a_hold(pilot: Pilot[None]) -> None:
    """Go to the player, and 7 s into a hold."""
    play = await begun(pilot)
    await play.start("sample/both")
    await play.to_phase(lambda phase: phase.kind is PhaseKind.HOLD)
    await play.go(7)
    # The flash goes by a timer of its own.
    await play.until(lambda: not play.player.query_one(BigNumber).flashing)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("until", [begun, in_a_hold], ids=["today", "player"])
def test_theme(
    house: House, sample: Loaded, snap_compare: SnapCompare, theme: str, until: Callable[[Pilot[None]], Any]
) -> None:
    house.settings = Settings(theme)
    assert snap_compare(WatchedApp(house, loaded=sample), run_before=until)
