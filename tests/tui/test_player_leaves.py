"""Leaving the player: for later, for good, or not after all."""

from __future__ import annotations

import pytest
from tests.tui.atplay import open_file
from tests.tui.conftest import playing

from limberup.packs.manager import Loaded
from limberup.session import Status
from limberup_tui.house import House
from limberup_tui.screens.dialog import Ask
from limberup_tui.screens.player import Player
from limberup_tui.screens.today import Today


async def test_leave_later_keeps_the_place(short: House, loaded: Loaded) -> None:
    async with playing(short, loaded) as play:
        await play.start()
        await play.press("enter")
        await play.done()
        await play.go(4)
        await play.press("q")
        await play.at(Ask)
        await play.press("l")
        await play.at(Today)
        saved = open_file(play)
        assert saved["index"] == 2
        assert saved["left"] == 16
        assert len(saved["sets"]) == 1
        assert not play.records
        assert "Kept" in play.said


async def test_what_was_left_for_later_can_be_gone_on_with_at_once(short: House, loaded: Loaded) -> None:
    async with playing(short, loaded) as play:
        await play.start()
        await play.go(4)
        await play.press("q")
        await play.answer("l")
        await play.at(Today)
        assert "Press r to go on." in play.text
        assert "r Go on" in play.text


@pytest.mark.parametrize("key", ["k", "escape"])
async def test_leave_can_be_taken_back(short: House, loaded: Loaded, key: str) -> None:
    async with playing(short, loaded) as play:
        player = await play.start()
        await play.press("escape")
        await play.answer(key)
        await play.at(Player)
        assert player.conductor.session.status is Status.RUNNING


async def test_ctrl_q_asks_in_a_session(short: House, loaded: Loaded) -> None:
    async with playing(short, loaded) as play:
        await play.start()
        await play.press("ctrl+q")
        await play.at(Ask)
        assert "Stop the session?" in play.text
        await play.press("ctrl+q")
        await play.at(Ask)
        assert play.app.is_running


async def test_of_a_session_with_nothing_done_only_the_check_in_is_kept(short: House, loaded: Loaded) -> None:
    async with playing(short, loaded) as play:
        await play.start()
        await play.press("q")
        await play.answer("e")
        await play.at(Today)
        await play.until(lambda: "Nothing was done. Your check-in is in the history." in play.said)
        (record,) = play.records
        assert not record.is_session
        assert record.pain_before == 2
        assert not play.open_files
