"""You: everything that is known can be seen and changed."""

from __future__ import annotations

import pytest
from tests.tui.conftest import ACKNOWLEDGED, TODAY, Playing, flagged, lived_in, playing

from limberup.packs.manager import Loaded
from limberup.person import OpenFlag
from limberup.person_file import load_person
from limberup.safety.conditions import CONDITIONS
from limberup.settings import THEMES, load_settings
from limberup_tui.house import House
from limberup_tui.screens.blocked import Blocked
from limberup_tui.screens.builder import Builder
from limberup_tui.screens.dialog import Ask
from limberup_tui.screens.ticks import Ticks
from limberup_tui.screens.today import Today
from limberup_tui.screens.welcome import Welcome
from limberup_tui.screens.you import You


async def change(play: Playing, row: str) -> None:
    """Go to You and to one of its rows, and press Enter."""
    if type(play.app.screen) is not You:
        await play.press("y")
    await play.at(You)
    await play.to_row(row)
    await play.press("enter")


async def test_conditions_are_ticked_and_unticked(house: House, loaded: Loaded) -> None:
    async with playing(house, loaded) as play:
        await change(play, "conditions")
        await play.tick("hip_oa", "no_floor")
        await play.press("c")
        await play.at(You)
        assert load_person(house.home.person).conditions == {"hip_oa", "no_floor"}
        assert f"{CONDITIONS['hip_oa'].label}, {CONDITIONS['no_floor'].label}" in play.text
        await change(play, "conditions")
        await play.at(Ticks)
        assert "2 ticked" in play.text
        await play.tick("hip_oa")
        await play.press("c")
        await play.at(You)
        assert load_person(house.home.person).conditions == {"no_floor"}
        await change(play, "conditions")
        await play.tick("no_floor")
        await play.press("n")
        await play.at(You)
        assert not load_person(house.home.person).conditions


async def test_a_reason_to_ask_first_blocks(house: House, loaded: Loaded) -> None:
    async with playing(house, loaded) as play:
        await change(play, "reasons")
        await play.tick("pregnancy")
        await play.press("c")
        await play.at(Blocked)
        assert load_person(house.home.person).flags == (OpenFlag("pregnancy", TODAY),)
        await play.press("escape")
        await play.at(You)
        assert "1 open: no exercises until a clinician agrees" in play.text
        await play.press("escape")
        await play.at(Today)
        assert "You said something that should be looked at first." in play.text
        await play.press("enter")
        await play.at(Blocked)


async def test_open_warning_signs_can_be_read_and_cleared(house: House, loaded: Loaded) -> None:
    async with playing(flagged(house, "U1"), loaded) as play:
        await change(play, "flags")
        await play.at(Blocked)
        assert "(since 01.11.2026)" in play.text
        await play.press("c")
        await play.answer("y")
        await play.at(You)
        assert "none open" in play.text
        assert load_person(house.home.person).flags == (OpenFlag("U1", ACKNOWLEDGED, TODAY),)


@pytest.mark.parametrize(("key", "side"), [("l", "left"), ("r", "right"), ("n", "")])
async def test_the_sore_side(house: House, loaded: Loaded, key: str, side: str) -> None:
    lived_in(house, sore_side="right")
    async with playing(house, loaded) as play:
        await change(play, "side")
        await play.answer(key)
        await play.at(You)
        assert load_person(house.home.person).sore_side == side


async def test_escape_leaves_the_sore_side_as_it_was(house: House, loaded: Loaded) -> None:
    lived_in(house, sore_side="right")
    async with playing(house, loaded) as play:
        await change(play, "side")
        await play.answer("escape")
        await play.at(You)
        assert load_person(house.home.person).sore_side == "right"


async def test_escape_leaves_the_colours_as_they_were(house: House, loaded: Loaded) -> None:
    async with playing(house, loaded) as play:
        await change(play, "theme")
        await play.answer("escape")
        await play.at(You)
        assert play.app.theme == THEMES[0]


@pytest.mark.parametrize(("text", "age"), [("0", 0), ("44", 44), ("120", 120)])
async def test_the_age(house: House, loaded: Loaded, text: str, age: int) -> None:
    async with playing(house, loaded) as play:
        await change(play, "age")
        await play.type(text)
        await play.press("enter")
        await play.at(You)
        assert load_person(house.home.person).age == age


@pytest.mark.parametrize("text", ["121", "-3", "4.5", "old", "99999999999999999999"])
async def test_an_age_that_cannot_be_is_refused(house: House, loaded: Loaded, text: str) -> None:
    async with playing(house, loaded) as play:
        await change(play, "age")
        await play.type(text)
        await play.press("enter")
        assert "Write the years as a number, 0 to 120." in play.text
        await play.press("escape")
        await play.at(You)
        assert load_person(house.home.person).age is None


async def test_an_age_can_be_taken_away_again(house: House, loaded: Loaded) -> None:
    lived_in(house, age=44)
    async with playing(house, loaded) as play:
        await change(play, "age")
        await play.press("backspace", "backspace", "enter")
        await play.at(You)
        assert load_person(house.home.person).age is None


async def test_colours_and_bell_are_kept(house: House, loaded: Loaded) -> None:
    async with playing(house, loaded) as play:
        await change(play, "theme")
        await play.answer("2")
        await play.at(You)
        assert play.app.theme == THEMES[1]
        await change(play, "bell")
        await play.until(lambda: "The bell is off." in play.said)
        settings = load_settings(house.home.settings)
        assert (settings.theme, settings.bell) == (THEMES[1], False)
        await change(play, "bell")
        await play.until(lambda: "The bell rings." in play.said)
        assert load_settings(house.home.settings).bell


async def test_what_it_is_not_can_be_read_again(house: House, loaded: Loaded) -> None:
    async with playing(house, loaded) as play:
        await change(play, "read")
        await play.at(Welcome)
        await play.press("enter")
        await play.at(You)
        assert load_person(house.home.person).acknowledged == TODAY


async def test_a_file_that_cannot_be_written_is_told_and_the_flag_counts(house: House, loaded: Loaded) -> None:
    async with playing(house, loaded) as play:
        house.home.person.unlink()
        house.home.person.mkdir()
        await change(play, "reasons")
        await play.tick("active_dvt")
        await play.press("c")
        await play.at(Blocked)
        assert any("person.toml" in said for said in play.app.said)
        await play.press("escape")
        await play.at(You)
        await play.press("escape")
        await play.at(Today)
        await play.press("enter")
        await play.at(Blocked)


async def test_a_flag_of_another_terminal_counts_at_the_next_start(house: House, loaded: Loaded) -> None:
    async with playing(house, loaded) as play:
        flagged(House(house.home, house.clock), "E7")
        await play.press("enter")
        await play.at(Blocked)


async def test_a_question_is_answered_with_a_click(house: House, loaded: Loaded) -> None:
    async with playing(house, loaded) as play:
        await change(play, "side")
        await play.at(Ask)
        y = next(y for y, row in enumerate(play.rows) if "l  Left" in row)
        await play.pilot.click(offset=(play.rows[y].index("Left"), y))
        await play.at(You)
        assert load_person(house.home.person).sore_side == "left"


async def test_self_massage_is_offered_to_those_who_choose_it(house: House, loaded: Loaded) -> None:
    async def found(play: Playing) -> bool:
        await play.press("escape", "b")
        await play.at(Builder)
        await play.press("slash", *"rolling", "enter")
        shown = "Foam rolling" in play.text
        await play.press("escape")
        await play.at(Today)
        return shown

    async with playing(lived_in(house), loaded) as play:
        await play.press("y")
        await play.at(You)
        assert not await found(play)
        await play.press("y")
        await play.at(You)
        await change(play, "massage")
        await play.answer("y")
        await play.until(lambda: load_settings(house.home.settings).self_massage)
        assert await found(play)
