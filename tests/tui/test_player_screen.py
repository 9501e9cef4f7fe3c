"""What the player shows, and that it is whole on a small screen."""

from __future__ import annotations

import pytest
from tests.tui.conftest import playing

from limberup.packs.manager import Loaded
from limberup.session import Status
from limberup.timeline import PhaseKind
from limberup_tui.house import House
from limberup_tui.screens.dialog import Ask
from limberup_tui.widgets.big import BigNumber


async def test_a_question_is_whole_on_a_small_screen(short: House, loaded: Loaded) -> None:
    async with playing(short, loaded, size=(40, 12)) as play:
        await play.start()
        await play.press("h", "4", "n", "n")
        await play.at(Ask)
        for words in ("It hurts more than before", "limberup halves what is left", "Enter Go on", "q End here"):
            assert words in play.text
        assert "more:" not in play.text
        # Where even that has no room, the question comes first, and it says that there is more.
        await play.pilot.resize_terminal(40, 7)
        await play.until(lambda: "more: arrow down" in play.text)
        assert "It hurts more than before" in play.text
        assert "q End here" not in play.text
        await play.press("down", "down")
        assert "q End here" in play.text
        await play.press("up", "up", "up")
        assert "It hurts more than before" in play.text


async def test_what_is_told_leaves_room_for_the_number_where_the_steps_are_shown(short: House, loaded: Loaded) -> None:
    async with playing(short, loaded, size=(40, 12)) as play:
        player = await play.start()
        await play.to_work()
        await play.press("i", "m")
        assert "Take your time" in play.text
        assert player.query_one(BigNumber).size.height >= 3


@pytest.mark.parametrize("size", [(80, 24), (40, 12)], ids=lambda size: f"{size[0]}x{size[1]}")
async def test_what_is_told_hides_neither_phase_nor_number_and_goes(
    short: House, loaded: Loaded, size: tuple[int, int]
) -> None:
    async with playing(short, loaded, size=size) as play:
        player = await play.start()
        await play.to_work()
        await play.press("m")
        assert "Take your time: space pauses, Enter says done." in play.text
        assert not play.app.said, "no box in front"
        assert player.query_one("#heading").region.height
        assert player.query_one(BigNumber).size.height >= 3
        await play.go(10)
        assert "Take your time" not in play.text


async def test_a_click_on_a_key_at_the_foot_presses_it(short: House, loaded: Loaded) -> None:
    async with playing(short, loaded) as play:
        player = await play.start()
        y = next(y for y, row in enumerate(play.rows) if "Space Pause" in row)
        await play.pilot.click(offset=(play.rows[y].index("Pause"), y))
        assert player.conductor.session.status is Status.PAUSED


@pytest.mark.parametrize(("size", "height"), [((60, 20), 5), ((80, 24), 5), ((120, 40), 15)])
async def test_the_number_is_as_large_as_the_room_allows(
    short: House, loaded: Loaded, size: tuple[int, int], height: int
) -> None:
    async with playing(short, loaded, size=size) as play:
        await play.start()
        await play.to_phase(lambda phase: phase.kind is PhaseKind.REST)
        blocks = [row for row in play.rows if "\u2588" in row]
        assert len(blocks) >= height
