"""person.toml: never read in part."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from limberup.exercise import Position
from limberup.person import AGE_BANDS, DURATIONS, MOST_GOALS, OpenFlag, Person
from limberup.person_file import MOST_LETTERS, load_person, save_person
from limberup.problem import LimberupError
from limberup.safety.conditions import CONDITIONS
from limberup.safety.flags import FLAGS, REASONS
from limberup.safety.signs import SIGNS
from limberup.text import clean

days = st.dates(date(1900, 1, 1), date(2100, 1, 1))
lines = (
    st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=MOST_LETTERS)
    .map(lambda text: clean(text).strip())
    .filter(bool)
)
people = st.builds(
    Person,
    acknowledged=st.none() | days,
    flags=st.lists(st.builds(OpenFlag, st.sampled_from([*FLAGS, *REASONS]), days, st.none() | days), max_size=4).map(
        tuple
    ),
    conditions=st.frozensets(st.sampled_from(sorted(CONDITIONS)), max_size=5),
    sore_side=st.sampled_from(["", "left", "right"]),
    age_band=st.sampled_from(["", *AGE_BANDS]),
    equipment=st.none() | st.frozensets(st.sampled_from(["ball", "loop band", 'a stick [of] "wood"'])),
    cannot=st.frozensets(st.sampled_from(Position)),
    minutes=st.integers(3, 90),
    days=st.integers(1, 7),
    goals=st.lists(lines, max_size=MOST_GOALS, unique=True).map(tuple),
    unwanted=st.frozensets(st.sampled_from(["glutes/clamshell", "a-pack-that-went/rocking-9"])),
    country=st.sampled_from(["", "DE", "ZZ"]),
    duration=st.sampled_from(["", *DURATIONS]),
    assessed=st.none() | st.booleans(),
    signs=st.frozensets(st.sampled_from(sorted(SIGNS))),
    screened=st.none() | days,
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
    person = Person(
        acknowledged=date(2026, 10, 31),
        flags=flags,
        conditions=frozenset({condition}),
        sore_side="left",
        age_band="18-59",
        equipment=frozenset({"loop band", "ball"}),
        cannot=frozenset({Position.PRONE}),
        goals=("walk to the shop",),
        country="DE",
        duration="over 12 weeks",
        assessed=False,
        signs=frozenset({"night"}),
        screened=date(2026, 11, 1),
    )
    save_person(path, person)
    assert path.read_text() == (
        'schema = 1\nflags = 2\nacknowledged = 2026-10-31\nage_band = "18-59"\nsore_side = "left"\n'
        f'conditions = [\n    "{condition}",\n]\nequipment = [\n    "ball",\n    "loop band",\n]\n'
        'cannot = [\n    "prone",\n]\nminutes = 15\ndays = 3\ngoals = [\n    "walk to the shop",\n]\n'
        'country = "DE"\nduration = "over 12 weeks"\nassessed = false\nscreened = 2026-11-01\n'
        'signs = [\n    "night",\n]\n'
        'flag = [\n    { id = "U7", since = 2026-11-01, cleared = 2026-11-05 },\n'
        '    { id = "pregnancy", since = 2026-11-02 },\n]\n'
    )


@pytest.mark.parametrize(
    ("years", "band"),
    [(0, "under 18"), (17, "under 18"), (18, "18-59"), (59, "18-59"), (60, "60-64"), (64, "60-64"), (65, "65 and over"),
     (120, "65 and over")],
)  # fmt: skip
def test_years_of_an_older_file_are_read_as_their_band(tmp_path: Path, years: int, band: str) -> None:
    path = tmp_path / "person.toml"
    path.write_text(f"schema = 1\nage = {years}\n")
    person = load_person(path)
    assert person.age_band == band
    assert bool(person.open_flags) is (years < 18)
    save_person(path, person)
    assert "age =" not in path.read_text()
    assert load_person(path) == person


def test_a_band_stands_above_years(tmp_path: Path) -> None:
    path = tmp_path / "person.toml"
    path.write_text('age = 17\nage_band = "60-64"\n')
    assert load_person(path).age == 60


def test_words_by_hand_are_read_as_the_screens_write_them(tmp_path: Path) -> None:
    path = tmp_path / "person.toml"
    path.write_text('equipment = ["Loop  Band", "loop band"]\ngoals = [" walk ", "walk"]\n')
    person = load_person(path)
    assert person.equipment == frozenset({"loop band"})
    assert person.goals == ("walk",)


def test_nothing_special_is_not_the_same_as_not_said(tmp_path: Path) -> None:
    path = tmp_path / "person.toml"
    save_person(path, Person(equipment=frozenset()))
    assert load_person(path).equipment == frozenset()
    save_person(path, Person())
    assert load_person(path).equipment is None


def test_nobody_is_known_where_there_is_no_file(tmp_path: Path) -> None:
    assert load_person(tmp_path / "person.toml") == Person()
    assert load_person(tmp_path / "gone" / "person.toml") == Person()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('signs = ["night", "nihgt"]', "person.toml: line 1, signs 2: there is no sign 'nihgt'. Did you mean 'night'?"),
        ('cannot = ["flying"]', "person.toml: line 1, cannot 1: "),
        ('unwanted = ["clamshell"]', "person.toml: line 1, unwanted 1: "),
        ('equipment = ["ball", " "]', "person.toml: line 1, equipment 2: is empty. Take it out or name something"),
        ('equipment = "ball"', "person.toml: line 1, equipment: "),
        (f'equipment = ["{"b" * 81}"]', "person.toml: line 1, equipment 1: must have at most 80 characters"),
        ('goals = [""]', "person.toml: line 1, goals 1: is empty"),
        ('goals = ["a", "b", "c", "d", "e", "f"]', "person.toml: line 1, goals: must have at most 5 items"),
        ("minutes = 2", "person.toml: line 1, minutes: must be at least 3"),
        ("days = 8", "person.toml: line 1, days: must be at most 7"),
        ('country = "Germany"', "person.toml: line 1, country: has characters that can't stand there"),
        ('duration = "ages"', "person.toml: line 1, duration: 'ages' is not one of its values"),
        ('assessed = "yes"', "person.toml: line 1, assessed: must be true or false"),
        ('screened = "yesterday"', "person.toml: line 1, screened: "),
        ('age_band = "old"', "person.toml: line 1, age_band: 'old' is not one of its values"),
        ("schema = 2", "person.toml: line 1, schema: was written by a newer limberup. Update limberup"),
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
        ("flags = []", "person.toml: line 1, flags: must be a whole number, not a list"),
        (
            'flags = 2\n[[flag]]\nid = "U7"\nsince = 2026-11-01',
            "person.toml: line 1, flags: says that 2 flags stand below, and there are 1. Was the file cut off?",
        ),
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


def test_a_file_of_a_newer_limberup_is_kept_where_it_is(tmp_path: Path) -> None:
    """Who moved it away would be asked about red flags anew, and those that were noted would be gone."""
    path = tmp_path / "person.toml"
    path.write_text("schema = 2\nmood = 3\n")
    with pytest.raises(LimberupError) as found:
        load_person(path)
    assert str(found.value) == f"{path}: line 1, schema: was written by a newer limberup. Update limberup"
