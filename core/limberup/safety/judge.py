"""The one place where the rules are applied, in their order. Read this first.

G  the gate: may there be a session, and of what sort?
X  the filter: what of the plan is right for this person?
L  during the exercises: what each thing told leads to; a new red flag asks the gate again.
   A block ends the evaluation here; only M is still asked.
M  the next morning: had it settled?
T  the trend from week to week.
F  the schedule: what a gap means. It comes before P and takes its place.
P  the dose of each exercise in the next session.
H  whether to see somebody although nothing blocks.

No rule loosens what an earlier one decided: X only removes, H and T only add a referral. What the rules of packs and
the person's room restrict takes away from X and P alike, and adds nothing (`restrict.py`).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from limberup.catalog import Catalog
from limberup.safety.decision import Decision, Refer, State, Verdict
from limberup.safety.doses import at_target
from limberup.safety.gate import Gate, gate
from limberup.safety.live import Action, LiveState
from limberup.safety.locks import Locks
from limberup.safety.morning import MorningResult, judge_morning
from limberup.safety.progress import Context, Next, Went, next_doses
from limberup.safety.referral import judge_referral
from limberup.safety.restrict import NONE, Restrictions, filter_of, restrict_doses
from limberup.safety.schedule import Gap, after_gap, programme_week
from limberup.safety.situation import Settled, Situation
from limberup.safety.walk import Judge, Planned, resolve
from limberup.safety.weekly import Trend, judge_week

__all__ = ["Judgement", "judge"]


@dataclass(frozen=True, slots=True)
class Judgement:
    """All that the rules decided for one person at one moment."""

    state: State
    """After all that is given, a new flag during the session included."""
    decisions: tuple[Decision, ...]
    """Every decision, in the order in which they were made."""
    offered: tuple[str, ...] | None
    """Ids of all that may be done, where the state restricts it; None where it does not."""
    plan: tuple[Planned, ...]
    during: tuple[Action, ...]
    """One action an event, up to and with the first END_SESSION."""
    morning: Settled
    next: tuple[Next, ...]
    strength_after_hours: int
    """Hours before the next strength work: 48 or 0."""
    rescreen: bool
    """Whether a gap asks for a new screening."""

    @property
    def refer(self) -> Refer:
        """The highest of all referrals."""
        return max((decision.refer for decision in self.decisions), default=Refer.NONE)

    @property
    def rules(self) -> tuple[str, ...]:
        """Ids of the rules that fired, each once."""
        return tuple(dict.fromkeys(decision.rule for decision in self.decisions))


def judge(situation: Situation, catalog: Catalog, restrictions: Restrictions = NONE) -> Judgement:
    """Apply every rule to `situation`, with what is restricted beside rule X.

    Raises:
        UnknownName: an exercise of the situation is in none of the packs.
    """
    situation = _by_id(situation, catalog)

    # G
    opening = gate(situation)
    decisions = [opening.decision]

    # X: "Applies in every unblocked state." A gap of 28 days makes this week 1 "for every rule".
    week = programme_week(situation.week, situation.gap_days)
    judge_alone = filter_of(situation.conditions, situation.minutes_up)
    judge_one = filter_of(situation.conditions, situation.minutes_up, restrictions)
    locks = _locks(situation, week, catalog)
    offered, plan, filtered = _filtered(situation, opening, judge_one, locks, catalog)
    decisions += filtered

    # L, and G again at each new flag
    live, closing, during, told = _during(situation, opening)
    decisions += told

    # M: also where the gate blocks ("M3's 48 hours stand all the same")
    morning = judge_morning(situation.morning, situation.unsettled_before)
    decisions.append(morning.decision)
    if closing.blocks:
        return Judgement(
            closing.state,
            tuple(decisions),
            offered=(),
            plan=(),
            during=during,
            morning=morning.settled,
            next=(),
            strength_after_hours=morning.strength_after_hours,
            # "only G and M are evaluated": rule F is not.
            rescreen=False,
        )

    # T, F, P: as if nothing were restricted, and then what restrictions take away. So a step that is denied to one
    # exercise is not free for another, and what is left out of the plan changes no order and no other dose.
    trend = judge_week(situation.weekly)
    gap = after_gap(situation.gap_days)
    decisions += [found for found in (trend.decision, gap.decision) if found]
    records = _records(situation, live, catalog)
    alone = resolve(situation.plan, opening.listed, opening.state, judge_alone, locks, catalog)
    context = _context(situation, closing, morning, trend, gap, records, alone, judge_alone, locks, catalog)
    coming = next_doses(_marked(records, morning, trend), _order(alone), context)
    coming = restrict_doses(coming, records, judge_one, catalog)
    decisions += [decision for item in coming for decision in item.decisions]

    # H
    decisions += judge_referral(week, situation.review, situation.pain.days_at_6_or_more, situation.inflammatory_signs)
    return Judgement(
        closing.state,
        tuple(decisions),
        offered,
        plan,
        during,
        morning.settled,
        coming,
        morning.strength_after_hours,
        gap.rescreen,
    )


def _by_id(situation: Situation, catalog: Catalog) -> Situation:
    """Return the situation with canonical ids, so that one exercise never counts as two."""

    def id_of(name: str) -> str:
        return catalog.exercise(name).id

    return replace(
        situation,
        plan=tuple(id_of(name) for name in situation.plan),
        last=tuple(replace(last, exercise=id_of(last.exercise)) for last in situation.last),
        during=tuple(replace(event, exercise=id_of(event.exercise)) for event in situation.during),
    )


def _locks(situation: Situation, week: int, catalog: Catalog) -> Locks:
    # "what stands in the plan or was done last is chosen"
    chosen = {*situation.plan, *(last.exercise for last in situation.last)}
    done = ((catalog.exercise(last.exercise), last.dose) for last in situation.last)
    full = {exercise.id for exercise, dose in done if at_target(dose or exercise.start, exercise)}
    return Locks(week, frozenset(chosen), frozenset(full))


def _filtered(
    situation: Situation, opening: Gate, judge_one: Judge, locks: Locks, catalog: Catalog
) -> tuple[tuple[str, ...] | None, tuple[Planned, ...], list[Decision]]:
    """Return what is offered, the resolved plan, and what the filter decided."""
    if opening.blocks:
        return (), (), []
    listed = opening.listed
    plan = resolve(situation.plan, listed, opening.state, judge_one, locks, catalog)
    planned = [entry.decision for entry in plan if entry.verdict is not Verdict.ALLOW]
    if listed is None:
        return None, plan, planned
    known = [judge_one(exercise) for id_ in listed if (exercise := catalog.get(id_))]
    offered = tuple(fitted.exercise.id for fitted in known if fitted.verdict is not Verdict.EXCLUDE)
    spoken = {entry.exercise for entry in plan}
    from_list = [
        fitted.decision for fitted in known if fitted.verdict is not Verdict.ALLOW and fitted.exercise.id not in spoken
    ]
    return offered, plan, from_list + planned


def _during(situation: Situation, opening: Gate) -> tuple[LiveState, Gate, tuple[Action, ...], list[Decision]]:
    """Return the session at its end, the gate as it is then, the actions, and every decision of L and G."""
    live = LiveState(opening.state, situation.pain.now)
    now, current, actions, told = situation, opening, list[Action](), list[Decision]()
    for event in situation.during:
        # "where the session starts blocked nothing of L"; "After END_SESSION nothing more is judged".
        judged = not (opening.blocks or live.ended)
        if judged:
            live, decision = live.after(event)
            actions.append(Action(decision.outcome))
            told.append(decision)
        # "but a new flag still reruns G": in all three cases, "after all that is given".
        if event.new_flag:
            now = replace(now, flags=now.flags | {event.new_flag})
            current = gate(now)
            told.append(current.decision)
    return live, current, tuple(actions), told


def _records(situation: Situation, live: LiveState, catalog: Catalog) -> list[Went]:
    """Return how each exercise of `last` and `during` went, what `during` says included."""
    records = {}
    for last in situation.last:
        exercise = catalog.exercise(last.exercise)
        dose = last.dose or exercise.start
        records[exercise.id] = Went(
            exercise,
            dose,
            last.amber,
            last.met,
            last.effort,
            last.extra,
            last.run,
            last.regress,
            last.before,
            last.weighed,
        )
    for event in situation.during:
        exercise = catalog.exercise(event.exercise)
        # "one without `last` counts as at its start dose, green, `run` 0"
        records.setdefault(exercise.id, Went(exercise, exercise.start))
    return [
        replace(record, amber=record.amber or id_ in live.amber, regress=record.regress or id_ in live.regress)
        for id_, record in records.items()
    ]


def _marked(records: Iterable[Went], morning: MorningResult, trend: Trend) -> list[Went]:
    """Set the REGRESS marks that M and T add; several marks are one step."""

    def marked(record: Went) -> bool:
        own_morning = morning.amber_regress and record.amber and not record.before
        # A week's rise is one step back, however many sessions the week has.
        own_week = trend.all_regress and not record.weighed
        return record.regress or morning.all_regress or own_week or own_morning

    return [replace(record, regress=marked(record)) for record in records]


def _context(
    situation: Situation,
    closing: Gate,
    morning: MorningResult,
    trend: Trend,
    gap: Gap,
    records: list[Went],
    plan: tuple[Planned, ...],
    judge_one: Judge,
    locks: Locks,
    catalog: Catalog,
) -> Context:
    # The newest of the last three is the session that the morning was after: where the two differ, the
    # stricter counts.
    newest = situation.last_three[-1:] or (Settled.SETTLED,)
    strictest = (Settled.UNSETTLED, Settled.SORE, Settled.UNKNOWN, Settled.SETTLED)
    settled = min((morning.settled, *newest), key=strictest.index)
    # "if none is amber and none marked REGRESS, each strength or isometric item holds with one set less"
    untouched = not any((record.amber or record.regress) and not record.before for record in records)
    # Where no plan is given, what was done last is the plan ("the order of `last` where there is no plan").
    held = _order(plan) if situation.plan else [record.exercise.id for record in records]
    return Context(
        state=closing.state,
        settled=settled,
        hold_all=trend.hold or trend.all_regress,
        one_set_less=morning.amber_regress and untouched,
        gap=gap.step,
        judge=judge_one,
        locks=locks,
        catalog=catalog,
        standing=frozenset(held),
    )


def _order(plan: Iterable[Planned]) -> list[str]:
    """Return the ids of what the plan holds in its order, what is taken instead beside what was planned."""
    return [
        id_ for entry in plan for id_ in (entry.exercise, entry.instead.exercise.id if entry.instead else "") if id_
    ]
