"""Text that somebody sent, as it comes out of a mail, a chat or a terminal: made into what was typed. Pure."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass

from limberup.problem import LimberupError, Problem
from limberup.text import clean
from limberup.texts import tr, trn

__all__ = ["MOST", "Mended", "mended"]

MOST = 100_000
"""Characters above which a text is no routine: the longest there can be has a fifth of that."""

_BLANKS = re.compile(r"[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_QUOTES = '"\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033\uff02'
_SINGLES = "'\u2018\u2019\u201a\u201b\u2039\u203a\u2032"
_VALUE = re.compile(
    rf"^(?P<key>\s*\w+\s*=\s*)(?:[{_QUOTES}](?P<text>.*?)[{_QUOTES}]|[{_SINGLES}](?P<single>.*?)[{_SINGLES}])"
    r"(?P<end>\s*(?:\#.*)?)$"
)
_DASHES = re.compile(r"[\u2010-\u2015\u2212]")
_PLAIN_KEY = re.compile(r"^\s*(?:do|dose)\s*=")
_MAIL = re.compile(r"^[ \t]*>[ \t]?")
_FENCE = re.compile(r"^\s*(?:```|~~~)")
_BEGINS = re.compile(r"^\s*(?:\#|\[\[|\w+\s*=)")


@dataclass(frozen=True, slots=True)
class Mended:
    """A text with the marks of its way taken out. Every line stands on the line where it stood."""

    text: str
    notes: tuple[str, ...] = ()
    """What was put right, a sentence each."""


def mended(text: str, name: str = tr("what was pasted")) -> Mended:
    """Return a text as it was typed: without mail quoting, curly quotes, wide blanks and what stands around it.

    Args:
        text: As it came.
        name: What it is called in the message.

    Raises:
        LimberupError: it is too large to be a routine, or has characters that no text has.
    """
    if len(text) > MOST:
        what = tr("is larger than {most} kB").format(most=MOST // 1000)
        raise LimberupError(Problem(name, "", what, tr("Is it the right text?")))
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if found := re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]", text):
        place = tr("line {line}").format(line=text.count(chr(10), 0, found.start()) + 1)
        what = tr("has a control character (code {ord}), and text has none").format(ord=ord(found[0]))
        raise LimberupError(Problem(name, place, what, tr("Copy it once more, as plain text")))
    lines = text.split("\n")
    notes = []
    for step, words in ((_without_mail, tr("Taken out of a mail: the > before each line.")),
                        (_within_fence, tr("What stands around the routine was left out."))):  # fmt: skip
        if (better := step(lines)) != lines:
            lines = better
            notes.append(words)
    # What is TOML already has its quotes right, whatever other signs stand between them.
    straight = list(map(_hyphened if _is_toml(lines) else _straight, lines))
    changed = [number for number, (old, new) in enumerate(zip(lines, straight, strict=True), 1) if old != new]
    if changed:
        where = trn("line {changed}", "{n} lines, from line {changed}", len(changed)).format(
            changed=changed[0], n=len(changed)
        )
        notes.append(
            tr("Curly quotes, long dashes and wide blanks were taken as plain ones ({where}).").format(where=where)
        )
    return Mended("\n".join(straight), tuple(notes))


def _without_mail(lines: list[str]) -> list[str]:
    """Return lines without the signs of mail quoting, where most of them have one; the others go."""
    while True:
        quoted = [line for line in lines if _MAIL.match(line)]
        others = [line for line in lines if line.strip() and not _MAIL.match(line)]
        # A routine has no line that begins so: where the quoted part has the routine, the rest is the mail around it.
        if not quoted or any(_is_key(line) for line in others) or not any(_is_key(line[1:]) for line in quoted):
            return lines
        lines = [_MAIL.sub("", line, count=1) if _MAIL.match(line) else "" for line in lines]


def _is_key(line: str) -> bool:
    return re.match(r"[ \t>]*(?:name|do|\[\[\s*step\s*\]\])\s*(?:=|$|\#)", line.rstrip()) is not None


def _within_fence(lines: list[str]) -> list[str]:
    """Return lines with only the routine left: from between fences, or from its first key to its last."""
    fences = [number for number, line in enumerate(lines) if _FENCE.match(line)]
    first, last = 0, len(lines)
    if len(fences) >= 2:
        first, last = fences[0] + 1, fences[1]
    keys = [number for number in range(first, last) if _is_key(lines[number])]
    if not keys:
        return lines
    start = keys[0]
    while start > first and (_BEGINS.match(lines[start - 1]) or not lines[start - 1].strip()):
        start -= 1
    end = keys[-1] + 1
    while end < last and (not lines[end].strip() or _BEGINS.match(lines[end])):
        end += 1
    # Only what nobody can take for a part of the routine goes: a mistake in it has to be told.
    end = end if not lines[end - 1].strip() else last
    return [line if start <= number < end else "" for number, line in enumerate(lines)]


def _is_toml(lines: list[str]) -> bool:
    try:
        tomllib.loads("\n".join(lines))
    except (ValueError, RecursionError):
        return False
    return True


def _hyphened(line: str) -> str:
    """Return a line with plain hyphens, where it is a name of an exercise or a dose."""
    return _DASHES.sub("-", line) if _PLAIN_KEY.match(line) else line


def _straight(line: str) -> str:
    """Return a line with plain blanks, quotes around its value, and hyphens in names and doses."""
    line = _hyphened(_BLANKS.sub(" ", line))
    if not (found := _VALUE.match(line)):
        return line
    if line[found.end("key")] in "\"'" and line[found.start("end") - 1] in "\"'":
        return line
    inner = found["text"] if found["text"] is not None else found["single"]
    escaped = clean(inner).replace("\\", "\\\\").replace('"', '\\"')
    return f'{found["key"]}"{escaped}"{found["end"]}'
