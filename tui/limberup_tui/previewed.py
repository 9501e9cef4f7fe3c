"""The exercise that is being written: which of a pack's it is, and how it reads since it was last saved."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from limberup.catalog import Catalog
from limberup.exercise import Exercise
from limberup.packs.checker import check_folder
from limberup.packs.manager import Loaded
from limberup.problem import Problem

__all__ = ["Previewed"]


class Previewed:
    """One exercise of a pack's folder."""

    def __init__(self, folder: Path, loaded: Loaded, slug: str = "") -> None:
        """Read the pack.

        Args:
            folder: With `pack.toml` in it.
            loaded: The packs in use.
            slug: The exercise to stay with, or "" to follow the one that was saved last.
        """
        self.folder = folder.absolute()
        self.slug = slug
        self.exercise: Exercise | None = None
        """As it was when it could last be read."""
        self.problems: tuple[Problem, ...] = ()
        """What is wrong with its file, and with pack.toml."""
        self.elsewhere = 0
        """How many problems the rest of the pack has."""
        self.catalog: Catalog = loaded.catalog
        self._loaded = loaded
        self._follows = not slug
        if not slug:
            self.slug = next(iter(sorted(self.slugs(), key=self._saved, reverse=True)), "")
        self.read()

    def slugs(self) -> list[str]:
        """Return the exercises that the folder has a file of, in order."""
        return sorted(file.stem for file in (self.folder / "exercises").glob("*.toml") if file.name[0] != ".")

    def _saved(self, slug: str) -> float:
        try:
            return (self.folder / "exercises" / f"{slug}.toml").stat().st_mtime
        except OSError:
            return 0.0

    def follow(self, changed: Iterable[Path]) -> None:
        """Turn to the exercise that was saved, where one was and none was asked for; read the pack again."""
        saved = {file.stem for file in changed if file.parent.name == "exercises"} & set(self.slugs())
        if saved and self._follows and self.slug not in saved:
            self._turn(max(saved, key=self._saved))
        self.read()

    def step(self, by: int) -> None:
        """Go to the next exercise, or to the one before."""
        slugs = self.slugs()
        if slugs:
            place = slugs.index(self.slug) if self.slug in slugs else -by
            self._turn(slugs[(place + by) % len(slugs)])
            self.read()

    def _turn(self, slug: str) -> None:
        self.slug = slug
        self.exercise = None

    def read(self) -> None:
        """Read the pack as it is now."""
        pack, problems = check_folder(self.folder, self._loaded)
        own = (f"{self.folder.name}/pack.toml", f"{self.folder.name}/exercises/{self.slug}.toml")
        self.problems = tuple(problem for problem in problems if problem.file in own)
        self.elsewhere = len(problems) - len(self.problems)
        if pack is None:
            return
        others = (other for other in self._loaded.catalog.packs if other.id != pack.id)
        self.catalog = Catalog((*others, pack), self._loaded.catalog.sources)
        if found := self.catalog.get(f"{pack.id}/{self.slug}"):
            self.exercise = found
