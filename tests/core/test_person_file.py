"""person.toml: never read in part."""

from __future__ import annotations

import os
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.core.making import START

from limberup.person import CheckIn, OpenFlag, Person
from limberup.person_file import load_person, save_person
from limberup.problem import LimberupError
from limberup.safety.conditions import CONDITIONS
from limberup.safety.flags import FLAGS, REASONS

days = st.dates(date(1900, 1, 1), date(2100, 1, 1))
people = st.builds(
    Person,
    acknowledged=st.none() | days,
    flags=st.lists(st.builds(OpenFlag, st.sampled_from([*FLAGS, *REASONS]), days, st.none() | days), max_size=4).map(
        tuple
    ),
    conditions=st.frozensets(st.sampled_from(sorted(CONDITIONS)), max_size=5),
    sore_side=st.sampled_from(["", "left", "right"]),
    age=st.none() | st.integers(0, 120),
)


@given(people)
def test_what_is_written_is_read_back(tmp_path_factory: pytest.TempPathFactory, person: Person) -> None:
    path = tmp_path_factory.mktemp("home") / "person.toml"
    save_person(path, person)
    assert load_person(path) == person


def test_the_file_can_be_read_by_eye(tmp_path: Path) -> None:
    path = tmp_path / "person.toml"
    flags = (OpenFlag("U7", date(2026, 11, 1), date(2026, 11, 5)), OpenFlag("pregnancy", date(2026, 11, 2)))
    condition = sorted(CONDITIONS)[0]
    save_person(path, Person(date(2026, 10, 31), flags, frozenset({condition}), "left", 52))
    assert path.read_text() == (
        f'schema = 1\nacknowledged = 2026-10-31\nage = 52\nsore_side = "left"\nconditions = [\n    "{condition}",\n]\n'
        'flag = [\n    { id = "U7", since = 2026-11-01, cleared = 2026-11-05 },\n'
        '    { id = "pregnancy", since = 2026-11-02 },\n]\n'
    )


def test_nobody_is_known_where_there_is_no_file(tmp_path: Path) -> None:
    assert load_person(tmp_path / "person.toml") == Person()
    assert load_person(tmp_path / "gone" / "person.toml") == Person()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("schema = 2", "person.toml: line 1, schema: must be at most 1"),
        ("\nage = 130", "person.toml: line 2, age: must be at most 120"),
        ('sore_side = "top"', "person.toml: line 1, sore_side: 'top' is not one of its values"),
        ('conditions = [\n"nonsense"]', "person.toml: line 2, conditions 1: there is no condition 'nonsense'"),
        (
            '[[flag]]\nid = "U77"\nsince = 2026-11-01',
            "person.toml: line 2, flag 1, id: there is no flag 'U77'. Did you mean 'U7'?",
        ),
        ('[[flag]]\nid = "U7"', "person.toml: line 1, flag 1: since is missing"),
        (
            '[[flag]]\nid = "U7"\nsince = 2026-11-01\ncleard = 2026-11-02',
            "line 4, flag 1, cleard: there is no key 'cleard'",
        ),
        ('[[flag]]\nid = "U7"\nsince = "yesterday"', "person.toml: line 3, flag 1, since: "),
        ("flags = []", "person.toml: line 1, flags: there is no key 'flags'. Did you mean 'flag'?"),
        ("age = ", "person.toml: end of document: is not TOML"),
        ("age = 3\x00", "person.toml: line 1, column 8: is not TOML"),
    ],
)
def test_a_damaged_file_is_never_read_in_part(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "person.toml"
    path.write_text(text)
    with pytest.raises(LimberupError) as caught:
        load_person(path)
    assert message in str(caught.value)
    assert path.read_text() == text


def test_what_is_there_but_no_file_is_not_taken_for_nobody(tmp_path: Path) -> None:
    path = tmp_path / "person.toml"
    path.symlink_to("gone")
    with pytest.raises(LimberupError, match="there is no such file"):
        load_person(path)
    path.unlink()
    os.mkfifo(path)
    with pytest.raises(LimberupError, match="is not a plain file"):
        load_person(path)
    with pytest.raises(LimberupError, match="file name too long"):
        load_person(tmp_path / ("n" * 300))
    (tmp_path / "file").touch()
    with pytest.raises(LimberupError, match="there is no such file"):
        load_person(tmp_path / "file" / "person.toml")


def test_every_cut_within_the_flags_is_told(tmp_path: Path) -> None:
    path = tmp_path / "person.toml"
    save_person(path, Person(flags=(OpenFlag("U7", date(2026, 11, 1)),)))
    text = path.read_text()
    for end in range(text.index("flag = [") + 1, len(text) - 1):
        path.write_text(text[:end])
        with pytest.raises(LimberupError):
            load_person(path)


def test_flags_stay_open_until_somebody_looked() -> None:
    first, later = date(2026, 11, 1), date(2026, 11, 9)
    person = Person().with_flags(["U7", "U1"], first).with_flags(["U7"], later)
    assert [(flag.id, flag.since) for flag in person.open_flags] == [("U7", first), ("U1", first)]
    cleared = person.with_cleared(["U7", "U9"], later)
    assert [flag.id for flag in cleared.open_flags] == ["U1"]
    again = cleared.with_flags(["U7"], later)
    assert [(flag.id, flag.since, flag.cleared) for flag in again.flags] == [
        ("U7", first, later),
        ("U1", first, None),
        ("U7", later, None),
    ]


@pytest.mark.parametrize(("rest", "move"), [(-1, 0), (11, 0), (0, 11), (True, 0), (2.0, 3), ("2", 3)])
def test_pain_is_a_whole_number(rest: object, move: object) -> None:
    with pytest.raises(ValueError, match="must be a whole number 0 to 10"):
        CheckIn(START, rest, move)  # type: ignore[arg-type]


def test_the_higher_pain_counts() -> None:
    assert [CheckIn(datetime.now(START.tzinfo), rest, move).now for rest, move in ((2, 5), (5, 2), (0, 0))] == [5, 5, 0]
