"""What a shell offers when Tab is pressed: ids, by the names of files. Nothing is parsed that need not be."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import click
    from click.shell_completion import CompletionItem

    from limberup.history.store import History
    from limberup.paths import Home
    from limberup_tui.installed import Installed

__all__ = [
    "cards",
    "deleted_sessions",
    "other_packs",
    "packs",
    "routine_files",
    "routines",
    "sessions",
    "setting_keys",
    "setting_values",
]


def cards(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Offer what can be shown: exercises, routines and guides."""
    return _offer(_ids("exercises", "routines", "guides"), incomplete, _own_routines())


def routines(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Offer the routines, and files of routines after what looks like a path."""
    from click.shell_completion import CompletionItem

    if incomplete.startswith((".", "/", "~")):
        return [CompletionItem(incomplete, type="file")]
    return _offer(_ids("routines"), incomplete, _own_routines())


def routine_files(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Offer files, and the own routines by their names."""
    from click.shell_completion import CompletionItem

    # Bash looks for files where no name fits; the other shells offer both.
    return [CompletionItem(incomplete, type="file"), *_offer((), incomplete, _own_routines())]


def sessions(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Offer the sessions of the history, newest first, by the letters that it lists them with."""
    return _sessions(_history().ids(), incomplete)


def deleted_sessions(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Offer the sessions that were deleted, the last of them first."""
    return _sessions((record.id for record in _history().deleted()), incomplete)


def packs(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Offer the packs."""
    return _offer((one.id for one in _packs()), incomplete)


def other_packs(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Offer the packs that do not come with limberup."""
    return _offer((one.id for one in _packs() if not one.is_ours), incomplete)


def setting_keys(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Offer what can be set; the actions that can have keys where their names have been begun."""
    from dataclasses import fields

    from limberup.settings import Settings

    names = [field.name for field in fields(Settings) if field.name != "keys"]
    if incomplete[:1] == "k":
        # Not only "keys.", which a shell would take for all of it and end with a blank.
        from limberup_tui.keymap import actions

        return _offer((f"keys.{action.id}" for action in actions()), incomplete)
    return _offer([*names, "keys."], incomplete)


def setting_values(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Offer what the setting that was named can be."""
    from limberup_tui.commands.settings import allowed

    with suppress(KeyError, AttributeError):
        return _offer(filter(None, allowed(str(ctx.params.get("key")))), incomplete)
    return []


def _offer(ids: Iterable[str], incomplete: str, first: Iterable[str] = ()) -> list[CompletionItem]:
    from click.shell_completion import CompletionItem

    # A bare slug is enough where somebody has begun one.
    names = dict.fromkeys([*first, *sorted(set(ids))])
    found = [name for name in names if name.startswith(incomplete)]
    if not found and incomplete:
        found = [name for name in names if name.rpartition("/")[2].startswith(incomplete)]
    return [CompletionItem(name) for name in found]


def _sessions(ids: Iterable[str], incomplete: str) -> list[CompletionItem]:
    from click.shell_completion import CompletionItem

    # Beside each, where a shell shows it, the day on which it was.
    days = {id_.rpartition("-")[2]: f"{id_[:4]}-{id_[4:6]}-{id_[6:8]}" for id_ in ids}
    found = {"last": next(iter(days.values())), **days} if days else {}
    return [CompletionItem(name, help=day) for name, day in found.items() if name.startswith(incomplete)]


def _history() -> History:
    from limberup.history.store import History

    home = _home()
    return History(home.history, home.cache)


def _home() -> Home:
    from limberup.paths import find_home

    return find_home(os.environ)


def _packs() -> list[Installed]:
    from limberup_tui.installed import installed_packs

    return installed_packs(_home())


def _ids(*kinds: str) -> Iterator[str]:
    from limberup_tui.installed import ids_in

    return (id_ for pack in _packs() for kind in kinds for id_ in ids_in(pack, kind))


def _own_routines() -> list[str]:
    with suppress(OSError):
        return sorted(path.stem for path in _home().routines.glob("*.toml") if not path.name.startswith("."))
    return []
