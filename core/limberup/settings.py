"""settings.toml: how the person likes it."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Annotated

from msgspec import Meta, Struct

from limberup.files import write_whole
from limberup.packs.fields import read_fields
from limberup.problem import LimberupError
from limberup.tomlread import read_toml

__all__ = ["THEMES", "Settings", "load_settings", "save_settings"]

THEMES = ("limberup-dark", "limberup-light", "limberup-contrast")
"""The program's own themes; Textual's are known too."""


@dataclass(frozen=True, slots=True)
class Settings:
    """How the person likes it."""

    theme: str = THEMES[0]
    bell: bool = True
    """Whether the terminal's bell rings."""
    self_massage: bool = False
    """Whether exercises with a roller or ball, which are only for those who choose them, are offered."""


class SettingsFile(Struct):
    """settings.toml as a whole."""

    schema: Annotated[int, Meta(ge=1, le=1)] = 1
    theme: Annotated[str, Meta(min_length=1, max_length=60)] = THEMES[0]
    bell: bool = True
    self_massage: bool = False


def load_settings(path: Path) -> Settings:
    """Read the settings; the usual ones where there is no file.

    Raises:
        LimberupError: the file is damaged.
    """
    if not path.exists():
        return Settings()
    file = read_toml(path)
    found, problems = read_fields(file.data, SettingsFile, file)
    if problems or found is None:
        raise LimberupError(*problems)
    return Settings(found.theme, found.bell, found.self_massage)


def save_settings(path: Path, settings: Settings) -> None:
    """Write the settings.

    Raises:
        LimberupError: they can't be written.
    """
    import tomli_w

    write_whole(path, tomli_w.dumps({"schema": 1, **asdict(settings)}))
