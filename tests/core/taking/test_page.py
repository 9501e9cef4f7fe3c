"""docs/taking-over.md tells the tables as they are."""

from __future__ import annotations

import re
from pathlib import Path

from limberup.taking.known_names import FREE_EXERCISE_DB, LOGS
from limberup.taking.programs import PROGRAMS

PAGE = (Path(__file__).parents[3] / "docs" / "taking-over.md").read_text("utf-8")


def rows(heading: str) -> list[list[str]]:
    """Return the rows of the table with a heading, without their signs."""
    table = PAGE.partition(f"| {heading} |")[2].partition("\n\n")[0]
    return [[cell.strip(" `") for cell in line.strip("|").split("|")] for line in table.splitlines()[2:]]


def plain(text: str) -> str:
    """Return letters and digits alone."""
    return re.sub(r"[^a-z0-9]", "", text.lower())


def test_the_pairs_of_the_list() -> None:
    told = [(plain(name), id_) for name, id_ in rows("In free-exercise-db")]
    assert told == [(plain(name), id_) for name, id_ in FREE_EXERCISE_DB.items()]


def test_the_names_in_logs() -> None:
    told = {name.strip(): id_ for names, id_ in rows("In the log") for name in names.split(",")}
    assert told == LOGS


def test_the_columns_of_programs() -> None:
    told = {name: set(re.findall(r"`(.*?)`", f"`{columns}`".lower())) for name, columns, _ in rows("Program")}
    assert told == {program.name: set(program.has) for program in PROGRAMS}
