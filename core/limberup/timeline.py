"""The timeline: a plan as timed phases. Pure; what runs it is in session.py."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from limberup.dose import Dose, Each, Measure
from limberup.exercise import Exercise, Kind, Position, Side

__all__ = ["Part", "Phase", "PhaseKind", "PlannedStep", "Timeline", "build_timeline", "reading_seconds",
           "ready_seconds", "step_phases"]  # fmt: skip


class PhaseKind(StrEnum):
    """What one stretch of time is for."""

    READY = "ready"
    """Getting into position."""
    HOLD = "hold"
    REPS = "reps"
    BREATHE = "breathe"
    """Breathing at the pace shown."""
    OPEN = "open"
    """Until a key says it is done."""
    SWITCH = "switch"
    """Changing sides or direction."""
    REST = "rest"

    @property
    def is_work(self) -> bool:
        """Whether something is done in it, so that its end finishes a set."""
        return self in (PhaseKind.HOLD, PhaseKind.REPS, PhaseKind.BREATHE, PhaseKind.OPEN)


class Part(StrEnum):
    """One part of a repetition, or of a breath."""

    OUT = "out"
    HOLD = "hold"
    BACK = "back"


@dataclass(frozen=True, slots=True)
class PlannedStep:
    """One exercise of today's plan, at today's dose."""

    exercise: Exercise
    dose: Dose
    cue: str = ""
    """What is done differently today, in words, or ""."""
    instead_of: str = ""
    """Id of the exercise that the routine had in this place, where the rules chose another."""


@dataclass(frozen=True, slots=True)
class Phase:
    """One stretch of time."""

    kind: PhaseKind
    step: int
    """Index of its step in the timeline's steps."""
    seconds: float
    """How long it lasts. For an open phase what it is expected to take."""
    set: int = 1
    """Number of the set it belongs to, from 1; for a rest, the set that follows."""
    side: str = ""
    """"left", "right", a way's name, or "" where both sides work or take turns."""
    reps: int = 0
    """Repetitions in it; 0 where it is a hold."""
    out: float = 0
    """Seconds of a repetition's way out."""
    hold: float = 0
    """Seconds held: in each repetition, or in the whole phase where there are none."""
    back: float = 0
    """Seconds of a repetition's way back."""
    turns: bool = False
    """Whether the sides take turns, one repetition each."""

    @property
    def rep_seconds(self) -> float:
        """Seconds of one repetition."""
        return self.out + self.hold + self.back

    def rep_at(self, elapsed: float) -> int:
        """Return the number of the repetition under way `elapsed` seconds in, from 1; 0 where there are none."""
        if not self.reps:
            return 0
        return min(self.reps, int(max(0.0, elapsed) // self.rep_seconds) + 1)

    def turn_at(self, elapsed: float, first_side: str = "left") -> str:
        """Return the side whose turn it is `elapsed` seconds in, where the sides take turns, else ""."""
        if not self.turns:
            return ""
        other = "left" if first_side == "right" else "right"
        return first_side if self.rep_at(elapsed) % 2 else other

    def share_at(self, elapsed: float) -> float:
        """Return how far into its movement (0 start, 1 end) a figure is `elapsed` seconds in.

        Repetitions go out, hold and come back; a hold is at its end; breathing goes with the breath; getting ready
        shows the way into position, again and again; else it stands at the start.
        """
        if self.kind is PhaseKind.READY:
            return min(1.0, elapsed % 4 / 2)
        if self.kind is PhaseKind.HOLD:
            return 1.0
        part = self.part_at(elapsed)
        if part is None:
            return 0.0
        within = elapsed % self.rep_seconds
        if part is Part.OUT:
            return within / self.out
        return 1.0 if part is Part.HOLD else 1 - (within - self.out - self.hold) / self.back

    def part_at(self, elapsed: float) -> Part | None:
        """Return the part of a repetition or a breath that is under way `elapsed` seconds in, or None where none is.

        A breath goes in (out of its rest), is held, and goes out (back to it).
        """
        if self.kind not in (PhaseKind.REPS, PhaseKind.BREATHE) or not self.rep_seconds:
            return None
        within = elapsed % self.rep_seconds
        if within < self.out:
            return Part.OUT
        return Part.HOLD if within < self.out + self.hold or not self.back else Part.BACK

    def held_for(self, elapsed: float) -> float:
        """Return the seconds that a repetition is still to be held `elapsed` seconds in; 0 where it moves."""
        if self.kind is not PhaseKind.REPS or self.part_at(elapsed) is not Part.HOLD:
            return 0.0
        return max(0.0, self.out + self.hold - elapsed % self.rep_seconds)

    def finished_reps(self, elapsed: float) -> int:
        """Return how many repetitions are over `elapsed` seconds in."""
        return min(self.reps, int((elapsed + 1e-6) // self.rep_seconds)) if self.reps else 0


FLOOR = (Position.FLOOR_SEATED, Position.HALF_KNEELING, Position.KNEELING, Position.ALL_FOURS,
         Position.SUPINE, Position.SIDE_LYING, Position.PRONE)  # fmt: skip
_LYING = (Position.SUPINE, Position.SIDE_LYING, Position.PRONE)


def ready_seconds(before: Position | None, after: Position, equipment: bool = False) -> int:
    """Return the seconds to get into position, longer the further the way (own judgement).

    Args:
        before: The position of the exercise before, or None at the start of a session.
        after: The position to get into.
        equipment: Whether something has to be fetched.
    """
    extra = 5 if equipment else 0
    if before is None:
        return (20 if after in FLOOR else 10) + extra
    if before is after:
        return 8 + extra
    if (before in FLOOR) != (after in FLOOR):
        return 25 + extra
    if before in _LYING and after in _LYING:
        return 10 + extra
    return (15 if after in FLOOR else 10) + extra


def switch_seconds(exercise: Exercise) -> int:
    """Return the seconds to change sides: turning over takes longer than changing legs (own judgement)."""
    if exercise.side is Side.EACH_WAY:
        return 4
    return {Position.SIDE_LYING: 12, Position.HALF_KNEELING: 10, Position.ALL_FOURS: 6}.get(exercise.position, 8)


BREATH = (4.0, 0.0, 6.0)
"""Seconds in, held and out of one calm breath (own judgement: six breaths a minute)."""


def _work(step: int, planned: PlannedStep, number: int, side: str) -> Phase:
    exercise, dose = planned.exercise, planned.dose
    if dose.measure is not Measure.WORK:
        return Phase(PhaseKind.OPEN, step, 60, number, side)
    if exercise.kind is Kind.BREATHING:
        return _breaths(step, dose, number, side)
    if dose.reps is None:
        seconds = float(dose.hold or 0)
        return Phase(PhaseKind.HOLD, step, seconds, number, side, hold=seconds)
    out, back = dose.tempo or exercise.tempo
    hold = float(dose.hold or 0)
    alternates = exercise.side is Side.ALTERNATING
    reps = dose.reps * 2 if alternates and dose.each is Each.SIDE else dose.reps
    if alternates:
        # Both sides get the same number: one more where the dose is odd and does not say "each side".
        reps += reps % 2
    seconds = reps * (out + hold + back)
    return Phase(PhaseKind.REPS, step, seconds, number, side, reps, out, hold, back, alternates)


def _breaths(step: int, dose: Dose, number: int, side: str) -> Phase:
    """Return breathing for the seconds of a dose, or for its count of breaths: each in, held and out."""
    in_, held, out = BREATH
    if dose.reps is None:
        return Phase(PhaseKind.BREATHE, step, float(dose.hold or 0), number, side, 0, in_, held, out)
    in_, out = dose.tempo or (in_, out)
    held = float(dose.hold or 0)
    return Phase(PhaseKind.BREATHE, step, dose.reps * (in_ + held + out), number, side, dose.reps, in_, held, out)


def _sides(planned: PlannedStep, first_side: str) -> tuple[str, ...]:
    side = planned.exercise.side
    if planned.dose.measure is not Measure.WORK:
        return ("",)
    if side is Side.PER_SIDE:
        return ("right", "left") if first_side == "right" else ("left", "right")
    if side is Side.EACH_WAY:
        return planned.exercise.ways
    return ("",)


def step_phases(
    index: int, planned: PlannedStep, before: Position | None = None, first_side: str = "left"
) -> Iterator[Phase]:
    """Yield the phases of one step: get ready, then each set with its sides, and the rests between.

    Both sides get equal seconds, one after the other within a set; the sore side first (R24 of the rules).
    """
    exercise, dose = planned.exercise, planned.dose
    sides = _sides(planned, first_side)
    yield Phase(
        PhaseKind.READY,
        index,
        ready_seconds(before, exercise.position, bool(exercise.equipment)),
        1,
        sides[0],
    )
    for number in range(1, dose.sets + 1):
        for turn, side in enumerate(sides):
            if turn:
                yield Phase(PhaseKind.SWITCH, index, switch_seconds(exercise), number, side)
            yield _work(index, planned, number, side)
        if number < dose.sets and (rest := exercise.rest_seconds(dose)):
            yield Phase(PhaseKind.REST, index, rest, number + 1, sides[0])


READ_A_SECOND = 3
"""Words that are read in a second: three quarters of the mean of silent reading (238 a minute, Brysbaert 2019), so
that slower readers come to the end too (own judgement); a key starts sooner."""


def reading_seconds(exercise: Exercise) -> int:
    """Return the seconds to read how an exercise is done, and when to stop."""
    return round(sum(len(text.split()) for text in (*exercise.how, exercise.stop)) / READ_A_SECOND)


@dataclass(frozen=True, slots=True)
class Timeline:
    """A plan as phases, in order."""

    steps: tuple[PlannedStep, ...]
    phases: tuple[Phase, ...]
    first_side: str = "left"
    """The side that works first: the sore one, where one is."""
    replaced: frozenset[int] = frozenset()
    """Indexes in `steps` of those that another one was done in the place of, in a swap."""

    @property
    def seconds(self) -> float:
        """How long the whole takes, open phases as expected."""
        return sum(phase.seconds for phase in self.phases)

    @property
    def order(self) -> tuple[int, ...]:
        """Indexes in `steps` of those that are led, as they come; one of which no phase is left is not among them."""
        return tuple(dict.fromkeys(phase.step for phase in self.phases))

    @property
    def places(self) -> dict[int, int]:
        """Which exercise of the session a step is, from 1, by its index; what took another's place has that place."""
        places, place = {}, 1
        for step in self.order:
            places[step] = place
            place += step not in self.replaced
        return places

    def sets_of(self, step: int) -> int:
        """Return how many sets a step has, by its index in `steps`.

        Raises:
            ValueError: no phase is of that step.
        """
        return max(phase.set for phase in self.phases if phase.step == step)

    def planned(self, phase: Phase) -> PlannedStep:
        """Return the step a phase belongs to."""
        return self.steps[phase.step]

    def work_after(self, index: int) -> Phase | None:
        """Return the next phase of work from `index` on, or None where nothing more is to be done."""
        return next((phase for phase in self.phases[index:] if phase.kind.is_work), None)

    def dose_ahead(self, index: int) -> Dose:
        """Return the dose of the set that comes at `index` or after it: less than planned where it was eased."""
        planned = self.planned(self.phases[index])
        ahead, whole = self.work_after(index), planned.dose
        if ahead is None or ahead.step != self.phases[index].step or whole.measure is not Measure.WORK:
            return whole
        asked = _work(ahead.step, planned, ahead.set, ahead.side)
        if ahead.seconds == asked.seconds:
            return whole
        if whole.reps and asked.reps:
            return replace(whole, reps=max(1, whole.reps * ahead.reps // asked.reps))
        return replace(whole, hold=int(ahead.seconds))

    def next_step_at(self, index: int) -> int | None:
        """Return the index of the first phase of another step after `index`, or None."""
        here = self.phases[index].step
        return next((i for i in range(index + 1, len(self.phases)) if self.phases[i].step != here), None)

    def with_time_to_read(self, known: Container[str]) -> Timeline:
        """Return the timeline with longer to get ready for each exercise that is not known.

        Its steps, and when to stop, are read then.

        Args:
            known: Ids of the exercises that have been done before.
        """
        phases, met = [], set()
        for phase in self.phases:
            exercise = self.planned(phase).exercise
            if phase.kind is PhaseKind.READY and exercise.id not in known and exercise.id not in met:
                met.add(exercise.id)
                phase = replace(phase, seconds=phase.seconds + reading_seconds(exercise))
            phases.append(phase)
        return replace(self, phases=tuple(phases))

    def with_eased_rest(self, index: int) -> Timeline:
        """Return the timeline with the rest of the step at `index` halved: holds or repetitions (rule L4)."""
        here = self.phases[index].step
        phases = list(self.phases)
        for i in range(index + 1, len(phases)):
            if phases[i].step == here and phases[i].kind.is_work:
                phases[i] = halved(phases[i])
        return replace(self, phases=tuple(phases))

    def without_later_sets(self, index: int) -> Timeline:
        """Return the timeline with the set at `index` to finish and no more sets of its step.

        In a rest the set is over already, and nothing more of the step is left.
        """
        here = self.phases[index]
        resting = here.kind is PhaseKind.REST
        keep = [
            phase
            for i, phase in enumerate(self.phases)
            if i <= index
            or phase.step != here.step
            or (phase.set == here.set and phase.kind is not PhaseKind.REST and not resting)
        ]
        return replace(self, phases=tuple(keep))

    def with_phases_before(self, index: int, moved: Iterable[int]) -> tuple[Timeline, dict[int, int]]:
        """Return the timeline with later phases moved to just before `index`, and each phase's new index by its old."""
        chosen = sorted(moved)
        rest = [i for i in range(index, len(self.phases)) if i not in chosen]
        order = [*range(index), *chosen, *rest]
        places = {old: new for new, old in enumerate(order)}
        return replace(self, phases=tuple(self.phases[i] for i in order)), places

    def with_step_instead(self, index: int, planned: PlannedStep, *, is_new: bool = False) -> Timeline:
        """Return the timeline with `planned` in place of what is left of the step at `index`.

        Phases up to and with `index` stay, so that what has been done keeps its place.

        Args:
            index: Of a phase.
            planned: What is done instead.
            is_new: Whether it has not been done before, and needs time to be read.
        """
        here = self.phases[index].step
        position = self.steps[here].exercise.position
        ready, *work = step_phases(len(self.steps), planned, position, self.first_side)
        if is_new:
            ready = replace(ready, seconds=ready.seconds + reading_seconds(planned.exercise))
        rest = [phase for phase in self.phases[index + 1 :] if phase.step != here]
        if rest and rest[0].kind is PhaseKind.READY:
            following = self.planned(rest[0]).exercise
            wants = following.position, bool(following.equipment)
            # The way there changes; the time to read what has never been done stays.
            changed = ready_seconds(planned.exercise.position, *wants) - ready_seconds(position, *wants)
            rest[0] = replace(rest[0], seconds=rest[0].seconds + changed)
        phases = (*self.phases[: index + 1], ready, *work, *rest)
        return replace(self, steps=(*self.steps, planned), phases=phases, replaced=self.replaced | {here})


def halved(phase: Phase) -> Phase:
    """Return a phase of work at half its load: half the repetitions (at least one), or half the hold."""
    if phase.reps:
        # Where the sides take turns both get the same number.
        reps = min(phase.reps, max(2, phase.reps // 4 * 2)) if phase.turns else max(1, phase.reps // 2)
        return replace(phase, reps=reps, seconds=reps * phase.rep_seconds)
    seconds = max(1.0, phase.seconds // 2)
    hold = seconds if phase.kind is PhaseKind.HOLD else phase.hold
    return replace(phase, seconds=seconds, hold=hold)


def build_timeline(steps: Iterable[PlannedStep], first_side: str = "left") -> Timeline:
    """Return the timeline of planned steps in their order.

    Args:
        steps: What is to be done.
        first_side: "left" or "right": the side that works first.
    """
    planned = tuple(steps)
    phases: list[Phase] = []
    before: Position | None = None
    for index, step in enumerate(planned):
        phases += step_phases(index, step, before, first_side)
        before = step.exercise.position
    return Timeline(planned, tuple(phases), first_side)
