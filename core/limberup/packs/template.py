"""Beginning a pack: a project that builds, installs and passes its own tests before a word of it is changed."""

from __future__ import annotations

import re
import shutil
from importlib.resources import files
from pathlib import Path

from limberup import __version__
from limberup.packs.hookspecs import API
from limberup.problem import LimberupError, Problem, reason_of
from limberup.texts import tr

__all__ = ["EXERCISE", "SCHEMAS", "make_project", "name_problem", "package_of"]

EXERCISE = "knee-straightening"
"""Slug of the exercise that is in it."""
SCHEMAS = ("exercise", "figure", "guide", "pack", "programme", "routine", "rules")
MAX_NAME = 60
"""Characters: a pack's id can have no more."""
PREFIX = "limberup-pack-"
_SOURCE = "src/@MODULE@"
_FILES = {
    "pyproject.toml": "pyproject.toml.txt",
    "README.md": "README.md.txt",
    "LICENSE": "LICENSE.txt",
    ".gitignore": "gitignore.txt",
    ".github/workflows/ci.yml": "ci.yml.txt",
    f"{_SOURCE}/__init__.py": "init.py.txt",
    f"{_SOURCE}/pack.toml": "pack.toml.txt",
    f"{_SOURCE}/exercises/{EXERCISE}.toml": f"{EXERCISE}.toml.txt",
    f"{_SOURCE}/routines/short.toml": "short.toml.txt",
    "tests/test_pack.py": "test_pack.py.txt",
    **{f"schemas/{name}.json": f"schemas/{name}.json" for name in SCHEMAS},
}
"""Each file of a project, with where its text is. They end in .txt, so that no tool takes them for our own."""


def package_of(name: str) -> str:
    """Return the name of the Python package of a pack."""
    return f"limberup_pack_{name.replace('-', '_')}"


def name_problem(name: str, taken: tuple[str, ...] = ()) -> Problem | None:
    """Return what is wrong with the name of a new pack.

    Args:
        name: As somebody typed it.
        taken: Ids that packs have already.
    """
    shown = repr(name[:MAX_NAME])
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name) or len(name) > MAX_NAME:
        better = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[:MAX_NAME].rstrip("-")
        what = tr("{shown} is no name for a pack: a-z, 0-9 and single hyphens, at most {max_name} characters").format(
            shown=shown, max_name=MAX_NAME
        )
        return Problem(
            "packs new", "", what, tr("Try {better!r}").format(better=better) if better else tr("Try 'my-pack'")
        )
    if name.startswith(PREFIX):
        rest = name.removeprefix(PREFIX)
        return Problem(
            "packs new",
            "",
            tr("{shown} would be called {prefix}{name}").format(shown=shown, prefix=PREFIX, name=name),
            tr("Try {rest!r}").format(rest=rest),
        )
    if name in taken:
        return Problem(
            "packs new", "", tr("there is a pack {pack!r} already").format(pack=name), tr("Give it a name of its own")
        )
    return None


def make_project(name: str, folder: Path, year: int) -> Path:
    """Write the project of a new pack.

    Args:
        name: Its id, which `name_problem` has nothing against.
        folder: Where the folder of that name is made.
        year: For the licence.

    Returns:
        The folder that was made.

    Raises:
        LimberupError: something is there already, or it can't be written. Nothing is left behind then.
    """
    target = folder / name
    try:
        target.mkdir()
    except FileExistsError:
        raise LimberupError(
            Problem(str(target), "", tr("is there already"), tr("Choose another name or --folder"))
        ) from None
    except OSError as error:
        raise LimberupError(_unwritable(target, error)) from None
    try:
        for place, text in _texts(name, year):
            path = target / place
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8", newline="\n")
    except OSError as error:
        # Half a project would be in the way of the next try.
        shutil.rmtree(target, ignore_errors=True)
        raise LimberupError(_unwritable(target, error)) from None
    return target


def _texts(name: str, year: int) -> list[tuple[str, str]]:
    words = {
        "NAME": name,
        "MODULE": package_of(name),
        "TITLE": name.replace("-", " ").capitalize(),
        "YEAR": str(year),
        "API": str(API),
        "VERSION": __version__,
    }

    def filled(text: str) -> str:
        return re.sub(r"@([A-Z]+)@", lambda match: words[match[1]], text)

    data = files("limberup") / "data" / "pack_template"
    return [(filled(place), filled((data / source).read_text("utf-8"))) for place, source in _FILES.items()]


def _unwritable(target: Path, error: OSError) -> Problem:
    return Problem(str(target), "", tr("cannot be made: {reason}").format(reason=reason_of(error)))
