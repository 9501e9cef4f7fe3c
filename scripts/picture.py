"""Draw the picture of the player that the README shows: `python scripts/picture.py` writes docs/player.svg.

The app runs without a terminal, with files of its own and a clock that is moved by hand, so that the same
program always gives the same picture.
"""

from __future__ import annotations

import asyncio
import os
import re
import sys
import tempfile
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

from textual.pilot import Pilot

from limberup.packs.manager import load
from limberup.paths import find_home
from limberup.person import Person
from limberup.person_file import save_person
from limberup.timeline import PhaseKind
from limberup_tui.app import LimberupApp
from limberup_tui.clock import Clock
from limberup_tui.house import House
from limberup_tui.screens.checkin import PainNow
from limberup_tui.screens.planned import Planned
from limberup_tui.screens.player import Player
from limberup_tui.screens.ticks import Ticks
from limberup_tui.widgets.big import BigNumber

PICTURE = Path(__file__).parents[1] / "docs" / "player.svg"
SIZE = (80, 24)
ROUTINE = "hip-mobility/easy-hips"
EXERCISE = "hip-mobility/standing-hip-flexor-stretch"
HELD = 3
"""Seconds of the hold that are over in the picture."""
MOST_TURNS = 500
COLUMN, ROW = 12.2, 24.4
"""Width and height of a cell, as Rich draws it."""
DOTS = ((0.25, 0.125), (0.25, 0.375), (0.25, 0.625), (0.75, 0.125), (0.75, 0.375), (0.75, 0.625), (0.25, 0.875),
        (0.75, 0.875))  # fmt: skip
"""Where the dots of a braille character stand in its cell, by the bits of its number."""
DOT = 2.1
CIRCLE = f"a{DOT} {DOT} 0 1 0 {2 * DOT} 0a{DOT} {DOT} 0 1 0 {-2 * DOT} 0"
"""A dot, from its left end."""
FONTS = "'Fira Code', 'DejaVu Sans Mono', Menlo, Consolas, monospace"


class StillClock(Clock):
    """A clock that stands where it is put."""

    value = 1000.0

    def now(self) -> float:
        """Return the seconds it is put to."""
        return self.value

    def moment(self) -> datetime:
        """Return a morning."""
        return datetime(2026, 11, 21, 8, 30, tzinfo=UTC)


async def until(pilot: Pilot[None], holds: Callable[[], bool]) -> None:
    """Let the app work until something holds."""
    for _ in range(MOST_TURNS):
        if holds():
            return
        await pilot.pause(0.01)
    raise TimeoutError("the app did not come to where the picture is taken")


async def draw(folder: Path) -> str:
    """Lead the app into the hold of an exercise, with its files in `folder`, and return the screen as SVG."""
    home = find_home({"LIMBERUP_HOME": str(folder)})
    save_person(home.person, Person(acknowledged=date(2026, 11, 1), screened=date(2026, 11, 20)))
    clock = StillClock()
    house = House(home, clock, safe=True)
    house.read_small()
    loaded = load(safe=True)
    app = LimberupApp(house, loaded=loaded, routine=loaded.catalog.routine(ROUTINE))
    async with app.run_test(size=SIZE) as pilot:
        await until(pilot, lambda: isinstance(app.screen, Ticks))
        await pilot.press("n")
        await until(pilot, lambda: isinstance(app.screen, PainNow))
        await pilot.press("1", "enter", "2", "enter")
        await until(pilot, lambda: isinstance(app.screen, Planned))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, Player) and app.conductor is not None)
        conductor = app.conductor
        assert conductor is not None
        while not (
            conductor.session.phase.kind is PhaseKind.HOLD and conductor.session.planned.exercise.id == EXERCISE
        ):
            conductor.done()
        for _ in range(HELD):
            clock.value += 1
            conductor.tick()
        left = str(round(conductor.session.remaining(clock.value)))
        number = app.screen.query_one(BigNumber)
        # The flash at the start of the hold goes by a timer of its own.
        await until(pilot, lambda: number.text == left and not number.flashing)
        await pilot.pause()
        return plain(app.export_screenshot(title="limberup"))


def plain(svg: str) -> str:
    """Return the picture without fonts from the network, and without what differs from one drawing to the next."""
    svg = re.sub(r"\s*@font-face \{.*?\}", "", svg, flags=re.DOTALL)
    svg = re.sub(r"font-family: [^;]*;", f"font-family: {FONTS};", svg)
    svg = re.sub(r"terminal-\d+", "player", svg)
    svg = re.sub(
        r'<text class="(?P<style>[^"]+)" x="(?P<x>[\d.]+)"(?P<more>[^>]*line-(?P<row>\d+)\)">)(?P<text>[^<]*)</text>',
        shapes,
        svg,
    )
    return "\n".join(line.rstrip() for line in svg.splitlines()) + "\n"


def picture() -> str:
    """Return the picture."""
    with tempfile.TemporaryDirectory() as folder:
        return asyncio.run(draw(Path(folder)))


def shapes(found: re.Match[str]) -> str:
    """Return a line of block characters as rectangles and one of braille as dots: few fonts draw them as they are.

    Any other text stays, but begins with a letter: not every viewer keeps the blanks in front.
    """
    left, top = float(found["x"]), 1.5 + ROW * int(found["row"])
    text = found["text"].replace("&#160;", " ")
    if re.fullmatch("[ █]*█[ █]*", text):
        return "".join(
            f'<rect class="{found["style"]}" x="{left + COLUMN * run.start():.1f}" y="{top:.1f}" '
            f'width="{COLUMN * len(run[0]):.1f}" height="{ROW + 0.25:.2f}" shape-rendering="crispEdges"/>'
            for run in re.finditer("█+", text)
        )
    if re.fullmatch("[ \u2800-\u28ff]*[\u2801-\u28ff][ \u2800-\u28ff]*", text):
        dots = "".join(
            f"M{left + COLUMN * (column + DOTS[bit][0]) - DOT:.1f} {top + ROW * DOTS[bit][1]:.1f}{CIRCLE}"
            for column, char in enumerate(text)
            for bit in range(8)
            if char != " " and ord(char) - 0x2800 >> bit & 1
        )
        return f'<path class="{found["style"]}" d="{dots}"/>'
    blank = len(text) - len(text.lstrip(" "))
    if not blank or blank == len(text):
        return found[0]
    more = re.sub(
        r'textLength="([\d.]+)"', lambda length: f'textLength="{float(length[1]) - COLUMN * blank:.1f}"', found["more"]
    )
    words = found["text"].removeprefix("&#160;" * blank)
    return f'<text class="{found["style"]}" x="{left + COLUMN * blank:.1f}"{more}{words}</text>'


def main() -> int:
    """Write the picture to docs/player.svg, or to the file that is named."""
    # Somebody who wants no colour in their terminal still wants it in the picture.
    os.environ.pop("NO_COLOR", None)
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else PICTURE
    path.write_text(picture(), "utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
