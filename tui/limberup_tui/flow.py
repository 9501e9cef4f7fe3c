"""The way from a routine to its record: check-in, plan, player, after. One step after the other."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from limberup.history.open_sessions import Left as LeftOpen
from limberup.history.open_sessions import TakenOver, new_id
from limberup.history.record import Record
from limberup.person import CheckIn, Person
from limberup.plan import Plan, session_gate
from limberup.problem import LimberupError
from limberup.routine import Routine
from limberup.run import Run, decision_line
from limberup.safety.decision import State
from limberup.safety.flags import FLAGS
from limberup.session import Session
from limberup_tui.screens.after import After, AfterAnswers
from limberup_tui.screens.blocked import Blocked
from limberup_tui.screens.checkin import FLAG_INTRO, PainNow
from limberup_tui.screens.dialog import Ask, Option
from limberup_tui.screens.planned import Planned
from limberup_tui.screens.player import Left, Player
from limberup_tui.screens.ticks import Ticks
from limberup_tui.screens.welcome import Welcome
from limberup_tui.screens.you import CONDITIONS_INTRO, REASONS_INTRO, condition_items, reason_items
from limberup_tui.words import about_minutes

if TYPE_CHECKING:
    from limberup_tui.app import LimberupApp

__all__ = ["check_in", "play", "resume"]

FRESH_MINUTES = 30
"""A check-in that is older than this is asked again before a session goes on (own judgement)."""


async def check_in(app: LimberupApp) -> CheckIn | None:
    """Lead through what has to be known before anybody moves.

    Returns:
        The check-in, or None where the person left it or the rules let nothing start.
    """
    house = app.house
    # Another terminal may have noted a red flag since this one started.
    app.keep(house.reread_person)
    if house.person.acknowledged is None and not await _first_start(app):
        return None
    if house.person.open_flags:
        await app.push_screen_wait(Blocked())
        return None
    questions = {flag.id: flag.question for flag in FLAGS.values()}
    ticked: frozenset[str] | None = frozenset()
    while True:
        ticked = await app.push_screen_wait(Ticks("Check-in", FLAG_INTRO, questions, ticked or ()))
        if ticked is None:
            return None
        if not ticked:
            break
        listed = "\n".join(f"- {questions[id_].rstrip('?')}" for id_ in questions if id_ in ticked)
        options = [Option("y", "Yes, or I am not sure"), Option("b", "Back to the list")]
        if await app.push_screen_wait(Ask("You ticked this. Is that right?", options, listed)) == "y":
            app.open_flags(ticked)
            await app.push_screen_wait(Blocked())
            return None
    return await app.push_screen_wait(PainNow())


async def _first_start(app: LimberupApp) -> bool:
    """Tell what limberup is not, and ask what has to be known of anybody before the first session."""
    house = app.house
    if not await app.push_screen_wait(Welcome()):
        return False
    reasons = await app.push_screen_wait(Ticks("Before you begin", REASONS_INTRO, reason_items()))
    if reasons is None:
        return False
    conditions = await app.push_screen_wait(
        Ticks("Your conditions", CONDITIONS_INTRO, condition_items(), house.person.conditions)
    )
    if conditions is None:
        return False

    def told(person: Person) -> Person:
        known = person.with_flags(reasons, app.today)
        return replace(known, conditions=conditions, acknowledged=app.today)

    app.keep(lambda: house.update_person(told))
    return True


async def play(app: LimberupApp, routine: Routine) -> None:
    """Lead through one session of a routine, from the check-in to its record."""
    checked = await check_in(app)
    if checked is None:
        return
    plan = app.house.plan(routine, checked)
    if plan.gate.blocks:
        await app.push_screen_wait(Blocked())
        return
    if not plan.steps:
        why = "\n".join(line.decision.why for line in plan.lines if line.decision)
        question = "Nothing of this routine is right for you today."
        await app.push_screen_wait(Ask(question, [Option("enter", "Choose another")], why))
        return
    if not await app.push_screen_wait(Planned(plan)):
        return
    await _lead(app, _new_run(app, plan, checked))


def _new_run(app: LimberupApp, plan: Plan, checked: CheckIn) -> Run:
    moment = app.house.clock.moment()
    return Run(
        id=new_id(moment),
        started=moment,
        routine=plan.routine.name,
        routine_id=plan.routine.id,
        session=Session.of(plan.timeline),
        state=plan.gate.state.value,
        check_in=checked,
        decisions=tuple(decision_line(decision) for decision in plan.decisions),
    )


async def _lead(app: LimberupApp, run: Run, *, claim: bool = False) -> None:
    player = Player(run, claim=claim)
    left = await app.push_screen_wait(player)
    if left is Left.TAKEN_OVER:
        app.notify("This session goes on in another terminal. Nothing was recorded twice.", timeout=12, markup=False)
    elif left is Left.OVER:
        await _after(app, player.conductor.run)
    elif left is Left.LATER:
        app.notify("Kept. Today offers to go on with it.", markup=False)
    app.refresh_contents()
    if app.house.person.open_flags:
        await app.push_screen_wait(Blocked())


async def _after(app: LimberupApp, run: Run, ended: datetime | None = None) -> None:
    """Ask about what nobody confirmed, then After, and keep the record.

    Args:
        app: The app.
        run: What was done.
        ended: When it ended, where that is not now.
    """
    house = app.house
    ended = ended or house.clock.moment()
    open_ = run.session.unconfirmed
    if open_:
        names = dict.fromkeys(run.session.timeline.steps[done.step].exercise.name for done in open_)
        options = [Option("y", "Yes, I did them"), Option("n", "No, leave them out")]
        count = "One set" if len(open_) == 1 else f"{len(open_)} sets"
        question = f"{count} ran to the end with no key pressed. Did you do that?"
        answer = ""
        while not answer:
            answer = await app.push_screen_wait(Ask(question, options, ", ".join(names)))
        there = answer == "y"
        indexes = [done.index for done in open_]
        run = replace(run, session=run.session.confirm(indexes, there))
    if not run.session.sets and not run.hurts:
        # A session that was left before its first set would stand in the history as one that was done.
        app.keep(lambda: house.open.drop(run))
        app.notify("Nothing was done, so nothing was kept.", timeout=4, markup=False)
        return
    record = run.record(ended)
    # In the history at once: whatever happens during After, the session is kept.
    if not await _kept(app, run, record, close=False):
        return
    if run.session.sets:
        answers = await app.push_screen_wait(After(_summary(record)))
    else:
        answers = AfterAnswers()
    record = replace(record, pain_after=answers.pain, effort=answers.effort, note=answers.note)
    if await _kept(app, run, record, close=True):
        app.notify("Kept in your history.", timeout=3, markup=False)


def _summary(record: Record) -> str:
    done = sum(bool(entry.work) for entry in record.entries)
    count = "1 exercise" if done == 1 else f"{done} exercises"
    return f"{record.routine}: {count}, {about_minutes(record.seconds)}."


async def _kept(app: LimberupApp, run: Run, record: Record, *, close: bool) -> bool:
    """Write the record, and remove the open file with `close`.

    Where it can't be written the person decides whether to try again: nothing is given up unasked.

    Returns:
        Whether it is kept, and was this process's to keep.
    """
    house = app.house
    while True:
        try:
            _write(app, run, record, close=close)
            app.keeping = False
            return True
        except TakenOver:
            app.notify("This session was finished in another terminal.", timeout=12, markup=False)
            return False
        except LimberupError as error:
            options = [Option("r", "Try again"), Option("g", "Give it up: it is lost")]
            if house.open.path(run.id).exists():
                options.insert(1, Option("l", "Leave it open, and finish it at another start"))
            app.keeping = True
            question = "Your session could not be kept yet."
            answer = await app.push_screen_wait(Ask(question, options, str(error.problems[0])))
            if answer == "l":
                app.keeping = False
                return False
            if answer != "g":
                continue
            sure = [Option("y", "Yes, lose it"), Option("n", "No")]
            if await app.push_screen_wait(Ask("Lose what you did in this session?", sure)) == "y":
                app.keeping = False
                with suppress(LimberupError):
                    house.open.drop(run)
                return False


def _write(app: LimberupApp, run: Run, record: Record, *, close: bool) -> None:
    house = app.house
    # The open file first: it shows whether the session is still this process's.
    with suppress(LimberupError):
        house.open.save(run, house.clock.now(), house.clock.moment(), over=True)
    house.history.save(record)
    if close:
        house.open.close(run)


async def resume(app: LimberupApp, left: LeftOpen) -> None:
    """Go on with a session that was left open, or keep what was done of it."""
    run = left.run
    if run is None:
        return
    house = app.house
    app.keep(house.reread_person)
    if left.over:
        await _claim_and_finish(app, left)
        return
    if house.person.open_flags:
        await app.push_screen_wait(Blocked())
        return
    checked = run.check_in
    moment = house.clock.moment()
    stale = checked is None or not 0 <= (moment - checked.at).total_seconds() <= FRESH_MINUTES * 60
    if stale:
        checked = await check_in(app)
        if checked is None:
            return
        gate = session_gate(house.person, checked, house.records)
        state = State(run.state)
        if gate.state is not state and list(State).index(gate.state) < list(State).index(state):
            options = [Option("enter", "Keep what was done"), Option("escape", "Not now")]
            more = f"{gate.decision.why} What you did of the old session can be kept, and a gentler one begun."
            if await app.push_screen_wait(Ask("Today asks for less than this session.", options, more)) == "enter":
                await _claim_and_finish(app, left)
            return
        run = replace(run, check_in=checked, decisions=(*run.decisions, decision_line(gate.decision)))
    await _lead(app, run, claim=True)


async def _claim_and_finish(app: LimberupApp, left: LeftOpen) -> None:
    house = app.house
    assert left.run is not None
    session, _ = left.run.session.end(house.clock.now())
    run = replace(left.run, session=session)
    try:
        house.open.save(run, house.clock.now(), house.clock.moment(), over=True, claim=True)
    except LimberupError as error:
        app.notify(str(error.problems[0]), severity="error", markup=False)
        return
    # It ended when it was last seen, be that yesterday.
    await _after(app, run, left.saved)
    app.refresh_contents()


async def keep_done(app: LimberupApp, left: LeftOpen) -> None:
    """Keep what was done of a session that was left open."""
    if left.run is not None:
        await _claim_and_finish(app, left)
