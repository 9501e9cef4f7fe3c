"""The house as a whole: what keeps it in order and no linter looks at."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
CODE = [ROOT / name for name in ("core", "tui", "packs", "tests", "scripts", "benchmarks", "examples")]
MOST_LINES = 500
MOST_HANDLERS = 15
HANDLER = re.compile(r"_?(on|action|key)_[a-z]")
BROAD = {"Exception", "BaseException"}

MODULES = sorted(path for folder in CODE for path in folder.rglob("*.py") if "__pycache__" not in path.parts)


def written() -> list[Path]:
    """Return the files that people write: code, scripts and pages, no data and nothing that a program makes."""
    pages = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "examples").rglob("*.md")]
    programs = [path for path in (ROOT / "scripts").iterdir() if path.is_file()]
    return sorted({*MODULES, *pages, *programs, *(path for path in (ROOT / ".ci").glob("*"))})


def test_it_looks_at_all_there_is() -> None:
    assert len(MODULES) > 500
    some = {"core/limberup/session.py", "tests/test_house.py", "README.md", "docs/architecture.md", "scripts/check"}
    assert some <= {str(path.relative_to(ROOT)) for path in written()}


def test_no_file_is_longer_than_one_can_read() -> None:
    long = {path: count for path in written() if (count := len(path.read_text("utf-8").splitlines())) > MOST_LINES}
    assert long == {}


def is_handler(node: ast.stmt) -> bool:
    """Return whether a method answers a message, a key or an action of the screen."""
    if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
        return False
    marks = [mark.func for mark in node.decorator_list if isinstance(mark, ast.Call)]
    return bool(HANDLER.match(node.name)) or any(isinstance(mark, ast.Name) and mark.id == "on" for mark in marks)


def test_no_class_answers_to_too_much() -> None:
    found = {
        f"{path.relative_to(ROOT)} {node.name}": count
        for path in MODULES
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.ClassDef) and (count := sum(map(is_handler, node.body))) > MOST_HANDLERS
    }
    assert found == {}


def broad(tree: ast.AST) -> Iterator[int]:
    """Yield the line of each place that lets nearly every exception pass."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ExceptHandler):
            types = [node.type or ast.Name("BaseException")]
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "suppress":
            types = node.args
        else:
            continue
        if BROAD & {part.id for one in types for part in ast.walk(one) if isinstance(part, ast.Name)}:
            yield node.lineno


def has_reason(lines: list[str], number: int) -> bool:
    """Return whether a line says why: in a comment behind it, or alone above it."""
    behind = re.sub(r"noqa(: ?[A-Z0-9, ]+)?|[-#\s]", "", lines[number - 1].partition("#")[2])
    return bool(behind) or lines[number - 2].lstrip().startswith("# ")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("try:\n    f()\nexcept Exception:\n    pass\n", False),
        ("try:\n    f()\nexcept:  # noqa: E722\n    pass\n", False),
        ("try:\n    f()\nexcept (OSError, Exception):  # noqa: BLE001\n    pass\n", False),
        ("try:\n    f()\nexcept Exception:  # noqa: BLE001 - it may raise anything\n    pass\n", True),
        ("try:\n    f()\n# It may raise anything.\nexcept BaseException:\n    pass\n", True),
        ("with suppress(Exception):\n    f()\n", False),
    ],
)
def test_a_reason_is_known_where_it_stands(text: str, told: bool) -> None:
    (line,) = broad(ast.parse(text))
    assert has_reason(text.splitlines(), line) is told


def test_who_catches_everything_says_why() -> None:
    found = []
    for path in MODULES:
        text = path.read_text("utf-8")
        lines = text.splitlines()
        found += [f"{path.relative_to(ROOT)}:{line}" for line in broad(ast.parse(text)) if not has_reason(lines, line)]
    assert found == []
