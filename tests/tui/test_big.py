"""Digits as large as the room allows."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from limberup_tui.widgets.big import PAUSE, big_rows

numbers = st.one_of(
    st.integers(0, 59).map(str),
    st.integers(60, 7200).map(lambda seconds: f"{seconds // 60}:{seconds % 60:02}"),
    st.just(PAUSE),
)


@given(numbers, st.integers(1, 200), st.integers(1, 60), st.sampled_from("█#"))
def test_it_fits_and_every_row_is_as_wide(text: str, width: int, height: int, dot: str) -> None:
    rows = big_rows(text, width, height, dot)
    assert 1 <= len(rows) <= height
    assert {len(row) for row in rows} == {len(rows[0])}
    assert len(rows[0]) <= max(width, 2)
    assert set("".join(rows)) <= set(f" {dot}▀▄█|{text}") if dot == "█" else "█" not in "".join(rows)


@pytest.mark.parametrize(
    ("text", "width", "height", "rows"),
    [
        ("30", 62, 27, 27),
        ("1:30", 62, 27, 18),
        ("5", 43, 18, 18),
        ("45", 43, 18, 18),
        ("1:30", 43, 15, 12),
        ("12:05", 38, 7, 7),
        ("12:05", 38, 4, 3),
        ("12:05", 38, 2, 1),
        ("12:05", 12, 9, 1),
    ],
)
def test_the_height_is_used(text: str, width: int, height: int, rows: int) -> None:
    assert len(big_rows(text, width, height)) >= rows


@given(numbers, st.integers(10, 120), st.integers(5, 40))
def test_more_room_makes_it_no_smaller(text: str, width: int, height: int) -> None:
    assert len(big_rows(text, width + 1, height + 1)) >= len(big_rows(text, width, height))


def test_each_digit_is_another_one_at_each_size() -> None:
    for width, height in ((12, 3), (12, 5), (16, 7), (40, 20)):
        drawn = ["\n".join(big_rows(digit, width, height)) for digit in "0123456789"]
        assert len(set(drawn)) == 10


def test_how_it_looks() -> None:
    assert big_rows("1:25", 28, 5) == [
        "████        ██████  ██████",
        "  ██    ██      ██  ██    ",
        "  ██        ██████  ██████",
        "  ██    ██  ██          ██",
        "██████      ██████  ██████",
    ]
    assert big_rows("7", 9, 3) == ["▀▀█", "  █", "  ▀"]
    assert big_rows(PAUSE, 20, 5, "#") == ["##  ##"] * 5


@pytest.mark.parametrize(("width", "height"), [(30, 10), (40, 17), (60, 30)])
def test_a_pause_is_two_bars_and_no_eleven(width: int, height: int) -> None:
    bars = big_rows(PAUSE, width, height, "#")
    assert len(set(bars)) == 1
    left, gap, right = re.fullmatch(r"(#+)( +)(#+)", bars[0]).groups()  # type: ignore[union-attr]
    assert len(left) == len(right) >= len(gap)
    # A one is drawn with strokes that are thinner than the bars.
    assert len(left) >= 1.3 * len(min(re.findall("#+", big_rows("0", width, height, "#")[height // 2])))
