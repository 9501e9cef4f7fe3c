"""A key that a sentence of any page names is one of the screen it is about."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.docs.pages import PAGES, headings, name_of, part, prose, ticked
from tests.docs.screens import SCREENS, keys, written_keys

from limberup_tui.preview import PreviewScreen
from limberup_tui.widgets.keys import KEY_NAMES

NAMES = set(KEY_NAMES.values()) - {"Left", "Right", "Up", "Down", "Home", "End"}
"""Names of keys that are words of nothing else."""
KEY = re.compile(rf"[a-z0-9?/+\-]|Ctrl\+.|{'|'.join(map(re.escape, KEY_NAMES.values()))}|Left|Right|Up|Down|Home|End")
WORD = re.compile(rf"(?<![\w`+])(Ctrl\+\w|{'|'.join(re.escape(name) for name in NAMES if len(name) > 1)})(?![\w`])")
ASIDE: dict[str, tuple[str, ...]] = {
    "The day": ("Lists to tick", "Today's plan", "The player"),
    "A bad day": ("Today",),
    "A session": ("Lists to tick",),
    "What you did": ("Today",),
    "A session that was cut off": ("Today",),
    "Why": ("Today", "Today's plan"),
    "Settings": ("Today", "You", "The player"),
    "A first session": ("Today", "Lists to tick", "Today's plan", "The player"),
    "Using limberup": (),
    "What it promises": ("The player",),
    "Using it on another machine": ("Today",),
    "The program": ("The player",),
    "L: during an exercise": ("The player",),
    "From nothing to a wheel in ten minutes": ("The preview",),
}
"""Parts with no table of keys, and whose keys they may name."""
ANSWERS = {
    "The player": {"e", "l"},
    "It hurts": {"w", "a", "b"},
    "A look back": {"0"},
    "Completion in your shell": {"Tab"},
    "New packs": {"t"},
    "Changing or adding a record": {"-", "0", "10"},
    "Pain now": {"Left", "Right"},
    "A routine from somebody": {"y"},
}
"""Keys that answer a question, or the shell, and are no bindings: the tests of the screens press them."""
SIGNS = {
    "Today's plan": {"+", "v", "-", "!"},
    "Builder": {"!", "x"},
    "Keys of your own": {"x", "y", "n", *KEY_NAMES.values()},
    "Props": {"x", "y"},
    "Words": {"d", "m"},
    "Doses": {"x", "s"},
    "Making, checking and handing out": {"-"},
}
"""What stands before a line, in a file or in a formula, and is no key; and a key for an example of one."""
NO_KEYS = {"docs/using/plain.md", "CHANGELOG.md"}
"""Where letters are typed as lines, and where it is told how keys were."""
OTHERS: dict[str, tuple[type, ...]] = {"The preview": (PreviewScreen,)}
"""Screens that no guide has a table of."""


def told(path: Path) -> Iterator[tuple[str, str, set[str]]]:
    """Yield each sentence of a page that names keys: its heading, the sentence, the keys."""
    text = path.read_text("utf-8")
    for _, _, heading in headings(text):
        for paragraph in prose(part(text, heading, own=True)):
            for sentence in re.split(r"(?<=[.;:!?]) ", paragraph):
                found = {word for word in ticked(sentence) if KEY.fullmatch(word)}
                found |= set(WORD.findall(re.sub(r"`[^`]*`", "", sentence)))
                if found:
                    yield heading, sentence, found


def of_screens(names: set[str]) -> set[str]:
    """Return the keys of screens, by the headings that tell them."""
    found: set[str] = set()
    for name in names:
        every, _ = keys((SCREENS | OTHERS)[name])
        found |= every | (written_keys(name) if name in SCREENS else set())
    return found


PLACES = [path for path in PAGES if name_of(path) not in NO_KEYS]


@pytest.mark.parametrize("path", PLACES, ids=name_of)
def test_a_key_in_a_sentence_is_one_of_its_screen(path: Path) -> None:
    for heading, sentence, found in told(path):
        # "`h` on Today", "under You", "in the history": the screen that the sentence names.
        named = {name for name in SCREENS if re.search(rf"\b{re.escape(name)}\b", sentence, re.IGNORECASE)}
        screens = {"Everywhere"} | named | ({heading} & SCREENS.keys()) | set(ASIDE.get(heading, ()))
        missing = found - of_screens(screens) - ANSWERS.get(heading, set()) - SIGNS.get(heading, set())
        assert not missing, f"{heading}: {sorted(missing)} in {sentence!r}"


def test_sentences_with_keys_are_found() -> None:
    found = {(heading, key) for path in PLACES for heading, _, names in told(path) for key in names}
    assert {("The day", "h"), ("A bad day", "f"), ("A routine from somebody", "Enter")} <= found
    assert {("The voice", "v"), ("Using it on another machine", "r"), ("A routine from somebody", "t")} <= found
