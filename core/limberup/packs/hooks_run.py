"""Finding the folders of installed packs without importing anything of them here."""

from __future__ import annotations

import math
import sys
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

import msgspec
from msgspec import Struct

from limberup.files import write_whole
from limberup.packs.child import ChildFailed, Failure, ask_child, import_path
from limberup.problem import LimberupError
from limberup.texts import language, tr

__all__ = ["AT_ONCE", "MAX_FOLDERS", "MAX_SAID", "SECONDS", "Entry", "Said", "ask_hooks"]

SECONDS = 3
"""For each pack: being imported and answering."""
AT_ONCE = 8
"""How many packs are asked side by side."""
MAX_FOLDERS = 100
"""Packs that one distribution can bring at one entry point."""
MAX_SAID = 100_000
"""Bytes of one answer."""
MAX_ANSWER = 5_000_000
"""Bytes of all answers."""
CACHE = "hooks.json"
"""In the cache folder. May be deleted at any time."""
CACHE_VERSION = 1
_FAILED = {
    Failure.NOT_RUN: tr("the packs could not be asked: Python cannot be run: {reason}"),
    Failure.NOT_STARTED: tr("the packs could not be asked: Python could not be started for them"),
    Failure.LATE: tr("the packs could not be asked: they took longer than {seconds:g} seconds"),
    Failure.TOO_MUCH: tr("the packs could not be asked: they said more than {most} kB"),
    Failure.SILENT: tr("the packs could not be asked: they ended without an answer"),
}


class Entry(Struct, frozen=True):
    """One entry point of the group `limberup.packs`."""

    name: str
    value: str
    distribution: str = ""
    version: str = ""


class Said(Struct):
    """What a pack's hook said, or why there is nothing."""

    folders: list[str] = []
    """Absolute paths."""
    rules: bool = False
    """Whether there is a hook `limberup_rules`, which is asked elsewhere."""
    error: str = ""


class Cache(Struct):
    """What is kept of earlier answers."""

    version: int
    python: str
    said: dict[str, Said]


def ask_hooks(entries: Sequence[Entry], cache: Path | None = None, *, fresh: bool = False) -> list[Said]:
    """Return what the hook behind each entry point says.

    Takes some tenths of a second where something is not in the cache, and three seconds and more where a hook hangs:
    call it in a thread.

    Args:
        entries: The entry points.
        cache: A folder where answers are kept, by distribution, version and the time of the module's file.
        fresh: Whether to ask again also where an answer is kept.
    """
    if not entries:
        return []
    known = {} if fresh else _read(cache)
    keys = [_key(entry) for entry in entries]
    missing = [number for number, key in enumerate(keys) if key is None or key not in known]
    answers, trouble = _ask([entries[number] for number in missing])
    asked = dict(zip(missing, answers or [Said(error=trouble)] * len(missing), strict=True))
    said = [asked[number] if number in asked else known[keys[number] or ""] for number in range(len(entries))]
    # A pack's failure too: who hangs must not do so at every start. Where none could be asked, the next start asks.
    kept = [number for number in range(len(entries)) if answers or number not in asked]
    keep = {key: said[number] for number in kept if (key := keys[number])}
    if cache and keep != known:
        _write(cache, keep)
    return said


def _ask(entries: list[Entry]) -> tuple[list[Said], str]:
    """Return what each says; or nothing, and why none could be asked."""
    if not entries:
        return [], ""
    seconds = 2 + SECONDS * math.ceil(len(entries) / AT_ONCE)
    request = msgspec.json.encode(entries)
    module, path = "limberup.packs.hooks_host", import_path()
    try:
        line = ask_child(module, request, path=path, seconds=seconds, most=MAX_ANSWER)
        said = msgspec.json.decode(line, type=list[Said])
    except ChildFailed as failed:
        return [], failed.told(_FAILED)
    except (msgspec.MsgspecError, ValueError, RecursionError) as error:
        return [], tr("the packs could not be asked: {reason}").format(reason=error)
    if len(said) != len(entries):
        return [], tr("the packs could not be asked: an answer is missing")
    return said, ""


def _key(entry: Entry) -> str | None:
    """Return what an answer is kept under, or None where it can't be told whether it is still right."""
    module = entry.value.partition(":")[0].strip()
    top, *rest = module.split(".")
    try:
        # Only of the top: to find what is in a package Python would import that.
        spec = find_spec(top)
        folders = [Path(place).joinpath(*rest) for place in (spec.submodule_search_locations or ())] if spec else []
        files = [folder / "__init__.py" for folder in folders] + [folder.with_suffix(".py") for folder in folders]
        if spec and spec.origin and not rest:
            files = [Path(spec.origin)]
        state = next(file.stat() for file in files if file.is_file())
        place = next(str(file) for file in files if file.is_file())
    except Exception:  # noqa: BLE001 - an import hook of somebody else may raise anything
        return None
    words = [entry.distribution, entry.version, entry.name, entry.value, place]
    # Why one can't be used is kept in words.
    words.append(language())
    return "|".join([*words, str(state.st_mtime_ns), str(state.st_size), _installed()])


def _installed() -> str:
    """Return what changes where anything is installed or removed: a pack may have wanted that."""
    times = []
    for folder in sys.path:
        try:
            times.append(Path(folder).stat().st_mtime_ns if folder else 0)
        except OSError:
            continue
    return str(max(times, default=0))


def _read(cache: Path | None) -> dict[str, Said]:
    if cache is None:
        return {}
    try:
        found = msgspec.json.decode((cache / CACHE).read_bytes(), type=Cache)
    except (OSError, msgspec.MsgspecError, ValueError, RecursionError):
        return {}
    right = found.version == CACHE_VERSION and found.python == _python()
    return {key: said for key, said in found.said.items() if all(map(_is_folder, said.folders))} if right else {}


def _is_folder(path: str) -> bool:
    try:
        return Path(path).is_dir()
    except (OSError, ValueError):
        return False


def _write(cache: Path, said: dict[str, Said]) -> None:
    text = msgspec.json.encode(Cache(CACHE_VERSION, _python(), said)).decode()
    try:
        write_whole(cache / CACHE, text)
    except LimberupError:
        # A full disk, or none to write to: they are asked again the next time.
        return


def _python() -> str:
    return f"{sys.version} {sys.prefix}"
