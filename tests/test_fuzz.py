"""Files that are broken at random, some hundred of them; `python -m tests.fuzzing` tries as many as one likes."""

from __future__ import annotations

import pytest
from tests.fuzzing import Fuzz, _acts, show


async def test_no_broken_file_raises_hangs_or_acts() -> None:
    found = Fuzz().run(250, seed=3)
    assert found.wrong == []
    # Of each kind some were read as whole all the same, and so went through cards, handouts and screens.
    assert all(found.used[kind] for kind in ("exercise", "routine", "record", "guide", "pack"))
    assert await show(found) == []


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("card", "red \x1b[31m"),
        ("card", "\u202eexe.txt"),
        ("html", "<p onload=x>"),
        ("html", "<script>x</script>"),
        ("ics", "x" * 80),
        ("problem", "two\nlines"),
    ],
)
def test_what_acts_would_be_found(name: str, shown: str) -> None:
    assert _acts(name, shown)
    assert not _acts(name, "It is right.")
