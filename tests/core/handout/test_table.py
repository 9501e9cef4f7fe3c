"""CSV and JSON: every field, documented columns, and nothing a spreadsheet would run."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import fields, replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.core.making import records
from tests.core.past import BRIDGE, CAT_COW, done, session

from limberup.handout.json import record_json
from limberup.handout.table import COLUMNS, records_csv
from limberup.history.record import Hurt, Record

PAGE = Path(__file__).parents[3] / "docs" / "handing-over.md"
ELSEWHERE = {"entries": "exercises"}
"""Names of a record's fields that stand under another name."""


def rows(text: str) -> list[dict[str, str]]:
    """Read CSV."""
    return list(csv.DictReader(io.StringIO(text)))


def described(column: int) -> list[str]:
    """Return the names in a column of the page's table of columns, in order."""
    part = PAGE.read_text("utf-8").partition("## The columns")[2].partition("\n## ")[0]
    lines = [line.split("|") for line in part.splitlines() if line.startswith("| `") or line.startswith("| |")]
    return [name for line in lines for name in re.findall(r"`([\w.]+)`", line[column])]


def test_the_page_names_each_column_in_order() -> None:
    assert described(1) == list(COLUMNS)


def test_the_page_names_each_key_of_the_json() -> None:
    record = session(1, done(BRIDGE, hurts=[Hurt(3)]))
    whole = record_json(record)
    (exercise,) = whole["exercises"]
    keys = {*whole, *(f"exercises.{key}" for key in exercise)}
    keys |= {f"exercises.work.{key}" for key in exercise["work"][0]}
    keys |= {f"exercises.hurts.{key}" for key in exercise["hurts"][0]}
    assert set(described(2)) == keys


def test_every_field_of_a_record_is_in_both() -> None:
    names = {ELSEWHERE.get(field.name, field.name) for field in fields(Record)}
    assert names == set(record_json(session(1)))
    # In CSV a row is an exercise, with columns of its own for what is in it.
    assert {*names, *COLUMNS} - set(COLUMNS) == {"id", "exercises"}


@given(st.lists(records, max_size=4))
def test_every_exercise_of_every_session_has_its_row(some: list[Record]) -> None:
    found = rows(records_csv(some))
    assert len(found) == sum(max(1, len(record.entries)) for record in some)
    assert all(None not in row and None not in row.values() for row in found)


@given(records)
def test_no_cell_begins_a_formula(record: Record) -> None:
    for row in rows(records_csv([record])):
        for cell in row.values():
            assert not cell.lstrip().startswith(("=", "+", "-", "@", "＝", "＋", "－", "＠"))


@pytest.mark.parametrize("note", ["=1+1", " @x", "\t=1", "– 1", "＝1"])
def test_what_could_be_a_formula_is_shown_as_text(note: str) -> None:
    (row,) = rows(records_csv([replace(session(1), note=note)]))
    assert row["note"].startswith("'")
    assert note.replace("\t", " ") in row["note"]


def test_each_decision_stands_in_one_row_that_of_its_exercise() -> None:
    decisions = (
        "G7 FULL: Nothing stands in the way.",
        f"P3 progress {CAT_COW}: Cat-cow gets a little more.",
        "X exclude, dropped glutes/clamshell: Clamshell is left out.",
    )
    record = session(1, done(BRIDGE), done(CAT_COW), decisions=decisions)
    bridge, cat_cow = rows(records_csv([record]))
    assert bridge["decisions"] == f"{decisions[0]}; {decisions[2]}"
    assert cat_cow["decisions"] == decisions[1]


def test_a_check_in_keeps_its_row() -> None:
    record = replace(session(1, pain=7), entries=(), decisions=("G5 RESCUE: Today is short.",))
    (row,) = rows(records_csv([record]))
    assert (row["exercise"], row["pain_moving"], row["decisions"]) == ("", "7", "G5 RESCUE: Today is short.")
