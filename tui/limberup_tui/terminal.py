"""What the terminal can show."""

from __future__ import annotations

import sys

__all__ = ["draws_unicode"]


def draws_unicode() -> bool:
    """Return whether blocks and dots reach the terminal: the screens are painted on standard error."""
    return "utf" in (getattr(sys.__stderr__, "encoding", None) or "utf-8").lower()
