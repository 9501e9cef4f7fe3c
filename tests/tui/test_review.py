"""Looking back: when it comes, what it says and keeps, and where it sends the person to somebody."""

from __future__ import annotations

from tests.tui.conftest import lived_in, playing
from tests.tui.plainly import converse, records
from tests.tui.test_morning import did

from limberup.history.record import Record
from limberup.packs.manager import Loaded
from limberup_tui.house import House
from limberup_tui.screens.dialog import Ask
from limberup_tui.screens.review import LookBack
from limberup_tui.screens.today import Today

GOALS = ("Walk to the shop", "Tie my shoes")


def six_weeks(house: House, pain_at_end: int) -> None:
    """Keep three sessions a week for six weeks and the looks back before, from a pain of 6."""
    for week in range(6):
        for day in (1, 3, 5):
            id_ = did(house, 42 - 7 * week - day, 2)
            pain = 6 - week * (6 - pain_at_end) // 5
            told = house.history.load(id_)
            values = {name: getattr(told, name) for name in Record.__slots__}
            house.history.save(Record(**values | {"pain_at_rest": 1, "pain_moving": pain}))


async def test_after_six_weeks_it_says_how_it_went_and_asks_about_the_activities(house: House, loaded: Loaded) -> None:
    lived_in(house, goals=GOALS)
    six_weeks(house, 2)
    async with playing(house, loaded) as play:
        await play.at(LookBack)
        assert "You are in week 6 of your programme." in play.text
        assert "6.0 of 10 in the first week, and 2.0 in the last seven days" in play.text
        await play.press("4", "enter", "7", "enter")
        await play.at(Today)
        review = play.records[0]
        assert review.routine == "Review"
        assert review.goals == tuple(zip(GOALS, (4, 7), strict=True))
        assert not review.is_session
    async with playing(house, loaded) as play:
        await play.pilot.pause(0.05)
        await play.at(Today)


def test_in_lines_what_it_says_is_kept_with_it(house: House, loaded: Loaded) -> None:
    six_weeks(house, 6)
    _, script = converse(house, loaded, "", *("5" for _ in GOALS), "n", today=True)
    assert "Let somebody have a look." in script.lines
    assert [line.split()[0] for line in records(house)[0].decisions] == ["H"]


async def test_where_little_has_changed_it_sends_to_somebody(house: House, loaded: Loaded) -> None:
    six_weeks(house, 6)
    async with playing(house, loaded) as play:
        await play.at(LookBack)
        await play.press("enter")
        await play.at(Ask)
        assert "Let somebody have a look." in play.text
        assert "You have kept at it and it helps little so far" in play.text
        await play.press("enter")
        await play.at(Today)


async def test_left_for_another_time_it_comes_again(house: House, loaded: Loaded) -> None:
    six_weeks(house, 2)
    for _ in range(2):
        async with playing(house, loaded) as play:
            await play.at(LookBack)
            await play.press("escape")
            await play.at(Today)
            assert not any(record.routine == "Review" for record in play.records)


async def test_nobody_is_asked_to_look_back_in_the_first_weeks(house: House, loaded: Loaded) -> None:
    did(house, 6, 2)
    did(house, 1, 2)
    async with playing(house, loaded) as play:
        await play.pilot.pause(0.05)
        await play.at(Today)
