"""A session that is listened to: events, queue and a mouth on a clock of their own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from limberup.session import Event, Session, Status, Told
from limberup.timeline import Timeline
from limberup_tui.speech import LEAD, Queue
from limberup_tui.spoken import Line, line_for

__all__ = ["Command", "Heard", "Listened", "listen"]

TICK = 0.1
"""Seconds between two looks of the player at the clock."""
OFF = 0.037
"""Seconds by which these looks are off the whole tenths on which phases end."""
WAKE = 0.02
"""Seconds until the voice's thread runs: more than a busy machine needs."""
WAITED = 50.0
"""Seconds after which a key ends what waits for one."""

Command = Callable[[Session, float], tuple[Session, list[Event]]]


@dataclass(frozen=True)
class Heard:
    """One sentence that was said."""

    line: Line
    sentence: str
    begun: float
    """Seconds of its first sound."""
    ended: float


@dataclass
class Listened:
    """What was heard of a session, and all that was to be said."""

    heard: list[Heard]
    lines: list[tuple[Event, Line]]

    def of(self, line: Line) -> list[Heard]:
        """Return what was heard of one line."""
        return [heard for heard in self.heard if heard.line is line]

    @property
    def latest(self) -> float:
        """The longest time from the moment of a line to its first sound."""
        firsts = {id(heard.line): heard for heard in reversed(self.heard)}
        return max((heard.begun - heard.line.at for heard in firsts.values()), default=0.0)


def listen(
    timeline: Timeline,
    seconds: Callable[[str], float],
    *,
    waits: bool = False,
    own_pace: bool = False,
    keys: Mapping[float, Command] | None = None,
) -> Listened:
    """Play a timeline to its end, and listen.

    Args:
        timeline: What is done.
        seconds: How long the synthesiser takes for a sentence.
        waits: Whether each exercise begins at a key.
        own_pace: Whether a key ends each set of repetitions.
        keys: Commands, by the moment at which their key is pressed.
    """
    session = replace(Session.of(timeline), waits=waits, own_pace=own_pace)
    queue, found = Queue(), Listened([], [])
    pressed = sorted((keys or {}).items())
    current: Line | None = None
    free = 0.0

    def speak(until: float) -> None:
        nonlocal free
        while free <= until and (sentence := queue.take(free)):
            begun = free + LEAD
            assert current is not None
            found.heard.append(Heard(current, sentence, begun, begun + seconds(sentence)))
            free = begun + seconds(sentence)
            queue.took(sentence, LEAD + seconds(sentence))

    now, since = OFF, 0.0
    session, events = session.begin(0.0)
    while True:
        for event in events:
            since = event.at if event.told is Told.PHASE else since
            line = line_for(event, session)
            if line is not None:
                queue.put(line)
                current = line
                found.lines.append((event, line))
                free = max(free, now + WAKE)
        speak(now + TICK)
        if session.status is Status.ENDED:
            speak(float("inf"))
            return found
        now += TICK
        if pressed and pressed[0][0] <= now:
            session, events = pressed.pop(0)[1](session, now)
        elif session.is_open and now - since >= WAITED:
            session, events = session.done(now)
        else:
            session, events = session.tick(now)
