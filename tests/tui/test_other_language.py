"""The program in another language: what is kept in files stays English, what is typed may be either."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from limberup.pseudo import OPEN
from limberup.texts import PSEUDO

CASE = Path(__file__).parents[1] / "core" / "safety" / "cases" / "case01.toml"


@pytest.fixture
def env(tmp_path: Path) -> dict[str, str]:
    """Return the environment of a program that speaks the language nobody speaks."""
    kept = {name: value for name, value in os.environ.items() if name not in ("LC_ALL", "LC_MESSAGES", "LANG")}
    return {**kept, "LANGUAGE": PSEUDO, "LIMBERUP_HOME": str(tmp_path), "PYTHONUTF8": "1"}


def value_of(code: str, env: dict[str, str]) -> Any:
    """Return what an expression is, after some imports, in a program of its own."""
    imports, _, expression = code.strip().rpartition("\n")
    program = f"import json, limberup_tui\n{imports}\nprint(json.dumps({expression}))"
    done = subprocess.run([sys.executable, "-c", program], env=env, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def limberup(env: dict[str, str], *args: str) -> subprocess.CompletedProcess[str]:
    """Run the program."""
    command = [sys.executable, "-m", "limberup_tui", *args]
    return subprocess.run(command, env=env, capture_output=True, encoding="utf-8", timeout=60, check=False)


def test_the_plan_of_today_is_kept_in_english_and_shown_translated(env: dict[str, str]) -> None:
    code = """
from limberup.choice import TODAY
from limberup.vocabulary import name_given
[TODAY, name_given(TODAY), name_given("My own")]
"""
    kept, shown, own = value_of(code, env)
    assert kept == "Today's plan"
    assert shown.startswith(OPEN)
    assert own == "My own"


def test_days_as_they_are_shown_are_read(env: dict[str, str]) -> None:
    code = """
from limberup.calendar_words import days_like
from limberup.handout.reminders import read_days
[days_like(), read_days(days_like()), read_days("mon,wed,fri")]
"""
    shown, own, english = value_of(code, env)
    assert shown.startswith(OPEN)
    assert own == english == [0, 2, 4]


def test_words_that_are_typed_are_heard_in_both_languages(env: dict[str, str]) -> None:
    code = """
from limberup.texts import tr, trc
from limberup_tui.plain.talk import key_of
keys = {"y": "", "n": "", "": ""}
typed = ["yes", "no", "none", "enter", trc("typed", "yes"), trc("typed", "no none").split()[0], tr("Enter"), "foo"]
[key_of(word, keys) for word in typed]
"""
    assert value_of(code, env) == ["y", "n", "n", "", "y", "n", "", None]


def test_the_number_of_a_country_stands_in_the_advice(env: dict[str, str]) -> None:
    code = """
from limberup.help_numbers import advice_lines
from limberup.safety.decision import State
from limberup.safety.flags import EMERGENCY_NUMBER
[advice_lines(State.EMERGENCY, "DE").first[0], advice_lines(State.URGENT, "GB").first, EMERGENCY_NUMBER]
"""
    emergency, urgent, words = value_of(code, env)
    assert "112" in emergency
    assert words not in emergency
    assert any("(111, " in line for line in urgent)


def test_what_the_rules_decide_stands_in_a_column(env: dict[str, str]) -> None:
    found = limberup(env, "rules", str(CASE))
    assert found.returncode == 0, found.stderr
    rows = [re.match(r"⟦\w+⟧ +", line) for line in found.stdout.splitlines()]
    ends = {row.end() for row in rows if row}
    assert len([row for row in rows if row]) >= 3
    assert len(ends) == 1


def test_an_option_names_the_days_that_are_read(env: dict[str, str]) -> None:
    found = limberup(env, "remind", "--days", "xx")
    assert found.returncode == 2
    assert value_of("from limberup.calendar_words import days_like\ndays_like()", env) in found.stderr


def test_the_doctor_says_where_and_what_kind_in_the_language(env: dict[str, str], tmp_path: Path) -> None:
    history = tmp_path / "history"
    history.mkdir()
    (history / "holiday.txt").write_text("by hand")
    (tmp_path / "person.toml").write_text("schema = 1\ndays = = 3\n")
    (tmp_path / "packs.toml").write_text("off = [\n")
    found = {check["id"]: check for check in json.loads(limberup(env, "doctor", "--json").stdout)}
    for id_ in ("settings.person", "settings.packs", "records.history"):
        told = found[id_]["value"]
        assert not found[id_]["ok"]
        assert OPEN in told
        assert not re.search(r"\b(line|column|end|stray)\b", told), told
    assert "2" in found["settings.person"]["value"]


def test_the_line_of_a_mistake_is_still_known(env: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "wrong.toml").write_text("a = 1\nb = = 3\n")
    told = json.loads(limberup(env, "routine", "check", str(tmp_path / "wrong.toml"), "--json").stdout)
    assert told["problems"][0]["line"] == 2
