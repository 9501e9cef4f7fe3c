"""Ladders as somebody's pack may have them: in a circle, ending in a pack that is not there, locked."""

from __future__ import annotations

from functools import partial

import pytest

from limberup.catalog import Catalog, Pack
from limberup.dose import Dose
from limberup.exercise import Exercise, Kind, Position, Rung, Shown, Side
from limberup.safety.decision import State, Verdict
from limberup.safety.fit import fit
from limberup.safety.judge import judge
from limberup.safety.locks import Locks
from limberup.safety.progress import Change
from limberup.safety.situation import FieldError, Last, Situation
from limberup.safety.walk import resolve, walk


def exercise(slug: str, tags: str = "", easier: Rung | None = None, **changes: object) -> Exercise:
    values: dict[str, object] = {
        "pack": "own",
        "slug": slug,
        "name": slug.upper(),
        "purpose": "",
        "kind": Kind.STRENGTH,
        "position": Position.STANDING,
        "start_position": "",
        "side": Side.BILATERAL,
        "start": Dose(1, 5),
        "target": Dose(2, 10),
        "how": (),
        "breathing": "",
        "easier": easier or Rung(),
        "tags": frozenset(tags.split()),
    }
    return Exercise(**(values | changes))  # type: ignore[arg-type]


def made(*exercises: Exercise) -> Catalog:
    return Catalog((Pack("own", "Own", exercises=exercises),))


no_floor = partial(fit, conditions=("no_floor",), minutes_up=300)


def test_a_circle_ends_in_nothing() -> None:
    catalog = made(exercise("a", "FLR", Rung("own/b")), exercise("b", "FLR", Rung("own/a")))
    assert walk(catalog.exercise("a"), no_floor, Locks(9), catalog) is None


def test_a_circle_further_down_ends_in_nothing_too() -> None:
    catalog = made(
        exercise("a", "FLR", Rung("own/b")), exercise("b", "FLR", Rung("own/c")), exercise("c", "FLR", Rung("own/b"))
    )
    assert walk(catalog.exercise("a"), no_floor, Locks(9), catalog) is None


def test_a_rung_in_a_pack_that_is_not_there_is_the_end() -> None:
    catalog = made(exercise("a", "FLR", Rung("gone/b")))
    assert walk(catalog.exercise("a"), no_floor, Locks(9), catalog) is None
    marked = Situation(last=(Last("own/a", regress=True),))
    assert judge(marked, catalog).next[0].change is Change.REMOVE


def test_a_walk_passes_what_is_excluded_and_stops_at_what_is_locked() -> None:
    catalog = made(
        exercise("a", "FLR", Rung("own/b")),
        exercise("b", "FLR", Rung("own/c"), shown=Shown.OPT_IN),
        exercise("c", "", Rung("own/d"), from_week=5),
        exercise("d"),
    )
    start = catalog.exercise("a")
    found = walk(start, no_floor, Locks(5), catalog)
    assert found is not None
    assert found.exercise.slug == "c"
    assert walk(start, no_floor, Locks(4, frozenset({"own/c"})), catalog) is None
    (entry,) = resolve(["own/a"], None, State.FULL, no_floor, Locks(4), catalog)
    assert entry.verdict is Verdict.EXCLUDE
    assert entry.dropped
    assert entry.done is None


@pytest.mark.parametrize(("locks", "opens"), [
    (Locks(5), False),
    (Locks(5, frozenset({"own/a"})), False),
    (Locks(4, frozenset({"own/a"}), frozenset({"own/b"})), False),
    (Locks(5, frozenset(), frozenset({"own/b"})), False),
    (Locks(5, frozenset({"own/a"}), frozenset({"own/b"})), True),
])  # fmt: skip
def test_every_lock_has_to_be_open(locks: Locks, opens: bool) -> None:
    assert locks.opens(exercise("a", shown=Shown.OPT_IN, from_week=5, needs_target="own/b")) is opens


def test_an_easier_way_in_words_starts_over_with_them() -> None:
    catalog = made(exercise("a", "", Rung(level="Bend less.")))
    marked = Situation(last=(Last("own/a", Dose(1, 5, 3), regress=True),))
    (item,) = judge(marked, catalog).next
    assert (item.change, item.dose, item.cue) == (Change.REGRESS, Dose(1, 5), "Bend less.")


def test_a_harder_exercise_that_the_filter_leaves_out_holds_and_says_so() -> None:
    catalog = made(exercise("a", harder=Rung("own/b")), exercise("b", "FLR"))
    ready = Situation(conditions=frozenset({"no_floor"}), last=(Last("own/a", Dose(2, 10), effort=1, run=3),))
    found = judge(ready, catalog)
    assert (found.next[0].change, found.next[0].becomes) == (Change.HOLD, "")
    assert found.rules == ("G7", "M4", "X", "P3")


def test_a_twin_that_leaves_the_plan_has_no_dose_to_give() -> None:
    catalog = made(exercise("a", "", Rung("own/b")), exercise("b", "", Rung("own/c")), exercise("c", start=Dose(1, 7)))
    both = (Last("own/a", regress=True), Last("own/b", Dose(1, 5, 9), regress=True))
    first, second = judge(Situation(plan=("own/a", "own/b"), last=both), catalog).next
    assert (first.becomes, first.dose) == ("own/b", Dose(1, 5))
    assert (second.becomes, second.dose) == ("own/c", Dose(1, 7))


def test_a_bare_slug_and_an_id_are_one_exercise() -> None:
    catalog = made(exercise("a"))
    found = judge(Situation(plan=("a", "own/a"), last=(Last("a", regress=True, dose=Dose(2, 9)),)), catalog)
    assert [entry.exercise for entry in found.plan] == ["own/a", "own/a"]
    assert found.next[0].dose == Dose(2, 6)


@pytest.mark.parametrize("field", ["flags", "uncleared", "cleared", "conditions"])
def test_a_situation_knows_its_ids(field: str) -> None:
    with pytest.raises(FieldError, match=f"{field}: unknown: 'x'"):
        Situation(**{field: frozenset({"x"})})  # type: ignore[arg-type]
