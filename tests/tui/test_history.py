"""History: the list, one record in full, and deleting it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.tui.conftest import MOMENT, Playing, playing

from limberup.dose import parse_dose
from limberup.history.record import Entry, Hurt, Record, Work
from limberup.packs.manager import Loaded
from limberup_tui.house import House
from limberup_tui.screens.dialog import Ask
from limberup_tui.screens.history import HistoryList, RecordPage
from limberup_tui.screens.today import Today

ID = "20261120T073000Z-0123abcd"
OLD = "20251119T073000Z-0123abcd"


def two(house: House) -> None:
    """Keep a session of yesterday, and one of a year before."""
    start = MOMENT - timedelta(days=1)
    bridge = Entry(
        "glutes/glute-bridge", parse_dose("3x10 2s"), (Work(reps=10), Work(reps=8, confirmed=False)),
        (Hurt(5, True, "down"),), ("eased", "cut short"),
    )  # fmt: skip
    figure = Entry("gone/old-stretch", parse_dose("1x20s each side"), (Work("left", hold=20), Work("right", hold=20)))
    house.history.save(
        Record(
            ID, start, start + timedelta(minutes=7), "Strong hips", "glutes/strong-hips", "STEADY", 2, 4, 3, 6,
            "Note [red]x[/red]", False, (bridge, figure), ("L4 EASE glutes/glute-bridge: It hurts.",),
        )
    )  # fmt: skip
    start = start.replace(year=2025, day=19)
    house.history.save(Record(OLD, start, start + timedelta(minutes=30), "Old", entries=(figure,)))


async def opened(play: Playing) -> HistoryList:
    """Open the history, and wait until it is read."""
    await play.press("h")
    page = await play.at(HistoryList)
    await play.until(lambda: "Reading" not in play.text)
    return page


async def test_sessions_are_listed_newest_first(house: House, loaded: Loaded) -> None:
    two(house)
    async with playing(house, loaded) as play:
        await opened(play)
        assert "2 sessions. Pain is before > after > next morning, 0 to 10." in play.text
        rows = [row for row in play.rows if " > " in row and "before" not in row]
        assert rows[0].split() == [
            *["yesterday", "08:30", "Strong", "hips", "(cut", "short)", "7", "min", "4", ">", "3", ">", "-", "6"]
        ]
        assert rows[1].split() == ["Wed", "19", "Nov", "2025", "08:30", "Old", "30", "min", *"->->-", "-"]


async def test_one_session_is_shown_in_full(house: House, loaded: Loaded) -> None:
    two(house)
    async with playing(house, loaded, size=(100, 40)) as play:
        await opened(play)
        await play.press("enter")
        await play.at(RecordPage)
        for words in (
            "20.11.2026 08:30 to 08:37, about 7 min, cut short",
            "Pain before, at rest: 2 (mild)",
            "Pain before, moving: 4 (moderate)",
            "Pain after: 3 (mild)",
            "Effort: 6 of 10",
            "Note: Note [red]x[/red]",
            "Glute bridge: 10, 8? of 3x10 2s hurt 5 sharp leg down, eased, cut short",
            "Old stretch: left 20s, right 20s of 1x20s each side",
            "What the rules decided, and why - L4 EASE glutes/glute-bridge: It hurts.",
        ):
            assert words in play.text


@pytest.mark.parametrize("answer", ["n", "escape"])
async def test_deleting_asks_and_can_be_taken_back(house: House, loaded: Loaded, answer: str) -> None:
    two(house)
    async with playing(house, loaded) as play:
        await opened(play)
        await play.press("enter")
        await play.at(RecordPage)
        await play.press("x")
        await play.answer(answer)
        await play.at(RecordPage)
        assert len(play.records) == 2


async def test_a_deleted_session_is_gone_everywhere(house: House, loaded: Loaded) -> None:
    two(house)
    async with playing(house, loaded) as play:
        await opened(play)
        await play.press("enter")
        await play.at(RecordPage)
        await play.press("delete")
        await play.at(Ask)
        await play.press("y")
        await play.at(HistoryList)
        await play.until(lambda: "1 session." in play.text)
        assert "Strong hips" not in play.text
        assert [record.id for record in play.records] == [OLD]
        await play.press("escape")
        await play.at(Today)
        assert "Last session: Old" in play.text


async def test_an_empty_history_says_so(house: House, loaded: Loaded) -> None:
    async with playing(house, loaded) as play:
        page = await opened(play)
        assert "Nothing here yet." in play.text
        await play.press("enter")
        assert play.app.screen is page


async def test_a_damaged_file_is_named_and_the_rest_is_shown(house: House, loaded: Loaded) -> None:
    two(house)
    house.history.path(ID).write_text("schema = 1\nstarted = [", "utf-8")
    async with playing(house, loaded) as play:
        await opened(play)
        assert "1 session." in play.text
        assert f"{ID}.toml" in "".join(play.text.split())
        assert "Old" in play.text
