"""A session under way as text and back: the form of its file, checked before anybody goes on with it."""

from __future__ import annotations

import os
import socket
from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Any, Literal, cast

from msgspec import Meta, Struct

from limberup.catalog import Catalog, UnknownName
from limberup.dose import DoseError, format_dose, parse_dose
from limberup.history.record import Hurt
from limberup.history.record_file import is_id, to_minute_zone
from limberup.person import CheckIn
from limberup.problem import LimberupError
from limberup.run import Run
from limberup.safety.decision import State
from limberup.session import Session, SetDone, Status
from limberup.text import clean_tree
from limberup.texts import tr
from limberup.timeline import Phase, PhaseKind, PlannedStep, Timeline
from limberup.tomlread import TomlFile

__all__ = ["OpenFile", "format_open", "read_run"]

SCHEMA = 1
LONGEST = 4_000_000
"""Seconds: more than any dose within its limits makes of one phase."""
TURNS = "~"
"""Stands for the side in the line of a phase in which the sides take turns."""
Pain = Annotated[int, Meta(ge=0, le=10)]


class OpenFile(Struct):
    """A session under way as its file has it."""

    schema: Annotated[int, Meta(ge=1, le=1)]
    id: str
    owner: str
    host: str
    pid: int
    saved: datetime
    started: datetime
    routine: str
    routine_id: str
    state: str
    index: Annotated[int, Meta(ge=0)]
    left: float
    steps: list[list[str]]
    phases: list[str]
    added: Annotated[float, Meta(ge=0, le=LONGEST)] = 0.0
    first_side: Literal["left", "right", ""] = "left"
    sets: list[str] = []
    skipped: list[int] = []
    replaced: list[int] = []
    hurts: list[list[str]] = []
    marks: list[list[str]] = []
    decisions: list[str] = []
    check_in_at: datetime | None = None
    pain_at_rest: Pain | None = None
    pain_moving: Pain | None = None
    minutes_up: int | None = None
    over: bool = False


def format_open(run: Run, now: float, moment: datetime, *, owner: str, over: bool) -> str:
    """Return the text of the file of a session as it is at `now`.

    Args:
        run: The session.
        now: The session's clock.
        moment: The time of day, with its zone.
        owner: Who writes it.
        over: Whether only After is missing.
    """
    import tomli_w

    session = run.session
    data: dict[str, Any] = {
        "schema": SCHEMA,
        "id": run.id,
        "owner": owner,
        "host": socket.gethostname(),
        "pid": os.getpid(),
        "saved": to_minute_zone(moment),
        "started": to_minute_zone(run.started),
        "routine": run.routine,
        "routine_id": run.routine_id,
        "state": run.state,
        "over": over,
        "index": session.index,
        "left": round(session.remaining(now), 3),
        "added": session.added,
        "first_side": session.timeline.first_side,
        "steps": [
            [step.exercise.id, format_dose(step.dose), step.cue, step.instead_of] for step in session.timeline.steps
        ],
        "phases": [_phase_line(phase) for phase in session.timeline.phases],
        "sets": [_set_line(done) for done in session.sets.values()],
        "skipped": sorted(session.skipped),
        "replaced": sorted(session.timeline.replaced),
        "hurts": [[str(step), str(h.pain), "sharp" if h.sharp else "", h.leg] for step, h in run.hurts],
        "marks": [[str(step), mark] for step, mark in run.marks],
        "decisions": list(run.decisions),
    }
    if run.check_in:
        data["check_in_at"] = to_minute_zone(run.check_in.at)
        data["pain_at_rest"] = run.check_in.rest
        data["pain_moving"] = run.check_in.move
        if run.check_in.minutes_up is not None:
            data["minutes_up"] = run.check_in.minutes_up
    return tomli_w.dumps(cast(dict[str, Any], clean_tree(data)))


def read_run(found: OpenFile, catalog: Catalog, file: TomlFile, stem: str) -> Run:
    """Return the session of a file, paused where it was.

    Args:
        found: What the file says.
        catalog: Where its exercises are looked up.
        file: For what is told of a mistake.
        stem: The id that the file's name gives.

    Raises:
        LimberupError: it can't be gone on with.
    """
    if found.id != stem or not is_id(found.id):
        raise LimberupError(file.problem("id", tr("is not the one in the file's name")))
    for name in ("started", "saved", "check_in_at"):
        if (moment := getattr(found, name)) and moment.tzinfo is None:
            raise LimberupError(file.problem(name, tr("has no time zone")))
    try:
        return _run(found, catalog)
    except (ValueError, IndexError, UnknownName, DoseError) as error:
        what = tr("cannot be gone on with: {reason}").format(reason=error)
        raise LimberupError(file.problem("phases", what)) from None


def _run(found: OpenFile, catalog: Catalog) -> Run:
    steps = tuple(
        PlannedStep(catalog.exercise(exercise), parse_dose(dose), cue, instead)
        for exercise, dose, cue, instead in found.steps
    )
    phases = tuple(_phase(line, len(steps)) for line in found.phases)
    timeline = Timeline(steps, phases, found.first_side, frozenset(found.replaced))
    if not timeline.phases or found.index >= len(timeline.phases):
        raise ValueError(tr("its place in the session is lost"))
    sets = [_set(line, timeline.phases) for line in found.sets]
    session = Session(
        timeline,
        index=found.index,
        status=Status.ENDED if found.over else Status.PAUSED,
        left=min(max(0.0, found.left), timeline.phases[found.index].seconds + max(0.0, found.added)),
        added=max(0.0, found.added),
        sets={done.index: done for done in sets},
        skipped=frozenset(found.skipped),
    )
    marks = tuple((int(step), mark) for step, mark in found.marks)
    if not all(0 <= step < len(steps) for step in (*found.skipped, *found.replaced, *(step for step, _ in marks))):
        raise ValueError(tr("it tells of a step that it does not have"))
    check_in = None
    if found.check_in_at and found.pain_at_rest is not None and found.pain_moving is not None:
        check_in = CheckIn(found.check_in_at, found.pain_at_rest, found.pain_moving, found.minutes_up)
    return Run(
        id=found.id,
        started=found.started,
        routine=found.routine,
        routine_id=found.routine_id,
        session=session,
        state=State(found.state).value,
        check_in=check_in,
        decisions=tuple(found.decisions),
        hurts=tuple(_hurt(line, len(steps)) for line in found.hurts),
        marks=marks,
    )


def _number(value: float) -> str:
    return str(int(value)) if value == int(value) else repr(value)


def _phase_line(phase: Phase) -> str:
    numbers = (phase.seconds, phase.reps, phase.out, phase.hold, phase.back)
    side = TURNS if phase.turns else phase.side
    return f"{phase.kind} {phase.step} {phase.set} {' '.join(map(_number, numbers))} {side}".rstrip()


def _phase(line: str, steps: int) -> Phase:
    kind, step, set_, seconds, reps, out, hold, back, *side = line.split(" ", 8)
    if not 0 <= int(step) < steps:
        raise ValueError(tr("there is no step {step}").format(step=step))
    phase = Phase(
        PhaseKind(kind), int(step), float(seconds), int(set_), "".join(side).replace(TURNS, ""),
        int(reps), float(out), float(hold), float(back), TURNS in side,
    )  # fmt: skip
    if not 0 < phase.seconds <= LONGEST or not 0 <= phase.reps <= 400 or not 1 <= phase.set <= 20:
        raise ValueError(tr("a phase has no length that can be"))
    if not all(0 <= part <= LONGEST for part in (phase.out, phase.hold, phase.back)):
        raise ValueError(tr("a phase has no length that can be"))
    if phase.reps and phase.rep_seconds <= 0:
        raise ValueError(tr("a repetition has no length"))
    return phase


def _set_line(done: SetDone) -> str:
    words = ("whole" if done.complete else "part", "sure" if done.confirmed else "unsure")
    return f"{done.index} {done.reps} {_number(done.hold)} {' '.join(words)}"


def _set(line: str, phases: Sequence[Phase]) -> SetDone:
    index, reps, hold, complete, confirmed = line.split(" ")
    done = int(index), int(reps), float(hold)
    if not 0 <= done[0] < len(phases) or not 0 <= done[1] <= 400 or not 0 <= done[2] <= LONGEST:
        raise ValueError(tr("{line!r} is no set of this session").format(line=line[:40]))
    phase = phases[done[0]]
    return SetDone(
        done[0],
        phase.step,
        phase.set,
        phase.side,
        done[1],
        done[2],
        complete == "whole",
        confirmed == "sure",
    )


def _hurt(line: Sequence[str], steps: int) -> tuple[int, Hurt]:
    step, pain, sharp, leg = line
    if not 0 <= int(step) < steps or not 0 <= int(pain) <= 10 or leg not in ("none", "same", "up", "down"):
        raise ValueError(tr("{line!r} tells of no pain in this session").format(line=" ".join(line)[:40]))
    return int(step), Hurt(int(pain), bool(sharp), leg)
