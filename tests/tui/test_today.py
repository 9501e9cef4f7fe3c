"""Today: what it shows, and where its keys lead."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from tests.tui.conftest import MOMENT, SHORT, Playing, lived_in, playing, write_routine
from tests.tui.past import knows_short
from textual.screen import Screen

from limberup.dose import parse_dose
from limberup.history.record import Entry, Record, parse_entry
from limberup.packs.manager import Loaded
from limberup_tui.house import House
from limberup_tui.screens.builder import Builder
from limberup_tui.screens.dialog import Ask
from limberup_tui.screens.guides import GuideList
from limberup_tui.screens.history import HistoryPage
from limberup_tui.screens.library import Library
from limberup_tui.screens.packs import Packs
from limberup_tui.screens.planned import Planned
from limberup_tui.screens.ticks import Ticks
from limberup_tui.screens.today import Today
from limberup_tui.screens.today_words import TODAY_ROW
from limberup_tui.screens.why import Why
from limberup_tui.screens.you import You
from limberup_tui.widgets.table import ListTable


async def test_it_lists_own_routines_before_those_of_the_packs(short: House, loaded: Loaded) -> None:
    async with playing(short, loaded) as play:
        rows = play.rows
        own = next(row for row in rows if row.startswith(" Short"))
        assert own.split() == ["Short", "about", "4", "min", "your", "own"]
        names = [row[:20].strip() for row in rows]
        assert names.index("Short") < names.index("Seated start") < names.index("Steady core")
        assert "Welcome. Press Enter for today's plan" in play.text
        # What the cursor is on is told below the list.
        assert "Glute bridge, Figure-4 stretch" in play.text


async def test_arrows_move_through_the_list_and_tell_of_each_routine(house: House, loaded: Loaded) -> None:
    async with playing(house, loaded) as play:
        assert play.table.current == TODAY_ROW
        assert "Chosen for you; the check-in may change it." in play.text
        await play.press("down", "down")
        assert play.table.current == "arthritis-gentle/seated-start"
        assert "Seated march" in play.text
        await play.press("end")
        assert play.table.current == list(loaded.catalog.routines)[-1]


@pytest.mark.parametrize(
    ("key", "screen"),
    [("b", Builder), ("g", GuideList), ("e", Builder), ("h", HistoryPage), ("l", Library), ("p", Packs), ("y", You)],
)
async def test_a_key_opens_each_screen_and_escape_comes_back(
    short: House, loaded: Loaded, key: str, screen: type[Screen[None]]
) -> None:
    async with playing(short, loaded) as play:
        await play.press(key)
        await play.at(screen)
        await play.press("escape")
        await play.at(Today)


async def test_escape_stays(house: House, loaded: Loaded) -> None:
    async with playing(house, loaded) as play:
        await play.press("escape", "escape")
        await play.at(Today)
        assert play.app.is_running


@pytest.mark.parametrize("key", ["q", "ctrl+q", "ctrl+c"])
async def test_three_keys_quit(house: House, loaded: Loaded, key: str) -> None:
    async with playing(house, loaded) as play:
        await play.press(key)
        await play.until(lambda: play.app.return_code == 0)


async def test_it_tells_of_the_last_session_and_puts_the_cursor_on_todays_plan(house: House, loaded: Loaded) -> None:
    start = MOMENT - timedelta(days=1)
    house.history.save(
        Record(
            "20261120T073000Z-0123abcd", start, start + timedelta(minutes=7), "Strong hips", "glutes/strong-hips",
            pain_at_rest=2, pain_moving=4, pain_after=3, morning_pain=2, morning_usual=2,
            entries=(parse_entry("glutes/glute-bridge: 8 of 1x8 2s"),),
        )
    )  # fmt: skip
    async with playing(house, loaded) as play:
        last = "Last session: Strong hips, yesterday 08:30, pain 4 (moderate) before, 3 (mild) after."
        assert last in play.text
        assert "By the morning your pain was about as usual." in play.text
        assert "Week 1. Aim: 3 days of exercise in 7 (y changes that). Done: 1 day." in play.text
        assert play.table.current == TODAY_ROW


async def test_a_session_in_which_nothing_was_done_makes_no_day_of_exercise(house: House, loaded: Loaded) -> None:
    start = MOMENT - timedelta(hours=1)
    nothing = Entry("glutes/glute-bridge", parse_dose("1x8 2s"), marks=("skipped",))
    house.history.save(
        Record("20261121T063000Z-0123abcd", start, start, "Strong hips", "glutes/strong-hips", entries=(nothing,))
    )
    async with playing(house, loaded) as play:
        assert "Last session: Strong hips, today" in play.text
        assert "Done: 0 days." in play.text
        assert "You have exercised today" not in play.text
        await play.press("h")
        await play.until(lambda: "This week: 0 days of 3 planned." in play.text)


async def test_it_says_how_long_a_routine_is_as_its_plan_does(short: House, loaded: Loaded) -> None:
    """With time to read the steps of exercises that are new, which is gone once they have been done."""

    async def told(play: Playing) -> tuple[str, str]:
        await play.to_row("short")
        [row] = [row for row in play.rows if row.startswith(" Short")]
        await play.press("e")
        builder = await play.at(Builder)
        total = play.part("#total")
        await play.press("escape")
        await play.at(Today)
        assert builder.routine.slug == "short"
        return re.findall(r"about \d+ min", row)[0], re.findall(r"about \d+ min", total)[0]

    write_routine(short, SHORT.replace("2x5 2s rest 20s", "1x7 2s"))
    async with playing(short, loaded) as play:
        new = await told(play)
        assert new[0] == new[1]
        await play.press("enter")
        await play.check_in()
        await play.at(Planned)
        assert f", {new[0]}." in play.text
    knows_short(short)
    async with playing(short, loaded) as play:
        known = await told(play)
        assert known[0] == known[1] != new[0]


async def test_a_broken_routine_file_is_named_and_the_others_are_there(short: House, loaded: Loaded) -> None:
    write_routine(short, 'name = "Broken"\n[[step]]\ndo = 3\n', "broken")
    async with playing(short, loaded) as play:
        # The name may be broken into two lines, wherever the machine keeps temporary files.
        assert "broken.toml:line3" in play.text.replace(" ", "")
        assert any(row.startswith(" Short") for row in play.rows)
        assert not any(row.startswith(" Broken") for row in play.rows)


async def test_a_routine_of_which_nothing_is_right_says_so(house: House, loaded: Loaded) -> None:
    lived_in(house, conditions=frozenset({"no_floor"}))
    write_routine(house, 'name = "Gone"\n[[step]]\ndo = "glutes/not-there-any-more"\n', "gone")
    async with playing(house, loaded) as play:
        await play.to_row("gone")
        assert "Not there any more (not installed)" in play.text
        await play.press("enter")
        await play.check_in()
        await play.at(Ask)
        assert "Nothing of this is right for you today." in play.text
        assert "Not there any more is skipped: no pack in use has glutes/not-there-any-more" in play.text
        await play.press("enter")
        await play.at(Today)
        assert not play.open_files


async def test_a_click_goes_to_a_row_and_another_starts_it(house: House, loaded: Loaded) -> None:
    async with playing(house, loaded) as play:
        row = next(y for y, text in enumerate(play.rows) if text.startswith(" Desk break"))
        await play.pilot.click(offset=(3, row))
        assert play.table.current == "desk-worker/desk-break"
        await play.at(Today)
        await play.pilot.click(offset=(3, row))
        await play.at(Ticks)


async def test_a_click_on_a_key_at_the_foot_does_what_the_key_does(house: House, loaded: Loaded) -> None:
    async with playing(house, loaded) as play:
        for words, screen in (("h History", HistoryPage), ("p Packs", Packs), ("y You", You)):
            y = next(y for y, text in enumerate(play.rows) if words in text)
            await play.pilot.click(offset=(play.rows[y].index(words) + 2, y))
            await play.at(screen)
            y = next(y for y, text in enumerate(play.rows) if "Esc Back" in text)
            await play.pilot.click(offset=(play.rows[y].index("Esc Back"), y))
            await play.at(Today)


async def test_todays_plan_can_be_built_on_as_a_routine_of_ones_own(house: House, loaded: Loaded) -> None:
    async with playing(house, loaded) as play:
        assert play.table.current == TODAY_ROW
        await play.press("e")
        builder = await play.at(Builder)
        assert len(builder.routine.steps) >= 3
        assert not builder.own
        await play.press("escape")
        await play.at(Today)


async def test_why_says_why_each_exercise_was_chosen(house: House, loaded: Loaded) -> None:
    async with playing(house, loaded) as play:
        await play.press("w")
        await play.at(Why)
        chosen = house.choice()
        for decision in chosen.why:
            assert loaded.catalog.exercise(decision.about).name in play.text
        assert "Rule R35" in play.text


async def test_a_key_too_many_starts_no_second_check_in(house: House, loaded: Loaded) -> None:
    async with playing(house, loaded) as play:
        await play.press("enter")
        first = await play.at(Ticks)
        play.app.play()
        play.app.play(gentle=True)
        await play.pilot.pause()
        assert play.app.screen is first
        await play.check_in()
        await play.at(Planned)


@pytest.mark.parametrize("size", [(60, 20), (60, 24), (80, 24)])
async def test_the_line_that_is_chosen_is_seen_also_where_its_words_take_room_from_the_list(
    house: House, loaded: Loaded, size: tuple[int, int]
) -> None:
    async with playing(house, loaded, size=size) as play:
        table = play.table
        assert isinstance(table, ListTable)

        def seen() -> bool:
            return 0 < table.tops[table.cursor_row] - table.scroll_offset.y < table.size.height

        for key in ("end", "home", "end", *["up"] * 6, *["down"] * 6):
            await play.press(key)
            await play.until(seen)
