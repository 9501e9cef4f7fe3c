"""The way from a routine to its record, line by line; each step is that of the full-screen app."""

from __future__ import annotations

from dataclasses import replace

from limberup.history.open_sessions import Left as LeftOpen
from limberup.person import CheckIn
from limberup.plan import Plan
from limberup.problem import LimberupError
from limberup.routine import Routine
from limberup.run import Run, decision_line
from limberup.texts import tr
from limberup_tui.asked import unconfirmed_answers, unconfirmed_words
from limberup_tui.first_questions import first_questions
from limberup_tui.plain.after import after, keep_unasked
from limberup_tui.plain.asks import Left
from limberup_tui.plain.checkin import check_in
from limberup_tui.plain.front import DONE, NOT_RIGHT, Front
from limberup_tui.plain.leaving import Gone, Interrupted, Leaving
from limberup_tui.plain.planned import Planned
from limberup_tui.plain.screening import tell_more
from limberup_tui.plain.session import Leader
from limberup_tui.steps import answered_unconfirmed, asks_for_less, claim_ended, is_first_session, is_fresh, new_run

__all__ = ["keep_done", "play", "resume"]


def play(front: Front, routine: Routine | None = None, *, gentle: bool = False) -> int:
    """Lead through one session, from the check-in to its record, and return the exit code.

    Args:
        front: The front end.
        routine: What to do; None for what limberup chooses today.
        gentle: Whether the gentle session was asked for: flare mode.

    Raises:
        Leaving: nobody is there any more. What was done is kept.
    """
    house = front.house
    first = bool(first_questions(house.person))
    checked = check_in(front, gentle=gentle, chosen=routine is None)
    if checked is None:
        return front.code
    front.ask_packs(checked)
    choice = house.choice(checked) if routine is None else None
    wanted = choice.routine if choice else routine
    assert wanted is not None

    def planned(routine: Routine, easier: bool = False) -> Plan:
        return house.plan(routine, checked, easier=easier)

    plan = planned(wanted)
    if plan.gate.blocks:
        front.tell_blocked()
        return NOT_RIGHT
    try:
        if not plan.steps:
            why = [line.decision.why for line in plan.lines if line.decision]
            front.talk.say(tr("Nothing of this is right for you today."), *why)
            started = None
        else:
            judge = house.filter(checked.minutes_up)
            started = Planned(front, plan, planned, judge, (*choice.why, *choice.aside) if choice else ()).started()
    except Leaving:
        _keep_check_in(front, checked, plan)
        raise
    if started is None:
        _keep_check_in(front, checked, plan)
        return DONE if plan.steps else NOT_RIGHT
    return _lead(front, new_run(house, started, checked), first=first)


def _keep_check_in(front: Front, checked: CheckIn, plan: Plan) -> None:
    """Keep what was told where no session follows: it counts tomorrow, also where nothing was done today."""
    front.keep(lambda: front.house.keep_check_in(checked, plan.decisions, plan.routine.id))
    front.house.refresh()


def _lead(front: Front, run: Run, *, claim: bool = False, first: bool = False) -> int:
    talk = front.talk
    leader = Leader(front, run, claim=claim)
    try:
        left = leader.lead()
    except Interrupted:
        keep_unasked(front, leader.run)
        raise
    except Leaving as leaving:
        if not isinstance(leaving, Gone):
            trouble = leader.conductor.trouble
            talk.say(tr("It could not be saved. {trouble}").format(trouble=trouble) if trouble else _LATER)
        raise
    if left is Left.TAKEN_OVER:
        talk.say(tr("This session goes on in another terminal. Nothing was recorded twice."))
    elif left is Left.LATER:
        talk.say(_LATER)
    else:
        ended = front.house.clock.moment()
        leader.ring_out()
        after(front, leader.run, ended)
    front.house.refresh()
    if front.house.person.open_flags:
        front.tell_blocked()
    elif first and left is Left.OVER and leader.run.session.sets:
        tell_more(front)
    return front.code


_LATER = tr("Kept. limberup play --resume goes on with it, here or full screen.")


def resume(front: Front, left: LeftOpen) -> int:
    """Go on with a session that was left open, or keep what was done of it; return the exit code.

    Raises:
        Leaving: nobody is there any more. What was done is kept.
    """
    house, talk = front.house, front.talk
    now = _as_it_is_now(front, left)
    if now is None or now.run is None:
        return NOT_RIGHT
    left, run = now, now.run
    front.keep(house.reread_person)
    if left.over:
        return _claim_and_finish(front, left)
    if house.person.open_flags:
        front.tell_blocked()
        return front.code
    if not is_fresh(run.check_in, house.clock.moment()):
        checked = check_in(front)
        if checked is None:
            return front.code
        less, decision = asks_for_less(house, run, checked)
        if less:
            options = {"k": tr("keep what was done"), "n": tr("not now")}
            more = tr("{why} What you did of the old session can be kept, and a gentler one begun.").format(
                why=decision.why
            )
            if talk.ask(tr("Today asks for less than this session."), options, more) == "k":
                return _claim_and_finish(front, left)
            return DONE
        # Somebody may have led it on meanwhile.
        now = _as_it_is_now(front, left)
        if now is None or now.run is None:
            return NOT_RIGHT
        if now.over:
            return _claim_and_finish(front, now)
        run = replace(now.run, check_in=checked, decisions=(*now.run.decisions, decision_line(decision)))
    return _lead(front, _take_over(front, run), claim=True, first=is_first_session(front.house, run))


def keep_done(front: Front, left: LeftOpen) -> int:
    """Keep what was done of a session that was left open; return the exit code."""
    now = _as_it_is_now(front, left)
    return NOT_RIGHT if now is None else _claim_and_finish(front, now)


def _as_it_is_now(front: Front, left: LeftOpen) -> LeftOpen | None:
    """Return a session that was left open as it is on disk now; None, and say so, where it can't be gone on with."""
    found = front.house.open.again(left, front.house.catalog)
    if found is None:
        front.talk.say(tr("This session was finished in another terminal."))
        front.house.refresh()
        return None
    if found.problem:
        front.talk.say(f"{found.problem}.")
    return found if found.run else None


def _take_over(front: Front, run: Run) -> Run:
    """Claim a session, so that the old process leads it no further, and ask about the sets that nobody confirmed.

    It is asked now: the next line shows that somebody is there now, and nothing of before.
    """
    house = front.house
    front.keep(lambda: house.open.save(run, house.clock.now(), house.clock.moment(), claim=True))
    if not run.session.unconfirmed:
        return run
    question, names = unconfirmed_words(run.session)
    answer = front.talk.ask(question, unconfirmed_answers(run.session, goes_on=True), f"{names}.")
    return answered_unconfirmed(run, answer)


def _claim_and_finish(front: Front, left: LeftOpen) -> int:
    house = front.house
    assert left.run is not None
    try:
        assert left.saved is not None
        run = claim_ended(house, left.run, left.saved)
    except LimberupError as error:
        front.talk.say(f"{error.problems[0]}.")
        return NOT_RIGHT
    # It ended when it was last seen, be that yesterday.
    first = is_first_session(house, run)
    after(front, run, left.saved)
    house.refresh()
    if first and run.session.sets and not house.person.open_flags:
        tell_more(front)
    return DONE
