"""Figures as a few bytes each, for a cache: unpacked when somebody looks at them."""

from __future__ import annotations

from functools import lru_cache

from limberup.figures.figure import Figure

__all__ = ["pack_figure", "unpack_figure"]

LOOKED_AT = 128
"""How many unpacked figures are kept: more than a session or a screen shows."""


def pack_figure(figure: Figure) -> bytes:
    """Return a figure as bytes, the same for the same figure."""
    import msgspec

    return msgspec.msgpack.encode(figure)


@lru_cache(maxsize=LOOKED_AT)
def unpack_figure(packed: bytes) -> Figure:
    """Return the figure that was packed."""
    import msgspec

    return msgspec.msgpack.decode(packed, type=Figure)
