"""Records and the report as plain values, for JSON. docs/handing-over.md says what each key means, and its unit."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from limberup.history.record import Entry, Hurt, Record

if TYPE_CHECKING:
    from limberup.handout.report import Report
    from limberup.history.statistics import Spread

__all__ = ["record_json", "report_json"]


def record_json(record: Record) -> dict[str, Any]:
    """Return a record as JSON has it: whole, in plain values, its text as it is in the file."""
    return {
        "id": record.id,
        "started": record.started.isoformat(),
        "ended": record.ended.isoformat(),
        "routine": record.routine,
        "routine_id": record.routine_id,
        "state": record.state,
        "pain_at_rest": record.pain_at_rest,
        "pain_moving": record.pain_moving,
        "pain_after": record.pain_after,
        "effort": record.effort,
        "morning_pain": record.morning_pain,
        "morning_usual": record.morning_usual,
        "sore_only": record.sore_only,
        "goals": dict(record.goals),
        "note": record.note,
        "finished": record.finished,
        "origin": record.origin,
        "newer": record.newer,
        "exercises": [_entry_json(entry) for entry in record.entries],
        "decisions": list(record.decisions),
    }


def _entry_json(entry: Entry) -> dict[str, Any]:
    return {
        "id": entry.exercise,
        "dose": str(entry.asked),
        "work": [
            {"side": work.side, "reps": work.reps, "hold": work.hold, "confirmed": work.confirmed}
            for work in entry.work
        ],
        "hurts": [_hurt_json(hurt) for hurt in entry.hurts],
        "marks": list(entry.marks),
    }


def _hurt_json(hurt: Hurt) -> dict[str, Any]:
    return {"pain": hurt.pain, "sharp": hurt.sharp, "leg": hurt.leg}


def report_json(report: Report) -> dict[str, Any]:
    """Return the report as JSON has it: numbers as they are, days as `2026-11-21`."""
    return {
        "today": report.today.isoformat(),
        "first": report.first.isoformat(),
        "age_band": report.age_band,
        "conditions": list(report.conditions),
        "flags": [
            {"id": flag.id, "words": flag.words, "since": _day(flag.since), "cleared": _day(flag.cleared)}
            for flag in report.flags
        ],
        "referrals": list(report.referrals),
        "sessions": report.sessions,
        "session_days": report.session_days,
        "gentle_days": report.gentle_days,
        "goal_days_a_week": report.kept.goal,
        "pain": {name: _spread_json(report.pain(name)) for name in report.pains},
        "weeks": [
            {
                "monday": week.monday.isoformat(),
                "sessions": week.sessions,
                "days": week.days,
                "meant": week.goal,
                "minutes": round(week.minutes, 1),
                "work_minutes": round(week.dose, 1),
                "stretch_minutes": round(week.stretch, 1),
                "strength_minutes": round(week.strength, 1),
                "sets": week.sets,
                "unconfirmed": week.unconfirmed,
            }
            for week in report.weeks
        ],
        "exercises": [
            {
                "id": course.exercise,
                "name": course.name,
                "times": course.times,
                "first_dose": str(course.first),
                "first_on": course.first_on.isoformat(),
                "last_dose": str(course.last),
                "last_on": course.last_on.isoformat(),
            }
            for course in report.courses
        ],
        "moves": [
            {"on": move.on.isoformat(), "was": move.was, "now": move.now, "way": move.way} for move in report.moves
        ],
        "hurts": [
            {"on": line.on.isoformat(), "exercise": line.exercise, **_hurt_json(line.hurt)} for line in report.hurts
        ],
        "rules": [
            {
                "rule": acted.rule,
                "did": acted.did,
                "days": acted.on_days,
                "last": acted.last.isoformat(),
                "why": acted.why,
                "exercises": list(acted.about),
            }
            for acted in report.acted
        ],
        "goals": [
            {
                "activity": goal.activity,
                "first": goal.first.value,
                "first_on": goal.first.on.isoformat(),
                "last": goal.last.value,
                "last_on": goal.last.on.isoformat(),
            }
            for goal in report.goals.activities
        ],
        "notes": [{"on": on.isoformat(), "note": note} for on, note in report.notes],
        "caveats": list(report.caveats),
    }


def _day(day: date | None) -> str | None:
    return None if day is None or day == date.min else day.isoformat()


def _spread_json(found: Spread | None) -> dict[str, Any] | None:
    if found is None:
        return None
    return {
        "start": round(found.start, 2),
        "now": round(found.now, 2),
        "median": found.median,
        "worst": found.most,
        "days": found.count,
    }
