"""Asking a pack's rules in a process that can be killed, and believing nothing that it says.

The process gets the question on a socket, answers with one line, and is killed, with all that it started in its
session: when it has answered, and also when it takes too long or says too much.
"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import replace
from functools import lru_cache
from threading import Timer
from typing import Annotated

import msgspec
from msgspec import Meta, Struct

from limberup.exercise import Exercise
from limberup.packs.rules import MAX_HOW, MAX_WHY, Facts
from limberup.safety.decision import Verdict
from limberup.safety.restrict import Restriction
from limberup.text import clean

__all__ = ["MAX_ANSWER", "READY", "SECONDS", "Reply", "Request", "RulesFailed", "ask"]

START_SECONDS = 20
"""Until the process is ready: nothing of the pack runs before, so it is only a slow machine that needs them."""
SECONDS = 3
"""For all of the pack's own: importing it and asking every rule about every exercise."""
MAX_ANSWER = 1_000_000
"""Bytes."""
READY = b"ready\n"
"""The first line, before anything of the pack is imported."""

MAX_REASON = 160

Slug = Annotated[str, Meta(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*\Z", max_length=60)]


class RulesFailed(Exception):
    """A pack's rules did not answer as they should: its text says how, to follow the pack's name."""


class Request(Struct):
    """What the process is asked."""

    entry: str
    """The entry point's value."""
    facts: Facts
    exercises: list[Exercise]


class Found(Struct, forbid_unknown_fields=True):
    """What one rule says of one exercise."""

    rule: Slug
    source: Annotated[str, Meta(min_length=1, max_length=60)]
    exercise: str
    verdict: Verdict
    why: str
    how: str


class Reply(Struct, forbid_unknown_fields=True):
    """What the process answers: either may be left out."""

    error: str = ""
    found: list[Found] = []


def ask(entry: str, pack: str, facts: Facts, exercises: Mapping[str, Exercise]) -> list[Restriction]:
    """Return what the rules behind an entry point restrict.

    Args:
        entry: The entry point's value, such as "limberup_my_pack".
        pack: Id of the pack that is named for it.
        facts: The person now.
        exercises: Every exercise by its canonical id.

    Raises:
        RulesFailed: they did not answer, or not as they should.
    """
    # A figure says nothing about safety, and is the larger part of an exercise.
    request = Request(entry, facts, [replace(exercise, figure=None) for exercise in exercises.values()])
    path = os.pathsep.join(folder for folder in sys.path if folder)
    found: dict[tuple[str, str], Restriction] = {}
    for one in _asked(msgspec.json.encode(request), path):
        if one.exercise not in exercises:
            raise RulesFailed(f"its rule {one.rule!r} names an exercise that is not there")
        if (one.rule, one.exercise) in found:
            raise RulesFailed(f"its rule {one.rule!r} speaks twice of {one.exercise}")
        if one.verdict is Verdict.ALLOW:
            raise RulesFailed(f"its rule {one.rule!r} allows {one.exercise}, which no pack can")
        why, how, source = _shown(one.why, MAX_WHY), _shown(one.how.rstrip(" ."), MAX_HOW), clean(one.source).strip()
        try:
            found[one.rule, one.exercise] = Restriction(
                pack, one.rule, one.exercise, one.verdict, _sentence(why), how, source or "own"
            )
        except ValueError:
            raise RulesFailed(f"its rule {one.rule!r} gives no reason, or not how to do it differently") from None
    return list(found.values())


def _shown(text: str, most: int) -> str:
    # Cut first: what is to be cleaned may be of any length.
    plain = " ".join(clean(text[: 4 * most]).split())
    return plain if len(plain) <= most else f"{plain[: most - 3].rstrip()}..."


def _sentence(text: str) -> str:
    return text if not text or text[-1] in ".!?" else f"{text}."


@lru_cache(maxsize=8)
def _asked(request: bytes, path: str) -> tuple[Found, ...]:
    """Return what the rules found. Only an answer is kept for the next time; a failure raises."""
    ours, theirs = socket.socketpair()
    with ours:
        with theirs:
            process = _start(theirs, path)
        try:
            line = _talk(ours, request)
        finally:
            _end(process)
    try:
        reply = msgspec.json.decode(line, type=Reply)
    except (msgspec.MsgspecError, ValueError, RecursionError):
        raise RulesFailed("its rules gave something that is no answer") from None
    if reply.error:
        raise RulesFailed(_shown(reply.error, MAX_REASON))
    return tuple(reply.found)


def _start(channel: socket.socket, path: str) -> subprocess.Popen[bytes]:
    try:
        return subprocess.Popen(
            # -P: the folder we happen to be in must not bring a module of its own.
            [sys.executable, "-P", "-m", "limberup.packs.rules_host"],
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
        raise RulesFailed(f"its rules cannot be run: {error.strerror or error}") from None


def _talk(ours: socket.socket, request: bytes) -> bytes:
    with _limit(START_SECONDS, ours):
        with suppress(OSError):
            ours.sendall(request)
            ours.shutdown(socket.SHUT_WR)
        begun = _receive(ours, len(READY))
    if not begun.startswith(READY):
        raise RulesFailed("its rules could not be started")
    with _limit(SECONDS, ours) as late:
        said = _receive(ours, MAX_ANSWER, begun[len(READY) :])
    line, ended, _ = said.partition(b"\n")
    if ended:
        return line
    if late.is_so:
        raise RulesFailed(f"its rules took longer than {SECONDS} seconds")
    if len(said) >= MAX_ANSWER:
        raise RulesFailed(f"its rules said more than {MAX_ANSWER // 1000} kB")
    raise RulesFailed("its rules ended without an answer")


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
