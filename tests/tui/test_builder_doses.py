"""Doses in the builder: written as in a file, said in words as one types, and refused where they do not suit."""

from __future__ import annotations

import pytest
from tests.tui.conftest import Playing, playing, write_routine
from textual.widgets import Input

from limberup.dose import DoseError, parse_dose
from limberup.packs.manager import Loaded
from limberup_tui.house import House
from limberup_tui.screens.builder import Builder
from limberup_tui.screens.dose import AskDose


async def type_dose(play: Playing, text: str) -> None:
    """Ask for another dose of the step under the cursor, and give it."""
    await play.press("enter")
    old = (await play.at(AskDose)).query_one(Input).value
    await play.press(*["backspace"] * len(old))
    await play.type(text)
    await play.press("enter")


async def test_a_dose_is_edited_in_place_and_a_wrong_one_changes_nothing(short: House, loaded: Loaded) -> None:
    async with playing(short, loaded) as play:
        await play.press("e")
        builder = await play.at(Builder)
        before = builder.routine
        await play.press("enter")
        ask = await play.at(AskDose)
        old = ask.query_one(Input).value
        assert parse_dose(old) == before.steps[0].dose
        await play.press(*["backspace"] * len(old))
        await play.type("3x")
        await play.press("enter")
        assert type(play.app.screen) is AskDose
        assert builder.routine is before
        with pytest.raises(DoseError) as wrong:
            parse_dose("3x")
        assert " ".join(str(wrong.value).split()) in play.text
        # How it is changed goes on standing there.
        assert "Up and Down change it, or type: " in play.text
        await play.type("12 3s rest 45s")
        # It is said in words while one types, and the complaint is gone.
        assert "3x12 3s rest 45s means 3 x 12, held 3 s." in play.text
        assert " ".join(str(wrong.value).split()) not in play.text
        await play.press("enter")
        await play.at(Builder)
        assert builder.routine.steps[0].dose == parse_dose("3x12 3s rest 45s")
        assert "3 x 12, held 3 s" in play.text
        await play.press("u")
        assert builder.routine == before


async def test_a_dose_for_sides_that_an_exercise_has_not_got_is_refused(short: House, loaded: Loaded) -> None:
    async with playing(short, loaded) as play:
        await play.press("e")
        builder = await play.at(Builder)
        before = builder.routine
        await type_dose(play, "1x8 each side")
        assert "works both sides at once" in play.text
        assert type(play.app.screen) is AskDose
        assert builder.routine == before


@pytest.mark.parametrize("text", ["", "many", "0x5", "3x8 each toe", "999999x1"])
async def test_escape_leaves_the_dose_as_it_was(short: House, loaded: Loaded, text: str) -> None:
    async with playing(short, loaded) as play:
        await play.press("e")
        builder = await play.at(Builder)
        before = builder.routine
        await type_dose(play, text)
        await play.at(AskDose)
        await play.press("escape")
        await play.at(Builder)
        assert builder.routine is before


async def ask_for(play: Playing) -> Input:
    """Open the box for the first step's dose."""
    await play.press("e")
    await play.at(Builder)
    await play.press("enter")
    return (await play.at(AskDose)).query_one(Input)


@pytest.mark.parametrize(
    ("before", "keys", "after"),
    [
        ("2x5 2s rest 20s", ["up"], "2x6 2s rest 20s"),
        ("2x5 2s rest 20s", ["down", "down"], "2x3 2s rest 20s"),
        ("2x2", ["down"] * 3, "2x1"),
        ("2x199", ["up"] * 3, "2x200"),
        ("2x10s", ["up", "up", "down"], "2x15s"),
        ("2x10s", ["down"] * 3, "2x5s"),
        ("1x7198s", ["up"] * 2, "1x120min"),
    ],
)
async def test_up_and_down_change_the_amount(
    house: House, loaded: Loaded, before: str, keys: list[str], after: str
) -> None:
    write_routine(house, f'name = "One"\n[[step]]\ndo = "glutes/glute-bridge"\ndose = "{before}"\n')
    async with playing(house, loaded) as play:
        line = await ask_for(play)
        await play.press(*keys)
        assert line.value == after
        assert f"{after} means " in play.text
        await play.press("enter")
        builder = await play.at(Builder)
        assert builder.routine.steps[0].dose == parse_dose(after)


@pytest.mark.parametrize(
    ("typed", "said", "after"),
    [
        ("8", "8 means 2 x 8, held 2 s.", "2x8 2s rest 20s"),
        ("8 times", "8 times means 2 x 8, held 2 s.", "2x8 2s rest 20s"),
        ("8 times, held 3 s", "8 times, held 3 s means 8 times, held 3 s.", "1x8 3s rest 20s"),
        ("2 x 15, held 3 s", "2 x 15, held 3 s means 2 x 15, held 3 s.", "2x15 3s rest 20s"),
        ("1 min", "1 min means 2 x 5, held 60 s.", "2x5 60s rest 20s"),
    ],
)
async def test_it_may_be_typed_as_one_says_it(house: House, loaded: Loaded, typed: str, said: str, after: str) -> None:
    write_routine(house, 'name = "One"\n[[step]]\ndo = "glutes/glute-bridge"\ndose = "2x5 2s rest 20s"\n')
    async with playing(house, loaded) as play:
        line = await ask_for(play)
        await play.press(*["backspace"] * len(line.value))
        await play.type(typed)
        assert said in play.text
        await play.press("enter")
        builder = await play.at(Builder)
        assert builder.routine.steps[0].dose == parse_dose(after)


async def test_what_it_offers_to_type_is_read(house: House, loaded: Loaded) -> None:
    async with playing(house, loaded, size=(60, 20)) as play:
        for exercise in loaded.catalog.exercises.values():
            ask = AskDose(exercise, exercise.start)
            offered = ask._ways().rpartition("or type: ")[2].split(", or ")
            assert len(offered) == 2
            assert [ask.problem(one) for one in offered] == ["", ""], exercise.id
        bridge = loaded.catalog.exercise("glutes/glute-bridge")
        play.app.push_screen(AskDose(bridge, bridge.start))
        await play.at(AskDose)
        for words in ("Later, as you get on: ", "Up and Down change it, or type: 12, or ", "Enter keep Esc cancel"):
            assert words in play.text
