"""The pages on settings and keys, and the manual page, say what the program does."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tomllib
from dataclasses import fields
from pathlib import Path

import pytest

from limberup.settings import Settings, load_settings
from limberup_tui.cli import COMMANDS
from limberup_tui.commands.settings import allowed
from limberup_tui.keymap import checked

ROOT = Path(__file__).parents[2]


def written(script: str, folder: Path) -> str:
    """Return what a script writes."""
    out = folder / "out"
    command = [sys.executable, str(ROOT / "scripts" / script), str(out)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=folder)
    assert done.returncode == 0, done.stderr
    return out.read_text("utf-8")


@pytest.mark.parametrize(("script", "page"), [("man_page.py", "limberup.1"), ("keys_doc.py", "keys.md")])
def test_a_page_that_a_script_writes_is_up_to_date(
    script: str, page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANG", "de_DE.UTF-8")
    here = (ROOT / "docs" / page).read_text("utf-8")
    assert here == written(script, tmp_path), f"run python scripts/{script}"


def test_every_setting_is_told_with_its_values_and_the_usual_one() -> None:
    text = (ROOT / "docs" / "settings.md").read_text("utf-8")
    rows = {cells[0].strip("` "): cells[1:] for line in text.splitlines() if (cells := line.strip("|").split("|"))[1:]}
    usual = Settings()
    for field in fields(Settings):
        values, value, what = rows[field.name]
        assert what.strip()
        if field.name == "keys":
            continue
        default = getattr(usual, field.name)
        shown = str(default).lower() if isinstance(default, bool) else default or '""'
        assert value.strip() == f"`{shown}`", field.name
        told = re.findall(r"`([^`]*)`", values)
        if field.name != "language":
            assert told == list(allowed(field.name)), field.name
        else:
            # Which languages there are changes; that the file says "" for the system's does not.
            assert told[0] == '""'


def test_the_example_of_own_keys_is_right(tmp_path: Path) -> None:
    text = (ROOT / "docs" / "keys.md").read_text("utf-8")
    example = re.search(r"```toml\n(.*?)```", text, re.DOTALL)
    assert example
    path = tmp_path / "settings.toml"
    path.write_text(example[1])
    settings = load_settings(path)
    assert settings.keys == tomllib.loads(example[1])["keys"]
    assert checked(settings.keys, "")[1] == []


def test_the_manual_page_tells_every_command() -> None:
    text = (ROOT / "docs" / "limberup.1").read_text("utf-8").replace("\\-", "-")
    assert [f"\\fBlimberup {name}\\fR" in text for name in COMMANDS] == [True] * len(COMMANDS)
    assert "/home/" not in text


@pytest.mark.skipif(shutil.which("groff") is None, reason="there is no groff")
def test_the_manual_page_can_be_drawn_without_a_warning() -> None:
    command = ["groff", "-man", "-Tutf8", "-ww", str(ROOT / "docs" / "limberup.1")]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stderr == ""
    assert "exercise sessions" in done.stdout


def test_the_manual_page_is_in_the_wheel() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    shared = project["tool"]["hatch"]["build"]["targets"]["wheel"]["shared-data"]
    assert shared == {"docs/limberup.1": "share/man/man1/limberup.1"}
