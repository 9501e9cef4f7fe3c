"""The two clocks of the app, in one place so that a test can bring its own."""

from __future__ import annotations

import time
from datetime import datetime

__all__ = ["Clock"]

# Linux's monotonic clock stands still while the machine sleeps; this one does not, so that a gap shows.
_SESSION_CLOCK = getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC)


class Clock:
    """The time of the machine."""

    def now(self) -> float:
        """Return seconds that never go back, sleep of the machine included; only differences count."""
        return time.clock_gettime(_SESSION_CLOCK)

    def moment(self) -> datetime:
        """Return the time of day with the local time zone's offset."""
        return datetime.now().astimezone()
