"""What the tests of the player share."""

from __future__ import annotations

import tomllib
from typing import Any

from tests.tui.conftest import Playing

THREE_SETS = 'name = "Three"\n[[step]]\ndo = "glutes/glute-bridge"\ndose = "3x8 2s rest 30s"\n'


def open_file(play: Playing) -> dict[str, Any]:
    """Return what the one open file holds."""
    (path,) = play.open_files
    return tomllib.loads(path.read_text("utf-8"))


def here(play: Playing) -> str:
    """Return the id of the exercise that is being done."""
    return play.player.conductor.session.planned.exercise.id
