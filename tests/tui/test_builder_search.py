"""What is searched for and added in the builder: the one that was meant, and never a second time unnoticed."""

from __future__ import annotations

import pytest
from tests.tui.conftest import Playing, lived_in, playing, write_routine
from textual.app import App, ComposeResult

from limberup.catalog import Catalog
from limberup.packs.manager import Loaded
from limberup.safety.decision import Verdict
from limberup.safety.restrict import filter_of
from limberup_tui.house import House
from limberup_tui.screens.builder import Builder
from limberup_tui.screens.library import Library
from limberup_tui.widgets.catalog import CatalogList, Legend
from limberup_tui.widgets.long_list import LongList

SIZES = [(60, 20), (80, 24), (120, 40)]
KEY = ("! done differently", "x not for you", "+ in your routine")


async def search(play: Playing, text: str) -> None:
    """Search for a text, and go to the first that is found."""
    await play.press("slash")
    await play.type(text)
    await play.press("enter")


@pytest.mark.parametrize(
    ("typed", "id_"),
    [
        ("figure-4 stretch", "hip-mobility/supine-figure-4"),
        ("Glute bridge", "glutes/glute-bridge"),
        ("bridge", "glutes/bridge-march"),
    ],
)
async def test_enter_adds_what_was_typed(house: House, loaded: Loaded, typed: str, id_: str) -> None:
    async with playing(house, loaded) as play:
        await play.press("b")
        builder = await play.at(Builder)
        await search(play, typed)
        await play.press("enter")
        assert [step.do for step in builder.routine.steps] == [id_]


@pytest.mark.parametrize("size", SIZES)
async def test_what_is_there_already_is_not_added_unnoticed(
    house: House, loaded: Loaded, size: tuple[int, int]
) -> None:
    async with playing(house, loaded, size=size) as play:
        await play.press("b")
        builder = await play.at(Builder)
        await search(play, "seated march")
        await play.press("enter")
        assert "once more" not in play.said
        await play.press("enter")
        assert play.said == "Added Seated march once more: it is in your routine 2 times. u takes it back."
        await play.press("enter")
        assert "it is in your routine 3 times." in play.said
        await play.press("u")
        assert len(builder.routine.steps) == 2


async def test_a_file_may_have_it_by_its_slug_alone(house: House, loaded: Loaded) -> None:
    write_routine(house, 'name = "One"\n[[step]]\ndo = "glute-bridge"\n')
    async with playing(house, loaded) as play:
        await play.press("e")
        await play.at(Builder)
        await play.press("tab")
        await search(play, "glute bridge")
        assert any("+  Glute bridge" in row for row in play.rows)
        await play.press("enter")
        assert "it is in your routine 2 times." in play.said


@pytest.mark.parametrize("size", SIZES)
async def test_the_marks_of_the_list_have_a_key_to_them(house: House, loaded: Loaded, size: tuple[int, int]) -> None:
    lived_in(house, conditions=frozenset({"no_floor"}))
    async with playing(house, loaded, size=size) as play:
        await play.press("b")
        await play.at(Builder)
        lines = play.rows
        assert any(" x  " in line for line in lines), "there are marks"
        for words in KEY[:2]:
            assert any(words in line for line in lines), "whole, in one line"
        assert KEY[2] not in play.text
        await search(play, "seated march")
        await play.press("enter")
        for words in KEY:
            assert any(words in line for line in play.rows)
        await play.press("u")
        assert KEY[2] not in play.text


@pytest.mark.parametrize("size", SIZES)
async def test_the_library_has_the_key_too(house: House, loaded: Loaded, size: tuple[int, int]) -> None:
    lived_in(house, conditions=frozenset({"no_floor"}))
    async with playing(house, loaded, size=size) as play:
        await play.press("l")
        await play.at(Library)
        assert any(f"{KEY[0]}  {KEY[1]}" in line for line in play.rows)


async def test_where_nothing_is_marked_the_key_takes_no_room(house: House, loaded: Loaded) -> None:
    async with playing(house, loaded) as play:
        await play.press("b")
        builder = await play.at(Builder)
        assert builder.query_one(Legend).region.area == 0
        await play.press("escape", "l")
        library = await play.at(Library)
        assert library.query_one(Legend).region.area == 0


class Listed(App[None]):
    """The list alone, with all that is done on the floor at its end."""

    def __init__(self, catalog: Catalog) -> None:
        super().__init__()
        self.catalog = catalog
        self.judge = filter_of({"no_floor"})

    def compose(self) -> ComposeResult:
        """Show the list."""
        every = self.catalog.exercises.values()
        in_order = sorted(every, key=lambda one: self.judge(one).verdict is not Verdict.ALLOW)
        yield CatalogList(self.catalog, self.judge, in_order)


async def test_a_mark_further_down_brings_the_key_with_it(catalog: Catalog) -> None:
    """The rules are only asked about what is seen, so that ten thousand exercises cost no more than eighty."""
    app = Listed(catalog)
    async with app.run_test(size=(60, 20)) as pilot:
        app.query_one(CatalogList).focus_list()
        await pilot.pause()
        legend = app.query_one(Legend)
        assert legend.region.area == 0
        await pilot.press("end")
        # It is what is drawn that the rules are asked about.
        app.export_screenshot()
        await pilot.pause()
        assert legend.region.height == 1
        assert app.query_one(LongList).current == app.query_one(LongList).keys[-1], "the cursor is where it was"


async def test_a_name_of_29_letters_is_whole_beside_the_routine(house: House, loaded: Loaded) -> None:
    async with playing(house, loaded, size=(80, 24)) as play:
        await play.press("b")
        await play.at(Builder)
        await search(play, "plank against")
        assert any("Plank against counter or wall" in row[:36] for row in play.rows)
