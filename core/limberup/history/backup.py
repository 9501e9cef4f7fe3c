"""A backup: one zip file with the history and what is known of the person, and a list of it all with checksums."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from limberup import __version__
from limberup.files import read_plain, write_new, write_whole
from limberup.history.record_file import SCHEMA
from limberup.history.store import DAMAGED, DELETED, REPLACED, is_record_name
from limberup.paths import Home
from limberup.problem import LimberupError, Problem
from limberup.texts import tr
from limberup.tomlread import MAX_BYTES

__all__ = ["FORM", "MANIFEST", "Saved", "back_up", "is_member", "own_files", "place_of"]

FORM = 1
"""How a backup is made; a newer one is refused."""
MANIFEST = "limberup-backup.json"
"""The list of all files in a backup, with the checksum of each."""

_ASIDE = re.compile(rf"history/(?:{DAMAGED}|{REPLACED})/(?!\.{{1,2}}$)[^/\\\x00-\x1f\x7f]{{1,200}}")
_ROUTINE = re.compile(r"routines/(?!\.)[^/\\\x00-\x1f\x7f]{1,200}\.toml")


@dataclass(frozen=True, slots=True)
class Saved:
    """What a backup holds."""

    records: int
    deleted: int
    routines: int
    others: int
    """Files of the person, the settings, and what was set aside."""
    left_out: tuple[Problem, ...] = ()
    """Files that can't be read as plain files, and so are not in it."""


def is_member(name: str) -> bool:
    """Return whether a name in a backup is that of a file that belongs in one; any other could lead elsewhere."""
    if name in ("person.toml", "settings.toml"):
        return True
    folder, _, file = name.rpartition("/")
    if folder == f"history/{DELETED}":
        return is_record_name(file, deleted=True)
    if re.fullmatch(r"history/\d{4}", folder, re.ASCII):
        return is_record_name(file) and file.startswith(folder[-4:])
    return bool(_ROUTINE.fullmatch(name) or _ASIDE.fullmatch(name))


def place_of(home: Home, name: str) -> Path:
    """Return where a member of a backup belongs on this machine."""
    if name == "person.toml":
        return home.person
    if name == "settings.toml":
        return home.settings
    top, _, rest = name.partition("/")
    return (home.history if top == "history" else home.routines).joinpath(*rest.split("/"))


def own_files(home: Home) -> Iterator[tuple[str, Path]]:
    """Yield what belongs in a backup, by the name it has there. Follows no links below the person's folders."""
    for name in ("person.toml", "settings.toml"):
        if os.path.lexists(place_of(home, name)):
            yield name, place_of(home, name)
    for entry in _listed(home.routines):
        if _ROUTINE.fullmatch(name := f"routines/{entry.name}"):
            yield name, Path(entry.path)
    for folder in _listed(home.history):
        if folder.is_dir(follow_symlinks=False):
            for entry in _listed(folder.path):
                if is_member(name := f"history/{folder.name}/{entry.name}"):
                    yield name, Path(entry.path)


def back_up(home: Home, file: Path, made: datetime, *, force: bool = False) -> Saved:
    """Write a backup: whole or not at all, readable by its owner alone.

    Args:
        home: The person's folders.
        file: The backup.
        made: Now, with the time zone.
        force: Replace the file where it is there already.

    Raises:
        LimberupError: it is there already, or can't be written.
    """
    file = file.absolute()
    if file.is_dir():
        raise LimberupError(Problem(str(file), "", tr("is a folder"), tr("Give the backup a name in it")))
    if not file.parent.is_dir():
        raise LimberupError(Problem(str(file.parent), "", tr("there is no such folder"), tr("Make it first")))
    contents: dict[str, bytes] = {}
    left_out: list[Problem] = []
    for name, path in own_files(home):
        if not _is_text(name):
            what, remedy = tr("has a name that is no text"), tr("Rename it")
            left_out.append(Problem(os.fsencode(path).decode("utf-8", "replace"), "", what, remedy))
            continue
        try:
            contents[name] = read_plain(path, MAX_BYTES)
        except LimberupError as error:
            left_out += error.problems
    raw = _archive(contents, made)
    if force:
        write_whole(file, raw)
    elif not write_new(file, raw):
        raise LimberupError(
            Problem(str(file), "", tr("is there already"), tr("Give another name, or replace it with --force"))
        )
    deleted = sum(name.startswith(f"history/{DELETED}/") for name in contents)
    records = sum(bool(re.match(r"history/\d{4}/", name)) for name in contents)
    routines = sum(name.startswith("routines/") for name in contents)
    return Saved(records, deleted, routines, len(contents) - records - deleted - routines, tuple(left_out))


def _archive(contents: dict[str, bytes], made: datetime) -> bytes:
    manifest = {
        "limberup": __version__,
        "form": FORM,
        "made": made.isoformat(timespec="seconds"),
        "record_schema": SCHEMA,
        "files": {name: {"size": len(raw), "sha256": sha256(raw).hexdigest()} for name, raw in contents.items()},
    }
    stream = BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED) as archive:
        text = json.dumps(manifest, indent=1, ensure_ascii=False).encode()
        for name, raw in [(MANIFEST, text), *contents.items()]:
            info = ZipInfo(name, (max(1980, made.year), *made.timetuple()[1:6]))
            info.compress_type = ZIP_DEFLATED
            info.external_attr = 0o100600 << 16
            archive.writestr(info, raw)
    return stream.getvalue()


def _listed(folder: str | Path) -> Iterable[os.DirEntry[str]]:
    with suppress(OSError), os.scandir(folder) as entries:
        return sorted(entries, key=lambda entry: entry.name)
    return ()


def _is_text(name: str) -> bool:
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True
