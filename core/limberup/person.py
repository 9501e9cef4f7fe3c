"""The person: what limberup has to know to keep them safe, and how they like it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, datetime

from limberup.exercise import Position
from limberup.safety import schedule
from limberup.texts import tr

__all__ = [
    "AGE_BANDS",
    "BAND_WORDS",
    "DURATIONS",
    "DURATION_WORDS",
    "MOST_GOALS",
    "UNDER_18",
    "CheckIn",
    "OpenFlag",
    "Person",
    "rescreen_due",
]

AGE_BANDS = {"under 18": 17, "18-59": 18, "60-64": 60, "65 and over": 65}
"""The bands that the rules tell apart, and the years they count as: the youngest of each (G3, U6, R43)."""

DURATIONS = ("under 6 weeks", "6 to 12 weeks", "over 12 weeks")
"""For how long it has hurt (R64)."""

BAND_WORDS = {
    "under 18": tr("under 18"), "18-59": tr("18-59"), "60-64": tr("60-64"), "65 and over": tr("65 and over"),
}  # fmt: skip
"""The bands as they are shown: their keys are what is kept."""
DURATION_WORDS = {
    "under 6 weeks": tr("under 6 weeks"), "6 to 12 weeks": tr("6 to 12 weeks"), "over 12 weeks": tr("over 12 weeks"),
}  # fmt: skip
"""The durations as they are shown."""

MOST_GOALS = 5
"""Most activities that are followed up, after the Patient-Specific Functional Scale (PSFS)."""

UNDER_18 = "under_18"
"""The reason for a clearance that follows from the age."""


@dataclass(frozen=True, slots=True)
class OpenFlag:
    """A red flag that was answered with yes or not sure."""

    id: str
    """E1-E9 or U1-U10, or the reason that needs clearance."""
    since: date
    cleared: date | None = None
    """The day on which the person said that a clinician had looked at it and agreed to exercise."""


@dataclass(frozen=True, slots=True)
class Person:
    """What is known of the person. Everything but the flags may be left unsaid."""

    acknowledged: date | None = None
    """When they read what limberup is not."""
    flags: tuple[OpenFlag, ...] = ()
    conditions: frozenset[str] = frozenset()
    """Ids of the condition table."""
    sore_side: str = ""
    """"left", "right" or ""."""
    age_band: str = ""
    """A key of `AGE_BANDS`, or ""."""
    equipment: frozenset[str] | None = None
    """What they have, in the words of the packs; None where not said: then nothing is left out for it."""
    cannot: frozenset[Position] = frozenset()
    """Positions they can't get into."""
    unwanted: frozenset[str] = frozenset()
    """Canonical ids of exercises that they never want to be offered; some may be of packs that are gone."""
    minutes: int = 15
    """How long a session may take."""
    days: int = 3
    """Days a week they mean to exercise, 1-7 (R25)."""
    goals: tuple[str, ...] = ()
    """Activities that they want to do better, in their own words; at most `MOST_GOALS`."""
    country: str = ""
    """ISO 3166 code of the country whose emergency numbers are shown, or ""."""
    duration: str = ""
    """One of `DURATIONS`, or ""."""
    assessed: bool | None = None
    """Whether somebody has ever looked at it (R9); None where not said."""
    signs: frozenset[str] = frozenset()
    """Signs of an inflamed back that were ticked (C.1, NG65)."""
    screened: date | None = None
    """When conditions and reasons to ask first were last gone through (rule F)."""

    @property
    def age(self) -> int | None:
        """The years they count as, or None where not said."""
        return AGE_BANDS.get(self.age_band)

    @property
    def open_flags(self) -> tuple[OpenFlag, ...]:
        """The flags that no clinician has looked at yet: a flag stays open until then.

        An age under 18 is one by itself (rule G3), from the day the program was first read about.
        """
        found = tuple(flag for flag in self.flags if flag.cleared is None)
        if self.age is None or self.age >= 18 or any(flag.id == UNDER_18 for flag in self.flags):
            return found
        return (*found, OpenFlag(UNDER_18, self.acknowledged or date.min))

    @property
    def cleared(self) -> frozenset[str]:
        """Ids of what a clinician has looked at, and that is not open again."""
        return frozenset(self.clearances)

    @property
    def clearances(self) -> dict[str, date]:
        """What a clinician has looked at, and is not open again, with the day; the newest first."""
        still = {flag.id for flag in self.open_flags}
        days = {flag.id: flag.cleared for flag in self.flags if flag.cleared is not None and flag.id not in still}
        return dict(sorted(days.items(), key=lambda item: item[1], reverse=True))

    def with_turned(self, exercise: str) -> Person:
        """Return the person never offered an exercise any more, or offered it again where they were not."""
        return replace(self, unwanted=self.unwanted ^ {exercise})

    def with_flags(self, ids: Collection[str], on: date) -> Person:
        """Return the person with these flags open; one that is open already keeps its day."""
        known = {flag.id for flag in self.open_flags}
        new = tuple(OpenFlag(id_, on) for id_ in ids if id_ not in known)
        return replace(self, flags=self.flags + new)

    def with_cleared(self, ids: Collection[str], on: date) -> Person:
        """Return the person with these flags looked at by a clinician on that day."""
        flags = (replace(flag, cleared=on) if flag.id in ids and flag.cleared is None else flag for flag in self.flags)
        told = {flag.id for flag in self.flags}
        # The age is no flag in the file until somebody has agreed to it.
        by_age = (replace(flag, cleared=on) for flag in self.open_flags if flag.id in ids and flag.id not in told)
        return replace(self, flags=(*flags, *by_age))


def rescreen_due(person: Person, today: date, gap_days: int = 0) -> bool:
    """Return whether conditions and reasons to ask first have to be gone through again (rule F).

    Args:
        person: Somebody who never was screened is due.
        today: The local day.
        gap_days: Days since the last session; 0 where there was none.
    """
    if person.screened is None or person.screened > today:
        return True
    days = (today - person.screened).days
    # A gap asks once: whoever was screened when it was long enough already is not asked again each day.
    asked = schedule.after_gap(gap_days - days).rescreen
    return schedule.rescreen_due(days, 0 if asked else gap_days)


@dataclass(frozen=True, slots=True)
class CheckIn:
    """How the person is right before a session.

    Raises:
        ValueError: a pain is no whole number 0-10.
    """

    at: datetime
    """When, with its time zone."""
    rest: int
    """Pain at rest, 0-10."""
    move: int
    """Pain on moving, 0-10."""
    minutes_up: int | None = None
    """Minutes since getting up, or None where not asked."""
    minutes: int | None = None
    """Minutes there are for the session, or None where it may take as long as it takes."""
    gentle: bool = False
    """Whether the gentle session was asked for: flare mode."""

    def __post_init__(self) -> None:
        for name in ("rest", "move"):
            value = getattr(self, name)
            if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= 10:
                raise ValueError(
                    tr("{name} must be a whole number 0 to 10, not {value!r}").format(name=name, value=value)
                )

    @property
    def now(self) -> int:
        """The pain that counts: the higher of the two."""
        return max(self.rest, self.move)
