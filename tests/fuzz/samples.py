"""Whole files of every kind to begin with, and what is put into them."""

from __future__ import annotations

from datetime import date, datetime
from datetime import time as day_time
from pathlib import Path

__all__ = ["NASTY", "ODD", "TODAY", "WEIGHTS", "sources"]

PACKS = Path(__file__).parents[2] / "packs"
TODAY = date(2026, 11, 21)

NASTY = (
    "\\u001b[31m",
    "\\u001b]0;owned\\u0007",
    "\\u009b2J",
    "\\u0000",
    "\\r\\n",
    "\\u202e",
    "\\u200b",
    "\\ufeff",
    "\\U000e0041",
    "[@click=app.quit]x[/]",
    "[bold]",
    "[/]",
    "\\\\[",
    "<script>alert(1)</script>",
    '\\" onload=\\"x',
    "'><img src=x onerror=y>",
    "&amp;",
    "]]>",
    "=1+1",
    "@SUM(A1)",
    "-2",
    "+3",
    "%s %n {0} {x!r}",
    "../../etc/passwd",
    "\\u0301" * 50,
    "\\ud7ff",
    "\\U0010ffff",
    "x" * 200,
    "\\u4e2d" * 80,
    "\\U0001F468\\u200d\\U0001F469",
    "NaN",
    "inf",
    "",
)
"""Pieces that act in a terminal, a page, a table or a template, or that only look as if."""
ODD: tuple[object, ...] = (
    -1,
    0,
    1,
    99999,
    2**63 - 1,
    -(2**63),
    0.5,
    float("nan"),
    float("inf"),
    True,
    "",
    "x",
    [],
    {},
    [[]],
    {"a": {"b": []}},
    TODAY,
    datetime(2026, 11, 21, 8, 30),
    day_time(8, 30),
    "1x1",
    "99x999 99s",
    "1x99999s",
    "0x0",
    "each side",
    ["a"] * 300,
)
"""Values of other types and sizes than are asked for."""
RECORD = """\
schema = 1
started = 2026-11-20T08:30:00+01:00
ended = 2026-11-20T08:44:12+01:00
routine = "After work"
routine_id = "after-work"
state = "FULL"
pain_at_rest = 1
pain_moving = 2
pain_after = 2
effort = 4
morning_pain = 4
morning_usual = 2
note = "The left hip was stiff."
finished = false
done = [
    "spinal-mobility/cat-cow: 8 of 1x8",
    "glutes/glute-bridge: 10, 10, 5 of 3x10 2s rest 45s; hurt 4 sharp leg down; eased",
    "hip-mobility/supine-figure-4: left 20s, right 20s? of 2x20s each side; usual dose 2x30s each side",
    "core-stability/forearm-plank: 10s, 10s of 2x10s; for core-stability/knee-plank; form lost",
]
decisions = ["G7 FULL: Nothing stands in the way of a full session.", "L4 EASE glutes/glute-bridge: It hurts more."]

[goals]
"put on my socks" = 7
"""
OWN = """\
name = "After work"
given_by = "Anna"
[[step]]
do = "spinal-mobility/cat-cow"
dose = "1x8"
note = "slowly"
[[step]]
do = "glutes/glute-bridge"
dose = "3x10 2s rest 45s"
"""
RULES = """\
[[rule]]
id = "hips-later"
why = "Stiff hips bend more easily later in the day."
source = "own"
conditions = ["hip_oa"]
minutes_up_below = 90
exclude = ["hip-mobility/supine-figure-4"]
modify_tags = ["HF90"]
how = "bend the hip only half way"

[[rule]]
id = "older"
why = "Balance first."
age_from = 40
week_below = 30
exclude_tags = ["BAL"]
"""

WEIGHTS = {"exercise": 8, "routine": 4, "guide": 2, "programme": 1, "pack": 1, "rules": 1, "record": 5}
"""How often files of each kind are taken."""


def sources() -> dict[str, list[str]]:
    """Return the files to begin with, by kind."""
    return {
        "exercise": _texts("exercises"),
        "routine": [*_texts("routines"), OWN],
        "guide": _texts("guides"),
        "programme": _texts("programmes"),
        "pack": [path.read_text("utf-8") for path in sorted(PACKS.glob("*/pack.toml"))],
        "rules": [RULES],
        "record": [RECORD],
    }


def _texts(part: str) -> list[str]:
    return [path.read_text("utf-8") for path in sorted(PACKS.glob(f"*/{part}/*.toml"))]
