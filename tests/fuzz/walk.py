"""A way through the screens of an app whose packs, routines and history are broken files."""

from __future__ import annotations

import re
import time
from collections import Counter
from collections.abc import Mapping
from typing import Any

from tests.fuzz.acts import SECONDS, acting
from tests.fuzz.change import Mutant
from textual import events
from textual.pilot import Pilot
from textual.screen import Screen

from limberup.exercise import Exercise
from limberup.guide import Guide
from limberup.packs.choices import is_ours
from limberup.person import CheckIn
from limberup.plan import Plan
from limberup.routine import Routine, Step
from limberup.text import clean
from limberup_tui.app import LimberupApp
from limberup_tui.screens.base import Page
from limberup_tui.screens.builder import Builder
from limberup_tui.screens.card import Card
from limberup_tui.screens.guides import GuideList, GuidePage
from limberup_tui.screens.history import VIEWS, HistoryPage
from limberup_tui.screens.library import Library
from limberup_tui.screens.new_packs import NewPacks
from limberup_tui.screens.packs import Packs
from limberup_tui.screens.planned import Planned
from limberup_tui.screens.player import Left, Player
from limberup_tui.screens.record import RecordPage
from limberup_tui.screens.take import PasteArea, Take
from limberup_tui.screens.today import Today
from limberup_tui.steps import new_run
from limberup_tui.widgets.table import ListTable

__all__ = ["Walk", "record_id"]

TALL = 400
"""Rows of a terminal on which whole lists are seen at once."""
MOST_TURNS = 500


def record_id(one: Mutant) -> str:
    """Return the id of the record that a file is."""
    return f"20261120T073000Z-{one.seed % 16**8:08x}"


class Walk:
    """Looks at every screen with something of the files on it, and at each file on the screen that shows it alone."""

    def __init__(self, app: LimberupApp, pilot: Pilot[Any], mutants: Mapping[int, Mutant], width: int) -> None:
        self.app = app
        self.house = app.house
        self.pilot = pilot
        self.mutants = mutants
        self.width = width
        self.seen: set[int] = set()
        """Seeds of the files of which something was on a screen."""
        self.looks: Counter[str] = Counter()
        self.wrong: list[str] = []
        self.slowest: dict[str, float] = {}
        self._begun = time.process_time()

    async def everywhere(self) -> None:
        """Go through all screens."""
        for _ in range(MOST_TURNS):
            if self.house.contents is not None:
                break
            await self.pilot.pause(0.01)
        await self.look("opening")
        for _ in range(9):
            if isinstance(self.app.screen, Today):
                break
            await self.press("escape")
        await self.lists()
        # Today is drawn anew whenever it comes to the front, with all its routines: here nothing lies between.
        await self.push(Page())
        for one in self.mutants.values():
            await self.alone(one)

    # One look

    def spent(self, name: str, seconds: float) -> None:
        """Note how long a screen took, in seconds of the processor: the machine may do something else meanwhile."""
        self.slowest[name] = max(self.slowest.get(name, 0.0), seconds)

    async def look(self, name: str = "", one: Mutant | None = None) -> str:
        """Look at the screen in front; return all that is on it."""
        await self.pilot.pause()
        name = name or type(self.app.screen).__name__
        rows = []
        who = f"seed {one.seed}, {one.kind}: " if one else f"seeds {min(self.mutants)} to {max(self.mutants)}: "
        for strip in self.app.screen._compositor.render_strips():
            rows.append(strip.text)
            if odd := acting(strip.text):
                self.wrong.append(f"{who}{name} lets {odd!r} through")
            for segment in strip:
                style = segment.style
                if style and (style.link or (style._meta and "@click" in style.meta)):
                    self.wrong.append(f"{who}{name} has a text that acts: {segment.text[:60]!r}")
        self.looks[name] += 1
        seconds = time.process_time() - self._begun
        self.spent(name, seconds)
        if one and seconds > SECONDS:
            self.wrong.append(f"{who}{name} took {seconds:.1f} s")
        self._begun = time.process_time()
        return "\n".join(rows)

    async def press(self, *keys: str) -> str:
        """Press keys and look."""
        for key in keys:
            await self.pilot.press(key)
        return await self.look()

    async def push(self, screen: Screen[Any], one: Mutant | None = None) -> str:
        """Put a screen in front and look."""
        self._begun = time.process_time()
        self.app.push_screen(screen)
        return await self.look("", one)

    async def pop(self) -> None:
        """Take the screen in front away."""
        self.app.pop_screen()
        await self.pilot.pause()

    # Whole lists, on a terminal that is as tall as they are

    async def lists(self) -> None:
        """Look at the lists: Today, Library, Guides, Packs and the views of History."""
        await self.pilot.resize_terminal(self.width, TALL)
        await self.look("Today, all of it")
        for screen in (Library(), GuideList()):
            await self.push(screen)
            await self.press("end")
            await self.pop()
        await self._new_packs()
        packs = Packs()
        await self.push(packs)
        for number, info in packs.infos.items():
            packs.query_one(ListTable).select(number)
            text = "".join((await self.look("Packs, one")).split())
            self._note(text, info.pack is not None)
        await self.pop()
        await self.push(HistoryPage())
        for key, view in enumerate(VIEWS, 1):
            await self.press(str(key))
            await self.look(f"History, {view.NAME}")
        await self.pop()
        await self.pilot.resize_terminal(self.width, 40)

    async def _new_packs(self) -> None:
        """Look at the packs as they are shown at the first start that finds them, each with all that it brings."""
        found = self.house.contents.loaded.infos if self.house.contents else ()
        infos = [info for info in found if info.pack and not is_ours(info)]
        new = NewPacks(infos, frozenset())
        await self.push(new)
        for info in infos:
            new.query_one(ListTable).select(info.id)
            await self.press("enter")
            await self.press("t")
        await self.press("escape")

    def _note(self, text: str, used: bool) -> None:
        """Note the files that are named in what is said of a pack, and those that are packs."""
        for seed, one in self.mutants.items():
            name = one.slug if one.kind in ("pack", "rules") else f"{one.slug}.toml"
            own = _name(self.house.catalog, one.slug) if one.kind == "pack" and used else ""
            if name in text or (own and own in text):
                self.seen.add(seed)

    # One file alone

    async def alone(self, one: Mutant) -> None:
        """Look at a file on the screens that are about it alone."""
        catalog = self.house.catalog
        match one.kind:
            case "exercise":
                found = next((it for it in catalog.exercises.values() if it.slug == one.slug), None)
                if found:
                    await self._exercise(one, found)
            case "guide":
                guide = next((it for it in catalog.guides.values() if it.slug == one.slug), None)
                if guide:
                    await self._guide(one, guide)
            case "routine":
                await self._taken(one)
                routine = next((it for it in self.house.routines if it.slug == one.slug), None)
                if routine:
                    await self._routine(one, routine)
            case "record":
                await self._record(one)

    def _saw(self, one: Mutant, words: str, text: str) -> None:
        """Note that a file was seen where its words are on the screen; words that are not to be seen count too."""
        first = next(iter(clean(words).split()), "")[:12]
        if first in text:
            self.seen.add(one.seed)

    async def _exercise(self, one: Mutant, exercise: Exercise) -> None:
        self._saw(one, exercise.name, await self.push(Card(exercise), one))
        await self.pilot.press("end")
        await self.look("", one)
        await self.pop()
        if one.seed % 4 == 0:
            await self._led(one, Routine("Fuzz", (Step(exercise.id),)))

    async def _guide(self, one: Mutant, guide: Guide) -> None:
        self._saw(one, guide.question, await self.push(GuidePage(guide), one))
        await self.pop()

    async def _taken(self, one: Mutant) -> None:
        """Paste it, as a routine that somebody sent: what is wrong with it, or what the rules make of it."""
        take = Take()
        await self.push(take, one)
        take.query_one(PasteArea).post_message(events.Paste(one.text))
        await self.pilot.pause()
        text = await self.look("Take, pasted", one)
        if self.app.screen is not take:
            # What the rules make of it: its name stands over that.
            self._saw(one, take._sent.routine.name if take._sent else "", text)
            await self.pop()
        elif take.query_one("#found").has_class("wrong"):
            self.seen.add(one.seed)
        await self.pop()

    async def _routine(self, one: Mutant, routine: Routine) -> None:
        self._saw(one, routine.name, await self.push(Builder(routine), one))
        await self.pop()
        await self._led(one, routine)

    async def _led(self, one: Mutant, routine: Routine) -> None:
        """Look at the plan of a routine, and at the player in its first exercise and a while later."""
        house = self.house
        checked = CheckIn(house.clock.moment(), 1, 1)
        plan = house.plan(routine, checked)
        if not plan.steps:
            return

        def planned(other: Routine, easier: bool = False) -> Plan:
            return house.plan(other, checked, easier=easier)

        await self.push(Planned(plan, planned, house.filter()), one)
        await self.pop()
        if one.seed % 8:
            return
        player = Player(new_run(house, plan, checked))
        await self.push(player, one)
        for _ in range(3):
            player.action_done()
            await self.look("", one)
            if self.app.screen is not player:
                break
            player.action_how()
            await self.look("", one)
        house.open.drop(player.conductor.run)
        if self.app.screen is player:
            player.dismiss(Left.LATER)
            await self.pilot.pause()

    async def _record(self, one: Mutant) -> None:
        id_ = record_id(one)
        page = RecordPage(id_, [id_])
        text = await self.push(page, one)
        if page.record is None:
            # What is wrong with it stands in a toast over the screen before, a moment later.
            for _ in range(3):
                if id_[-8:] in re.sub(r"[^0-9A-Za-z]", "", text):
                    self.seen.add(one.seed)
                    break
                text = await self.look("toast", one)
            self.app.clear_notifications()
            await self.app.screen.query("ToastHolder").remove()
            return
        self._saw(one, page.record.routine, text)
        if page.record.decisions:
            await self.press("w")
            if self.app.screen is not page:
                await self.pop()
        if not page.record.newer and one.seed % 3 == 0:
            await self.press("e")
            if self.app.screen is not page:
                await self.pop()
        if self.app.screen is page:
            await self.pop()


def _name(catalog: Any, id_: str) -> str:
    return next(("".join(clean(pack.name).split()) for pack in catalog.packs if pack.id == id_), "")
