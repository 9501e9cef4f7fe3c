"""Sessions under way, on disk: what a cut line or a killed process leaves to go on from."""

from __future__ import annotations

import os
import re
import secrets
import socket
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any, Literal, cast

from msgspec import Meta, Struct

from limberup.catalog import Catalog, UnknownName
from limberup.dose import DoseError, format_dose, parse_dose
from limberup.files import locked, remove, write_whole
from limberup.history.alive import LifeSign, lives, sweep
from limberup.history.record import Hurt
from limberup.history.record_file import stamp, to_minute_zone
from limberup.packs.fields import read_fields
from limberup.person import CheckIn
from limberup.problem import LimberupError, Problem
from limberup.run import Run
from limberup.safety.decision import State
from limberup.session import Session, SetDone, Status
from limberup.text import clean_tree
from limberup.texts import tr
from limberup.timeline import Phase, PhaseKind, PlannedStep, Timeline
from limberup.tomlread import read_toml

__all__ = ["Left", "OpenSessions", "TakenOver", "new_id"]

SCHEMA = 1
LONGEST = 4_000_000
"""Seconds: more than any dose within its limits makes of one phase."""
Pain = Annotated[int, Meta(ge=0, le=10)]


_ID = re.compile(r"\d{8}T\d{6}Z-[0-9a-f]{8}")


class TakenOver(Exception):
    """Another process goes on with this session: this one must write nothing more."""


def new_id(moment: datetime) -> str:
    """Return a new session's id: the moment in UTC and eight random hexadecimal digits."""
    return f"{stamp(moment)}-{secrets.token_hex(4)}"


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
    hurts: list[list[str]] = []
    marks: list[list[str]] = []
    decisions: list[str] = []
    check_in_at: datetime | None = None
    pain_at_rest: Pain | None = None
    pain_moving: Pain | None = None
    minutes_up: int | None = None
    over: bool = False


@dataclass(frozen=True, slots=True)
class Left:
    """A session that was left open: what to offer at the next start."""

    path: Path
    run: Run | None
    """None where it can't be gone on with: `problem` says why."""
    saved: datetime | None = None
    host: str = ""
    pid: int = 0
    owner: str = ""
    """Which process wrote it last."""
    over: bool = False
    """Whether only After is missing."""
    problem: Problem | None = None

    @property
    def alive_here(self) -> bool:
        """Whether the process that wrote it last still runs, behind a dead line or in another terminal."""
        return lives(self.path.parent, self.owner)


def _number(value: float) -> str:
    return str(int(value)) if value == int(value) else repr(value)


TURNS = "~"
"""Stands for the side in the line of a phase in which the sides take turns."""


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


class OpenSessions:
    """The folder of sessions under way, as one process sees it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.owner = secrets.token_hex(8)
        self._written: set[str] = set()
        self._led: set[str] = set()
        self._sign = LifeSign(folder)

    def path(self, id_: str) -> Path:
        """Return where the session of that id stands."""
        return self.folder / f"{id_}.toml"

    def save(self, run: Run, now: float, moment: datetime, *, over: bool = False, claim: bool = False) -> None:
        """Write the session as it is at `now`.

        Args:
            run: The session.
            now: The session's clock.
            moment: The time of day, with its zone.
            over: Whether only After is missing.
            claim: Take it over from whoever had it.

        Raises:
            TakenOver: another process has claimed it, or finished it, since this one last wrote.
            LimberupError: it can't be written.
        """
        text = self._dump(run, now, moment, over)
        path = self.path(run.id)
        with locked(self.folder / ".lock"):
            if not claim:
                # Gone since this process wrote it: another one took it over and has finished it.
                finished = run.id in self._written and not path.exists()
                if finished or self._owner_of(path) not in (None, self.owner):
                    self._no_more(run)
                    raise TakenOver
            self._sign.show(self.owner)
            write_whole(path, text)
            self._written.add(run.id)
            self._led.add(run.id)
            if claim:
                sweep(self.folder)

    def close(self, run: Run) -> None:
        """Remove the open file of a session whose record is in the history.

        Raises:
            TakenOver: another process has claimed it.
            LimberupError: it can't be removed.
        """
        with locked(self.folder / ".lock"):
            if self._owner_of(self.path(run.id)) not in (None, self.owner):
                self._no_more(run)
                raise TakenOver
            remove(self.path(run.id))
            self._written.discard(run.id)
            self._no_more(run)

    def drop(self, run: Run) -> None:
        """Remove the open file of a session of which nothing is to be kept, unless another process has it now.

        Raises:
            LimberupError: it can't be removed.
        """
        with suppress(TakenOver):
            self.close(run)

    def release(self, run: Run, now: float, moment: datetime) -> None:
        """Write the session and give it out of hand, so that it is offered like one that was cut off.

        Raises:
            TakenOver: another process has claimed it.
            LimberupError: it can't be written.
        """
        self.save(run, now, moment)
        self._written.discard(run.id)
        self._led.clear()
        self._sign.end()
        self.owner = secrets.token_hex(8)

    def owns(self, run: Run) -> bool:
        """Return whether the session is still this process's to record."""
        return self._owner_of(self.path(run.id)) == self.owner

    def discard(self, left: Left) -> None:
        """Remove a session that the person gives up.

        Raises:
            LimberupError: it can't be removed.
        """
        with locked(self.folder / ".lock"):
            remove(left.path)
            sweep(self.folder)

    def again(self, left: Left, catalog: Catalog) -> Left | None:
        """Return a session that was left open as it is now, or None where somebody has finished it meanwhile.

        The process that leads it may still be writing: what it did since `left` was read must not be lost.
        """
        return self._read(left.path, catalog) if left.path.exists() else None

    def left(self, catalog: Catalog) -> list[Left]:
        """Return the sessions that were left open by others than this process, newest first."""
        try:
            paths = sorted((path for path in self.folder.glob("*.toml")), reverse=True)
        except OSError:
            return []
        return [found for path in paths if (found := self._read(path, catalog)) is not None]

    def _no_more(self, run: Run) -> None:
        """Lead a session no more; where it was the only one, there is nothing left to show a sign of life for."""
        self._led.discard(run.id)
        if not self._led:
            self._sign.end()

    def _owner_of(self, path: Path) -> str | None:
        try:
            owner = read_toml(path).data.get("owner")
        except LimberupError:
            return None
        return owner if isinstance(owner, str) else None

    def _dump(self, run: Run, now: float, moment: datetime, over: bool) -> str:
        import tomli_w

        session = run.session
        data: dict[str, Any] = {
            "schema": SCHEMA,
            "id": run.id,
            "owner": self.owner,
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

    def _read(self, path: Path, catalog: Catalog) -> Left | None:
        try:
            file = read_toml(path)
            found, problems = read_fields(file.data, OpenFile, file)
            if found is None or problems:
                raise LimberupError(*problems)
            if found.owner == self.owner:
                return None
            if found.id != path.stem or not _ID.fullmatch(found.id):
                raise LimberupError(file.problem("id", tr("is not the one in the file's name")))
            for name in ("started", "saved", "check_in_at"):
                if (moment := getattr(found, name)) and moment.tzinfo is None:
                    raise LimberupError(file.problem(name, tr("has no time zone")))
            try:
                run = _run(found, catalog)
            except (ValueError, IndexError, UnknownName, DoseError) as error:
                raise LimberupError(
                    file.problem("phases", tr("cannot be gone on with: {reason}").format(reason=error))
                ) from None
        except LimberupError as error:
            return Left(path, None, problem=error.problems[0])
        return Left(path, run, found.saved, found.host, found.pid, found.owner, found.over)


def _run(found: OpenFile, catalog: Catalog) -> Run:
    steps = tuple(
        PlannedStep(catalog.exercise(exercise), parse_dose(dose), cue, instead)
        for exercise, dose, cue, instead in found.steps
    )
    timeline = Timeline(steps, tuple(_phase(line, len(steps)) for line in found.phases), found.first_side)
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
    if not all(0 <= step < len(steps) for step in (*found.skipped, *(step for step, _ in marks))):
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
