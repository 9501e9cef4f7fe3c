"""A routine that somebody gave: read with every mistake, named so that it hides no other, kept with who gave it."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.core.test_routine_format import read, rough_files

from limberup.catalog import Catalog, fold
from limberup.problem import LimberupError
from limberup.routine_file import parse_routine, slug_for, slug_problem
from limberup.taking.routine import Sent, free_name, read_sent, same_as, text_to_keep
from limberup.text import clean
from limberup.tomlread import TomlFile

GIVEN = """\
# For Monday.
name = "Walk"

[[step]]
do = "cat-cow"  # slow
"""
DAY = date(2026, 11, 21)


def test_it_is_kept_with_who_gave_it_and_its_comments(catalog: Catalog) -> None:
    text = text_to_keep(read_sent(GIVEN, catalog), "Walk", " Anna\x1b ", DAY)
    assert text == (
        '# For Monday.\nname = "Walk"\ngiven_by = "Anna"\ngiven = 2026-11-21\n\n[[step]]\ndo = "cat-cow"  # slow\n'
    )
    routine, problems = parse_routine(TomlFile("f", text), "walk")
    assert routine is not None
    assert not problems
    assert (routine.given_by, routine.given) == ("Anna", DAY)


@pytest.mark.parametrize(("by", "kept"), [("", "Ben"), ("Anna", "Anna")])
def test_who_gave_it_may_stand_in_the_file(catalog: Catalog, by: str, kept: str) -> None:
    given_by = GIVEN.replace('"Walk"\n', '"Walk"\ngiven_by = "Ben"\ngiven = 2020-01-01\n')
    data = TomlFile("f", text_to_keep(read_sent(given_by, catalog), "Walk", by, DAY)).data
    assert (data["given_by"], data["given"]) == (kept, DAY)


def test_mistakes_are_told_from_the_top_down(catalog: Catalog) -> None:
    text = "nam = 'x'\n[[step]]\ndo = 'cat-cow'\ndose = '3x'\nnotes = 'x'\n"
    with pytest.raises(LimberupError) as caught:
        read_sent(text, catalog, "f")
    assert [problem.place.split(",")[0] for problem in caught.value.problems] == ["", "line 1", "line 4", "line 5"]


def test_an_exercise_that_is_not_there_is_a_mistake(catalog: Catalog) -> None:
    with pytest.raises(LimberupError, match=r"line 5, step 1, do: no exercise 'cat-caw' .* Did you mean 'cat-cow'"):
        read_sent(GIVEN.replace("cat-cow", "cat-caw"), catalog)


@pytest.mark.parametrize("text", ["", "  \n", "\ufeff", "Hello", "[", "name = 3", "[[step]]\n" * 500])
def test_what_is_no_routine(catalog: Catalog, text: str) -> None:
    with pytest.raises(LimberupError):
        read_sent(text, catalog)


@given(rough_files(), st.text(max_size=90))
def test_every_file_is_kept_with_its_comments(text: str, by: str) -> None:
    sent = Sent(read(text), text)
    kept = text_to_keep(sent, "A name", by, DAY)
    routine = read(kept)
    assert (routine.name, routine.given, routine.steps) == ("A name", DAY, sent.routine.steps)
    assert routine.given_by == clean(by).strip()[:80]
    assert set(re.findall(r"# [a-g]", text)) <= set(re.findall(r"# [a-g]", kept))


def test_a_free_name() -> None:
    assert free_name("Walk", "Anna", [], []) == ("Walk", "walk")
    assert free_name("Walk", "Anna", ["walk"], []) == ("Walk (Anna)", "walk-anna")
    assert free_name("Walk", "Anna", ["Walk", "Walk (Anna)"], []) == ("Walk 2", "walk-2")
    assert free_name("Walk", "", [], ["walk"]) == ("Walk 2", "walk-2")
    assert free_name("!", "", [], ["routine"]) == ("! 2", "routine-2")
    long = "walk " * 16
    assert free_name(long, "Anna", [long], [slug_for(long)]) == (
        f"{long[:75].rstrip()} 2",
        f"{slug_for(long)[:55]}-2".replace("--", "-"),
    )


names = st.text(min_size=1, max_size=80)


@given(names, st.text(max_size=90), st.lists(names, max_size=3))
def test_a_free_name_can_be_kept_and_hides_nothing(name: str, by: str, others: list[str]) -> None:
    names, slugs = [name, *others], [slug_for(other) for other in (name, *others)]
    found, slug = free_name(name, by, names, slugs)
    assert 0 < len(found) <= 80
    assert slug_problem("f", slug) is None
    assert fold(found) not in map(fold, names)
    assert slug not in slugs


def test_the_same_once_more(catalog: Catalog) -> None:
    sent = read_sent(GIVEN, catalog)
    kept, _ = parse_routine(TomlFile("f", text_to_keep(sent, "Walk", "Anna", DAY)), "walk")
    assert kept is not None
    assert same_as(sent.routine, [kept]) is kept
    assert same_as(read_sent(GIVEN.replace("# slow", "\ndose = '1x3'"), catalog).routine, [kept]) is None
