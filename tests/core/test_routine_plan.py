"""How much of each step a routine asks for: clamps, filling, and what is written by hand."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from tests.core.making import BREATHING, BRIDGE, PLANK, RESET, ROLLS, STRETCH, doses, exercise

from limberup.catalog import Catalog, Pack
from limberup.dose import Dose, DoseError, Measure, parse_dose
from limberup.exercise import Exercise, Kind
from limberup.routine import Routine, Step
from limberup.routine_file import step_dose
from limberup.routine_plan import MOST_SETS, Level, fitted_doses, fitted_steps, stretch_share
from limberup.timeline import PlannedStep, build_timeline

KINDS = [STRETCH, BRIDGE, BREATHING, RESET, ROLLS, PLANK]
levels = st.sampled_from(["start", "target"])
pairs = st.tuples(st.integers(1, 120), st.integers(1, 120)).map(lambda two: (min(two), max(two)))


@st.composite
def catalogs(draw: st.DrawFn) -> Catalog:
    """Draw a pack of one to four exercises with any doses."""
    chosen = draw(st.lists(st.sampled_from(KINDS), min_size=1, max_size=4))
    made = []
    for number, of in enumerate(chosen):
        start, target = draw(doses()), draw(doses())
        facts = {"kind": of.kind, "side": of.side, "position": of.position, "start": start, "target": target}
        made.append(exercise(f"x{number}", **facts))
    return Catalog((Pack("test", "Test", exercises=tuple(made)),))


@st.composite
def routines(draw: st.DrawFn, catalog: Catalog) -> Routine:
    """Draw a routine of these exercises, and of one that no pack has."""
    dose = st.none() | doses()
    step = st.builds(Step, st.sampled_from([*catalog.exercises, "gone/away"]), dose)
    steps = draw(st.lists(step, min_size=1, max_size=5))
    minutes = draw(st.none() | pairs)
    fill = minutes is not None and draw(st.booleans())
    return Routine("R", tuple(steps), minutes=minutes, holds=draw(st.none() | pairs), fill=fill)


def known(routine: Routine, catalog: Catalog) -> list[tuple[Step, Exercise]]:
    """Return the steps whose exercise there is."""
    return [(step, found) for step in routine.steps if (found := catalog.get(step.do))]


def length(taken: list[tuple[Exercise, Dose]]) -> float:
    """Return the seconds of doses."""
    return build_timeline(PlannedStep(of, dose) for of, dose in taken).seconds


@given(st.data(), catalogs(), levels)
def test_a_static_stretch_without_a_dose_is_held_within_the_clamp(
    data: st.DataObject, catalog: Catalog, level: Level
) -> None:
    routine = data.draw(routines(catalog))
    for (step, of), (_, dose) in zip(known(routine, catalog), fitted_doses(routine, catalog, level), strict=True):
        if step.dose is not None:
            continue
        asked = of.start if level == "start" else of.target
        clamped = routine.holds and of.kind is Kind.STATIC_STRETCH and asked.reps is None and asked.hold
        if clamped and routine.holds and asked.hold:
            assert dose.hold == sorted([routine.holds[0], asked.hold, routine.holds[1]])[1]
        else:
            assert dose.hold == asked.hold
        assert (dose.reps, dose.rest, dose.tempo, dose.each) == (asked.reps, asked.rest, asked.tempo, asked.each)


@given(st.data(), catalogs(), levels)
def test_a_dose_that_is_written_is_what_is_done(data: st.DataObject, catalog: Catalog, level: Level) -> None:
    routine = data.draw(routines(catalog))
    for (step, of), (_, dose) in zip(known(routine, catalog), fitted_doses(routine, catalog, level), strict=True):
        if step.dose is None:
            continue
        try:
            assert dose == step_dose(step.dose, of)
        except DoseError:
            assert dose == of.start


@given(st.data(), catalogs(), levels)
def test_filling_adds_sets_to_what_may_be_repeated_and_keeps_within_the_time(
    data: st.DataObject, catalog: Catalog, level: Level
) -> None:
    routine = data.draw(routines(catalog))
    bare = fitted_doses(Routine("R", routine.steps, holds=routine.holds), catalog, level)
    full = fitted_doses(routine, catalog, level)
    if not routine.fill or routine.minutes is None:
        assert full == bare
        return
    least, most = routine.minutes[0] * 60, routine.minutes[1] * 60
    if length(bare) >= least:
        assert full == bare
    else:
        assert length(full) <= max(most, length(bare))
    more = False
    for (step, of), (_, before), (_, after) in zip(known(routine, catalog), bare, full, strict=True):
        free = step.dose is None and (of.kind.is_stretch or of.kind is Kind.BREATHING)
        assert after == before or (free and before.sets < after.sets <= MOST_SETS)
        more = more or (free and before.measure is Measure.WORK and after.sets < MOST_SETS)
    if length(full) < least and more:
        # Too short all the same: then no single set more would have fitted.
        for at, (step, of) in enumerate(known(routine, catalog)):
            dose = full[at][1]
            free = step.dose is None and (of.kind.is_stretch or of.kind is Kind.BREATHING)
            if free and dose.measure is Measure.WORK and dose.sets < MOST_SETS:
                longer = Dose(dose.sets + 1, dose.reps, dose.hold, dose.each, dose.rest, dose.tempo)
                assert length([*full[:at], (of, longer), *full[at + 1 :]]) > most


def pack(*made: Exercise) -> Catalog:
    """Return a catalog of these exercises."""
    return Catalog((Pack("test", "Test", exercises=made),))


def test_filling_goes_round_from_the_first_step_and_leaves_strength_alone() -> None:
    breath = exercise("breath", kind=Kind.BREATHING, start=parse_dose("1x60s"))
    roll = exercise("roll", kind=Kind.MOBILITY, start=parse_dose("1x10"))
    lift = exercise("lift", kind=Kind.STRENGTH, start=parse_dose("1x10"))
    catalog = pack(breath, roll, lift)
    routine = Routine("R", (Step("breath"), Step("roll"), Step("lift")), minutes=(5, 10), fill=True)
    # 20 s to lie down, 60 + 40 + 40 of work and 16 between: 176; then 70, 50 and 70 more.
    assert [str(dose) for _, dose in fitted_doses(routine, catalog)] == ["3x60s", "2x10", "1x10"]
    short = Routine("R", routine.steps, minutes=(3, 4), fill=True)
    assert [str(dose) for _, dose in fitted_doses(short, catalog)] == ["1x60s", "2x10", "1x10"]
    assert str(fitted_doses(Routine("R", routine.steps), catalog)[0][1]) == "1x60s"


def test_nothing_is_repeated_more_than_four_times_however_much_time_is_left() -> None:
    # "2-4 repeats" (C.3).
    hold = exercise("hold", kind=Kind.STATIC_STRETCH, start=parse_dose("1x10s"))
    often = exercise("often", kind=Kind.STATIC_STRETCH, start=parse_dose("6x10s"))
    routine = Routine("R", (Step("hold"), Step("often")), minutes=(60, 90), fill=True)
    assert [dose.sets for _, dose in fitted_doses(routine, pack(hold, often))] == [4, 6]


def test_a_repeat_that_is_too_long_is_passed_over_for_a_shorter_one() -> None:
    long = exercise("long", kind=Kind.MOBILITY, start=parse_dose("1x100s"))
    short = exercise("short", kind=Kind.MOBILITY, start=parse_dose("1x10s"))
    routine = Routine("R", (Step("long"), Step("short")), minutes=(3, 3), fill=True)
    taken = fitted_doses(routine, pack(long, short))
    assert [dose.sets for _, dose in taken] == [1, 3]


def test_the_share_of_stretching_counts_the_way_into_position_and_the_rests() -> None:
    roll = exercise("roll", kind=Kind.MOBILITY, start=parse_dose("1x10"))
    lift = exercise("lift", kind=Kind.STRENGTH, start=parse_dose("2x10 rest 12s"))
    breath = exercise("breath", kind=Kind.BREATHING, start=parse_dose("1x60s"))
    catalog = pack(roll, lift, breath)
    both = fitted_steps(Routine("R", (Step("roll"), Step("lift"))), catalog)
    # 20 + 40 beside 8 + 40 + 12 + 40.
    assert stretch_share(both) == 60 / 160
    assert stretch_share(fitted_steps(Routine("R", (Step("lift"),)), catalog)) == 0
    assert stretch_share(fitted_steps(Routine("R", (Step("breath"),)), catalog)) is None
    assert stretch_share([]) is None
