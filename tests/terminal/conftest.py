"""What the tests in a terminal share."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from tests.terminal.terminal import Desk
from tests.terminal.wound import Wound


@pytest.fixture
def new_desk(tmp_path: Path) -> Iterator[Desk]:
    """Give a home of somebody who has never started the program: there is no folder yet."""
    desk = Desk(tmp_path / "home")
    try:
        yield desk
    finally:
        desk.close()


@pytest.fixture
def desk(new_desk: Desk) -> Desk:
    """Give a home of somebody who has answered the questions of the first start."""
    new_desk.home.mkdir(mode=0o700)
    new_desk.write("person.toml", f"schema = 1\nacknowledged = 2026-11-01\nscreened = {date.today()}\n")
    return new_desk


@pytest.fixture
def clock(tmp_path: Path) -> Wound:
    """Give a clock."""
    return Wound(tmp_path)
