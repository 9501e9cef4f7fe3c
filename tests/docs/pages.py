"""What the tests of the pages share: the pages, their parts, tables, links and examples."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
PAGES = sorted([*ROOT.glob("*.md"), *DOCS.rglob("*.md")])
GUIDES = [DOCS / "using.md", *sorted({*(DOCS / "using").glob("*.md")} - {DOCS / "using" / "commands.md"})]
"""Those that lead somebody through the screens."""
PACK_PAGES = [DOCS / "packs.md", *sorted((DOCS / "packs").glob("*.md"))]
"""Those for somebody who writes a pack."""
FENCE = re.compile(
    r"^(?:<!-- toml: (?P<kind>\w+) -->\n)?(?P<indent> *)```(?P<language>\w*)\n(?P<text>.*?)^(?P=indent)```$",
    re.MULTILINE | re.DOTALL,
)
NUMERALS = ("", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def page(name: str) -> str:
    """Return the text of a page."""
    return (ROOT / name).read_text("utf-8")


def name_of(path: Path) -> str:
    """Return how a page is called in the project."""
    return path.relative_to(ROOT).as_posix()


def together(paths: list[Path]) -> str:
    """Return several pages as one text."""
    return "\n".join(path.read_text("utf-8") for path in paths)


def headings(text: str) -> list[tuple[int, int, str]]:
    """Return the headings of a page: line, rank and words. What stands in an example is none."""
    found, fenced = [], False
    for number, line in enumerate(text.splitlines()):
        fenced ^= line.lstrip().startswith("```")
        if not fenced and (match := re.match(r"(#+) (.*)", line)):
            found.append((number, len(match[1]), match[2]))
    return found


def part(text: str, heading: str, *, own: bool = False) -> str:
    """Return what stands under a heading: up to the next of its rank or above, or with `own` up to the next at all."""
    every = headings(text)
    at, rank = next(((line, rank) for line, rank, words in every if words == heading), (-1, 0))
    assert rank, f"there is no heading {heading!r}"
    end = next((line for line, other, _ in every if line > at and (own or other <= rank)), None)
    return "\n".join(text.splitlines()[at + 1 : end]) + "\n"


def rows(text: str) -> list[list[str]]:
    """Return the cells of all table rows but headings and rules."""
    table = [line.strip("|").split("|") for line in text.splitlines() if line.startswith("|")]
    cells = [[cell.strip() for cell in row] for row in table]
    return [
        row for number, row in enumerate(cells) if not _is_rule(row) and not _is_rule(cells[number + 1 : number + 2])
    ]


def _is_rule(row: list[Any]) -> bool:
    flat = row[0] if row and isinstance(row[0], list) else row
    return bool(flat) and all(set(cell) == {"-"} for cell in flat)


def ticked(text: str) -> list[str]:
    """Return what stands in backticks, but for examples."""
    return re.findall(r"`([^`]+)`", FENCE.sub("", text))


def prose(text: str) -> Iterator[str]:
    """Yield the paragraphs and list items of a text, each as one line; no tables, examples, headings and pictures."""
    for block in re.split(r"\n\s*\n|\n(?=- |\d+\. )", FENCE.sub("", text)):
        if block.strip() and not re.match(r"\s*([|#]|!\[)", block):
            yield " ".join(block.split())


def anchors(text: str) -> set[str]:
    """Return the anchors that the headings of a page get."""
    return {re.sub(r"[^\w\- ]", "", words.lower()).replace(" ", "-") for _, _, words in headings(text)}


def examples(*kinds: str) -> list[Any]:
    """Return the TOML examples of these kinds, each with its page."""
    found = [(path, fence) for path in PAGES for fence in FENCE.finditer(path.read_text("utf-8"))]
    return [
        pytest.param(fence["text"], id=f"{path.stem}-{fence['kind']}-{number}")
        for number, (path, fence) in enumerate(found)
        if fence["language"] == "toml" and (fence["kind"] or "") in kinds
    ]
