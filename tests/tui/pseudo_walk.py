"""The way through every screen in the language nobody speaks: run by test_pseudo alone, in a process of its own.

With LANGUAGE=xx-pseudo, and `limberup_tui` imported before anything else: words are looked up as modules are imported.
Prints as JSON which screens were not seen, and what is wrong on the others.
"""

from __future__ import annotations

import asyncio
import json
import sys
import tempfile
from collections.abc import AsyncIterator, Callable, Iterable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

from scripts.pictures.home import NOW, StillClock, house_in
from tests.tui.pseudo_look import cut, heads_cut, marked, plain_words
from textual.command import CommandList
from textual.pilot import Pilot
from textual.screen import Screen

from limberup.packs.manager import Loaded, load
from limberup.person import CheckIn, OpenFlag, Person
from limberup.plan import Plan
from limberup.routine import Routine
from limberup.routine_file import format_routine
from limberup.safety.flags import FLAGS
from limberup_tui.app import LimberupApp
from limberup_tui.first_questions import SIGNS_ASKED
from limberup_tui.given import pasted
from limberup_tui.preview import PreviewScreen
from limberup_tui.previewed import Previewed
from limberup_tui.screens.after import After
from limberup_tui.screens.agreed import Agreed
from limberup_tui.screens.blocked import Blocked
from limberup_tui.screens.builder import Builder
from limberup_tui.screens.card import Card
from limberup_tui.screens.changed import Changed
from limberup_tui.screens.checkin import PainNow
from limberup_tui.screens.dialog import Ask, AskText, Option
from limberup_tui.screens.dose import AskDose
from limberup_tui.screens.goals import AskScore, Goals
from limberup_tui.screens.guides import GuideList, GuidePage
from limberup_tui.screens.help import Help
from limberup_tui.screens.history import VIEWS, HistoryPage
from limberup_tui.screens.history_course import CoursePage
from limberup_tui.screens.history_past import Span
from limberup_tui.screens.hurts import AskHurt
from limberup_tui.screens.library import Library
from limberup_tui.screens.morning import AskMorning
from limberup_tui.screens.new_packs import NewPacks
from limberup_tui.screens.packs import Packs
from limberup_tui.screens.pick import country_list
from limberup_tui.screens.planned import Planned
from limberup_tui.screens.player import Player
from limberup_tui.screens.record import RecordPage
from limberup_tui.screens.record_form import AskNote, RecordForm
from limberup_tui.screens.review import Activities, LookBack
from limberup_tui.screens.room import FollowUp, Room
from limberup_tui.screens.settings import SettingsPage
from limberup_tui.screens.take import AskWho, Take, TakePreview
from limberup_tui.screens.ticks import Ticks
from limberup_tui.screens.today import Today
from limberup_tui.screens.welcome import Welcome
from limberup_tui.screens.why import Why
from limberup_tui.screens.you import You
from limberup_tui.start import Start
from limberup_tui.steps import new_run

SIZES = ((80, 24), (60, 20))
EXERCISE = "glutes/glute-bridge"
ROUTINE = "hip-mobility/easy-hips"
MOST_TURNS = 500


@dataclass
class Walk:
    """The app that is walked through, and what was found."""

    app: LimberupApp
    pilot: Pilot[None]
    clock: StillClock
    size: tuple[int, int]
    seen: set[str] = field(default_factory=set)
    wrong: list[str] = field(default_factory=list)
    finds: Callable[[Screen[Any]], Iterable[str]] = lambda screen: (*cut(screen), *_words(screen))
    """What is wrong on a screen."""

    async def until(self, holds: Callable[[], object]) -> None:
        """Let the app work until something holds."""
        for _ in range(MOST_TURNS):
            if holds():
                return
            await self.pilot.pause(0.01)
        raise TimeoutError(f"never came, at {self.app.screen}")

    async def look(self, name: str = "") -> None:
        """Look at all that is on the screen in front."""
        await self.pilot.pause()
        screen = self.app.screen
        self.seen.add(type(screen).__name__)
        where = f"{name or type(screen).__name__} at {self.size[0]}x{self.size[1]}"
        self.wrong += (f"{where}: {found}" for found in self.finds(screen))

    async def show(self, screen: Screen[Any], *keys: str, name: str = "") -> None:
        """Put a screen in front, look at it and again after each key, and take it away with all over it."""
        stack = len(self.app.screen_stack)
        self.app.push_screen(screen)
        await self.look(name)
        for key in keys:
            await self.pilot.press(key)
            await self.look(f"{name or type(screen).__name__} after {key}")
        while len(self.app.screen_stack) > stack:
            self.app.pop_screen()
            await self.pilot.pause()

    async def begin(self) -> None:
        """Come to Today."""
        await self.until(lambda: self.app.ready)
        if isinstance(self.app.screen, AskMorning):
            await self.look()
            await self.pilot.press("escape")
        await self.until(lambda: isinstance(self.app.screen, Today))
        await self.look()

    async def everywhere(self) -> None:
        """Go through all screens."""
        await self.begin()
        await self.palette()
        await self.first_start()
        await self.session()
        await self.lists()
        await self.files()

    async def palette(self) -> None:
        """Look at the palette: all commands, and none."""
        await self.pilot.press("ctrl+p")
        await self.until(lambda: self.app.screen.query_one(CommandList).option_count > 1)
        await self.look()
        await self.pilot.press(*"qqq")
        await self.until(lambda: self.app.screen.query_one(CommandList).option_count == 1)
        await self.look("CommandPalette with nothing found")
        await self.pilot.press("escape")
        await self.until(lambda: isinstance(self.app.screen, Today))

    async def first_start(self) -> None:
        """Look at what is asked before a first session, and at what is asked again."""
        house = self.app.house
        items = dict(SIGNS_ASKED)
        await self.show(Welcome("1 / 5"))
        await self.show(Ticks("2 / 5", "", items, skippable=True), "down", "space")
        await self.show(Ticks("", "", {id_: flag.question for id_, flag in FLAGS.items()}), "down", "end")
        await self.show(Room(house.person), "down", "down", "down", "down", "enter")
        await self.show(FollowUp(house.person), "down")
        await self.show(country_list("GB"), "down")
        await self.show(Goals(("1", "2"), {"1": 3}), "a")
        await self.show(AskScore("1"), "5")
        await self.show(Changed())
        await self.show(AskMorning("1 / 1", None), "3", "enter", "2", "enter")
        await self.show(LookBack(["..."]), "4", "enter")
        await self.show(Activities(["..."]), "4", "enter")
        house.person = Person(acknowledged=NOW.date(), flags=(OpenFlag(next(iter(FLAGS)), NOW.date()),))
        await self.show(Blocked())
        await self.show(Agreed())
        house.read_small()
        await self.show(You(), "down", "down", "down", "down", "end")
        await self.show(SettingsPage(), *["down"] * 9)

    async def session(self) -> None:
        """Look at a session from the check-in to its end."""
        house = self.app.house
        routine = house.catalog.routine(ROUTINE)
        checked = CheckIn(self.clock.moment(), 3, 5)
        plan = house.plan(routine, checked)

        def planned(other: Routine, easier: bool = False) -> Plan:
            return house.plan(other, checked, easier=easier)

        await self.show(PainNow(), "4", "enter", "5")
        await self.show(Planned(plan, planned, house.filter()), "w", "escape", "down")
        await self.show(Why(plan.decisions))
        player = Player(new_run(house, plan, checked))
        self.app.push_screen(player)
        await self.look()
        for key in ("p", "p", "i", "n", "escape", "s", "escape", "e", "escape", "x", "escape", "h", "escape", "q"):
            await self.pilot.press(key)
            await self.look(f"Player after {key}")
        if self.app.screen is not player:
            await self.pilot.press("escape")
        for _ in range(12):
            player.action_done()
            await self.look("Player further on")
        while not isinstance(self.app.screen, Today):
            self.app.pop_screen()
            await self.pilot.pause()
        house.open.drop(player.conductor.run)
        await self.show(AskHurt(), "6", "enter", "n", "enter")
        await self.show(After("", {EXERCISE: "1"}), "3", "enter", "6", "enter", "f")

    async def lists(self) -> None:
        """Look at the lists and at one thing of each."""
        catalog = self.app.house.catalog
        await self.show(Library(), "down", "slash", "a", "escape", "f")
        for id_ in (EXERCISE, "hip-mobility/supine-figure-4"):
            await self.show(Card(catalog.exercises[id_]), "end")
        await self.show(GuideList(), "down")
        await self.show(GuidePage(next(iter(catalog.guides.values()))))
        await self.show(Packs(), "down")
        loaded = self.app.house.contents
        assert loaded
        others = loaded.loaded.infos[:2]
        await self.show(NewPacks(others, frozenset({others[0].id})), "down", "space", "enter")
        await self.show(Builder(catalog.routine(ROUTINE)), "down", "d", "escape", "a", "escape", "w")
        await self.show(Take())
        sent = pasted(format_routine(catalog.routine(ROUTINE)), self.app.house)
        await self.show(TakePreview(sent), "w", "escape", "g")
        await self.show(AskWho("?"))
        await self.show(AskNote("?"))
        await self.show(AskText("?"), "enter")
        bridge = self.app.house.catalog.exercise("glutes/glute-bridge")
        await self.show(AskDose(bridge, bridge.start), "x", "enter")
        await self.show(Ask("?", [Option("enter", "1"), Option("escape", "2")]))
        await self.show(Help(self.app.screen), "end")
        await self.show(
            PreviewScreen(Previewed(Path(__file__).parents[2] / "packs" / "limberup_glutes", loaded.loaded)), "right"
        )

    async def files(self) -> None:
        """Look at the history, at one record, and at the form for one."""
        page = await self.history()
        assert page.past
        await self.show(CoursePage(EXERCISE, page.past, Span()))
        ids = [record.id for record in page.past.records][-3:]
        await self.pilot.press("1", "slash", "x")
        await self.look("History, search")
        await self.pilot.press("escape", "escape")
        await self.show(RecordPage(ids[-1], ids), "w", "escape", "x", "escape", "n")
        await self.show(RecordForm(day=NOW.date() - timedelta(days=1)), *["down"] * 9)

    async def history(self) -> HistoryPage:
        """Look at every view of the history, and return it."""
        page = HistoryPage()
        self.app.push_screen(page)
        await self.until(lambda: page.past is not None and page.past.whole)
        some = "" if page.past and page.past.records else ", empty"
        await self.look(f"History{some}")
        for number in range(1, len(VIEWS) + 1):
            await self.pilot.press(str(number))
            await self.pilot.pause()
            await self.look(f"History{some}, view {number}")
        return page


def _words(screen: Screen[Any]) -> Iterable[str]:
    # The preview shows a pack as its author has it.
    return () if isinstance(screen, PreviewScreen) else plain_words(screen)


@asynccontextmanager
async def walking(size: tuple[int, int], loaded: Loaded, *, lived: bool = True) -> AsyncIterator[Walk]:
    """Give the app at one size, for somebody with some weeks behind them or none, to be walked through."""
    clock = StillClock()
    with tempfile.TemporaryDirectory() as folder:
        house = house_in(Path(folder), clock, loaded.catalog, lived=lived)
        app = LimberupApp(house, Start(loaded=loaded))
        async with app.run_test(size=size, notifications=False) as pilot:
            yield Walk(app, pilot, clock, size)


async def walked(size: tuple[int, int], loaded: Loaded) -> list[Walk]:
    """Walk through the app at one size."""
    async with walking(size, loaded) as walk:
        await walk.everywhere()
    async with walking(size, loaded, lived=False) as begun:
        await begun.begin()
        await begun.history()
    return [walk, begun]


async def walked_for_heads(size: tuple[int, int], loaded: Loaded) -> list[Walk]:
    """Walk past the lists, and look at nothing but the heads of their columns."""
    async with walking(size, loaded) as walk:
        walk.finds = heads_cut
        await walk.begin()
        await walk.lists()
        await walk.files()
    async with walking(size, loaded, lived=False) as begun:
        begun.finds = heads_cut
        await begun.begin()
        await begun.history()
    return [walk, begun]


def screens(kind: type[Screen[Any]] = Screen) -> Iterator[str]:
    """Yield the names of limberup's screens that are no mere base of others."""
    for below in kind.__subclasses__():
        yield from screens(below)
        if below.__module__.startswith("limberup_tui") and not below.__subclasses__():
            yield below.__name__


def main() -> None:
    """Walk, and tell."""
    loaded = marked(load(safe=True))
    walks = [walk for size in SIZES for walk in asyncio.run(walked(size, loaded))]
    seen = set[str]().union(*(walk.seen for walk in walks))
    wrong = list(dict.fromkeys(line for walk in walks for line in walk.wrong))
    json.dump({"missed": sorted(set(screens()) - seen), "wrong": wrong}, sys.stdout)


def heads() -> None:
    """Walk past the lists in the language that is on, and tell as `main` does."""
    walks = asyncio.run(walked_for_heads(SIZES[0], load(safe=True)))
    json.dump([line for walk in walks for line in walk.wrong], sys.stdout)


if __name__ == "__main__":
    main()
