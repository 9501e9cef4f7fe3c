"""Check-in, line by line: what has to be known before anybody moves; and what is asked at a start."""

from __future__ import annotations

from limberup.goals import goals_due, goals_line
from limberup.person import CheckIn, rescreen_due
from limberup.review import REVIEW, review_due, review_lines
from limberup.texts import tr
from limberup_tui.asked import FLAG_INTRO, FLAG_INTRO_EACH_TIME
from limberup_tui.first_questions import first_questions, numbered
from limberup_tui.plain.front import Front
from limberup_tui.plain.new_packs import show_new_packs
from limberup_tui.plain.screening import Answer, ask_flags, first_start, rescreen
from limberup_tui.plain.wording import day_words
from limberup_tui.words import time_words

__all__ = ["check_in", "opening"]

NOT_NOW = {"x": tr("not now")}
LEAST_MINUTES, MOST_MINUTES = 3, 90
"""What can be said of the time there is for a session."""
GOES = tr("0 is not at all, 10 as well as ever.")


def check_in(front: Front, *, gentle: bool = False, chosen: bool = False) -> CheckIn | None:
    """Lead through what has to be known before anybody moves.

    Args:
        front: The front end.
        gentle: Whether the gentle session was asked for.
        chosen: Whether limberup chooses what is done, so that it takes the minutes that the person has set.

    Returns:
        The check-in, or None where the person left it or the rules let nothing start.
    """
    house = front.house
    # Another terminal may have noted a red flag since this one started.
    front.keep(house.reread_person)
    first = bool(first_questions(house.person))
    if first:
        if not first_start(front):
            return None
    elif rescreen_due(house.person, front.today, house.course().gap_days) and not rescreen(front):
        return None
    if house.person.open_flags:
        front.tell_blocked()
        return None
    title, intro = (numbered(4, tr("Check-in.")), FLAG_INTRO) if first else (tr("Check-in."), FLAG_INTRO_EACH_TIME)
    if ask_flags(front, title, NOT_NOW, intro) is not Answer.GIVEN:
        return None
    return _pain_now(front, gentle, house.person.minutes if chosen and not gentle else None)


def _pain_now(front: Front, gentle: bool, usual: int | None) -> CheckIn | None:
    talk = front.talk
    rest = talk.number(tr("Pain at rest?"), NOT_NOW)
    if isinstance(rest, str):
        return None
    move = talk.number(tr("Pain when you move?"), NOT_NOW)
    if isinstance(move, str):
        return None
    just_up = False
    minutes: int | None = None
    while True:
        up = tr("less than an hour ago") if just_up else tr("more than an hour ago")
        time = time_words(minutes, usual)
        told = tr("You got out of bed {up}. Time you have: {time}.").format(up=up, time=time)
        options = {
            "": tr("continue"),
            "m": tr("change when you got up"),
            "t": tr("change the time you have"),
            **NOT_NOW,
        }
        match talk.ask(told, options):
            case "":
                return CheckIn(front.house.clock.moment(), rest, move, 30 if just_up else 300, minutes, gentle)
            case "m":
                just_up = not just_up
            case "t":
                answer = talk.number(
                    tr("How many minutes have you?"),
                    {"": time_words(None, usual)},
                    hint="",
                    least=LEAST_MINUTES,
                    most=MOST_MINUTES,
                )
                minutes = None if isinstance(answer, str) else answer
            case _:
                return None


# At a start


def opening(front: Front) -> None:
    """Ask what has to be asked at a start: how the morning after the last session was, then what is due of the rest.

    That is a look back or, between two of them, how well the activities go.
    """
    house = front.house
    show_new_packs(front)
    front.ask_packs()
    if due := house.morning_due:
        when = day_words(due[0].started.astimezone(), front.today)
        if told := _morning(front, when, house.usual_morning):
            pain, usual, sore_only = told
            front.keep(lambda: house.keep_morning(due, pain, usual, sore_only=sore_only))
            house.refresh()
    if week := review_due(house.course(), house.records, front.today):
        _look_back(front, week)
    elif goals_due(house.records, house.person, front.today, house.course().started):
        _activities(front)


def _morning(front: Front, when: str, usual: int | None) -> tuple[int, int, bool] | None:
    """Return the pain of the morning and of a usual one, and whether muscles alone were sore; None for not now."""
    talk = front.talk
    pain = talk.number(tr("The morning after your session {when}: how much did it hurt?").format(when=when), NOT_NOW)
    if isinstance(pain, str):
        return None
    if usual is None:
        answer = talk.number(tr("And on a usual morning? This is asked once."), NOT_NOW)
        if isinstance(answer, str):
            return None
        usual = answer
    if pain == 0:
        # Nothing hurt, so there was nothing to be sore.
        return 0, usual, False
    options = {"y": tr("Yes, only that"), "n": tr("No, or not sure"), **NOT_NOW}
    sore = talk.ask(tr("Was it only sore muscles, felt when you moved?"), options)
    return None if sore == "x" else (pain, usual, sore == "y")


def _look_back(front: Front, week: int) -> None:
    """Tell how the weeks so far went, ask how the activities go, and say where somebody should have a look (H)."""
    house, talk = front.house, front.talk
    goals = house.person.goals
    options = {"": tr("continue") if goals else tr("all right"), "x": tr("another time")}
    if talk.ask(tr("A look back."), options, "\n".join(review_lines(house.course(), house.person, week))) == "x":
        return
    scores = _scores(front)
    found = house.look_back(scores)
    front.keep(lambda: house.keep_goals(scores, found, name=REVIEW))
    house.refresh()
    if found:
        talk.say(tr("Let somebody have a look."), *(decision.why for decision in found))


def _activities(front: Front) -> None:
    """Ask how well the activities go that the person wants to do better."""
    house = front.house
    line = goals_line(house.records, house.person, front.today)
    if front.talk.ask(tr("What you want to do better."), {"": tr("continue"), "x": tr("another time")}, line) == "x":
        return
    scores = _scores(front)
    front.keep(lambda: house.keep_goals(scores))
    house.refresh()


def _scores(front: Front) -> dict[str, int]:
    """Ask for a score of each activity; one may be left out."""
    scores = {}
    for goal in front.house.person.goals:
        answer = front.talk.number(
            tr("{goal}: how well can you do it now?").format(goal=goal), {"": tr("leave it out")}, hint=GOES
        )
        if not isinstance(answer, str):
            scores[goal] = answer
    return scores
