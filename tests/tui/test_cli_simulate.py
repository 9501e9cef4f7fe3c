"""`limberup rules --simulate WEEKS --as FILE`, as a person and as a program meet it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from limberup_tui.cli import limberup

PEOPLE = Path(__file__).parents[2] / "examples" / "people"
WHO = """\
title = "Somebody"
routine = "hip-mobility/hip-day"
[course]
pain_start = 3
hurts = [{ day = 3, exercise = "glute-bridge", pain = 8 }, { day = 1, exercise = "bird-dog", pain = 8 }]
flags = [{ day = 8, id = "U2" }]
"""

PACK = '[pack]\nid = "careful"\nname = "Careful"\nsummary = "A rule."\nauthors = ["A"]\nlicense = "MIT"\napi = 1\n'
RULES = '[[rule]]\nid = "no-bridge"\nwhy = "Bridges are left out by this pack."\nexclude = ["glutes/glute-bridge"]\n'


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return an empty home that the program uses."""
    folder = tmp_path / "home"
    folder.mkdir()
    monkeypatch.setenv("LIMBERUP_HOME", str(folder))
    monkeypatch.delenv("LIMBERUP_SAFE", raising=False)
    return folder


@pytest.fixture
def who(tmp_path: Path) -> Path:
    """Return the file of somebody."""
    path = tmp_path / "who.toml"
    path.write_text(WHO, "utf-8")
    return path


def simulate(path: Path, weeks: int = 2, *more: str) -> Result:
    """Run the command in this process."""
    return CliRunner().invoke(limberup, ["rules", "--simulate", str(weeks), "--as", str(path), *more])


def run(*args: str, **env: str) -> subprocess.CompletedProcess[str]:
    """Run the program as a program."""
    command = [sys.executable, "-m", "limberup_tui", "rules", *args]
    environ = {**os.environ, **env}
    return subprocess.run(command, env=environ, capture_output=True, encoding="utf-8", timeout=60, check=False)


def weeks_of(path: Path, weeks: int = 2, *more: str) -> list[dict[str, Any]]:
    """Return the weeks of the JSON."""
    found = simulate(path, weeks, "--json", *more)
    assert (found.exit_code, found.stderr) == (0, "")
    result = json.loads(found.stdout)
    assert list(result) == ["title", "seed", "weeks"]
    return list(result["weeks"])


def test_text(who: Path) -> None:
    found = simulate(who)
    assert (found.exit_code, found.stderr) == (0, "")
    lines = found.stdout.splitlines()
    assert lines[0] == "Somebody: 2 weeks, seed 0. Hip day, 3 days a week; no conditions."
    assert "Week 1: 3 of 3 sessions; FULL 3; pain 3; mornings after SETTLED, SETTLED," in lines
    assert any(line.startswith("  day 3: L3 STOP_EX glute-bridge. A pain of 8") for line in lines)
    assert any(line.startswith("  Buttock squeeze ") and "regress P1 for glute-bridge, day 5" in line for line in lines)
    assert "Week 2: 0 of 3 sessions; URGENT 3; pain 3" in lines
    assert "  days 8, 10, 12: G2 URGENT" in lines
    assert "  refer     urgent (G2)" in lines
    assert "refer urgent in week 2" in " ".join(found.stdout.split("In all: ")[1].split())
    assert lines[-1] == "Never done from that day on, so it never hurt: Bird-dog (day 1)."
    assert all(len(line) <= 80 for line in lines[1:])


def test_what_is_left_out_is_told_with_its_rule(tmp_path: Path) -> None:
    path = tmp_path / "who.toml"
    path.write_text('routine = "hip-day"\nconditions = ["no_floor"]\ndays = 7\n[course]\npain_start = 2\n', "utf-8")
    lines = simulate(path, 1).stdout.splitlines()
    # Three days of stretching are what the first weeks have, and strength rests two days.
    assert "  left out  Standing hip-flexor stretch: F rest (days 4, 5, 6, 7)" in lines
    assert "  left out  Buttock squeeze: F rest (days 2, 4, 6)" in lines
    assert any(line.startswith("  Chair figure-4 ") and "for supine-figure-4" in line for line in lines)


def test_json(who: Path) -> None:
    first, second = weeks_of(who)
    assert list(first) == ["week", "meant", "sessions", "refer", "days"]
    assert (first["week"], first["meant"], first["sessions"], first["refer"]) == (1, 3, 3, "none")
    day = first["days"][1]
    assert list(day) == [
        *("day", "programme_week", "pain", "state", "refer", "seconds", "morning_after"),
        *("exercises", "left_out", "decisions"),
    ]
    assert (day["day"], day["state"], day["pain"], day["morning_after"]) == (3, "FULL", 3, "SETTLED")
    assert day["seconds"] > 300
    assert {"id", "step", "dose", "kept", "change", "rule"} == set(day["exercises"][0])
    assert [made["rule"] for made in day["decisions"]][-1] == "L3"
    last = first["days"][2]
    bridge = next(one for one in last["exercises"] if one["step"] == "glutes/glute-bridge")
    assert (bridge["id"], bridge["change"], bridge["rule"]) == ("glutes/glute-set", "regress", "P1")
    assert second["refer"] == "urgent"
    assert [day["exercises"] for day in second["days"]] == [[], [], []]
    assert {day["morning_after"] for day in second["days"]} == {None}


def test_the_same_bytes_each_time_and_other_ones_with_another_seed() -> None:
    path = PEOPLE / "new-hip.toml"
    zones = [{"TZ": zone, "PYTHONHASHSEED": seed} for zone, seed in (("UTC", "1"), ("Pacific/Auckland", "2"))]
    one, other = (run("--simulate", "6", "--as", str(path), "--json", **env) for env in zones)
    assert one.returncode == 0
    assert one.stdout == other.stdout
    assert weeks_of(path, 6, "--seed", "0") == json.loads(one.stdout)["weeks"]
    assert weeks_of(path, 6, "--seed", "1") != json.loads(one.stdout)["weeks"]


@pytest.mark.parametrize("path", sorted(PEOPLE.glob("*.toml")), ids=lambda path: path.stem)
def test_the_examples_are_printed(path: Path) -> None:
    found = simulate(path, 12)
    assert (found.exit_code, found.stderr) == (0, "")
    assert sum(line.startswith("Week ") for line in found.stdout.splitlines()) == 12


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (["--simulate", "4"], "give either a CASE.toml, or both --simulate WEEKS and --as FILE"),
        (["--as", "{who}"], "give either a CASE.toml, or both"),
        (["--seed", "3"], "give either a CASE.toml, or both"),
        (["case.toml", "--simulate", "4", "--as", "{who}"], "give either a CASE.toml, or both"),
        (["--simulate", "0", "--as", "{who}"], "0 is not in the range"),
        (["--simulate", "105", "--as", "{who}"], "105 is not in the range"),
        (["--simulate", "four", "--as", "{who}"], "'four' is not a valid integer"),
        (["--simulate", "4", "--as", "{who}", "--seed", "-1"], "-1 is not in the range"),
        (["--simulate", "4", "--as", "nobody.toml"], "nobody.toml: there is no such file"),
        ([], "missing argument 'CASE.toml'"),
    ],
)
def test_wrong_usage_is_one_line_and_2(args: list[str], words: str, who: Path) -> None:
    found = run(*(arg.format(who=who) for arg in args))
    assert (found.returncode, found.stdout) == (2, "")
    assert found.stderr.startswith("limberup: ")
    assert found.stderr.count("\n") == 1
    assert words in found.stderr


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[course]\npain_start = 11\nnoise = 9\n", "line 2, course, pain_start: must be at most 10"),
        ("[course]\npain_start = 1\nflags = [{ day = 1, id = 'E\x7f' }]\n", "is not TOML"),
        ("[course", "is not TOML"),
    ],
)
def test_a_wrong_file_is_one_line_with_its_place_and_2(text: str, words: str, tmp_path: Path) -> None:
    path = tmp_path / "w\x1b[31mho.toml"
    path.write_text(text, "utf-8")
    found = run("--simulate", "2", "--as", str(path))
    assert (found.returncode, found.stdout) == (2, "")
    assert found.stderr.count("\n") == 1
    assert words in found.stderr
    assert "\x1b" not in found.stderr


def test_a_title_cannot_drive_the_terminal(tmp_path: Path) -> None:
    path = tmp_path / "who.toml"
    path.write_text('title = "a\\u001b[2Jb\\u0007"\n[course]\npain_start = 2\n', "utf-8")
    for more in ((), ("--json",)):
        found = simulate(path, 1, *more)
        assert found.exit_code == 0
        assert not {"\x1b", "\x07"} & set(found.stdout)


def test_ascii_alone(tmp_path: Path) -> None:
    path = tmp_path / "who.toml"
    path.write_text('title = "Après — midi"\n[course]\npain_start = 2\n', "utf-8")
    for more in ((), ("--json",)):
        env = {"PYTHONUTF8": "0", "LC_ALL": "C", "PYTHONIOENCODING": "ascii"}
        found = run("--simulate", "1", "--as", str(path), *more, **env)
        assert (found.returncode, found.stderr) == (0, "")
        assert found.stdout.isascii()


def test_rules_of_packs_count(who: Path, home: Path) -> None:
    folder = home / "packs" / "careful"
    folder.mkdir(parents=True)
    (folder / "pack.toml").write_text(PACK, "utf-8")
    assert any(one["id"] == "glutes/glute-bridge" for one in weeks_of(who)[0]["days"][0]["exercises"])
    (folder / "rules.toml").write_text(RULES, "utf-8")
    first = weeks_of(who)[0]["days"][0]
    assert not any(one["id"] == "glutes/glute-bridge" for one in first["exercises"])
    assert any("Bridges are left out by this pack." in made["why"] for made in first["decisions"])
    safe = CliRunner().invoke(limberup, ["--safe", "rules", "--simulate", "1", "--as", str(who), "--json"])
    first = json.loads(safe.stdout)["weeks"][0]["days"][0]
    assert any(one["id"] == "glutes/glute-bridge" for one in first["exercises"])


def test_nothing_is_kept(who: Path, home: Path) -> None:
    assert simulate(who).exit_code == 0
    assert {path.name for path in home.iterdir()} <= {"cache"}, "only what may be deleted at any time"
