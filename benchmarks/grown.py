"""200 packs with 10,000 exercises, set beside limberup's own six packs."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator

from benchmarks.at_rest import at_rest
from benchmarks.bench import CONTENT, FRAME, Bench, take_turns
from benchmarks.pty_program import Program
from benchmarks.search import search_times, to_search
from benchmarks.table import OURS, Row, Target

__all__ = ["measure"]

SIX = "six packs"
SECONDS = 120.0
"""Within which a start is to be over."""
Moments = tuple[float, float]


def measure(bench: Bench) -> Iterator[Row]:
    """Yield first paint, search and memory."""
    ours, packs = bench.homes.fresh(), bench.homes.many

    def grown() -> Program:
        return bench.limberup(packs.home, limit=SECONDS, PYTHONPATH=str(packs.site))

    def anew() -> Moments:
        shutil.rmtree(packs.home / "cache", ignore_errors=True)
        return _moments(grown())

    programs: dict[str, Callable[[], Moments]] = {
        SIX: lambda: _moments(bench.limberup(ours)),
        OURS: lambda: _moments(grown()),
    }
    first = [anew() for _ in range(2)]
    found = take_turns(bench.few, programs)
    for index, what in enumerate(("its frame", "its content")):
        samples = {name: [moments[index] for moments in times] for name, times in found.items()}
        yield Row(f"200 packs, 10,000 exercises: Today, {what}", "ms", samples, Target(ratio=1.5), SIX)
    content = [moments[1] for moments in first]
    yield Row("200 packs, nothing cached yet: Today, its content", "ms", {OURS: content}, against=SIX)
    with grown() as program:
        count = to_search(program)
        many = search_times(program)
    with bench.limberup(ours) as program:
        to_search(program)
        samples = {OURS: many, SIX: search_times(program)}
    yield Row(f"200 packs: a letter of a search to its paint, {count} exercises", "ms", samples, Target(most=50), SIX)
    rest = take_turns(
        2,
        {
            SIX: lambda: at_rest(bench.limberup(ours), CONTENT, 1),
            OURS: lambda: at_rest(grown(), CONTENT, 1),
        },
    )
    for what, value in (("at rest", "memory"), ("at its most since the start", "most")):
        samples = {name: [getattr(one, value) for one in found_there] for name, found_there in rest.items()}
        yield Row(f"200 packs: memory {what}", "MB", samples, Target(ratio=3), SIX)


def _moments(program: Program) -> Moments:
    with program:
        frame = program.until(*FRAME)
        return 1000 * frame, 1000 * program.until(*CONTENT)
