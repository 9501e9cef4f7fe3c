"""What somebody meets who uses limberup for the first time: no key that seems to do nothing, no word that misleads."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from time import time

import pytest
from tests.tui.conftest import FakeClock, Playing, WatchedApp, lived_in, playing
from tests.tui.past import shown, three
from textual.notifications import Notification

from limberup.dose import parse_dose
from limberup.history.record import Entry, Hurt
from limberup.packs.manager import Loaded
from limberup.session import Status
from limberup_tui.house import House
from limberup_tui.notices import LEAST_NEW, Notices
from limberup_tui.screens.builder import Builder
from limberup_tui.screens.checkin import PainNow
from limberup_tui.screens.dialog import Ask
from limberup_tui.screens.goals import AskScore
from limberup_tui.screens.library import Library
from limberup_tui.screens.planned import Planned
from limberup_tui.screens.player import Player
from limberup_tui.screens.record_words import entry_lines
from limberup_tui.screens.ticks import Ticks
from limberup_tui.screens.today import Today


@asynccontextmanager
async def with_notices(house: House, loaded: Loaded) -> AsyncIterator[Playing]:
    """Run the app as `playing` does, and show what it tells at the top too."""
    app = WatchedApp(house, loaded=loaded)
    assert isinstance(house.clock, FakeClock)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        play = Playing(app, pilot, house.clock)
        await play.until(lambda: house.contents is not None)
        await pilot.pause()
        yield play


@pytest.mark.parametrize("least", [LEAST_NEW, 0.0], ids=["at once", "later"])
async def test_a_refusal_stands_once_and_does_not_follow(
    short: House, loaded: Loaded, monkeypatch: pytest.MonkeyPatch, least: float
) -> None:
    monkeypatch.setattr("limberup_tui.notices.LEAST_NEW", least)
    async with with_notices(short, loaded) as play:
        await play.press("enter")
        await play.at(Ticks)
        await play.press("c", "c", "c")
        await play.until(lambda: "Nothing is ticked" in play.text)
        assert play.text.count("Nothing is ticked") == 1
        await play.press("n")
        await play.at(PainNow)
        assert "Nothing is ticked" not in play.text
        await play.press("enter")
        await play.until(lambda: "Choose a number first" in play.text)
        await play.press("escape")
        await play.at(Today)
        assert "Choose a number first" not in play.text


def test_what_is_told_again_stands_anew_unless_it_has_only_just_been_told() -> None:
    notices = Notices()
    first, other = Notification("No.", timeout=5, raised_at=time()), Notification("Kept.", timeout=5, raised_at=time())
    assert notices.take(first) == (True, None)
    assert notices.take(other) == (True, None)
    held_down = Notification("No.", timeout=5, raised_at=first.raised_at + LEAST_NEW / 2)
    assert notices.take(held_down) == (False, None)
    again = Notification("No.", timeout=5, raised_at=first.raised_at + LEAST_NEW)
    assert notices.take(again) == (True, first)


async def test_what_was_taken_away_can_be_told_again_at_once(short: House, loaded: Loaded) -> None:
    async with with_notices(short, loaded) as play:
        await play.to_row(short.routines[0].id)
        await play.press("enter")
        await play.check_in()
        await play.at(Planned)
        for _ in range(2):
            await play.press("x")
            await play.until(lambda: "is left out today. u takes that back." in play.text)
            await play.press("u")
            await play.until(lambda: "is left out today. u takes that back." not in play.text)


async def test_a_notice_that_is_no_refusal_follows_but_not_into_the_check_in(short: House, loaded: Loaded) -> None:
    async with with_notices(short, loaded) as play:
        play.app.notify("Kept.")
        await play.press("l")
        await play.at(Library)
        await play.press("escape")
        await play.at(Today)
        await play.until(lambda: "Kept." in play.text)
        await play.press("enter")
        await play.at(Ticks)
        await play.until(lambda: "Kept." not in play.text)


async def test_more_is_below_only_while_it_is(short: House, loaded: Loaded) -> None:
    async with playing(short, loaded, size=(60, 16)) as play:
        await play.press("enter")
        await play.at(Ticks)
        await play.until(lambda: "More below" in play.text)
        await play.press("end")
        await play.until(lambda: "More below" not in play.text)
        # The row after the last question only says how to go on: it is no more of them.
        play.table.scroll_to(y=play.table.max_scroll_y - 1, animate=False)
        await play.until(lambda: "None: press n." not in play.text)
        assert "More below" not in play.text
        play.table.scroll_to(y=play.table.max_scroll_y - 2, animate=False)
        await play.until(lambda: "More below" in play.text)
        await play.press("home")
        await play.until(lambda: "More below" in play.text)


async def test_the_plan_of_a_routine_has_its_name_and_all_the_time_it_takes(short: House, loaded: Loaded) -> None:
    async with playing(short, loaded) as play:
        await play.press("enter", "n")
        await play.at(PainNow)
        assert "Time: as long as it takes" in play.text
        await play.pain(2, 2)
        await play.at(Planned)
        assert "limberup | Short, today" in play.text


async def test_the_plan_of_today_takes_the_minutes_that_were_set(house: House, loaded: Loaded) -> None:
    lived_in(house, minutes=5)
    async with playing(house, loaded) as play:
        await play.press("enter", "n")
        await play.at(PainNow)
        assert "Time: up to 5 minutes (t" in play.text
        await play.press("t", "t")
        assert "Time: up to 10 minutes (t" in play.text
        await play.pain(2, 2)
        await play.at(Planned)
        assert "limberup | Today's plan" in play.text


async def test_a_score_is_asked_for_where_none_was_chosen(house: House, loaded: Loaded) -> None:
    async with playing(house, loaded) as play:
        play.app.push_screen(AskScore("Walk"))
        await play.at(AskScore)
        await play.press("enter")
        assert "Choose a number first" in play.text
        await play.press("5", "enter")
        await play.at(Today)


async def test_a_stray_enter_does_not_end_the_session(short: House, loaded: Loaded) -> None:
    async with playing(short, loaded) as play:
        player = await play.start()
        await play.press("q")
        await play.at(Ask)
        await play.press("enter")
        await play.at(Player)
        assert player.conductor.session.status is Status.RUNNING


async def test_the_foot_of_a_paused_player_says_what_goes_on(short: House, loaded: Loaded) -> None:
    async with playing(short, loaded) as play:
        await play.start()
        assert "Space Pause Enter Start" in play.text
        await play.press("space")
        assert "Space Go on Enter Go on" in play.text
        await play.press("enter")
        assert "Space Pause Enter Start" in play.text
        await play.to_work()
        assert "Space Pause Enter Done" in play.text


async def test_a_narrow_builder_tells_what_was_added(house: House, loaded: Loaded) -> None:
    async with playing(house, loaded, size=(60, 20)) as play:
        await play.press("b")
        builder = await play.at(Builder)
        added = play.table.current
        await play.press("enter")
        assert [step.do for step in builder.routine.steps] == [added]
        assert "1 in your routine" in play.text
        assert any(row.startswith("  +") for row in play.rows)
        await play.pilot.resize_terminal(80, 24)
        await play.until(lambda: "1 in your routine" not in play.text)


async def test_the_search_line_says_how_to_get_to_the_list(house: House, loaded: Loaded) -> None:
    async with playing(house, loaded) as play:
        await play.press("l")
        library = await play.at(Library)
        assert "To the list" not in play.text
        await play.press("slash")
        assert "Enter To the list" in play.text
        await play.press("enter")
        assert library.focused is play.table


async def test_enter_is_offered_where_a_row_of_a_record_opens_something(house: House, loaded: Loaded) -> None:
    three(house)
    async with playing(house, loaded, size=(110, 40)) as play:
        await shown(play)
        assert "Enter Open" not in play.text
        await play.to_row("edit note")
        assert "Enter Open" in play.text


def test_an_exercise_that_was_not_reached_is_not_told_as_left_out(loaded: Loaded) -> None:
    dose = parse_dose("2x5 rest 20s")
    unreached, left_out, stopped = (
        Entry("glutes/glute-bridge", dose, hurts=hurts, marks=marks)
        for hurts, marks in (
            ((Hurt(4),), ("eased", "skipped")),
            ((), ("tired", "skipped")),
            ((Hurt(7),), ("stopped", "skipped")),
        )
    )
    told = entry_lines(unreached, loaded.catalog)[-1]
    assert told == "It hurt, 4 of 10; eased because it hurt; not done before the session ended"
    assert entry_lines(stopped, loaded.catalog)[-1].endswith("stopped because of pain; left out")
    assert entry_lines(left_out, loaded.catalog)[-1] == "Too tired; left out"
