"""The keys in the guides are those of the screens."""

from __future__ import annotations

import re
from importlib import import_module

import pytest
from tests.docs.pages import GUIDES, ROOT, part, rows, ticked, together
from tests.docs.screens import GOES_BACK, GOES_ON, SCALES, SCREENS, key_words, keys, written_keys
from textual.binding import Binding

from limberup_tui.screens.base import Page


@pytest.mark.parametrize("heading", SCREENS)
def test_every_key_in_a_table_is_one_of_the_screen(heading: str) -> None:
    every, _ = keys(SCREENS[heading])
    told = written_keys(heading)
    assert told
    if heading in SCALES:
        assert told >= {*GOES_ON, *GOES_BACK}
        told -= {*GOES_ON, *GOES_BACK}
    assert told <= every, f"no such key: {sorted(told - every)}"


@pytest.mark.parametrize("heading", SCREENS)
def test_keys_that_do_the_same_stand_together(heading: str) -> None:
    bindings = [binding for cls in SCREENS[heading] for binding in vars(cls).get("BINDINGS", ())]
    found = [binding if isinstance(binding, Binding) else Binding(*binding) for binding in bindings]
    lines = [set(ticked(row[0])) for row in rows(part(together(GUIDES), heading, own=True))]
    for names in ({key_words(key.strip()) for key in binding.key.split(",")} for binding in found):
        assert sum(bool(names & line) for line in lines) <= 1, f"{heading}: {sorted(names)} in several lines"


@pytest.mark.parametrize("heading", SCREENS)
def test_every_key_at_the_foot_of_a_screen_is_in_its_table(heading: str) -> None:
    _, shown = keys(SCREENS[heading])
    if heading == "Everywhere":
        shown -= {"escape"}
    missing = shown - written_keys(heading) - {key_words("shift+tab")}
    assert not missing, f"not told: {sorted(missing)}"


def test_no_table_of_keys_is_left_out() -> None:
    parts = re.split(r"^## ", together(GUIDES), flags=re.MULTILINE)
    tables = {text.splitlines()[0] for text in parts if "| Key | What it does |" in text}
    assert tables == set(SCREENS)


def test_no_screen_with_keys_of_its_own_is_left_out() -> None:
    for path in (ROOT / "tui" / "limberup_tui" / "screens").glob("[!_]*.py"):
        import_module(f"limberup_tui.screens.{path.stem}")
    every: list[type] = [Page]
    found = set()
    while every:
        cls = every.pop()
        every += cls.__subclasses__()
        if cls.__module__.startswith("limberup_tui.") and vars(cls).get("BINDINGS"):
            found.add(cls)
    assert found <= {cls for classes in SCREENS.values() for cls in classes}
