"""A routine as a printable sheet: what stands on it, for anybody and for one person."""

from __future__ import annotations

import re
from dataclasses import replace
from html import escape

import pytest
from tests.core.past import BRIDGE, CATALOG, FIGURE_4, TODAY, on, routine

from limberup.exercise import Position
from limberup.handout.sheet import MOST_DAYS, sheet_html
from limberup.person import OpenFlag, Person
from limberup.routine import Routine, Step


def sheet(made: Routine, person: Person | None = None, days: int = 14) -> str:
    """Return a sheet."""
    return sheet_html(made, CATALOG, person, TODAY, days=days)


def words(page: str) -> str:
    """Return what a page says, without its tags and its style."""
    return " ".join(re.sub(r"<[^>]+>", " ", page.partition("<body>")[2]).split())


@pytest.mark.parametrize("id_", CATALOG.routines)
def test_every_shipped_routine_has_each_step_dose_and_figure(id_: str) -> None:
    made = CATALOG.routines[id_]
    page = sheet(made)
    for step in made.steps:
        exercise = CATALOG.exercise(step.do)
        assert f". {escape(exercise.name)}</h2>" in page
        assert all(f"<li>{escape(words)}</li>" in page for words in exercise.how)
    assert page.count('<p class="dose">') == len(made.steps)
    moving = sum(len(CATALOG.exercise(step.do).figure.frames) > 1 for step in made.steps)  # type: ignore[union-attr]
    assert page.count("<svg") == len(made.steps) + moving
    assert "http:" not in page
    assert "https:" not in page


def test_doses_are_told_in_words() -> None:
    said = words(sheet(routine((BRIDGE, "3x10 2s"), (FIGURE_4, "2x30s each side rest 15s"), ("cat-cow", "1x8"))))
    assert "3 sets of 10, each held 2 seconds; rest 45 seconds between" in said
    assert "2 times, hold 30 seconds, on each side; rest 15 seconds between" in said
    assert "8 times" in said


def test_the_grid_has_a_column_for_each_day_and_a_row_for_each_exercise() -> None:
    page = sheet(routine(BRIDGE, FIGURE_4), days=10)
    grid = page.partition('<section class="grid"')[2]
    assert grid.count('<th scope="col">') == 1 + 10
    assert re.findall(r'<th scope="row">([^<]+)<', grid)[:2] == ["Glute bridge", "Figure-4 stretch"]
    assert grid.count("<td></td>") == 10 * (2 + 3)
    assert "Sat<br>21<br>Nov" in grid
    assert "Mon<br>30<br>Nov" in grid


def test_a_grid_of_many_days_stands_in_rows() -> None:
    grid = sheet(routine(BRIDGE), days=31).partition('<section class="grid"')[2]
    heads = re.findall(r"<thead>(.*?)</thead>", grid)
    assert [head.count('<th scope="col">') - 1 for head in heads] == [16, 15]
    assert "Mon<br>7<br>Dec" in heads[1]


@pytest.mark.parametrize("days", [0, MOST_DAYS + 1])
def test_a_grid_of_no_or_too_many_days_is_refused(days: int) -> None:
    with pytest.raises(ValueError, match="days, not"):
        sheet(routine(BRIDGE), days=days)


def test_what_is_wrong_for_the_person_is_left_out_or_changed() -> None:
    person = Person(conditions=frozenset({"thr_posterior"}), cannot=frozenset({Position.PRONE}), sore_side="right")
    made = routine(BRIDGE, FIGURE_4, "hip-mobility/pigeon-pose")
    said = words(sheet(made, person))
    assert "2. Figure-4 stretch Leave this one out. Figure-4 stretch is left out for a hip replacement" in said
    assert "begin with the right one" in said
    assert "Leave this one out" not in words(sheet(made))


def test_a_hold_is_no_longer_than_the_conditions_allow() -> None:
    made = routine(("core-stability/forearm-plank", "3x60s"), (BRIDGE, "3x10 2s"))
    assert "3 times, hold 1 minute" in words(sheet(made))
    said = words(sheet(made, Person(conditions=frozenset({"hypertension"}))))
    assert "3 times, hold 10 seconds" in said
    assert "hold for 10 s at most" in said
    assert "3 sets of 10, each held 2 seconds" in said


def test_open_warning_signs_stand_before_the_exercises() -> None:
    person = Person(flags=(OpenFlag("U7", on(2)), OpenFlag("pregnancy", on(9)), OpenFlag("U1", on(30), on(20))))
    said = words(sheet(routine(BRIDGE), person))
    assert said.index("Not yet: do none of this") < said.index("Glute bridge")
    assert "New or worse numbness, tingling or weakness in one leg" in said
    assert "tingling or weakness in one leg Pregnancy" in said
    assert "Fever" not in said


def test_an_exercise_of_no_pack_is_named_and_text_from_a_file_is_only_text() -> None:
    made = Routine(
        "<script>alert(1)</script>",
        (Step("gone/<b>away</b>"), Step(BRIDGE, note='"><img src=x onerror=alert(1)>')),
        summary="\x1b[31mred & <i>bold</i>",
    )
    page = sheet(made)
    body = page.partition("<body>")[2]
    assert "No pack in use has this exercise." in body
    for tag in ("<script", "<b>", "<img", "<i>"):
        assert tag not in page.replace("<body>", "")
    assert "\x1b" not in page


def test_emergencies_are_told_in_the_words_of_the_rules() -> None:
    said = words(sheet(routine(BRIDGE)))
    assert "call your local emergency number" in said
    assert "New bladder or bowel trouble" in said


def test_the_day_changes_the_grid_alone() -> None:
    made = replace(routine(BRIDGE), summary="A day.")
    assert sheet(made).splitlines()[:10] == sheet_html(made, CATALOG, None, on(30)).splitlines()[:10]
