"""The process that a pack's rules run in: `python -m limberup.packs.rules_host`, started by `rules_run` alone.

It reads the question to its end, says that it is ready, imports the pack, asks its rules, answers with one line and
ends. Nothing here keeps the pack from doing harm to this process; that is what the process is for.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import replace
from importlib.metadata import EntryPoint

import msgspec
import pluggy

from limberup.packs import hookspecs
from limberup.packs.cage import limit, told
from limberup.packs.child import READY, speak, take_channel
from limberup.packs.rules import Answer, Rule
from limberup.packs.rules_run import SECONDS, Found, Reply, Request
from limberup.safety.decision import Verdict
from limberup.texts import tr

__all__ = ["answer", "main"]

MAX_RULES = 100


class WrongRules(Exception):
    """A pack's rules are not as they have to be."""


def main() -> None:
    """Answer the question that is on standard input, and end without running anything more of the pack."""
    speak()
    channel = take_channel()
    request = b"".join(iter(lambda: channel.recv(65536), b""))
    question = msgspec.json.decode(request, type=Request)
    limit(SECONDS)
    channel.sendall(READY)
    try:
        line = msgspec.json.encode(Reply(found=list(answer(question))))
    # Whatever it raises, an exit too, is told and not acted upon.
    except BaseException as error:  # noqa: BLE001
        # Half of a pair of surrogates can't be written as JSON.
        line = msgspec.json.encode(Reply(error=_told(error).encode("utf-8", "replace").decode()))
    channel.sendall(line + b"\n")
    os._exit(0)


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
            # It is somebody else's code: whatever it raises, this pack's rules fail and no other's.
            except BaseException as error:  # noqa: BLE001
                raise WrongRules(
                    tr("its rule {rule!r} failed at {exercise}: {told}").format(
                        rule=rule.id, exercise=exercise.id, told=_told(error)
                    )
                ) from None
            if said is None:
                continue
            if type(said) is not Answer or type(said.why) is not str or type(said.how) is not str:
                raise WrongRules(
                    tr("its rule {rule!r} gave {name} for {exercise}, and no answer").format(
                        rule=rule.id, name=type(said).__name__, exercise=exercise.id
                    )
                )
            if type(said.verdict) is not Verdict or said.verdict is Verdict.ALLOW:
                raise WrongRules(
                    tr("its rule {rule!r} can't give {verdict!r} for {exercise}").format(
                        rule=rule.id, verdict=str(said.verdict)[:20], exercise=exercise.id
                    )
                )
            yield Found(rule.id, rule.source, exercise.id, said.verdict, said.why, said.how)


def _rules(entry: str) -> list[Rule]:
    manager = pluggy.PluginManager("limberup")
    manager.add_hookspecs(hookspecs)
    try:
        manager.register(EntryPoint("pack", entry, "limberup.packs").load())
        rules = [rule for result in manager.hook.limberup_rules() for rule in result]
    # Importing it runs it, so here as well anything may be raised.
    except BaseException as error:  # noqa: BLE001
        raise WrongRules(tr("its rules cannot be loaded: {told}").format(told=_told(error))) from None
    for rule in rules:
        if type(rule) is not Rule:
            raise WrongRules(tr("limberup_rules gave {name} instead of Rule(...)").format(name=type(rule).__name__))
        if type(rule.id) is not str or not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", rule.id) or len(rule.id) > 60:
            raise WrongRules(
                tr("{rule!r} is no name for a rule: a-z, 0-9 and single hyphens").format(rule=str(rule.id)[:60])
            )
        if type(rule.source) is not str or not 0 < len(rule.source) <= 60:
            raise WrongRules(tr("its rule {rule!r} has no source of 1 to 60 characters").format(rule=rule.id))
    if len({rule.id for rule in rules}) < len(rules) or len(rules) > MAX_RULES:
        raise WrongRules(tr("it has rules with the same name, or more than {max_rules}").format(max_rules=MAX_RULES))
    return rules


def _told(error: BaseException) -> str:
    return str(error) if isinstance(error, WrongRules) else told(error)


if __name__ == "__main__":
    main()
