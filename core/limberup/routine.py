"""Routines: an ordered list of exercises with their doses."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from limberup.dose import Dose

__all__ = ["Routine", "Step"]


@dataclass(frozen=True, slots=True)
class Step:
    """One exercise of a routine."""

    do: str
    """The exercise as the file names it: `pack/slug`, or a slug that only one pack has."""
    dose: Dose | None = None
    """How much; None takes the start dose of the exercise."""
    note: str = ""
    """A word of whoever wrote the routine."""


@dataclass(frozen=True, slots=True)
class Routine:
    """An ordered list of steps, from a pack or from the person's own routines folder."""

    name: str
    """Its name on screen."""
    steps: tuple[Step, ...] = ()
    slug: str = ""
    """Its file name without the ending."""
    pack: str = ""
    """The pack that brings it, or "" for the person's own."""
    summary: str = ""
    minutes: tuple[int, int] | None = None
    """Least and most minutes it is meant to take, or None."""
    holds: tuple[int, int] | None = None
    """Least and most seconds of a static stretch that has no dose of its own here, or None."""
    fill: bool = False
    """Whether what has no dose of its own is repeated until the least minutes are reached, strength excepted."""
    given_by: str = ""
    """Who gave it to the person, or "" where they made it themselves or a pack brings it."""
    given: date | None = None
    """The day on which it was taken over, or None."""

    @property
    def id(self) -> str:
        """`pack/slug`, or the bare slug of an own routine."""
        return f"{self.pack}/{self.slug}" if self.pack else self.slug

    def with_step(self, step: Step, at: int | None = None) -> Routine:
        """Return the routine with a step put in before the one at `at`, or at the end."""
        place = len(self.steps) if at is None else at
        return replace(self, steps=(*self.steps[:place], step, *self.steps[place:]))

    def with_swap(self, at: int, step: Step) -> Routine:
        """Return the routine with another step in the place of the one at `at`."""
        return replace(self, steps=(*self.steps[:at], step, *self.steps[at + 1 :]))

    def without_step(self, at: int) -> Routine:
        """Return the routine without the step at `at`."""
        return replace(self, steps=(*self.steps[:at], *self.steps[at + 1 :]))

    def with_dose(self, at: int, dose: Dose | None) -> Routine:
        """Return the routine with another dose for the step at `at`."""
        steps = list(self.steps)
        steps[at] = replace(steps[at], dose=dose)
        return replace(self, steps=tuple(steps))

    def moved(self, at: int, by: int) -> Routine:
        """Return the routine with the step at `at` moved by so many places; as it is where that leads outside."""
        to = at + by
        if not (0 <= at < len(self.steps) and 0 <= to < len(self.steps)):
            return self
        steps = list(self.steps)
        steps.insert(to, steps.pop(at))
        return replace(self, steps=tuple(steps))
