"""Write docs/keys.md: the prose of keys_doc.md, with every action of the app and its usual keys.

python scripts/keys_doc.py [OUT.md]
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

# In English, whoever runs it: the words are chosen as the program is imported.
os.environ |= {"LC_ALL": "C", "LIMBERUP_HOME": os.devnull}

from limberup_tui.keymap import Action, actions
from limberup_tui.widgets.keys import key_words

PAGE = Path(__file__).parents[1] / "docs" / "keys.md"
TEMPLATE = Path(__file__).with_suffix(".md")

HEADINGS = {
    "": "Everywhere",
    "app": "The whole app",
    "list": "Lists",
    "form": "Lists with values",
    "dialog": "Questions",
    "today": "Today",
    "checkin": "Check-in",
    "ticks": "Lists to tick",
    "welcome": "First start",
    "draft": "First start: you and your room",
    "goals": "What you want to do better",
    "review": "A look back",
    "changed": "Has anything changed?",
    "blocked": "No exercises for now",
    "agreed": "What a clinician has agreed to",
    "plan": "Today's plan",
    "player": "The player",
    "after": "After the session",
    "builder": "Builder",
    "library": "Library",
    "guides": "Guides",
    "guide": "One guide",
    "history": "History",
    "calendar": "History: the calendar",
    "course": "One exercise over time",
    "record": "One record",
    "record_form": "Changing or adding a record",
    "take": "A routine from somebody",
    "given": "A routine from somebody: what it is",
    "packs": "Packs",
    "new-packs": "New packs",
    "pick": "Your country",
    "help": "Help",
}
"""First parts of the ids, in the order of the page."""


def _first(action: Action) -> str:
    return action.id.partition(".")[0] if "." in action.id else ""


def _rank(action: Action) -> int:
    return list(HEADINGS).index(_first(action)) if _first(action) in HEADINGS else len(HEADINGS)


def tables() -> Iterator[str]:
    """Yield a table of actions for each first part of an id."""
    for first, found in groupby(sorted(actions(), key=_rank), _first):
        yield f"## {HEADINGS.get(first, first.capitalize())}\n"
        yield "| action | usual keys | what it does |\n|---|---|---|"
        for action in found:
            keys = ", ".join(f"`{key_words(key)}`" for key in action.keys)
            yield f"| `{action.id}` | {keys} | {action.words} |"
        yield ""


def page() -> str:
    """Return the page."""
    return TEMPLATE.read_text("utf-8").replace("TABLES\n", "\n".join(tables()))


if __name__ == "__main__":
    (Path(sys.argv[1]) if len(sys.argv) > 1 else PAGE).write_text(page(), "utf-8")
