"""The command palette: everything that can be done from anywhere, by name."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from textual.app import SystemCommand
from textual.command import CommandPalette, Hit, Hits
from textual.screen import Screen
from textual.system_commands import SystemCommandsProvider

from limberup.settings import THEMES
from limberup.texts import tr
from limberup_tui.fields import THEME_WORDS
from limberup_tui.screens.today import Today

if TYPE_CHECKING:
    from limberup_tui.app import LimberupApp

__all__ = ["commands", "palette"]


class _Commands(SystemCommandsProvider):
    """Finds commands, and says where there is none: Textual says it in English."""

    async def search(self, query: str) -> Hits:
        """Yield the commands with these letters in them, or a line that there are none."""
        found = False
        async for hit in super().search(query):
            found = True
            yield hit
        if not found:
            yield Hit(1.0, tr("No command is called that."), _nothing)


def _nothing() -> None:
    """Do nothing: there was nothing to choose."""


def palette() -> CommandPalette:
    """Return the palette, to be shown."""
    return CommandPalette([_Commands], placeholder=tr("Search for commands…"), id="--command-palette")


def commands(app: LimberupApp, screen: Screen[object]) -> Iterator[SystemCommand]:
    """Yield what can be done now, for the screen that is in front."""
    yield SystemCommand(tr("Help"), tr("Every key of this screen"), app.action_help)
    if not app.ready:
        yield SystemCommand(tr("Quit"), tr("Leave limberup"), app.action_leave)
        return
    if not app.in_session and isinstance(screen, Today):
        yield SystemCommand(tr("Start: today's plan"), tr("What limberup chooses for today"), app.play)
        yield SystemCommand(tr("Gentle session"), tr("Short and easy, for a bad day"), partial(app.play, gentle=True))
        yield SystemCommand(tr("Health has changed"), tr("Go through the questions again"), app.something_new)
        for routine in app.house.routines:
            yield SystemCommand(
                tr("Start: {routine}").format(routine=routine.name),
                tr("Check-in, then the session"),
                partial(app.play, routine),
            )
        for title, name, help_ in (
            (tr("Builder"), "builder", tr("Put a routine together")),
            (tr("Take a routine over"), "take", tr("Paste one that somebody gave you")),
            (tr("History"), "history", tr("What you have done")),
            (tr("Library"), "library", tr("Every exercise as a card")),
            (tr("Guides"), "guides", tr("Short answers to common questions")),
            (tr("Packs"), "packs", tr("What is installed")),
            (tr("You"), "you", tr("What limberup knows of you")),
            (tr("Settings"), "settings", tr("How you like it: colours, sounds, pace, keys")),
        ):
            yield SystemCommand(title, help_, partial(app.action_show, name))
    for name in THEMES:
        yield SystemCommand(
            tr("Colours: {name}").format(name=THEME_WORDS.get(name, name)),
            tr("Change the colours"),
            partial(app.action_theme, name),
        )
    yield SystemCommand(tr("Bell on or off"), tr("Whether the terminal's bell rings"), app.action_bell_switch)
    yield SystemCommand(tr("Quit"), tr("Leave limberup"), app.action_leave)
