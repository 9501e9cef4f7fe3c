"""New packs before their first use: one is asked about by itself, several on one list; nothing is used unasked."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from tests.core.test_packs import make_pack
from tests.tui.conftest import FakeClock, Playing, playing, with_packs_seen
from tests.tui.plainly import Script

from limberup.packs.manager import load
from limberup_tui.house import House
from limberup_tui.plain.front import Front
from limberup_tui.plain.leaving import EndOfInput
from limberup_tui.plain.new_packs import show_new_packs
from limberup_tui.plain.talk import Talk
from limberup_tui.screens.dialog import Ask
from limberup_tui.screens.new_packs import NewPacks
from limberup_tui.screens.today import Today

MANY = ("ankles", "hands", "knees")


def bring(house: House, *ids: str) -> None:
    """Put packs of one exercise each into the packs folder."""
    for id_ in ids:
        make_pack(house.home.packs / id_, id_)


def used(house: House) -> list[str]:
    """Return the ids of the packs of others that are used, as the next start would find them."""
    again = House(house.home, house.clock)
    again.read_small()
    return [pack.id for pack in again.read_contents().loaded.catalog.packs if (house.home.packs / pack.id).exists()]


def waiting(house: House) -> list[str]:
    """Return the ids of the packs that the next start would ask about."""
    again = House(house.home, house.clock)
    again.read_small()
    return [info.id for info in again.read_contents().unseen]


async def listed(play: Playing) -> NewPacks:
    """Wait for the list."""
    return await play.at(NewPacks)


async def test_several_new_packs_stand_on_one_list_and_none_is_ticked(house: House) -> None:
    bring(house, *MANY)
    async with playing(house, load(folder=house.home.packs)) as play:
        await listed(play)
        assert play.table.row_count == len(MANY)
        assert play.text.count("[ ] Stairs folder") == len(MANY)
        assert "None of 3 is ticked." in play.text
        assert house.catalog.get("knees/step-up") is None
        # What is typed in a hurry uses nothing.
        await play.press("enter", "enter", "u")
        await listed(play)
        assert play.said == "Nothing is ticked: Space ticks a pack, o leaves all of them off."
        await play.press("escape")
        await play.at(Today)
    assert (used(house), waiting(house)) == ([], list(MANY))


async def test_what_is_ticked_is_used_and_the_rest_is_left_off(house: House) -> None:
    bring(house, *MANY)
    async with playing(house, load(folder=house.home.packs)) as play:
        await listed(play)
        await play.to_row("hands")
        await play.press("space")
        assert "1 of 3 ticked." in play.text
        await play.press("o")
        assert play.said.startswith("Something is ticked.")
        await play.press("u")
        await play.at(Today)
        assert house.catalog.get("hands/step-up")
        assert house.catalog.get("knees/step-up") is None
    assert (used(house), waiting(house)) == (["hands"], [])


async def test_all_of_them_are_two_keys(house: House) -> None:
    bring(house, *MANY)
    async with playing(house, load(folder=house.home.packs)) as play:
        await listed(play)
        await play.press("a", "a", "a", "u")
        await play.at(Today)
    assert used(house) == list(MANY)


async def test_all_that_a_pack_brings_is_a_key_away(house: House) -> None:
    bring(house, *MANY)
    for number in range(12):
        text = (house.home.packs / "hands" / "exercises" / "step-up.toml").read_text("utf-8")
        path = house.home.packs / "hands" / "exercises" / f"grip-{number}.toml"
        path.write_text(text.replace("Step up", f"Grip {number}"), "utf-8")
    async with playing(house, load(folder=house.home.packs)) as play:
        await listed(play)
        await play.to_row("hands")
        assert "13 exercises" in play.text
        await play.press("enter")
        await play.at(Ask)
        assert all(f"Grip {number}" in play.text for number in range(12))
        await play.press("t")
        assert (await listed(play)).ticked == {"hands"}


async def test_one_that_changed_says_so(house: House) -> None:
    bring(house, "hands")
    with_packs_seen(house)
    path = house.home.packs / "hands" / "exercises" / "step-up.toml"
    path.write_text(path.read_text("utf-8").replace("2x10", "3x10"), "utf-8")
    bring(house, "knees")
    async with playing(house, load(folder=house.home.packs), size=(60, 20)) as play:
        await listed(play)
        assert "Stairs (changed)" in play.text
        assert play.text.count("Stairs") == 2
        await play.press("o")
        await play.at(Today)
    assert (used(house), waiting(house)) == ([], [])


# Line by line


def told(house: House, *lines: str) -> str:
    """Let the packs be asked about in the plain mode; return all that was written."""
    house.read_small()
    house.contents = house.read_contents(load(folder=house.home.packs))
    assert isinstance(house.clock, FakeClock)
    script = Script(house.clock, *lines)
    try:
        show_new_packs(Front(house, Talk(script)))
    except EndOfInput:
        script.written += "(end)"
    return script.written


@pytest.mark.parametrize(
    ("lines", "uses", "asks"),
    [
        (["2", "u"], ["hands"], []),
        (["2", "2", "o"], [], []),
        (["a", "1", "u"], ["hands", "knees"], []),
        (["a", "x"], [], list(MANY)),
        # The line was lost: nobody has said anything.
        (["1"], [], list(MANY)),
    ],
)
def test_the_plain_mode_asks_the_same(house: House, lines: Sequence[str], uses: list[str], asks: list[str]) -> None:
    bring(house, *MANY)
    written = told(house, *lines)
    assert "3 new or changed packs of others." in written
    assert "None is ticked." in written
    assert written.count("Stairs, a folder: ") == len(MANY)
    assert (used(house), waiting(house)) == (uses, asks)


def test_the_plain_mode_tells_all_that_one_of_them_brings(house: House) -> None:
    bring(house, *MANY)
    assert "1 exercise: Step up" in told(house, "t", "2", "x")


def test_the_plain_mode_asks_about_one_by_itself(house: House) -> None:
    bring(house, "hands")
    assert "New: the pack Stairs." in told(house, "u")
    assert used(house) == ["hands"]
