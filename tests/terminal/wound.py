"""A clock on the wall that a test sets, in programs that are started with it."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path

__all__ = ["Wound"]

CLOCK = """
import sys, time
from datetime import datetime, timezone
from pathlib import Path
from limberup_tui import clock
from limberup_tui.cli import main

place = Path(sys.argv.pop(1))
begun = time.time()

def moment(self):
    # The time of day of the test, going on as time goes on.
    said, passed = place.read_text().split()[0], time.time() - begun
    return datetime.fromtimestamp(float(said) + passed, timezone.utc).astimezone()

clock.Clock.moment = moment
sys.exit(main(sys.argv[1:]))
"""


class Wound:
    """A clock on the wall that a test sets, in programs that are started with it."""

    def __init__(self, folder: Path) -> None:
        self._place = folder / "clock"

    def set(self, moment: str) -> None:
        """Set it to a moment, with its offset."""
        beside = self._place.with_suffix(".new")
        beside.write_text(str(datetime.fromisoformat(moment).timestamp()), "utf-8")
        beside.replace(self._place)

    @property
    def program(self) -> list[str]:
        """The program that goes by it."""
        return [sys.executable, "-c", CLOCK, str(self._place)]
