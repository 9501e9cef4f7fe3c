"""The page of the rules is what the code says, and every rule that decides anything is on it."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from limberup.catalog import Catalog
from limberup.safety.case import read_case
from limberup.safety.conditions import CONDITIONS, FIRST_HOUR
from limberup.safety.flags import FLAGS
from limberup.safety.judge import judge
from limberup.safety.rules import RULES, source_keys
from limberup.sources import own_sources

ROOT = Path(__file__).parents[1]
CORE = ROOT / "core" / "limberup"
PAGE = ROOT / "docs" / "rules.md"
TOLD_ONLY = {CORE / "safety" / "rules.py", CORE / "safety" / "expect.py"}
"""Modules that name rules and decide nothing."""
CASES = sorted((ROOT / "tests" / "core" / "safety" / "cases").glob("*.toml"))
NO_RULES = {"M"}
"""What looks like a rule and is none: the grade of the row `abdominal`."""


@cache
def words(path: Path) -> frozenset[str]:
    """Return every text that stands in a module by itself, docstrings left out by being long."""
    tree = ast.parse(path.read_text("utf-8"))
    return frozenset(
        node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)
    )


def deciding() -> Iterator[Path]:
    """Yield every module of the core that makes decisions."""
    for path in sorted(CORE.rglob("*.py")):
        if path not in TOLD_ONLY and re.search(r"\bDecision\b|_decision\(", path.read_text("utf-8")):
            yield path


def made(path: Path) -> Iterator[str]:
    """Yield the rule of each decision that a module makes with the rule written in its place."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if not isinstance(node, ast.Call) or not node.args:
            continue
        name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
        first = node.args[0]
        if name in ("Decision", "_decision") and isinstance(first, ast.Constant):
            yield str(first.value)


def test_the_page_is_what_the_script_writes(tmp_path: Path) -> None:
    out = tmp_path / "rules.md"
    script = [sys.executable, str(ROOT / "scripts" / "rules_doc.py"), str(out)]
    done = subprocess.run(script, capture_output=True, text=True, timeout=60, check=False, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert out.read_text("utf-8") == PAGE.read_text("utf-8"), "run python scripts/rules_doc.py, and read what changed"


def test_every_rule_stands_on_the_page_once() -> None:
    told = re.findall(r"^\| \*\*(\w+)\*\* ", PAGE.read_text("utf-8"), re.MULTILINE)
    assert sorted(told) == sorted(RULES)
    assert len(told) == len(RULES)


def test_every_rule_that_a_module_decides_by_is_told() -> None:
    found = {rule for path in deciding() for rule in made(path)}
    assert {"X", "F", "M1", "L", "H", "R18", "R35", "P"} <= found, "the search itself finds what is there"
    assert found <= RULES.keys()


def test_nothing_that_looks_like_a_rule_is_missing() -> None:
    looks = re.compile(r"[GXLMTFPH]\d?|R\d+")
    found = {word for path in deciding() for word in words(path) if looks.fullmatch(word)}
    assert {"G1", "L5", "P3"} <= found
    assert found - FLAGS.keys() - NO_RULES <= RULES.keys()


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_every_rule_and_source_of_a_case_is_told(path: Path, catalog: Catalog) -> None:
    rows = {key for row in (*CONDITIONS.values(), FIRST_HOUR) for key in row.source.split(", ")}
    decisions = judge(read_case(path, catalog).situation, catalog).decisions
    assert decisions
    for decision in decisions:
        assert decision.rule in RULES
        told = {*RULES[decision.rule].sources, *(rows if decision.rule == "X" else ())}
        assert set(decision.source.split(", ")) <= told, decision


@pytest.mark.parametrize("id_", RULES)
def test_a_rule_stands_where_the_page_says(id_: str) -> None:
    path = CORE / RULES[id_].where
    assert path.is_file()
    assert id_ in words(path)


@pytest.mark.parametrize("id_", RULES)
def test_every_source_of_a_rule_is_in_the_data_and_on_the_page(id_: str) -> None:
    page = PAGE.read_text("utf-8").split("All that the rules rest on:")[1]
    for key in source_keys(id_, ", ".join(RULES[id_].sources)):
        source = own_sources()[key]
        shown = f"[{key}]" if key[0].isalpha() else key
        assert key == "own" or f"| {shown} | {source.grade} | {source.text} |" in page


def test_the_page_says_what_limberup_is_not() -> None:
    text = " ".join(PAGE.read_text("utf-8").split())
    for words_ in ("No clinician has reviewed them", "no medical device", "makes no diagnosis", "our own judgement"):
        assert words_ in text
