"""Doses as text."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from tests.core.making import doses

from limberup.dose import Dose, DoseError, Each, Measure, format_dose, format_seconds, parse_dose


@given(doses())
@example(Dose(20, 200, 7199, Each.SIDE, 900, (30, 30)))
@example(Dose(hold=7200))
@example(Dose(hold=120, rest=0))
@example(Dose(hold=60))
def test_what_is_written_is_read_back(dose: Dose) -> None:
    assert parse_dose(format_dose(dose)) == dose
    assert len(format_dose(dose)) <= 60, "must fit the limit of a routine file"


@pytest.mark.parametrize(
    ("text", "dose"),
    [
        ("3x10", Dose(3, 10)),
        ("3×10", Dose(3, 10)),
        (" 3 X 10 ", Dose(3, 10)),
        ("3\u00a0×\u00a010\n", Dose(3, 10)),
        ("3x10 2s rest 45s", Dose(3, 10, 2, rest=45)),
        ("3x10, 2s, rest 45s", Dose(3, 10, 2, rest=45)),
        ("3x10 rest 45 sec 2 s hold", Dose(3, 10, 2, rest=45)),
        ("2x30s each side", Dose(2, None, 30, Each.SIDE)),
        ("2x30s per side", Dose(2, None, 30, Each.SIDE)),
        ("2x30 sec EACH SIDE", Dose(2, None, 30, Each.SIDE)),
        ("1x5min", Dose(1, None, 300)),
        ("1x60s", Dose(1, None, 60)),
        ("1x8 each way", Dose(1, 8, each=Each.WAY)),
        ("2x8 tempo 3-4 rest 0s", Dose(2, 8, rest=0, tempo=(3, 4))),
        ("2x8 rest 2min", Dose(2, 8, rest=120)),
        ("once", Dose(measure=Measure.ONCE)),
        ("LOG", Dose(measure=Measure.LOG)),
    ],
)
def test_accepted(text: str, dose: Dose) -> None:
    assert parse_dose(text) == dose


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "'' is not a dose: write it like 3x10"),
        ("10", "'10' is not a dose"),
        ("3x", "'3x' is not a dose"),
        ("x10", "is not a dose"),
        ("-3x10", "is not a dose"),
        ("3x-10", "is not a dose"),
        ("3.5x10", "is not a dose"),
        ("3x10.5", "'.5' is not part of a dose"),
        ("3x10 potatoes", "'potatoes' is not part of a dose"),
        ("3x10 2", "'2' is not part of a dose"),
        ("3x10 side", "'side' is not part of a dose"),
        ("3x10-12", "is not a dose"),
        ("0x10", "sets must be 1 to 20, not 0"),
        ("21x10", "sets must be 1 to 20, not 21"),
        ("3x0", "reps must be 1 to 200, not 0"),
        ("3x201", "reps must be 1 to 200, not 201"),
        ("1x0s", "hold must be 1 to 7200 s, not 0"),
        ("1x121min", "hold must be 1 to 7200 s, not 7260"),
        ("3x10 0s", "hold must be 1 to 7200 s, not 0"),
        ("3x10 rest 901s", "rest must be 0 to 900 s, not 901"),
        ("3x10 rest", "'rest' is not part of a dose"),
        ("3x10 rest 30", "'rest 30' is not part of a dose"),
        ("3x10 tempo 0-3", "tempo parts must be 1 to 30 s"),
        ("3x10 tempo 3-31", "tempo parts must be 1 to 30 s"),
        ("2x30s tempo 3-3", "a tempo needs repetitions"),
        ("2x30s 5s", "two holds in '2x30s 5s'"),
        ("3x10 2s 3s", "hold stands twice"),
        ("3x10 rest 3s rest 3s", "rest stands twice"),
        ("3x10 each side each way", "each stands twice"),
        ("999999x10", "its numbers are too large"),
        ("3x" + "9" * 60, "its numbers are too large"),
        ("3x10 rest 1000000s", "its numbers are too large"),
        ("3x10" + " " * 10 + "9" * 200, "is not a dose"),
        ("once 3x10", "is not a dose"),
        ("3x10 each \u017fide", "is not part of a dose"),
        ("3x10 2m\u0131n", "is not part of a dose"),
        ("\u0663x10", "is not a dose"),
    ],
)
def test_refused_with_its_reason(text: str, message: str) -> None:
    with pytest.raises(DoseError) as caught:
        parse_dose(text)
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)
    assert len(str(caught.value)) < 200


@given(st.text() | st.text("0123456789xsminrest \u017f\u0131\u0663-,", max_size=30) | st.integers().map(str))
def test_junk_is_refused_and_nothing_worse(text: str) -> None:
    try:
        dose = parse_dose(text)
    except DoseError:
        return
    assert parse_dose(str(dose)) == dose


@given(st.integers(1, 10**5000))
def test_numbers_of_any_length(number: int) -> None:
    digits = "9" * min(5000, number.bit_length())
    for text in (f"{digits}x10", f"3x{digits}", f"3x10 rest {digits}s", f"3x10 tempo {digits}-3"):
        try:
            assert parse_dose(text)
        except DoseError:
            continue


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"sets": 3},
        {"reps": 5, "sets": 0},
        {"hold": 0},
        {"hold": 5, "tempo": (3, 3)},
        {"measure": Measure.ONCE, "sets": 2},
        {"measure": Measure.LOG, "hold": 60},
    ],
)
def test_a_dose_that_cannot_be_is_not_made(fields: dict[str, int]) -> None:
    with pytest.raises(DoseError):
        Dose(**fields)  # type: ignore[arg-type]


@pytest.mark.parametrize(("seconds", "text"), [(1, "1s"), (60, "60s"), (90, "90s"), (120, "2min"), (150, "150s")])
def test_seconds(seconds: int, text: str) -> None:
    assert format_seconds(seconds) == text
