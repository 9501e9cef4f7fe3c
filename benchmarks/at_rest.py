"""Memory, and what is sent and computed while nobody presses a key."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from benchmarks.bench import CONTENT, FLOOR_READY, Bench, take_turns
from benchmarks.proc import cpu_seconds, peak, resident
from benchmarks.pty_program import Program
from benchmarks.table import FLOOR, OURS, Row, Target

__all__ = ["Rest", "at_rest", "measure"]

LOOKS = 0.05
"""Seconds between two looks at how much the processes hold together."""
CALM = 1.0
"""Seconds without output, after which a program counts as started."""
PATIENCE = 5.0
"""Seconds after which one does that never falls silent."""


@dataclass(frozen=True, slots=True)
class Rest:
    """A program, started and left alone."""

    memory: float
    """MB that it and all it has started hold."""
    most: float
    """MB that they have held at any time since its start."""
    sent: float
    """Bytes a second that it writes."""
    cpu: float
    """Per cent of one core that it uses."""


def measure(bench: Bench) -> Iterator[Row]:
    """Yield memory and idleness of Today after ten years of history."""
    programs: dict[str, Callable[[], Rest]] = {
        FLOOR: lambda: at_rest(bench.floor(), FLOOR_READY, bench.seconds),
        OURS: lambda: at_rest(bench.limberup(bench.homes.years), CONTENT, bench.seconds),
    }
    for other in bench.others:
        programs[other.name] = partial(lambda one: at_rest(bench.other(one), one.ready, bench.seconds), other)
    found = take_turns(bench.few, programs)

    def row(what: str, unit: str, value: Callable[[Rest], float], target: Target | None = None) -> Row:
        return Row(what, unit, {name: [value(rest) for rest in rests] for name, rests in found.items()}, target)

    yield row("Memory at rest (resident, all processes)", "MB", lambda rest: rest.memory, Target(ratio=1.6))
    yield row("Memory at its most since the start", "MB", lambda rest: rest.most, Target(ratio=1.6))
    yield row(f"Idle {bench.seconds:g} s: sent", "B/s", lambda rest: rest.sent, Target(most=0))
    yield row(f"Idle {bench.seconds:g} s: CPU", "% of a core", lambda rest: rest.cpu, Target(most=0.5))


def at_rest(program: Program, ready: tuple[str, ...], seconds: float) -> Rest:
    """Start a program, leave it alone for so many seconds once it is started, and end it."""
    held = [0.0]
    over = threading.Event()

    def look() -> None:
        while not over.wait(LOOKS):
            held.append(resident(program.pid))

    with program:
        watcher = threading.Thread(target=look)
        watcher.start()
        try:
            program.until(*ready)
            program.fall_silent(CALM, PATIENCE)
        finally:
            over.set()
            watcher.join()
        used, begun = cpu_seconds(program.pid), time.monotonic()
        sent = program.during(seconds)
        took = time.monotonic() - begun
        cpu = 100 * (cpu_seconds(program.pid) - used) / took
        return Rest(resident(program.pid), max(*held, peak(program.pid)), sent / took, cpu)
