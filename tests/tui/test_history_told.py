"""What the history tells of more than sessions: check-ins alone, a session left open, and what its keys do."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from tests.tui.conftest import MOMENT, Playing, playing
from tests.tui.past import CHECK_IN, ID, OLD, listed, opened, three
from tests.tui.plainly import CHECKED, converse, records
from tests.tui.test_resume import cut_off, later

from limberup.goals import GOALS
from limberup.history.open_sessions import OpenSessions
from limberup.history.record import Record
from limberup.packs.manager import Loaded
from limberup_tui.cli import main
from limberup_tui.house import House
from limberup_tui.screens.history import HistoryPage
from limberup_tui.screens.history_view import ViewBar
from limberup_tui.screens.planned import Planned
from limberup_tui.screens.record import RecordPage
from limberup_tui.screens.today import Today


def told(house: House, days: int, routine: str = "Check-in") -> Record:
    """Keep what was told some days ago with no session after it, as one that was left before its end."""
    at = MOMENT - timedelta(days=days)
    record = Record(f"202611{at.day}T060000Z-0000abcd", at, at, routine, state="STEADY", finished=False)
    house.history.save(record)
    return record


async def before_the_plan(play: Playing) -> None:
    """Leave a session at what is planned."""
    await play.press("enter")
    await play.check_in()
    await play.at(Planned)
    await play.press("escape")


async def before_the_first_set(play: Playing) -> None:
    """Leave a session in the player, with nothing done."""
    await play.start()
    await play.press("q")
    await play.answer("e")


async def test_a_check_in_alone_is_not_cut_short(house: House, loaded: Loaded) -> None:
    three(house)
    alone = told(house, 2)
    async with playing(house, loaded) as play:
        page = await opened(play)
        (row,) = (row for row in play.rows if "Check-in" in row and "19 Nov" in row)
        assert row.split()[4:6] == ["Check-in", "-"]
        await play.press("slash", *"part")
        assert listed(page) == [ID]
        await play.press("escape", *"check", "enter", "enter")
        assert (await play.at(RecordPage)).id_ == alone.id
        assert "Check-in Thu 19 Nov 2026" in play.text
        assert "in part" not in play.text


def test_the_printed_list_calls_no_check_in_unfinished(
    house: House, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    three(house)
    told(house, 2)
    monkeypatch.setenv("LIMBERUP_HOME", str(house.home.data))
    assert main(["history"]) == 0
    lines = capfd.readouterr().out.splitlines()
    assert sum("Check-in" in line for line in lines) == 2
    (unfinished,) = (line for line in lines if "not finished" in line)
    assert "Strong hips" in unfinished


@pytest.mark.parametrize(
    ("kept", "words"),
    [
        (["Check-in"], "No session yet. 1 check-in."),
        (["Check-in", "Check-in", GOALS], "No session yet. 2 check-ins, 1 entry of goals. "),
    ],
)
async def test_what_is_listed_is_counted(house: House, loaded: Loaded, kept: list[str], words: str) -> None:
    for days, name in enumerate(kept, 1):
        told(house, days, name)
    async with playing(house, loaded) as play:
        await opened(play)
        assert words in play.text


@pytest.mark.parametrize("leave", [before_the_plan, before_the_first_set])
async def test_a_check_in_says_which_routine_it_was_for(
    short: House, loaded: Loaded, leave: Callable[[Playing], Awaitable[None]]
) -> None:
    async with playing(short, loaded) as play:
        await leave(play)
        await play.at(Today)
        await play.until(lambda: play.records)
        (record,) = play.records
        assert (record.routine, record.routine_id, record.is_session) == ("Check-in", "short", False)
        page = await opened(play)
        assert "today 08:30 Check-in for Short - " in play.text
        await play.press("slash", *"short", "down")
        assert listed(page) == [record.id]
        await play.press("enter")
        await play.at(RecordPage)
        assert "Check-in for Short, nothing done" in play.text
        await play.press("x")
        await play.at(HistoryPage)
        assert play.said == "Deleted: Check-in for Short, nothing done, today 08:30. u takes it back."


@pytest.mark.parametrize("steps", [(), ("", 1.0, "q", "e")])
def test_line_by_line_it_is_kept_too(short: House, loaded: Loaded, steps: tuple[str | float, ...]) -> None:
    converse(short, loaded, *CHECKED, *steps)
    (record,) = records(short)
    assert (record.routine, record.routine_id, record.is_session) == ("Check-in", "short", False)


@pytest.mark.parametrize("routine_id", ["", "gone", "Check-in"])
async def test_one_whose_routine_is_not_known_is_a_check_in(short: House, loaded: Loaded, routine_id: str) -> None:
    short.history.save(replace(told(short, 1), routine_id=routine_id))
    async with playing(short, loaded) as play:
        await opened(play)
        assert "08:30 Check-in - " in play.text


async def test_a_session_that_was_left_open_is_not_lost(short: House, loaded: Loaded) -> None:
    three(short)
    await cut_off(short, loaded)
    async with playing(later(short, minutes=5), loaded, size=(60, 16)) as play:
        page = await opened(play)
        assert "Short is not finished yet: r on Today goes on with it." in play.text
        assert "2 sessions since 19 Nov 2025, 1 check-in." in play.text
        assert listed(page) == [ID, CHECK_IN, OLD]


async def test_one_that_only_has_to_be_kept_is_told_of_too(short: House, loaded: Loaded) -> None:
    await cut_off(short, loaded)
    other = later(short, minutes=5)
    (left,) = other.read_contents(loaded).left
    assert left.run
    other.open.save(left.run, other.clock.now(), other.clock.moment(), over=True, claim=True)
    other.open = OpenSessions(other.home.open)
    async with playing(other, loaded) as play:
        await opened(play)
        assert "Short is not in your history yet: r on Today finishes it." in play.text
        assert "Nothing here yet." in play.text


async def test_without_one_nothing_is_said_of_it(short: House, loaded: Loaded) -> None:
    three(short)
    async with playing(short, loaded) as play:
        await opened(play)
        assert "not finished" not in play.text


async def test_the_foot_says_what_escape_does(house: House, loaded: Loaded) -> None:
    three(house)
    async with playing(house, loaded) as play:
        page = await opened(play)
        assert "Esc Back" in play.part("KeyBar")
        for keys, words in (
            (["s"], "Esc Clear filter"),
            (["slash"], "Esc To the list"),
            (["o"], "Esc Clear search"),
            (["down"], "Esc Clear filter"),
            (["escape"], "Esc Back"),
            (["slash", "o", "enter"], "Esc Clear search"),
            (["escape"], "Esc Back"),
        ):
            await play.press(*keys)
            await play.until(lambda words=words: words in play.part("KeyBar"))  # type: ignore[misc]
        assert listed(page) == [ID, CHECK_IN, OLD]
        await play.press("escape")
        await play.at(Today)


async def test_a_click_on_escape_in_the_foot_clears_the_filter_too(house: House, loaded: Loaded) -> None:
    three(house)
    async with playing(house, loaded) as play:
        page = await opened(play)
        await play.press("p", "p", "p")
        assert "Nothing found: pain 7 or more" in play.text
        rows = [row for row in play.rows if "Esc Clear filter" in row]
        y = play.rows.index(rows[0])
        await play.pilot.click(offset=(rows[0].index("Clear filter"), y))
        await play.until(lambda: listed(page) == [ID, CHECK_IN, OLD])
        assert play.app.screen is page


@pytest.mark.parametrize(
    ("width", "words"),
    [
        (60, "[1 Sessions]2 Calendar 3 Pain 4 Exercises 5 Weeks 6 Goals"),
        (59, "[1 Sessions]2 3 4 5 6  Tab: next view"),
        (36, "[1 Sessions]2 3 4 5 6"),
    ],
)
async def test_the_views_have_names_or_the_key_to_them(house: House, loaded: Loaded, width: int, words: str) -> None:
    async with playing(house, loaded, size=(width, 20)) as play:
        await opened(play)
        assert play.rows[1].strip() == words
        bar = play.app.screen.query_one(ViewBar)
        await play.pilot.click(bar, offset=(play.rows[1].index("2"), 0))
        await play.until(lambda: bar.at == 1)
