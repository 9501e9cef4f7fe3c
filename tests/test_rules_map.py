"""The map from the written rules to the files: every number once, every path there, nothing left unmapped."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from limberup.catalog import Catalog

ROOT = Path(__file__).parents[1]
MAP = ROOT / "docs" / "rules-map.md"
IDS = [f"{letter}{number}" for letter, last in (("R", 70), ("K", 24)) for number in range(1, last + 1)]
CODES = [f"A{number:02}" for number in range(1, 55)] + [f"N{number:02}" for number in range(1, 27)]
LEFT_OUT = {"R58", "R63", "R67", "K18", "K22"}
"""What is not done, on purpose."""

Row = tuple[str, list[str], str]


def rows() -> list[Row]:
    """Return the rows of the tables: number, paths from the root of the project, and what stands there."""
    found = []
    for line in MAP.read_text("utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if line.startswith("|") and cells[0] != "Id" and set(cells[0]) != {"-"}:
            number, where, what = cells
            links = re.findall(r"\[([^]]+)\]\(([^)]+)\)", where)
            assert re.sub(r"\[[^]]+\]\([^)]+\)|, ", "", where) == ("" if links else "-"), line
            assert all(Path(path).name.removesuffix(".toml") in (label, f"{label}.md") or Path(path).name == label
                       for label, path in links), line  # fmt: skip
            found.append((number, [str((MAP.parent / path).resolve().relative_to(ROOT)) for _, path in links], what))
    return found


ROWS = rows()
PATHS = {path for _, paths, _ in ROWS for path in paths}


def test_every_number_stands_there_once() -> None:
    assert [number for number, _, _ in ROWS] == [*IDS, *CODES]


@pytest.mark.parametrize("row", ROWS, ids=[row[0] for row in ROWS])
def test_a_row_says_what_is_done_and_names_files_that_are_there(row: Row) -> None:
    _, paths, what = row
    assert len(what) > 9
    assert len(set(paths)) == len(paths)
    for path in paths:
        assert (ROOT / path).is_file(), path
    if what.lower().startswith(("left out", "not yet")):
        assert all(path.startswith("docs/") for path in paths)
    else:
        assert paths


@pytest.mark.parametrize("row", [row for row in ROWS if row[0] in CODES], ids=CODES)
def test_an_exercise_stands_beside_its_own_number(row: Row, catalog: Catalog) -> None:
    number, paths, _ = row
    (exercise,) = (exercise for exercise in catalog.exercises.values() if exercise.catalogue == number)
    assert paths == [f"packs/limberup_{exercise.pack.replace('-', '_')}/exercises/{exercise.slug}.toml"]


@pytest.mark.parametrize("part", ["exercises", "guides", "routines", "programmes"])
def test_no_file_of_the_packs_is_left_unmapped(part: str) -> None:
    files = {str(path.relative_to(ROOT)) for path in ROOT.glob(f"packs/limberup_*/{part}/*.toml")}
    assert files
    assert files - PATHS == set()


def test_guides_stand_beside_the_rules_they_say_they_answer(catalog: Catalog) -> None:
    by_number = {number: paths for number, paths, _ in ROWS}
    for guide in catalog.guides.values():
        path = f"packs/limberup_{guide.pack.replace('-', '_')}/guides/{guide.slug}.toml"
        for rule in guide.rules:
            assert path in by_number[rule], f"{guide.id} says that it answers {rule}"


def test_what_is_left_out_is_that_and_no_more() -> None:
    assert {number for number, _, what in ROWS if what.startswith("Left out: ")} == LEFT_OUT
    assert not [what for _, _, what in ROWS if re.search(r"left out:|not yet[^:]", what[1:]) and ": " not in what]


def test_what_is_kept_from_the_screen_is_said(catalog: Catalog) -> None:
    words = {"hidden": "Hidden: ", "opt-in": "Opt-in: ", "log-only": "Not led: "}
    for exercise in catalog.exercises.values():
        (what,) = (what for number, _, what in ROWS if number == exercise.catalogue)
        said = {shown for shown, word in words.items() if word in what}
        assert said == ({exercise.shown.value} & set(words)), exercise.id
        assert (f"Opens in week {exercise.from_week}" in what) is (exercise.from_week > 1), exercise.id
