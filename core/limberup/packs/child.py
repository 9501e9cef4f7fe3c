"""A process of its own for the code of packs: asked once over a socket, believed in nothing, and killed.

It gets the question, answers with one line, and is killed, with all that it started in its session: when it has
answered, and also when it takes too long or says too much.
"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from enum import Enum
from threading import Timer

from limberup.texts import language, use

__all__ = ["READY", "ChildFailed", "Failure", "ask_child", "import_path", "speak", "take_channel"]

START_SECONDS = 20
"""Until the process is ready: nothing of a pack runs before, so it is only a slow machine that needs them."""
READY = b"ready\n"
"""The first line, before anything of a pack is imported."""


class Failure(Enum):
    """How a process may fail: who asked has a whole sentence for each, as a verb follows whose code it was."""

    NOT_RUN = "not run"
    """With the `reason`."""
    NOT_STARTED = "not started"
    LATE = "late"
    """After so many `seconds`."""
    TOO_MUCH = "too much"
    """More than `most` kB."""
    SILENT = "silent"


class ChildFailed(Exception):
    """The process gave no answer."""

    def __init__(self, failure: Failure, **values: object) -> None:
        """Keep how it failed, and what is to be filled in."""
        super().__init__(failure.value)
        self.failure = failure
        self.values = values

    def told(self, sentences: Mapping[Failure, str]) -> str:
        """Return the sentence for it, filled in."""
        return sentences[self.failure].format(**self.values)


def import_path() -> str:
    """Return what the process has to know of where modules are."""
    return os.pathsep.join(folder for folder in sys.path if folder)


def ask_child(module: str, request: bytes, *, path: str, seconds: float, most: int) -> bytes:
    """Return the line that `python -m MODULE` answers with.

    Args:
        module: One of ours, which reads the question to its end, says `READY` and then lets packs run.
        request: The question.
        path: See `import_path`.
        seconds: How long it may take from `READY` on.
        most: Bytes that the answer may have.

    Raises:
        ChildFailed: it could not be started, or did not answer in time, with so much, or at all.
    """
    ours, theirs = socket.socketpair()
    with ours:
        with theirs:
            process = _start(module, theirs, path)
        try:
            return _talk(ours, request, seconds, most)
        finally:
            _end(process)


def speak() -> None:
    """Speak, in the process, the language of whoever started it: what goes wrong is told in it."""
    use(sys.argv[1] if len(sys.argv) > 1 else None)


def take_channel() -> socket.socket:
    """Return, in the process, the socket that stands for input and output; a pack may print, and it goes nowhere."""
    channel = socket.socket(fileno=os.dup(0))
    nothing = os.open(os.devnull, os.O_RDWR)
    for standard in (0, 1, 2):
        os.dup2(nothing, standard)
    return channel


def _start(module: str, channel: socket.socket, path: str) -> subprocess.Popen[bytes]:
    try:
        return subprocess.Popen(
            # -P: the folder we happen to be in must not bring a module of its own.
            [sys.executable, "-P", "-m", module, language()],
            stdin=channel.fileno(),
            stdout=channel.fileno(),
            stderr=subprocess.DEVNULL,
            cwd=os.sep,
            # The same hashes each time, so that a rule which walks through a set says the same each time.
            env={**os.environ, "PYTHONPATH": path, "PYTHONHASHSEED": "0"},
            # No terminal to write to, and a group to kill with all that it starts.
            start_new_session=True,
        )
    except OSError as error:
        raise ChildFailed(Failure.NOT_RUN, reason=error.strerror or error) from None


def _talk(ours: socket.socket, request: bytes, seconds: float, most: int) -> bytes:
    with _limit(START_SECONDS, ours):
        with suppress(OSError):
            ours.sendall(request)
            ours.shutdown(socket.SHUT_WR)
        begun = _receive(ours, len(READY))
    if not begun.startswith(READY):
        raise ChildFailed(Failure.NOT_STARTED)
    with _limit(seconds, ours) as late:
        said = _receive(ours, most, begun[len(READY) :])
    line, ended, _ = said.partition(b"\n")
    if ended:
        return line
    if late.is_so:
        raise ChildFailed(Failure.LATE, seconds=seconds)
    if len(said) >= most:
        raise ChildFailed(Failure.TOO_MUCH, most=most // 1000)
    raise ChildFailed(Failure.SILENT)


def _receive(ours: socket.socket, most: int, begun: bytes = b"") -> bytes:
    """Return what comes until there is a line's end in it, nothing more comes, or it has `most` bytes."""
    found = bytearray(begun)
    while b"\n" not in found and len(found) < most:
        try:
            more = ours.recv(65536)
        except OSError:
            break
        if not more:
            break
        found += more
    return bytes(found)


class _Late:
    """Whether the time is up."""

    is_so = False


@contextmanager
def _limit(seconds: float, ours: socket.socket) -> Iterator[_Late]:
    """Close the line after so many seconds: who waits on it goes on, whoever else still holds its other end."""
    late = _Late()

    def close() -> None:
        late.is_so = True
        with suppress(OSError):
            ours.shutdown(socket.SHUT_RDWR)

    timer = Timer(seconds, close)
    timer.daemon = True
    timer.start()
    try:
        yield late
    finally:
        timer.cancel()


def _end(process: subprocess.Popen[bytes]) -> None:
    # Before it is waited for: until then its number can be nobody else's.
    with suppress(OSError):
        os.killpg(process.pid, signal.SIGKILL)
    process.kill()
    process.wait()
