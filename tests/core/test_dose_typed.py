"""Doses as a person types them over the one that stands there."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from tests.core.making import doses, exercise

from limberup.catalog import Catalog
from limberup.dose import LIMITS, Dose, DoseError, Each, Measure, parse_dose
from limberup.dose_typed import HOLD_STEP, changed_amount, read_typed_dose
from limberup.exercise import Exercise
from limberup_tui.words import dose_words

BRIDGE = exercise("bridge")
MARCH = exercise("march", counts="steps")
BREATHS = exercise("breathing", counts="Slow breaths, in 4")
anything = st.sampled_from([BRIDGE, MARCH, BREATHS])


@given(doses(), anything)
@example(Dose(1, 8, 3, Each.SIDE, 45, (3, 3)), BRIDGE)
@example(Dose(1, 1), MARCH)
@example(Dose(hold=60, rest=10), BRIDGE)
def test_what_the_screen_says_of_a_dose_is_that_dose(dose: Dose, of: Exercise) -> None:
    words = dose_words(dose, of)
    assert read_typed_dose(words, dose, of) == dose
    assert read_typed_dose(f" {words.upper()}. ", dose, of) == dose


@given(doses().filter(lambda dose: dose.sets > 1), doses(), anything)
@example(Dose(2, 15, each=Each.SIDE), Dose(3, 10, 2, rest=45), BRIDGE)
@example(Dose(2, hold=15), Dose(3, 10, 2, rest=45, tempo=(3, 3)), BRIDGE)
def test_words_of_sets_say_all_but_the_rest_and_the_tempo(dose: Dose, now: Dose, of: Exercise) -> None:
    tempo = now.tempo if dose.reps is not None else None
    assert read_typed_dose(dose_words(dose, of), now, of) == replace(dose, rest=now.rest, tempo=tempo)


def test_what_the_screen_says_of_the_doses_that_are_shipped(catalog: Catalog) -> None:
    for one in catalog.exercises.values():
        for dose in (one.start, one.target):
            assert read_typed_dose(dose_words(dose, one), dose, one) == dose, one.id


NOW = parse_dose("2x10 5s each side rest 45s tempo 3-3")
HELD = parse_dose("2x30s rest 45s")


@pytest.mark.parametrize(
    ("typed", "now", "dose"),
    [
        ("8", NOW, "2x8 5s each side rest 45s tempo 3-3"),
        ("8 times", NOW, "2x8 5s each side rest 45s tempo 3-3"),
        ("8 Reps", NOW, "2x8 5s each side rest 45s tempo 3-3"),
        ("1 time", NOW, "2x1 5s each side rest 45s tempo 3-3"),
        ("3 s", NOW, "2x10 3s each side rest 45s tempo 3-3"),
        ("8 each side", parse_dose("2x10"), "2x8 each side"),
        ("8 held 3 s", parse_dose("2x10"), "2x8 3s"),
        ("8 3s", parse_dose("2x10"), "2x8 3s"),
        ("8 times, held 3 s, each side", NOW, "1x8 3s each side rest 45s tempo 3-3"),
        ("3 x 12, held 3 s", NOW, "3x12 3s rest 45s tempo 3-3"),
        ("3 x 12, rest 1 min", NOW, "3x12 rest 60s tempo 3-3"),
        ("2 × 15 s, each way", NOW, "2x15s each way rest 45s"),
        ("20", HELD, "2x20s rest 45s"),
        ("20 s", HELD, "2x20s rest 45s"),
        ("1 min", HELD, "2x60s rest 45s"),
        ("8 times", HELD, "2x8 rest 45s"),
        ("20 s", parse_dose("2x10"), "2x20s"),
        ("8", Dose(measure=Measure.ONCE), "1x8"),
        # Without blanks it is what a file has, and what is not written is not meant.
        ("3x12", NOW, "3x12"),
        ("3x12 2s rest 30s", NOW, "3x12 2s rest 30s"),
        ("once", NOW, "once"),
    ],
)
def test_what_is_short_keeps_what_it_does_not_say(typed: str, now: Dose, dose: str) -> None:
    assert read_typed_dose(typed, now, BRIDGE) == parse_dose(dose)


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("", "'' is not a dose"),
        ("many", "'many' is not a dose"),
        ("8 potatoes", "'8 potatoes' is not a dose"),
        ("8 steps", "'8 steps' is not a dose"),
        ("123456", "'123456' is not a dose"),
        ("20 s, held 3 s", "is not a dose"),
        ("2 x 8, held 3 s, each toe", "each toe' is not part of a dose"),
        ("0", "reps must be 1 to 200, not 0"),
        ("201 times", "reps must be 1 to 200, not 201"),
        ("21 x 8", "sets must be 1 to 20, not 21"),
    ],
)
def test_what_is_no_dose_is_refused_with_its_reason(typed: str, message: str) -> None:
    with pytest.raises(DoseError) as caught:
        read_typed_dose(typed, parse_dose("2x10"), BRIDGE)
    assert message in str(caught.value)


@given(st.text() | st.text("0123456789x× smineachldtrp,.", max_size=30), doses())
def test_anything_is_a_dose_or_refused_and_nothing_worse(text: str, now: Dose) -> None:
    try:
        dose = read_typed_dose(text, now, BRIDGE)
    except DoseError:
        return
    assert parse_dose(str(dose)) == dose


@given(doses(), st.sampled_from([-1, 1]))
def test_more_and_less_change_the_amount_alone_and_stay_within_what_a_dose_may_be(dose: Dose, by: int) -> None:
    changed = changed_amount(dose, by)
    if dose.reps is not None:
        assert changed == replace(dose, reps=max(1, min(LIMITS["reps"][1], dose.reps + by)))
    elif dose.hold is not None:
        assert changed == replace(dose, hold=changed.hold)
        assert changed.hold is not None
        assert (changed.hold - dose.hold) * by >= 0
        assert min(HOLD_STEP, dose.hold) <= changed.hold <= LIMITS["hold"][1]
    else:
        assert changed == dose
