"""Today, line by line: what there is to do, how it went last time, and a number to start."""

from __future__ import annotations

from dataclasses import dataclass, field

from limberup.choice import TODAY, Choice
from limberup.history.open_sessions import Left
from limberup.history.record import Record
from limberup.problem import LimberupError
from limberup.routine import Routine
from limberup.texts import tr, trn
from limberup.vocabulary import name_given
from limberup_tui.first_questions import is_new
from limberup_tui.plain.checkin import opening
from limberup_tui.plain.flow import keep_done, play, resume
from limberup_tui.plain.front import DONE, Front
from limberup_tui.plain.leaving import EndOfInput
from limberup_tui.plain.planned import why_lines
from limberup_tui.plain.screening import rescreen
from limberup_tui.plain.settings import ask_settings
from limberup_tui.plain.wording import day_words, minutes_words, pain_words
from limberup_tui.routines import whose_words
from limberup_tui.steps import left_more_words, morning_words

__all__ = ["left_words", "today"]

ASKED = tr("What do you want to do? Type a number, or a letter.")
AGAIN = tr("What now? Type a number, or a letter. ? tells all of them again.")
"""The same where the list has been told."""


def left_words(front: Front, left: Left) -> str:
    """Return which session was left open, when and where."""
    assert left.run is not None
    assert left.saved is not None
    # One that is over has the moment that the last session and the history have for it.
    when = day_words((left.run.started if left.over else left.saved).astimezone(), front.today)
    if left.over and front.house.is_recorded(left):
        return tr("{routine}, {when}: the questions after it are still open.").format(
            routine=left.run.called, when=when
        )
    if left.over:
        return tr("{routine}, {when}, is not in your history yet.").format(routine=left.run.called, when=when)
    name = left.run.session.planned.exercise.name
    where = tr(" It still runs in another terminal.") if left.alive_here else ""
    return tr("{routine} was left open {when}, at {name}.{where}").format(
        routine=left.run.called, when=when, name=name, where=where
    )


def today(front: Front) -> int:
    """Ask what has to be asked at a start, then offer what there is to do until they leave; return the exit code.

    Raises:
        Leaving: nobody is there any more.
    """
    opening(front)
    heard = _Heard()
    try:
        if is_new(front.house.person):
            # Nobody has to hear seventeen routines first.
            play(front)
        while _turn(front, heard):
            pass
    except EndOfInput:
        return front.code
    return DONE


@dataclass
class _Heard:
    """What the person has heard, and need not hear again after each thing that is done."""

    state: list[str] = field(default_factory=list)
    options: dict[str, str] = field(default_factory=dict)


def _turn(front: Front, heard: _Heard) -> bool:
    """Tell what there is to do, of which only what is new, and do one thing; return whether there is more to do."""
    house, talk = front.house, front.talk
    choice, left, routines, how_long = house.choice(), house.left_to_go_on, house.routines, house.how_long()
    state = _state(front)
    if left:
        words = tr("{left} r goes on with it.").format(left=left_words(front, left))
        state.append(f"{words} {left_more_words(house)}".strip())
    options = {
        "1": tr("{today}, {minutes}, chosen for you").format(
            today=name_given(TODAY), minutes=_minutes(how_long(choice.routine))
        )
    }
    options |= {
        str(number): _row(front, routine, _minutes(how_long(routine))) for number, routine in enumerate(routines, 2)
    }
    options |= {"f": tr("a gentle session, for a bad day"), "w": tr("why today's plan is as it is")}
    if left:
        options["r"] = tr("go on with the session that was left open")
    options |= {
        "n": tr("your health has changed: go through the questions again"),
        "o": tr("options: how you like it"),
        "?": tr("this list again"),
        "q": tr("Quit"),
    }
    new = {key: words for key, words in options.items() if heard.options.get(key) != words}
    talk.say(*(line for line in state if line not in heard.state))
    question = AGAIN if heard.options else ASKED
    heard.state, heard.options = state, options
    match talk.ask(question, options, told=new):
        case "q":
            return False
        case "?":
            heard.state, heard.options = [], {}
        case "f":
            play(front, gentle=True)
        case "w":
            _why(front, choice)
        case "n":
            rescreen(front, new=True)
        case "o":
            ask_settings(front)
        case "r" if left:
            _go_on(front, left)
        case "1":
            play(front)
        case number:
            play(front, routines[int(number) - 2])
    return True


def _why(front: Front, choice: Choice) -> None:
    for decision, step in zip(choice.why, choice.routine.steps, strict=True):
        front.talk.say(f"{front.house.catalog.exercise(step.do).name}.", *why_lines(front, [decision]))


def _state(front: Front) -> list[str]:
    house = front.house
    if house.person.open_flags:
        return [tr("You said something that should be looked at first. Choose anything to read what to do.")]
    lines = []
    last = next((record for record in house.records if record.is_session), None)
    if last:
        lines.append(
            tr("Last session: {last}.{morning}").format(last=_last_words(front, last), morning=morning_words(house))
        )
    lines.append(
        _week_words(front) if house.records else tr("Welcome. A few questions come before your first session.")
    )
    contents = house.contents
    if contents and contents.problems:
        lines.append(str(contents.problems[0]))
    if contents and any(not info.healthy for info in contents.loaded.infos):
        lines.append(tr("Something is wrong with a pack: limberup packs shows it."))
    return lines


def _week_words(front: Front) -> str:
    house = front.house
    done = house.days_done
    week = sum(0 <= (front.today - day).days < 7 for day in done)
    words = trn(
        "Week {week}. Exercise on {n} day of the last 7; you mean to have {aim}.",
        "Week {week}. Exercise on {n} days of the last 7; you mean to have {aim}.",
        week,
    )
    return words.format(week=house.course().week, n=week, aim=house.person.days)


def _last_words(front: Front, last: Record) -> str:
    words = f"{last.called}, {day_words(last.started.astimezone(), front.today)}"
    if last.pain_before is None:
        return words
    if last.pain_after is None:
        return tr("{words}, pain {pain} before").format(words=words, pain=pain_words(last.pain_before))
    return tr("{words}, pain {before} before and {after} after").format(
        words=words, before=pain_words(last.pain_before), after=pain_words(last.pain_after)
    )


def _row(front: Front, routine: Routine, minutes: str) -> str:
    return f"{routine.name}, {minutes}, {whose_words(routine, front.house.catalog)}"


def _minutes(seconds: float | None) -> str:
    return tr("nothing to do") if seconds is None else minutes_words(seconds)


def _go_on(front: Front, left: Left) -> None:
    """Ask what to do with a session that was left open."""
    talk = front.talk
    if left.over:
        keep_done(front, left)
        return
    options = {
        "g": tr("Take it over here, and go on") if left.alive_here else tr("Go on where you stopped"),
        "k": tr("Keep what was done, and end it"),
        "t": tr("Throw it away"),
        "x": tr("Not now"),
    }
    match talk.ask(tr("Go on with the session that was left open?"), options):
        case "g":
            resume(front, left)
        case "k":
            keep_done(front, left)
        case "t":
            sure = {"y": tr("Yes, throw it away"), "n": tr("No, keep it")}
            if talk.ask(tr("Throw away all that was done in it?"), sure) == "y":
                try:
                    front.house.open.discard(left)
                except LimberupError as error:
                    talk.say(f"{error.problems[0]}.")
                front.house.refresh()
