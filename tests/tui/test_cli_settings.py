"""`limberup settings`: all that can be set, and every mistake in one line."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import pytest
from tests.tui.program import home, one_line, run, say_json

from limberup.settings import THEMES, Settings, load_settings

__all__ = ["home"]


def test_everything_is_listed_with_its_value_and_what_it_can_be(home: Path) -> None:
    (home / "settings.toml").write_text('bell = false\n[keys]\nback = "f4"\n')
    rows = {row["id"]: row for row in say_json("settings")}
    assert set(rows) == {field.name for field in fields(Settings)} - {"keys"} | {"keys.back"}
    assert (rows["bell"]["value"], rows["bell"]["usual"], rows["bell"]["values"]) == (False, True, [True, False])
    assert rows["theme"]["values"] == list(THEMES)
    assert rows["keys.back"]["value"] == "f4"
    assert all(row["what"] for row in rows.values())
    shown = run("settings").stdout
    assert str(home / "settings.toml") in shown
    assert "calm" in shown


@pytest.mark.parametrize(
    ("key", "value", "kept"),
    [
        ("bell", "off", False),
        ("bell", "FALSE", False),
        ("quiet", "yes", True),
        ("calm", "on", "on"),
        ("theme", "light", "limberup-light"),
        ("theme", "nord", "nord"),
        ("language", "en", "en"),
        ("language", "", ""),
        ("pace", "own", "own"),
    ],
)
def test_one_thing_is_set(home: Path, key: str, value: str, kept: object) -> None:
    done = run("settings", "set", key, value)
    assert (done.returncode, done.stderr) == (0, "")
    assert getattr(load_settings(home / "settings.toml"), key) == kept


def test_keys_are_set_and_taken_back(home: Path) -> None:
    assert run("settings", "set", "keys.today.library", "j, PgUp").returncode == 2
    assert run("settings", "set", "keys.today.library", "j, f3").returncode == 0
    assert load_settings(home / "settings.toml").keys == {"today.library": "j, f3"}
    assert run("settings", "set", "keys.today.library", "").returncode == 0
    assert load_settings(home / "settings.toml").keys == {}


@pytest.mark.parametrize(
    ("key", "value", "told"),
    [
        ("bel", "on", "there is no setting 'bel'. Did you mean 'bell'?"),
        ("bell", "maybe", "bell: 'maybe' is not one of its values. It can be false or true"),
        ("calm", "onn", "calm: 'onn' is not one of its values. Did you mean 'on'? It can be auto, off or on"),
        ("theme", "pink", "It can be limberup-contrast, limberup-dark or limberup-light"),
        ("language", "tlh", "language: 'tlh' is not one of its values"),
        ("schema", "2", "there is no setting 'schema'"),
        ("keys", "x", "there is no setting 'keys'"),
        ("keys.today.libary", "j", "Did you mean 'today.library'?"),
        ("keys.today.library", "h", "h would do two things"),
    ],
)
def test_a_mistake_is_one_line_and_changes_nothing(home: Path, key: str, value: str, told: str) -> None:
    assert told in one_line(run("settings", "set", key, value))
    assert not (home / "settings.toml").exists()


def test_a_damaged_file_is_named_and_stays(home: Path) -> None:
    (home / "settings.toml").write_text("bell = 3\n")
    for words in ((), ("set", "bell", "on")):
        assert "settings.toml: line 1, bell: must be true or false" in one_line(run("settings", *words))
    assert (home / "settings.toml").read_text() == "bell = 3\n"


def test_keys_that_clash_are_told_beside_the_list(home: Path) -> None:
    (home / "settings.toml").write_text('[keys]\n"today.library" = "h"\n')
    done = run("settings")
    assert done.returncode == 2
    assert "theme" in done.stdout
    assert done.stderr.count("\n") == 1
    where = f"{home / 'settings.toml'}: line 2, keys, today.library: "
    assert done.stderr.startswith(f"limberup: {where}h would do two things on the screen 'Today'")


def test_values_that_there_are_not_are_told_beside_the_list(home: Path) -> None:
    (home / "settings.toml").write_text('bell = false\ntheme = "nordd"\nlanguage = "fr"\n')
    done = run("settings", env={"LANGUAGE": "en"})
    assert done.returncode == 2
    assert "nordd" in done.stdout
    assert done.stderr.splitlines() == [
        f"limberup: {home / 'settings.toml'}: line 2, theme: 'nordd' is not one of its values. Did you mean 'nord'?",
        f"limberup: {home / 'settings.toml'}: line 3, language: 'fr' is not one of its values. It can be de or en",
    ]
    # Who mends one thing is not kept from it by another.
    assert run("settings", "set", "theme", "nord").returncode == 0


@pytest.mark.parametrize("line", ['theme = "nord"', 'theme = "limberup-light"', 'language = "de_AT"', 'language = ""'])
def test_values_that_only_textual_or_the_system_has_are_right(home: Path, line: str) -> None:
    (home / "settings.toml").write_text(f"{line}\n")
    assert (run("settings").returncode, run("settings").stderr) == (0, "")


def test_there_is_none_in_kiosk_mode(home: Path) -> None:
    assert run("--kiosk", "settings").returncode == 2
