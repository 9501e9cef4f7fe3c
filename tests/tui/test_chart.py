"""Charts out of characters: everything is inside, everything that was told is seen, and ASCII is enough."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from limberup_tui.widgets import chart
from limberup_tui.widgets.chart import MARGIN, Buckets, bar, bars, buckets, date_axis, glyphs, legend, overlay, scatter

TODAY = date(2026, 11, 21)
days = st.dates(date(1990, 1, 1), date(2100, 1, 1))
spans = st.tuples(days, st.integers(0, 6000)).map(lambda pair: (pair[0], pair[0] + timedelta(days=pair[1])))


@pytest.fixture
def _ascii(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the terminal have nothing but ASCII."""
    monkeypatch.setattr(chart, "draws_braille", lambda: False)
    monkeypatch.setattr(chart, "draws_unicode", lambda: False)


@given(spans, st.integers(16, 200), st.integers(1, 5))
def test_any_time_fits_and_every_day_of_it_has_a_place(span: tuple[date, date], columns: int, least: int) -> None:
    first, last = span
    parts = buckets(first, last, columns, least)
    assert parts.width <= columns
    assert parts.cells >= least
    assert parts.at(first) == 0
    assert parts.at(last) == parts.count - 1
    assert parts.at(last + timedelta(days=parts.size)) is None
    ticks, dates = date_axis(parts)
    assert len(ticks) == parts.width
    assert len(dates) <= parts.width


@pytest.mark.parametrize(
    ("length", "size", "dates"),
    [
        (28, 1, "25 Oct          2 Nov         9 Nov         16 Nov"),
        (91, 7, "Aug 2026    Sep             Oct             Nov"),
        (364, 7, "Nov 2025"),
        (3653, 91, "2016"),
    ],
)
def test_the_time_is_cut_into_days_weeks_or_more(length: int, size: int, dates: str) -> None:
    parts = buckets(TODAY - timedelta(days=length - 1), TODAY, 72)
    assert parts.size == size
    assert date_axis(parts)[1].startswith(dates)


@given(
    st.dictionaries(st.sampled_from("wxyz"), st.dictionaries(st.integers(0, 27), st.floats(0, 10)), max_size=4),
    st.integers(1, 4),
    st.integers(3, 40),
)
def test_every_value_is_seen_at_its_height(series: dict[str, dict[int, float]], cells: int, height: int) -> None:
    parts = Buckets(TODAY, 1, 28, cells)
    lines = [line.plain for line in scatter(series, parts, height, marks={name: name for name in series})]
    assert len(lines) <= max(3, height)
    assert all(len(line) <= MARGIN + parts.width for line in lines)
    top = len(lines) - 1
    several = glyphs().several
    for name, values in series.items():
        for part, value in values.items():
            line = lines[top - round(value / 10 * top)]
            assert line[MARGIN + part * cells] in (name, several)


def test_the_scale_is_numbered_from_0_to_10() -> None:
    parts = Buckets(TODAY, 1, 10, 1)
    for height, step in ((21, 1), (11, 1), (6, 2), (4, 5), (1, 5)):
        numbers = [int(text) for line in scatter({}, parts, height) if (text := line.plain[:2].strip())]
        assert numbers == list(range(10, -1, -step))


def test_two_series_at_one_place_are_not_taken_for_one() -> None:
    parts = Buckets(TODAY, 1, 3, 1)
    lines = scatter({"a": {0: 4, 1: 2}, "b": {0: 4, 1: 6}}, parts, 11, joined=("a", "b"))
    drawn = glyphs()
    assert lines[6].plain[MARGIN] == drawn.several
    assert [line.plain[MARGIN + 1] for line in lines[4:9]] == [drawn.points[1], *[drawn.up] * 3, drawn.points[0]]


@given(st.dictionaries(st.integers(0, 9), st.floats(0, 500)), st.integers(1, 12), st.integers(1, 4))
def test_bars_are_as_high_as_their_values(values: dict[int, float], height: int, cells: int) -> None:
    parts = Buckets(TODAY, 1, 10, cells)
    lines = [line.plain.ljust(MARGIN + parts.width) for line in bars(values, parts, height)]
    assert len(lines) == height
    levels = glyphs().levels
    full = len(levels) - 1
    most = max(values.values(), default=0) or 1
    for part, value in values.items():
        column = [levels.index(line[MARGIN + part * cells]) for line in lines]
        assert column == sorted(column), "a bar stands on the ground"
        assert abs(sum(column) / full - value / most * height) <= 1 / full
        assert (sum(column) > 0) == (value > 0)


def test_what_was_asked_for_stands_over_a_bar_and_never_in_it() -> None:
    parts = Buckets(TODAY, 1, 2, 3)
    lines = bars({0: 10, 1: 20}, parts, 4, top=20)
    drawn = [line.plain.ljust(10) for line in overlay(lines, {0: 20, 1: 15}, parts, 20, "=")]
    assert drawn[0][MARGIN : MARGIN + 2] == "=="
    assert "=" not in "".join(line[MARGIN + 3 :] for line in drawn)
    assert [line.plain for line in lines] == [line.plain for line in bars({0: 10, 1: 20}, parts, 4, top=20)]


@pytest.mark.parametrize(("value", "length"), [(0, 0), (0.01, 1), (5, 5), (10, 10), (99, 10)])
def test_a_bar_along_a_line(value: float, length: int) -> None:
    assert len(bar(value, 10, 10)) == length
    assert bar(value, 0, 10) == bar(value, 10, 10)[:1]


def test_a_legend_takes_as_many_lines_as_it_needs() -> None:
    pairs = [(char, "a name") for char in "abcdef"]
    for width in (20, 40, 80):
        lines = legend(pairs, width)
        assert all(line.cell_len <= width for line in lines)
        words = " ".join(line.plain for line in lines).split()
        assert words == " ".join(" ".join(pair) for pair in pairs).split()


@pytest.mark.usefixtures("_ascii")
def test_ascii_is_enough() -> None:
    drawn = glyphs()
    assert len({*drawn.points, drawn.several}) == len(drawn.points) + 1
    parts = buckets(TODAY - timedelta(days=27), TODAY, 72)
    values = {number: float(number % 11) for number in range(parts.count)}
    shown = [
        *scatter(dict.fromkeys("abcd", values), parts, 11, joined=("a", "b")),
        *overlay(bars(values, parts, 4), values, parts, 10, drawn.ask),
    ]
    text = "".join(line.plain for line in shown) + "".join(date_axis(parts)) + bar(3, 5, 9)
    assert text.isascii()
