"""The app in a home of its own, with a clock that stands still until a test moves it."""

from __future__ import annotations

import html
import re
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from functools import partial
from pathlib import Path
from typing import Any, TypeVar, cast

import pytest
from textual._compositor import Compositor
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widget import Widget

from limberup.history.record import Record
from limberup.packs.choices import PackChoices, unseen
from limberup.packs.manager import Loaded, load
from limberup.paths import find_home
from limberup.person import OpenFlag, Person
from limberup.person_file import save_person
from limberup.routine import Routine
from limberup.timeline import Phase
from limberup_tui.app import LimberupApp
from limberup_tui.clock import Clock
from limberup_tui.house import House
from limberup_tui.screens.after import After
from limberup_tui.screens.checkin import PainNow
from limberup_tui.screens.dialog import Ask, AskText
from limberup_tui.screens.help import Help
from limberup_tui.screens.hurts import AskHurt
from limberup_tui.screens.morning import AskMorning
from limberup_tui.screens.planned import Planned
from limberup_tui.screens.player import Player
from limberup_tui.screens.ticks import Ticks
from limberup_tui.screens.today import Today
from limberup_tui.start import Start
from limberup_tui.widgets.long_list import LongList
from limberup_tui.widgets.table import ListTable

S = TypeVar("S", bound=Screen[Any])

CELL = 12.2
"""Width of a cell in Textual's pictures."""
MOMENT = datetime(2026, 11, 21, 8, 30, tzinfo=timezone(timedelta(hours=1)))
TODAY = MOMENT.date()
ACKNOWLEDGED = date(2026, 11, 1)


class FakeClock(Clock):
    """Stands still. `go` moves both of its hands, `value` and `at` each one alone."""

    def __init__(self) -> None:
        self.value = 1000.0
        self.at = MOMENT

    def now(self) -> float:
        """Return the seconds that were set."""
        return self.value

    def moment(self) -> datetime:
        """Return the time of day that was set."""
        return self.at

    def go(self, seconds: float) -> None:
        """Let time pass."""
        self.value += seconds
        self.at += timedelta(seconds=seconds)


@pytest.fixture(autouse=True)
def _same_zone(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let every machine be in the time zone of the fake clock."""
    monkeypatch.setenv("TZ", "CET-1")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.fixture(autouse=True)
def _short_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let Pilot look five times as often whether the app has settled after a key: most of these tests wait for it."""
    monkeypatch.setattr("textual._wait.SLEEP_GRANULARITY", 1 / 250)
    monkeypatch.setattr("textual._wait.SLEEP_IDLE", 1 / 5000)


@pytest.fixture(autouse=True)
def _unseen(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let Textual draw what a test looks at, and not also each change for a terminal that is not there.

    That, and waiting for the disk, took nearly half of the time of these tests; those in a terminal have both.
    """
    render_update = Compositor.render_update

    def render_whole(self: Compositor, full: bool = False, **more: Any) -> object:
        if full:
            return render_update(self, full, **more)
        self._dirty_regions.clear()
        return None

    monkeypatch.setattr(Compositor, "render_update", render_whole)
    monkeypatch.setattr("os.fsync", lambda handle: None)


@pytest.fixture
def clock() -> FakeClock:
    """Return the clock of the house."""
    return FakeClock()


@pytest.fixture
def home_folder(tmp_path: Path) -> Path:
    """Return the folder that holds all files of the person; it does not exist yet."""
    return tmp_path / "home"


@pytest.fixture
def new_house(home_folder: Path, clock: FakeClock) -> House:
    """Return the house of somebody who has never started limberup."""
    return House(find_home({"LIMBERUP_HOME": str(home_folder)}), clock)


@pytest.fixture
def house(new_house: House) -> House:
    """Return the house of somebody who has read what limberup is not, and of whom nothing else is known."""
    return lived_in(new_house)


def lived_in(house: House, **known: Any) -> House:
    """Write what is known of the person, and read it as the program does."""
    save_person(house.home.person, Person(**{"acknowledged": ACKNOWLEDGED, "screened": TODAY, **known}))
    house.read_small()
    return house


def with_packs_seen(house: House) -> Loaded:
    """Read the packs of the house's folder too, and note that the person has been shown what they bring."""
    loaded = load(folder=house.home.packs)
    for info in unseen(loaded, house.pack_choices):
        house.choose_packs(partial(PackChoices.with_seen, info=info))
    return loaded


def flagged(house: House, *ids: str) -> House:
    """Write open flags, and read them as the program does."""
    return lived_in(house, flags=tuple(OpenFlag(id_, ACKNOWLEDGED) for id_ in ids))


class WatchedApp(LimberupApp):
    """The app, with what it said in toasts."""

    def __init__(self, house: House, **options: Any) -> None:
        super().__init__(house, Start(**options))
        self.said: list[str] = []
        self.bells = 0

    def notify(self, message: str, **options: Any) -> None:
        """Remember what is said, and say it."""
        self.said.append(message)
        super().notify(message, **options)

    def bell(self) -> None:
        """Count the bell."""
        self.bells += 1


def screen_rows(app: LimberupApp) -> list[str]:
    """Return the rows of the screen as plain text, from the picture that Textual makes of it."""
    width, height = app.size
    rows = [[" "] * width for _ in range(height)]
    picture = app.export_screenshot()
    found = re.finditer(r'<text [^>]*? x="([\d.]+)"[^>]*?line-(\d+)\)">([^<]*)</text>', picture)
    for x, row, text in (match.groups() for match in found):
        start = round(float(x) / CELL)
        for place, char in enumerate(html.unescape(text).replace("\xa0", " "), start):
            if place < width and int(row) < height:
                rows[int(row)][place] = char
    return ["".join(row).rstrip() for row in rows]


@dataclass
class Playing:
    """An app that runs, and the keys to it."""

    app: WatchedApp
    pilot: Pilot[None]
    clock: FakeClock

    async def press(self, *keys: str) -> None:
        """Press keys, one after the other, and let the app settle."""
        for key in keys:
            await self.pilot.press(key)
        await self.pilot.pause()

    async def type(self, text: str) -> None:
        """Type a text."""
        await self.press(*("space" if char == " " else char for char in text))

    async def until(self, condition: Callable[[], object]) -> None:
        """Wait until something holds, for a bounded number of turns."""
        for _ in range(300):
            if condition():
                return
            await self.pilot.pause(0.01)
        pytest.fail("never came:\n" + "\n".join(screen_rows(self.app)))

    async def at(self, kind: Callable[..., S]) -> S:
        """Wait until a screen of that kind is the one in front and can be drawn, and return it."""
        await self.until(lambda: type(self.app.screen) is kind and self.app.screen.is_mounted)
        await self.pilot.pause()
        self.app.screen._compositor.render_update(full=True, screen_stack=self.app._background_screens)
        return cast(S, self.app.screen)

    @property
    def rows(self) -> list[str]:
        """What is on the screen, a text a row."""
        return screen_rows(self.app)

    @property
    def text(self) -> str:
        """What is on the screen, or in the box in front of it, with single spaces: wrapping does not matter."""
        screen = self.app.screen
        box = isinstance(screen, Ask | AskText | AskHurt | AskMorning | Help)
        return self.part(screen.children[0] if box else screen)

    def part(self, widget: Widget | str) -> str:
        """Return what is shown in the place of a widget of the screen in front, with single spaces."""
        box = (self.app.screen.query_one(widget) if isinstance(widget, str) else widget).region
        rows = [row[box.x : box.right] for row in self.rows[box.y : box.bottom]]
        return " ".join(re.sub(r"[│▏╭╮╰╯─]", " ", " ".join(rows)).split())

    @property
    def said(self) -> str:
        """What the app said last."""
        return self.app.said[-1] if self.app.said else ""

    @property
    def player(self) -> Player:
        """The player."""
        return next(screen for screen in self.app.screen_stack if isinstance(screen, Player))

    @property
    def table(self) -> ListTable | LongList:
        """The list of the screen in front that has the keys, or its first."""
        focused = self.app.focused
        if isinstance(focused, ListTable | LongList):
            return focused
        first = self.app.screen.query("ListTable, LongList").first()
        assert isinstance(first, ListTable | LongList)
        return first

    @property
    def open_files(self) -> list[Path]:
        """The files of sessions under way."""
        return sorted(self.app.house.home.open.glob("*.toml"))

    @property
    def records(self) -> list[Record]:
        """What the history holds."""
        records, problems = self.app.house.history.newest()
        assert not problems
        return records

    async def to_row(self, key: str) -> None:
        """Put the cursor on a row of the list."""
        self.table.select(key)
        await self.pilot.pause()
        assert self.table.current == key

    async def tick(self, *ids: str) -> None:
        """Tick lines of the list in front."""
        await self.at(Ticks)
        for id_ in ids:
            await self.to_row(id_)
            await self.press("space")

    async def check_in(self, rest: int = 2, move: int = 2) -> None:
        """Say that no flag applies, and how much it hurts."""
        await self.none()
        await self.pain(rest, move)

    async def none(self) -> None:
        """Say that nothing of the list in front is true, as often as it has a page that was not seen."""
        ticks = await self.at(Ticks)
        while self.app.screen is ticks:
            await self.press("n")

    async def pain(self, rest: int, move: int) -> None:
        """Say how much it hurts."""
        await self.at(PainNow)
        await self.press(*str(rest), "enter", *str(move), "enter")

    async def start(self, routine: str = "", rest: int = 2, move: int = 2) -> Player:
        """Start a routine from Today, and go as far as the player."""
        if routine:
            await self.to_row(routine)
        await self.press("enter")
        await self.check_in(rest, move)
        await self.at(Planned)
        await self.press("enter")
        return await self.at(Player)

    async def answer(self, *keys: str) -> None:
        """Answer the question that stands in front."""
        await self.at(Ask)
        await self.press(*keys)

    async def go(self, seconds: float) -> None:
        """Let time pass in the player, in steps that are no gap."""
        player = self.player
        while seconds > 0 and not player.conductor.ended and not player.conductor.taken_over:
            self.clock.go(min(2.5, seconds))
            player._tick()
            seconds -= 2.5
        await self.pilot.pause()

    async def to_phase(self, wanted: Callable[[Phase], object]) -> Phase:
        """Let time pass until the phase under way is the wanted one."""
        player = self.player
        for _ in range(4000):
            if wanted(player.conductor.session.phase):
                await self.pilot.pause()
                return player.conductor.session.phase
            assert not player.conductor.ended, "the session ended before"
            self.clock.go(0.5)
            player._tick()
        pytest.fail("there is no such phase")

    async def to_work(self) -> Phase:
        """Let time pass until something is to be done."""
        return await self.to_phase(lambda phase: phase.kind.is_work)

    async def done(self) -> None:
        """Press Enter; while repetitions are under way only after time enough to do them."""
        session = self.player.conductor.session
        if session.phase.reps:
            await self.go(session.remaining(self.clock.now()) - 0.25)
        await self.press("enter")

    async def finish(self) -> None:
        """Answer nothing After, and go back to Today."""
        await self.at(After)
        await self.press("escape")
        await self.at(Today)


@asynccontextmanager
async def playing(
    house: House,
    loaded: Loaded,
    *,
    size: tuple[int, int] = (80, 24),
    routine: Routine | None = None,
    resume: bool = False,
    morning: bool = False,
) -> AsyncIterator[Playing]:
    """Run the app until packs and history are read; on Today the cursor is on the first own routine.

    The question about the last morning is left unanswered, but with `morning`.
    """
    app = WatchedApp(house, loaded=loaded, routine=routine, resume=resume)
    assert isinstance(house.clock, FakeClock)
    async with app.run_test(size=size) as pilot:
        play = Playing(app, pilot, house.clock)
        await play.until(lambda: house.contents is not None)
        await pilot.pause()
        if isinstance(app.screen, AskMorning) and not morning:
            await play.press("escape")
            await play.at(Today)
        if isinstance(app.screen, Today) and house.contents and house.contents.own:
            await play.to_row(house.contents.own[0].id)
        yield play


SHORT = """\
name = "Short"
[[step]]
do = "glutes/glute-bridge"
dose = "2x5 2s rest 20s"
[[step]]
do = "hip-mobility/supine-figure-4"
dose = "1x20s each side"
"""
"""Bridges of 2 + 2 + 2 s, a rest, and a stretch for each side."""


def write_routine(house: House, text: str = SHORT, slug: str = "short") -> Path:
    """Write a file of one's own routines."""
    path = house.home.routines / f"{slug}.toml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


@pytest.fixture
def short(house: House) -> House:
    """Return a house with a short routine, which is the first on Today."""
    write_routine(house)
    return house
