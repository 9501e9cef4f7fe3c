"""Naming and finding what the packs bring."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.core.making import exercise

from limberup.catalog import Catalog, Pack, UnknownName, fold
from limberup.exercise import Exercise
from limberup.routine import Routine

TWO = Catalog(
    (
        Pack(
            "a",
            "A",
            exercises=(exercise("x", pack="a"), exercise("y", pack="a")),
            routines=(Routine("R", slug="r", pack="a"),),
        ),
        Pack(
            "b",
            "B",
            exercises=(exercise("x", pack="b"),),
            routines=(Routine("R", slug="r", pack="b"), Routine("S", slug="s", pack="b")),
            references=("a/y", "gone/z"),
        ),
    )
)


def test_names() -> None:
    assert TWO.exercise("a/x").pack == "a"
    assert TWO.exercise("b/x").pack == "b"
    assert TWO.exercise("y").id == "a/y"
    assert TWO.get("x") is None
    assert ("y" in TWO, "x" in TWO, 3 in TWO) == (True, False, False)
    assert TWO.routine("s").id == "b/s"
    assert TWO.routine("a/r").pack == "a"
    assert [one.id for one in TWO.listed(TWO.packs[1])] == ["b/x", "a/y"]


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("x", "several packs have an exercise 'x'. Write a/x or b/x"),
        ("z", "no exercise 'z' in any pack in use. It can be x or y"),
        ("a/z", "no exercise 'a/z' in any pack in use. Did you mean 'a/y'?"),
        ("", "no exercise '' in any pack in use. It can be x or y"),
    ],
)
def test_unknown_exercises(name: str, message: str) -> None:
    with pytest.raises(UnknownName) as caught:
        TWO.exercise(name)
    assert str(caught.value) in (message, message.replace("a/y", "a/x"))


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("r", "several packs have a routine 'r'. Write a/r or b/r"),
        ("q", "no routine 'q'. It can be r or s"),
    ],
)
def test_unknown_routines(name: str, message: str) -> None:
    with pytest.raises(UnknownName) as caught:
        TWO.routine(name)
    assert str(caught.value) == message


@given(st.text())
def test_any_name_is_an_exercise_or_unknown(name: str) -> None:
    try:
        found = TWO.exercise(name)
    except UnknownName as error:
        message = str(error)
    else:
        assert name in (found.id, found.slug)
        return
    assert len(message) < 700


def found(catalog: Catalog, text: str) -> list[str]:
    """Return the slugs of what a search finds."""
    return [one.slug for one in catalog.search(text)]


def test_search(catalog: Catalog) -> None:
    assert found(catalog, "glute bridge")[:1] == ["glute-bridge"]
    assert found(catalog, "GLÚTE-bridge")[:1] == ["glute-bridge"]
    assert found(catalog, "hip bridge")[0] == "glute-bridge", "by an alias"
    assert found(catalog, "figure-4 stretch")[0] == "supine-figure-4", "by its name, and others by aliases"
    bridges = [one.name for one in catalog.search("bridge")]
    assert bridges[0] == "Bridge with march", "begins with it"
    assert bridges.index("Side plank") > bridges.index("Glute bridge"), "an alias comes after a name"
    assert "pelvic-tilt" in found(catalog, "lying on your back mobility")
    assert found(catalog, "no such thing") == []
    assert len(found(catalog, "")) == 80
    among = [catalog.exercise("cat-cow"), catalog.exercise("clamshell")]
    assert catalog.search("clam", among) == among[1:]


@given(st.text(max_size=20))
def test_search_is_the_same_however_it_is_written(catalog: Catalog, text: str) -> None:
    assert catalog.search(text) == catalog.search(fold(text)) == catalog.search(f"  {text} ")


NAMES = st.lists(st.sampled_from(["Bridge", "side", "Plank", "Cát-cow", "of"]), min_size=1, max_size=3).map(" ".join)


@given(st.lists(st.tuples(NAMES, NAMES), min_size=1, max_size=8), NAMES)
def test_a_search_puts_names_before_aliases_and_the_nearest_first(named: list[tuple[str, str]], text: str) -> None:
    made = tuple(exercise(f"e{n}", name=name, aliases=(alias,)) for n, (name, alias) in enumerate(named))
    catalog = Catalog((Pack("test", "Test", exercises=made),))

    def rank(one: Exercise) -> int:
        name, wanted = fold(one.name), fold(text)
        in_name = all(word in name for word in wanted.split())
        return [name == wanted, name.startswith(wanted), in_name, True].index(True)

    found = catalog.search(text)
    assert found == sorted(found, key=lambda one: (rank(one), made.index(one)))
    for one in made:
        assert fold(catalog.search(one.name)[0].name) == fold(one.name)


@given(st.data())
def test_a_whole_name_puts_an_exercise_of_that_very_name_first(catalog: Catalog, data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(sorted(one.name for one in catalog.exercises.values())))
    typed = data.draw(st.sampled_from([name, name.upper(), name.lower(), f" {name} ", name.replace("-", " ")]))
    assert catalog.search(typed)[0].name == name


def test_every_exercise_is_found_by_its_name(catalog: Catalog) -> None:
    for one in catalog.exercises.values():
        assert catalog.search(one.name)[0].name == one.name
        for name in (one.name, one.slug, *one.aliases):
            assert one in catalog.search(name), (one.id, name)
        assert catalog.exercise(one.slug) is one
