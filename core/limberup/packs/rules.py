"""Safety rules of packs: what an author writes them with, and what limberup asks them for.

A rule looks at the person's facts and one exercise, and leaves the exercise out, changes it, or says nothing. It
can't allow, loosen or remove anything. Rules run in a process of their own (`rules_host`); whatever goes wrong there
switches the whole pack off, with its reason.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from limberup.exercise import Exercise
from limberup.problem import Problem
from limberup.safety.decision import State, Verdict
from limberup.safety.restrict import NONE, Restriction, Restrictions
from limberup.texts import tr

if TYPE_CHECKING:
    from limberup.packs.manager import Loaded, PackInfo

__all__ = ["Answer", "Facts", "Rule", "RulesAnswer", "exclude", "modify", "restrictions_for", "switched_off"]

MAX_WHY = 200
MAX_HOW = 100
"""Characters that are shown of a reason, and of how an exercise is done differently."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What a rule may know of the person now. The defaults are somebody with nothing unusual."""

    conditions: frozenset[str] = frozenset()
    """Ids of the condition table, such as "hip_oa"."""
    age: int = 45
    """Years: the youngest of their band, 45 where they have not said."""
    state: State = State.FULL
    """What the gate decided: REST_DAY, RESCUE, STEADY or FULL. Where it blocks no rule is asked."""
    rest: int = 0
    """Pain at rest, 0-10."""
    move: int = 0
    """Pain on moving, 0-10."""
    minutes_up: int = 300
    """Minutes since getting out of bed."""
    sore_side: str = ""
    """"left", "right" or ""."""
    week: int = 1
    """Week of the programme, from 1."""

    @property
    def now(self) -> int:
        """The pain that counts: the higher of the two."""
        return max(self.rest, self.move)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a rule says of an exercise; made by `exclude` or `modify`."""

    verdict: Verdict
    why: str
    how: str = ""


def exclude(why: str) -> Answer:
    """Leave the exercise out. `why` is one plain sentence for the person, shown up to 200 characters."""
    return Answer(Verdict.EXCLUDE, why)


def modify(how: str, why: str) -> Answer:
    """Have the exercise done differently.

    Args:
        how: What to do, shown while it is done: a clause that begins in lower case, up to 100 characters.
        why: One plain sentence for the person, up to 200 characters.
    """
    return Answer(Verdict.MODIFY, why, how)


@dataclass(frozen=True, slots=True)
class Rule:
    """A safety rule of a pack."""

    id: str
    """Its name within the pack: lower case, digits and hyphens."""
    judge: Callable[[Facts, Exercise], Answer | None]
    """Says what is restricted, or None. The same facts must always give the same answer. `exercise.figure` is None."""
    source: str = "own"
    """Keys of its sources with commas between them, or "own"."""


class RulesAnswer(NamedTuple):
    """What the rules of all packs say for one person now."""

    restrictions: Restrictions = NONE
    problems: tuple[Problem, ...] = ()
    """Why a pack is switched off, one for each of `failed`."""
    failed: tuple[str, ...] = ()
    """Ids of the packs that are switched off."""


def restrictions_for(loaded: Loaded, facts: Facts) -> RulesAnswer:
    """Ask the rules of all packs in use about every exercise of the catalog.

    Takes some tenths of a second for each pack whose rules are a program, a few seconds where one hangs, and no time
    where there are none: call it in a thread. The same question is not asked twice.
    """
    if facts.state.blocks:
        return RulesAnswer()
    exercises = loaded.catalog.exercises
    restrictions: list[Restriction] = []
    asked: dict[str, list[PackInfo]] = {}
    for info in loaded.infos:
        if info.pack and info.rules:
            asked.setdefault(info.rules, []).append(info)
        if info.pack and info.data_rules:
            from limberup.packs.rule_reader import data_restrictions

            restrictions += data_restrictions(info.data_rules, facts, exercises.values())
    problems: dict[str, Problem] = {}
    for entry, answer in _answers(asked, facts, exercises):
        if isinstance(answer, list):
            restrictions += answer
        else:
            problems |= {info.id: _problem(info, answer) for info in asked[entry]}
    return RulesAnswer(Restrictions(tuple(sorted(restrictions))), tuple(problems.values()), tuple(problems))


def _answers(
    asked: Mapping[str, list[PackInfo]], facts: Facts, exercises: Mapping[str, Exercise]
) -> Iterator[tuple[str, list[Restriction] | Exception]]:
    """Yield what the rules behind each entry point restrict, or why they could not be had."""
    if not asked:
        return
    from concurrent.futures import ThreadPoolExecutor

    from limberup.packs.rules_run import RulesFailed, ask

    def ask_one(entry: str) -> list[Restriction] | Exception:
        try:
            return ask(entry, asked[entry][0].id, facts, exercises)
        except RulesFailed as failed:
            return failed

    # Side by side: a pack that hangs keeps nobody waiting longer than another that does.
    with ThreadPoolExecutor(4, "rules") as pool:
        yield from zip(asked, pool.map(ask_one, asked), strict=True)


def _problem(info: PackInfo, failed: Exception) -> Problem:
    whose = info.distribution or info.id
    return Problem(
        whose,
        "rules",
        tr("{failed}, so the pack is switched off").format(failed=failed),
        tr("Update or remove {whose}").format(whose=whose),
    )


def switched_off(loaded: Loaded, answer: RulesAnswer) -> Loaded:
    """Return the packs without those whose rules failed; they are kept in the list, with the reason."""
    if not answer.failed:
        return loaded
    reasons: Mapping[str, Problem] = dict(zip(answer.failed, answer.problems, strict=True))

    def without(info: PackInfo) -> PackInfo:
        if info.pack is None or info.id not in reasons:
            return info
        return replace(info, pack=None, problems=(*info.problems, reasons[info.id]))

    packs = tuple(pack for pack in loaded.catalog.packs if pack.id not in reasons)
    return replace(loaded, catalog=replace(loaded.catalog, packs=packs), infos=tuple(map(without, loaded.infos)))
