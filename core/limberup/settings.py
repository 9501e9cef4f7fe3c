"""settings.toml: how the person likes it."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Annotated, Literal

from msgspec import Meta, Struct

from limberup.files import write_whole
from limberup.packs.fields import read_fields
from limberup.problem import LimberupError
from limberup.tomlread import read_toml

__all__ = ["ADVANCE", "CALM", "PACE", "THEMES", "Settings", "load_settings", "save_settings"]

THEMES = ("limberup-dark", "limberup-light", "limberup-contrast")
"""The program's own themes; Textual's are known too."""
CALM = ("auto", "on", "off")
"""Whether little is sent down the line: chosen by how slow it is, always, or never."""
ADVANCE = ("auto", "key")
"""Whether an exercise begins when the time to get ready is over, or at a key."""
PACE = ("led", "own")
"""Whether repetitions are led second by second, or done at one's own pace until a key ends the set."""


@dataclass(frozen=True, slots=True)
class Settings:
    """How the person likes it."""

    theme: str = THEMES[0]
    bell: bool = True
    """Whether the terminal's bell rings."""
    self_massage: bool = False
    """Whether exercises with a roller or ball, which are only for those who choose them, are offered."""
    calm: str = CALM[0]
    """One of `CALM`."""
    advance: str = ADVANCE[0]
    """One of `ADVANCE`."""
    pace: str = PACE[0]
    """One of `PACE`."""
    flash: bool = True
    """Whether the number flashes where something begins or ends."""
    motion: bool = True
    """Whether figures move."""
    quiet: bool = False
    """Whether nothing rings or speaks, whatever else is set; the flash stays."""
    voice: bool = False
    """Whether what to do is spoken too, where the machine has a synthesiser."""


class SettingsFile(Struct):
    """settings.toml as a whole."""

    schema: Annotated[int, Meta(ge=1, le=1)] = 1
    theme: Annotated[str, Meta(min_length=1, max_length=60)] = THEMES[0]
    bell: bool = True
    self_massage: bool = False
    calm: Literal["auto", "on", "off"] = "auto"
    advance: Literal["auto", "key"] = "auto"
    pace: Literal["led", "own"] = "led"
    flash: bool = True
    motion: bool = True
    quiet: bool = False
    voice: bool = False


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
    return Settings(**{field.name: getattr(found, field.name) for field in fields(Settings)})


def save_settings(path: Path, settings: Settings) -> None:
    """Write the settings.

    Raises:
        LimberupError: they can't be written.
    """
    import tomli_w

    write_whole(path, tomli_w.dumps({"schema": 1, **asdict(settings)}))
