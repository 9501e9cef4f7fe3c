"""Taking a session over: nothing is lost that the old terminal did, and what ran before nobody is asked about."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.tui.conftest import FakeClock, Playing, playing

from limberup.history.open_sessions import OpenSessions
from limberup.packs.manager import Loaded
from limberup.timeline import PhaseKind
from limberup_tui.conductor import Conductor
from limberup_tui.house import House
from limberup_tui.screens.after import After
from limberup_tui.screens.dialog import Ask
from limberup_tui.screens.player import Player
from limberup_tui.screens.today import Today


async def led_alone(house: House, loaded: Loaded, until: PhaseKind = PhaseKind.REST) -> Conductor:
    """Start the short routine, and let it run on with no key pressed; return what leads it behind a dead line.

    It has run into the first phase of a kind: in its rest one set is over, in the change of sides three are.
    """
    async with playing(house, loaded) as play:
        player = await play.start("short", rest=3, move=3)
        await play.to_phase(lambda phase: phase.kind is until)
        await play.go(2)
        play.player.conductor.save()
        return player.conductor


def another(house: House, hours: int = 0) -> House:
    """Return the house as another terminal finds it, at once or later, while the old process still runs."""
    clock = FakeClock()
    clock.value = 77.0
    clock.at = house.clock.moment() + timedelta(hours=hours)
    other = House(house.home, clock)
    other.read_small()
    return other


async def go_on(play: Playing) -> None:
    """Say that the session is to be taken over here."""
    await play.press("r")
    await play.answer("g")


def unsure(conductor: Conductor) -> int:
    """Return how many sets nobody confirmed."""
    return len(conductor.session.unconfirmed)


async def test_a_key_in_the_new_terminal_says_nothing_of_before(short: House, loaded: Loaded) -> None:
    old = await led_alone(short, loaded)
    assert unsure(old) == 1
    async with playing(another(short), loaded) as play:
        await go_on(play)
        await play.until(lambda: "Did you do this?" in play.text)
        assert "It ended by itself" in play.text
        assert "Glute bridge" in play.text
        await play.press("escape", "x")
        assert isinstance(play.app.screen, Ask), "it has to be answered"
        await play.press("n")
        player = await play.at(Player)
        assert player.conductor.session.index == old.session.index
        assert not player.conductor.session.sets


async def test_what_was_done_all_the_same_counts(short: House, loaded: Loaded) -> None:
    old = await led_alone(short, loaded)
    async with playing(another(short), loaded) as play:
        await go_on(play)
        await play.answer("y")
        player = await play.at(Player)
        assert [done.confirmed for done in player.conductor.session.sets.values()] == [True]
        assert player.conductor.session.remaining(play.clock.now()) == old.session.remaining(short.clock.now())


async def test_going_back_leads_to_what_came_before_the_first_of_them(short: House, loaded: Loaded) -> None:
    old = await led_alone(short, loaded, PhaseKind.SWITCH)
    assert unsure(old) == 3
    async with playing(another(short), loaded) as play:
        await go_on(play)
        await play.answer("b")
        player = await play.at(Player)
        session = player.conductor.session
        assert (session.index, session.phase.kind) == (0, PhaseKind.READY)
        assert session.remaining(play.clock.now()) == session.phase.seconds
        assert not session.sets


async def test_the_old_process_leads_no_further_while_this_is_asked(short: House, loaded: Loaded) -> None:
    old = await led_alone(short, loaded)
    async with playing(another(short), loaded) as play:
        await go_on(play)
        await play.until(lambda: "Did you do this?" in play.text)
        old.save()
        assert old.taken_over


async def test_what_the_old_process_did_since_it_was_offered_is_not_lost(short: House, loaded: Loaded) -> None:
    old = await led_alone(short, loaded)
    async with playing(another(short), loaded) as play:
        old.seen()
        old.done()
        assert old.session.phase.kind.is_work
        assert isinstance(short.clock, FakeClock)
        for _ in range(10):
            short.clock.go(2)
            old.tick()
        old.done()
        assert len(old.session.sets) == 2
        await go_on(play)
        player = await play.at(Player)
        assert player.conductor.session.sets == old.session.sets
        assert player.conductor.session.index == old.session.index


async def test_one_that_was_finished_since_it_was_offered_is_not_begun_again(short: House, loaded: Loaded) -> None:
    old = await led_alone(short, loaded)
    async with playing(another(short), loaded) as play:
        old.end()
        short.open.close(old.run)
        await go_on(play)
        await play.until(lambda: play.said == "This session was finished in another terminal.")
        assert not play.open_files
        assert "was left open" not in play.text
        assert "r Go on" not in play.text


@pytest.mark.parametrize("answer", ["y", "n"])
async def test_to_keep_what_was_done_confirms_none_of_it(short: House, loaded: Loaded, answer: str) -> None:
    old = await led_alone(short, loaded)
    index = old.session.index
    assert old.session.timeline.phases[index].kind is not PhaseKind.READY
    short.open = OpenSessions(short.home.open)
    async with playing(another(short), loaded) as play:
        await play.press("r")
        await play.answer("k")
        await play.until(lambda: "Did you do this?" in play.text)
        await play.press(answer)
        if answer == "y":
            await play.at(After)
            await play.press("escape")
            await play.at(Today)
            (record,) = play.records
            assert record.unconfirmed == 0
            assert record.entries[0].work
        else:
            await play.at(Today)
            assert not any(record.is_session for record in play.records)
        assert not play.open_files


async def test_a_question_that_is_left_open_makes_the_session_no_longer(short: House, loaded: Loaded) -> None:
    await led_alone(short, loaded)
    seen = short.clock.moment()
    for hours in (1, 2):
        short.open = OpenSessions(short.home.open)
        async with playing(another(short, hours), loaded) as play:
            await play.press("r")
            if hours == 1:
                await play.answer("k")
            await play.until(lambda: "Did you do this?" in play.text)
            if hours == 2:
                await play.press("y")
                await play.at(After)
                (record,) = play.records
                assert record.ended <= seen
