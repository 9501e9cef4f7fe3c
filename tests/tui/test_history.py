"""The history's list: its search, deleting and taking back, and what can't be read."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from tests.tui.conftest import MOMENT, playing
from tests.tui.past import CHECK_IN, FIGURE, ID, OLD, listed, opened, rows, three
from textual.widgets import Input

from limberup.history.record import Record
from limberup.packs.manager import Loaded
from limberup_tui.house import House
from limberup_tui.screens.history import HistoryPage
from limberup_tui.screens.record import RecordPage
from limberup_tui.screens.today import Today
from limberup_tui.widgets.long_list import LongList


async def test_sessions_are_listed_newest_first(house: House, loaded: Loaded) -> None:
    three(house)
    async with playing(house, loaded) as play:
        page = await opened(play)
        assert "2 sessions since 19 Nov 2025, 1 check-in. This week: 1 day of 3 planned." in play.text
        assert "Pain is before > after > next morning, 0 to 10." in play.text
        assert listed(page) == [ID, CHECK_IN, OLD]
        assert rows(play) == [
            ["yesterday", "08:30", "Strong", "hips", "(in", "part)", "7", "min", "4", ">", "3", ">", "-", "6"],
            ["Wed", "18", "Nov", "08:30", "Check-in", "-", "5", ">", "-", ">", "-", "-"],
            ["Wed", "19", "Nov", "2025", "08:30", "Old", "30", "min", "-", ">", "-", ">", "-", "-"],
        ]


async def test_a_session_stands_at_the_time_of_day_it_was_where_it_was(house: House, loaded: Loaded) -> None:
    at = datetime.fromisoformat("2026-11-20T23:30:00-05:00")
    house.history.save(Record("20261121T043000Z-0123abcd", at, at, "Abroad", entries=(FIGURE,)))
    async with playing(house, loaded) as play:
        await opened(play)
        assert "yesterday 23:30 Abroad" in play.text


@pytest.mark.parametrize(
    ("keys", "found", "words"),
    [
        (["f"], [ID, OLD], "2 found: sessions"),
        (["f", "f"], [ID], "1 found: in part"),
        (["f"] * 3, [ID], "1 found: it hurt"),
        (["f"] * 4, [ID], "1 found: with a note"),
        (["f"] * 5, [ID], "1 found: not confirmed"),
        (["f"] * 6, [], "Nothing found: from elsewhere"),
        (["f"] * 7, [CHECK_IN], "1 found: no session"),
        (["f"] * 8, [ID, CHECK_IN, OLD], ""),
        (["p"], [ID, CHECK_IN], "2 found: pain 3 or more"),
        (["p", "p", "p"], [], "Nothing found: pain 7 or more"),
        (["s", "s", "f"], [ID], "1 found: sessions, nothing harder by the rules"),
        (["slash", *"bridge"], [ID], '1 found: "bridge"'),
        (["slash", *"OLD", "space", *"stre"], [ID, OLD], '2 found: "OLD stre"'),
        (["slash", *"in", "space", *"par"], [ID], '1 found: "in par"'),
        (["slash", *"red"], [ID], '1 found: "red"'),
    ],
)
async def test_the_list_is_narrowed_down(
    house: House, loaded: Loaded, keys: list[str], found: list[str], words: str
) -> None:
    three(house)
    async with playing(house, loaded) as play:
        page = await opened(play)
        await play.press(*keys)
        assert listed(page) == found
        assert words in play.text
        if words:
            await play.press("escape", "escape", "escape")
            if play.app.screen is page:
                assert listed(page) == [ID, CHECK_IN, OLD]


async def test_a_click_goes_to_a_row_and_a_second_one_opens_it(house: House, loaded: Loaded) -> None:
    three(house)
    async with playing(house, loaded) as play:
        page = await opened(play)
        table = page.query_one("#sessions", LongList)
        await play.pilot.click(table, offset=(5, 3))
        await play.until(lambda: table.current == OLD)
        await play.pilot.click(table, offset=(5, 0))
        await play.pilot.click(table, offset=(5, 9))
        assert table.current == OLD, "neither the header nor what is under the rows is one"
        await play.pilot.click(table, offset=(5, 3))
        assert (await play.at(RecordPage)).id_ == OLD


async def test_in_the_search_line_every_key_is_a_letter(house: House, loaded: Loaded) -> None:
    three(house)
    async with playing(house, loaded) as play:
        page = await opened(play)
        await play.press("slash", *"fpsta12u")
        assert page.query_one(Input).value == "fpsta12u"
        assert page.at == 0
        await play.press("escape")
        assert page.query_one(Input).value == ""
        await play.press(*"old", "down", "enter")
        # The old stretch is in both; the list has the keys now, and Enter opens.
        assert (await play.at(RecordPage)).id_ == ID


async def test_a_damaged_file_is_named_and_the_rest_is_shown(house: House, loaded: Loaded) -> None:
    three(house)
    house.history.path(ID).write_text("schema = 1\nstarted = [", "utf-8")
    async with playing(house, loaded) as play:
        page = await opened(play)
        assert listed(page) == [CHECK_IN, OLD]
        assert f"{ID}.toml" in "".join(play.text.split())
        assert "limberup history check" in play.text


async def test_a_deletion_is_said_and_taken_back(house: House, loaded: Loaded) -> None:
    three(house)
    async with playing(house, loaded) as play:
        page = await opened(play)
        await play.press("u")
        assert len(play.records) == 3
        await play.press("enter")
        await play.at(RecordPage)
        await play.press("x")
        await play.at(HistoryPage)
        assert play.said == "Deleted: Strong hips, yesterday 08:30. u takes it back."
        await play.until(lambda: listed(page) == [CHECK_IN, OLD])
        assert [record.id for record in play.records] == [CHECK_IN, OLD]
        await play.press("u")
        assert play.said == "Taken back: Strong hips, yesterday 08:30."
        await play.until(lambda: listed(page) == [ID, CHECK_IN, OLD])
        assert page.query_one("#sessions", LongList).current == ID
        assert play.records[0].note == "Note [red]x[/red]"
        await play.press("u")
        assert len(play.records) == 3


async def test_a_deleted_session_is_gone_everywhere(house: House, loaded: Loaded) -> None:
    three(house)
    async with playing(house, loaded) as play:
        page = await opened(play)
        await play.press("enter")
        await play.at(RecordPage)
        await play.press("delete")
        await play.at(HistoryPage)
        await play.until(lambda: listed(page) == [CHECK_IN, OLD])
        await play.press("escape")
        await play.at(Today)
        assert "Last session: Old" in play.text


async def test_more_than_what_is_read_at_the_start_comes_after_it(house: House, loaded: Loaded) -> None:
    three(house)
    record = house.history.load(ID)
    for day in range(2, 120):
        at = MOMENT - timedelta(days=day)
        house.history.save(replace(record, id=f"{at:%Y%m%d}T073000Z-0000{day:04x}", started=at, ended=at))
    async with playing(house, loaded) as play:
        page = await opened(play)
        assert len(listed(page)) == 121
        await play.press("end")
        assert page.query_one("#sessions", LongList).current == OLD
        assert "Wed 19 Nov 2025" in play.text
        await play.press("home", "pagedown", "enter")
        shown = await play.at(RecordPage)
        assert shown.id_ == listed(page)[page.query_one("#sessions", LongList).cursor]


async def test_a_record_that_goes_meanwhile_is_no_crash(house: House, loaded: Loaded) -> None:
    three(house)
    async with playing(house, loaded) as play:
        page = await opened(play)
        shutil.rmtree(house.history.folder)
        await play.press("enter")
        await play.until(lambda: play.app.screen is page)
        assert play.said
