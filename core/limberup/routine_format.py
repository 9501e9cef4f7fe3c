"""A routine file in its usual form: the same routine, with its comments, always written alike. Pure."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from limberup.dose import format_dose, parse_dose
from limberup.problem import LimberupError, Problem
from limberup.routine import Routine
from limberup.routine_file import HEAD_KEYS, STEP_KEYS, parse_routine, quoted
from limberup.text import clean, clean_tree
from limberup.texts import tr
from limberup.tomlread import TomlFile

__all__ = ["formatted"]

_TOKEN = re.compile(
    r'''"""(?:\\.|[^\\])*?"{3,5}|'{3}.*?'{3,5}|"(?:\\.|[^"\\\n])*"|'[^'\n]*'|\#[^\n]*|\n|[\[\]{}]|.''', re.S
)
_HEADER = re.compile(r"\[\[\s*[\"']?step[\"']?\s*\]\]")


@dataclass(slots=True)
class _Line:
    """One statement of TOML, which may go over several lines of text; or a line that has none."""

    code: str = ""
    comments: list[str] = field(default_factory=list)
    """Those within it; the last one stands at its end."""
    ends: bool = False
    """Whether the last comment stands on the line where the statement ends."""


@dataclass(slots=True)
class _Item:
    """A key with its value as it is written, and the comments that belong to it."""

    key: str
    value: str
    lead: list[str]
    """The lines above it: comments, and "" where a line was left empty between them."""
    end: str = ""


@dataclass(slots=True)
class _Block:
    """The head of the file, or one step."""

    header: str = ""
    """The comment at the end of `[[step]]`."""
    above: list[str] = field(default_factory=list)
    """Comments above the header."""
    preface: list[str] = field(default_factory=list)
    """Comments that an empty line parts from the first key."""
    items: list[_Item] = field(default_factory=list)
    tail: list[str] = field(default_factory=list)
    """Comments after the last key."""


def formatted(text: str, file: str = "routine") -> str:
    """Return a routine file in its usual form.

    The keys stand in their usual order with single spaces, a step is parted from the one before by an empty line,
    doses are in their shortest form, and every comment stays with what it is about. Written once more it stays as
    it is.

    Args:
        text: The file's text.
        file: Its name, for messages.

    Raises:
        LimberupError: with everything that is wrong in the file.
    """
    read = TomlFile(file, text)
    routine, problems = parse_routine(read, "routine")
    if routine is None:
        raise LimberupError(*problems)
    new = _written(_blocks(_lines(text.replace("\r\n", "\n"))))
    if not _same(new, routine):
        # TOML has ways to write things that nobody needs for a routine; where one is not understood, better say so.
        what = tr("is written in a way that limberup can't put in order")
        raise LimberupError(Problem(file, "", what, tr("Write each step under its own [[step]]")))
    return new


def _same(text: str, routine: Routine) -> bool:
    try:
        return parse_routine(TomlFile("", text), "routine")[0] == routine
    except LimberupError:
        return False


def _lines(text: str) -> Iterator[_Line]:
    """Yield the statements of valid TOML, and its lines without any."""
    line, depth = _Line(), 0
    for match in _TOKEN.finditer(text + "\n"):
        token = match[0]
        if token == "\n":
            if not depth:
                line.code = line.code.strip()
                yield line
                line = _Line()
        elif token[0] == "#":
            line.comments.append(clean(token).rstrip())
            line.ends = not depth
        else:
            depth += (token in ("[", "{")) - (token in ("]", "}"))
            line.code += token


def _blocks(lines: Iterable[_Line]) -> list[_Block]:
    """Return the head and the steps, each with what was said about it."""
    blocks = [_Block()]
    waiting: list[str] = []
    """Comments and empty lines that wait for what comes after them."""
    for line in lines:
        block = blocks[-1]
        if not line.code:
            waiting.append(line.comments[0] if line.comments else "")
            continue
        end = line.comments[-1] if line.ends else ""
        within = line.comments[:-1] if line.ends else line.comments
        if _HEADER.fullmatch(line.code):
            # What stands right under a key, with an empty line after it, is about that key; the rest about the step.
            under = waiting.index("") if "" in waiting else 0
            block.tail = waiting[:under]
            blocks.append(_Block(end, _tidy(waiting[under:])))
        else:
            ((key, value),) = tomllib.loads(line.code).items()
            if key == "step":
                blocks += _inline_steps(value, [*waiting, *within], end)
            else:
                if key in HEAD_KEYS:
                    # Where the steps are a list in one statement, more of the head may come after them.
                    block = blocks[0]
                lead = waiting
                if not block.items:
                    block.preface, lead = _parted(waiting)
                block.items.append(_Item(key, _value(key, value), [*_tidy(lead), *within], end))
        waiting = []
    last = _tidy(waiting)
    blocks[-1].tail = ["", *last] if last and not waiting[0] else last
    return blocks


def _inline_steps(steps: list[dict[str, object]], comments: list[str], end: str) -> Iterator[_Block]:
    """Yield the steps of a list in one statement; its comments stand above the first."""
    for number, step in enumerate(steps):
        above = _tidy([*comments, *([end] if end else [])]) if number == 0 else []
        yield _Block("", above, [], [_Item(key, _value(key, value), []) for key, value in step.items()])


def _trimmed(lines: list[str], *, first: bool) -> list[str]:
    """Return lines without the empty ones at one end."""
    found = lines if first else lines[::-1]
    while found and not found[0]:
        found = found[1:]
    return found if first else found[::-1]


def _parted(lines: list[str]) -> tuple[list[str], list[str]]:
    """Return what stands before the last empty line, and what stands right above the next thing."""
    last = max((at for at, line in enumerate(lines) if not line), default=-1)
    return _tidy(lines[: last + 1]), lines[last + 1 :]


def _tidy(lines: list[str]) -> list[str]:
    """Return comments with one empty line at most between them, and none around them."""
    kept: list[str] = []
    for line in lines:
        if line or (kept and kept[-1]):
            kept.append(line)
    return _trimmed(kept, first=False)


def _value(key: str, raw: object) -> str:
    value = clean_tree(raw)
    if isinstance(value, bool):
        return "true" if value else "false"
    if key == "dose":
        return quoted(format_dose(parse_dose(str(value))))
    if isinstance(value, list):
        return f"[{', '.join(map(str, value))}]"
    return quoted(value) if isinstance(value, str) else str(value)


def _written(blocks: list[_Block]) -> str:
    head, *steps = blocks
    lines = _body(head, HEAD_KEYS)
    for block in steps:
        lines += ["", *block.above, "[[step]]" + (f"  {block.header}" if block.header else "")]
        lines += _body(block, STEP_KEYS)
    return "\n".join(_trimmed(lines, first=True)) + "\n"


def _body(block: _Block, order: tuple[str, ...]) -> list[str]:
    lines = [*block.preface, ""] if block.preface else []
    for item in sorted(block.items, key=lambda item: order.index(item.key)):
        lines += [*item.lead, f"{item.key} = {item.value}" + (f"  {item.end}" if item.end else "")]
    return [*lines, *block.tail]
