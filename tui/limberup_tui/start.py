"""What limberup is started with: read from the command line, and handed whole to the app or the plain mode."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from limberup.packs.manager import Loaded
    from limberup.routine import Routine

__all__ = ["Start"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """What was asked for. The defaults are `limberup` alone: the app, at Today."""

    safe: bool = False
    """Only limberup's own packs."""
    calm: bool = False
    """Calm mode, whatever the settings say."""
    voice: bool = False
    """A voice for this session, whatever the settings say."""
    kiosk: bool = False
    """Whether no way may lead out of the program: see `limberup_tui.kiosk`."""
    loaded: Loaded | None = None
    """The packs, where they have been read already."""
    routine: Routine | None = None
    """A routine to start with at once."""
    resume: bool = False
    """Whether to go on with the session that was left open."""
