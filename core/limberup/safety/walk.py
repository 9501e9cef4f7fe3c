"""Rule X over a whole plan: what is kept, what is done differently, what is swapped, merged or dropped."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from limberup.catalog import Catalog
from limberup.exercise import Exercise
from limberup.safety.decision import Decision, State, Verdict
from limberup.safety.fit import Fitted
from limberup.safety.locks import Locks
from limberup.texts import tr

__all__ = ["Judge", "Planned", "resolve", "walk"]

Judge = Callable[[Exercise], Fitted]
"""The filter for one person now: `fit` with conditions and minutes filled in."""


@dataclass(frozen=True, slots=True)
class Planned:
    """One entry of the plan, resolved."""

    exercise: str
    """Canonical id of what was planned."""
    verdict: Verdict
    decision: Decision
    instead: Fitted | None = None
    """What is done in its place, where it is excluded and something else is found."""
    dropped: bool = False
    """Whether nothing is done in its place."""
    merged: bool = False
    """Whether `instead` is done already, for another entry: it is done once."""
    how: tuple[str, ...] = ()
    """How it (or what is taken instead) is done differently."""

    @property
    def done(self) -> str | None:
        """Id of what this entry makes the person do, or None."""
        if self.dropped or self.merged:
            return None
        return self.instead.exercise.id if self.instead else self.exercise


def walk(exercise: Exercise, judge: Judge, locks: Locks, catalog: Catalog) -> Fitted | None:
    """Return the first exercise along `easier` that is not excluded, or None where the entry is dropped."""
    seen = {exercise.id}
    current = exercise
    # A ladder of somebody's pack may run in a circle, or lead to a pack that is not in use.
    while current.easier.exercise and (easier := catalog.get(current.easier.exercise)):
        if easier.id in seen:
            return None
        seen.add(easier.id)
        fitted = judge(easier)
        if fitted.verdict is not Verdict.EXCLUDE:
            # "A walk of X never lands on a locked item [...]: then it is dropped", so it doesn't go on.
            return fitted if locks.opens(easier) else None
        current = easier
    return None


def resolve(
    plan: Iterable[str],
    listed: tuple[str, ...] | None,
    state: State,
    judge: Judge,
    locks: Locks,
    catalog: Catalog,
) -> tuple[Planned, ...]:
    """Return the plan as it is for this person now.

    Args:
        plan: Canonical ids, in order.
        listed: All that may be done (RESCUE, REST_DAY), or None where nothing is restricted.
        state: What the gate decided, for the words.
        judge: The filter for this person.
        locks: What may be walked to.
        catalog: Where ladders lead.
    """
    entries = [catalog.exercise(id_) for id_ in plan]
    standing = {exercise.id for exercise in entries}
    walked: set[str] = set()
    resolved = []
    for exercise in entries:
        if listed is not None and exercise.id not in listed:
            resolved.append(_off_the_list(exercise, state))
            continue
        fitted = judge(exercise)
        if fitted.verdict is not Verdict.EXCLUDE:
            resolved.append(Planned(exercise.id, fitted.verdict, fitted.decision, how=fitted.how))
            continue
        # "still filtered by X (without a walk along `easier`)" where there is a list.
        taken = walk(exercise, judge, locks, catalog) if listed is None else None
        if taken is None:
            resolved.append(Planned(exercise.id, fitted.verdict, _outcome(fitted, "exclude, dropped"), dropped=True))
            continue
        # "merged = true where the slug taken already stands in the plan, or where an earlier entry walked to it".
        merged = taken.exercise.id in standing | walked
        walked.add(taken.exercise.id)
        decision = _outcome(fitted, f"exclude, instead {taken.exercise.slug}" + (" (merged)" if merged else ""))
        resolved.append(Planned(exercise.id, fitted.verdict, decision, taken, merged=merged, how=taken.how))
    return tuple(resolved)


def _outcome(fitted: Fitted, outcome: str) -> Decision:
    return Decision("X", outcome, fitted.why, fitted.source, about=fitted.exercise.id)


def _off_the_list(exercise: Exercise, state: State) -> Planned:
    day = tr("a rest day") if state is State.REST_DAY else tr("a rescue session")
    why = tr("{exercise} is left out today: it is not on the short list of {day}.").format(
        exercise=exercise.name, day=day
    )
    source = "BOONSTRA, 001" if state is State.REST_DAY else "RESCUE, 001"
    decision = Decision("X", "exclude, dropped", why, source, about=exercise.id)
    return Planned(exercise.id, Verdict.EXCLUDE, decision, dropped=True)
