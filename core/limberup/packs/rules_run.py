"""Asking a pack's rules in a process that can be killed, and believing nothing that it says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Annotated

import msgspec
from msgspec import Meta, Struct

from limberup.exercise import Exercise
from limberup.packs.child import ChildFailed, Failure, ask_child, import_path
from limberup.packs.rules import MAX_HOW, MAX_WHY, Facts
from limberup.safety.decision import Verdict
from limberup.safety.restrict import Restriction
from limberup.text import clean
from limberup.texts import tr

__all__ = ["MAX_ANSWER", "SECONDS", "Reply", "Request", "RulesFailed", "ask"]

SECONDS = 3
"""For all of the pack's own: importing it and asking every rule about every exercise."""
MAX_ANSWER = 1_000_000
"""Bytes."""
MAX_REASON = 160
_FAILED = {
    Failure.NOT_RUN: tr("its rules cannot be run: {reason}"),
    Failure.NOT_STARTED: tr("its rules could not be started"),
    Failure.LATE: tr("its rules took longer than {seconds:g} seconds"),
    Failure.TOO_MUCH: tr("its rules said more than {most} kB"),
    Failure.SILENT: tr("its rules ended without an answer"),
}

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
    request = Request(entry, facts, [replace(exercise, drawing=None) for exercise in exercises.values()])
    found: dict[tuple[str, str], Restriction] = {}
    for one in _asked(msgspec.json.encode(request), import_path()):
        if one.exercise not in exercises:
            raise RulesFailed(tr("its rule {rule!r} names an exercise that is not there").format(rule=one.rule))
        if (one.rule, one.exercise) in found:
            raise RulesFailed(
                tr("its rule {rule!r} speaks twice of {exercise}").format(rule=one.rule, exercise=one.exercise)
            )
        if one.verdict is Verdict.ALLOW:
            raise RulesFailed(
                tr("its rule {rule!r} allows {exercise}, which no pack can").format(
                    rule=one.rule, exercise=one.exercise
                )
            )
        why, how, source = _shown(one.why, MAX_WHY), _shown(one.how.rstrip(" ."), MAX_HOW), clean(one.source).strip()
        try:
            found[one.rule, one.exercise] = Restriction(
                pack, one.rule, one.exercise, one.verdict, _sentence(why), how, source or "own"
            )
        except ValueError:
            raise RulesFailed(
                tr("its rule {rule!r} gives no reason, or not how to do it differently").format(rule=one.rule)
            ) from None
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
    try:
        line = ask_child("limberup.packs.rules_host", request, path=path, seconds=SECONDS, most=MAX_ANSWER)
    except ChildFailed as failed:
        raise RulesFailed(failed.told(_FAILED)) from None
    try:
        reply = msgspec.json.decode(line, type=Reply)
    except (msgspec.MsgspecError, ValueError, RecursionError):
        raise RulesFailed(tr("its rules gave something that is no answer")) from None
    if reply.error:
        raise RulesFailed(_shown(reply.error, MAX_REASON))
    return tuple(reply.found)
