"""The program in a real terminal of its own: keys go in as bytes, and what comes out stands on a screen."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from functools import lru_cache, partial
from pathlib import Path

import pyte
from tests.terminal.cells import seen_cells

from limberup_tui.widgets.big import big_rows

__all__ = ["Terminal", "without_codes"]

DEADLINE = 15.0
"""Seconds after which something that was waited for will not come."""

KEYS = {
    "enter": "\r", "tab": "\t", "escape": "\x1b", "space": " ", "backspace": "\x7f", "delete": "\x1b[3~",
    "up": "\x1b[A", "down": "\x1b[B", "right": "\x1b[C", "left": "\x1b[D", "shift+up": "\x1b[1;2A",
    "shift+down": "\x1b[1;2B", "ctrl+c": "\x03", "ctrl+p": "\x10", "ctrl+q": "\x11", "ctrl+u": "\x15",
}  # fmt: skip

# What pyte would print or trip over: private sequences other than modes, and strings for the terminal itself.
_UNKNOWN = re.compile(rb"\x1b\[[<=>?][\d;]*[ -/]*[@-gi-km-~]|\x1bP[^\x1b]*\x1b\\|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)")
_UNFINISHED = re.compile(rb"\x1b(?:\[[0-?]*[ -/]*|[P\]][^\x07\x1b]*\x1b?)?\Z")
_CODES = re.compile(rb"\x1b(?:\[[0-?]*[ -/]*[@-~]|[P\]][^\x07\x1b]*(?:\x07|\x1b\\)|[@-Z\\^_=>78])")


def without_codes(output: bytes) -> bytes:
    """Return what a program sent, without what moves, colours or switches."""
    return _CODES.sub(b"", output)


class Terminal:
    """A terminal with a program in it. It answers no query, as a poor one would."""

    def __init__(
        self,
        command: Sequence[str],
        environ: Mapping[str, str],
        *,
        size: tuple[int, int] = (80, 24),
        prepare: Callable[[], object] = lambda: None,
    ) -> None:
        """Start the program.

        Args:
            command: The program with its arguments.
            environ: All of its environment.
            size: Columns and rows.
            prepare: Called in the new process before the program begins.
        """
        self.output = bytearray()
        self._screen = pyte.Screen(*size)
        self._stream = pyte.ByteStream(self._screen)
        self._held = b""
        self._code: int | None = None
        self._open = True
        self.pid, self._line = pty.fork()
        if self.pid == 0:
            try:
                _set_size(0, size)
                prepare()
                os.execvpe(command[0], list(command), dict(environ))
            except OSError as error:
                os.write(2, f"could not start: {error}".encode())
            finally:
                os._exit(127)
        os.set_blocking(self._line, False)

    # What comes out

    @property
    def modes(self) -> list[object]:
        """The modes of the line itself: echo, whole lines, keys that send signals."""
        return list(termios.tcgetattr(self._line)[:4])

    @property
    def is_open(self) -> bool:
        """Whether anything can still come."""
        return self._open

    @property
    def lines(self) -> list[str]:
        """The lines of the screen."""
        return [line.rstrip() for line in self._screen.display]

    @property
    def text(self) -> str:
        """The whole screen."""
        return "\n".join(self.lines)

    @property
    def words(self) -> str:
        """The whole screen as one line, so that it does not matter where a sentence was wrapped."""
        return " ".join(self.text.split())

    @property
    def cells(self) -> list[list[pyte.screens.Char]]:
        """The cells of the screen as the eye has them."""
        return seen_cells(self._screen)

    def scribble(self, text: str) -> None:
        """Write on the screen past the program, as somebody else's message does."""
        self._stream.feed(text.encode())

    def colours(self, column: int, row: int) -> tuple[str, str]:
        """Return the colours of a cell as they were sent: letters, ground."""
        cell = self._screen.buffer[row][column]
        return str(cell.fg), str(cell.bg)

    def number(self) -> int | None:
        """Return the number that stands in large digits, or None where there is none (or half of one)."""
        buffer, wide = self._screen.buffer, range(self._screen.columns)
        # Lit is a full block, or a space with another ground than its row begins with.
        rows = ["".join(" █"[_lit(buffer[y][x], buffer[y][0])] for x in wide) for y in range(self._screen.lines)]
        rows = [row for row in rows if "█" in row]
        if not rows:
            return None
        first = min(row.index("█") for row in rows)
        last = max(row.rindex("█") for row in rows) + 1
        return _numbers(last - first, len(rows)).get("\n".join(row[first:last] for row in rows))

    def until_number(self, wanted: Callable[[int], bool], seconds: float = DEADLINE) -> int:
        """Wait until the large number is one that is wanted, and return it. A number half drawn is none."""
        end = time.monotonic() + seconds
        while self.read(0.08) or (number := self.number()) is None or not wanted(number):
            if time.monotonic() > end:
                raise AssertionError(f"the number never came, and there was:\n{self.text}")
        return number

    def ever_showed(self, words: str) -> bool:
        """Whether words have been sent at any time, also where they are gone from the screen."""
        return words.encode() in without_codes(bytes(self.output))

    def read(self, seconds: float) -> bytes:
        """Wait for output at most that long, and return what came."""
        if not self._open or not select.select([self._line], [], [], seconds)[0]:
            return b""
        try:
            data = os.read(self._line, 65536)
        except BlockingIOError:
            return b""
        except OSError:
            data = b""  # The program has gone, and with it the other end.
        if not data:
            self._hang_up()
            return b""
        self.output += data
        data = self._held + data
        self._held = found[0] if (found := _UNFINISHED.search(data)) else b""
        self._stream.feed(_UNKNOWN.sub(b"", data.removesuffix(self._held)))
        return data

    def until(self, *wanted: str | re.Pattern[str] | Callable[[], object], seconds: float = DEADLINE) -> None:
        """Wait until all of it stands on the screen (or is true) at once.

        A text is looked for without regard to where lines end.
        """
        end = time.monotonic() + seconds
        while not all(self._has(one) for one in wanted):
            left = end - time.monotonic()
            if left <= 0 or not self._open:
                missing = [one for one in wanted if not self._has(one)]
                raise AssertionError(f"waited for {missing!r}, and there was:\n{self.text}")
            self.read(min(left, 0.2))

    def until_gone(self, words: str, seconds: float = DEADLINE) -> None:
        """Wait until words are no more on the screen."""
        self.until(lambda: words not in self.words, seconds=seconds)

    def _has(self, wanted: str | re.Pattern[str] | Callable[[], object]) -> bool:
        if isinstance(wanted, str):
            return wanted in self.words
        if isinstance(wanted, re.Pattern):
            return wanted.search(self.text) is not None
        return bool(wanted())

    def settle(self, quiet: float = 0.5, seconds: float = DEADLINE) -> None:
        """Wait until nothing has come for a while."""
        end = time.monotonic() + seconds
        while self.read(quiet):
            if time.monotonic() > end:
                raise AssertionError(f"it never falls silent:\n{self.text}")

    # What goes in

    def press(self, *names: str) -> None:
        """Press keys, by name or as they are."""
        self.type("".join(KEYS.get(name, name) for name in names))

    def step(self, *names: str) -> None:
        """Press keys one after the other, each when the screen has followed the one before.

        Only for where nothing else is drawn meanwhile, and where each key changes something that can be seen.
        """
        for name in names:
            self.settle(0.1)
            # Counted, and not what one look brings: the answer may come in any of the looks.
            came = len(self.output)
            self.press(name)
            self.until(partial(self._more_than, came))
        self.settle(0.1)

    def _more_than(self, came: int) -> bool:
        return len(self.output) > came

    def type(self, text: str) -> None:
        """Type text."""
        os.write(self._line, text.encode())

    def resize(self, columns: int, rows: int) -> None:
        """Make the terminal another size; the program is told by its signal."""
        self._screen.resize(rows, columns)
        _set_size(self._line, (columns, rows))

    def send(self, number: signal.Signals) -> None:
        """Send the program a signal."""
        os.kill(self.pid, number)

    def close_window(self) -> None:
        """Take the terminal away, as a closed window or a lost line does."""
        self._hang_up()

    def _hang_up(self) -> None:
        if self._open:
            self._open = False
            os.close(self._line)

    # How it ends

    def exit_code(self, seconds: float = DEADLINE) -> int:
        """Wait until the program has ended, and return its code; -N where signal N ended it."""
        end = time.monotonic() + seconds
        while self._code is None:
            done, status = os.waitpid(self.pid, os.WNOHANG)
            if done:
                self._code = os.waitstatus_to_exitcode(status)
            elif time.monotonic() > end:
                raise AssertionError(f"it is still there after {seconds} s:\n{self.text}")
            elif not self.read(0.05):
                time.sleep(0.01)  # Nothing tells of a process that has ended, where its terminal has gone.
        while self.read(0):
            pass
        return self._code

    def kill(self) -> None:
        """End the program whatever it does, and take its terminal away."""
        if self._code is None:
            with suppress(ProcessLookupError):
                os.kill(self.pid, signal.SIGKILL)
            self._code = os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])
        self._hang_up()


def _lit(cell: pyte.screens.Char, begin: pyte.screens.Char) -> bool:
    return cell.data == "█" or (cell.data == " " and cell.bg != begin.bg)


@lru_cache
def _numbers(width: int, height: int) -> dict[str, int]:
    """Return what each number looks like that takes all of a room, as the player draws it."""
    return {"\n".join(big_rows(str(number), width, height)): number for number in range(100)}


def _set_size(line: int, size: tuple[int, int]) -> None:
    fcntl.ioctl(line, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))


class Desk:
    """A home folder and the terminals that are opened on it."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self._terminals: list[Terminal] = []

    @property
    def environ(self) -> dict[str, str]:
        """The environment of a usual terminal, whatever the tests themselves run in."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("TEXTUAL", "LIMBERUP"))}
        for name in ("COLUMNS", "LINES", "NO_COLOR", "ESCDELAY"):
            kept.pop(name, None)
        usual = {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8"}
        return kept | usual | {"LIMBERUP_HOME": str(self.home)}

    def open(
        self,
        *arguments: str,
        size: tuple[int, int] = (80, 24),
        environ: Mapping[str, str] | None = None,
        prepare: Callable[[], object] = lambda: None,
        before: Iterable[str] = (),
        program: Iterable[str] = (sys.executable, "-m", "limberup_tui"),
    ) -> Terminal:
        """Start the program in a new terminal.

        Args:
            arguments: Of the command line.
            size: Columns and rows.
            environ: What is different in the environment.
            prepare: Called in the new process before the program begins.
            before: A command in front of the program's own.
            program: The program, where it is another one.
        """
        command = [*before, *program, *arguments]
        terminal = Terminal(command, {**self.environ, **(environ or {})}, size=size, prepare=prepare)
        self._terminals.append(terminal)
        return terminal

    def write(self, name: str, text: str) -> Path:
        """Write a file of the home folder as the program would."""
        path = self.home / name
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
        path.chmod(0o600)
        return path

    def files(self, pattern: str) -> list[Path]:
        """Return the files that are there, in order of their names."""
        return sorted(self.home.glob(pattern))

    def contents(self) -> dict[str, bytes]:
        """Return all files with what is in them, and folders with nothing.

        What is kept of packs is not among it, nor a folder of caches that holds nothing else: that may go at any time.
        """
        derived = {"packs", "known"}
        paths = [path for path in sorted(self.home.rglob("*")) if not self._is_derived(path, derived)]
        cache = self.home / "cache"
        if cache.is_dir() and not {path.name for path in cache.iterdir()} - derived:
            paths.remove(cache)
        return {str(path.relative_to(self.home)): path.read_bytes() if path.is_file() else b"" for path in paths}

    def _is_derived(self, path: Path, names: set[str]) -> bool:
        parts = path.relative_to(self.home).parts
        return len(parts) > 1 and parts[0] == "cache" and parts[1] in names

    def close(self) -> None:
        """End everything that still runs."""
        for terminal in self._terminals:
            terminal.kill()
