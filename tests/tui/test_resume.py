"""Going on with a session that was cut off."""

from __future__ import annotations

import tomllib
from datetime import timedelta
from typing import Any

import pytest
from tests.tui.conftest import FakeClock, playing

from limberup.history.open_sessions import OpenSessions
from limberup.packs.manager import Loaded
from limberup.session import Status
from limberup.timeline import PhaseKind
from limberup_tui.house import House
from limberup_tui.screens.after import After
from limberup_tui.screens.dialog import Ask
from limberup_tui.screens.planned import Planned
from limberup_tui.screens.player import Player
from limberup_tui.screens.ticks import Ticks
from limberup_tui.screens.today import Today
from limberup_tui.screens.today_words import TODAY_ROW

OFFERED = "Short was left open today 08:30, at Glute bridge. Press r to go on."


async def cut_off(house: House, loaded: Loaded) -> dict[str, Any]:
    """Do a set and 8 s of the rest, and let the program be gone; return what it left."""
    async with playing(house, loaded) as play:
        await play.start(rest=3, move=3)
        await play.press("enter")
        await play.done()
        await play.go(8)
        play.player.conductor.save()
        (path,) = play.open_files
    # With the process goes what shows that it lives.
    house.open = OpenSessions(house.home.open)
    return tomllib.loads(path.read_text("utf-8"))


def later(house: House, **time: float) -> House:
    """Return the house as another start of the program finds it: another clock, another owner."""
    clock = FakeClock()
    clock.value = 77.0
    clock.at = house.clock.moment() + timedelta(**time)
    other = House(house.home, clock)
    other.read_small()
    return other


async def test_it_goes_on_at_the_same_second(short: House, loaded: Loaded) -> None:
    left = await cut_off(short, loaded)
    async with playing(later(short, minutes=5), loaded) as play:
        assert OFFERED in play.text
        assert "r Go on" in play.text
        await play.press("r")
        await play.answer("g")
        player = await play.at(Player)
        session = player.conductor.session
        assert session.index == left["index"] == 2
        assert session.phase.kind is PhaseKind.REST
        assert session.remaining(play.clock.now()) == left["left"] == 12
        assert session.status is Status.RUNNING
        assert len(session.sets) == 1
        await play.press("enter")
        await play.done()
        await play.press("q")
        await play.answer("e")
        await play.at(After)
        await play.press("escape")
        await play.at(Today)
        (record,) = play.records
        assert record.id == left["id"]
        assert [str(work) for work in record.entries[0].work] == ["5", "5"]
        assert not play.open_files


async def test_play_resume_goes_straight_to_the_player(short: House, loaded: Loaded) -> None:
    await cut_off(short, loaded)
    async with playing(later(short, minutes=5), loaded, resume=True) as play:
        await play.at(Player)


async def test_play_resume_with_nothing_left_says_so(short: House, loaded: Loaded) -> None:
    async with playing(short, loaded, resume=True) as play:
        await play.at(Today)
        await play.until(lambda: "There is no session to go on with." in play.said)


@pytest.mark.parametrize(("minutes", "asked"), [(29, False), (31, True), (-60, True), (60 * 24 * 3, True)])
async def test_an_old_check_in_is_asked_again(short: House, loaded: Loaded, minutes: int, asked: bool) -> None:
    await cut_off(short, loaded)
    async with playing(later(short, minutes=minutes), loaded) as play:
        await play.press("r")
        await play.answer("g")
        if asked:
            await play.check_in(3, 3)
        player = await play.at(Player)
        checked = player.conductor.run.check_in
        assert checked
        assert (checked.at == play.clock.moment()) is asked


@pytest.mark.parametrize("answer", ["enter", "escape"])
async def test_more_pain_than_then_does_not_go_on(short: House, loaded: Loaded, answer: str) -> None:
    left = await cut_off(short, loaded)
    async with playing(later(short, hours=2), loaded) as play:
        await play.press("r")
        await play.answer("g")
        await play.check_in(7, 7)
        await play.at(Ask)
        assert "Today asks for less than this session." in play.text
        await play.press(answer)
        if answer == "enter":
            await play.finish()
            (record,) = play.records
            assert record.id == left["id"]
            assert not play.open_files
        else:
            await play.at(Today)
            assert not play.records
            assert len(play.open_files) == 1


async def test_less_pain_goes_on(short: House, loaded: Loaded) -> None:
    await cut_off(short, loaded)
    async with playing(later(short, hours=2), loaded) as play:
        await play.press("r")
        await play.answer("g")
        await play.check_in(0, 0)
        await play.at(Player)


async def test_what_was_done_can_be_kept_and_the_rest_ended(short: House, loaded: Loaded) -> None:
    left = await cut_off(short, loaded)
    async with playing(later(short, days=1), loaded) as play:
        await play.press("r")
        await play.answer("k")
        await play.finish()
        (record,) = play.records
        assert record.id == left["id"]
        assert [str(work) for work in record.entries[0].work] == ["5"]
        assert not record.finished
        assert not play.open_files


async def test_what_is_kept_a_day_later_ended_when_it_was_cut_off(short: House, loaded: Loaded) -> None:
    await cut_off(short, loaded)
    async with playing(later(short, days=1), loaded) as play:
        await play.press("r")
        await play.answer("k")
        await play.finish()
        (record,) = play.records
        assert record.seconds < 60 * 60


async def test_that_another_one_is_open_too_is_told(short: House, loaded: Loaded) -> None:
    await cut_off(short, loaded)
    house = later(short, minutes=5)
    async with playing(house, loaded) as play:
        await play.press("enter")
        await play.answer("b")
        await play.check_in(rest=3, move=3)
        await play.at(Planned)
        await play.press("enter")
        await play.at(Player)
        await play.press("q")
        await play.answer("l")
        await play.at(Today)
        await play.until(lambda: "Press r to go on. 1 more session is open: it comes next." in play.text)


@pytest.mark.parametrize("sure", ["y", "n", "escape"])
async def test_throwing_away_asks_twice(short: House, loaded: Loaded, sure: str) -> None:
    await cut_off(short, loaded)
    async with playing(later(short, days=1), loaded) as play:
        await play.press("r")
        await play.answer("t")
        await play.until(lambda: "Throw away all that was done" in play.text)
        # An Enter typed too much is no answer.
        await play.press("enter")
        assert "Throw away all that was done" in play.text
        await play.press(sure)
        await play.at(Today)
        assert len(play.open_files) == (0 if sure == "y" else 1)
        assert ("Press r to go on" in play.text) is (sure != "y")
        assert not play.records


async def test_not_now_leaves_it(short: House, loaded: Loaded) -> None:
    await cut_off(short, loaded)
    async with playing(later(short, days=1), loaded) as play:
        await play.press("r")
        await play.answer("escape")
        await play.at(Today)
        assert len(play.open_files) == 1
        # Another session beside it is possible, and does not touch it.
        before = play.open_files[0].read_bytes()
        await play.press("enter")
        await play.answer("b")
        await play.check_in()
        await play.at(Planned)
        await play.press("enter")
        await play.at(Player)
        await play.press("enter")
        assert before in [path.read_bytes() for path in play.open_files]
        assert len(play.open_files) == 2


@pytest.mark.parametrize("answer", ["g", "escape"])
async def test_enter_on_the_routine_that_was_left_open_asks_first(short: House, loaded: Loaded, answer: str) -> None:
    await cut_off(short, loaded)
    async with playing(later(short), loaded) as play:
        await play.press("enter")
        assert "b Begin it again from the start" in (await play.at(Ask), play.text)[1]
        await play.answer(answer)
        await play.at(Player if answer == "g" else Today)
        assert len(play.open_files) == 1


async def test_enter_on_another_routine_begins_that_one(short: House, loaded: Loaded) -> None:
    await cut_off(short, loaded)
    async with playing(later(short), loaded) as play:
        await play.to_row(TODAY_ROW)
        await play.press("enter")
        await play.at(Ticks)


async def test_nothing_is_offered_where_nothing_is_left(short: House, loaded: Loaded) -> None:
    async with playing(short, loaded) as play:
        assert "r Go on" not in play.text
        await play.press("r")
        await play.at(Today)


async def test_a_damaged_open_file_is_named_and_nothing_else_stops(short: House, loaded: Loaded) -> None:
    await cut_off(short, loaded)
    (path,) = short.home.open.glob("*.toml")
    path.write_text(path.read_text("utf-8").replace("index = 2", "index = 99"), "utf-8")
    async with playing(later(short, minutes=5), loaded) as play:
        assert path.name in "".join(play.text.split())
        assert "r Go on" not in play.text
        await play.press("enter")
        await play.at(Ticks)
        await play.check_in()
        await play.at(Planned)


async def test_the_old_player_stops_when_another_takes_over(short: House, loaded: Loaded) -> None:
    async with playing(short, loaded) as play:
        await play.start(rest=3, move=3)
        await play.press("enter")
        await play.done()
        other = later(short, minutes=1)
        (left,) = other.read_contents(loaded).left
        assert left.run
        other.open.save(left.run, other.clock.now(), other.clock.moment(), claim=True)
        (path,) = play.open_files
        taken = path.read_bytes()
        await play.go(6)
        await play.at(Today)
        assert "goes on in another terminal" in " ".join(play.app.said)
        assert path.read_bytes() == taken
        assert not play.records


async def test_a_player_that_was_taken_over_leaves_only_once(short: House, loaded: Loaded) -> None:
    async with playing(short, loaded) as play:
        player = await play.start(rest=3, move=3)
        other = later(short, minutes=1)
        (left,) = other.read_contents(loaded).left
        assert left.run
        other.open.save(left.run, other.clock.now(), other.clock.moment(), claim=True)
        await play.press("space")
        player._tick()
        assert isinstance(play.app.screen, Today)
