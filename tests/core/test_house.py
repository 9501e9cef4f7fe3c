"""What the domain and the packs may import."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from pathlib import Path

import limberup

ROOT = Path(limberup.__file__).parent
PACKS = Path(__file__).parents[2] / "packs"

IMPORT_ALL = """
import importlib, json, pkgutil, sys
import limberup
first = sorted(sys.modules)
names = [module.name for module in pkgutil.walk_packages(limberup.__path__, "limberup.")]
for name in names:
    importlib.import_module(name)
sys.stdout.write(json.dumps([first, names, sorted(sys.modules)]))
"""


def imported() -> tuple[list[str], list[str], set[str]]:
    """Return what `import limberup` brings, all its modules, and what they bring."""
    out = subprocess.run([sys.executable, "-c", IMPORT_ALL], capture_output=True, text=True, check=True).stdout
    first, names, after = json.loads(out)
    return first, names, {name.partition(".")[0] for name in after}


def test_the_domain_knows_no_screen() -> None:
    first, names, after = imported()
    files = {path for path in ROOT.rglob("*.py") if path != ROOT / "__init__.py"}
    assert len(names) == len(files) > 30
    assert not after & {"textual", "rich", "click", "limberup_tui"}
    assert not {name for name in after if name.startswith("limberup_")}
    assert not {"msgspec", "pluggy", "importlib.metadata", "platformdirs", "tomllib"} & set(first), (
        "importing it is cheap"
    )


def imports_of(path: Path) -> set[str]:
    """Return the top packages that a module imports, anywhere in it."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, path
            found.add((node.module or "").partition(".")[0])
    return found - {"__future__"}


def test_packs_import_limberup_alone() -> None:
    modules = list(PACKS.rglob("*.py"))
    assert len(modules) == 6
    for module in modules:
        assert imports_of(module) == {"limberup"}, module


def test_the_domain_reads_no_clock_and_prints_nothing() -> None:
    for path in ROOT.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if path.name == "hooks_host.py":
                continue  # A program of its own, which gives each pack its seconds.
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute | ast.Name):
                name = node.func.attr if isinstance(node.func, ast.Attribute) else node.func.id
                assert name not in ("now", "utcnow", "today", "monotonic", "sleep", "print", "perf_counter"), (
                    path,
                    node.lineno,
                )
            # `datetime.time` is a time of day that is passed in, and no clock.
            if isinstance(node, ast.Import | ast.ImportFrom):
                names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else [node.module]
                assert "time" not in names, path
        assert len(path.read_text("utf-8").splitlines()) <= 500, path
