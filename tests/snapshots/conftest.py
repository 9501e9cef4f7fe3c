"""Pictures of screens, as text and as SVG.

After a change that is meant: `pytest tests/snapshots --snapshot-update` writes all of them anew; look at the
difference in version control before it is kept.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.tui.conftest import (
    Playing,
    _same_zone,
    _short_waits,
    clock,
    home_folder,
    house,
    new_house,
)

from limberup.catalog import Catalog
from limberup.packs.manager import Loaded, PackInfo
from limberup.packs.reader import read_pack

__all__ = ["_same_zone", "_short_waits", "clock", "home_folder", "house", "new_house"]

HERE = Path(__file__).parent
SameText = Callable[[Playing, str], None]
FOLDER = HERE / "text"


@pytest.fixture
def sample() -> Loaded:
    """Return a pack that stands still while the program's own packs change."""
    pack, problems = read_pack(HERE / "pack" / "sample")
    assert pack
    assert not problems
    info = PackInfo(pack.id, pack.name, "1.0", "limberup", "installed", pack)
    return Loaded(Catalog((pack,), {}), (info,))


@pytest.fixture
def same_text(request: pytest.FixtureRequest) -> SameText:
    """Return what compares the screen, as plain text, with the file of that name."""
    update = bool(request.config.getoption("update_snapshots", False))

    def compare(play: Playing, name: str) -> None:
        path = FOLDER / f"{name}.txt"
        text = "\n".join(play.rows) + "\n"
        if update:
            FOLDER.mkdir(exist_ok=True)
            path.write_text(text, "utf-8", newline="\n")
        assert text == path.read_text("utf-8")

    return compare
