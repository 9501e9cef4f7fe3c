"""Rule X, the filter: is an exercise right for this person now, as it is, done differently, or not at all?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from limberup.exercise import TAGS, Exercise
from limberup.problem import join_words
from limberup.safety.conditions import (
    BALANCE_HOW,
    CONDITIONS,
    FIRST_HOUR,
    MIDDLE_RANGE,
    NEEDS_FREE_HANDS,
    Condition,
)
from limberup.safety.decision import Decision, Verdict
from limberup.texts import tr

__all__ = ["FIRST_HOUR_MINUTES", "Fitted", "fit", "strictest"]

FIRST_HOUR_MINUTES = 60
"""Minutes after getting up in which the low back is not rounded to its end (own; see SNOOK)."""


@dataclass(frozen=True, slots=True)
class Fitted:
    """What the filter says of one exercise."""

    exercise: Exercise
    verdict: Verdict
    why: str
    """One plain sentence."""
    how: tuple[str, ...] = ()
    """How it is done differently, where it is MODIFY: clauses that begin in lower case."""
    source: str = "own"

    @property
    def decision(self) -> Decision:
        """The same as a decision of rule X."""
        return Decision("X", self.verdict.value, self.why, self.source, about=self.exercise.id)


def strictest(verdicts: Iterable[Verdict]) -> Verdict:
    """Return the strictest verdict; ALLOW where there is none."""
    order = (Verdict.ALLOW, Verdict.MODIFY, Verdict.EXCLUDE)
    return max(verdicts, key=order.index, default=Verdict.ALLOW)


def fit(exercise: Exercise, conditions: Iterable[str] = (), minutes_up: int = 300) -> Fitted:
    """Return whether `exercise` is right for somebody with `conditions`.

    `minutes_up` are the minutes since getting out of bed. With several conditions the strictest verdict
    wins (A.2).

    Raises:
        KeyError: a condition is not in the table.
    """
    wanted = {CONDITIONS[id_] for id_ in conditions}
    rows = [row for row in CONDITIONS.values() if row in wanted]
    if minutes_up < FIRST_HOUR_MINUTES:
        rows.append(FIRST_HOUR)
    judged = [(row, *_judge(exercise, row)) for row in rows]
    verdict = strictest(given for _, given, _ in judged)
    deciding = [(row, words) for row, given, words in judged if given is verdict]
    source = ", ".join(dict.fromkeys(row.source for row, _ in deciding))
    if verdict is Verdict.ALLOW:
        return Fitted(
            exercise, verdict, tr("Nothing speaks against {exercise} for you now.").format(exercise=exercise.name)
        )
    labels = join_words(row.label for row, _ in deciding)
    if verdict is Verdict.EXCLUDE:
        what = join_words(dict.fromkeys(words for _, words in deciding))
        why = tr("{exercise} is left out for {labels}: it means {what}.").format(
            exercise=exercise.name, labels=labels, what=what
        )
        return Fitted(exercise, verdict, why, (), source)
    how = tuple(dict.fromkeys(words for _, words in deciding))
    why = tr("{exercise} is done differently for {labels}: {how}.").format(
        exercise=exercise.name, labels=labels, how="; ".join(how)
    )
    return Fitted(exercise, verdict, why, how, source)


def _judge(exercise: Exercise, row: Condition) -> tuple[Verdict, str]:
    """Return a row's verdict, with what is wrong (EXCLUDE) or how to do it (MODIFY)."""
    if exercise.id in row.named:
        return Verdict.EXCLUDE, row.named[exercise.id]
    # TAGS gives the order, so that the same exercise always gets the same words.
    if hit := [tag for tag in TAGS if row.exclude & exercise.tags & {tag, f"~{tag}"}]:
        return Verdict.EXCLUDE, join_words(TAGS[tag] for tag in hit)
    stands = row.balance and "BAL" in exercise.tags
    if stands and exercise.id in NEEDS_FREE_HANDS:
        return Verdict.EXCLUDE, tr("standing without both hands on a counter")
    how = []
    if exercise.kind in row.kinds or exercise.tags & _modified(row):
        how.append(row.how or MIDDLE_RANGE)
    if stands or (row.balance and "~BAL" in exercise.tags):
        how.append(BALANCE_HOW)
    return (Verdict.MODIFY, join_words(how)) if how else (Verdict.ALLOW, "")


def _modified(row: Condition) -> frozenset[str]:
    """Return every tag that the row modifies, the implied ones with the listed."""
    # "A soft tag listed under MODIFY also modifies its hard form, unless that is excluded";
    hard_forms = {tag.removeprefix("~") for tag in row.modify}
    # "an excluded hard tag's soft form is MODIFY, unless the row excludes it too".
    soft_forms = {f"~{tag}" for tag in row.exclude if not tag.startswith("~")}
    return frozenset(row.modify | hard_forms | soft_forms) - row.exclude
