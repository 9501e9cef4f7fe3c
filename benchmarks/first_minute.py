"""From the first start on an empty machine to the first exercise, for somebody who has nothing to tick."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from benchmarks.bench import Bench
from benchmarks.table import OURS, Row, Target

__all__ = ["PAGES", "WORDS_A_MINUTE", "Page", "measure"]

WORDS_A_MINUTE = 238
"""How fast grown-ups read in silence in the mean (Brysbaert 2019)."""
KEY = 0.3
"""Seconds that a finger takes for a key (own assumption)."""
TARGET = Target(most=120)
_WORD = re.compile(r"[^\W\d_][\w'-]*")


class Page(NamedTuple):
    """One screen on the way."""

    title: str
    """What stands in its first row."""
    foot: str
    """What stands in the first row of its keys."""
    keys: tuple[str, ...]
    """What is pressed once it has been read."""


PAGES = (
    Page("1 of 5: Welcome", "I have read this", ("\r",)),
    Page("2 of 5: Ask somebody first?", "n None of these", ("n",)),
    Page("3 of 5: Your conditions", "n None of these", ("n",)),
    Page("4 of 5: Check-in", "n None of these", ("n",)),
    Page("5 of 5: Pain now", "Enter Continue", ("2", "\r", "2", "\r")),
    Page("Today's plan", "Enter Start", ("\r",)),
)
FIRST_EXERCISE = ("exercise 1 of", "GET READY")


def measure(bench: Bench) -> Iterator[Row]:
    """Yield how long the way takes: each word is read at the mean pace, each key pressed, each screen waited for."""
    machine, whole, all_read = list[float](), list[float](), list[float]()
    for _ in range(bench.few):
        waited, between, all_words, keys = _go(bench)
        machine.append(waited)
        whole.append(waited + keys * KEY + 60 * between / WORDS_A_MINUTE)
        all_read.append(waited + keys * KEY + 60 * all_words / WORDS_A_MINUTE)
    way = "First start to the first exercise, no warning sign"
    yield Row(f"{way}: what the machine takes of it", "s", {OURS: machine})
    yield Row(f"{way}: read at {WORDS_A_MINUTE} words a minute", "s", {OURS: whole}, TARGET)
    yield Row(f"{way}: titles and keys read too", "s", {OURS: all_read})


def _go(bench: Bench) -> tuple[float, int, int, int]:
    """Go the way once.

    Returns:
        The seconds in which the person waited for the machine; the words between title and keys; all words with
        those of title and keys; how many keys were pressed.
    """
    between = all_words = pressed = 0
    with bench.limberup(bench.homes.nobody()) as program:
        waited = program.until(PAGES[0].title, PAGES[0].foot)
        for page, then in zip(PAGES, [*((page.title, page.foot) for page in PAGES[1:]), FIRST_EXERCISE], strict=True):
            program.settle()
            rows = program.rows
            foot = next(number for number, row in enumerate(rows) if page.foot in row)
            between += sum(len(_WORD.findall(row)) for row in rows[1:foot])
            all_words += sum(len(_WORD.findall(row)) for row in rows)
            pressed += len(page.keys)
            *typed, last = page.keys
            waited += sum(program.answer(key).painted for key in typed)
            waited += program.answer(last, *then).shown
    return waited, between, all_words, pressed
