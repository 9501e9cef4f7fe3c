"""What the rules of packs, the person's room and their wishes add to rule X.

They only ever restrict: nothing here can loosen a verdict or a dose.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from limberup.catalog import Catalog
from limberup.exercise import Exercise
from limberup.safety.decision import Decision, Verdict
from limberup.safety.fit import Fitted, fit, strictest
from limberup.safety.progress import Change, Next, Went
from limberup.safety.walk import Judge
from limberup.texts import tr

__all__ = ["NONE", "Restriction", "Restrictions", "filter_of", "restrict_doses", "tighten"]


@dataclass(frozen=True, slots=True, order=True)
class Restriction:
    """What one rule of a pack, or the person's room, says of one exercise, for one person at one moment.

    Raises:
        ValueError: it would allow something, changes an exercise without saying how, or gives no reason.
    """

    pack: str
    """Id of the pack whose rule it is, or "" where it follows from what the person told."""
    rule: str
    """Name of the rule within the pack."""
    exercise: str
    """Canonical id."""
    verdict: Verdict
    """MODIFY or EXCLUDE."""
    why: str
    """One plain sentence for the person."""
    how: str = ""
    """How it is done differently, where it is MODIFY: a clause that begins in lower case."""
    source: str = "own"
    """Keys of its sources, or "own"."""

    def __post_init__(self) -> None:
        if self.verdict not in (Verdict.MODIFY, Verdict.EXCLUDE):
            raise ValueError(tr("a rule of a pack can't give {verdict!r}").format(verdict=self.verdict))
        if not self.why or (self.verdict is Verdict.MODIFY) != bool(self.how):
            raise ValueError(tr("a restriction says why, and how where the exercise is done differently"))

    @property
    def sources(self) -> str:
        """Its sources; a pack's each with pack and rule: somebody else's word is never shown as our evidence."""
        if not self.pack:
            return self.source
        return ", ".join(f"{key.strip()} ({self.pack}/{self.rule})" for key in self.source.split(","))

    @property
    def said(self) -> str:
        """Its reason, with the name of the pack that gives it."""
        return tr("The pack {pack} says: {why}").format(pack=self.pack, why=self.why) if self.pack else self.why

    @property
    def cue(self) -> str:
        """How it is done differently. It is shown beside what rule X asks for, and must not pass for that."""
        return tr("{how} (says {pack})").format(how=self.how, pack=self.pack) if self.pack and self.how else self.how


@dataclass(frozen=True)
class Restrictions:
    """All that is restricted for one person at one moment beside rule X; nothing where there is nothing."""

    all: tuple[Restriction, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.all)

    @cached_property
    def _by_exercise(self) -> dict[str, tuple[Restriction, ...]]:
        found: dict[str, list[Restriction]] = {}
        # Sorted, so that the order in which packs were asked changes no word of what is shown.
        for restriction in sorted(self.all):
            found.setdefault(restriction.exercise, []).append(restriction)
        return {id_: tuple(restrictions) for id_, restrictions in found.items()}

    def of(self, exercise: str) -> tuple[Restriction, ...]:
        """Return what is restricted about the exercise of that canonical id."""
        return self._by_exercise.get(exercise, ())


NONE = Restrictions()
"""Nothing is restricted."""


def filter_of(conditions: Iterable[str] = (), minutes_up: int = 300, restrictions: Restrictions = NONE) -> Judge:
    """Return rule X for one person now, with what restricts it further.

    This is what plan, player, builder and cards ask of an exercise.

    Raises:
        KeyError: (when it is asked) a condition is not in the table.
    """
    ticked = frozenset(conditions)

    def judge(exercise: Exercise) -> Fitted:
        return tighten(fit(exercise, ticked, minutes_up), restrictions.of(exercise.id))

    return judge


def tighten(fitted: Fitted, restrictions: Sequence[Restriction]) -> Fitted:
    """Return what rule X says with restrictions of the same exercise on top: the strictest verdict wins."""
    verdict = strictest([fitted.verdict, *(restriction.verdict for restriction in restrictions)])
    adding = [restriction for restriction in restrictions if restriction.verdict is verdict]
    # What rule X itself leaves out needs no second reason.
    if not adding or fitted.verdict is Verdict.EXCLUDE:
        return fitted
    name = fitted.exercise.name
    said = " ".join(restriction.said for restriction in adding)
    sources = dict.fromkeys(restriction.sources for restriction in adding)
    if verdict is Verdict.EXCLUDE:
        # What the person told names the exercise itself, and stands first.
        why = tr("{name} is left out. {said}").format(name=name, said=said) if adding[0].pack else said
        return Fitted(fitted.exercise, verdict, why, (), ", ".join(sources))
    how = tuple(dict.fromkeys(restriction.cue for restriction in adding))
    if fitted.verdict is Verdict.MODIFY:
        source = ", ".join([fitted.source, *sources])
        return replace(fitted, why=f"{fitted.why} {said}", how=(*fitted.how, *how), source=source)
    why = tr("{name} is done differently: {how}. {said}").format(name=name, how="; ".join(how), said=said)
    return Fitted(fitted.exercise, verdict, why, how, ", ".join(sources))


def restrict_doses(coming: Sequence[Next], records: Sequence[Went], judge: Judge, catalog: Catalog) -> tuple[Next, ...]:
    """Return what rule P decided without restrictions, with what they take away from it.

    Rule P is asked first as if there were none, so that a step denied to one exercise is not free for another.

    Args:
        coming: What `next_doses` gave for `records`, in the same order.
        records: How each went.
        judge: Rule X with the restrictions.
        catalog: Where exercises are found.
    """
    return tuple(_restricted(item, record, judge, catalog) for item, record in zip(coming, records, strict=True))


def _restricted(item: Next, record: Went, judge: Judge, catalog: Catalog) -> Next:
    name = record.exercise.name
    reached = judge(catalog.exercise(item.becomes)) if item.becomes else None
    if reached and reached.verdict is Verdict.EXCLUDE:
        other = reached.exercise.name
        if item.change is Change.PROGRESS:
            why = tr("{name} stays as it is: {other} would come next and is not right for you now.").format(
                name=name, other=other
            )
            return _instead(item, Change.HOLD, record, Decision("P3", "hold", why, "own"), reached.decision)
        # It was too much and would give way to an easier one: to hold it would be more than without a restriction.
        why = tr("{name} is taken out: {other} would take its place and is not right for you now.").format(
            name=name, other=other
        )
        return _instead(item, Change.REMOVE, record, Decision("P1", "remove", why, "own"), reached.decision)
    if item.change is Change.PROGRESS and judge(record.exercise).verdict is Verdict.EXCLUDE:
        why = tr("{name} stays as it is: it is not right for you now.").format(name=name)
        return _instead(item, Change.HOLD, record, Decision("P4", "hold", why, "own"))
    return item


def _instead(item: Next, change: Change, record: Went, decision: Decision, *before: Decision) -> Next:
    dose = None if change is Change.REMOVE else record.dose
    return Next(item.exercise, change, dose, (*before, replace(decision, about=item.exercise)))
