"""The library: every exercise is found, and every card can be read to its end."""

from __future__ import annotations

import pytest
from tests.tui.conftest import lived_in, playing, write_routine

from limberup.packs.manager import Loaded
from limberup.person_file import load_person
from limberup_tui.house import House
from limberup_tui.screens.card import Card, card_parts
from limberup_tui.screens.library import Library
from limberup_tui.screens.today import Today


async def test_every_exercise_is_listed(house: House, loaded: Loaded) -> None:
    async with playing(house, loaded) as play:
        await play.press("l")
        await play.at(Library)
        assert play.table.row_count == len(loaded.catalog.exercises)
        assert f"{len(loaded.catalog.exercises)} exercises: all packs, all kinds" in play.text


async def test_a_search_and_enter_lead_to_the_card_and_escape_back(house: House, loaded: Loaded) -> None:
    async with playing(house, loaded) as play:
        await play.press("l")
        library = await play.at(Library)
        await play.press("slash")
        await play.type("hip bridge")
        await play.press("enter")
        assert play.table.row_count < 10
        await play.to_row("glutes/glute-bridge")
        await play.press("enter")
        await play.at(Card)
        assert "Library: Glute bridge" in play.rows[0]
        await play.press("escape")
        assert await play.at(Library) is library
        # The search stands; Escape in its line clears it, the next one leaves.
        await play.press("slash", "escape")
        assert play.app.screen is library
        assert play.table.row_count == len(loaded.catalog.exercises)
        await play.press("escape", "escape")
        await play.at(Today)


async def test_a_card_can_be_read_to_its_end(house: House, loaded: Loaded) -> None:
    exercise = loaded.catalog.exercise("glutes/glute-bridge")
    async with playing(house, loaded) as play:
        await play.press("l")
        await play.at(Library)
        await play.to_row(exercise.id)
        await play.press("enter")
        await play.at(Card)
        seen = ""
        for _ in range(8):
            seen += " " + play.text
            await play.press("pagedown")
        for text in (*exercise.how, exercise.breathing, exercise.feel, exercise.mistake, exercise.stop):
            assert text[:50] in seen
        for heading, text in card_parts(exercise, loaded.catalog, house.filter()):
            assert not text or heading in seen
        assert "Buttock squeeze" in seen


async def test_filters(house: House, loaded: Loaded) -> None:
    async with playing(house, loaded) as play:
        await play.press("l")
        await play.at(Library)
        everything = play.table.row_count
        await play.press("k")
        assert 0 < play.table.row_count < everything
        await play.press("f")
        assert f"{loaded.catalog.packs[0].name}, " in play.text


async def test_what_is_not_for_the_person_is_marked_and_says_why(house: House, loaded: Loaded) -> None:
    lived_in(house, conditions=frozenset({"no_floor"}))
    async with playing(house, loaded) as play:
        await play.press("l")
        await play.at(Library)
        await play.to_row("glutes/glute-bridge")
        assert "not getting up from the floor" in play.text
        row = next(row for row in play.rows if "Glute bridge" in row)
        assert row.split()[0] == "x"
        await play.press("enter")
        await play.at(Card)
        assert "For you:" in play.text


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40)])
async def test_every_card_opens_at_every_size(house: House, loaded: Loaded, size: tuple[int, int]) -> None:
    async with playing(house, loaded, size=size) as play:
        for exercise in list(loaded.catalog.exercises.values())[::9]:
            card = Card(exercise)
            await play.app.push_screen(card)
            await play.at(Card)
            assert exercise.purpose[:30] in play.text
            assert all(len(row) <= size[0] for row in play.rows)
            await play.press("escape")


async def test_what_is_never_wanted_is_left_out_until_that_is_taken_back(house: House, loaded: Loaded) -> None:
    write_routine(house, 'name = "Bridges"\n[[step]]\ndo = "glutes/glute-bridge"\n', "bridges")
    async with playing(house, loaded) as play:
        await play.press("l")
        await play.at(Library)
        await play.to_row("glutes/glute-bridge")
        assert "x Never offer" in play.text
        await play.press("x")
        assert play.said.startswith("Glute bridge is never offered any more")
        assert "Glute bridge is left out: you asked never to be offered it." in play.text
        assert "x Offer again" in play.text
        assert load_person(house.home.person).unwanted == {"glutes/glute-bridge"}
        # The same on its card, and the list knows of it.
        await play.press("enter")
        await play.at(Card)
        assert "you asked never to be offered it" in play.text
        await play.press("x")
        assert "For you:" not in play.text
        await play.press("escape")
        await play.at(Library)
        assert next(row for row in play.rows if "Glute bridge" in row).split()[0] == "Glute"
        await play.press("x", "escape")
        await play.at(Today)
        await play.press("y")
        await play.to_row("unwanted")
        assert "Glute bridge" in play.text
        await play.press("enter")
        await play.to_row("unwanted:glutes/glute-bridge")
        await play.press("enter")
        assert "Never offered" not in play.text
        assert not load_person(house.home.person).unwanted
