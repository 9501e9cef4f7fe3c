"""The same answers at the same moments make the same record in the plain mode as on the screen."""

from __future__ import annotations

import dataclasses

import pytest
from tests.tui.conftest import FakeClock, Playing, lived_in, playing, write_routine
from tests.tui.plainly import CHECKED, DONE, SKIPPED, converse, records

from limberup.history.record import Record
from limberup.packs.manager import Loaded
from limberup.paths import find_home
from limberup_tui.house import House
from limberup_tui.screens.after import After
from limberup_tui.screens.player import Player


@pytest.fixture
def two(tmp_path_factory: pytest.TempPathFactory) -> list[House]:
    """Return two houses that are the same: each with a clock and a folder of its own."""
    houses = [House(find_home({"LIMBERUP_HOME": str(tmp_path_factory.mktemp("home"))}), FakeClock()) for _ in "ab"]
    for house in houses:
        lived_in(house, conditions=frozenset({"hip_oa"}), sore_side="right")
        write_routine(house)
    return houses


# What is done, step by step: "4s" lets 4 seconds pass; words in capitals are typed as `TYPED` has them; the rest as
# it stands.
WAYS = {
    "by the clock, with a key at the end": "137s LOOK",
    "by keys": "ENTER 25s ENTER 3s ENTER 2s ENTER ENTER 9s ENTER",
    "paused": "ENTER 4s PAUSE 60s PAUSE 29s ENTER",
    "back and more": "ENTER 13s b 17s ENTER m 5s",
    "skipped": "ENTER 25s ENTER s t 12s ENTER",
    "made easier": "ENTER 2s e 1 39s",
    "an easier one": "ENTER 2s e 2 ENTER 12s ENTER",
    "swapped": "ENTER 2s w t 2 ENTER 12s ENTER",
    "swapped for pain": "ENTER 25s ENTER w p 3 n n 1 ENTER 9s ENTER",
    "left out for pain": "ENTER 25s ENTER s p 2 n s 9s ENTER",
    "eased": "ENTER 5s h 4 n u ENTER 39s",
    "eased, and left": "ENTER 25s ENTER h 5 n n s 5s",
    "within limits": "ENTER 5s h 2 n s ENTER 29s",
    "stopped": "ENTER 25s ENTER h 6 y n s 5s",
    "stopped for an easier one": "ENTER 25s ENTER h 6 n n 1 ENTER 9s ENTER",
    "ten": "ENTER 25s ENTER h TEN n n s 5s",
    "a slip": "ENTER 25s ENTER h NO 5s",
    "a slip seen late": "ENTER 25s ENTER h 6 n n SLIP 2 n n ENTER 5s",
    "a slip seen where it ends": "ENTER 25s ENTER h 3 n d n SLIP 2 n n ENTER 5s",
}
TYPED = {
    "ENTER": ("", "enter"),
    "PAUSE": ("p", "space"),
    "LOOK": ("t", "i"),
    "TEN": ("10", "t"),
    "NO": ("x", "escape"),
    "SLIP": ("b", "backspace"),
}
"""What is typed in the plain mode, and what is pressed on the screen."""


def steps(way: str, on_screen: bool) -> list[str | float]:
    """Return the steps of a way as the plain mode or the screen has them."""
    return [
        float(word[:-1]) if word[:-1].isdigit() else TYPED[word][on_screen] if word in TYPED else word
        for word in way.split()
    ]


@pytest.mark.parametrize("name", WAYS)
async def test_the_record_is_the_same(two: list[House], loaded: Loaded, name: str) -> None:
    converse(two[0], loaded, *CHECKED, "", *steps(WAYS[name], False), "q", "e", "1", "4", "", "Went [b] well.")
    async with playing(two[1], loaded) as play:
        await play.start()
        await do(play, *steps(WAYS[name], True), "q", "e")
        await play.at(After)
        await play.press("1", "enter", "4", "enter")
        await play.type("Went [b] well.")
        await play.press("enter")
        await play.until(lambda: records(two[1]) and records(two[1])[0].note)
    (told,), (shown,) = records(two[0]), records(two[1])
    assert without_time(told) == without_time(shown)
    assert any(entry.work for entry in told.entries)


async def test_a_session_that_ends_for_pain_is_the_same(two: list[House], loaded: Loaded) -> None:
    converse(two[0], loaded, *CHECKED, "", "", *DONE, "h", "3", "n", "d", "n", *SKIPPED)
    async with playing(two[1], loaded) as play:
        await play.start()
        await do(play, "enter", 25.0, "enter", "h", "3", "n", "d")
        await play.answer("n")
        await play.answer("enter")
        await play.finish()
    (told,), (shown,) = records(two[0]), records(two[1])
    assert without_time(told) == without_time(shown)


async def do(play: Playing, *keys: str | float) -> None:
    """Press keys in the player and its questions, and let time pass between them."""
    for step in keys:
        if isinstance(step, str):
            await play.press(step)
        else:
            await play.at(Player)
            await play.go(step)


def without_time(record: Record) -> Record:
    """Return a record without its random id; moments in whole seconds."""
    started, ended = record.started.replace(microsecond=0), record.ended.replace(microsecond=0)
    return dataclasses.replace(record, id="", started=started, ended=ended)


async def test_what_was_begun_in_lines_goes_on_on_the_screen(short: House, loaded: Loaded) -> None:
    converse(short, loaded, *CHECKED, "", "", *DONE, 6.0, "q", "l")
    again = House(short.home, short.clock)
    again.read_small()
    async with playing(again, loaded, resume=True) as play:
        player = await play.at(Player)
        assert player.conductor.session.remaining(play.clock.now()) == pytest.approx(14)
        await do(play, "enter", 25.0, "enter", "q", "e")
        await play.finish()
    (record,) = records(short)
    assert [str(work) for work in record.entries[0].work] == ["5", "5"]


async def test_what_was_begun_on_the_screen_goes_on_in_lines(short: House, loaded: Loaded) -> None:
    async with playing(short, loaded) as play:
        await play.start()
        await do(play, "enter", 25.0, "enter", 6.0, "q", "l")
        await play.until(lambda: play.app.conductor is None)
    _, script = converse(short, loaded, "", *DONE, "q", "e", "", "", "", "", resume=True)
    assert "Going on. Glute bridge. 14 seconds left." in script.lines
    (record,) = records(short)
    assert [str(work) for work in record.entries[0].work] == ["5", "5"]
