"""The six packs as they stand in the tree, whatever is installed."""

from __future__ import annotations

from pathlib import Path

import pytest

from limberup.catalog import Catalog
from limberup.packs.reader import read_pack

PACKS = Path(__file__).parents[3] / "packs"


@pytest.fixture(scope="session")
def catalog() -> Catalog:
    packs = [read_pack(folder)[0] for folder in sorted(PACKS.glob("limberup_*"))]
    return Catalog(tuple(pack for pack in packs if pack is not None))
