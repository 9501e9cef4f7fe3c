"""A set that is ended early counts as far as it was led; who was faster says so."""

from __future__ import annotations

import pytest
from tests.tui.conftest import playing, write_routine

from limberup.packs.manager import Loaded
from limberup.timeline import PhaseKind
from limberup_tui.house import House
from limberup_tui.screens.after import After
from limberup_tui.screens.dialog import Ask

ONE_SET = 'name = "One"\n[[step]]\ndo = "glutes/glute-bridge"\ndose = "1x5 2s"\n'


async def test_who_was_faster_than_led_says_that_all_was_done(short: House, loaded: Loaded) -> None:
    async with playing(short, loaded) as play:
        player = await play.start()
        await play.press("enter")
        await play.go(17)
        assert "I did all" not in play.text
        await play.press("a")
        await play.press("enter")
        assert "Glute bridge, set 1 of 2: 3 of 5 reps counted. Press a if you did all of them." in play.text
        assert "a I did all" in play.text
        await play.go(15)
        assert "Press a" in play.text, "it stands as long as it can be said"
        await play.press("a")
        assert "Glute bridge, set 1 of 2: all 5 reps counted." in play.text
        assert "a I did all" not in play.text
        assert [(done.reps, done.complete) for done in player.conductor.session.sets.values()] == [(5, True)]


async def test_to_go_on_after_a_pause_says_nothing_new_of_it(short: House, loaded: Loaded) -> None:
    async with playing(short, loaded) as play:
        player = await play.start()
        await play.press("enter")
        await play.go(17)
        await play.press("enter", "space", "enter")
        assert "Press a" not in play.text
        await play.press("a")
        assert [done.reps for done in player.conductor.session.sets.values()] == [5], "it can be said all the same"


async def test_once_the_next_set_has_begun_nothing_is_said_of_the_one_before(short: House, loaded: Loaded) -> None:
    async with playing(short, loaded) as play:
        player = await play.start()
        await play.press("enter")
        await play.go(17)
        await play.press("enter", "enter")
        await play.go(0.5)
        assert "Press a" not in play.text
        await play.press("a")
        assert [done.reps for done in player.conductor.session.sets.values()] == [3]


@pytest.mark.parametrize(("answer", "reps"), [("a", "5"), ("n", "3"), ("enter", "3"), ("escape", "3")])
async def test_of_the_last_set_it_is_asked(house: House, loaded: Loaded, answer: str, reps: str) -> None:
    write_routine(house, ONE_SET)
    async with playing(house, loaded) as play:
        await play.start()
        await play.press("enter")
        await play.go(17)
        await play.press("enter")
        await play.at(Ask)
        assert "Glute bridge: 3 of 5 reps counted. Did you do all of them?" in play.text
        await play.press(answer)
        await play.finish()
        (record,) = play.records
        assert [str(work) for work in record.entries[0].work] == [reps]


async def test_of_a_last_set_that_was_ended_too_soon_it_is_told(house: House, loaded: Loaded) -> None:
    write_routine(house, ONE_SET)
    async with playing(house, loaded) as play:
        await play.start()
        await play.press("enter")
        await play.go(7)
        await play.press("enter")
        await play.at(After)
        assert "Glute bridge: 2 of 5 reps counted. One: 1 exercise (1 in part), under 1 min." in play.text


async def test_of_a_set_that_counts_whole_and_of_a_rest_nothing_is_said(short: House, loaded: Loaded) -> None:
    async with playing(short, loaded) as play:
        player = await play.start()
        while not player.conductor.ended:
            if player.conductor.session.phase.kind is PhaseKind.HOLD:
                # To its end.
                await play.go(player.conductor.session.phase.seconds)
            else:
                await play.done()
            assert player.conductor.ended or "counted" not in play.text


@pytest.mark.parametrize(
    ("seconds", "told"),
    [
        (2, "Figure-4 stretch, left side: not counted, it was over too soon."),
        (11, "Figure-4 stretch, left side: 11 of 20 s counted."),
    ],
)
async def test_a_hold_that_is_ended_early_says_what_counts(
    short: House, loaded: Loaded, seconds: float, told: str
) -> None:
    async with playing(short, loaded) as play:
        await play.start()
        await play.to_phase(lambda phase: phase.kind is PhaseKind.HOLD)
        await play.go(seconds)
        await play.press("enter")
        assert told in play.text
