"""How late the voice begins, with the real player, the real clock and espeak-ng.

    python -m benchmarks.voice [--busy] [--exercises ID ...]

Plays exercises in the player (headless, at 80x24), a short dose of each kind. In place of a sound card espeak-ng writes
a file, and takes as long afterwards as the sound lasts. Printed is how long after its moment the sound of each line was
there, which lines were left out, and whether every file is whole. The numbers of one run are one line of JSON at the
end.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import multiprocessing
import os
import shutil
import statistics
import sys
import tempfile
import time
import wave
from dataclasses import dataclass
from pathlib import Path

from benchmarks.drift import hog, say
from limberup.dose import parse_dose
from limberup.packs.manager import load
from limberup.paths import find_home
from limberup.run import Run
from limberup.session import Event, Session, Told
from limberup.settings import Settings
from limberup.timeline import PlannedStep, build_timeline
from limberup_tui.app import LimberupApp
from limberup_tui.clock import Clock
from limberup_tui.house import House
from limberup_tui.screens.player import Player
from limberup_tui.speech import LATE
from limberup_tui.spoken import Line, line_for, shorter
from limberup_tui.start import Start

KINDS = {
    "hip-mobility/supine-figure-4": "2x20s each side rest 5s",
    "glutes/glute-bridge": "2x3 2s rest 8s",
    "core-stability/dead-bug": "1x2",
    "core-stability/diaphragmatic-breathing": "1x30s",
    "spinal-mobility/cat-cow": "1x3",
}

STAND_IN = """\
#!/bin/sh
name=$(mktemp {folder}/XXXXXX)
cat > $name.txt
{espeak} "$@" -w $name.part < $name.txt
touch $name.begun
sleep $(wc -c < $name.part | awk '{{ print ($1 - 44) / 44100 }}')
mv $name.part $name.wav
"""


@dataclass
class Heard:
    """One sentence that was said."""

    at: float
    """Second on the session's clock at which all of its sound was there."""
    words: str
    whole: bool


def heard_in(folder: Path, clock: Clock) -> list[Heard]:
    """Return what was said, in order."""
    ahead = time.time() - clock.now()
    found = []
    for begun in folder.glob("*.begun"):
        sound = begun.with_suffix(".wav")
        whole = sound.exists()
        if whole:
            with wave.open(str(sound)) as file:
                whole = file.getnframes() > file.getframerate() // 4
        words = begun.with_suffix(".txt").read_text("utf-8").strip()
        found.append(Heard(begun.stat().st_mtime_ns / 1e9 - ahead, words, whole))
    return sorted(found, key=lambda heard: heard.at)


async def play(home: Path, kinds: dict[str, str]) -> list[Line]:
    """Play the exercises; return each line that was to be said."""
    loaded = load(safe=True)
    steps = [PlannedStep(loaded.catalog.exercise(id_), parse_dose(dose)) for id_, dose in kinds.items()]
    house = House(find_home({"LIMBERUP_HOME": str(home)}), Clock(), settings=Settings(voice=True))
    run = Run("20261121T073000Z-0123abcd", house.clock.moment(), "Voice", "", Session.of(build_timeline(steps)))
    lines: list[Line] = []
    over = False

    class Watched(Player):
        def _told(self, event: Event) -> None:
            nonlocal over
            over = event.told in (Told.FINISHED, Told.GAP)
            line = line_for(event, self.conductor.session)
            if line:
                lines.append(line)
            super()._told(event)

    app = LimberupApp(house, Start(loaded=loaded))
    async with app.run_test(size=(80, 24)):
        app.push_screen(Watched(run))
        while not over:
            await asyncio.sleep(0.2)
        await asyncio.sleep(2)
    return lines


def report(lines: list[Line], heard: list[Heard], busy: int) -> dict[str, object]:
    """Return the numbers of a run."""
    late, silent = [], []
    for number, line in enumerate(lines):
        until = lines[number + 1].at if number + 1 < len(lines) else float("inf")
        first = line.sentences[0]
        found = [one for one in heard if line.at <= one.at < until and one.words in (first, shorter(first))]
        if found:
            late.append((found[0].at - line.at) * 1000)
        else:
            silent.append(first)
    late.sort()
    return {
        "lines": len(lines),
        "busy": busy,
        "sentences": len(heard),
        "not_whole": [one.words for one in heard if not one.whole],
        "left_out": silent,
        "late_median_ms": round(statistics.median(late), 1),
        "late_p95_ms": round(late[int(len(late) * 0.95)], 1),
        "late_max_ms": round(late[-1], 1),
        "within": sum(one <= LATE * 1000 for one in late),
    }


def main() -> None:
    """Measure, and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--busy", action="store_true", help="keep every core busy meanwhile")
    parser.add_argument("--exercises", nargs="+", default=list(KINDS), choices=KINDS, help="those to play")
    args = parser.parse_args()
    espeak = shutil.which("espeak-ng")
    if espeak is None:
        sys.exit("espeak-ng is not installed")
    with tempfile.TemporaryDirectory() as home, tempfile.TemporaryDirectory() as folder:
        stand_in = Path(folder) / "bin" / "espeak-ng"
        stand_in.parent.mkdir()
        stand_in.write_text(STAND_IN.format(folder=folder, espeak=espeak), "utf-8")
        stand_in.chmod(0o755)
        os.environ["PATH"] = f"{stand_in.parent}{os.pathsep}{os.environ['PATH']}"
        hogs = [
            multiprocessing.Process(target=hog, args=(0,), daemon=True)
            for _ in range((os.cpu_count() or 1) * args.busy)
        ]
        for one in hogs:
            one.start()
        try:
            lines = asyncio.run(play(Path(home), {id_: KINDS[id_] for id_ in args.exercises}))
        finally:
            for one in hogs:
                one.terminate()
        result = report(lines, heard_in(Path(folder), Clock()), len(hogs))
    say(f"{result['lines']} lines, {result['sentences']} sentences, {result['busy']} busy processes")
    say(
        f"late: median {result['late_median_ms']} ms, 95 % within {result['late_p95_ms']} ms, "
        f"at most {result['late_max_ms']} ms"
    )
    say(f"left out: {result['left_out'] or 'none'}; not whole: {result['not_whole'] or 'none'}")
    say(json.dumps(result))


if __name__ == "__main__":
    main()
