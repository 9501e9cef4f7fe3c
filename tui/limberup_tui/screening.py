"""What is asked of a person beside their pain: once at the first start, and again as rule F says.

Nothing here decides anything: the answers are noted, and the rules act on them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from limberup.counting import capitalised
from limberup.person import MOST_GOALS, Person
from limberup.safety.conditions import CONDITION_GROUPS, CONDITIONS, conditions_of, groups_of
from limberup.safety.flags import FLAGS, REASONS
from limberup.texts import tr
from limberup_tui.asked import (
    CONDITION_GROUPS_INTRO,
    CONDITIONS_INTRO,
    FIRST_LOOK,
    FLAG_INTRO,
    MORE_ABOUT_YOU,
    REASONS_INTRO,
    SIGNS_INTRO,
    WHAT_A_YES_MEANS,
)
from limberup_tui.first_questions import (
    LATER_QUESTIONS,
    OVER_12_WEEKS,
    SIGNS_ASKED,
    Answer,
    Question,
    Walk,
    first_questions,
    numbered,
    with_duration,
)
from limberup_tui.screens.blocked import Blocked
from limberup_tui.screens.changed import Changed
from limberup_tui.screens.dialog import Ask, Option
from limberup_tui.screens.goals import Goals
from limberup_tui.screens.room import FollowUp, Room, with_room
from limberup_tui.screens.ticks import Ticks
from limberup_tui.screens.welcome import Welcome

if TYPE_CHECKING:
    from limberup_tui.app import LimberupApp

__all__ = [
    "Answer",
    "ask_condition_groups",
    "ask_conditions",
    "ask_flags",
    "ask_goals",
    "ask_reasons",
    "ask_signs",
    "first_start",
    "first_start_due",
    "rescreen",
    "tell_more",
]


def first_start_due(person: Person) -> bool:
    """Return whether there is anything left that has to be asked before a first session."""
    return bool(first_questions(person))


async def first_start(app: LimberupApp) -> bool:
    """Ask what has to be known of anybody before the first session.

    What was answered is kept at once; what was skipped is asked again the next time.

    Returns:
        Whether a session may follow.
    """
    person = app.house.person
    questions = first_questions(person)
    if person.open_flags:
        # Nothing can start, so there is nothing to ask: it is asked once a clinician has agreed.
        if Question.WELCOME not in questions or await _welcome(app) is Answer.GIVEN:
            await app.push_screen_wait(Blocked())
        return False
    return await _go_through_all(app, questions)


async def tell_more(app: LimberupApp) -> None:
    """Ask what is not needed before a first session, and makes the next ones suit better."""
    options = [Option("enter", tr("Now")), Option("l", tr("Later"))]
    if await app.push_screen_wait(Ask(tr("A little more about you?"), options, MORE_ABOUT_YOU)) == "enter":
        await _go_through_all(app, LATER_QUESTIONS)


async def _go_through_all(app: LimberupApp, questions: Sequence[Question]) -> bool:
    """Ask one after the other, with a way back; return whether all were answered, or skipped where they may be."""
    walk = Walk(questions)
    ask = {
        Question.WELCOME: _welcome,
        Question.REASONS: _reasons,
        Question.CONDITIONS: _conditions,
        Question.ROOM: _room,
        Question.GOALS: _goals,
    }
    while question := walk.question:
        walk.take(await ask[question](app))
    return walk.is_done


async def _welcome(app: LimberupApp) -> Answer:
    screen = Welcome(numbered(1, tr("Welcome")))
    if not await app.push_screen_wait(screen):
        return Answer.SKIPPED if screen.skipped else Answer.BACK
    app.keep(app.house.acknowledge)
    return Answer.GIVEN


async def _reasons(app: LimberupApp) -> Answer:
    return await ask_reasons(app, numbered(2, tr("Ask somebody first?")), skippable=True)


async def _conditions(app: LimberupApp) -> Answer:
    answer = await ask_condition_groups(app, numbered(3, tr("Your conditions")))
    if answer is Answer.GIVEN:
        _note(app, screened=app.today)
    return answer


async def _room(app: LimberupApp) -> Answer:
    screen = Room(app.house.person)
    told = await app.push_screen_wait(screen)
    if told is None:
        return Answer.SKIPPED if screen.skipped else Answer.BACK
    app.keep(lambda: app.house.update_person(lambda person: with_room(person, told)))
    if app.house.person.open_flags:
        # Too young to begin unasked.
        await app.push_screen_wait(Blocked())
        return Answer.BLOCKED
    return Answer.BACK if screen.left else Answer.GIVEN


async def _goals(app: LimberupApp) -> Answer:
    return await ask_goals(app, most=MOST_GOALS)


def _note(app: LimberupApp, **facts: Any) -> None:
    app.keep(lambda: app.house.update_person(lambda person: replace(person, **facts)))


# Each question


async def ask_flags(app: LimberupApp, title: str, intro: str = FLAG_INTRO) -> Answer:
    """Go through the red flags; what is ticked, and confirmed, opens them, and blocks."""
    return await _ask_blocking(app, title, intro, {flag.id: flag.question for flag in FLAGS.values()})


async def ask_reasons(app: LimberupApp, title: str = tr("Ask somebody first?"), *, skippable: bool = False) -> Answer:
    """Go through the reasons for a clearance (G3); what is ticked, and confirmed, opens them, and blocks."""
    agreed = app.house.person.clearances
    items = {
        id_: reason.question + (tr(" (agreed {agreed:%d.%m.%Y})").format(agreed=agreed[id_]) if id_ in agreed else "")
        for id_, reason in REASONS.items()
    }
    return await _ask_blocking(app, title, REASONS_INTRO, items, skippable=skippable)


async def _ask_blocking(
    app: LimberupApp, title: str, intro: str, items: Mapping[str, str], *, skippable: bool = False
) -> Answer:
    ticked: frozenset[str] | None = frozenset()
    while True:
        screen = Ticks(title, intro, items, ticked or (), skippable=skippable)
        ticked = await app.push_screen_wait(screen)
        if ticked is None:
            return Answer.SKIPPED if screen.skipped else Answer.BACK
        if not ticked:
            return Answer.GIVEN
        listed = "\n".join(f"- {text.replace('?', '')}" for id_, text in items.items() if id_ in ticked)
        listed += "\n\n" + WHAT_A_YES_MEANS
        options = [Option("y", tr("Yes, or I am not sure")), Option("b", tr("Back to the list"))]
        if await app.push_screen_wait(Ask(tr("You ticked this. Is that right?"), options, listed)) == "y":
            app.open_flags(ticked)
            await app.push_screen_wait(Blocked())
            return Answer.BLOCKED


async def ask_conditions(app: LimberupApp, title: str = tr("Your conditions")) -> Answer:
    """Go through the conditions of table A.2."""
    screen = Ticks(title, CONDITIONS_INTRO, _condition_items(CONDITIONS), app.house.person.conditions)
    ticked = await app.push_screen_wait(screen)
    if ticked is None:
        return Answer.BACK
    _note(app, conditions=ticked)
    return Answer.GIVEN


async def ask_condition_groups(app: LimberupApp, title: str) -> Answer:
    """Go through the conditions of table A.2 by groups, each of which names all it holds; then through those ticked."""
    known = app.house.person.conditions
    groups = {group.id: group.words for group in CONDITION_GROUPS}
    ticked = groups_of(known)
    while True:
        screen = Ticks(title, CONDITION_GROUPS_INTRO, groups, ticked, skippable=True)
        chosen = await app.push_screen_wait(screen)
        if chosen is None:
            return Answer.SKIPPED if screen.skipped else Answer.BACK
        ticked = chosen
        found: frozenset[str] | None = frozenset()
        if ids := conditions_of(chosen):
            which = numbered(3, tr("Which of these?"))
            found = await app.push_screen_wait(Ticks(which, CONDITIONS_INTRO, _condition_items(ids), known & set(ids)))
        if found is not None:
            _note(app, conditions=found)
            return Answer.GIVEN


def _condition_items(ids: Iterable[str]) -> dict[str, str]:
    labels = ((id_, CONDITIONS[id_].label) for id_ in ids)
    return {id_: capitalised(label) for id_, label in labels}


async def ask_goals(app: LimberupApp, *, most: int) -> Answer:
    """Ask what the person wants to do better, and how well it goes now; new scores go into the history."""
    house = app.house
    latest = dict(next((record.goals for record in house.records if record.goals), ()))
    screen = Goals(house.person.goals, latest, most=most)
    scores = await app.push_screen_wait(screen)
    if scores is None:
        return Answer.SKIPPED if screen.skipped else Answer.BACK
    _note(app, goals=tuple(scores))
    if scores and scores != latest:
        app.keep(lambda: house.keep_goals(scores))
        app.refresh_contents()
    return Answer.GIVEN


async def ask_signs(app: LimberupApp) -> Answer:
    """Ask for the signs that rule H counts; that it has lasted is known by then."""
    known = app.house.person.signs & SIGNS_ASKED.keys()
    ticked = await app.push_screen_wait(Ticks(tr("About the pain"), SIGNS_INTRO, SIGNS_ASKED, known))
    if ticked is None:
        return Answer.BACK
    _note(app, signs=with_duration(ticked))
    return Answer.GIVEN


# Screening again


async def rescreen(app: LimberupApp, *, new: bool = False) -> bool:
    """Ask what may have changed, as rule F says.

    Args:
        app: The app.
        new: Whether the person said that something is new: then the red flags come first.

    Returns:
        Whether it was gone through and nothing of it blocks.
    """
    app.keep(app.house.reread_person)
    if app.house.person.open_flags:
        await app.push_screen_wait(Blocked())
        return False
    if app.house.person.screened is None and not new:
        # There is nothing yet that could have changed.
        return await first_start(app)
    if new:
        if await ask_flags(app, tr("What is new?")) is not Answer.GIVEN:
            return False
        changed = True
    else:
        answer = await app.push_screen_wait(Changed())
        if answer is None:
            return False
        changed = answer
    if changed and not await _go_through(app):
        return False
    _note(app, screened=app.today)
    await _follow_up(app, again=changed)
    return True


async def _go_through(app: LimberupApp) -> bool:
    """Ask for reasons and conditions; Escape goes back, and from the first of them out."""
    while await ask_reasons(app) is Answer.GIVEN:
        if await ask_conditions(app) is Answer.GIVEN:
            return True
    return False


async def _follow_up(app: LimberupApp, *, again: bool) -> None:
    """Ask for how long it has hurt, once and where something has changed; then what follows from that."""
    before = app.house.person
    if before.duration and not again:
        return
    told = await app.push_screen_wait(FollowUp(before))
    if told is None:
        return
    _note(app, duration=told.duration, assessed=told.assessed)
    if told.duration != OVER_12_WEEKS:
        return
    if not before.signs:
        await ask_signs(app)
    if told.assessed is False:
        options = [Option("enter", tr("Go on"))]
        await app.push_screen_wait(Ask(tr("Worth having it looked at"), options, FIRST_LOOK))
