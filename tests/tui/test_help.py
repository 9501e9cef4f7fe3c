"""Keys: each page shows its own at its foot, with none cut off, and all others under the question mark."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

import pytest
from tests.tui.conftest import MOMENT, Playing, playing
from textual.binding import Binding

from limberup.history.record import Record
from limberup.packs.manager import Loaded
from limberup.safety.flags import FLAGS
from limberup_tui.house import House
from limberup_tui.screens.after import After
from limberup_tui.screens.agreed import Agreed
from limberup_tui.screens.base import Page
from limberup_tui.screens.blocked import Blocked
from limberup_tui.screens.builder import Builder
from limberup_tui.screens.card import Card
from limberup_tui.screens.changed import Changed
from limberup_tui.screens.checkin import PainNow
from limberup_tui.screens.goals import Goals
from limberup_tui.screens.guides import GuideList
from limberup_tui.screens.help import Help
from limberup_tui.screens.history import HistoryPage
from limberup_tui.screens.library import Library
from limberup_tui.screens.packs import Packs
from limberup_tui.screens.pick import Pick, country_list
from limberup_tui.screens.planned import Planned
from limberup_tui.screens.record import RecordPage
from limberup_tui.screens.room import Room
from limberup_tui.screens.settings import SettingsPage
from limberup_tui.screens.ticks import Ticks
from limberup_tui.screens.today import Today
from limberup_tui.screens.welcome import Welcome
from limberup_tui.screens.you import You
from limberup_tui.widgets.keys import KeyBar, key_name

UNSAID = {"app.focus_next", "app.focus_previous", "screen.copy_text", "app.leave", "scroll_left", "scroll_right"}
"""What every program has, and needs no line, and what does nothing here."""


async def today(play: Playing) -> None:
    await play.at(Today)


async def ticks(play: Playing) -> None:
    await play.press("enter")
    await play.at(Ticks)


async def pain(play: Playing) -> None:
    await ticks(play)
    await play.none()
    await play.at(PainNow)


async def planned(play: Playing) -> None:
    await ticks(play)
    await play.check_in()
    await play.at(Planned)


async def player(play: Playing) -> None:
    await play.start()


async def after(play: Playing) -> None:
    await play.start()
    await play.press("enter")
    await play.done()
    await play.press("q")
    await play.answer("e")
    await play.at(After)


async def catalog_side(play: Playing) -> None:
    await play.press("b")
    await play.at(Builder)


async def routine_side(play: Playing) -> None:
    await play.press("e")
    await play.at(Builder)


async def history(play: Playing) -> None:
    await play.press("h")
    await play.at(HistoryPage)
    await play.until(lambda: "Reading" not in play.text)


async def record(play: Playing) -> None:
    await history(play)
    await play.press("enter")
    await play.at(RecordPage)


async def library(play: Playing) -> None:
    await play.press("l")
    await play.at(Library)


async def guides(play: Playing) -> None:
    await play.press("g")
    await play.at(GuideList)


async def card(play: Playing) -> None:
    await library(play)
    await play.press("enter")
    await play.at(Card)


async def packs(play: Playing) -> None:
    await play.press("p")
    await play.at(Packs)


async def you(play: Playing) -> None:
    await play.press("y")
    await play.at(You)


async def settings(play: Playing) -> None:
    await play.press("s")
    await play.at(SettingsPage)


async def blocked(play: Playing) -> None:
    play.app.open_flags(["U1"])
    await play.press("enter")
    await play.at(Blocked)


async def welcome(play: Playing) -> None:
    await you(play)
    await play.to_row("read")
    await play.press("enter")
    await play.at(Welcome)


async def room(play: Playing) -> None:
    play.app.push_screen(Room(play.app.house.person))
    await play.at(Room)


async def goals(play: Playing) -> None:
    play.app.push_screen(Goals(["walk the dog"], {"walk the dog": 4}))
    await play.at(Goals)


async def changed(play: Playing) -> None:
    play.app.push_screen(Changed())
    await play.at(Changed)


async def agreed(play: Playing) -> None:
    play.app.push_screen(Agreed())
    await play.at(Agreed)


async def country(play: Playing) -> None:
    play.app.push_screen(country_list(""))
    await play.at(Pick)


PAGES: list[Any] = [
    today, ticks, pain, planned, player, after, catalog_side, routine_side,
    history, record, library, card, packs, guides, you, settings, blocked, welcome,
    room, goals, changed, agreed, country,
]  # fmt: skip


def bindings(play: Playing, *, shown: bool) -> list[Binding]:
    """Return the bindings of the page in front that work there."""
    active = play.app.screen.active_bindings.values()
    return [
        found.binding
        for found in active
        if found.enabled and found.binding.show is shown and found.binding.description and not found.binding.system
    ]


@pytest.mark.parametrize("size", [(80, 24), (60, 20)])
@pytest.mark.parametrize("page", PAGES)
async def test_no_key_is_cut_off_at_the_foot_and_help_tells_the_others(
    short: House, loaded: Loaded, page: Callable[[Playing], Awaitable[None]], size: tuple[int, int]
) -> None:
    start = MOMENT - timedelta(days=1)
    short.history.save(Record("20261120T073000Z-0123abcd", start, start + timedelta(minutes=7), "Short", "short"))
    async with playing(short, loaded, size=size) as play:
        await page(play)
        bar = play.app.screen.query_one(KeyBar)
        foot = " ".join(" ".join(play.rows[bar.region.y : bar.region.bottom]).split())
        assert bar.region.bottom == size[1]
        seen: dict[str, Any] = {}
        for binding in bindings(play, shown=True):
            seen.setdefault(binding.action, binding)
        assert seen
        front = play.app.screen
        assert isinstance(front, Page)
        for binding in seen.values():
            assert f"{key_name(binding)} {front.words_of(binding.action, binding.description)}" in foot
        others = [binding for binding in bindings(play, shown=False) if binding.action not in UNSAID]
        await play.press("question_mark")
        help_ = await play.at(Help)
        told = ""
        for _ in range(4):
            told += " " + play.text
            help_.query_one("VerticalScroll").scroll_page_down(animate=False)
            await play.pilot.pause()
        for binding in [*seen.values(), *others]:
            assert front.words_of(binding.action, binding.description) in told, binding
            assert key_name(binding).lower() in told.lower(), binding
        await play.press("escape")
        await play.pilot.pause()
        assert type(play.app.screen) is not Help


async def test_help_on_help_stays_one(house: House, loaded: Loaded) -> None:
    async with playing(house, loaded) as play:
        await play.press("question_mark")
        await play.at(Help)
        await play.press("question_mark")
        await play.at(Today)


async def test_a_question_mark_in_a_text_is_a_character(house: House, loaded: Loaded) -> None:
    async with playing(house, loaded) as play:
        await play.press("l")
        await play.at(Library)
        await play.press("slash")
        await play.press("question_mark")
        await play.at(Library)


async def test_resizing_keeps_every_key(short: House, loaded: Loaded) -> None:
    async with playing(short, loaded, size=(120, 40)) as play:
        await play.start()
        assert play.app.screen.query_one(KeyBar).region.height == 1
        await play.pilot.resize_terminal(60, 20)
        bar = play.app.screen.query_one(KeyBar)
        await play.until(lambda: bar.region.bottom == 20)
        foot = " ".join(" ".join(play.rows[bar.region.y : bar.region.bottom]).split())
        assert foot.endswith("? Help")
        assert "Space Pause" in foot


async def test_tiny_screens_do_not_stop_it(short: House, loaded: Loaded) -> None:
    async with playing(short, loaded) as play:
        await play.start()
        for size in ((20, 6), (10, 3), (1, 1), (300, 100), (80, 24)):
            await play.pilot.resize_terminal(*size)
            await play.go(1)
        assert play.app.is_running
        assert "Glute bridge" in play.text


@pytest.mark.parametrize("page", [ticks, blocked, welcome])
async def test_long_pages_can_be_read_to_their_end_on_a_small_screen(
    short: House, loaded: Loaded, page: Callable[[Playing], Awaitable[None]]
) -> None:
    last: dict[Callable[[Playing], Awaitable[None]], str] = {
        ticks: list(FLAGS.values())[-1].question[-20:],
        blocked: "Then press c.",
        welcome: "Your answers stay on this machine.",
    }
    async with playing(short, loaded, size=(60, 20)) as play:
        await page(play)
        for _ in range(40):
            if last[page] in play.text:
                return
            await play.press("down")
        pytest.fail(play.text)
