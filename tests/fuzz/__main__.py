"""Trying as many broken files as one likes; see the package."""

from __future__ import annotations

import argparse
import asyncio
import faulthandler
import sys
import time

from tests.fuzz.change import mutant
from tests.fuzz.reading import Fuzz
from tests.fuzz.screens import BATCH, Shown, show
from textual import _wait

HANGS = 1200
"""Seconds after which a batch is given up, with a traceback of where it stands."""


def main() -> int:
    """Run it, print what came of it, and return 1 where something went wrong."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description="Read files that are broken at random.")
    parser.add_argument("--count", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--screens", action="store_true", help="also show them on the screens of the app")
    options = parser.parse_args()
    wrong = _read(options.count, options.seed)
    if options.screens:
        wrong += _shown(options.count, options.seed)
    sys.stdout.write("\n".join([f"{len(wrong)} went wrong", *wrong[:40]]) + "\n")
    return 1 if wrong else 0


def _read(count: int, seed: int) -> list[str]:
    begun = time.perf_counter()
    found = Fuzz().run(count, seed)
    for kind, tried in sorted(found.tried.items()):
        sys.stdout.write(f"{kind:10} {tried:6} files, {found.used[kind]:6} of them read as whole\n")
    for name, texts in sorted(found.shown.items()):
        sys.stdout.write(f"  {name:10} {texts:7} texts looked at\n")
    files, seconds = sum(found.tried.values()), time.perf_counter() - begun
    sys.stdout.write(f"{files} files read in {seconds:.0f} s, the slowest {found.slowest:.2f} s\n")
    sys.stdout.flush()
    return found.wrong


def _shown(count: int, seed: int) -> list[str]:
    begun = time.perf_counter()
    shown = Shown()
    # Look more often whether the app has settled after a key: most of the time goes by waiting for it.
    _wait.SLEEP_GRANULARITY, _wait.SLEEP_IDLE = 1 / 250, 1 / 5000
    for start in range(0, count, BATCH):
        faulthandler.dump_traceback_later(HANGS, exit=True)
        mutants = [mutant(seed * 1_000_000_000 + number) for number in range(start, min(start + BATCH, count))]
        try:
            asyncio.run(show(mutants, shown))
        except KeyboardInterrupt:
            # What there is so far is told all the same.
            break
        faulthandler.cancel_dump_traceback_later()
        sys.stderr.write(
            f"\r{start + len(mutants)} of {count}, {time.perf_counter() - begun:.0f} s, {len(shown.wrong)} wrong"
        )
    sys.stderr.write("\n")
    for kind, placed in sorted(shown.placed.items()):
        sys.stdout.write(f"{kind:10} {placed:6} files placed, {shown.shown[kind]:6} of them seen on a screen\n")
    for name, looks in sorted(shown.looks.items()):
        sys.stdout.write(f"  {name:20} {looks:6} looks, the slowest {shown.slowest.get(name, 0):.2f} s\n")
    sys.stdout.write(f"{sum(shown.placed.values())} files on screens in {time.perf_counter() - begun:.0f} s\n")
    sys.stdout.write(f"{len(shown.missed)} not seen: {', '.join(shown.missed[:12])}\n")
    sys.stdout.flush()
    return shown.wrong


if __name__ == "__main__":
    sys.exit(main())
