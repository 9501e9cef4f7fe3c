"""Settings: every one can be seen and changed, and keeps where a person looks for it."""

from __future__ import annotations

from dataclasses import fields

import pytest
from tests.tui.conftest import Playing, WatchedApp, playing

from limberup.packs.manager import Loaded
from limberup.settings import THEMES, Settings, load_settings, save_settings
from limberup_tui.fields import SETTINGS
from limberup_tui.house import House
from limberup_tui.screens.settings import GROUPS, SettingsPage
from limberup_tui.screens.today import Today
from limberup_tui.screens.you import You

NAMES = {field.name for field in fields(Settings)} - {"keys"}


async def at_row(play: Playing, row: str) -> None:
    """Go to the settings and to one of its rows."""
    if type(play.app.screen) is not SettingsPage:
        await play.press("s")
    await play.at(SettingsPage)
    await play.to_row(row)


async def test_every_setting_has_a_row_that_changes_it(house: House, loaded: Loaded) -> None:
    assert {choice.name for choice in SETTINGS} == NAMES
    assert sorted(name for _, names in GROUPS for name in names) == sorted(NAMES)
    async with playing(house, loaded, size=(80, 40)) as play:
        for choice in SETTINGS:
            await at_row(play, choice.name)
            before = load_settings(house.home.settings)
            await play.press("enter")
            after = load_settings(house.home.settings)
            assert choice.shown(after) in play.text
            changed = {name for name in NAMES if getattr(after, name) != getattr(before, name)}
            assert changed == {choice.name}
            await play.press(*["enter"] * (len(choice.words) - 1))
            assert load_settings(house.home.settings) == before


async def test_colours_change_at_once_and_are_kept(house: House, loaded: Loaded) -> None:
    async with playing(house, loaded) as play:
        await at_row(play, "theme")
        await play.press("enter")
        assert play.app.theme == THEMES[1]
        assert load_settings(house.home.settings).theme == THEMES[1]


async def test_what_there_is_not_is_told_at_the_start_and_in_its_row(house: House, loaded: Loaded) -> None:
    house.home.settings.write_text('theme = "dark"\nlanguage = "fr"\n')
    house.read_small()
    colours = f"{house.home.settings}: line 1, theme: 'dark' is not one of its values. Did you mean 'limberup-dark'?"
    async with playing(house, loaded) as play:
        await play.until(lambda: len(play.app.said) == 2)
        assert play.app.said[0] == colours
        assert "line 2, language: 'fr' is not one of its values. It can be de or en" in play.app.said[1]
        assert play.app.theme == THEMES[0]
        await at_row(play, "theme")
        assert "Did you mean 'limberup-dark'?" in " ".join(play.text.split())
        await play.press("enter")
        await play.until(lambda: "line 1, theme" not in play.text)
        assert load_settings(house.home.settings).theme in THEMES


async def test_colours_of_textual_lead_back_to_our_own(house: House, loaded: Loaded) -> None:
    save_settings(house.home.settings, Settings(theme="nord"))
    house.read_small()
    async with playing(house, loaded) as play:
        await at_row(play, "theme")
        assert "< nord >" in play.text
        await play.press("right")
        assert play.app.theme == THEMES[0]


async def test_comments_in_the_file_stay(house: House, loaded: Loaded) -> None:
    house.home.settings.write_text("# Mine.\nbell = false # at night\n")
    house.read_small()
    async with playing(house, loaded) as play:
        await at_row(play, "bell")
        await play.press("enter")
        assert house.home.settings.read_text() == "# Mine.\nbell = true # at night\n"


async def test_it_is_reached_from_you_and_by_the_palette(house: House, loaded: Loaded) -> None:
    async with playing(house, loaded) as play:
        assert "Settings" in [command.title for command in play.app.get_system_commands(play.app.screen)]
        await play.press("y")
        await play.at(You)
        await play.to_row("settings")
        await play.press("enter")
        await play.at(SettingsPage)
        await play.press("escape")
        await play.at(You)
        await play.press("escape")
        await play.at(Today)


async def test_own_keys_are_listed_as_they_stand_on_a_keyboard(house: House, loaded: Loaded) -> None:
    house.home.settings.write_text('[keys]\n"today.library" = "pageup,ctrl+g"\n"list.page-up" = "f2"\n')
    house.read_small()
    async with playing(house, loaded, size=(80, 40)) as play:
        await at_row(play, "keys")
        assert "2 actions" in play.text
        assert "Library PgUp, Ctrl+G" in play.text


async def test_keys_that_are_not_used_say_why(house: House, loaded: Loaded) -> None:
    house.home.settings.write_text('[keys]\n"today.library" = "h"\n')
    house.read_small()
    async with playing(house, loaded, size=(80, 40)) as play:
        await at_row(play, "keys")
        assert "Your own keys not used" in play.text
        assert "h would do two things on the screen 'Today'" in play.text


async def test_in_kiosk_mode_nothing_tells_of_files_or_a_voice(house: House, loaded: Loaded) -> None:
    app = WatchedApp(house, loaded=loaded, kiosk=True)
    async with app.run_test(size=(80, 40)) as pilot:
        app.push_screen(page := SettingsPage())
        await pilot.pause()
        keys = [row.key for row in page.rows()]
        assert "theme" in keys
        assert not {"file", "voice"} & set(keys)


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40)])
async def test_every_row_can_be_reached_and_tells_what_it_is_for(
    house: House, loaded: Loaded, size: tuple[int, int]
) -> None:
    async with playing(house, loaded, size=size) as play:
        await play.press("s")
        page = await play.at(SettingsPage)
        seen = [play.table.current]
        for _ in range(40):
            await play.press("down")
            if play.table.current == seen[-1]:
                break
            seen.append(play.table.current)
        assert seen == [row.key for row in page.rows() if row.key]
        assert all(row.hint for row in page.rows() if row.key)
