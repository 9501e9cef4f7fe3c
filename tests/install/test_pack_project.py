"""Packs of others, as their authors make them: begun, built, installed and tested in a fresh environment."""

from __future__ import annotations

import json
import os
import re
import shutil
import zipfile
from pathlib import Path
from typing import Any

import pytest
from tests.install.fresh import CHECKOUT, build_wheel, limberup, run

pytestmark = pytest.mark.install

EXAMPLE = CHECKOUT / "examples" / "limberup-pack-walking-balance"


def found_pack(python: Path, folder: Path, id_: str) -> dict[str, Any]:
    """Return what `limberup packs --json` says of a pack."""
    packs: list[dict[str, Any]] = json.loads(limberup(python, folder, "packs", "--json"))
    (found,) = (pack for pack in packs if pack["id"] == id_)
    return found


def test_a_new_project_passes_its_own_ci(authors_python: Path, wheel: Path, tmp_path: Path) -> None:
    limberup(authors_python, tmp_path, "packs", "new", "my-balance")
    project = tmp_path / "my-balance"
    steps = re.findall(r"^ +- run: (.*)$", (project / ".github/workflows/ci.yml").read_text("utf-8"), re.M)
    environ = {
        "PATH": f"{authors_python.parent}{os.pathsep}{os.environ['PATH']}",
        "PIP_FIND_LINKS": str(wheel.parent),
        "LIMBERUP_HOME": str(tmp_path / "home"),
    }
    said = [run("bash", "-c", step, cwd=project, environ=environ).stdout for step in steps]
    assert [step.split()[0] for step in steps] == ["python", "limberup", "python", "python", "limberup"]
    assert said[1] == "my-balance: 1 exercise, 1 routine, 0 guides. Nothing is wrong with it.\n"
    assert "8 passed" in said[2]
    # What is published is the wheel: it alone, without the project beside it.
    (built,) = (project / "dist").glob("*.whl")
    with zipfile.ZipFile(built) as archive:
        names = {name for name in archive.namelist() if ".dist-info/" not in name}
    source = "limberup_pack_my_balance"
    parts = ("__init__.py", "pack.toml", "exercises/knee-straightening.toml", "routines/short.toml")
    assert names == {f"{source}/{part}" for part in parts}
    pip = (authors_python, "-m", "pip", "install", "--quiet", "--no-deps", "--force-reinstall", built)
    run(*pip, cwd=tmp_path)
    shutil.rmtree(project)
    pack = found_pack(authors_python, tmp_path, "my-balance")
    assert (pack["healthy"], pack["distribution"], pack["version"]) == (True, "limberup-pack-my-balance", "0.1.0")
    assert "Knee straightening" in limberup(authors_python, tmp_path, "show", "my-balance/knee-straightening")
    run(authors_python, "-m", "pip", "uninstall", "--quiet", "--yes", "limberup-pack-my-balance", cwd=tmp_path)


def test_the_example_is_built_installed_and_passes_its_own_tests(authors_python: Path, tmp_path: Path) -> None:
    # A copy: building leaves files behind.
    source = tmp_path / "project"
    shutil.copytree(EXAMPLE, source)
    built = build_wheel(source, tmp_path)
    run(authors_python, "-m", "pip", "install", "--quiet", "--no-deps", built, cwd=tmp_path)
    shutil.copytree(source / "tests", tmp_path / "tests")
    shutil.rmtree(source)
    pack = found_pack(authors_python, tmp_path, "walking-balance")
    assert (pack["healthy"], pack["problems"]) == (True, [])
    assert (pack["exercises"], pack["routines"], pack["guides"]) == (6, 1, 1)
    said = run(authors_python, "-m", "pytest", "-p", "no:cacheprovider", "tests", cwd=tmp_path).stdout
    assert re.search(r"\d+ passed", said)
    assert "failed" not in said
    assert "One-leg stand" in limberup(authors_python, tmp_path, "show", "one-leg-stand")
    run(authors_python, "-m", "pip", "uninstall", "--quiet", "--yes", "limberup-pack-walking-balance", cwd=tmp_path)
