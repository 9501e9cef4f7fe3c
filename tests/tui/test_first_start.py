"""The first start: at most five short screens, each to be skipped, and no session without what safety needs."""

from __future__ import annotations

import tomllib
from collections.abc import Awaitable, Callable
from datetime import timedelta

import pytest
from tests.tui.conftest import ACKNOWLEDGED, TODAY, Playing, lived_in, playing

from limberup.exercise import Position
from limberup.packs.manager import Loaded
from limberup.person import OpenFlag, Person
from limberup.person_file import load_person
from limberup.safety.decision import State
from limberup.safety.flags import ADVICE, REASONS
from limberup_tui.house import House
from limberup_tui.screening import first_start, first_start_due
from limberup_tui.screens.blocked import Blocked
from limberup_tui.screens.checkin import PainNow
from limberup_tui.screens.dialog import Ask, AskText
from limberup_tui.screens.goals import AskScore, Goals
from limberup_tui.screens.pick import Pick
from limberup_tui.screens.planned import Planned
from limberup_tui.screens.player import Player
from limberup_tui.screens.room import Room
from limberup_tui.screens.ticks import Ticks
from limberup_tui.screens.today import Today
from limberup_tui.screens.welcome import Welcome


async def to_reasons(play: Playing) -> None:
    await play.press("enter")
    await play.at(Welcome)
    await play.press("enter")
    await play.until(lambda: "2 of 5: Ask somebody first?" in play.rows[0])


async def to_conditions(play: Playing) -> None:
    await to_reasons(play)
    await play.press("n")
    await play.until(lambda: "3 of 5: Your conditions" in play.rows[0])


async def to_room(play: Playing) -> Room:
    await to_conditions(play)
    await play.press("n")
    return await play.at(Room)


async def to_goals(play: Playing) -> Goals:
    await to_room(play)
    await play.press("c")
    return await play.at(Goals)


async def at_check_in(play: Playing) -> None:
    await play.until(lambda: play.rows[0].endswith("|  Check-in"))


def known(house: House) -> Person:
    return load_person(house.home.person)


async def test_a_dozen_keys_lead_from_the_start_to_the_first_exercise(new_house: House, loaded: Loaded) -> None:
    new_house.read_small()
    async with playing(new_house, loaded) as play:
        await to_goals(play)
        await play.press("s")
        await at_check_in(play)
        await play.press("n")
        await play.at(PainNow)
        await play.press("2", "enter", "2", "enter")
        await play.at(Planned)
        await play.press("enter")
        await play.at(Player)
    person = known(new_house)
    assert (person.acknowledged, person.screened) == (TODAY, TODAY)
    assert (person.minutes, person.days, person.equipment, person.goals) == (15, 3, None, ())


async def test_what_is_answered_is_kept(new_house: House, loaded: Loaded) -> None:
    new_house.read_small()
    async with playing(new_house, loaded) as play:
        await play.press("enter")
        await play.at(Welcome)
        assert "it is no medical device" in play.text
        await play.press("enter")
        await play.press("n")
        await play.until(lambda: "Your conditions" in play.rows[0])
        await play.tick("hypertension")
        await play.press("c")
        await play.at(Room)
        await play.press("right", "down", "right", "right")
        assert "< left >" in play.text
        assert "< 60-64 >" in play.text
        await play.press("c")
        await play.at(Goals)
        await play.press("s")
        await at_check_in(play)
        person = tomllib.loads(new_house.home.person.read_text("utf-8"))
        assert person["acknowledged"] == person["screened"] == TODAY
        assert person["conditions"] == ["hypertension"]
        assert (person["sore_side"], person["age_band"]) == ("left", "60-64")
        # The second time goes straight to the check-in.
        await play.press("escape")
        await play.at(Today)
        await play.press("enter")
        await at_check_in(play)


async def test_none_of_the_five_is_longer_than_the_smallest_screen(new_house: House, loaded: Loaded) -> None:
    new_house.read_small()
    async with playing(new_house, loaded, size=(60, 20)) as play:
        await play.press("enter")
        for screen, key in ((Welcome, "enter"), (Ticks, "n"), (Ticks, "n"), (Room, "c"), (Goals, "s")):
            await play.at(screen)
            assert "Skip" in play.part("KeyBar")
            await play.press(key)
        await at_check_in(play)


# Skipping


@pytest.mark.parametrize("left", ["s", "escape"])
async def test_without_the_welcome_nothing_starts_and_nothing_is_kept(
    new_house: House, loaded: Loaded, left: str
) -> None:
    new_house.read_small()
    async with playing(new_house, loaded) as play:
        await play.press("enter")
        await play.at(Welcome)
        assert "s: look around first; it is asked again before a session." in play.text
        await play.press(left)
        await play.at(Today)
        assert not new_house.home.person.exists()
        await play.press("enter")
        await play.at(Welcome)


@pytest.mark.parametrize("way", [to_reasons, to_conditions])
async def test_what_safety_needs_is_asked_again_before_a_session(
    new_house: House, loaded: Loaded, way: Callable[[Playing], Awaitable[None]]
) -> None:
    new_house.read_small()
    async with playing(new_house, loaded) as play:
        await way(play)
        assert "s: look around first; it is asked again before a session." in play.text
        await play.press("s")
        await play.at(Today)
        person = known(new_house)
        assert person.acknowledged == TODAY
        assert person.screened is None
        assert first_start_due(person)
        # Looking around is free.
        await play.press("y", "escape", "l", "escape")
        await play.at(Today)
        # What was read is not shown again, what was left out is.
        await play.press("enter")
        await play.until(lambda: "2 of 5: Ask somebody first?" in play.rows[0])


async def test_the_room_and_the_goals_are_skipped_for_good(new_house: House, loaded: Loaded) -> None:
    new_house.read_small()
    async with playing(new_house, loaded) as play:
        await to_room(play)
        await play.press("right", "s")
        await play.at(Goals)
        await play.press("s")
        await at_check_in(play)
        assert known(new_house) == Person(acknowledged=TODAY, screened=TODAY)
        await play.press("escape")
        await play.at(Today)
        await play.press("enter")
        await at_check_in(play)


async def test_escape_goes_back_and_answers_stay(new_house: House, loaded: Loaded) -> None:
    new_house.read_small()
    async with playing(new_house, loaded) as play:
        await to_conditions(play)
        await play.tick("hip_oa")
        await play.press("c")
        await play.at(Room)
        await play.press("c")
        await play.at(Goals)
        await play.press("escape")
        await play.at(Room)
        await play.press("escape")
        await play.until(lambda: "Your conditions" in play.rows[0])
        assert "1 ticked" in play.text
        await play.press("escape")
        await play.until(lambda: "Ask somebody first?" in play.rows[0])
        await play.press("escape")
        await play.at(Welcome)
        await play.press("escape")
        await play.at(Today)


# What blocks


@pytest.mark.parametrize("id_", REASONS)
async def test_a_reason_that_is_ticked_blocks_at_once(new_house: House, loaded: Loaded, id_: str) -> None:
    new_house.read_small()
    async with playing(new_house, loaded) as play:
        await to_reasons(play)
        await play.tick(id_)
        await play.press("c")
        await play.answer("y")
        await play.at(Blocked)
        assert ADVICE[State.CLEARANCE].title in play.text
        assert known(new_house).flags == (OpenFlag(id_, TODAY),)
        await play.press("escape")
        await play.at(Today)
        await play.press("enter")
        await play.at(Blocked)


async def test_once_a_clinician_has_agreed_the_questions_go_on(new_house: House, loaded: Loaded) -> None:
    new_house.read_small()
    async with playing(new_house, loaded) as play:
        await to_reasons(play)
        await play.tick("pregnancy")
        await play.press("c")
        await play.answer("y")
        await play.at(Blocked)
        await play.press("c")
        await play.answer("y")
        await play.at(Today)
        await play.press("enter")
        await play.until(lambda: "2 of 5" in play.rows[0])
        assert "Are you pregnant? (agreed 21.11.2026)" in play.text
        await play.press("n")
        await play.until(lambda: "3 of 5" in play.rows[0])
        await play.press("n")
        await play.at(Room)


async def test_a_tick_by_mistake_can_be_taken_back(new_house: House, loaded: Loaded) -> None:
    new_house.read_small()
    async with playing(new_house, loaded) as play:
        await to_reasons(play)
        await play.tick("bone_cancer")
        await play.press("c")
        await play.at(Ask)
        assert "- Cancer in a bone" in play.text
        await play.press("b")
        await play.at(Ticks)
        assert "1 ticked" in play.text
        await play.tick("bone_cancer")
        await play.press("n")
        await play.until(lambda: "Your conditions" in play.rows[0])
        assert known(new_house).flags == ()


async def test_somebody_under_18_asks_first(new_house: House, loaded: Loaded) -> None:
    new_house.read_small()
    async with playing(new_house, loaded) as play:
        await to_room(play)
        await play.press("down", "left")
        assert "< under 18 >" in play.text
        await play.press("c")
        await play.at(Blocked)
        await play.press("escape")
        await play.at(Today)
        await play.press("enter")
        await play.at(Blocked)


async def test_with_an_open_flag_nothing_else_is_asked(new_house: House, loaded: Loaded) -> None:
    lived_in(new_house, screened=None, flags=(OpenFlag("U1", ACKNOWLEDGED),))
    async with playing(new_house, loaded) as play:
        play.app.run_worker(first_start(play.app))
        await play.at(Blocked)
        await play.press("escape")
        await play.at(Today)


async def test_who_was_asked_all_of_it_is_asked_nothing(house: House, loaded: Loaded) -> None:
    async with playing(house, loaded) as play:
        worker = play.app.run_worker(first_start(play.app))
        assert await worker.wait()
        await play.at(Today)


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


async def test_headings_and_ends_hold_no_key_up(new_house: House, loaded: Loaded) -> None:
    new_house.read_small()
    async with playing(new_house, loaded) as play:
        await to_room(play)
        await play.press("up", "up", "right", "home", "right", "end", "pageup", "pagedown")
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
        await at_check_in(play)
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
        await at_check_in(play)
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
        await at_check_in(play)
        await play.press("escape", "y")
        play.clock.at += timedelta(days=1)
        await play.to_row("goals")
        await play.press("enter")
        await play.at(Goals)
        assert "4 of 10 now" in play.text
        await play.press("c")
        await play.until(lambda: type(play.app.screen) is not Goals)
        assert len(play.records) == 1
