"""Typed reading of one TOML table that finds all that is wrong with it, not the first thing only."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Any, Literal, TypeVar, get_args, get_origin

import msgspec

from limberup.packs.renamed import with_new_names
from limberup.problem import MOST_WORDS, Problem, join_words, nearest
from limberup.texts import tr, trn
from limberup.tomlread import TomlFile

__all__ = ["newer", "read_fields"]

S = TypeVar("S", bound=msgspec.Struct)

_KINDS = {"str": tr("a text"), "int": tr("a whole number"), "float": tr("a number"), "bool": tr("true or false"),
          "array": tr("a list"), "object": tr("a table"), "null": tr("nothing")}  # fmt: skip


def _words(message: str) -> str:
    """Turn msgspec's message into a sentence for somebody who writes TOML and no Python."""
    if match := re.match(r"Invalid enum value '(.*?)'", message):
        return tr("{value!r} is not one of its values").format(value=match[1][:40])
    if match := re.match(r"Expected `(\w+)` of length (<=|>=) (\d+)", message):
        if match[2] == ">=" and match[3] == "1":
            return tr("is empty")
        return _length_words(int(match[3]), items=match[1] == "array", most=match[2] == "<=")
    if match := re.match(r"Expected `(\w+)` (<=|>=) (-?[\d.]+)", message):
        return (
            tr("must be at most {number}").format(number=match[3])
            if match[2] == "<="
            else tr("must be at least {number}").format(number=match[3])
        )
    if match := re.match(r"Expected `array` of length (\d+)", message):
        n = int(match[1])
        return trn("must have {n} item", "must have {n} items", n).format(n=n)
    if re.match(r"Expected `str` matching regex", message):
        return tr("has characters that can't stand there")
    if match := re.match(r"Expected `(.+?)`, got `(.+?)`", message):
        wanted = tr(" or ").join(_KINDS.get(part.strip(), part.strip()) for part in match[1].split("|"))
        return tr("must be {wanted}, not {found}").format(wanted=wanted, found=_KINDS.get(match[2], match[2]))
    return message[:1].lower() + message[1:].replace("`", "")


def _length_words(n: int, *, items: bool, most: bool) -> str:
    if items:
        words = (
            trn("must have at most {n} item", "must have at most {n} items", n)
            if most
            else trn("must have at least {n} item", "must have at least {n} items", n)
        )
    else:
        words = (
            trn("must have at most {n} character", "must have at most {n} characters", n)
            if most
            else trn("must have at least {n} character", "must have at least {n} characters", n)
        )
    return words.format(n=n)


def _choices(kind: Any) -> list[str]:
    values = getattr(kind, "__members__", None)
    if values:
        return [str(member.value) for member in values.values()]
    # What says "not said" is no word to write.
    return (
        [value for value in get_args(kind) if isinstance(value, str) and value] if get_origin(kind) is Literal else []
    )


def _choice_remedy(value: object, choices: list[str]) -> str:
    if isinstance(value, str):
        remedy = nearest(value[:80], choices)
    else:
        # `calm = true`: that it is a word in quotes is what has to be told.
        choices, remedy = [f'"{choice}"' for choice in choices], ""
    return remedy or tr("It can be {choices}").format(choices=join_words(choices, "or"))


def newer(file: TomlFile, *, spare: bool = False) -> Problem:
    """Return the problem of a file whose schema this limberup doesn't know yet.

    Args:
        file: The file.
        spare: Whether it may be moved away meanwhile: nothing that matters for somebody's safety is in it.
    """
    remedy = tr("Update limberup, or move the file away") if spare else tr("Update limberup")
    return file.problem("schema", tr("was written by a newer limberup"), remedy)


@cache
def _fields(shape: type[msgspec.Struct]) -> dict[str, msgspec.structs.FieldInfo]:
    # msgspec works them out anew each time, which took a third of the time in which packs are read.
    return {field.encode_name: field for field in msgspec.structs.fields(shape)}


def read_fields(
    table: Mapping[str, Any], shape: type[S], file: TomlFile, path: str = "", *, spare: bool = False
) -> tuple[S | None, list[Problem]]:
    """Read a table into `shape`, a msgspec Struct.

    Args:
        table: The table as TOML gives it.
        shape: Its fields give names, types, limits and which of them must be there.
        file: The file, for the lines in messages.
        path: Key path of the table in the file, "" for the file as a whole.
        spare: Whether a file that a newer limberup wrote may be moved away: see `newer`.

    Returns:
        The struct, or None where a field that must be there is missing or wrong; and all problems.
    """
    fields = _fields(shape)
    values: dict[str, Any] = {}
    table, problems = with_new_names(table, shape.__name__, file, path)
    complete = True
    prefix = f"{path}." if path else ""
    for name, value in table.items():
        field = fields.get(name)
        if field is None:
            words = join_words(sorted(fields))
            many = len(words) > MOST_WORDS
            remedy = nearest(name[:80], fields) or (
                tr("Its keys are in docs/packs.md") if many else tr("It can have {words}").format(words=words)
            )
            problems.append(file.problem(prefix + name, tr("there is no key {name!r}").format(name=name[:40]), remedy))
            continue
        try:
            values[field.name] = msgspec.convert(value, field.type)
        except (msgspec.ValidationError, RecursionError) as error:
            if name == "schema" and not path and isinstance(value, int) and value > 1:
                # What else is in it is not for this limberup to judge.
                return None, [newer(file, spare=spare)]
            message, _, at = str(error).partition(" - at `$")
            index = re.findall(r"\[(\d+)\]", at)
            where = f"{prefix}{name}" + "".join(f"[{int(number) + 1}]" for number in index)
            choices = _choices(field.type)
            remedy = _choice_remedy(value, choices) if choices else ""
            problems.append(file.problem(where, _words(message), remedy))
            complete = complete and not field.required
    for name, field in fields.items():
        if field.required and name not in table:
            problems.append(
                file.problem(path, tr("{name} is missing").format(name=name), tr("Add {name} = ...").format(name=name))
            )
            complete = False
    return (shape(**values) if complete else None), problems
