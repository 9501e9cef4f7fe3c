"""How Sphinx builds these pages: `sphinx-build -W -n docs build/docs`.

The pages are plain Markdown that reads as well where the code is hosted: index.md has lists of links, of which the
contents are made here, and no directives.
"""

from __future__ import annotations

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


def contents(app: Sphinx, name: str, source: list[str]) -> None:
    """Add to the first page what Sphinx needs to know: each of its parts as one table of contents."""
    if name != app.config.root_doc:
        return
    for part in re.split(r"^## ", source[0], flags=re.MULTILINE)[1:]:
        pages = re.findall(r"\]\((?!\.\.)([\w/-]+)\.md\)", part)
        lines = [f":caption: {part.splitlines()[0]}", ":hidden:", "", *dict.fromkeys(pages)]
        source[0] += "\n".join(["\n```{toctree}", *lines, "```\n"])


def ways_out(app: Sphinx, name: str, source: list[str]) -> None:
    """Make a download of each page elsewhere in the project, and plain words of what leads to a folder."""
    here = Path(app.srcdir, name).parent

    def way(found: re.Match[str]) -> str:
        words, target = found.groups()
        path = (here / target).resolve()
        if path.is_dir():
            return words
        outside = path.suffix == ".md" and not path.is_relative_to(app.srcdir)
        return f"[{words}](path:{target})" if outside else found[0]

    source[0] = re.sub(r"(?<!!)\[([^]]+)\]\((?!https?:|#)([^)#\s]+)\)", way, source[0])


def setup(app: Sphinx) -> None:
    """Let Sphinx know."""
    app.connect("source-read", contents)
    app.connect("source-read", ways_out)
