"""The program's own sources: what the doses of our packs and the rules rest on, each with its grade."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from limberup.exercise import Source

__all__ = ["own_sources"]


@cache
def own_sources() -> Mapping[str, Source]:
    """Return every source of `data/sources.toml` by its key, in the order of the file."""
    import tomllib
    from importlib.resources import files

    rows = tomllib.loads((files("limberup") / "data" / "sources.toml").read_text("utf-8"))
    return {key: Source(key, row["grade"], row["text"]) for key, row in rows.items()}
