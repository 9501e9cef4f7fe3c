"""What stands between a key in the shell and the first picture of Today: as little as can be."""

from __future__ import annotations

import subprocess
import sys
from functools import partial
from pathlib import Path
from threading import Event

import pytest

from limberup.paths import find_home
from limberup.problem import LimberupError
from limberup.settings import Settings
from limberup_tui.app import SCREENS, LimberupApp
from limberup_tui.house import House
from limberup_tui.running import open_house
from limberup_tui.screens.library import Library
from limberup_tui.screens.today import Today
from limberup_tui.start import Start

LATER = (
    "limberup.safety",
    "limberup.history",
    "limberup.packs.manager",
    "limberup.packs.reader",
    "limberup.course",
    "limberup.plan",
    "limberup.choice",
    "limberup.timeline",
    "limberup.exercise",
    "limberup.figures",
    "limberup_tui.house",
    "limberup_tui.flow",
    "limberup_tui.screens.dialog",
    "click",
    "pluggy",
    "icalendar",
    "importlib.metadata",
)
"""What takes longer to import than the first picture to draw, all together."""


def test_only_what_it_needs_is_imported_before_it() -> None:
    program = "import sys, limberup_tui.running, limberup_tui.driver; print(*sys.modules, sep='\\n')"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    early = [name for name in done.stdout.split() if name.startswith(LATER)]
    assert early == []


def test_each_screen_is_where_the_app_looks_for_it() -> None:
    from importlib import import_module

    for module, name in SCREENS.items():
        assert hasattr(import_module(f"limberup_tui.screens.{module}"), name)


async def test_it_is_drawn_and_can_be_left_while_the_rest_is_still_being_read(home_folder: Path) -> None:
    read = Event()

    def slowly() -> House:
        assert read.wait(60)
        return open_house(find_home({"LIMBERUP_HOME": str(home_folder)}), safe=True)

    app = LimberupApp(slowly, Start(), settings=Settings(theme="limberup-light"))
    try:
        async with app.run_test(size=(80, 24)) as pilot:
            assert type(app.screen) is Today
            assert app.theme == "limberup-light"
            assert "Reading" in str(app.screen.query_one("#state").render())
            # Nothing may start before the person's flags are known, and no key ends in a traceback.
            await pilot.press("enter", "h", "l", "b", "e", "f", "n", "t", "w", "r", "down", "question_mark", "escape")
            assert type(app.screen) is Today
            await pilot.press("q")
    finally:
        read.set()
    assert app.return_code == 0


async def test_a_damaged_file_of_the_person_ends_it_before_anything_can_start(home_folder: Path) -> None:
    home_folder.mkdir()
    (home_folder / "person.toml").write_text("flags = ")
    app = LimberupApp(partial(open_house, find_home({"LIMBERUP_HOME": str(home_folder)}), True), Start())
    async with app.run_test(size=(80, 24)) as pilot:
        while app.failure is None:
            await pilot.pause()
    assert app.return_code == 2
    with pytest.raises(LimberupError, match="is not TOML"):
        raise app.failure or AssertionError


async def test_a_key_before_all_is_read_does_what_it_is_for_once_it_is(home_folder: Path) -> None:
    read = Event()

    def slowly() -> House:
        assert read.wait(60)
        return open_house(find_home({"LIMBERUP_HOME": str(home_folder)}), safe=True)

    app = LimberupApp(slowly, Start())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("h", "l")
        assert type(app.screen) is Today
        read.set()
        while isinstance(app.screen, Today):
            await pilot.pause()
        assert isinstance(app.screen, Library), "the last one counts"
        await pilot.press("escape")
        assert type(app.screen) is Today
