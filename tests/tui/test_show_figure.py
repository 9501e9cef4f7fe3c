"""`limberup show`: the figure on a card, and as a file."""

from __future__ import annotations

import os
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from limberup.catalog import Catalog
from limberup.figures.braille import draw
from limberup.figures.svg import figure_svg
from limberup_tui.cli import limberup, main

BRAILLE = {chr(0x2800 + bits) for bits in range(1, 256)}


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LIMBERUP_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("LIMBERUP_SAFE", raising=False)


def show(*args: str) -> Result:
    """Run `limberup show` in this process."""
    return CliRunner().invoke(limberup, ["show", *args])


def run(*args: str, encoding: str) -> subprocess.CompletedProcess[bytes]:
    """Run `limberup show` as a program whose output has an encoding."""
    environ = {**os.environ, "PYTHONUTF8": "0", "PYTHONIOENCODING": encoding}
    command = [sys.executable, "-m", "limberup_tui", "show", *args]
    return subprocess.run(command, env=environ, capture_output=True, timeout=60, check=False)


def test_a_card_has_the_start_and_the_end_of_the_movement(catalog: Catalog) -> None:
    result = show("bird-dog")
    assert result.exit_code == 0
    figure = catalog.exercise("bird-dog").figure
    assert figure
    shown = [line for line in result.stdout.splitlines() if BRAILLE & set(line)]
    start, end = ([row for row in draw(figure, share, 32, 10) if row.strip()] for share in (0.0, 1.0))
    assert shown
    assert [line[:32].rstrip() for line in shown[-len(start) :]] == [row.rstrip() for row in start]
    assert [line[36:].rstrip() for line in shown[-len(end) :]] == [row.rstrip() for row in end]
    assert start != end


def test_exercises_of_every_pack_are_shown_with_their_figures(catalog: Catalog) -> None:
    for id_ in [pack.exercises[0].id for pack in catalog.packs]:
        result = show(id_)
        assert result.exit_code == 0, id_
        assert BRAILLE & set(result.stdout), id_


def test_a_routine_and_a_guide_have_no_figure() -> None:
    for name in ("strong-hips", "lifting"):
        result = show(name)
        assert result.exit_code == 0
        assert not BRAILLE & set(result.stdout)


def test_where_there_are_only_letters_the_figure_is_left_out() -> None:
    plain, full = run("bird-dog", encoding="ascii"), run("bird-dog", encoding="utf-8")
    assert (plain.returncode, plain.stderr) == (0, b"")
    assert plain.stdout.isascii()
    assert b"?" not in plain.stdout
    assert b"Bird-dog" in plain.stdout
    without = [line for line in full.stdout.decode().splitlines() if line.strip() and not BRAILLE & set(line)]
    assert [line for line in plain.stdout.decode().splitlines() if line.strip()] == without
    assert BRAILLE & set(full.stdout.decode())


def test_json_has_no_drawing() -> None:
    result = show("bird-dog", "--json")
    assert result.exit_code == 0
    assert not BRAILLE & set(result.stdout)


def test_the_figure_is_written_as_svg(tmp_path: Path, catalog: Catalog) -> None:
    file = tmp_path / "figure.svg"
    result = show("core-stability/bird-dog", "--svg", str(file))
    assert (result.exit_code, result.output) == (0, "")
    figure = catalog.exercise("bird-dog").figure
    assert figure
    assert file.read_text("utf-8") == figure_svg(figure, "Bird-dog")
    assert ET.parse(file).getroot().get("aria-label") == "Bird-dog"
    assert show("bird-dog", "--svg", "-").stdout == file.read_text("utf-8")


def test_an_old_file_is_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("figure.svg").write_text("old", "utf-8")
    assert show("bird-dog", "--svg", "figure.svg").exit_code == 0
    assert Path("figure.svg").read_text("utf-8").startswith("<svg ")
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["figure.svg"]


def refused(capsys: pytest.CaptureFixture[str], *args: str) -> str:
    """Return the one line with which a call is refused as wrong usage."""
    assert main(["show", *args]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.count("\n") == 1
    assert err.startswith("limberup: ")
    return err


def test_a_folder_is_no_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "pictures"
    folder.mkdir()
    err = refused(capsys, "bird-dog", "--svg", str(folder))
    assert err == f"limberup: {folder}: is no plain file. Name one, like figure.svg\n"
    assert list(folder.iterdir()) == []


def test_a_file_that_cannot_be_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file").write_text("kept", "utf-8")
    below = tmp_path / "file" / "figure.svg"
    assert f"{below.parent}: " in refused(capsys, "bird-dog", "--svg", str(below))
    long = tmp_path / ("f" * 300)
    assert f"limberup: {long}: " in refused(capsys, "bird-dog", "--svg", str(long))
    assert (tmp_path / "file").read_text("utf-8") == "kept"
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["file"]


@pytest.mark.parametrize("name", ["strong-hips", "glutes/strong-hips", "lifting"])
def test_only_an_exercise_has_a_figure(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "figure.svg"
    assert f"only an exercise has a figure, and {name!r} is none" in refused(capsys, name, "--svg", str(file))
    assert not file.exists()


def test_nobody_has_no_figure(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "figure.svg"
    assert "Did you mean 'bird-dog'?" in refused(capsys, "bird-dogg", "--svg", str(file))
    assert not file.exists()


def test_an_exercise_that_nobody_drew(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "home" / "packs" / "stairs"
    (folder / "exercises").mkdir(parents=True)
    (folder / "pack.toml").write_text('[pack]\nid = "stairs"\nname = "Stairs"\napi = 1\n', "utf-8")
    (folder / "exercises" / "step-up.toml").write_text(
        'name = "Step up"\npurpose = "For stairs."\nkind = "strength"\nposition = "standing"\n'
        'start_position = "Before a step"\nside = "bilateral"\nstart = "1x5"\ntarget = "2x10"\n'
        'how = ["Stand.", "Step.", "Back."]\nbreathing = "Calmly."\n',
        "utf-8",
    )
    result = show("step-up")
    assert result.exit_code == 0
    assert not BRAILLE & set(result.stdout)
    file = tmp_path / "figure.svg"
    assert "stairs/step-up: has no figure" in refused(capsys, "step-up", "--svg", str(file))
    assert not file.exists()
