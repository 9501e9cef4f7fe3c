"""What one gets with pip: the wheel and the source archive, built, looked into, installed and run far from here."""

from __future__ import annotations

import configparser
import json
import sys
import tarfile
import tomllib
import zipfile
from pathlib import Path
from typing import Any

import pytest
from tests.install.fresh import CHECKOUT, build_wheel, limberup, run

from limberup import __version__

pytestmark = pytest.mark.install

PACKS = {
    "arthritis-gentle": 6,
    "core-stability": 19,
    "desk-worker": 11,
    "glutes": 13,
    "hip-mobility": 21,
    "spinal-mobility": 10,
}
"""The packs that come with the program, with the number of their exercises."""
PACKAGES = ["limberup", "limberup_tui", *(f"limberup_{id_.replace('-', '_')}" for id_ in PACKS)]


def data_files(package: str) -> set[str]:
    """Return what of a package lies in the checkout and is no code, as paths from its root."""
    root = CHECKOUT / {"limberup": "core", "limberup_tui": "tui"}.get(package, "packs")
    paths = [path.relative_to(root) for path in (root / package).rglob("*.*") if path.is_file()]
    hidden = [path for path in paths if any(part.startswith(".") for part in path.parts)]
    return {str(path) for path in paths if path not in hidden and path.suffix not in (".py", ".pyc")}


def test_the_wheel_has_every_package_with_all_its_data(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    assert {name.split("/")[0] for name in names if not name.startswith("limberup-")} == set(PACKAGES)
    for package in PACKAGES:
        assert f"{package}/__init__.py" in names
        assert f"{package}/py.typed" in names or package == "limberup_tui"
        assert data_files(package) <= names
    for id_, count in PACKS.items():
        package = f"limberup_{id_.replace('-', '_')}"
        assert f"{package}/pack.toml" in names
        assert sum(name.startswith(f"{package}/exercises/") for name in names) == count
    assert not [name for name in names if "test" in name.split("/")[0] or name.endswith(".pyc")]


def test_the_wheel_tells_what_it_offers(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        info = f"limberup-{__version__}.dist-info"
        points = configparser.ConfigParser()
        points.read_string(archive.read(f"{info}/entry_points.txt").decode())
        metadata = archive.read(f"{info}/METADATA").decode()
        assert any(name.startswith(f"{info}/") and name.endswith("LICENSE") for name in archive.namelist())
    assert dict(points["limberup.packs"]) == {id_: f"limberup_{id_.replace('-', '_')}" for id_ in PACKS}
    assert dict(points["console_scripts"]) == {"limberup": "limberup_tui.cli:main"}
    project = tomllib.loads((CHECKOUT / "pyproject.toml").read_text("utf-8"))["project"]
    needed = [line for line in metadata.splitlines() if line.startswith("Requires-Dist: ") and "extra ==" not in line]
    assert len(needed) == len(project["dependencies"])
    assert f"Requires-Python: {project['requires-python']}" in metadata


def test_the_source_archive_builds_the_same_wheel(wheel: Path, tmp_path: Path) -> None:
    pytest.importorskip("hatchling")
    run(sys.executable, "-m", "hatchling", "build", "-t", "sdist", "-d", tmp_path, cwd=CHECKOUT)
    (archive,) = tmp_path.glob("*.tar.gz")
    with tarfile.open(archive) as opened:
        names = opened.getnames()
    assert not [name for name in names if "__pycache__" in name or "/.git/" in name]
    again = build_wheel(archive, tmp_path)
    with zipfile.ZipFile(wheel) as first, zipfile.ZipFile(again) as second:
        assert sorted(first.namelist()) == sorted(second.namelist())


def test_the_installed_program_has_six_healthy_packs(python: Path, tmp_path: Path) -> None:
    packs: list[dict[str, Any]] = json.loads(limberup(python, tmp_path, "packs", "--json"))
    assert {pack["id"]: pack["exercises"] for pack in packs} == PACKS
    assert sum(pack["exercises"] for pack in packs) == 80
    for pack in packs:
        assert (pack["healthy"], pack["problems"]) == (True, [])
        assert (pack["distribution"], pack["version"]) == ("limberup", __version__)
        assert pack["routines"] >= 1


def test_the_installed_program_tells_its_version(python: Path, tmp_path: Path) -> None:
    assert limberup(python, tmp_path, "--version") == f"limberup {__version__}\n"


def test_the_installed_program_shows_an_exercise(python: Path, tmp_path: Path) -> None:
    card = limberup(python, tmp_path, "show", "glute-bridge")
    assert "Glute bridge" in card
    assert "Lie on your back with your knees bent" in " ".join(card.split())


def test_the_installed_domain_needs_no_screen(python: Path, tmp_path: Path) -> None:
    code = "import sys, limberup, limberup.packs; sys.exit(any(name in sys.modules for name in ('textual', 'click')))"
    run(python, "-c", code, cwd=tmp_path)
    where = run(python, "-c", "import limberup; print(limberup.__file__)", cwd=tmp_path).stdout
    assert not Path(where.strip()).is_relative_to(CHECKOUT)
