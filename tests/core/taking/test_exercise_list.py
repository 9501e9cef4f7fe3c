"""Lists of free-exercise-db: what is clearly ours becomes a routine, the rest is named, and can become a draft."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from limberup.catalog import Catalog
from limberup.exercise import Shown
from limberup.packs.checker import check_folder
from limberup.packs.manager import Loaded
from limberup.problem import LimberupError
from limberup.taking.draft import draft_files, write_draft
from limberup.taking.exercise_list import NO_TAGS, Listed, Listing, looks_like_json, read_list
from limberup.taking.known_names import FREE_EXERCISE_DB, LOGS, NEAR, logged_exercise
from limberup.tomlread import TomlFile

PLANK: dict[str, Any] = {
    "name": "Plank",
    "force": "static",
    "level": "beginner",
    "mechanic": "isolation",
    "equipment": "body only",
    "primaryMuscles": ["abdominals"],
    "secondaryMuscles": [],
    "instructions": ["Get into a prone position.", "Keep your body straight."],
    "category": "strength",
    "images": ["Plank/0.jpg"],
    "id": "Plank",
}
PRESS = PLANK | {"name": "Bench Press", "id": "Bench_Press", "equipment": "barbell"}


def steps(listing: Listing) -> list[str]:
    """Return what the routine does."""
    return [step.do for step in listing.routine.steps]


@pytest.mark.parametrize("id_", [*FREE_EXERCISE_DB.values(), *LOGS.values(), *(id_ for id_, _ in NEAR.values())])
def test_every_pair_leads_to_an_exercise_that_there_is(catalog: Catalog, id_: str) -> None:
    assert id_ in catalog.exercises


def test_only_what_everybody_is_offered_comes_by_itself(catalog: Catalog) -> None:
    for id_ in (*FREE_EXERCISE_DB.values(), *LOGS.values()):
        assert catalog.exercises[id_].shown is Shown.ALWAYS
    assert not FREE_EXERCISE_DB.keys() & NEAR.keys()


def test_a_list_becomes_a_routine_of_what_is_ours(catalog: Catalog) -> None:
    found = read_list(json.dumps([PLANK, PRESS]), catalog, title="Mine")
    assert steps(found) == ["core-stability/forearm-plank"]
    assert (found.routine.name, found.routine.steps[0].dose) == ("Mine", None)
    assert [(left.listed.name, left.why) for left in found.left_out] == [("Bench Press", NO_TAGS)]


@pytest.mark.parametrize(
    "text",
    [
        '["Plank", "Dead Bug", "Child\'s Pose"]',
        '["plank", "dead_bug", "CHILDS POSE"]',
        '{"name": "Core", "exercises": [{"id": "Plank"}, {"name": "Dead Bug"}, "Childs_Pose"]}',
        '\ufeff["Plank", "Dead Bug", "Childs_Pose"]',
    ],
)
def test_names_will_do(catalog: Catalog, text: str) -> None:
    found = read_list(text, catalog)
    assert steps(found) == ["core-stability/forearm-plank", "core-stability/dead-bug", "spinal-mobility/childs-pose"]
    assert not found.left_out


def test_one_exercise_alone_and_one_twice(catalog: Catalog) -> None:
    assert steps(read_list(json.dumps(PLANK), catalog)) == ["core-stability/forearm-plank"]
    found = read_list('["Plank", "Plank"]', catalog)
    assert len(found.routine.steps) == 1
    assert found.left_out[0].why == "stands in the list twice"


def test_what_is_like_ours_is_named_with_what_is_different(catalog: Catalog) -> None:
    (left,) = read_list('["Cat Stretch"]', catalog).left_out
    assert left.why == "is like Cat-cow (spinal-mobility/cat-cow), but ours goes the other way too"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[1]", "item 1: is no list of exercises. It can be names"),
        ('["Plank", {"force": "x"}]', "item 2: is no list of exercises"),
        ('["Plank", " "]', "item 2: is no list of exercises"),
        ("[]", "is no list of exercises"),
        ("3", "is no list of exercises"),
        ('{"exercises": {}}', "is no list of exercises"),
        ('["Plank",', "line 1, column 10: is not JSON"),
        ("[" * 100_000, "is nested too deeply"),
        ("1" * 5000, "a number too large"),
    ],
)
def test_what_is_no_list_is_one_clear_line(catalog: Catalog, text: str, message: str) -> None:
    with pytest.raises(LimberupError, match=f"l: .*{message}|l: {message}") as caught:
        read_list(text, catalog, "l")
    assert len(str(caught.value).splitlines()) == 1


@pytest.mark.parametrize(
    ("text", "is_json"),
    [
        ("[[step]]\ndo='a'", False),
        ("name = 'x'", False),
        ("[]", True),
        (' [\n{"id"', True),
        ("{", True),
        ("[ [", False),
    ],
)
def test_what_looks_like_json(text: str, is_json: bool) -> None:
    assert looks_like_json(text) is is_json


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=9),
        lambda inner: (
            st.lists(inner, max_size=4)
            | st.dictionaries(st.sampled_from(["id", "name", "exercises", "instructions"]), inner)
        ),
        max_leaves=12,
    )
)
def test_any_json_is_read_or_refused(value: object) -> None:
    try:
        read_list(json.dumps(value), Catalog())
    except LimberupError as error:
        refused = error
    else:
        return
    assert len(refused.problems) == 1


def test_text_of_the_list_is_harmless_in_the_draft(catalog: Catalog) -> None:
    bad = {"id": 'x"\n[pack]', "name": "a\" \\ \n'''b\x1b[2J", "category": "c\nd", "primaryMuscles": ['m"\n'],
           "instructions": ["one\ntwo = 3\r\u2028four", "\x1b[2J"]}  # fmt: skip
    rest = read_list(json.dumps([bad]), catalog).left_out
    for text in draft_files((left.listed for left in rest), "my-pack").values():
        assert "\x1b" not in text
        TomlFile("f", text)


def test_a_draft_is_refused_until_it_is_filled_in(catalog: Catalog, loaded: Loaded, tmp_path: Path) -> None:
    folder = tmp_path / "my-pack"
    rest = read_list(json.dumps([PLANK, PRESS, PRESS | {"id": "", "name": "Bench press"}]), catalog).left_out
    assert write_draft(folder, (left.listed for left in rest)) == 2
    assert sorted(path.name for path in (folder / "exercises").iterdir()) == ["bench-press-2.toml", "bench-press.toml"]
    draft = (folder / "exercises" / "bench-press.toml").read_text("utf-8")
    assert "free-exercise-db, id Bench_Press, public domain (Unlicense)" in draft
    assert "# 1. Get into a prone position." in draft
    _, problems = check_folder(folder, loaded)
    assert problems
    with pytest.raises(LimberupError, match=r"is not empty\. Name a new folder"):
        write_draft(folder, [])


FILLED = {
    "kind": '"strength"', "position": '"supine"', "side": '"bilateral"', "start": '"1x5"', "target": '"2x8"',
    "purpose": '"Strength."', "start_position": '"On your back"', "breathing": '"Calmly."', "cautions": '["Slowly."]',
    "how": '["Lie down.", "Lift.", "Lower."]', "tags": '["SUP"]', "sources": "[]", "equipment": "[]", "muscles": "[]",
}  # fmt: skip


@pytest.mark.parametrize("left", sorted(FILLED.keys() - {"equipment", "muscles"}))
def test_every_single_thing_to_fill_in_is_asked_for(loaded: Loaded, tmp_path: Path, left: str) -> None:
    folder = tmp_path / "my-pack"
    write_draft(folder, [Listed("Bench_Press", "Bench Press", "strength", "barbell", ("chest",), ("Lie down.",))])
    (folder / "pack.toml").write_text('[pack]\nid = "my-pack"\nname = "Mine"\napi = 1\n', "utf-8")
    path = folder / "exercises" / "bench-press.toml"
    lines = path.read_text("utf-8").splitlines()
    keys = [line.split(" = ")[0] for line in lines]
    path.write_text("\n".join(f"{key} = {FILLED[key]}" if key in FILLED and key != left else line
                              for key, line in zip(keys, lines, strict=True)), "utf-8")  # fmt: skip
    _, problems = check_folder(folder, loaded)
    assert any(left in problem.place or left in problem.what for problem in problems), problems


@pytest.mark.parametrize(
    ("name", "id_"),
    [
        ("Glute Bridge", "glutes/glute-bridge"),
        ("glute bridges", "glutes/glute-bridge"),
        ("Cat-Cow", "spinal-mobility/cat-cow"),
        ("Child\u2019s Pose", "spinal-mobility/childs-pose"),
        ("Figure-4 stretch", "hip-mobility/supine-figure-4"),
        ("Glute Bridge (Barbell)", None),
        ("Bench Press", None),
        ("Aerobic exercise (walking first)", None),
        ("", None),
    ],
)
def test_names_in_logs(catalog: Catalog, name: str, id_: str | None) -> None:
    found = logged_exercise(name, catalog)
    assert (found.id if found else None) == id_
