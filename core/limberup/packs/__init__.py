"""Packs: where exercises come from, and what a pack's author imports.

The least pack is a module with

    from limberup.packs import hookimpl, pack_from_package

    @hookimpl
    def limberup_packs():
        return [pack_from_package(__package__)]

beside `pack.toml`, `exercises/*.toml` and `routines/*.toml`, registered under the entry-point
group `limberup.packs`.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from limberup.packs.hookspecs import API, PackFolder, hookimpl, hookspec, pack_from_package

__all__ = ["API", "PackFolder", "hookimpl", "hookspec", "pack_from_package"]


def __getattr__(name: str) -> object:
    # Not at once: pluggy would be imported at every start, and only the packs of others need it.
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from limberup.packs import hookspecs

    return getattr(hookspecs, name)
