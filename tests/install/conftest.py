"""The wheel, built once, and environments that it is installed into."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.install.fresh import CHECKOUT, build_wheel, make_environment, python_in
from tests.install.once import made_once


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel."""
    folder = made_once(tmp_path_factory, "wheel", lambda folder: build_wheel(CHECKOUT, folder))
    (found,) = folder.glob("*.whl")
    return found


@pytest.fixture(scope="session")
def python(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the Python of a fresh environment that has the wheel and nothing else; nothing is added to it."""
    folder = made_once(tmp_path_factory, "fresh", lambda folder: make_environment(folder / "venv", wheel))
    return python_in(folder / "venv")


@pytest.fixture(scope="session")
def authors_python(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the Python of an environment that packs are written and tried in: the wheel, pytest, and what is added."""
    return make_environment(tmp_path_factory.mktemp("author") / "venv", wheel, "pytest")
