"""Lines of the plain mode as the system has them: pipes, ends, signals, encodings; and how questions are asked."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import date, datetime

import pytest
from tests.tui.conftest import FakeClock
from tests.tui.plainly import Script

from limberup_tui.plain.leaving import Ended, EndOfInput, Gone, Interrupted
from limberup_tui.plain.lines import LONGEST, Streams
from limberup_tui.plain.signals import Watch
from limberup_tui.plain.talk import Talk, choices, in_ascii_alone
from limberup_tui.plain.wording import date_words, day_words, minutes_words, seconds_words


class Pipes:
    """Streams between two pipes."""

    def __init__(self, encoding: str = "utf-8") -> None:
        self.input, self._feed = os.pipe()
        self._drain, self.output = os.pipe()
        self.watch = Watch()
        self.streams = Streams(self.watch, input_=self.input, output=self.output, encoding=encoding)

    def feed(self, data: bytes) -> None:
        """Put bytes in."""
        os.write(self._feed, data)

    def end_input(self) -> None:
        """Close the end that is typed into."""
        os.close(self._feed)
        self._feed = -1

    def end_output(self) -> None:
        """Close the end that is read from."""
        os.close(self._drain)
        self._drain = -1

    def written(self) -> bytes:
        """Return what has come out."""
        return os.read(self._drain, 65536)

    def close(self) -> None:
        """Close all that is open."""
        for handle in (self.input, self._feed, self._drain, self.output):
            if handle >= 0:
                os.close(handle)


@pytest.fixture
def pipes() -> Iterator[Pipes]:
    """Give streams between two pipes."""
    found = Pipes()
    yield found
    found.close()


# Lines


def test_lines_come_whole_and_one_at_a_time(pipes: Pipes) -> None:
    pipes.feed("eins\r\nzw\u00f6".encode()[:-1])
    assert pipes.streams.read(0) == "eins"
    assert pipes.streams.read(0) is None
    pipes.feed(b"\xb6lf\n\n")
    assert pipes.streams.read(None) == "zwölf"
    assert pipes.streams.read(None) == ""
    assert pipes.streams.read(0) is None


def test_the_last_line_may_have_no_end(pipes: Pipes) -> None:
    pipes.feed(b"n\n3")
    pipes.end_input()
    assert [pipes.streams.read(None), pipes.streams.read(None)] == ["n", "3"]
    with pytest.raises(EndOfInput):
        pipes.streams.read(None)
    with pytest.raises(EndOfInput):
        pipes.streams.read(0)


def test_a_line_that_never_ends_is_cut(pipes: Pipes) -> None:
    pipes.feed(b"a" * (LONGEST + 10))
    line = pipes.streams.read(0)
    assert line is not None
    assert set(line) == {"a"}
    assert len(line) >= LONGEST


def test_bytes_that_are_no_text_are_no_end(pipes: Pipes) -> None:
    pipes.feed(b"\xff\xfe\x00n\n")
    assert pipes.streams.read(0) == "\ufffd\ufffd\x00n"


@pytest.mark.parametrize(("data", "closed", "empty"), [(b"", True, True), (b"", False, False), (b"n", True, False)])
def test_an_input_that_has_nothing_to_say_is_noticed(pipes: Pipes, data: bytes, closed: bool, empty: bool) -> None:
    if data:
        pipes.feed(data)
    if closed:
        pipes.end_input()
    assert pipes.streams.is_empty is empty
    if data:
        assert pipes.streams.read(None) == "n"


def test_what_is_written_comes_at_once(pipes: Pipes) -> None:
    pipes.streams.write("Hold – 5 s\n")
    assert pipes.written() == "Hold – 5 s\n".encode()


def test_nobody_who_reads_any_more(pipes: Pipes) -> None:
    pipes.end_output()
    with pytest.raises(Gone):
        pipes.streams.write("Hold\n")


def test_an_encoding_without_a_character() -> None:
    pipes = Pipes("latin-1")
    pipes.streams.write("caf\u00e9 \u2713\n")
    assert pipes.written() == b"caf\xe9 ?\n"
    pipes.close()


# Signals


@pytest.mark.parametrize(
    ("number", "kind"), [(signal.SIGINT, Interrupted), (signal.SIGTERM, Ended), (signal.SIGHUP, Ended)]
)
def test_a_signal_is_told_where_a_line_is_awaited(pipes: Pipes, number: signal.Signals, kind: type[Exception]) -> None:
    before = signal.getsignal(number)
    with pipes.watch:
        pipes.feed(b"n\n")
        signal.raise_signal(number)
        signal.setitimer(signal.ITIMER_REAL, 0)
        with pytest.raises(kind):
            pipes.streams.read(0)
        assert pipes.streams.read(0) == "n", "it is told once, and no line is lost"
    assert signal.getsignal(number) is before


def test_ctrl_c_does_not_hide_that_the_process_has_to_end(pipes: Pipes) -> None:
    with pipes.watch:
        signal.raise_signal(signal.SIGTERM)
        signal.raise_signal(signal.SIGINT)
        signal.setitimer(signal.ITIMER_REAL, 0)
        with pytest.raises(Ended):
            pipes.streams.read(0)


# Words


def test_text_from_outside_is_made_harmless(clock: FakeClock) -> None:
    script = Script(clock, "\x1b[31mred\x07\u202e ")
    talk = Talk(script)
    talk.say("a\x1b[2J\x07b\u200bc", "", "  two   blanks \n and a line ")
    assert script.written == "a[2Jbc\ntwo blanks\nand a line\n"
    assert talk.hear() == "[31mred"


def test_nothing_but_ascii_where_there_is_nothing_else(clock: FakeClock) -> None:
    script = Script(clock)
    Talk(script, ascii_alone=True).say("Après – 2 × 5 …", "Zwölf")
    assert script.written == "Apres - 2 x 5 ...\nZwolf\n"
    assert script.written.isascii()


@pytest.mark.parametrize(
    ("encoding", "environ", "wanted"),
    [
        ("utf-8", {"LANG": "C.UTF-8"}, False),
        ("utf-8", {"LANG": "de_DE.UTF-8"}, False),
        ("utf-8", {"LANG": "C", "LC_CTYPE": "C.UTF-8"}, True),
        ("utf-8", {"LANG": "C", "LC_CTYPE": "de_DE.UTF-8"}, False),
        ("utf-8", {"LC_ALL": "C", "LANG": "de_DE.UTF-8"}, True),
        ("utf-8", {"LC_ALL": "C.UTF-8", "LANG": "C"}, False),
        ("utf-8", {"LANG": "C", "PYTHONIOENCODING": "utf-8"}, False),
        ("utf-8", {}, True),
        ("ascii", {"LANG": "de_DE.UTF-8"}, True),
        ("ANSI_X3.4-1968", {"LANG": "C"}, True),
    ],
)
def test_which_locale_has_ascii_alone(
    monkeypatch: pytest.MonkeyPatch, encoding: str, environ: dict[str, str], wanted: bool
) -> None:
    for name in ("LANG", "LC_ALL", "LC_CTYPE", "PYTHONIOENCODING", "PYTHONUTF8"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environ.items():
        monkeypatch.setenv(name, value)
    assert in_ascii_alone(encoding) is wanted


def test_every_question_says_what_can_be_answered(clock: FakeClock) -> None:
    script = Script(clock, "maybe", "", "YES")
    assert Talk(script).ask("Is it?", {"y": "yes, or not sure", "n": "no"}) == "y"
    assert script.lines == [
        "Is it?", "y: Yes, or not sure.", "n: No.", "> maybe", "Not understood. Type y or n.", "> ",
        "Not understood. Type y or n.", "> YES",
    ]  # fmt: skip


def test_many_numbers_are_named_by_the_first_and_the_last() -> None:
    numbers = {str(number): "" for number in range(1, 18)}
    assert choices({**numbers, "q": "", "": ""}) == "1 to 17, q or Enter"
    assert choices({"1": "", "2": "", "x": ""}) == "1, 2 or x"
    assert choices({"y": ""}) == "y"


def test_times_and_days_in_words() -> None:
    assert [seconds_words(seconds) for seconds in (0, 1, 45, 60, 61, 150, 59.6)] == [
        "0 seconds", "1 second", "45 seconds", "1 minute", "1 minute 1 second", "2 minutes 30 seconds", "1 minute",
    ]  # fmt: skip
    assert [minutes_words(seconds) for seconds in (10, 45, 100, 400)] == [
        "under 1 minute", "about 1 minute", "about 2 minutes", "about 7 minutes",
    ]  # fmt: skip
    today = date(2026, 11, 21)
    moments = [datetime(2026, 11, 21, 8, 5), datetime(2026, 11, 20, 18, 0), datetime(2026, 11, 16, 7, 30)]
    assert [day_words(moment, today) for moment in (*moments, datetime(2025, 12, 31, 9, 0))] == [
        "today at 08:05", "yesterday at 18:00", "on Monday 16 November at 07:30",
        "on Wednesday 31 December 2025 at 09:00",
    ]  # fmt: skip
    assert date_words(today) == "21 November 2026"


def test_nothing_of_textual_is_imported() -> None:
    look = "import sys, limberup_tui.plain.run; print(*{name.partition('.')[0] for name in sys.modules})"
    done = subprocess.run([sys.executable, "-c", look], capture_output=True, text=True, check=True)
    assert "limberup_tui" in done.stdout.split()
    assert not {"textual", "rich", "asyncio"} & set(done.stdout.split())
