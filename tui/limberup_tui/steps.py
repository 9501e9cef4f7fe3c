"""What the steps from a routine to its record do, whoever leads through them. Asks and shows nothing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import datetime

from limberup.catalog import Catalog
from limberup.counting import count_words
from limberup.course_exercises import is_whole
from limberup.exercise import TAGS
from limberup.history.open_sessions import new_id
from limberup.history.record import Record
from limberup.person import CheckIn
from limberup.plan import Plan, session_gate
from limberup.problem import LimberupError, join_words
from limberup.run import Run, decision_line
from limberup.safety.conditions import CONDITIONS, Condition
from limberup.safety.decision import Decision, State, Verdict
from limberup.safety.fit import fit
from limberup.safety.morning import judge_morning
from limberup.session import Session
from limberup.texts import tr, trn
from limberup.vocabulary import thing_names
from limberup_tui.house import House

__all__ = [
    "FRESH_MINUTES",
    "LONGEST_NOTE",
    "answered_unconfirmed",
    "asks_for_less",
    "claim_ended",
    "conditions_unchanged",
    "conditions_words",
    "done_names",
    "done_words",
    "is_first_session",
    "is_fresh",
    "left_more_words",
    "morning_words",
    "new_run",
    "not_counted_words",
    "nothing_starts",
    "things_words",
    "write_record",
]

LONGEST_NOTE = 400
"""Characters of a note about a session."""

FRESH_MINUTES = 30
"""A check-in that is older than this is asked again before a session goes on (own judgement)."""


def new_run(house: House, plan: Plan, checked: CheckIn) -> Run:
    """Return a plan as a run that has not begun."""
    moment = house.clock.moment()
    return Run(
        id=new_id(moment),
        started=moment,
        routine=plan.routine.name,
        routine_id=plan.routine.id,
        session=Session.of(house.timeline(plan)),
        state=plan.gate.state.value,
        check_in=checked,
        decisions=tuple(decision_line(decision) for decision in plan.decisions),
        marks=plan.marks,
    )


def conditions_words(house: House, plan: Plan) -> str:
    """Return what each condition of a person came to in a plan, "" for somebody who has none.

    Who ticked something wants to know that it was taken in, and of two things that both were.
    """
    labels: dict[bool, list[str]] = {True: [], False: []}
    for row, changed in _conditions_of(house, plan):
        labels[changed].append(row.label)
    words = []
    if labels[True]:
        words.append(tr("Fitted to {conditions}, as the lines say.").format(conditions=join_words(labels[True])))
    if labels[False]:
        words.append(tr("Nothing here had to change for {conditions}.").format(conditions=join_words(labels[False])))
    return " ".join(words)


def things_words(plan: Plan) -> str:
    """Return what to have ready for a plan, "" where nothing is needed: who lies on the floor fetches no chair."""
    things = dict.fromkeys(thing for step in plan.steps for thing in step.exercise.equipment)
    return tr("Have ready: {things}.").format(things=join_words(thing_names(things))) if things else ""


def conditions_unchanged(house: House, plan: Plan) -> Iterator[Decision]:
    """Yield, for each condition that changed nothing in a plan, what limberup would leave out or change for it."""
    for row, changed in _conditions_of(house, plan):
        tags = {tag.removeprefix("~") for tag in (*row.exclude, *row.modify)}
        what = [words for tag, words in TAGS.items() if tag in tags] + [tr("balance")] * row.balance
        if not changed and what:
            why = tr("Nothing here had to change for {condition}. What would is: {what}.").format(
                condition=row.label, what="; ".join(dict.fromkeys(what))
            )
            yield Decision("X", "unchanged", why, row.source)


def _conditions_of(house: House, plan: Plan) -> Iterator[tuple[Condition, bool]]:
    """Yield the conditions of a person, and whether each changed something in a plan."""
    ids = {line.step for line in plan.lines} | {step.exercise.id for step in plan.steps}
    exercises = [exercise for id_ in ids if (exercise := house.catalog.get(id_))]
    for row in CONDITIONS.values():
        if row.id in house.person.conditions:
            yield row, any(fit(exercise, {row.id}).verdict is not Verdict.ALLOW for exercise in exercises)


def nothing_starts(house: House, checked: CheckIn | None) -> bool:
    """Return whether the gate lets nothing start, so that no rule of a pack has anything to add."""
    if checked is None:
        return bool(house.person.open_flags)
    return session_gate(house.person, checked, house.course(checked.at)).blocks


def morning_words(house: House) -> str:
    """Return how the last session settled, as rule M has it: a sentence after a space, "" where nobody told."""
    course = house.course()
    if course.morning.pain is None:
        return ""
    return f" {judge_morning(course.morning, course.unsettled_before).decision.why}"


def done_names(catalog: Catalog, record: Record) -> dict[str, str]:
    """Return the names of what was done, by id."""
    done = [entry.exercise for entry in record.entries if entry.work]
    return {id_: found.name if (found := catalog.get(id_)) else id_ for id_ in done}


def done_words(record: Record) -> str:
    """Return how many exercises of a session were done, of how many, and how many of them less than was asked.

    What was swapped shares its place with what came for it: a place counts where anything was done in it. What was
    eased is not called less.
    """
    done = all_ = parts = 0
    begun = False
    for entry in record.entries:
        begun = begun or bool(entry.work)
        if "swapped" in entry.marks:
            continue
        parts += bool(entry.work) and not is_whole(entry) and not {"eased", "made easier"} & set(entry.marks)
        done, all_, begun = done + begun, all_ + 1, False
    # i18n: {all} is such as "5 exercises"
    words = tr("{done} of {all}").format(done=done, all=count_words(all_, "exercise"))
    words = count_words(done, "exercise") if done == all_ else words
    # i18n: {done} is such as "5 exercises" or "3 of 5 exercises"
    return trn("{done} ({n} in part)", "{done} ({n} in part)", parts).format(done=words, n=parts) if parts else words


def not_counted_words(run: Run) -> str:
    """Return which exercises were gone through with nothing counted, as a sentence; "" where none was."""
    names = join_words(dict.fromkeys(step.exercise.name for step in run.not_counted))
    return tr("Not counted: {names}.").format(names=names) if names else ""


def write_record(house: House, run: Run, record: Record, *, close: bool) -> None:
    """Write a record into the history, and remove the open file with `close`.

    What was changed in it elsewhere since it was first written stays, but for what this session asks about.

    Raises:
        TakenOver: the session is another process's now, or was finished there.
        LimberupError: it can't be written.
    """
    # The open file first: it shows whether the session is still this process's. It keeps when the session ended.
    with suppress(LimberupError):
        house.open.save(run, house.clock.now(), record.ended, over=True)
    if close:
        with suppress(LimberupError):  # It is not there yet, or not any more.
            there = house.history.load(record.id)
            record = replace(
                there,
                entries=record.entries,
                pain_after=there.pain_after if record.pain_after is None else record.pain_after,
                effort=there.effort if record.effort is None else record.effort,
                note=record.note or there.note,
            )
    house.history.save(record)
    if close:
        house.open.close(run)


# Going on with a session that was left open


def is_fresh(checked: CheckIn | None, moment: datetime) -> bool:
    """Return whether a check-in still holds when its session is gone on with."""
    return checked is not None and 0 <= (moment - checked.at).total_seconds() <= FRESH_MINUTES * 60


def asks_for_less(house: House, run: Run, checked: CheckIn) -> tuple[bool, Decision]:
    """Return whether the gate allows less now than when a session was begun, and what it decided."""
    gate = session_gate(house.person, checked, house.course(checked.at))
    order = list(State)
    return order.index(gate.state) < order.index(State(run.state)), gate.decision


def answered_unconfirmed(run: Run, answer: str) -> Run:
    """Return a run with the answer about the sets that nobody confirmed: its key in `unconfirmed_answers`."""
    if answer == "b":
        return replace(run, session=_back_to_unconfirmed(run.session))
    indexes = [done.index for done in run.session.unconfirmed]
    return replace(run, session=run.session.confirm(indexes, answer == "y"))


def left_more_words(house: House) -> str:
    """Return what is said of the other sessions that were left open, as the newest alone is told; "" for none."""
    more = len(house.all_left) - 1
    words = trn("{n} more session is open: it comes next.", "{n} more sessions are open: they come next.", more)
    return words.format(n=more) if more > 0 else ""


def is_first_session(house: House, run: Run) -> bool:
    """Return whether a session that was left open is the one that the first start led to.

    What is asked after that one is asked then also where the line was cut meanwhile.
    """
    others = any(record.is_session and record.id != run.id for record in house.records)
    person, begun = house.person, run.started.date()
    told = person.age_band or person.cannot or person.goals or person.equipment is not None
    return person.acknowledged == begun == person.screened and not others and not told


def claim_ended(house: House, run: Run, seen: datetime) -> Run:
    """End a session that was left open, take it over on disk, and return it.

    Args:
        house: What the front ends share.
        run: The session.
        seen: When it was last seen, which is when it ended: whoever finishes it later must not make it longer.

    Raises:
        LimberupError: it can't be written.
    """
    run = replace(run, session=_end_unseen(run.session, house.clock.now()))
    house.open.save(run, house.clock.now(), seen, over=True, claim=True)
    return run


def _back_to_unconfirmed(session: Session) -> Session:
    """Return a paused session without the sets that nobody confirmed, at what led to the first of them."""
    indexes = sorted(done.index for done in session.unconfirmed)
    phases = session.timeline.phases
    first = indexes[0]
    # The rest, the switch or the time to get ready before it: nobody can begin a hold at once.
    index = first - 1 if first and not phases[first - 1].kind.is_work else first
    skipped = session.skipped - {phase.step for phase in phases[index:]}
    back = session.confirm(indexes, False)
    return replace(back, index=index, left=phases[index].seconds, added=0.0, skipped=skipped)


def _end_unseen(session: Session, now: float) -> Session:
    """Return a session that was left, ended: to end it now is no sign that anybody was there then."""
    unsure = {done.index for done in session.unconfirmed}
    ended, _ = session.end(now)
    if not unsure:
        return ended
    # What was under way after sets that nobody confirmed is as doubtful as they are.
    sets = {
        index: replace(done, confirmed=False) if index in unsure or index not in session.sets else done
        for index, done in ended.sets.items()
    }
    return replace(ended, sets=sets)
