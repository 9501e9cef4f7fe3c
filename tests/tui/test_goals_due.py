"""Between looks back: every two weeks the question how the activities go, at a start, full screen and line by line."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.tui.conftest import MOMENT, lived_in, playing
from tests.tui.plainly import converse, records
from tests.tui.test_morning import did

from limberup.goals import GOALS
from limberup.history.record import Record
from limberup.packs.manager import Loaded
from limberup_tui.house import House
from limberup_tui.screens.review import Activities, LookBack
from limberup_tui.screens.today import Today

SOCKS, WALK = "put on my socks", "walk to the shop"


def scored(house: House, days: int, name: str = GOALS) -> None:
    """Keep scores of some days ago."""
    at = MOMENT - timedelta(days=days)
    scores = ((SOCKS, 3), (WALK, 5))
    house.history.save(Record(f"{at:%Y%m%dT%H%M%S}Z-000000aa", at, at, name, state="", goals=scores))


def four_weeks(house: House, asked: int) -> None:
    """Let somebody be at it for four weeks, with the look back of week 3 done."""
    lived_in(house, goals=(SOCKS, WALK))
    for days in (28, 21, 14, 7, 2):
        did(house, days, 2)
    scored(house, asked, "Review")


async def test_after_two_weeks_it_asks_and_keeps_the_scores(house: House, loaded: Loaded) -> None:
    four_weeks(house, 14)
    async with playing(house, loaded) as play:
        await play.at(Activities)
        assert "limberup | What you want to do better" in play.text
        assert "It is two weeks since you last said how these go." in play.text
        assert SOCKS in play.text
        assert WALK in play.text
        await play.press("4", "enter", "1", "0", "enter")
        await play.at(Today)
        newest = play.records[0]
        assert (newest.routine, newest.goals) == (GOALS, ((SOCKS, 4), (WALK, 10)))
        assert not newest.is_session
    async with playing(house, loaded) as play:
        await play.pilot.pause(0.05)
        await play.at(Today)


async def test_it_does_not_ask_before_two_weeks_are_over(house: House, loaded: Loaded) -> None:
    four_weeks(house, 13)
    async with playing(house, loaded) as play:
        await play.pilot.pause(0.05)
        await play.at(Today)


async def test_where_a_look_back_is_due_it_alone_is_asked(house: House, loaded: Loaded) -> None:
    lived_in(house, goals=(SOCKS, WALK))
    for days in (35, 28, 21, 14, 7, 2):
        did(house, days, 2)
    scored(house, 20, "Review")
    async with playing(house, loaded) as play:
        await play.at(LookBack)
        await play.press("4", "enter", "5", "enter")
        await play.at(Today)
        assert [record.routine for record in play.records if record.goals] == ["Review", "Review"]
    async with playing(house, loaded) as play:
        await play.pilot.pause(0.05)
        await play.at(Today)


async def test_left_for_another_time_it_comes_again(house: House, loaded: Loaded) -> None:
    four_weeks(house, 14)
    for _ in range(2):
        async with playing(house, loaded) as play:
            await play.at(Activities)
            await play.press("escape")
            await play.at(Today)
            assert not any(record.routine == GOALS for record in play.records)


async def test_passed_over_without_a_number_it_does_not_come_again(house: House, loaded: Loaded) -> None:
    four_weeks(house, 14)
    async with playing(house, loaded) as play:
        await play.at(Activities)
        await play.press("enter", "enter")
        await play.at(Today)
    async with playing(house, loaded) as play:
        await play.pilot.pause(0.05)
        await play.at(Today)


async def test_scores_given_in_between_do_not_take_the_look_back_away(house: House, loaded: Loaded) -> None:
    lived_in(house, goals=(SOCKS, WALK))
    for days in (36, 28, 21, 14, 7, 2):
        did(house, days, 2)
    scored(house, 21, "Review")
    scored(house, 0)
    async with playing(house, loaded) as play:
        await play.at(LookBack)


# Line by line


def test_plain_asks_after_two_weeks(short: House, loaded: Loaded) -> None:
    four_weeks(short, 14)
    _, script = converse(short, loaded, "", "4", "", "x")
    assert script.lines[0] == "What you want to do better."
    assert script.lines[1] == "It is two weeks since you last said how these go."
    assert f"{SOCKS}: how well can you do it now? Type 0 to 10. 0 is not at all, 10 as well as ever." in script.lines
    assert (records(short)[0].routine, records(short)[0].goals) == (GOALS, ((SOCKS, 4),))
    _, script = converse(short, loaded, "x")
    assert "What you want to do better" not in script.written


def test_plain_another_time_asks_again(short: House, loaded: Loaded) -> None:
    four_weeks(short, 14)
    for _ in range(2):
        _, script = converse(short, loaded, "x", "x")
        assert "It is two weeks since" in script.written
    assert not any(record.routine == GOALS for record in records(short))


@pytest.mark.parametrize("asked", [0, 13])
def test_plain_does_not_ask_before(short: House, loaded: Loaded, asked: int) -> None:
    four_weeks(short, asked)
    _, script = converse(short, loaded, "x")
    assert "What you want to do better" not in script.written
