"""The sheets of figures are what the script draws."""

from __future__ import annotations

import html
import re
import subprocess
import sys
from pathlib import Path

import pytest
from tests.docs.pages import DOCS, ROOT, page

from limberup.catalog import Catalog


def contact_sheet(folder: Path, *words: str) -> Path:
    """Draw a contact sheet into a folder; return its file."""
    drawn = folder / "sheet.svg"
    script = [sys.executable, str(ROOT / "scripts" / "contact_sheet.py"), str(drawn), *words]
    done = subprocess.run(script, capture_output=True, text=True, timeout=60, check=False, cwd=folder)
    assert done.returncode == 0, done.stderr
    return drawn


def test_every_pack_has_its_sheet_and_a_link_to_it(catalog: Catalog) -> None:
    sheets = {f"figures/{path.name}" for path in (DOCS / "figures").iterdir()}
    assert sheets == {f"figures/{pack.id}.svg" for pack in catalog.packs}
    text = page("docs/figures.md")
    for pack in catalog.packs:
        assert f"[{pack.name}](figures/{pack.id}.svg)" in text


@pytest.mark.parametrize("path", sorted((DOCS / "figures").glob("*.svg")), ids=lambda path: path.stem)
def test_the_sheets_are_what_the_script_draws(path: Path, tmp_path: Path, catalog: Catalog) -> None:
    drawn = contact_sheet(tmp_path, "--pack", path.stem).read_text("utf-8")
    how = f"run python scripts/contact_sheet.py docs/figures/{path.name} --pack {path.stem}, and look at the sheet"
    assert drawn == path.read_text("utf-8"), f"a figure looks different: {how}"
    named = {exercise.name: exercise.figure for exercise in catalog.exercises.values() if exercise.pack == path.stem}
    names = {f"{name}, {figure.seen}" if figure and figure.seen else name for name, figure in named.items()}
    assert set(map(html.unescape, re.findall(r"<text [^>]*>([^<]*)</text>", drawn))) == names


def test_a_blind_sheet_gives_no_name_away(tmp_path: Path, catalog: Catalog) -> None:
    drawn = contact_sheet(tmp_path, "--blind")
    numbers = re.findall(r"<text [^>]*>([^<]*)</text>", drawn.read_text("utf-8"))
    assert numbers == [str(number) for number in range(1, len(catalog.exercises) + 1)]
    text = drawn.read_text("utf-8").casefold()
    for exercise in catalog.exercises.values():
        assert html.escape(exercise.name).casefold() not in text
    key = [line.split() for line in (tmp_path / "sheet.key.txt").read_text("utf-8").splitlines()]
    assert [number for number, _ in key] == numbers
    slugs = [slug for _, slug in key]
    assert sorted(slugs) == sorted(exercise.slug for exercise in catalog.exercises.values())
    assert slugs != sorted(slugs)
