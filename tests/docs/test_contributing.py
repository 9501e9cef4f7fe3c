"""The change to a rule that CONTRIBUTING.md walks through does what the page says."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from tests.docs.pages import FENCE, ROOT, page

TEXT = page("CONTRIBUTING.md")
CASES = ROOT / "tests" / "core" / "safety" / "cases"


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """Write the case of the page."""
    (text,) = (found["text"] for found in FENCE.finditer(TEXT) if "[expect]" in found["text"])
    path = tmp_path / "own99.toml"
    path.write_text(text, "utf-8")
    return path


def came_out(case: Path, core: Path) -> subprocess.CompletedProcess[str]:
    """Ask the rules of a core for a case."""
    env = {**os.environ, "PYTHONPATH": str(core), "LIMBERUP_HOME": str(case.parent / "home")}
    words = [sys.executable, "-m", "limberup_tui", "rules", str(case)]
    return subprocess.run(words, capture_output=True, text=True, timeout=60, check=False, env=env)


def test_the_case_does_not_hold_until_the_code_is_changed(case: Path, tmp_path: Path) -> None:
    before = came_out(case, ROOT / "core")
    assert before.returncode == 1
    assert "regress, 3x8" in before.stdout
    core = tmp_path / "core"
    shutil.copytree(ROOT / "core", core, ignore=shutil.ignore_patterns("__pycache__"))
    schedule = core / "limberup" / "safety" / "schedule.py"
    code = schedule.read_text("utf-8")
    assert code.count("GAP_RESTART = 14\n") == 1
    assert "`GAP_RESTART = 14`" in TEXT
    schedule.write_text(code.replace("GAP_RESTART = 14\n", "GAP_RESTART = 12\n"), "utf-8")
    after = came_out(case, core)
    assert after.returncode == 0, after.stdout + after.stderr


def test_what_else_the_page_names_is_there(case: Path) -> None:
    assert not (CASES / case.name).exists(), "the name of the page is taken: give it another"
    assert "gap_days = 13" in (CASES / "own16.toml").read_text("utf-8")
    assert "(13, Step.BACK" in page("tests/core/safety/test_after.py")
    for name, file in (
        ("test_days_away", "test_plan_steps_back.py"),
        ("test_a_written_dose_waits_after_days_away", "test_plan_own_doses.py"),
    ):
        assert f"`{name}`" in TEXT
        assert f"tests/core/{file}" in TEXT
        before, found, _ = page(f"tests/core/{file}").partition(f"def {name}(")
        assert found
        assert '(13, "3x8 2s"' in before.rpartition("@pytest.mark.parametrize")[2]
    rules = page("core/limberup/safety/rules.py")
    for words in re.findall(r'"(gap 7-13 d|14-27 d)"', TEXT):
        assert words in rules
