"""A record's file that was cut off somewhere: it is never taken for another record, and all the others are shown."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from tests.core.keeper import made
from tests.core.making import START, records

from limberup.history.record import Record
from limberup.history.store import History
from limberup.person_file import load_person, save_person
from limberup.problem import LimberupError, Problem

FIRST, CUT, LAST = "20261120T080000Z-00000001", "20261121T080000Z-00000002", "20261122T080000Z-00000003"
NOTE = 'Said "é" = [stiff]\nat first.'
FULL = replace(made(CUT, 7), goals=(("put on my socks", 7), ("sit for an hour", 10)), note=NOTE)
KINDS = {
    "a session": replace(made(CUT, 1), note=""),
    "all there is": FULL,
    "no more than there must be": Record(CUT, START, START + timedelta(minutes=10), "After work"),
    "a look back": Record(CUT, START, START, "Review", state="", goals=(("put on my socks", 10),)),
    "a check-in": Record(CUT, START, START, "Check-in", "", "STEADY", 1, 10, decisions=("G6 STEADY: 10 of 10.",)),
    "a title that looks like more": Record(CUT, START, START, 'done = []\nend = true\n[goals]\n"x" = 1', note="end"),
}


def after_each_cut(path: Path, whole: bytes, cuts: Iterator[int]) -> Iterator[int]:
    """Cut the file at each place, and yield those at which it is read as another record than the whole one."""
    history = History(path.parent.parent)
    path.write_bytes(whole)
    record = history.load(path.stem)
    for cut in cuts:
        path.write_bytes(whole[:cut])
        found, problems = read_one(history, path.stem)
        if found:
            if found != record:
                yield cut
        else:
            assert problems
            assert all(path.name in problem.file for problem in problems)


def read_one(history: History, id_: str) -> tuple[Record | None, tuple[Problem, ...]]:
    """Return a record, or what is wrong with its file."""
    try:
        return history.load(id_), ()
    except LimberupError as error:
        return None, error.problems


def words_at(whole: bytes, cuts: list[int]) -> list[str]:
    """Return the last line that is left at each cut, to be read where a test fails."""
    return [whole[:cut].decode("utf-8", "replace").rstrip("\n").rpartition("\n")[2] for cut in cuts]


@pytest.mark.parametrize("kind", KINDS)
def test_a_file_cut_at_every_byte_is_never_another_record(tmp_path: Path, kind: str) -> None:
    path = History(tmp_path).save(KINDS[kind])
    whole = path.read_bytes()
    wrong = list(after_each_cut(path, whole, iter(range(len(whole)))))
    assert words_at(whole, wrong) == []


@given(record=records)
@settings(max_examples=10)
def test_nor_is_any_other(tmp_path_factory: pytest.TempPathFactory, record: Record) -> None:
    path = History(tmp_path_factory.mktemp("history")).save(replace(record, id=CUT))
    whole = path.read_bytes()
    ends = [0, *(at + more for at in range(len(whole) - 1) if whole[at] == ord("\n") for more in (0, 1))]
    wrong = list(after_each_cut(path, whole, iter(ends)))
    assert words_at(whole, wrong) == []


def test_the_rest_is_shown_and_the_cut_one_is_named(tmp_path: Path) -> None:
    history = History(tmp_path / "history", tmp_path / "cache")
    for id_ in (FIRST, LAST):
        history.save(made(id_, 1))
    path = history.save(FULL)
    whole = path.read_bytes()
    assert [record.id for record in history.read().records] == [LAST, CUT, FIRST]
    for cut in range(0, len(whole), 37):
        path.write_bytes(whole[:cut])
        reading = history.read()
        assert [record.id for record in reading.records] == [LAST, FIRST], words_at(whole, [cut])
        assert {problem.file for problem in reading.problems} == {str(path)}
        assert path.read_bytes() == whole[:cut], "it is left as it is"
    path.write_bytes(whole)
    assert history.read().records[1] == FULL, "what a copy has brought back is read again"


TOUCHES = {
    "a byte-order mark": lambda text: "\ufeff" + text,
    "lines that end as on another system": lambda text: text.replace("\n", "\r\n"),
    "no end of the last line": lambda text: text.removesuffix("\n"),
    "empty lines and comments": lambda text: "# mine\n\n" + text.replace("\nend", "\n\n  # to here\nend") + "\n# x",
    "another order": lambda text: text.replace("schema = 2\n", "", 1) + "schema = 2\n",
    "blanks": lambda text: text.replace(" = true", "=true").replace("effort = ", "effort   =  "),
}  # fmt: skip


@pytest.mark.parametrize("touch", TOUCHES)
def test_a_file_that_an_editor_has_touched_is_the_same_record(tmp_path: Path, touch: str) -> None:
    history = History(tmp_path / "history", tmp_path / "cache")
    path = history.save(FULL)
    text = path.read_text("utf-8")
    touched = TOUCHES[touch](text)
    assert touched != text
    path.write_bytes(touched.encode())
    assert history.load(CUT) == FULL
    for _ in range(2):
        reading = history.read()
        assert (list(reading.records), reading.problems) == ([FULL], ())
    # And keeping it again loses nothing.
    history.save(replace(history.load(CUT), effort=3))
    assert history.load(CUT) == replace(FULL, effort=3)


PERSON = """\
schema = 1
acknowledged = 2026-11-01
screened = 2026-11-15
conditions = ["hip_oa", "no_floor"]
goals = ["put on my socks"]

[[flag]]
id = "U1"
since = 2026-11-10

[[flag]]
id = "E1"
since = 2026-11-20
"""


def test_no_open_warning_sign_is_lost_where_the_person_is_cut_off(tmp_path: Path) -> None:
    """The one file beside the records of which a part that is lost could hurt: all is asked anew, or it is told."""
    path = tmp_path / "person.toml"
    path.write_text(PERSON, "utf-8")
    save_person(path, load_person(path))
    whole = path.read_bytes()
    flags = {flag.id for flag in load_person(path).open_flags}
    assert flags == {"U1", "E1"}
    lost = []
    for cut in range(len(whole)):
        path.write_bytes(whole[:cut])
        try:
            person = load_person(path)
        except LimberupError:
            continue
        asked_anew = person.acknowledged is None or person.screened is None
        if {flag.id for flag in person.open_flags} != flags and not asked_anew:
            lost.append(cut)
    assert words_at(whole, lost) == []


def test_a_file_whose_blocks_were_lost(tmp_path: Path) -> None:
    """As a machine that loses power may leave one: its length is there, and nothing in it."""
    history = History(tmp_path)
    history.save(made(FIRST, 1))
    path = history.save(FULL)
    whole = path.read_bytes()
    for start, end in ((0, len(whole)), (0, 100), (200, len(whole)), (100, 140)):
        path.write_bytes(whole[:start] + b"\0" * (end - start) + whole[end:])
        found, problems = history.newest()
        assert [record.id for record in found] == [FIRST]
        assert {problem.file for problem in problems} == {str(path)}
