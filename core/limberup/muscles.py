"""The muscle table: what each muscle that an exercise names does, in plain words."""

from __future__ import annotations

from functools import cache

from limberup.catalog import fold
from limberup.guide import Muscle

__all__ = ["find_muscle", "muscles"]


@cache
def muscles() -> tuple[Muscle, ...]:
    """Return every muscle of the table, in its order."""
    import tomllib
    from importlib.resources import files

    rows = tomllib.loads((files("limberup") / "data" / "muscles.toml").read_text("utf-8"))
    return tuple(
        Muscle(
            name,
            row["function"],
            tuple(row.get("aliases", ())),
            row.get("claim", ""),
            tuple(row.get("sources", ())),
        )
        for name, row in rows.items()
    )


@cache
def _by_name() -> dict[str, Muscle]:
    return {fold(name): muscle for muscle in muscles() for name in (muscle.name, *muscle.aliases)}


def find_muscle(name: str) -> Muscle | None:
    """Return the muscle of that name or alias, whatever its case, or None."""
    return _by_name().get(fold(name))
