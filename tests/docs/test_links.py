"""Links lead somewhere, also to a heading; the contents lead to every page."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.docs.pages import DOCS, FENCE, PAGES, ROOT, anchors, name_of, page


def links(text: str) -> list[str]:
    """Return what the links and pictures of a text lead to."""
    return re.findall(r"\]\(([^)\s]+)\)", FENCE.sub("", text))


@pytest.mark.parametrize("path", PAGES, ids=name_of)
def test_links_lead_somewhere(path: Path) -> None:
    for target in links(path.read_text("utf-8")):
        if target.startswith("https://"):
            continue
        name, _, anchor = target.partition("#")
        file = (path.parent / name).resolve() if name else path
        assert file.exists(), f"{path.name}: {target}"
        assert file.is_relative_to(ROOT), f"{path.name}: {target} leads out of the project"
        if anchor:
            assert anchor in anchors(file.read_text("utf-8")), f"{path.name}: {target}"


def test_the_contents_lead_to_every_page_once() -> None:
    told = [(DOCS / target).resolve() for target in links(page("docs/index.md")) if target.endswith(".md")]
    inside = [path for path in told if path.is_relative_to(DOCS)]
    assert sorted(inside) == sorted(set(DOCS.rglob("*.md")) - {DOCS / "index.md"})


def test_no_page_is_too_long() -> None:
    for path in PAGES:
        assert len(path.read_text("utf-8").splitlines()) <= 500, name_of(path)
