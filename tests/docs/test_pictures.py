"""The pictures in the pages: the script has each of them, and no other."""

from __future__ import annotations

import html
import re
import subprocess
import sys
from pathlib import Path

import pytest
from scripts.pictures.scenes import SCENES
from tests.docs.pages import DOCS, PAGES, ROOT

FOLDER = DOCS / "pictures"


def shown() -> set[Path]:
    """Return the pictures that stand in pages."""
    found = set()
    for path in PAGES:
        for words, target in re.findall(r"!\[([^]]*)\]\(([^)\s]+)\)", path.read_text("utf-8")):
            assert len(words) > 30, f"{path.name}: say what {target} shows, for those who can't see it"
            found.add((path.parent / target).resolve())
    return found


def test_every_picture_of_the_script_is_there_and_stands_in_a_page() -> None:
    drawn = {path.name for path in FOLDER.iterdir()}
    assert drawn == {f"{name}.svg" for name in SCENES}, "run python -m scripts.pictures"
    assert shown() == {FOLDER / name for name in drawn}


@pytest.mark.parametrize("name", SCENES)
def test_a_picture_fetches_nothing_and_gives_nothing_away(name: str) -> None:
    text = (FOLDER / f"{name}.svg").read_text("utf-8")
    assert set(re.findall(r"https?://[\w.]+", text)) == {"http://www.w3.org", "https://www.textualize.io"}
    assert not re.search(r"/(home|root|tmp|Users|work|var)/", text)
    assert not re.search("[\u2800-\u28ff\u2588]", re.sub("&#160;", " ", text)), "few fonts draw these"


def words_in(picture: Path) -> list[str]:
    """Return the texts of a picture, in the order in which they are drawn."""
    found = re.findall(r"<text[^>]*>([^<]*)</text>", picture.read_text("utf-8"))
    return [html.unescape(text).replace("\N{NO-BREAK SPACE}", " ").strip() for text in found]


def test_the_script_draws_what_the_app_shows(tmp_path: Path) -> None:
    """The words are compared and not the drawings, which a colour or a newer Textual changes too."""
    done = subprocess.run(
        [sys.executable, "-m", "scripts.pictures", "--to", str(tmp_path)],
        capture_output=True, text=True, timeout=300, check=False, cwd=ROOT,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    drawn = (tmp_path / "player.svg").read_text("utf-8").replace("&#160;", " ")
    for words in ("Easy hips", "Standing hip-flexor stretch", "HOLD", "left side", "It hurts"):
        assert words in drawn
    for name in SCENES:
        kept, now = words_in(FOLDER / f"{name}.svg"), words_in(tmp_path / f"{name}.svg")
        assert len(now) > 20
        assert kept == now, f"run python -m scripts.pictures {name}, and look at it"
