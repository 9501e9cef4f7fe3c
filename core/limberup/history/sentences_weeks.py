"""How much was done, in words: the calendar, the weeks, their goal and their balance."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from limberup.choice import BALANCE
from limberup.counting import capitalised
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
from limberup.texts import tr, trn

__all__ = ["balance_words", "calendar_words", "week_words", "weekly_dose_words"]


def calendar_words(year: Year) -> tuple[str, ...]:
    """Return what the calendar of the year shows."""
    if year.began is None:
        lines = [tr("No session so far: your first one will be the first mark here.")]
    else:
        since = max(year.first, year.began)
        days = year.session_days
        when = tr("From {date} to {until}").format(date=date_words(since), until=date_words(year.last))
        if not days:
            lines = [tr("{when} there is no session.").format(when=when)]
        elif year.sessions == 1:
            (on,) = (cell.on for week in year.weeks for cell in week if cell.state == "session")
            lines = [
                tr("One session so far, on {date}.").format(date=date_words(on))
                if since == year.began
                else tr("One session in the year, on {date}.").format(date=date_words(on))
            ]
        else:
            total = (year.last - since).days + 1
            more = "" if year.sessions == days else tr(", in {sessions} sessions").format(sessions=year.sessions)
            rest = "" if total == days else tr(" The other days were rest.")
            lines = [
                tr("{when} you exercised {on_days} of {total}{more}.{rest}").format(
                    when=when, on_days=count_words(days, "on day"), total=total, more=more, rest=rest
                )
            ]
    if checked := year.check_in_days:
        lines.append(
            trn(
                "On {n} day you told how you were, and did no exercises.",
                "On {n} days you told how you were, and did no exercises.",
                checked,
            ).format(n=checked)
        )
    return (*lines, *ahead_words(year.ahead))


def weekly_dose_words(weeks: Sequence[Week]) -> tuple[str, ...]:
    """Return how much was done in the weeks, as `weekly_dose` gives them."""
    begun = list(weeks)
    while begun and not begun[0].sessions:
        begun.pop(0)
    sessions = sum(week.sessions for week in begun)
    if not sessions:
        return (tr("No session in this time."),)
    total = minutes_words(sum(week.dose for week in begun))
    unsaid = unconfirmed_words(sum(week.unconfirmed for week in begun))
    over = [week for week in begun if not week.under_way]
    if sessions < 3 or len(over) < 2:
        return (
            tr("{in_this_time}, {total} under work: too few to see a course.").format(
                in_this_time=in_this_time(sessions), total=total
            ),
            *unsaid,
        )
    most = max(over, key=lambda week: week.dose)
    lines = [
        tr(
            "In {sessions} sessions you had {total} under work: holds and repetitions, without rests and "
            "changes of position."
        ).format(sessions=sessions, total=total),
        tr(
            "In the {over} weeks that are over it was {each} a week on average, and {minutes} at most, in "
            "the week from {date}."
        ).format(over=len(over), each=_each(over), minutes=minutes_words(most.dose), date=date_words(most.monday)),
    ]
    if len(over) >= 8:
        lines.append(
            tr("In the first four of them it was {first} a week, in the last four {last}.").format(
                first=_each(over[:4]), last=_each(over[-4:])
            )
        )
    if (now := begun[-1]).under_way:
        lines.append(tr("This week so far: {minutes}.").format(minutes=minutes_words(now.dose)))
    return (*lines, *unsaid)


def _each(weeks: Sequence[Week]) -> str:
    return minutes_words(sum(week.dose for week in weeks) / len(weeks))


def balance_words(weeks: Iterable[Week]) -> tuple[str, ...]:
    """Return how stretching and strength balance in the weeks (R35)."""
    found = list(weeks)
    stretch, strength = sum(week.stretch for week in found), sum(week.strength for week in found)
    if not stretch + strength:
        return (tr("No strength work and no stretching in this time, so there is nothing to weigh."),)
    if not strength:
        line = tr("{minutes} of stretching and mobility, and no strength work.").format(
            minutes=capitalised(minutes_words(stretch))
        )
    elif not stretch:
        line = tr("{minutes} of strength work, and no stretching or mobility.").format(
            minutes=capitalised(minutes_words(strength))
        )
    else:
        share = round(100 * stretch / (stretch + strength))
        line = tr("{stretch} of stretching and mobility, {strength} of strength: {share} % and {rest} %.").format(
            stretch=capitalised(minutes_words(stretch)), strength=minutes_words(strength), share=share, rest=100 - share
        )
    least, most = (round(100 * part) for part in BALANCE)
    both = tr(
        "Where limberup chooses, stretching and mobility have {least} to {most} % of that time, on a "
        "day when neither rests."
    ).format(least=least, most=most)
    if (sessions := sum(week.sessions for week in found)) < 3:
        return (
            line,
            tr("{in_this_time}: too few to see a balance.").format(in_this_time=in_this_time(sessions)),
        )
    return line, both


def week_words(found: Adherence) -> tuple[str, ...]:
    """Return how this week stands, and how the weeks before went by the goal."""
    lines = [*_this_week(found)]
    count = len(found.weeks)
    if count == 1:
        lines.append(_week_before(found.days, found.meant))
    elif count:
        lines.append(
            tr(
                "In {reached} of the {weeks} weeks before that count you had the days you meant to: {days} with "
                "a session, where {meant} were meant."
            ).format(reached=found.reached, weeks=count, days=count_words(found.days, "day"), meant=found.meant)
        )
    if count:
        lines.append(
            tr(
                "That is by the goal you have now, {days} a week. Gentle sessions count; weeks before you began "
                "and breaks of four weeks and more don't."
            ).format(days=count_words(found.goal, "day"))
        )
    return tuple(lines)


def _this_week(found: Adherence) -> Iterable[str]:
    week = found.now
    if week is None:
        return
    meant = count_words(found.goal, "on day")
    if not week.goal:
        yield tr("You mean to exercise {on_days} a week. Your next session begins the count.").format(on_days=meant)
    elif week.reached and week.days >= found.goal:
        yield tr("This week you exercised {on_days}; the other days are for rest.").format(
            on_days=_on_days_of(week.days, found.goal)
        )
    elif week.goal < found.goal:
        yield tr("This week you exercised {on_days}. It is a short one: you began in the middle.").format(
            on_days=count_words(week.days, "on day")
        )
    else:
        on = (
            tr("{on_days} so far").format(on_days=count_words(week.days, "on day"))
            if week.days
            else tr("on no day yet")
        )
        yield tr("This week you exercised {on}; you mean to {on_days}. The week isn't over.").format(
            on=on, on_days=meant
        )


def _on_days_of(days: int, meant: int) -> str:
    """Return "on 3 of the 3 days you meant to", or "on 4 days, and meant to on 3"."""
    if days > meant:
        return tr("{on_days}, and meant to on {meant}").format(on_days=count_words(days, "on day"), meant=meant)
    words = trn("on {days} of the {n} day you meant to", "on {days} of the {n} days you meant to", meant)
    return words.format(days=days, n=meant)


def _week_before(days: int, meant: int) -> str:
    """Return how the one week before this one stands, as a sentence."""
    if days > meant:
        words = trn(
            "The week before: {n} day, and meant to on {meant}.",
            "The week before: {n} days, and meant to on {meant}.",
            days,
        )
        return words.format(n=days, meant=meant)
    words = trn(
        "The week before: {days} of the {n} day you meant to.",
        "The week before: {days} of the {n} days you meant to.",
        meant,
    )
    return words.format(days=days, n=meant)
