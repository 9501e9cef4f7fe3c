"""Speaking: a queue that cuts nothing off and says nothing late, and the machine's own synthesiser behind it.

The synthesiser's program is run once for each sentence, and its end is the end of the sentence: so a sentence is said
whole, and what is no longer true after it is left unsaid. Libraries were looked at and not taken; docs/voice.md says
why.
"""

from __future__ import annotations

import atexit
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from limberup.texts import ENGLISH, PSEUDO, language, tr
from limberup_tui.spoken import RATE, Line, seconds_of, shorter

__all__ = ["LATE", "PROGRAMS", "Program", "ProgramSpeaker", "Queue", "Speaker", "find_speaker"]

LATE = 0.3
"""Seconds after its moment in which a line may begin to be heard."""
LEAD = 0.05
"""Seconds that a synthesiser takes from its start to its first sound; measured by benchmarks/voice.py."""
EARLY = 0.25
"""Share of the time a sentence should take, below which nobody can have heard it: there is no sound card, say."""
HANGS = 3.0
"""How many times the time a sentence should take a synthesiser may need, and `PATIENCE` seconds, before it is ended."""
PATIENCE = 5.0
TRIES = 2
"""Sentences in a row that failed, after which no more are tried."""
SLOWEST = 3.0
"""Seconds longer than expected that a sentence may last, and be taken as a sign of what is to come."""


class Speaker(Protocol):
    """Says lines, one sentence after the other, without making anybody wait."""

    @property
    def busy(self) -> bool:
        """Whether something is being said, or is about to be."""

    @property
    def trouble(self) -> str:
        """What went wrong, in words, where nothing is said any more; or ""."""

    def say(self, line: Line) -> None:
        """Say a line once the sentence being said is over; what else was still to be said is left out."""

    def stop(self) -> None:
        """Be silent at once, in the middle of a word if need be."""

    def close(self) -> None:
        """Finish the sentence being said, and what has just been asked for; then nothing is said any more."""


class Queue:
    """Decides what is said next. Pure: it is told the time."""

    def __init__(self) -> None:
        self._line: Line | None = None
        self._left: Sequence[str] = ()
        self._begun = False
        self.over = 0.0
        """Seconds that sentences take longer here than `seconds_of` says, as far as has been seen."""

    def __bool__(self) -> bool:
        return bool(self._left)

    def put(self, line: Line) -> None:
        """Take a line in place of what was still to be said: it was about something that is over."""
        self._line, self._left, self._begun = line, line.sentences, False

    def clear(self) -> None:
        """Say nothing of what was still to be said."""
        self._left = ()

    def finish(self) -> None:
        """Say nothing more of a line that has begun."""
        if self._begun:
            self._left = ()

    def take(self, now: float) -> str:
        """Return the sentence to be said now, or "".

        A line that can't begin within `LATE` of its moment is dropped, unless it is important. A sentence that would
        not be over when the next one is due is left out, or said in fewer words.
        """
        line = self._line
        if line is None or not self._left:
            return ""
        if not self._begun and now + LEAD > line.at + LATE and not line.important:
            self._left = ()
        while self._left:
            sentence, self._left = self._left[0], self._left[1:]
            chosen = self._fitting(sentence, line, line.by - now)
            if chosen:
                self._begun = True
                return chosen
            if not self._begun and line.by < float("inf"):
                # The rest makes no sense without how it begins.
                self._left = ()
        return ""

    def _fitting(self, sentence: str, line: Line, room: float) -> str:
        if sentence in line.spare:
            needed = sum(self._seconds(other) for other in self._left if other not in line.spare)
            return sentence if self._seconds(sentence) + needed <= room else ""
        return next((words for words in (sentence, shorter(sentence)) if words and self._seconds(words) <= room), "")

    def _seconds(self, sentence: str) -> float:
        return seconds_of(sentence) + self.over

    def took(self, sentence: str, seconds: float) -> None:
        """Note how long a sentence took: slowness is believed at once, and forgotten slowly."""
        over = seconds - seconds_of(sentence)
        # Somebody stopped the machine or the process meanwhile, and no synthesiser is so slow.
        if over <= SLOWEST:
            self.over = max(over, self.over * 0.8, 0.0)


@dataclass(frozen=True, slots=True)
class Program:
    """A synthesiser that reads what it is to say from its standard input, and ends when it has said it."""

    name: str
    arguments: tuple[str, ...]
    silence: tuple[str, ...] = ()
    """Arguments that silence it, where it is another process that speaks."""
    path: str = ""
    """Absolute path, once it has been found."""


VOICE = ENGLISH if language() == PSEUDO else language()
"""The language that is spoken: the one that is written. A synthesiser takes the same short names."""
PROGRAMS = (
    Program("espeak-ng", ("--stdin", "-b", "1", "-v", VOICE, "-s", str(RATE))),
    Program("espeak", ("--stdin", "-b", "1", "-v", VOICE, "-s", str(RATE))),
    # As fast as the person has it elsewhere; a message that no other text cuts off.
    Program("spd-say", ("-e", "-w", "-l", VOICE, "-P", "message", "-N", "limberup"), ("-S",)),
)
"""Those that are looked for, the one with the least between it and the ear first."""
_MAC = Program("say", ("-r", str(RATE)))


def find_speaker(now: Callable[[], float]) -> ProgramSpeaker | None:
    """Return a speaker with the first synthesiser that is installed, or None where none is.

    Args:
        now: The session's clock, in seconds.
    """
    for program in (_MAC, *PROGRAMS) if sys.platform == "darwin" else PROGRAMS:
        path = shutil.which(program.name)
        # What stands in the folder one happens to be in is nobody's choice.
        if path and Path(path).is_absolute():
            return ProgramSpeaker(Program(program.name, program.arguments, program.silence, path), now)
    return None


class ProgramSpeaker:
    """Speaks through a program, from a thread of its own: whatever hangs there, the session does not notice."""

    def __init__(self, program: Program, now: Callable[[], float]) -> None:
        """Make one; nothing is started before the first line.

        Args:
            program: The synthesiser, with its path.
            now: The session's clock, in seconds. Called from another thread.
        """
        self.program = program
        self.trouble = ""
        self._now = now
        self._queue = Queue()
        self._wake = threading.Condition()
        self._thread: threading.Thread | None = None
        self._process: subprocess.Popen[bytes] | None = None
        self._sentence = ""
        self._stopped = 0
        """How often it was silenced: a sentence that was started meanwhile knows that it is meant too."""
        self._closing = False
        self._failed = 0

    @property
    def busy(self) -> bool:
        """Whether something is being said, or is about to be."""
        with self._wake:
            return bool(self._sentence or self._queue)

    def say(self, line: Line) -> None:
        """Say a line once the sentence being said is over; what else was still to be said is left out."""
        with self._wake:
            if self._closing or self.trouble:
                return
            self._queue.put(line)
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="voice", daemon=True)
                self._thread.start()
                atexit.register(self._leave)
            self._wake.notify()

    def stop(self) -> None:
        """Be silent at once, in the middle of a word if need be."""
        with self._wake:
            self._queue.clear()
            self._stopped += 1
            process = self._process
        if process is not None:
            process.kill()
            if self.program.silence:
                threading.Thread(target=self._silence, args=[process], name="silence", daemon=True).start()

    def close(self) -> None:
        """Finish the sentence being said, and what has just been asked for; then nothing is said any more."""
        with self._wake:
            self._closing = True
            self._queue.finish()
            self._wake.notify()

    def _leave(self) -> None:
        """Leave nothing behind at the end of the program."""
        with self._wake:
            self._closing = True
            self._queue.clear()
            self._stopped += 1
            process = self._process
        if process is not None:
            self._silence(process)

    # In the thread

    def _run(self) -> None:
        while asked := self._next():
            sentence, stopped = asked
            # Not by the session's clock, which goes on while the machine sleeps.
            begun = time.monotonic()
            worked = self._speak(sentence, stopped)
            took = time.monotonic() - begun
            with self._wake:
                self._sentence = ""
                if stopped == self._stopped:
                    self._judge(sentence, took, worked)
        atexit.unregister(self._leave)

    def _next(self) -> tuple[str, int] | None:
        """Wait for the next sentence; return it with how often there was silence, or None where there will be none."""
        with self._wake:
            while not (sentence := self._queue.take(self._now())):
                if self._closing or self.trouble:
                    return None
                self._wake.wait()
            self._sentence = sentence
            return sentence, self._stopped

    def _speak(self, sentence: str, stopped: int) -> bool:
        """Say a sentence to its end; return whether the program did what it was to do."""
        try:
            # A session of its own has no terminal: Ctrl+C and Ctrl+Z are not for it, and it can't write on the screen.
            process = subprocess.Popen(
                (self.program.path, *self.program.arguments),
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )
        except OSError:
            return False
        watch = threading.Timer(HANGS * seconds_of(sentence) + PATIENCE, self._silence, [process])
        watch.daemon = True
        watch.start()
        with self._wake:
            self._process = process
            silenced = stopped != self._stopped
        if silenced:
            self._silence(process)
        assert process.stdin is not None
        # It may have ended already. A line has to end, or one version of espeak-ng leaves out its last letter.
        with suppress(OSError):
            process.stdin.write(f"{sentence}\n".encode())
        with suppress(OSError):
            process.stdin.close()
        code = process.wait()
        watch.cancel()
        with self._wake:
            self._process = None
        return code == 0

    def _silence(self, process: subprocess.Popen[bytes]) -> None:
        process.kill()
        if self.program.silence:
            with suppress(OSError, subprocess.SubprocessError):
                subprocess.run(
                    (self.program.path, *self.program.silence),
                    stdin=subprocess.DEVNULL,
                    stdout=subprocess.DEVNULL,
                    stderr=subprocess.DEVNULL,
                    start_new_session=True,
                    timeout=1,
                    check=False,
                )

    def _judge(self, sentence: str, took: float, worked: bool) -> None:
        """Learn how long sentences take, or that they can't be heard."""
        if worked and took >= EARLY * seconds_of(sentence):
            self._failed = 0
            self._queue.took(sentence, took)
            return
        self._failed += 1
        if self._failed >= TRIES:
            self._queue.clear()
            silent = tr("No sound comes out here, so nothing is spoken ({program}).")
            self.trouble = silent.format(program=self.program.name)
