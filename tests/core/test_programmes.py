"""Programmes: the weeks of our own against the rules, and every mistake of a programme file."""

from __future__ import annotations

import re

import pytest
from tests.conftest import Written

from limberup.catalog import Catalog
from limberup.packs.programme_reader import check_programme, parse_programme
from limberup.packs.reader import read_pack
from limberup.programme import Programme, Review, Weeks
from limberup.safety.schedule import stretch_days
from limberup.tomlread import TomlFile

SIX, KEEPING = "core-stability/six-weeks", "core-stability/maintenance"


@pytest.fixture(scope="module")
def six(catalog: Catalog) -> Programme:
    """Return the programme of the first weeks."""
    return catalog.programmes[SIX]


def test_our_programmes(catalog: Catalog) -> None:
    assert set(catalog.programmes) == {SIX, KEEPING}
    for programme in catalog.programmes.values():
        assert check_programme(programme, catalog, TomlFile(programme.id, "")) == []
        assert programme.sources
        # A source that nobody resolves is shown by its key.
        assert not [key for key in programme.sources if catalog.source(key, programme.pack).text == key]


@pytest.mark.parametrize(
    ("week", "least", "most"),
    [(1, 3, 3), (2, 3, 3), (3, 4, 5), (4, 4, 5), (5, 7, 7), (6, 7, 7)],
)
def test_three_days_then_four_to_five_then_daily(six: Programme, week: int, least: int, most: int) -> None:
    # R26.
    weeks = six.at(week)
    assert weeks
    assert weeks.stretch_days == (least, most)
    assert most <= stretch_days(week)


def test_twelve_weeks_and_then_two_days_a_week(catalog: Catalog, six: Programme) -> None:
    # R48.
    keeping = catalog.programmes[KEEPING]
    assert [week for week in range(1, 20) if six.at(week)] == list(range(1, 13))
    assert [week for week in range(1, 20) if keeping.at(week)] == list(range(13, 20))
    assert keeping.at(300)
    weeks = keeping.at(13)
    assert weeks
    assert (weeks.stretch_days, weeks.strength_days) == ((2, 2), (2, 2))


def test_strength_never_stands_on_two_days_in_a_row(catalog: Catalog) -> None:
    # K9: of the seven days of a week that goes round, no more than three have none of the others beside them.
    for programme in catalog.programmes.values():
        for weeks in programme.weeks:
            assert 2 <= weeks.strength_days[0] <= weeks.strength_days[1] <= 3
            # A day of strength is one of stretching too.
            assert weeks.strength_days[1] <= weeks.stretch_days[1]


def test_days_of_strength_have_both_and_days_of_stretching_none(catalog: Catalog) -> None:
    for programme in catalog.programmes.values():
        for weeks in programme.weeks:
            assert weeks.strength_routines
            for id_ in weeks.strength_routines:
                kinds = {catalog.exercise(step.do).kind for step in catalog.routines[id_].steps}
                assert any(kind.is_strength for kind in kinds), id_
                assert any(kind.is_stretch for kind in kinds), id_
            for id_ in weeks.stretch_routines:
                kinds = {catalog.exercise(step.do).kind for step in catalog.routines[id_].steps}
                assert not any(kind.is_strength for kind in kinds), id_


def test_the_first_weeks_begin_with_the_gentle_ones(six: Programme) -> None:
    weeks = six.at(1)
    assert weeks
    assert "core-stability/gentle-first-week" in weeks.strength_routines
    assert "core-stability/core-and-glutes" not in weeks.routines
    # R33: morning, breaks and evening on one day only from week 5.
    day = {"desk-worker/morning", "desk-worker/desk-break", "spinal-mobility/evening"}
    assert [week for week in range(1, 7) if (at := six.at(week)) and day <= set(at.routines)] == [5, 6]


def test_what_unlocks_is_what_the_exercises_say(catalog: Catalog, six: Programme) -> None:
    told = {id_: weeks.from_week for weeks in six.weeks for id_ in weeks.unlocks}
    assert told == {one.id: one.from_week for one in catalog.exercises.values() if one.from_week > 1}
    assert set(told.values()) == {3, 5}


def test_reviews_stand_at_the_weeks_of_the_rules(six: Programme) -> None:
    # R28, R29; K10 sends to a doctor at week 6 where nothing has changed.
    assert [review.week for review in six.reviews] == [3, 6, 8, 12]
    third = six.review(6)
    assert third
    assert "talk to your doctor or physiotherapist" in third.words
    assert six.review(7) is None


def test_milestones_promise_nothing(catalog: Catalog) -> None:
    # R27, R67.
    for programme in catalog.programmes.values():
        said = [weeks.milestone for weeks in programme.weeks if weeks.milestone]
        assert said
        assert all(words.startswith("Some people ") for words in said)
        words = [*said, *(review.words for review in programme.reviews), programme.name, programme.summary]
        words += [weeks.note for weeks in programme.weeks]
        text = " ".join(words)
        assert text.isascii()
        assert not re.search(r"\b(will|cure\w*|guarantee\w*|promise\w*|pain-free|always|never)\b", text, re.I)


def test_weeks_and_what_they_have() -> None:
    weeks = Weeks(3, 4, (4, 5), (2, 3), ("a/x",), ("a/y",))
    assert weeks.routines == ("a/y", "a/x")
    assert [week for week in range(1, 8) if weeks.has(week)] == [3, 4]
    assert [week for week in (2, 3, 400) if Weeks(3, None, (2, 2), (2, 2)).has(week)] == [3, 400]


GOOD = """\
name = "Stairs"

[[weeks]]
from_week = 1
to_week = 2
stretch_days = [2, 3]
strength_days = [0, 2]

[[weeks]]
from_week = 3
stretch_days = [2, 3]
strength_days = [2, 4]

[[review]]
week = 2
words = "Look back."
"""


def test_a_good_file(written: Written) -> None:
    programme, problems = parse_programme(written(GOOD, "stairs.toml"), "walks", "stairs")
    assert not problems
    assert programme == Programme(
        "walks",
        "stairs",
        "Stairs",
        (Weeks(1, 2, (2, 3), (0, 2)), Weeks(3, None, (2, 3), (2, 4))),
        (Review(2, "Look back."),),
    )
    assert programme.id == "walks/stairs"


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("[2, 3]\nstrength_days = [0, 2]", "[2, 4]\nstrength_days = [0, 2]", "has more than the 3 days of stretching"),
        ("[0, 2]", "[2, 0]", "f.toml: line 7, weeks 1, strength_days: the first number must be the smaller one"),
        ("[2, 4]", "[2, 5]", "f.toml: line 12, weeks 2, strength_days 2: must be at most 4"),
        ("[0, 2]", "[0]", "f.toml: line 7, weeks 1, strength_days: must have 2 items"),
        (
            "from_week = 3",
            "from_week = 4",
            "f.toml: line 10, weeks 2, from_week: must be 3: the weeks before end with 2",
        ),
        ("to_week = 2\n", "", "f.toml: line 3, weeks 1: to_week is missing, and other weeks follow. Add to_week = 2"),
        ("to_week = 2", "to_week = 0", "f.toml: line 5, weeks 1, to_week: must be at least 1"),
        ("from_week = 1", "from_week = 5", "weeks 1, to_week: must not be before from_week, which is 5"),
        ("from_week = 3\n", "", "f.toml: line 9, weeks 2: from_week is missing. Add from_week = ..."),
        ("from_week = 3", "start = 3", "f.toml: line 10, weeks 2, start: there is no key 'start'"),
        ("week = 2\nwords", "week = 0\nwords", "f.toml: line 15, review 1, week: must be at least 1"),
        ('words = "Look back."', 'words = ""', "f.toml: line 16, review 1, words: is empty"),
        ('name = "Stairs"', "", "f.toml: name is missing. Add name = ..."),
        ('"Look back."\n', '"A."\n[[review]]\nweek = 2\nwords = "B."\n', "line 18, review 2, week: must come after 2"),
        ("[2, 4]\n", '[2, 4]\nunlocks = ["cat-cow"]\n', "line 13, weeks 2, unlocks 1: has characters that can't stand"),
    ],
)
def test_each_mistake_in_words(written: Written, old: str, new: str, message: str) -> None:
    assert old in GOOD
    programme, problems = parse_programme(written(GOOD.replace(old, new, 1)), "walks", "stairs")
    assert programme is None
    assert any(message in str(problem) for problem in problems), [str(problem) for problem in problems]


def test_a_file_without_weeks_and_one_with_a_bad_name(written: Written) -> None:
    programme, problems = parse_programme(written("name = 'x'\nweeks = []\n"), "walks", "Stairs up")
    assert programme is None
    assert [str(problem) for problem in problems] == [
        "f.toml: line 2, weeks: is empty",
        "f.toml: its name may hold only a-z, 0-9 and single hyphens. Rename it",
    ]


def test_routines_and_exercises_that_no_pack_has(written: Written, catalog: Catalog) -> None:
    lines = 'strength_routines = ["glutes/strong-hips", "glutes/strong-hip"]\nunlocks = ["hip-mobility/pigeon"]\n'
    file = written(GOOD.replace("[0, 2]\n", f"[0, 2]\n{lines}"))
    programme, problems = parse_programme(file, "walks", "stairs")
    assert programme
    assert not problems
    assert [str(problem) for problem in check_programme(programme, catalog, file)] == [
        "f.toml: line 8, weeks 1, strength_routines 2: there is no routine 'glutes/strong-hip'. "
        "Did you mean 'glutes/strong-hips'?",
        "f.toml: line 9, weeks 1, unlocks 1: there is no exercise 'hip-mobility/pigeon'. "
        "Did you mean 'hip-mobility/pigeon-pose'?",
    ]


def test_a_broken_programme_leaves_the_rest_of_its_pack(written: Written) -> None:
    folder = written.folder / "walks"
    (folder / "programmes").mkdir(parents=True)
    (folder / "pack.toml").write_text('[pack]\nid = "walks"\nname = "Walks"\napi = 1\n', "utf-8")
    (folder / "programmes" / "good.toml").write_text(GOOD, "utf-8")
    (folder / "programmes" / "bad.toml").write_text(GOOD.replace("[2, 4]", "[2, 9]"), "utf-8")
    pack, problems = read_pack(folder)
    assert pack
    assert [programme.id for programme in pack.programmes] == ["walks/good"]
    assert [str(problem) for problem in problems] == [
        "walks/programmes/bad.toml: line 12, weeks 2, strength_days 2: must be at most 4"
    ]
