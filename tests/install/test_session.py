"""The installed program leads a session from the check-in to the history."""

from __future__ import annotations

from pathlib import Path

import pytest
from scripts.release.session import lead

pytestmark = pytest.mark.install


def test_the_installed_program_leads_a_session_and_keeps_it(python: Path, tmp_path: Path) -> None:
    kept = lead(python.with_name("limberup"), tmp_path)
    assert "pain_at_rest = 1\npain_moving = 2\npain_after = 1\neffort = 3\n" in kept
