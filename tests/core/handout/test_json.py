"""Records and the report as JSON: plain values alone, and nothing lost on the way."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st
from tests.core.making import records
from tests.core.past import BRIDGE, CATALOG, FIGURE_4, TODAY, done, on, session, told

from limberup.handout.json import record_json, report_json
from limberup.handout.report import make_report
from limberup.history.record import Hurt, Record
from limberup.person import OpenFlag, Person

PERSON = Person(
    acknowledged=on(60),
    age_band="60-64",
    conditions=frozenset({"hip_oa"}),
    flags=(OpenFlag("U3", on(50), on(49)), OpenFlag("E1", date.min)),
)


def test_the_report_has_its_numbers_as_they_are() -> None:
    hurt = replace(done(FIGURE_4), hurts=(Hurt(5, True, "down"),), marks=("eased",))
    some = [session(40, done(BRIDGE, "1x8 2s"), pain=6), session(2, done(BRIDGE, "2x10 2s"), hurt, pain=3)]
    some.append(replace(told(1, 2), goals=(("walk", 4),)))
    found = report_json(make_report(some, CATALOG, PERSON, TODAY, weeks=6))
    assert (found["today"], found["age_band"], found["sessions"]) == (TODAY.isoformat(), "60-64", 2)
    flags = {flag["id"]: (flag["since"], flag["cleared"]) for flag in found["flags"]}
    assert flags == {"U3": (on(50).isoformat(), on(49).isoformat()), "E1": (None, None)}
    assert found["pain"]["moving"]["start"] == 6
    (bridge,) = (one for one in found["exercises"] if one["id"] == BRIDGE)
    assert (bridge["times"], bridge["first_dose"], bridge["last_dose"]) == (2, "1x8 2s", "2x10 2s")
    assert [{key: one[key] for key in ("pain", "sharp", "leg")} for one in found["hurts"]] == [
        {"pain": 5, "sharp": True, "leg": "down"}
    ]
    assert [goal["last"] for goal in found["goals"]] == [4]
    assert json.loads(json.dumps(found, allow_nan=False)) == found


def test_what_nobody_has_told_is_null() -> None:
    found = report_json(make_report([session(2, pain=None, morning=None)], CATALOG, Person(), TODAY, weeks=6))
    assert set(found["pain"].values()) == {None}
    assert json.loads(json.dumps(found, allow_nan=False)) == found


@given(st.lists(records, max_size=4))
def test_whatever_was_kept_is_json(some: list[Record]) -> None:
    for record in some:
        found = record_json(record)
        assert json.loads(json.dumps(found, allow_nan=False)) == found
        assert [entry["id"] for entry in found["exercises"]] == [entry.exercise for entry in record.entries]
