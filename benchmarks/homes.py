"""The home folders that limberup is measured with. Each is made when it is first asked for."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import date, timedelta
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

__all__ = ["PERSON", "Homes", "Many"]

PERSON = "schema = 1\nacknowledged = {day}\nscreened = {day}\n"
SETTLED = 6
"""Days since the last session of a long history: by then its next morning is not asked about any more."""


class Many(NamedTuple):
    """Many packs, installed and in use."""

    home: Path
    site: Path
    """For PYTHONPATH."""


class Homes:
    """Home folders inside one folder; what is in there already is used again."""

    def __init__(self, folder: Path, today: date) -> None:
        self._folder = folder
        self.today = today

    @cached_property
    def empty(self) -> Path:
        """A folder with nothing in it, for programs of others."""
        return self._made("empty")

    def nobody(self) -> Path:
        """Return the home of somebody who has never started it: a folder with nothing in it."""
        shutil.rmtree(self._folder / "nobody", ignore_errors=True)
        return self._made("nobody")

    def fresh(self) -> Path:
        """Return the home of somebody who has answered the first questions, and done nothing yet."""
        return self._answered(self._made("fresh"))

    @cached_property
    def many(self) -> Many:
        """The home of somebody with 200 packs of others, and the folder that they are installed in."""
        from benchmarks.many import make_many

        folder = self._folder / "many"
        shutil.rmtree(folder, ignore_errors=True)
        make_many(folder)
        self._answered(folder / "home")
        return Many(folder / "home", folder / "site")

    def _answered(self, home: Path) -> Path:
        (home / "person.toml").write_text(PERSON.format(day=self.today), "utf-8")
        # Whatever the line of the one who measures is like.
        (home / "settings.toml").write_text('schema = 1\ncalm = "off"\n', "utf-8")
        return home

    @cached_property
    def years(self) -> Path:
        """The home of somebody with ten years of history."""
        from benchmarks.years import years
        from limberup.person_file import load_person, save_person

        # By its day: to another day the same history is longer ago.
        home = self._folder / f"years-{self.today}"
        if not (home / "person.toml").exists():
            years(home, 10, until=self.today - timedelta(days=SETTLED))
            # Nor how the activities go: no question is to cover what is waited for.
            person = load_person(home / "person.toml")
            save_person(home / "person.toml", replace(person, goals=(), screened=self.today))
        return home

    def copy(self, home: Path) -> Path:
        """Return a copy for something that writes there."""
        target = self._folder / "copy"
        shutil.rmtree(target, ignore_errors=True)
        return shutil.copytree(home, target)

    def _made(self, name: str) -> Path:
        home = self._folder / name
        home.mkdir(parents=True, exist_ok=True)
        home.chmod(0o700)
        return home
