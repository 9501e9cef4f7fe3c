"""How far the player's timeline is from true time, with every core busy.

    python benchmarks/drift.py [--minutes 30] [--idle] [--nice 10]

Plays holds and rests in the real player (headless, at 80x24), with one busy process for each core. Each event is due
at a moment of its own; printed is how much later than that the player told it, and how far the last one was from
where the plan ends. The numbers of one run are one line of JSON at the end.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import multiprocessing
import os
import statistics
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from limberup.dose import parse_dose
from limberup.packs.manager import Loaded, load
from limberup.paths import find_home
from limberup.run import Run
from limberup.session import Event, Session, Told
from limberup.timeline import PlannedStep, Timeline, build_timeline
from limberup_tui.app import LimberupApp
from limberup_tui.clock import Clock
from limberup_tui.house import House
from limberup_tui.screens.player import Player
from limberup_tui.start import Start

EXERCISE = "hip-mobility/supine-figure-4"
DOSE = "1x30s each side"


def hog(nice: int) -> None:
    """Keep one core busy, with that much regard for others."""
    os.nice(nice)
    number = 0
    while True:
        number += 1


def of_minutes(loaded: Loaded, minutes: float) -> Timeline:
    """Return a timeline at least that long."""
    step = PlannedStep(loaded.catalog.exercise(EXERCISE), parse_dose(DOSE))
    steps = [step]
    while (timeline := build_timeline(steps)).seconds < minutes * 60:
        steps.append(step)
    return timeline


async def play(home: Path, minutes: float) -> tuple[Timeline, list[tuple[Event, float]]]:
    """Play so many minutes; return the timeline, and each event with the moment at which it was told."""
    loaded = load(safe=True)
    timeline = of_minutes(loaded, minutes)
    house = House(find_home({"LIMBERUP_HOME": str(home)}), Clock())
    run = Run("20261121T073000Z-0123abcd", house.clock.moment(), "Drift", "", Session.of(timeline))
    told: list[tuple[Event, float]] = []

    class Watched(Player):
        def _told(self, event: Event) -> None:
            told.append((event, house.clock.now()))
            super()._told(event)

    app = LimberupApp(house, Start(loaded=loaded))
    async with app.run_test(size=(80, 24)):
        app.push_screen(Watched(run))
        while not (told and told[-1][0].told in (Told.FINISHED, Told.GAP)):
            await asyncio.sleep(0.2)
    return timeline, told


@dataclass(frozen=True, slots=True)
class Drift:
    """What came of one session."""

    minutes: float
    """Length of its timeline."""
    busy: int
    """Processes that kept the cores busy meanwhile."""
    finished: bool
    late: tuple[float, ...]
    """Milliseconds between the moment of each event and its being told, in order of size."""
    timeline_off_ms: float
    """Between the last event's moment and where the timeline ends."""
    end_late_ms: float
    """Between where the timeline ends and the last event's being told."""


def drift(minutes: float, *, busy: bool, nice: int = 0) -> Drift:
    """Play for so many minutes, with every core kept busy or left alone.

    Args:
        minutes: At least.
        busy: Whether there is a busy process for each core.
        nice: Niceness of those.
    """
    hogs = [multiprocessing.Process(target=hog, args=(nice,), daemon=True) for _ in range((os.cpu_count() or 1) * busy)]
    for one in hogs:
        one.start()
    try:
        with tempfile.TemporaryDirectory() as folder:
            timeline, told = asyncio.run(play(Path(folder), minutes))
    finally:
        for one in hogs:
            one.terminate()
    start, last = told[0][0].at, told[-1][0]
    return Drift(
        minutes=timeline.seconds / 60,
        busy=len(hogs),
        finished=last.told is Told.FINISHED,
        late=tuple(sorted((moment - event.at) * 1000 for event, moment in told[1:])),
        timeline_off_ms=(last.at - start - timeline.seconds) * 1000,
        end_late_ms=(told[-1][1] - start - timeline.seconds) * 1000,
    )


def main() -> None:
    """Measure, and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=30.0, help="length of the session (default 30)")
    parser.add_argument("--idle", action="store_true", help="leave the cores alone, for comparison")
    parser.add_argument("--nice", type=int, default=0, help="niceness of the busy processes (default 0: none)")
    args = parser.parse_args()
    found = drift(args.minutes, busy=not args.idle, nice=args.nice)
    result = {
        "minutes": round(found.minutes, 2),
        "busy": found.busy,
        "events": len(found.late) + 1,
        "finished": found.finished,
        "timeline_off_ms": round(found.timeline_off_ms, 3),
        "late_median_ms": round(statistics.median(found.late), 1),
        "late_p95_ms": round(found.late[int(len(found.late) * 0.95)], 1),
        "late_max_ms": round(found.late[-1], 1),
        "end_late_ms": round(found.end_late_ms, 1),
    }
    say(f"{result['minutes']} minutes, {found.busy} busy processes, {result['events']} events")
    say(f"told late: median {result['late_median_ms']} ms, 95 % within {result['late_p95_ms']} ms, "
        f"at most {result['late_max_ms']} ms")  # fmt: skip
    say(f"end of the timeline: {result['timeline_off_ms']} ms from true, told {result['end_late_ms']} ms late")
    say(json.dumps(result))


def say(words: str) -> None:
    """Print a line."""
    sys.stdout.write(f"{words}\n")


if __name__ == "__main__":
    main()
