"""Routine files: read with the line of each mistake, written so that they are read back."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.conftest import Written
from tests.core.making import doses, exercise

from limberup.catalog import Catalog
from limberup.dose import DoseError, parse_dose
from limberup.exercise import Side
from limberup.problem import LimberupError
from limberup.routine import Routine, Step
from limberup.routine_file import (
    check_routine,
    format_routine,
    parse_routine,
    slug_for,
    slug_problem,
    step_dose,
    update_routine_text,
)
from limberup.text import clean
from limberup.tomlread import TomlFile

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=60).map(lambda text: clean(text, lines=True))
steps = st.builds(Step, st.from_regex(r"([a-z0-9-]{1,9}/)?[a-z0-9-]{1,9}", fullmatch=True), st.none() | doses(), texts)
pairs = st.tuples(st.integers(1, 120), st.integers(1, 120)).map(lambda two: (min(two), max(two)))
routines = st.builds(
    Routine,
    name=texts.filter(bool),
    steps=st.lists(steps, min_size=1, max_size=5).map(tuple),
    slug=st.just("f"),
    summary=texts,
    minutes=st.none() | pairs,
    holds=st.none() | pairs,
    fill=st.booleans(),
    given_by=texts,
    given=st.none() | st.dates(),
).filter(lambda routine: routine.minutes is not None or not routine.fill)


@given(routines)
def test_what_is_written_is_read_back(routine: Routine) -> None:
    text = format_routine(routine)
    assert parse_routine(TomlFile("f.toml", text), "f") == (routine, [])


GOOD = """\
name = "After work"
[[step]]
do = "spinal-mobility/cat-cow"
dose = "1x8"
[[step]]
do = "glute-bridge"
dose = "3x10 2s rest 45s"      # sets x reps, each held 2 s
[[step]]
do = "hip-mobility/supine-figure-4"
"""


def test_the_file_of_the_guide(written: Written, catalog: Catalog) -> None:
    file = written(GOOD)
    routine, problems = parse_routine(file, "after-work")
    assert routine
    assert not problems
    assert [(step.do, step.dose and str(step.dose)) for step in routine.steps] == [
        ("spinal-mobility/cat-cow", "1x8"),
        ("glute-bridge", "3x10 2s rest 45s"),
        ("hip-mobility/supine-figure-4", None),
    ]
    assert check_routine(routine, catalog, file) == []


def test_every_mistake_has_its_line(written: Written) -> None:
    file = written(
        """\
name = ""
minutes = [9, 3]
colour = 'red'

[[step]]
dose = "3x10"
[[step]]
do = "Cat Cow"
dosis = "3x10"
[[step]]
do = "cat-cow"   # fine
dose = "3x1000"
note = 3
"""
    )
    routine, problems = parse_routine(file, "f")
    assert routine is None
    assert sorted(str(problem) for problem in problems) == [
        "f.toml: line 1, name: is empty",
        "f.toml: line 12, step 3, dose: reps must be 1 to 200, not 1000",
        "f.toml: line 13, step 3, note: must be a text, not a whole number",
        "f.toml: line 3, colour: there is no key 'colour'. "
        "It can be fill, given, given_by, holds, minutes, name, schema, step or summary",
        "f.toml: line 5, step 1: do is missing. Add do = ...",
        "f.toml: line 8, step 2, do: has characters that can't stand there",
        "f.toml: line 9, step 2, dosis: there is no key 'dosis'. Did you mean 'dose'?",
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "f.toml: name is missing. Add name = ..."),
        ('name = "x"', "f.toml: step is missing. Add step = ..."),
        ('name = "x"\nstep = []', "f.toml: line 2, step: is empty"),
        ('name = "x"\nstep = 3', "f.toml: line 2, step: must be a list, not a whole number"),
        ('name = "x"\nstep = [3]', "f.toml: line 2, step 1: must be a table, not a whole number"),
        ('name = "x"\n[step]\ndo = "a"', "f.toml: line 2, step: must be a list, not a table"),
        ("name = 'x'\nminutes = [1]\n[[step]]\ndo = 'a'", "f.toml: line 2, minutes: must have 2 items"),
        ("name = 'x'\nminutes = [1, 'b']\n[[step]]\ndo = 'a'", "line 2, minutes 2: must be a whole number, not a text"),
        ("name = 'x'\nholds = [30, 15]\n[[step]]\ndo = 'a'", "line 2, holds: the first number must be the smaller one"),
        (
            "name = 'x'\nminutes = [9, 3]\n[[step]]\ndo = 'a'",
            "line 2, minutes: the first number must be the smaller one",
        ),
        ("name = 'x'\nholds = [15, 121]\n[[step]]\ndo = 'a'", "f.toml: line 2, holds 2: must be at most 120"),
        ("name = 'x'\nfill = 'yes'\n[[step]]\ndo = 'a'", "f.toml: line 2, fill: must be true or false, not a text"),
        ("name = 'x'\nfill = true\n[[step]]\ndo = 'a'", "line 2, fill: has no minutes to fill. Add minutes ="),
        ("name = 'x'\nminutes = [0, 500]\n[[step]]\ndo = 'a'", "f.toml: line 2, minutes 1: must be at least 1"),
        (
            "name = 'x'\nschema = 2\n[[step]]\ndo = 'a'",
            "f.toml: line 2, schema: was written by a newer limberup. Update limberup",
        ),
        (f"name = '{'x' * 81}'\n[[step]]\ndo = 'a'", "f.toml: line 1, name: must have at most 80 characters"),
        ("name = 'x'\n" + "[[step]]\ndo = 'a'\n" * 61, "f.toml: line 2, step: must have at most 60 items"),
    ],
)
def test_each_mistake_in_words(written: Written, text: str, message: str) -> None:
    routine, problems = parse_routine(written(text), "f")
    assert routine is None
    assert any(message in str(problem) for problem in problems), [str(problem) for problem in problems]


def test_exercises_that_are_not_there_and_sides_that_do_not_fit(written: Written, catalog: Catalog) -> None:
    file = written(
        """\
name = "x"
[[step]]
do = "glute-brigde"
[[step]]
do = "glutes/zzz"

[[step]]
do = "cat-cow"
dose = "1x8 each side"
[[step]]
do = "shoulder-roll"
dose = "1x8 each side"
"""
    )
    routine, problems = parse_routine(file, "f")
    assert routine
    assert not problems
    assert [str(problem) for problem in check_routine(routine, catalog, file)] == [
        "f.toml: line 3, step 1, do: no exercise 'glute-brigde' in any pack in use. Did you mean 'glute-bridge'?",
        "f.toml: line 5, step 2, do: no exercise 'glutes/zzz' in any pack in use",
        "f.toml: line 9, step 3, dose: Cat-cow works both sides at once, so 'each side' can't stand there",
        "f.toml: line 12, step 4, dose: Shoulder rolls works each way, so 'each side' can't stand there",
    ]


@pytest.mark.parametrize(
    ("side", "start", "dose", "taken"),
    [
        (Side.PER_SIDE, "1x5 each side", None, "1x5 each side"),
        (Side.PER_SIDE, "1x5 each side", "3x8", "3x8 each side"),
        (Side.PER_SIDE, "1x5 each side", "2x20s each side", "2x20s each side"),
        (Side.EACH_WAY, "1x5 each way", "3x8", "3x8 each way"),
        (Side.ALTERNATING, "1x5 each side", "3x8", "3x8 each side"),
        (Side.ALTERNATING, "1x8", "3x9", "3x9"),
        (Side.ALTERNATING, "1x8", "3x8 each side", "3x8 each side"),
        (Side.BILATERAL, "1x5", "once", "once"),
        (Side.PER_SIDE, "1x5 each side", "1x5 each way", None),
        (Side.BILATERAL, "1x5", "1x5 each way", None),
    ],
)
def test_a_step_takes_the_sides_of_its_exercise(side: Side, start: str, dose: str | None, taken: str | None) -> None:
    of = exercise(side=side, start=parse_dose(start))
    asked = parse_dose(dose) if dose else None
    if taken is None:
        with pytest.raises(DoseError):
            step_dose(asked, of)
    else:
        assert str(step_dose(asked, of)) == taken


@given(st.text())
def test_every_name_gives_a_slug(name: str) -> None:
    assert slug_problem("f", slug_for(name)) is None


@pytest.mark.parametrize("slug", ["", "A", "a--b", "-a", "a-", "a b", "a/b", "..", "a\n", "x" * 61, "é"])
def test_names_that_are_no_slug(slug: str) -> None:
    assert slug_problem("f", slug)


def test_a_syntax_mistake_has_its_line(written: Written) -> None:
    with pytest.raises(LimberupError, match=r"^f\.toml: line 4, column 9: is not TOML"):
        written(GOOD.replace('"1x8"', "1x8"))


FILLED = """\
# For the evening.
name = "Evening"   # mine
minutes = [15, 20]
holds = [20, 30]   # seconds
fill = true

[[step]]
do = "cat-cow"   # slowly
"""


@pytest.mark.parametrize(
    ("changes", "gone", "there"),
    [
        ({"holds": (10, 20)}, "[20, 30]", "holds = [10, 20]   # seconds"),
        ({"holds": None}, "holds", "fill = true"),
        ({"fill": False}, "fill", "holds = [20, 30]   # seconds"),
        ({"fill": False, "minutes": None}, "minutes", "holds = [20, 30]   # seconds"),
    ],
)
def test_the_comments_stay_where_holds_and_filling_change(changes: dict[str, object], gone: str, there: str) -> None:
    routine, problems = parse_routine(TomlFile("f", FILLED), "f")
    assert routine
    assert not problems
    assert update_routine_text(FILLED, routine) == FILLED
    changed = replace(routine, **changes)  # type: ignore[arg-type]
    text = update_routine_text(FILLED, changed)
    assert gone not in text
    assert there in text
    assert "# For the evening." in text
    assert 'do = "cat-cow"   # slowly' in text
    assert parse_routine(TomlFile("f", text), "f") == (changed, [])


def test_the_comments_stay_where_a_step_is_added() -> None:
    routine, _ = parse_routine(TomlFile("f", FILLED), "f")
    assert routine
    changed = replace(routine, steps=(Step("dead-bug", parse_dose("2x8")), *routine.steps))
    text = update_routine_text(FILLED, changed)
    assert parse_routine(TomlFile("f", text), "f") == (changed, [])
    assert 'do = "cat-cow"   # slowly' in text
    assert text.index("dead-bug") < text.index("cat-cow")


def test_what_is_written_in_a_rare_way_loses_comments_and_nothing_else() -> None:
    old = 'name = """\nEvening"""  # mine\n[[step]]\ndo = "a"\n'
    routine, _ = parse_routine(TomlFile("f", old), "f")
    assert routine
    changed = replace(routine, name="Late", summary="Both.")
    assert parse_routine(TomlFile("f", update_routine_text(old, changed)), "f") == (changed, [])
