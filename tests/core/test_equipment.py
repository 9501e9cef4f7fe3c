"""Equipment: single things out of what packs write, and what somebody without them can do."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.core.making import exercise

from limberup.catalog import Catalog, Pack
from limberup.equipment import EVERYDAY, equipment_words, has_equipment, single_things
from limberup.exercise import Shown
from limberup.packs.manager import Loaded


@pytest.mark.parametrize(
    ("text", "things"),
    [
        ("loop band", ("loop band",)),
        ("chair or counter", ("chair", "counter")),
        ("Chair, counter or wall", ("chair", "counter", "wall")),
        ("stick / light  box", ("stick", "light box")),
        ("band or", ("band",)),
        ("doorframe", ("doorframe",)),
        ("orange ball or cord", ("orange ball", "cord")),
        ("rope, rope", ("rope",)),
        ("  ", ()),
    ],
)
def test_single_things(text: str, things: tuple[str, ...]) -> None:
    assert single_things(text) == things


def test_what_is_asked_about() -> None:
    exercises = (
        exercise("a", equipment=("loop band", "chair or step"), equipment_optional=("mat",)),
        exercise("b", equipment=("Ball or loop band",)),
        exercise("c", equipment=("class or teacher",), shown=Shown.LOG_ONLY),
        exercise("d", equipment=("wall",)),
    )
    catalog = Catalog((Pack("test", "Test", exercises=exercises),))
    assert equipment_words(catalog) == ("ball", "loop band", "step")
    assert equipment_words(Catalog()) == ()


@pytest.mark.parametrize(
    ("needs", "equipment", "fits"),
    [
        ((), frozenset(), True),
        (("loop band",), None, True),
        (("loop band",), frozenset(), False),
        (("loop band",), frozenset({"loop band"}), True),
        (("Loop Band",), frozenset({"loop band"}), True),
        (("roller or ball",), frozenset({"ball"}), True),
        (("ball", "loop band"), frozenset({"ball"}), False),
        (("ball", "loop band"), frozenset({"ball", "loop band"}), True),
        (("wall",), frozenset(), True),
        (("bench or chair",), frozenset(), True),
        (("ball", "wall"), frozenset(), False),
    ],
)
def test_who_has_what_is_needed(needs: tuple[str, ...], equipment: frozenset[str] | None, fits: bool) -> None:
    assert has_equipment(exercise(equipment=needs), equipment) is fits


def test_what_is_nice_to_have_is_never_missing() -> None:
    assert has_equipment(exercise(equipment_optional=("knee pad",)), frozenset())


things = st.sampled_from(["ball", "loop band", "foam roller", "step", *sorted(EVERYDAY)])
needed_lists = st.lists(st.lists(things, min_size=1, max_size=3).map(" or ".join), max_size=3).map(tuple)


@given(needed_lists, st.frozensets(things), st.frozensets(things))
def test_more_things_never_make_less_possible(
    needed: tuple[str, ...], some: frozenset[str], more: frozenset[str]
) -> None:
    wanted = exercise(equipment=needed)
    if has_equipment(wanted, some):
        assert has_equipment(wanted, some | more)
    assert has_equipment(wanted, None)


def test_every_exercise_can_be_done_with_all_that_is_asked_about(loaded: Loaded) -> None:
    everything = frozenset(equipment_words(loaded.catalog))
    for found in loaded.catalog.exercises.values():
        if found.shown is not Shown.LOG_ONLY:
            assert has_equipment(found, everything), found.id


def test_with_nothing_special_most_exercises_are_left(loaded: Loaded) -> None:
    left_out = [found.id for found in loaded.catalog.exercises.values() if not has_equipment(found, frozenset())]
    assert "glutes/banded-clamshell" in left_out
    assert "arthritis-gentle/sit-to-stand" not in left_out
    assert len(left_out) * 5 < len(loaded.catalog.exercises)
