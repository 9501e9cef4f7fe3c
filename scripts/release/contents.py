"""What is in a wheel and a source archive: `python -m scripts.release.contents CHECKOUT SDIST WHEEL WHEEL_OF_SDIST`.

Prints a line for each thing that is not as it should be, and ends with 1 where there is any. CHECKOUT is clean: what
lies in it is what should be released.
"""

from __future__ import annotations

import sys
import tarfile
import tomllib
import zipfile
from email.parser import Parser
from pathlib import Path
from typing import Any

__all__ = ["of_checkout", "of_sdist", "of_wheel", "wrong"]

Files = dict[str, bytes]
"""What each file holds, by its path with slashes."""


def of_checkout(folder: Path) -> Files:
    """Return the files of a clean checkout."""
    paths = (path for path in folder.rglob("*") if path.is_file() and ".git" not in path.relative_to(folder).parts[:1])
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def of_sdist(archive: Path) -> Files:
    """Return the files of a source archive, from the folder in it on."""
    with tarfile.open(archive) as opened:
        found = ((member.name.partition("/")[2], opened.extractfile(member)) for member in opened)
        return {name: stream.read() for name, stream in found if stream}


def of_wheel(archive: Path) -> Files:
    """Return the files of a wheel."""
    with zipfile.ZipFile(archive) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def wrong(checkout: Files, sdist: Files, wheel: Files, again: Files) -> list[str]:
    """Return what is not as it should be, a line each.

    Args:
        checkout: What is to be released.
        sdist: The source archive of it.
        wheel: The wheel of it.
        again: The wheel that was built from the source archive.
    """
    project = tomllib.loads(checkout["pyproject.toml"].decode())
    return [
        *_differing("the source archive", sdist, checkout, more={"PKG-INFO"}),
        *_differing("the wheel", *_of_packages(project, wheel, checkout)),
        *_differing("the wheel of the source archive", again, wheel),
        *_metadata(project["project"], wheel),
    ]


def _differing(what: str, found: Files, wanted: Files, more: frozenset[str] | set[str] = frozenset()) -> list[str]:
    return [
        *(f"{what} has no {name}" for name in sorted(wanted.keys() - found.keys())),
        *(f"{what} has {name}" for name in sorted(found.keys() - wanted.keys() - more)),
        *(f"{what} has another {name}" for name in sorted(wanted.keys() & found) if wanted[name] != found[name]),
    ]


def _of_packages(project: dict[str, Any], wheel: Files, checkout: Files) -> tuple[Files, Files]:
    """Return what the wheel has beside its metadata, and what it should have, by where it comes to lie."""
    target = project["tool"]["hatch"]["build"]["targets"]["wheel"]
    roots = [f"{package.rpartition('/')[0]}/" for package in target["packages"]]
    wanted = {
        name.removeprefix(root): held
        for root, package in zip(roots, target["packages"], strict=True)
        for name, held in checkout.items()
        if name.startswith(f"{package}/")
    }
    shared: dict[str, str] = target.get("shared-data", {})
    for source, place in shared.items():
        wanted[f"data/{place}"] = checkout[source]
    found = {}
    for name, held in wheel.items():
        top, _, rest = name.partition("/")
        if top.endswith(".data"):
            found[rest] = held
        elif not top.endswith(".dist-info"):
            found[name] = held
    return found, wanted


def _metadata(project: dict[str, Any], wheel: Files) -> list[str]:
    (info,) = {name.partition("/")[0] for name in wheel if name.partition("/")[0].endswith(".dist-info")}
    told = Parser().parsestr(wheel[f"{info}/METADATA"].decode())
    found = []
    for key, value in (
        ("Name", project["name"]),
        ("Summary", project["description"]),
        ("License-Expression", project["license"]),
        ("Requires-Python", project["requires-python"]),
    ):
        if told[key] != value:
            found.append(f"the metadata has {key}: {told[key]}, not {value}")
    needed = [line for line in told.get_all("Requires-Dist", []) if "extra ==" not in line]
    if len(needed) != len(project["dependencies"]):
        found.append(f"the metadata has {len(needed)} requirements, not {len(project['dependencies'])}")
    if not str(told.get_payload()).strip():
        found.append("the metadata has no description")
    extra = {"METADATA", "WHEEL", "RECORD", "entry_points.txt", "licenses/LICENSE"}
    inside = {name.partition("/")[2] for name in wheel if name.startswith(f"{info}/")}
    return found + [f"the wheel's {info} differs in {name}" for name in sorted(inside ^ extra)]


def main() -> None:
    """Look into the archives that are named."""
    checkout, sdist, wheel, again = map(Path, sys.argv[1:5])
    found = wrong(of_checkout(checkout), of_sdist(sdist), of_wheel(wheel), of_wheel(again))
    for line in found:
        sys.stderr.write(f"release: {line}\n")
    raise SystemExit(1 if found else 0)


if __name__ == "__main__":
    main()
