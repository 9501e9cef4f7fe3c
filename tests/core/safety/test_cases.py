"""Every worked case in `cases/`: what its `[expect]` says has to hold."""

from __future__ import annotations

from pathlib import Path

import pytest

from limberup.catalog import Catalog
from limberup.safety.case import as_json, compare, read_case
from limberup.safety.expect import JUDGED
from limberup.safety.judge import judge

CASES = sorted((Path(__file__).parent / "cases").glob("*.toml"))
KEYS = {
    *("state", "refer", "rules", "offered", "plan", "during", "morning", "next"),
    *("strength_after_hours", "rescreen", "decisions"),
}


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_the_case_holds(path: Path, catalog: Catalog) -> None:
    case = read_case(path, catalog)
    assert case.expect, "a case without expectations tests nothing"
    result = as_json(judge(case.situation, catalog), catalog)
    assert compare(case.expect, result) == []


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_every_key_is_told_and_every_decision_explained(path: Path, catalog: Catalog) -> None:
    result = as_json(judge(read_case(path, catalog).situation, catalog), catalog)
    assert set(result) == KEYS
    assert result["decisions"]
    for made in result["decisions"]:
        assert set(made) == {"rule", "outcome", "why", "source"}
        assert made["rule"] in JUDGED
        assert made["why"].endswith(".")
        assert made["why"].isprintable()
        assert made["outcome"]
        assert made["source"]


def test_there_are_more_own_cases_than_given_ones() -> None:
    own = [path for path in CASES if path.stem.startswith("own")]
    assert len(own) >= len(CASES) - len(own) == 14
