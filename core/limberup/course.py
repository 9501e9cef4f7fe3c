"""The course of things so far: what past sessions tell the rules about today. Pure; reads no file and no clock.

Where the rules speak of sessions in a row, days count: two sessions on one day share the morning after them, so
they are judged as one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from statistics import fmean, median

from limberup.catalog import Catalog
from limberup.course_days import GENTLE_STATES, Day, days_of
from limberup.course_exercises import FOR_STEP, USUAL_DOSE, fewer_sets, last_done, last_times, rungs
from limberup.evidence import as_it_was, is_evidence, really_began
from limberup.history.record import Record
from limberup.person import Person
from limberup.safety.schedule import GAP_AFRESH, STRENGTH_HOURS
from limberup.safety.situation import Last, Morning, Review, Settled, Weekly

__all__ = [
    "FOR_STEP",
    "GENTLE_STATES",
    "MORNING_DAYS",
    "RECENT",
    "TOO_HARD",
    "TOO_HARD_DAYS",
    "USUAL_DOSE",
    "Course",
    "course_of",
    "programme_start",
    "usual_morning",
]


RECENT = 90
"""Records that it is worked out from: the rules look back four weeks, and reviews somewhat further."""

MORNING_DAYS = 4
"""Days after a session for which its morning is still remembered well enough to be asked about (own)."""

TOO_HARD = "too hard"
"""Mark of what was left or swapped because it was too hard that day."""
TOO_HARD_DAYS = 7
"""Days for which limberup does not choose it again by itself (own judgement)."""


@dataclass(frozen=True, slots=True)
class Course:
    """What the past tells at one moment. The defaults are somebody who has done nothing yet."""

    week: int = 1
    """Week of the programme, from 1."""
    started: date | None = None
    """First day of the programme; None where nothing was done yet."""
    gap_days: int = 0
    """Days since the last session; 0 where there was none."""
    base: float | None = None
    """Median of the last seven pains before sessions, 0-10; None where there are none."""
    previous_day: int = 0
    """Worst pain of the calendar day before, 0-10; 0 where nothing was said."""
    days_at_6_or_more: int = 0
    """Days of the last fourteen with a pain of 6 or more."""
    last_three: tuple[Settled, ...] = ()
    """How the last three days with a session settled, newest last."""
    morning: Morning = field(default_factory=lambda: Morning(pain=None, usual=0))
    """The morning after the last session."""
    unsettled_before: bool = False
    weekly: Weekly | None = None
    review: Review | None = None
    """How things have gone since the start; None before week 6."""
    last: tuple[Last, ...] = ()
    """How each exercise of the last 28 days went, newest first."""
    last_done: Mapping[str, date] = field(default_factory=dict)
    """Day on which each exercise was last done, by id, as far back as the records go."""
    rungs: Mapping[str, str] = field(default_factory=dict)
    """Id of the exercise that is now done in place of a step, by the id of that step (rules P1 and P3)."""
    strength: Mapping[str, datetime] = field(default_factory=dict)
    """When each muscle last had strength work, where that is less than 48 hours ago (rule F)."""
    strength_until: datetime | None = None
    """Until when there is no strength work at all (rule M3), or None."""
    strength_days: int = 0
    """Days with strength work among the last six before today."""
    stretch_days: int = 0
    """Days with stretching among the last six before today."""
    stretched_today: bool = False
    strengthened_today: bool = False
    since_rescue: int | None = None
    """Days before today with an ordinary session since the last gentle one, where that is at most a week ago (R18)."""
    fewer_sets: frozenset[str] = frozenset()
    """Ids of what comes back with a set less: it had not settled by its morning, and a session without it has been
    done since (rule M3)."""
    too_hard: Mapping[str, date] = field(default_factory=dict)
    """Day on which an exercise was too hard, by id, where that is the last that was said of it and under a week ago."""
    sessions: int = 0
    """Sessions in the records."""


def programme_start(days: Iterable[date], today: date) -> date:
    """Return the first day of the programme: of the first session after the last gap of 28 days (rule F).

    Args:
        days: Days with sessions, in any order.
        today: The day it is; the programme starts today where nothing was done in the last four weeks.
    """
    first = today
    for day in sorted((day for day in days if day <= today), reverse=True):
        if first - day >= timedelta(days=GAP_AFRESH):
            break
        first = day
    return first


def usual_morning(records: Sequence[Record]) -> int | None:
    """Return the usual morning pain 0-10, or None where no morning has been told yet.

    The median of the last seven mornings, rounded down so that a rise shows sooner; until there are seven, what
    was said to be usual at the first of them counts as one of them (own).
    """
    told = [record for record in records if record.morning_pain is not None]
    mornings = [record.morning_pain for record in told if record.morning_pain is not None]
    if told and len(mornings) < 7 and (first := told[-1].morning_usual) is not None:
        mornings.append(first)
    return int(median(mornings[:7])) if mornings else None


def course_of(
    records: Sequence[Record],
    at: datetime,
    catalog: Catalog,
    person: Person | None = None,
    *,
    started: date | None = None,
    early: Sequence[Record] = (),
) -> Course:
    """Return what the past tells at the moment `at`.

    Args:
        records: Past sessions and check-ins, newest first; the last eight weeks are enough.
        at: The moment, with its time zone.
        catalog: For the kinds and muscles of the exercises.
        person: For the days a week they mean to exercise.
        started: First day of the programme, where the records don't go back so far.
        early: Records of the first week of the programme, where `records` don't have them.
    """
    today = at.date()
    records = [as_it_was(record, at) for record in records]
    done = [record for record in records if record.started <= at and record.is_session]
    past = [record for record in records if record.started <= at and is_evidence(record)]
    sessions = [record for record in past if record.is_session]
    days, every_day = days_of(sessions), days_of(done)
    if started and not really_began(started, (*records, *early)):
        started = None
    early = list(filter(is_evidence, early))
    first = min(started or today, programme_start([day.on for day in days], today))
    last_day = days[0] if days else None
    # A session of today has not had its morning yet.
    newest = [day.settled for day in days[:3]]
    week = 1 + (today - first).days // 7
    weekly, weighed_from = _weekly(past, first, week)
    return Course(
        week=week,
        started=first if sessions else None,
        gap_days=(today - last_day.on).days if last_day else 0,
        base=_base(past),
        previous_day=max((pain for day, pain in _pains(past) if day == today - timedelta(days=1)), default=0),
        days_at_6_or_more=_bad_days(past, today),
        last_three=tuple(reversed(newest)),
        morning=last_day.morning if last_day else Morning(pain=None, usual=0),
        unsettled_before=len(days) > 1 and days[1].settled is Settled.UNSETTLED,
        weekly=weekly,
        review=_review(past, [*past, *early], first, week, today, person or Person()),
        last=tuple(last_times(days, today, weighed_from)),
        last_done=last_done(days),
        rungs=rungs(days, today),
        strength=_strength(done, at, catalog),
        strength_until=_strength_until(days, at),
        strength_days=_days_with(every_day, today, catalog, strength=True),
        stretch_days=_days_with(every_day, today, catalog, strength=False),
        stretched_today=bool(days) and days[0].on == today and _has(days[0], catalog, strength=False),
        strengthened_today=bool(days) and days[0].on == today and _has(days[0], catalog, strength=True),
        since_rescue=_since_rescue(days, today),
        fewer_sets=frozenset(fewer_sets(days, today, catalog)),
        too_hard=_too_hard(done, today),
        sessions=len(sessions),
    )


def _pains(records: Iterable[Record]) -> Iterator[tuple[date, int]]:
    """Yield the pains that were told before sessions, with their local day, newest first."""
    for record in records:
        if (pain := record.pain_before) is not None:
            yield record.started.date(), pain


def _base(records: Iterable[Record]) -> float | None:
    logged = [pain for _, pain in _pains(records)][:7]
    return median(logged) if logged else None


def _bad_days(records: Iterable[Record], today: date) -> int:
    return len({day for day, pain in _pains(records) if pain >= 6 and (today - day).days < 14})


def _weekly(records: Sequence[Record], first: date, week: int) -> tuple[Weekly | None, date]:
    """Return the means of the last two whole weeks of the programme, and the day on which this week began.

    A morning belongs to the day it dawned on: the one after its session.
    """
    begun = first + timedelta(days=7 * (week - 1))
    means = []
    for start in (begun - timedelta(days=7), begun - timedelta(days=14)):
        mornings = {
            record.started.date(): record.morning_pain
            for record in records
            if record.morning_pain is not None
            and start <= record.started.date() + timedelta(days=1) < start + timedelta(days=7)
        }
        if not mornings:
            return None, begun
        means.append(fmean(mornings.values()))
    return Weekly(this=means[0], last=means[1]), begun


def _too_hard(sessions: Iterable[Record], today: date) -> dict[str, date]:
    """Return when each exercise was last too hard; one that was done again since is none of them."""
    newest: dict[str, date | None] = {}
    for record in sessions:
        day = record.started.date()
        if (today - day).days >= TOO_HARD_DAYS:
            break
        for entry in record.entries:
            newest.setdefault(entry.exercise, day if TOO_HARD in entry.marks else None)
    return {exercise: day for exercise, day in newest.items() if day}


def _strength(sessions: Iterable[Record], at: datetime, catalog: Catalog) -> dict[str, datetime]:
    """Return when each muscle last had strength work, within the last 48 hours, on the clock of `at`."""
    latest: dict[str, datetime] = {}
    for record in sessions:
        if not _pauses(record, at):
            continue
        for entry in record.entries:
            exercise = catalog.get(entry.exercise)
            if exercise and exercise.kind.is_strength and entry.work:
                for muscle in exercise.muscles:
                    latest[muscle] = max(record.started, latest.get(muscle, record.started))
    return {muscle: moment.astimezone(at.tzinfo) for muscle, moment in latest.items()}


def _pauses(record: Record, at: datetime) -> bool:
    """Return whether strength work still pauses for 48 hours after a session: from the start of one to the next."""
    return at - record.started < timedelta(hours=STRENGTH_HOURS)


def _strength_until(days: Sequence[Day], at: datetime) -> datetime | None:
    """Return until when rule M3 lets no strength work be done, on the clock of `at`.

    A session keeps the offset of its own day: after the clocks were changed that tells another hour than they do.
    """
    # Not of the last day alone: a session of stretches in between makes the pause no shorter.
    unsettled = [record for day in days if day.settled is Settled.UNSETTLED for record in day.records]
    starts = [record.started for record in unsettled if _pauses(record, at)]
    return (max(starts) + timedelta(hours=STRENGTH_HOURS)).astimezone(at.tzinfo) if starts else None


def _has(day: Day, catalog: Catalog, *, strength: bool) -> bool:
    """Return whether a day had strength work, or stretching; gentle sessions are no training days."""
    for record in day.records:
        if record.state in GENTLE_STATES:
            continue
        for entry in record.entries:
            exercise = catalog.get(entry.exercise)
            if exercise and entry.work and (exercise.kind.is_strength if strength else exercise.kind.is_stretching):
                return True
    return False


def _days_with(days: Iterable[Day], today: date, catalog: Catalog, *, strength: bool) -> int:
    return sum(_has(day, catalog, strength=strength) for day in days if 0 < (today - day.on).days < 7)


def _since_rescue(days: Sequence[Day], today: date) -> int | None:
    before = 0
    for day in days:
        if (today - day.on).days > 7:
            return None
        gentle = [record.state in GENTLE_STATES for record in day.records]
        # A second session today is one of the same day on the way back.
        before += day.on != today and not gentle[0]
        if any(gentle):
            return before
    return None


def _review(
    records: Sequence[Record], every: Sequence[Record], first: date, week: int, today: date, person: Person
) -> Review | None:
    """Return how things have gone since the start, from week 6 on and where pain was told at both ends."""
    if week < 6:
        return None
    start = [pain for day, pain in _pains(every) if first <= day < first + timedelta(days=7)]
    now = [pain for day, pain in _pains(records) if (today - day).days < 7]
    if not start or not now:
        return None
    # Only as far back as the records go without a hole.
    known = max(first, min((record.started.date() for record in records), default=first))
    trained = {record.started.date() for record in records if record.is_session and record.started.date() >= known}
    meant = person.days * max(1, (today - known).days) / 7
    scores = [record.goals for record in every if record.goals and record.started.date() >= first]
    scored = [fmean(score for _, score in goals) for goals in scores]
    return Review(
        adherence=min(1.0, len(trained) / meant),
        pain_start=fmean(start),
        pain_now=fmean(now),
        function_start=scored[-1] if scored else 0.0,
        function_now=scored[0] if scored else 0.0,
    )
