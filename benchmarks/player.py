"""What the player sends and computes while it leads."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.bench import Bench
from benchmarks.proc import cpu_seconds
from benchmarks.pty_program import Program, Stuck
from benchmarks.table import OURS, Row

__all__ = ["ON_THE_WAY", "ROUTINE", "measure", "to_player"]

ROUTINE = """\
name = "Line"

[[step]]
do = "hip-mobility/supine-figure-4"
dose = "1x60s each side"

[[step]]
do = "glutes/glute-bridge"
dose = "2x12 2s rest 30s"
"""
ON_THE_WAY = (
    ("None of these", ("n",)),
    ("pain now", ("2", "\r", "3", "\r")),
    ("Take it easier", ("\r",)),
)
"""What stands on the screens between the start and the player, and the keys that lead on."""
SECONDS = 60
"""Within which the player is to be reached."""
STARTED = 2.5
"""Seconds into a hold, after which all its digits have been drawn once."""


@dataclass(frozen=True, slots=True)
class Leading:
    """The player for a while."""

    sent: float
    """Bytes a second."""
    cpu: float
    """Per cent of one core."""


def measure(bench: Bench) -> Iterator[Row]:
    """Yield the player in a hold and in a movement, each as usual and in calm mode."""
    found: dict[str, list[Leading]] = {}
    home = bench.homes.copy(bench.homes.fresh())
    (home / "routines").mkdir(exist_ok=True)
    (home / "routines" / "line.toml").write_text(ROUTINE, "utf-8")
    for _ in range(bench.few):
        for words, flags in (("", ()), (", calm", ("--calm",))):
            hold, moving = _lead(bench, home, flags)
            found.setdefault(f"a hold, figure still{words}", []).append(hold)
            found.setdefault(f"repetitions, figure moving{words}", []).append(moving)
    for what, values in found.items():
        yield Row(f"Player, {what}: sent", "B/s", {OURS: [one.sent for one in values]})
        yield Row(f"Player, {what}: CPU", "% of a core", {OURS: [one.cpu for one in values]})


def _lead(bench: Bench, home: Path, flags: tuple[str, ...]) -> tuple[Leading, Leading]:
    """Play up to the repetitions; return the hold and them."""
    # A session that was ended half way would be offered at the next start.
    for left in (home / "open").glob("*"):
        left.unlink()
    with bench.limberup(home, *flags, "play", "line") as program:
        to_player(program)
        program.type("\r")
        program.until("HOLD")
        program.during(STARTED)
        hold = _watch(program, bench.seconds)
        end = time.monotonic() + SECONDS
        while "Glute bridge" not in program.text or "MOVE" not in program.text:
            program.type("\r")
            # A figure that moves is never silent for long.
            program.fall_silent(0.2, 1)
            if time.monotonic() > end:
                raise Stuck(f"there is no way to the repetitions from here: {program.text}")
        program.during(1)
        return hold, _watch(program, bench.seconds)


def to_player(program: Program) -> None:
    """Answer what is asked, as far as the player.

    Raises:
        Stuck: it was not reached.
    """
    end = time.monotonic() + SECONDS
    program.until("limberup")
    while "GET READY" not in program.text:
        program.settle()
        for key in next((keys for words, keys in ON_THE_WAY if words in program.text), ()):
            program.answer(key)
        if time.monotonic() > end:
            raise Stuck(f"there is no way to the player from here: {program.text}")


def _watch(program: Program, seconds: float) -> Leading:
    used, begun = cpu_seconds(program.pid), time.monotonic()
    sent = program.during(seconds)
    took = time.monotonic() - begun
    return Leading(sent / took, 100 * (cpu_seconds(program.pid) - used) / took)
