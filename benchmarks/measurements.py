"""Everything that can be measured, by name, in the order of the table."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from benchmarks import at_rest, commands, first_minute, first_paint, grown, history, player, screens, search, timeline
from benchmarks.bench import Bench
from benchmarks.table import Row

__all__ = ["MEASUREMENTS"]

MEASUREMENTS: dict[str, tuple[Callable[[Bench], Iterable[Row]], str]] = {
    "paint": (first_paint.measure, "from the start to the first paint"),
    "minute": (first_minute.measure, "from the first start to the first exercise"),
    "commands": (commands.measure, "--version and --help"),
    "rest": (at_rest.measure, "memory, and what is sent and computed while nobody presses a key"),
    "search": (search.measure, "a letter in the builder's search to its paint"),
    "screens": (screens.measure, "from one screen to another"),
    "player": (player.measure, "what the player sends and computes"),
    "timeline": (timeline.measure, "how far the player is from true time"),
    "history": (history.measure, "ten years of history: reading it"),
    "grown": (grown.measure, "200 packs with 10,000 exercises"),
}
