"""What is asked of a person beside their pain, line by line: once at the first start, and again as rule F says."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from limberup.counting import capitalised
from limberup.person import MOST_GOALS
from limberup.safety.conditions import CONDITION_GROUPS, CONDITIONS, conditions_of, groups_of
from limberup.safety.flags import FLAGS, REASONS
from limberup.text import clean
from limberup.texts import tr
from limberup_tui.asked import (
    CONDITION_GROUPS_INTRO,
    CONDITIONS_INTRO,
    FIRST_LOOK,
    FLAG_INTRO,
    GOAL_EXAMPLES,
    GOALS_WANTED,
    MORE_ABOUT_YOU,
    REASONS_INTRO,
    SIGNS_INTRO,
    WELCOME,
    WHAT_A_YES_MEANS,
    WHEN_ASKED_AGAIN,
    noted_lines,
)
from limberup_tui.fields import HOW_LONG
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
from limberup_tui.plain.front import Front
from limberup_tui.plain.room import ask_choice, ask_room
from limberup_tui.plain.wording import date_words

__all__ = ["Answer", "ask_blocking", "ask_flags", "first_start", "rescreen", "tell_more"]

LONGEST_GOAL = 80
"""Characters of an activity."""
LATER = tr("look around first; this is asked again before your first session")


_LEFT = {"x": Answer.BACK, "s": Answer.SKIPPED}


def first_start(front: Front) -> bool:
    """Ask what has to be known of anybody before the first session.

    What was answered is kept at once; what matters for safety and was skipped is asked again the next time.

    Returns:
        Whether a session may follow.
    """
    person = front.house.person
    questions = first_questions(person)
    if person.open_flags:
        # Nothing can start, so there is nothing to ask: it is asked once a clinician has agreed.
        if Question.WELCOME not in questions or _welcome(front) is Answer.GIVEN:
            front.tell_blocked()
        return False
    return _go_through_all(front, questions)


def tell_more(front: Front) -> None:
    """Ask what is not needed before a first session, and makes the next ones suit better."""
    options = {"": tr("now"), "l": tr("later")}
    if front.talk.ask(tr("A little more about you?"), options, MORE_ABOUT_YOU) == "":
        _go_through_all(front, LATER_QUESTIONS)


def _go_through_all(front: Front, questions: Sequence[Question]) -> bool:
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
        walk.take(ask[question](front))
    return walk.is_done


def _welcome(front: Front) -> Answer:
    options = {"": tr("I have read this"), "s": LATER}
    if front.talk.ask(numbered(1, tr("Welcome.")), options, WELCOME) != "":
        return Answer.SKIPPED
    front.keep(front.house.acknowledge)
    return Answer.GIVEN


def _reasons(front: Front) -> Answer:
    return _ask_reasons(front, numbered(2, tr("Ask somebody first?")), {"s": LATER, "x": tr("back")})


def _conditions(front: Front) -> Answer:
    answer = _ask_condition_groups(front, numbered(3, tr("Your conditions.")), {"s": LATER, "x": tr("back")})
    if answer is Answer.GIVEN:
        _note(front, screened=front.today)
    return answer


def _room(front: Front) -> Answer:
    front.talk.say(tr("You and your room."))
    key = ask_room(front)
    if key is not None:
        return _LEFT[key]
    if front.house.person.open_flags:
        # Too young to begin unasked.
        front.tell_blocked()
        return Answer.BLOCKED
    return Answer.GIVEN


def _goals(front: Front) -> Answer:
    house, talk = front.house, front.talk
    activities = list(house.person.goals)
    latest = dict(next((record.goals for record in house.records if record.goals), ()))
    talk.say(
        tr("What you want to do better."),
        GOALS_WANTED,
    )
    scores = {activity: latest[activity] for activity in activities if activity in latest}
    while len(activities) < MOST_GOALS:
        talk.say(
            tr("What do you want to do better? {goal_examples}").format(goal_examples=GOAL_EXAMPLES),
            tr("Type it, or Enter alone: no more. s: skip. x: back."),
        )
        line = " ".join(clean(talk.hear()).split())[:LONGEST_GOAL].strip()
        if line in _LEFT:
            return _LEFT[line]
        if not line:
            break
        if line in activities:
            talk.say(tr("That is in the list already."))
            continue
        activities.append(line)
    for activity in activities:
        if activity not in scores:
            answer = talk.number(
                tr("{activity}: how well can you do it now?").format(activity=activity),
                hint=tr("0 is not at all, 10 as well as ever."),
            )
            scores[activity] = int(answer)
    _note(front, goals=tuple(scores))
    if scores and scores != latest:
        front.keep(lambda: house.keep_goals(scores))
        house.refresh()
    return Answer.GIVEN


def _note(front: Front, **facts: Any) -> None:
    front.keep(lambda: front.house.update_person(lambda person: replace(person, **facts)))


# Each question


def ask_blocking(front: Front, intro: str, items: Mapping[str, str], others: Mapping[str, str]) -> Answer:
    """Go through what blocks; what is ticked, and confirmed, opens it, and says what to do."""
    ticked: frozenset[str] = frozenset()
    while True:
        told = front.talk.ticks(intro, items, ticked, others=others)
        if isinstance(told, str):
            return _LEFT[told]
        if not told:
            return Answer.GIVEN
        ticked = told
        front.talk.say(tr("You ticked:"), *(items[id_].rstrip("?") + "." for id_ in items if id_ in ticked))
        front.talk.say(WHAT_A_YES_MEANS)
        options = {"y": tr("Yes, or I am not sure"), "b": tr("back to the list")}
        if front.talk.ask(tr("Is that right?"), options) == "y":
            front.open_flags(ticked)
            front.tell_blocked()
            return Answer.BLOCKED


def ask_flags(front: Front, title: str, others: Mapping[str, str], intro: str = FLAG_INTRO) -> Answer:
    """Go through the red flags."""
    return ask_blocking(front, f"{title} {intro}", {flag.id: flag.question for flag in FLAGS.values()}, others)


def _ask_reasons(front: Front, title: str, others: Mapping[str, str]) -> Answer:
    agreed = front.house.person.clearances
    items = {
        id_: reason.question + (tr(" Agreed on {date}.").format(date=date_words(agreed[id_])) if id_ in agreed else "")
        for id_, reason in REASONS.items()
    }
    return ask_blocking(front, f"{title} {REASONS_INTRO}", items, others)


def _ask_conditions(front: Front, title: str, others: Mapping[str, str]) -> Answer:
    told = front.talk.ticks(
        f"{title} {CONDITIONS_INTRO}", _condition_items(CONDITIONS), front.house.person.conditions, others=others
    )
    if isinstance(told, str):
        return _LEFT[told]
    _note(front, conditions=told)
    return Answer.GIVEN


def _ask_condition_groups(front: Front, title: str, others: Mapping[str, str]) -> Answer:
    """Go through the conditions by groups, each of which names all it holds; then through those ticked."""
    known = front.house.person.conditions
    groups = {group.id: f"{group.words}." for group in CONDITION_GROUPS}
    ticked = groups_of(known)
    while True:
        told = front.talk.ticks(f"{title} {CONDITION_GROUPS_INTRO}", groups, ticked, others=others)
        if isinstance(told, str):
            return _LEFT[told]
        ticked = told
        found: frozenset[str] | str = frozenset()
        if ids := conditions_of(ticked):
            back = {"x": tr("back")}
            found = front.talk.ticks(CONDITIONS_INTRO, _condition_items(ids), known & set(ids), others=back)
        if not isinstance(found, str):
            _note(front, conditions=found)
            return Answer.GIVEN


def _condition_items(ids: Iterable[str]) -> dict[str, str]:
    labels = ((id_, CONDITIONS[id_].label) for id_ in ids)
    return {id_: f"{capitalised(label)}." for id_, label in labels}


def _ask_signs(front: Front) -> None:
    known = front.house.person.signs & SIGNS_ASKED.keys()
    told = front.talk.ticks(
        tr("About the pain. {signs_intro}").format(signs_intro=SIGNS_INTRO),
        SIGNS_ASKED,
        known,
        others={"x": tr("not now")},
    )
    if not isinstance(told, str):
        _note(front, signs=with_duration(told))


# Screening again


def rescreen(front: Front, *, new: bool = False) -> bool:
    """Ask what may have changed, as rule F says.

    Args:
        front: The front end.
        new: Whether the person said that something is new: then the red flags come first.

    Returns:
        Whether it was gone through and nothing of it blocks.
    """
    front.keep(front.house.reread_person)
    person = front.house.person
    if person.open_flags:
        front.tell_blocked()
        return False
    if person.screened is None and not new:
        # There is nothing yet that could have changed.
        return first_start(front)
    if new:
        changed = True
        if ask_flags(front, tr("What is new?"), {"x": tr("leave")}) is not Answer.GIVEN:
            return False
    else:
        since = tr(" on {date}").format(date=date_words(person.screened)) if person.screened else ""
        front.talk.say(
            tr("This is what you said{since}.").format(since=since),
            *(f"{about}: {told}." for about, told in noted_lines(person)),
        )
        options = {
            "n": tr("nothing new"),
            "c": tr("something has changed: go through the questions"),
            "x": tr("not now"),
        }
        answer = front.talk.ask(tr("Has any of it changed?"), options, WHEN_ASKED_AGAIN)
        if answer == "x":
            return False
        changed = answer == "c"
    if changed and not _go_through(front):
        return False
    _note(front, screened=front.today)
    _follow_up(front, again=changed)
    return True


def _go_through(front: Front) -> bool:
    """Ask for reasons and conditions; x goes back, and from the first of them out."""
    others = {"x": tr("back")}
    while _ask_reasons(front, tr("Ask somebody first?"), others) is Answer.GIVEN:
        if _ask_conditions(front, tr("Your conditions."), others) is Answer.GIVEN:
            return True
    return False


def _follow_up(front: Front, *, again: bool) -> None:
    """Ask for how long it has hurt, once and where something has changed; then what follows from that."""
    before = front.house.person
    if before.duration and not again:
        return
    front.talk.say(tr("About the pain: two short questions about the pain that you exercise for."))
    told = before
    for choice in HOW_LONG:
        told = ask_choice(front, choice, told)
    _note(front, duration=told.duration, assessed=told.assessed)
    if told.duration != OVER_12_WEEKS:
        return
    if not before.signs:
        _ask_signs(front)
    if told.assessed is False:
        front.talk.say(tr("Worth having it looked at."), FIRST_LOOK)
