"""Records: their lines and their files."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.core.making import ID, START, entries, free_text, moments, records, works

from limberup.dose import parse_dose
from limberup.history.record import FORM_LOST, Entry, Hurt, Record, Work, format_entry, parse_entry
from limberup.history.record_file import dump_record, is_id, parse_record, stamp, to_minute_zone
from limberup.problem import LimberupError
from limberup.text import clean
from limberup.tomlread import TomlFile

FULL = Record(
    id=ID,
    started=START,
    ended=START + timedelta(minutes=12),
    routine="Strong hips",
    routine_id="glutes/strong-hips",
    state="STEADY",
    pain_at_rest=2,
    pain_moving=4,
    pain_after=3,
    effort=5,
    note='Went well.\nKnee "clicked" twice.',
    finished=False,
    entries=(
        Entry(
            "glutes/glute-bridge",
            parse_dose("3x10 2s"),
            (Work("", 10), Work("", 8, confirmed=False)),
            (Hurt(5),),
            ("eased",),
        ),
        Entry(
            "hip-mobility/supine-figure-4", parse_dose("1x30s each side"), (Work("left", 0, 30), Work("right", 0, 30))
        ),
        Entry(
            "glutes/clamshell",
            parse_dose("1x10 each side"),
            (),
            (Hurt(7, True, "down"),),
            ("instead of a/b", "skipped"),
        ),
    ),
    decisions=("G6 STEADY: Pain is a little up today.",),
)

FULL_TEXT = """\
schema = 2
started = 2026-11-21T08:30:00+01:00
ended = 2026-11-21T08:42:00+01:00
routine = "Strong hips"
routine_id = "glutes/strong-hips"
state = "STEADY"
pain_at_rest = 2
pain_moving = 4
pain_after = 3
effort = 5
note = "Went well.\\nKnee \\"clicked\\" twice."
finished = false
done = '''
glutes/glute-bridge: 10, 8? of 3x10 2s; hurt 5; eased
hip-mobility/supine-figure-4: left, right of 1x30s each side
glutes/clamshell: nothing of 1x10 each side; hurt 7 sharp leg down; instead of a/b; skipped
'''
decisions = '''
G6 STEADY: Pain is a little up today.
'''
end = true
"""

OLD_TEXT = """\
schema = 1
started = 2026-11-21 08:30:00+01:00
ended = 2026-11-21 08:42:00+01:00
routine = "Strong hips"
routine_id = "glutes/strong-hips"
state = "STEADY"
pain_at_rest = 2
pain_moving = 4
pain_after = 3
effort = 5
note = "Went well.\\nKnee \\"clicked\\" twice."
finished = false
done = [
    "glutes/glute-bridge: 10, 8? of 3x10 2s; hurt 5; eased",
    "hip-mobility/supine-figure-4: left 30s, right 30s of 1x30s each side",
    "glutes/clamshell: nothing of 1x10 each side; hurt 7 sharp leg down; instead of a/b; skipped",
]
decisions = [
    "G6 STEADY: Pain is a little up today.",
]
"""


def parsed(text: str) -> Record:
    """Read a record as its file would be read."""
    return parse_record(TomlFile(f"history/2026/{ID}.toml", text))


def test_the_file_of_a_record() -> None:
    assert dump_record(FULL) == FULL_TEXT
    assert parsed(FULL_TEXT) == FULL
    assert parsed(OLD_TEXT) == FULL, "as it was written before"
    assert FULL.seconds == 720
    assert FULL.unconfirmed == 1


@given(entries)
def test_an_entry_is_read_back(entry: Entry) -> None:
    line = format_entry(entry)
    assert "\n" not in line
    assert parse_entry(line) == entry


@given(records)
def test_a_record_is_read_back(record: Record) -> None:
    again = parsed(dump_record(record))
    assert again.note == clean(record.note, lines=True)
    assert again.routine == clean(record.routine, lines=True)
    assert again.decisions == tuple(clean(line, lines=True) for line in record.decisions)
    assert (again.started, again.ended) == (record.started, record.ended)
    assert again.started.utcoffset() == record.started.utcoffset()
    for name in (
        "id",
        "routine_id",
        "state",
        "pain_at_rest",
        "pain_moving",
        "pain_after",
        "effort",
        "finished",
        "entries",
    ):
        assert getattr(again, name) == getattr(record, name), name
    assert parsed(dump_record(again)) == again


@given(st.text(st.characters()))
def test_a_note_of_anything_can_be_written(note: str) -> None:
    dump_record(Record(ID, START, START, "x", note=note)).encode("utf-8")


@given(free_text, free_text, works)
def test_a_line_stays_readable_whatever_a_pack_calls_things(side: str, mark: str, work: Work) -> None:
    entry = Entry("a/b", parse_dose("1x5 each way"), (Work(side, work.reps, work.hold),), (), (mark,))
    again = parse_entry(format_entry(entry))
    assert (again.work[0].reps, again.work[0].hold, again.asked) == (work.reps, work.hold, entry.asked)
    assert len(again.marks) + len(again.hurts) <= 1


@pytest.mark.parametrize(
    ("offset", "text"),
    [
        (timedelta(seconds=3208), "+00:53"),
        (-timedelta(hours=5, minutes=30), "-05:30"),
        (timedelta(hours=12, minutes=45), "+12:45"),
        (timedelta(0, 1, 500), "+00:00"),
        (timedelta(hours=23, minutes=59), "+23:59"),
    ],
)
def test_odd_zones(offset: timedelta, text: str) -> None:
    moment = datetime(2026, 3, 1, 23, 59, 58, 999_999, tzinfo=timezone(offset))
    again = parsed(dump_record(Record(ID, moment, moment, "x"))).started
    assert again == moment.replace(microsecond=0)
    assert to_minute_zone(moment).isoformat()[-6:] == text


def test_zones_by_name_and_none() -> None:
    summer = datetime(2026, 10, 25, 2, 30, fold=0, tzinfo=ZoneInfo("Europe/Berlin"))
    winter = summer.replace(fold=1)
    again = parsed(dump_record(Record(ID, summer, winter, "x")))
    assert again.seconds == 3600
    assert to_minute_zone(datetime(2026, 1, 1, 12)).tzinfo is not None


@given(moments)
def test_a_stamp_is_in_utc(moment: datetime) -> None:
    again = datetime.strptime(stamp(moment).rjust(16, "0"), "%Y%m%dT%H%M%SZ").replace(tzinfo=timezone.utc)  # noqa: UP017
    assert again == moment


@pytest.mark.parametrize(
    ("text", "good"),
    [
        ("20261121T073000Z-0123abcd", True),
        ("20240229T235959Z-00000000", True),
        ("20260229T000000Z-00000000", False),
        ("20261399T000000Z-00000000", False),
        ("20261121T073060Z-0123abcd", False),
        ("00000101T000000Z-00000000", False),
        ("\u0662\u0660\u0662\u0666\u0661\u0661\u0662\u0661T073000Z-0123abcd", False),
        ("20261121T073000Z-0123abcd\n", False),
        ("", False),
    ],
)
def test_an_id_is_of_a_moment_that_there_is(text: str, good: bool) -> None:
    assert is_id(text) is good


def test_every_cut_of_a_file_is_told() -> None:
    whole = FULL_TEXT.rstrip("\n")
    for end in range(len(whole)):
        with pytest.raises(LimberupError):
            parsed(whole[:end])
    assert parsed(whole) == FULL
    with pytest.raises(LimberupError, match="is cut off: its last line, end = true, is missing"):
        parsed(whole.removesuffix("end = true"))


@given(st.integers(0, len(FULL_TEXT) - 1), st.characters(exclude_categories=["Cs"]))
def test_one_wrong_character_anywhere_is_told_or_read(place: int, char: str) -> None:
    try:
        record = parsed(FULL_TEXT[:place] + char + FULL_TEXT[place + 1 :])
    except LimberupError:
        return
    again = parsed(dump_record(record))
    assert parsed(dump_record(again)) == again


HEAD = "schema = 1\nstarted = 2026-11-21T08:30:00Z\nended = 2026-11-21T08:31:00Z\nroutine = 'x'\n"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (HEAD.replace("schema = 1", "schema = 2"), "toml: is cut off: its last line, end = true, is missing"),
        (HEAD + "end = false", "line 5, end: "),
        ("schema = 0\n" + HEAD[11:], "line 1, schema: must be at least 1"),
        ("schema = true\n" + HEAD[11:], "line 1, schema: must be a whole number, not true or false"),
        ("", "schema is missing"),
        (HEAD.replace("30:00Z", "30:00"), "line 2, started: has no time zone. Write it like 2026-11-21T08:30:00+01:00"),
        (HEAD.replace("2026-11-21T08:31:00Z", "2026-11-21"), "line 3, ended: "),
        (HEAD + "pain_after = 11", "line 5, pain_after: must be at most 10"),
        (HEAD + "effort = -1", "line 5, effort: must be at least 0"),
        (HEAD + "done = 'a/b: 1 of 1x5'\neffort = 3\nmood = 3", "line 7, mood: there is no key 'mood'"),
        (HEAD + "done = '''\na/b: left of 1x5\nx\n'''", "line 5, done 2: 'x' is not an entry like"),
        (HEAD + "mood = 3", "line 5, mood: there is no key 'mood'"),
        (HEAD + "done = [\n  'x',\n]", "line 6, done 1: 'x' is not an entry like"),
        (HEAD + "done = [ 'a/b: 1 of 1x5',\n 'a/b: 1 of 9' ]", "line 6, done 2: '9' is not a dose"),
        (HEAD + "done = ['a/b: one of 1x5']", "line 5, done 1: 'one' is not work like"),
        (HEAD + "done = ['a/b: 999999 of 1x5']", "line 5, done 1: '999999' is not work like"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(text: str, message: str) -> None:
    with pytest.raises(LimberupError) as caught:
        parsed(text)
    assert any(message in str(problem) for problem in caught.value.problems), str(caught.value)
    assert str(caught.value).startswith(f"history/2026/{ID}.toml: ")


@given(st.text() | st.text("ab/: 10s?,; of x-", max_size=40))
def test_junk_lines_are_refused_and_nothing_worse(line: str) -> None:
    try:
        entry = parse_entry(line)
    except ValueError:
        return
    again = parse_entry(format_entry(entry))
    assert parse_entry(format_entry(again)) == again


def test_settling_what_nobody_saw() -> None:
    assert [len(entry.work) for entry in FULL.with_unconfirmed(False).entries] == [1, 2, 0]
    kept = FULL.with_unconfirmed(True)
    assert [len(entry.work) for entry in kept.entries] == [2, 2, 0]
    assert kept.unconfirmed == 0
    assert [entry.amber for entry in FULL.entries] == [True, False, False]


def test_form_that_was_lost_is_marked_where_something_was_done() -> None:
    asked = parse_dose("1x5")
    done, also, skipped = Entry("a/b", asked, (Work("", 5),)), Entry("a/c", asked, (Work("", 5),)), Entry("a/d", asked)
    record = Record(ID, START, START, "x", entries=(done, also, skipped)).with_form_lost({"a/b", "a/d", "a/gone"})
    assert [entry.marks for entry in record.entries] == [(FORM_LOST,), (), ()]


def test_a_newer_record_that_tells_no_time_is_refused() -> None:
    with pytest.raises(LimberupError, match=r"written by a newer limberup \(schema 99\) and has no start"):
        parse_record(TomlFile("other.toml", "schema = 99\nstarted = 2026-11-21\n"))
    assert parse_record(TomlFile(f"{ID}.toml", "schema = 99\nstarted = 2026-11-21\n")).newer


def test_a_record_takes_its_id_from_its_file(tmp_path: Path) -> None:
    assert parse_record(TomlFile(str(tmp_path / "other.toml"), HEAD)).id == "other"
