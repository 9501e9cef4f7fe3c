"""Golden traces: what happens when, for each kind of exercise, on a virtual clock.

One text file a trace in `traces/`. After a change that is meant, `pytest tests/core/test_traces.py --snapshot-update`
writes them anew; look at the difference in version control before it is kept.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from tests.core.making import (
    BREATHING,
    BRIDGE,
    DEAD_BUG,
    PLANK,
    RESET,
    ROLLS,
    STRETCH,
    plan,
    planned,
)

from limberup.exercise import Exercise, Position
from limberup.session import Event, Session, Status, Told
from limberup.timeline import Phase, PhaseKind

FOLDER = Path(__file__).parent / "traces"
TICK = 0.125
"""Seconds between two looks at the clock: an eighth, so that all sums are exact."""
LONGEST = 2000.0


@dataclass(frozen=True)
class Script:
    """One session: what is done, how it is led, and which keys come when."""

    title: str
    steps: tuple[tuple[Exercise, str], ...]
    keys: tuple[tuple[float, str], ...] = ()
    """Second of the clock, and what the key does. "sleep N" lets the clock jump by N seconds."""
    first_side: str = "left"
    waits: bool = False
    own_pace: bool = False


STANDING = replace(RESET, slug="squat", name="Squat", position=Position.STANDING)
FETCHED = replace(BRIDGE, slug="band-bridge", name="Band bridge", equipment=("band",))
SIDE_LYING = replace(STRETCH, slug="side-stretch", name="Side stretch", position=Position.SIDE_LYING)

SCRIPTS = {
    "hold": Script("A hold, twice", ((PLANK, "2x20s rest 10s"),)),
    "sides": Script("A stretch, the sore right side first", ((STRETCH, "1x24s each side"),), first_side="right"),
    "turning-over": Script("Side-lying: the switch takes longer", ((SIDE_LYING, "2x8s each side rest 5s"),)),
    "tempo": Script("Repetitions: down, hold, up", ((BRIDGE, "2x3 1s tempo 3-2 rest 8s"),)),
    "alternating": Script("The sides take turns", ((DEAD_BUG, "1x2 each side"),)),
    "alternating-odd": Script("Five in turns are six: both sides get the same", ((DEAD_BUG, "1x5"),)),
    "ways": Script("Both ways, one after the other", ((ROLLS, "1x3 each way"),)),
    "breathing": Script("Breathing: in and out", ((BREATHING, "1x30s"),)),
    "breathing-held": Script("Three breaths: in, held, out", ((BREATHING, "1x3 2s tempo 4-6"),)),
    "open": Script("Until a key says it is done", ((RESET, "once"),), ((33.0, "done"),)),
    "own-pace": Script(
        "Repetitions at one's own pace", ((BRIDGE, "2x5 rest 6s"),), ((61.5, "done"), (75.25, "done")), own_pace=True
    ),
    "waiting": Script(
        "Each exercise waits for a key",
        ((PLANK, "1x5s"), (STRETCH, "1x5s each side")),
        ((31.0, "done"), (90.0, "done")),
        waits=True,
    ),
    "positions": Script(
        "Getting ready: standing, to the floor, lying to lying, with something to fetch, up again",
        ((STANDING, "1x2"), (BRIDGE, "1x1"), (PLANK, "1x2s"), (FETCHED, "1x1"), (STANDING, "1x2")),
    ),
    "pauses": Script(
        "A pause, a machine that sleeps, more time",
        ((PLANK, "1x30s"),),
        ((30.0, "pause"), (95.0, "begin"), (100.0, "sleep 900"), (1010.0, "begin"), (1012.0, "more")),
    ),
    "back-and-skip": Script(
        "Back, again, and the rest left out",
        ((PLANK, "2x10s rest 5s"), (BRIDGE, "1x2")),
        ((29.0, "back"), (35.0, "done"), (38.0, "skip")),
    ),
    "eased": Script("Halved in mid-hold, then its last set left out", ((PLANK, "3x20s rest 5s"),),
                    ((25.0, "ease"), (40.0, "last set"))),
    "swapped": Script("Another exercise instead", ((PLANK, "2x20s"), (BRIDGE, "1x2")), ((30.0, "swap"),)),
}  # fmt: skip


def played(script: Script, ticks: Sequence[float] = (TICK,)) -> Iterator[tuple[Session, list[Event], float]]:
    """Play a script to its end; yield the session after each look at the clock."""
    timeline = plan(*script.steps, first_side=script.first_side)
    session = replace(Session.of(timeline), waits=script.waits, own_pace=script.own_pace)
    session, events = session.begin(0)
    yield session, events, 0.0
    now, turn, keys = 0.0, 0, list(script.keys)
    while session.status is not Status.ENDED and now < LONGEST:
        then = now + ticks[turn % len(ticks)]
        turn += 1
        if keys and keys[0][0] <= then:
            then, key = keys.pop(0)
            if key.startswith("sleep"):
                session, before = session.tick(then)
                now = then + float(key.split()[1])
                session, after = session.tick(now)
                yield session, [*before, *after], now
                continue
            session, events = press(session, key, then)
        else:
            session, events = session.tick(then)
        now = then
        yield session, events, now


def press(session: Session, key: str, now: float) -> tuple[Session, list[Event]]:
    """Do what a key does."""
    match key:
        case "swap":
            return session.swap(now, planned(STRETCH, "1x5s each side"))
        case "last set":
            return session.ease(now, last_set=True)
        case "begin" | "pause" | "done" | "skip" | "back" | "more" | "ease":
            step: tuple[Session, list[Event]] = getattr(session, key)(now)
            return step
    raise AssertionError(key)


def phase_words(phase: Phase, session: Session) -> str:
    """Return a phase as a line of a trace."""
    amount = f"{phase.reps} x ({phase.out:g} + {phase.hold:g} + {phase.back:g} s)" if phase.reps else ""
    length = "until a key" if session.is_open and phase is session.phase else f"{phase.seconds:g} s"
    name = session.timeline.planned(phase).exercise.name if phase.kind is PhaseKind.READY else ""
    parts = (phase.kind.upper(), name, phase.side, f"set {phase.set}", amount, length)
    return ", ".join(filter(None, parts))


def event_words(event: Event, session: Session) -> str:
    """Return an event as a line of a trace."""
    match event.told:
        case Told.PHASE:
            return phase_words(session.timeline.phases[event.index], session)
        case Told.LAST_SECONDS | Told.GAP:
            return f"{event.told} {event.value:g}"
        case Told.SET_DONE if done := session.sets.get(event.index):
            amount = f"{done.reps} reps" if done.reps else f"{done.hold:g} s"
            whole = "" if done.complete else ", cut short"
            return f"{event.told}: {amount}{whole}, by {'a key' if done.confirmed else 'the clock'}"
    return event.told.value


def trace(script: Script) -> str:
    """Return what happens when, a line each; parts of repetitions and breaths stand further in."""
    lines = [script.title, ""]
    shown = ""
    keys = dict(script.keys)
    for session, events, now in played(script):
        if now in keys:
            lines.append(f"{now:8.3f}  [{keys[now]}]")
        for event in events:
            lines.append(f"{event.at:8.3f}  {event_words(event, session)}")
            shown = "" if event.told is Told.PHASE else shown
        if session.status is Status.RUNNING:
            elapsed = session.elapsed(now)
            part = session.phase.part_at(elapsed)
            rep = session.phase.rep_at(elapsed) or ""
            side = session.phase.turn_at(elapsed, script.first_side)
            words = " ".join(filter(None, (f"{rep}", side, part and part.value))) if part else ""
            if words and words != shown:
                lines.append(f"{now:8.3f}      {words}")
            shown = words
    return "\n".join(line.rstrip() for line in lines) + "\n"


@pytest.mark.parametrize("name", SCRIPTS)
def test_trace(name: str, request: pytest.FixtureRequest) -> None:
    path = FOLDER / f"{name}.txt"
    text = trace(SCRIPTS[name])
    if request.config.getoption("update_snapshots", False):
        FOLDER.mkdir(exist_ok=True)
        path.write_text(text, "utf-8", newline="\n")
    assert text == path.read_text("utf-8")


@pytest.mark.parametrize("name", SCRIPTS)
@pytest.mark.parametrize("ticks", [(2.875,), (0.125, 2.5, 1.0), (0.75, 0.25)], ids=str)
def test_how_often_the_clock_is_looked_at_changes_nothing(name: str, ticks: tuple[float, ...]) -> None:
    script = SCRIPTS[name]
    often = [event for _, events, _ in played(script) for event in events]
    seldom = [event for _, events, _ in played(script, ticks) for event in events]
    assert seldom == often


def test_every_trace_belongs_to_a_script() -> None:
    assert {path.stem for path in FOLDER.glob("*.txt")} == set(SCRIPTS)
