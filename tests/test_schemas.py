"""The JSON Schemas of a pack's files: made from the types as they are now, and right about what the reader takes."""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import fastjsonschema
import pytest
from tests.core.test_packs import EXERCISE

from limberup.packs.guide_reader import parse_guide
from limberup.packs.programme_reader import parse_programme
from limberup.packs.reader import parse_exercise
from limberup.packs.template import SCHEMAS
from limberup.routine_file import parse_routine
from limberup.tomlread import TomlFile

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs" / "schemas"
COPY = ROOT / "core" / "limberup" / "data" / "pack_template" / "schemas"
SHIPPED = sorted([*(ROOT / "packs").rglob("*.toml"), *(ROOT / "examples").glob("*/src/**/*.toml")])

Validate = Callable[[object], object]


def kind_of(path: Path) -> str:
    """Return which schema a file of a pack has."""
    named = {"pack.toml": "pack", "rules.toml": "rules"}
    return named.get(path.name) or path.parent.name.removesuffix("s")


def in_json(value: object) -> object:
    """Return a value of TOML as JSON has it: a date is a text there."""
    if isinstance(value, dict):
        return {key: in_json(item) for key, item in value.items()}
    if isinstance(value, list):
        return list(map(in_json, value))
    return value.isoformat() if isinstance(value, date) else value


@pytest.fixture(scope="module")
def validators() -> dict[str, Validate]:
    """Return what checks a file of each sort."""
    return {name: fastjsonschema.compile(json.loads((DOCS / f"{name}.json").read_text("utf-8"))) for name in SCHEMAS}


def test_they_are_those_of_the_types_as_they_are_now(tmp_path: Path) -> None:
    script = [sys.executable, str(ROOT / "scripts" / "schemas.py"), str(tmp_path)]
    done = subprocess.run(script, capture_output=True, text=True, timeout=60, check=False, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    new = {path.name: path.read_text("utf-8") for path in tmp_path.iterdir()}
    assert set(new) == {f"{name}.json" for name in SCHEMAS}
    for folder in (DOCS, COPY):
        old = {path.name: path.read_text("utf-8") for path in folder.iterdir()}
        assert old == new, "a file format or its page has changed: run python scripts/schemas.py"


def test_there_are_files_of_nearly_every_sort() -> None:
    assert {kind_of(path) for path in SHIPPED} == {*SCHEMAS} - {"figure"}


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_file_that_is_shipped_is_accepted(path: Path, validators: dict[str, Validate]) -> None:
    data = in_json(tomllib.loads(path.read_text("utf-8")))
    validators[kind_of(path)](data)
    if isinstance(data, dict) and "figure" in data:
        validators["figure"](data["figure"])


FIGURE = '[figure]\npose = "standing"\n[[figure.frame]]\nshin = -80\n'
GOOD = {
    "exercise": f'{EXERCISE}tempo = [2, 3]\ntags = ["~FLX"]\n{FIGURE}',
    "routine": 'name = "A"\nminutes = [1, 2]\ngiven = 2026-11-01\n[[step]]\ndo = "glutes/clamshell"\n',
    "guide": 'question = "Why?"\ntext = "So."\n',
    "programme": 'name = "A"\n[[weeks]]\nfrom_week = 1\nstretch_days = [1, 2]\nstrength_days = [1, 2]\n',
}
CHANGES = {
    "exercise": [
        ('kind = "strength"', 'kind = "strenght"'),
        ('name = "Step up"\n', ""),
        ("tempo = [2, 3]", "tempo = [2]"),
        ("tempo = [2, 3]", "tempo = [0, 3]"),
        ("tempo = ", "tempi = "),
        ('"~FLX"', '"FLEX"'),
        ('["Stand.", "Step.", "Back."]', '["Stand."]'),
        ('name = "Step up"', "name = 3"),
        ('pose = "standing"', 'pose = "stand"'),
        ("shin = -80", "shins = -80"),
        ("shin = -80", "shin = 800"),
        ("shin = -80", "at = [0.0]"),
        ("shin = -80", 'anchor = "nose"'),
        ("shin = -80", "bend = { knee_a = 2 }"),
        ("shin = -80", "short = { thigh = 0.1 }"),
        ("[[figure.frame]]", 'props = [{ kind = "sofa" }]\n[[figure.frame]]'),
        ("[[figure.frame]]", 'props = [{ kind = "wall", height = 1 }]\n[[figure.frame]]'),
        ("[[figure.frame]]", 'props = [{ kind = "band" }]\n[[figure.frame]]'),
    ],
    "routine": [
        ('name = "A"', 'name = ""'),
        ("minutes = [1, 2]", "minutes = [1, 200]"),
        ("minutes = [1, 2]", "fill = 1"),
        ('do = "glutes/clamshell"', 'do = "../x"'),
        ('do = "glutes/clamshell"', 'note = "x"'),
        ("[[step]]", "[[steps]]"),
    ],
    "guide": [
        ('text = "So."', ""),
        ('text = "So."', f'text = "{"s" * 1201}"'),
        ('text = "So."', 'text = "So."\ntopics = ["A b"]'),
    ],
    "programme": [
        ("from_week = 1", "from_week = 0"),
        ("[1, 2]\n", "[1, 8]\n"),
        ("from_week = 1", 'from_week = 1\nunlocks = ["clamshell"]'),
    ],
}
READERS: dict[str, Callable[[TomlFile], tuple[Any, list[Any]]]] = {
    "exercise": lambda file: parse_exercise(file, "my-pack", "f"),
    "routine": lambda file: parse_routine(file, "f"),
    "guide": lambda file: parse_guide(file, "my-pack", "f"),
    "programme": lambda file: parse_programme(file, "my-pack", "f"),
}


@pytest.mark.parametrize("kind", GOOD)
def test_what_the_reader_takes_is_accepted(kind: str, validators: dict[str, Validate]) -> None:
    assert READERS[kind](TomlFile("f.toml", GOOD[kind]))[1] == []
    validators[kind](in_json(tomllib.loads(GOOD[kind])))


@pytest.mark.parametrize(
    ("kind", "old", "new"), [(kind, *change) for kind, found in CHANGES.items() for change in found]
)
def test_what_the_reader_refuses_is_refused(kind: str, old: str, new: str, validators: dict[str, Validate]) -> None:
    text = GOOD[kind].replace(old, new, 1)
    assert text != GOOD[kind]
    assert READERS[kind](TomlFile("f.toml", text))[1]
    with pytest.raises(fastjsonschema.JsonSchemaValueException):
        validators[kind](in_json(tomllib.loads(text)))


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("pack", '[pack]\nid = "a"\nname = "A"\napi = 2\n'),
        ("pack", '[pack]\nid = "A b"\nname = "A"\napi = 1\n'),
        ("pack", '[pack]\nid = "a"\nname = "A"\napi = 1\n[sources.X]\ngrade = "Z"\ntext = "x"\n'),
        ("rules", '[[rule]]\nid = "a"\nwhy = "So."\nexclude_tags = ["XXX"]\n'),
        ("rules", '[[rule]]\nid = "a"\nwhy = "So."\nallow = ["glutes/clamshell"]\n'),
        ("rules", '[[rule]]\nid = "a"\nwhy = "So."\nconditions = ["hips"]\n'),
    ],
)
def test_other_mistakes_are_refused(kind: str, text: str, validators: dict[str, Validate]) -> None:
    with pytest.raises(fastjsonschema.JsonSchemaValueException):
        validators[kind](in_json(tomllib.loads(text)))


def test_editors_get_a_word_on_every_key() -> None:
    exercise = json.loads((DOCS / "exercise.json").read_text("utf-8"))
    silent = {name for name, key in exercise["properties"].items() if "description" not in key}
    assert silent == set()
