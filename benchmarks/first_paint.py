"""From the start of the process to the first paint."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from benchmarks.bench import CONTENT, FLOOR_READY, FRAME, Bench, milliseconds, take_turns
from benchmarks.table import FLOOR, OURS, Row, Target

__all__ = ["measure"]

TARGET = Target(ratio=1.25)


def measure(bench: Bench) -> Iterator[Row]:
    """Yield how long it takes to the frame of Today and to its content, with nothing done yet and after ten years."""
    homes = {"nothing done yet": bench.homes.fresh(), "ten years": bench.homes.years}
    content: dict[str, list[float]] = {name: [] for name in homes}
    programs: dict[str, Callable[[], float]] = {
        FLOOR: lambda: milliseconds(bench.floor(), *FLOOR_READY),
        **{name: partial(_ours, bench, home, content[name]) for name, home in homes.items()},
        **{one.name: partial(lambda one: milliseconds(bench.other(one), *one.ready), one) for one in bench.others},
    }
    frame = take_turns(bench.runs, programs)
    others = {one.name: frame[one.name] for one in bench.others}
    for name in homes:
        beside = others if name == "ten years" else {}
        samples = {OURS: frame[name], FLOOR: frame[FLOOR], **beside}
        yield Row(f"First paint of Today: its frame, {name}", "ms", samples, TARGET)
        # The turn that fills the caches does not count here either.
        samples = {OURS: content[name][1:], FLOOR: frame[FLOOR]}
        yield Row(f"First paint of Today: its content, {name}", "ms", samples, TARGET)


def _ours(bench: Bench, home: Path, content: list[float]) -> float:
    with bench.limberup(home) as program:
        frame = program.until(*FRAME)
        content.append(1000 * program.until(*CONTENT))
    return 1000 * frame
