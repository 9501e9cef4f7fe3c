"""The commands, a module each, loaded when they are asked for; and what the group's options gave them."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from limberup.texts import tr
from limberup_tui.start import Start

if TYPE_CHECKING:
    from limberup.packs.manager import Loaded
    from limberup.paths import Home

__all__ = ["Setting"]


@dataclass(frozen=True, slots=True)
class Setting:
    """What stands before the command: each command takes its files and packs from here."""

    start: Start = field(default_factory=Start)
    """What the app is to be started with, where the command is one that starts it."""
    plain: bool = False
    """Lines of text in place of the screens."""

    def home(self) -> Home:
        """Return the person's folders."""
        from limberup.paths import find_home

        return find_home(os.environ)

    def shut(self, command: str | None) -> None:
        """Shut the ways out of kiosk mode, before any command is run.

        Raises:
            click.UsageError: this command is none for kiosk mode.
        """
        import click

        from limberup_tui import kiosk

        if command is not None and command not in kiosk.COMMANDS:
            raise click.UsageError(tr("in kiosk mode there is no command {command!r}").format(command=command))
        kiosk.shut(self.home())

    def load(self, *, fresh: bool = False) -> Loaded:
        """Read the packs. Takes time, so only commands that need them call it.

        Args:
            fresh: Whether to ask the packs' hooks again also where their answer is kept.
        """
        from limberup.packs.choices import apply_choices, load_choices
        from limberup.packs.manager import load

        home = self.home()
        loaded = load(safe=self.start.safe, folder=home.packs, cache=home.cache, fresh=fresh)
        return apply_choices(loaded, load_choices(home.pack_choices))
