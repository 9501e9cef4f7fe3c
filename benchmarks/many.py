"""200 packs with 10,000 exercises, set beside limberup's own six.

    python -m benchmarks.many FOLDER [--packs 200] [--exercises 50]

FOLDER/site becomes a folder for PYTHONPATH in which the packs stand as pip would have put them there: a package with a
hook and its data, and the metadata with its entry point. FOLDER/home becomes a LIMBERUP_HOME of somebody who has seen
what they bring, so that all of them are in use.
"""

from __future__ import annotations

import argparse
import re
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from limberup.packs.choices import PackChoices, is_ours, save_choices
from limberup.packs.manager import GROUP, Loaded, load
from limberup.paths import find_home

__all__ = ["EXERCISES", "PACKS", "make_many", "make_site"]

PACKS, EXERCISES = 200, 50
"""How many packs, and how many exercises each has."""
MODULE = """\
from limberup.packs import hookimpl, pack_from_package


@hookimpl
def limberup_packs():
    return [pack_from_package(__package__)]
"""
ELSEWHERE = re.compile(r"^(easier|harder|needs_target) =.*\n", re.MULTILINE)
"""What leads to another exercise of the pack that an exercise was taken from."""
NAME = re.compile(r'^name = "(.*)"$', re.MULTILINE)


def make_many(folder: Path, packs: int = PACKS, exercises: int = EXERCISES) -> Loaded:
    """Make the packs and the home; return all packs as limberup reads them.

    Raises:
        ValueError: one of them is not in use as a whole, so that what is measured would not be what it says.
    """
    make_site(folder / "site", packs, exercises)
    home = find_home({"LIMBERUP_HOME": str(folder / "home")})
    with _on_path(folder / "site"):
        loaded = load()
    choices = PackChoices()
    made = [info for info in loaded.infos if not is_ours(info)]
    for info in made:
        choices = choices.with_seen(info)
    wrong = [str(problem) for info in made for problem in info.problems]
    if wrong or len(made) != packs or sum(len(info.pack.exercises) for info in made if info.pack) != packs * exercises:
        raise ValueError(f"of {packs} packs {len(made)} are there; {wrong[:3]}")
    home.pack_choices.parent.mkdir(parents=True, exist_ok=True)
    save_choices(home.pack_choices, choices)
    return loaded


def make_site(site: Path, packs: int, exercises: int) -> None:
    """Make the packs, of exercises that limberup's own packs have, each with a name of its own."""
    shutil.rmtree(site, ignore_errors=True)
    own = _own_texts()
    for number in range(packs):
        name = f"limberup_many_{number:03}"
        pack = site / name
        (pack / "exercises").mkdir(parents=True)
        (pack / "routines").mkdir()
        (pack / "__init__.py").write_text(MODULE, "utf-8")
        (pack / "pack.toml").write_text(f'[pack]\nid = "many-{number:03}"\nname = "Many {number}"\napi = 1\n', "utf-8")
        for count in range(exercises):
            index = number * exercises + count
            text = NAME.sub(rf'name = "\1 {index}"', own[index % len(own)], count=1)
            (pack / "exercises" / f"e{index}.toml").write_text(text, "utf-8")
        routine = f'name = "Routine {number}"\n[[step]]\ndo = "e{number * exercises}"\n'
        (pack / "routines" / "first.toml").write_text(routine, "utf-8")
        about = site / f"{name}-1.0.dist-info"
        about.mkdir()
        metadata = f"Metadata-Version: 2.1\nName: limberup-many-{number:03}\nVersion: 1.0\n"
        (about / "METADATA").write_text(metadata, "utf-8")
        (about / "entry_points.txt").write_text(f"[{GROUP}]\nmany-{number:03} = {name}\n", "utf-8")


def _own_texts() -> list[str]:
    """Return the exercises of limberup's own packs that are offered to everybody."""
    folder = Path(__file__).parents[1] / "packs"
    return [ELSEWHERE.sub("", path.read_text("utf-8")) for path in sorted(folder.glob("*/exercises/*.toml"))]


@contextmanager
def _on_path(site: Path) -> Iterator[None]:
    sys.path.append(str(site))
    try:
        yield
    finally:
        sys.path.remove(str(site))


def main() -> int:
    """Make them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--packs", type=int, default=PACKS)
    parser.add_argument("--exercises", type=int, default=EXERCISES)
    args = parser.parse_args()
    loaded = make_many(args.folder, args.packs, args.exercises)
    sys.stdout.write(f"{len(loaded.infos)} packs, {len(loaded.catalog.exercises)} exercises\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
