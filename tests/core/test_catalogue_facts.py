"""Every exercise file against the written catalogue, whose facts stand in catalogue.tsv."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

from limberup.catalog import Catalog
from limberup.dose import parse_dose
from limberup.exercise import Exercise, Rung, Side

with Path(__file__).with_name("catalogue.tsv").open(encoding="utf-8", newline="") as _file:
    FACTS = list(csv.DictReader(_file, delimiter="\t"))


def rung(of: Rung) -> str:
    """Return a rung as the table writes it."""
    return " + ".join(filter(None, ["own level" if of.level else "", of.exercise or ""])) or "-"


def facts(exercise: Exercise) -> dict[str, object]:
    """Return what the table tells of an exercise."""
    return {
        "code": exercise.catalogue,
        "slug": exercise.slug,
        "pack": exercise.pack,
        "kind": exercise.kind.value,
        "start": exercise.start,
        "target": exercise.target,
        "easier": rung(exercise.easier),
        "harder": rung(exercise.harder),
        "tags": " ".join(sorted(exercise.tags)) or "-",
    }


def test_the_table_and_the_packs_have_the_same_exercises(catalog: Catalog) -> None:
    assert sorted(f"{row['pack']}/{row['slug']}" for row in FACTS) == sorted(catalog.exercises)
    assert len({row["code"] for row in FACTS}) == len(FACTS) == 80


@pytest.mark.parametrize("row", FACTS, ids=[row["code"] for row in FACTS])
def test_the_file_says_what_the_catalogue_says(catalog: Catalog, row: dict[str, str]) -> None:
    wanted = {**row, "start": parse_dose(row["start"]), "target": parse_dose(row["target"])}
    assert facts(catalog.exercise(f"{row['pack']}/{row['slug']}")) == wanted


def test_what_has_sides_says_which_part_of_the_body_is_meant(catalog: Catalog) -> None:
    """The player says "left side": a leg, an arm, the side that is up or down, or the way one turns?"""
    sided = [exercise for exercise in catalog.exercises.values() if exercise.side is Side.PER_SIDE]
    assert len(sided) > 30
    meant = re.compile(r"(?<!When )(?<!After )this side")
    assert [exercise.id for exercise in sided if not meant.search(" ".join(exercise.how))] == []
