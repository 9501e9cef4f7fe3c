"""What Today says: how things stand, what was left open, and a row for each routine.

Apart from the screen, so that the screen can be drawn before all that these words rest on is imported.
"""

from __future__ import annotations

from datetime import date

from limberup.choice import TODAY, Choice
from limberup.history.open_sessions import Left
from limberup.history.record import Record
from limberup.routine import Routine
from limberup.texts import tr, trn
from limberup.vocabulary import name_given
from limberup_tui.house import House
from limberup_tui.routines import whose_words
from limberup_tui.steps import morning_words
from limberup_tui.words import about_minutes, day_words, pain_words

__all__ = ["TODAY_ROW", "about_choice", "about_routine", "left_words", "rows", "state_words"]

TODAY_ROW = ""
"""Key of the row of what limberup chooses for today: no routine has this id."""

Row = tuple[str, tuple[str, str, str], str]


def state_words(house: House) -> str:
    """Return how things stand, in a few lines."""
    if house.person.open_flags:
        return tr("You said something that should be looked at first. Press Enter to read what to do.")
    contents = house.contents
    problems = contents.problems if contents else ()
    warning = f"\n{problems[0]}" if problems else ""
    if contents and any(not info.healthy for info in contents.loaded.infos):
        warning += tr("\nSomething is wrong with a pack: p shows it.")
    if not house.records:
        return tr("Welcome. Press Enter for today's plan: a few questions come first.") + warning
    lines = [_week_words(house)]
    last = next((record for record in house.records if record.is_session), None)
    if last:
        lines.insert(
            0,
            tr("Last session: {last}.{morning}").format(
                last=_last_words(last, house.today), morning=morning_words(house)
            ),
        )
    return "\n".join(lines) + warning


def _week_words(house: House) -> str:
    today = house.today
    done = house.days_done
    week = sum(0 <= (today - day).days < 7 for day in done)
    words = trn(
        "Week {week}. Aim: {aim} days of exercise in 7 (y changes that). Done: {n} day.",
        "Week {week}. Aim: {aim} days of exercise in 7 (y changes that). Done: {n} days.",
        week,
    )
    told = words.format(week=house.course().week, n=week, aim=house.person.days)
    return f"{told} {tr('You have exercised today; more is up to you.')}" if today in done else told


def _last_words(last: Record, today: date) -> str:
    pain = ""
    if (before := last.pain_before) is not None:
        words = tr(", pain {before} before") if last.pain_after is None else tr(", pain {before} before, {after} after")
        pain = words.format(before=pain_words(before), after=pain_words(last.pain_after))
    return f"{last.called}, {day_words(last.started.astimezone(), today)}{pain}"


def left_words(left: Left, today: date, *, recorded: bool) -> str:
    """Return what became of a session that was left open, and the key that goes on with it.

    Args:
        left: The session.
        today: The day it is.
        recorded: Whether it stands in the history already.
    """
    assert left.run is not None
    assert left.saved is not None
    # One that is over has the moment that the last session and the history have for it.
    when = day_words((left.run.started if left.over else left.saved).astimezone(), today)
    if left.over and recorded:
        return tr("{routine}, {when}: the questions after it are still open. Press r to answer them.").format(
            routine=left.run.called, when=when
        )
    if left.over:
        return tr("{routine}, {when}, is not in your history yet. Press r to finish it.").format(
            routine=left.run.called, when=when
        )
    name = left.run.session.planned.exercise.name
    where = tr("It still runs in another terminal. ") if left.alive_here else ""
    return tr("{routine} was left open {when}, at {name}. {where}Press r to go on.").format(
        routine=left.run.called, when=when, name=name, where=where
    )


def rows(house: House, choice: Choice) -> list[Row]:
    """Return a row for each routine, after one for what is chosen today where there is something."""
    how_long = house.how_long()
    found = [_row(house, routine, _minutes(how_long(routine))) for routine in house.routines]
    if choice.routine.steps:
        minutes = _minutes(how_long(choice.routine))
        found.insert(0, (TODAY_ROW, (name_given(TODAY), minutes, tr("chosen for you")), "bold"))
    return found


def _row(house: House, routine: Routine, minutes: str) -> Row:
    return routine.id, (routine.name, minutes, whose_words(routine, house.catalog)), ""


def _minutes(seconds: float | None) -> str:
    return "-" if seconds is None else about_minutes(seconds)


def about_choice(house: House, choice: Choice) -> str:
    """Return what stands under the list for what is chosen today."""
    names = [house.catalog.exercise(step.do).name for step in choice.routine.steps]
    words = tr("Chosen for you; the check-in may change it. w says why.\n{names}")
    return words.format(names=", ".join(names))


def about_routine(house: House, routine: Routine) -> str:
    """Return what stands under the list for a routine: what it is for, and its exercises."""
    names = []
    for step in routine.steps:
        exercise = house.catalog.get(step.do)
        names.append(exercise.name if exercise else tr("{do} (not installed)").format(do=house.catalog.name(step.do)))
    return f"{routine.summary or ''}\n{', '.join(names)}".strip()
