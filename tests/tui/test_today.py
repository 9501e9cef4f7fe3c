"""Today: what it shows, and where its keys lead."""

from __future__ import annotations

import tomllib
from datetime import timedelta

import pytest
from tests.tui.conftest import MOMENT, lived_in, playing, write_routine
from textual.screen import Screen

from limberup.history.record import Record
from limberup.packs.manager import Loaded
from limberup_tui.house import House
from limberup_tui.screens.builder import Builder
from limberup_tui.screens.dialog import Ask
from limberup_tui.screens.guides import GuideList
from limberup_tui.screens.history import HistoryList
from limberup_tui.screens.library import Library
from limberup_tui.screens.packs import Packs
from limberup_tui.screens.ticks import Ticks
from limberup_tui.screens.today import Today
from limberup_tui.screens.welcome import Welcome
from limberup_tui.screens.you import You


async def test_it_lists_own_routines_before_those_of_the_packs(short: House, loaded: Loaded) -> None:
    async with playing(short, loaded) as play:
        rows = play.rows
        own = next(row for row in rows if row.startswith(" Short"))
        assert own.split() == ["Short", "about", "3", "min", "your", "own"]
        names = [row[:20].strip() for row in rows]
        assert names.index("Short") < names.index("Seated start") < names.index("Steady core")
        assert "Welcome. Choose a routine" in play.text
        # What the cursor is on is told below the list.
        assert "Glute bridge, Figure-4 stretch" in play.text


async def test_arrows_move_through_the_list_and_tell_of_each_routine(house: House, loaded: Loaded) -> None:
    async with playing(house, loaded) as play:
        await play.press("down", "down")
        assert play.table.current == "desk-worker/desk-break"
        assert "Seated twist" in play.text or "Seated spinal" in play.text
        await play.press("end")
        assert play.table.current == list(loaded.catalog.routines)[-1]


@pytest.mark.parametrize(
    ("key", "screen"),
    [("b", Builder), ("g", GuideList), ("e", Builder), ("h", HistoryList), ("l", Library), ("p", Packs), ("y", You)],
)
async def test_a_key_opens_each_screen_and_escape_comes_back(
    short: House, loaded: Loaded, key: str, screen: type[Screen[None]]
) -> None:
    async with playing(short, loaded) as play:
        await play.press(key)
        await play.at(screen)
        await play.press("escape")
        await play.at(Today)


async def test_escape_stays(house: House, loaded: Loaded) -> None:
    async with playing(house, loaded) as play:
        await play.press("escape", "escape")
        await play.at(Today)
        assert play.app.is_running


@pytest.mark.parametrize("key", ["q", "ctrl+q", "ctrl+c"])
async def test_three_keys_quit(house: House, loaded: Loaded, key: str) -> None:
    async with playing(house, loaded) as play:
        await play.press(key)
        await play.until(lambda: play.app.return_code == 0)


async def test_the_first_start_tells_what_it_is_not_and_asks_what_has_to_be_known(
    new_house: House, loaded: Loaded
) -> None:
    new_house.read_small()
    async with playing(new_house, loaded) as play:
        await play.press("enter")
        await play.at(Welcome)
        assert "it is no medical device" in play.text
        await play.press("enter")
        await play.at(Ticks)
        assert "Before you begin" in play.rows[0]
        await play.press("n")
        await play.until(lambda: "Your conditions" in play.rows[0])
        await play.tick("no_floor", "hypertension")
        await play.press("c")
        await play.until(lambda: "Check-in" in play.rows[0])
        person = tomllib.loads(new_house.home.person.read_text("utf-8"))
        assert person["acknowledged"] == MOMENT.date()
        assert person["conditions"] == ["hypertension", "no_floor"]
        # The second time goes straight to the check-in.
        await play.press("escape")
        await play.at(Today)
        await play.press("enter")
        await play.at(Ticks)
        assert "Check-in" in play.rows[0]


@pytest.mark.parametrize("keys", [["escape"], ["enter", "escape"], ["enter", "n", "escape"]])
async def test_a_first_start_that_is_left_keeps_nothing_and_starts_nothing(
    new_house: House, loaded: Loaded, keys: list[str]
) -> None:
    new_house.read_small()
    async with playing(new_house, loaded) as play:
        await play.press("enter")
        await play.at(Welcome)
        await play.press(*keys)
        await play.at(Today)
        assert not new_house.home.person.exists()
        await play.press("enter")
        await play.at(Welcome)


async def test_it_tells_of_the_last_session_and_puts_the_cursor_on_its_routine(house: House, loaded: Loaded) -> None:
    start = MOMENT - timedelta(days=1)
    house.history.save(
        Record(
            "20261120T073000Z-0123abcd", start, start + timedelta(minutes=7), "Strong hips", "glutes/strong-hips",
            pain_at_rest=2, pain_moving=4, pain_after=3,
        )
    )  # fmt: skip
    async with playing(house, loaded) as play:
        last = "Last session: Strong hips, yesterday 08:30, pain 4 (moderate) before, 3 (mild) after."
        assert last in play.text
        assert play.table.current == "glutes/strong-hips"


async def test_a_broken_routine_file_is_named_and_the_others_are_there(short: House, loaded: Loaded) -> None:
    write_routine(short, 'name = "Broken"\n[[step]]\ndo = 3\n', "broken")
    async with playing(short, loaded) as play:
        assert "broken.toml: line 3" in play.text
        assert any(row.startswith(" Short") for row in play.rows)
        assert not any(row.startswith(" Broken") for row in play.rows)


async def test_a_routine_of_which_nothing_is_right_says_so(house: House, loaded: Loaded) -> None:
    lived_in(house, conditions=frozenset({"no_floor"}))
    write_routine(house, 'name = "Gone"\n[[step]]\ndo = "glutes/not-there-any-more"\n', "gone")
    async with playing(house, loaded) as play:
        await play.to_row("gone")
        assert "glutes/not-there-any-more (not installed)" in play.text
        await play.press("enter")
        await play.check_in()
        await play.at(Ask)
        assert "Nothing of this routine is right for you today." in play.text
        assert "No pack in use has glutes/not-there-any-more" in play.text
        await play.press("enter")
        await play.at(Today)
        assert not play.open_files


async def test_a_click_goes_to_a_row_and_another_starts_it(house: House, loaded: Loaded) -> None:
    async with playing(house, loaded) as play:
        row = next(y for y, text in enumerate(play.rows) if text.startswith(" Desk break"))
        await play.pilot.click(offset=(3, row))
        assert play.table.current == "desk-worker/desk-break"
        await play.at(Today)
        await play.pilot.click(offset=(3, row))
        await play.at(Ticks)


async def test_a_click_on_a_key_at_the_foot_does_what_the_key_does(house: House, loaded: Loaded) -> None:
    async with playing(house, loaded) as play:
        for words, screen in (("h History", HistoryList), ("p Packs", Packs), ("y You", You)):
            y = next(y for y, text in enumerate(play.rows) if words in text)
            await play.pilot.click(offset=(play.rows[y].index(words) + 2, y))
            await play.at(screen)
            y = next(y for y, text in enumerate(play.rows) if "Esc Back" in text)
            await play.pilot.click(offset=(play.rows[y].index("Esc Back"), y))
            await play.at(Today)
