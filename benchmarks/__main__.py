"""How fast limberup is, beside a bare Textual app and other programs, as one table.

    python -m benchmarks [--only NAME ...] [--runs N] [--quick] [--with PROGRAM ...] [--homes DIR]
                         [--markdown] [--write FILE]

From the root of a clone, with the `test` extra installed. Every program runs in a pseudo-terminal of 80 x 24 with
nothing of a real home folder in it; those that are compared take turns, so that what slows the machine down hits all.
Given are the median and between what 90 % of the values lie, limberup's ratio to the bare app (the median of the
ratios turn by turn), and what is asked for. docs/speed.md says what each row means.

`--with` takes the script of toolong (`tl`), posting or harlequin, in whatever environment; those on the search path
are found. The folder of `--homes` keeps the made-up homes (ten years of history take a minute to make).
"""

from __future__ import annotations

import argparse
import os
import platform
import subprocess
import sys
import tempfile
from datetime import date
from pathlib import Path

from benchmarks.bench import Bench
from benchmarks.homes import Homes
from benchmarks.measurements import MEASUREMENTS
from benchmarks.others import find_others
from benchmarks.page import write_between
from benchmarks.pty_program import Stuck
from benchmarks.table import Row, as_markdown, as_text


def main(arguments: list[str] | None = None) -> int:
    """Measure, and print."""
    args = _parser().parse_args(arguments)
    if args.list:
        _say("\n".join(f"{name:10}  {words}" for name, (_, words) in MEASUREMENTS.items()))
        return 0
    with tempfile.TemporaryDirectory(prefix="limberup-benchmarks-") as folder:
        homes = Homes(args.homes or Path(folder), date.today())
        others = find_others(args.with_, Path(folder))
        runs, seconds, minutes = (3, 2.0, 0.5) if args.quick else (20, 10.0, 2.0)
        bench = Bench(homes, args.runs or runs, seconds, minutes, others)
        rows: list[Row] = []
        failed = False
        for name in args.only or MEASUREMENTS:
            measure, words = MEASUREMENTS[name]
            _note(f"{name}: {words} ...")
            try:
                rows += measure(bench)
            except (Stuck, subprocess.CalledProcessError) as error:
                # What has been measured so far is worth having all the same.
                failed = True
                _note(f"{name} failed: {error}")
    about = _circumstances(bench)
    page = f"{about}\n\n{as_markdown(rows)}"
    _say(page if args.markdown else f"{about}\n\n{as_text(rows)}")
    if args.write:
        write_between(args.write, page)
    return int(failed)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--list", action="store_true", help="say what can be measured, and end")
    parser.add_argument("--only", nargs="+", choices=MEASUREMENTS, metavar="NAME", help="measure only these")
    parser.add_argument("--runs", type=int, help="turns of each (default 20; a quarter of that where one takes long)")
    parser.add_argument("--quick", action="store_true", help="few turns: to see that it works, not for figures")
    parser.add_argument("--with", dest="with_", nargs="+", type=Path, default=[], metavar="PROGRAM")
    parser.add_argument("--homes", type=Path, metavar="DIR", help="keep the homes here, and use them again")
    parser.add_argument("--markdown", action="store_true", help="print the table for a page")
    parser.add_argument("--write", type=Path, metavar="FILE", help="put the table for a page between its marks")
    return parser


def _circumstances(bench: Bench) -> str:
    python, system = platform.python_version(), platform.system()
    return f"{date.today():%Y-%m-%d}, {_cores()}, {system}, Python {python}, {bench.runs} turns."


def _cores() -> str:
    count = os.cpu_count() or 1
    return f"{count} cores" if count > 1 else "one core"


def _say(words: str) -> None:
    sys.stdout.write(f"{words}\n")


def _note(words: str) -> None:
    sys.stderr.write(f"{words}\n")
    sys.stderr.flush()


if __name__ == "__main__":
    sys.exit(main())
