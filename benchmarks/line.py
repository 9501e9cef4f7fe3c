"""What limberup sends down the line, and how soon it answers over a slow one.

    python -m benchmarks.line [--seconds 30] [--driver lean|textual] [--size 80x24] [--latency [--keys 60]]

From the root of the project, with its `test` extra installed. Each row runs the program in a pseudo-terminal with
TERM=xterm-256color (256 colours), an empty home and one routine, and counts the bytes that it writes:

  idle            Today, all read and painted: bytes a second while nothing is pressed
  hold, still     a hold of 60 s, figure still: from its third second on
  moving figure   repetitions, figure moving with them
  calm: ...       the same with --calm
  to NAME         all that is written for one key, until half a second of silence

`--driver textual` uses Textual's own driver instead of limberup's, for comparison (TEXTUAL_DRIVER).

`--latency` asks how long after a key its first byte comes back through a real sshd, over a line with 75 ms each way
and 1 % of packets lost (between two network namespaces; see benchmarks/lossy.py). It needs root, iproute2,
/dev/net/tun and sshd, and says so where one is missing. The key is `i` in the player (how it is done), while it is
paused so that nothing else is sent; what is asked for is a median of at most a round trip and 20 ms.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from functools import partial
from pathlib import Path

from tests.terminal.terminal import Desk, Terminal

from benchmarks.homes import PERSON
from benchmarks.lossy import Missing, lossy_line, through_ssh
from benchmarks.player import ON_THE_WAY, ROUTINE

TEXTUAL_DRIVER = "textual.drivers.linux_driver:LinuxDriver"
SILENCE = 0.5


def main() -> int:
    """Measure, and print a table."""
    args = _arguments()
    environ = {"COLORTERM": "", "LANG": "C.UTF-8"}
    if args.driver == "textual":
        environ["TEXTUAL_DRIVER"] = TEXTUAL_DRIVER
    columns, rows = map(int, args.size.split("x"))
    if args.latency:
        return _latency(args.keys, environ)
    _say(f"bytes at {args.size}, TERM=xterm-256color, {args.driver} driver, {args.seconds:.0f} s each\n")
    with _desk() as desk:
        open_ = partial(desk.open, size=(columns, rows), environ=environ)
        for name, *flags in (("",), ("calm: ", "--calm")):
            _rates(name, open_(*flags), open_(*flags, "play", "line"), args.seconds)
        _screens(open_())
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=30)
    parser.add_argument("--driver", choices=("lean", "textual"), default="lean")
    parser.add_argument("--size", default="80x24")
    parser.add_argument("--latency", action="store_true")
    parser.add_argument("--keys", type=int, default=60)
    return parser.parse_args()


@contextmanager
def _desk() -> Iterator[Desk]:
    with tempfile.TemporaryDirectory(prefix="limberup-line-") as folder:
        desk = Desk(Path(folder) / "home")
        desk.write("person.toml", PERSON.format(day=date.today()))
        desk.write("settings.toml", 'schema = 1\ncalm = "off"\n')
        desk.write("routines/line.toml", ROUTINE)
        try:
            yield desk
        finally:
            desk.close()


# Bytes


def _rates(name: str, today: Terminal, player: Terminal, seconds: float) -> None:
    today.until("Line")
    today.settle(SILENCE)
    _row(f"{name}idle", _rate(today, seconds))
    today.kill()
    _to_player(player)
    player.press("enter")
    player.until("HOLD")
    # Past 1:00, where all digits change at once.
    _rate(player, 2.5)
    _row(f"{name}hold, still figure", _rate(player, seconds))
    while "Glute bridge" not in player.words or "MOVE" not in player.words:
        player.press("enter")
        player.settle(0.2, 60)
    _rate(player, 1)
    _row(f"{name}moving figure", _rate(player, seconds))
    player.kill()


def _rate(terminal: Terminal, seconds: float) -> float:
    begun, before = time.monotonic(), len(terminal.output)
    while (left := begun + seconds - time.monotonic()) > 0:
        terminal.read(left)
    return (len(terminal.output) - before) / seconds


def _to_player(terminal: Terminal) -> None:
    """Answer what is asked, as far as the player."""
    end = time.monotonic() + 30
    while "GET READY" not in terminal.words:
        terminal.settle(0.3)
        keys = next((keys for words, keys in ON_THE_WAY if words in terminal.words), ())
        for key in keys:
            terminal.press(key)
            terminal.settle(0.2)
        if time.monotonic() > end:
            raise TimeoutError(f"there is no way to the player from here:\n{terminal.text}")


def _screens(terminal: Terminal) -> None:
    _say("")
    terminal.until("Line")
    terminal.settle(SILENCE)
    _row("to Today, from nothing", len(terminal.output), "bytes")
    for key, name in (("h", "History"), ("l", "Library"), ("b", "Builder"), ("y", "You"), ("ctrl+p", "the palette")):
        _row(f"to {name}", _cost(terminal, lambda key=key: terminal.press(key)), "bytes")  # type: ignore[misc]
        _row(f"back from {name}", _cost(terminal, lambda: terminal.press("escape")), "bytes")
    _row("one row down in a list", _cost(terminal, lambda: terminal.press("down")), "bytes")
    terminal.kill()


def _cost(terminal: Terminal, do: Callable[[], None]) -> int:
    before = len(terminal.output)
    do()
    terminal.read(5)
    terminal.settle(SILENCE)
    return len(terminal.output) - before


def _row(name: str, value: float, unit: str = "B/s") -> None:
    _say(f"{name:32}{value:10.0f} {unit}")


def _say(words: str) -> None:
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


# Time


def _latency(keys: int, environ: dict[str, str]) -> int:
    delay, loss = 0.075, 0.01
    try:
        with _desk() as desk, lossy_line(delay, loss) as line, through_ssh(line, desk, environ) as before:
            terminal = desk.open("play", "line", before=before)
            _to_player(terminal)
            terminal.press("enter")
            terminal.until("HOLD")
            terminal.press("space")
            terminal.until("PAUSED")
            times = [_answer(terminal, "i") for _ in range(keys)]
    except Missing as missing:
        _say(f"not measured: it needs {missing}")
        return 1
    trip = 2000 * delay
    late = sorted(1000 * seconds for seconds in times)
    _say(f"{keys} keys over {trip:.0f} ms round trip, {loss:.0%} loss")
    _row("median", statistics.median(late), "ms")
    _row("95 %", late[int(len(late) * 0.95)], "ms")
    _row("worst", late[-1], "ms")
    return 0


def _answer(terminal: Terminal, key: str) -> float:
    terminal.settle(SILENCE)
    begun = time.monotonic()
    terminal.press(key)
    while not terminal.read(0.5):
        if time.monotonic() > begun + 15:
            raise TimeoutError("a key was never answered")
    return time.monotonic() - begun


if __name__ == "__main__":
    sys.exit(main())
