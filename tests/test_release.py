"""The look into the archives before a release finds what is missing, and what should not be there."""

from __future__ import annotations

import pytest
from scripts.release.contents import Files, wrong

PROJECT = b"""\
[project]
name = "hum"
description = "Hums."
license = "MIT"
requires-python = ">=3.11"
dependencies = ["click"]

[tool.hatch.build.targets.wheel]
packages = ["core/hum", "packs/tunes"]
shared-data = { "man/hum.1" = "share/man/man1/hum.1" }
"""
METADATA = b"""\
Metadata-Version: 2.4
Name: hum
Summary: Hums.
License-Expression: MIT
Requires-Python: >=3.11
Requires-Dist: click
Requires-Dist: pytest; extra == 'test'

# hum
"""
CHECKOUT: Files = {
    "pyproject.toml": PROJECT,
    "README.md": b"# hum\n",
    "core/hum/__init__.py": b"",
    "core/hum/data/low.toml": b"low = 1\n",
    "packs/tunes/__init__.py": b"",
    "man/hum.1": b".TH hum 1\n",
    "tests/test_hum.py": b"",
}
INFO = "hum-1.0.dist-info"
WHEEL: Files = {
    "hum/__init__.py": b"",
    "hum/data/low.toml": b"low = 1\n",
    "tunes/__init__.py": b"",
    "hum-1.0.data/data/share/man/man1/hum.1": b".TH hum 1\n",
    f"{INFO}/METADATA": METADATA,
    f"{INFO}/WHEEL": b"",
    f"{INFO}/RECORD": b"",
    f"{INFO}/entry_points.txt": b"",
    f"{INFO}/licenses/LICENSE": b"",
}
SDIST = {**CHECKOUT, "PKG-INFO": b""}


def without(files: Files, name: str) -> Files:
    """Return the files but for one."""
    return {path: held for path, held in files.items() if path != name}


def test_a_good_release_is_passed() -> None:
    assert wrong(CHECKOUT, SDIST, WHEEL, WHEEL) == []


@pytest.mark.parametrize(
    ("wheel", "told"),
    [
        (without(WHEEL, "hum/data/low.toml"), "the wheel has no hum/data/low.toml"),
        (without(WHEEL, "hum-1.0.data/data/share/man/man1/hum.1"), "the wheel has no data/share/man/man1/hum.1"),
        ({**WHEEL, "tests/test_hum.py": b""}, "the wheel has tests/test_hum.py"),
        ({**WHEEL, "hum/notes.txt": b""}, "the wheel has hum/notes.txt"),
        ({**WHEEL, "tunes/__init__.py": b"x = 1\n"}, "the wheel has another tunes/__init__.py"),
        (without(WHEEL, f"{INFO}/licenses/LICENSE"), f"the wheel's {INFO} differs in licenses/LICENSE"),
        ({**WHEEL, f"{INFO}/METADATA": METADATA.replace(b"3.11", b"3.9")}, "the metadata has Requires-Python: >=3.9"),
        ({**WHEEL, f"{INFO}/METADATA": METADATA.replace(b"-Dist: click", b"-Dist: x; extra == 'y'")}, "0 requirements"),
        ({**WHEEL, f"{INFO}/METADATA": METADATA.replace(b"# hum\n", b"")}, "the metadata has no description"),
    ],
)
def test_what_is_wrong_with_a_wheel_is_told(wheel: Files, told: str) -> None:
    (line,) = wrong(CHECKOUT, SDIST, wheel, wheel)
    assert told in line


def test_what_is_wrong_with_a_source_archive_is_told() -> None:
    lacking = {**without(SDIST, "tests/test_hum.py"), "secret.txt": b""}
    again = without(WHEEL, "hum/data/low.toml")
    assert wrong(CHECKOUT, lacking, WHEEL, again) == [
        "the source archive has no tests/test_hum.py",
        "the source archive has secret.txt",
        "the wheel of the source archive has no hum/data/low.toml",
    ]
