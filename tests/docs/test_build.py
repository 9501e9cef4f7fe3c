"""The pages build as a site, with no warning, and the site needs nothing from elsewhere."""

from __future__ import annotations

import re
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest
from tests.docs.pages import DOCS, PAGES, ROOT, page


@pytest.mark.docs
@pytest.mark.skipif(find_spec("sphinx") is None, reason="no Sphinx: pip install -c constraints.txt -e '.[docs]'")
def test_the_pages_build_without_a_warning(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "sphinx", "-W", "-n", "-q", "-d", tmp_path / "trees", DOCS, tmp_path / "site"],
        capture_output=True, text=True, timeout=300, check=False, cwd=tmp_path,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    built = {path.relative_to(tmp_path / "site") for path in (tmp_path / "site").rglob("*.html")}
    assert {path.relative_to(DOCS).with_suffix(".html") for path in PAGES if path.is_relative_to(DOCS)} <= built
    downloads = [path.name for path in (tmp_path / "site" / "_downloads").rglob("*") if path.is_file()]
    for path in ROOT.glob("*.md"):
        title = path.read_text("utf-8").partition("\n")[0].removeprefix("# ")
        site = tmp_path / "site" / f"{path.stem.lower()}.html"
        assert f"<h1>{title}<" in site.read_text("utf-8"), f"{path.name} is a page of the site"
        assert path.name not in downloads
    first = (tmp_path / "site" / "index.html").read_text("utf-8")
    for part in re.findall(r"^## (.*)$", page("docs/index.md"), re.MULTILINE):
        assert f'<span class="caption-text">{part}</span>' in first, "the contents at the side are those of the page"
    for path in (tmp_path / "site").rglob("*.html"):
        fetched = re.findall(r'(?:src|<link[^>]* href)="(https?:[^"]*)', path.read_text("utf-8"))
        assert not fetched, f"{path.name} fetches {fetched}"


def test_the_command_is_the_same_everywhere() -> None:
    command = "sphinx-build -W -n docs build/docs"
    for name in ("README.md", "CONTRIBUTING.md", "docs/conf.py", "pyproject.toml"):
        assert command in page(name), name
        # Without -e a contributor's clone would be followed by the command no more.
        assert "'.[docs]'" not in page(name).replace("-e '.[docs]'", ""), name
    assert "pip install --quiet -c constraints.txt -e '.[docs]'" in page(".ci/run")
    assert (ROOT / "docs" / "conf.py").is_file()
