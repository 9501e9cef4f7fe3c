"""The page that lets nothing start says whom to ring, in the country of the person."""

from __future__ import annotations

import pytest
from tests.tui.conftest import ACKNOWLEDGED, lived_in, playing

from limberup.help_numbers import advice_lines
from limberup.packs.manager import Loaded
from limberup.person import OpenFlag
from limberup.safety.flags import FLAGS
from limberup_tui.house import House
from limberup_tui.screens.blocked import Blocked
from limberup_tui.screens.dialog import Ask


def words(text: str) -> str:
    """Return text as one line, wherever the screen broke it."""
    return " ".join(text.split())


@pytest.mark.parametrize("country", ["", "GB", "DE"])
@pytest.mark.parametrize("flag", ["E4", "U1"])
@pytest.mark.parametrize("size", [(60, 20), (80, 24)], ids=["60x20", "80x24"])
async def test_it_says_first_whom_to_ring(
    house: House, loaded: Loaded, country: str, flag: str, size: tuple[int, int]
) -> None:
    lived_in(house, flags=(OpenFlag(flag, ACKNOWLEDGED),), country=country)
    advice = advice_lines(FLAGS[flag].tier, country)
    async with playing(house, loaded, size=size) as play:
        await play.app.push_screen(Blocked())
        await play.at(Blocked)
        shown = words(play.text)
        first = [shown.index(f"{number}. {line}") for number, line in enumerate(advice.first[:2], 1)]
        # What to do stands before why, and is on the screen without scrolling.
        assert first == sorted(first)
        assert "Why" not in shown[: first[-1]]


async def test_a_stray_enter_clears_no_warning_sign(house: House, loaded: Loaded) -> None:
    lived_in(house, flags=(OpenFlag("E4", ACKNOWLEDGED),))
    async with playing(house, loaded) as play:
        play.app.push_screen(Blocked())
        await play.at(Blocked)
        await play.press("c")
        await play.at(Ask)
        await play.press("enter", "enter")
        await play.at(Ask)
        assert [flag.id for flag in house.person.open_flags] == ["E4"]
        await play.press("y")
        assert not house.person.open_flags


async def test_where_no_sign_is_open_it_neither_frightens_nor_offers_an_agreement(house: House, loaded: Loaded) -> None:
    async with playing(house, loaded) as play:
        play.app.push_screen(Blocked())
        await play.at(Blocked)
        await play.until(lambda: "None is open, so nothing stands in the way." in play.text)
        assert play.rows[0].endswith("Warning signs")
        assert "has agreed" not in play.text
        await play.press("c")
        assert isinstance(play.app.screen, Blocked)
