"""The walking-balance pack: TOML files, and the hook that says where they are."""

from limberup.packs import PackFolder, hookimpl, pack_from_package


@hookimpl
def limberup_packs() -> list[PackFolder]:
    """Return this package as a pack."""
    return [pack_from_package(__package__)]
