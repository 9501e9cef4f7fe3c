"""The history's views: how one gets to them, what they draw, and what they say."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from tests.tui.conftest import MOMENT, lived_in, playing
from tests.tui.past import CHECK_IN, ID, OLD, in_view, opened, three

from limberup.history.record import Record
from limberup.packs.manager import Loaded
from limberup_tui.house import House
from limberup_tui.screens.history import VIEWS, HistoryPage
from limberup_tui.screens.history_calendar import CalendarView
from limberup_tui.screens.history_course import CoursePage
from limberup_tui.screens.record import RecordPage
from limberup_tui.screens.record_form import RecordForm
from limberup_tui.widgets.calendar import YearCalendar
from limberup_tui.widgets.long_list import LongList


async def test_digits_tab_and_the_mouse_change_the_view(house: House, loaded: Loaded) -> None:
    three(house)
    async with playing(house, loaded) as play:
        page = await opened(play)
        for number, view in enumerate(VIEWS):
            await play.press(str(number + 1))
            assert type(page.view) is view
            assert f"[{number + 1} {view.NAME}]" in play.text
        await play.press("tab")
        assert page.at == 0
        await play.press("shift+tab", "shift+tab")
        assert page.at == 4
        row = play.rows[1]
        await play.pilot.click("#views", offset=(row.index("Calendar"), 0))
        await play.until(lambda: page.at == 1)
        assert "[2 Calendar]" in play.text


@pytest.mark.parametrize("size", [(40, 12), (60, 20), (120, 40)])
async def test_every_view_stands_at_every_size(house: House, loaded: Loaded, size: tuple[int, int]) -> None:
    three(house)
    async with playing(house, loaded, size=size) as play:
        page = await opened(play)
        for number in "123456":
            await in_view(play, number)
            await play.press("t", "t", "t", "left", "right")
            assert f"[{number} " in play.text
            assert page.view is not None
            assert play.part(page.view).strip()
        await play.press("1", "enter")
        await play.at(RecordPage)
        await play.press("e")
        await play.at(RecordForm)


async def test_the_calendar_goes_from_day_to_day_and_opens_the_one_under_the_cursor(
    house: House, loaded: Loaded
) -> None:
    three(house)
    at = MOMENT.replace(year=2024, month=6, day=3)
    house.history.save(replace(house.history.load(OLD), id="20240603T073000Z-0123abcd", started=at, ended=at))
    async with playing(house, loaded) as play:
        page = await opened(play)
        await in_view(play, "2")
        assert "Saturday 21 November 2026, today Nothing noted." in play.text
        assert "From 17 Nov 2025 to 21 Nov 2026 you exercised on 2 days of 370. The other days were rest." in play.text
        await play.press("enter")
        assert "Nothing was noted on 21 November 2026." in play.said
        await play.press("down", "right")
        calendar = page.query_one(YearCalendar)
        assert calendar.day == MOMENT.date(), "after today there is nothing"
        await play.press("up")
        assert "Friday 20 November 2026 08:30 Strong hips, 7 min, pain 4 > 3 > -" in play.text
        await play.press("left", "right", "up", "up")
        assert "Wednesday 18 November 2026 08:30 Check-in, pain 5 > - > -" in play.text
        await play.press("enter")
        assert (await play.at(RecordPage)).id_ == CHECK_IN
        await play.press("escape")
        await play.at(HistoryPage)
        await play.press("pageup")
        await play.until(lambda: "Wednesday 19 November 2025 08:30 Old, 30 min" in play.text)
        await play.press("pageup")
        await play.until(lambda: "Wednesday 20 November 2024 Nothing noted." in play.text)
        assert "on 3 Jun 2024" in play.text
        assert "dated after today" not in play.text
        # No further than the year of the first record.
        await play.press("pageup", "pageup", "pageup")
        assert calendar.day == date(2023, 11, 20)
        await play.press("home")
        await play.until(lambda: "Saturday 21 November 2026, today" in play.text)


async def test_a_click_in_the_calendar_goes_to_the_day_and_a_second_one_opens_it(house: House, loaded: Loaded) -> None:
    three(house)
    async with playing(house, loaded) as play:
        page = await opened(play)
        await in_view(play, "2")
        calendar = page.query_one(YearCalendar)
        # The last column is this week; the fifth line is its Friday.
        place = (1 + 4 + 52, 1 + 4)
        await play.pilot.click(calendar, offset=place)
        await play.until(lambda: calendar.day == MOMENT.date() - timedelta(days=1))
        await play.pilot.click(calendar, offset=place)
        assert (await play.at(RecordPage)).id_ == ID


async def test_adding_in_the_calendar_begins_on_the_day_under_the_cursor(house: House, loaded: Loaded) -> None:
    three(house)
    async with playing(house, loaded) as play:
        await opened(play)
        await in_view(play, "2")
        await play.press("up", "up", "a")
        form = await play.at(RecordForm)
        assert str(form.draft.day) == "2026-11-19"


async def test_pain_is_drawn_with_a_symbol_each_and_told_in_words(house: House, loaded: Loaded) -> None:
    three(house)
    async with playing(house, loaded, size=(100, 40)) as play:
        await opened(play)
        await in_view(play, "3")
        assert "Pain 0 to 10, the last 4 weeks" in play.text
        for words in ("● on moving", "○ at rest", "▲ after", "Minutes under work in a day", "Pain at rest: between"):
            assert words in play.text
        # From below: the scale stands over the bars, whose highest value has a number too.
        chart = {row[:4].strip(): row for row in reversed(play.rows) if row[4:5] == "┤"}
        assert chart["5"].count("●") == 1
        assert chart["4"].count("●") == 1
        assert chart["3"].count("▲") == 1
        assert [chart["2"].count("○"), chart["1"].count("○")] == [1, 1]
        await play.press("o")
        assert "● on moving" in play.text
        assert "○" not in play.text
        await play.press("o", "o", "o")
        assert "next morning: not told" in play.text


async def test_the_time_that_is_looked_at_is_changed_and_moved(house: House, loaded: Loaded) -> None:
    three(house)
    async with playing(house, loaded, size=(100, 40)) as play:
        await opened(play)
        await in_view(play, "3")
        await play.press("left")
        assert "Pain 0 to 10, 27 Sep 2026 to 24 Oct 2026" in play.text
        assert "Nothing was noted in this time." in play.text
        await play.press("right", "right", "t")
        assert "Pain 0 to 10, the last 3 months" in play.text
        await play.press("t")
        assert "the last year" in play.text
        await play.press("t")
        assert "all since 19 Nov 2025" in play.text
        await play.press("left", "t")
        assert "the last 4 weeks" in play.text
        for _ in range(20):
            await play.press("left")
        assert "2 Nov 2025 to" not in play.text, "before the first record there is nothing to look at"
        # Each view has its own time.
        await in_view(play, "5")
        await play.until(lambda: "the last 3 months" in play.text)


async def test_an_exercise_is_shown_over_time_with_its_ladder(house: House, loaded: Loaded) -> None:
    three(house)
    async with playing(house, loaded, size=(100, 40)) as play:
        page = await opened(play)
        await in_view(play, "4")
        assert "2 exercises done, the last 3 months." in play.text
        page.query_one("#exercises", LongList).select("glutes/glute-bridge")
        await play.press("enter")
        await play.at(CoursePage)
        for words in (
            "Repetitions in a session, the last 3 months",
            "Glute bridge: once, 20 Nov 2026",
            "Glute bridge: once so far, on 20 Nov 2026: 10 of the 30 repetitions asked for.",
            "It hurt once, on 20 Nov 2026, at most 5 of 10, sharp and down the leg",
            "1 set that nobody confirmed counts as not done.",
        ):
            assert words in play.text
        assert any(row.strip() == "!" for row in play.rows)
        await play.press("left")
        assert "Not done in this time." in play.text
        await play.press("escape")
        await play.at(HistoryPage)


async def test_the_weeks_have_a_line_each(house: House, loaded: Loaded) -> None:
    three(house)
    async with playing(house, loaded, size=(100, 40)) as play:
        await opened(play)
        await in_view(play, "5")
        assert "This week you exercised on 1 day so far" in play.text
        assert "16 Nov 2026 1 of 3 ■□□" in play.text or "16 Nov 2026 1 of 2 ■□" in play.text
        for word in ("streak", "missed", "failed"):
            assert word not in play.text


async def test_what_one_wants_to_do_better_has_a_letter_each(house: House, loaded: Loaded) -> None:
    lived_in(house, goals=("put on my socks", "sit"))
    for days, socks in ((20, 4), (1, 7)):
        at = MOMENT - timedelta(days=days)
        house.history.save(
            Record(f"{at:%Y%m%d}T073000Z-0123abcd", at, at, "Review", goals=(("put on my socks", socks), ("sit", 4)))
        )
    async with playing(house, loaded, size=(100, 40)) as play:
        await opened(play)
        await in_view(play, "6")
        assert "A put on my socks B sit" in play.text
        chart = {row[:4].strip(): row[5:] for row in play.rows if row[4:5] == "┤"}
        assert chart["4"].count("B") >= 1
        assert "put on my socks: 4 of 10 on 1 Nov 2026, 7 on 20 Nov 2026, 3 points higher." in play.text


async def test_an_empty_history_says_so_in_every_view(house: House, loaded: Loaded) -> None:
    async with playing(house, loaded) as play:
        page = await opened(play)
        assert "Nothing here yet." in play.text
        await play.press("enter")
        assert play.app.screen is page
        for key, words in {
            "2": "No session so far",
            "3": "Nothing was noted",
            "4": "No exercise done",
            "5": "No session in this time.",
            "6": "Nothing was scored in this time.",
        }.items():
            await in_view(play, key)
            await play.press("t", "enter", "left")
            assert words in play.text


async def test_the_view_survives_what_is_added_elsewhere(house: House, loaded: Loaded) -> None:
    three(house)
    async with playing(house, loaded) as play:
        page = await opened(play)
        await in_view(play, "2")
        await play.press("up")
        assert isinstance(page.view, CalendarView)
        await play.press("enter")
        await play.at(RecordPage)
        await play.press("x")
        await play.at(HistoryPage)
        await play.until(lambda: "Friday 20 November 2026 Nothing noted." in play.text)
