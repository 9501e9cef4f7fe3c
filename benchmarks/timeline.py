"""How far the player is from true time."""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.bench import Bench
from benchmarks.drift import drift
from benchmarks.table import OURS, Row

__all__ = ["measure"]


def measure(bench: Bench) -> Iterator[Row]:
    """Yield what the drift of a short session is, with the cores left alone and with all of them busy."""
    for busy, words in ((False, "machine left alone"), (True, "every core busy")):
        found = drift(bench.minutes, busy=busy)
        session = f"{found.minutes:.0f} minutes of a session, {words}"
        yield Row(f"{session}: its end from true time", "ms", {OURS: [found.timeline_off_ms]})
        yield Row(f"{session}: told after its moment", "ms", {OURS: found.late})
