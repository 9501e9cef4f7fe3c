"""The command palette: everything that can be done from anywhere, and nothing that may not."""

from __future__ import annotations

from tests.tui.conftest import Playing, playing
from textual.app import SystemCommand
from textual.screen import Screen

from limberup.packs.manager import Loaded
from limberup.settings import THEMES, load_settings
from limberup_tui.house import House
from limberup_tui.screens.builder import Builder
from limberup_tui.screens.help import Help
from limberup_tui.screens.history import HistoryPage
from limberup_tui.screens.library import Library
from limberup_tui.screens.packs import Packs
from limberup_tui.screens.player import Player
from limberup_tui.screens.ticks import Ticks
from limberup_tui.screens.today import Today
from limberup_tui.screens.you import You


def titles(play: Playing) -> list[str]:
    """Return the commands that are offered."""
    commands: list[SystemCommand] = list(play.app.get_system_commands(play.app.screen))
    return [command.title for command in commands]


async def run(play: Playing, words: str) -> None:
    """Open the palette, type and press Enter."""
    await play.press("ctrl+p")
    await play.until(lambda: "Search for commands" in play.text)
    await play.type(words)
    await play.until(lambda: any(row.strip(" ●│▊▎").startswith(words) for row in play.rows[3:]))
    await play.press("down", "enter")


async def test_today_offers_every_routine_and_screen(short: House, loaded: Loaded) -> None:
    async with playing(short, loaded) as play:
        offered = titles(play)
        assert "Start: Short" in offered
        for routine in loaded.catalog.routines.values():
            assert f"Start: {routine.name}" in offered
        assert {"Builder", "History", "Library", "Packs", "You", "Help", "Quit"} <= set(offered)


async def test_where_there_is_no_such_command_that_is_said_and_chosen_it_does_nothing(
    house: House, loaded: Loaded
) -> None:
    async with playing(house, loaded) as play:
        await play.press("ctrl+p")
        await play.type("qqq")
        await play.until(lambda: "No command is called that." in play.text)
        assert "No matches" not in play.text
        await play.press("down", "enter")
        await play.at(Today)
        assert play.app.return_code is None


async def test_each_screen_opens(house: House, loaded: Loaded) -> None:
    screens: dict[str, type[Screen[None]]] = {
        "Builder": Builder,
        "History": HistoryPage,
        "Library": Library,
        "Packs": Packs,
        "You": You,
    }
    async with playing(house, loaded) as play:
        for words, screen in screens.items():
            await run(play, words)
            await play.at(screen)
            await play.press("escape")
            await play.at(Today)


async def test_a_start_leads_to_the_check_in(short: House, loaded: Loaded) -> None:
    async with playing(short, loaded) as play:
        await run(play, "Start: Strong hips")
        await play.at(Ticks)
        await play.check_in()


async def test_a_session_and_a_check_in_offer_no_other_start(short: House, loaded: Loaded) -> None:
    async with playing(short, loaded) as play:
        await play.press("enter")
        await play.at(Ticks)
        assert not any(title.startswith("Start") or title == "Builder" for title in titles(play))
        await play.press("escape")
        await play.at(Today)
        await play.start()
        await play.at(Player)
        assert titles(play) == ["Help", *(f"Colours: {name.removeprefix('limberup-')}" for name in THEMES),
                                "Bell on or off", "Quit"]  # fmt: skip


async def test_colours_change_and_are_kept(house: House, loaded: Loaded) -> None:
    async with playing(house, loaded) as play:
        await run(play, "Colours: contrast")
        await play.until(lambda: play.app.theme == "limberup-contrast")
        assert load_settings(house.home.settings).theme == "limberup-contrast"


async def test_help_and_quit(house: House, loaded: Loaded) -> None:
    async with playing(house, loaded) as play:
        await run(play, "Help")
        await play.at(Help)
        await play.press("escape")
        await play.at(Today)
        await run(play, "Quit")
        await play.until(lambda: play.app.return_code == 0)
