"""Reading a backup: checked as a whole before any of it is taken.

It may be damaged, or made by somebody who means no good.
"""

from __future__ import annotations

import json
import stat
import zlib
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Annotated
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

import msgspec

from limberup.files import read_plain
from limberup.history.backup import FORM, MANIFEST, is_member
from limberup.problem import LimberupError, Problem
from limberup.texts import tr
from limberup.tomlread import MAX_BYTES

__all__ = ["Archive", "open_archive"]

MOST_BYTES = 256_000_000
"""A backup larger than this is refused, and one of which more would come out: ten years are 4 MB."""
MOST_FILES = 100_000
MOST_MANIFEST = 32_000_000


class _File(msgspec.Struct):
    size: Annotated[int, msgspec.Meta(ge=0, le=MAX_BYTES)]
    sha256: Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{64}$")]


class _Manifest(msgspec.Struct):
    form: int
    files: dict[str, _File]
    made: str = ""
    limberup: str = ""


@dataclass(frozen=True, slots=True)
class Archive:
    """A backup that has been checked."""

    made: str
    """When it was made, as it says."""
    files: dict[str, bytes]
    """All its files by name, the list of them excepted."""


def open_archive(file: Path) -> Archive:
    """Read and check a backup as a whole.

    Raises:
        LimberupError: it is none, is damaged, or holds what no backup holds: one line.
    """
    raw = read_plain(file.resolve(), MOST_BYTES)
    try:
        with ZipFile(BytesIO(raw)) as archive:
            return _checked(archive, str(file))
    except (BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OverflowError) as error:
        raise _refused(file, tr("it is no zip file, or not a whole one")) from error


def _refused(file: Path | str, why: str) -> LimberupError:
    return LimberupError(
        Problem(str(file), "", tr("is no backup that can be used: {why}").format(why=why), tr("Nothing was changed"))
    )


def _checked(archive: ZipFile, file: str) -> Archive:
    infos = archive.infolist()
    if len(infos) > MOST_FILES or sum(info.file_size for info in infos) > MOST_BYTES:
        raise _refused(file, tr("it is larger than any history"))
    if len({info.filename for info in infos}) < len(infos):
        raise _refused(file, tr("it has two files of one name"))
    for info in infos:
        if why := _wrong(info):
            raise _refused(file, f"{info.filename[:80]!r} {why}")
    by_name = {info.filename: info for info in infos}
    if MANIFEST not in by_name:
        raise _refused(file, tr("it has no {manifest}").format(manifest=MANIFEST))
    manifest = _manifest(_content(archive, by_name.pop(MANIFEST), MOST_MANIFEST), file)
    if manifest.files.keys() != by_name.keys():
        raise _refused(file, tr("it holds other files than {manifest} lists").format(manifest=MANIFEST))
    files = {}
    for name, listed in manifest.files.items():
        content = _content(archive, by_name[name], MAX_BYTES)
        if len(content) != listed.size or sha256(content).hexdigest() != listed.sha256:
            raise _refused(file, tr("{name!r} is not as it was when the backup was made").format(name=name))
        files[name] = content
    return Archive(manifest.made[:40], files)


def _manifest(raw: bytes, file: str) -> _Manifest:
    try:
        form = json.loads(raw).get("form")
    except (ValueError, AttributeError, RecursionError):
        form = None
    if isinstance(form, int) and form > FORM:
        raise LimberupError(Problem(file, "", tr("was made by a newer limberup"), tr("Update limberup to restore it")))
    try:
        return msgspec.json.decode(raw, type=_Manifest)
    except (msgspec.MsgspecError, RecursionError):
        raise _refused(file, tr("{manifest} can't be read").format(manifest=MANIFEST)) from None


def _wrong(info: ZipInfo) -> str:
    """Return what is wrong with a file in a backup before it is unpacked, or ""."""
    if info.filename != MANIFEST and not is_member(info.filename):
        return tr("is no file of a backup")
    kind = stat.S_IFMT(info.external_attr >> 16)
    if kind not in (0, stat.S_IFREG):
        return tr("is no plain file")
    if info.flag_bits & 0x1:
        return tr("is encrypted")
    if info.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
        return tr("is packed in a way that is not used here")
    if info.file_size > (MOST_MANIFEST if info.filename == MANIFEST else MAX_BYTES):
        return tr("is too large")
    return ""


def _content(archive: ZipFile, info: ZipInfo, most: int) -> bytes:
    """Unpack a file, and no more of it than it says it has."""
    with archive.open(info) as stream:
        content = stream.read(most + 1)
    if len(content) != info.file_size:
        raise BadZipFile
    return content
