"""settings.toml: how the person likes it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path

from limberup.files import is_there, write_whole

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
    language: str = ""
    """Code of a language, such as "de", or "" for the one that the system says; it counts from the next start."""
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
    keys: Mapping[str, str] = field(default_factory=dict)
    """Keys of their own: ids of actions, each with its keys, parted by commas. The screens know what is right here."""


def load_settings(path: Path) -> Settings:
    """Read the settings; the usual ones where there is no file.

    Raises:
        LimberupError: the file is damaged.
    """
    if not is_there(path):
        return Settings()
    # They are wanted before the first picture: without a file nothing that reads one is imported.
    from limberup.settings_file import read_settings

    return read_settings(path)


def save_settings(path: Path, settings: Settings, was: Settings | None = None) -> None:
    """Write the settings; in a file that is there only what has changed, so that comments in it stay.

    Args:
        path: The file.
        settings: What is to stand there.
        was: What the change was made from: what else another terminal has changed stays then. Without it, the file.

    Raises:
        LimberupError: they can't be written, or the file that is there can't be read; it is as it was.
    """
    from limberup.settings_edit import changed, written

    if not is_there(path):
        write_whole(path, written(settings))
        return
    stands = load_settings(path)
    was = was or stands
    new = {one.name: getattr(settings, one.name) for one in fields(Settings)}
    new = {name: value for name, value in new.items() if value != getattr(was, name)}
    if any(getattr(stands, name) != value for name, value in new.items()):
        write_whole(path, changed(path, new))
