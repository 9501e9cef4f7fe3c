"""Leading a session by a virtual clock.

Times are whole eighths of a second, so that all sums are exact and "no drift" can mean equal.
"""

from __future__ import annotations

from hypothesis import strategies as st
from tests.core.making import timelines

from limberup.session import Event, Session
from limberup.timeline import PhaseKind

ticks = st.integers(0, 24).map(lambda eighths: eighths / 8)
starts = st.integers(-800, 800_000_000).map(lambda eighths: eighths / 8)
timed = timelines().filter(lambda made: all(phase.kind is not PhaseKind.OPEN for phase in made.phases))


def run_to(session: Session, now: float, until: float, step: float = 0.5) -> tuple[Session, list[Event]]:
    """Look at the clock again and again until it is `until`."""
    events: list[Event] = []
    while now < until:
        now = min(until, now + step)
        session, more = session.tick(now)
        events += more
    return session, events
