"""Today's plan while somebody looks at it: made less, swapped, and put back. Asks and shows nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from limberup.choice import SET_ASIDE
from limberup.exercise import Exercise
from limberup.plan import Plan
from limberup.routine import Routine, Step
from limberup.safety.decision import Decision, State
from limberup.safety.walk import Judge
from limberup.swap import alternatives
from limberup.texts import tr, trn
from limberup.timeline import PlannedStep
from limberup_tui.asked import STATE_WORDS
from limberup_tui.house import House

__all__ = ["SWAPS", "PlanDraft"]

SWAPS = 5
"""Most exercises that are offered in place of one in the plan."""


class PlanDraft:
    """A plan that is not started yet."""

    def __init__(
        self,
        house: House,
        plan: Plan,
        remake: Callable[[Routine, bool], Plan],
        judge: Judge,
        chosen: Iterable[Decision] = (),
    ) -> None:
        """Take a plan.

        Args:
            house: The house.
            plan: What was made of the routine.
            remake: Makes the plan of another routine, easier or not, for the same check-in.
            judge: The filter X for this person now.
            chosen: Why each exercise was chosen, and others were not, where limberup chose.
        """
        self._chosen = {decision.about: decision for decision in chosen}
        self._house, self._remake, self._judge = house, remake, judge
        self.plan = plan
        self.easier = False
        self._before: list[Routine] = []
        """The routine before each change, newest last."""

    @property
    def heading(self) -> str:
        """What sort of session it is, in words."""
        state, left_out = self.plan.gate.state, sum(line.left_out for line in self.plan.lines)
        words = STATE_WORDS[state]
        if state is State.FULL and left_out:
            words = trn("Your session, one exercise left out", "Your session, {n} exercises left out", left_out)
        return words.format(n=left_out) + (tr(", a step easier") if self.easier else "")

    @property
    def choices(self) -> dict[str, Decision]:
        """Why exercises are in the plan as it is now, or were not chosen, by their id."""
        there = {step.do for step in self.plan.routine.steps}
        return {id_: choice for id_, choice in self._chosen.items() if choice.outcome == SET_ASIDE or id_ in there}

    @property
    def can_undo(self) -> bool:
        """Whether something was left out or swapped here."""
        return bool(self._before)

    def ease(self) -> None:
        """Ask for a step less of everything, or take that back."""
        self.easier = not self.easier
        self.plan = self._remake(self.plan.routine, self.easier)

    def make_anew(self) -> None:
        """Plan the same again, the person having changed."""
        self.plan = self._remake(self.plan.routine, self.easier)

    def is_last(self, at: int) -> bool:
        """Return whether nothing would be left to do without a line, counted from 0."""
        return len(self.plan.steps) <= 1 and not self.plan.lines[at].left_out

    def leave_out(self, at: int) -> str:
        """Leave a line out today, and return what to say of it."""
        line = self.plan.lines[at]
        if line.left_out:
            return tr("{exercise} is left out already.").format(exercise=line.name)
        self._change(self.plan.routine.without_step(at))
        return tr("{exercise} is left out today. u takes that back.").format(exercise=line.name)

    def undo(self) -> None:
        """Take back what was last left out or swapped."""
        if self._before:
            self.plan = self._remake(self._before.pop(), self.easier)

    def swaps(self, at: int) -> tuple[Exercise | None, tuple[PlannedStep, ...]]:
        """Return the exercise in a line, and what may be done in its place as it would be planned, the nearest first.

        What would be left out too, or changed for something else, is not offered.
        """
        line, catalog = self.plan.lines[at], self._house.catalog
        exercise = line.planned.exercise if line.planned else catalog.get(line.step)
        if exercise is None:
            return None, ()
        taken = frozenset(planned.exercise.id for planned in self.plan.steps)
        found: list[PlannedStep] = []
        harder = self.plan.gate.state is State.FULL
        for fitted in alternatives(exercise, self._judge, self._house.locks(), catalog, taken, harder=harder):
            id_ = fitted.exercise.id
            planned = self._remake(self.plan.routine.with_swap(at, Step(id_)), self.easier).lines[at].planned
            if planned and planned.exercise.id == id_:
                found.append(planned)
            if len(found) == SWAPS:
                break
        return exercise, tuple(found)

    def swap(self, at: int, exercise: str) -> None:
        """Do another exercise in place of a line."""
        why = tr("You swapped it in for {exercise}.").format(exercise=self.plan.lines[at].name)
        self._chosen[exercise] = Decision("R35", "swapped", why, "own", about=exercise)
        self._change(self.plan.routine.with_swap(at, Step(exercise)))

    def _change(self, routine: Routine) -> None:
        self._before.append(self.plan.routine)
        self.plan = self._remake(routine, self.easier)
