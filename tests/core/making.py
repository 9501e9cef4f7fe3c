"""Small exercises, and Hypothesis strategies for doses, plans and records."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from typing import Any

from hypothesis import strategies as st

from limberup.dose import Dose, Each, Measure, parse_dose
from limberup.exercise import Exercise, Kind, Position, Side
from limberup.history.record import Entry, Hurt, Record, Work
from limberup.session import Event, Session
from limberup.timeline import PlannedStep, Timeline, build_timeline

START = datetime(2026, 11, 21, 8, 30, tzinfo=timezone(timedelta(hours=1)))
ID = "20261121T073000Z-0123abcd"


def exercise(slug: str = "bridge", **changes: Any) -> Exercise:
    """Return an exercise of the pack "test", lying on the back and for both sides unless told otherwise."""
    values: dict[str, Any] = {
        "pack": "test",
        "name": slug.title(),
        "purpose": "For tests.",
        "kind": Kind.STRENGTH,
        "position": Position.SUPINE,
        "start_position": "On your back",
        "side": Side.BILATERAL,
        "start": parse_dose("1x5"),
        "target": parse_dose("2x10"),
        "how": ("One.", "Two.", "Three."),
        "breathing": "Calmly.",
    }
    return Exercise(slug=slug, **{**values, **changes})


STRETCH = exercise("stretch", kind=Kind.STATIC_STRETCH, side=Side.PER_SIDE)
BRIDGE = exercise("bridge")
DEAD_BUG = exercise("dead-bug", side=Side.ALTERNATING)
BREATHING = exercise("breathing", kind=Kind.BREATHING)
RESET = exercise("reset", kind=Kind.MOBILITY, position=Position.CHAIR)
ROLLS = exercise("rolls", kind=Kind.MOBILITY, side=Side.EACH_WAY, position=Position.STANDING, ways=("back", "forth"))
PLANK = exercise("plank", kind=Kind.ISOMETRIC, position=Position.PRONE)


def planned(of: Exercise, dose: str) -> PlannedStep:
    """Return a step of a plan."""
    return PlannedStep(of, parse_dose(dose))


def plan(*steps: tuple[Exercise, str], first_side: str = "left") -> Timeline:
    """Return the timeline of exercises with their doses."""
    return build_timeline([planned(of, dose) for of, dose in steps], first_side)


def told(events: list[Event]) -> list[tuple[str, float, int]]:
    """Return events as a trace."""
    return [(event.told.value, event.at, event.index) for event in events]


def begun(timeline: Timeline, now: float = 0.0) -> Session:
    """Return a session that has just started."""
    return Session.of(timeline).begin(now)[0]


rests = st.none() | st.integers(0, 900)
tempos = st.none() | st.tuples(st.integers(1, 30), st.integers(1, 30))


@st.composite
def doses(draw: st.DrawFn) -> Dose:
    """Draw any dose there can be."""
    measure = draw(st.sampled_from([*Measure, Measure.WORK, Measure.WORK, Measure.WORK]))
    if measure is not Measure.WORK:
        return Dose(measure=measure)
    reps = draw(st.none() | st.integers(1, 200))
    hold = draw(st.integers(1, 7200) if reps is None else st.none() | st.integers(1, 7200))
    each = draw(st.sampled_from(Each))
    return Dose(draw(st.integers(1, 20)), reps, hold, each, draw(rests), draw(tempos) if reps else None)


@st.composite
def short_steps(draw: st.DrawFn) -> PlannedStep:
    """Draw a step that takes little time."""
    of, amount = draw(
        st.sampled_from(
            [(STRETCH, "{0}x{1}s each side"), (BRIDGE, "{0}x{1} 2s"), (DEAD_BUG, "{0}x{1} each side"),
             (BREATHING, "{0}x{1}s"), (RESET, "once"), (ROLLS, "{0}x{1} each way"), (PLANK, "{0}x{1}s")]
        )
    )  # fmt: skip
    text = amount.format(draw(st.integers(1, 3)), draw(st.integers(1, 40)))
    if text != "once":
        text += draw(st.sampled_from(["", " rest 0s", " rest 7s"]))
    return planned(of, text)


@st.composite
def timelines(draw: st.DrawFn) -> Timeline:
    """Draw the timeline of one to four steps."""
    steps = draw(st.lists(short_steps(), min_size=1, max_size=4))
    return build_timeline(steps, draw(st.sampled_from(["left", "right"])))


zones = st.one_of(
    st.just(UTC),
    st.integers(-23 * 60 - 59, 23 * 60 + 59).map(lambda minutes: timezone(timedelta(minutes=minutes))),
)
moments = st.datetimes(datetime(1, 1, 3), datetime(9999, 12, 29), timezones=zones).map(
    lambda moment: moment.replace(microsecond=0)
)
free_text = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)

SIDES = ["", "left", "right", "one way", "the other way", "out of the way", "a of b"]
MARKS = ["eased", "stopped", "skipped", "cut short", "swapped", "instead of glutes/clamshell"]
works = st.one_of(
    st.builds(Work, st.sampled_from(SIDES), st.integers(1, 400), st.just(0), st.booleans()),
    st.builds(Work, st.sampled_from(SIDES), st.just(0), st.integers(0, 99_999), st.booleans()),
)
pains = st.integers(0, 10)
hurts = st.builds(Hurt, pains, st.booleans(), st.sampled_from(["none", "same", "up", "down"]))
entries = st.builds(
    Entry,
    st.from_regex(r"[a-z0-9-]{1,20}/[a-z0-9-]{1,20}", fullmatch=True),
    doses(),
    st.lists(works, max_size=4).map(tuple),
    st.lists(hurts, max_size=2).map(tuple),
    st.lists(st.sampled_from(MARKS), max_size=3, unique=True).map(tuple),
)
records = st.builds(
    Record,
    id=st.just(ID),
    started=moments,
    ended=moments,
    routine=free_text,
    routine_id=st.sampled_from(["glutes/strong-hips", "after-work"]),
    state=st.sampled_from(["FULL", "STEADY", "RESCUE"]),
    pain_at_rest=st.none() | pains,
    pain_moving=st.none() | pains,
    pain_after=st.none() | pains,
    effort=st.none() | pains,
    note=free_text,
    finished=st.booleans(),
    entries=st.lists(entries, max_size=4).map(tuple),
    decisions=st.lists(free_text, max_size=3).map(tuple),
)
