"""How much was done, in words: the calendar, the weeks, their goal and their balance."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from limberup.choice import BALANCE
from limberup.history.sentences_base import (
    ahead_words,
    count_words,
    date_words,
    in_this_time,
    minutes_words,
    unconfirmed_words,
)
from limberup.history.statistics_weeks import Adherence, Week
from limberup.history.statistics_year import Year

__all__ = ["balance_words", "calendar_words", "dose_words", "week_words"]


def calendar_words(year: Year) -> tuple[str, ...]:
    """Return what the calendar of the year shows."""
    if year.began is None:
        lines = ["No session so far: your first one will be the first mark here."]
    else:
        since = max(year.first, year.began)
        days = year.session_days
        when = f"From {date_words(since)} to {date_words(year.last)}"
        if not days:
            lines = [f"{when} there is no session."]
        elif year.sessions == 1:
            (on,) = (cell.on for week in year.weeks for cell in week if cell.state == "session")
            lines = [
                f"One session so far, on {date_words(on)}."
                if since == year.began
                else f"One session in the year, on {date_words(on)}."
            ]
        else:
            total = (year.last - since).days + 1
            more = "" if year.sessions == days else f", in {year.sessions} sessions"
            rest = "" if total == days else " The other days were rest."
            lines = [f"{when} you exercised on {count_words(days, 'day')} of {total}{more}.{rest}"]
    if checked := year.check_in_days:
        lines.append(f"On {count_words(checked, 'day')} you told how you were, and did no exercises.")
    return (*lines, *ahead_words(year.ahead))


def dose_words(weeks: Sequence[Week]) -> tuple[str, ...]:
    """Return how much was done in the weeks, as `weekly_dose` gives them."""
    begun = list(weeks)
    while begun and not begun[0].sessions:
        begun.pop(0)
    sessions = sum(week.sessions for week in begun)
    if not sessions:
        return ("No session in this time.",)
    total = minutes_words(sum(week.dose for week in begun))
    unsaid = unconfirmed_words(sum(week.unconfirmed for week in begun))
    over = [week for week in begun if not week.under_way]
    if sessions < 3 or len(over) < 2:
        return (f"{in_this_time(sessions, 'session')}, {total} under work: too few to see a course.", *unsaid)
    most = max(over, key=lambda week: week.dose)
    lines = [
        f"In {sessions} sessions you had {total} under work: holds and repetitions, without rests and changes of "
        "position.",
        f"In the {len(over)} weeks that are over it was {_each(over)} a week on average, and "
        f"{minutes_words(most.dose)} at most, in the week from {date_words(most.monday)}.",
    ]
    if len(over) >= 8:
        lines.append(f"In the first four of them it was {_each(over[:4])} a week, in the last four {_each(over[-4:])}.")
    if (now := begun[-1]).under_way:
        lines.append(f"This week so far: {minutes_words(now.dose)}.")
    return (*lines, *unsaid)


def _each(weeks: Sequence[Week]) -> str:
    return minutes_words(sum(week.dose for week in weeks) / len(weeks))


def balance_words(weeks: Iterable[Week]) -> tuple[str, ...]:
    """Return how stretching and strength balance in the weeks (R35)."""
    found = list(weeks)
    stretch, strength = sum(week.stretch for week in found), sum(week.strength for week in found)
    if not stretch + strength:
        return ("No strength work and no stretching in this time, so there is nothing to weigh.",)
    if not strength:
        line = f"{_capital(minutes_words(stretch))} of stretching and mobility, and no strength work."
    elif not stretch:
        line = f"{_capital(minutes_words(strength))} of strength work, and no stretching or mobility."
    else:
        share = round(100 * stretch / (stretch + strength))
        line = (
            f"{_capital(minutes_words(stretch))} of stretching and mobility, {minutes_words(strength)} of strength: "
            f"{share} % and {100 - share} %."
        )
    least, most = (round(100 * part) for part in BALANCE)
    both = (
        f"Where limberup chooses, stretching and mobility have {least} to {most} % of that time, on a day when neither "
        "rests."
    )
    if (sessions := sum(week.sessions for week in found)) < 3:
        return (line, f"{in_this_time(sessions, 'session')}: too few to see a balance.")
    return line, both


def week_words(found: Adherence) -> tuple[str, ...]:
    """Return how this week stands, and how the weeks before went by the goal."""
    lines = [*_this_week(found)]
    count = len(found.weeks)
    if count == 1:
        lines.append(f"The week before: {_days_of(found.days, found.meant)}.")
    elif count:
        lines.append(
            f"In {found.reached} of the {count} weeks before that count you had the days you meant to: "
            f"{count_words(found.days, 'day')} with a session, where {found.meant} were meant."
        )
    if count:
        lines.append(
            f"That is by the goal you have now, {count_words(found.goal, 'day')} a week. Gentle sessions count; weeks "
            "before you began and breaks of four weeks and more don't."
        )
    return tuple(lines)


def _this_week(found: Adherence) -> Iterable[str]:
    week = found.now
    if week is None:
        return
    meant = count_words(found.goal, "day")
    if not week.goal:
        yield f"You mean to exercise on {meant} a week. Your next session begins the count."
    elif week.reached and week.days >= found.goal:
        yield f"This week you exercised on {_days_of(week.days, found.goal)}; the other days are for rest."
    elif week.goal < found.goal:
        yield f"This week you exercised on {count_words(week.days, 'day')}. It is a short one: you began in the middle."
    else:
        on = f"on {count_words(week.days, 'day')} so far" if week.days else "on no day yet"
        yield f"This week you exercised {on}; you mean to on {meant}. The week isn't over."


def _days_of(days: int, meant: int) -> str:
    """Return "3 of the 3 days you meant to", or "4 days, and meant to on 3"."""
    if days > meant:
        return f"{count_words(days, 'day')}, and meant to on {meant}"
    return f"{days} of the {count_words(meant, 'day')} you meant to"


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
