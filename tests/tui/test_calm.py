"""Calm mode: a countdown in steps, chosen by itself on a slow line."""

from __future__ import annotations

import math
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.tui.conftest import WatchedApp, playing

from limberup.packs.manager import Loaded
from limberup.paths import Home
from limberup_tui.app import LimberupApp
from limberup_tui.calm import SLOW, Line, stepped
from limberup_tui.cli import main
from limberup_tui.house import House
from limberup_tui.start import Start


@given(st.floats(0, 600))
def test_a_stepped_countdown_never_shows_less_than_is_left_nor_much_more(left: float) -> None:
    assert math.ceil(left) <= stepped(left) < math.ceil(left) + 10


@given(st.floats(0, 600), st.floats(0, 600))
def test_a_stepped_countdown_never_goes_up(one: float, other: float) -> None:
    assert stepped(min(one, other)) <= stepped(max(one, other))


def test_a_minute_is_shown_in_eleven_steps_and_its_end_second_by_second() -> None:
    shown = list(dict.fromkeys(stepped(60 - tenth / 10) for tenth in range(601)))
    assert shown == [60, 50, 40, 30, 20, 15, 10, 5, 3, 2, 1, 0]


class Answers:
    """A driver whose terminal answers after the times that it is given; with none left it is silent."""

    def __init__(self, *seconds: float) -> None:
        self._seconds = list(seconds)
        self.asked = 0

    def ask_round_trip(self, told: Callable[[float], None]) -> None:
        """Answer at once, and say that it took long."""
        self.asked += 1
        if self._seconds:
            told(self._seconds.pop(0))


class AnsweringLine(Line):
    """A line to such a driver."""

    def __init__(self, app: LimberupApp, answers: Answers) -> None:
        super().__init__(app)
        self._answers = answers

    def _driver(self) -> Answers:  # type: ignore[override]
        return self._answers


async def measured(app: WatchedApp, *seconds: float) -> Line:
    """Measure a line with these answers, and give the app that line."""
    app.line = AnsweringLine(app, Answers(*seconds))
    app.line.measure()
    return app.line


@pytest.mark.parametrize(
    ("seconds", "slow"),
    [
        ((0.02,), False),
        ((0.15,), False),
        ((SLOW + 0.2, 0.15), False),  # the machine was busy at the first one
        ((SLOW + 0.2, SLOW + 0.1), True),
    ],
)
async def test_a_line_is_slow_where_its_fastest_answer_is(
    house: House, loaded: Loaded, seconds: tuple[float, ...], slow: bool
) -> None:
    async with playing(house, loaded) as play:
        line = await measured(play.app, *seconds)
        assert line.slow is play.app.calm is slow
        assert ("Slow connection" in play.said) is slow


async def test_a_line_that_never_answers_is_slow(house: House, loaded: Loaded, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("limberup_tui.calm.WAIT", 0.01)
    async with playing(house, loaded) as play:
        await measured(play.app)
        assert not play.app.calm
        await play.until(lambda: play.app.calm)
        assert "Slow connection" in play.said


async def test_it_is_said_once_and_a_line_that_has_become_fast_is_calm_no_more(house: House, loaded: Loaded) -> None:
    async with playing(house, loaded) as play:
        line = await measured(play.app, 1.0, 1.0, 1.0, 1.0, 0.1)
        line.measure()
        assert sum("Slow connection" in said for said in play.app.said) == 1
        assert play.app.calm
        line.measure()
        assert not play.app.calm


async def test_a_question_that_is_still_open_is_not_asked_twice(house: House, loaded: Loaded) -> None:
    async with playing(house, loaded) as play:
        line = AnsweringLine(play.app, answers := Answers())
        line.measure()
        line.measure()
        assert answers.asked == 1


@pytest.mark.parametrize(("wanted", "calm"), [("on", True), ("off", False)])
async def test_a_setting_has_the_last_word(house: House, loaded: Loaded, wanted: str, calm: bool) -> None:
    house.home.settings.write_text(f'schema = 1\ncalm = "{wanted}"\n', "utf-8")
    house.read_small()
    async with playing(house, loaded) as play:
        assert play.app.calm is calm
        await measured(play.app, 1.0, 1.0)
        assert play.app.calm is calm
        assert not play.app.said


def test_asked_for_on_the_command_line_it_is_calm_whatever_is_set(house: House) -> None:
    house.home.settings.write_text('schema = 1\ncalm = "off"\n', "utf-8")
    house.read_small()
    assert LimberupApp(house, Start(calm=True)).calm
    assert not LimberupApp(house, Start()).calm


@pytest.mark.parametrize(
    ("words", "calm"),
    [
        ("--calm", True),
        ("", False),
        ("--calm play glutes/strong-hips", True),
        ("play --calm glutes/strong-hips", True),
        ("play glutes/strong-hips", False),
    ],
)
def test_the_command_line_passes_it_on(
    home_folder: Path, monkeypatch: pytest.MonkeyPatch, words: str, calm: bool
) -> None:
    asked: list[bool] = []

    def run(home: Home, start: Start) -> int:
        asked.append(start.calm)
        return 0

    monkeypatch.setenv("LIMBERUP_HOME", str(home_folder))
    monkeypatch.setattr("limberup_tui.commands.play.no_screen", lambda: "")
    monkeypatch.setattr("limberup_tui.running.run", run)
    assert main(words.split()) == 0
    assert asked == [calm]
