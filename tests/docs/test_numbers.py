"""Numbers, doses and mistakes in the guides are those of the program."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.docs.pages import FENCE, GUIDES, NUMERALS, PAGES, page, part, rows, ticked, together

from limberup.catalog import Catalog
from limberup.course import MORNING_DAYS
from limberup.dose import LIMITS, DoseError, parse_dose
from limberup.review import REVIEW_WEEKS
from limberup.routine_file import check_routine, parse_routine
from limberup.safety.gate import RESCUE_MINUTES
from limberup.safety.schedule import STRENGTH_DAYS_A_WEEK, STRENGTH_HOURS, stretch_days
from limberup.tomlread import TomlFile


def test_the_numbers_of_the_schedule_are_those_of_the_program() -> None:
    using, routines = (" ".join(text.split()) for text in (together(GUIDES), page("docs/routines.md")))
    *weeks, last = map(str, REVIEW_WEEKS)
    assert f"In weeks {', '.join(weeks)} and {last}" in using
    assert f"for up to {NUMERALS[MORNING_DAYS]} days" in using
    assert f"{NUMERALS[RESCUE_MINUTES]} minutes at most" in using
    for text in (using, routines):
        assert f"after {STRENGTH_HOURS} hours" in text
        assert f"{NUMERALS[STRENGTH_DAYS_A_WEEK]} days of seven" in text
    first, then = (NUMERALS[stretch_days(week)] for week in (2, 4))
    assert f"{first} days of seven in weeks 1 and 2, on {then} in weeks 3 and 4, then daily" in routines
    assert (stretch_days(1), stretch_days(3), stretch_days(5)) == (stretch_days(2), stretch_days(4), 7)


def test_doses_that_are_written_can_be_read() -> None:
    doses = [dose for row in rows(part(page("docs/routines.md"), "Doses")) for dose in ticked(row[0])]
    doses += re.findall(r"`(\d+x\d[^`]*)`", "".join(path.read_text("utf-8") for path in PAGES))
    assert len(doses) > 10
    for dose in doses:
        parse_dose(dose)


def test_the_limits_of_doses_are_those_that_are_written() -> None:
    told = {row[0]: row[1:] for row in rows(part(page("docs/routines.md"), "Doses"))}
    for name, words in (("sets", "sets"), ("reps", "repetitions"), ("hold", "hold"), ("rest", "rest")):
        assert [int(cell.removesuffix(" s")) for cell in told[words]] == list(LIMITS[name])
    assert told["tempo, each part"] == ["1 s", "30 s"]
    for parts in ("0-1", "31-1"):
        with pytest.raises(DoseError):
            parse_dose(f"1x1 tempo {parts}")


def test_the_mistakes_that_are_shown_are_what_the_program_says(tmp_path: Path, catalog: Catalog) -> None:
    blocks = [found["text"] for found in FENCE.finditer(part(page("docs/routines.md"), "When something is wrong"))]
    text = (
        'name = "After work"\n[[step]]\ndo = "spinal-mobility/cat-caw"\ndose = "1x8"\n[[step]]\n'
        'do = "glutes/glute-bridge"\ndose = "3x10 each side"\n[[step]]\n'
        'do = "supine-figure-4"\ndose = "2x"\nnots = "slowly"\n'
    )
    _, problems = parse_routine(TomlFile("after-work.toml", text), "after-work")
    assert sorted(map(str, problems)) == blocks[0].splitlines()
    file = TomlFile("after-work.toml", text.replace('"2x"', '"2x30s"').replace("nots", "note"))
    routine, problems = parse_routine(file, "after-work")
    assert routine is not None
    assert not problems
    assert list(map(str, check_routine(routine, catalog, file))) == blocks[1].splitlines()
