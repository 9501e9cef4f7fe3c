"""The muscle table: what each muscle that an exercise names does, in plain words."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from limberup.catalog import fold
from limberup.guide import Muscle
from limberup.texts import tr

__all__ = ["find_muscle", "muscles", "same_muscles"]

_GROUPS = {
    "abdominals": ("rectus abdominis", "obliques", "deep abdominals", "transversus abdominis", "internal oblique"),
    "deep abdominals": ("transversus abdominis", "internal oblique"),
    "gluteals": ("gluteus maximus", "gluteus medius", "gluteus minimus"),
    "hip flexors": ("iliopsoas", "rectus femoris"),
    "back extensors": ("multifidus",),
    "hip abductors": ("gluteus medius", "gluteus minimus", "tensor fasciae latae"),
    "hip extensors": ("gluteus maximus", "hamstrings"),
    "obliques": ("internal oblique",),
}
"""Names that stand for several muscles, as the exercises use them."""


@cache
def muscles() -> tuple[Muscle, ...]:
    """Return every muscle of the table, in its order."""
    import tomllib
    from importlib.resources import files

    rows = tomllib.loads((files("limberup") / "data" / "muscles.toml").read_text("utf-8"))
    return tuple(_muscle(name, **row) for name, row in rows.items())


def _muscle(
    name: str, function: str, aliases: Iterable[str] = (), claim: str = "", sources: Iterable[str] = ()
) -> Muscle:
    return Muscle(name, tr(function), tuple(aliases), tr(claim), tuple(sources))


@cache
def _by_name() -> dict[str, Muscle]:
    return {fold(name): muscle for muscle in muscles() for name in (muscle.name, *muscle.aliases)}


def find_muscle(name: str) -> Muscle | None:
    """Return the muscle of that name or alias, whatever its case, or None."""
    return _by_name().get(fold(name))


@cache
def _parts(name: str) -> frozenset[str]:
    """Return a muscle by its name in the table, with all that the name stands for."""
    found = find_muscle(name)
    whole = fold(found.name if found else name)
    return frozenset({whole, *map(fold, _GROUPS.get(whole, ()))})


def same_muscles(one: Iterable[str], other: Iterable[str]) -> list[str]:
    """Return the names of `one` that share a muscle with `other`: "gluteals" and "gluteus medius" do."""
    others = [_parts(name) for name in other]
    return [name for name in one if any(_parts(name) & parts for parts in others)]
