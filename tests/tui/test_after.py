"""After a session: three questions, each of which may be left out, and a record whatever is done."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.tui.conftest import FakeClock, Playing, playing
from textual.widgets import Input

from limberup.history.record import Record, parse_entry
from limberup.packs.manager import Loaded
from limberup_tui.house import House
from limberup_tui.screens.after import After
from limberup_tui.screens.player import Player
from limberup_tui.screens.today import Today
from limberup_tui.steps import done_words
from limberup_tui.widgets.scale import Scale


async def end(play: Playing) -> After:
    """Do one set, and end there."""
    await play.start(rest=2, move=4)
    await play.press("enter")
    await play.done()
    await play.press("q")
    await play.answer("e")
    return await play.at(After)


async def test_answers_are_kept_with_the_record(short: House, loaded: Loaded) -> None:
    async with playing(short, loaded) as play:
        await end(play)
        assert "Short: 1 of 2 exercises (1 in part), under 1 min." in play.text
        await play.press("3", "enter", "1", "0", "enter")
        await play.type("Went well, e.g. 3x8 [b]")
        await play.press("enter")
        await play.at(Today)
        (record,) = play.records
        assert (record.pain_at_rest, record.pain_moving, record.pain_after, record.effort) == (2, 4, 3, 10)
        assert record.note == "Went well, e.g. 3x8 [b]"
        assert not play.open_files
        assert "pain 4 (moderate) before, 3 (mild) after" in play.text


async def test_what_was_over_too_soon_is_named(short: House, loaded: Loaded) -> None:
    async with playing(short, loaded) as play:
        await play.start()
        await play.press("enter")
        await play.done()
        while not play.player.conductor.ended:
            # One second into whatever it is.
            await play.go(1.75)
            await play.press("enter")
            if not isinstance(play.app.screen, Player):
                break
        await play.at(After)
        assert "Short: 1 of 2 exercises (1 in part), under 1 min. Not counted: Figure-4 stretch." in play.text


async def test_answers_that_are_given_later_make_the_session_no_longer(short: House, loaded: Loaded) -> None:
    async with playing(short, loaded) as play:
        await end(play)
        (record,) = play.records
    for hours in (1, 2):
        clock = FakeClock()
        clock.at = short.clock.moment() + timedelta(hours=hours)
        other = House(short.home, clock)
        other.read_small()
        async with playing(other, loaded) as play:
            await play.press("r")
            await play.at(After)
            # The first time the program goes here, too.
            if hours == 2:
                await play.press("escape")
                await play.at(Today)
                (later,) = play.records
                assert (later.started, later.ended) == (record.started, record.ended)


async def test_the_record_is_there_before_anything_is_answered(short: House, loaded: Loaded) -> None:
    async with playing(short, loaded) as play:
        await end(play)
        (record,) = play.records
        assert [str(work) for work in record.entries[0].work] == ["5"]
        assert record.pain_after is None


@pytest.mark.parametrize("keys", [["escape"], ["enter", "enter", "enter", "enter"], ["ctrl+s"]])
async def test_every_answer_may_be_left_out(short: House, loaded: Loaded, keys: list[str]) -> None:
    async with playing(short, loaded) as play:
        await end(play)
        await play.press(*keys)
        await play.at(Today)
        (record,) = play.records
        assert (record.pain_after, record.effort, record.note) == (None, None, "")
        assert not play.open_files


async def test_an_enter_too_much_leaves_out_no_pain(short: House, loaded: Loaded) -> None:
    async with playing(short, loaded) as play:
        after = await end(play)
        # Meant for the last set, it comes when that has ended by itself.
        await play.press("enter")
        assert after.query_one("#pain", Scale).active
        assert "No number yet: Enter again leaves it out." in play.text
        await play.press("4")
        assert "No number yet" not in play.text
        await play.press("enter", "3", "escape")
        await play.at(Today)
        (record,) = play.records
        assert (record.pain_after, record.effort) == (4, 3)


@pytest.mark.parametrize(
    ("entries", "words"),
    [
        (["5 of 1x5", "5 of 1x5"], "2 exercises"),
        (["5 of 1x5", "nothing of 1x5; skipped"], "1 of 2 exercises"),
        (["nothing of 1x5; swapped", "5 of 1x5; instead of glutes/glute-bridge"], "1 exercise"),
        (["3 of 1x5; swapped", "nothing of 1x5; skipped; instead of glutes/glute-bridge"], "1 exercise"),
        (["3 of 1x5; cut short", "5, 5 of 2x5", "5 of 2x5", "nothing of 1x5; skipped"], "3 of 4 exercises (2 in part)"),
        (["3 of 1x5; eased", "left 20s, right 12s of 1x20s each side"], "2 exercises (1 in part)"),
        (["nothing of 1x5; swapped", "nothing of 1x5; skipped; instead of glutes/glute-bridge"], "0 of 1 exercise"),
        (["3 of 1x5; swapped", "nothing of 1x5; skipped", "nothing of 1x5; skipped"], "1 of 2 exercises"),
    ],
)
def test_what_was_begun_and_swapped_counts_in_its_place(entries: list[str], words: str) -> None:
    read = tuple(parse_entry(f"glutes/glute-bridge: {entry}") for entry in entries)
    now = FakeClock().moment()
    assert done_words(Record("x", now, now, "Both", entries=read)) == words


async def test_arrows_go_from_one_question_to_the_next_and_choose(short: House, loaded: Loaded) -> None:
    async with playing(short, loaded) as play:
        after = await end(play)
        await play.press("right", "right", "right")
        assert after.query_one("#pain", Scale).value == 2
        await play.press("left", "down", "5", "down")
        assert after.query_one("#note", Input).has_focus
        await play.press("up")
        assert after.query_one("#effort", Scale).active
        await play.press("escape")
        await play.at(Today)
        (record,) = play.records
        assert (record.pain_after, record.effort) == (1, 5)


async def test_a_program_that_is_gone_during_after_loses_nothing(short: House, loaded: Loaded) -> None:
    async with playing(short, loaded) as play:
        await end(play)
        await play.press("3")
    other = House(short.home, short.clock)
    other.read_small()
    async with playing(other, loaded) as play:
        (record,) = play.records
        assert record.entries[0].work
        assert "the questions after it are still open. Press r to answer them." in play.text
        assert "r Finish it" in play.text
        await play.press("r")
        await play.at(After)
        await play.press("4", "escape")
        await play.at(Today)
        (record,) = play.records
        assert record.pain_after == 4
        assert not play.open_files
