"""What goes down the line is little, and shows what Textual drew."""

from __future__ import annotations

import signal
import time
from typing import Any

import pytest
from tests.terminal.cells import FRAMES, Frames, TellingDriver
from tests.terminal.steps import SLOW, check_in, write_short
from tests.terminal.terminal import DEADLINE, Desk, Terminal
from textual.app import App
from textual.timer import Timer

from limberup_tui.calm import WAIT

pytestmark = pytest.mark.pty

COLOURS = {"COLORTERM": ""}
"""256 colours."""
TEXTUAL = {"TEXTUAL_DRIVER": "textual.drivers.linux_driver:LinuxDriver"}
ESCAPE = 0.3
"""Seconds after which a lone Escape is one."""
LATE = 0.5
"""Seconds from a change of size until all is laid out for it, on a machine that is very busy."""
HOLD = """\
name = "Hold"

[[step]]
do = "hip-mobility/supine-figure-4"
dose = "1x{seconds}s each side"
"""


class LateDriver(TellingDriver):
    """Lays out for a new size late, as on a busy machine, so that frames for the old one come in between."""

    def __init__(
        self, app: App[Any], *, debug: bool = False, mouse: bool = True, size: tuple[int, int] | None = None
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        soon = app.set_timer

        def late(delay: float, *arguments: Any, **more: Any) -> Timer:
            # Textual waits by a timer of the app for a size to stand.
            return soon(max(delay, LATE), *arguments, **more)

        app.set_timer = late  # type: ignore[method-assign]


class Watched:
    """A program in a terminal, and a screen that shows what it drew, byte for byte."""

    def __init__(self, desk: Desk, *words: str, size: tuple[int, int] = (80, 24), **environ: str) -> None:
        path = desk.home.parent / "frames"
        telling = {"TEXTUAL_DRIVER": "tests.terminal.cells:TellingDriver", FRAMES: str(path), "PYTHONPATH": "."}
        self.terminal = desk.open(*words, size=size, environ={**COLOURS, **telling, **environ})
        self._frames = Frames(path, size)

    def until_same(self, *words: str) -> None:
        """Wait for words, and until the terminal shows what was drawn, cell by cell."""
        self.terminal.until(*words)
        self.terminal.until(lambda: not self.terminal.read(0.1) and self.terminal.cells == self._frames.cells)

    def until_drawn(self, columns: int) -> int:
        """Wait, without reading the terminal, until something was drawn on that many columns; return the bytes.

        It may have been laid out for the size before.
        """
        before, end = self._frames.size, time.monotonic() + DEADLINE
        while self._frames.cells and self._frames.screen.columns != columns:
            assert time.monotonic() < end, "nothing was drawn"
            time.sleep(0.01)  # The file of frames tells nobody that it grows.
        return self._frames.size - before

    def press(self, key: str, *words: str) -> None:
        """Press a key, wait for words, and compare."""
        self.terminal.press(key)
        if key == "escape":
            # What follows at once would be taken for a part of it.
            listen(self.terminal, ESCAPE)
        self.until_same(*words)


def to_player(terminal: Terminal, first: str = "enter") -> None:
    """Go from the check-in to the player, and into the first hold."""
    check_in(terminal)
    terminal.press(first)
    terminal.until("GET READY")
    terminal.press("enter")
    terminal.until("HOLD")


# The same on every screen


@pytest.mark.parametrize(
    ("size", "theme", "colours"),
    [((80, 24), "dark", ""), ((60, 20), "light", "truecolor")],
)
def test_every_screen_shows_what_textual_drew(desk: Desk, size: tuple[int, int], theme: str, colours: str) -> None:
    write_short(desk, SLOW)
    desk.write("settings.toml", f'schema = 1\ntheme = "limberup-{theme}"\n')
    watched = Watched(desk, size=size, COLORTERM=colours)
    press, terminal = watched.press, watched.terminal
    watched.until_same("limberup | Today", "Short")
    for way in ("down,down,up,?", "h", "p", "y,down", "l,down,enter", "l,/,k,n,down", "g,down,enter", "b,down,tab"):
        for key in way.split(","):
            press(key)
        for _ in way.split(","):
            if "limberup | Today" not in terminal.words:
                press("escape")
        watched.until_same("limberup | Today")
    terminal.kill()
    watched = Watched(desk, "play", "short", size=size, COLORTERM=colours)
    press = watched.press
    watched.until_same("None of these")
    press("n")
    if size[1] < 24:
        # The list's second page.
        press("n", "Check-in: pain now")
    watched.until_same("Check-in: pain now")
    for key in ("2", "enter", "3"):
        press(key)
    press("enter", "Short, today")
    press("enter", "GET READY")
    press("enter", "MOVE")
    press("space", "PAUSED")
    press("h", "1 of 3: How much does it hurt?")
    press("escape", "PAUSED")
    press("space", "BACK INTO POSITION")
    press("enter", "MOVE")
    press("enter", "REST")
    press("i")
    press("ctrl+p")
    press("escape", "REST")
    press("q", "End here, and keep what you did")
    press("e")
    press("ctrl+q")


def test_a_change_of_size_leaves_nothing_behind(desk: Desk) -> None:
    watched = Watched(desk)
    watched.until_same("limberup | Today", "Seated start")
    for size in ((60, 20), (100, 30), (40, 12), (80, 24)):
        watched.terminal.resize(*size)
        watched.until_same("limberup | Today")


def test_a_size_that_changes_and_changes_back_leaves_nothing_behind(desk: Desk) -> None:
    """Textual sees no change then, and the terminal has cut off what did not fit meanwhile."""
    watched = Watched(desk)
    watched.until_same("limberup | Today", "Seated start")
    watched.terminal.resize(50, 10)
    watched.terminal.resize(80, 24)
    watched.until_same("limberup | Today", "Seated start")


def test_a_size_that_changes_back_after_a_frame_leaves_nothing_behind(desk: Desk) -> None:
    """The frame is for the size before, Textual draws nothing anew, and the terminal has cut off what did not fit."""
    watched = Watched(desk, TEXTUAL_DRIVER="tests.terminal.test_bytes:LateDriver")
    watched.until_same("limberup | Today", "Seated start")
    watched.terminal.resize(50, 10)
    watched.terminal.press("down")
    watched.until_drawn(50)
    watched.terminal.resize(80, 24)
    watched.terminal.until("limberup | Today", "Seated start", "Gentle, for arthritis", "q Quit")


def test_a_terminal_that_stands_still_holds_nothing_up_and_shows_the_newest_when_it_goes_on(desk: Desk) -> None:
    """As over a line that hangs: what was drawn meanwhile is not all sent, and the program goes on drawing."""
    watched = Watched(desk)
    watched.until_same("limberup | Today", "Seated start")
    drawn = 0
    # No size twice: one that is back before Textual has laid out the other, as may be after a frame in between, is
    # none to draw for.
    for columns in range(120, 80, -1):
        watched.terminal.resize(columns, 30)
        drawn += watched.until_drawn(columns)
    before = len(watched.terminal.output)
    watched.until_same("limberup | Today", "Seated start")
    assert len(watched.terminal.output) - before < 120_000 < drawn


def test_a_key_draws_the_screen_anew(desk: Desk) -> None:
    watched = Watched(desk)
    watched.until_same("limberup | Today", "Seated start")
    watched.terminal.scribble("\x1b[H\x1b[41m\x1b[J\x1b[5;5HMessage from root: tea is ready")
    assert "tea" in watched.terminal.text
    watched.press("\x0c", "limberup | Today", "Seated start")


def test_after_a_stop_the_screen_is_whole(desk: Desk) -> None:
    watched = Watched(desk)
    watched.until_same("limberup | Today", "Seated start")
    watched.terminal.send(signal.SIGSTOP)
    watched.terminal.scribble("\x1b[0m\x1b[2J[1]+  Stopped")
    watched.terminal.send(signal.SIGCONT)
    watched.until_same("limberup | Today", "Seated start")


def test_no_colour_stays_behind(desk: Desk) -> None:
    terminal = desk.open()
    terminal.until("limberup | Today", "Seated start")
    terminal.press("ctrl+q")
    assert terminal.exit_code() == 0
    assert b"\x1b[m" in terminal.output[terminal.output.rindex(b"\x1b[?1049l") - 3 :]


# How little


def test_a_way_through_the_screens_costs_a_fourth_of_what_textual_sends(desk: Desk) -> None:
    def cost(environ: dict[str, str]) -> int:
        terminal = desk.open(environ={**COLOURS, **environ})
        terminal.until("limberup | Today", "Seated start")
        for key in ("h", "escape", "l", "down", "enter", "escape", "escape", "b", "escape"):
            terminal.settle(0.3)
            terminal.press(key)
        terminal.settle(0.3)
        return len(terminal.output)

    assert cost({}) * 4 < cost(TEXTUAL)


def test_a_hold_costs_at_most_300_bytes_a_second(desk: Desk) -> None:
    desk.write("routines/hold.toml", HOLD.format(seconds=50))
    terminal = desk.open("play", "hold", environ=COLOURS)
    to_player(terminal)
    first = terminal.until_number(lambda number: number < 50)
    before = len(terminal.output)
    last = terminal.until_number(lambda number: number <= first - 6)
    assert len(terminal.output) - before <= (first - last) * 300


def test_calm_mode_counts_in_steps_and_costs_at_most_60_bytes_a_second(desk: Desk) -> None:
    desk.write("routines/hold.toml", HOLD.format(seconds=20))
    terminal = desk.open("--calm", "play", "hold", environ=COLOURS)
    to_player(terminal)
    terminal.until_number(lambda number: number == 15)
    before = len(terminal.output)
    shown = set()
    while (number := terminal.until_number(lambda number: number != 15)) != 5:
        shown.add(number)
        terminal.read(0.2)
    assert shown == {10}
    assert len(terminal.output) - before <= (15 - 5) * 60


def test_a_short_hold_in_calm_mode_costs_no_more(desk: Desk) -> None:
    """It has every change of a long one: the digit that goes, and each of the last seconds."""
    desk.write("routines/hold.toml", HOLD.format(seconds=10))
    terminal = desk.open("--calm", "play", "hold", environ=COLOURS)
    to_player(terminal)
    terminal.until_number(lambda number: number == 10)
    before = len(terminal.output)
    terminal.until_number(lambda number: number == 1)
    assert len(terminal.output) - before <= 9 * 60


# Calm by itself


def test_a_line_that_does_not_answer_makes_it_calm_and_it_says_so(desk: Desk) -> None:
    desk.write("routines/hold.toml", HOLD.format(seconds=20))
    terminal = desk.open("play", "hold", environ={**COLOURS, "SSH_CONNECTION": "192.0.2.1 5000 192.0.2.2 22"})
    terminal.until("Slow connection", "Settings change that")
    to_player(terminal)
    assert terminal.until_number(lambda number: number < 20) in (15, 10, 5)


def test_a_line_that_answers_at_once_is_not_slow(desk: Desk) -> None:
    terminal = desk.open(environ={**COLOURS, "SSH_CONNECTION": "192.0.2.1 5000 192.0.2.2 22"})
    answer_questions(terminal)
    terminal.until("limberup | Today", "Seated start")
    listen(terminal, WAIT + 0.5)
    assert not terminal.ever_showed("Slow connection")


def test_on_the_machine_itself_nothing_is_asked(desk: Desk) -> None:
    terminal = desk.open(environ=COLOURS)
    terminal.until("limberup | Today", "Seated start")
    terminal.settle()
    assert b"\x1b[6n" not in terminal.output


def test_never_calm_where_somebody_has_said_so(desk: Desk) -> None:
    desk.write("settings.toml", 'schema = 1\ncalm = "off"\n')
    terminal = desk.open(environ={**COLOURS, "SSH_CONNECTION": "192.0.2.1 5000 192.0.2.2 22"})
    terminal.until("limberup | Today", "Seated start")
    listen(terminal, WAIT + 0.5)
    assert not terminal.ever_showed("Slow connection")


def answer_questions(terminal: Terminal) -> None:
    """Tell where the cursor is when that is asked, as every real terminal does."""
    terminal.until(lambda: b"\x1b[6n" in terminal.output)
    terminal.type("\x1b[1;1R")


def listen(terminal: Terminal, seconds: float) -> None:
    """Take in what comes for a while."""
    end = time.monotonic() + seconds
    while (left := end - time.monotonic()) > 0:
        terminal.read(left)
