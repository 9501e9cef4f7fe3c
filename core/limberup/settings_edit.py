"""Changing settings.toml as somebody wrote it: the line of what has changed, and nothing else."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from limberup.problem import LimberupError
from limberup.settings import Settings, load_settings
from limberup.settings_file import flat_keys
from limberup.tomlread import TomlFile, read_text

__all__ = ["changed", "written"]

_VALUE = re.compile(
    r"""^(?P<front>\s*[^=]+?\s*=\s*)(?P<value>"[^"\\]*"|'[^']*'|true|false|[0-9]+)(?P<end>\s*(?:\#.*)?)$"""
)
_KEYS = re.compile(r"^\s*\[\s*keys\s*\]\s*(#.*)?$")
_TABLE = re.compile(r"^\s*\[")


def written(settings: Settings) -> str:
    """Return settings as a whole new file."""
    import tomli_w

    data = {"schema": 1, **asdict(settings)}
    if not settings.keys:
        del data["keys"]
    return tomli_w.dumps(data)


def changed(path: Path, new: Mapping[str, Any]) -> str:
    """Return the text of a settings file with new values in it.

    Lines that need not change stay as they are. TOML has ways to write things that this does not know; where it comes
    upon one, all values are kept and comments are not.

    Args:
        path: The file, which holds settings.
        new: Names of fields of `Settings`, each with its value.

    Raises:
        LimberupError: it can't be read.
    """
    text = read_text(path)
    wanted = replace(load_settings(path), **new)
    lines = text.splitlines()
    try:
        for name, value in new.items():
            if name == "keys":
                _set_keys(lines, flat_keys(tomllib.loads(text).get("keys", {})), value)
            else:
                _set(lines, name, _toml(value), _line(lines, name), _head_end(lines))
    except LimberupError:
        # A value over several lines has come apart.
        return written(wanted)
    edited = "\n".join(lines) + "\n"
    return edited if _same(edited, wanted) else written(wanted)


def _same(text: str, wanted: Settings) -> bool:
    """Whether a text says what is wanted, neither more nor less: the one thing that all above must come to."""
    try:
        data = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError):
        return False
    said = {**asdict(Settings()), **data, "keys": flat_keys(data.get("keys", {}))}
    said.pop("schema", None)
    return said == {**asdict(wanted), "keys": dict(wanted.keys)}


def _toml(value: object) -> str:
    import tomli_w

    return tomli_w.dumps({"x": value}).removeprefix("x = ").rstrip("\n")


def _line(lines: list[str], path: str) -> int | None:
    """Return the index of the line on which a key is set, or None."""
    line = TomlFile("", "\n".join(lines) + "\n").line(path)
    if line is None or "=" not in lines[line - 1]:
        return None
    return line - 1


def _head_end(lines: list[str]) -> int:
    """Return the index behind the last line before the first table: where a key of the file itself can be added."""
    end = next((at for at, line in enumerate(lines) if _TABLE.match(line)), len(lines))
    while end and (not lines[end - 1].strip() or lines[end - 1].lstrip().startswith("#")) and end < len(lines):
        # What is written right above a table is about the table.
        end -= 1
    return end


def _set(lines: list[str], name: str, value: str, at: int | None, end: int) -> None:
    """Set a key: on its line where it has one, else on a new line at `end`."""
    if at is None:
        lines.insert(end, f"{name} = {value}")
    elif match := _VALUE.match(lines[at]):
        lines[at] = f"{match['front']}{value}{match['end']}"
    else:
        lines[at] = f"{name} = {value}"


def _set_keys(lines: list[str], old: Mapping[str, str], new: Mapping[str, str]) -> None:
    """Set the person's keys: those that are gone are taken out, and new ones stand at the end of their table."""
    for id_ in old:
        at = _line(lines, f"keys.{id_}")
        if id_ not in new and at is not None:
            del lines[at]
    for id_, keys in new.items():
        if old.get(id_) == keys:
            continue
        head = next((number for number, line in enumerate(lines) if _KEYS.match(line)), None)
        if head is None:
            lines += ["", "[keys]"]
            head = len(lines) - 1
        end = next((at for at in range(head + 1, len(lines)) if _TABLE.match(lines[at])), len(lines))
        while end > head + 1 and not lines[end - 1].strip():
            end -= 1
        _set(lines, f'"{id_}"', _toml(keys), _line(lines, f"keys.{id_}") if id_ in old else None, end)
