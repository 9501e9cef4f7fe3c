"""Ten years of history: how long it takes to read."""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.bench import Bench
from benchmarks.table import OURS, Row
from benchmarks.years import reading

__all__ = ["measure"]

WORDS = {
    "no cache": "all of it, without a cache",
    "cached": "all of it, as the app does from the second time on",
    "newest 90": "the newest 90, as the app does at its start",
}


def measure(bench: Bench) -> Iterator[Row]:
    """Yield the ways to read it, each in this process."""
    place = bench.homes.years / "history"
    count = sum(1 for _ in place.glob("*/*.toml"))
    found = reading(place, bench.few)
    for name, words in WORDS.items():
        yield Row(f"Ten years of history ({count} records): read {words}", "ms", {OURS: found[name]})
