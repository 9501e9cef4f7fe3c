"""What limberup would do with a made-up person over weeks: the app's own functions, a day at a time. Pure.

Chance comes from a seed by way of `random.Random(seed).random()` alone, which gives the same numbers on every machine.
Each day takes the same count of them, so that what the rules decide changes nothing in how pain goes.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from random import Random

from limberup.catalog import Catalog
from limberup.choice import choose
from limberup.course import MORNING_DAYS, RECENT, Course, course_of, programme_start, usual_morning
from limberup.history.record import CHECK_IN, Record
from limberup.history.record_file import stamp
from limberup.made_up import MOST_WEEKS, MadeUp
from limberup.person import CheckIn, Person
from limberup.plan import Plan, locks_of, make_plan, session_gate
from limberup.room import room_restrictions
from limberup.routine import Routine
from limberup.safety.decision import Decision, Refer, State
from limberup.safety.morning import judge_morning
from limberup.safety.restrict import NONE, Restrictions, filter_of
from limberup.safety.situation import Morning, Settled
from limberup.simulate_session import led

__all__ = ["FIRST_DAY", "Day", "Restrict", "Week", "simulate"]

FIRST_DAY = datetime(2026, 1, 5, 18, 0, tzinfo=UTC)
"""When the made-up person begins: a Monday, at six in the evening. Today's plan depends on the date."""

MINUTES_UP = 300
"""Minutes since getting up, at the check-in."""

Restrict = Callable[[Person, CheckIn, Course, State], Restrictions]
"""Says what the rules of packs restrict at one moment."""


def _nothing(person: Person, check_in: CheckIn, course: Course, state: State) -> Restrictions:
    return NONE


@dataclass(frozen=True, slots=True)
class Day:
    """A day on which the person opened limberup."""

    number: int
    """From 1."""
    pain: int
    """0-10, at the check-in."""
    plan: Plan
    course: Course
    """What the past told that day."""
    record: Record | None = None
    """What was done, or None where nothing was."""
    told: tuple[Decision, ...] = ()
    """What rules L said during the session."""
    settled: Settled | None = None
    """How it had settled by the next morning; None where there was no session."""

    @property
    def state(self) -> State:
        """What rule G allowed."""
        return self.plan.gate.state

    @property
    def refer(self) -> Refer:
        """Whom to see: the highest of all referrals of the day."""
        return max((decision.refer for decision in (*self.plan.decisions, *self.told)), default=Refer.NONE)


@dataclass(frozen=True, slots=True)
class Week:
    """Seven days, the days counted from the first one."""

    number: int
    """From 1."""
    meant: int
    """Sessions that the person meant to do."""
    days: tuple[Day, ...] = ()
    """The days on which they opened limberup."""

    @property
    def sessions(self) -> int:
        """Sessions that were done."""
        return sum(day.record is not None for day in self.days)

    @property
    def refer(self) -> Refer:
        """Whom to see: the highest of the week."""
        return max((day.refer for day in self.days), default=Refer.NONE)


def simulate(made: MadeUp, catalog: Catalog, weeks: int, seed: int = 0, restrict: Restrict = _nothing) -> list[Week]:
    """Play a made-up person through some weeks.

    Args:
        made: Who it is, and what happens to them.
        catalog: The exercises that packs have.
        weeks: How many, 1-104.
        seed: The same one gives the same weeks.
        restrict: What the rules of packs restrict.

    Raises:
        ValueError: `weeks` is out of its range.
    """
    if not 1 <= weeks <= MOST_WEEKS:
        raise ValueError(f"weeks must be 1 to {MOST_WEEKS}, not {weeks}")
    chance = Random(seed)
    life = _Life(made, catalog, restrict, made.person)
    for number in range(1, 7 * weeks + 1):
        life.live(number, _Drawn(chance.random(), chance.random(), chance.random()))
    meant = len(_weekdays(made.person.days))
    return [
        Week(number, meant, tuple(day for day in life.days if (day.number - 1) // 7 + 1 == number))
        for number in range(1, weeks + 1)
    ]


def _weekdays(days: int) -> frozenset[int]:
    """Return the days of a week, from 0, on which somebody means to exercise: spread as evenly as can be."""
    return frozenset(place * 7 // days for place in range(days))


@dataclass(frozen=True, slots=True)
class _Drawn:
    """The chance of one day, each 0 to 1."""

    pain: float
    comes: float
    rise: float


@dataclass
class _Life:
    """The made-up person as they go along."""

    made: MadeUp
    catalog: Catalog
    restrict: Restrict
    person: Person
    records: list[Record] = field(default_factory=list)
    """Newest first."""
    days: list[Day] = field(default_factory=list)
    hurt: frozenset[int] = frozenset()
    """Indexes of the hurts that have happened."""
    mornings: dict[int, int] = field(default_factory=dict)
    """Pain 0-10 of the mornings after sessions, by the day of the session."""
    rise: int = 0
    """How much worse the morning after today's session is, 0-10."""

    def live(self, number: int, drawn: _Drawn) -> None:
        """Live through one day, the days counted from 1."""
        at = FIRST_DAY + timedelta(days=number - 1)
        pain = _pain(self.made, number, drawn.pain)
        if self.days and self.days[-1].record and self.days[-1].number == number - 1:
            self.mornings[number - 1] = min(10, pain + self.rise)
        new = [flag for flag in self.made.flags if flag.day == number]
        self.person = self.person.with_flags([flag.id for flag in new], at.date())
        seen = [flag.id for flag in self.made.flags if flag.days and flag.day + flag.days == number]
        self.person = self.person.with_cleared(seen, at.date())
        meant = (number - 1) % 7 in _weekdays(self.person.days) and drawn.comes < self.made.adherence
        away = any(gone.day <= number < gone.day + gone.days for gone in self.made.away)
        if (meant or new) and not away:
            self._tell_morning(number)
            self.days.append(self._opened(number, at, pain))
            self.rise = self.made.rise_by if drawn.rise < self.made.rise_chance else 0

    def _tell_morning(self, number: int) -> None:
        """Tell how the morning after the last session was, where that is asked."""
        place, last = next(((at, day) for at, day in reversed(list(enumerate(self.days))) if day.record), (0, None))
        if last is None or last.settled is not Settled.UNKNOWN or number - last.number > MORNING_DAYS:
            return
        assert last.record
        pain = self.mornings[last.number]
        usual = usual_morning(self.records)
        if usual is None:
            usual = _whole(self.made.pain_start)
        sore = self.made.sore_only and pain > 0
        told = replace(last.record, morning_pain=pain, morning_usual=usual, sore_only=sore)
        self.records = [told if record is last.record else record for record in self.records]
        settled = judge_morning(Morning(pain, usual, sore)).settled
        self.days[place] = replace(last, record=told, settled=settled)

    def _opened(self, number: int, at: datetime, pain: int) -> Day:
        """Open limberup: check-in, plan, session."""
        check_in = CheckIn(at, max(0, pain - 1), pain, MINUTES_UP)
        course = self._course(at)
        plan = self._plan(check_in, course)
        if plan.gate.blocks:
            # With a red flag open the app asks for no pain, and keeps nothing.
            return Day(number, pain, plan, course)
        id_ = f"{stamp(at)}-{number:08x}"
        if not plan.steps:
            moment = Record(id_, at, at, CHECK_IN, state=plan.gate.state.value)
            self.records.insert(0, replace(moment, pain_at_rest=check_in.rest, pain_moving=check_in.move))
            return Day(number, pain, plan, course)
        hurts = {
            index: (found.exercise, found.hurt)
            for index, found in enumerate(self.made.hurts)
            if found.day <= number and index not in self.hurt
        }
        done = led(plan, check_in, id_, hurts, self.made.effort)
        self.hurt |= done.hurt
        self.records.insert(0, done.record)
        return Day(number, pain, plan, course, done.record, done.told, Settled.UNKNOWN)

    def _course(self, at: datetime) -> Course:
        """Return what the past tells, from as many records as the app reads."""
        started = programme_start((record.started.date() for record in self.records), at.date())
        first_week = timedelta(days=7)
        early = [record for record in self.records[RECENT:] if record.started.date() - started < first_week]
        return course_of(self.records[:RECENT], at, self.catalog, self.person, started=started, early=early)

    def _plan(self, check_in: CheckIn, course: Course) -> Plan:
        state = session_gate(self.person, check_in, course).state
        restrictions = NONE if state.blocks else self.restrict(self.person, check_in, course, state)
        routine = self.made.routine or self._chosen(check_in, course, state, restrictions)
        return make_plan(routine, self.catalog, self.person, check_in, course, restrictions)

    def _chosen(self, check_in: CheckIn, course: Course, state: State, restrictions: Restrictions) -> Routine:
        room = room_restrictions(self.person, self.catalog)
        judge = filter_of(self.person.conditions, MINUTES_UP, Restrictions((*room.all, *restrictions.all)))
        locks = locks_of(self.catalog, course)
        choice = choose(self.catalog, self.person, course, check_in.at.date(), judge, locks, state=state)
        return choice.routine


def _whole(level: float) -> int:
    return min(10, max(0, int(level + 0.5)))


def _pain(made: MadeUp, day: int, drawn: float) -> int:
    """Return the pain of a day, 0-10."""
    gone = min(1.0, (day - 1) / (7 * made.weeks_to_change))
    level = made.pain_start + (made.pain_end - made.pain_start) * gone + made.noise * (2 * drawn - 1)
    flares = [flare.pain for flare in made.flares if flare.day <= day < flare.day + flare.days]
    return max([_whole(level), *flares])
