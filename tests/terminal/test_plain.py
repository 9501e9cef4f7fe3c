"""The plain mode as it is used: through pipes, in a terminal that edits lines itself, and cut off in every way."""

from __future__ import annotations

import fcntl
import os
import re
import select
import signal
import subprocess
import sys
import termios
import time
import tomllib
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from tests.terminal.steps import record_of
from tests.terminal.terminal import DEADLINE, Desk, Terminal

from limberup.safety.flags import ADVICE, FLAGS

pytestmark = pytest.mark.pty

SHORT = """\
name = "Short"

[[step]]
do = "glutes/glute-bridge"
dose = "2x2 tempo 1-1 rest 60s"

[[step]]
do = "hip-mobility/supine-figure-4"
dose = "1x5s each side"
"""
NAMED = SHORT.replace('"Short"', '"Après – ½ midi"')
SECOND_REP = "2\n"
"""The end of what is told once the set of the bridge counts whole where a line ends it; the bell may stand before."""
CHECKED = ("n", "2", "3", "")
CHECKED_ASKS = ("None of these", "Pain at rest?", "Pain when you move?", "Time you have")


class Piped:
    """The program with pipes for all of its streams."""

    def __init__(self, desk: Desk, *arguments: str, environ: Mapping[str, str] | None = None) -> None:
        self.output = bytearray()
        self._at = 0
        self._program = subprocess.Popen(
            [sys.executable, "-m", "limberup_tui", *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env={**desk.environ, **(environ or {})},
        )

    def type(self, *lines: str) -> None:
        """Type lines; what is waited for from now on has to come after them."""
        assert self._program.stdin
        self._at = len(self.output)
        self._program.stdin.write("".join(f"{line}\n" for line in lines).encode())
        self._program.stdin.flush()

    def until(self, *words: str, seconds: float = DEADLINE) -> None:
        """Wait until all of the words have come since the last line."""
        end = time.monotonic() + seconds
        while not all(word.encode() in self.output[self._at :] for word in words):
            assert self._read(end - time.monotonic()), f"waited for {words!r}, and there was:\n{self.text}"

    def _read(self, seconds: float) -> bool:
        assert self._program.stdout
        if seconds <= 0 or not select.select([self._program.stdout], [], [], seconds)[0]:
            return False
        data = os.read(self._program.stdout.fileno(), 65536)
        self.output += data
        return bool(data)

    @property
    def text(self) -> str:
        """All that has come."""
        return self.output.decode("utf-8", "replace")

    def end_input(self) -> None:
        """Close the pipe that is typed into."""
        assert self._program.stdin
        self._at = len(self.output)
        self._program.stdin.close()

    def read_no_more(self) -> None:
        """Close the pipe that is read from."""
        assert self._program.stdout
        self._program.stdout.close()

    def hold_little(self) -> None:
        """Let the pipe that is read from hold less than a few answers."""
        assert self._program.stdout
        fcntl.fcntl(self._program.stdout, fcntl.F_SETPIPE_SZ, 4096)

    def gone(self, seconds: float) -> bool:
        """Wait for the end without reading; return whether it came in time."""
        with suppress(subprocess.TimeoutExpired):
            self._program.wait(seconds)
        return self._program.returncode is not None

    def send(self, number: signal.Signals) -> None:
        """Send a signal."""
        self._at = len(self.output)
        self._program.send_signal(number)

    def exit_code(self, seconds: float = DEADLINE) -> int:
        """Wait until it has ended, make sure that it complained of nothing, and return its code."""
        end = time.monotonic() + seconds
        while self._program.stdout and not self._program.stdout.closed and self._read(end - time.monotonic()):
            pass
        code = self._program.wait(max(0.1, end - time.monotonic()))
        assert self._program.stderr
        complaints = self._program.stderr.read()
        assert not complaints, complaints.decode()
        return code

    def kill(self) -> None:
        """End it whatever it does."""
        self._program.kill()
        self._program.wait()
        for stream in (self._program.stdin, self._program.stdout, self._program.stderr):
            if stream and not stream.closed:
                # What was typed last may have been read by nobody.
                with suppress(BrokenPipeError):
                    stream.close()


class Pipes:
    """Starts the program on one home, and ends what still runs."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self._started: list[Piped] = []

    def __call__(self, *arguments: str, environ: Mapping[str, str] | None = None) -> Piped:
        """Start the program."""
        self._started.append(Piped(self.desk, *arguments, environ=environ))
        return self._started[-1]

    def close(self) -> None:
        """End everything."""
        for piped in self._started:
            piped.kill()


@pytest.fixture
def pipes(desk: Desk) -> Iterator[Pipes]:
    """Give a home with a short routine, for a program between pipes."""
    desk.write("person.toml", f"schema = 1\nacknowledged = 2026-11-01\nscreened = {time.strftime('%Y-%m-%d')}\n")
    desk.write("routines/short.toml", SHORT)
    found = Pipes(desk)
    yield found
    found.close()


def check_in(program: Piped) -> None:
    """Answer the check-in, and start the plan."""
    for asked, line in zip(CHECKED_ASKS, CHECKED, strict=True):
        program.until(asked)
        program.type(line)
    program.until("Today's plan: ", "Enter: Start.")
    program.type("")
    program.until("Exercise 1 of 2. First: Glute bridge.")


def begin(pipes: Pipes, *arguments: str, environ: Mapping[str, str] | None = None) -> Piped:
    """Start the short routine, and do its first set."""
    program = pipes(*(arguments or ("play", "short", "--plain")), environ=environ)
    check_in(program)
    program.type("")
    program.until("Begin. Set 1 of 2.", SECOND_REP)
    program.type("")
    program.until("Rest. Next: set 2 of 2.")
    return program


def end_here(program: Piped) -> int:
    """End the session, leave out what is asked after it, and return the exit code."""
    program.type("q")
    program.until("Stop the session?")
    program.type("e", "", "", "", "")
    program.until("Kept in your history.")
    return program.exit_code()


def record(desk: Desk) -> dict[str, Any]:
    (path,) = desk.files("history/*/*.toml")
    return record_of(path)


def open_file(desk: Desk) -> dict[str, Any]:
    (path,) = desk.files("open/*.toml")
    return tomllib.loads(path.read_text("utf-8"))


def assert_plain(output: bytes | bytearray) -> None:
    """Make sure that nothing was sent but printable text, ends of lines and the bell."""
    text = output.decode("utf-8")
    others = {char for char in text if not char.isprintable()} - {"\n", "\a"}
    assert not others, f"not plain: {others!r}"
    assert "\ufffd" not in text


def play_whole(program: Piped) -> None:
    """Do a session: the second set of the bridge and both holds end by the clock, everything else by a line."""
    program.type("")
    program.until("Begin. Set 2 of 2. 2 reps, each 1 seconds out, 1 back.")
    program.until("Set done.", "Exercise 2 of 2. Next: Figure-4 stretch, left side first.")
    program.type("")
    program.until("Hold, 5 seconds.", "3 2 1", "Let go.", "Switch to your right side.")
    program.type("")
    program.until("Hold, 5 seconds.", "Let go.", "Done.")
    # The line that ended the switch came before the last hold.
    program.until("Did you do this? It ended by itself, with no key after it.")
    program.type("y")
    program.until("How much does it hurt now?")
    program.type("1")
    program.until("How hard was it?")
    program.type("4")
    program.until("all of it properly")
    program.type("")
    program.until("A note")
    program.type("Went well – in lines.")
    program.until("Kept in your history.")


def test_a_whole_session_through_a_pipe(pipes: Pipes) -> None:
    program = begin(pipes)
    play_whole(program)
    assert program.exit_code() == 0
    assert_plain(program.output)
    assert program.output.count(b"\a") > 10
    done = record(pipes.desk)
    assert done["done"] == [
        "glutes/glute-bridge: 2, 2 of 2x2 tempo 1-1 rest 60s",
        "hip-mobility/supine-figure-4: left 5s, right 5s of 1x5s each side",
    ]
    assert (done["finished"], done["pain_after"], done["effort"]) == (True, 1, 4)
    assert done["note"] == "Went well – in lines."
    assert pipes.desk.files("open/*.toml") == []


@pytest.mark.parametrize("arguments", [("--plain", "play", "short"), ("play", "short")])
def test_a_pipe_is_enough_to_choose_it(pipes: Pipes, arguments: tuple[str, ...]) -> None:
    program = begin(pipes, *arguments)
    assert end_here(program) == 0
    assert_plain(program.output)


@pytest.mark.parametrize("setting", ["bell = false", "quiet = true"])
def test_not_even_the_bell(pipes: Pipes, setting: str) -> None:
    pipes.desk.write("settings.toml", f"schema = 1\n{setting}\n")
    program = begin(pipes)
    assert end_here(program) == 0
    assert b"\a" not in program.output


@pytest.mark.parametrize("id_", ["E1", "U7"])
def test_a_red_flag_blocks(pipes: Pipes, id_: str) -> None:
    program = pipes("play", "short", "--plain")
    program.until("None of these")
    program.type(str(list(FLAGS).index(id_) + 1))
    program.until("continue with what is ticked".capitalize())
    program.type("c")
    program.until("You ticked:", FLAGS[id_].question.rstrip("?"), "Is that right?")
    program.type("y")
    program.until("No exercises for now.", ADVICE[FLAGS[id_].tier].title, *ADVICE[FLAGS[id_].tier].first)
    program.type("")
    assert program.exit_code() == 1
    assert_plain(program.output)
    again = pipes("play", "short", "--plain")
    again.until("No exercises for now.")
    again.end_input()
    assert again.exit_code() == 1
    assert "Exercise 1" not in program.text + again.text
    assert pipes.desk.files("history/*/*") == []


# Cut off


def go_on(pipes: Pipes) -> Piped:
    """Go on with what was left open, in the rest after the first set."""
    again = pipes("play", "--resume", "--plain")
    again.until("Short was left open today", "Going on. Glute bridge.")
    return again


def test_kill_in_the_middle_and_go_on(pipes: Pipes) -> None:
    program = begin(pipes)
    program.until("50 seconds left.")
    program.kill()
    left = open_file(pipes.desk)
    assert len(left["sets"]) == 1
    assert 49 <= left["left"] <= 56
    again = go_on(pipes)
    found = re.search(r"Going on\. Glute bridge\. (\d+) seconds left\.", again.text)
    assert found
    assert abs(int(found[1]) - left["left"]) < 1
    assert end_here(again) == 0
    assert record(pipes.desk)["done"][0] == "glutes/glute-bridge: 2 of 2x2 tempo 1-1 rest 60s; cut short"


def test_the_input_ends(pipes: Pipes) -> None:
    program = begin(pipes)
    program.end_input()
    assert program.exit_code() == 1
    assert "Kept. limberup play --resume goes on with it" in program.text
    assert_plain(program.output)
    assert end_here(go_on(pipes)) == 0


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_it_is_told_to_end(pipes: Pipes, number: signal.Signals) -> None:
    program = begin(pipes)
    program.send(number)
    assert program.exit_code(3) == 1
    assert "Kept. limberup play --resume goes on with it" in program.text
    assert_plain(program.output)
    assert end_here(go_on(pipes)) == 0


def test_ctrl_c_asks_and_twice_ends(pipes: Pipes) -> None:
    program = begin(pipes)
    program.send(signal.SIGINT)
    program.until("Stop the session?")
    program.send(signal.SIGINT)
    assert program.exit_code(3) == 130
    assert record(pipes.desk)["done"][0] == "glutes/glute-bridge: 2 of 2x2 tempo 1-1 rest 60s; cut short"
    assert pipes.desk.files("open/*.toml") == []


def test_nobody_reads_any_more(pipes: Pipes) -> None:
    program = begin(pipes)
    program.read_no_more()
    program.type("t")
    assert program.exit_code() == 1
    assert len(open_file(pipes.desk)["sets"]) == 1


def test_a_reader_that_stands_still_does_not_keep_it_alive(pipes: Pipes) -> None:
    program = begin(pipes)
    program.hold_little()
    program.type(*(["?"] * 40))
    program.send(signal.SIGTERM)
    # It may be in the middle of a line that nobody takes.
    assert program.gone(4)
    assert len(open_file(pipes.desk)["sets"]) == 1


# Terminals


def lines_alone() -> None:
    """Let the terminal of a new process send what it is given and nothing else: no echo, no carriage return."""
    modes = termios.tcgetattr(0)
    modes[1] &= ~termios.OPOST
    modes[3] &= ~termios.ECHO
    termios.tcsetattr(0, termios.TCSANOW, modes)


def answer(terminal: Terminal, *pairs: tuple[str, str]) -> None:
    """Wait for words on the last line but the options, and type a line."""
    for asked, line in pairs:
        terminal.until(lambda asked=asked: terminal.ever_showed(asked))  # type: ignore[misc]
        terminal.type(f"{line}\n")


PLAY = (
    *zip(CHECKED_ASKS, CHECKED, strict=True),
    ("Enter: Start.", ""),
    ("Exercise 1 of 2.", ""),
    (SECOND_REP, ""),
    ("Rest. Next: set 2 of 2.", "q"),
    ("Stop the session?", "e"),
    ("How much does it hurt now?", ""),
    ("How hard was it?", ""),
    ("all of it properly", ""),
    ("A note", ""),
)


@pytest.mark.parametrize(
    ("arguments", "environ"),
    [
        pytest.param(("play", "short", "--plain"), {}, id="asked for"),
        pytest.param(("play", "short"), {"TERM": "dumb"}, id="TERM=dumb"),
    ],
)
def test_a_session_in_a_terminal(pipes: Pipes, arguments: tuple[str, ...], environ: dict[str, str]) -> None:
    terminal = pipes.desk.open(*arguments, environ=environ, prepare=lines_alone)
    answer(terminal, *PLAY)
    assert terminal.exit_code() == 0
    assert_plain(terminal.output)
    assert record(pipes.desk)["done"][0] == "glutes/glute-bridge: 2 of 2x2 tempo 1-1 rest 60s; cut short"


@pytest.mark.parametrize("arguments", [("--plain",), ()])
def test_today_in_a_terminal(pipes: Pipes, arguments: tuple[str, ...]) -> None:
    terminal = pipes.desk.open(*arguments, environ={"TERM": "dumb"}, prepare=lines_alone)
    answer(terminal, ("2: Short, ", "2"), *zip(CHECKED_ASKS, CHECKED, strict=True), ("Enter: Start.", "n"))
    terminal.until(lambda: b"tells all of them again" in terminal.output)
    terminal.type("q\n")
    assert terminal.exit_code() == 0
    assert_plain(terminal.output)


def test_a_window_that_is_closed(pipes: Pipes) -> None:
    terminal = pipes.desk.open("play", "short", "--plain", prepare=lines_alone)
    answer(terminal, *PLAY[:7])
    terminal.until(lambda: terminal.ever_showed("Rest. Next: set 2 of 2."))
    terminal.close_window()
    assert terminal.exit_code(4) == 1
    assert len(open_file(pipes.desk)["sets"]) == 1


def test_errors_to_a_file_leave_lines_of_text(pipes: Pipes, tmp_path: Path) -> None:
    said = tmp_path / "said"

    def point() -> None:
        lines_alone()
        os.dup2(os.open(said, os.O_WRONLY | os.O_CREAT, 0o600), 2)

    terminal = pipes.desk.open("play", "short", prepare=point)
    answer(terminal, ("None of these", "x"))
    assert terminal.exit_code() == 0
    assert_plain(terminal.output)
    assert said.read_bytes() == b""


@pytest.mark.parametrize(
    "environ",
    [
        {"LANG": "C"},
        {"LANG": "C", "LC_ALL": "C"},
        {"LANG": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"PYTHONIOENCODING": "ascii"},
    ],
    ids=" ".join,
)
def test_ascii_where_there_is_nothing_else(pipes: Pipes, environ: dict[str, str]) -> None:
    pipes.desk.write("routines/short.toml", NAMED)
    program = begin(pipes, environ=environ)
    assert end_here(program) == 0
    assert program.output.isascii()
    assert b"Today's plan: Apres - .5 midi." in program.output or b"Today's plan: Apres - 1" in program.output
    assert record(pipes.desk)["routine"] == "Après – ½ midi"


def test_utf_8_where_there_is(pipes: Pipes) -> None:
    pipes.desk.write("routines/short.toml", NAMED)
    program = begin(pipes)
    assert end_here(program) == 0
    assert "Today's plan: Après – ½ midi." in program.text
