"""Keys that are no bindings: questions that are answered by pressing one."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import pytest
from tests.docs.pages import GUIDES, part, rows, ticked, together
from tests.docs.screens import GOES_BACK, GOES_ON, SCALES, Bare, pressed
from textual.screen import Screen

from limberup.history.record import Hurt
from limberup_tui.screens.hurts import AskHurt, Worry
from limberup_tui.screens.morning import AskMorning, MorningAnswer


@pytest.mark.parametrize("heading", SCALES)
async def test_keys_that_go_from_question_to_question(heading: str) -> None:
    shown = SCALES[heading]()
    app = Bare()
    async with app.run_test(size=(80, 24)) as pilot:
        app.ask(shown)
        await pilot.pause()
        for forth, back in zip(GOES_ON, GOES_BACK, strict=True):
            assert shown.at == 0
            await pilot.press(pressed(forth))
            assert shown.at == 1
            await pilot.press(pressed(back))
        assert shown.at == 0


LEGS = {"n": "none", "s": "same", "u": "up", "d": "down"}


Told = Callable[..., Awaitable[tuple[Any, bool]]]
NUMBERS = {**{str(number): number for number in range(10)}, "t": 10}


@pytest.fixture
async def told(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Told]:
    """Return what types into a question, and says what it gave and whether it is over."""
    # Let Pilot look more often whether the app has settled after a key.
    monkeypatch.setattr("textual._wait.SLEEP_GRANULARITY", 1 / 250)
    monkeypatch.setattr("textual._wait.SLEEP_IDLE", 1 / 5000)
    app = Bare()
    async with app.run_test(size=(80, 24)) as pilot:

        async def typed(shown: Screen[Any], *keys: str) -> tuple[Any, bool]:
            app.ask(shown)
            await pilot.pause()
            await pilot.press(*map(pressed, keys))
            await pilot.pause()
            return app.gave, app.screen is not shown

        yield typed


def asked_keys(heading: str, question: str) -> list[str]:
    """Return the keys that a table of questions has for one of them, by how its second column begins."""
    found = rows(part(together(GUIDES), heading, own=True))
    return [key for row in found if row[1].startswith(question) for key in ticked(row[0])]


async def test_the_keys_of_the_morning_are_those_that_are_written(told: Told) -> None:
    heading = "How was the morning?"
    assert asked_keys(heading, "1") == asked_keys(heading, "2") == [*NUMBERS]
    assert asked_keys(heading, "3") == ["y", "n"]
    assert asked_keys(heading, "each") == ["Esc"]
    for key, number in NUMBERS.items():
        first = MorningAnswer(4, number, True)
        assert await told(AskMorning("yesterday", None), "4", key, "y") == (first, True)
        # With no pain there is nothing to be sore.
        rest = ("n",) if number else ()
        assert await told(AskMorning("yesterday", 3), key, *rest) == (MorningAnswer(number, 3, False), True)
    for typed in (["Esc"], ["4", "Esc"]):
        assert await told(AskMorning("yesterday", 3), *typed) == (None, True)
    assert await told(AskMorning("yesterday", 3), "x", "4", "x", "w") == (None, False)


async def test_the_keys_of_it_hurts_are_those_that_are_written(told: Told) -> None:
    heading = "It hurts"
    assert asked_keys(heading, "1") == [*NUMBERS, "w"]
    assert asked_keys(heading, "2") == ["y", "n"]
    assert sorted(asked_keys(heading, "3")) == sorted(LEGS)
    assert asked_keys(heading, "each") == ["Esc"]
    for key, number in NUMBERS.items():
        assert await told(AskHurt(), key, "n", "n") == (Hurt(number, False, "none"), True)
    for key, leg in LEGS.items():
        assert await told(AskHurt(), "4", "y", key) == (Hurt(4, True, leg), True)
    assert await told(AskHurt(), "w") == (Worry.NEW_SIGN, True)
    for typed in (["Esc"], ["4", "Esc"], ["4", "y", "Esc"]):
        assert await told(AskHurt(), *typed) == (None, True)
    assert await told(AskHurt(), "x", "4", "x", "y", "x") == (None, False)
