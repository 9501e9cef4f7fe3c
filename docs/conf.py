"""How Sphinx builds these pages: `sphinx-build -W -n docs build/docs`.

The pages are plain Markdown that reads as well where the code is hosted: index.md has lists of links, of which the
contents are made here, and no directives.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

from sphinx.application import Sphinx

project = "limberup"
author = "The limberup authors"
version = release = re.findall(
    r'^__version__ = "(.*)"$', Path(__file__).parents[1].joinpath("core/limberup/__init__.py").read_text("utf-8"), re.M
)[0]
extensions = ["myst_parser"]
exclude_patterns = ["schemas"]
html_theme = "furo"
html_title = "limberup"
html_copy_source = False
html_show_sourcelink = False
# The deepest heading that a link leads to, with the names that code hosts give.
myst_heading_anchors = 4


# Pages that stand at the top of the project, where whoever looks at it expects them: the file in docs names them.
source_suffix = {".md": "markdown", ".from": "markdown"}
OUTSIDE = {
    (path.parent / path.read_text("utf-8").strip()).resolve(): path for path in Path(__file__).parent.glob("*.from")
}


def from_outside(app: Sphinx, name: str, source: list[str]) -> None:
    """Put the page that a file names in its place."""
    path = Path(app.env.doc2path(name))
    if path.suffix == ".from":
        page = path.parent / source[0].strip()
        app.env.note_dependency(str(page))
        source[0] = page.read_text("utf-8")


def ways(app: Sphinx, name: str, source: list[str]) -> None:
    """Let links lead where their files are in the site: to pages, or to a download; a folder is plain words."""
    here = Path(app.env.doc2path(name))
    # Where the page is from: its links are written from there.
    base = next((outside for outside, path in OUTSIDE.items() if path == here), here).parent

    def way(found: re.Match[str]) -> str:
        words, target, anchor = found.groups("")
        path = (base / target).resolve()
        if path.is_dir():
            return words[1:-1]
        path = OUTSIDE.get(path, path)
        outside = path.suffix == ".md" and not path.is_relative_to(app.srcdir)
        return f"{words}({'path:' if outside else ''}{os.path.relpath(path, here.parent)}{anchor})"

    source[0] = re.sub(r"(!?\[[^]]+\])\((?!https?:|#)([^)#\s]+)(#[^)\s]*)?\)", way, source[0])


def contents(app: Sphinx, name: str, source: list[str]) -> None:
    """Add to the first page what Sphinx needs to know: each of its parts as one table of contents."""
    if name != app.config.root_doc:
        return
    for part in re.split(r"^## ", source[0], flags=re.MULTILINE)[1:]:
        pages = re.findall(r"\]\((?!\.\.)([\w/-]+)\.(?:md|from)\)", part)
        lines = [f":caption: {part.splitlines()[0]}", ":hidden:", "", *dict.fromkeys(pages)]
        source[0] += "\n".join(["\n```{toctree}", *lines, "```\n"])


def setup(app: Sphinx) -> None:
    """Let Sphinx know."""
    app.connect("source-read", from_outside)
    app.connect("source-read", ways)
    app.connect("source-read", contents)
