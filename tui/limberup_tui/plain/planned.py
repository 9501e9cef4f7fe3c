"""Today's plan, line by line: what is done, what the rules changed, and why. It can be made less here."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import groupby
from operator import methodcaller

from limberup.plan import Plan, PlanLine
from limberup.routine import Routine
from limberup.safety.decision import Decision, State
from limberup.safety.progress import Change
from limberup.safety.rules import explain
from limberup.safety.walk import Judge
from limberup.texts import tr
from limberup.vocabulary import name_given
from limberup_tui.asked import REFER_WORDS
from limberup_tui.asked_midway import other_told
from limberup_tui.cues import spoken_dose
from limberup_tui.plain.front import Front
from limberup_tui.plain.talk import key_of
from limberup_tui.plain.telling import how_lines
from limberup_tui.plain.wording import minutes_words
from limberup_tui.plan_draft import PlanDraft
from limberup_tui.steps import conditions_unchanged, conditions_words, things_words
from limberup_tui.words import decision_words, offer_words, placed

__all__ = ["Planned", "why_lines"]

_OPTIONS = {
    "": tr("start"),
    "w": tr("why it is as it is"),
    tr("i and a number, such as i 1"): tr("how that exercise is done"),
    "e": tr("Take it easier"),
    tr("s and a number"): tr("swap that exercise"),
    tr("x and a number"): tr("leave that exercise out today"),
    tr("v and a number"): tr("never offer that exercise any more; once more takes that back"),
    "u": tr("take back what was last left out or swapped"),
    "n": tr("Not now"),
}
_ORDER = re.compile(r"([isvx]) ?(\d{1,2})", re.ASCII)


def why_lines(front: Front, decisions: Iterable[Decision]) -> Iterator[str]:
    """Yield what was decided, each with the rule behind it and what that rests on."""
    found = tuple(dict.fromkeys(decisions))
    if not found:
        yield tr("Nothing had to be decided here.")
    for rule, same in groupby(found, key=explain):
        yield from (decision_words(decision, front.house.catalog) for decision in same)
        yield from rule


class Planned:
    """Shows a plan, and gives it as the person starts it."""

    def __init__(
        self,
        front: Front,
        plan: Plan,
        remake: Callable[[Routine, bool], Plan],
        judge: Judge,
        chosen: tuple[Decision, ...] = (),
    ) -> None:
        """Take a plan.

        Args:
            front: The front end.
            plan: What was made of the routine.
            remake: Makes the plan of another routine, easier or not, for the same check-in.
            judge: The filter X for this person now.
            chosen: Why each exercise was chosen, where limberup chose.
        """
        self._front, self._talk = front, front.talk
        self._draft = PlanDraft(front.house, plan, remake, judge, chosen)

    @property
    def _plan(self) -> Plan:
        return self._draft.plan

    def started(self) -> Plan | None:
        """Show it, change it as they like, and return it once they start; None where they don't."""
        self._show()
        self._talk.offer(_OPTIONS)
        while True:
            line = self._talk.hear().lower()
            if key_of(line, {"": ""}) == "" and self._plan.steps:
                return self._plan
            if line == "n":
                return None
            if line == "w":
                unchanged = conditions_unchanged(self._front.house, self._plan)
                decisions = (*self._plan.decisions, *unchanged, *self._draft.choices.values())
                self._talk.say(*why_lines(self._front, decisions))
            elif line == "e":
                self._draft.ease()
                self._show()
            elif line == "u" and self._draft.can_undo:
                self._draft.undo()
                self._show()
            elif order := _ORDER.fullmatch(line):
                self._change(order[1], int(order[2]) - 1)
            elif line == "?":
                self._talk.offer(_OPTIONS)
                continue
            else:
                self._talk.say(tr("Not understood."))
            self._talk.say(tr("Type Enter to start, w, e, n, or i, s, x or v with a number; ? says what they do."))

    def _show(self) -> None:
        plan = self._plan
        state = plan.gate.state
        words = tr("Today's plan: {routine}. {state}, {minutes}.").format(
            routine=name_given(plan.routine.name),
            state=self._draft.heading,
            minutes=minutes_words(self._front.house.timeline(plan).seconds),
        )
        self._talk.say(words)
        said = [] if state is State.FULL else [plan.gate.decision]
        said += plan.notes
        self._talk.say(*(tr("{why} Rule {rule}.").format(why=decision.why, rule=decision.rule) for decision in said))
        if plan.refer > plan.gate.refer:
            self._talk.say(REFER_WORDS[plan.refer])
        if conditions := conditions_words(self._front.house, plan):
            self._talk.say(conditions)
        if things := things_words(plan):
            self._talk.say(things)
        self._talk.say(*(f"{number}. {self._words(line)}" for number, line in enumerate(plan.lines, 1)))

    def _words(self, line: PlanLine) -> str:
        why = [decision.why for decision in line.decisions]
        if line.planned is None:
            return " ".join((tr("{line}: left out.").format(line=line.name), *why))
        if self._plan.gate.listed is None and not why and (chosen := self._draft.choices.get(line.step)):
            why = [chosen.why]
        if line.planned.cue and (line.planned.instead_of or line.change is Change.REGRESS):
            why.append(f"{line.planned.cue}.")
        exercise = line.planned.exercise
        return " ".join((f"{placed(line.name, exercise)}: {spoken_dose(line.planned.dose, exercise)}", *why))

    def _change(self, what: str, at: int) -> None:
        """Do what a letter and a number ask for."""
        lines = self._plan.lines
        if not 0 <= at < len(lines):
            self._talk.say(tr("The last number in this plan is {lines}.").format(lines=len(lines)))
        elif what == "i":
            line = lines[at]
            exercise = line.planned.exercise if line.planned else self._front.house.catalog.get(line.step)
            self._talk.say(*(how_lines(exercise) if exercise else [tr("No pack in use has it.")]))
        elif what == "v":
            self._never(lines[at])
        elif at >= len(self._plan.routine.steps):
            self._talk.say(tr("That one is today's, and not the routine's: it can't be changed here."))
        elif what == "s":
            self._swap(at)
        elif self._draft.is_last(at):
            self._talk.say(tr("It is the last one. Type n to do nothing today."))
        else:
            self._talk.say(self._draft.leave_out(at))
            self._show()

    def _never(self, line: PlanLine) -> None:
        """Never offer the exercise of a line any more, or again."""
        house = self._front.house
        # What stands in the place of one that is never offered: once more is for that one.
        there = line.step if line.planned is None or line.step in house.person.unwanted else line.planned.exercise.id
        if exercise := house.catalog.get(there):
            self._front.keep(partial(house.update_person, methodcaller("with_turned", exercise.id)))
            self._talk.say(offer_words(exercise, house.person))
            self._draft.make_anew()
            self._show()

    def _swap(self, at: int) -> None:
        """Choose another exercise of the same purpose."""
        exercise, found = self._draft.swaps(at)
        if exercise is None:
            return
        if not found:
            self._talk.say(tr("No other of its sort for the same muscles is right for you today."))
            return
        catalog = self._front.house.catalog
        offered = {other.exercise.id: other_told(other, exercise, catalog) for other in found}
        if answer := self._talk.pick(tr("What instead of {exercise}?").format(exercise=exercise.name), offered):
            self._draft.swap(at, answer)
            self._show()
