"""The page on how it is built is one page, its files are there, and its contracts are those that are held."""

from __future__ import annotations

import re
import tomllib

from tests.docs.pages import ROOT, page, part, rows, ticked

PAGE = "docs/architecture.md"


def test_it_is_one_page() -> None:
    assert len(page(PAGE).splitlines()) <= 90


def test_what_may_import_what_is_what_the_contracts_say() -> None:
    project = tomllib.loads(page("pyproject.toml"))
    packages = {path.name for path in ROOT.glob("packs/limberup_*")}

    def words(modules: list[str]) -> set[str]:
        """Return modules with all packs as one word."""
        assert not packages & set(modules) or packages <= set(modules), "some packs and not all of them"
        return {"packs" if name in packages else name for name in modules}

    held = {
        contract["name"]: (words(contract["source_modules"]), words(contract["forbidden_modules"]))
        for contract in project["tool"]["importlinter"]["contracts"]
    }
    told = {
        name: tuple({*ticked(cell), *(["packs"] if re.search(r"\bpacks$", cell) else [])} for cell in cells)
        for name, *cells in rows(part(page(PAGE), "Who may import whom"))
    }
    assert told == held


def test_every_folder_of_the_project_is_told() -> None:
    told = " ".join(cell for row in rows(page(PAGE).partition("## ")[0]) for cell in row)
    for name in ("core/limberup", "tui/limberup_tui", "packs", "tests", "benchmarks", "scripts"):
        assert f"[{name}](../{name})" in told


def test_the_way_goes_from_packs_to_a_record() -> None:
    steps = rows(part(page(PAGE), "The way through"))
    assert [row[0] for row in steps] == [str(number) for number in range(1, len(steps) + 1)]
    assert all(re.search(r"\.py\)", row[1]) for row in steps)
