"""One person at one moment: all that the rules may look at, and nothing else."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from enum import StrEnum

from limberup.dose import Dose
from limberup.safety.conditions import CONDITIONS
from limberup.safety.flags import FLAGS, REASONS
from limberup.texts import tr

__all__ = [
    "MOST_EXTRA",
    "Event",
    "FieldError",
    "Last",
    "Leg",
    "Morning",
    "Pain",
    "Review",
    "Settled",
    "Situation",
    "Weekly",
]


MOST_EXTRA = 200
"""Most repetitions above target that are told apart: rule P asks for 2."""


class FieldError(ValueError):
    """A value that can't be: `place` names the field, `what` says what is wrong with it."""

    def __init__(self, place: str, what: str) -> None:
        super().__init__(f"{place}: {what}")
        self.place = place
        self.what = what


def _whole(place: str, value: object, low: int, high: int) -> None:
    # A bool is an int in Python, but "pain = true" is a slip and not a pain of 1.
    if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
        raise FieldError(
            place,
            tr("must be a whole number from {low} to {high}, not {shown}").format(
                low=low, high=high, shown=_shown(value)
            ),
        )


def _number(place: str, value: object, low: float, high: float) -> None:
    fits = isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
    if not fits or not low <= value <= high:  # type: ignore[operator]
        raise FieldError(
            place,
            tr("must be a number from {low:g} to {high:g}, not {shown}").format(
                low=low, high=high, shown=_shown(value)
            ),
        )


def _truth(place: str, value: object) -> None:
    if not isinstance(value, bool):
        raise FieldError(place, tr("must be true or false, not {shown}").format(shown=_shown(value)))


def _shown(value: object) -> str:
    # An int may have more digits than Python is willing to print; a text may be of any length.
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) >= 10**9:
        return tr("a number that large")
    text = str(value).lower() if isinstance(value, bool) else ascii(value)
    return text if len(text) <= 40 else text[:37] + "..."


class Settled(StrEnum):
    """How a session had settled by the next morning (rule M)."""

    UNKNOWN = "UNKNOWN"
    SORE = "SORE"
    UNSETTLED = "UNSETTLED"
    SETTLED = "SETTLED"


class Leg(StrEnum):
    """Where pain in the leg went during an exercise."""

    NONE = "none"
    SAME = "same"
    UP = "up"
    DOWN = "down"


@dataclass(frozen=True, slots=True)
class Pain:
    """Pain before the session, whole numbers 0-10; only `base` may be a half."""

    rest: int = 2
    move: int = 3
    base: float | None = None
    """Median of the last seven logged `now`; None where there is none yet, and then it is `now`."""
    previous_day: int = 3
    """Worst pain of the previous calendar day."""
    days_at_6_or_more: int = 0
    """Days of the last fourteen with a pain of 6 or more."""

    def __post_init__(self) -> None:
        for name in ("rest", "move", "previous_day"):
            _whole(name, getattr(self, name), 0, 10)
        _whole("days_at_6_or_more", self.days_at_6_or_more, 0, 14)
        if self.base is not None:
            _number("base", self.base, 0, 10)
            if self.base * 2 != int(self.base * 2):
                raise FieldError(
                    "base", tr("must be a whole number or a half, not {shown}").format(shown=_shown(self.base))
                )

    @property
    def now(self) -> int:
        """The higher of the pain at rest and the pain on moving."""
        return max(self.rest, self.move)

    @property
    def usual(self) -> float:
        """The base that `now` is compared with."""
        return self.now if self.base is None else self.base

    @property
    def flare(self) -> bool:
        """Whether pain is 4 or more and at least 2 above what is usual."""
        return self.now >= 4 and self.now - self.usual >= 2


@dataclass(frozen=True, slots=True)
class Morning:
    """The morning after the last session, pain 0-10."""

    pain: int | None = 2
    """None where the question was not answered."""
    usual: int = 2
    sore_only: bool = False
    """Whether it is muscle soreness alone, felt on moving only."""

    def __post_init__(self) -> None:
        if self.pain is not None:
            _whole("pain", self.pain, 0, 10)
        _whole("usual", self.usual, 0, 10)
        _truth("sore_only", self.sore_only)


@dataclass(frozen=True, slots=True)
class Weekly:
    """Mean morning pain of this week and of the last, 0-10."""

    this: float
    last: float

    def __post_init__(self) -> None:
        _number("this", self.this, 0, 10)
        _number("last", self.last, 0, 10)


@dataclass(frozen=True, slots=True)
class Review:
    """How things have gone since the start: adherence 0-1, pain and function as means 0-10."""

    adherence: float
    pain_start: float
    pain_now: float
    function_start: float
    function_now: float

    def __post_init__(self) -> None:
        _number("adherence", self.adherence, 0, 1)
        for name in ("pain_start", "pain_now", "function_start", "function_now"):
            _number(name, getattr(self, name), 0, 10)


@dataclass(frozen=True, slots=True)
class Last:
    """How one exercise went the last time it was done."""

    exercise: str
    """Canonical id."""
    dose: Dose | None = None
    """The stored dose; None stands for the start dose."""
    amber: bool = False
    met: bool = True
    """Whether the dose was done in good form."""
    effort: int = 5
    """0-10, for each of the last two sessions: the harder of the two."""
    extra: int = 0
    """Repetitions above target in the last set, for each of the last two sessions: the fewer of the two."""
    run: int = 0
    """Sessions in a row at this dose that were met, green and settled."""
    regress: bool = False
    """Whether a REGRESS mark stands."""
    before: bool = False
    """Whether the last session was without it: then that session's morning says nothing of it (rule M3)."""
    weighed: bool = False
    """Whether it has been done since this week began: then this week's step back (rule T) was taken already."""

    def __post_init__(self) -> None:
        for name in ("amber", "met", "regress", "before", "weighed"):
            _truth(name, getattr(self, name))
        _whole("effort", self.effort, 0, 10)
        _whole("extra", self.extra, 0, MOST_EXTRA)
        _whole("run", self.run, 0, 100_000)


@dataclass(frozen=True, slots=True)
class Event:
    """What a person told during an exercise."""

    exercise: str
    """Canonical id."""
    pain: int = 0
    """Peak pain 0-10."""
    sharp: bool = False
    leg: Leg = Leg.NONE
    new_flag: str = ""
    """Id of a red flag that is new, or ""."""

    def __post_init__(self) -> None:
        _whole("pain", self.pain, 0, 10)
        _truth("sharp", self.sharp)
        if self.new_flag and self.new_flag not in FLAGS:
            raise FieldError("new_flag", tr("no such red flag: {shown}").format(shown=_shown(self.new_flag)))


@dataclass(frozen=True, slots=True)
class Situation:
    """All that is known of one person at one moment. The defaults are somebody with nothing unusual."""

    age: int = 45
    """Years."""
    week: int = 3
    """Week of the programme, from 1."""
    gap_days: int = 2
    """Days since the last session."""
    minutes_up: int = 300
    """Minutes since getting out of bed."""
    gentle: bool = False
    """Whether the person asks for the rescue session, whatever their pain is."""
    flags: frozenset[str] = frozenset()
    """Open red flags; an "unsure" is open until a clinician has cleared it."""
    uncleared: frozenset[str] = frozenset()
    """Reasons for rule G3 that nobody has cleared yet."""
    cleared: frozenset[str] = frozenset()
    """Reasons for rule G3 that a clinician has cleared: counts for `under_18`, which `age` itself raises."""
    conditions: frozenset[str] = frozenset()
    pain: Pain = field(default_factory=lambda: Pain(base=3))
    last_three: tuple[Settled, ...] = (Settled.SETTLED,) * 3
    """How the last three sessions settled, newest last; fewer where fewer were done."""
    morning: Morning = field(default_factory=Morning)
    unsettled_before: bool = False
    """Whether the session before the last one was UNSETTLED."""
    weekly: Weekly | None = None
    review: Review | None = None
    inflammatory_signs: int = 0
    """Signs of the routine row of C.1 that were ticked in the check-in's follow-up, 0-10."""
    plan: tuple[str, ...] = ()
    """Canonical ids of what is planned for the next session, in order."""
    last: tuple[Last, ...] = ()
    during: tuple[Event, ...] = ()

    def __post_init__(self) -> None:
        _whole("age", self.age, 0, 130)
        _whole("week", self.week, 1, 10_000)
        _whole("gap_days", self.gap_days, 0, 100_000)
        _whole("minutes_up", self.minutes_up, 0, 100_000)
        _whole("inflammatory_signs", self.inflammatory_signs, 0, 10)
        _truth("unsettled_before", self.unsettled_before)
        _truth("gentle", self.gentle)
        if len(self.last_three) > 3:
            raise FieldError("last_three", tr("must be three at most"))
        for place, known in (
            ("flags", FLAGS),
            ("uncleared", REASONS),
            ("cleared", REASONS),
            ("conditions", CONDITIONS),
        ):
            for id_ in sorted(getattr(self, place)):
                if id_ not in known:
                    raise FieldError(place, tr("unknown: {shown}").format(shown=_shown(id_)))
