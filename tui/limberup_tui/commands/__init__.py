"""The commands, a module each, loaded when they are asked for; and what the group's options gave them."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from limberup.texts import tr

if TYPE_CHECKING:
    from limberup.packs.manager import Loaded
    from limberup.paths import Home

__all__ = ["Setting"]


@dataclass(frozen=True, slots=True)
class Setting:
    """What stands before the command: each command takes its files and packs from here."""

    safe: bool = False
    """Only limberup's own packs."""
    calm: bool = False
    """Calm mode, whatever the settings say."""
    plain: bool = False
    """Lines of text in place of the screens."""
    voice: bool = False
    """A voice for this session, whatever the settings say."""
    kiosk: bool = False
    """Whether no way may lead out of the program: see `limberup_tui.kiosk`."""

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
        loaded = load(safe=self.safe, folder=home.packs, cache=home.cache, fresh=fresh)
        return apply_choices(loaded, load_choices(home.pack_choices))
