"""Typed reading of one TOML table that finds all that is wrong with it, not the first thing only."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, TypeVar

import msgspec

from limberup.packs.renamed import with_new_names
from limberup.problem import MOST_WORDS, Problem, join_words, nearest
from limberup.tomlread import TomlFile

__all__ = ["read_fields"]

S = TypeVar("S", bound=msgspec.Struct)

_KINDS = {"str": "a text", "int": "a whole number", "float": "a number", "bool": "true or false",
          "array": "a list", "object": "a table", "null": "nothing"}  # fmt: skip


def _words(message: str) -> str:
    """Turn msgspec's message into a sentence for somebody who writes TOML and no Python."""
    if match := re.match(r"Invalid enum value '(.*?)'", message):
        return f"{match[1][:40]!r} is not one of its values"
    if match := re.match(r"Expected `(\w+)` of length (<=|>=) (\d+)", message):
        limit = "at most" if match[2] == "<=" else "at least"
        unit = "items" if match[1] == "array" else "characters"
        return f"must have {limit} {match[3]} {unit}" if match[3] != "1" or limit != "at least" else "is empty"
    if match := re.match(r"Expected `(\w+)` (<=|>=) (-?[\d.]+)", message):
        return f"must be {'at most' if match[2] == '<=' else 'at least'} {match[3]}"
    if match := re.match(r"Expected `array` of length (\d+)", message):
        return f"must have {match[1]} items"
    if re.match(r"Expected `str` matching regex", message):
        return "has characters that can't stand there"
    if match := re.match(r"Expected `(.+?)`, got `(.+?)`", message):
        wanted = " or ".join(_KINDS.get(part.strip(), part.strip()) for part in match[1].split("|"))
        return f"must be {wanted}, not {_KINDS.get(match[2], match[2])}"
    return message[:1].lower() + message[1:].replace("`", "")


def _choices(kind: Any) -> list[str]:
    values = getattr(kind, "__members__", None)
    return [str(member.value) for member in values.values()] if values else []


def read_fields(
    table: Mapping[str, Any], shape: type[S], file: TomlFile, path: str = ""
) -> tuple[S | None, list[Problem]]:
    """Read a table into `shape`, a msgspec Struct.

    Args:
        table: The table as TOML gives it.
        shape: Its fields give names, types, limits and which of them must be there.
        file: The file, for the lines in messages.
        path: Key path of the table in the file, "" for the file as a whole.

    Returns:
        The struct, or None where a field that must be there is missing or wrong; and all problems.
    """
    fields = {field.encode_name: field for field in msgspec.structs.fields(shape)}
    values: dict[str, Any] = {}
    table, problems = with_new_names(table, shape.__name__, file, path)
    complete = True
    prefix = f"{path}." if path else ""
    for name, value in table.items():
        field = fields.get(name)
        if field is None:
            words = join_words(sorted(fields))
            many = len(words) > MOST_WORDS
            remedy = nearest(name[:80], fields) or ("Its keys are in docs/packs.md" if many else f"It can have {words}")
            problems.append(file.problem(prefix + name, f"there is no key {name[:40]!r}", remedy))
            continue
        try:
            values[field.name] = msgspec.convert(value, field.type)
        except (msgspec.ValidationError, RecursionError) as error:
            message, _, at = str(error).partition(" - at `$")
            index = re.findall(r"\[(\d+)\]", at)
            where = f"{prefix}{name}" + "".join(f"[{int(number) + 1}]" for number in index)
            remedy = ""
            if choices := _choices(field.type):
                remedy = nearest(str(value)[:80], choices) or f"It can be {join_words(choices, 'or')}"
            problems.append(file.problem(where, _words(message), remedy))
            complete = complete and not field.required
    for name, field in fields.items():
        if field.required and name not in table:
            problems.append(file.problem(path, f"{name} is missing", f"Add {name} = ..."))
            complete = False
    return (shape(**values) if complete else None), problems
