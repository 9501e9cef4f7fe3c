"""Where limberup keeps its files."""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from limberup.problem import LimberupError, Problem

__all__ = ["Home", "find_home"]


@dataclass(frozen=True, slots=True)
class Home:
    """The folders of one person. Nothing is made before something is written."""

    data: Path
    config: Path
    state: Path
    cache: Path

    @property
    def person(self) -> Path:
        """What is known of the person."""
        return self.config / "person.toml"

    @property
    def settings(self) -> Path:
        """How they like it."""
        return self.config / "settings.toml"

    @property
    def routines(self) -> Path:
        """Own routines, NAME.toml."""
        return self.data / "routines"

    @property
    def history(self) -> Path:
        """Records, YEAR/STAMP-RANDOM.toml."""
        return self.data / "history"

    @property
    def packs(self) -> Path:
        """Packs as plain folders."""
        return self.data / "packs"

    @property
    def open(self) -> Path:
        """Sessions under way."""
        return self.state / "open"

    def check(self) -> None:
        """Make sure that something can be kept here, making the folders where they are missing.

        Raises:
            LimberupError: a folder can't be made or written to.
        """
        for folder in (self.data, self.config, self.state):
            make_folder(folder)
            if not os.access(folder, os.W_OK | os.X_OK):
                raise LimberupError(_no_home(folder, "cannot be written to"))


def _no_home(folder: Path, what: str) -> Problem:
    remedy = "Make it writable, or set LIMBERUP_HOME to a folder that is"
    return Problem(str(folder), "", what, remedy)


def make_folder(folder: Path) -> None:
    """Make a folder that only its owner can look into, with those above it.

    Raises:
        LimberupError: it can't be made, or a file stands in its place.
    """
    try:
        missing = [place for place in (folder, *folder.parents) if not place.exists()]
        for place in reversed(missing):
            place.mkdir(mode=0o700, exist_ok=True)
        if not folder.is_dir():
            raise LimberupError(_no_home(folder, "is a file, and limberup needs a folder there"))
    except (OSError, ValueError) as error:
        reason = (getattr(error, "strerror", None) or str(error)).lower()
        raise LimberupError(_no_home(folder, f"cannot be made: {reason}")) from None


def find_home(environ: Mapping[str, str]) -> Home:
    """Return the folders: all under LIMBERUP_HOME where it is set, else where the system keeps such files."""
    if own := environ.get("LIMBERUP_HOME"):
        base = Path(own)
        with suppress(RuntimeError):  # "~nobody" of an unknown user stays as it is written.
            base = base.expanduser()
        base = base.absolute()
        return Home(base, base, base, base / "cache")
    import platformdirs

    dirs = platformdirs.PlatformDirs("limberup", appauthor=False)
    return Home(dirs.user_data_path, dirs.user_config_path, dirs.user_state_path, dirs.user_cache_path)
