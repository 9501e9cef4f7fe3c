"""A made-up past: records as sessions leave them, and a story of sessions one after the other."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta, timezone
from typing import Any

from limberup.catalog import Catalog
from limberup.course import Course, course_of
from limberup.dose import Dose, Each, parse_dose
from limberup.exercise import Side
from limberup.history.record import Entry, Hurt, Record, Work
from limberup.packs.manager import load
from limberup.person import CheckIn, Person
from limberup.plan import Plan, PlanLine, make_plan
from limberup.routine import Routine, Step
from limberup.safety.restrict import NONE, Restrictions
from limberup.simulate_session import led

CATALOG: Catalog = load(safe=True).catalog
NOW = datetime(2026, 11, 21, 18, 0, tzinfo=timezone(timedelta(hours=1)))
TODAY = NOW.date()

BREATHING = "core-stability/diaphragmatic-breathing"
BRIDGE = "glutes/glute-bridge"
GLUTE_SET = "glutes/glute-set"
BRIDGE_MARCH = "glutes/bridge-march"
CAT_COW = "spinal-mobility/cat-cow"
FIGURE_4 = "hip-mobility/supine-figure-4"
KNEE_ROLL = "spinal-mobility/supine-knee-roll"
BIRD_DOG = "core-stability/bird-dog"
HEEL_SLIDE = "core-stability/heel-slide"
PLANK = "core-stability/forearm-plank"
SIT_TO_STAND = "arthritis-gentle/sit-to-stand"


def back(days: float) -> datetime:
    """Return the moment so many days before now."""
    return NOW - timedelta(days=days)


def on(days: int) -> date:
    """Return the day so many days before today."""
    return TODAY - timedelta(days=days)


def works(exercise: str, dose: Dose, *, more: int = 0, sets: int | None = None) -> tuple[Work, ...]:
    """Return the sets of a dose as a session leaves them, with `more` repetitions or seconds in each."""
    found = CATALOG.exercise(exercise)
    sides = {Side.PER_SIDE: ("left", "right"), Side.EACH_WAY: found.ways}.get(found.side, ("",))
    turns = found.side is Side.ALTERNATING and dose.each is Each.SIDE
    reps = 0 if dose.reps is None else (dose.reps + more) * (2 if turns else 1)
    hold = (dose.hold or 0) + more if dose.reps is None else 0
    count = dose.sets if sets is None else sets
    return tuple(Work(side, reps, hold) for _ in range(count) for side in sides)


def done(
    exercise: str,
    dose: str | None = None,
    *,
    more: int = 0,
    sets: int | None = None,
    marks: Iterable[str] = (),
    hurts: Iterable[Hurt] = (),
) -> Entry:
    """Return an exercise that was done; its start dose, and all of it, unless told otherwise."""
    asked = parse_dose(dose) if dose else CATALOG.exercise(exercise).start
    return Entry(exercise, asked, works(exercise, asked, more=more, sets=sets), tuple(hurts), tuple(marks))


def session(
    days: float,
    *entries: Entry,
    morning: int | None = 2,
    usual: int = 2,
    pain: int | None = 2,
    minutes: float = 12,
    **changes: Any,
) -> Record:
    """Return the record of a session so many days ago, with the morning after it settled unless told otherwise."""
    started = back(days)
    values: dict[str, Any] = {
        "id": f"{started:%Y%m%dT%H%M%SZ}-{int(started.timestamp()) % 16**8:08x}",
        "started": started,
        "ended": started + timedelta(minutes=minutes),
        "routine": "Made up",
        "pain_at_rest": None if pain is None else 0,
        "pain_moving": pain,
        "entries": entries or (done(BREATHING),),
        "morning_pain": morning,
        "morning_usual": None if morning is None else usual,
    }
    return Record(**values | changes)


def told(days: float, pain: int) -> Record:
    """Return a check-in that led to no session."""
    return replace(session(days, pain=pain, morning=None), entries=(), routine="Check-in")


def past(*records: Record, at: datetime = NOW, person: Person | None = None, **options: Any) -> Course:
    """Return what some records tell, in whatever order they are given."""
    newest_first = sorted(records, key=lambda record: record.started, reverse=True)
    return course_of(newest_first, at, CATALOG, person, **options)


def routine(*steps: str | tuple[str, str], **options: Any) -> Routine:
    """Return a routine of exercises, some with doses of their own."""
    pairs = [(step, None) if isinstance(step, str) else (step[0], parse_dose(step[1])) for step in steps]
    return Routine("Made up", tuple(Step(do, dose) for do, dose in pairs), **options)


@dataclass
class Story:
    """Somebody's sessions, each with the plan that the ones before it lead to."""

    routine: Routine
    person: Person = field(default_factory=Person)
    records: list[Record] = field(default_factory=list)
    """Newest first."""

    def course(self, day: float) -> Course:
        """Return what the past tells on a day, counted from the first one."""
        return course_of(self.records, self.at(day), CATALOG, self.person)

    def at(self, day: float) -> datetime:
        """Return a moment of that day."""
        return back(200) + timedelta(days=day)

    def plan(
        self,
        day: float,
        pain: int = 2,
        *,
        easier: bool = False,
        gentle: bool = False,
        minutes: int | None = None,
        restrictions: Restrictions = NONE,
    ) -> Plan:
        """Return the plan of a day."""
        check_in = CheckIn(self.at(day), max(0, pain - 1), pain, 300, minutes, gentle)
        return make_plan(self.routine, CATALOG, self.person, check_in, self.course(day), restrictions, easier=easier)

    def do(
        self, day: float, pain: int = 2, *, hurts: dict[str, Hurt] | None = None, effort: int = 3, **options: Any
    ) -> Plan:
        """Do the session of a day as it is planned, and return the plan."""
        plan = self.plan(day, pain, **options)
        check_in = CheckIn(self.at(day), max(0, pain - 1), pain, 300)
        found = dict(enumerate((hurts or {}).items()))
        session = led(plan, check_in, f"{self.at(day):%Y%m%dT%H%M%SZ}-{len(self.records):08x}", found, effort)
        self.records.insert(0, session.record)
        return plan

    def morning(self, pain: int | None = 2, usual: int = 2, *, sore_only: bool = False) -> None:
        """Tell how the morning after the last session was."""
        self.records[0] = replace(
            self.records[0], morning_pain=pain, morning_usual=None if pain is None else usual, sore_only=sore_only
        )

    def good(self, *days: float) -> None:
        """Do sessions that go well, with a settled morning after each."""
        for day in days:
            self.do(day)
            self.morning()


def doses(plan: Plan) -> dict[str, str]:
    """Return the doses of a plan by the slug of what is done."""
    return {step.exercise.slug: str(step.dose) for step in plan.steps}


def line(plan: Plan, exercise: str) -> PlanLine:
    """Return the line of a plan whose step is that exercise."""
    return next(found for found in plan.lines if found.step == exercise)
