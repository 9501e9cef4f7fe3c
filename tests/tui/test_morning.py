"""The morning after: asked at the next start with two keys, kept with the session, and told on Today."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.tui.conftest import MOMENT, Playing, playing

from limberup.history.record import Record, parse_entry
from limberup.packs.manager import Loaded
from limberup.safety.situation import Settled
from limberup_tui.house import House
from limberup_tui.screens.morning import AskMorning
from limberup_tui.screens.today import Today

BRIDGE = "glutes/glute-bridge: 8 of 1x8 2s"


def did(
    house: House, days: int, morning: int | None = None, line: str = BRIDGE, hour: int = 0, sore: bool = False
) -> str:
    """Keep a session of some days ago, and return its id."""
    start = MOMENT - timedelta(days=days, hours=hour)
    id_ = f"{start:%Y%m%d}T{8 - hour:02}3000Z-0000000{hour}"
    usual = None if morning is None else 2
    entries = (parse_entry(line),)
    house.history.save(
        Record(
            id_, start, start + timedelta(minutes=7), "Strong hips", pain_at_rest=1, pain_moving=2, effort=4,
            entries=entries, morning_pain=morning, morning_usual=usual, sore_only=sore,
        )
    )  # fmt: skip
    return id_


async def answered(play: Playing, *keys: str) -> None:
    await play.at(AskMorning)
    await play.press(*keys)
    await play.at(Today)


async def test_the_first_time_a_usual_morning_is_asked_too(house: House, loaded: Loaded) -> None:
    id_ = did(house, 1)
    async with playing(house, loaded, morning=True) as play:
        await play.at(AskMorning)
        assert "The morning after your session yesterday 08:30" in play.text
        await answered(play, "5", "2", "n")
        record = house.history.load(id_)
        assert (record.morning_pain, record.morning_usual, record.sore_only) == (5, 2, False)
        assert "leave 48 hours before the next strength work" in play.text


async def test_a_slip_is_taken_back_key_by_key(house: House, loaded: Loaded) -> None:
    id_ = did(house, 1)
    async with playing(house, loaded, morning=True) as play:
        await answered(play, "9", "8", "backspace", "3", "left", "left", "5", "2", "n")
        record = house.history.load(id_)
        assert (record.morning_pain, record.morning_usual, record.sore_only) == (5, 2, False)


async def test_what_was_known_before_is_not_taken_back(house: House, loaded: Loaded) -> None:
    did(house, 3, 2)
    id_ = did(house, 1)
    async with playing(house, loaded, morning=True) as play:
        await answered(play, "9", "backspace", "backspace", "4", "y")
        record = house.history.load(id_)
        assert (record.morning_pain, record.morning_usual) == (4, 2)


async def test_later_two_keys_are_enough(house: House, loaded: Loaded) -> None:
    did(house, 3, 2)
    id_ = did(house, 1)
    async with playing(house, loaded, morning=True) as play:
        await answered(play, "4", "y")
        record = house.history.load(id_)
        assert (record.morning_pain, record.morning_usual, record.sore_only) == (4, 2, True)
        assert house.course().last_three[-1] is Settled.SORE
        assert "Muscle soreness after exercise is common" in play.text


async def test_where_nothing_hurt_one_key_is_enough_and_ten_has_a_key(house: House, loaded: Loaded) -> None:
    did(house, 3, 2)
    id_ = did(house, 1)
    async with playing(house, loaded, morning=True) as play:
        await answered(play, "0")
        assert house.history.load(id_).morning_pain == 0
    did(house, 1, None, hour=1)
    house.history.delete(id_)
    async with playing(house, loaded, morning=True) as play:
        await answered(play, "t", "n")
        assert house.course().morning.pain == 10


async def test_two_sessions_of_a_day_share_their_morning(house: House, loaded: Loaded) -> None:
    did(house, 4, 2)
    ids = [did(house, 1), did(house, 1, hour=2)]
    async with playing(house, loaded, morning=True) as play:
        await answered(play, "3", "n")
        assert [house.history.load(id_).morning_pain for id_ in ids] == [3, 3]


@pytest.mark.parametrize(("days", "hour"), [(0, 1), (9, 0)])
async def test_a_morning_that_has_not_dawned_or_is_long_past_is_not_asked(
    house: House, loaded: Loaded, days: int, hour: int
) -> None:
    did(house, days, hour=hour)
    async with playing(house, loaded, morning=True) as play:
        await play.at(Today)
        await play.pilot.pause(0.05)
        assert not isinstance(play.app.screen, AskMorning)


async def test_left_unanswered_the_session_counts_as_unknown_and_is_asked_again(house: House, loaded: Loaded) -> None:
    id_ = did(house, 1)
    async with playing(house, loaded, morning=True) as play:
        await answered(play, "escape")
        assert house.history.load(id_).morning_pain is None
        assert house.course().last_three == (Settled.UNKNOWN,)
    async with playing(house, loaded, morning=True) as play:
        await play.at(AskMorning)


async def test_other_keys_mean_nothing(house: House, loaded: Loaded) -> None:
    did(house, 3, 2)
    id_ = did(house, 1)
    async with playing(house, loaded, morning=True) as play:
        await play.at(AskMorning)
        await play.press("x", "q", "y", "6", "7", "enter", "n")
        await play.at(Today)
        assert house.history.load(id_).morning_pain == 6
