"""Installing and removing packs in the environment that limberup runs in: by pip, pipx or uv, which do the work."""

from __future__ import annotations

import os
import re
import shutil
import sys
import sysconfig
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from limberup.problem import LimberupError, Problem
from limberup.texts import tr

__all__ = ["Environment", "add_command", "candidates", "find_environment", "remove_command", "requirement",
           "why_not"]  # fmt: skip

PREFIX = "limberup-pack-"
"""What the distributions of packs are called as a rule: `packs new` and docs/packs.md do."""
_NAME = re.compile(r"[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?((==|>=|<=|~=|!=|<|>)[A-Za-z0-9.*+!_-]+)?")


@dataclass(frozen=True, slots=True)
class Environment:
    """What limberup runs in."""

    kind: str
    """"pipx", "uv tool", "virtual", "uv" (a virtual environment without pip) or "system"."""
    python: str
    program: str = ""
    """pipx or uv, where one of them is needed and is there."""
    managed: bool = False
    """Whether the system's package manager says that pip is not to touch it."""
    packages: tuple[str, ...] = ()
    """Where it is uv's: what was installed beside limberup, to be named again."""


def find_environment(environ: Mapping[str, str] | None = None) -> Environment:
    """Return what limberup runs in, told by the marks that pipx and uv leave there."""
    path = (os.environ if environ is None else environ).get("PATH")
    prefix, python = Path(sys.prefix), sys.executable

    def which(name: str) -> str:
        return shutil.which(name, path=path) or ""

    if (prefix / "pipx_metadata.json").is_file():
        return Environment("pipx", python, which("pipx"))
    if (prefix / "uv-receipt.toml").is_file():
        return Environment("uv tool", python, which("uv"), packages=_beside(prefix / "uv-receipt.toml"))
    if sys.prefix == sys.base_prefix:
        mark = Path(sysconfig.get_path("stdlib")) / "EXTERNALLY-MANAGED"
        return Environment("system", python, managed=mark.is_file())
    from importlib.util import find_spec

    return Environment("virtual", python) if find_spec("pip") else Environment("uv", python, which("uv"))


def _beside(receipt: Path) -> tuple[str, ...]:
    import tomllib

    try:
        wanted = tomllib.loads(receipt.read_text("utf-8"))["tool"]["requirements"]
        rows = [row for row in wanted if row["name"] != "limberup"]
        return tuple(map(_asked, rows))
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return ()


def requirement(what: str) -> str:
    """Return what is to be installed as pip takes it: a name, or the path of a wheel or a project's folder.

    Raises:
        LimberupError: it is none of these.
    """
    path = Path(what)
    if not what.strip():
        raise LimberupError(Problem("packs install", "", tr("the name of a package is missing")))
    if what.endswith(".whl") or os.sep in what or path.is_dir():
        if (path.is_file() and path.suffix == ".whl") or (path / "pyproject.toml").is_file():
            return str(path.absolute())
        missing = tr("there is no such file or folder") if not path.exists() else tr("is neither a wheel nor a project")
        remedy = tr("Name a wheel, or a folder that holds pyproject.toml or pack.toml")
        raise LimberupError(Problem(what, "", missing, remedy))
    if not _NAME.fullmatch(what):
        raise LimberupError(Problem("packs install", "", tr("{what!r} is no name of a package").format(what=what[:80])))
    return what


def candidates(what: str) -> list[str]:
    """Return what may be meant by what is to be installed, in the order in which it is tried, as pip takes it.

    Raises:
        LimberupError: it is no name of a package, wheel or project.
    """
    wanted = requirement(what)
    if Path(wanted).is_absolute() or _plain(wanted).startswith("limberup"):
        return [wanted]
    return [f"{PREFIX}{wanted}", wanted]


def add_command(environment: Environment, wanted: str) -> list[str]:
    """Return the command that installs a package beside limberup, or a newer version of one that is there."""
    if environment.kind == "pipx":
        # Without --force what is there already stays as old as it is.
        return [environment.program or "pipx", "inject", "--force", "limberup", wanted]
    if environment.kind == "uv tool":
        # Named once: an old version of it that was asked for before would still be asked for.
        kept = [package for package in environment.packages if _plain(package) != _plain(wanted)]
        beside = [part for package in (*kept, wanted) for part in ("--with", package)]
        newer = [] if Path(wanted).is_absolute() else ["--upgrade-package", _plain(wanted)]
        return [environment.program or "uv", "tool", "install", "limberup", *beside, *newer]
    if environment.kind == "uv":
        return [environment.program or "uv", "pip", "install", "--upgrade", "--python", environment.python, wanted]
    return [environment.python, "-m", "pip", "install", "--upgrade", wanted]


def remove_command(environment: Environment, distribution: str) -> list[str]:
    """Return the command that removes a package that was installed beside limberup."""
    if environment.kind == "pipx":
        return [environment.program or "pipx", "uninject", "limberup", distribution]
    if environment.kind == "uv tool":
        kept = [package for package in environment.packages if _plain(package) != _plain(distribution)]
        beside = [part for package in kept for part in ("--with", package)]
        return [environment.program or "uv", "tool", "install", "limberup", *beside]
    if environment.kind == "uv":
        return [environment.program or "uv", "pip", "uninstall", "--python", environment.python, distribution]
    return [environment.python, "-m", "pip", "uninstall", "--yes", distribution]


def why_not(environment: Environment) -> str:
    """Return why it can't be done from here, or ""."""
    if environment.kind in ("pipx", "uv tool", "uv") and not environment.program:
        return tr("pipx is not on the path here") if environment.kind == "pipx" else tr("uv is not on the path here")
    if environment.managed:
        return tr("this Python belongs to the system's package manager")
    return ""


def _asked(row: dict[str, str]) -> str:
    place = row.get("directory") or row.get("path")
    # With its name also where it came from a file: else nothing tells that it is what is to be removed or replaced.
    return f"{row['name']} @ {Path(place).as_uri()}" if place else row["name"] + row.get("specifier", "")


def _plain(name: str) -> str:
    path = Path(name)
    if path.suffix == ".whl":
        name = path.name.partition("-")[0]
    elif path.is_absolute():
        import tomllib

        with suppress(OSError, ValueError, KeyError, TypeError):
            name = str(tomllib.loads((path / "pyproject.toml").read_text("utf-8"))["project"]["name"])
    return re.split(r"[<>=!~@ ]", re.sub(r"[-_.]+", "-", name).lower())[0]
