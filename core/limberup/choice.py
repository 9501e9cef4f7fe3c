"""What limberup chooses for today: three to five exercises, and why each. Pure, and the same all day long.

A choice of our own within the rules: it takes only what the filter X, the locks and rule F leave, and the plan is
judged again like any other routine. Three to five: two exercises were done better than eight (HENRY). Stretching
beside strength: R35. The order: R36. Gentlest first: R38.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from limberup.calendar_words import weekday_day_month
from limberup.catalog import Catalog
from limberup.course import TOO_HARD_DAYS, Course
from limberup.dose import Dose, Measure
from limberup.equipment import has_equipment
from limberup.exercise import Exercise, Kind, Position, Shown
from limberup.ladder import easier_below
from limberup.muscles import same_muscles
from limberup.person import Person
from limberup.plan_day import rests_today
from limberup.routine import Routine, Step
from limberup.routine_plan import stretch_share
from limberup.safety.decision import Decision, State, Verdict
from limberup.safety.doses import at_start, at_target
from limberup.safety.gate import RESCUE_LIST, REST_DAY_LIST
from limberup.safety.locks import Locks
from limberup.safety.morning import judge_morning
from limberup.safety.walk import Judge
from limberup.safety.weekly import judge_week
from limberup.texts import tr, trn
from limberup.timeline import PlannedStep, build_timeline

__all__ = ["BALANCE", "SET_ASIDE", "TODAY", "Choice", "choose"]

SET_ASIDE = "set aside"
"""The outcome of a decision not to choose an exercise."""
TODAY = "Today's plan"
"""Name of the routine that is chosen: it is kept in English, and shown by `name_given`."""

BALANCE = (0.3, 0.7)
"""Least and most share of stretching and mobility in the time of a session (R35; the numbers are our own)."""

_TRUNK = frozenset(
    {"abdominals", "obliques", "deep abdominals", "rectus abdominis", "transversus abdominis", "internal oblique",
     "back extensors", "multifidus", "quadratus lumborum", "pelvic floor", "latissimus dorsi"}
)  # fmt: skip
_HIP = frozenset(
    {"gluteals", "gluteus maximus", "gluteus medius", "gluteus minimus", "hamstrings", "hip flexors", "iliopsoas",
     "adductors", "quadriceps", "deep rotators", "piriformis", "tensor fasciae latae", "rectus femoris",
     "hip extensors", "hip abductors", "hip stabilisers"}
)  # fmt: skip

_BLOCK_WEEKS = 3
"""Weeks for which the same few exercises take turns: long enough to grow (rule P3 asks for three sessions)."""
_MENU = 2
"""Exercises that take turns in one slot."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What is chosen, in order."""

    routine: Routine
    why: tuple[Decision, ...]
    """One for each step, in the same order."""
    aside: tuple[Decision, ...] = ()
    """Why exercises that the person knows are not chosen today."""


@dataclass(frozen=True, slots=True)
class _Slot:
    name: str
    words: str
    """What it is for, to begin a sentence with."""
    fits: Callable[[Exercise], bool]


def _in(region: frozenset[str], exercise: Exercise) -> bool:
    return bool(exercise.muscles) and exercise.muscles[0] in region


_BREATHE = _Slot("breathe", tr("To settle"), lambda exercise: exercise.kind is Kind.BREATHING)
_MOVE = _Slot(
    "move",
    tr("Warm-up"),
    lambda exercise: (
        exercise.kind in (Kind.MOBILITY, Kind.DYNAMIC_STRETCH) and (_in(_TRUNK, exercise) or _in(_HIP, exercise))
    ),
)
_TRUNK_STRENGTH = _Slot(
    "trunk",
    tr("Core strength"),
    lambda exercise: exercise.kind.is_strength and _in(_TRUNK, exercise),
)
_HIP_STRENGTH = _Slot("hips", tr("Hip strength"), lambda exercise: exercise.kind.is_strength and _in(_HIP, exercise))
_STRETCH = _Slot(
    "stretch",
    tr("Stretch"),
    lambda exercise: exercise.kind is Kind.STATIC_STRETCH and (_in(_TRUNK, exercise) or _in(_HIP, exercise)),
)

_SLOTS = (_BREATHE, _MOVE, _TRUNK_STRENGTH, _HIP_STRENGTH, _STRETCH)

# From the most to the least; the first that fits the time and is balanced is taken.
_RECIPES: tuple[tuple[_Slot, ...], ...] = (
    (_MOVE, _TRUNK_STRENGTH, _HIP_STRENGTH, _STRETCH, _STRETCH),
    (_BREATHE, _MOVE, _TRUNK_STRENGTH, _HIP_STRENGTH, _STRETCH),
    (_MOVE, _TRUNK_STRENGTH, _HIP_STRENGTH, _STRETCH),
    (_BREATHE, _TRUNK_STRENGTH, _HIP_STRENGTH, _STRETCH),
    (_MOVE, _TRUNK_STRENGTH, _STRETCH),
    (_MOVE, _HIP_STRENGTH, _STRETCH),
    (_TRUNK_STRENGTH, _HIP_STRENGTH, _STRETCH),
    (_MOVE, _TRUNK_STRENGTH, _HIP_STRENGTH),
)
_SMALLER: tuple[tuple[_Slot, ...], ...] = (
    # Days on which strength or stretching rests.
    (_BREATHE, _MOVE, _MOVE, _STRETCH, _STRETCH),
    (_BREATHE, _MOVE, _MOVE, _STRETCH),
    (_MOVE, _MOVE, _STRETCH),
    (_BREATHE, _MOVE, _STRETCH),
    (_BREATHE, _MOVE, _MOVE, _MOVE),
    (_BREATHE, _MOVE, _MOVE),
    (_BREATHE, _MOVE),
    (_BREATHE,),
    (_MOVE,),
)


def choose(
    catalog: Catalog,
    person: Person,
    course: Course,
    today: date,
    judge: Judge,
    locks: Locks,
    *,
    state: State = State.FULL,
    minutes: int | None = None,
) -> Choice:
    """Return what limberup chooses for today; nothing where an open flag or the state blocks.

    Args:
        catalog: The exercises that packs have.
        person: Their minutes, where none are given, and what suits them.
        course: What the past tells; what rests today is not chosen.
        today: The day: with the rest it makes the choice the same all day long.
        judge: The filter X for this person, with what they and packs restrict.
        locks: What is open to them.
        state: What the gate allows.
        minutes: How long it may take.
    """
    if state.blocks or person.open_flags:
        return Choice(_routine(()), ())
    picker = _Picker(catalog, person, course, today, judge, locks, state)
    limit = 60 * (minutes if minutes is not None else person.minutes)
    if state in (State.RESCUE, State.REST_DAY):
        return picker.listed(RESCUE_LIST if state is State.RESCUE else REST_DAY_LIST)
    return picker.choice(picker.best(limit))


class _Picker:
    """Chooses among what is left after everybody else has had their say."""

    def __init__(
        self,
        catalog: Catalog,
        person: Person,
        course: Course,
        today: date,
        judge: Judge,
        locks: Locks,
        state: State,
    ) -> None:
        self.person, self.course, self.today, self.state = person, course, today, state
        self.catalog = catalog
        self.verdicts = {id_: judge(exercise).verdict for id_, exercise in catalog.exercises.items()}
        self.locks = locks
        self.last = {last.exercise: last for last in course.last}
        self.all_back = judge_morning(course.morning, course.unsettled_before).all_regress
        self.week_back = judge_week(course.weekly).all_regress
        self.suitable = {exercise.id: exercise for exercise in catalog.exercises.values() if self._suits(exercise)}
        self.open = [exercise for exercise in self.suitable.values() if self._may(exercise)]
        self.menu = {slot.name: self._menu(slot) for slot in _SLOTS}

    def _suits(self, exercise: Exercise) -> bool:
        """Return whether an exercise is one for this person, be it today or another day."""
        return (
            exercise.shown is Shown.ALWAYS
            and exercise.start.measure is Measure.WORK
            and exercise.kind is not Kind.SELF_MASSAGE
            and self.verdicts[exercise.id] is not Verdict.EXCLUDE
            and exercise.position not in self.person.cannot
            # Where nothing was said of things, only what everybody has is counted on.
            and has_equipment(exercise, self.person.equipment or frozenset())
            and self.locks.opens(exercise)
        )

    def _may(self, exercise: Exercise) -> bool:
        """Return whether an exercise that suits can be chosen today."""
        # Rule P1 takes it out, or puts an easier one in its place; what is harder would be worse.
        too_much = any(map(self._too_much, self._below(exercise))) or (self._too_much(exercise) and not exercise.easier)
        # Nor what was too hard these days, and what is harder than that.
        hard = any(id_ in self.course.too_hard for id_ in (exercise.id, *(e.id for e in self._below(exercise))))
        return not too_much and not hard and rests_today(exercise, self.course, self.state) is None

    def _below(self, exercise: Exercise) -> list[Exercise]:
        return easier_below(exercise, self.catalog)

    def _aside(self, picked: Collection[str]) -> tuple[Decision, ...]:
        """Return why exercises are not among the ids picked that the person found too hard, or that hurt."""
        found = []
        for exercise in self.suitable.values():
            if exercise.id in picked:
                continue
            last = self.last.get(exercise.id)
            if day := self.course.too_hard.get(exercise.id):
                until = weekday_day_month(day + timedelta(days=TOO_HARD_DAYS))
                why = tr("{exercise} was too hard: limberup does not choose it again before {day}.")
                why = why.format(exercise=exercise.name, day=until)
                found.append(Decision("R35", SET_ASIDE, why, "own", exercise.id))
            elif last and last.regress and self._too_much(exercise):
                why = tr("{exercise} is not chosen: it was too much the last time.")
                found.append(Decision("P1", SET_ASIDE, why.format(exercise=exercise.name), "001, RUH", exercise.id))
        return tuple(found)

    def _too_much(self, exercise: Exercise) -> bool:
        """Return whether rule P1 finds an exercise too much even at its start dose."""
        last = self.last.get(exercise.id)
        if last is None or not at_start(last.dose or exercise.start, exercise.start):
            return False
        return last.regress or self.all_back or (self.week_back and not last.weighed)

    def _lands(self, exercise: Exercise) -> str:
        """Return the id of what is done where an exercise is chosen: it may give way to another on its ladder."""
        now = self.catalog.get(self.course.rungs.get(exercise.id, "")) or exercise
        return now.easier.exercise or now.id if self._too_much(now) else now.id

    def _level(self, exercise: Exercise) -> int:
        """Return how many easier exercises of the same sort that suit the person lie below one."""
        return sum(easier.id in self.suitable for easier in easier_below(exercise, self.catalog))

    def _menu(self, slot: _Slot) -> list[Exercise]:
        """Return the few exercises that take turns in a slot, the best suited first."""
        fitting = [exercise for exercise in self.open if slot.fits(exercise)]
        if not fitting:
            return []
        # Gentlest first (R38): who has never done an exercise begins low on its ladder.
        most = 0 if self.state is State.STEADY else 1
        # Also where the low ones rest today: what is harder is no stand-in.
        least = min(self._level(exercise) for exercise in self.suitable.values() if slot.fits(exercise))
        fitting = [
            exercise
            for exercise in fitting
            if exercise.id in self.course.last_done or self._level(exercise) <= max(most, least)
        ]
        block = (self.course.week - 1) // _BLOCK_WEEKS
        fitting.sort(key=lambda exercise: (self._unsuited(exercise), _mixed(block, slot.name, exercise.id)))
        # One stays as long as it grows, whatever the weeks bring: changed too soon, no dose would ever get far.
        if growing := [exercise for exercise in fitting if self._grown(exercise)]:
            kept = max(growing, key=lambda exercise: (self._grown(exercise), -self._away(exercise), exercise.id))
            fitting.remove(kept)
            fitting.insert(0, kept)
        return fitting[:_MENU] if slot is not _STRETCH else fitting[: _MENU + 1]

    def _grown(self, exercise: Exercise) -> float:
        """Return how many times its start dose an exercise has come to; 0 where there is nothing more to reach."""
        last = self.last.get(exercise.id)
        if last is None or last.regress or at_target(last.dose or exercise.start, exercise):
            return 0
        return _amount(last.dose or exercise.start) / _amount(exercise.start)

    def _unsuited(self, exercise: Exercise) -> int:
        """Return how ill an exercise suits the person; the lower the better."""
        changed = self.verdicts[exercise.id] is Verdict.MODIFY
        # 003: seated or lying first with arthritis of the hip.
        upright = "hip_oa" in self.person.conditions and exercise.position in (Position.STANDING, Position.KNEELING)
        return changed + upright

    def _away(self, exercise: Exercise) -> int:
        """Return the days since an exercise was last done; the most where it never was."""
        done = self.course.last_done.get(exercise.id)
        return (self.today - done).days if done else 1000

    def pick(self, recipe: Iterable[_Slot]) -> list[tuple[_Slot, Exercise]] | None:
        """Return one exercise for each slot, or None where one stays empty."""
        picked: list[tuple[_Slot, Exercise]] = []
        for slot in recipe:
            taken = {self._lands(exercise) for _, exercise in picked}
            tired = {
                name: [
                    muscle
                    for slot_, other in picked
                    if (slot_ is _STRETCH) == (name == _STRETCH.name)
                    for muscle in other.muscles
                ]
                for name in self.menu
            }
            free = [exercise for exercise in self.menu[slot.name] if self._lands(exercise) not in taken]
            # Two exercises for the same muscles would be one too many in a short session.
            free = [exercise for exercise in free if not same_muscles(exercise.muscles[:1], tired[slot.name])] or free
            if not free:
                return None
            best = max(free, key=lambda e: (self._away(e), _mixed(self.today.isoformat(), e.id)))
            picked.append((slot, best))
        return picked

    def best(self, limit: int) -> list[tuple[_Slot, Exercise]]:
        """Return the fullest session that fits the time and is balanced; else the shortest there is."""
        wanted = 3 if limit < 8 * 60 else 4 if limit < 12 * 60 else 5
        both = [picked for recipe in _RECIPES if (picked := self.pick(recipe))]
        found = [picked for picked in both if self._seconds(picked) <= limit]
        if not found:
            found = both + [picked for recipe in _SMALLER if (picked := self.pick(recipe))]
        fitting = [picked for picked in found if self._seconds(picked) <= limit and len(picked) <= wanted]
        # On a day on which strength or stretching rests there is nothing to balance.
        balanced = [picked for picked in fitting if not both or self._balanced(picked)]
        if self.course.week == 1 or self.state is State.STEADY:
            # Who is new, or sore today, begins with breathing where there is time for it (R42).
            balanced.sort(key=lambda picked: picked[0][0] is not _BREATHE)
            balanced.sort(key=len, reverse=True)
        for choice in (balanced, fitting):
            if choice:
                return choice[0]
        return min(found, key=self._seconds) if found else []

    def _planned(self, picked: Sequence[tuple[_Slot, Exercise]]) -> list[PlannedStep]:
        return [PlannedStep(exercise, self._dose(exercise)) for _, exercise in picked]

    def _dose(self, exercise: Exercise) -> Dose:
        last = self.last.get(exercise.id)
        return last.dose if last and last.dose else exercise.start

    def _seconds(self, picked: Sequence[tuple[_Slot, Exercise]]) -> float:
        return build_timeline(self._planned(picked)).seconds

    def _balanced(self, picked: Sequence[tuple[_Slot, Exercise]]) -> bool:
        share = stretch_share(self._planned(picked))
        return share is None or BALANCE[0] <= share <= BALANCE[1]

    def choice(self, picked: Sequence[tuple[_Slot, Exercise]]) -> Choice:
        """Return the choice in the order in which it is done (R36)."""
        ordered = sorted(picked, key=lambda item: _place(item[1].kind))
        why = tuple(
            Decision("R35", "chosen", self._why(slot, exercise), "003, own", about=exercise.id)
            for slot, exercise in ordered
        )
        return Choice(
            _routine(exercise for _, exercise in ordered), why, self._aside({exercise.id for _, exercise in ordered})
        )

    def _why(self, slot: _Slot, exercise: Exercise) -> str:
        if not self.course.last_done:
            # On a first day all is new, so that it says nothing of any.
            return f"{slot.words}."
        away = self._away(exercise)
        when = tr("new for you") if away == 1000 else tr("done today already") if away == 0 else _days_ago(away)
        return f"{slot.words}, {when}."

    def listed(self, ids: Sequence[str]) -> Choice:
        """Return what a restricted session offers: breathing first, then whatever was done longest ago."""
        found = [exercise for id_ in ids if (exercise := self.catalog.get(id_)) and self._listed(exercise)]
        first = [exercise for exercise in found if exercise.kind is Kind.BREATHING]
        rest = [exercise for exercise in found if exercise not in first]
        rest.sort(key=lambda exercise: (-self._away(exercise), _mixed(self.today.isoformat(), exercise.id)))
        chosen = sorted((first + rest)[:5], key=lambda exercise: _place(exercise.kind))
        why = tuple(
            Decision("R35", "chosen", tr("From the short list of gentle sessions."), "RESCUE, 001", about=exercise.id)
            for exercise in chosen
        )
        return Choice(_routine(chosen), why)

    def _listed(self, exercise: Exercise) -> bool:
        """Return whether an exercise is right for this person today, whatever it is for."""
        suits = self.verdicts[exercise.id] is not Verdict.EXCLUDE and exercise.position not in self.person.cannot
        return suits and rests_today(exercise, self.course, self.state) is None


def _amount(dose: Dose) -> int:
    return dose.sets * (dose.reps or 1) * (dose.hold or 1)


def _place(kind: Kind) -> int:
    if kind is Kind.BREATHING:
        return 0
    if kind in (Kind.MOBILITY, Kind.DYNAMIC_STRETCH):
        return 1
    return 2 if kind.is_strength else 3


def _routine(exercises: Iterable[Exercise]) -> Routine:
    return Routine(TODAY, tuple(Step(exercise.id) for exercise in exercises))


def _mixed(*parts: object) -> int:
    """Return a number that is the same on every machine and looks like chance."""
    text = "/".join(map(str, parts))
    return int.from_bytes(hashlib.blake2s(text.encode(), digest_size=8).digest())


def _days_ago(days: int) -> str:
    return trn("last done yesterday", "last done {n} days ago", days).format(n=days)
