"""The way from a routine to its record: check-in, plan, player, after. One step after the other."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from limberup.goals import goals_due, goals_line
from limberup.history.open_sessions import Left as LeftOpen
from limberup.history.open_sessions import TakenOver
from limberup.history.record import Record
from limberup.packs.choices import brings
from limberup.packs.rules import restrictions_for
from limberup.person import CheckIn, rescreen_due
from limberup.plan import Plan
from limberup.problem import LimberupError
from limberup.review import REVIEW, review_due, review_lines
from limberup.routine import Routine
from limberup.run import Run, decision_line
from limberup.texts import tr
from limberup_tui.asked import FLAG_INTRO_EACH_TIME, unconfirmed_answers, unconfirmed_words
from limberup_tui.first_questions import numbered
from limberup_tui.new_packs import FEW, new_words, take_packs
from limberup_tui.screening import Answer, ask_flags, first_start, first_start_due, rescreen, tell_more
from limberup_tui.screens.after import After, AfterAnswers
from limberup_tui.screens.blocked import Blocked
from limberup_tui.screens.checkin import PainNow
from limberup_tui.screens.dialog import Ask, Option
from limberup_tui.screens.planned import Planned
from limberup_tui.screens.player import Left, Player
from limberup_tui.steps import (
    answered_unconfirmed,
    asks_for_less,
    claim_ended,
    done_names,
    done_words,
    is_first_session,
    is_fresh,
    new_run,
    not_counted_words,
    nothing_starts,
    write_record,
)
from limberup_tui.takeover import as_it_is_now, take_over
from limberup_tui.words import about_minutes, day_words

if TYPE_CHECKING:
    from limberup_tui.app import LimberupApp

__all__ = ["check_in", "keep_done", "opening", "play", "resume", "something_new"]


async def check_in(app: LimberupApp, *, gentle: bool = False, chosen: bool = False) -> CheckIn | None:
    """Lead through what has to be known before anybody moves.

    Args:
        app: The app.
        gentle: Whether the gentle session was asked for.
        chosen: Whether limberup chooses what is done, so that it takes the minutes that the person has set.

    Returns:
        The check-in, or None where the person left it or the rules let nothing start.
    """
    house = app.house
    # What stood at the top would hide what is asked.
    app.clear_notifications()
    # Another terminal may have noted a red flag since this one started.
    app.keep(house.reread_person)
    first = first_start_due(house.person)
    if first:
        if not await first_start(app):
            return None
    elif rescreen_due(house.person, app.today, house.course().gap_days) and not await rescreen(app):
        return None
    if house.person.open_flags:
        await app.push_screen_wait(Blocked())
        return None
    asked = (numbered(4, tr("Check-in")),) if first else (tr("Check-in"), FLAG_INTRO_EACH_TIME)
    if await ask_flags(app, *asked) is not Answer.GIVEN:
        return None
    usual = house.person.minutes if chosen and not gentle else None
    checked = await app.push_screen_wait(PainNow(usual, numbered(5, tr("Pain now")) if first else ""))
    return replace(checked, gentle=gentle) if checked else None


async def play(app: LimberupApp, routine: Routine | None = None, *, gentle: bool = False) -> None:
    """Lead through one session, from the check-in to its record.

    Args:
        app: The app.
        routine: What to do; None for what limberup chooses today.
        gentle: Whether the gentle session was asked for: flare mode.
    """
    first = first_start_due(app.house.person)
    checked = await check_in(app, gentle=gentle, chosen=routine is None)
    if checked is None:
        return
    await ask_packs(app, checked)
    choice = app.house.choice(checked) if routine is None else None
    wanted = choice.routine if choice else routine
    assert wanted is not None

    def planned(routine: Routine, easier: bool = False) -> Plan:
        return app.house.plan(routine, checked, easier=easier)

    plan = planned(wanted)
    if plan.gate.blocks:
        await app.push_screen_wait(Blocked())
        return
    started: Plan | None = None
    if plan.steps:
        judge = app.house.filter(checked.minutes_up)
        chosen = (*choice.why, *choice.aside) if choice else ()
        started = await app.push_screen_wait(Planned(plan, planned, judge, chosen, name="" if choice else wanted.name))
    else:
        why = "\n".join(line.decision.why for line in plan.lines if line.decision)
        question = tr("Nothing of this is right for you today.")
        await app.push_screen_wait(Ask(question, [Option("enter", tr("Choose another"))], why))
    if started is None:
        # What was told counts tomorrow, also where nothing was done today.
        app.keep(lambda: app.house.keep_check_in(checked, plan.decisions, plan.routine.id))
        app.refresh_contents()
        return
    was_done = await _lead(app, new_run(app.house, started, checked))
    if first and was_done and not app.house.person.open_flags:
        await tell_more(app)


async def ask_packs(app: LimberupApp, checked: CheckIn | None = None) -> None:
    """Ask the rules of packs what they restrict now; those that are programs may take a moment."""
    house = app.house
    if house.contents is None or nothing_starts(house, checked):
        return
    loaded = house.contents.loaded
    facts = house.facts(checked)
    if any(info.pack and info.rules for info in loaded.infos):
        app.notify(tr("Asking the rules of your packs ..."), timeout=2, markup=False)
        answer = await asyncio.to_thread(restrictions_for, loaded, facts)
    else:
        answer = restrictions_for(loaded, facts)
    if house.take_rules(answer):
        app.contents_changed()
    for problem in answer.problems:
        app.notify(str(problem), severity="warning", timeout=12, markup=False)


async def opening(app: LimberupApp) -> None:
    """Ask what has to be asked at a start: how the morning after the last session was, then what is due of the rest.

    That is a look back or, between two of them, how well the activities go.
    """
    from limberup_tui.screens.morning import AskMorning

    house = app.house
    await _show_new_packs(app)
    await ask_packs(app)
    if due := house.morning_due:
        when = day_words(due[0].started.astimezone(), app.today)
        answer = await app.push_screen_wait(AskMorning(when, house.usual_morning))
        if answer:
            app.keep(lambda: house.keep_morning(due, answer.pain, answer.usual, sore_only=answer.sore_only))
            app.refresh_contents()
    if due_week := review_due(house.course(), house.records, app.today):
        await _look_back(app, due_week)
    elif goals_due(house.records, house.person, app.today, house.course().started):
        await _ask_activities(app)


async def _show_new_packs(app: LimberupApp) -> None:
    """Show what packs of others bring, before anything of them is used: the new ones, and those that have changed."""
    house = app.house
    infos = house.contents.unseen if house.contents else ()
    if len(infos) > FEW:
        from limberup_tui.screens.new_packs import NewPacks

        used = await app.push_screen_wait(NewPacks(infos, frozenset(house.pack_choices.seen)))
        if used is not None:
            app.keep(partial(take_packs, house, infos, used))
            app.contents_changed()
        return
    for info in infos:
        options = [Option("u", tr("Use it")), Option("o", tr("Leave it off"))]
        title = new_words(info, changed=info.id in house.pack_choices.seen)
        answer = await app.push_screen_wait(Ask(title, options, "\n".join(brings(info)), weighs=True))
        # Without an answer nothing of it is used, and the next start asks again.
        if answer:
            app.keep(partial(house.take_pack, info, off=answer == "o"))
            app.contents_changed()


async def something_new(app: LimberupApp) -> None:
    """Go through the questions again, because something is new (rule F)."""
    await rescreen(app, new=True)
    app.contents_changed()


async def _look_back(app: LimberupApp, week: int) -> None:
    """Show how the weeks so far went, ask how the activities go, and say where somebody should have a look (H)."""
    from limberup_tui.screens.review import LookBack

    house = app.house
    answers = await app.push_screen_wait(LookBack(review_lines(house.course(), house.person, week)))
    if answers is None:
        return
    found = house.look_back(answers)
    app.keep(lambda: house.keep_goals(answers, found, name=REVIEW))
    app.refresh_contents()
    if found:
        more = "\n".join(decision.why for decision in found)
        await app.push_screen_wait(Ask(tr("Let somebody have a look."), [Option("enter", tr("All right"))], more))


async def _ask_activities(app: LimberupApp) -> None:
    """Ask how well the activities go that the person wants to do better."""
    from limberup_tui.screens.review import Activities

    house = app.house
    line = goals_line(house.records, house.person, app.today)
    answers = await app.push_screen_wait(Activities([line]))
    if answers is not None:
        app.keep(lambda: house.keep_goals(answers))
        app.refresh_contents()


async def _lead(app: LimberupApp, run: Run, *, claim: bool = False) -> bool:
    """Lead through a session, and keep it; return whether it ended, be it early, with something done."""
    player = Player(run, claim=claim)
    left = await app.push_screen_wait(player)
    if left is Left.TAKEN_OVER:
        app.notify(
            tr("This session goes on in another terminal. Nothing was recorded twice."), timeout=12, markup=False
        )
    elif left is Left.OVER:
        await _after(app, player.conductor.run, told=player.parting)
    elif left is Left.LATER:
        app.notify(tr("Kept. Today offers to go on with it."), markup=False)
    app.refresh_contents()
    if app.house.person.open_flags:
        await app.push_screen_wait(Blocked())
    return left is Left.OVER and bool(player.conductor.session.sets)


async def _after(app: LimberupApp, run: Run, ended: datetime | None = None, told: str = "") -> None:
    """Ask about what nobody confirmed, then After, and keep the record.

    Args:
        app: The app.
        run: What was done.
        ended: When it ended, where that is not now.
        told: What there is to say of its last set.
    """
    house = app.house
    ended = ended or house.clock.moment()
    if run.session.unconfirmed:
        options = [Option(key, words) for key, words in unconfirmed_answers(run.session).items()]
        question, names = unconfirmed_words(run.session)
        answer = ""
        while not answer:
            answer = await app.push_screen_wait(Ask(question, options, names, weighs=True))
        run = answered_unconfirmed(run, answer)
    if not run.session.sets and not run.hurts:
        # A session that was left before its first set would stand in the history as one that was done.
        app.keep(lambda: house.open.drop(run))
        if run.check_in:
            app.keep(lambda: house.keep_note(run, ended))
        app.notify(tr("Nothing was done. Your check-in is in the history."), timeout=4, markup=False)
        return
    record = run.record(ended)
    # In the history at once: whatever happens during After, the session is kept.
    if not await _kept(app, run, record, close=False):
        return
    answers = AfterAnswers()
    if run.session.sets or not house.person.open_flags:
        summary = f"{told} {_summary(run, record)}".strip()
        answers = await app.push_screen_wait(After(summary, done_names(house.catalog, record)))
    record = replace(
        record.with_form_lost(answers.form_lost),
        pain_after=answers.pain,
        effort=answers.effort,
        note=answers.note,
    )
    if await _kept(app, run, record, close=True):
        app.notify(tr("Kept in your history."), timeout=3, markup=False)


def _summary(run: Run, record: Record) -> str:
    words = f"{record.called}: {done_words(record)}, {about_minutes(record.seconds)}."
    return f"{words} {not_counted_words(run)}".strip()


async def _kept(app: LimberupApp, run: Run, record: Record, *, close: bool) -> bool:
    """Write the record, and remove the open file with `close`.

    Where it can't be written the person decides whether to try again: nothing is given up unasked.

    Returns:
        Whether it is kept, and was this process's to keep.
    """
    house = app.house
    while True:
        try:
            write_record(house, run, record, close=close)
            app.keeping = False
            return True
        except TakenOver:
            app.keeping = False
            app.notify(tr("This session was finished in another terminal."), timeout=12, markup=False)
            return False
        except LimberupError as error:
            options = [Option("r", tr("Try again")), Option("g", tr("Give it up: it is lost"))]
            if house.open.path(run.id).exists():
                options.insert(1, Option("l", tr("Leave it open, and finish it at another start")))
            app.keeping = True
            question = tr("Your session could not be kept yet.")
            answer = await app.push_screen_wait(Ask(question, options, str(error.problems[0])))
            if answer == "l":
                app.keeping = False
                return False
            if answer != "g":
                continue
            sure = [Option("y", tr("Yes, lose it")), Option("n", tr("No"))]
            if await app.push_screen_wait(Ask(tr("Lose what you did in this session?"), sure, weighs=True)) == "y":
                app.keeping = False
                with suppress(LimberupError):
                    house.open.drop(run)
                return False


async def resume(app: LimberupApp, left: LeftOpen) -> None:
    """Go on with a session that was left open, or keep what was done of it."""
    now = as_it_is_now(app, left)
    if now is None or now.run is None:
        return
    left, run = now, now.run
    house = app.house
    app.keep(house.reread_person)
    if left.over:
        await _claim_and_finish(app, left)
        return
    if house.person.open_flags:
        await app.push_screen_wait(Blocked())
        return
    if not is_fresh(run.check_in, house.clock.moment()):
        checked = await check_in(app)
        if checked is None:
            return
        less, decision = asks_for_less(house, run, checked)
        if less:
            options = [Option("enter", tr("Keep what was done")), Option("escape", tr("Not now"))]
            more = tr("{why} What you did of the old session can be kept, and a gentler one begun.").format(
                why=decision.why
            )
            if await app.push_screen_wait(Ask(tr("Today asks for less than this session."), options, more)) == "enter":
                await _claim_and_finish(app, left)
            return
        # Somebody may have led it on meanwhile.
        now = as_it_is_now(app, left)
        if now is None or now.run is None:
            return
        if now.over:
            await _claim_and_finish(app, now)
            return
        run = replace(now.run, check_in=checked, decisions=(*now.run.decisions, decision_line(decision)))
    first = is_first_session(house, run)
    if await _lead(app, await take_over(app, run), claim=True) and first and not house.person.open_flags:
        await tell_more(app)


async def _claim_and_finish(app: LimberupApp, left: LeftOpen) -> None:
    house = app.house
    assert left.run is not None
    try:
        assert left.saved is not None
        run = claim_ended(house, left.run, left.saved)
    except LimberupError as error:
        app.notify(str(error.problems[0]), severity="error", markup=False)
        return
    # It ended when it was last seen, be that yesterday.
    first = is_first_session(house, run)
    await _after(app, run, left.saved)
    app.refresh_contents()
    if first and run.session.sets and not house.person.open_flags:
        await tell_more(app)


async def keep_done(app: LimberupApp, left: LeftOpen) -> None:
    """Keep what was done of a session that was left open."""
    now = as_it_is_now(app, left)
    if now is not None:
        await _claim_and_finish(app, now)
