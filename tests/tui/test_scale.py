"""A scale keeps its numbers and what its ends mean, however long the question and narrow the screen."""

from __future__ import annotations

import pytest
from textual.app import App, ComposeResult

from limberup_tui.widgets.scale import Scale

LONG = "Walk to the baker and back with the dog, and carry the bread without a stop on the bench at the corner"


class OneScale(App[None]):
    """A scale and nothing else."""

    def __init__(self, question: str) -> None:
        super().__init__()
        self.question = question

    def compose(self) -> ComposeResult:
        """Ask."""
        yield Scale(self.question, "not at all", "as well as ever", id="score")


@pytest.mark.parametrize("width", [40, 50, 60, 80, 120])
@pytest.mark.parametrize("question", ["Walk", LONG])
async def test_the_ends_are_told_below_any_question(question: str, width: int) -> None:
    app = OneScale(question)
    async with app.run_test(size=(width, 20)):
        scale = app.query_one(Scale)
        rows = [scale.render_line(y).text for y in range(scale.size.height)]
        assert question in " ".join(" ".join(rows[:-2]).split())
        assert rows[-2].split() == [str(number) for number in range(11)]
        assert "0 not at all" in rows[-1]
        assert "as well as ever 10" in rows[-1]


@pytest.mark.parametrize("question", ["Walk", LONG])
@pytest.mark.parametrize("width", [40, 60])
async def test_a_click_on_a_number_chooses_it(question: str, width: int) -> None:
    app = OneScale(question)
    async with app.run_test(size=(width, 20)) as pilot:
        scale = app.query_one(Scale)
        row, edge = scale.size.height - 2, scale.content_region.x - scale.region.x
        for number in range(11):
            words = scale.render_line(row).text.replace("[", " ").replace("]", " ")
            await pilot.click(Scale, offset=(edge + words.index(f" {number}") + 1, row))
            assert scale.value == number
