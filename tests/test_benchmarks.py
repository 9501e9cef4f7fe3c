"""The benchmarks: what they make of their figures, and that their command works."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from benchmarks.measurements import MEASUREMENTS
from benchmarks.page import BEGIN, END, write_between
from benchmarks.pty_program import Program, Stuck
from benchmarks.table import FLOOR, OURS, Row, Target, as_markdown, as_text, spread

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "speed.md"
ENVIRON = {"TERM": "xterm-256color", "PATH": "/usr/bin:/bin"}


def row(ours: list[float], floor: list[float], target: Target | None = None) -> Row:
    return Row("Start", "ms", {OURS: ours, FLOOR: floor}, target)


def test_the_ratio_is_taken_turn_by_turn() -> None:
    # The machine was ten times slower for the second turn, and that is not the program's fault.
    assert row([120, 1200, 120], [100, 1000, 100]).ratio == pytest.approx(1.2)
    assert row([120], [100, 100]).ratio == pytest.approx(1.2)
    assert row([1], [0]).ratio is None


@pytest.mark.parametrize(
    ("target", "met"),
    [
        (Target(most=125), True),
        (Target(most=124), False),
        (Target(ratio=1.25), True),
        (Target(ratio=1.2), False),
        (Target(ratio=2, more=16), False),
        (Target(ratio=2, more=25), True),
        (None, None),
    ],
)
def test_every_limit_of_a_target_has_to_be_kept(target: Target | None, met: bool | None) -> None:
    assert row([125], [100], target).met is met


def test_what_was_not_measured_meets_nothing_and_misses_nothing() -> None:
    assert Row("Start", "ms", {OURS: [1]}, Target(ratio=2)).met is None
    assert Row("Start", "ms", {FLOOR: [1]}, Target(most=2)).met is None


def test_the_spread_leaves_out_what_happened_once() -> None:
    assert spread([*map(float, range(1, 40)), 9000.0]) == (20.5, 3, 38)
    assert spread([7]) == (7, 7, 7)


def test_the_table_has_a_line_for_each_row_and_a_column_for_each_program() -> None:
    rows = [
        row([125, 125], [100, 100], Target(ratio=1.2)),
        Row("Memory", "MB", {OURS: [50.26], "six packs": [25], "toolong": [1]}, Target(ratio=3), "six packs"),
    ]
    head, _, first, second = as_markdown(rows).splitlines()
    assert head == "|  | unit | limberup | floor | toolong | ratio | target | met |"
    assert first == "| Start | ms | 125 (125-125) | 100 (100-100) | - | 1.25 | at most 1.2 x | no |"
    assert second == "| Memory | MB | 50.3 | 25 | 1 | 2.01 | at most 3 x | yes |"
    assert len(as_text(rows).splitlines()) == 4


def test_a_page_gets_the_table_between_its_marks(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(f"Before\n\n{BEGIN}\nold\n{END}\n\nAfter\n", "utf-8")
    write_between(page, "new")
    assert page.read_text("utf-8") == f"Before\n\n{BEGIN}\nnew\n{END}\n\nAfter\n"
    page.write_text("Before\n", "utf-8")
    with pytest.raises(ValueError, match="has no lines"):
        write_between(page, "new")


def test_the_page_has_the_marks_and_names_each_measurement() -> None:
    text = PAGE.read_text("utf-8")
    assert text.count(BEGIN) == text.count(END) == 1
    told = set(re.findall(r"^\| `(\w+)` \|", text, re.MULTILINE))
    assert told == set(MEASUREMENTS)


@pytest.mark.pty
def test_a_program_is_watched_to_the_byte_that_shows_what_is_waited_for() -> None:
    script = "printf 'first\\n'; read line; printf 'second '; printf 'third\\n'; read line"
    with Program(["sh", "-c", script], ENVIRON, limit=10) as program:
        begun = program.until("first")
        answer = program.answer("x\r", "second", "third")
        assert begun > 0
        assert 0 < answer.first <= answer.shown <= answer.painted <= answer.last
        assert answer.size >= len("second third")
        program.type("\r")
        with pytest.raises(Stuck, match=r"waited for.*never.*third"):
            program.until("never")


@pytest.mark.pty
def test_the_command_prints_a_table() -> None:
    # The search is found by words on the screen, which change.
    command = [sys.executable, "-m", "benchmarks", "--only", "commands", "search", "--runs", "1", "--markdown"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert re.search(r"^\| `--version`, to its end \| ms \| [\d.]+ \| [\d.]+ \|", done.stdout, re.MULTILINE)
    assert re.search(r"a letter to its paint, \d+ exercises \| ms \|", done.stdout)
