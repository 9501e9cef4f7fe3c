"""What ends a conversation from outside. Each is raised where a line is waited for or written, and nowhere else."""

from __future__ import annotations

__all__ = ["EndOfInput", "Ended", "Gone", "Interrupted", "Leaving"]


class Leaving(Exception):
    """The conversation is over: what is under way has to be kept."""


class EndOfInput(Leaving):
    """No line will come any more."""


class Gone(Leaving):
    """Nobody reads what is written any more."""


class Interrupted(Leaving):
    """Ctrl+C."""


class Ended(Leaving):
    """The process was told to end."""
