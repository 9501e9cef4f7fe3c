"""Files that are broken at random, some hundred of them; `python -m tests.fuzz` tries as many as one likes."""

from __future__ import annotations

import pytest
from tests.fuzz.acts import acts
from tests.fuzz.change import mutant
from tests.fuzz.reading import Fuzz
from tests.fuzz.screens import Shown, show


def test_no_broken_file_raises_hangs_or_acts() -> None:
    found = Fuzz().run(300, seed=3)
    assert found.wrong == []
    # Of each kind some were read as whole all the same, and so went through cards and handouts.
    assert all(found.used[kind] for kind in ("exercise", "routine", "record", "guide", "pack"))


async def test_no_broken_file_upsets_a_screen() -> None:
    shown = Shown()
    await show([mutant(3_000_000_000 + number) for number in range(80)], shown)
    assert shown.wrong == []
    # No screen shows a programme that is right. Of all else there is something to be seen.
    assert [name for name in shown.missed if not name.startswith("programme")] == []
    assert {"Card", "Builder", "RecordPage", "Take", "Packs, one", "NewPacks"} <= set(shown.looks)


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
    assert acts(name, shown)
    assert not acts(name, "It is right.")
