"""Another exercise in the midst of a session: for which reasons, what is offered, and what the record keeps."""

from __future__ import annotations

import pytest
from tests.tui.conftest import Playing, playing, write_routine
from tests.tui.test_morning import did

from limberup.equipment import has_equipment
from limberup.ladder import is_harder
from limberup.packs.manager import Loaded
from limberup.session import Status
from limberup.timeline import reading_seconds
from limberup_tui.house import House
from limberup_tui.screens.dialog import Ask
from limberup_tui.screens.hurts import AskHurt
from limberup_tui.screens.player import Player


def here(play: Playing) -> str:
    """Return the id of the exercise that is being done."""
    return play.player.conductor.session.planned.exercise.id


@pytest.mark.parametrize(("key", "reason"), [("t", "too hard"), ("n", "equipment"), ("o", "by choice")])
async def test_a_swap_keeps_its_reason_and_what_was_done(short: House, loaded: Loaded, key: str, reason: str) -> None:
    async with playing(short, loaded) as play:
        player = await play.start()
        await play.to_work()
        await play.go(7)
        await play.press("w")
        await play.at(Ask)
        assert "Do another exercise instead?" in play.text
        offered = [step.exercise.id for step in player.conductor.others(reason)]
        await play.press(key)
        await play.until(lambda: "Which one?" in play.text)
        assert "hip-mobility/supine-figure-4" not in offered, "it stands in the session already"
        await play.press("1")
        await play.at(Player)
        assert here(play) == offered[0]
        assert player.conductor.session.status is Status.RUNNING
        await play.press("q")
        await play.answer("e")
        await play.finish()
        entries = {entry.exercise: entry for entry in play.records[0].entries}
        assert entries["glutes/glute-bridge"].marks[:2] == (reason, "swapped")
        assert [str(work) for work in entries["glutes/glute-bridge"].work] == ["1"]
        assert "instead of glutes/glute-bridge" in entries[offered[0]].marks


async def test_what_counts_as_harder_says_so(house: House, loaded: Loaded) -> None:
    write_routine(house, 'name = "One"\n[[step]]\ndo = "glutes/glute-set"\n')
    async with playing(house, loaded) as play:
        player = await play.start(rest=1, move=1)
        await play.press("w", "o")
        await play.until(lambda: "Which one?" in play.text)
        offered = player.conductor.others("by choice")[:5]
        catalog, instead = house.catalog, player.conductor.session.planned.exercise
        hard = [is_harder(step.exercise, instead, catalog) for step in offered]
        assert any(hard)
        assert not all(hard)
        for step, harder in zip(offered, hard, strict=True):
            row = next(row for row in play.rows if step.exercise.name in row)
            assert ("(harder)" in row) is harder


@pytest.mark.parametrize("known", [False, True])
async def test_what_is_swapped_in_is_read_before_it_begins(house: House, loaded: Loaded, known: bool) -> None:
    write_routine(house, 'name = "One"\n[[step]]\ndo = "hip-mobility/supine-figure-4"\n')
    async with playing(house, loaded) as play:
        player = await play.start()
        other = player.conductor.others()[0].exercise
    if known:
        did(house, 1, 2, f"{other.id}: left 15s, right 15s of 1x15s each side")
    house.read_contents()
    async with playing(house, loaded) as play:
        player = await play.start()
        await play.press("w", "o")
        await play.until(lambda: "Which one?" in play.text)
        await play.press("1")
        await play.at(Player)
        assert here(play) == other.id
        left = player.conductor.session.remaining(play.clock.now())
        to_read = reading_seconds(other)
        assert to_read > 15
        assert (left > to_read) is not known


async def test_nothing_harder_is_offered_to_who_finds_it_too_hard_or_hurts(house: House, loaded: Loaded) -> None:
    slide = loaded.catalog.exercise("core-stability/quadruped-leg-slide")
    write_routine(house, f'name = "Slide"\n[[step]]\ndo = "{slide.id}"\n')
    async with playing(house, loaded) as play:
        conductor = (await play.start()).conductor
        easier = conductor.easier()
        assert easier
        too_hard = conductor.others("too hard")
        assert too_hard[0].exercise == easier.exercise, "the easier one of its own ladder comes first"
        for reason in ("too hard", "pain"):
            for step in conductor.others(reason):
                assert step.exercise.id != slide.harder.exercise
                assert not is_harder(step.exercise, slide, loaded.catalog)
        # By choice they are there too, after what is no harder.
        free = [is_harder(step.exercise, slide, loaded.catalog) for step in conductor.others("by choice")]
        assert free == sorted(free)
        assert any(free)


async def test_in_a_steady_session_no_swap_is_harder(house: House, loaded: Loaded) -> None:
    slide = loaded.catalog.exercise("core-stability/quadruped-leg-slide")
    write_routine(house, f'name = "Slide"\n[[step]]\ndo = "{slide.id}"\n[[step]]\ndo = "glutes/clamshell"\n')
    async with playing(house, loaded) as play:
        player = await play.start(move=4)
        assert player.conductor.run.state == "STEADY"
        offered = player.conductor.others("by choice")
        assert not any(is_harder(step.exercise, slide, loaded.catalog) for step in offered)


async def test_what_is_not_there_is_not_offered_again(short: House, loaded: Loaded) -> None:
    async with playing(short, loaded) as play:
        conductor = (await play.start()).conductor
        for step in conductor.others("equipment"):
            assert has_equipment(step.exercise, frozenset()), "nobody said to have more"


async def test_a_swap_can_be_taken_back(short: House, loaded: Loaded) -> None:
    async with playing(short, loaded) as play:
        player = await play.start()
        for keys in (("escape",), ("o", "escape")):
            await play.press("w")
            await play.answer(*keys)
            await play.at(Player)
            assert here(play) == "glutes/glute-bridge"
            assert player.conductor.session.status is Status.RUNNING
            assert not [mark for _, mark in player.conductor.run.marks if mark == "swapped"]


async def test_a_swap_for_pain_asks_what_hurts_first(short: House, loaded: Loaded) -> None:
    async with playing(short, loaded) as play:
        player = await play.start()
        await play.to_work()
        await play.press("w")
        await play.answer("p")
        await play.at(AskHurt)
        await play.press("2", "n", "n")
        await play.until(lambda: "Which one?" in play.text)
        await play.press("1")
        await play.at(Player)
        assert [hurt.pain for _, hurt in player.conductor.run.hurts] == [2]
        assert [mark for step, mark in player.conductor.run.marks if step == 0][-2:] == ["pain", "swapped"]


async def test_what_hurts_too_much_is_judged_by_the_rules_also_in_a_skip(short: House, loaded: Loaded) -> None:
    async with playing(short, loaded) as play:
        player = await play.start()
        await play.to_work()
        await play.press("s")
        await play.answer("p")
        await play.at(AskHurt)
        await play.press("8", "n", "n")
        await play.until(lambda: "limberup's rule L3." in play.text)
        await play.press("s")
        await play.at(Player)
        assert here(play) == "hip-mobility/supine-figure-4"
        assert (0, "stopped") in player.conductor.run.marks


async def test_a_skip_for_a_little_pain_is_kept_as_pain(short: House, loaded: Loaded) -> None:
    async with playing(short, loaded) as play:
        player = await play.start()
        await play.to_work()
        await play.press("s")
        await play.answer("p")
        await play.at(AskHurt)
        await play.press("1", "n", "n")
        await play.until(lambda: isinstance(play.app.screen, Player) and here(play) == "hip-mobility/supine-figure-4")
        assert (0, "pain") in player.conductor.run.marks


async def test_skip_because_it_hurts_can_be_taken_back(short: House, loaded: Loaded) -> None:
    async with playing(short, loaded) as play:
        player = await play.start()
        await play.press("s")
        await play.answer("p")
        await play.at(AskHurt)
        await play.press("escape")
        await play.at(Player)
        assert here(play) == "glutes/glute-bridge"
        assert not player.conductor.session.skipped


async def test_a_slip_in_it_hurts_is_taken_back_key_by_key(short: House, loaded: Loaded) -> None:
    async with playing(short, loaded) as play:
        player = await play.start()
        await play.press("h")
        await play.at(AskHurt)
        assert "Backspace" not in play.text
        await play.press("backspace", "9", "y")
        assert "3 of 3" in play.text
        assert "Backspace the question before" in play.text
        await play.press("backspace", "backspace")
        assert "1 of 3" in play.text
        assert "Backspace" not in play.text
        await play.press("3", "n", "n")
        await play.at(Ask)
        assert [(hurt.pain, hurt.sharp) for _, hurt in player.conductor.run.hurts] == [(3, False)]


@pytest.mark.parametrize("pain", [6, 8])
async def test_a_restricted_session_has_nothing_to_swap(short: House, loaded: Loaded, pain: int) -> None:
    async with playing(short, loaded) as play:
        player = await play.start(rest=pain, move=pain)
        await play.press("w")
        assert "short list of its own" in play.text
        assert player.conductor.session.status is Status.RUNNING
