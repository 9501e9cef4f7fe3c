"""A pack of stairs: a good one, and what changes it for the worse."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from limberup.packs.checker import check_folder
from limberup.packs.manager import Loaded

PACK = """\
[pack]
id = "stairs"
name = "Stairs"
api = 1
references = ["glutes/glute-bridge"]

[sources.SHEET]
grade = "B"
text = "Our sheet"
"""

UP = """\
name = "Step up"
purpose = "For stairs."
kind = "strength"
position = "standing"
start_position = "Before a step"
side = "bilateral"
start = "1x5"
target = "2x10"
how = [
  "Stand tall.",
  "Put one foot up, don't hurry: it's a step.",
  "And back!",
]
breathing = "Calmly."
feel = "Work in the thigh."
mistake = "Falling; go slowly."
stop = "Stop if it hurts."
sources = ["SHEET", "ACSM-res"]
source_note = "From our sheet."
easier = "step-tap"

[figure]
pose = "standing"

[[figure.frame]]

[[figure.frame]]
arm = -60
forearm = -54
"""

TAP = UP.replace('"Step up"', '"Step tap"').replace('easier = "step-tap"', 'harder = "step-up"')

ROUTINE = """\
name = "Short"
minutes = [1, 2]

[[step]]
do = "stairs/step-tap"
dose = "1x10"

[[step]]
do = "glutes/glute-bridge"
dose = "1x5 2s"
"""

GUIDE = """\
question = "Why stairs?"
text = "They are there."
sources = ["SHEET", "own"]
related = ["step-up", "glutes/glute-bridge"]
"""

PROGRAMME = """\
name = "Weeks"
sources = ["own"]

[[weeks]]
from_week = 1
stretch_days = [2, 2]
strength_days = [2, 2]
strength_routines = ["stairs/short"]
unlocks = ["stairs/step-up"]
"""

GOOD = {
    "pack.toml": PACK,
    "exercises/step-tap.toml": TAP,
    "exercises/step-up.toml": UP,
    "routines/short.toml": ROUTINE,
    "guides/why.toml": GUIDE,
    "programmes/weeks.toml": PROGRAMME,
}


def write(folder: Path, files: dict[str, str]) -> Path:
    """Write a pack's files and return its folder."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return folder


def problems(folder: Path, loaded: Loaded) -> list[str]:
    """Return all that is wrong with a pack, as lines."""
    return [str(problem) for problem in check_folder(folder, loaded)[1]]


Change = Callable[[str], str]


def put(old: str, new: str) -> Change:
    """Return what puts something into a file in the place of what must be there once."""

    def change(text: str) -> str:
        assert text.count(old) == 1, old
        return text.replace(old, new)

    return change


def without(key: str) -> Change:
    """Return what takes a key's line out of a file."""

    def change(text: str) -> str:
        changed = re.sub(rf"(?m)^{key} = .*\n", "", text)
        assert changed != text
        return changed

    return change


UP_FILE = "exercises/step-up.toml"


def framed(*lines: str, pose: str = "standing") -> Change:
    """Return what makes the figure one of a single frame, of this pose with these changes."""
    end = "\n".join(lines)
    return lambda text: text[: text.index("[figure]")] + f'[figure]\npose = "{pose}"\n[[figure.frame]]\n{end}\n'
