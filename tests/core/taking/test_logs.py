"""Logs of other programs: known by their header, read whatever their form, and no evidence for anything."""

from __future__ import annotations

import csv
import io
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from limberup.catalog import Catalog
from limberup.history.record import format_entry
from limberup.history.store import History
from limberup.problem import LimberupError
from limberup.taking.logs import Brought, Known, read_log
from limberup.taking.table import read_table

NOW = datetime(2026, 11, 21, 8, 30, tzinfo=UTC)
BERLIN = ZoneInfo("Europe/Berlin")

STRONG = """\
Date,Workout Name,Duration,Exercise Name,Set Order,Weight,Reps,Distance,Seconds,Notes,Workout Notes,RPE
2026-03-04 18:30:00,"Legs, day 1",1h 5m,Glute Bridge,1,20,15,0,0,"a ""b""
c",went well,8
2026-03-04 18:30:00,"Legs, day 1",1h 5m,Glute Bridge,Rest Timer,0,0,0,90,,,
2026-03-04 18:30:00,"Legs, day 1",1h 5m,Glute Bridge,2,20,12,0,0,,,
2026-03-04 18:30:00,"Legs, day 1",1h 5m,Squat (Barbell),1,100,5,0,0,,,
2026-03-04 18:30:00,"Legs, day 1",1h 5m,Plank,1,0,0,0,60,,,
2026-03-06 19:00:00,Push,45m,Bench Press (Barbell),1,80,5,0,0,,,
"""
STRONG_2 = """\
Workout #;Date;Workout Name;Duration (sec);Exercise Name;Set Order;Weight (kg);Reps;RPE;Distance (meters);Seconds;Notes;Workout Notes
1;2026-03-04 18:30:00;Legs;3900;Glute Bridge;1;20,5;15;;;;;
1;2026-03-04 18:30:00;Legs;3900;Glute Bridge;Note;;;;;;remember;
"""  # noqa: E501
STRONG_3 = """\
Date;Workout Name;Exercise Name;Set Order;Weight;Weight Unit;Reps;RPE;Distance;Distance Unit;Seconds;Notes;Workout Notes;Workout Duration
2026-03-04 18:30:00;Legs;Glute Bridge;1;45;lbs;15;;0;mi.;0;;;65m
"""  # noqa: E501
HEVY = """\
"title","start_time","end_time","description","exercise_title","superset_id","exercise_notes","set_index","set_type","weight_kg","reps","distance_km","duration_seconds","rpe"
"Evening","4 Mar 2026, 18:30","4 Mar 2026, 19:10","easy","Dead Bug",,"",0,"warmup",,10,,,
"Evening","4 Mar 2026, 18:30","4 Mar 2026, 19:10","easy","Dead Bug",,"",1,"normal",,8,,,7.5
"Evening","4 Mar 2026, 18:30","4 Mar 2026, 19:10","easy","Side Plank",,"",0,"normal",,,,30,
"Evening","4 Mar 2026, 18:30","4 Mar 2026, 19:10","easy","Hip Thrust (Barbell)",,"",0,"normal",60,8,,,
"""
FITNOTES = """\
Date,Exercise,Category,Weight,Weight Unit,Reps,Distance,Distance Unit,Time,Comment
2026-03-04,Glute Bridge,Legs,20.0,kgs,12,,,,
2026-03-04,Plank,Abs,,,,,,0:01:30,long
2026-03-05,Plank,Abs,,,,,,01:00,
"""
FITNOTES_2 = """\
Date,Exercise,Category,Weight (kg),Weight (lbs),Reps,Distance,Distance Unit,Time,Notes,Kind
2026-03-04,Clamshell,Legs,,,12,,,,,r
"""


def log(text: str | bytes, catalog: Catalog, there: tuple[str, ...] = (), zone: ZoneInfo = BERLIN) -> Brought:
    """Read a log as somebody in Berlin has it."""
    raw = text if isinstance(text, bytes) else text.encode()
    return read_log(read_table(raw, "log.csv"), catalog, NOW, "log.csv", there=there, zone=zone)


def done(brought: Brought) -> list[list[str]]:
    """Return what was done in each session, as its file has it."""
    return [[format_entry(entry) for entry in record.entries] for record in brought.records]


def test_strong(catalog: Catalog) -> None:
    brought = log(STRONG, catalog)
    (record,) = brought.records
    assert brought.program == record.origin == "Strong"
    assert (record.started.isoformat(), record.seconds) == ("2026-03-04T18:30:00+01:00", 65 * 60)
    assert (record.routine, record.note, record.state) == ("Legs, day 1", "went well", "")
    assert done(brought) == [
        [
            "glutes/glute-bridge: 15, 12 of 2x15; with 20 of a unit that is not told",
            "core-stability/forearm-plank: 60s of 1x60s",
        ]
    ]
    assert brought.unknown == (("Squat (Barbell)", 1), ("Bench Press (Barbell)", 1))
    assert brought.mapped[0] == ("Glute Bridge", "glutes/glute-bridge", 2)
    assert brought.empty == 1


def test_no_session_passes_for_a_look_back(catalog: Catalog) -> None:
    (record,) = log(STRONG.replace('"Legs, day 1"', "Review"), catalog).records
    assert record.routine == record.routine_id == "Review (Strong)"


def test_no_number_is_invented(catalog: Catalog) -> None:
    for text in (STRONG, HEVY, FITNOTES):
        for record in log(text, catalog).records:
            told = (record.pain_at_rest, record.pain_moving, record.pain_after, record.effort, record.morning_pain)
            assert told == (None,) * 5


@pytest.mark.parametrize(
    ("text", "program", "lines"),
    [
        (STRONG_2, "Strong", [["glutes/glute-bridge: 15 of 1x15; with 20.5 kg"]]),
        (STRONG_3, "Strong", [["glutes/glute-bridge: 15 of 1x15; with 45 lb"]]),
        (HEVY, "Hevy", [["core-stability/dead-bug: 10, 8 of 2x10", "core-stability/side-plank: 30s of 1x30s"]]),
        (
            FITNOTES,
            "FitNotes",
            [
                ["glutes/glute-bridge: 12 of 1x12; with 20 kg", "core-stability/forearm-plank: 90s of 1x90s"],
                ["core-stability/forearm-plank: 60s of 1x60s"],
            ],
        ),
        (FITNOTES_2, "FitNotes", [["glutes/clamshell: 12 of 1x12"]]),
    ],
)
def test_the_other_forms(catalog: Catalog, text: str, program: str, lines: list[list[str]]) -> None:
    brought = log(text, catalog)
    assert brought.program == program
    assert done(brought) == lines
    assert not brought.problems


def test_hevy_tells_the_end_and_fitnotes_neither(catalog: Catalog) -> None:
    assert log(HEVY, catalog).records[0].seconds == 40 * 60
    brought = log(FITNOTES, catalog)
    assert [(record.started.hour, record.seconds) for record in brought.records] == [(12, 0), (12, 0)]
    assert "at noon" in brought.notes[0]


@pytest.mark.parametrize(
    "raw",
    [
        b"\xef\xbb\xbf" + STRONG.encode(),
        STRONG.replace("\n", "\r\n").encode(),
        STRONG.replace("Date,", '"DATE",', 1).encode(),
        f"\n\n{STRONG}\n,,,,\n".encode(),
        STRONG.encode("utf-16"),
    ],
    ids=["mark", "windows", "header", "empty lines", "utf-16"],
)
def test_the_same_in_other_clothes(catalog: Catalog, raw: bytes) -> None:
    assert log(raw, catalog).records == log(STRONG, catalog).records


def test_semicolons(catalog: Catalog) -> None:
    text = io.StringIO()
    csv.writer(text, delimiter=";").writerows(csv.reader(io.StringIO(STRONG)))
    assert log(text.getvalue(), catalog).records == log(STRONG, catalog).records


def test_letters_of_windows_are_read_and_said(catalog: Catalog) -> None:
    brought = log(STRONG.replace("Legs, day 1", "Hüfte").encode("cp1252"), catalog)
    assert brought.records[0].routine == "Hüfte"
    assert "read as Windows text" in brought.notes[0]


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        (b"", "log.csv: is empty"),
        (b"\n \n", "log.csv: is empty"),
        (b"a,b\n1,2\n", "line 1: is no log that limberup knows, with the columns a, b. It knows Strong, Hevy and Fit"),
        (b"Date,Exercise,Category\x00\n", "log.csv: line 1: is not text: it has control characters"),
        (b"PK\x03\x04\x14\x00", "is not text"),
        (b"\xff\xfe\x00", "log.csv: is not text"),
        (b"a\x81b", "log.csv: is not text"),
        (b'Date,Exercise,Category\n2026-01-01,"Plank,x\n' + b"y\n" * 20_000, "line 2: is no table: .* left open"),
        (b'Date,Exercise,Category\n2026-01-01,"Plank" x,y\n', "line 2: is no table"),
        (b"session,started,routine\n", "limberup's own.* Take what limberup history --json prints"),
    ],
)
def test_what_is_no_log_is_one_clear_line(catalog: Catalog, raw: bytes, message: str) -> None:
    with pytest.raises(LimberupError, match=message) as caught:
        log(raw, catalog)
    assert len(str(caught.value).splitlines()) == 1


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("someday,Plank,Abs,,,,,,60,", "line 5: 'someday' is no day that can be read. It was left out"),
        ("4/5/2026,Plank,Abs,,,,,,60,", "line 5: '4/5/2026' is no day that can be read"),
        (",Plank,Abs,,,,,,60,", "line 5: has no day"),
        ("2026-03-04,Plank,Abs,,,ten,,,,", "line 5: has a number that can't be read"),
        ("2026-03-04,Plank,Abs,,,,,,long,", "line 5: has a number that can't be read"),
        ("2026-03-04,,Abs,,,3,,,,", "line 5: names no exercise"),
    ],
)
def test_a_row_that_cannot_be_read_is_named_and_the_rest_is_taken(catalog: Catalog, row: str, message: str) -> None:
    brought = log(FITNOTES + row, catalog)
    assert str(brought.problems[0]).startswith(f"log.csv: {message}")
    assert brought.records == log(FITNOTES, catalog).records


def test_a_row_with_nothing_in_it_is_no_mistake(catalog: Catalog) -> None:
    brought = log(FITNOTES + "2026-03-04,Plank,Abs,,,,,,,\n2026-03-06,Treadmill,Cardio,,,,5,km,30:00,\n", catalog)
    assert not brought.problems
    assert len(brought.records) == 2
    assert brought.empty == 1


def test_less_than_half_a_repetition_is_nothing(catalog: Catalog) -> None:
    row = '2026-03-04 18:30:00,"Legs, day 1",1h 5m,Clamshell,1,0,0.4,0,0,,,\n'
    brought = log(STRONG + row, catalog)
    assert not brought.problems
    assert done(brought) == done(log(STRONG, catalog))
    assert not log(STRONG.split("\n", 1)[0] + "\n" + row, catalog).records


def test_twice_adds_nothing_nor_does_another_time_zone(catalog: Catalog, tmp_path: Path) -> None:
    history = History(tmp_path)
    for record in log(STRONG + STRONG.split("\n", 1)[1].replace("2026-03", "2026-04"), catalog).records:
        history.save(record)
    ids = history.ids()
    assert len(ids) == 2
    for zone in (BERLIN, ZoneInfo("America/New_York"), ZoneInfo("Pacific/Kiritimati"), ZoneInfo("Pacific/Pago_Pago")):
        again = log(STRONG, catalog, tuple(ids), zone)
        assert (again.records, again.again) == ((), 1)
    new = log(STRONG.replace("2026-03", "2026-05"), catalog, tuple(ids))
    assert (len(new.records), new.again) == (1, 0)


def test_another_set_in_an_old_session_makes_no_second_one(catalog: Catalog) -> None:
    first = log(STRONG, catalog)
    more = STRONG + '2026-03-04 18:30:00,"Legs, day 1",1h 5m,Clamshell,1,0,12,0,0,,,\n'
    assert log(more, catalog, tuple(record.id for record in first.records)).again == 1


def test_what_was_deleted_stays_deleted(catalog: Catalog) -> None:
    (record,) = log(STRONG, catalog).records
    brought = read_log(read_table(STRONG.encode(), "f"), catalog, NOW, "f", deleted=[record.id], zone=BERLIN)
    assert (brought.records, brought.deleted) == ((), 1)


def test_what_is_written_is_read_back(catalog: Catalog, tmp_path: Path) -> None:
    history = History(tmp_path)
    for text in (STRONG, HEVY, FITNOTES):
        for record in log(text, catalog).records:
            history.save(record)
            assert history.load(record.id) == record


@pytest.mark.parametrize(
    ("moment", "started", "words"),
    [
        ("2026-10-25 02:30:00", "2026-10-25T02:30:00+02:00", "came twice"),
        ("2026-03-29 02:30:00", "2026-03-29T03:30:00+02:00", "did not come"),
        ("2026-10-25 03:30:00", "2026-10-25T03:30:00+01:00", ""),
    ],
)
def test_days_when_the_clocks_are_changed(catalog: Catalog, moment: str, started: str, words: str) -> None:
    brought = log(STRONG.replace("2026-03-04 18:30:00", moment), catalog)
    assert brought.records[0].started.isoformat() == started
    assert any(words in note for note in brought.notes) if words else not brought.notes


def test_what_has_not_been_yet_is_left_out(catalog: Catalog) -> None:
    brought = log(STRONG.replace("2026-03", "2027-03"), catalog)
    assert not brought.records
    assert "by your clock" in brought.notes[0]


def test_ids_near_in_time_with_the_same_end_are_the_same() -> None:
    known = Known(["20260304T173000Z-0123abcd"])
    assert "20260304T233000Z-0123abcd" in known
    assert "20260304T173000Z-0123abce" not in known
    assert "20260308T173000Z-0123abcd" not in known


def test_a_record_of_no_real_moment_keeps_no_log_from_being_read(catalog: Catalog) -> None:
    nowhen = "20261399T000000Z-00000000"
    assert log(STRONG, catalog, there=(nowhen,)) == log(STRONG, catalog)
    assert nowhen not in Known([nowhen])


@given(st.lists(st.lists(st.text(max_size=12), min_size=10, max_size=10), max_size=4), st.sampled_from([STRONG, HEVY]))
def test_any_rows_are_read_or_told(rows: list[list[str]], text: str) -> None:
    header = next(csv.reader(io.StringIO(text)))
    out = io.StringIO()
    csv.writer(out).writerows([header, *rows])
    try:
        brought = log(out.getvalue(), Catalog())
    except LimberupError as error:
        refused = error
    else:
        assert not brought.records
        return
    assert len(refused.problems) == 1


def test_much_is_kept_within_what_a_record_can_hold(catalog: Catalog) -> None:
    rows = "".join(f"2026-03-04,Plank,Abs,,,{reps},,,,\n" for reps in ["9999999", "500.7", *["30"] * 40])
    (record,) = log(FITNOTES.split("\n", 1)[0] + "\n" + rows, catalog).records
    (entry,) = record.entries
    assert (entry.asked.sets, entry.asked.reps, len(entry.work)) == (20, 200, 42)
