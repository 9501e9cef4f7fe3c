"""Programmes: which kinds of session on how many days, week by week."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Programme", "Review", "Weeks"]


@dataclass(frozen=True, slots=True)
class Weeks:
    """Some weeks of a programme that are alike."""

    from_week: int
    """The first of them, counted from 1 as the rules count."""
    to_week: int | None
    """The last of them, or None where they go on."""
    stretch_days: tuple[int, int]
    """Least and most days a week with stretching. A day with a strength routine is one of them: it has both."""
    strength_days: tuple[int, int]
    """Least and most days a week with strength, never two in a row (K9)."""
    stretch_routines: tuple[str, ...] = ()
    """Ids of routines for a day of stretching alone."""
    strength_routines: tuple[str, ...] = ()
    """Ids of routines for a day of strength."""
    unlocks: tuple[str, ...] = ()
    """Ids of exercises that open with the first of these weeks."""
    milestone: str = ""
    """What some people notice in these weeks: never a promise (R27)."""
    note: str = ""

    @property
    def routines(self) -> tuple[str, ...]:
        """Ids of all routines of these weeks."""
        return (*self.strength_routines, *self.stretch_routines)

    def has(self, week: int) -> bool:
        """Return whether a week is one of them."""
        return self.from_week <= week and (self.to_week is None or week <= self.to_week)


@dataclass(frozen=True, slots=True)
class Review:
    """A look back at the end of a week."""

    week: int
    words: str


@dataclass(frozen=True, slots=True)
class Programme:
    """A plan of weeks from a pack."""

    pack: str
    slug: str
    """Its file name without the ending."""
    name: str
    weeks: tuple[Weeks, ...]
    """In order and without a gap."""
    reviews: tuple[Review, ...] = ()
    """In order."""
    summary: str = ""
    sources: tuple[str, ...] = ()
    """Keys of the sources it stands on."""

    @property
    def id(self) -> str:
        """`pack/slug`."""
        return f"{self.pack}/{self.slug}"

    def at(self, week: int) -> Weeks | None:
        """Return what a week asks for, or None before and after the programme."""
        return next((weeks for weeks in self.weeks if weeks.has(week)), None)

    def review(self, week: int) -> Review | None:
        """Return the look back at the end of a week, or None where there is none."""
        return next((review for review in self.reviews if review.week == week), None)
