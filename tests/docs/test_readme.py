"""The README's commands and numbers are right, and nothing promises relief."""

from __future__ import annotations

import re
import tomllib

from tests.docs.pages import FENCE, NUMERALS, PAGES, name_of, page

from limberup.catalog import Catalog


def test_the_readme_has_the_two_commands() -> None:
    blocks = [found["text"].strip() for found in FENCE.finditer(page("README.md"))]
    assert blocks == [
        "python3 -m venv .venv && . .venv/bin/activate",
        "pip install . && limberup",
        "pip install -c constraints.txt -e '.[test]' && pytest",
    ]
    assert len(page("README.md").splitlines()) < 80
    assert "pip install --quiet -c constraints.txt -e '.[test]'" in page(".ci/run")


def test_constraints_are_exact_and_name_no_index() -> None:
    lines = [line for line in page("constraints.txt").splitlines() if line and not line.startswith("#")]
    assert lines
    assert all(re.fullmatch(r"[\w.-]+==[\w.]+", line) for line in lines)
    names = {re.sub(r"[-_.]+", "-", line.split("==")[0]).lower() for line in lines}
    project = tomllib.loads(page("pyproject.toml"))["project"]
    wanted = [
        *project["dependencies"],
        *(name for names in project["optional-dependencies"].values() for name in names),
    ]
    assert {re.match(r"[\w-]+", name)[0].lower() for name in wanted} <= names  # type: ignore[index]


def test_the_readme_counts_right(catalog: Catalog) -> None:
    text = " ".join(page("README.md").split())
    assert f"{len(catalog.exercises)} exercises in {NUMERALS[len(catalog.packs)]} packs" in text
    assert f"{len(catalog.routines)} routines and {len(catalog.guides)} guides" in text
    assert all(exercise.figure for exercise in catalog.exercises.values())


def test_no_page_promises_relief() -> None:
    for path in PAGES:
        text = path.read_text("utf-8").lower()
        for word in ("pain-free", "cure", "heals", "guarantee", "relieves", "get rid of"):
            assert not re.search(rf"\b{word}\b", text), f"{name_of(path)}: {word}"
