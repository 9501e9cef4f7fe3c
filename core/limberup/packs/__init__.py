"""Packs: where exercises come from, and what a pack's author imports.

The least pack is a module with

    from limberup.packs import hookimpl, pack_from_package

    @hookimpl
    def limberup_packs():
        return [pack_from_package(__package__)]

beside `pack.toml`, `exercises/*.toml` and `routines/*.toml`, registered under the entry-point
group `limberup.packs`.
"""

from limberup.packs.hookspecs import API, PackFolder, hookimpl, hookspec, pack_from_package

__all__ = ["API", "PackFolder", "hookimpl", "hookspec", "pack_from_package"]
