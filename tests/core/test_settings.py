"""settings.toml: read with every mistake named, and changed without losing what somebody wrote there."""

from __future__ import annotations

import re
import tomllib
from dataclasses import fields, replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from limberup.problem import LimberupError
from limberup.settings import ADVANCE, CALM, PACE, THEMES, Settings, load_settings, save_settings
from limberup.settings_file import SettingsFile, place_in

MINE = """\
# What suits me.
theme = "limberup-light"   # in the sun
bell=false

quiet = true
# Fingers stay on the middle row.
[keys]
"list.down" = "j"  # as in vi
list.up = 'k'
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "settings.toml"


def test_the_file_has_a_key_for_each_setting_with_the_same_usual_value() -> None:
    file = SettingsFile()
    assert {one.name for one in fields(Settings)} | {"schema"} == set(SettingsFile.__struct_fields__)
    assert {one.name: getattr(file, one.name) for one in fields(Settings)} == {
        one.name: getattr(Settings(), one.name) for one in fields(Settings)
    }


def test_keys_may_stand_with_and_without_quotes(path: Path) -> None:
    path.write_text(MINE)
    assert load_settings(path).keys == {"list.down": "j", "list.up": "k"}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("bel = true", "there is no key 'bel'. Did you mean 'bell'?"),
        ("bell = 1", "line 1, bell: must be true or false"),
        ('calm = "sometimes"', "line 1, calm: 'sometimes' is not one of its values. It can be auto, off or on"),
        ("calm = true", 'line 1, calm: must be a text, not true or false. It can be "auto", "on" or "off"'),
        ("pace = 1", 'It can be "led" or "own"'),
        ("shine = 3\nschema = 2", "line 2, schema: was written by a newer limberup. Update limberup, or move the file"),
        ("[keys]\nback = 3", "line 2, keys, back: must be a text"),
        ('language = "../../etc"', "line 1, language"),
        ("bell = \n", "line 1"),
    ],
)
def test_mistakes_are_named_with_their_line_and_never_written_over(path: Path, text: str, told: str) -> None:
    path.write_text(text)
    with pytest.raises(LimberupError) as found:
        load_settings(path)
    assert told in str(found.value)
    assert len(found.value.problems) == 1
    with pytest.raises(LimberupError):
        save_settings(path, Settings(quiet=True), Settings())
    assert path.read_text() == text


def test_only_the_line_that_changes_is_written(path: Path) -> None:
    path.write_text(MINE)
    save_settings(path, replace(load_settings(path), theme=THEMES[2], motion=False))
    expected = MINE.replace("limberup-light", THEMES[2]).replace("quiet = true\n", "quiet = true\nmotion = false\n")
    assert path.read_text() == expected


def test_keys_are_added_changed_and_taken_out_in_their_table(path: Path) -> None:
    path.write_text(MINE)
    save_settings(path, replace(load_settings(path), keys={"list.down": "n,j", "back": "x"}))
    assert path.read_text() == MINE.replace('"j"', '"n,j"').replace("list.up = 'k'\n", '"back" = "x"\n')
    save_settings(path, replace(load_settings(path), keys={}))
    assert load_settings(path).keys == {}
    assert "# Fingers stay" in path.read_text()


def test_without_a_file_there_are_the_usual_ones(path: Path) -> None:
    assert load_settings(path) == Settings()
    assert not path.exists()


def test_a_new_key_stands_with_the_others_before_the_empty_lines(path: Path) -> None:
    path.write_text('[keys]\nback = "x"\n\n\n')
    save_settings(path, replace(load_settings(path), keys={"back": "x", "help": "z"}))
    assert path.read_text() == '[keys]\nback = "x"\n"help" = "z"\n\n\n'


def test_what_another_terminal_changed_meanwhile_stays(path: Path) -> None:
    was = Settings()
    save_settings(path, was)
    save_settings(path, replace(was, bell=False), was)
    save_settings(path, replace(was, quiet=True), was)
    assert load_settings(path) == replace(was, bell=False, quiet=True)


def test_ways_to_write_it_that_are_rare_lose_comments_and_no_value(path: Path) -> None:
    path.write_text('theme = """\nlimberup-light"""\nkeys = { back = "x" } # one line\n')
    was = load_settings(path)
    save_settings(path, replace(was, theme=THEMES[2], keys={"back": "x", "help": "z"}))
    assert load_settings(path) == replace(was, theme=THEMES[2], keys={"back": "x", "help": "z"})


KEYS = st.dictionaries(st.sampled_from(["back", "help", "list.up", "list.down", "today.why"]), st.sampled_from("xyz"))
ANY = st.builds(
    Settings,
    theme=st.sampled_from(THEMES),
    language=st.sampled_from(["", "de", "en"]),
    bell=st.booleans(),
    quiet=st.booleans(),
    calm=st.sampled_from(CALM),
    advance=st.sampled_from(ADVANCE),
    pace=st.sampled_from(PACE),
    keys=KEYS,
)
LINES = st.lists(
    st.sampled_from(["# a", "", 'calm = "on" # b', "bell = false", '  theme="nord"', "[keys]", 'back = "x" # c']),
    unique=True,
)


@given(lines=LINES, steps=st.lists(ANY, min_size=1, max_size=3))
def test_whatever_stood_there_and_is_set_is_what_is_read(
    lines: list[str], steps: list[Settings], tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("settings") / "settings.toml"
    path.write_text("\n".join(lines) + "\n")
    try:
        tomllib.loads(path.read_text())
        load_settings(path)
    except (tomllib.TOMLDecodeError, LimberupError):
        return
    for settings in steps:
        save_settings(path, settings)
        assert load_settings(path) == settings
        assert all(line in path.read_text() for line in lines if line.startswith("# "))


@pytest.mark.parametrize(
    ("key", "place"),
    [
        ("theme", "line 2, theme"),
        ("keys.list.down", "line 8, keys, list.down"),
        ("keys.list.up", "line 9, keys, list.up"),
        ("keys.back", "keys, back"),
        ("language", "language"),
    ],
)
def test_a_key_is_told_with_its_line_where_it_has_one(path: Path, key: str, place: str) -> None:
    assert place_in(path, key) == re.sub(r"line \d+, ", "", place), "there is no file yet"
    path.write_text(MINE)
    assert place_in(path, key) == place
