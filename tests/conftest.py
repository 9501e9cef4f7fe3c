"""What all tests share."""

from __future__ import annotations

import os
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import HealthCheck, settings

from limberup.catalog import Catalog
from limberup.packs.manager import Loaded, load
from limberup.tomlread import TomlFile, read_toml

# Tests read English, whatever the tester's own language is: in programs they start, and here, where words are looked up
# as modules are imported, and settings.toml may set a language too.
os.environ["LANGUAGE"] = "en"
with patch.dict(os.environ, LIMBERUP_HOME=os.devnull):
    import limberup_tui  # noqa: F401

settings.register_profile(
    "limberup",
    max_examples=60,
    stateful_step_count=40,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
settings.load_profile("limberup")


@pytest.fixture(scope="session")
def loaded() -> Loaded:
    """Return limberup's own packs."""
    return load(safe=True)


@pytest.fixture(scope="session")
def catalog(loaded: Loaded) -> Catalog:
    """Return the catalog of limberup's own packs."""
    return loaded.catalog


@pytest.fixture
def written(tmp_path: Path) -> Written:
    """Return what writes a TOML file and reads it."""
    return Written(tmp_path)


class Written:
    """A folder for files of one test."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __call__(self, text: str, name: str = "f.toml") -> TomlFile:
        """Write a file and read it as TOML."""
        path = self.folder / name
        path.write_text(text, "utf-8")
        return read_toml(path, name)
