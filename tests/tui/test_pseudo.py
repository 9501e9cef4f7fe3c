"""Every screen in English made longer, accented and put in brackets: what is cut off, and what nobody can translate."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from limberup.texts import PSEUDO

WALK = "import limberup_tui; from tests.tui.pseudo_walk import main; main()"


def test_every_screen_has_room_for_longer_words_and_none_in_plain_english(tmp_path: Path) -> None:
    env = {name: value for name, value in os.environ.items() if name not in ("LC_ALL", "LC_MESSAGES", "NO_COLOR")}
    env |= {"LANGUAGE": PSEUDO, "LANG": "en_GB.UTF-8", "LIMBERUP_HOME": str(tmp_path), "TZ": "UTC"}
    root = Path(__file__).parents[2]
    done = subprocess.run([sys.executable, "-c", WALK], env=env, cwd=root, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-3000:]
    found = json.loads(done.stdout)
    assert found["missed"] == [], "screens that the walk does not come to"
    assert found["wrong"] == []
