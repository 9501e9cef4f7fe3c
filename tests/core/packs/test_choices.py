"""What the person has chosen about packs: kept in a file, and asked again once a pack has changed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from tests.core.test_packs import EXERCISE, PACK, make_pack

from limberup.packs.choices import (
    PackChoices,
    apply_choices,
    brings,
    find_pack,
    fingerprint,
    is_ours,
    load_choices,
    save_choices,
    unseen,
    without,
)
from limberup.packs.manager import Loaded, PackInfo, load
from limberup.problem import LimberupError

ALL = PackChoices(off=frozenset({"stairs", "glutes"}), seen={"stairs": "1.0 abc", "hills": "def"})


PROGRAMME = """\
name = "Climb"

[[weeks]]
from_week = 1
stretch_days = [0, 2]
strength_days = [1, 2]
"""


def with_stairs(folder: Path, **files: str) -> Loaded:
    """Load our packs and a folder with the pack of somebody else."""
    make_pack(folder / "stairs", **files)
    return load(folder=folder)


def stairs(loaded: Loaded) -> PackInfo:
    """Return the pack of somebody else."""
    return find_pack(loaded, "stairs")


def test_choices_come_back_as_they_were_kept(tmp_path: Path) -> None:
    path = tmp_path / "packs.toml"
    assert load_choices(path) == PackChoices()
    save_choices(path, ALL)
    assert load_choices(path) == ALL
    assert path.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("off = ", "is not TOML"),
        ('off = "stairs"', "off: must be"),
        ("schema = 2", "schema: was written by a newer limberup. Update limberup, or move the file away"),
        ("[seen]\nstairs = 3", "seen: must be a text"),
        ('of = ["stairs"]', "there is no key 'of'. Did you mean 'off'?"),
    ],
)
def test_a_damaged_file_is_told_and_takes_no_pack_for_seen(text: str, words: str, tmp_path: Path) -> None:
    path = tmp_path / "packs.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(LimberupError) as raised:
        load_choices(path)
    assert words in str(raised.value)


def test_names_of_exercises_are_kept_and_the_oldest_go(tmp_path: Path) -> None:
    many = {f"a/{number}": f"Name {number}" for number in range(500)}
    choices = PackChoices().with_names(many).with_names({"a/0": "Newer", "b/1": "Other"})
    save_choices(tmp_path / "packs.toml", choices)
    names = load_choices(tmp_path / "packs.toml").names
    assert names == choices.names
    assert len(names) == 500
    assert (names["a/0"], names["b/1"]) == ("Newer", "Other")
    assert "a/1" not in names, "it was the oldest"
    assert "a/2" in names


def test_rules_of_its_own_are_told(tmp_path: Path) -> None:
    rule = '[[rule]]\nid = "r"\nwhy = "It is steep."\nexclude = ["step-up"]\n'
    line = "It has rules of its own, which can only leave exercises out or make them gentler."
    assert line in brings(stairs(with_stairs(tmp_path / "one", rules=rule)))
    assert line not in brings(stairs(with_stairs(tmp_path / "two")))


def test_a_pack_of_somebody_else_is_asked_about_until_it_was_shown(tmp_path: Path) -> None:
    loaded = with_stairs(tmp_path)
    assert [info.id for info in unseen(loaded, PackChoices())] == ["stairs"]
    assert not any(is_ours(info) for info in unseen(loaded, PackChoices()))
    seen = PackChoices().with_seen(stairs(loaded))
    assert unseen(loaded, seen) == []
    # Who has switched it off is not asked about it.
    assert unseen(loaded, PackChoices().with_off("stairs", True)) == []


@pytest.mark.parametrize(
    "files",
    [
        {"exercises__step-up": EXERCISE.replace("Step up", "Step down")},
        {"exercises__more": EXERCISE},
        {"routines__up": 'name = "Up"\n[[step]]\ndo = "step-up"\n'},
        {"guides__why": 'question = "Why?"\ntext = "So."\nsources = ["own"]\n'},
        {"programmes__climb": PROGRAMME},
        {"pack": PACK.format(id="stairs") + 'summary = "Cures every back."\n'},
        {"pack": PACK.format(id="stairs") + 'authors = ["Somebody"]\n'},
        {"pack": PACK.format(id="stairs") + 'references = ["glutes/glute-bridge"]\n'},
        {"pack": PACK.format(id="stairs") + '[sources.STEPS]\ngrade = "B"\ntext = "A book of steps"\n'},
        {"rules": '[[rule]]\nid = "no"\nwhy = "Not now."\nexclude = ["step-up"]\nage_from = 65\n'},
    ],
)
def test_a_pack_that_has_changed_is_asked_about_again(files: dict[str, str], tmp_path: Path) -> None:
    before = stairs(with_stairs(tmp_path / "before"))
    again = stairs(with_stairs(tmp_path / "again"))
    after = with_stairs(tmp_path / "after", **files)
    assert fingerprint(before) == fingerprint(again), "where it lies does not count"
    assert fingerprint(before) != fingerprint(stairs(after))
    assert [info.id for info in unseen(after, PackChoices().with_seen(before))] == ["stairs"]


def test_a_programme_of_more_days_is_asked_about_again(tmp_path: Path) -> None:
    before = with_stairs(tmp_path / "before", programmes__climb=PROGRAMME)
    after = with_stairs(tmp_path / "after", programmes__climb=PROGRAMME.replace("[1, 2]", "[1, 4]"))
    assert [info.problems for info in (stairs(before), stairs(after))] == [(), ()]
    assert [info.id for info in unseen(after, PackChoices().with_seen(stairs(before)))] == ["stairs"]
    assert "1 programme: Climb" in brings(stairs(after))


def test_another_version_is_another_pack(tmp_path: Path) -> None:
    info = stairs(with_stairs(tmp_path))
    assert fingerprint(replace(info, version="2.0")) != fingerprint(replace(info, version="2.1"))


def test_what_it_brings_is_told_in_a_few_lines(tmp_path: Path) -> None:
    many = {f"exercises__more-{number}": EXERCISE.replace("Step up", f"More {number}") for number in range(7)}
    routine = {"routines__up": 'name = "Up"\n[[step]]\ndo = "step-up"\n'}
    lines = brings(stairs(with_stairs(tmp_path, **many, **routine)))
    assert lines == (
        "It does not say whose it is.",
        "8 exercises: More 0, More 1, More 2, More 3, More 4, More 5, ...",
        "1 routine: Up",
    )


def test_a_pack_that_cannot_be_used_brings_nothing(tmp_path: Path) -> None:
    broken = with_stairs(tmp_path, pack="= broken")
    (info,) = (info for info in broken.infos if info.pack is None)
    assert brings(info) == ()
    assert unseen(broken, PackChoices()) == []


def test_a_pack_that_is_switched_off_stays_in_the_list(tmp_path: Path) -> None:
    loaded = with_stairs(tmp_path)
    off = apply_choices(loaded, PackChoices().with_off("stairs", True))
    assert "stairs/step-up" not in off.catalog.exercises
    assert [info.id for info in off.infos] == [info.id for info in loaded.infos]
    assert stairs(off).pack is None
    assert stairs(off).unused == stairs(loaded).pack
    assert brings(stairs(off)) == brings(stairs(loaded))
    # And on again: nothing is missing.
    on = apply_choices(loaded, PackChoices().with_off("stairs", True).with_off("stairs", False))
    assert on == loaded


def test_ours_can_be_switched_off_as_well(loaded: Loaded) -> None:
    off = without(loaded, [find_pack(loaded, "glutes")])
    assert not any(id_.startswith("glutes/") for id_ in off.catalog.exercises)
    assert len(off.infos) == len(loaded.infos)


def test_a_pack_is_found_by_its_id_or_its_distribution(loaded: Loaded) -> None:
    assert find_pack(loaded, "glutes").id == "glutes"
    assert find_pack(loaded, "limberup").distribution == "limberup"
    with pytest.raises(LimberupError, match=r"there is no pack 'glut'\. Did you mean 'glutes'"):
        find_pack(loaded, "glut")
