"""Texts in the language of the person: which one it is, and that a catalogue can't break anything."""

from __future__ import annotations

import importlib.util
import io
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from limberup import texts
from limberup.texts import ENGLISH, PSEUDO, chosen, language, languages, tr, trc, trn, use, wanted

ROOT = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Leave English on for the other tests."""
    yield
    use(None)


@pytest.fixture(scope="module")
def script() -> ModuleType:
    """Return scripts/texts.py as a module."""
    spec = importlib.util.spec_from_file_location("scripts_texts", ROOT / "scripts" / "texts.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_a_text_inside_an_f_string_is_found_in_every_version_of_python(script: ModuleType) -> None:
    code = "a = tr(\"Out\")\nb = f\"{a}, {tr('In')} and {a if a else tr('Deep')}: {len(a):<{len(tr('Wide'))}}\"\n"
    assert sorted(text for _, text in script.in_braces(code)) == ["Deep", "In", "Wide"]
    with pytest.raises(SystemExit):
        script.in_braces("f\"{trn('{n} day', '{n} days', 2)}\"")


class TestEnglish:
    def test_it_is_what_stands_in_the_code(self) -> None:
        assert language() == ENGLISH
        assert tr("No such text anywhere") == "No such text anywhere"
        assert trc("side of the body", "left") == "left"
        assert [trn("{n} set", "{n} sets", n) for n in (0, 1, 2)] == ["{n} sets", "{n} set", "{n} sets"]

    def test_nothing_is_imported_for_it(self) -> None:
        code = (
            "import sys, limberup_tui; print(*[m for m in ('gettext', 'typing', 'platformdirs') if m in sys.modules])"
        )
        env = {name: value for name, value in os.environ.items() if name not in ("LANGUAGE", "LC_ALL", "LANG")}
        done = subprocess.run(
            [sys.executable, "-c", code], env={**env, "LANG": "en_GB.UTF-8"}, capture_output=True, text=True, check=True
        )
        assert done.stdout.strip() == ""


class TestAnotherLanguage:
    def test_german_is_there(self) -> None:
        assert languages()[0] == ENGLISH
        assert "de" in languages()
        assert use("de") == language() == "de"

    def test_what_it_does_not_have_is_english(self) -> None:
        use("de")
        assert tr("No such text anywhere") == "No such text anywhere"
        assert trn("{n} such", "{n} suches", 2) == "{n} suches"
        assert trc("nowhere", "such") == "such"

    def test_the_empty_text_is_empty(self) -> None:
        use("de")
        assert tr("") == ""

    def test_the_pseudo_language_marks_every_text(self) -> None:
        assert use(PSEUDO) == PSEUDO
        assert tr("Save all of {name}") == "⟦Šáávéé áļļ óf {name}⟧"
        assert PSEUDO not in languages()

    @pytest.mark.parametrize("name", ["", "xy", "../../etc/passwd", "d\0e", "e" * 500, "en", None])
    def test_one_that_is_not_there_is_english(self, name: str | None) -> None:
        assert use(name) == ENGLISH
        assert tr("Back") == "Back"

    @pytest.mark.parametrize(
        "damage", [b"", b"\xde\x12\x04\x95", b"not a catalogue at all", b"\xde\x12\x04\x95" + b"\xff" * 60]
    )
    def test_a_damaged_catalogue_is_english(
        self, damage: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(texts, "_FOLDER", str(tmp_path))
        (tmp_path / "de.mo").write_bytes(damage)
        assert use("de") == ENGLISH
        assert tr("Back") == "Back"

    def test_any_catalogue_that_is_cut_off_is_english_or_speaks(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        whole = (Path(texts.__file__).parent / "locale" / "de.mo").read_bytes()
        monkeypatch.setattr(texts, "_FOLDER", str(tmp_path))
        for size in range(0, len(whole), max(1, len(whole) // 40)):
            (tmp_path / "de.mo").write_bytes(whole[:size])
            assert use("de") in (ENGLISH, "de")
            assert tr("No such text anywhere") == "No such text anywhere"


class TestWhich:
    @pytest.mark.parametrize(
        ("environ", "names"),
        [
            ({}, []),
            ({"LANG": "de_DE.UTF-8"}, ["de_DE.UTF-8"]),
            ({"LANG": "de_DE.UTF-8", "LC_ALL": "fr_FR"}, ["fr_FR"]),
            ({"LANG": "de_DE.UTF-8", "LC_ALL": "", "LC_MESSAGES": "nl_NL"}, ["nl_NL"]),
            ({"LANG": "en_GB.UTF-8", "LANGUAGE": "de:en"}, ["de", "en"]),
            ({"LANG": "C", "LANGUAGE": "de"}, ["C"]),
        ],
    )
    def test_what_the_system_asks_for(self, environ: dict[str, str], names: list[str]) -> None:
        assert wanted(environ) == names

    @pytest.mark.parametrize(
        ("setting", "environ", "name"),
        [
            ("", {}, "en"),
            ("", {"LANG": "de_DE.UTF-8"}, "de"),
            ("", {"LANG": "de_AT@euro"}, "de"),
            ("", {"LANG": "xy_XY.UTF-8"}, "en"),
            ("", {"LANG": "C.UTF-8"}, "en"),
            ("", {"LANG": "POSIX"}, "en"),
            ("", {"LANG": "xy", "LANGUAGE": "xy:de:en"}, "de"),
            ("", {"LANG": "xy", "LANGUAGE": "en:de"}, "en"),
            ("", {"LANGUAGE": "../../de:\0"}, "en"),
            ("de", {"LANG": "en_GB.UTF-8"}, "de"),
            ("en", {"LANG": "de_DE.UTF-8"}, "en"),
            ("xy", {"LANG": "de_DE.UTF-8"}, "en"),
            (PSEUDO, {"LANG": "de_DE.UTF-8"}, PSEUDO),
            ("", {"LANG": "xy", "LANGUAGE": PSEUDO}, PSEUDO),
        ],
    )
    def test_the_setting_goes_before_the_system(self, setting: str, environ: dict[str, str], name: str) -> None:
        assert chosen(setting, environ) == name

    @pytest.mark.parametrize(
        ("written", "name"),
        [
            ('language = "de"\n', "de"),
            ("bell = true\nlanguage='de'  # mine\n", "de"),
            ('language = ""\n', "en"),
            ("language = de\n", "en"),
            ('[keys]\nlanguage = "de"\n', "en"),
            ("\x00\xff", "en"),
        ],
    )
    def test_the_program_speaks_what_settings_toml_says(self, written: str, name: str, tmp_path: Path) -> None:
        (tmp_path / "settings.toml").write_text(written, "latin-1")
        code = "import limberup_tui; from limberup.texts import language; print(language())"
        env = {**os.environ, "LIMBERUP_HOME": str(tmp_path), "LANG": "C", "LANGUAGE": ""}
        done = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, text=True, check=True)
        assert done.stdout == f"{name}\n"

    def test_the_domain_alone_is_english(self) -> None:
        code = "import limberup.safety.rules; from limberup.texts import language; print(language())"
        env = {**os.environ, "LANG": "de_DE.UTF-8", "LANGUAGE": "de"}
        done = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, text=True, check=True)
        assert done.stdout == "en\n"


def test_the_catalogues_are_up_to_date_complete_and_compiled(script: ModuleType) -> None:
    assert list(script.problems()) == []


def test_no_text_for_one_stands_with_two_texts_for_many(script: ModuleType) -> None:
    """A catalogue has one entry for the text for one: the other of the two would never be found."""
    many: dict[tuple[str | None, str], set[str]] = {}
    for path in (path for source in script.SOURCES for path in (ROOT / source).rglob("*.py")):
        texts_of = script.extract("python", io.BytesIO(path.read_bytes()), script.KEYWORDS, (), {"encoding": "utf-8"})
        for _, text, _, context in texts_of:
            one, more = (text, "") if isinstance(text, str) else text
            many.setdefault((context, one), set()).add(more)
    assert {key: found for key, found in many.items() if len(found) > 1} == {}


def test_a_translation_that_loses_what_is_filled_in_is_found(script: ModuleType) -> None:
    catalog = script.Texts(locale="de", fuzzy=False)
    catalog.add("{name} is gone", "{nam} ist weg")
    catalog.add(("{n} set of {all}", "{n} sets of {all}"), ("ein Satz von {all}", "{n} Sätze"))
    catalog.add("Save", "")
    catalog.add(" more", "mehr")
    told = "\n".join(script.wrong(catalog))
    assert "has {nam}" in told
    assert "lacks {name}" in told
    assert "lacks {all}" in told
    assert '"Save" is not translated' in told
    assert "begins or ends with a blank" in told
    assert "lacks {n}" not in told
