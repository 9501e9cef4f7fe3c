"""What the tests in a browser share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.browser.chromium import Browser, Trap, found


@pytest.fixture
def browser(tmp_path: Path) -> Iterator[Browser]:
    """Return a browser that reaches nothing."""
    program = found()
    if program is None:
        pytest.skip("there is no Chromium on this machine")
    trap = Trap()
    yield Browser(program, tmp_path, trap)
    trap.close()
