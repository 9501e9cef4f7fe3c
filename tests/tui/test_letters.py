"""Words in large letters: the position, to be read from two metres away."""

from __future__ import annotations

import pytest
from tests.tui.conftest import playing

from limberup.exercise import Position
from limberup.packs.manager import Loaded
from limberup.texts import tr, use
from limberup.timeline import PhaseKind
from limberup_tui.house import House
from limberup_tui.screens.player_words import AT_A_GLANCE
from limberup_tui.widgets.big import BigNumber
from limberup_tui.widgets.letters import large_letters


def test_letters_are_three_rows_of_half_blocks_or_five_of_blocks() -> None:
    assert large_letters("Up", 7, 3) == [
        "█ █ █▀█",
        "█ █ █▀▀",
        "▀▀▀ ▀  ",
    ]
    assert large_letters("up", 14, 5) == [
        "██  ██  ██████",
        "██  ██  ██  ██",
        "██  ██  ██████",
        "██  ██  ██    ",
        "██████  ██    ",
    ]


def test_without_blocks_letters_are_made_of_signs_that_every_terminal_has() -> None:
    assert large_letters("up", 7, 5, blocks=False) == [
        "# # ###",
        "# # # #",
        "# # ###",
        "# # #  ",
        "### #  ",
    ]
    assert large_letters("up", 80, 4, blocks=False) == []


@pytest.mark.parametrize(
    ("text", "width", "height"),
    [("Up", 6, 3), ("Up", 80, 2), ("仰向け", 80, 5), ("up!", 80, 5), ("", 80, 5)],
    ids=["too narrow", "too low", "other letters", "a sign", "nothing"],
)
def test_what_can_not_be_drawn_large_is_not_drawn(text: str, width: int, height: int) -> None:
    assert large_letters(text, width, height) == []


def test_no_two_letters_look_the_same() -> None:
    drawn = ["\n".join(large_letters(letter, 20, 3)) for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÜ"]
    assert all(drawn)
    assert len(set(drawn)) == len(drawn)


@pytest.mark.parametrize("language", ["en", "de"])
def test_every_position_has_a_name_that_is_drawn_large_in_sixty_cells(language: str) -> None:
    assert set(AT_A_GLANCE) == set(Position)
    use(language)
    try:
        names = [tr(name) for name in AT_A_GLANCE.values()]
        assert len(set(names)) == len(names)
        assert [name for name in names if not large_letters(name, 58, 3)] == []
    finally:
        use("en")


async def test_the_position_is_large_while_one_gets_into_it(short: House, loaded: Loaded) -> None:
    async with playing(short, loaded) as play:
        player = await play.start()
        large = large_letters(AT_A_GLANCE[player.conductor.session.planned.exercise.position], 78, 3)

        def shown() -> bool:
            return all(any(part in row for row in play.rows) for part in large)

        assert player.conductor.session.phase.kind is PhaseKind.READY
        assert shown()
        await play.to_work()
        assert not shown()
        # Who paused got up: the same holds for the way back.
        await play.press("space")
        assert not shown()
        await play.press("space")
        assert "BACK INTO POSITION" in play.rows[1]
        assert shown()


async def test_where_rows_are_few_the_number_has_the_room(short: House, loaded: Loaded) -> None:
    async with playing(short, loaded, size=(40, 12)) as play:
        player = await play.start()
        assert not player.query_one("#position").display
        assert player.query_one(BigNumber).size.height >= 3
