"""Commands that print something and end."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial

from benchmarks.bench import FLOOR_READY, Bench, milliseconds, take_turns
from benchmarks.table import FLOOR, OURS, Row, Target

__all__ = ["measure"]

TARGET = Target(ratio=0.35)


def measure(bench: Bench) -> Iterator[Row]:
    """Yield how long `--version` and `--help` take, against the first paint of the bare app."""
    environ = bench.environ(bench.homes.fresh())
    others = bench.environ(bench.homes.empty)
    programs: dict[str, Callable[[], float]] = {
        FLOOR: lambda: milliseconds(bench.floor(), *FLOOR_READY),
        "--version": partial(_run, [*bench.ours, "--version"], environ),
        "--help": partial(_run, [*bench.ours, "--help"], environ),
    }
    for other in bench.others:
        if other.version:
            programs[f"{other.name} --version"] = partial(_run, [other.command[0], *other.version], others)
        programs[f"{other.name} --help"] = partial(_run, [other.command[0], "--help"], others)
    took = take_turns(bench.runs, programs)
    for option in ("--version", "--help"):
        beside = {one.name: took[f"{one.name} {option}"] for one in bench.others if f"{one.name} {option}" in took}
        yield Row(f"`{option}`, to its end", "ms", {OURS: took[option], FLOOR: took[FLOOR], **beside}, TARGET)


def _run(command: Sequence[str], environ: Mapping[str, str]) -> float:
    begun = time.monotonic()
    subprocess.run(command, env=environ, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, check=True)
    return 1000 * (time.monotonic() - begun)
