"""What is asked after a first session: you and your room, and what you want to do better."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from tests.tui.conftest import TODAY, Playing, lived_in, playing
from tests.tui.plainly import CHECKED, DONE, SKIPPED, converse
from tests.tui.test_first_start import known, to_goals, to_room

from limberup.exercise import Position
from limberup.packs.manager import Loaded
from limberup.person import Person
from limberup_tui.house import House
from limberup_tui.screens.after import After
from limberup_tui.screens.dialog import Ask, AskText
from limberup_tui.screens.goals import AskScore, Goals
from limberup_tui.screens.pick import Pick
from limberup_tui.screens.player import Player
from limberup_tui.screens.room import Room
from limberup_tui.screens.today import Today

# The room


async def test_the_room_is_changed_in_place(new_house: House, loaded: Loaded) -> None:
    new_house.read_small()
    async with playing(new_house, loaded) as play:
        await to_room(play)
        await play.to_row("days")
        await play.press("enter")
        await play.to_row("minutes")
        await play.press("left", "left")
        await play.to_row("positions")
        await play.press("enter")
        await play.to_row("positions:no_floor")
        await play.press("space")
        await play.to_row("positions:prone")
        await play.press("space", "space", "right", "right")
        await play.to_row("positions:kneeling")
        await play.press("space", "left")
        await play.to_row("positions")
        await play.press("left")
        assert "getting down to the floor and up again or lying face down" in play.text
        await play.to_row("equipment")
        await play.press("right")
        await play.to_row("equipment:loop band")
        await play.press("enter")
        await play.to_row("country")
        await play.press("enter")
        await play.at(Pick)
        await play.press("g", "g", "up", "down", "enter")
        await play.at(Room)
        assert "Greece" in play.text
        await play.press("c")
        await play.at(Goals)
    person = known(new_house)
    assert (person.days, person.minutes) == (4, 5)
    assert person.conditions == {"no_floor"}
    assert person.cannot == {Position.PRONE}
    assert person.equipment == frozenset({"loop band"})
    assert person.country == "GR"


async def test_nothing_special_and_not_said_are_two_things(new_house: House, loaded: Loaded) -> None:
    new_house.read_small()
    async with playing(new_house, loaded) as play:
        room = await to_room(play)
        await play.to_row("equipment")
        assert "not said, so nothing is left out" in play.text
        await play.press("enter")
        await play.to_row("equipment:-")
        await play.press("space")
        assert room.person.equipment == frozenset()
        await play.to_row("equipment:ball")
        await play.press("space")
        assert room.person.equipment == frozenset({"ball"})
        await play.press("space")
        assert room.person.equipment is None


async def test_escape_keeps_what_was_changed_and_says_so(new_house: House, loaded: Loaded) -> None:
    new_house.read_small()
    async with playing(new_house, loaded) as play:
        await to_room(play)
        await play.to_row("age_band")
        await play.press("enter")
        await play.press("escape")
        await play.at(Today)
        assert play.said == "What you changed is kept."
        assert known(new_house).age_band


async def test_escape_with_nothing_changed_keeps_nothing(new_house: House, loaded: Loaded) -> None:
    new_house.read_small()
    async with playing(new_house, loaded) as play:
        await to_room(play)
        before = known(new_house)
        await play.press("down", "escape")
        await play.at(Today)
        assert play.said == ""
        assert known(new_house) == before


async def test_headings_and_ends_hold_no_key_up(new_house: House, loaded: Loaded) -> None:
    new_house.read_small()
    async with playing(new_house, loaded) as play:
        await to_room(play)
        await play.press("down", "right", "home", "right", "down", "right", "end", "pageup", "pagedown")
        assert play.table.current == "equipment"
        assert "< right >" in play.text


# The goals


async def write(play: Playing, activity: str, *score: str) -> None:
    await play.at(AskText)
    await play.type(activity)
    await play.press("enter")
    await play.at(AskScore)
    assert activity in play.text
    await play.press(*score, "enter")
    await play.at(Goals)


async def test_three_activities_are_scored_and_kept(new_house: House, loaded: Loaded) -> None:
    new_house.read_small()
    async with playing(new_house, loaded) as play:
        await to_goals(play)
        for activity, score in (("put on socks", "3"), ("sit through a film", "1"), ("carry the shopping", "7")):
            await play.press("end", "enter")
            await write(play, activity, score)
        # Room for two more, and none is insisted on.
        assert play.table.row_count == 4
        assert "Three to five things" in play.text
        await play.press("home", "down", "enter")
        await play.at(AskScore)
        await play.press("1", "0", "enter")
        await play.at(Goals)
        await play.press("c")
        await play.at(Today)
        assert known(new_house).goals == ("put on socks", "sit through a film", "carry the shopping")
        (record,) = play.records
        assert record.goals == (("put on socks", 3), ("sit through a film", 10), ("carry the shopping", 7))
        assert not record.is_session


async def test_goals_can_be_reworded_and_removed(new_house: House, loaded: Loaded) -> None:
    new_house.read_small()
    async with playing(new_house, loaded) as play:
        goals = await to_goals(play)
        assert "w Reword" not in play.part("KeyBar")
        await play.press("enter")
        await write(play, "walk", "4")
        await play.press("w")
        await play.at(AskText)
        await play.press("end")
        await play.type(" the dog [b]")
        await play.press("enter")
        await play.at(Goals)
        assert goals.scores == {"walk the dog [b]": 4}
        assert "walk the dog [b]" in play.text
        await play.press("x")
        assert goals.activities == []
        await play.press("c")
        await play.at(Today)
        assert known(new_house).goals == ()
        assert play.records == []


async def test_the_same_activity_stands_once_and_none_goes_on_without_a_score(new_house: House, loaded: Loaded) -> None:
    new_house.read_small()
    async with playing(new_house, loaded) as play:
        goals = await to_goals(play)
        await play.press("enter")
        await write(play, "walk", "4")
        await play.press("down", "enter")
        await play.at(AskText)
        await play.type("walk")
        await play.press("enter")
        await play.at(Goals)
        assert "in the list already" in play.said
        await play.press("enter")
        await play.at(AskText)
        await play.type("run")
        await play.press("enter")
        await play.at(AskScore)
        await play.press("enter", "escape")
        await play.at(Goals)
        assert goals.activities == ["walk", "run"]
        await play.press("c")
        await play.at(Goals)
        assert "no score yet" in play.said


async def test_only_what_was_given_today_is_new(new_house: House, loaded: Loaded) -> None:
    # Asked a second time, the scores of the first stand.
    new_house.read_small()
    async with playing(new_house, loaded) as play:
        await to_goals(play)
        await play.press("enter")
        await write(play, "walk", "4")
        await play.press("c")
        await play.at(Today)
        await play.press("y")
        play.clock.at += timedelta(days=1)
        await play.to_row("goals")
        await play.press("enter")
        await play.at(Goals)
        assert "4 of 10 now" in play.text
        await play.press("c")
        await play.until(lambda: type(play.app.screen) is not Goals)
        assert len(play.records) == 1


async def test_an_enter_too_much_says_nothing_of_the_person(new_house: House, loaded: Loaded) -> None:
    new_house.read_small()
    async with playing(new_house, loaded) as play:
        room = await to_room(play)
        await play.press("right", "left")
        assert room.person == Person()
        await play.press("enter")
        await play.at(Goals)
        await play.press("s")
        await play.at(Today)
    assert known(new_house) == Person()


# After a line that was cut


@pytest.mark.parametrize(("acknowledged", "asked"), [(TODAY, True), (TODAY - timedelta(days=3), False)])
async def test_it_is_asked_too_where_the_first_session_was_gone_on_with(
    short: House, loaded: Loaded, acknowledged: date, asked: bool
) -> None:
    lived_in(short, acknowledged=acknowledged, screened=acknowledged)
    async with playing(short, loaded) as play:
        await play.start()
        await play.press("enter")
        await play.go(10)
        await play.press("q")
        await play.answer("l")
        await play.until(lambda: play.app.conductor is None)
    again = House(short.home, short.clock)
    again.read_small()
    async with playing(again, loaded, resume=True) as play:
        await play.at(Player)
        await play.press("enter")
        await play.go(20)
        await play.press("q")
        await play.answer("e")
        await play.at(After)
        await play.press("escape")
        await play.at(Ask if asked else Today)
        assert ("A little more about you?" in play.text) is asked


@pytest.mark.parametrize(("acknowledged", "asked"), [(TODAY, True), (TODAY - timedelta(days=3), False)])
def test_it_is_asked_in_lines_where_the_first_session_was_kept_later(
    short: House, loaded: Loaded, acknowledged: date, asked: bool
) -> None:
    lived_in(short, acknowledged=acknowledged, screened=acknowledged)
    converse(short, loaded, *CHECKED, "", "", *DONE, 6.0, "q", "l")
    _, script = converse(short, loaded, "", "q", "e", *SKIPPED, "l", resume=True)
    assert ("A little more about you?" in script.written) is asked
