"""Every screen in English made longer, accented and put in brackets: what is cut off, and what nobody can translate."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from limberup.texts import PSEUDO

WALK = "import limberup_tui; from tests.tui.pseudo_walk import {way}; {way}()"


def walk(way: str, language: str, home: Path) -> Any:
    """Walk in a process of its own, and return what was found."""
    env = {name: value for name, value in os.environ.items() if name not in ("LC_ALL", "LC_MESSAGES", "NO_COLOR")}
    env |= {"LANGUAGE": language, "LANG": "en_GB.UTF-8", "LIMBERUP_HOME": str(home), "TZ": "UTC"}
    root = Path(__file__).parents[2]
    command = [sys.executable, "-c", WALK.format(way=way)]
    done = subprocess.run(command, env=env, cwd=root, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-3000:]
    return json.loads(done.stdout)


def test_every_screen_has_room_for_longer_words_and_none_in_plain_english(tmp_path: Path) -> None:
    found = walk("main", PSEUDO, tmp_path)
    assert found["missed"] == [], "screens that the walk does not come to"
    assert found["wrong"] == []


def test_in_german_no_column_has_its_head_cut(tmp_path: Path) -> None:
    assert walk("heads", "de", tmp_path) == []
