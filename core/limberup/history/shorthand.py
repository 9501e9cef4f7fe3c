"""The short form of a record's decisions: what stands in several of them stands once. Read by eye as by machine.

Decisions that follow each other and decide the same, with the same words behind the exercise's name,

    P3 hold glutes/clamshell: Clamshell is at its full dose and stays there.
    P3 hold spinal-mobility/cat-cow: Cat-cow is at its full dose and stays there.

are one line, in which an exercise of the session goes by its number in it:

    P3 hold 1, 4: Clamshell; Cat-cow ... is at its full dose and stays there.

Three and more that follow each other in the session are written `1-3`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

__all__ = ["expand", "shorten"]

_HEAD = r"(?P<head>[A-Z]\d* [^\s:,]+(?:, [a-z]+)*)"
_NAME = r"[a-z0-9-]+/[a-z0-9-]+"
_LINE = re.compile(rf"{_HEAD} (?P<about>{_NAME}): (?P<why>[^\n]+)", re.ASCII)
_WHICH = rf"(?:{_NAME}|\d{{1,2}}-\d{{1,2}}|\d{{1,2}})"
_SHORT = re.compile(rf"{_HEAD} (?P<about>{_WHICH}(?:, {_WHICH})*): (?P<why>[^\n]+)", re.ASCII)
_MOST = 99
_BETWEEN, _REST = "; ", " ... "


def shorten(lines: Sequence[str], exercises: Sequence[str]) -> str | None:
    """Return decisions in their short form, a line each, or None where it can't say them to the letter.

    Args:
        lines: The decisions in full.
        exercises: Ids of the session's exercises, in order.
    """
    numbers = {id_: number for number, id_ in reversed(list(enumerate(exercises, 1))) if number <= _MOST}
    found: list[str] = []
    for _, group in groupby(((_LINE.fullmatch(line), line) for line in lines), key=_same):
        pairs = list(group)
        matches = [match for match, _ in pairs if match]
        one = _joined(matches, numbers) if len(matches) > 1 else ""
        if one and expand(one, exercises) == [line for _, line in pairs]:
            found.append(one)
        else:
            found += (_joined([match], numbers) if match else line for match, line in pairs)
    text = "\n".join(found)
    return text if expand(text, exercises) == list(lines) else None


def _joined(matches: Sequence[re.Match[str]], numbers: Mapping[str, int]) -> str:
    """Return decisions as one line."""
    abouts = ", ".join(_which([numbers.get(match["about"], match["about"]) for match in matches]))
    whys = [match["why"] for match in matches]
    rest = _shared_end(whys) if len(whys) > 1 else ""
    fronts = _BETWEEN.join(why.removesuffix(rest) for why in whys)
    return f"{matches[0]['head']} {abouts}: {fronts}" + (f"{_REST}{rest[1:]}" if rest else "")


def expand(text: str, exercises: Sequence[str]) -> list[str]:
    """Return decisions in full, from their short form. What is none stays as it is; empty lines fall away."""
    return [line for short in text.split("\n") if short for line in _expanded(short, exercises)]


def _same(pair: tuple[re.Match[str] | None, str]) -> tuple[str, str]:
    """Return what decisions of one line have in common: the rule, the outcome and the last words."""
    match = pair[0]
    return (match["head"], match["why"].rpartition(" ")[2]) if match else ("", "")


def _shared_end(texts: Sequence[str]) -> str:
    """Return the words in which all texts end, with the blank before them; never all words of one."""
    words = [text.split(" ") for text in texts]
    count = 0
    while count + 1 < min(map(len, words)) and len({found[-count - 1] for found in words}) == 1:
        count += 1
    return "".join(f" {word}" for word in words[0][len(words[0]) - count :])


def _expanded(short: str, exercises: Sequence[str]) -> Iterator[str]:
    match = _SHORT.fullmatch(short)
    if not match:
        yield short
        return
    abouts = [about for word in match["about"].split(", ") for about in _abouts(word, exercises)]
    if len(abouts) == 1:
        yield f"{match['head']} {abouts[0]}: {match['why']}"
        return
    fronts, _, rest = match["why"].partition(_REST)
    whys = fronts.split(_BETWEEN)
    if len(whys) != len(abouts):
        yield short
        return
    for about, why in zip(abouts, whys, strict=True):
        yield f"{match['head']} {about}: {why}" + (f" {rest}" if rest else "")


def _which(abouts: Iterable[str | int]) -> Iterator[str]:
    """Yield numbers and ids as they are written, three and more numbers in a row as the first and the last."""
    row: list[int] = []
    for about in (*abouts, ""):
        if isinstance(about, int) and (not row or about == row[-1] + 1):
            row.append(about)
            continue
        yield from (f"{row[0]}-{row[-1]}",) if len(row) > 2 else map(str, row)
        row = [about] if isinstance(about, int) else []
        if isinstance(about, str) and about:
            yield about


def _abouts(word: str, exercises: Sequence[str]) -> list[str]:
    """Return the ids that a number, two with a line between, or an id stand for."""
    first, _, last = word.partition("-")
    if not first.isdigit() or "/" in word:
        return [word]
    numbers = range(int(first), int(last or first) + 1)
    return [exercises[number - 1] if 0 < number <= len(exercises) else str(number) for number in numbers]
