"""Building and installing, as somebody does who has no checkout."""

from __future__ import annotations

import os
import subprocess
import sys
import venv
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path

CHECKOUT = Path(__file__).parents[2]


def run(*command: str | Path, cwd: Path, environ: Mapping[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    """Run a command in a folder, as somebody who has no checkout."""
    kept = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "PYTHONHOME")}
    done = subprocess.run(
        list(map(str, command)), cwd=cwd, env=kept | dict(environ or {}), capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done


def build_options() -> list[str]:
    """Return how pip is to build: with what is here where it is, else with what it fetches."""
    return ["--no-build-isolation"] if find_spec("hatchling") else []


def build_wheel(source: Path, folder: Path) -> Path:
    """Build the wheel of a project into a folder that has none, and return it."""
    pip = (sys.executable, "-m", "pip", "wheel", "--no-deps", "--quiet", *build_options())
    run(*pip, "--wheel-dir", folder, source, cwd=folder)
    (found,) = folder.glob("*.whl")
    return found


def python_in(folder: Path) -> Path:
    """Return the Python of an environment."""
    return folder / "bin" / "python"


def make_environment(folder: Path, *wanted: str | Path) -> Path:
    """Make a fresh environment in a folder, install what is wanted into it and give its Python."""
    venv.create(folder, with_pip=True, symlinks=os.name != "nt")
    found = python_in(folder)
    run(found, "-m", "pip", "install", "--quiet", *wanted, cwd=folder)
    return found


def limberup(python: Path, folder: Path, *arguments: str) -> str:
    """Run the installed command outside the checkout, and return what it prints."""
    environ = {"LIMBERUP_HOME": str(folder / "home")}
    return run(python.with_name("limberup"), *arguments, cwd=folder, environ=environ).stdout
