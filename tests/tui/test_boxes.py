"""Every question that stands in front of a screen stands in a box, and the screen is seen around it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from tests.tui.conftest import playing
from textual.containers import Vertical
from textual.screen import ModalScreen

from limberup.packs.manager import Loaded
from limberup_tui.house import House
from limberup_tui.screens.dialog import Ask, AskText, Option
from limberup_tui.screens.goals import AskScore
from limberup_tui.screens.hurts import AskHurt
from limberup_tui.screens.morning import AskMorning
from limberup_tui.screens.record_form import AskNote

BOXES: list[Callable[[], ModalScreen[Any]]] = [
    lambda: Ask("Sure?", [Option("y", "Yes")]),
    lambda: AskText("Which?", ""),
    lambda: AskScore("Walk"),
    AskHurt,
    lambda: AskMorning("yesterday", None),
    lambda: AskNote(""),
]


@pytest.mark.parametrize("make", BOXES)
async def test_a_question_stands_in_a_box(house: House, loaded: Loaded, make: Callable[[], ModalScreen[Any]]) -> None:
    async with playing(house, loaded) as play:
        question = make()
        play.app.push_screen(question)
        await play.at(type(question))
        await play.until(lambda: question.query_one(Vertical).region.height > 0)
        box = question.query_one(Vertical).region
        assert box.x > 0
        assert box.y > 0
        assert box.right < 80
