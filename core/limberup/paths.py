"""Where limberup keeps its files."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from limberup.problem import LimberupError, Problem, reason_of
from limberup.texts import tr

__all__ = ["Home", "find_home", "is_loose", "make_private"]


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
    def pack_choices(self) -> Path:
        """Which packs are switched off, and which have been shown."""
        return self.config / "packs.toml"

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

    def check(self) -> list[Path]:
        """Make sure that something can be kept here, by making folders that are missing, and that it is private.

        Returns:
            What others could have looked into until now, and no longer can.

        Raises:
            LimberupError: a folder can't be made or written to.
        """
        for folder in (self.data, self.config, self.state):
            make_folder(folder)
            if not os.access(folder, os.W_OK | os.X_OK):
                raise LimberupError(_no_home(folder, tr("cannot be written to")))
        return make_private(self.loose())

    def loose(self, *, deep: bool = False) -> list[Path]:
        """Return what is ours and can be looked into or changed by others; what links lead to is not.

        The folders that all of it is in are not among it: they may be the person's own.

        Args:
            deep: Look at each file too where its folder is closed to others.
        """
        found: list[Path] = []
        locks = (self.config / name for name in (".person.lock", ".packs.lock"))
        # Who could change the pack choices could have a pack trusted that the person never saw.
        found += filter(is_loose, (self.person, self.settings, self.pack_choices, *locks))
        for folder in (self.history, self.open, self.routines):
            _loose_in(folder, found, deep=deep)
        if is_loose(self.packs):
            found.append(self.packs)
        if self.cache not in (self.data, self.config, self.state):
            _loose_in(self.cache, found, deep=deep)
        return found


def is_loose(path: Path) -> bool:
    """Return whether others than its owner may do anything with a file or folder. A link is none."""
    if os.name != "posix":
        return False
    try:
        found = path.lstat()
    except (OSError, ValueError):
        return False
    return not stat.S_ISLNK(found.st_mode) and bool(found.st_mode & _OTHERS)


def make_private(paths: Iterable[Path]) -> list[Path]:
    """Close files and folders to others, and return those where that could be done."""
    mended = []
    for path in paths:
        with suppress(OSError):
            mode = path.lstat().st_mode
            if not stat.S_ISLNK(mode):
                path.chmod(stat.S_IMODE(mode) & ~_OTHERS)
                mended.append(path)
    return mended


_OTHERS = stat.S_IRWXG | stat.S_IRWXO


def _loose_in(folder: Path, found: list[Path], *, deep: bool) -> None:
    """Add what is loose of a folder and what is in it; of a closed one only its folders, as nobody gets at the rest."""
    if is_loose(folder):
        found.append(folder)
        deep = True
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            path = Path(entry.path)
            if entry.is_dir(follow_symlinks=False):
                _loose_in(path, found, deep=deep)
            elif deep and is_loose(path):
                found.append(path)


def _no_home(folder: Path, what: str) -> Problem:
    remedy = tr("Make it writable, or set LIMBERUP_HOME to a folder that is")
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
            raise LimberupError(_no_home(folder, tr("is a file, and limberup needs a folder there")))
    except (OSError, ValueError) as error:
        reason = reason_of(error)
        raise LimberupError(_no_home(folder, tr("cannot be made: {reason}").format(reason=reason))) from None


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
