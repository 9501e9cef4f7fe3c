"""After, line by line: what nobody confirmed, how it feels now, how hard it was, a note; and keeping the record."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from datetime import datetime

from limberup.history.open_sessions import TakenOver
from limberup.history.record import Record
from limberup.problem import LimberupError
from limberup.run import Run
from limberup.text import clean
from limberup.texts import tr
from limberup_tui.asked import FORM_INTRO, unconfirmed_answers, unconfirmed_words
from limberup_tui.plain.front import Front
from limberup_tui.plain.leaving import EndOfInput, Interrupted
from limberup_tui.plain.wording import minutes_words
from limberup_tui.steps import (
    LONGEST_NOTE,
    answered_unconfirmed,
    done_names,
    done_words,
    not_counted_words,
    write_record,
)

__all__ = ["after", "keep_unasked"]

_LEAVE_OUT = {"": tr("leave it out")}


def after(front: Front, run: Run, ended: datetime | None = None) -> None:
    """Ask about what nobody confirmed, then After, and keep the record.

    Args:
        front: The front end.
        run: What was done.
        ended: When it ended, where that is not now.

    Raises:
        Leaving: nobody answers. The record is kept by then, unless somebody has to say first whether sets were done.
    """
    house, talk = front.house, front.talk
    ended = ended or house.clock.moment()
    if run.session.unconfirmed:
        question, names = unconfirmed_words(run.session)
        run = answered_unconfirmed(run, talk.ask(question, unconfirmed_answers(run.session), f"{names}."))
    if _kept_nothing(front, run, ended):
        return
    record = run.record(ended)
    # In the history at once: whatever happens during After, the session is kept.
    if not _kept(front, run, record, close=False):
        return
    if run.session.sets or not house.person.open_flags:
        record = _answers(front, run, record)
    if _kept(front, run, record, close=True):
        talk.say(tr("Kept in your history."))


def _kept_nothing(front: Front, run: Run, ended: datetime) -> bool:
    """Keep the check-in alone where nothing was done; return whether that is so.

    A session that was left before its first set would stand in the history as one that was done.
    """
    house = front.house
    if run.session.sets or run.hurts:
        return False
    front.keep(lambda: house.open.drop(run))
    if run.check_in:
        front.keep(lambda: house.keep_note(run, ended))
    front.talk.say(tr("Nothing was done. Your check-in is in the history."))
    return True


def keep_unasked(front: Front, run: Run) -> None:
    """Keep the record of a session whose end was asked for twice: nothing more is asked."""
    house = front.house
    ended = house.clock.moment()
    with suppress(TakenOver):
        if run.session.sets or run.hurts:
            front.keep(lambda: write_record(house, run, run.record(ended), close=True))
        else:
            _kept_nothing(front, run, ended)


def _answers(front: Front, run: Run, record: Record) -> Record:
    """Return the record with what is answered, until the input ends."""
    talk = front.talk
    done = done_names(front.house.catalog, record)
    try:
        talk.say(tr("After the session. Every answer may be left out."))
        talk.say(f"{record.called}: {done_words(record)}, {minutes_words(record.seconds)}.", not_counted_words(run))
        pain = talk.number(tr("How much does it hurt now? Moving counts too."), _LEAVE_OUT)
        if not isinstance(pain, str):
            record = replace(record, pain_after=pain)
        effort = talk.number(tr("How hard was it?"), _LEAVE_OUT, hint=tr("0 is no effort, 10 all you have."))
        if not isinstance(effort, str):
            record = replace(record, effort=effort)
        if talk.ask(tr("Did you do all of it properly?"), {"": tr("yes"), "f": tr("no, not all")}) == "f":
            lost = talk.ticks(FORM_INTRO, done, others={"x": tr("leave it out")})
            record = record if isinstance(lost, str) else record.with_form_lost(lost)
        talk.say(tr("A note, if you like. Enter alone: none."))
        return replace(record, note=clean(talk.hear())[:LONGEST_NOTE].strip())
    except EndOfInput:
        return record
    except Interrupted:
        # Whoever ends it here has said all they want to.
        with suppress(TakenOver):
            front.keep(lambda: write_record(front.house, run, record, close=True))
        raise


def _kept(front: Front, run: Run, record: Record, *, close: bool) -> bool:
    """Write the record, and remove the open file with `close`.

    Where it can't be written the person decides whether to try again: nothing is given up unasked.

    Returns:
        Whether it is kept, and was this process's to keep.
    """
    house, talk = front.house, front.talk
    while True:
        try:
            write_record(house, run, record, close=close)
            return True
        except TakenOver:
            talk.say(tr("This session was finished in another terminal."))
            return False
        except LimberupError as error:
            options = {"r": tr("Try again"), "g": tr("Give it up: it is lost")}
            if house.open.path(run.id).exists():
                options["l"] = tr("Leave it open, and finish it at another start")
            answer = talk.ask(tr("Your session could not be kept yet."), options, str(error.problems[0]))
            if answer == "l":
                return False
            if (
                answer == "g"
                and talk.ask(tr("Lose what you did in this session?"), {"y": tr("Yes, lose it"), "n": tr("No")}) == "y"
            ):
                with suppress(LimberupError):
                    house.open.drop(run)
                return False
