"""The test kit for authors: what it holds a pack to, as pytest tells it to one who has broken something."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
EXAMPLE = ROOT / "examples" / "limberup-pack-walking-balance"
PACKAGE = "limberup_pack_walking_balance"
TESTS = f"""\
from limberup.testing import PackContract, check_pack


class TestPack(PackContract):
    package = "{PACKAGE}"


def test_in_one_call():
    check_pack("{PACKAGE}")


def test_with_the_catalog(limberup_catalog):
    assert limberup_catalog.get("walking-balance/one-leg-stand")
"""
RULES = """
from limberup.packs.rules import Rule, exclude


@hookimpl
def limberup_rules():
    return [Rule("mine", judge)]


def judge(facts, exercise):
"""

ONLY_RULES = "::TestPack::test_rules_only_restrict"
"""What asks the pack's rules, again and again; the others have nothing to say of a rule."""

Tested = Callable[..., tuple[int, str]]


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Install the example, as pip would, into a folder of its own; return its package."""
    folder = tmp_path / "site"
    shutil.copytree(EXAMPLE / "src", folder, ignore=shutil.ignore_patterns("__pycache__"))
    info = folder / f"{PACKAGE}-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: limberup-pack-walking-balance\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text(f"[limberup.packs]\nwalking-balance = {PACKAGE}\n")
    return folder / PACKAGE


@pytest.fixture
def tested(site: Path, tmp_path: Path) -> Tested:
    """Return what runs the tests of the pack, as its author does, and gives exit code and output.

    With the name of one of them it runs that alone.
    """
    tests = tmp_path / "tests"
    tests.mkdir()
    (tests / "test_pack.py").write_text(TESTS)
    (tests / "conftest.py").write_text('pytest_plugins = ["limberup.testing"]\n')

    def run(name: str = "") -> tuple[int, str]:
        # Pytest and the kit alone: what else is installed here would take longer to load than the tests take.
        alone = {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", "PYTHONDONTWRITEBYTECODE": "1"}
        environ = {**os.environ, "PYTHONPATH": str(site.parent), **alone}
        command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-rfs", f"test_pack.py{name}"]
        done = subprocess.run(command, cwd=tests, env=environ, capture_output=True, text=True, check=False)
        return done.returncode, done.stdout + done.stderr

    return run


def test_a_good_pack_passes_with_a_test_for_each_file(tested: Tested) -> None:
    code, said = tested()
    assert code == 0, said
    # Twice ten files (the shown ones too), the hook, the rules, and the two functions.
    assert re.search(r"\b24 passed in", said), said


def change(file: Path, old: str, new: str) -> None:
    """Change the one place where a file has a text."""
    text = file.read_text("utf-8")
    assert text.count(old) == 1
    file.write_text(text.replace(old, new), "utf-8")


@pytest.mark.parametrize(
    ("name", "old", "new", "wrong"),
    [
        ("exercises/one-leg-stand.toml", "feel = ", "feels = ", r"line \d+, feels: there is no key .* mean 'feel'\?"),
        ("exercises/calf-raise.toml", '"Calf raise', '"Calf\\u200b raise', r"name: has the character U\+200B"),
        (
            "exercises/side-step.toml",
            '"Keep the steps',
            '"Keep\\u001b[31m the',
            r"cautions 2: has the character U\+001B",
        ),
        ("routines/at-the-counter.toml", "calf-raise", "calf-rise", r"line 12, step 3, do: .* mean .*calf-raise'\?"),
        ("guides/why-a-counter.toml", '"own"]', '"ours"]', r"sources 2: nobody knows the source 'ours'"),
        (
            "rules.toml",
            '["one-leg-stand"]',
            '["one-leg"]',
            r"line 3, rule 1: there is no exercise 'walking-balance/one",
        ),
        ("pack.toml", "api = 1", "api = 9", r"pack, api: was written for pack interface 9"),
    ],
)
def test_a_mistake_is_named_with_its_file_line_and_remedy(
    site: Path, tested: Tested, name: str, old: str, new: str, wrong: str
) -> None:
    change(site / name, old, new)
    code, said = tested()
    assert code == 1, said
    assert re.search(rf"^{PACKAGE}/{re.escape(name)}: .*{wrong}", said, re.MULTILINE), said
    assert re.search(rf"^FAILED .*\[{re.escape(name)}\]", said, re.MULTILINE)
    # The one call says the same.
    assert "FAILED test_pack.py::test_in_one_call" in said


@pytest.mark.parametrize(
    ("judge", "wrong"),
    [
        ("    return exercise.tags[0]\n", "its rule 'mine' failed at"),
        ("    if 'gtps' in facts.conditions:\n        1 / 0\n", "ZeroDivisionError"),
        ("    while True:\n        pass\n", "took longer than 3 seconds|ended without an answer"),
        (
            "    import random\n    return exclude(f'Because of {random.random()}')\n",
            "say something else when they are",
        ),
        (
            "    from limberup.packs.rules import Answer\n    from limberup.safety.decision import Verdict\n"
            "    return Answer(Verdict.ALLOW, 'Do it.')\n",
            "its rule 'mine' can't give 'allow'",
        ),
    ],
)
def test_a_rule_that_fails_hangs_or_allows_is_named(site: Path, tested: Tested, judge: str, wrong: str) -> None:
    with (site / "__init__.py").open("a") as stream:
        stream.write(RULES + judge)
    code, said = tested(ONLY_RULES)
    assert code == 1, said
    assert "FAILED test_pack.py::TestPack::test_rules_only_restrict" in said
    assert re.search(wrong, said), said


def test_good_rules_that_are_a_program_pass(site: Path, tested: Tested) -> None:
    with (site / "__init__.py").open("a") as stream:
        stream.write(RULES + "    return exclude('Not now.') if facts.now > 5 and 'BAL' in exercise.tags else None\n")
    code, said = tested(ONLY_RULES)
    assert code == 0, said


def test_a_hook_that_raises_and_one_that_is_not_installed_are_told(site: Path, tested: Tested) -> None:
    module = site / "__init__.py"
    good = module.read_text()
    module.write_text("raise RuntimeError('no')\n")
    code, said = tested()
    assert code == 1
    assert f"{PACKAGE}: RuntimeError: no" in said
    module.write_text(good)
    (site.parent / f"{PACKAGE}-1.0.dist-info" / "entry_points.txt").unlink()
    code, said = tested()
    assert code == 1
    assert "no installed distribution names it for limberup.packs" in said
    assert "python -m pip install -e ." in said


def test_limberup_itself_does_without_pytest() -> None:
    code = "import sys, limberup.packs.contract, limberup.packs, limberup_tui.cli; sys.exit('pytest' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
