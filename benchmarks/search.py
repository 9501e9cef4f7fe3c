"""From a key to its paint, in a search line over a list."""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.bench import CONTENT, Bench
from benchmarks.pty_program import Program
from benchmarks.table import FLOOR, OURS, Row, Target

__all__ = ["measure", "search_times", "to_search"]

WORDS = ("hi", "st", "br", "se")
"""What is searched: each letter leaves fewer, with limberup as with the bare app."""
BACKSPACE = "\x7f"
TARGET = Target(ratio=2, more=16)


def measure(bench: Bench) -> Iterator[Row]:
    """Yield how long each letter of a search in the builder takes, against a bare app that searches as many rows."""
    home = bench.homes.fresh()
    ours: list[float] = []
    floor: list[float] = []
    count = 0
    for number in range(bench.few + 1):
        with bench.limberup(home) as program:
            count = to_search(program)
            took = search_times(program)
        with bench.floor(str(count)) as program:
            program.until(f"{count} found")
            program.settle()
            took_there = search_times(program)
        if number:
            ours += took
            floor += took_there
    samples = {OURS: ours, FLOOR: floor}
    yield Row(f"Search in the builder: a letter to its paint, {count} exercises", "ms", samples, TARGET)


def to_search(program: Program) -> int:
    """Go to the search line of the builder from the start on; return how many exercises it searches."""
    program.until(*CONTENT)
    program.settle()
    program.answer("b", "limberup | Builder", "exercises for routines")
    count = program.text.partition(" exercises for routines")[0].split()[-1]
    program.answer("/")
    return int(count)


def search_times(program: Program) -> list[float]:
    """Type words letter by letter; return how many milliseconds each letter took until all it changes was painted."""
    times = []
    for word in WORDS:
        times += [1000 * program.answer(letter).painted for letter in word]
        for _ in word:
            program.answer(BACKSPACE)
    return times
