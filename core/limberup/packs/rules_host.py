"""The process that a pack's rules run in: `python -m limberup.packs.rules_host`, started by `rules_run` alone.

It reads the question to its end, says that it is ready, imports the pack, asks its rules, answers with one line and
ends. Nothing here keeps the pack from doing harm to this process; that is what the process is for.
"""

from __future__ import annotations

import os
import re
import resource
import signal
import socket
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from importlib.metadata import EntryPoint

import msgspec
import pluggy

from limberup.packs import hookspecs
from limberup.packs.rules import Answer, Rule
from limberup.packs.rules_run import READY, SECONDS, Found, Reply, Request
from limberup.safety.decision import Verdict
from limberup.text import to_ascii

__all__ = ["answer", "main"]

MEMORY = 512 * 1024 * 1024
"""Bytes of address space."""
MAX_RULES = 100
FORBIDDEN = ("os.fork", "os.posix_spawn", "os.exec", "os.system", "pty.spawn", "subprocess.", "socket.")
"""What rules have no use for, as Python's audit events begin. What they learn of a person stays here."""


class WrongRules(Exception):
    """A pack's rules are not as they have to be."""


def main() -> None:
    """Answer the question that is on standard input, and end without running anything more of the pack."""
    channel = _take_channel()
    request = b"".join(iter(lambda: channel.recv(65536), b""))
    question = msgspec.json.decode(request, type=Request)
    _limit()
    channel.sendall(READY)
    try:
        line = msgspec.json.encode(Reply(found=list(answer(question))))
    # Whatever it raises, an exit too, is told and not acted upon.
    except BaseException as error:  # noqa: BLE001
        line = msgspec.json.encode(Reply(error=to_ascii(_told(error))))
    channel.sendall(line + b"\n")
    os._exit(0)


def _take_channel() -> socket.socket:
    """Return the socket that stands for input and output, and put nothing in its place: a pack may print."""
    channel = socket.socket(fileno=os.dup(0))
    nothing = os.open(os.devnull, os.O_RDWR)
    for standard in (0, 1, 2):
        os.dup2(nothing, standard)
    return channel


def _limit() -> None:
    used = resource.getrusage(resource.RUSAGE_SELF)
    seconds = int(used.ru_utime + used.ru_stime) + SECONDS + 2
    limits = [
        (resource.RLIMIT_AS, MEMORY),
        # This, and the alarm below, end it where nobody is there any more to kill it.
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_CORE, 0),
        # It writes no file, and starts no process and no thread: only for the superuser the last one is no limit.
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_NPROC, 0),
    ]
    for what, most in limits:
        # Not every system knows every limit, and none may be raised above what it was.
        with suppress(ValueError, OSError):
            resource.setrlimit(what, (most, most))
    signal.alarm(SECONDS + 2)
    sys.dont_write_bytecode = True
    sys.addaudithook(_refuse)


def _refuse(event: str, _: object) -> None:
    if event.startswith(FORBIDDEN):
        raise PermissionError(f"rules start no process and use no network ({event})")


def answer(question: Request) -> Iterator[Found]:
    """Yield all that the rules behind the entry point of `question` restrict.

    Raises:
        WrongRules: something is no rule, or no answer of one; and whatever the pack raises.
    """
    for rule in _rules(question.entry):
        for exercise in question.exercises:
            try:
                # A copy for each: a rule that changes what it is given changes it for nobody else.
                said = rule.judge(replace(question.facts), exercise)
            except BaseException as error:  # noqa: BLE001
                raise WrongRules(f"its rule {rule.id!r} failed at {exercise.id}: {_told(error)}") from None
            if said is None:
                continue
            if type(said) is not Answer or type(said.why) is not str or type(said.how) is not str:
                raise WrongRules(f"its rule {rule.id!r} gave {type(said).__name__} for {exercise.id}, and no answer")
            if type(said.verdict) is not Verdict or said.verdict is Verdict.ALLOW:
                raise WrongRules(f"its rule {rule.id!r} can't give {str(said.verdict)[:20]!r} for {exercise.id}")
            yield Found(rule.id, rule.source, exercise.id, said.verdict, said.why, said.how)


def _rules(entry: str) -> list[Rule]:
    manager = pluggy.PluginManager("limberup")
    manager.add_hookspecs(hookspecs)
    try:
        manager.register(EntryPoint("pack", entry, "limberup.packs").load())
        rules = [rule for result in manager.hook.limberup_rules() for rule in result]
    except BaseException as error:  # noqa: BLE001
        raise WrongRules(f"its rules cannot be loaded: {_told(error)}") from None
    for rule in rules:
        if type(rule) is not Rule:
            raise WrongRules(f"limberup_rules gave {type(rule).__name__} instead of Rule(...)")
        if type(rule.id) is not str or not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", rule.id) or len(rule.id) > 60:
            raise WrongRules(f"{str(rule.id)[:60]!r} is no name for a rule: a-z, 0-9 and single hyphens")
        if type(rule.source) is not str or not 0 < len(rule.source) <= 60:
            raise WrongRules(f"its rule {rule.id!r} has no source of 1 to 60 characters")
    if len({rule.id for rule in rules}) < len(rules) or len(rules) > MAX_RULES:
        raise WrongRules(f"it has rules with the same name, or more than {MAX_RULES}")
    return rules


def _told(error: BaseException) -> str:
    if isinstance(error, WrongRules):
        return str(error)
    try:
        return f"{type(error).__name__}: {str(error)[:200]}".removesuffix(": ")
    # Somebody else's exception may itself raise where it is asked for its text.
    except BaseException:  # noqa: BLE001
        return type(error).__name__


if __name__ == "__main__":
    main()
