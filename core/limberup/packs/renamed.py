"""Keys of a pack's files that were called otherwise before: read for a while under both names, with a warning."""

from __future__ import annotations

import warnings
from collections.abc import Mapping
from typing import Any, NamedTuple

from limberup.problem import Problem
from limberup.texts import tr
from limberup.tomlread import TomlFile

__all__ = ["RENAMED", "PackDeprecationWarning", "Renamed", "with_new_names"]


class PackDeprecationWarning(DeprecationWarning):
    """Something in a pack still works and will not with the next number of the interface.

    Python keeps it from those who use a pack; pytest and `limberup packs check` show it to its author.
    """

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


class Renamed(NamedTuple):
    """A key's new name."""

    new: str
    since: str
    """The version of limberup from which on it has that name, such as "0.4"."""
    until: int
    """The number of the pack interface that no longer knows the old name."""


RENAMED: Mapping[str, Mapping[str, Renamed]] = {}
"""Old keys by the name of their shape, such as {"ExerciseFile": {"pace": Renamed("tempo", "0.4", 2)}}. None so far.

Where a reader looks into the file's data by itself (`step`, `weeks`, `review`, `rule`, `text`), it has to look for the
old name too."""


def with_new_names(
    table: Mapping[str, Any], shape: str, file: TomlFile, path: str
) -> tuple[Mapping[str, Any], list[Problem]]:
    """Return a table with the names that its keys have now, and what is wrong with that; old names are warned of."""
    known = RENAMED.get(shape)
    if not known or not known.keys() & table.keys():
        return table, []
    found: dict[str, Any] = {}
    problems = []
    for name, value in table.items():
        if (now := known.get(name)) is None:
            found[name] = value
            continue
        place = f"{path}.{name}" if path else name
        if now.new in table:
            problems.append(
                file.problem(
                    place, tr("is the old name of {new}, which is there too").format(new=now.new), tr("Take one out")
                )
            )
            continue
        what = tr("is called {new} since limberup {since}; interface {until} will not know {name}").format(
            new=now.new, since=now.since, until=now.until, name=name
        )
        warnings.warn(
            PackDeprecationWarning(file.problem(place, what, tr("Write {new} = ...").format(new=now.new))), stacklevel=2
        )
        found[now.new] = value
    return found, problems
