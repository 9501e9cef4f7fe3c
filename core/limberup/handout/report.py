"""The report for the person who helps: what the last weeks were like, as numbers. Its words are in `report_text`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from limberup.catalog import Catalog
from limberup.course import course_of
from limberup.dose import Dose
from limberup.handout.report_rules import Acted, what_rules_did
from limberup.handout.words import flag_words
from limberup.history.record import Hurt, Record
from limberup.history.statistics import (
    Adherence,
    Day,
    GoalsChange,
    Move,
    Point,
    Spread,
    Week,
    adherence,
    days,
    exercise_course,
    exercises_done,
    goal_series,
    goals_change,
    monday,
    pain_series,
    spread,
    weekly_dose,
)
from limberup.person import Person
from limberup.problem import Problem
from limberup.safety.conditions import CONDITIONS
from limberup.safety.referral import judge_referral
from limberup.safety.signs import count_signs
from limberup.texts import tr, trn

__all__ = ["MOST_WEEKS", "CourseLine", "FlagLine", "HurtLine", "Report", "make_report"]

MOST_WEEKS = 104
"""Most weeks that a report is about."""

PAINS = {"rest": tr("at rest, before"), "moving": tr("on moving, before"), "after": tr("after the session"),
         "morning": tr("the next morning")}  # fmt: skip
"""The series of pain in the order of the report."""


@dataclass(frozen=True, slots=True)
class FlagLine:
    """A warning sign, or a reason to ask a clinician first."""

    id: str
    words: str
    """What was asked, as a statement."""
    since: date
    cleared: date | None
    """When the person said that a clinician had agreed; None while it is open."""


@dataclass(frozen=True, slots=True)
class CourseLine:
    """One exercise in the time of the report."""

    exercise: str
    name: str
    times: int
    """Sessions in which at least one set of it was done."""
    first: Dose
    """The dose that was asked the first time, gentle sessions aside."""
    first_on: date
    last: Dose
    last_on: date


@dataclass(frozen=True, slots=True)
class HurtLine:
    """One time that something hurt during an exercise."""

    on: date
    exercise: str
    """Its name."""
    hurt: Hurt


@dataclass(frozen=True, slots=True)
class Report:
    """What is told to the person who helps. Pains 0-10, no name, and notes only where they are asked for."""

    today: date
    first: date
    """First day that counts; the last is `today`."""
    age_band: str
    conditions: tuple[str, ...]
    flags: tuple[FlagLine, ...]
    """The open ones first."""
    referrals: tuple[str, ...]
    """What rule H says now, a sentence each, as the person reads it."""
    days: tuple[Day, ...]
    weeks: tuple[Week, ...]
    kept: Adherence
    sessions: int
    session_days: int
    gentle_days: int
    pains: dict[str, tuple[Point, ...]]
    courses: tuple[CourseLine, ...]
    moves: tuple[Move, ...]
    """Moves along ladders, newest first."""
    hurts: tuple[HurtLine, ...]
    acted: tuple[Acted, ...]
    goals: GoalsChange
    """From the first score on record."""
    goal_points: dict[str, tuple[Point, ...]]
    notes: tuple[tuple[date, str], ...] = ()
    caveats: tuple[str, ...] = ()

    def pain(self, name: str) -> Spread | None:
        """Return what a series says as a whole, or None where nothing was told."""
        return spread(self.pains[name])


def make_report(
    records: Sequence[Record],
    catalog: Catalog,
    person: Person,
    today: date,
    *,
    weeks: int = 6,
    notes: bool = False,
    problems: Iterable[Problem] = (),
) -> Report:
    """Return the report of the last weeks.

    Args:
        records: All of the history, in any order: rule H looks back to the start.
        catalog: The packs in use.
        person: What is known of them.
        today: The local day.
        weeks: Whole weeks, Monday to Sunday, before the one that is under way: 1 to `MOST_WEEKS`.
        notes: Whether the person's own notes are in it.
        problems: Files that can't be read.

    Raises:
        ValueError: too few or too many weeks.
    """
    if not 1 <= weeks <= MOST_WEEKS:
        raise ValueError(
            tr("it can be about 1 to {most_weeks} weeks, not {weeks}").format(most_weeks=MOST_WEEKS, weeks=weeks)
        )
    first = monday(today) - timedelta(weeks=weeks)
    past = sorted(
        (one for one in records if one.started.date() <= today), key=lambda one: (one.started, one.id), reverse=True
    )
    within = [record for record in past if record.started.date() >= first]
    every = days(past, catalog)
    inside = tuple(day for day in every if day.on >= first)
    dose = weekly_dose(every, first, today, person.days)
    return Report(
        today=today,
        first=first,
        age_band=person.age_band,
        conditions=tuple(row.label for id_, row in CONDITIONS.items() if id_ in person.conditions),
        flags=tuple(_flags(person)),
        referrals=_referrals(past, catalog, person, today),
        days=inside,
        weeks=dose,
        kept=adherence(dose, person.days),
        sessions=sum(day.sessions for day in inside),
        session_days=sum(day.sessions > 0 for day in inside),
        gentle_days=sum(day.gentle for day in inside),
        pains=pain_series(every, first, today),
        courses=tuple(_courses(within, catalog)),
        moves=tuple(_moves(within, catalog)),
        hurts=tuple(_hurts(within, catalog)),
        acted=what_rules_did(within, catalog),
        goals=goals_change(past),
        goal_points=goal_series(past),
        notes=tuple((one.started.date(), one.note) for one in within if one.note) if notes else (),
        caveats=tuple(_caveats(within, records, inside, today, list(problems))),
    )


def _flags(person: Person) -> Iterable[FlagLine]:
    told = {(flag.id, flag.since) for flag in person.flags}
    by_age = [flag for flag in person.open_flags if (flag.id, flag.since) not in told]
    every = [*by_age, *person.flags]
    for flag in sorted(every, key=lambda flag: (flag.cleared is not None, flag.since)):
        yield FlagLine(flag.id, flag_words(flag.id), flag.since, flag.cleared)


def _referrals(past: Sequence[Record], catalog: Catalog, person: Person, today: date) -> tuple[str, ...]:
    # The end of the day, so that all of today is past; its zone decides nothing here but the day.
    at = datetime.combine(today, time(23, 59, 59), past[0].started.tzinfo if past else UTC)
    course = course_of(past, at, catalog, person)
    found = judge_referral(course.week, course.review, course.days_at_6_or_more, count_signs(person.signs))
    return tuple(decision.why for decision in found)


def _courses(within: Sequence[Record], catalog: Catalog) -> Iterable[CourseLine]:
    for done in exercises_done(within):
        course = exercise_course(within, done.exercise, catalog)
        turns = [turn for turn in course.turns if turn.done]
        usual = [turn for turn in turns if not turn.gentle] or turns
        if usual:
            start, end = usual[0], usual[-1]
            yield CourseLine(done.exercise, course.name, done.count, start.asked, start.on, end.asked, end.on)


def _moves(within: Sequence[Record], catalog: Catalog) -> list[Move]:
    ids = {entry.exercise for record in within for entry in record.entries}
    found = {move for id_ in ids for move in exercise_course(within, id_, catalog).moves}
    return sorted(found, key=lambda move: (move.on, move.was, move.now), reverse=True)


def _hurts(within: Sequence[Record], catalog: Catalog) -> Iterable[HurtLine]:
    for record in within:
        for entry in record.entries:
            for hurt in entry.hurts:
                yield HurtLine(record.started.date(), catalog.name(entry.exercise), hurt)


def _caveats(
    within: Sequence[Record], records: Iterable[Record], inside: Sequence[Day], today: date, problems: Sequence[Problem]
) -> Iterable[str]:
    if sets := sum(day.unconfirmed for day in inside):
        words = trn(
            "{n} set that no key confirmed counts as not done.",
            "{n} sets that no key confirmed count as not done.",
            sets,
        )
        yield words.format(n=sets)
    sessions = [record for record in within if record.is_session]
    if cut := sum(not record.finished for record in sessions):
        words = trn(
            "{n} session of {all} ended before the end of the routine.",
            "{n} sessions of {all} ended before the end of the routine.",
            cut,
        )
        yield words.format(n=cut, all=len(sessions))
    if unsaid := sum(record.pain_before is None for record in sessions):
        words = trn("Before {n} session no pain was told.", "Before {n} sessions no pain was told.", unsaid)
        yield words.format(n=unsaid)
    origins = [record.origin for record in within if record.origin]
    if origins:
        words = trn(
            "{n} record came from elsewhere ({places}).", "{n} records came from elsewhere ({places}).", len(origins)
        )
        yield words.format(n=len(origins), places=", ".join(sorted(set(origins))))
    if newer := sum(record.newer for record in within):
        words = trn(
            "{n} record from a newer limberup could be read in part alone.",
            "{n} records from a newer limberup could be read in part alone.",
            newer,
        )
        yield words.format(n=newer)
    if ahead := sum(record.started.date() > today for record in records):
        words = trn(
            "{n} record dated after today left out: a clock was wrong.",
            "{n} records dated after today left out: a clock was wrong.",
            ahead,
        )
        yield words.format(n=ahead)
    if problems:
        count = len({problem.file for problem in problems})
        words = trn(
            "{n} file or folder of the history that can't be read left out.",
            "{n} files or folders of the history that can't be read left out.",
            count,
        )
        yield words.format(n=count)
