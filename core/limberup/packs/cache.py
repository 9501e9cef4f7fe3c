"""What was read of packs, kept so that it need not be read again. Derived: it may be deleted at any time.

A file for each pack, under the name of its folder's place. It counts as long as no file of the pack has another size,
time or place than when it was read, and limberup itself is the same.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

import limberup
from limberup.catalog import Pack
from limberup.figures.packed import pack_figure
from limberup.files import read_plain, write_whole
from limberup.problem import LimberupError, Problem
from limberup.texts import language

if TYPE_CHECKING:
    from limberup.packs.rule_reader import DataRule

__all__ = ["PackCache", "ReadPack", "digest_of"]

NAME = "packs"
"""Its folder in the one for caches."""
FORM = 1
"""How it is written; any other is passed over."""
PARTS = ("", "exercises", "routines", "guides", "programmes", "locale")
"""Folders of a pack whose files are read."""
MOST_FILES = 10_000
"""A pack with more is read anew each time; it is left out in any case."""
MOST_BYTES = 64_000_000
"""Of a kept pack that is looked at."""
FRESH = 50_000_000
"""Nanoseconds: a pack that was written no longer than this before what was kept of it might have changed since in the
same tick of the file system's clock, so it is read again."""
_SUM = 16


@dataclass(frozen=True, slots=True)
class ReadPack:
    """What reading one folder gave."""

    id: str = ""
    """What the pack calls itself, also where it is left out; "" where not even that could be read."""
    name: str = ""
    pack: Pack | None = None
    problems: tuple[Problem, ...] = ()
    rules: tuple[DataRule, ...] = ()
    digest: str = ""
    """A hash of all that the pack says, "" without a pack."""


def digest_of(pack: Pack, rules: Sequence[DataRule]) -> str:
    """Return a hash of all that a pack says: all of it but its figures."""
    # Figures are the larger part, and only drawn.
    plain = replace(pack, exercises=tuple(replace(exercise, drawing=None) for exercise in pack.exercises))
    # In one order, whatever the hashes of this process: a set has another order in each.
    text = msgspec.json.encode((plain, rules), order="deterministic")
    return blake2b(text, digest_size=8).hexdigest()


class _Head(msgspec.Struct, array_like=True, frozen=True):
    """What must be the same, and where the rest is not of packs that have rules as data: reading those costs more."""

    form: int
    state: str
    newest: int
    """When the youngest file of the pack was changed, in nanoseconds."""
    id: str
    name: str
    digest: str
    problems: tuple[Problem, ...]
    pack: msgspec.Raw
    rules: msgspec.Raw


class PackCache:
    """The packs that were read, in a folder of their own."""

    def __init__(self, folder: Path | None) -> None:
        """Take the folder for caches, or None to keep nothing."""
        self.folder = folder
        self._folder = folder and folder / NAME
        self._used: set[str] = set()
        self._program = _program() if folder else ""

    def get(self, folder: Path) -> ReadPack | None:
        """Return what was read of the pack in `folder`, where that would be read again; else None."""
        if self._folder is None:
            return None
        path = self._folder / _name(folder)
        self._used.add(path.name)
        with suppress(OSError, LimberupError, msgspec.MsgspecError, ValueError, RecursionError):
            written = path.stat()
            raw = read_plain(path, MOST_BYTES)
            if blake2b(raw[_SUM:], digest_size=_SUM).digest() != raw[:_SUM]:
                return None
            head = _HEAD.decode(raw[_SUM:])
            if head.form != FORM or written.st_mtime_ns - head.newest < FRESH or head.state != self._state(folder)[0]:
                return None
            rules: tuple[DataRule, ...] = ()
            if bytes(head.rules) != _NO_RULES:
                from limberup.packs.rule_reader import DataRule

                rules = msgspec.msgpack.decode(head.rules, type=tuple[DataRule, ...])
            return ReadPack(head.id, head.name, _PACK.decode(head.pack), head.problems, rules, head.digest)
        return None

    def put(self, folder: Path, state: tuple[str, int], read: ReadPack) -> None:
        """Keep what was read of a pack. Where that can't be, it is left: it can always be read again.

        Args:
            folder: The pack's.
            state: What `state` gave before it was read.
            read: What came of it.
        """
        if self._folder is None or not state[0]:
            return
        key, newest = state
        pack = read.pack
        if pack:
            packed = [
                replace(exercise, drawing=pack_figure(exercise.figure)) if exercise.figure else exercise
                for exercise in pack.exercises
            ]
            pack = replace(pack, exercises=tuple(packed))
        parts = [msgspec.Raw(msgspec.msgpack.encode(part)) for part in (pack, read.rules)]
        head = _Head(FORM, key, newest, read.id, read.name, read.digest, read.problems, *parts)
        raw = msgspec.msgpack.encode(head)
        if len(raw) + _SUM <= MOST_BYTES:
            with suppress(LimberupError):
                write_whole(self._folder / _name(folder), blake2b(raw, digest_size=_SUM).digest() + raw)

    def state(self, folder: Path) -> tuple[str, int]:
        """Return what changes where any file of a pack does, and the time of the youngest in nanoseconds.

        The first is "" where nothing is to be kept of it.
        """
        return self._state(folder) if self._folder else ("", 0)

    def tidy(self) -> None:
        """Throw away what is kept of packs that were not asked about: they are gone, or have moved."""
        if self._folder is None:
            return
        with suppress(OSError):
            for path in self._folder.iterdir():
                if path.name not in self._used:
                    path.unlink()

    def _state(self, folder: Path) -> tuple[str, int]:
        words = [self._program, language()]
        newest = 0
        try:
            for file, time in _files(folder):
                words.append(file)
                newest = max(newest, time)
        except (OSError, ValueError):
            return "", 0
        return (_hash("\n".join(words)) if len(words) <= MOST_FILES else ""), newest


_HEAD = msgspec.msgpack.Decoder(_Head)
_PACK: msgspec.msgpack.Decoder[Pack | None] = msgspec.msgpack.Decoder(Pack | None)
_NO_RULES = msgspec.msgpack.encode(())


def _name(folder: Path) -> str:
    return f"{_hash(str(folder))}.msgpack"


def _files(folder: Path) -> Iterator[tuple[str, int]]:
    """Yield each file of a pack that may be read, as words that tell it from any other state, and when it changed."""
    yield os.path.realpath(folder), 0
    for part in PARTS:
        place = folder / part if part else folder
        try:
            entries = sorted(os.scandir(place), key=lambda entry: entry.name)
        except FileNotFoundError:
            continue
        except NotADirectoryError:
            yield f"{part}: no folder", 0
            continue
        if part and place.is_symlink():
            yield os.path.realpath(place), 0
        for entry in entries:
            if not entry.name.endswith((".toml", ".po")):
                continue
            try:
                found = entry.stat()
            except OSError:
                yield f"{part}/{entry.name}: leads nowhere", 0
                continue
            target = os.path.realpath(entry.path) if entry.is_symlink() else ""
            # When its state was changed, too: that can't be set back as the time of its contents can, and tells also
            # of a file that nobody may read any more.
            times = f"{found.st_mtime_ns} {found.st_ctime_ns}"
            words = f"{part}/{entry.name} {found.st_size} {times} {found.st_ino} {found.st_dev} {target}"
            yield words, max(found.st_mtime_ns, found.st_ctime_ns)


def _program() -> str:
    """Return what changes where limberup does: another version, or a file of it that somebody works at."""
    home = Path(limberup.__file__).parent
    words = [limberup.__version__]
    for part in ("", "packs", "figures", "data"):
        with suppress(OSError), os.scandir(home / part) as entries:
            found = [entry for entry in entries if entry.name.endswith((".py", ".toml"))]
            words += sorted(f"{entry.name} {entry.stat().st_size} {entry.stat().st_mtime_ns}" for entry in found)
    return _hash("\n".join(words))


def _hash(text: str) -> str:
    return blake2b(os.fsencode(text), digest_size=16).hexdigest()
