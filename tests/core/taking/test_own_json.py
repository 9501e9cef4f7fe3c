"""limberup's own export comes back as it was, and nothing in it becomes more than it was."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from tests.core.making import ID, START, records
from tests.core.past import BRIDGE, done, session

from limberup.evidence import is_evidence
from limberup.handout.json import record_json
from limberup.history.record import Record
from limberup.history.record_file import dump_record, parse_record
from limberup.problem import LimberupError
from limberup.taking.own_json import read_own_json
from limberup.tomlread import TomlFile


def exported(*found: Record) -> str:
    """Return what the program prints of records."""
    return json.dumps([record_json(record) for record in found])


def in_its_file(record: Record) -> Record:
    """Return a record as its file has it."""
    return parse_record(TomlFile(f"{record.id}.toml", dump_record(record)))


@given(records)
def test_what_was_exported_comes_back(record: Record) -> None:
    found, problems = read_own_json(exported(record), "own.json")
    assert not problems
    assert found == [in_its_file(record)]


def test_a_session_led_here_still_counts_and_one_from_elsewhere_never_does() -> None:
    own = session(3, done(BRIDGE))
    strong = replace(session(5, done(BRIDGE)), origin="Strong", state="", morning_pain=None)
    found, problems = read_own_json(exported(own, strong), "own.json")
    assert not problems
    by_id = {record.id: record for record in found}
    assert is_evidence(by_id[own.id])
    assert not is_evidence(by_id[strong.id])


def test_what_no_rule_let_happen_is_no_evidence_even_where_nothing_says_whence_it_came() -> None:
    row = record_json(replace(session(5, done(BRIDGE)), state=""))
    del row["origin"]
    (found,), _ = read_own_json(json.dumps([row]), "own.json")
    assert not is_evidence(found)
    # A look back has no state either, and no exercise: it is the person's own.
    note, _ = read_own_json(json.dumps([row | {"exercises": [], "goals": {"walk": 5}}]), "own.json")
    assert is_evidence(note[0])


GOOD = record_json(Record(ID, START, START, "x"))


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"id": "../../etc/passwd"}, "session 2: has no id like"),
        ({"id": 3}, "session 2: has no id like"),
        ({"id": "20261399T000000Z-00000000"}, "session 2: has no id like"),
        ({"id": "\u0662\u0660\u0662\u0666\u0661\u0661\u0662\u0661T073000Z-0123abcd"}, "session 2: has no id like"),
        ({"started": "yesterday"}, "has not what a session has"),
        ({"started": "2026-11-21T08:30:00"}, ""),
        ({"pain_at_rest": 11}, "must be at most 10"),
        ({"pain_at_rest": "three"}, "session 2"),
        ({"exercises": [{}]}, "has not what a session has"),
        (
            {"exercises": [{"id": "a/b", "dose": "much", "work": [], "hurts": [], "marks": []}]},
            "has not what a session",
        ),
        ({"exercises": [{"id": "a b", "dose": "1x1", "work": [], "hurts": [], "marks": []}]}, "has not what a session"),
        ({"goals": {"walk": 99}}, "must be at most 10"),
        ({"colour": "red"}, "has not what a session has"),
        ({"newer": True}, "was written by a newer limberup"),
        ({"note": "x" * 10}, ""),
    ],
)
def test_one_that_cannot_be_read_is_named_and_the_rest_comes(change: dict[str, Any], message: str) -> None:
    found, problems = read_own_json(json.dumps([GOOD, GOOD | change]), "own.json")
    assert found[0] == in_its_file(Record(ID, START, START, "x"))
    assert [message in str(problem) for problem in problems] == [True] * bool(message)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[", "own.json: line 1, column 2: is not JSON"),
        ("{}", "is no list of sessions"),
        ("[]", "is no list of sessions"),
        ('["Plank"]', "is no list of sessions. Take what limberup history --json prints"),
        ("[" * 100_000, "is nested too deeply"),
    ],
)
def test_what_is_no_export(text: str, message: str) -> None:
    with pytest.raises(LimberupError, match=message) as caught:
        read_own_json(text, "own.json")
    assert len(caught.value.problems) == 1
