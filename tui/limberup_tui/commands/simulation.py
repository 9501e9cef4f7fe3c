"""`limberup rules --simulate WEEKS --as FILE`: what the rules would do with a made-up person, week by week."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

from limberup.counting import count_words
from limberup.texts import tr, trn
from limberup_tui.commands.output import print_json, print_paragraph, say

if TYPE_CHECKING:
    from limberup.made_up import MadeUp, PlannedHurt
    from limberup.packs.manager import Loaded
    from limberup.plan import PlanLine
    from limberup.safety.decision import Decision
    from limberup.simulate import Day, Restrict, Week

__all__ = ["simulated"]

_NAME = 34
"""Columns for the name of an exercise."""
_HEADINGS = {"left out": tr("left out"), "refer": tr("refer")}


def simulated(loaded: Loaded, path: Path, weeks: int, seed: int, *, as_json: bool) -> None:
    """Play the made-up person of a file through some weeks, and print what happened.

    Raises:
        LimberupError: the file can't be read or is not right, or the rules of a pack fail.
    """
    from limberup.simulate import simulate
    from limberup.simulate_file import read_made_up

    made = read_made_up(path, loaded.catalog)
    found = simulate(made, loaded.catalog, weeks, seed, _rules_of(loaded))
    if as_json:
        print_json({"title": made.title, "seed": seed, "weeks": [_week_json(week) for week in found]})
        return
    say(
        tr("{title}: {weeks}, seed {seed}. {who}").format(
            title=made.title or path.stem, weeks=count_words(weeks, "week"), seed=seed, who=_who(made)
        )
    )
    for week in found:
        say()
        _print_week(week)
    say()
    _print_end(found)
    if never := [hurt for hurt in made.hurts if not _happened(hurt, found)]:
        names = ", ".join(
            tr("{exercise} (day {day})").format(exercise=loaded.catalog.exercise(hurt.exercise).name, day=hurt.day)
            for hurt in never
        )
        print_paragraph(tr("Never done from that day on, so it never hurt: {names}.").format(names=names), then="  ")


def _rules_of(loaded: Loaded) -> Restrict:
    """Return what asks the rules of packs; where one fails the weeks end there."""
    from limberup.packs.rules import Facts, restrictions_for
    from limberup.problem import LimberupError

    def restrict(person: Any, check_in: Any, course: Any, state: Any) -> Any:
        facts = Facts(
            conditions=person.conditions,
            age=45 if person.age is None else person.age,
            state=state,
            rest=check_in.rest,
            move=check_in.move,
            minutes_up=check_in.minutes_up,
            sore_side=person.sore_side,
            week=course.week,
        )
        answer = restrictions_for(loaded, facts)
        if answer.problems:
            raise LimberupError(answer.problems[0])
        return answer.restrictions

    return restrict


def _happened(planned: PlannedHurt, weeks: list[Week]) -> bool:
    done = [day.record.entries for week in weeks for day in week.days if day.record and day.number >= planned.day]
    return any(
        entry.exercise == planned.exercise and planned.hurt in entry.hurts for entries in done for entry in entries
    )


def _who(made: MadeUp) -> str:
    conditions = ", ".join(sorted(made.person.conditions)) or tr("no conditions")
    does = made.routine.name if made.routine else tr("Today's plan")
    words = trn("{does}, {n} day a week; {conditions}.", "{does}, {n} days a week; {conditions}.", made.person.days)
    return words.format(does=does, n=made.person.days, conditions=conditions)


# Words


def _print_week(week: Week) -> None:
    states = Counter(day.state.value for day in week.days)
    head = [
        tr("Week {number}: {sessions} of {meant}").format(
            number=week.number, sessions=week.sessions, meant=count_words(week.meant, "session")
        )
    ]
    if states:
        head.append(", ".join(f"{state} {number}" for state, number in states.items()))
        head.append(tr("pain {span}").format(span=_span(day.pain for day in week.days)))
    mornings = [day.settled.value for day in week.days if day.settled]
    if mornings:
        head.append(tr("mornings after {mornings}").format(mornings=", ".join(mornings)))
    print_paragraph("; ".join(head), then="  ")
    for days, words in _by_days(_session_decisions(week)):
        print_paragraph(f"{days}: {words}", "  ", "    ")
    for name, times in _exercises(week).items():
        print_paragraph("; ".join(times), f"  {name:{_NAME}}  ", " " * 6)
    left = [
        (day.number, f"{line.name}: {_left_out(line)}") for day in week.days for line in day.plan.lines if line.left_out
    ]
    for days, words in _by_days(left):
        print_paragraph(f"{words} ({days})", _heading("left out"), "    ")
    if week.refer:
        rules = [decision.rule for day in week.days for decision in _all(day) if decision.refer is week.refer]
        say(f"{_heading('refer')}{week.refer} ({', '.join(dict.fromkeys(rules))})")


def _heading(name: str) -> str:
    """Return what begins a line, as wide as the others."""
    wide = max(map(len, _HEADINGS.values())) + 2
    return f"  {_HEADINGS[name]:{wide}}"


def _span(numbers: Iterable[int]) -> str:
    found = sorted(numbers)
    return f"{found[0]}" if found[0] == found[-1] else tr("{least} to {most}").format(least=found[0], most=found[-1])


def _all(day: Day) -> tuple[Decision, ...]:
    return (*day.plan.decisions, *day.told)


def _session_decisions(week: Week) -> Iterator[tuple[int, str]]:
    """Yield what was decided about whole sessions, and what rules L said in them, with the day."""
    for day in week.days:
        gate = day.plan.gate.decision
        if gate.rule != "G7":
            yield day.number, f"{gate.rule} {gate.outcome}"
        for decision in (*day.plan.notes, *day.told):
            about = f" {decision.about.partition('/')[2]}" if decision.about else ""
            yield day.number, f"{decision.rule} {decision.outcome}{about}. {decision.why}"


def _by_days(found: Iterable[tuple[int, Any]]) -> Iterator[tuple[str, Any]]:
    """Yield each thing once, with the days it belongs to."""
    days: dict[Any, list[int]] = {}
    for number, thing in found:
        days.setdefault(thing, []).append(number)
    for thing, numbers in days.items():
        numbers = list(dict.fromkeys(numbers))
        yield trn("day {numbers}", "days {numbers}", len(numbers)).format(numbers=", ".join(map(str, numbers))), thing


def _left_out(line: PlanLine) -> str:
    return f"{line.decision.rule} {line.decision.outcome}" if line.decision else tr("left out")


def _dose_rule(line: PlanLine) -> str:
    """Return the rule that made the dose what it is, or "" where none had to."""
    return next((found.rule for found in line.decisions if found.rule[0] in "PFM" or found.rule == "R18"), "")


def _exercises(week: Week) -> dict[str, list[str]]:
    """Return for each exercise by name its doses and what changed them, with the days."""
    found: dict[str, list[tuple[int, str]]] = {}
    for day in week.days:
        for line in day.plan.lines:
            if line.planned is None:
                continue
            rule = _dose_rule(line)
            told = f" {line.change.value} {rule}" if line.change and rule else ""
            kept = tr(" (kept {usual})").format(usual=line.usual) if line.usual else ""
            # The step of the routine, where another exercise has come in its place.
            instead = (
                tr(" for {step}").format(step=line.step.partition("/")[2])
                if line.step != line.planned.exercise.id
                else ""
            )
            words = f"{line.planned.dose}{kept}{told}{instead}"
            found.setdefault(line.name, []).append((day.number, words))
    return {name: [f"{words}, {days}" for days, words in _by_days(times)] for name, times in found.items()}


def _print_end(weeks: list[Week]) -> None:
    days = [day for week in weeks for day in week.days]
    states = Counter(day.state.value for day in days)
    changes = Counter(line.change.value for day in days for line in day.plan.lines if line.change)
    meant = sum(week.meant for week in weeks)
    done = sum(week.sessions for week in weeks)
    words = [trn("{done} of {n} session", "{done} of {n} sessions", meant).format(done=done, n=meant)]
    words.append(", ".join(f"{state} {number}" for state, number in states.most_common()) or tr("no day"))
    words.append(", ".join(f"{change} {number}" for change, number in changes.most_common()) or tr("no dose changed"))
    words.append("; ".join(_referrals(weeks)) or tr("no referral"))
    print_paragraph(tr("In all: {what}").format(what="; ".join(words)), then="  ")


def _referrals(weeks: list[Week]) -> Iterator[str]:
    """Yield the referrals, each with its weeks: those in a row as one."""
    for refer, found in groupby(weeks, key=lambda week: week.refer):
        numbers = [week.number for week in found]
        if refer:
            span = trn("week {first}", "weeks {first} to {last}", len(numbers)).format(
                first=numbers[0], last=numbers[-1]
            )
            yield tr("refer {refer} in {span}").format(refer=refer, span=span)


# JSON


def _week_json(week: Week) -> dict[str, Any]:
    return {
        "week": week.number,
        "meant": week.meant,
        "sessions": week.sessions,
        "refer": str(week.refer),
        "days": [_day_json(day) for day in week.days],
    }


def _day_json(day: Day) -> dict[str, Any]:
    lines = day.plan.lines
    return {
        "day": day.number,
        "programme_week": day.course.week,
        "pain": day.pain,
        "state": day.state.value,
        "refer": str(day.refer),
        "seconds": round(day.record.seconds) if day.record else 0,
        "morning_after": day.settled.value if day.settled else None,
        "exercises": [_done_json(line) for line in lines if not line.left_out],
        "left_out": [_left_json(line) for line in lines if line.left_out],
        "decisions": [_decision_json(decision) for decision in _all(day)],
    }


def _done_json(line: PlanLine) -> dict[str, Any]:
    assert line.planned
    return {
        "id": line.planned.exercise.id,
        "step": line.step,
        "dose": str(line.planned.dose),
        "kept": str(line.usual) if line.usual else None,
        "change": line.change.value if line.change else None,
        "rule": _dose_rule(line) or None,
    }


def _left_json(line: PlanLine) -> dict[str, Any]:
    decision = line.decision
    return {
        "name": line.name,
        "id": line.step or (decision.about if decision else ""),
        "rule": decision.rule if decision else None,
        "outcome": decision.outcome if decision else None,
    }


def _decision_json(decision: Decision) -> dict[str, str]:
    return {
        "rule": decision.rule,
        "outcome": decision.outcome,
        "about": decision.about,
        "why": decision.why,
        "source": decision.source,
        "refer": str(decision.refer),
    }
