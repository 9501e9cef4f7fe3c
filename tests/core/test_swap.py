"""Another exercise for the same purpose."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.core.making import exercise

from limberup.catalog import Catalog, Pack
from limberup.dose import parse_dose
from limberup.exercise import Exercise, Kind, Position, Shown
from limberup.safety.conditions import CONDITIONS
from limberup.safety.decision import Verdict
from limberup.safety.fit import Fitted, fit
from limberup.safety.locks import Locks
from limberup.swap import Group, alternatives, group_of

OPEN = Locks(week=99)


def of(*exercises: Exercise) -> Catalog:
    """Return a catalog of one pack."""
    return Catalog((Pack("test", "Test", exercises=exercises),))


def slugs(found: tuple[Fitted, ...]) -> list[str]:
    """Return what was found, by slug."""
    return [fitted.exercise.slug for fitted in found]


BRIDGE = exercise("bridge", muscles=("glutes", "hamstrings"))
CURL = exercise("curl", muscles=("hamstrings",))


def test_the_nearest_comes_first() -> None:
    catalog = of(
        BRIDGE,
        CURL,
        exercise("thrust", muscles=("gluteals", "hamstrings", "adductors")),
        exercise("squeeze", kind=Kind.ISOMETRIC, muscles=("Gluteals", "hamstrings")),
        exercise("side-bridge", muscles=("gluteals", "hamstrings"), position=Position.SIDE_LYING),
        exercise("twin", muscles=("hamstrings", "gluteals")),
    )
    assert slugs(alternatives(BRIDGE, fit, OPEN, catalog)) == ["twin", "side-bridge", "squeeze", "thrust", "curl"]
    assert slugs(alternatives(BRIDGE, fit, OPEN, catalog, {"test/twin", "test/curl"})) == [
        "side-bridge",
        "squeeze",
        "thrust",
    ]


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({}, True),
        ({"kind": Kind.ISOMETRIC}, True),
        ({"kind": Kind.STATIC_STRETCH}, False),
        ({"kind": Kind.BREATHING}, False),
        ({"muscles": ("adductors",)}, False),
        ({"muscles": ()}, False),
        ({"muscles": ("a muscle of our own",)}, False),
        ({"shown": Shown.LOG_ONLY, "start": parse_dose("log")}, False),
        ({"shown": Shown.HIDDEN}, False),
        ({"from_week": 100}, False),
        ({"needs_target": "test/bridge"}, False),
        ({"tags": frozenset({"FLR"})}, False),
    ],
)
def test_only_what_serves_the_same_purpose_and_is_right(changes: dict[str, object], found: bool) -> None:
    other = replace(CURL, **changes)  # type: ignore[arg-type]
    judged = alternatives(BRIDGE, lambda one: fit(one, {"no_floor"}), OPEN, of(BRIDGE, other))
    assert bool(judged) is found


def test_names_that_no_table_has_are_compared_as_they_are() -> None:
    one, other = (exercise(name, muscles=("My-Muscle", "x")) for name in ("one", "other"))
    assert slugs(alternatives(one, fit, OPEN, of(one, replace(other, muscles=("my muscle",))))) == ["other"]


def test_the_groups() -> None:
    groups = {kind.value: group_of(exercise(kind=kind)).value for kind in Kind}
    assert groups == {
        "breathing": "breathing",
        "isometric": "strength",
        "strength": "strength",
        "mobility": "stretch",
        "static stretch": "stretch",
        "dynamic stretch": "stretch",
        "self-massage": "massage",
    }
    assert len(Group) == 4


@given(st.data())
def test_what_is_offered_is_always_allowed(catalog: Catalog, data: st.DataObject) -> None:
    here = data.draw(st.sampled_from(list(catalog.exercises.values())))
    conditions = data.draw(st.frozensets(st.sampled_from(sorted(CONDITIONS)), max_size=3))
    locks = Locks(week=data.draw(st.integers(1, 12)))
    taken = data.draw(st.frozensets(st.sampled_from(sorted(catalog.exercises)), max_size=5))
    found = alternatives(here, lambda one: fit(one, conditions), locks, catalog, taken)
    assert found == alternatives(here, lambda one: fit(one, conditions), locks, catalog, taken)
    ids = [fitted.exercise.id for fitted in found]
    assert len(ids) == len(set(ids))
    assert not {here.id, *taken} & set(ids)
    for fitted in found:
        assert fitted.verdict is not Verdict.EXCLUDE
        assert locks.opens(fitted.exercise)
        assert group_of(fitted.exercise) is group_of(here)


def test_most_of_our_exercises_have_another(catalog: Catalog) -> None:
    without = [
        one.id
        for one in catalog.exercises.values()
        if one.shown is not Shown.LOG_ONLY and not alternatives(one, fit, Locks(week=12), catalog)
    ]
    assert len(without) < len(catalog.exercises) / 4, without
