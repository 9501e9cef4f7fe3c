"""What the day itself takes from a plan: strength that rests, stretching days that are used up, limits of a hold,
and the way back up after a gentle session. It only ever makes less of a plan."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from limberup.calendar_words import DAYS
from limberup.course import Course
from limberup.dose import Dose
from limberup.exercise import Exercise, Kind
from limberup.muscles import same_muscles
from limberup.safety.decision import Decision, State
from limberup.safety.schedule import STRENGTH_DAYS_A_WEEK, STRENGTH_HOURS, after_gap, stretch_days
from limberup.texts import tr

if TYPE_CHECKING:
    from limberup.plan_line import PlanLine

__all__ = ["HOLD_LIMITS", "BackUp", "away_today", "capped", "rests_today", "steps_back_up"]

HOLD_LIMITS = {"hypertension": 10, "hypermobility": 20}
"""Most seconds of a hold that a condition allows where it modifies an exercise (table A.2: VALSALVA-B, EDS-P)."""


def capped(dose: Dose, exercise: Exercise, conditions: Iterable[str]) -> Dose:
    """Return the dose held no longer than the conditions allow (`HOLD_LIMITS`)."""
    limits = [HOLD_LIMITS[id_] for id_ in conditions if id_ in HOLD_LIMITS and _holds_hard(exercise, id_)]
    if limits and dose.hold is not None and dose.hold > min(limits):
        return replace(dose, hold=min(limits))
    return dose


def _holds_hard(exercise: Exercise, condition: str) -> bool:
    if condition == "hypermobility":
        return exercise.kind is Kind.STATIC_STRETCH
    return bool({"ISO", "~ISO"} & exercise.tags)


@dataclass(frozen=True, slots=True)
class BackUp:
    """A day on the way back up after a rescue session."""

    less: bool
    """Whether every dose is one step back today; else they only don't grow."""
    decision: Decision


def steps_back_up(course: Course, state: State) -> BackUp | None:
    """Return what an ordinary session soon after a rescue session is like, or None where it is like any other.

    The first one asks for a step less, the second for the stored doses and no more (R18: 001; RUH; the two days
    are our own).
    """
    if state not in (State.FULL, State.STEADY) or course.since_rescue not in (0, 1):
        return None
    # After a gap rule F takes everything a step back: "one step in all".
    if after_gap(course.gap_days).decision:
        return None
    if course.since_rescue == 0:
        why = tr("After a gentle session everything is one step less today than before it.")
        return BackUp(True, Decision("R18", "step back up", why, "001, RUH"))
    why = tr("You are on your way back up after a gentle session, so nothing grows today.")
    return BackUp(False, Decision("R18", "step back up", why, "001, RUH"))


def rests_today(exercise: Exercise, course: Course, state: State) -> Decision | None:
    """Return why an exercise rests today by rules M3 and F, or None where it need not.

    Args:
        exercise: Which one.
        course: What the past tells.
        state: Stretching days are counted in ordinary sessions alone.
    """
    if exercise.kind.is_strength:
        return _strength_rests(exercise, course)
    ordinary = state in (State.FULL, State.STEADY)
    most = stretch_days(course.week)
    if ordinary and exercise.kind.is_stretching and not course.stretched_today and course.stretch_days >= most:
        why = tr("{exercise} rests: in week {week} stretching is for {most} days of seven.").format(
            exercise=exercise.name, week=course.week, most=most
        )
        return Decision("F", "rest", why, "001", about=exercise.id)
    return None


def _strength_rests(exercise: Exercise, course: Course) -> Decision | None:
    if course.strength_until:
        until = _clock(course.strength_until)
        why = tr("{exercise} rests until {until}: your last session had not settled by the morning.").format(
            exercise=exercise.name, until=until
        )
        return Decision("M3", "rest", why, "OSTELO, C.2", about=exercise.id)
    worked = [moment for muscle, moment in course.strength.items() if same_muscles([muscle], exercise.muscles)]
    if worked:
        until = _clock(max(worked) + timedelta(hours=STRENGTH_HOURS))
        why = tr("{exercise} rests until {until}: its muscles had strength work less than 48 hours ago.").format(
            exercise=exercise.name, until=until
        )
        return Decision("F", "rest", why, "003, ACSM-res", about=exercise.id)
    if course.strength_days >= STRENGTH_DAYS_A_WEEK and not course.strengthened_today:
        why = tr("{exercise} rests: four days of strength in a week are enough.").format(exercise=exercise.name)
        return Decision("F", "rest", why, "003, ACSM-res", about=exercise.id)
    return None


def _clock(moment: datetime) -> str:
    return tr("{weekday} {time}").format(weekday=DAYS[moment.weekday()], time=moment.strftime("%H:%M"))


def away_today(lines: Iterable[PlanLine], course: Course, state: State) -> tuple[PlanLine, ...]:
    """Return the lines with what rests today left out; what stands in another's place says why it does, too."""
    kept = []
    for line in lines:
        rest = rests_today(line.planned.exercise, course, state) if line.planned else None
        if rest:
            led = line.decisions if line.planned and line.planned.exercise.id != line.step else ()
            line = replace(line, planned=None, decisions=(rest, *led))
        kept.append(line)
    return tuple(kept)
