"""How a record's file is written: short, readable, and to the letter what was put in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.core.making import ID, START, doses, entries, free_text, records
from tests.core.past import BIRD_DOG, BRIDGE, CAT_COW, FIGURE_4

from limberup.dose import Dose, parse_dose
from limberup.history.record import Entry, Record, Work, format_entry, parse_entry
from limberup.history.record_file import dump_record, parse_record
from limberup.history.shorthand import expand, shorten
from limberup.text import clean
from limberup.tomlread import TomlFile


def parsed(text: str) -> Record:
    """Read a record as its file would be read."""
    return parse_record(TomlFile(f"{ID}.toml", text))


# Decisions

EXERCISES = (BRIDGE, CAT_COW, FIGURE_4, BIRD_DOG)


@pytest.mark.parametrize(
    ("lines", "short"),
    [
        ((), ""),
        (("G7 FULL: Nothing stands in the way.",), "G7 FULL: Nothing stands in the way."),
        ((f"P3 progress {CAT_COW}: It gets a little more.",), "P3 progress 2: It gets a little more."),
        (
            (f"P3 hold {BRIDGE}: Glute bridge stays there.", f"P3 hold {FIGURE_4}: Figure-4 stretch stays there."),
            "P3 hold 1, 3: Glute bridge; Figure-4 stretch ... stays there.",
        ),
        (
            tuple(f"P2 hold {id_}: {id_[-3:]} gets no harder." for id_ in (*EXERCISES[1:], "a/b")),
            "P2 hold 2-4, a/b: cow; e-4; dog; a/b ... gets no harder.",
        ),
        (
            (f"P3 hold {BRIDGE}: One; two stays.", f"P3 hold {CAT_COW}: Three stays."),
            "P3 hold 1: One; two stays.\nP3 hold 2: Three stays.",
        ),
        (
            (f"P3 hold {BRIDGE}: A stays.", f"P3 rest {CAT_COW}: B stays.", f"P3 hold {FIGURE_4}: C stays."),
            "P3 hold 1: A stays.\nP3 rest 2: B stays.\nP3 hold 3: C stays.",
        ),
        (
            ("X exclude, dropped a/b: A is out.", "X exclude, dropped c/d: B is out."),
            "X exclude, dropped a/b, c/d: A; B ... is out.",
        ),
        ((f"P3 hold {BRIDGE}: The same.", f"P3 hold {CAT_COW}: The same."), "P3 hold 1, 2: The; The ... same."),
    ],
)
def test_decisions_alike_stand_once(lines: tuple[str, ...], short: str) -> None:
    assert shorten(lines, EXERCISES) == short
    assert expand(short, EXERCISES) == list(lines)


words = st.text("aB1; ./-,:", max_size=12)
abouts = st.sampled_from([*EXERCISES, "a/b", "1", "1-3", "2, 3", ""])
likely = st.builds(
    "{} {} {}: {}".format,
    st.sampled_from(["P3", "G", "M1", "p"]),
    st.sampled_from(["hold", "exclude, dropped", "STOP_EX"]),
    abouts,
    st.builds("{} {}".format, words, st.sampled_from(["stays there.", "stays ... there.", "goes; on"])),
)


@given(st.lists(likely | free_text, max_size=6), st.lists(st.sampled_from([*EXERCISES, "a/b"]), max_size=5))
def test_decisions_are_written_to_the_letter_or_not_at_all(lines: list[str], exercises: list[str]) -> None:
    short = shorten(lines, exercises)
    assert short is None or expand(short, exercises) == lines


@given(st.text() | st.text("P3 hold 1-9, a/b: ;.\n", max_size=60), st.integers(0, 3))
def test_expanding_takes_anything(text: str, count: int) -> None:
    lines = expand(text, EXERCISES[:count])
    assert all(lines)
    assert len(lines) < 200


@given(st.lists(likely, max_size=5).map(tuple), st.lists(entries, max_size=3).map(tuple))
def test_a_record_keeps_its_decisions_to_the_letter(lines: tuple[str, ...], done: tuple[Entry, ...]) -> None:
    record = Record(ID, START, START, "x", "x", entries=done, decisions=lines)
    assert parsed(dump_record(record)) == record


# What was done


@pytest.mark.parametrize(
    ("line", "short"),
    [
        ("a/b: 10, 10, 10 of 3x10 2s", "a/b: 10 x3 of 3x10 2s"),
        ("a/b: 10, 8 of 2x10", "a/b: 10, 8 of 2x10"),
        ("a/b: 10 of 1x10", "a/b: 10 of 1x10"),
        ("a/b: left 30s, right 30s, left 30s, right 30s of 2x30s each side", "a/b: left, right of 2x30s each side"),
        ("a/b: right 8, left 8 of 1x8 each side; hurt 3; eased", "a/b: right, left of 1x8 each side; hurt 3; eased"),
        ("a/b: left 8, left 8 of 2x8 each side", "a/b: left of 2x8 each side"),
        ("a/b: left 9s, right 9s, left 9s, right 9s of 2x9s each way", "a/b: left, right of 2x9s each way"),
        ("a/b: left 30s?, right 30s of 1x30s each side", "a/b: left 30s?, right 30s of 1x30s each side"),
        ("a/b: forwards 5, backwards 5 of 1x5 each way", "a/b: forwards 5, backwards 5 of 1x5 each way"),
        ("a/b: nothing of 1x5; skipped", "a/b: nothing of 1x5; skipped"),
        ("a/b: 1 of once", "a/b: 1 of once"),
    ],
)  # fmt: skip
def test_sets_alike_stand_once(line: str, short: str) -> None:
    entry = parse_entry(line)
    assert (format_entry(entry), format_entry(entry, short=True)) == (line, short)
    assert parse_entry(short) == entry


sides = st.sampled_from([("left", "right"), ("right", "left"), ("left",), ("right",), ("",), ("forwards", "backwards")])


@given(sides, doses(), st.integers(1, 5), st.booleans(), st.integers(0, 3))
def test_the_short_form_of_regular_work_is_read_back(
    names: Sequence[str], dose: Dose, times: int, asked: bool, more: int
) -> None:
    reps, hold = dose.reps or 0, 0 if dose.reps else dose.hold or 0
    works = tuple(Work(name, reps + (more if reps else 0), hold) for name in names) * (dose.sets if asked else times)
    entry = Entry("a/b", dose, works)
    short = format_entry(entry, short=True)
    assert parse_entry(short) == entry
    assert len(short) <= len(format_entry(entry))


@given(entries)
def test_the_short_form_of_any_entry_is_read_back(entry: Entry) -> None:
    assert parse_entry(format_entry(entry, short=True)) == entry


@pytest.mark.parametrize(
    "line", ["a/b: left of once", "a/b: both of 1x5", "a/b: left, left of 1x5", "a/b: 10 x of 1x5"]
)
def test_no_guessing(line: str) -> None:
    with pytest.raises(ValueError, match="is not work like"):
        parse_entry(line)


# The file


@given(records, st.dictionaries(st.text(max_size=8).map(clean), st.integers(0, 10), max_size=3), free_text)
def test_all_of_a_record_is_read_back(record: Record, goals: dict[str, int], origin: str) -> None:
    record = replace(
        record,
        routine=clean(record.routine, lines=True),
        note=clean(record.note, lines=True),
        decisions=tuple(clean(line, lines=True) for line in record.decisions),
        goals=tuple(goals.items()),
        origin=clean(origin, lines=True),
        morning_pain=record.effort,
        morning_usual=record.pain_after,
        sore_only=record.finished,
    )
    assert parsed(dump_record(record)) == record


@pytest.mark.parametrize(
    "line", ["it's '''quoted'''", "two\nlines", "", "'''", "\\n \\u0041", "ends in \\", 'a "b"', "#"]
)
def test_a_decision_that_quotes_can_not_hold(line: str) -> None:
    record = Record(ID, START, START, "x", "x", decisions=("G7 FULL: Yes.", line))
    assert parsed(dump_record(record)).decisions == record.decisions


OLD = """\
schema = 1
started = 2026-11-21T08:30:00+01:00
ended = 2026-11-21T08:42:00+01:00
routine = "After work"
state = "FULL"
finished = true
done = [
    "a/b: left 30s, right 30s of 1x30s each side",
    "a/c: 10, 10 of 2x10",
]
decisions = ["P3 hold 1: An old line stays as it is.", "P3 hold a/b, a/c: And; this ... one."]

[goals]
"put on my socks" = 7
"""


def test_files_of_the_first_schema_are_read() -> None:
    old = parsed(OLD)
    assert [format_entry(entry) for entry in old.entries] == [
        "a/b: left 30s, right 30s of 1x30s each side",
        "a/c: 10, 10 of 2x10",
    ]
    assert old.decisions == ("P3 hold 1: An old line stays as it is.", "P3 hold a/b, a/c: And; this ... one.")
    assert old.goals == (("put on my socks", 7),)
    assert parsed(dump_record(old)) == old


def test_a_line_may_be_added_by_hand() -> None:
    text = dump_record(Record(ID, START, START, "x", entries=(parse_entry("a/b: 1 of 1x5"),)))
    assert parsed(text.replace("\na/b", "\n\na/c: 2 of 1x5\na/b")).entries[0] == Entry(
        "a/c", parse_dose("1x5"), (Work("", 2),)
    )
    assert parsed(text.replace("\n", "\r\n")) == parsed(text), "as an editor elsewhere ends its lines"
