"""What a pack may tell limberup, through pluggy."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

import pluggy

if TYPE_CHECKING:
    from limberup.packs.rules import Rule

__all__ = ["API", "PackFolder", "hookimpl", "hookspec", "limberup_packs", "limberup_rules", "pack_from_package"]

API = 1
"""The number of the pack interface; a pack names the one it was written for as `api` in `pack.toml`."""

hookspec = pluggy.HookspecMarker("limberup")
hookimpl = pluggy.HookimplMarker("limberup")


@dataclass(frozen=True, slots=True)
class PackFolder:
    """A folder that holds `pack.toml` and the folders beside it. Nothing of it has been read."""

    path: Path


def pack_from_package(package: str | None) -> PackFolder:
    """Return the folder of an installed package that is itself a pack; call it with `__package__`.

    Raises:
        ValueError: the module that calls it is not in a package, or the package has no folder on disk.
    """
    if not package:
        raise ValueError("pack_from_package needs the name of a package: call it with __package__")
    folder = files(package)
    if not isinstance(folder, Path):
        raise ValueError(f"package {package!r} has no folder on disk")
    return PackFolder(folder)


@hookspec
def limberup_packs() -> list[PackFolder]:  # type: ignore[empty-body]
    """Return the packs that this plugin brings, mostly one."""


@hookspec
def limberup_rules() -> list[Rule]:  # type: ignore[empty-body]
    """Return safety rules of the pack's own; they can only restrict. Called in a process of its own, never here."""
