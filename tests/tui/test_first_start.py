"""The first start: five short screens to the first plan, each to be skipped; what is not for safety comes later."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Awaitable, Callable

import pytest
from tests.tui.conftest import ACKNOWLEDGED, TODAY, Playing, lived_in, playing

from limberup.packs.manager import Loaded
from limberup.person import OpenFlag, Person
from limberup.person_file import load_person
from limberup.safety.conditions import CONDITION_GROUPS, CONDITIONS
from limberup.safety.decision import State
from limberup.safety.flags import ADVICE, REASONS
from limberup_tui.house import House
from limberup_tui.screening import first_start, first_start_due, tell_more
from limberup_tui.screens.after import After
from limberup_tui.screens.blocked import Blocked
from limberup_tui.screens.checkin import PainNow
from limberup_tui.screens.dialog import Ask
from limberup_tui.screens.goals import Goals
from limberup_tui.screens.planned import Planned
from limberup_tui.screens.player import Player
from limberup_tui.screens.room import Room
from limberup_tui.screens.ticks import Ticks
from limberup_tui.screens.today import Today
from limberup_tui.screens.welcome import Welcome
from limberup_tui.widgets.keys import KeyBar


async def to_reasons(play: Playing) -> None:
    await play.at(Welcome)
    await play.press("enter")
    await play.until(lambda: "2 of 5: Ask somebody first?" in play.rows[0])


async def to_conditions(play: Playing) -> None:
    await to_reasons(play)
    await play.press("n")
    await play.until(lambda: "3 of 5: Your conditions" in play.rows[0])


async def to_room(play: Playing) -> Room:
    """Go as far as what is asked after a first session."""
    await play.at(Welcome)
    await play.press("s")
    await play.at(Today)
    play.app.run_worker(tell_more(play.app))
    await play.at(Ask)
    assert "you and your room" in play.text
    await play.press("enter")
    return await play.at(Room)


async def to_goals(play: Playing) -> Goals:
    await to_room(play)
    await play.press("c")
    return await play.at(Goals)


async def at_check_in(play: Playing) -> None:
    await play.until(lambda: play.rows[0].endswith("Check-in"))


def words_to_read(play: Playing) -> int:
    """Return how many words stand between the title and the foot of the screen in front."""
    foot = play.app.screen.query_one(KeyBar).region.y
    return sum(len(re.findall(r"[A-Za-z][A-Za-z'-]*", row)) for row in play.rows[1:foot])


def known(house: House) -> Person:
    return load_person(house.home.person)


async def test_nine_keys_and_few_words_lead_from_the_start_to_the_first_exercise(
    new_house: House, loaded: Loaded
) -> None:
    new_house.read_small()
    async with playing(new_house, loaded) as play:
        read = 0
        for screen, title, keys in (
            (Welcome, "1 of 5: Welcome", ["enter"]),
            (Ticks, "2 of 5: Ask somebody first?", ["n"]),
            (Ticks, "3 of 5: Your conditions", ["n"]),
            (Ticks, "4 of 5: Check-in", ["n"]),
            (PainNow, "5 of 5: Pain now", ["2", "enter", "2", "enter"]),
            (Planned, "Today's plan", ["enter"]),
        ):
            await play.at(screen)
            await play.until(lambda title=title: title in play.rows[0])  # type: ignore[misc]
            read += words_to_read(play)
            await play.press(*keys)
        await play.at(Player)
        # At the 238 words a minute that grown-ups read in silence (Brysbaert 2019) that is 108 s, each word read:
        # with nine keys the first exercise comes within two minutes. A third of it are the signs that have to be asked.
        assert read <= 430
    person = known(new_house)
    assert (person.acknowledged, person.screened) == (TODAY, TODAY)
    assert (person.minutes, person.days, person.equipment, person.goals) == (15, 3, None, ())


async def test_what_is_answered_is_kept(new_house: House, loaded: Loaded) -> None:
    new_house.read_small()
    async with playing(new_house, loaded) as play:
        await play.at(Welcome)
        assert "is no medical device" in play.text
        await play.press("enter")
        await play.press("n")
        await play.until(lambda: "Your conditions" in play.rows[0])
        await play.tick("blood", "hips")
        await play.press("c")
        # What a line holds is asked one by one; what no ticked line holds is not.
        await play.until(lambda: "Treated high blood pressure" in play.text)
        assert "Hip arthritis" in play.text
        assert "Very mobile joints" not in play.text
        await play.tick("hypertension")
        await play.press("c")
        await at_check_in(play)
        person = tomllib.loads(new_house.home.person.read_text("utf-8"))
        assert person["acknowledged"] == person["screened"] == TODAY
        assert person["conditions"] == ["hypertension"]
        # The second time goes straight to the check-in.
        await play.press("escape")
        await play.at(Today)
        await play.press("enter")
        await at_check_in(play)


async def test_what_is_asked_once_fits_the_smallest_screen_and_may_be_skipped(new_house: House, loaded: Loaded) -> None:
    new_house.read_small()
    async with playing(new_house, loaded, size=(60, 20)) as play:
        for screen, key, skip in (
            (Welcome, "enter", "s Look around first"),
            (Ticks, "n", "s Look around first"),
            (Ticks, "n", "s Look around first"),
        ):
            await play.at(screen)
            assert skip in play.part("KeyBar")
            assert "More below" not in play.text
            await play.press(key)
        await at_check_in(play)


async def test_the_rest_is_asked_after_the_first_session_and_only_then(new_house: House, loaded: Loaded) -> None:
    new_house.read_small()
    async with playing(new_house, loaded) as play:
        for second in (False, True):
            if second:
                await play.press("enter")
                await at_check_in(play)
                await play.check_in()
            else:
                await to_conditions(play)
                await play.press("n")
                await at_check_in(play)
                await play.check_in()
            await play.at(Planned)
            await play.press("enter")
            player = await play.at(Player)
            phase = await play.to_work()
            await play.go(phase.seconds + 1)
            assert player.conductor.session.sets
            await play.press("q")
            await play.answer("e")
            await play.at(After)
            await play.press("escape")
            assert player.conductor.ended
            if not second:
                await play.at(Ask)
                await play.press("enter")
                await play.at(Room)
                await play.press("down", "right", "down", "right", "right")
                assert "< left >" in play.text
                assert "< 60-64 >" in play.text
                await play.press("c")
                await play.at(Goals)
                await play.press("s")
            await play.at(Today)
    person = known(new_house)
    assert (person.sore_side, person.age_band) == ("left", "60-64")


async def test_the_rest_can_wait(new_house: House, loaded: Loaded) -> None:
    new_house.read_small()
    async with playing(new_house, loaded) as play:
        await play.at(Welcome)
        await play.press("s")
        await play.at(Today)
        play.app.run_worker(tell_more(play.app))
        await play.answer("l")
        await play.at(Today)
    assert not new_house.home.person.exists()


async def test_a_line_that_holds_nothing_of_theirs_can_be_gone_back_from(new_house: House, loaded: Loaded) -> None:
    new_house.read_small()
    async with playing(new_house, loaded) as play:
        await to_conditions(play)
        await play.tick("joints")
        await play.press("c")
        await play.until(lambda: "Very mobile joints" in play.text)
        await play.press("escape")
        await play.until(lambda: "1 ticked" in play.text)
        await play.press("c")
        await play.until(lambda: "Very mobile joints" in play.text)
        await play.press("n")
        await at_check_in(play)
    assert known(new_house).conditions == frozenset()


def test_every_condition_stands_in_one_group() -> None:
    held = [id_ for group in CONDITION_GROUPS for id_ in group.conditions]
    assert sorted(held) == sorted(CONDITIONS)
    assert all(len(group.words) <= 92 for group in CONDITION_GROUPS)


@pytest.mark.parametrize(
    "name", ["osteoporosis", "steroids", "sciatica", "stenosis", "slipped vertebra", "bursitis", "GTPS", "impingement",
             "labral", "hernia", "pelvic girdle pain", "very mobile joints", "blood thinners", "wound", "tumour"]
)  # fmt: skip
def test_what_a_line_names_is_found_again_where_it_is_asked_more_closely(name: str) -> None:
    group = next(group for group in CONDITION_GROUPS if name in group.words)
    assert any(name in CONDITIONS[id_].label for id_ in group.conditions)


async def test_enter_on_the_last_row_ends_a_list(new_house: House, loaded: Loaded) -> None:
    new_house.read_small()
    async with playing(new_house, loaded) as play:
        await to_reasons(play)
        await play.press("enter")
        assert "Nothing is ticked. Press n" in play.text
        await play.press("end")
        await play.until(lambda: "Nothing is ticked" not in play.text)
        await play.press("enter")
        await play.until(lambda: "3 of 5: Your conditions" in play.rows[0])
        await play.press("space", "end", "enter")
        await play.until(lambda: "Thin bones (osteoporosis) or long use of steroids" in play.text)


# Skipping


@pytest.mark.parametrize("left", ["s", "escape"])
async def test_without_the_welcome_nothing_starts_and_nothing_is_kept(
    new_house: House, loaded: Loaded, left: str
) -> None:
    new_house.read_small()
    async with playing(new_house, loaded) as play:
        # It begins by itself: nobody has to find out what to press first.
        await play.at(Welcome)
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
        await play.press("down", "right", "s")
        await play.at(Goals)
        await play.press("s")
        await play.at(Today)
        assert known(new_house) == Person()


async def test_escape_goes_back_and_answers_stay(new_house: House, loaded: Loaded) -> None:
    new_house.read_small()
    async with playing(new_house, loaded) as play:
        room = await to_room(play)
        await play.press("down", "right", "c")
        await play.at(Goals)
        await play.press("escape")
        await play.at(Room)
        assert play.app.screen is not room
        assert "< left >" in play.text
        await play.press("escape")
        await play.at(Today)
        await play.press("enter")
        await to_conditions(play)
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
        assert "Pregnant? (agreed 21.11.2026)" in play.text
        await play.press("n")
        await play.until(lambda: "3 of 5" in play.rows[0])
        await play.press("n")
        await at_check_in(play)


async def test_a_tick_by_mistake_can_be_taken_back(new_house: House, loaded: Loaded) -> None:
    new_house.read_small()
    async with playing(new_house, loaded) as play:
        await to_reasons(play)
        await play.tick("bone_cancer")
        await play.press("c")
        await play.at(Ask)
        assert "- Bone cancer" in play.text
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
        await play.press("down", "down", "left")
        assert "< under 18 >" in play.text
        await play.press("c")
        await play.at(Blocked)
        await play.press("escape")
        await play.at(Today)
        await play.press("enter")
        await play.at(Welcome)
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
