"""How well the activities go that the person wants to do better, in words."""

from __future__ import annotations

from collections.abc import Iterable

from limberup.history.record import Record
from limberup.history.sentences_base import date_words, number_words
from limberup.history.statistics_goals import MEAN_CHANGE, SINGLE_CHANGE, GoalChange, GoalsChange, goals_change
from limberup.problem import join_words
from limberup.texts import tr, trn

__all__ = ["goals_words"]


def goals_words(found: GoalsChange | Iterable[Record]) -> tuple[str, ...]:
    """Return how well the activities go that the person wants to do better.

    Args:
        found: What `goals_change` returned, or the records for it.
    """
    goals = found if isinstance(found, GoalsChange) else goals_change(found)
    if not goals.activities:
        return (tr("No activity has been scored so far. You can name three to five that you want to do better."),)
    lines = [_goal(one) for one in goals.activities]
    if not goals.compared:
        return (*lines, tr("Each was scored on one day alone: too few to see a change."))
    if len(goals.compared) > 1 and goals.means:
        first, last = map(number_words, goals.means)
        # The difference of what is read, so that nobody who works it out finds another.
        lines.append(
            tr("On average {first} at first and {last} now{better}.").format(
                first=first, last=last, better=_better(float(last) - float(first))
            )
        )
    lines.append(
        tr(
            "Higher is better. For the scale this follows, {mean_change} points of the average, or "
            "{single_change} of one activity, are given as the least change that can be told from chance "
            "(Patient-Specific Functional Scale, Stratford 1995)."
        ).format(mean_change=MEAN_CHANGE, single_change=SINGLE_CHANGE)
    )
    large = [one.activity for one in goals.compared if one.detectable]
    if goals.detectable and len(goals.compared) > 1:
        large.insert(0, tr("your average"))
    if large:
        lines.append(tr("By as much as that changed: {large}.").format(large=join_words(large)))
    return tuple(lines)


def _goal(one: GoalChange) -> str:
    now = number_words(one.last.value)
    if one.first.on == one.last.on:
        return tr("{activity}: {now} of 10, on {date}.").format(
            activity=one.activity, now=now, date=date_words(one.last.on)
        )
    before = tr("{number} of 10 on {date}").format(number=number_words(one.first.value), date=date_words(one.first.on))
    return tr("{activity}: {before}, {now} on {date}{better}.").format(
        activity=one.activity, before=before, now=now, date=date_words(one.last.on), better=_better(one.change)
    )


def _better(change: float) -> str:
    size = number_words(abs(change))
    if size == "0":
        return tr(", the same")
    count = 1 if size == "1" else 2
    if change > 0:
        return trn(", {size} point higher", ", {size} points higher", count).format(size=size)
    return trn(", {size} point lower", ", {size} points lower", count).format(size=size)
