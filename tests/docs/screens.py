"""The screens whose keys the guides tell, and their keys as the pages write them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.docs.pages import GUIDES, part, rows, ticked, together
from textual.app import App
from textual.binding import Binding
from textual.screen import Screen

from limberup_tui.app import LimberupApp
from limberup_tui.screens.after import After
from limberup_tui.screens.agreed import Agreed
from limberup_tui.screens.base import Page
from limberup_tui.screens.blocked import Blocked
from limberup_tui.screens.builder import Builder
from limberup_tui.screens.card import Card
from limberup_tui.screens.changed import Changed
from limberup_tui.screens.checkin import PainNow
from limberup_tui.screens.form import FormPage
from limberup_tui.screens.goals import Goals
from limberup_tui.screens.guides import GuideList, GuidePage
from limberup_tui.screens.history import HistoryPage
from limberup_tui.screens.history_course import CoursePage
from limberup_tui.screens.library import Library
from limberup_tui.screens.new_packs import NewPacks
from limberup_tui.screens.packs import Packs
from limberup_tui.screens.pick import Pick
from limberup_tui.screens.planned import Planned
from limberup_tui.screens.player import Player
from limberup_tui.screens.player_asks import AskingPlayer
from limberup_tui.screens.record import RecordPage
from limberup_tui.screens.record_form import RecordForm
from limberup_tui.screens.review import LookBack
from limberup_tui.screens.room import Draft
from limberup_tui.screens.scales import ScalePage
from limberup_tui.screens.take import Take, TakePreview
from limberup_tui.screens.ticks import Ticks
from limberup_tui.screens.today import Today
from limberup_tui.screens.welcome import Welcome
from limberup_tui.screens.you import You
from limberup_tui.widgets.calendar import YearCalendar
from limberup_tui.widgets.keys import KEY_NAMES
from limberup_tui.widgets.long_list import LongList
from limberup_tui.widgets.table import ListTable

SCREENS: dict[str, tuple[type, ...]] = {
    "Everywhere": (Page, ListTable, LimberupApp, App),
    "A look back": (LookBack,),
    "Today": (Today,),
    "First start": (Welcome,),
    "Lists to tick": (Ticks,),
    "You and your room": (FormPage, Draft),
    "What you want to do better": (Goals,),
    "Has anything changed?": (Changed,),
    "Pain now": (PainNow,),
    "Today's plan": (Planned,),
    "The player": (Player, AskingPlayer),
    "After": (After,),
    "Builder": (Builder,),
    "A routine from somebody": (Take, TakePreview),
    "Library": (Library, Card),
    "Guides": (GuideList, GuidePage),
    "History": (HistoryPage, LongList, YearCalendar),
    "One exercise over time": (CoursePage,),
    "One record": (RecordPage,),
    "Changing or adding a record": (FormPage, RecordForm),
    "Packs": (Packs,),
    "New packs": (NewPacks,),
    "You": (FormPage, You),
    "Your country": (Pick,),
    "What a clinician has agreed to": (Agreed,),
    "No exercises for now": (Blocked,),
}
"""The headings of the guides that have a table of keys, and whose keys they are."""


SCALES: dict[str, Callable[[], ScalePage[Any]]] = {"Pain now": PainNow, "After": lambda: After("Easy hips.")}
"""The screens that go from question to question by keys that are no bindings."""


GOES_ON, GOES_BACK = ("Tab", "Down"), ("Shift+Tab", "Up")


def keys(classes: tuple[type, ...]) -> tuple[set[str], set[str]]:
    """Return the keys of some classes as a keyboard has them: all, and those that their foot shows."""
    every: set[str] = set()
    shown: set[str] = set()
    for cls in classes:
        for binding in vars(cls).get("BINDINGS", ()):
            found = binding if isinstance(binding, Binding) else Binding(*binding)
            names = {key_words(key.strip()) for key in found.key.split(",")}
            every |= names
            if found.show and found.description:
                shown |= names
    if App in classes:
        every.add(key_words(LimberupApp.COMMAND_PALETTE_BINDING))
    return every, shown


def key_words(key: str) -> str:
    """Return a key's name as the pages write it."""
    control = f"Ctrl+{key[5:].upper()}" if key.startswith("ctrl+") else key
    return KEY_NAMES.get(key, control)


def pressed(key: str) -> str:
    """Return a key as Textual calls it, from how the pages write it."""
    return {name: key for key, name in KEY_NAMES.items()}.get(key, key)


def written_keys(heading: str) -> set[str]:
    """Return the keys in the first column of the table of keys under a heading."""
    return {key for row in rows(part(together(GUIDES), heading, own=True)) for key in ticked(row[0])}


class Bare(App[None]):
    """Shows one screen after the other, and keeps what each gave."""

    gave: Any = None

    def ask(self, shown: Screen[Any]) -> None:
        """Show a screen in place of the one before it."""
        self.gave = None
        while len(self.screen_stack) > 1:
            self.pop_screen()
        self.push_screen(shown, self._keep)

    def _keep(self, gave: Any) -> None:
        self.gave = gave
