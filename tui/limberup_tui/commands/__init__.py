"""The commands, a module each, loaded when they are asked for; and what the group's options gave them."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from limberup.packs.manager import Loaded
    from limberup.paths import Home

__all__ = ["Setting"]


@dataclass(frozen=True, slots=True)
class Setting:
    """What stands before the command: each command takes its files and packs from here."""

    safe: bool = False
    """Only limberup's own packs."""

    def home(self) -> Home:
        """Return the person's folders."""
        from limberup.paths import find_home

        return find_home(os.environ)

    def load(self) -> Loaded:
        """Read the packs. Takes time, so only commands that need them call it."""
        from limberup.packs.manager import load

        return load(safe=self.safe, folder=self.home().packs)
