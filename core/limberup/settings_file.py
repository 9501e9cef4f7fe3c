"""settings.toml as it stands on disk."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from pathlib import Path
from typing import Annotated, Any, Literal

from msgspec import Meta, Struct

from limberup.packs.fields import read_fields
from limberup.problem import LimberupError
from limberup.settings import THEMES, Settings
from limberup.texts import tr
from limberup.tomlread import read_toml

__all__ = ["SettingsFile", "flat_keys", "place_in", "read_settings"]

MOST_KEYS = 80
"""Characters of the keys of one action."""


class SettingsFile(Struct):
    """settings.toml as a whole."""

    schema: Annotated[int, Meta(ge=1, le=1)] = 1
    theme: Annotated[str, Meta(min_length=1, max_length=60)] = THEMES[0]
    language: Annotated[str, Meta(max_length=20, pattern=r"^([A-Za-z]{2,3}([_-][A-Za-z0-9]{2,8})*)?$")] = ""
    bell: bool = True
    self_massage: bool = False
    calm: Literal["auto", "on", "off"] = "auto"
    advance: Literal["auto", "key"] = "auto"
    pace: Literal["led", "own"] = "led"
    flash: bool = True
    motion: bool = True
    quiet: bool = False
    voice: bool = False
    keys: dict[str, Any] = {}


def read_settings(path: Path) -> Settings:
    """Read the settings from a file that is there.

    Raises:
        LimberupError: the file is damaged.
    """
    file = read_toml(path)
    found, problems = read_fields(file.data, SettingsFile, file, spare=True)
    keys = flat_keys(found.keys) if found else {}
    for id_, value in keys.items():
        if not isinstance(value, str) or len(value) > MOST_KEYS:
            what = tr("must be a text with at most {n} characters").format(n=MOST_KEYS)
            problems.append(file.problem(f"keys.{id_}", what, tr('Several keys are parted by commas: "j,Down"')))
    if problems or found is None:
        raise LimberupError(*problems)
    values = {one.name: getattr(found, one.name) for one in fields(Settings)}
    return Settings(**values | {"keys": keys})


def place_in(path: Path, key: str) -> str:
    """Return where a key stands, for a message: "line 4, keys, today.start"; without a line where it has none.

    Args:
        path: The file; what can't be read, or is not there, has no lines.
        key: As a setting is called, "theme", or "keys." with the id of an action.
    """
    table, dot, name = key.partition(".")
    words = f"{table}, {name}" if dot else key
    try:
        file = read_toml(path)
    except LimberupError:
        return words
    # The table itself has a line too, which would be a wrong one for a key that is not in it.
    within = file.data.get(table)
    known = table in file.data and (not dot or (isinstance(within, Mapping) and name in flat_keys(within)))
    line = file.line(key) if known else None
    return f"{tr('line {line}').format(line=line)}, {words}" if line else words


def flat_keys(table: Mapping[str, Any]) -> dict[str, Any]:
    """Return a table of keys by whole ids.

    Who leaves the quotes away from `"today.start" = "j"` has written a table within it, and means the same.
    """
    flat: dict[str, Any] = {}
    for name, value in table.items():
        if isinstance(value, Mapping):
            flat |= {f"{name}.{within}": keys for within, keys in value.items()}
        else:
            flat[name] = value
    return flat
