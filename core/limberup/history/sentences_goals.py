"""How well the activities go that the person wants to do better, in words."""

from __future__ import annotations

from collections.abc import Iterable

from limberup.history.record import Record
from limberup.history.sentences_base import date_words, number_words
from limberup.history.statistics_goals import MEAN_CHANGE, SINGLE_CHANGE, GoalChange, GoalsChange, goals_change
from limberup.problem import join_words

__all__ = ["goals_words"]


def goals_words(found: GoalsChange | Iterable[Record]) -> tuple[str, ...]:
    """Return how well the activities go that the person wants to do better.

    Args:
        found: What `goals_change` returned, or the records for it.
    """
    goals = found if isinstance(found, GoalsChange) else goals_change(found)
    if not goals.activities:
        return ("No activity has been scored so far. You can name three to five that you want to do better.",)
    lines = [_goal(one) for one in goals.activities]
    if not goals.compared:
        return (*lines, "Each was scored on one day alone: too few to see a change.")
    if len(goals.compared) > 1 and goals.means:
        first, last = map(number_words, goals.means)
        # The difference of what is read, so that nobody who works it out finds another.
        lines.append(f"On average {first} at first and {last} now{_better(float(last) - float(first))}.")
    lines.append(
        f"Higher is better. For the scale this follows, {MEAN_CHANGE} points of the average, or {SINGLE_CHANGE} of one "
        "activity, are given as the least change that can be told from chance (Patient-Specific Functional Scale, "
        "Stratford 1995)."
    )
    large = [one.activity for one in goals.compared if one.detectable]
    if goals.detectable and len(goals.compared) > 1:
        large.insert(0, "your average")
    if large:
        lines.append(f"By as much as that changed: {join_words(large)}.")
    return tuple(lines)


def _goal(one: GoalChange) -> str:
    now = number_words(one.last.value)
    if one.first.on == one.last.on:
        return f"{one.activity}: {now} of 10, on {date_words(one.last.on)}."
    before = f"{number_words(one.first.value)} of 10 on {date_words(one.first.on)}"
    return f"{one.activity}: {before}, {now} on {date_words(one.last.on)}{_better(one.change)}."


def _better(change: float) -> str:
    size = number_words(abs(change))
    if size == "0":
        return ", the same"
    return f", {size} {'point' if size == '1' else 'points'} {'higher' if change > 0 else 'lower'}"
