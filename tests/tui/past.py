"""Records for the tests of the history and of the player, and the way to them."""

from __future__ import annotations

from datetime import timedelta

from tests.tui.conftest import MOMENT, Playing

from limberup.dose import parse_dose
from limberup.history.record import Entry, Hurt, Record, Work, parse_entry
from limberup_tui.house import House
from limberup_tui.screens.history import HistoryPage
from limberup_tui.screens.record import RecordPage
from limberup_tui.widgets.long_list import LongList

ID = "20261120T073000Z-0123abcd"
OLD = "20251119T073000Z-0123abcd"
CHECK_IN = "20261118T073000Z-0123abcd"
BRIDGE = Entry(
    "glutes/glute-bridge", parse_dose("3x10 2s"), (Work(reps=10), Work(reps=8, confirmed=False)),
    (Hurt(5, True, "down"),), ("eased", "cut short"),
)  # fmt: skip
FIGURE = Entry("gone/old-stretch", parse_dose("1x20s each side"), (Work("left", hold=20), Work("right", hold=20)))


def three(house: House) -> None:
    """Keep a session of yesterday, one of a year before, and a check-in of three days ago."""
    start = MOMENT - timedelta(days=1)
    house.history.save(
        Record(
            ID, start, start + timedelta(minutes=7), "Strong hips", "glutes/strong-hips", "STEADY", 2, 4, 3, 6,
            "Note [red]x[/red]", False, (BRIDGE, FIGURE), ("L4 EASE glutes/glute-bridge: It hurts.",),
        )
    )  # fmt: skip
    start = start.replace(year=2025, day=19)
    house.history.save(Record(OLD, start, start + timedelta(minutes=30), "Old", entries=(FIGURE,)))
    told = MOMENT - timedelta(days=3)
    house.history.save(Record(CHECK_IN, told, told, "Check-in", state="STEADY", pain_at_rest=1, pain_moving=5))


def knows_short(house: House) -> House:
    """Keep a session of five days ago with the exercises of the short routine: no time to read their steps any more."""
    start = MOMENT - timedelta(days=5)
    lines = (
        "glutes/glute-bridge: 5, 5 of 2x5 2s",
        "hip-mobility/supine-figure-4: left 20s, right 20s of 1x20s each side",
    )
    house.history.save(
        Record(
            "20261116T073000Z-0123abcd", start, start + timedelta(minutes=3), "Short", "short", "STEADY", 2, 2, 2, 4,
            entries=tuple(parse_entry(line) for line in lines), morning_pain=2, morning_usual=2,
        )
    )  # fmt: skip
    return house


async def opened(play: Playing) -> HistoryPage:
    """Open the history, and wait until all of it is read."""
    await play.press("h")
    page = await play.at(HistoryPage)
    await play.until(lambda: page.past is not None and page.past.whole and "Reading" not in play.text)
    return page


def listed(page: HistoryPage) -> list[str]:
    """Return the ids of the records in the list."""
    return list(page.query_one("#sessions", LongList).keys)


async def in_view(play: Playing, key: str) -> None:
    """Go to a view by its digit, and wait until it has been drawn."""
    await play.press(key)
    page = play.app.screen
    assert isinstance(page, HistoryPage)
    await play.until(lambda: page.view is not None and len(play.part(page.view)) > 20)


def rows(play: Playing) -> list[list[str]]:
    """Return the words of each row of the list."""
    return [row.split() for row in play.rows if " > " in row and "before" not in row]


async def shown(play: Playing) -> RecordPage:
    """Go to the newest record."""
    await opened(play)
    await play.press("enter")
    return await play.at(RecordPage)
