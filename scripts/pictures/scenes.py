"""How the app is led to what each picture shows."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from scripts.pictures.home import StillClock
from textual.pilot import Pilot
from textual.screen import Screen

from limberup.session import Session
from limberup.timeline import PhaseKind
from limberup_tui.app import LimberupApp
from limberup_tui.conductor import Conductor
from limberup_tui.screens.after import After
from limberup_tui.screens.builder import Builder
from limberup_tui.screens.card import Card
from limberup_tui.screens.checkin import PainNow
from limberup_tui.screens.dialog import Ask
from limberup_tui.screens.history import HistoryPage
from limberup_tui.screens.hurts import AskHurt
from limberup_tui.screens.library import Library
from limberup_tui.screens.planned import Planned
from limberup_tui.screens.player import Player
from limberup_tui.screens.settings import SettingsPage
from limberup_tui.screens.ticks import Ticks
from limberup_tui.screens.today import Today
from limberup_tui.screens.you import You
from limberup_tui.widgets.big import BigNumber

__all__ = ["SCENES", "Scene", "Stage"]

S = TypeVar("S", bound=Screen[Any])
MOST_TURNS = 500
EXERCISE = "hip-mobility/standing-hip-flexor-stretch"
HELD = 3
"""Seconds of the hold that are over in the picture of the player."""


@dataclass
class Stage:
    """The app, the keys and the clock."""

    app: LimberupApp
    pilot: Pilot[None]
    clock: StillClock
    begun: bool
    """Whether the app starts with a routine."""

    async def until(self, holds: Callable[[], bool]) -> None:
        """Let the app work until something holds."""
        for _ in range(MOST_TURNS):
            if holds():
                return
            await self.pilot.pause(0.01)
        raise TimeoutError(f"the app did not come to where the picture is taken: {self.app.screen}")

    async def at(self, kind: type[S]) -> S:
        """Wait for a screen."""
        await self.until(lambda: isinstance(self.app.screen, kind))
        await self.pilot.pause()
        screen = self.app.screen
        assert isinstance(screen, kind)
        return screen

    async def press(self, *keys: str) -> None:
        """Press keys."""
        await self.pilot.press(*keys)


async def today(stage: Stage) -> None:
    """Show Today."""
    await stage.at(Today)
    await stage.until(lambda: stage.app.ready)


async def check_in(stage: Stage) -> None:
    """Show the warning signs."""
    if not stage.begun:
        await today(stage)
        await stage.press("enter")
    await stage.at(Ticks)


async def plan(stage: Stage) -> None:
    """Show today's plan."""
    await check_in(stage)
    await stage.press("n")
    await stage.at(PainNow)
    await stage.press("1", "enter", "2", "enter")
    await stage.at(Planned)


async def _playing(stage: Stage) -> Conductor:
    await plan(stage)
    await stage.press("enter")
    await stage.at(Player)
    await stage.until(lambda: stage.app.conductor is not None)
    conductor = stage.app.conductor
    assert conductor is not None
    return conductor


def _held(session: Session) -> bool:
    return session.phase.kind is PhaseKind.HOLD and session.planned.exercise.id == EXERCISE


async def player(stage: Stage) -> None:
    """Show the player in a hold."""
    conductor = await _playing(stage)
    while not _held(conductor.session):
        conductor.done()
    for _ in range(HELD):
        stage.clock.value += 1
        conductor.tick()
    left = str(round(conductor.session.remaining(stage.clock.value)))
    number = stage.app.screen.query_one(BigNumber)
    # The flash at the start of the hold goes by a timer of its own.
    await stage.until(lambda: number.text == left and not number.flashing)


async def hurts(stage: Stage) -> None:
    """Show the first question of "it hurts"."""
    await player(stage)
    await stage.press("h")
    await stage.at(AskHurt)


async def after(stage: Stage) -> None:
    """Show After."""
    conductor = await _playing(stage)
    while conductor.session.remaining_all(stage.clock.value) > 1:
        stage.clock.value += 1
        conductor.tick()
        conductor.seen()
    stage.clock.value += 1
    # The last set ended by itself.
    await stage.at(Ask)
    await stage.press("y")
    await stage.at(After)
    await stage.press("2", "enter")


async def builder(stage: Stage) -> None:
    """Show a routine of a pack as it is changed."""
    await today(stage)
    await stage.press("down", "down", "e")
    await stage.at(Builder)


async def card(stage: Stage) -> None:
    """Show an exercise as a card."""
    await today(stage)
    await stage.press("l")
    await stage.at(Library)
    await stage.press("slash", *"bird", "down", "enter")
    await stage.at(Card)


async def history(stage: Stage) -> HistoryPage:
    """Show the sessions."""
    await today(stage)
    await stage.press("h")
    page = await stage.at(HistoryPage)
    await stage.until(lambda: page.past is not None and page.past.whole)
    return page


async def calendar(stage: Stage) -> None:
    """Show the year."""
    await history(stage)
    await stage.press("2")


async def pain(stage: Stage) -> None:
    """Show pain over time."""
    await history(stage)
    await stage.press("3")


async def settings(stage: Stage) -> None:
    """Show what can be set."""
    await today(stage)
    await stage.press("s")
    await stage.at(SettingsPage)


async def you(stage: Stage) -> None:
    """Show what limberup knows of somebody."""
    await today(stage)
    await stage.press("y")
    await stage.at(You)


@dataclass(frozen=True)
class Scene:
    """One picture."""

    lead: Callable[[Stage], Awaitable[object]]
    lived: bool = True
    """Whether the person has exercised for some weeks; else they begin today."""
    routine: str = ""
    """The routine that the app starts with at once."""
    size: tuple[int, int] = (80, 24)


EASY = "hip-mobility/easy-hips"
SCENES = {
    "after": Scene(after),
    "builder": Scene(builder),
    "calendar": Scene(calendar),
    "card": Scene(card, size=(80, 30)),
    "check-in": Scene(check_in),
    "hurts": Scene(hurts, lived=False, routine=EASY),
    "pain": Scene(pain),
    "plan": Scene(plan, routine="core-stability/core-and-glutes"),
    "player": Scene(player, lived=False, routine=EASY),
    "settings": Scene(settings, size=(80, 22)),
    "today": Scene(today),
    "you": Scene(you),
}
"""The pictures by their names: all that are in docs/pictures."""
