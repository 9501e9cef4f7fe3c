"""From a key to another screen."""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.bench import CONTENT, ESCAPE, FLOOR_READY, FRAME, Bench
from benchmarks.pty_program import Answer, Program
from benchmarks.table import FLOOR, OURS, Row, Target

__all__ = ["measure"]

WAYS = {
    "Library": ("l", ("limberup | Library", "all packs")),
    "History": ("h", ("limberup | History", "Strong day")),
    "Builder": ("b", ("limberup | Builder", "exercises for routines")),
}
"""The key that leads to a screen, and what stands on it then."""
THERE, HERE = ("other 11",), FLOOR_READY
AGAIN = 3
"""How often each way is gone after the first time."""
TARGET = Target(most=40)
FIRST, LATER, BACK, ALL = "first", "again", "back", "all"
Found = dict[tuple[str, str], list[float]]


def measure(bench: Bench) -> Iterator[Row]:
    """Yield how long it takes from a key on Today until another screen stands, and back, after ten years of history."""
    ours: Found = {}
    floor: Found = {}
    home = bench.homes.copy(bench.homes.years)
    for number in range(bench.few + 1):
        # The first turn fills the caches.
        into, into_floor = (ours, floor) if number else ({}, {})
        with bench.limberup(home) as program:
            program.until(*CONTENT)
            program.settle()
            for name, (key, wanted) in WAYS.items():
                _ways(program, into, name, (key, wanted), FRAME)
        with bench.floor() as program:
            program.until(*FLOOR_READY)
            program.settle()
            for name in WAYS:
                _ways(program, into_floor, name, ("s", THERE), HERE)

    def row(what: str, name: str, kind: str, target: Target | None = TARGET) -> Row:
        return Row(what, "ms", {OURS: ours[name, kind], FLOOR: floor[name, kind]}, target)

    for name in WAYS:
        yield row(f"Today to {name}, the first time", name, FIRST)
        yield row(f"Today to {name}, after that", name, LATER)
        yield row(f"Today to {name}, after that: until nothing more changes", name, ALL, None)
        yield row(f"{name} back to Today", name, BACK)


def _ways(program: Program, into: Found, name: str, there: tuple[str, tuple[str, ...]], here: tuple[str, ...]) -> None:
    key, wanted = there

    def note(kind: str, seconds: float) -> None:
        into.setdefault((name, kind), []).append(1000 * seconds)

    for number in range(AGAIN + 1):
        went: Answer = program.answer(key, *wanted)
        note(LATER if number else FIRST, went.shown)
        if number:
            note(ALL, went.painted)
        note(BACK, program.answer(ESCAPE, *here).shown)
